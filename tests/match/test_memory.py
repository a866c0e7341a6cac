"""What a side remembers of its enemy is what it saw (rules 2.6, 8.1, 8.3)."""

import msgspec
import numpy as np
import pytest

from game import load_scenario
from game.match.battle.events import RawEvents
from game.match.battle.memory import Failure, Memory, Worn, remember
from game.rules.battle import codes as C
from game.rules.battle import state as S
from game.rules.battle import work as W

FOE, OWN = "Tereshkin", "I/75"
JAPAN, SOVIET, BOTH = 1, 2, 3


@pytest.fixture(scope="module")
def scenario():
    return load_scenario("silent-assault")


def turn(scenario, first: int, *told: tuple[int, str, int, int]) -> RawEvents:
    """Events of a turn: kind, counter, pulse, who saw it."""
    events = np.zeros((len(told), W.EVENT_COLS), "i4")
    for row, (kind, unit, pulse, seen) in zip(events, told, strict=True):
        who = W.E_TARGET if kind == C.EV_SEEN else W.E_ACTOR
        row[[W.E_KIND, W.E_PULSE, W.E_SEEN, who]] = kind, pulse, seen, scenario.unit_index(unit)
    return RawEvents(1, first, events, np.zeros((0, 2)))


def sight(scenario, at: int, men: int, *, now: int = 1, unit: str = FOE) -> np.ndarray:
    """What Japan sees of one counter in a pulse."""
    seen = np.zeros((2 * len(scenario.counters), S.SEEN_COLS), "i4")
    seen[scenario.unit_index(unit), [S.SEEN_AT, S.SEEN_MEN, S.SEEN_NOW]] = at, men, now
    return seen


def test_a_failure_is_remembered_by_those_who_saw_it(scenario):
    """Broken in pulse 3 for both to see, fallen back in 7 for the Soviet side alone; in the next turn stopped in 12."""
    nothing = sight(scenario, 0, 0, now=0)
    turns = [
        (turn(scenario, 0, (C.EV_BROKEN, FOE, 3, BOTH), (C.EV_RETREAT, FOE, 7, SOVIET)), nothing),
        (turn(scenario, 10, (C.EV_RALLIED, FOE, 1, BOTH), (C.EV_STOPPED, FOE, 2, BOTH)), nothing),
    ]
    assert remember(scenario, nothing, turns[:1], "japan") == {FOE: Memory((Failure(3, True),))}
    assert remember(scenario, nothing, turns, "japan") == {FOE: Memory((Failure(3, True), Failure(12, False)))}
    assert remember(scenario, nothing, turns, "japan")[FOE].failed == 12


def test_of_its_own_counters_a_side_needs_no_memory(scenario):
    nothing = sight(scenario, 0, 0, now=0)
    turns = [(turn(scenario, 0, (C.EV_BROKEN, OWN, 3, BOTH)), nothing)]
    assert remember(scenario, nothing, turns, "japan") == {}
    assert set(remember(scenario, nothing, turns, "soviet")) == {OWN}


def test_what_he_lost_in_one_sight_is_the_gap_of_two_estimates(scenario):
    turns = [(turn(scenario, 0), sight(scenario, 15, 270)), (turn(scenario, 16), sight(scenario, 31, 270))]
    assert remember(scenario, sight(scenario, 0, 300), turns, "japan") == {FOE: Memory((), (Worn(0, 15, 300, 30),))}


def test_estimates_of_two_sights_are_not_compared(scenario):
    """He was out of sight in between: the second estimate errs in another way (rule 8.1)."""
    opening = sight(scenario, 0, 300)
    again = turn(scenario, 0, (C.EV_SEEN, FOE, 9, JAPAN))
    assert remember(scenario, opening, [(again, sight(scenario, 15, 200))], "japan") == {}
    lost = turn(scenario, 0)
    assert remember(scenario, opening, [(lost, sight(scenario, 15, 200, now=0))], "japan") == {}


def test_all_of_it_stands_in_the_order_in_which_it_ended():
    memory = Memory((Failure(20, False),), (Worn(0, 15, 300, 30), Worn(16, 31, 270, 20)))
    assert [what for _last, _first, what in memory.course] == [memory.worn[0], memory.failures[0], memory.worn[1]]


@pytest.mark.parametrize(
    ("kind", "fails"),
    [
        (C.EV_BROKEN, True),
        (C.EV_RETREAT, True),
        (C.EV_THROWN_BACK, True),
        (C.EV_STOPPED, True),
        (C.EV_RALLIED, False),
        (C.EV_DONE, False),
        (C.EV_HEX_TAKEN, False),
    ],
)
def test_men_fail_who_break_fall_back_are_thrown_back_or_stop(scenario, kind: int, fails: bool):
    nothing = sight(scenario, 0, 0, now=0)
    found = remember(scenario, nothing, [(turn(scenario, 10, (kind, FOE, 2, BOTH)), nothing)], "japan")
    assert found == ({FOE: Memory((Failure(12, kind == C.EV_BROKEN),))} if fails else {})


def test_who_failed_is_not_remembered_where_the_rulebook_does_not_tell_who_it_was(scenario):
    """Were the actor of a stop declared as nobody's, a side that learns of the stop would not learn whose it was."""
    told = (msgspec.structs.replace(e, actor="nobody") if e.code == "EV_STOPPED" else e for e in scenario.events)
    silent, nothing = msgspec.structs.replace(scenario, events=tuple(told)), sight(scenario, 0, 0, now=0)
    turns = [(turn(scenario, 0, (C.EV_BROKEN, FOE, 3, BOTH), (C.EV_STOPPED, FOE, 5, BOTH)), nothing)]
    assert remember(silent, nothing, turns, "japan")[FOE].failed == 3
    assert remember(scenario, nothing, turns, "japan")[FOE].failed == 5
