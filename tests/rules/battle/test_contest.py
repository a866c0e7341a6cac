"""Rulings of 3.8 to 3.15: the contest for the crest, lodgements and counter-attacks, hexes that change hands."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.core.dice import logistic, poisson
from game.rules.battle import codes as C
from game.rules.battle import contest
from game.rules.battle import state as S
from tests.rules.battle.position import NORTH, SOUTH, SUMMIT, WEST, Position

LAST = S.MAX_ROWS - 1
JAPAN, SOVIET = 0, 1


def at_crest(position: Position, **columns: int) -> None:
    """I/75's 200 men 30 m from 90 of Tereshkin's on the summit; no works, nobody suppressed."""
    position.sky(LIGHT=1.0, NIGHT=0)
    fresh = dict(
        LINE_PM=1000, SUP_PM=0, BROKEN=0, DISRUPTED=0, FORTUNE_PM=1000, COH_PM=1000, WORKS_PM=0, CREW=0, EFFORT_MEN=9
    )
    position.place("Tereshkin", SUMMIT, MEN=90, CREST=3, **fresh)
    position.place("I/75", WEST, MEN=200, CREST=3, **fresh)
    position.open(LAST, "I/75", SUMMIT, **{**dict(GAP_M=30, STAGE=C.CREST_STAGE), **columns})
    position.given(BETA_CC=2.2, DELTA_CC=0.8, C_CC=0.13, CC_SWEPT=0.06, CC_SUP_ATT=0.5, CC_SUP_DEF=0.7, CC_FRONT=0.6)
    position.given(WORKS_CC_HASTY=1.3, WORKS_CC_TRENCH=1.45, TANK_CC=5, GAP_CREST=40, GAP_BACK=150, COH_BREAK=500)
    position.given(LODGED_PULSES=16, HOLD_FRONT=0.45, HOLD_DUG=0.15, HOLD_CC=1.1, HOLD_CC_DUG=0.35, HOLD_SUP=0.3)
    position.given(COUNTER_LOSS=0.5, COUNTER_LINE=1.0, TAKEN_PM=1000, WORKS_TAKEN=250)
    position.army(JAPAN, MELEE=1.25, COUNTER_PULSES=6, REFORM_PULSES=3, FLARES=0)
    position.army(SOVIET, MELEE=1.0, COUNTER_PULSES=16, REFORM_PULSES=6, FLARES=0)


def row(position: Position, *names: str) -> list[int]:
    return [int(position.state.rows[LAST, getattr(S, n)]) for n in names]


@pytest.mark.parametrize(("men", "room"), [(200, 200.0), (300, 300.0), (375, 300.0)])
def test_no_more_attackers_fight_than_find_room_on_the_front(position, men, room):
    at_crest(position)
    position.row("I/75")[S.MEN] = men
    assert position.call(contest.attack_men, LAST) == room


@pytest.mark.parametrize(
    ("men", "line", "crest", "broken", "fight"),
    [
        (90, 1000, 3, 0, 90.0),
        (90, 500, 3, 0, 45.0),
        (90, 1000, 1, 0, 30.0),
        (90, 1000, 3, 1, 0.0),
        (500, 1000, 3, 0, 180.0),
    ],
)
def test_of_the_defenders_the_line_on_the_crest_fights(position, men, line, crest, broken, fight):
    at_crest(position)  # at most 0.6 of 300 m
    position.row("Tereshkin")[[S.MEN, S.LINE_PM, S.CREST, S.BROKEN]] = men, line, crest, broken
    assert position.call(contest.defence_men, LAST) == pytest.approx(fight)


def test_defenders_of_two_rows_are_divided(position):
    at_crest(position)
    position.place("6/75", NORTH)
    position.open(2, "6/75", SUMMIT, PRESS=0)
    assert position.call(contest.defence_men, LAST) == pytest.approx(60.0)  # two thirds face the row that presses


@pytest.mark.parametrize(("bogged", "open_", "helps"), [(0, True, 10), (4, True, 6), (0, False, 0)])
def test_tanks_help_that_run_and_can_climb(position, bogged, open_, helps):
    at_crest(position)
    position.place("40TB/1", WEST, TANKS=10, BOGGED=bogged, CREW=60)
    assert position.call(contest.tanks_helping, LAST) == 0
    position.state.rows[LAST, S.ATTACKER_2] = position.unit("40TB/1")
    position.tables.pace[:] = 1000.0 if open_ else 0.0
    assert position.call(contest.tanks_helping, LAST) == helps


def test_the_best_works_of_the_hex_count(position):
    at_crest(position)
    for unit, here, works in (("Tereshkin", SUMMIT, 300), ("59R", SUMMIT, 500), ("1/119", SOUTH, 900)):
        position.place(unit, here, WORKS_PM=works)
    position.row("I/75")[S.WORKS_PM] = 700
    assert position.call(contest.best_works, LAST) == 500
    position.state.units[:, S.WORKS_PM] = 0
    assert position.call(contest.best_works, LAST) == 0


@pytest.mark.parametrize(
    ("z", "thirds"),
    [
        (0.0, 0),
        (0.49, 0),
        (0.5, 1),
        (0.99, 1),
        (1.0, 2),
        (1.5, 3),
        (9.0, 3),
        (-0.49, 0),
        (-0.5, -1),
        (-1.5, -3),
        (-9.0, -3),
    ],
)
def test_each_delta_wins_a_third_of_the_hex(position, z, thirds):
    position.given(DELTA_CC=0.5)
    assert position.call(contest.thirds_won, z) == thirds


@pytest.mark.parametrize("score", [0.0, 2.2, -1.1])
def test_the_part_of_power_is_the_odds_of_the_powers(position, score):
    position.given(BETA_CC=2.2)
    ratio = math.exp(score / 2.2)
    assert position.call(contest.part_of_power, score) == pytest.approx(ratio / (1 + ratio))


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize(
    ("sup_a", "sup_d", "works", "by_works", "share", "tanks", "light"),
    [
        (0, 0, 0, 1.0, 0, 0, 1.0),
        (400, 0, 0, 1.0, 0, 0, 1.0),
        (0, 500, 0, 1.0, 0, 0, 1.0),
        (0, 0, 250, 1.3, 0, 0, 1.0),
        (0, 0, 500, 1.45, 0, 0, 1.0),
        (0, 0, 500, 1 + 0.45 * 0.667, 333, 0, 1.0),  # what is left of the works with a third of the hex
        (0, 0, 0, 1.0, 0, 8, 0.5),
    ],
)
def test_a_round_for_the_crest(position, seed, sup_a, sup_d, works, by_works, share, tanks, light):
    at_crest(position, SHARE_PM=share)
    position.state.clock[S.SEED0] = seed
    position.given(C_CC=2.0)
    position.sky(LIGHT=light)
    position.tables.pace[:] = 1000.0
    position.row("I/75")[[S.SUP_PM, S.FORTUNE_PM]] = sup_a, 800
    position.row("Tereshkin")[[S.SUP_PM, S.WORKS_PM, S.FORTUNE_PM]] = sup_d, works, 1200
    if tanks:
        position.place("40TB/1", WEST, TANKS=tanks, BOGGED=0, CREW=60, MEN=0, SUP_PM=0)
        position.state.rows[LAST, S.ATTACKER_2] = position.unit("40TB/1")
    # 3.8: P_A = min(men, F) melee (1 - 0.5 S) + 5 T 0.5 L; P_D = min(line, 0.6 F) melee works (1 - 0.7 S)
    p_a = 200 * 1.25 * (1 - 0.5 * sup_a / 1000) + 5 * tanks * 0.5 * light
    p_d = 90 * 1.0 * by_works * (1 - 0.7 * sup_d / 1000)
    target = 2000 + position.hex(SUMMIT)
    z = 2.2 * math.log(p_a / p_d) + logistic(position.dice(), 0, target, C.D_CONTEST)
    thirds = int(math.copysign(min(3, math.floor(abs(z) / 0.8)), z))
    lost_a = poisson(position.dice(), 0, target, C.D_CLOSE, 2.0 * 200 * p_d / (p_a + p_d) * 0.8)
    lost_d = poisson(position.dice(), 15, target, C.D_CLOSE_FOE, 2.0 * 90 * p_a / (p_a + p_d) * 1.2)
    position.call(contest.contest, LAST)
    told = position.told(C.EV_CONTEST)[0]
    assert [told[k] for k in ("ACTOR", "TARGET", "HEX", "A", "SEEN")] == [0, -1, position.hex(SUMMIT), thirds, 3]
    assert [told["B"], told["C"]] == [min(lost_a, 200), min(lost_d, 90)]
    assert (position.acc("I/75", "HITS_CLOSE"), position.acc("Tereshkin", "HITS_CLOSE")) == (lost_a, lost_d)
    assert sum(position.factors(C.EV_CONTEST).values()) == pytest.approx(z)
    after = share + {0: 0, 1: 333, 2: 667, 3: 1000, -1: -333, -2: -667, -3: -1000}[thirds]
    if after < 0:
        assert row(position, "SHARE_PM", "GAP_M", "STAGE") == [0, 150, C.HEARD]
    else:
        assert row(position, "SHARE_PM", "GAP_M") == [min(1000, after), 30]


@given(men=st.integers(1, 300), more=st.integers(0, 300), seed=st.integers(0, 99))
@settings(max_examples=25)
def test_a_stronger_attacker_never_wins_fewer_thirds_with_the_same_draw(night_engine, men, more, seed):
    position = Position(night_engine, seed)

    def won(with_men: int) -> int:
        at_crest(position)
        position.row("I/75")[S.MEN] = with_men
        position.trace()
        position.call(contest.contest, LAST)
        return position.told(C.EV_CONTEST)[0]["A"]

    assert won(men + more) >= won(men)


def test_losses_hand_to_hand_rise_with_the_enemy_s_power_and_are_told_to_their_own_side(position):
    at_crest(position)
    position.given(C_CC=1.0)
    lost = []
    for men in (20, 90, 180):
        position.trace()
        position.row("Tereshkin")[S.MEN] = men
        position.call(contest.contest, LAST)
        own = next(e for e in position.told(C.EV_CLOSE) if e["TARGET"] == 0)
        assert (own["ACTOR"], own["HEX"], own["SEEN"]) == (-1, position.hex(SUMMIT), 1)
        number = [e["TARGET"] for e in position.told(C.EV_CLOSE)].index(0)
        lost.append(math.prod(position.factors(C.EV_CLOSE, number).values()))
        position.open(LAST, "I/75", SUMMIT, GAP_M=30)
    assert lost == sorted(lost)
    assert lost[0] == pytest.approx(200 * 20 / (250 + 20))


@pytest.mark.parametrize(
    ("share", "thirds", "after"), [(0, 0, 0), (0, 1, -1), (333, 1, 0), (333, 2, -1), (667, 1, 334)]
)
def test_a_contest_that_is_lost_costs_thirds_and_below_nothing_the_crest(position, share, thirds, after):
    at_crest(position, SHARE_PM=share)
    position.row("I/75")[S.MEN] = 10
    z = 2.2 * math.log(10 * 1.25 / 90) + logistic(position.dice(), 0, 2000 + position.hex(SUMMIT), C.D_CONTEST)
    assert z < 0
    position.given(DELTA_CC=-z / (thirds + 0.5))
    position.call(contest.contest, LAST)
    assert position.told(C.EV_CONTEST)[0]["A"] == -thirds
    assert row(position, "SHARE_PM", "GAP_M") == ([0, 150] if after < 0 else [after, 30])
    assert len(position.told(C.EV_THROWN_BACK)) == (after < 0)


def test_a_round_that_nobody_records_writes_nothing(position):
    position.work.events[-1] = 0
    position.call(contest.told_losses, -1, 5, 6)
    assert not position.work.events[-1].any()


def test_hits_are_spread_over_counters_by_their_men(position):
    at_crest(position)
    position.place("6/75", WEST, MEN=100, CREW=0, FORTUNE_PM=1000)
    position.state.rows[LAST, S.ATTACKER_2] = position.unit("6/75")
    total = position.call(contest.spread_hits, LAST, 0.5, 240.0, 0.25, True)
    means = [math.prod(position.factors(C.EV_CLOSE, n).values()) for n in range(2)]
    assert means == pytest.approx([0.5 * 240 * 0.25 * 200 / 300, 0.5 * 240 * 0.25 * 100 / 300])
    assert total == position.acc("I/75", "HITS_CLOSE") + position.acc("6/75", "HITS_CLOSE")
    position.row("Tereshkin")[S.MEN] = 0
    assert position.call(contest.spread_hits, LAST, 0.5, 240.0, 0.25, False) == 0


@pytest.mark.parametrize(("side", "unit", "pulses"), [(JAPAN, "I/75", 3), (SOVIET, "III/118", 6)])
def test_who_is_thrown_back_lies_150_metres_off_until_he_has_reformed(position, side, unit, pulses):
    at_crest(position)
    if side:
        position.place("III/118", NORTH)
        position.open(LAST, unit, SUMMIT, GAP_M=30)
    position.state.rows[LAST, [S.SHARE_PM, S.LODGED, S.COUNTER_AT]] = 333, 7, 99
    now = int(position.state.clock[S.NOW])
    position.call(contest.throw_back, LAST)
    assert row(position, "SHARE_PM", "LODGED", "COUNTER_AT", "GAP_M", "STAGE", "REFORM_AT") == [
        0,
        0,
        -1,
        150,
        C.HEARD,
        now + pulses,
    ]
    told = [(e["ACTOR"], e["TARGET"], e["HEX"], e["A"], e["SEEN"]) for e in position.told(C.EV_THROWN_BACK)]
    assert told == [(position.unit(unit), -1, position.hex(SUMMIT), LAST, 3)]


@pytest.mark.parametrize(
    ("columns", "cohesion", "men", "fights"),
    [
        ({}, 500, 200, True),
        ({}, 499, 200, False),
        ({}, 1000, 0, False),
        ({"GAP_M": 40}, 1000, 200, True),
        ({"GAP_M": 41}, 1000, 200, False),
        ({"PRESS": 0}, 1000, 200, False),
        ({"SHARE_PM": 1000}, 1000, 200, False),
    ],
)
def test_men_on_foot_at_the_crest_who_press_and_keep_their_order_fight_for_it(position, columns, cohesion, men, fights):
    at_crest(position, **columns)
    position.row("I/75")[[S.COH_PM, S.MEN]] = cohesion, men
    assert position.call(contest.may_contest, LAST) == fights


def test_tanks_alone_do_not_fight_for_a_crest(position):
    at_crest(position)
    position.place("40TB/1", NORTH, TANKS=9, CREW=60, COH_PM=1000)
    position.open(LAST, "40TB/1", SUMMIT, GAP_M=30)
    assert not position.call(contest.may_contest, LAST)


# ------------------------------------------------------------------ counter-attacks
@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(
    ("lodged", "crest", "sup", "men"),
    [(0, 0, 0, 90), (8, 0, 0, 90), (40, 0, 0, 90), (8, 1, 0, 90), (8, 0, 600, 90), (8, 0, 0, 600)],
)
def test_the_reserve_strikes_back_at_a_lodgement_before_it_is_dug_in(position, seed, lodged, crest, sup, men):
    at_crest(position, SHARE_PM=667, STAGE=C.CONTESTED, LODGED=lodged)
    position.state.clock[S.SEED0] = seed
    position.given(C_CC=2.0)
    position.row("Tereshkin")[[S.MEN, S.CREST]] = men, crest
    position.row("I/75")[S.SUP_PM] = sup
    dug = min(1.0, lodged / 16)
    reserve = min(men * (1 - crest / 3), 0.6 * 300)  # all who are not in the line on the crest
    holders = min(200.0, (0.45 + 0.15 * dug) * 300)
    p_h = holders * 1.25 * (1.1 + 0.35 * dug) * (1 - 0.3 * sup / 1000)
    p_r = reserve * 1.0
    target, now = 2000 + position.hex(SUMMIT), int(position.state.clock[S.NOW])
    z = 2.2 * math.log(p_r / p_h) + logistic(position.dice(), 0, target, C.D_COUNTER)
    won = max(0, min(3, math.floor(z / 0.8))) if z > 0 else 0
    lost_h = poisson(position.dice(), 0, target, C.D_CLOSE, 2.0 * 0.5 * holders * p_r / (p_r + p_h))
    lost_r = poisson(position.dice(), 15, target, C.D_CLOSE_FOE, 2.0 * 0.5 * reserve * p_h / (p_r + p_h))
    position.call(contest.counter_attack, LAST)
    told = position.told(C.EV_COUNTER)[0]
    assert [told[k] for k in ("ACTOR", "TARGET", "HEX", "A", "SEEN")] == [0, -1, position.hex(SUMMIT), won, 3]
    assert (position.acc("I/75", "HITS_CLOSE"), position.acc("Tereshkin", "HITS_CLOSE")) == (lost_h, lost_r)
    assert [told["B"], told["C"]] == [min(lost_h, 200), min(lost_r, men)]
    assert sum(position.factors(C.EV_COUNTER).values()) == pytest.approx(z)
    after = 667 - {0: 0, 1: 333, 2: 667, 3: 1000}[won]
    # 333.3 a third: two thirds lost throw a lodgement of two thirds back
    assert row(position, "SHARE_PM") == [max(0, after)]
    assert row(position, "COUNTER_AT") == [-1 if after <= 0 else now + 16]
    assert row(position, "GAP_M") == [150 if after <= 0 else 30]


@pytest.mark.parametrize(
    ("share", "won", "after"),
    [(667, 1, 334), (667, 2, -1), (333, 1, -1), (999, 1, 666), (999, 2, 332), (999, 3, -1), (333, 0, 333)],
)
def test_thirds_won_back_are_taken_off_and_nothing_left_is_thrown_back(position, share, won, after):
    at_crest(position, SHARE_PM=share, STAGE=C.CONTESTED)
    position.row("I/75")[S.MEN] = 10
    position.row("Tereshkin")[S.CREST] = 0
    z = 2.2 * math.log(90 / (10 * 1.25 * 1.1)) + logistic(position.dice(), 0, 2000 + position.hex(SUMMIT), C.D_COUNTER)
    assert z > 0
    position.given(DELTA_CC=z / (won + 0.5))
    position.call(contest.counter_attack, LAST)
    assert position.told(C.EV_COUNTER)[0]["A"] == won
    assert row(position, "SHARE_PM", "GAP_M") == ([after, 30] if after > 0 else [0, 150])
    assert len(position.told(C.EV_THROWN_BACK)) == (after < 0)
    rows = position.factors(C.EV_COUNTER)
    points = dict.fromkeys((C.F_RESERVE, C.F_MELEE_DEF, C.F_MEN_ATT, C.F_MELEE_ATT, C.F_HOLD, C.F_SUP_ATT, C.F_LUCK))
    assert set(rows) == set(points)
    assert rows[C.F_RESERVE] == pytest.approx(2.2 * math.log(90))
    assert rows[C.F_MELEE_ATT] == pytest.approx(-2.2 * math.log(1.25))


def test_a_row_that_holds_all_is_struck_at_no_more(position):
    at_crest(position, SHARE_PM=1000, PRESS=0, COUNTER_AT=1)
    position.place("6/75", NORTH)
    position.open(2, "6/75", SUMMIT, PRESS=0)
    position.row("Tereshkin")[S.CREST] = 0
    position.call(contest.contests)
    assert not position.told(C.EV_COUNTER)


def test_a_round_is_explained_by_the_parts_of_both_powers(position):
    at_crest(position)
    position.row("Tereshkin")[S.WORKS_PM] = 500
    position.row("I/75")[S.SUP_PM] = 200
    position.call(contest.contest, LAST)
    rows = position.factors(C.EV_CONTEST)
    luck = logistic(position.dice(), 0, 2000 + position.hex(SUMMIT), C.D_CONTEST)
    shares = {
        C.F_MEN_ATT: 200,
        C.F_MELEE_ATT: 1.25,
        C.F_SUP_ATT: 0.9,
        C.F_ESCORT: 1,
        C.F_MEN_DEF: 1 / 90,
        C.F_MELEE_DEF: 1,
        C.F_WORKS_CC: 1 / 1.45,
        C.F_SUP_DEF: 1,
    }
    assert rows == pytest.approx({**{code: 2.2 * math.log(v) for code, v in shares.items()}, C.F_LUCK: luck})


@pytest.mark.parametrize(("column", "value"), [("BROKEN", 1), ("DISRUPTED", 1), ("MEN", 0), ("CREST", 3)])
def test_no_counter_attack_without_a_reserve_in_order(position, column, value):
    at_crest(position, SHARE_PM=333)
    position.row("Tereshkin")[[S.CREST, getattr(S, column)]] = 0, value
    now = int(position.state.clock[S.NOW])
    position.call(contest.counter_attack, LAST)
    assert not position.told(C.EV_COUNTER)
    assert row(position, "COUNTER_AT", "SHARE_PM") == [now + 16, 333]


@pytest.mark.parametrize(
    ("share", "at", "due", "lodged", "struck"),
    [(0, -1, -1, 0, 0), (333, -1, 16, 1, 0), (333, 1, 1, 1, 0), (333, 0, 16, 1, 1), (333, -2, 16, 1, 1)],
)
def test_a_lodgement_is_counted_and_struck_at_when_the_reserve_is_up(position, share, at, due, lodged, struck):
    at_crest(position, SHARE_PM=share, PRESS=0)
    now = int(position.state.clock[S.NOW])
    position.row("Tereshkin")[S.CREST] = 0
    position.given(DELTA_CC=99.0)
    position.state.rows[LAST, S.COUNTER_AT] = at if at == -1 else now + at
    position.call(contest.contests)
    assert row(position, "LODGED") == [lodged]
    assert row(position, "COUNTER_AT") == [due if due == -1 else now + due]
    assert len(position.told(C.EV_COUNTER)) == struck


# ------------------------------------------------------------------ hexes that change hands
@pytest.mark.parametrize(("share", "won"), [(999, False), (1000, True)])
def test_a_hex_is_taken_when_its_rows_hold_all_of_it(position, share, won):
    position.given(TAKEN_PM=1000)
    assert position.call(contest.is_won, share) == won
    at_crest(position, SHARE_PM=share, PRESS=0)
    position.call(contest.contests)
    assert bool(row(position, "USED")[0]) != won
    assert (position.row("I/75")[S.HEX] == position.hex(SUMMIT)) == won


def test_a_hex_whose_defenders_are_gone_is_taken(position):
    at_crest(position, SHARE_PM=0, PRESS=0)
    position.row("Tereshkin")[S.HEX] = -1
    position.row("I/75")[S.WORKS_PM] = 77
    position.call(contest.contests)
    assert [int(position.row("I/75")[c]) for c in (S.HEX, S.WORKS_PM)] == [position.hex(SUMMIT), 0]
    assert position.factors(C.EV_HEX_TAKEN) == {}  # nothing was reckoned: nobody was there


@pytest.mark.parametrize(
    ("shares", "gaps", "best"),
    [((333, 667), (30, 30), 1), ((667, 333), (30, 30), 0), ((500, 500), (40, 30), 1), ((500, 500), (30, 30), 0)],
)
def test_the_row_with_most_of_the_hex_takes_it_and_then_the_nearest(position, shares, gaps, best):
    at_crest(position)
    position.place("6/75", NORTH, MEN=50)
    rows = (LAST - 1, LAST)
    for r, unit, share, gap in zip(rows, ("I/75", "6/75"), shares, gaps, strict=True):
        position.open(r, unit, SUMMIT, SHARE_PM=share, GAP_M=gap)
    strongest = lambda side: position.call(contest.strongest_row, position.hex(SUMMIT), side)  # noqa: E731
    assert (strongest(JAPAN), strongest(SOVIET)) == (rows[best], -1)
    position.row(("I/75", "6/75")[best])[[S.MEN, S.CREW]] = 0
    assert strongest(JAPAN) == rows[1 - best]
    position.state.rows[rows[1 - best], S.USED] = 0
    assert strongest(JAPAN) == -1


def taken(position: Position, **attacker: int) -> None:
    at_crest(position, SHARE_PM=1000)
    position.place("Tereshkin", SUMMIT, MEN=90, CREW=10, WORKS_PM=350)
    position.place("I/75", WEST, MEN=200, CREST=1, LINE_PM=667, WORKS_PM=9, TASK=C.ASSAULT, **attacker)
    position.call(contest.take_hex, position.hex(SUMMIT), JAPAN)


def test_the_winners_move_in_and_the_swept_off_lose_more_and_fall_back(position):
    now = int(position.state.clock[S.NOW])
    position.state.places[0, S.PLACE_TAKEN_AT] = -1
    taken(position)
    here = position.hex(SUMMIT)
    names = ("HEX", "CREST", "LINE_PM", "WORKS_PM", "TASK", "GOAL")
    assert [int(position.row("I/75")[getattr(S, n)]) for n in names] == [here, 3, 1000, 250, C.DIG, here]
    assert position.acc("Tereshkin", "HITS_CLOSE") == 6.0  # 6 % of 100
    assert position.row("Tereshkin")[S.HEX] != here
    assert [e["C"] for e in position.told(C.EV_RETREAT)] == [C.SWEPT_OFF]
    assert row(position, "USED") == [0]
    assert position.state.hexes[here, [S.OWNER, S.TAKEN_AT]].tolist() == [JAPAN, now]
    assert position.state.places[0, S.PLACE_TAKEN_AT] == now
    told = [(e["ACTOR"], e["TARGET"], e["HEX"], e["A"], e["SEEN"]) for e in position.told(C.EV_HEX_TAKEN)]
    assert told == [(-1, -1, here, JAPAN, 3)]
    assert position.factors(C.EV_HEX_TAKEN) == {C.F_HELD: 1000, C.F_NEED_SHARE: -1000}


def test_works_that_were_worse_are_used_as_they_are(position):
    position.given(WORKS_TAKEN=250)
    at_crest(position, SHARE_PM=1000)
    position.row("Tereshkin")[S.WORKS_PM] = 120
    position.call(contest.take_hex, position.hex(SUMMIT), JAPAN)
    assert position.row("I/75")[S.WORKS_PM] == 120


@pytest.mark.parametrize("why", ["broken", "full", "may not"])
def test_winners_who_cannot_move_in_hold_where_they_are(position, why):
    if why == "full":
        position.given(STACK_MEN=100)
    if why == "may not":
        position.tables.pace[:] = 0.0
    taken(position, BROKEN=int(why == "broken"))
    assert [int(position.row("I/75")[c]) for c in (S.HEX, S.TASK)] == [position.hex(WEST), C.DIG]
    assert row(position, "USED") == [0]


def test_only_the_strongest_row_moves_in_and_the_others_hold(position):
    at_crest(position, SHARE_PM=1000)
    position.place("6/75", NORTH, MEN=50, TASK=C.ASSAULT, BROKEN=0)
    position.open(3, "6/75", SUMMIT, SHARE_PM=500)
    position.place("II/75", WEST, TASK=C.ASSAULT)
    position.open(4, "II/75", SOUTH)
    position.call(contest.take_hex, position.hex(SUMMIT), JAPAN)
    assert [int(position.row("6/75")[c]) for c in (S.HEX, S.TASK)] == [position.hex(NORTH), C.DIG]
    assert position.row("II/75")[S.TASK] == C.ASSAULT
    assert [int(position.state.rows[r, S.USED]) for r in (3, 4, LAST)] == [0, 1, 0]


def test_a_hex_that_nobody_on_foot_won_changes_no_owner(position):
    at_crest(position)
    position.place("40TB/1", NORTH, TANKS=9, CREW=60, MEN=0)
    position.place("II/75", SUMMIT)
    position.row("Tereshkin")[S.HEX] = -1
    position.open(LAST, "40TB/1", SUMMIT, SHARE_PM=1000)
    position.state.hexes[position.hex(SUMMIT), S.OWNER] = JAPAN
    position.call(contest.take_hex, position.hex(SUMMIT), SOVIET)
    assert position.state.hexes[position.hex(SUMMIT), S.OWNER] == JAPAN


@pytest.mark.parametrize(
    ("here", "foe_at", "told"),
    [(SUMMIT, None, 3), ((10, 24), None, 1), ((10, 24), (12, 24), 3), ((10, 24), (13, 24), 1)],
)
def test_ground_lost_without_a_fight_is_known_to_the_loser_at_a_scored_place_or_from_near_by(
    position, here, foe_at, told
):
    if foe_at:
        position.place("59R", foe_at, MEN=5)
    position.place("II/75", (11, 24))
    assert position.call(contest.who_notices, position.hex(here), JAPAN) == told


def test_the_hour_at_which_a_place_first_fell_stands(position):
    position.state.places[:, S.PLACE_TAKEN_AT] = 0, -1, -1
    position.call(contest.mark_taken, position.hex(SUMMIT), JAPAN, 3)
    assert position.state.places[:, S.PLACE_TAKEN_AT].tolist() == [0, -1, -1]
