"""What a scenario must be beside well typed: names that exist, hexes on the map, counts that make sense."""
from collections import Counter as Tally
from collections.abc import Callable, Iterable

from game.files.errors import Problem, nearest
from game.model.base import HexAt
from game.model.orders import Order
from game.model.scenario import Scenario

Where = Callable[[str, str, str], tuple[str, int]]
LARGEST_COUNT = 2000
STACK_MEN = 900


def check_scenario(scenario: Scenario, where: Where) -> list[Problem]:
    """Every problem that shows only when the parts are held together."""
    checks = _Checks(scenario, where)
    for step in (checks.names, checks.ground, checks.counters, checks.parameters, checks.armies, checks.orders, checks.record,
                 checks.measures, checks.what_ifs):
        step()
    return checks.problems


class _Checks:
    def __init__(self, scenario: Scenario, where: Where) -> None:
        self.s = scenario
        self.where = where
        self.problems: list[Problem] = []

    def add(self, name: str, key: str, entry: str, message: str) -> None:
        file, line = self.where(name, key, entry)
        self.problems.append(Problem(file, line, key, message))

    def known(self, name: str, key: str, entry: str, what: str, word: str, known: Iterable[str]) -> bool:
        words = list(known)
        if word in words:
            return True
        self.add(name, key, entry, f"{key} {entry!r}: {what} {word!r} is unknown{nearest(word, words)}")
        return False

    def hex(self, name: str, key: str, entry: str, what: str, here: HexAt | None, *, dry: bool = False) -> bool:
        if here is None:
            return True
        if not self.s.ground.holds(here):
            self.add(name, key, entry, f"{key} {entry!r}: {what} {here[0]},{here[1]} lies off the map of "
                                       f"{self.s.ground.columns} x {self.s.ground.rows} hexes")
            return False
        water = {t.symbol for t in self.s.terrain if t.water}
        if dry and self.s.ground.symbol(here) in water:
            self.add(name, key, entry, f"{key} {entry!r}: {what} {here[0]},{here[1]} is water")
            return False
        return True

    def names(self) -> None:
        """Ids are unique; sources exist."""
        sources = {x.id for x in self.s.sources} | {"estimate", "design"}
        for name, key, entries, of in (
                ("terrain.toml", "terrain", self.s.terrain, "id"), ("places.toml", "place", self.s.places, "id"),
                ("unit_types.toml", "type", self.s.unit_types, "id"), ("guns.toml", "gun", self.s.guns, "id"),
                ("oob.toml", "formation", self.s.formations, "id"), ("oob.toml", "counter", self.s.counters, "id"),
                ("parameters.toml", "parameter", self.s.parameters, "name"), ("outcomes.toml", "outcome", self.s.outcomes, "id"),
                ("targets.toml", "target", self.s.targets, "id"), ("rulebook.toml", "rule", self.s.rulebook, "number"),
                ("ways.toml", "way", self.s.ways, "id"), ("armies.toml", "army", self.s.armies, "side")):
            tally = Tally(getattr(e, of) for e in entries)
            for value, count in tally.items():
                if count > 1:
                    self.add(name, key, value, f"{key} {value!r} stands {count} times")
            for e in entries:
                cited = getattr(e, "source", "")
                for one in cited.split("+") if cited else ():
                    self.known(name, key, getattr(e, of), "source", one.strip().split("#")[0], sources)

    def ground(self) -> None:
        """The map uses known symbols; places and roads lie on it."""
        symbols = {t.symbol for t in self.s.terrain}
        for row, line in enumerate(self.s.ground.terrain):
            for c in sorted(set(line) - symbols):
                file, _ = self.where("map.txt", "", "")
                self.problems.append(Problem(file, row + 1, "", f"terrain symbol {c!r} is unknown; known: {' '.join(sorted(symbols))}"))
        for row, line in enumerate(self.s.ground.zones):
            for c in sorted(set(line) - set("SDMKw")):
                file, _ = self.where("zones.txt", "", "")
                self.problems.append(Problem(file, row + 1, "", f"zone {c!r} is unknown; known: S D M K w"))
        for place in self.s.places:
            self.hex("places.toml", "place", place.id, "hex", place.hex)
        for way in self.s.ways:
            for here in way.hexes:
                self.hex("ways.toml", "way", way.id, "hex", here)

    def counters(self) -> None:
        """Counters have known types, sensible counts and dry ground with room."""
        types, formations = {t.id for t in self.s.unit_types}, {f.id for f in self.s.formations}
        stacks: Tally[tuple[str, HexAt]] = Tally()
        for f in self.s.formations:
            self.known("oob.toml", "formation", f.id, "side", f.side, self.s.sides)
        guns = {g.id for g in self.s.guns}
        for t in self.s.unit_types:
            if t.gun:
                self.known("unit_types.toml", "type", t.id, "gun", t.gun, guns)
        for c in self.s.counters:
            self.known("oob.toml", "counter", c.id, "side", c.side, self.s.sides)
            self.known("oob.toml", "counter", c.id, "type", c.type, types)
            self.known("oob.toml", "counter", c.id, "formation", c.formation, formations)
            if c.hq:
                self.known("oob.toml", "counter", c.id, "hq", c.hq, (x.id for x in self.s.counters))
            for field in ("men", "crew", "lmg", "hmg", "mortar", "guns", "at", "tanks"):
                value = getattr(c, field)
                if not 0 <= value <= LARGEST_COUNT:
                    self.add("oob.toml", "counter", c.id, f"counter {c.id!r} has {field} = {value}; needed 0 to {LARGEST_COUNT}")
            for field, most in (("works_pm", 1000), ("crest", 3), ("line_pm", 1000)):
                if not 0 <= getattr(c, field) <= most:
                    self.add("oob.toml", "counter", c.id, f"counter {c.id!r} has {field} = {getattr(c, field)}; needed 0 to {most}")
            if self.hex("oob.toml", "counter", c.id, "hex", c.hex, dry=True) and c.hex is not None:
                stacks[c.side, c.hex] += max(0, c.men) + max(0, c.crew)
        for (side, here), men in stacks.items():
            if men > STACK_MEN:
                last = [c.id for c in self.s.counters if c.hex == here and c.side == side][-1]
                self.add("oob.toml", "counter", last, f"counter {last!r}: {men} men stand in {here[0]},{here[1]}; at most {STACK_MEN} (rule 8.5)")
        for i in self.s.intelligence:
            self.known("oob.toml", "intelligence", i.unit, "counter", i.unit, (c.id for c in self.s.counters))
            self.hex("oob.toml", "intelligence", i.unit, "hex", i.hex)

    def parameters(self) -> None:
        """Values lie inside their ranges, and every rule's parameter is there."""
        for p in self.s.parameters:
            if not p.low <= p.value <= p.high:
                self.add("parameters.toml", "parameter", p.name, f"parameter {p.name} = {p.value}; needed {p.low} to {p.high}")

    def armies(self) -> None:
        """One army a side; parameters that it names exist."""
        known = {p.name for p in self.s.parameters}
        for side in self.s.sides:
            if side not in {a.side for a in self.s.armies}:
                self.add("armies.toml", "army", side, f"side {side!r} has no army")
        for a in self.s.armies:
            self.known("armies.toml", "army", a.side, "side", a.side, self.s.sides)
            for field in a.__struct_fields__:
                value = getattr(a, field)
                if isinstance(value, str) and field in ("melee", "resist", "break_attack", "break_defence", "surrender", "counter_pulses",
                                                        "reform_pulses", "lift_m", "answer_pulses"):
                    self.known("armies.toml", "army", a.side, "parameter", value, known)
            for here in a.rear_hexes:
                self.hex("armies.toml", "army", a.side, "rear hex", here, dry=True)

    def orders(self) -> None:
        """History's orders name counters, moments and hexes that exist."""
        for turn in self.s.history:
            for order in turn.orders:
                self.order("record/orders.toml", "order", order)

    def order(self, name: str, key: str, order: Order) -> None:
        """One order, wherever it stands."""
        units = [c.id for c in self.s.counters] + [f.id for f in self.s.formations]
        self.known(name, key, order.unit, "unit", order.unit, units)
        for what, moment in (("start", order.start), ("until", order.until)):
            try:
                if moment:
                    self.s.calendar.pulse_of(moment)
            except ValueError as e:
                self.add(name, key, order.unit, f"{key} {order.unit!r}: {what}: {e}")
        for what, here in (("target", order.target), ("start_line", order.start_line), ("fallback", order.fallback)):
            self.hex(name, key, order.unit, what, here, dry=order.task != "fire")

    def record(self) -> None:
        """Keyframes stand at real moments and name real counters."""
        for frame in self.s.keyframes:
            try:
                self.s.calendar.pulse_of(frame.at)
            except ValueError as e:
                self.add("record/keyframes.toml", "keyframe", frame.at, f"keyframe: {e}")
            for position in frame.positions:
                if self.known("record/keyframes.toml", "keyframe", frame.at, "counter", position.unit, (c.id for c in self.s.counters)):
                    self.hex("record/keyframes.toml", "keyframe", frame.at, f"hex of {position.unit}", position.hex)

    def measures(self) -> None:
        """Outcomes, targets and scored places name what exists."""
        places, outcomes = {p.id for p in self.s.places}, {o.id for o in self.s.outcomes}
        for scored in self.s.scoring.places:
            self.known("scoring.toml", "places", scored.place, "place", scored.place, places)
        for o in self.s.outcomes:
            if o.place:
                self.known("outcomes.toml", "outcome", o.id, "place", o.place, places)
            if o.side:
                self.known("outcomes.toml", "outcome", o.id, "side", o.side, self.s.sides)
        for target in self.s.targets:
            self.known("targets.toml", "target", target.id, "outcome", target.outcome, outcomes)

    def what_ifs(self) -> None:
        """What-ifs change what exists."""
        known = {p.name for p in self.s.parameters}
        for w in self.s.what_ifs:
            name = f"what-if/{w.id}.toml"
            for change in w.units:
                self.known(name, "units", change.id, "counter", change.id, (c.id for c in self.s.counters))
                self.hex(name, "units", change.id, "hex", change.hex, dry=True)
            for order in w.orders:
                self.order(name, "orders", order)
            for parameter in w.parameters:
                self.known(name, "parameters", parameter, "parameter", parameter, known)
            for moment in [o.turn for o in w.orders] + [d.turn for d in w.drop]:
                if moment not in {t.name for t in self.s.calendar.turns}:
                    self.add(name, "orders", moment, f"turn {moment!r} is unknown{nearest(moment, (t.name for t in self.s.calendar.turns))}")
