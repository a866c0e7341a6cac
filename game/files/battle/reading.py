"""A scenario while it is read: every file's bytes once, every entry strictly, every problem noted."""

from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import msgspec

from game.core.words import _
from game.files.battle.layers import Layers, begun, joined
from game.files.battle.layout import ADDED, BESIDE, FEATURES, FORMS, GRIDS, HEIGHTS, MAP, WHAT_IF, WHAT_IFS, ZONES, Head
from game.files.bounds import DEEPEST, decode_text, read_bytes
from game.files.errors import BadFile, Problem, nearest, one_line, printable
from game.files.lines import Path as KeyPath
from game.files.strict import Reader
from game.model.base import Source
from game.model.battle.air import Wing
from game.model.battle.calendar import Almanac, Weather
from game.model.battle.decisions import DecisionAt
from game.model.battle.forces import Army, Counter, Formation, Gun, Intelligence, SideStart, Start, UnitType
from game.model.battle.ground import Crossing, Ground, Place, Terrain, Way
from game.model.battle.look import MapLook, SideLook
from game.model.battle.measures import Outcome, Scoring, Target
from game.model.battle.options import Option
from game.model.battle.plans import Plan
from game.model.battle.politics import Act, Talks, Term, Will
from game.model.battle.record import Keyframe, NamedPlace, Person, RecordDay, RecordTurn, SourceRow
from game.model.battle.switches import Switch
from game.model.battle.whatif import OrderChange, WhatIf
from game.model.ruling import EventText, FactorText, Parameter, Rule

T = TypeVar("T")
LARGEST_TOML = 2 * 1024 * 1024
LARGEST = 8 * 1024 * 1024
MOST_WHAT_IFS = 200
MOST_HEXES = 256  # a side of the map
MOST_IN_ALL = 16_384  # the search for ways and the lines of sight of a game hold no more
Grid = list[tuple[int, str]]  # lines of a text file with their numbers, empty ones left out


class Parts(NamedTuple):
    """What could be read of a scenario. None, or a shorter list, where something is wrong."""

    head: Head | None
    ground: Ground | None
    road: Terrain | None
    scoring: Scoring | None
    almanac: tuple[Almanac, ...]
    weather: tuple[Weather, ...]
    terrain: tuple[Terrain, ...]
    places: tuple[Place, ...]
    ways: tuple[Way, ...]
    crossings: tuple[Crossing, ...]
    unit_types: tuple[UnitType, ...]
    guns: tuple[Gun, ...]
    armies: tuple[Army, ...]
    formations: tuple[Formation, ...]
    counters: tuple[Counter, ...]
    starts: tuple[Start, ...]
    side_starts: tuple[SideStart, ...]
    intelligence: tuple[Intelligence, ...]
    parameters: tuple[Parameter, ...]
    outcomes: tuple[Outcome, ...]
    targets: tuple[Target, ...]
    rulebook: tuple[Rule, ...]
    factors: tuple[FactorText, ...]
    events: tuple[EventText, ...]
    sources: tuple[Source, ...]
    keyframes: tuple[Keyframe, ...]
    record_turns: tuple[RecordTurn, ...]
    record_days: tuple[RecordDay, ...]
    record_rows: tuple[SourceRow, ...]
    record_places: tuple[NamedPlace, ...]
    people: tuple[Person, ...]
    orders: tuple[OrderChange, ...]
    what_ifs: tuple[WhatIf, ...]
    features: dict[str, Any]
    acts: tuple[Act, ...]
    terms: tuple[Term, ...]
    wills: tuple[Will, ...]
    talks: Talks | None
    decisions: tuple[DecisionAt, ...]
    wings: tuple[Wing, ...]
    plans: tuple[Plan, ...]
    options: tuple[Option, ...]
    switches: tuple[Switch, ...]
    side_looks: tuple[SideLook, ...]
    map_look: MapLook | None


class Reading:
    """The files of one scenario. `files`: their bytes by name; `problems`: what is wrong so far."""

    def __init__(self, folder: Path, common: Path) -> None:
        self.folder, self.layers = folder, Layers.of(folder, common)
        self.files: dict[str, bytes] = {}
        self.problems: list[Problem] = []
        self.spots: dict[int, tuple[Reader, KeyPath]] = {}
        self._readers: dict[str, Reader] = {}
        self._elsewhere: dict[str, str] = {}  # what-ifs from outside the folder: how they are called
        for name in (*FORMS, *GRIDS, FEATURES, *self._what_if_names()):
            for key in self.layers.keys(name):
                self._fetch(key)
        self._refuse_strangers()

    # ------------------------------------------------------------ what is there
    def shown(self, key: str) -> str:
        """How a file is called in messages: its folder and its name in it."""
        return self._elsewhere.get(key) or self.layers.shown(key)

    def _fetch(self, key: str) -> None:
        try:
            largest = LARGEST_TOML if key.endswith(".toml") else LARGEST
            self.files[key] = read_bytes(self.layers.path(key), largest=largest)
        except BadFile as e:
            self.problems += [p._replace(file=self.shown(key)) for p in e.problems]
        except OSError as e:
            self.problems.append(Problem(self.shown(key), 0, "", _("cannot be read: {a}").format(a=e.strerror or e)))

    def _what_if_names(self) -> list[str]:
        names = sorted(f"{WHAT_IFS}/{p.name}" for p in self.folder.glob(f"{WHAT_IFS}/*.toml"))
        if len(names) > MOST_WHAT_IFS:
            self.problems.append(
                Problem(
                    f"{self.folder.name}/{WHAT_IFS}",
                    0,
                    "",
                    _("holds {n} what-ifs; at most {most}").format(n=len(names), most=MOST_WHAT_IFS),
                )
            )
        return names[:MOST_WHAT_IFS]

    def _refuse_strangers(self) -> None:
        """A file that nothing reads is a slip in its name."""
        for path in sorted([*self.folder.glob("*.toml"), *self.folder.glob("record/*.toml")]):
            name = path.relative_to(self.folder).as_posix()
            if name not in FORMS and name not in BESIDE:
                self.problems.append(
                    Problem(
                        f"{self.folder.name}/{one_line(name)}",
                        0,
                        "",
                        _("is read by nothing{near}").format(near=nearest(name, FORMS)),
                    )
                )

    def stands_for(self, made: object, written: object) -> None:
        """Problems of an entry that was made are told where the other was written."""
        self.spots[id(made)] = self.spots[id(written)]

    # ------------------------------------------------------------ notes for later checks
    def note(self, entry: object, key: str, message: str, /, **told: object) -> None:
        """A problem at a key of an entry that was read; at the entry itself with an empty key."""
        reader, path = self.spots[id(entry)]
        reader.problem((*path, *key.split(".")) if key else path, message, **told)

    def note_file(self, name: str, line: int, message: str, /, **told: object) -> None:
        """A problem of a file as a whole, or of a line of it."""
        self.problems.append(
            Problem(self.shown(name), line, "", printable(str.format(message, **told) if told else message))
        )

    def is_scenarios_own(self, what_if: WhatIf) -> bool:
        """The what-if stands in the scenario's folder, not in a file of the user's."""
        return self.spots[id(what_if)][0].shown.startswith(f"{self.folder.name}/{WHAT_IFS}/")

    def add_what_if(self, path: Path) -> str:
        """Reads a what-if from elsewhere beside the scenario's; the name under which it is kept.

        Raises:
            BadFile: it cannot be read.
        """
        name = f"{WHAT_IFS}/{path}"
        self._elsewhere[name] = str(path)
        self.files[name] = read_bytes(path, largest=LARGEST_TOML)
        return name

    def what_if(self, name: str) -> WhatIf:
        """The what-if of a file that has been read without a problem."""
        return msgspec.convert(self._reader(name).table, WhatIf)

    def line(self, entry: object) -> int:
        """The line on which an entry begins."""
        reader, path = self.spots[id(entry)]
        return reader.line(path)

    def written(self, name: str, key: str, of: str = "id") -> set[str]:
        """The names in [[key]] of a file, of broken entries too, so that one mistake is not told twice."""
        tables = [self._reader(each).table.get(key, []) for each in self.layers.keys(name)]
        return {
            e[of]
            for entries in tables
            if isinstance(entries, list)
            for e in entries
            if isinstance(e, dict) and isinstance(e.get(of), str)
        }

    def all_problems(self) -> list[Problem]:
        """Everything noted, in the order of files and lines."""
        found = [*self.problems, *(p for reader in self._readers.values() for p in reader.problems)]
        names = (*FORMS, *GRIDS, FEATURES)
        order = {self.shown(key): k for k, name in enumerate(names) for key in self.layers.keys(name)}
        return sorted(found, key=lambda p: (order.get(p.file, len(order)), p.file, p.line))

    # ------------------------------------------------------------ reading
    def parts(self) -> Parts:
        """Everything that can be read."""
        read = self._list
        ways = read("ways.toml", "way", Way)
        head = self._whole("scenario.toml", Head)
        return begun(
            self,
            head,
            Parts(
                head=head,
                ground=self._ground(ways),
                road=self._single("terrain.toml", "road", Terrain),
                scoring=self._whole("scoring.toml", Scoring),
                almanac=read("almanac.toml", "day", Almanac),
                weather=read("weather.toml", "weather", Weather),
                terrain=read("terrain.toml", "terrain", Terrain),
                places=read("places.toml", "place", Place),
                ways=ways,
                crossings=read("ways.toml", "crossing", Crossing),
                unit_types=read("unit_types.toml", "type", UnitType),
                guns=read("guns.toml", "gun", Gun),
                armies=read("armies.toml", "army", Army),
                formations=read("oob.toml", "formation", Formation),
                counters=read("oob.toml", "counter", Counter),
                starts=self._own("oob.toml", "start", Start),
                side_starts=self._own("oob.toml", "side", SideStart),
                intelligence=self._own("oob.toml", "intelligence", Intelligence),
                parameters=read("parameters.toml", "parameter", Parameter),
                outcomes=read("outcomes.toml", "outcome", Outcome),
                targets=read("targets.toml", "target", Target),
                rulebook=read("rulebook.toml", "rule", Rule),
                factors=read("rulebook.toml", "factor", FactorText),
                events=read("rulebook.toml", "event", EventText),
                sources=read("sources.toml", "source", Source),
                keyframes=read("record/keyframes.toml", "keyframe", Keyframe),
                record_turns=read("record/turns.toml", "turn", RecordTurn),
                record_days=read("record/days.toml", "day", RecordDay),
                record_rows=read("record/rows.toml", "row", SourceRow),
                record_places=read("record/people.toml", "place", NamedPlace),
                people=read("record/people.toml", "person", Person),
                orders=read("record/orders.toml", "order", OrderChange),
                what_ifs=self._what_ifs(),
                features=self._features(),
                acts=read("politics.toml", "act", Act),
                terms=read("politics.toml", "term", Term),
                wills=read("politics.toml", "will", Will),
                talks=self._single("politics.toml", "talks", Talks) if head is None or head.politics else None,
                decisions=read("politics.toml", "decision", DecisionAt),
                wings=read("air.toml", "wing", Wing),
                plans=read("plans.toml", "plan", Plan),
                options=read("options.toml", "option", Option),
                switches=read("switches.toml", "switch", Switch),
                side_looks=read("look.toml", "side", SideLook),
                map_look=self._single("look.toml", "map", MapLook),
            ),
        )

    def _reader(self, key: str) -> Reader:
        if key not in self._readers:
            reader = self._readers[key] = Reader(self.shown(key), self.spots)
            form = FORMS.get(self.layers.name(key), WHAT_IF)
            if key in self.files:
                reader.load(self.files[key])
            if form.whole is None:
                reader.only((*form.lists, *form.tables))
        return self._readers[key]

    def _list(self, name: str, key: str, kind: type[T]) -> tuple[T, ...]:
        lists = [self._reader(each).read_list(kind, key) for each in self.layers.keys(name)]
        return joined(lists, key) if lists and name in ADDED else lists[-1] if lists else ()

    def _own(self, name: str, key: str, kind: type[T]) -> tuple[T, ...]:
        """The entries of the nearest file alone."""
        return self._reader(name).read_list(kind, key)

    def _single(self, name: str, key: str, kind: type[T]) -> T | None:
        reader = self._reader(name)
        if reader.problems and key not in reader.table:
            return None
        return reader.read(kind, reader.table.get(key, {}), (key,))

    def _whole(self, name: str, kind: type[T]) -> T | None:
        reader = self._reader(name)
        return None if reader.problems or name not in self.files else reader.read(kind, reader.table)

    def _what_ifs(self) -> tuple[WhatIf, ...]:
        read = (self._whole(name, WhatIf) for name in self.files if name.startswith(f"{WHAT_IFS}/"))
        return tuple(w for w in read if w is not None)

    def _features(self) -> dict[str, Any]:
        try:
            data = msgspec.json.decode(self.files.get(FEATURES, b"{}"))
            if not isinstance(data, dict) or not _is_shallow(data, DEEPEST):
                raise ValueError(_("needed an object that nests at most {deepest} deep").format(deepest=DEEPEST))
        except (ValueError, RecursionError) as e:
            self.note_file(FEATURES, 0, _("is no GeoJSON: {found}"), found=one_line(e))
            return {}
        return data

    def _ground(self, ways: tuple[Way, ...]) -> Ground | None:
        grids = {name: self._grid(name) for name in GRIDS}
        metres = [self._metres(number, line) for number, line in grids[HEIGHTS]]
        width, height = len(grids[MAP][0][1]) if grids[MAP] else 0, len(grids[MAP])
        if not all(grids.values()) or not self._has_size(width, height):
            return None
        sound = all(metres)
        for name, grid in grids.items():
            if len(grid) != height:
                self.note_file(
                    name, 0, _("needed {height} rows as {map} has, found {n}"), height=height, map=MAP, n=len(grid)
                )
                sound = False
            for k, (number, line) in enumerate(grid):
                found = len(metres[k]) if name == HEIGHTS else len(line)
                if found != width and (found or name != HEIGHTS):
                    self.note_file(name, number, _("needed {width} columns, found {found}"), width=width, found=found)
                    sound = False
        if not sound:
            return None
        roads = tuple(
            (a, b) for way in ways if way.kind != "railway" for a, b in zip(way.hexes, way.hexes[1:], strict=False)
        )
        return Ground(
            columns=width,
            rows=height,
            terrain=tuple(row for _, row in grids[MAP]),
            elevation_m=tuple(metres),
            zones=tuple(row for _, row in grids[ZONES]),
            roads=roads,
        )

    def _has_size(self, width: int, height: int) -> bool:
        if width <= MOST_HEXES and height <= MOST_HEXES:
            if width * height > MOST_IN_ALL:
                self.note_file(
                    MAP,
                    0,
                    _("needed at most {most:,} hexes, found {width} x {height}"),
                    most=MOST_IN_ALL,
                    width=width,
                    height=height,
                )
            return width * height <= MOST_IN_ALL
        self.note_file(
            MAP,
            0,
            _("needed at most {most} columns and rows, found {width} and {height}"),
            most=MOST_HEXES,
            width=width,
            height=height,
        )
        return False

    def _grid(self, name: str) -> Grid:
        try:
            text = decode_text(self.shown(name), self.files.get(name, b"")).replace("\r\n", "\n")
        except BadFile as e:
            self.problems += e.problems
            return []
        found = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
        if name in self.files and not found:
            self.note_file(name, 0, _("is empty"))
        return found[: MOST_HEXES + 1]

    def _metres(self, number: int, line: str) -> tuple[int, ...]:
        try:
            metres = tuple(int(word) for word in line.split())
            if not all(-500 <= m <= 9000 for m in metres):
                raise ValueError
        except ValueError:
            self.note_file(
                HEIGHTS,
                number,
                _("needed whole metres from -500 to 9000, found {found!r}"),
                found=one_line(line.strip(), most=40),
            )
            return ()
        return metres


def _is_shallow(value: Any, depth: int) -> bool:
    if not isinstance(value, dict | list):
        return True
    return depth > 0 and all(_is_shallow(v, depth - 1) for v in (value.values() if isinstance(value, dict) else value))
