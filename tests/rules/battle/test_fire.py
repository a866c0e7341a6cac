"""Rulings of chapters 2, 4, 5.8 and 6, and the verities of direction."""

import numpy as np
import pytest

from game.core.rule import entry
from game.rules.battle import codes as C
from game.rules.battle import state as S
from game.rules.battle.strength import works_factor

SUMMIT, WEST = (18, 26), (17, 27)


def losses(battle, side, seeds=30, **enemy):
    """Mean loss of a side in an hour before the crest, over some seeds."""
    lost = 0
    for seed in range(seeds):
        battle.state.clock[S.SEED0] = seed
        battle.state.rows[:, S.USED] = 0
        battle.clock("31 Jul 05:30")
        battle.place(
            "III/118",
            SUMMIT,
            **{
                **dict(
                    MEN=300,
                    WORKS_PM=350,
                    SUP_PM=0,
                    COH_PM=1000,
                    LOST=0,
                    EFFORT_MEN=0,
                    BROKEN=0,
                    DISRUPTED=0,
                    HMG=6,
                    LMG=10,
                    TASK=C.HOLD,
                ),
                **enemy,
            },
        )
        battle.place(
            "I/75", WEST, MEN=375, SUP_PM=0, COH_PM=1000, LOST=0, KILLED=0, EFFORT_MEN=0, BROKEN=0, DISRUPTED=0, CREST=3
        )
        battle.assault("I/75", SUMMIT)
        battle.play(4)
        lost += int(battle.row("III/118" if side == "soviet" else "I/75")[S.LOST])
    return lost / seeds


@pytest.mark.parametrize(
    ("works", "exposure"), [(0, 1.0), (250, 0.45), (350, 0.30), (500, 0.11), (600, 0.08), (900, 0.04), (1000, 0.04)]
)
def test_works_leave_the_exposure_of_the_table(works, exposure):
    assert entry(works_factor)(works) == pytest.approx(exposure)


def test_more_works_never_raise_a_garrisons_losses(battle):
    open_, scrapes, trench = (losses(battle, "soviet", WORKS_PM=w) for w in (0, 250, 500))
    assert open_ > scrapes > trench


def test_more_firers_never_lower_the_attackers_losses(battle):
    few, many = (losses(battle, "japan", HMG=h) for h in (0, 12))
    assert many > few


def test_suppressed_men_fire_less(battle):
    fresh, pinned = (losses(battle, "japan", SUP_PM=s) for s in (0, 950))
    assert pinned < fresh


def test_the_killed_are_about_a_quarter_of_those_hit(battle):
    losses(battle, "japan")
    row = battle.row("I/75")
    assert row[S.LOST] > 30
    assert 0.1 <= row[S.KILLED] / row[S.LOST] <= 0.45


def test_anti_tank_guns_stop_unescorted_tanks(battle):
    out = 0
    for seed in range(20):
        battle.state.clock[S.SEED0] = seed
        battle.state.rows[:, S.USED] = 0
        battle.clock("31 Jul 05:15")
        battle.place("AT/75", (23, 30), AT=4, CREW=70, AT_SHOTS=0, COH_PM=1000, SUP_PM=0, BROKEN=0, DISRUPTED=0)
        battle.place(
            "40TB/1",
            (24, 30),
            TANKS=10,
            TANKS_LOST=0,
            CREW=60,
            COH_PM=1000,
            SUP_PM=0,
            BROKEN=0,
            DISRUPTED=0,
            EFFORT_MEN=0,
        )
        battle.assault("40TB/1", (23, 30))
        battle.play(6)
        out += int(battle.row("40TB/1")[S.TANKS_LOST])
        assert battle.row("40TB/1")[S.TANKS] + battle.row("40TB/1")[S.TANKS_LOST] == 10
    assert 20 < out < 160


def test_fog_by_day_silences_observed_guns(battle):
    battle.clock("31 Jul 07:00")
    battle.place("40AR/1", (24, 16), GUNS=4, CREW=80)
    battle.place("I/75", (18, 28), MEN=375)
    shells = int(battle.state.sides[1, S.SHELLS])
    battle.shell("40AR/1", (18, 28), 4, 20)
    battle.play(4)
    assert int(battle.state.sides[1, S.SHELLS]) == shells
    assert len(battle.events(C.EV_GUNS_SILENT)) == 1


def test_shells_strike_from_the_stock_and_hit_men_in_the_open(battle):
    battle.clock("31 Jul 05:15")
    battle.place("40AR/1", (24, 16), GUNS=4, CREW=80)
    battle.place("I/75", (18, 28), MEN=600, WORKS_PM=0)
    battle.state.sides[1, S.SHELLS] = 500
    battle.shell("40AR/1", (18, 28), 3, 60)
    battle.play(3)
    assert 500 - int(battle.state.sides[1, S.SHELLS]) == int(battle.state.sides[1, S.SHELLS_FIRED]) > 100
    assert battle.row("I/75")[S.LOST_SHELL] > 0


def test_rock_is_dug_more_slowly_than_earth_and_marsh_not_at_all(battle):
    battle.clock("31 Jul 05:30")
    for unit, here in (("I/75", (18, 28)), ("III/75", (18, 31)), ("1/119", (22, 18))):
        battle.place(unit, here, WORKS_PM=0, TASK=C.DIG, ACTIVE=1)
    battle.play(8)
    rock, earth, marsh = (int(battle.row(u)[S.WORKS_PM]) for u in ("I/75", "III/75", "1/119"))
    assert earth > rock > marsh == 0


def test_nobody_sees_through_a_hill_and_sight_is_mutual(battle):
    from game.rules.battle.line_of_sight import trace_sight

    see = entry(trace_sight)
    index = battle.engine.hex_index
    assert not see(battle.engine.tables, index((15, 26)), index((20, 26)))  # Changkufeng stands between
    rng = np.random.default_rng(3)
    for a, b in rng.integers(0, 36 * 46, (200, 2)):
        assert see(battle.engine.tables, int(a), int(b)) == see(battle.engine.tables, int(b), int(a))
