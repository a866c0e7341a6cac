"""Rulings on what may be ordered, as numbers: verbs for a counter, uses of a hex (7.11, 7.14, 7.15, 7.17, 10.3, 11.4)."""

import numpy as np
import pytest

from game.rules.battle import codes as C
from game.rules.battle import lawful as L
from game.rules.battle import state as S
from tests.rules.battle.field import BOATS, GUNS, HILL, INFANTRY, LAKE, MARSH, OPEN, TANK, Field

HERE = 24
HOLD, DIG, RESERVE, MOVE, ASSAULT, WITHDRAW, FIRE, FERRY, CEASE = range(9)
ALWAYS = {HOLD, RESERVE, MOVE, WITHDRAW}


def told(field: Field, u: int, side: int = 0, now: int = 0, boats: bool = False, truce: bool = False) -> set[int]:
    field.call(L.survey_verbs, side, now, boats, truce)
    return {task for task in range(9) if int(field.w.verbs[u]) >> task & 1}


@pytest.mark.parametrize(
    ("kind", "columns", "more"),
    [
        (INFANTRY, {"COH_PM": 500}, {DIG, ASSAULT}),
        (INFANTRY, {"COH_PM": 499}, {DIG}),  # too shaken to assault (7.15)
        (INFANTRY, {"COH_PM": 500, "GUNS": 4}, {DIG, ASSAULT}),  # those who assault fire no missions
        (TANK, {"COH_PM": 500}, {ASSAULT}),  # tanks do not dig (7.11)
        (GUNS, {"GUNS": 4}, {DIG, FIRE, CEASE}),
        (GUNS, {"GUNS": 0}, {DIG}),  # no guns are left (7.14)
    ],
)
def test_a_counter_may_be_told_what_its_type_and_condition_allow(kind, columns, more):
    field = Field()
    field.param(COH_ATTACK=500)
    u = field.unit(0, HERE, kind, **columns)
    assert told(field, u) == ALWAYS | more


def test_who_is_broken_or_away_or_of_the_other_side_is_told_nothing():
    field = Field()
    broken, away, enemy = field.unit(0, HERE, BROKEN=1), field.unit(0, -1), field.unit(1, HERE)
    assert [told(field, u) for u in (broken, away, enemy)] == [set()] * 3
    assert told(field, enemy, side=1) >= ALWAYS


def test_nobody_digs_in_wet_ground():
    field = Field()
    field.t.hex[HERE, S.H_TERRAIN] = MARSH
    assert DIG not in told(field, field.unit(0, HERE))


@pytest.mark.parametrize(("now", "fires"), [(99, False), (100, True)])
def test_guns_without_leave_fire_from_the_pulse_that_gives_it(now, fires):
    field = Field()
    u = field.unit(0, HERE, GUNS, GUNS=4, U_FREE_FROM=100)
    assert (FIRE in told(field, u, now=now)) is fires
    assert CEASE in told(field, u, now=now), "to be silent needs no leave"


def test_only_where_boats_cross_anybody_crosses_but_tanks_never():
    field = Field()
    foot, tanks, men_with_boats = field.unit(0, HERE), field.unit(0, HERE, TANK), field.unit(0, HERE, BOATS)
    assert [FERRY in told(field, u, boats=True) for u in (foot, tanks, men_with_boats)] == [True, False, True]
    assert FERRY not in told(field, foot)


def test_under_a_truce_nobody_assaults_or_fires():
    field = Field()
    u, guns = field.unit(0, HERE, COH_PM=1000), field.unit(0, HERE, GUNS, GUNS=4)
    assert told(field, u, truce=True) == told(field, u) - {ASSAULT}
    assert told(field, guns, truce=True) == told(field, guns) - {FIRE}


# ------------------------------------------------------------------------------------------------ ground
def uses(field: Field, side: int = 0) -> list[int]:
    field.call(L.survey_ground, side)
    return [int(v) for v in field.w.cost]


FREE = L.MAY_STAND | L.MAY_ASSAULT | L.MAY_FIRE | L.MAY_DEFEND | L.MAY_TANKS
ALL = L.MAY_ENTER << C.FOOT | L.MAY_ENTER << C.WHEEL | L.MAY_ENTER << C.TRACKED


def test_ground_that_no_act_names_is_free_to_whoever_can_be_there():
    field = Field()
    field.t.hex[:4, S.H_TERRAIN] = OPEN, HILL, LAKE, MARSH
    field.t.terrain[MARSH, S.R_WHEEL] = 0
    assert uses(field)[:4] == [FREE | ALL, FREE | ALL, FREE, FREE | (ALL - (L.MAY_ENTER << C.WHEEL))]
    field.t.hex[3, S.H_ROAD] = 1
    assert uses(field)[3] == FREE | ALL, "by road"


def test_nobody_stands_on_ground_that_is_not_his_sides():
    field = Field()
    field.t.hex[10, S.H_ZONE] = C.ZONE_KOREA
    field.t.allowed[0, C.ZONE_KOREA] = 0
    assert [uses(field, side)[10] & L.MAY_STAND for side in (0, 1)] == [0, L.MAY_STAND]


@pytest.mark.parametrize(
    ("what", "bits"),
    [
        (C.MOVE_TO, 0),
        (C.ASSAULT_AT, L.MAY_ASSAULT),
        (C.FIRE_AT, L.MAY_FIRE | L.MAY_DEFEND),
        (C.TANKS_ON, L.MAY_TANKS),
        (C.FIRE_FROM, 0),
    ],
)
def test_what_an_act_names_is_closed_until_it_is_held(war, what, bits):
    lines = np.asarray(war.tables.reach)
    side = int(war.tables.act[int(next(r for r in lines if r[S.REACH_WHAT] == what)[S.REACH_ACT]), S.ACT_SIDE])
    war.state.leaves[:, S.LEAVE_HELD] = 0
    war.call(L.survey_ground, side)
    shut = np.array(war.work.cost)
    named = np.zeros(len(shut), bool)
    for act, kind, zone, nearest, farthest in lines.tolist():
        if kind == what and war.tables.act[act, S.ACT_SIDE] == side:
            depth = war.tables.depth[side]
            named |= (war.tables.hex[:, S.H_ZONE] == zone) & (nearest <= depth) & (depth <= farthest)
    belt = war.tables.depth[side] <= 1
    for bit in (b for b in (L.MAY_ASSAULT, L.MAY_FIRE, L.MAY_DEFEND, L.MAY_TANKS) if b & bits):
        assert ((shut & bit > 0) == (~named | (belt if bit == L.MAY_DEFEND else False))).all()
    war.state.leaves[:, S.LEAVE_HELD] = 1
    war.call(L.survey_ground, side)
    assert (np.asarray(war.work.cost) & bits == bits).all()
    assert named.any()
    guns = war.unit(next(c.id for c in war.scenario.counters if war.tables.unit[war.unit(c.id), S.U_SIDE] == side))
    if what == C.FIRE_FROM:  # guns fire from where an act that is held lets them
        for here, inside in ((int(np.argmax(named)), True), (int(np.argmin(named)), False)):
            war.state.units[guns, S.HEX] = here
            assert war.call(L.is_let_fire, guns) is inside
