"""Forecasts: one sequence that refines, one number with its parts, and an enemy made of what is known."""

import numpy as np
import pytest

from game import Match, load_scenario
from game.match.battle import forecast as room
from game.match.battle.forecast import FLOOR, forecast, horizon, refining
from game.match.battle.guess import Belief
from game.players.battle.plain import PlainCommander
from game.rules.battle import state as S

TARGET = (18, 26)


@pytest.fixture(scope="module")
def night():
    return load_scenario("silent-assault")


@pytest.fixture(scope="module")
def asked(night):
    """View, orders of the record, target and the enemy's staff, on the evening before the assault."""
    match = Match.new(night, seed=4)
    return match.view("japan"), night.orders_of(6, "japan"), TARGET, PlainCommander("soviet", night).orders


def test_the_first_answer_is_the_beginning_of_the_second(asked):
    games = room._Games(*asked)
    games.play_to(8, lambda: False)
    first = list(games.stays), list(games.usual)
    games.play_to(24, lambda: False)
    assert (games.stays[:8], games.usual[:8]) == first
    again = [found.games for found in refining(*asked, counts=(8, 24))]
    assert again == [8, 24]
    assert list(refining(*asked, counts=(8, 24)))[1] == games.forecast() == forecast(*asked, games=24)


def test_a_stop_leaves_what_was_told_before(asked):
    told = []
    for found in refining(*asked, counts=(4, 4_000), stop=lambda: bool(told)):
        told.append(found.games)
    assert told == [4]


def test_the_number_shown_is_the_mean_of_its_parts_and_never_certain(asked):
    found = forecast(*asked, games=16)
    mean = (found.stays[0] + found.usual[0]) / 2
    assert found.shown == pytest.approx(0.05 + 0.9 * mean)
    assert found.interval[0] <= found.shown <= found.interval[1]
    assert FLOOR <= found.shown <= 1 - FLOOR
    assert found.shown + found.contested <= 1


def test_works_of_the_published_estimate_are_drawn_about_it(asked):
    """350 per mille with a log sd of 0.3: half of the draws above 350, one in six above 350 e^0.3 = 472."""
    view = asked[0]
    k = view.scenario.unit_index("Tereshkin")
    works = np.array([Belief(view).guess(seed).units[k, S.WORKS_PM] for seed in range(300)])
    lain = 4  # pulses since the report of the estimate
    most, gain = 600, 8  # DIG_ROCK_MOST, DIG_ROCK: on rock a pulse adds at most 8 (1 - 350 / 600) = 3.3
    assert np.median(works) * 1.0 + 20 >= 350
    assert np.median(works) <= 350 + lain * gain * (1 - 350 / most) + 20
    assert 0.08 < (works > 472).mean() < 0.26


def test_arms_follow_the_type_of_the_contact(asked):
    """Machine guns come as many as the printed order of battle gives a man of that type, on the average of many guesses."""
    view = asked[0]
    k = view.scenario.unit_index("1/119")
    kind = view.scenario.counters[k].type
    alike = [c for c in view.scenario.counters if c.type == kind]
    ratio = sum(c.hmg for c in alike) / sum(c.men + c.crew for c in alike)
    drawn = [Belief(view).guess(seed).units[k] for seed in range(400)]
    guns, men = sum(int(r[S.HMG]) for r in drawn), sum(int(r[S.MEN] + r[S.CREW]) for r in drawn)
    assert guns / men == pytest.approx(ratio, rel=0.25)


def test_nobody_is_met_who_was_never_seen(asked):
    view = asked[0]
    belief = Belief(view)
    hidden = set(belief.theirs.tolist()) - set(belief.known.tolist())
    assert hidden
    assert all(belief.guess(3).units[k, S.HEX] == -1 for k in hidden)
    placed = belief.unseen(belief.guess(3), 3)
    assert set(placed) <= hidden
    assert not {view.scenario.counters[k].id for k in placed} & {o.unit for o in room._Games(*asked).sheet(0)}


def test_an_assault_is_played_four_hours_beyond_its_hour_within_the_turn_at_least(asked):
    view, orders, target, _staff = asked
    last = max(view.scenario.calendar.pulse_of(o.start) for o in orders if o.task == "assault" and o.target == target)
    assert horizon(view, orders, target) == max(view.turn.pulses, min(62, last + 16 - view.turn.first_pulse))
