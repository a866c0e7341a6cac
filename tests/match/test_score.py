"""Victory is earned: losses spared, limits kept and standing count as far as the task was done (rules 12.2, 12.3)."""

import numpy as np
import pytest
from msgspec.structs import replace

from game import Match, load_scenario
from game.match.battle.score import score_of, standing_left
from game.rules.battle import state as S

EARNED = ("own losses", "limits kept", "standing")


@pytest.fixture
def night():
    return Match.new(load_scenario("silent-assault"), seed=1)


def points(match, side="soviet", task=0.5):
    """Points of each part, with a task of so much of the places asked of both sides."""
    scoring = match.scenario.scoring
    asked = replace(scoring, aims=tuple(replace(a, task=task) for a in scoring.aims))
    return {
        p.name: p.points
        for p in score_of(replace(match.scenario, scoring=asked), match.state, match.tables, side).parts
    }


def holding(match, share_pm):
    """Every scored place held so far by the second side with that share; what stands now is left as it is."""
    match.state.places[:, S.PLACE_PULSES] = 10
    match.state.places[:, S.PLACE_SUM_FOE] = 10 * share_pm
    match.state.places[:, S.PLACE_SUM] = 10 * (1000 - share_pm)
    return match


def test_who_holds_as_much_as_is_asked_has_the_parts_whole(night):
    now = points(holding(night, 1000))
    assert [now[name] for name in EARNED] == pytest.approx([20.0, 15.0, 15.0])


@pytest.mark.parametrize(("task", "share"), [(1.0, 0.85), (0.85, 1.0), (0.9, 0.85 / 0.9)])
def test_with_less_they_count_in_proportion(night, task, share):
    # at dusk the USSR holds 0.6 + 0.25 of the places; held so far 0.85 as well: the mean is 0.85
    now = points(holding(night, 850), task=task)
    assert [now[name] for name in EARNED] == pytest.approx([20.0 * share, 15.0 * share, 15.0 * share])


def test_who_holds_nothing_and_lost_nobody_scores_nothing(night):
    now = points(holding(night, 1000), "japan")
    assert list(now.values()) == [0.0] * 5


def test_losses_halve_their_part_at_the_men_of_the_scenario(night):
    lost = next(a.half_loss for a in night.scenario.scoring.aims if a.side == "soviet")
    of_side = np.asarray(night.tables.unit)[:, S.U_SIDE] == 1
    night.state.units[of_side, S.LOST] = 0
    night.state.units[np.flatnonzero(of_side)[0], S.LOST] = int(lost)
    assert points(holding(night, 1000))["own losses"] == pytest.approx(10.0)


@pytest.mark.parametrize(("against_pm", "left"), [(0, 1.0), (500, 0.6), (1000, 0.2)])
def test_signing_what_the_own_government_would_refuse_costs_up_to_four_fifths_of_standing(against_pm, left):
    match = Match.new(load_scenario("first-counterattack"), seed=1)
    match.state.accord[0, [S.SIGNED_TURN, S.TRUCE_TERM, S.TALKS_HELD]] = match.turn.number, 0, 1
    match.state.forms[1, S.FORM_AGAINST_PM] = against_pm
    assert standing_left(match.scenario, match.state, "soviet") == pytest.approx(left)


# ---------------------------------------------------------------- what counts, place by place (12.1)
def test_the_places_together_are_the_first_two_parts_of_the_score(night):
    for side in night.scenario.sides:
        goals = night.view(side).goals
        parts = night.view(side).score.parts
        assert sum(g.points for g in goals) == pytest.approx(parts[0].points + parts[1].points)
        assert sum(g.most for g in goals) == pytest.approx(parts[0].most + parts[1].most)


def test_what_a_place_brings_at_the_end_is_what_it_then_brings_if_nobody_moves(night):
    shown = night.view("soviet").goals
    assert [g.share for g in shown] == [1.0, 1.0, 0.0]
    while not night.over:
        night.resolve(japan=[], soviet=[])
        assert [g.at_end for g in night.view("soviet").goals] == pytest.approx([g.at_end for g in shown])
    assert [g.points for g in night.view("soviet").goals] == pytest.approx([g.at_end for g in shown])
    assert [g.points for g in night.view("japan").goals] == [0.0, 0.0, 0.0]


def test_a_place_lost_at_half_time_brings_half_of_what_was_held_and_nothing_of_now(night):
    aims = next(a for a in night.scenario.scoring.aims if a.side == "soviet")
    holding(night, 500)
    first = night.view("soviet").goals[0]
    weight = night.scenario.scored[0].weight
    assert first.points == pytest.approx(weight * (0.5 * aims.hold + aims.line))
    assert first.most == pytest.approx(weight * (aims.hold + aims.line))


def test_the_price_of_losses_is_what_the_score_then_loses(night):
    holding(night, 1000)
    before, shown = points(night)["own losses"], night.view("soviet").price_of(40)
    own = next(k for k, c in enumerate(night.scenario.counters) if c.side == "soviet")
    night.state.units[own, S.LOST] += 40
    assert shown == pytest.approx(before - points(night)["own losses"])
    assert night.view_at("soviet", night.state, night.turn).men_lost == 40
