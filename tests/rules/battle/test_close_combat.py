"""Rulings on men hit hand to hand (3.8): rate x fighters x the enemy's part x share of the men x fortune."""

import pytest

from game.core.dice import new_dice, poisson
from game.core.rule import plain
from game.rules.battle import close_combat as K
from game.rules.battle import codes as C
from game.rules.battle import state as S
from game.rules.battle import work as W
from tests.rules.battle.field import Field

ROW, TARGET = 4, 25


def melee(seed: int = 0) -> tuple[Field, list[int]]:
    """Two attackers of 300 and 100 men against 150 and 50 in the target hex, and bystanders of both sides."""
    field = Field(units=6)
    field.s.clock[S.SEED0] = seed
    field.unit(0, 24, MEN=900)
    attackers = [field.unit(0, 24, MEN=300, FORTUNE_PM=2000), field.unit(0, 24, MEN=90, CREW=10, FORTUNE_PM=500)]
    field.unit(1, 26, MEN=900)
    defenders = [field.unit(1, TARGET, MEN=150, FORTUNE_PM=1000), field.unit(1, TARGET, MEN=50, FORTUNE_PM=1000)]
    field.row(ROW, attackers[0], TARGET, 0, ATTACKER_2=attackers[1])
    return field, attackers + defenders


# 0.1 x 200 fighters x 0.4: 8 men, of whom three quarters at fortune 2 and a quarter at fortune 0.5: 12 and 1
@pytest.mark.parametrize(("attackers", "means"), [(True, (12.0, 1.0, 0, 0)), (False, (0, 0, 6.0, 2.0))])
def test_men_hit_are_shared_by_the_men_of_each_counter_and_drawn_one_by_one(attackers, means):
    for seed in range(5):
        field, units = melee(seed)
        purpose = C.D_CLOSE if attackers else C.D_CLOSE_FOE
        hits = [poisson(plain(new_dice(seed)), u, 2000 + TARGET, purpose, m) for u, m in zip(units, means, strict=True)]
        field.w.acc[:, W.HITS_CLOSE] = 2
        assert field.call(K.spread_hits, ROW, 0.1, 200.0, 0.4, attackers) == sum(hits)
        assert [int(field.w.acc[u, W.HITS_CLOSE]) for u in units] == [2 + h for h in hits]
        assert field.w.acc[0, W.HITS_CLOSE] == field.w.acc[3, W.HITS_CLOSE] == 2
        assert len(field.events(C.EV_CLOSE)) == 2


def test_each_report_names_its_parts():
    field, units = melee()
    field.call(K.spread_hits, ROW, 0.1, 200.0, 0.4, True)
    first = field.events(C.EV_CLOSE)[0]
    assert (first[:3], first[4:]) == ((-1, units[0], TARGET), (0, 0, 1))
    parts = {C.F_CLOSE: 0.1, C.F_FIGHTERS: 200, C.F_PART: 0.4, C.F_SHARE: 0.75, C.F_FORTUNE: 2}
    assert field.why(C.EV_CLOSE) == pytest.approx(parts)


def test_no_more_men_are_counted_lost_than_there_are():
    field, units = melee()
    for u in units:
        field.change(u, MEN=1, CREW=0)
    assert field.call(K.spread_hits, ROW, 1.0, 1000.0, 1.0, False) == 2


def test_a_fight_without_men_costs_nobody():
    field, units = melee()
    for u in units:
        field.change(u, MEN=0, CREW=0)
    assert field.call(K.spread_hits, ROW, 1.0, 1000.0, 1.0, True) == 0
    assert field.events(C.EV_CLOSE) == []


def test_hits_are_booked_and_told_to_the_side_that_has_them():
    field, units = melee()
    field.call(K.note_close, units[2], TARGET, 5)
    field.call(K.note_close, units[2], TARGET, 3)
    assert field.w.acc[units[2], W.HITS_CLOSE] == 8
    assert field.events(C.EV_CLOSE)[0] == (-1, units[2], TARGET, 5, 0, 0, 2)
