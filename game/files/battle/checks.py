"""What a scenario must be beside well typed: names that exist, hexes on the map, counts that make sense."""

from collections import Counter as Tally
from collections.abc import Iterable
from typing import Any

from game.core.words import _
from game.files.battle.checks_air import check_air
from game.files.battle.checks_arrivals import check_arrival
from game.files.battle.checks_look import check_look
from game.files.battle.checks_measures import check_measures
from game.files.battle.checks_needed import check_needed
from game.files.battle.checks_order import OrderChecks
from game.files.battle.checks_plans import check_plans
from game.files.battle.checks_politics import check_politics
from game.files.battle.checks_record import check_record
from game.files.battle.checks_time import check_calendar, check_sky
from game.files.battle.layout import MAP, ZONES
from game.files.battle.reading import Parts, Reading
from game.files.errors import nearest, unknown
from game.files.journal import AN_ID
from game.files.strict import entries
from game.model.base import HexAt
from game.model.battle.calendar import Calendar
from game.model.battle.forces import Counter
from game.rules.battle.parameters import NAMES
from game.rules.battle.state import MAX_CROSSINGS

FORMAT = 1
LARGEST_COUNT = 2000
STACK_MEN = 900
OURS = ("estimate", "design")  # sources that need no entry: our own
ZONE_LETTERS = "SDMKw"
COUNTS = ("men", "crew", "lmg", "hmg", "mortar", "guns", "at", "tanks")
SHARES = (("works_pm", 1000), ("crest", 3), ("line_pm", 1000), ("band_pm", 1000), ("delay", 96))

# Lists whose entries must have names of their own, and the field that names them.
NAMED_BY = (
    ("terrain", "id"),
    ("terrain", "symbol"),
    ("places", "id"),
    ("ways", "id"),
    ("crossings", "id"),
    ("unit_types", "id"),
    ("guns", "id"),
    ("armies", "side"),
    ("formations", "id"),
    ("counters", "id"),
    ("parameters", "name"),
    ("outcomes", "id"),
    ("targets", "id"),
    ("rulebook", "number"),
    ("factors", "code"),
    ("events", "code"),
    ("sources", "id"),
    ("keyframes", "at"),
    ("record_turns", "at"),
    ("record_days", "date"),
    ("people", "id"),
    ("record_places", "id"),
    ("what_ifs", "id"),
    ("almanac", "date"),
    ("acts", "id"),
    ("terms", "id"),
    ("wings", "id"),
    ("plans", "key"),
    ("options", "id"),
    ("switches", "id"),
)


def check(reading: Reading, parts: Parts) -> None:
    """Notes every problem that shows only when the parts are held together."""
    calendar = check_calendar(reading, parts)
    check_sky(reading, parts, calendar)
    checks = Checks(reading, parts, calendar)
    for step in (
        checks.head,
        checks.names,
        checks.sources,
        checks.ground,
        checks.crossings,
        checks.formations,
        checks.counters,
        checks.stacking,
        checks.parameters,
    ):
        step()
    check_measures(checks)
    check_politics(checks, reading, parts)
    check_air(checks, parts)
    check_plans(checks, parts)
    check_look(checks, parts)
    OrderChecks(checks, reading, parts, calendar).run()
    check_record(checks, parts)
    check_needed(checks)


class Checks:
    """The checks of one reading, and what they share."""

    def __init__(self, reading: Reading, parts: Parts, calendar: Calendar | None) -> None:
        self.note, self.reading, self.parts, self.calendar = reading.note, reading, parts, calendar
        self.sides = parts.head.sides if parts.head else ()
        self.water = {t.symbol for t in parts.terrain if t.water}
        is_part = bool(parts.head and parts.head.part_of)
        self.units = reading.written("oob.toml", "start", "unit") if is_part else reading.written("oob.toml", "counter")
        self.of_formations = reading.written("oob.toml", "formation")
        self.places = reading.written("places.toml", "place")
        self.parameter_names = reading.written("parameters.toml", "parameter", "name")

    # ------------------------------------------------------------ what other checks ask
    def known(self, entry: object, key: str, what: str, word: str, known: Iterable[str]) -> bool:
        """Notes a name that does not exist. With nothing known at all its file is the mistake, and told there."""
        words = list(known)
        if word in words or not words:
            return True
        self.note(entry, key, unknown(what, word, words))
        return False

    def hex(self, entry: object, key: str, here: HexAt | None, *, dry: bool = False) -> bool:
        """Notes a hex off the map, or in the water where it should be dry."""
        ground, what = self.parts.ground, key.split(".")[0]
        if here is None or ground is None:
            return False
        if not ground.holds(here):
            last = f"{ground.columns - 1},{ground.rows - 1}"
            self.note(
                entry,
                key,
                _("{what} {a},{b} lies off the map; needed 0,0 to {last}"),
                what=what,
                a=here[0],
                b=here[1],
                last=last,
            )
            return False
        if dry and ground.symbol(here) in self.water:
            self.note(entry, key, _("{what} {a},{b} is water; needed dry ground"), what=what, a=here[0], b=here[1])
            return False
        return True

    def within(self, entry: object, key: str, value: float, low: float, high: float) -> bool:
        """Notes a number outside its range."""
        if not low <= value <= high:
            self.note(
                entry,
                key,
                _("has {key} = {value:.10g}; needed {low:.10g} to {high:.10g}"),
                key=key,
                value=value,
                low=low,
                high=high,
            )
        return low <= value <= high

    def moment(self, entry: object, key: str, text: str) -> int | None:
        """The pulse of a moment; notes one that is none."""
        if self.calendar is None:
            return None
        try:
            return self.calendar.pulse_of(text)
        except ValueError as e:
            self.note(entry, key, f"{key}: {e}")
            return None

    # ------------------------------------------------------------ steps
    def head(self) -> None:
        """Format, id and sides of the scenario itself."""
        head = self.parts.head
        if head is None:
            return
        if head.format != FORMAT:
            self.note(head, "format", _("format: needed {a}, found {b}"), a=FORMAT, b=head.format)
        if not AN_ID.fullmatch(head.id):
            self.note(head, "id", _("id: needed letters, digits and hyphens, found {id!r}"), id=head.id)
        if head.sides[0] == head.sides[1]:
            self.note(head, "sides", _("sides: needed two, found {a!r} twice"), a=head.sides[0])
        for key in ("side_names", "briefing"):
            texts: dict[str, str] = getattr(head, key)
            for side in texts:
                self.known(head, f"{key}.{side}", "side", side, head.sides)
            for side in head.sides:
                if side not in texts:
                    self.note(head, key, _("{key}: lacks {side}"), key=key, side=side)

    def names(self) -> None:
        """Ids are told once."""
        for field, of in NAMED_BY:
            self.once(getattr(self.parts, field), of)
        for formation in self.parts.formations:
            if formation.id in {c.id for c in self.parts.counters}:
                self.note(
                    formation,
                    "id",
                    _("{id!r} is also the id of a counter; an order could not tell them apart"),
                    id=formation.id,
                )

    def once(self, entries: Iterable[object], of: str) -> None:
        """Notes every entry whose name an earlier one has."""
        first: dict[Any, object] = {}
        for entry in entries:
            before = first.setdefault(getattr(entry, of), entry)
            if before is not entry:
                self.note(
                    entry,
                    of,
                    _("{of} {a!r} is already there on line {b}"),
                    of=of,
                    a=getattr(entry, of),
                    b=self.reading.line(before),
                )

    def sources(self) -> None:
        """Every source that any entry cites exists: "KA", "positions+estimate", "terrain#3"."""
        known = [*self.reading.written("sources.toml", "source"), *OURS]
        if len(known) == len(OURS):
            return
        for entry in entries(self.parts):
            cited = getattr(entry, "source", "")
            for one in cited.split("+") if isinstance(cited, str) and cited else ():
                self.known(entry, "source", "source", one.strip().split("#")[0], known)

    def ground(self) -> None:
        """The map uses known symbols; places and ways lie on it; a way goes from neighbour to neighbour."""
        ground = self.parts.ground
        symbols = self.reading.written("terrain.toml", "terrain", "symbol")
        for name, what, rows, known in (
            (MAP, "terrain symbol", ground.terrain if ground else (), symbols),
            (ZONES, "zone", ground.zones if ground else (), set(ZONE_LETTERS)),
        ):
            for number, row in enumerate(rows, 1):
                for c in sorted(set(row) - known) if known else ():
                    self.reading.note_file(
                        name,
                        number,
                        _("{what} {c!r} is unknown; known: {listed}"),
                        what=_(what),
                        c=c,
                        listed=" ".join(sorted(known)),
                    )
        for terrain in self.parts.terrain:
            if len(terrain.symbol) != 1:
                self.note(terrain, "symbol", _("symbol: needed one letter, found {symbol!r}"), symbol=terrain.symbol)
            for key in ("foot_mph", "wheel_mph", "track_mph"):
                self.within(terrain, key, getattr(terrain, key), 0, 60000)
        for place in self.parts.places:
            self.hex(place, "hex", place.hex)
        for way in self.parts.ways:
            for k, here in enumerate(way.hexes):
                self.hex(way, f"hexes.{k}", here)
            for a, b in zip(way.hexes, way.hexes[1:], strict=False):
                if not _are_neighbours(a, b):
                    self.note(
                        way, "hexes", _("hexes {a},{b} and {c},{d} are no neighbours"), a=a[0], b=a[1], c=b[0], d=b[1]
                    )

    def crossings(self) -> None:
        """A crossing lies on a water hex that has a name, and both its landings are dry ground beside it."""
        where, found = {p.id: p.hex for p in self.parts.places}, self.parts.crossings
        if len(found) > MAX_CROSSINGS:
            self.note(
                found[-1],
                "",
                _("crossings: at most {most}, found {n}"),
                most=MAX_CROSSINGS,
                n=len(found),
            )
        for crossing in found:
            if not self.known(crossing, "place", "place", crossing.place, self.places):
                continue
            for k, bank in enumerate(crossing.banks):
                beside = crossing.place not in where or _are_neighbours(bank, where[crossing.place])
                if self.hex(crossing, f"banks.{k}", bank, dry=True) and not beside:
                    told = f"landing {bank[0]},{bank[1]} does not lie beside {crossing.place}"
                    self.note(crossing, f"banks.{k}", told)
            ground, here = self.parts.ground, where.get(crossing.place)
            if ground and here and ground.holds(here) and ground.symbol(here) not in self.water:
                self.note(crossing, "place", _("place {place!r} is dry ground; boats need water"), place=crossing.place)

    def formations(self) -> None:
        """Formations are of a side, types fire guns that exist."""
        for f in self.parts.formations:
            self.known(f, "side", "side", f.side, self.sides)
        guns = self.reading.written("guns.toml", "gun")
        for t in self.parts.unit_types:
            if t.gun:
                self.known(t, "gun", "gun", t.gun, guns)
        for g in self.parts.guns:
            self.within(g, "range_m", g.range_m, max(1, g.min_range_m), 60000)

    def counters(self) -> None:
        """Counters have known types, their formation's side, sensible counts and dry ground."""
        types = self.reading.written("unit_types.toml", "type")
        sides = {f.id: f.side for f in self.parts.formations}
        if not self.parts.counters and not self.reading.all_problems():
            self.reading.note_file("oob.toml", 0, _("has no counter; needed at least one [[counter]] of either side"))
        for c in self.parts.counters:
            self.known(c, "side", "side", c.side, self.sides)
            self.known(c, "type", "type", c.type, types)
            of = sides.get(c.formation, c.side)
            if self.known(c, "formation", "formation", c.formation, self.of_formations) and of != c.side:
                self.note(
                    c,
                    "side",
                    _("side: formation {formation!r} is of {of}, the counter of {side}"),
                    formation=c.formation,
                    of=of,
                    side=c.side,
                )
            if c.hq:
                self.known(c, "hq", "hq", c.hq, self.units)
            for key in COUNTS:
                self.within(c, key, getattr(c, key), 0, LARGEST_COUNT)
            for key, most in SHARES:
                self.within(c, key, getattr(c, key), 0, most)
            self.hex(c, "hex", c.hex, dry=True)
            check_arrival(self, c)
            if c.released_from:
                self.moment(c, "released_from", c.released_from)
        for i in self.parts.intelligence:
            self.known(i, "side", "side", i.side, self.sides)
            self.known(i, "unit", "counter", i.unit, self.units)
            self.hex(i, "hex", i.hex)
            self.within(i, "works_pm", i.works_pm or 0, 0, 1000)

    def stacking(self) -> None:
        """No hex begins with more men of a side than may stand in it (rule 8.5)."""
        stacks: Tally[tuple[str, HexAt]] = Tally()
        last: dict[tuple[str, HexAt], Counter] = {}
        for c in self.parts.counters:
            if c.hex is not None:
                stacks[c.side, c.hex] += max(0, c.men) + max(0, c.crew)
                last[c.side, c.hex] = c
        for where, men in stacks.items():
            if men > STACK_MEN and last[where].men <= LARGEST_COUNT:
                here = where[1]
                self.note(
                    last[where],
                    "hex",
                    _("{men} men stand in {a},{b}; at most {most} (rule 8.5)"),
                    men=men,
                    a=here[0],
                    b=here[1],
                    most=STACK_MEN,
                )

    def parameters(self) -> None:
        """Values lie inside their ranges, and every parameter that a rule reads is there."""
        rules = self.reading.written("rulebook.toml", "rule", "number")
        for p in self.parts.parameters:
            if p.low > p.high:
                self.note(p, "low", _("has low = {low:g} above high = {high:g}"), low=p.low, high=p.high)
            else:
                self.within(p, "value", p.value, p.low, p.high)
            self.known(p, "rule", "rule", p.rule, rules)
        strange = self.parameter_names - set(NAMES)
        for name in NAMES if self.parameter_names else ():
            if name not in self.parameter_names:
                self.reading.note_file(
                    "parameters.toml", 0, _("lacks the parameter {name}{near}"), name=name, near=nearest(name, strange)
                )


def _are_neighbours(a: HexAt, b: HexAt) -> bool:
    """One step apart, odd rows pushed to the right (`core.hexes` would compile the rules to say so)."""
    across, down = b[0] - a[0], b[1] - a[1]
    if down == 0:
        return abs(across) == 1
    return abs(down) == 1 and across in ((0, 1) if a[1] % 2 else (-1, 0))
