"""A counter of the side that looks: strength, condition, task and way, read from what that side knows."""

from typing import TYPE_CHECKING, Any

from game.core.words import N_
from game.match.battle.orders import MANNER_NAMES, TRIGGER_NAMES
from game.model.base import HexAt
from game.model.battle.forces import Counter
from game.model.battle.verbs import BY_CODE, Verb
from game.rules.battle import state as S

if TYPE_CHECKING:
    from game.match.battle.views import View


def _column(index: int, text: str) -> Any:
    """A property of a counter that is a column of the rules."""

    def read(unit: "OwnUnit") -> int:
        value: int = unit._row[index]
        return value

    return property(read, doc=text)


class OwnUnit:
    """A counter of the side that looks, read from its sealed position. Times are absolute pulses."""

    __slots__ = ("_counter", "_k", "_row", "_view", "hex", "id")

    def __init__(self, view: "View", k: int, counter: Counter, row: list[int], here: HexAt | None) -> None:
        self._view = view
        self._k = k
        self._row = row
        self._counter = counter
        self.id = counter.id
        self.hex = here

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, OwnUnit):
            return NotImplemented
        mine, theirs = ((u.id, u._row, u.path, u.delay, u.lots) for u in (self, other))
        return mine == theirs

    def __hash__(self) -> int:
        return hash((self.id, tuple(self._row)))

    def __repr__(self) -> str:
        return f"OwnUnit({self.id} at {self.hex}: {self.strength} strong, {self.task} {self.target or ''})"

    men = _column(S.MEN, "Infantry present.")
    crew = _column(S.CREW, "Crews of guns, tanks and boats.")
    lmg = _column(S.LMG, "Light machine guns.")
    hmg = _column(S.HMG, "Heavy machine guns.")
    guns = _column(S.GUNS, "Guns.")
    at = _column(S.AT, "Anti-tank guns.")
    tanks = _column(S.TANKS, "Tanks, bogged ones among them.")
    bogged = _column(S.BOGGED, "Tanks that are stuck.")
    suppression_pm = _column(S.SUP_PM, "Suppression, per mille.")
    cohesion_pm = _column(S.COH_PM, "Cohesion, per mille.")
    works_pm = _column(S.WORKS_PM, "Works, per mille.")
    crest = _column(S.CREST, "Thirds of the men on the crest line.")
    line_pm = _column(S.LINE_PM, "Share of the men in the firing line, per mille.")
    ready = _column(S.READY, "Pulse at which the order in force arrives.")
    start = _column(S.START, "Pulse at which an assault goes in.")
    lost = _column(S.LOST, "Men lost so far.")
    killed = _column(S.KILLED, "Men killed so far.")
    lots_over = _column(S.LOTS_OVER, "Lots that are over the river.")

    @property
    def formation(self) -> str:
        """The formation that it belongs to."""
        return self._counter.formation

    @property
    def type(self) -> str:
        """Its type."""
        return self._counter.type

    @property
    def mobility(self) -> str:
        """How it moves: foot, wheel, track."""
        return self._view.engine.mobility[self._k]

    @property
    def task(self) -> str:
        """The task in force."""
        return self.verb.name

    @property
    def verb(self) -> Verb:
        """The row of the task in force in the table of verbs."""
        return BY_CODE[self._row[S.TASK]]

    @property
    def target(self) -> HexAt | None:
        """The hex of the task in force."""
        return self._view.engine.hex_at(self._row[S.GOAL])

    @property
    def manner(self) -> str:
        """How it goes: open, silent, prepared."""
        return MANNER_NAMES[self._row[S.MANNER]]

    @property
    def start_line(self) -> HexAt | None:
        """The hex in which an assault forms up."""
        return self._view.engine.hex_at(self._row[S.START_LINE])

    @property
    def trigger(self) -> str:
        """What a reserve waits for."""
        return TRIGGER_NAMES[self._row[S.TRIGGER]]

    @property
    def path(self) -> tuple[HexAt, ...]:
        """The way still before it."""
        at, end = self._row[S.PATH_AT], self._row[S.PATH_LEN]
        if at >= end:
            return ()
        hexes = self._view.sealed.paths[self._k][at:end].tolist()
        return tuple(h for h in map(self._view.engine.hex_at, hexes) if h is not None)

    @property
    def is_active(self) -> bool:
        """Order and hour have come."""
        return self._row[S.ACTIVE] > 0

    @property
    def is_disrupted(self) -> bool:
        """Too shaken to go on (rule 2.6)."""
        return self._row[S.DISRUPTED] > 0

    @property
    def is_broken(self) -> bool:
        """Obeys no order until it rallies (rule 2.6)."""
        return self._row[S.BROKEN] > 0

    @property
    def delay(self) -> int:
        """Pulses until an order arrives (rule 7.6)."""
        return self._view.engine.order_delay(self._view.legality.ways.hosted, self.id)

    @property
    def supply(self) -> str:
        """How it is supplied: "" well, "low" on small-arms ammunition, "cut off" from where it comes (rule 9.6)."""
        if self._row[S.HEX] >= 0 and self._row[S.CUT] > 0:
            return N_("cut off")
        return N_("low") if self._row[S.LOW] else ""

    @property
    def lots(self) -> int:
        """Lots of the boats that it has booked (rule 9.3)."""
        return (
            self._view.engine.lots_booked(self._view.legality.ways.hosted, self.id) if self._view.scenario.supply else 0
        )

    @property
    def strength(self) -> int:
        """Tanks of a tank company, guns of a gun group, else men and crews."""
        strength: int = self.tanks or (self.guns if self.men == 0 and self.guns else self.men + self.crew)
        return strength

    @property
    def is_idle(self) -> bool:
        """Holding without an enemy's row on it or a task ahead: yours to order."""
        return self.hex is not None and self.verb.rests and not self.is_broken
