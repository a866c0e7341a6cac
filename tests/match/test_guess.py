"""What a side makes of enemies whom it saw fail, and of those it has lost from sight (rules 2.6, 2.9, 8.3)."""

from collections.abc import Mapping

import numpy as np
import pytest

from game import Match, load_scenario
from game.match.battle.events import RawEvents, last_failures
from game.match.battle.guess import Belief
from game.match.battle.views import View
from game.rules.battle import codes as C
from game.rules.battle import state as S
from game.rules.battle import work as W

GUESSES = 400
FOE = "Tereshkin"


@pytest.fixture(scope="module")
def evening():
    return Match.new(load_scenario("silent-assault"), seed=4).view("japan")


def known(view: View, failed: Mapping[str, int], **seen: int) -> Belief:
    """What Japan believes after 100 pulses, of the garrison of Changkufeng seen like this."""
    sealed = S.copy_state(view.sealed)
    sealed.clock[S.NOW] = 100
    row = sealed.seen[view.scenario.unit_index(FOE)]
    for name, value in {"SEEN_AT": 100, "SEEN_SINCE": 0, "SEEN_CAME": 0, "SEEN_NOW": 1, **seen}.items():
        row[getattr(S, name)] = value
    return Belief(View(view.engine, sealed, "japan", view.turn, failures=lambda: failed))


def drawn(belief: Belief, column: int, **how: bool) -> np.ndarray:
    k = belief.scenario.unit_index(FOE)
    return np.array([belief.guess(seed, **how).units[k, column] for seed in range(GUESSES)])


@pytest.mark.parametrize(
    ("pulses", "least"),
    [(0, 350), (10, 400), (60, 650), (130, 1000), (200, 1000)],  # 350 and 5 a pulse (COH_QUIET), at most whole
)
def test_who_was_seen_to_fail_comes_to_himself_by_five_a_pulse(evening, pulses: int, least: int):
    cohesion = drawn(known(evening, {FOE: 100 - pulses}), S.COH_PM)
    assert least <= cohesion.min() <= least + 20
    assert cohesion.max() <= 1000
    assert cohesion.mean() == pytest.approx((least + 1000) / 2, abs=30)


def test_who_never_failed_is_whole(evening):
    assert set(drawn(known(evening, {}), S.COH_PM)) == {1000}
    assert set(drawn(known(evening, {"2PO": 99}), S.COH_PM)) == {1000}


def test_who_failed_is_disrupted_until_he_has_six_hundred(evening):
    belief = known(evening, {FOE: 90})
    assert set(zip(drawn(belief, S.COH_PM) < 600, drawn(belief, S.DISRUPTED) == 1, strict=True)) == {
        (True, True),
        (False, False),
    }


def test_who_was_driven_to_where_he_lies_left_his_works_behind(evening):
    """He fell back in pulse 96 and is seen to lie on a slope since 97: he digs four pulses at most. Found there without it he
    may have lain behind wire."""
    slope = evening.engine.hex_index((20, 24))
    driven = drawn(known(evening, {FOE: 96}, SEEN_HEX=slope, SEEN_SINCE=97), S.WORKS_PM)
    found = drawn(known(evening, {}, SEEN_HEX=slope, SEEN_SINCE=97), S.WORKS_PM)
    later = drawn(known(evening, {FOE: 98}, SEEN_HEX=slope, SEEN_SINCE=97), S.WORKS_PM)
    assert driven.max() < 100
    assert found.max() > 350
    assert later.max() > 350


@pytest.mark.parametrize(("age", "gone"), [(0, 0.1), (64, 0.1), (65, 0.2), (99, 0.2)])
def test_who_is_out_of_sight_may_have_left(evening, age: int, gone: float):
    belief = known(evening, {}, SEEN_NOW=0, SEEN_AT=100 - age)
    assert (drawn(belief, S.HEX) < 0).mean() == pytest.approx(gone, abs=4 * (gone * (1 - gone) / GUESSES) ** 0.5)
    assert (drawn(belief, S.HEX, all_there=True) >= 0).all()


def test_who_is_in_sight_is_there(evening):
    assert (drawn(known(evening, {}), S.HEX) >= 0).all()


def test_a_side_remembers_the_last_failure_that_it_saw(evening):
    """Broken in pulse 3 for both to see, fallen back in 7 for the Soviet side alone, in another turn stopped in 12."""
    k = evening.scenario.unit_index(FOE)

    def turn(first: int, *told: tuple[int, int, int]) -> RawEvents:
        events = np.zeros((len(told), W.EVENT_COLS), "i4")
        for row, (kind, pulse, seen) in zip(events, told, strict=True):
            row[[W.E_KIND, W.E_PULSE, W.E_SEEN, W.E_ACTOR]] = kind, pulse, seen, k
        return RawEvents(1, first, events, np.zeros((0, 2)))

    both, soviet = 3, 2
    turns = [turn(0, (C.EV_BROKEN, 3, both), (C.EV_RETREAT, 7, soviet)), turn(10, (C.EV_RALLIED, 1, both))]
    assert last_failures(evening.scenario, turns, "japan") == {FOE: 3}
    assert last_failures(evening.scenario, turns, "soviet") == {FOE: 7}
    assert last_failures(evening.scenario, [*turns, turn(10, (C.EV_STOPPED, 2, both))], "japan") == {FOE: 12}
