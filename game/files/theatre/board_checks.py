"""What a board must hold together: known symbols, towns in their hexes, railways without gaps, each hex in one place."""

from collections.abc import Callable

from game.core.hexes import distance
from game.files.errors import nearest, one_line
from game.model.base import HexAt
from game.model.theatre.board import HOLDERS, OUTSIDE, Board, City, Place, PlaceRow, Railway

Note = Callable[[object, str, str], None]
FURTHEST = 2  # hexes between a town's own hex and the one in which its degrees lie


def resolved(rows: tuple[PlaceRow, ...], zones: tuple[str, ...]) -> tuple[Place, ...]:
    """The places with every hex they have; `rest_of` takes what no other place names."""
    named = {h for row in rows for h in (*row.japan, *row.soviet)}
    return tuple(_place(row, named, zones) for row in rows)


def _place(row: PlaceRow, named: set[HexAt], zones: tuple[str, ...]) -> Place:
    rest = tuple(
        (c, r)
        for r, line in enumerate(zones)
        for c, symbol in enumerate(line)
        if symbol in row.rest_of and (c, r) not in named
    )
    japan, soviet = (
        (*own, *(rest if row.side == holder else ()))
        for holder, own in zip(HOLDERS, (row.japan, row.soviet), strict=True)
    )
    return Place(
        id=row.id,
        kind=row.kind,
        names=row.names,
        short=row.short,
        hexes=(japan, soviet),
        stands=(row.japan_at, row.soviet_at),
        edge=row.edge,
        source=row.source,
        confidence=row.confidence,
        note=row.note,
    )


class BoardChecks:
    """Everything that is wrong between the entries of a board whose entries are right by themselves."""

    def __init__(self, board: Board, rows: tuple[PlaceRow, ...], note: Note) -> None:
        self.board, self.rows, self.note = board, rows, note
        self.zone_of = {z.symbol: z for z in board.countries}

    def run(self) -> None:
        """Notes all of it."""
        self._symbols()
        self._cited()
        for city in self.board.cities:
            self._city(city)
        for line in self.board.railways:
            self._railway(line)
        for row in self.rows:
            self._row(row)
        self._every_hex_once()

    def _symbols(self) -> None:
        terrain = {k.symbol for k in self.board.kinds} | {OUTSIDE}
        water = {k.symbol for k in self.board.kinds if k.water}
        known = set(self.zone_of) | water | {OUTSIDE}
        empty = water | {OUTSIDE}
        for r, (row, zones) in enumerate(zip(self.board.terrain, self.board.zones, strict=True), 1):
            for c, (symbol, zone) in enumerate(zip(row, zones, strict=True)):
                if symbol not in terrain:
                    self.note(("map.txt", r), "", f"column {c}: {one_line(symbol)!r} is no terrain of board.toml")
                elif zone not in known:
                    self.note(("zones.txt", r), "", f"column {c}: {one_line(zone)!r} is no zone of board.toml")
                elif zone != symbol if symbol in empty else zone in empty:
                    self.note(("zones.txt", r), "", f"column {c}: zone {zone!r} on terrain {symbol!r}")

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
                    entry, "source", f"source {one_line(entry.source)!r} is unknown{nearest(entry.source, known)}"
                )
        for outline in board.outlines:
            if outline.source not in known:
                self.note(
                    ("outlines.geojson", 0), "", f"{outline.name}: source {one_line(outline.source)!r} is unknown"
                )

    def _city(self, city: City) -> None:
        if not self._lies(city, "hex", city.hex):
            return
        zone = self.board.zone(city.hex)
        if zone is None or zone.symbol != city.zone:
            self.note(city, "zone", f"zone {city.zone!r}, and its hex lies in {zone.symbol if zone else 'water'!r}")
        off = distance(city.hex, self.board.grid.nearest(city.lon, city.lat))
        if off > FURTHEST:
            self.note(city, "hex", f"its degrees lie {off} hexes away; at most {FURTHEST}")

    def _railway(self, line: Railway) -> None:
        if len(line.points) < 2:
            self.note(line, "points", f"needed two or more points, found {len(line.points)}")
        for here in line.hexes:
            self._lies(line, "hexes", here)

    def _row(self, row: PlaceRow) -> None:
        for key, hexes in (("japan", row.japan), ("soviet", row.soviet)):
            for here in hexes:
                if self._lies(row, key, here) and row.kind == "sector":
                    zone = self.board.zone(here)
                    if zone is None or zone.holder != key:
                        self.note(row, key, f"hex {here[0]},{here[1]} is not held by {key}")
        for symbol in row.rest_of:
            if symbol not in self.zone_of:
                self.note(row, "rest_of", f"zone {one_line(symbol)!r} is unknown")
        if bool(row.rest_of) and not row.side:
            self.note(row, "rest_of", "needs a side to take the rest")
        if (row.kind == "box") != bool(row.edge):
            self.note(row, "edge", "a box, and nothing else, lies on an edge of the map")
        if row.japan_at is None and row.soviet_at is None:
            self.note(row, "kind", "needs japan_at or soviet_at: nobody could stand there")

    def _every_hex_once(self) -> None:
        owner: dict[HexAt, str] = {}
        rows = {row.id: row for row in self.rows}
        if len(rows) != len(self.rows):
            twice = next(r for k, r in enumerate(self.rows) if r.id in {o.id for o in self.rows[:k]})
            self.note(twice, "id", f"place {twice.id!r} stands twice")
        for place in self.board.places:
            for here in (*place.hexes[0], *place.hexes[1]):
                if owner.setdefault(here, place.id) != place.id:
                    self.note(rows[place.id], "id", f"hex {here[0]},{here[1]} belongs to {owner[here]} too")
        for here in self.board.all_hexes():
            zone = self.board.zone(here)
            if zone is not None and zone.holder != "china" and here not in owner:
                self.note(("zones.txt", here[1] + 1), "", f"column {here[0]}: belongs to no place")

    def _lies(self, entry: object, key: str, here: HexAt) -> bool:
        lies = self.board.holds(here)
        if not lies:
            self.note(entry, key, f"hex {here[0]},{here[1]} is not on the map")
        return lies
