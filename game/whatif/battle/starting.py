"""Games that begin in a position of a game that was played: "ask the laboratory from this turn"."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from game.core.words import _
from game.files.battle.variants import apply
from game.whatif.pool import SEEDS

if TYPE_CHECKING:
    from game.match.battle import Match
    from game.model.battle.scenario import Scenario
    from game.model.battle.whatif import WhatIf
    from game.rules.battle.state import State

STANDS = (
    "units",
    "shells",
    "arrivals",
    "begin",
    "horizon",
)  # what a position has already, or hangs on the turns of its game

DATED = ("orders", "drop", "decisions", "undecided")  # of one turn each
LASTING = ("arrive", "parameters", "weather", "flights", "permissions", "talks", "commanders", "rules_off")


class Start(NamedTuple):
    """A game up to the turn that is ordered: its opening, the position after each turn, the name of the turn."""

    turn: str
    opening: State
    states: tuple[State, ...]


def start_of(match: Match, turn: str = "") -> Start:
    """The start of games that go on from a turn of a match, by default from where it stands.

    Raises:
        ValueError: the match has not come to that turn, or is over there.
    """
    played = match.scenario.calendar.played()
    count = len(match.records)
    if turn:
        names = [t.name for t in played]
        if turn not in names or names.index(turn) > count:
            raise ValueError(
                _("the game has not come to {turn}; it stands at {name}").format(turn=turn, name=match.turn.name)
            )
        count = names.index(turn)
    there = match.branch(count)
    if there.over:
        raise ValueError(_("the game is over at {name}: name an earlier turn").format(name=there.turn.name))
    return Start(there.turn.name, there.opening, tuple(r.state for r in there.records))


def world(scenario: Scenario, what_if: WhatIf) -> Scenario:
    """The scenario of a game that was played, under a what-if from its position on: of orders the what-if's own alone.

    Raises:
        ValueError: the what-if changes what the position has already.
    """
    for key in STANDS:
        if getattr(what_if, key):
            raise ValueError(
                _(
                    "what-if {id} changes {key}, which a saved position has already; needed orders, decisions, "
                    "permissions, talks, commanders, weather, parameters or rules_off"
                ).format(id=what_if.id, key=key)
            )
    return apply(unscripted(scenario), what_if)


def may_ask(scenario: Scenario, what_if: WhatIf, start: Start) -> bool:
    """The what-if changes nothing that a position has already, nor when the games begin and end, and not the past alone."""
    if any(getattr(what_if, key) for key in STANDS):
        return False
    dated = [entry.turn for key in DATED for entry in getattr(what_if, key)]
    number = {t.name: t.number for t in scenario.calendar.turns}
    is_ahead = any(number.get(turn, 0) >= number[start.turn] for turn in dated)
    return is_ahead or any(getattr(what_if, key) for key in LASTING)


def unscripted(scenario: Scenario) -> Scenario:
    """The scenario without the record's orders: from another position they are nobody's."""
    return replace(scenario, history=())


def begun(scenario: Scenario, start: Start, seed: int) -> Match:
    """A match at the start, under the luck of a seed.

    Raises:
        ValueError: the position is not one of this scenario.
    """
    import numpy as np

    from game.match.battle import Match
    from game.match.battle.engine import engine_of
    from game.match.battle.events import RawEvents
    from game.match.battle.match import TurnRecord
    from game.match.packing import luck_words
    from game.rules.battle import state as S
    from game.rules.battle import work as W

    engine = engine_of(scenario)
    fresh = engine.new_state(seed)
    if [a.shape for a in fresh] != [a.shape for a in start.opening]:
        raise ValueError(
            _("the position at {turn} does not fit {id} under {variant}").format(
                turn=start.turn, id=scenario.id, variant=scenario.variant
            )
        )
    states = [*map(S.copy_state, (start.opening, *start.states))]
    for state in states:
        state.clock[S.SEED0], state.clock[S.SEED1] = luck_words(seed % SEEDS)
    turns, silent = scenario.calendar.played(), (np.zeros((0, W.EVENT_COLS), "i4"), np.zeros((0, 2)))
    records = tuple(
        TurnRecord(turn, {}, RawEvents(turn.number, turn.first_pulse, *silent), state, S.digest(state))
        for turn, state in zip(turns, states[1:], strict=False)
    )
    return Match(engine, seed, states[0], records)
