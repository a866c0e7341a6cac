"""Finding and reading strategic boards: grids, towns, railways, outlines and places, strictly, with every mistake at its line."""

from pathlib import Path
from typing import Any, TypeVar

import msgspec

from game.core.words import _, enumerated
from game.files.bounds import DEEPEST, decode_text, read_bytes
from game.files.errors import BadFile, Problem, nearest, one_line, printable
from game.files.heads import on_shelves
from game.files.strict import Reader
from game.files.theatre.board_checks import BoardChecks, resolved
from game.model.base import Entry, Source
from game.model.theatre.board import Board, BoardHead, City, Grid, LonLat, Outline, OutlineKind, Railway

T = TypeVar("T", bound=Entry)
BOARD, MAP, ZONES, OUTLINES = "board.toml", "map.txt", "zones.txt", "outlines.geojson"
LARGEST = 4 * 1024 * 1024
MOST_POINTS = 100_000
_LISTS: dict[str, tuple[str, ...]] = {"cities.toml": ("city",), "rail.toml": ("line",), "sources.toml": ("source",)}


class _About(Entry, frozen=True, kw_only=True):
    """Properties of a feature in the outlines."""

    kind: OutlineKind
    name: str
    source: str
    confidence: str
    holder: str = "none"
    note: str = ""


def find_boards() -> tuple[str, ...]:
    """Ids of the boards at hand, sorted: folders with a `board.toml`."""
    return tuple(sorted(on_shelves(BOARD)))


def load_board(name: str | Path) -> Board:
    """A board by its id, or by the path of its folder, whole and checked.

    Raises:
        BadFile: there is none, or with every problem of every file of it.
    """
    board, problems = read_board(board_folder(name))
    if board is None:
        raise BadFile(problems)
    return board


def validate_board(name: str | Path) -> dict[str, Any]:
    """`{ok, errors: [{file, line, key, message}]}` for a board."""
    try:
        problems = read_board(board_folder(name))[1]
    except BadFile as e:
        problems = list(e.problems)
    return {"ok": not problems, "errors": [p._asdict() for p in problems]}


def board_folder(name: str | Path) -> Path:
    """The folder of a board given by id or by path.

    Raises:
        BadFile: there is none.
    """
    known = find_boards()
    if str(name) in known:
        return on_shelves(BOARD)[str(name)]
    path = Path(name)
    try:
        if (isinstance(name, Path) or "/" in name) and (path / BOARD).is_file():
            return path.resolve()
    except (OSError, ValueError):
        pass  # no name that a disk knows: said below
    raise BadFile.of(
        _("board {found}").format(found=one_line(name, most=60)),
        _("is unknown; at hand: {listed}{near}").format(listed=enumerated(known), near=nearest(str(name), known)),
    )


def read_board(folder: Path) -> tuple[Board | None, list[Problem]]:
    """A board and everything wrong with it; None when anything is."""
    reading = _Reading(folder)
    head = reading.head()
    cities = reading.entries("cities.toml", "city", City)
    railways = reading.entries("rail.toml", "line", Railway)
    sources = reading.entries("sources.toml", "source", Source)
    outlines = reading.outlines()
    terrain, zones = (reading.rows(name, head.grid if head else None) for name in (MAP, ZONES))
    if head is None or reading.problems:
        return None, reading.problems
    board = Board(
        id=folder.name,
        sides=head.sides,
        claims=head.claims,
        attribution=head.attribution,
        grid=head.grid,
        terrain=terrain,
        zones=zones,
        kinds=head.terrain,
        countries=head.zone,
        cities=cities,
        railways=railways,
        places=resolved(head.place, zones, head.sides),
        outlines=outlines,
        letterings=head.lettering,
        sources=sources,
    )
    BoardChecks(board, head, reading.note).run()
    problems = reading.problems
    return (None if problems else board), problems


class _Reading:
    """The files of one board while they are read."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.spots: dict[int, tuple[Reader, tuple[str | int, ...]]] = {}
        self._noted: list[Problem] = []
        self._readers = {name: self._opened(name) for name in (BOARD, *_LISTS)}
        for name, lists in _LISTS.items():
            self._readers[name].only(lists)

    def head(self) -> BoardHead | None:
        """What `board.toml` says, None if anything in it is wrong."""
        reader = self._readers[BOARD]
        return None if reader.problems else reader.read(BoardHead, reader.table)

    def entries(self, name: str, key: str, kind: type[T]) -> tuple[T, ...]:
        """The entries of [[key]] in a file that are right."""
        return self._readers[name].read_list(kind, key)

    def rows(self, name: str, grid: Grid | None) -> tuple[str, ...]:
        """The rows of a map of symbols, each as wide as the grid."""
        data = self._bytes(name)
        if data is None or grid is None:
            return ()
        try:
            rows = [row for row in decode_text(self._shown(name), data).replace("\r\n", "\n").split("\n") if row]
        except BadFile as e:
            self._noted += e.problems
            return ()
        if len(rows) != grid.rows:
            self._note_file(name, 0, _("needed {rows} rows, found {n}").format(rows=grid.rows, n=len(rows)))
        for k, row in enumerate(rows, 1):
            if len(row) != grid.columns:
                self._note_file(
                    name, k, _("needed {columns} columns, found {n}").format(columns=grid.columns, n=len(row))
                )
        return tuple(rows)

    def outlines(self) -> tuple[Outline, ...]:
        """The features of the outlines."""
        data = self._bytes(OUTLINES)
        if data is None:
            return ()
        try:
            found = msgspec.json.decode(data)
            features = found["features"]
            if not isinstance(features, list):
                raise ValueError(_("needed a list of features, nested at most {deepest} deep").format(deepest=DEEPEST))
        except (ValueError, KeyError, TypeError, RecursionError) as e:
            self._note_file(OUTLINES, 0, _("is no GeoJSON with features: {found}").format(found=one_line(e)))
            return ()
        made = [self._outline(k, feature) for k, feature in enumerate(features)]
        if sum(len(ring) for o in made if o for ring in o.rings) > MOST_POINTS:
            self._note_file(OUTLINES, 0, _("holds more than {most:,} points").format(most=MOST_POINTS))
        return tuple(o for o in made if o is not None)

    def note(self, entry: object, key: str, message: str) -> None:
        """A problem at a key of an entry that was read; of a map's row when the entry is the file's name and a line."""
        if isinstance(entry, tuple):
            self._note_file(entry[0], entry[1], message)
            return
        reader, path = self.spots[id(entry)]
        reader.problem((*path, key), message)

    @property
    def problems(self) -> list[Problem]:
        """Everything wrong so far, by file and line."""
        return [*self._noted, *(p for r in self._readers.values() for p in sorted(r.problems, key=lambda p: p.line))]

    def _outline(self, number: int, feature: Any) -> Outline | None:
        """One feature. GeoJSON says no lines: its number, from 1, and its name stand in the message."""
        try:
            about = msgspec.convert(feature["properties"], _About)
            shape, points = feature["geometry"]["type"], feature["geometry"]["coordinates"]
            if shape not in ("Polygon", "LineString"):
                raise ValueError(
                    _("needed a Polygon or LineString, found {found!r}").format(found=one_line(shape, most=40))
                )
            rings = tuple(_ring(ring) for ring in (points if shape == "Polygon" else [points]))
            made = {
                "kind": about.kind,
                "name": about.name,
                "source": about.source,
                "confidence": about.confidence,
                "holder": about.holder,
                "note": about.note,
                "rings": rings,
                "closed": shape == "Polygon",
            }
            outline = msgspec.convert(made, Outline)
        except (KeyError, TypeError, ValueError) as e:
            self._note_file(OUTLINES, 0, _("feature {a}: {found}").format(a=number + 1, found=one_line(e)))
            return None
        return outline

    def _opened(self, name: str) -> Reader:
        reader = Reader(self._shown(name), self.spots)
        data = self._bytes(name)
        if data is not None:
            reader.load(data)
        return reader

    def _bytes(self, name: str) -> bytes | None:
        try:
            return read_bytes(self.folder / name, largest=LARGEST)
        except BadFile as e:
            self._noted += [p._replace(file=self._shown(name)) for p in e.problems]
            return None

    def _shown(self, name: str) -> str:
        return f"{self.folder.name}/{name}"

    def _note_file(self, name: str, line: int, message: str) -> None:
        self._noted.append(Problem(self._shown(name), line, "", printable(message)))


def _ring(points: Any) -> tuple[LonLat, ...]:
    made = tuple((float(lon), float(lat)) for lon, lat in points)
    if len(made) < 2 or not all(-180 <= lon <= 180 and -90 < lat < 90 for lon, lat in made):
        raise ValueError(_("needed two or more points in degrees east and north"))
    return made
