"""The leave that an order needs, and what a truce forbids (rules 10.3, 11.4)."""

from collections.abc import Sequence
from functools import cached_property

from game.core.words import N_, _
from game.match.battle.politics import Diplomacy
from game.match.refusals import Refusal, refuse
from game.model.base import HexAt
from game.model.battle.forces import Counter, UnitType
from game.model.battle.orders import Order
from game.model.battle.politics import Politics
from game.rules.battle import codes as C
from game.rules.battle import state as S
from game.rules.battle.lawful import BELT


class Leave:
    """What a side's orders need of its scale, from what it knows."""

    def __init__(self, known: Diplomacy) -> None:
        self.known = known

    def of_order(self, order: Order, counter: Counter, kind: UnitType, at: HexAt) -> Refusal | None:
        """None, or the leave that an order of a counter lacks, or the truce that forbids it (rules 10.3, 11.4)."""
        if self.known.politics is None:
            return None
        return (
            self._truce(order, counter)
            or self._released(counter, self.known.politics)
            or (self._needs(counter, C.TANKS_ON, order.target or at) if kind.tank else None)
            or self._opened(order, counter, at)
        )

    @cached_property
    def _held(self) -> list[int]:
        return [int(row[S.LEAVE_HELD]) for row in self.known.sealed.leaves.tolist()]

    @cached_property
    def _own_ground(self) -> tuple[str, ...]:
        return tuple(next(a for a in self.known.scenario.armies if a.side == self.known.side).allowed_zones)

    def is_held(self, act: str) -> bool:
        """The leave for an act is held, or it was resolved on without."""
        politics = self.known.politics
        return politics is None or self._held[politics.act_index(act)] > 0

    def may_stand(self, here: HexAt) -> bool:
        """Infantry of the side may be in a hex: always, or by an act that is held (rule 10.3)."""
        if self.known.scenario.ground.zone(here) in self._own_ground:
            return True
        return any(self._held[k] for k in self._named(C.MOVE_TO, here))

    def is_open(self, what: int, here: HexAt) -> bool:
        """A kind of act (MOVE_TO, ASSAULT_AT, FIRE_AT, FIRE_FROM, STRIKE_AT, TANKS_ON) is open at a hex (rule 10.3)."""
        acts = self._named(what, here)
        return not acts or any(self._held[k] for k in acts)

    def lacks(self, who: str, what: int, here: HexAt) -> Refusal | None:
        """The refusal that names the lowest act which would open a hex, None if it is open or nothing ever opens it."""
        if self.is_open(what, here):
            return None
        return self._missing(who, self.known.scenario.hex_name(here), self._named(what, here))

    def _named(self, what: int, here: HexAt) -> tuple[int, ...]:
        """Acts of the side that open a hex for a kind, lowest first."""
        return self.known.engine.acts_opening(self.known.index, what, here)

    def _missing(self, who: str, where: str, acts: Sequence[int]) -> Refusal:
        politics = self.known.politics
        assert politics is not None
        now = self.known.permission(politics.acts[acts[0]])
        alone = now.may_alone
        words = {
            "who": who,
            "where": where,
            "act": _(now.name),
            "level": now.level,
            "seat": _(now.asked_of),
            "odds": now.odds,
            "price": now.price,
            "turn": now.answer or now.again,
            "alone": now.price_alone,
        }
        if now.status == "asked":
            text = N_(
                "{who} at {where}: needs leave for {act} (level {level}); {seat} was asked, the answer is there for {turn}"
            )
        elif alone:
            text = N_(
                "{who} at {where}: needs leave of {seat} for {act} (level {level}), odds {odds:.0%} a petition, price {price}; "
                "alone for {alone} points"
            )
        else:
            text = N_(
                "{who} at {where}: needs leave of {seat} for {act} (level {level}), odds {odds:.0%} a petition, price {price}"
            )
        return Refusal("10.3", _(text).format(**words))

    def of_strike(self, wing: str, target: HexAt) -> Refusal | None:
        """None, or the leave that a strike lacks, or the truce that forbids it (rules 10.3, 11.4)."""
        if self.known.in_truce:
            return refuse("11.4", "{unit} may not {task}: the truce is in force", unit=wing, task=_("strike"))
        return self.lacks(wing, C.STRIKE_AT, target)

    def flies(self) -> bool:
        """Some act that lets the side's aircraft bomb is held, and no truce is in force."""
        own = self.known.engine.strike_acts[self.known.index] if self.known.politics else ()
        return not self.known.in_truce and any(self._held[k] for k in own)

    def releases(self, counter: Counter, at: HexAt) -> bool:
        """Guns without leave of their own have it by an act of the scale that is held (rule 10.3)."""
        return bool(self._named(C.FIRE_FROM, at)) and self.is_open(C.FIRE_FROM, at)

    def _beyond(self, here: HexAt) -> int:
        return int(self.known.engine.tables.depth[self.known.index, self.known.engine.hex_index(here)])

    def _needs(self, counter: Counter, what: int, here: HexAt) -> Refusal | None:
        return self.lacks(counter.id, what, here)

    def _released(self, counter: Counter, politics: Politics) -> Refusal | None:
        if not counter.leave or self.is_held(counter.leave):
            return None
        return self._missing(counter.id, _("the disposal of higher command"), [politics.act_index(counter.leave)])

    def _opened(self, order: Order, counter: Counter, at: HexAt) -> Refusal | None:
        kinds = [getattr(C, name) for name in order.verb.leave]
        found = (self._needs(counter, what, here) for what in kinds for here in self._where(what, order, counter, at))
        return next((wrong for wrong in found if wrong), None)

    def _where(self, what: int, order: Order, counter: Counter, at: HexAt) -> list[HexAt]:
        """Hexes at which an order needs a kind of leave."""
        if what == C.MOVE_TO:
            return [here for here in (order.start_line, order.target) if here and not self.may_stand(here)]
        if what == C.FIRE_FROM:  # guns that the order of battle has released need no leave of their own
            return [] if counter.released else [at]
        free = what == C.FIRE_AT and order.mission == "defensive"  # shells on attackers in the belt need none either
        return [order.target] if order.target and not (free and self._beyond(order.target) <= BELT) else []

    def _truce(self, order: Order, counter: Counter) -> Refusal | None:
        """Under the truce nobody fires, and nobody marches over the line or onto ground that the terms make him leave."""
        if not self.known.in_truce:
            return None
        truce = order.verb.truce
        if truce == "never":
            return refuse("11.4", "{unit} may not {task}: the truce is in force", unit=counter.id, task=_(order.task))
        if truce == "without a trigger" and order.trigger:
            return refuse("11.4", "{unit} has nothing to wait for: the truce is in force", unit=counter.id)
        here = order.target
        if here is None or truce != "on own ground":
            return None
        h, goal = self.known.engine.hex_index(here), self.known.scenario.hex_name(here)
        term = int(self.known.sealed.accord[0, S.TRUCE_TERM])
        zone = int(self.known.engine.tables.hex[h, S.H_ZONE])
        beyond = self.known.scenario.ground.zone(here) not in self._own_ground
        if beyond or int(self.known.sealed.hexes[h, S.OWNER]) == 1 - self.known.index:
            return refuse("11.4", "{unit} may not enter {goal}: it lies over the line", unit=counter.id, goal=goal)
        if int(self.known.engine.tables.term[term, S.TERM_CLEARS + self.known.index]) >> zone & 1:
            return refuse("11.4", "{unit} may not enter {goal}: the terms clear it", unit=counter.id, goal=goal)
        return None
