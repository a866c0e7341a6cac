"""Rulings of rules 6.4, 6.8 and 6.9: silent guns, what each shot tells of its place, and the answer of those who listen."""

import numpy as np
import pytest

from game.core.rule import entry, host
from game.rules.battle import codes as C
from game.rules.battle import state as S
from game.rules.battle import work as W
from game.rules.battle.counter_battery import CREWS, LOCATED, loudness_pm

FIELD, REGIMENT = "40AR/1", "RG/75"  # guns that fire, and guns that listen
HERE, THERE, TARGET = (24, 16), (19, 31), (18, 28)
NIGHT, DAY = "31 Jul 00:00", "30 Jul 16:00"


@pytest.fixture
def duel(battle):
    """The field guns shell a hex by night; the regimental guns are in range of them."""
    battle.clock(NIGHT)
    battle.state.sides[:, S.SHELLS] = 5000
    battle.place(FIELD, HERE, GUNS=4, CREW=80, WORKS_PM=0)
    battle.place(REGIMENT, THERE, GUNS=4, CREW=90, WORKS_PM=0)
    battle.shell(FIELD, TARGET, 40, 20)
    return battle


def listen(battle, unit=REGIMENT, pulses=40, rounds=40):
    now, e = int(battle.state.clock[S.NOW]), battle.engine
    number = battle.scenario.unit_index(unit)
    e.add_mission(host(battle.state), e.tables, number, C.COUNTER_BATTERY, -1, now, now + pulses, rounds)


def located(battle, unit=FIELD):
    return int(battle.row(unit)[S.LOCATED_PM])


def fired(battle, side):
    return int(battle.state.sides[side, S.SHELLS_FIRED])


# ------------------------------------------------------------------ 6.8 location
@pytest.mark.parametrize(
    ("moment", "fog", "rain", "crest", "told"),
    [
        (NIGHT, 0, 0, False, 100),  # 40 by ear, 60 by the flash
        (NIGHT, 1, 0, False, 50),  # fog halves
        (NIGHT, 0, 1, False, 50),  # so does rain
        (NIGHT, 0, 0, True, 100),  # a crest sees no more than the flash by night
        (DAY, 0, 0, False, 40),
        (DAY, 0, 0, True, 160),  # 40 by ear, 120 from the held crest
        (DAY, 0, 1, True, 80),
    ],
)
def test_a_pulse_of_fire_tells_by_ear_by_flash_and_by_eye(battle, moment, fog, rain, crest, told):
    battle.clock(moment)
    battle.place(FIELD, HERE, GUNS=4, CREW=80)
    if crest:
        battle.place("I/75", (23, 18), MEN=300, CREST=3)
    tables = {f: np.array(a) for f, a in battle.engine.tables._asdict().items()}
    tables["light"][:, S.L_FOG], tables["light"][:, S.L_RAIN] = fog, rain
    number = battle.scenario.unit_index(FIELD)
    ready = host(S.Tables(**tables))
    assert entry(loudness_pm)(host(battle.state), ready, battle.engine.work, 0, number) == told


def test_who_does_not_listen_hears_nothing(duel):
    duel.play(12)
    assert fired(duel, 1) > 0
    assert located(duel) == 0


def test_who_listens_adds_up_and_locates_after_ten_pulses_of_a_clear_night(duel):
    listen(duel)
    heard = []
    for _ in range(11):
        duel.play(1)
        heard.append(located(duel))
    assert heard == [100, 200, 300, 400, 500, 600, 700, 800, 900, 1000, 1000]


def test_guns_that_are_located_are_known_by_their_hex(duel):
    listen(duel)
    row = duel.scenario.unit_index(FIELD)
    duel.play(9)
    assert duel.state.seen[row, S.SEEN_AT] < 0
    duel.play(1)
    assert duel.state.seen[row, S.SEEN_HEX] == duel.engine.hex_index(HERE)


def test_a_move_begins_the_count_anew(duel):
    listen(duel)
    duel.play(4)
    duel.row(FIELD)[S.MOVED] = 1
    duel.play(1)
    assert located(duel) == 0
    duel.play(1)
    assert located(duel) == 100


# ------------------------------------------------------------------ 6.9 counter-battery
def test_guns_answer_only_what_is_located_and_from_the_next_pulse_on(duel):
    listen(duel)
    duel.play(10)
    assert fired(duel, 0) == 0
    duel.play(1)
    assert fired(duel, 0) == 40
    duel.play(1)
    assert fired(duel, 0) == 80


def test_guns_that_have_fallen_silent_are_not_answered(duel):
    listen(duel)
    duel.row(FIELD)[S.LOCATED_PM] = LOCATED
    duel.state.missions[0, S.M_USED] = 0
    duel.play(4)
    assert fired(duel, 0) == 0


def test_guns_out_of_range_are_not_answered(duel):
    duel.place(REGIMENT, (4, 33))
    listen(duel)
    duel.row(FIELD)[S.LOCATED_PM] = LOCATED
    duel.play(3)
    assert fired(duel, 0) == 0


def test_own_men_beside_the_guns_stay_the_answer(duel):
    duel.place("I/75", HERE, MEN=300)
    listen(duel)
    duel.row(FIELD)[S.LOCATED_PM] = LOCATED
    duel.play(1)
    assert fired(duel, 0) == 0


def test_the_share_of_the_crews_hit_is_that_of_the_rulebook(duel):
    """1 - exp(-40 x 0.35 x A_L x 0.1 / (600 x 200)) of 80, and after two pulses times 1.3: means over many seeds."""
    gun = next(g for g in duel.scenario.guns if g.id == "regimental-75")
    once = 1 - np.exp(-40 * 0.35 * gun.lethal_area_m2 * 0.1 / 120_000)
    listen(duel)
    events = []
    for seed in range(60):
        duel.state.clock[S.SEED0] = seed
        duel.row(FIELD)[[S.LOCATED_PM, S.CREW, S.GUNS, S.SUP_PM, S.FORTUNE_PM]] = LOCATED, 80, 4, 0, 1000
        duel.state.missions[0, S.M_USED], duel.state.clock[S.NOW] = 1, duel.state.missions[1, S.M_FROM]
        duel.play(1)
        events += [e[W.E_A] for e in duel.events(C.EV_SHELLS) if e[W.E_C] == C.COUNTER_BATTERY]
    assert CREWS == 0.1
    assert len(events) == 60
    low, high = 0.5 * 80 * once, 2.0 * 80 * once * 1.3
    assert low < np.mean(events) < high


def test_guns_that_answer_are_heard_and_answered_in_their_turn(duel):
    listen(duel)
    listen(duel, FIELD)
    duel.row(FIELD)[S.LOCATED_PM] = duel.row(REGIMENT)[S.LOCATED_PM] = LOCATED
    duel.play(1)  # the regimental guns answer
    duel.state.missions[0, S.M_USED] = 0  # the field guns shell nobody any more: they only answer
    shots = [(fired(duel, 0), fired(duel, 1))]
    for _ in range(3):
        duel.play(1)
        shots.append((fired(duel, 0), fired(duel, 1)))
    japan, soviet = np.diff(np.array(shots), axis=0).T
    assert (japan > 0).tolist() == [False, True, False]
    assert (soviet > 0).tolist() == [True, False, True]


def test_who_chooses_first_makes_no_difference(duel):
    listen(duel)
    listen(duel, FIELD)
    duel.row(FIELD)[S.LOCATED_PM] = duel.row(REGIMENT)[S.LOCATED_PM] = LOCATED
    start = S.copy_state(duel.state)
    duel.play(4)
    one = duel.state.units.copy()
    duel.state = start
    duel.state.missions[[1, 2]] = duel.state.missions[[2, 1]]
    duel.play(4)
    assert (duel.state.units == one).all()


# ------------------------------------------------------------------ 6.4 silent guns
def defended(battle, task):
    """An assault presses on a crest before which guns are registered; rounds that they fire in an hour."""
    battle.clock(NIGHT)
    battle.place("III/118", (18, 26), MEN=300)
    battle.place("I/75", (17, 27), MEN=375)
    battle.place(FIELD, HERE, GUNS=4, CREW=80, TASK=task, ACTIVE=1)
    now, e = int(battle.state.clock[S.NOW]), battle.engine
    number, goal = battle.scenario.unit_index(FIELD), e.hex_index((18, 26))
    e.add_mission(host(battle.state), e.tables, number, C.DEFENSIVE, goal, now, now + 8, 40)
    battle.assault("I/75", (18, 26))
    battle.play(4)
    return fired(battle, 1)


def test_guns_that_are_called_on_fire_and_silent_guns_do_not(battle):
    assert defended(battle, C.FIRE) > 0


def test_silent_guns_fire_not_even_when_called_on_and_are_not_heard(battle):
    battle.place(REGIMENT, THERE, GUNS=4, CREW=90)
    battle.clock(NIGHT)
    listen(battle)
    assert defended(battle, C.CEASE) == 0
    assert located(battle) == 0


def test_an_order_to_be_silent_ends_the_missions_when_it_arrives(duel):
    now, e = int(duel.state.clock[S.NOW]), duel.engine
    number = duel.scenario.unit_index(FIELD)
    e.assign(host(duel.state), e.tables, e.work, number, C.CEASE, -1, 0, now + 2, now + 2, -1, 0, -1, -1, 0, 0, 0)
    duel.play(2)
    before = fired(duel, 1)
    assert before > 0
    duel.play(4)
    assert fired(duel, 1) == before
    assert not duel.state.missions[:, S.M_USED].any()
