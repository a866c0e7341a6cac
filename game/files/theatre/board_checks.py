"""What a board must hold together: known symbols, towns in their hexes, railways without gaps, each hex in one place."""

from collections.abc import Callable

from game.core.hexes import distance
from game.core.words import _
from game.files.errors import nearest, one_line
from game.files.theatre.look_checks import COLOUR
from game.model.base import HexAt
from game.model.theatre.board import OUTSIDE, Board, BoardHead, City, Place, PlaceRow, Railway

Note = Callable[[object, str, str], None]
FURTHEST = 2  # hexes between a town's own hex and the one in which its degrees lie


def resolved(rows: tuple[PlaceRow, ...], zones: tuple[str, ...], sides: tuple[str, str]) -> tuple[Place, ...]:
    """The places with every hex they have; `rest_of` takes what no other place names."""
    named = {h for row in rows for own in row.hexes.values() for h in own}
    return tuple(_place(row, named, zones, sides) for row in rows)


def _place(row: PlaceRow, named: set[HexAt], zones: tuple[str, ...], sides: tuple[str, str]) -> Place:
    rest = tuple(
        (c, r)
        for r, line in enumerate(zones)
        for c, symbol in enumerate(line)
        if symbol in row.rest_of and (c, r) not in named
    )
    one, other = ((*row.hexes.get(side, ()), *(rest if row.side == side else ())) for side in sides)
    return Place(
        id=row.id,
        kind=row.kind,
        names=row.names,
        short=row.short,
        hexes=(one, other),
        stands=(row.stands.get(sides[0]), row.stands.get(sides[1])),
        edge=row.edge,
        source=row.source,
        confidence=row.confidence,
        note=row.note,
    )


class BoardChecks:
    """Everything that is wrong between the entries of a board whose entries are right by themselves."""

    def __init__(self, board: Board, head: BoardHead, note: Note) -> None:
        self.board, self.head, self.rows, self.note = board, head, head.place, note
        self.zone_of = {z.symbol: z for z in board.countries}

    def run(self) -> None:
        """Notes all of it."""
        self._claims()
        self._symbols()
        self._cited()
        for city in self.board.cities:
            self._city(city)
        for line in self.board.railways:
            self._railway(line)
        for row in self.rows:
            self._row(row)
        self._every_hex_once()

    def _claims(self) -> None:
        for side in self.board.sides:
            given = self.board.claims.get(side, "")
            if not COLOUR.fullmatch(given):
                said = _('claims.{side} = "{found}": needed six hexadecimal digits, as in "3A60A8"').format(
                    side=side, found=one_line(given)
                )
                self.note(self.head, "claims", said)
        for outline in self.board.outlines:
            if outline.kind == "claim" and outline.holder not in self.board.sides:
                said = _("{name}: side {found!r} is unknown").format(name=outline.name, found=one_line(outline.holder))
                self.note(("outlines.geojson", 0), "", said)

    def _symbols(self) -> None:
        terrain = {k.symbol for k in self.board.kinds} | {OUTSIDE}
        water = {k.symbol for k in self.board.kinds if k.water}
        known = set(self.zone_of) | water | {OUTSIDE}
        empty = water | {OUTSIDE}
        for r, (row, zones) in enumerate(zip(self.board.terrain, self.board.zones, strict=True), 1):
            for c, (symbol, zone) in enumerate(zip(row, zones, strict=True)):
                if symbol not in terrain:
                    self.note(
                        ("map.txt", r),
                        "",
                        _("column {c}: {found!r} is no terrain of board.toml").format(c=c, found=one_line(symbol)),
                    )
                elif zone not in known:
                    self.note(
                        ("zones.txt", r),
                        "",
                        _("column {c}: {found!r} is no zone of board.toml").format(c=c, found=one_line(zone)),
                    )
                elif zone != symbol if symbol in empty else zone in empty:
                    self.note(
                        ("zones.txt", r),
                        "",
                        _("column {c}: zone {zone!r} on terrain {symbol!r}").format(c=c, zone=zone, symbol=symbol),
                    )

    def _cited(self) -> None:
        known = {s.id for s in self.board.sources} | {"estimate"}
        board = self.board
        for entry in (
            board.grid,
            *board.kinds,
            *board.countries,
            *board.cities,
            *board.railways,
            *self.rows,
            *board.letterings,
        ):
            if entry.source not in known:
                self.note(
                    entry,
                    "source",
                    _("source {found!r} is unknown{near}").format(
                        found=one_line(entry.source), near=nearest(entry.source, known)
                    ),
                )
        for outline in board.outlines:
            if outline.source not in known:
                self.note(
                    ("outlines.geojson", 0),
                    "",
                    _("{name}: source {found!r} is unknown").format(name=outline.name, found=one_line(outline.source)),
                )

    def _city(self, city: City) -> None:
        if not self._lies(city, "hex", city.hex):
            return
        zone = self.board.zone(city.hex)
        if zone is None or zone.symbol != city.zone:
            self.note(
                city,
                "zone",
                _("zone {zone!r}, and its hex lies in {a!r}").format(
                    zone=city.zone, a=zone.symbol if zone else "water"
                ),
            )
        off = distance(city.hex, self.board.grid.nearest(city.lon, city.lat))
        if off > FURTHEST:
            self.note(
                city,
                "hex",
                _("its degrees lie {off} hexes away; at most {furthest}").format(off=off, furthest=FURTHEST),
            )

    def _railway(self, line: Railway) -> None:
        if len(line.points) < 2:
            self.note(line, "points", _("needed two or more points, found {n}").format(n=len(line.points)))
        for here in line.hexes:
            self._lies(line, "hexes", here)

    def _row(self, row: PlaceRow) -> None:
        sides = self.board.sides
        for side in sorted({*row.hexes, *row.stands, row.side} - {*sides, ""}):
            self.note(
                row,
                "id",
                _("side {found!r} is unknown{near}").format(found=one_line(side), near=nearest(side, sides)),
            )
        for side, hexes in row.hexes.items():
            for here in hexes:
                if self._lies(row, "hexes", here) and row.kind == "sector":
                    zone = self.board.zone(here)
                    if zone is None or zone.holder != side:
                        self.note(
                            row, "hexes", _("hex {a},{b} is not held by {side}").format(a=here[0], b=here[1], side=side)
                        )
        for symbol in row.rest_of:
            if symbol not in self.zone_of:
                self.note(row, "rest_of", _("zone {found!r} is unknown").format(found=one_line(symbol)))
        if bool(row.rest_of) and not row.side:
            self.note(row, "rest_of", _("needs a side to take the rest"))
        if (row.kind == "box") != bool(row.edge):
            self.note(row, "edge", _("a box, and nothing else, lies on an edge of the map"))
        if not row.stands:
            self.note(row, "kind", _("needs stands: nobody could stand there"))

    def _every_hex_once(self) -> None:
        owner: dict[HexAt, str] = {}
        rows = {row.id: row for row in self.rows}
        if len(rows) != len(self.rows):
            twice = next(r for k, r in enumerate(self.rows) if r.id in {o.id for o in self.rows[:k]})
            self.note(twice, "id", _("place {id!r} stands twice").format(id=twice.id))
        for place in self.board.places:
            for here in (*place.hexes[0], *place.hexes[1]):
                if owner.setdefault(here, place.id) != place.id:
                    self.note(
                        rows[place.id],
                        "id",
                        _("hex {a},{b} belongs to {c} too").format(a=here[0], b=here[1], c=owner[here]),
                    )
        for here in self.board.all_hexes():
            zone = self.board.zone(here)
            if zone is not None and zone.holder in self.board.sides and here not in owner:
                self.note(("zones.txt", here[1] + 1), "", _("column {a}: belongs to no place").format(a=here[0]))

    def _lies(self, entry: object, key: str, here: HexAt) -> bool:
        lies = self.board.holds(here)
        if not lies:
            self.note(entry, key, _("hex {a},{b} is not on the map").format(a=here[0], b=here[1]))
        return lies
