"""Rulings on rifle-equivalents, works and efforts (2.3, 2.4, 2.9, 3.4, 3.8, 4.1, 6.1)."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.core.dice import new_dice, normal
from game.core.rule import plain
from game.rules.battle import codes as C
from game.rules.battle import state as S
from game.rules.battle import strength as R
from tests.rules.battle.field import INFANTRY, TANK, Field


# 2.3: men of the line at 0.6, crews 0.3, LMG 6, HMG 10, discharger 5 within 300 m; numbers set here
@pytest.mark.parametrize(
    ("kind", "metres", "re"),
    [
        (INFANTRY, 300.0, (500 - 40) * 0.5 * 0.6 + 40 * 0.3 + 3 * 6 + 2 * 10 + 4 * 5),  # 208
        (INFANTRY, 301.0, (500 - 40) * 0.5 * 0.6 + 40 * 0.3 + 3 * 6 + 2 * 10),  # 188
        (TANK, 301.0, 500 * 0.5 * 0.6 + 3 * 6 + 2 * 10),  # a crew behind armour fires no rifles: 188 as well
    ],
)
def test_a_line_is_its_rifles_and_every_machine_gun(kind, metres, re):
    field = Field()
    field.param(RE_RIFLE=0.6, RE_CREW=0.3, RE_LMG=6, RE_HMG=10, RE_MORTAR=5, MORTAR_M=300)
    u = field.unit(0, 0, kind, MEN=450, CREW=40, LMG=3, HMG=2, MORTAR=4, LINE_PM=500, U_MEN0=500)
    assert field.call(R.rifle_equivalents, u, metres) == pytest.approx(re)


def test_a_group_that_is_all_crew_has_no_rifles():
    field = Field()
    field.param(RE_RIFLE=0.6, RE_CREW=0.5)
    assert field.call(R.rifle_equivalents, field.unit(0, 0, MEN=0, CREW=30, U_MEN0=20), 100.0) == pytest.approx(15)


def test_men_left_and_men_in_the_line_are_shares():
    field = Field()
    u = field.unit(0, 0, MEN=290, CREW=10, U_MEN0=400, LINE_PM=667)
    assert field.call(R.men_left, u) == pytest.approx(0.75)
    assert field.call(R.line_men, u) == pytest.approx(200.1)
    assert field.call(R.men_left, field.unit(0, 0, MEN=3, U_MEN0=0)) == 3


@pytest.mark.parametrize("thirds", range(4))
def test_the_crest_holds_thirds_of_the_men(thirds):
    field = Field()
    assert field.call(R.on_crest, field.unit(0, 0, CREST=thirds)) == pytest.approx(thirds / 3)


# 2.9: the table of g_fort, linear between its points
@pytest.mark.parametrize(
    ("works", "exposure"),
    [
        (0, 1.0),
        (125, 0.725),
        (249, 0.4522),
        (250, 0.45),
        (300, 0.375),
        (350, 0.30),
        (425, 0.205),
        (500, 0.11),
        (550, 0.095),
        (600, 0.08),
        (750, 0.06),
        (900, 0.04),
        (901, 0.04),
        (1000, 0.04),
    ],
)
def test_works_leave_the_exposure_of_the_table(works, exposure):
    assert Field().call(R.works_factor, works) == pytest.approx(exposure)


# on either side of each point, to the last digit: the line left of it and the line right of it
@pytest.mark.parametrize(
    ("works", "exposure"),
    [
        (249, 1.0 - 0.55 * 249 / 250),
        (250, 0.45),
        (349, 0.45 - 0.15 * 99 / 100),
        (350, 0.30),
        (499, 0.30 - 0.19 * 149 / 150),
        (500, 0.11),
        (599, 0.11 - 0.03 * 99 / 100),
        (600, 0.08),
        (601, 0.08 - 0.04 / 300),
        (899, 0.08 - 0.04 * 299 / 300),
        (900, 0.04),
    ],
)
def test_each_part_of_the_table_ends_where_the_next_begins(works, exposure):
    assert FIELD.call(R.works_factor, works) == exposure


@settings(max_examples=30)
@given(st.integers(0, 1000), st.integers(0, 1000))
def test_more_works_never_expose_more(a, b):
    assert FIELD.call(R.works_factor, max(a, b)) <= FIELD.call(R.works_factor, min(a, b))


FIELD = Field()


@pytest.mark.parametrize(("works", "worth"), [(0, 1.0), (249, 1.0), (250, 1.3), (499, 1.3), (500, 1.45), (900, 1.45)])
def test_works_count_in_a_contest_from_scrapes_and_from_a_trench_on(works, worth):
    field = Field()
    field.param(WORKS_CC_HASTY=1.3, WORKS_CC_TRENCH=1.45)
    assert field.call(R.works_in_contest, works) == worth


@pytest.mark.parametrize("attacking", [True, False])
def test_an_effort_draws_its_fortune_and_its_breakpoint(attacking):
    field = Field()
    field.param(SD_ENG=0.35, SD_BATTALION=0.25, SD_DEF=0.21)
    field.t.side[1, S.A_BREAK_ATT], field.t.side[1, S.A_BREAK_DEF] = 0.125, 0.4
    field.unit(0, 0)
    u = field.unit(1, 0, MEN=90, CREW=7, U_FORMATION=3, QUIET=5)
    field.call(R.begin_effort, u, attacking)
    dice, role = plain(new_dice(0)), 1 if attacking else 0
    luck = normal(dice, 1003, role, C.D_FORTUNE)  # the formation's
    both = normal(dice, 1003, role, C.D_BREAK) + normal(dice, u, role, C.D_BREAK)  # and the counter's own
    median, sd = (0.125, 0.25) if attacking else (0.4, 0.21)
    expected = (int(1000 * math.exp(0.35 * luck - 0.35**2 / 2)), int(1000 * median * math.exp(sd * both)))
    assert field.has(u, "FORTUNE_PM", "BREAK_PM") == expected
    assert field.has(u, "EFFORT_AT", "EFFORT_MEN", "QUIET") == (int(field.s.clock[S.NOW]), 97, 0)


@pytest.mark.parametrize(("median", "breaks"), [(0.001, 20), (9.0, 950)])
def test_a_breakpoint_lies_between_two_and_ninety_five_in_a_hundred(median, breaks):
    field = Field()
    field.t.side[0, S.A_BREAK_ATT] = median
    u = field.unit(0, 0, MEN=0)
    field.call(R.begin_effort, u, True)
    assert field.has(u, "BREAK_PM", "EFFORT_MEN") == (breaks, 1)


def test_who_is_hit_without_an_effort_begins_one_as_a_defender():
    field = Field()
    field.t.side[0, S.A_BREAK_DEF] = 9.0
    idle, busy = field.unit(0, 0, EFFORT_MEN=0), field.unit(0, 0, EFFORT_MEN=1, BREAK_PM=77)
    field.call(R.under_effort, idle)
    field.call(R.under_effort, busy)
    assert (field.has(idle, "BREAK_PM", "EFFORT_MEN"), field.has(busy, "BREAK_PM", "EFFORT_MEN")) == (
        (950, 100),
        (77, 1),
    )


def test_men_who_attack_have_the_attackers_breakpoint():
    field = Field()
    field.t.side[0, S.A_BREAK_ATT], field.t.side[0, S.A_BREAK_DEF] = 0.001, 9.0
    u = field.unit(0, 0)
    field.call(R.begin_effort, u, True)
    assert field.has(u, "BREAK_PM") == (20,)
