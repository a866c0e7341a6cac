"""Finding, reading and checking scenarios."""
import hashlib
import json
from pathlib import Path
from typing import Any, TypeVar

from game.files.bounds import read_text
from game.files.checks import check_scenario
from game.files.errors import BadFile, Problem, nearest
from game.files.strict import LARGEST, Reader
from game.model.base import Entry, Source
from game.model.calendar import Almanac, Calendar, Weather
from game.model.forces import Army, Counter, Formation, Gun, Intelligence, UnitType
from game.model.ground import Ground, Place, Terrain, Way
from game.model.measures import Outcome, Scoring, Target
from game.model.orders import Order
from game.model.record import Keyframe
from game.model.ruling import EventText, FactorText, Parameter, Rule
from game.model.scenario import Scenario, TurnOrders
from game.model.whatif import OrderChange, WhatIf

T = TypeVar("T")
FORMAT = 1
COMMON = "common"


class Head(Entry, frozen=True, kw_only=True):
    """What `scenario.toml` says."""

    format: int
    id: str
    title: str
    subtitle: str
    sides: tuple[str, str]
    side_names: dict[str, str]
    briefing: dict[str, str]
    calendar: Calendar
    attribution: str


def scenarios_folder() -> Path:
    """Where scenarios live: beside the package in a checkout, inside it in a wheel."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "_scenarios"
    return inside if inside.is_dir() else package.parent / "scenarios"


def find_scenarios() -> tuple[str, ...]:
    """Ids of the scenarios at hand, sorted."""
    folder = scenarios_folder()
    return tuple(sorted(p.parent.name for p in folder.glob("*/scenario.toml"))) if folder.is_dir() else ()


def scenario_folder(name: str | Path) -> Path:
    """The folder of a scenario given by id or by path.

    Raises:
        BadFile: there is none.
    """
    known = find_scenarios()
    if isinstance(name, str) and name in known:
        return scenarios_folder() / name
    path = Path(name)
    if (path / "scenario.toml").is_file():
        return path
    raise BadFile.of(f"scenario {name}", f"is unknown; at hand: {', '.join(known)}{nearest(str(name), known)}")


def load_scenario(name: str | Path) -> Scenario:
    """A scenario by its id or folder, whole and checked.

    Raises:
        BadFile: with every problem of every file of it.
    """
    scenario, problems = read_scenario(scenario_folder(name))
    if problems or scenario is None:
        raise BadFile(problems)
    return scenario


def validate(name: str | Path) -> dict[str, Any]:
    """`{ok, errors: [{file, line, key, message}]}` for a scenario."""
    try:
        _, problems = read_scenario(scenario_folder(name))
    except BadFile as e:
        problems = list(e.problems)
    return {"ok": not problems, "errors": [p._asdict() for p in problems]}


def read_scenario(folder: Path) -> tuple[Scenario | None, list[Problem]]:
    """A scenario and everything wrong with it; None when too much is missing to build it."""
    reading = _Reading(folder)
    parts = reading.parts()
    if parts is None:
        return None, reading.problems
    scenario = Scenario(**parts, digest=reading.digest())
    reading.problems += check_scenario(scenario, reading.where)
    return scenario, reading.problems


class _Reading:
    """The files of one scenario while they are read."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.common = folder.parent / COMMON
        if not self.common.is_dir():
            self.common = scenarios_folder() / COMMON
        self.readers: dict[str, Reader] = {}
        self.tables: dict[str, dict[str, Any]] = {}
        self.problems: list[Problem] = []
        self._bytes: dict[str, bytes] = {}

    def path(self, name: str) -> Path:
        """A file of the scenario, or the common one of that name."""
        own = self.folder / name
        return own if own.exists() else self.common / name

    def shown(self, path: Path) -> str:
        """How a file is named in messages: its folder and name."""
        return f"{path.parent.name}/{path.name}" if path.parent in (self.folder, self.common) else \
            f"{path.parent.parent.name}/{path.parent.name}/{path.name}"

    def table(self, name: str, *known: str) -> dict[str, Any]:
        """A TOML file of the scenario as plain tables."""
        if name not in self.tables:
            path = self.path(name)
            reader = Reader(path, self.shown(path))
            self.readers[name] = reader
            self.tables[name] = reader.load()
            if known:
                reader.only(self.tables[name], known)
            self.keep(name, path)
        return self.tables[name]

    def list(self, name: str, key: str, kind: type[T], *known: str) -> tuple[T, ...]:
        """The [[key]] entries of a file."""
        table = self.table(name, *(known or (key,)))
        return self.readers[name].read_list(kind, table, key)

    def text(self, name: str) -> str:
        """A plain text file of the scenario, empty if it is bad."""
        path = self.path(name)
        try:
            text = read_text(path, largest=LARGEST)
        except BadFile as e:
            self.problems += [p._replace(file=self.shown(path)) for p in e.problems]
            return ""
        self.keep(name, path)
        return text

    def keep(self, name: str, path: Path) -> None:
        """Keeps the bytes of a file for the digest."""
        if path.is_file() and path.stat().st_size <= LARGEST:
            self._bytes[name] = path.read_bytes().replace(b"\r\n", b"\n")

    def digest(self) -> str:
        """Sixteen hex digits over every file that was read, by name."""
        h = hashlib.sha256()
        for name in sorted(self._bytes):
            h.update(name.encode() + b"\0" + hashlib.sha256(self._bytes[name]).digest())
        return h.hexdigest()[:16]

    def where(self, name: str, key: str, entry: str) -> tuple[str, int]:
        """File and line of the entry `entry` (its id) in [[key]] of a file, for problems found later."""
        reader = self.readers.get(name)
        if reader is None:
            return self.shown(self.path(name)), 0
        entries = self.tables[name].get(key, [])
        for k, value in enumerate(entries if isinstance(entries, list) else []):
            if isinstance(value, dict) and entry in (value.get("id"), value.get("name"), value.get("number"), value.get("code"),
                                                    value.get("unit"), value.get("place"), value.get("side"), value.get("at"), f"#{k}"):
                mark = Reader(reader.path, reader.shown)
                mark._text, mark._lines = reader._text, reader._lines
                mark.problem((key, k), "")
                return mark.problems[0].file, mark.problems[0].line
        return reader.shown, 0

    def parts(self) -> dict[str, Any] | None:
        """Everything that makes a scenario but its digest; None if the head or the map is unusable."""
        table = self.table("scenario.toml")
        head = self.readers["scenario.toml"].read(Head, table)
        if head is not None and head.format != FORMAT:
            self.readers["scenario.toml"].problem(("format",), f"format: needed {FORMAT}, found {head.format}")
        ways = self.list("ways.toml", "way", Way)
        ground = self.ground(ways)
        rulebook = ("rule", "factor", "event")
        road_table = self.table("terrain.toml", "terrain", "road").get("road", {})
        road = self.readers["terrain.toml"].read(Terrain, road_table, ("road",))
        scoring = self.readers_read("scoring.toml", Scoring)
        parts = {
            "almanac": self.list("almanac.toml", "day", Almanac), "weather": self.list("weather.toml", "weather", Weather),
            "terrain": self.list("terrain.toml", "terrain", Terrain), "road": road, "ground": ground,
            "places": self.list("places.toml", "place", Place), "ways": ways,
            "unit_types": self.list("unit_types.toml", "type", UnitType), "guns": self.list("guns.toml", "gun", Gun),
            "armies": self.list("armies.toml", "army", Army),
            "formations": self.list("oob.toml", "formation", Formation, "formation", "counter", "intelligence"),
            "counters": self.list("oob.toml", "counter", Counter), "intelligence": self.list("oob.toml", "intelligence", Intelligence),
            "parameters": self.list("parameters.toml", "parameter", Parameter), "scoring": scoring,
            "outcomes": self.list("outcomes.toml", "outcome", Outcome), "targets": self.list("targets.toml", "target", Target),
            "rulebook": self.list("rulebook.toml", "rule", Rule, *rulebook),
            "factors": self.list("rulebook.toml", "factor", FactorText), "events": self.list("rulebook.toml", "event", EventText),
            "sources": self.list("sources.toml", "source", Source),
            "keyframes": self.list("record/keyframes.toml", "keyframe", Keyframe),
            "history": self.history(head.calendar if head else None), "what_ifs": self.what_ifs(), "features": self.features(),
        }
        for reader in self.readers.values():
            self.problems += reader.problems
        if head is None or ground is None or road is None or scoring is None:
            return None
        return {**parts, **{f: getattr(head, f) for f in ("id", "format", "title", "subtitle", "sides", "side_names", "briefing",
                                                          "calendar", "attribution")}}

    def readers_read(self, name: str, kind: type[T]) -> T | None:
        """A whole file as one entry."""
        table = self.table(name)
        return self.readers[name].read(kind, table)

    def ground(self, ways: tuple[Way, ...]) -> Ground | None:
        """The map from its three grids."""
        rows = [line for line in self.text("map.txt").split("\n") if line.strip()]
        zones = [line for line in self.text("zones.txt").split("\n") if line.strip()]
        heights: list[tuple[int, ...]] = []
        for number, line in enumerate(self.text("elevation.txt").split("\n"), 1):
            try:
                if line.strip():
                    heights.append(tuple(int(word) for word in line.split()))
            except ValueError:
                self.problems.append(Problem(self.shown(self.path("elevation.txt")), number, "", "needed whole metres, found "
                                             f"{line.strip()[:40]!r}"))
        width = len(rows[0]) if rows else 0
        sound = bool(rows)
        for name, lines in (("map.txt", rows), ("zones.txt", zones), ("elevation.txt", heights)):
            if len(lines) != len(rows):
                self.problems.append(Problem(self.shown(self.path(name)), 0, "", f"needed {len(rows)} rows, found {len(lines)}"))
                sound = False
            for number, row in enumerate(lines, 1):
                if len(row) != width:
                    self.problems.append(Problem(self.shown(self.path(name)), number, "", f"needed {width} columns, found {len(row)}"))
                    sound = False
        if not sound:
            return None
        roads = tuple((a, b) for way in ways if way.kind != "railway" for a, b in zip(way.hexes, way.hexes[1:], strict=False))
        return Ground(columns=width, rows=len(rows), terrain=tuple(rows), elevation_m=tuple(heights), zones=tuple(zones), roads=roads)

    def history(self, calendar: Calendar | None) -> tuple[TurnOrders, ...]:
        """History's orders by turn and side."""
        name = "record/orders.toml"
        orders = self.list(name, "order", OrderChange)
        grouped: dict[tuple[int, str], list[Order]] = {}
        for k, order in enumerate(orders):
            try:
                number = calendar.turn(order.turn).number if calendar else 0
            except (KeyError, ValueError) as e:
                self.readers[name].problem(("order", k, "turn"), f"order of {order.unit}: {e.args[0]}")
                continue
            grouped.setdefault((number, order.side), []).append(plain_order(order))
        return tuple(TurnOrders(turn=t, side=s, orders=tuple(o)) for (t, s), o in sorted(grouped.items()))

    def what_ifs(self) -> tuple[WhatIf, ...]:
        """The what-ifs of the scenario, sorted by file name."""
        found = []
        for path in sorted((self.folder / "what-if").glob("*.toml")):
            name = f"what-if/{path.name}"
            what_if = self.readers_read(name, WhatIf)
            if what_if is not None:
                found.append(what_if)
                if what_if.id != path.stem:
                    self.readers[name].problem(("id",), f"id: needed {path.stem!r} as the file is named, found {what_if.id!r}")
        return tuple(found)

    def features(self) -> dict[str, Any]:
        """The drawn map's GeoJSON."""
        text = self.text("terrain.geojson")
        try:
            data = json.loads(text) if text else {}
        except (json.JSONDecodeError, RecursionError) as e:
            self.problems.append(Problem(self.shown(self.path("terrain.geojson")), getattr(e, "lineno", 0), "", f"is no JSON: {e}"))
            return {}
        return data if isinstance(data, dict) else {}


def plain_order(change: OrderChange) -> Order:
    """The order inside an order that names its turn and side."""
    return Order(**{f: getattr(change, f) for f in Order.__struct_fields__})
