"""What one side may order, asked quickly: yes or no for an order (rules 7.10-7.17, 10.3); `masks` asks for many at once.

The rules survey verbs and ground once for a side and turn; here that is looked up. Who is told no asks `checks`, `leave` and
their like for the reason: tests hold both to the same answers.
"""

from functools import cached_property, lru_cache

from game.core.hexes import distance
from game.match.battle.checks import TaskChecks
from game.match.battle.leave import Leave
from game.model.base import HexAt
from game.model.battle.forces import Gun, UnitType
from game.model.battle.orders import Order
from game.model.battle.verbs import BY_CODE, mission_row
from game.rules.battle import state as S
from game.rules.battle.codes import FOOT, TRACKED, WHEEL
from game.rules.battle.lawful import MAY_ASSAULT, MAY_DEFEND, MAY_ENTER, MAY_FIRE, MAY_STAND, MAY_TANKS
from game.rules.battle.parameters import PINNED

HEX_M = 300
ENTERS = {"foot": MAY_ENTER << FOOT, "wheel": MAY_ENTER << WHEEL, "track": MAY_ENTER << TRACKED}


class Lawful:
    """What the rules let one side order in one position that was sealed for it."""

    def __init__(self, checks: TaskChecks, leave: Leave) -> None:
        self._checks, self._leave = checks, leave
        self._engine, self._scenario, self._turn = checks.engine, checks.engine.scenario, checks.turn
        self._side = self._scenario.sides.index(checks.side)

    # ------------------------------------------------------------ what was surveyed
    @cached_property
    def verbs(self) -> list[int]:
        """Of each counter the tasks that it may be given with some target, as bits."""
        boats = self._checks.boats
        may_cross = boats.is_played and boats.may_cross
        return self._engine.verbs_open(
            self._checks.ways.hosted, self._side, self._turn, boats=may_cross, truce=self._leave.known.in_truce
        )

    @cached_property
    def uses(self) -> bytes:
        """What the side may use each hex for, as bits."""
        return self._engine.uses(self._checks.sealed, self._side)

    def tasks(self, counter: int) -> tuple[str, ...]:
        """Tasks that a counter may be given with some target, sorted."""
        return _names(self.verbs[counter])

    # ------------------------------------------------------------ one order
    def allows(self, order: Order) -> bool:
        """The order of a counter is lawful. False: it is not, or it is of a kind that only its checks can tell.

        The fields of the order are of their types.
        """
        verb, unit = order.verb, order.unit
        if not self._scenario.has_counter(unit) or verb.code < 0 or verb.ferries or self._leave.known.in_truce:
            return False
        k = self._scenario.unit_index(unit)
        if not self.verbs[k] >> verb.code & 1 or order.fallback is not None or not self._is_timely(order):
            return False
        counter = self._scenario.counters[k]
        if counter.leave and not self._leave.is_held(counter.leave):
            return False
        kind, here = self._scenario.unit_type(counter), self._checks.at(counter)
        if order.target is None:
            return order.start_line is None and self._allows_here(order, kind, here)
        if not self._scenario.ground.holds(order.target):
            return False
        if kind.tank and not self._use(order.target) & MAY_TANKS:
            return False
        if verb.assaults:
            return self._allows_assault(order, k, kind, here, order.target)
        if order.start_line is not None:
            return False
        if verb.fires:
            return self._allows_fire(order, k, kind, here, order.target)
        return self._may_go(k, kind, here, order.target) if verb.marches else True

    def is_sure(self, order: Order) -> bool:
        """Where `allows` says no to an order of a counter, no check would say otherwise."""
        verb = order.verb
        if not self._scenario.has_counter(order.unit) or verb.code < 0 or verb.ferries or self._leave.known.in_truce:
            return False
        if order.fallback is not None or (order.start_line is not None and not verb.assaults):
            return False
        if not verb.fires:
            return True
        return mission_row(order.mission).aims and order.target is not None and not self._checks.boats.shells_low

    def _use(self, here: HexAt) -> int:
        return self.uses[here[1] * self._engine.columns + here[0]]

    def _is_timely(self, order: Order) -> bool:
        if not order.start and not order.until:
            return True
        calendar, first = self._scenario.calendar, self._turn.first_pulse
        try:
            return all(calendar.pulse_of(moment) >= first for moment in (order.start, order.until) if moment)
        except ValueError:
            return False

    def _allows_here(self, order: Order, kind: UnitType, here: HexAt) -> bool:
        verb = order.verb
        if kind.tank and not self._use(here) & MAY_TANKS:
            return False
        waits = verb.waits and order.trigger not in ("", "tanks_near")  # for something at a hex
        return verb.stays and not verb.fires and not waits

    def _may_go(self, k: int, kind: UnitType, here: HexAt, goal: HexAt) -> bool:
        need = MAY_STAND | ENTERS[kind.mobility]
        return self._use(goal) & need == need and self._checks.ways.is_open(k, here, goal)

    def _allows_assault(self, order: Order, k: int, kind: UnitType, here: HexAt, target: HexAt) -> bool:
        if self._checks.rows[k][S.SUP_PM] >= self._engine.parameters[PINNED] or not self._use(target) & MAY_ASSAULT:
            return False
        if kind.tank and order.manner == "silent":
            return False
        line = order.start_line
        if line is not None and not (self._scenario.ground.holds(line) and self._may_go(k, kind, here, line)):
            return False
        return self._may_go(k, kind, line or here, target)

    def _allows_fire(self, order: Order, k: int, kind: UnitType, here: HexAt, target: HexAt) -> bool:
        mission, gun = mission_row(order.mission), self._gun(kind)
        if not mission.aims or not self.has_shells or self._checks.boats.shells_low:
            return False
        if not self._use(target) & (MAY_DEFEND if order.mission == "defensive" else MAY_FIRE):
            return False
        if not gun.min_range_m <= HEX_M * distance(here, target) <= gun.range_m:
            return False
        if not 1 <= order.rounds <= self._checks.rows[k][S.GUNS] * gun.rounds_per_pulse:
            return False
        return not (mission.is_shelling and self._checks.friends_in(target))

    @cached_property
    def has_shells(self) -> bool:
        """There is a round left."""
        return int(self._checks.sealed.sides[self._side, S.SHELLS]) > 0

    def _gun(self, kind: UnitType) -> Gun:
        return next(g for g in self._scenario.guns if g.id == kind.gun)


@lru_cache(maxsize=4096)
def _names(verbs: int) -> tuple[str, ...]:
    return tuple(sorted(verb.name for code, verb in BY_CODE.items() if verbs >> code & 1))
