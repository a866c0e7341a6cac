"""Rulings of chapter 3: rows, hearing, contests, retreat."""

import pytest

from game.rules.battle import codes as C
from game.rules.battle import state as S

SUMMIT, WEST, SOUTH = (18, 26), (17, 27), (18, 27)


def rows(battle):
    return [r for r in battle.state.rows if r[S.USED]]


def set_up(battle, moment="31 Jul 02:00", manner=C.SILENT, men=80):
    battle.state.rows[:, S.USED] = 0
    battle.state.seen[:, S.SEEN_NOW] = 0
    battle.clock(moment)
    battle.place("Tereshkin", SUMMIT, MEN=men, WORKS_PM=350)
    battle.place("I/75", WEST, MEN=375)
    battle.assault("I/75", SUMMIT, manner)


def test_a_row_opens_at_300_metres_and_begins_an_effort_on_both_sides(battle):
    set_up(battle, manner=C.OPEN)
    battle.play(1)
    assert len(rows(battle)) == 1
    assert battle.row("I/75")[S.EFFORT_MEN] == 375
    assert battle.row("Tereshkin")[S.EFFORT_MEN] == 80


def test_a_silent_attack_by_night_meets_no_fire_until_it_is_heard(battle):
    silent = 0
    for seed in range(12):
        battle.state.clock[S.SEED0] = seed
        set_up(battle)
        battle.play(1)
        row = rows(battle)[0]
        assert 40 <= row[S.HEAR_M] <= 300
        if row[S.STAGE] == C.APPROACH:
            silent += 1
            assert not battle.events(C.EV_FIRE)
    assert silent >= 3


def test_by_day_an_attack_is_heard_at_once(battle):
    set_up(battle, moment="31 Jul 05:30", manner=C.OPEN)
    battle.play(1)
    assert rows(battle)[0][S.STAGE] >= C.HEARD


def test_alert_outposts_hear_farther(battle):
    import numpy as np

    table = np.asarray(battle.engine.tables.unit)
    index = battle.scenario.unit_index("Tereshkin")
    heard = {}
    for alert in (0, 1):
        table[index, S.U_ALERT] = alert
        heard[alert] = 0
        for seed in range(12):
            battle.state.clock[S.SEED0] = seed
            set_up(battle)
            battle.play(1)
            heard[alert] += int(rows(battle)[0][S.HEAR_M])
    table[index, S.U_ALERT] = 0
    assert heard[1] > heard[0]


def test_a_weak_garrison_is_swept_off_and_the_winners_move_in(battle):
    set_up(battle, men=12)
    battle.play(24)
    assert battle.at("I/75") == SUMMIT
    assert battle.at("Tereshkin") != SUMMIT
    assert not rows(battle)


def test_a_strong_garrison_stops_a_weak_attack(battle):
    battle.clock("31 Jul 05:30")
    battle.place("III/118", SUMMIT, MEN=550, WORKS_PM=500)
    battle.place("6/75", WEST, MEN=115)
    battle.assault("6/75", SUMMIT)
    battle.play(20)
    assert battle.at("III/118") == SUMMIT
    assert battle.at("6/75") != SUMMIT
    assert battle.row("6/75")[S.LOST] > 20


def test_two_rows_divide_the_front_of_a_hex(battle):
    from game.rules.battle.fronts import front_m

    set_up(battle, manner=C.OPEN)
    battle.place("6/75", SOUTH, MEN=115)
    battle.assault("6/75", SUMMIT)
    battle.play(1)
    assert len(rows(battle)) == 2
    from game.core.rule import entry, host

    assert entry(front_m)(host(battle.state), battle.engine.tables, 0) == pytest.approx(225.0)


def test_a_counter_driven_out_falls_back_towards_home_and_never_into_water(battle):
    set_up(battle, men=12)
    battle.play(24)
    here = battle.at("Tereshkin")
    if here is not None:
        assert battle.scenario.ground.symbol(here) not in "L~"
        assert battle.scenario.ground.zone(here) in "SD"


def test_a_turn_end_in_mid_assault_changes_nothing(battle):
    set_up(battle)
    whole = S.copy_state(battle.state)
    battle.play(12)
    at_once = S.digest(battle.state)
    battle.state = S.State(*(a.copy() for a in whole))
    battle.play(5)
    battle.state = S.State(*(a.astype(a.dtype).copy() for a in battle.state))
    # The second part is played as pulses 5 to 11 of the same turn.
    from game.core.rule import entry, host
    from game.rules.battle.resolve import fight_pulse

    for pulse in range(5, 12):
        battle.state.clock[S.PULSE] = pulse
        entry(fight_pulse)(host(battle.state), battle.engine.tables, battle.engine.work)
    assert S.digest(battle.state) == at_once


def lodged(battle, task):
    """The attackers hold a third of the summit and are told something new."""
    set_up(battle, moment="31 Jul 05:30", manner=C.OPEN, men=200)
    battle.play(1)
    row = rows(battle)[0]
    row[S.GAP_M], row[S.SHARE_PM], row[S.STAGE] = 30, 333, C.CONTESTED
    battle.row("I/75")[S.TASK], battle.row("I/75")[S.ACTIVE] = task, 1


@pytest.mark.parametrize("task", [C.HOLD, C.DIG, C.RESERVE])
def test_men_told_to_hold_keep_their_lodgement_and_press_no_more(battle, task):
    lodged(battle, task)
    battle.play(1)
    row = rows(battle)[0]
    assert (row[S.SHARE_PM], row[S.PRESS]) == (333, 0)


def test_men_sent_elsewhere_give_their_lodgement_up(battle):
    lodged(battle, C.WITHDRAW)
    battle.play(1)
    assert not rows(battle)


def test_an_assault_ordered_again_presses_from_where_the_men_lie(battle):
    lodged(battle, C.HOLD)
    battle.play(1)
    rows(battle)[0][S.SHARE_PM], rows(battle)[0][S.GAP_M] = 0, 200
    battle.row("Tereshkin")[S.MEN], battle.row("I/75")[S.COH_PM] = 20, 1000
    battle.row("I/75")[S.DISRUPTED] = battle.row("I/75")[S.SUP_PM] = 0
    battle.assault("I/75", SUMMIT)
    began = int(battle.state.clock[S.NOW])
    battle.play(1)
    row = rows(battle)[0]
    assert row[S.PRESS] == 1
    assert row[S.GAP_M] <= 200
    assert battle.row("I/75")[S.EFFORT_AT] == began
