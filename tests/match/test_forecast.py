"""Forecasts: one sequence that refines, one number with its parts, and an enemy made of what is known."""

import numpy as np
import pytest

from game import Match, load_scenario
from game.match.battle import forecast as room
from game.match.battle.forecast import LEAST, MOST, Outcome, forecast, horizon, refining
from game.match.battle.guess import Belief
from game.match.battle.views import View
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
    assert found.shown == pytest.approx(0.01 + 0.92 * mean)
    assert found.interval[0] <= found.shown <= found.interval[1]
    assert LEAST <= found.shown <= MOST
    assert found.shown + found.contested <= 1


# ---------------------------------------------------------------- he stays, or he may have left
@pytest.fixture
def lost(asked):
    """The same, five hundred pulses after any of the five known enemies was last seen: each has left in 45 of 100 guesses."""
    view, orders, target, staff = asked
    sealed = S.copy_state(view.sealed)
    theirs = Belief(view).known
    sealed.seen[theirs, S.SEEN_AT], sealed.seen[theirs, S.SEEN_NOW] = 0, 0  # Japan's memory comes first
    sealed.clock[S.NOW] = 500
    return View(view.engine, sealed, "japan", view.turn), orders, target, staff


def test_as_last_seen_all_are_there_and_do_nothing_and_else_some_have_left_and_the_others_do_as_usual(
    lost, monkeypatch
):
    played, games = [], room._Games(*lost)
    known = games.belief.known

    def note(self, enemy, state):
        played.append((enemy, (state.units[known, S.HEX] >= 0).tolist()))
        return Outcome(0.0, 0.0, 0, 0)

    monkeypatch.setattr(room._Games, "play", note)
    games.play_to(40, lambda: False)
    stays, usual = played[::2], played[1::2]
    assert all(enemy == () and all(there) for enemy, there in stays)
    assert [enemy for enemy, _ in usual] == [games.sheet(k % 6) for k in range(40)]
    assert any(enemy for enemy, _ in usual)
    gone = 1 - np.mean([there for _, there in usual])
    assert gone == pytest.approx(0.45, abs=4 * (0.45 * 0.55 / 200) ** 0.5)


def test_his_staff_reckons_with_all_that_he_was_seen_to_have_and_the_driver_too(lost, monkeypatch):
    """Sheets are drawn up once for many guesses, and the driver is that of one: neither may hang on who has left in it."""
    view, orders, target, staff = lost
    known, seen = {c.id for c in view.contacts}, []

    def looking(foe):
        seen.append({u.id for u in foe.own if u.hex is not None})
        return staff(foe)

    games = room._Games(view, orders, target, looking)
    for k in range(6):
        games.sheet(k)
    assert len(seen) == 6
    assert all(known <= there for there in seen)

    run, states = room._Games._run, []

    def note(self, state, enemy, *, trace):
        states.append((state.units[self.belief.known, S.HEX] >= 0).all())
        return run(self, state, enemy, trace=trace)

    monkeypatch.setattr(room._Games, "_run", note)
    games.driver()
    assert states == [True]
    assert not (Belief(view).guess(0).units[games.belief.known, S.HEX] >= 0).all()


# ---------------------------------------------------------------- what is drawn
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
