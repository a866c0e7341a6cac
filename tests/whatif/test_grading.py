"""What a game is graded by: the staff and an idle army in a seat, everybody else beside them with the same luck (rule 12.6)."""

from statistics import fmean

import pytest

from game.files.battle.scenarios import load_scenario
from game.whatif.battle.grading import IDLE, STAFF, commanders, seat_scores, shipped
from game.whatif.battle.runs import Setting, played
from game.whatif.battle.same_luck import luck_line, same_luck


@pytest.fixture(scope="module")
def night():
    return load_scenario("silent-assault")


@pytest.fixture(scope="module")
def seat(night):
    return seat_scores(night, "japan", games=4, beside_games=3, seed=40)


def score(night, seed, own, foe="plain"):
    return played(Setting(scenario=night, commanders=(own, foe)), seed).score("japan").total


def test_a_seat_is_of_the_staffs_and_the_idle_armys_games_with_the_same_luck(night, seat):
    staff = [score(night, seed, STAFF) for seed in range(40, 44)]
    assert seat.mean == pytest.approx(fmean(staff), abs=0.01)
    assert (seat.staff[0], seat.staff[-1]) == (pytest.approx(min(staff), abs=0.01), pytest.approx(max(staff), abs=0.01))
    assert seat.idle == pytest.approx(fmean(score(night, seed, IDLE) for seed in range(40, 44)), abs=0.01)


def test_everybody_else_is_measured_against_the_staff_game_by_game(night, seat):
    gains = [score(night, seed, "history") - score(night, seed, STAFF) for seed in range(40, 43)]
    found = next(b for b in seat.beside if b.commander == "history")
    assert found.gain == pytest.approx(fmean(gains), abs=0.01)
    assert next(b for b in seat.beside if b.commander == STAFF).gain == 0.0


def test_the_best_of_a_seat_is_the_best_shipped_commander_of_each_game(night, seat):
    best = [
        max(score(night, seed, who) for who in shipped(night, "japan")) - score(night, seed, STAFF)
        for seed in range(40, 43)
    ]
    assert seat.best == pytest.approx(seat.mean + fmean(best), abs=0.02)
    assert not any(who.startswith("habit:") for who in shipped(night, "japan"))


def test_habits_of_the_desk_are_played_where_there_is_one(night):
    campaign = load_scenario("changkufeng")
    assert "habit:halt" in commanders(campaign, "soviet")
    assert not [who for who in commanders(night, "soviet") if "halt" in who]


def test_the_same_luck_is_the_staff_in_ones_seat_and_nobody_in_it(night):
    match = played(Setting(scenario=night, commanders=("history", "plain")), 41)
    found = same_luck(match, "japan", "plain")
    assert found == pytest.approx((score(night, 41, STAFF), score(night, 41, IDLE)))
    assert luck_line(found) == (
        f"The same luck: our staff in this seat {round(found.staff)}, an army given no order {round(found.idle)}"
    )
