"""A position played on turn by turn, for search, forecasts and experiments: no journal, no names, one state changed in place.

Both sides' sheets are checked and carried out here and nowhere else: a match and a playout of it give the same digests.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from game.core.words import _
from game.match.battle import orders as written
from game.match.battle.decisions import apply_decisions, standing_decisions
from game.match.battle.engine import Engine
from game.match.battle.legality import Legality, Refused
from game.match.battle.score import Score, score_of
from game.match.battle.sealing import seal
from game.match.battle.views import View
from game.model.battle.calendar import Turn
from game.model.battle.decisions import Decision
from game.model.battle.orders import Order
from game.model.battle.verbs import VERBS
from game.rules.battle import state as S
from game.rules.battle.resolve import resolve_turn
from game.rules.battle.state import State, Tables

Sheet = Sequence[Order | Decision]
Staff = Callable[[View], Iterable[Order | Decision]]
_FERRIES = tuple(name for name, verb in VERBS.items() if verb.ferries)


class Playout:
    """A game that goes on from a position: a true one, or a guess from what a side knows (`guess.Belief`).

    `state`: copied; `turn`: the one to be ordered; `tables`: those of the scenario, or a belief's.
    """

    def __init__(self, engine: Engine, state: State, turn: Turn, *, tables: Tables | None = None) -> None:
        self.engine, self.scenario = engine, engine.scenario
        self.tables = engine.tables if tables is None else tables
        self.state = S.copy_state(state)
        played = self.scenario.calendar.played()
        self._ahead = [t for t in played if t.number >= turn.number]
        self._last = played[-1]
        self._legality: dict[str, Legality] = {}

    @property
    def turn(self) -> Turn:
        """The turn to be ordered; the last one once the game is over."""
        return self._ahead[0] if self._ahead else self._last

    @property
    def over(self) -> bool:
        """Every turn of the scenario has been played, or the truce and what follows it is settled (rule 11.8)."""
        return not self._ahead or is_settled(self.state)

    @property
    def digest(self) -> str:
        """The digest of the position."""
        return S.digest(self.state)

    def view(self, side: str) -> View:
        """What a side knows now, without the events of the last turn."""
        legality = self._legal(side)
        return View(self.engine, legality.sealed, side, self.turn, legality=legality)

    def score(self, side: str) -> Score:
        """The score of a side if the game ended now."""
        return score_of(self.scenario, self.state, self.tables, side)

    def step(self, sheets: Mapping[str, Iterable[Order | Decision]] | None = None) -> None:
        """Plays one turn with the orders and decisions of each side; silence continues the task in force.

        Raises:
            Refused: an order is not legal. Nothing has happened then.
            ValueError: the game is over, or a name is no side's.
        """
        if self.over:
            raise ValueError(_("the game is over"))
        self.carry_on(*self.stood(sheets or {}))

    def stood(
        self, sheets: Mapping[str, Iterable[Order | Decision]]
    ) -> tuple[dict[str, tuple[Order, ...]], dict[str, tuple[Decision, ...]]]:
        """What stands of sheets in this turn, by side: orders and decisions. Raises what `step` raises of sheets."""
        given = {side: tuple(sheet) for side, sheet in sheets.items()}
        return checked(self.engine, given, self._legal), decided(self.engine, given)

    def carry_on(self, orders: Mapping[str, tuple[Order, ...]], decisions: Mapping[str, tuple[Decision, ...]]) -> None:
        """Plays one turn with orders and decisions of both sides that were checked for it already."""
        carry_out(self.engine, self.tables, self.state, self.turn, orders, decisions, trace=False)
        self._legality = {}
        self._ahead.pop(0)

    def play_on(self, staffs: Mapping[str, Staff], *, turns: int | None = None, every: int = 1) -> int:
        """Plays to the end, or so many turns, with a staff for each side, which thinks every so many turns; turns played."""
        played = 0
        while not self.over and played != turns:
            thinks = played % every == 0
            views = {side: self.view(side) for side in staffs} if thinks else {}
            self.step({side: staffs[side](view) for side, view in views.items()})
            played += 1
        return played

    def _legal(self, side: str) -> Legality:
        if side not in self._legality:
            sealed = seal(self.state, self.tables, self.scenario.sides.index(side), self.engine.hosted)
            self._legality[side] = Legality(self.engine, sealed, side, self.turn)
        return self._legality[side]


def is_settled(state: State) -> bool:
    """The truce and what follows it is settled (rule 11.8)."""
    return len(state.accord) > 0 and int(state.accord[0, S.DECIDED]) == 2


def checked(
    engine: Engine, sheets: Mapping[str, Sheet], legal: Callable[[str], Legality]
) -> dict[str, tuple[Order, ...]]:
    """The orders of each side that stand, by the side's name. `legal`: what a side may order.

    Raises:
        Refused: an order is not legal.
        ValueError: a name is no side's.
    """
    sides = engine.scenario.sides
    for side in sheets:
        if side not in sides:
            raise ValueError(
                _("no side {side!r}; the sides are {listed}").format(side=side, listed=" and ".join(sides))
            )
    return {side: _standing(engine, sheets[side], legal(side)) if sheets.get(side) else () for side in sides}


def decided(engine: Engine, sheets: Mapping[str, Sheet]) -> dict[str, tuple[Decision, ...]]:
    """The decisions of each side that stand, by the side's name."""
    return {
        side: standing_decisions(d for d in sheets.get(side, ()) if isinstance(d, Decision))
        for side in engine.scenario.sides
    }


def carry_out(
    engine: Engine,
    tables: Tables,
    state: State,
    turn: Turn,
    orders: Mapping[str, tuple[Order, ...]],
    decisions: Mapping[str, tuple[Decision, ...]],
    *,
    trace: bool,
    each_pulse: Callable[[int], None] | None = None,
) -> None:
    """Plays a turn on `state`, which is changed in place, with orders and decisions that were checked.

    Events and factors are left in the scratch of the engine where `trace` is set: hold its lock to read them.
    """
    with engine.lock:
        for side in engine.scenario.sides:
            written.apply(engine, state, turn, orders[side])
            apply_decisions(engine, state, side, turn, decisions[side])
        hosted = engine.hosted(state)
        resolve_turn(hosted, tables, engine.work, turn.number, turn.pulses, trace=trace, each_pulse=each_pulse)


def _by_boat(order: Order) -> bool:
    return isinstance(order.task, str) and order.task in _FERRIES


def _standing(engine: Engine, sheet: Sheet, legal: Legality) -> tuple[Order, ...]:
    choices = [one for one in sheet if isinstance(one, Decision)]
    orders = [one for one in sheet if isinstance(one, Order)]
    for choice in choices:
        refusal = legal.refusal(choice)
        if refusal is not None:
            raise Refused(choice, refusal)
    legal = legal.beside(choices)  # what is decided counts for the orders beside it
    for k, order in enumerate(orders):
        refusal = legal.refusal(order, orders[:k] if _by_boat(order) else ())  # boats are shared
        if refusal is not None:
            raise Refused(order, refusal)
    stood = written.standing(engine.scenario, orders)
    whole = {o.unit for o in orders}
    if all(o.unit in whole for o in stood):
        return stood
    # Counters of a formation that cannot carry out its order keep their task.
    kept = [o for o in stood if o.unit in whole]
    for o in stood:
        if o.unit not in whole and legal.refusal(o, kept) is None:
            kept.append(o)
    whole_sheet = set(kept)
    return tuple(o for o in stood if o in whole_sheet)
