"""Rulings on who sees whom (8.1-8.3, 1.6): looked at from what a side knows after a pulse."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.core.dice import new_dice, normal, uniform
from game.core.rule import plain
from game.rules.battle import codes as C
from game.rules.battle import sight as V
from game.rules.battle import state as S
from game.rules.battle.work import EYE_AT, EYE_REACH, EYE_SINCE, N_LOOKS, N_STIRRED
from tests.rules.battle.field import FIRST, TANK, Field


# 8.1: moving foot 1, at rest 0.15, silent 0.3, firing x 3; tanks 3
@pytest.mark.parametrize(
    ("kind", "columns", "seen"),
    [
        (0, {"MOVED": 1}, 1.0),
        (0, {}, 0.15),
        (0, {"MOVED": 1, "TASK": C.MOVE, "MANNER": C.SILENT}, 0.3),
        (0, {"MOVED": 0, "FIRED": 0, "TASK": C.MOVE, "MANNER": C.SILENT}, 0.15),
        (0, {"FIRED": 1}, 3.0),
        (0, {"FIRED": 1, "TASK": C.ASSAULT, "MANNER": C.SILENT}, 3.0),
        (0, {"MOVED": 1, "FIRED": 1}, 3.0),
        (0, {"MOVED": 1, "FIRED": 1, "TASK": C.ASSAULT, "MANNER": C.SILENT}, 0.9),
        (TANK, {"MOVED": 1}, 3.0),
        (TANK, {"FIRED": 1}, 9.0),
    ],
)
def test_what_moves_or_fires_is_seen_more_easily(kind, columns, seen):
    field = Field()
    field.param(SIG_DUG=0.15, SIG_SILENT=0.3, SIG_FIRE=3)
    assert field.call(V.signature, field.unit(0, 0, kind, **columns)) == pytest.approx(seen)


@pytest.mark.parametrize(("summit", "crest", "metres"), [(1, 1, 5000), (1, 0, 1500), (0, 3, 1500)])
def test_men_on_the_crest_of_a_summit_look_five_kilometres(summit, crest, metres):
    field = Field()
    field.param(SEE_FAR_M=5000, SEE_NEAR_M=1500)
    field.t.hex[9, S.H_SUMMIT] = summit
    assert field.call(V.sight_m, field.unit(0, 9, CREST=crest)) == metres


def nearest(field: Field, v: int, eyes: int) -> int:
    return field.call(V.nearest_eye, 0, eyes, v, field.has(v, "HEX")[0])


def test_the_nearest_eye_in_reach_and_in_free_sight_counts():
    field = Field()
    field.param(SEE_FAR_M=5000, SEE_NEAR_M=899)  # two hexes
    first, v, second = field.unit(0, 0), field.unit(1, 20), field.unit(0, 3)
    field.unit(0, 4, MEN=0)
    eyes = field.call(V.note_eyes, 0)
    assert eyes == 2
    assert field.w.looking[:2].tolist() == [first, second]
    assert [field.w.eyes[u, [EYE_AT, EYE_REACH]].tolist() for u in (first, second)] == [[1, 2], [4, 2]]
    assert {h: int(n) for h, n in enumerate(field.w.manned[0]) if n} == {0: 1, 3: 1}
    for there, apart in ((1, 1), (2, 1), (3, 0), (5, 2), (6, -1), (9, 1)):
        field.change(v, HEX=there)
        assert nearest(field, v, eyes) == apart
    field.t.hex[4, S.H_ELEVATION_M] = 90
    field.w.los[:] = 0
    field.change(v, HEX=5)
    assert nearest(field, v, eyes) == -1
    field.change(v, HEX=0)
    assert nearest(field, v, 0) == -1


PLACES = st.lists(st.integers(-1, 48), min_size=3, max_size=3)


@settings(max_examples=40)
@given(st.lists(st.tuples(PLACES, st.integers(0, 48), st.booleans()), min_size=2, max_size=6))
def test_the_nearest_eye_that_is_kept_is_the_one_that_would_be_found_anew(pulses):
    kept = Field()
    kept.param(SEE_NEAR_M=1000)  # three hexes
    own, v = [kept.unit(0, 0) for _ in range(3)], kept.unit(1, 0)
    for places, there, looks in pulses:
        for u, here in zip(own, places, strict=True):
            kept.change(u, HEX=here)
        kept.change(v, HEX=there)
        eyes = kept.call(V.note_eyes, 0)
        if looks:  # in some pulses nobody asks, as when he is met in a row
            apart = [kept.apart(here, there) for here in places if here >= 0]
            assert nearest(kept, v, eyes) == min((d for d in apart if d <= 3), default=-1)
        manned = {h: places.count(h) for h in places if h >= 0}
        assert {h: int(n) for h, n in enumerate(kept.w.manned[0]) if n} == manned


def test_an_eye_that_stays_is_noted_once():
    field = Field()
    u = field.unit(0, 9)
    for _ in range(3):
        field.call(V.note_eyes, 0)
    assert (field.w.eyes[u, EYE_SINCE], field.w.note[N_STIRRED], field.w.note[N_LOOKS]) == (1, 1, 3)


@pytest.mark.parametrize(("used", "stage", "heard"), [(1, C.HEARD, True), (1, C.APPROACH, False), (0, C.HEARD, False)])
def test_a_row_is_heard_once_it_is_past_the_approach(used, stage, heard):
    field = Field()
    field.row(S.MAX_ROWS - 1, field.unit(0, 24), 25, 0, STAGE=stage, USED=used)
    assert field.call(V.is_row_heard) is heard


# 8.1: g_light / (1 + (d / SEE_M)^2), 300 m a hex; in the dark 0.1 + 0.9 exp(-9) at 300 m with D_NIGHT 100
@pytest.mark.parametrize(
    ("light", "apart", "rate"),
    [
        (1.0, 0, 1.0),
        (1.0, 1, 1 / (1 + 0.25)),
        (1.0, 4, 1 / 5),
        (0.1, 1, (0.1 + 0.9 * math.exp(-9)) / 1.25),
        (0.1, 2, 0.1 / 2),
        (0.1, 3, 0.1 / 3.25),
    ],
)
def test_sight_falls_off_with_range_and_in_the_dark(light, apart, rate):
    field = Field()
    field.param(SEE_M=600, D_NIGHT=100)
    field.light(L_LIGHT=light)
    assert field.call(V.sight_rate, apart) == pytest.approx(rate, rel=1e-12)


FIELD = Field()


@settings(max_examples=30)
@given(st.integers(0, 30), st.integers(0, 30), st.floats(0.03, 1), st.floats(0.03, 1))
def test_nearer_and_brighter_is_never_seen_less(a, b, dim, bright):
    FIELD.light(L_LIGHT=min(dim, bright))
    far, near = (FIELD.call(V.sight_rate, x) for x in (max(a, b), min(a, b)))
    FIELD.light(L_LIGHT=max(dim, bright))
    assert far <= near
    assert near <= FIELD.call(V.sight_rate, min(a, b))


def test_darkness_reaches_six_times_the_range_of_the_night():
    field = Field()
    field.param(SEE_M=600, D_NIGHT=50)
    field.light(L_LIGHT=0.0)
    # 300 m are six times 50 m: exp(-36) of the light is left there, nothing at 600 m
    assert field.call(V.sight_rate, 1) == pytest.approx(math.exp(-36) / 1.25, rel=1e-9)
    assert field.call(V.sight_rate, 2) == 0


@pytest.mark.parametrize(("here", "there", "sees"), [(24, 26, True), (24, 27, False), (-1, 26, False)])
def test_the_chance_of_a_pulse_is_that_of_the_nearest_who_can_see(here, there, sees):
    field = Field()
    field.param(SEE_NEAR_M=600, SEE_M=600, SEE_RATE=3, SIG_DUG=0.15)
    field.unit(0, here)
    v = field.unit(1, there)
    eyes = field.call(V.note_eyes, 0)
    # 600 m: 1 / (1 + 1) of the light; 1 - exp(-3 x 0.15 x 0.5), whatever was reckoned before
    for _ in range(2):
        assert field.call(V.best_chance, 0, eyes, v) == pytest.approx(1 - math.exp(-0.225) if sees else 0.0)


@pytest.mark.parametrize(
    ("used", "stage", "side", "meets"),
    [(1, C.HEARD, 0, True), (1, C.APPROACH, 0, False), (0, C.HEARD, 0, False), (1, C.HEARD, 1, True)],
)
def test_a_row_that_is_heard_shows_both_to_each_other(used, stage, side, meets):
    field = Field()
    attacker, defender = field.unit(0, 24), field.unit(1, 25)
    away = field.unit(1, 26)
    field.row(S.MAX_ROWS - 1, attacker, 25, 0, STAGE=stage, USED=used)
    for u, expected in ((attacker, meets), (defender, meets), (away, False)):
        assert field.call(V.meets_in_row, side, u) is expected


def believed(field: Field, v: int, side: int = 0) -> tuple[int, ...]:
    row = field.s.seen[side * len(field.s.units) + v]
    return tuple(int(row[c]) for c in (S.SEEN_HEX, S.SEEN_AT, S.SEEN_MEN, S.SEEN_NOW, S.SEEN_TANKS))


def test_what_is_seen_is_believed_within_a_third_or_so_and_in_tens():
    field = Field()
    field.param(SEE_SPREAD=0.35)
    field.unit(0, 3)
    v = field.unit(1, 9, TANK, MEN=333, CREW=44, TANKS=5)
    field.call(V.note_seen, 0, v)
    size = int(1000 * math.exp(0.35 * normal(plain(new_dice(0)), 0, v, C.D_SIZE)))
    men = 10 * math.floor(377 * size / 1000 / 10 + 0.5)
    assert believed(field, v) == (9, FIRST, men, 1, 5)
    assert believed(field, v, 1) == (-1, -1, 0, 0, 0)
    assert field.events(C.EV_SEEN) == [(-1, v, 9, men, 0, 0, 1)]
    field.s.clock[S.SEED0] = 4
    field.s.clock[S.NOW] += 1
    field.change(v, MEN=166, CREW=22, HEX=10)
    field.call(V.note_seen, 0, v)  # still in view: the same belief of its size, no new report
    assert believed(field, v) == (10, FIRST + 1, 10 * math.floor(188 * size / 1000 / 10 + 0.5), 1, 5)
    assert len(field.events(C.EV_SEEN)) == 1


@pytest.mark.parametrize(("now", "here", "told"), [(0, 9, False), (0, 8, True), (1, 8, False)])
def test_a_report_is_made_of_what_comes_into_view_elsewhere(now, here, told):
    field = Field()
    v = field.unit(1, 9)
    field.sees(0, v, here, SEEN_NOW=now, SEEN_SIZE_PM=1000)
    field.call(V.note_seen, 0, v)
    assert (field.events(C.EV_SEEN) != []) is told
    assert believed(field, v)[2] == 100


def look(field: Field, pulses: int = 1) -> None:
    for _ in range(pulses):
        field.run(V.sight)


def in_view(**params: float) -> tuple[Field, int]:
    """An eye and, 600 m off, an enemy at rest."""
    field = Field()
    field.param(SEE_NEAR_M=600, SEE_M=600, SIG_DUG=0.15, **params)
    field.unit(0, 24)
    return field, field.unit(1, 26)


def test_the_share_seen_in_a_pulse_is_the_chance():
    # 1 - exp(-9.2 x 0.15 x 0.5) = 1 - exp(-0.69) = 0.498
    seen = 0
    for seed in range(100):
        field, v = in_view(SEE_RATE=9.2)
        field.s.clock[S.SEED0] = seed
        look(field)
        now = believed(field, v)[3]
        assert now == (uniform(plain(new_dice(seed)), 0, v, C.D_SEE) < 1 - math.exp(-0.69))
        seen += now
    assert 35 < seen < 65


@pytest.mark.parametrize(("rate", "seen"), [(0.0, False), (1e6, True)])
def test_nobody_is_seen_without_a_chance_and_everybody_with_certainty(rate, seen):
    field, v = in_view(SEE_RATE=rate)
    look(field)
    assert (believed(field, v)[3] == 1) is seen
    assert believed(field, 0, 1) == ((24, FIRST, believed(field, 0, 1)[2], 1, 0) if seen else (-1, -1, 0, 0, 0))
    assert believed(field, 0) == (-1, -1, 0, 0, 0), "nobody keeps marks of his own counters"


def test_a_report_names_what_made_the_chance():
    field, v = in_view(SEE_RATE=20)
    field.light(L_LIGHT=0.9)
    field.param(D_NIGHT=90)
    field.run(V.sight)
    parts = field.why(C.EV_SEEN)
    assert parts.pop(C.F_SEEN_ONCE) == pytest.approx((1 - math.exp(-1.35)) / 1.35)  # 20 x 0.15 x 0.9 x 0.5
    assert parts == {C.F_SEE_RATE: 20, C.F_SIGNATURE: 0.15, C.F_LIGHT: 0.9, C.F_RANGE: 0.5}
    assert believed(field, v)[3] == 1


def test_both_keep_what_they_see_and_a_mark_that_is_gone_is_in_view_no_more():
    field, v = in_view(SEE_RATE=1e6)
    field.change(v, HEX=-1)
    field.sees(0, v, 26, SEEN_AT=-1)
    look(field)
    assert believed(field, v)[3] == 0


def test_engaged_men_see_each_other_through_anything():
    field, v = in_view(SEE_RATE=0)
    field.row(0, 0, 26, 0, STAGE=C.HEARD)
    look(field)
    assert believed(field, v)[3] == believed(field, 0, 1)[3] == 1
    assert field.why(C.EV_SEEN) == {C.F_IN_CONTACT: 1.0}


@pytest.mark.parametrize(("moved", "keep", "stays"), [(0, 0.0, True), (1, 0.0, False), (0, 0.001, False)])
def test_a_mark_that_stays_put_stays_in_view_while_it_is_not_too_hard_to_see(moved, keep, stays):
    field, v = in_view(SEE_RATE=1e-9, SEE_KEEP=keep)
    field.change(v, MOVED=moved)
    field.sees(0, v, 26, SEEN_AT=FIRST - 5)
    look(field)
    assert believed(field, v)[:4] == ((26, FIRST, 100, 1) if stays else (26, FIRST - 5, 100, 0))


def test_a_counter_that_is_gone_is_in_view_no_more_but_its_mark_stays():
    field, v = in_view(SEE_RATE=1e6)
    field.sees(0, v, 26, SEEN_AT=FIRST - 5)
    field.change(v, HEX=-1)
    other = field.unit(1, 26)
    look(field)
    assert believed(field, other)[3] == 1
    assert believed(field, v) == (26, FIRST - 5, 100, 0, 0)


@pytest.mark.parametrize(("now", "at", "kept"), [(0, FIRST - 5, False), (1, FIRST - 5, True), (0, -1, True)])
def test_where_own_men_stand_an_old_mark_is_taken_off(now, at, kept):
    field, v = in_view(SEE_RATE=0, SEE_KEEP=0.0)
    field.sees(0, v, 24, SEEN_NOW=now, SEEN_AT=at)
    look(field)
    assert (believed(field, v)[0] == 24) is kept
    assert kept or believed(field, v)[1] == -1


def test_both_sides_look_round():
    field, _v = in_view(SEE_RATE=1e6)
    field.unit(1, 27)
    look(field)
    assert [int(x) for x in field.s.seen[:, S.SEEN_NOW]] == [0, 1, 0, 0, 1, 0, 0, 0]  # 27 is 900 m off
    assert np.sum(field.s.seen[:, S.SEEN_AT] >= 0) == 2


def since_and_came(field: Field, v: int) -> tuple[int, ...]:
    """What the eye's side keeps of how long, and how, the enemy has been where he was seen."""
    return tuple(int(n) for n in field.s.seen[v, [S.SEEN_SINCE, S.SEEN_CAME]])


@pytest.mark.parametrize(("moved", "came"), [(1, 1), (0, 0)])
def test_a_side_remembers_since_when_an_enemy_lies_where_it_saw_him_and_whether_he_came(moved, came):
    field, v = in_view(SEE_RATE=1e6)
    field.change(v, MOVED=moved)
    first = int(field.s.clock[S.NOW])
    look(field)
    assert since_and_came(field, v) == (first, came)
    field.change(v, MOVED=0)
    field.s.clock[S.NOW] = first + 5
    look(field)
    assert since_and_came(field, v) == (first, came), "he lies there still"
    field.change(v, HEX=25, MOVED=1)
    field.s.clock[S.NOW] = first + 9
    look(field)
    assert since_and_came(field, v) == (first + 9, 1), "he went on"
