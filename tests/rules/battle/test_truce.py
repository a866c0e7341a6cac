"""Rulings of chapter 11: talks, forms, the truce, stay or leave. Terms and wills are the test's own where numbers count."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.core.dice import uniform
from game.rules.battle import codes as C
from game.rules.battle import state as S
from game.rules.battle import truce
from tests.rules.battle.position import SUMMIT, WEST, Position

JAPAN, SOVIET = 0, 1
HALT, MUTUAL, BACK, FIRST, X = range(5)  # terms of the data, in their order


@pytest.fixture
def talk(war: Position) -> Position:
    """The evening of a talk: the last pulse of its turn is over, nobody has said anything."""
    turn = war.scenario.calendar.turn("10 Aug Night")
    war.state.clock[S.NOW], war.state.clock[S.TURN] = turn.first_pulse + turn.pulses, turn.number
    clear_forms(war)
    return war


def clear_forms(position: Position) -> None:
    position.state.forms[:] = 0
    position.state.forms[:, [S.FORM_PROPOSAL, S.FORM_AFTER_PM, S.FORM_ATTACKED]] = -1


def yes(position: Position, japan: dict[int, int] = {}, soviet: dict[int, int] = {}, sealed: int = 1) -> None:  # noqa: B006
    """Seals both forms: bits of each term, 1 without and 2 with a commission."""
    for side, said in ((JAPAN, japan), (SOVIET, soviet)):
        bits = sum(b << (2 * term) for term, b in said.items())
        position.state.forms[side, [S.FORM_SEALED, S.FORM_YES]] = sealed, bits


def accord(position: Position, *names: str) -> list[int]:
    return [int(position.state.accord[0, getattr(S, n)]) for n in names]


def form(position: Position, side: int, *names: str) -> list[int]:
    return [int(position.state.forms[side, getattr(S, "FORM_" + n)]) for n in names]


# ------------------------------------------------------------------ days of talks
def test_governments_talk_on_the_days_of_the_list_and_on_one_that_was_asked_for(war):
    is_talk = lambda turn: bool(war.call(truce.is_talk_turn, turn))  # noqa: E731
    war.tables = war.tables._replace(talk=np.array([25, 37, 49], "i4"))
    assert [t for t in range(60) if is_talk(t)] == [25, 37, 49]
    war.state.accord[0, S.TALK_EXTRA] = 30
    assert [t for t in range(60) if is_talk(t)] == [25, 30, 37, 49]
    war.state.accord[0, S.SIGNED_TURN] = 0
    assert [t for t in range(60) if is_talk(t)] == []


def test_without_politics_nobody_talks(position):
    position.tables = position.tables._replace(talk=np.array([3], "i4"))
    assert not position.call(truce.is_talk_turn, 3)
    assert position.call(truce.midnight) == position.call(truce.talks) == 0


# ------------------------------------------------------------------ lines
def held(position: Position, *sides: int) -> None:
    """Gives the scored places to sides (-1 nobody): Changkufeng 600, Bezymyannaya 250, Hill 52 150."""
    position.state.hexes[:, S.OWNER] = -1
    position.state.rows[:, S.USED] = 0
    for k, side in enumerate(sides):
        position.state.hexes[int(position.tables.place[k, 0]), S.OWNER] = side


@pytest.mark.parametrize(
    ("sides", "lines"), [((0, 0, 0), (1000, 0)), ((0, 1, -1), (600, 250)), ((1, 1, 0), (150, 850)), ((-1, -1, 0), (150, 0))]
)
def test_the_line_is_the_share_of_the_scored_places_by_weight(war, sides, lines):
    held(war, *sides)
    assert tuple(war.call(truce.line_pm, side) for side in (JAPAN, SOVIET)) == lines


def test_the_lines_that_a_truce_would_keep_are_noted(war):
    held(war, 0, 1, 1)
    war.state.clock[S.TURN] = 33
    war.call(truce.keep_lines)
    assert accord(war, "LINE_TURN") == [33]
    assert [form(war, side, "LINE_PM") for side in (JAPAN, SOVIET)] == [[600], [400]]


@pytest.mark.parametrize(("now", "talks", "noted"), [(95, True, True), (191, True, True), (94, True, False), (96, True, False), (95, False, False)])
def test_lines_are_noted_in_the_last_pulse_before_midnight_of_a_day_of_talks(war, now, talks, noted):
    war.state.clock[[S.NOW, S.TURN]] = now, 40
    war.tables = war.tables._replace(talk=np.array([40 if talks else 41], "i4"))
    war.call(truce.midnight)
    assert accord(war, "LINE_TURN") == [40 if noted else -1]


# ------------------------------------------------------------------ ground that terms clear
@pytest.mark.parametrize("side", [JAPAN, SOVIET])
@pytest.mark.parametrize("zone", range(5))
def test_who_leaves_what_follows_from_the_terms(war, side, zone):
    war.tables.hex[0, S.H_ZONE] = zone
    # mutual 1 km: Japan leaves the Soviet side and the disputed hills, the USSR all west of its line
    gone = {JAPAN: (C.ZONE_SOVIET, C.ZONE_DISPUTED), SOVIET: (C.ZONE_DISPUTED, C.ZONE_MANCHUKUO, C.ZONE_KOREA)}
    leaves = [bool(war.call(truce.leaves_zone, term, side, 0)) for term in (HALT, MUTUAL, BACK, X)]
    assert leaves == [False, zone in gone[side], side == JAPAN and zone in gone[JAPAN], side == SOVIET and zone in gone[SOVIET]]


def test_terms_move_the_men_who_stand_on_ground_that_they_clear(war):
    war.tables.hex[war.hex(SUMMIT), S.H_ZONE] = C.ZONE_DISPUTED
    war.place("I/75", SUMMIT, MEN=300, CREW=20)
    war.place("II/75", SUMMIT, MEN=0, CREW=0)
    war.place("Tereshkin", SUMMIT, MEN=70, CREW=5)
    war.place("III/75", (9, 28), MEN=900)  # the Korean bank
    assert [war.call(truce.men_moved, term) for term in (HALT, MUTUAL, BACK, FIRST, X)] == [0, 395, 320, 320, 75]


# ------------------------------------------------------------------ forms
def test_a_form_is_sealed_as_it_is_written(war):
    war.call(truce.seal_form, SOVIET, 0b100111, 2, 1)
    assert form(war, SOVIET, "SEALED", "YES", "PROPOSAL", "UMPIRE") == [1, 0b100111, 2, 1]
    assert form(war, JAPAN, "SEALED", "YES", "PROPOSAL", "UMPIRE") == [0, 0, -1, 0]
    war.call(truce.urge_term, JAPAN, 0)
    assert (form(war, JAPAN, "URGED"), form(war, SOVIET, "URGED")) == ([1], [0])
    war.call(truce.choose_after, SOVIET, C.AFTER_STAND)
    assert (form(war, SOVIET, "CHOICE"), form(war, JAPAN, "CHOICE")) == ([C.AFTER_STAND], [0])
    assert [war.call(truce.ask_talk, JAPAN, 30), war.call(truce.ask_talk, JAPAN, 31)] == [1, 2]
    assert (accord(war, "TALK_EXTRA"), form(war, SOVIET, "REQUESTS")) == ([32], [0])


def will(position: Position, **changes: float) -> float:
    """Score of the Soviet will to `mutual` with all its causes told apart."""
    row = SOVIET * len(position.tables.term) + MUTUAL
    position.tables.will[:] = 1000.0
    given_ = dict(BASE=-3.0, SHARE=4.0, PAST_HALF=-5.0, DAY=0.25, LOSSES=0.8, MEN=400.0, OVER=-0.6)
    for name, value in {**given_, **changes}.items():
        position.tables.will[row, getattr(S, "WILL_" + name)] = value
    position.tables.treaty[[S.TREATY_SHARE_OF, S.TREATY_SINCE, S.TREATY_OVER, S.TREATY_URGE]] = SOVIET, 960, 6, 1.5
    return position.call(truce.will_score, SOVIET, MUTUAL)


@pytest.mark.parametrize(
    ("sides", "now", "lost", "level", "urged", "score"),
    [
        # 11.5: base + share s + past half max(0, s - 0.5) + day d + losses min(1, L / men) + over max(0, level - 6)
        ((-1, -1, -1), 960, 0, 0, -1, -3.0),
        ((-1, 1, 1), 960, 0, 0, -1, -3.0 + 4.0 * 0.4),
        ((1, 1, -1), 960, 0, 0, -1, -3.0 + 4.0 * 0.85 - 5.0 * 0.35),
        ((-1, -1, -1), 960 + 240, 0, 0, -1, -3.0 + 0.25 * 2.5),
        ((-1, -1, -1), 900, 0, 0, -1, -3.0),
        ((-1, -1, -1), 960, 100, 0, -1, -3.0 + 0.8 * 0.25),
        ((-1, -1, -1), 960, 500, 0, -1, -3.0 + 0.8),
        ((-1, -1, -1), 960, 0, 6, -1, -3.0),
        ((-1, -1, -1), 960, 0, 8, -1, -3.0 - 0.6 * 2),
        ((-1, -1, -1), 960, 0, 0, MUTUAL, -3.0 + 1.5),
        ((-1, -1, -1), 960, 0, 0, HALT, -3.0),
    ],
)
def test_a_government_s_will_is_the_sum_of_its_causes(war, sides, now, lost, level, urged, score):
    held(war, *sides)
    war.state.clock[S.NOW] = now
    war.state.units[:, S.LOST] = 0
    war.row("Tereshkin")[S.LOST], war.row("I/75")[S.LOST] = lost, 9999
    war.state.sides[:, S.LEVEL] = level, 10  # the enemy's level counts, not one's own
    war.state.forms[:, S.FORM_URGED] = 0, urged + 1
    assert will(war) == pytest.approx(score)


@pytest.mark.parametrize("base", [-3.0, 0.0, 0.7, 6.0])
def test_odds_are_the_logistic_of_the_will(war, base):
    held(war)
    war.state.clock[S.NOW] = 960
    war.state.units[:, S.LOST] = 0
    war.state.sides[:, S.LEVEL] = 0
    will(war, BASE=base)
    assert war.call(truce.will_pm, SOVIET, MUTUAL) == math.floor(1000 / (1 + math.exp(-base)) + 0.5)


@settings(max_examples=30)
@given(seed=st.integers(0, 9999), scores=st.lists(st.floats(-4, 4), min_size=5, max_size=5))
def test_a_government_left_to_itself_says_yes_where_will_and_mood_are_above_nought(war_engine, seed, scores):
    position = Position(war_engine, seed)
    clear_forms(position)
    held(position)
    position.state.units[:, S.LOST] = 0
    position.tables.will[:] = 0.0
    position.tables.will[:, S.WILL_MEN] = 1.0
    position.tables.will[5:10, S.WILL_BASE] = scores
    position.state.clock[S.PULSE] = 0
    u = uniform(position.dice(), SOVIET, 0, C.D_TALK)
    position.state.clock[S.PULSE] = 31
    position.call(truce.fill_form, SOVIET)
    accepts = [score + math.log(u / (1 - u)) > 0 for score in scores]
    said, proposal = form(position, SOVIET, "YES", "PROPOSAL")
    assert [(said >> (2 * term)) & 3 for term in range(5)] == [3 * a for a in accepts]
    best = max((score, -term) for term, score in enumerate(scores) if accepts[term]) if any(accepts) else None
    assert proposal == (-best[1] if best else -1)
    assert form(position, JAPAN, "YES", "PROPOSAL") == [0, -1]


@pytest.mark.parametrize(("bits", "wants"), [(0, [0, 0]), (1, [1, 0]), (2, [0, 1]), (3, [1, 1])])
def test_governments_want_an_umpire_as_the_treaty_table_says(war, bits, wants):
    war.tables.treaty[S.TREATY_UMPIRE] = bits
    for side in (JAPAN, SOVIET):
        war.call(truce.fill_form, side)
    assert [form(war, side, "UMPIRE")[0] for side in (JAPAN, SOVIET)] == wants


# ------------------------------------------------------------------ agreement
@pytest.mark.parametrize(
    ("japan", "soviet", "bit"),
    [
        ({}, {}, -1),
        ({HALT: 3}, {MUTUAL: 3}, -1),
        ({HALT: 1}, {HALT: 2}, -1),
        ({HALT: 3}, {HALT: 3}, 1),  # a commission before none
        ({HALT: 1}, {HALT: 3}, 0),
        ({X: 3, BACK: 1}, {X: 3, BACK: 1}, 2 * X + 1),  # 75 men move, not 320
        ({MUTUAL: 3, BACK: 2}, {MUTUAL: 3, BACK: 3}, 2 * BACK + 1),
        ({BACK: 3, FIRST: 3}, {BACK: 3, FIRST: 3}, 2 * BACK + 1),  # alike: the first of the list
    ],
)
def test_agreed_are_the_common_terms_that_move_fewest_men(war, japan, soviet, bit):
    war.tables.hex[war.hex(SUMMIT), S.H_ZONE] = C.ZONE_DISPUTED
    war.place("I/75", SUMMIT, MEN=320, CREW=0)
    war.place("Tereshkin", SUMMIT, MEN=75, CREW=0)
    yes(war, japan, soviet)
    assert war.call(truce.agreed) == bit


@pytest.mark.parametrize(("now", "at"), [(960, 960 + 48), (960 + 48, 960 + 48), (960 + 49, 960 + 96 + 48), (1007, 1008)])
def test_fire_stops_at_the_next_noon(war, now, at):
    war.tables.treaty[S.TREATY_HOUR] = 48  # 12:00 in pulses of the day
    war.state.clock[[S.NOW, S.TURN]] = now, 41
    war.call(truce.sign, 2 * BACK + 1)
    assert accord(war, "SIGNED_TURN", "TRUCE_TERM", "COMMISSION", "TRUCE_AT") == [41, BACK, 1, at]
    told = [(e["ACTOR"], e["TARGET"], e["HEX"], e["A"], e["B"], e["C"], e["SEEN"]) for e in war.told(C.EV_TALK)]
    assert told == [(-1, -1, -1, BACK, 1, at, 3)]


@pytest.mark.parametrize(("japan", "soviet", "both"), [(0, 0, 0), (1, 0, 0), (0, 1, 0), (1, 1, 1)])
def test_an_umpire_is_for_two(war, japan, soviet, both):
    war.state.forms[:, S.FORM_UMPIRE] = japan, soviet
    war.call(truce.sign, 2 * HALT)
    assert accord(war, "UMPIRE", "COMMISSION") == [both, 0]


@pytest.mark.parametrize(
    ("term", "zones", "lines"),
    [
        (HALT, "DDD", (800, 500)),
        (BACK, "DMM", (320, 500)),  # Japan leaves Changkufeng: 800 x (1000 - 600) / 1000
        (MUTUAL, "DDM", (120, 0)),  # the USSR leaves all three, Japan 850 of the 1000
        (X, "SDS", (800, 375)),
        (MUTUAL, "DDD", (0, 0)),
    ],
)
def test_the_line_loses_the_places_that_the_terms_clear(war, term, zones, lines):
    of = {"S": C.ZONE_SOVIET, "D": C.ZONE_DISPUTED, "M": C.ZONE_MANCHUKUO}
    for k, zone in enumerate(zones):
        war.tables.hex[int(war.tables.place[k, 0]), S.H_ZONE] = of[zone]
    war.state.forms[:, S.FORM_LINE_PM] = 800, 500
    war.call(truce.sign, 2 * term)
    assert tuple(form(war, side, "LINE_PM")[0] for side in (JAPAN, SOVIET)) == lines


@pytest.mark.parametrize(
    ("japan", "soviet", "alone"), [({}, {}, [0, 0]), ({HALT: 1}, {}, [0, 1]), ({}, {X: 2}, [1, 0]), ({HALT: 1}, {X: 1}, [0, 0])]
)
def test_who_says_no_to_everything_while_the_other_offers_something_refuses_alone(talk, japan, soviet, alone):
    yes(talk, japan, soviet)
    talk.call(truce.talks)
    assert [form(talk, side, "ALONE")[0] for side in (JAPAN, SOVIET)] == alone
    told = [(e["ACTOR"], e["TARGET"], e["HEX"], e["A"], e["B"], e["C"], e["SEEN"]) for e in talk.told(C.EV_TALK)]
    assert told == [(-1, -1, -1, -1, 0, -1, 3)]
    assert accord(talk, "SIGNED_TURN") == [-1]


def test_a_talk_makes_the_proposals_known_and_burns_the_forms(talk):
    yes(talk, {HALT: 1}, {X: 1})
    talk.state.forms[:, S.FORM_PROPOSAL] = HALT, X
    talk.state.forms[:, [S.FORM_UMPIRE, S.FORM_URGED]] = 1
    talk.call(truce.talks)
    told = [(e["ACTOR"], e["TARGET"], e["HEX"], e["A"], e["B"], e["C"], e["SEEN"]) for e in talk.told(C.EV_PROPOSAL)]
    assert told == [(-1, -1, -1, HALT, JAPAN, 0, 3), (-1, -1, -1, X, SOVIET, 0, 3)]
    assert accord(talk, "TALKS_HELD") == [1]
    for side, said in ((JAPAN, HALT), (SOVIET, X)):
        assert form(talk, side, "SEALED", "YES", "PROPOSAL", "UMPIRE", "URGED", "SAID") == [0, 0, -1, 0, 0, said + 1]


def test_a_sealed_form_is_not_filled_by_the_government(talk):
    talk.tables.will[:, S.WILL_BASE] = 99.0
    yes(talk, {}, {})
    talk.call(truce.talks)
    assert accord(talk, "SIGNED_TURN") == [-1]
    talk.state.clock[S.TURN] = 0
    talk.tables = talk.tables._replace(talk=np.array([0], "i4"))
    talk.call(truce.talks)  # nobody sealed: both say yes to all
    assert accord(talk, "SIGNED_TURN", "TRUCE_TERM", "COMMISSION") == [0, HALT, 1]


@pytest.mark.parametrize(("noted_in", "japan"), [(True, 111), (False, 600)])
def test_lines_noted_at_midnight_of_the_talk_stand(talk, noted_in, japan):
    held(talk, 0, -1, -1)
    turn = int(talk.state.clock[S.TURN])
    talk.state.accord[0, S.LINE_TURN] = turn if noted_in else turn - 1
    talk.state.forms[JAPAN, S.FORM_LINE_PM] = 111
    yes(talk, {HALT: 1}, {HALT: 1})
    talk.call(truce.talks)
    assert form(talk, JAPAN, "LINE_PM") == [japan]
    assert accord(talk, "SIGNED_TURN", "LINE_TURN") == [turn, turn]


def test_nothing_is_talked_of_in_the_middle_of_a_turn_nor_on_other_days(talk):
    yes(talk, {HALT: 1}, {HALT: 1})
    talk.state.clock[S.NOW] -= 1
    talk.call(truce.talks)
    assert accord(talk, "SIGNED_TURN", "TALKS_HELD") == [-1, 0]
    assert form(talk, JAPAN, "SEALED") == [1]
    talk.state.clock[S.NOW] += 1
    talk.state.clock[S.TURN] -= 1
    talk.call(truce.talks)
    assert accord(talk, "SIGNED_TURN", "TALKS_HELD") == [-1, 0]
    assert form(talk, JAPAN, "SEALED") == [0]  # a form is for one talk


@pytest.mark.parametrize(("extra", "said"), [(0, []), (1, [(-1, -1, -1, 0, 0, 0, 3)]), (2, [])])
def test_a_talk_asked_for_is_announced_for_the_next_turn(talk, extra, said):
    talk.state.accord[0, S.TALK_EXTRA] = talk.state.clock[S.TURN] + extra
    yes(talk, {}, {})
    talk.call(truce.talks)
    told = [(e["ACTOR"], e["TARGET"], e["HEX"], e["A"], e["B"], e["C"], e["SEEN"]) for e in talk.told(C.EV_TALK_ASKED)]
    assert told == said


# ------------------------------------------------------------------ the fire stops
def way_home(position: Position, *costs: int) -> list[int]:
    """A row of hexes on the disputed side, each so far from the Japanese rear; the rest of the map has no way home."""
    hexes = [position.hex((10 + k, 20)) for k in range(len(costs))]
    position.tables.home[JAPAN] = -1
    position.tables.home[JAPAN, hexes] = costs
    position.tables.hex[:, S.H_ZONE] = C.ZONE_DISPUTED
    return hexes


def test_the_way_out_is_the_first_hex_on_the_way_home_that_may_be_kept(war):
    a, b, c, d = way_home(war, 100, 200, 300, 400)
    war.tables.hex[a, S.H_ZONE] = C.ZONE_MANCHUKUO
    out = lambda here: war.call(truce.way_out, BACK, JAPAN, here)  # noqa: E731
    assert [out(h) for h in (a, b, c, d)] == [a] * 4
    war.tables.hex[b, S.H_ZONE] = C.ZONE_MANCHUKUO
    assert [out(h) for h in (c, d)] == [b, b]
    war.tables.home[JAPAN, c] = 500  # no way nearer home leads out of d
    assert out(d) == d
    assert war.call(truce.way_out, HALT, JAPAN, d) == d


def test_who_stands_where_no_way_home_is_known_goes_to_where_one_is(war):
    a, b, c = way_home(war, 0, 200, -1)
    war.tables.hex[a, S.H_ZONE] = C.ZONE_MANCHUKUO
    assert war.call(truce.way_out, BACK, JAPAN, c) == a


def lay_down(position: Position, term: int = HALT, **columns: int) -> list[int]:
    position.place("I/75", WEST, **columns)
    position.call(truce.lay_down, 0, term)
    return [int(position.row("I/75")[c]) for c in (S.TASK, S.GOAL, S.TRIGGER)]


def test_assaults_and_reserves_become_hold_and_other_tasks_stay(war):
    war.tables.hex[:, S.H_ZONE] = C.ZONE_MANCHUKUO
    here = war.hex(WEST)
    for task in (C.ASSAULT, C.RESERVE):
        assert lay_down(war, TASK=task, GOAL=7, TRIGGER=C.HEX_LOST) == [C.DIG, here, 0]
    for task in (C.HOLD, C.WITHDRAW, C.FERRY):
        assert lay_down(war, TASK=task, GOAL=7, TRIGGER=C.HEX_LOST) == [task, 7, 0]


@pytest.mark.parametrize(
    ("owner", "allowed", "goal", "goes"), [(-1, 1, 0, True), (0, 1, 0, True), (1, 1, 0, False), (0, 0, 0, False), (1, 0, -1, True)]
)
def test_marches_go_on_over_own_ground_alone(war, owner, allowed, goal, goes):
    war.tables.hex[:, S.H_ZONE] = C.ZONE_MANCHUKUO
    war.tables.hex[0, S.H_ZONE] = C.ZONE_KOREA
    war.state.hexes[:, S.OWNER] = 1
    war.state.hexes[0, S.OWNER] = owner
    war.tables.allowed[JAPAN] = 1
    war.tables.allowed[JAPAN, C.ZONE_KOREA] = allowed
    assert lay_down(war, TASK=C.MOVE, GOAL=goal)[:2] == ([C.MOVE, goal] if goes else [C.DIG, war.hex(WEST)])


def test_who_stands_on_ground_that_the_terms_clear_goes_back_from_it(war):
    a, b = way_home(war, 100, 200)
    war.tables.hex[a, S.H_ZONE] = C.ZONE_MANCHUKUO
    now = int(war.state.clock[S.NOW])
    given_ = dict(TASK=C.DIG, MANNER=C.SILENT, ACTIVE=1, READY=0, START=0, PATH_AT=1, PATH_LEN=2, STEP_M=9)
    war.place("I/75", (11, 20), **given_)
    war.call(truce.lay_down, 0, BACK)
    names = ("TASK", "GOAL", "READY", "START", "MANNER", "ACTIVE", "PATH_AT", "PATH_LEN", "STEP_M")
    assert [int(war.row("I/75")[getattr(S, n)]) for n in names] == [C.WITHDRAW, a, now, now, C.OPEN, 0, 0, 0, 0]
    war.place("Tereshkin", (11, 20), TASK=C.DIG)
    war.call(truce.lay_down, war.unit("Tereshkin"), BACK)
    assert war.row("Tereshkin")[S.TASK] == C.DIG
    assert b == war.hex((11, 20))


def test_at_the_hour_of_the_truce_rows_missions_and_strikes_end_once(war):
    war.place("I/75", WEST, TASK=C.ASSAULT)
    war.place("Tereshkin", SUMMIT, TASK=C.HOLD)
    war.open(31, "I/75", SUMMIT)
    war.state.rows[0, S.PRESS] = 1
    war.state.missions[[0, 47], S.M_USED] = 1
    war.state.accord[0, [S.TRUCE_TERM, S.TRUCE_BEGUN]] = HALT, -1
    war.state.clock[S.TURN] = 50
    war.row("II/75")[[S.TASK, S.HEX]] = C.ASSAULT, -1
    assert war.call(truce.stop_fire) == 1
    assert not war.state.rows[:, S.PRESS].any()
    assert not war.state.missions[:, S.M_USED].any()
    assert accord(war, "TRUCE_BEGUN") == [50]
    assert [int(war.row(u)[S.TASK]) for u in ("I/75", "Tereshkin", "II/75")] == [C.DIG, C.HOLD, C.ASSAULT]
    told = [(e["ACTOR"], e["TARGET"], e["HEX"], e["A"], e["B"], e["C"], e["SEEN"]) for e in war.told(C.EV_TRUCE)]
    assert told == [(-1, -1, -1, HALT, 0, 0, 3)]
    war.state.missions[0, S.M_USED] = 1
    assert war.call(truce.stop_fire) == 0
    assert war.state.missions[0, S.M_USED] == 1
    assert len(war.told(C.EV_TRUCE)) == 1


def test_a_truce_of_turn_0_has_begun(war):
    war.state.accord[0, S.TRUCE_BEGUN] = 0
    assert war.call(truce.stop_fire) == 0


def test_strikes_that_wait_are_called_off(war):
    war.state = war.state._replace(strikes=np.zeros((S.MAX_STRIKES, S.STRIKE_COLS), "i4"))
    war.state.strikes[:, S.Y_USED] = 1
    war.state.accord[0, S.TRUCE_TERM] = HALT
    war.call(truce.stop_fire)
    assert not war.state.strikes[:, S.Y_USED].any()


# ------------------------------------------------------------------ stay or leave
@pytest.mark.parametrize(("share", "control"), [(0, 0), (500, 0), (500, -50), (1000, 25)])
def test_the_odds_of_leaving_grow_with_the_other_s_share_and_the_government_s_hold(war, share, control):
    names = (S.TREATY_STAYS, S.TREATY_SHARE_OF, S.TREATY_LEAVE, S.TREATY_LEAVE_SHARE, S.TREATY_LEAVE_CONTROL)
    war.tables.treaty[list(names)] = JAPAN, SOVIET, 0.2, 2.0, 0.6
    war.state.forms[:, S.FORM_LINE_PM] = 77, share
    war.state.forms[:, S.FORM_CONTROL] = control, 33
    score = 0.2 + 2.0 * share / 1000 + 0.6 * control / 50  # 11.8
    assert war.call(truce.leave_pm) == math.floor(1000 / (1 + math.exp(-score)) + 0.5)


def signed(position: Position, begun: int, turn: int, decided: int = 0, last: int = 99) -> None:
    position.tables.treaty[[S.TREATY_STAYS, S.TREATY_FOLLOWS, S.TREATY_LAST_TURN]] = JAPAN, SOVIET, last
    position.tables.treaty[[S.TREATY_LEAVE, S.TREATY_LEAVE_SHARE, S.TREATY_LEAVE_CONTROL]] = 0.0
    position.state.accord[0, [S.SIGNED_TURN, S.TRUCE_BEGUN, S.DECIDED]] = 40, begun, decided
    position.state.clock[S.TURN] = turn
    position.state.forms[:, S.FORM_LINE_PM] = 400, 300


@pytest.mark.parametrize("seed", range(12))
def test_who_decides_nothing_is_decided_for(war, seed):
    signed(war, 41, 42)
    war.state.clock[S.SEED0], war.state.clock[S.PULSE] = seed, 0
    leaves = uniform(war.dice(), JAPAN, 1, C.D_AFTER) < 0.5  # logistic of 0
    war.call(truce.settle)
    assert form(war, JAPAN, "CHOICE") == [C.AFTER_LEAVE if leaves else C.AFTER_STAY]
    assert accord(war, "DECIDED") == [1]
    told = [(e["ACTOR"], e["TARGET"], e["HEX"], e["A"], e["B"], e["C"], e["SEEN"]) for e in war.told(C.EV_AFTER)]
    assert told == [(-1, -1, -1, form(war, JAPAN, "CHOICE")[0], JAPAN, 0, 3)]


def test_a_decision_made_stands(war):
    signed(war, 41, 42)
    war.state.forms[JAPAN, S.FORM_CHOICE] = C.AFTER_BACK
    war.call(truce.settle)
    assert form(war, JAPAN, "CHOICE") == [C.AFTER_BACK]


@pytest.mark.parametrize(
    ("begun", "turn", "decided", "signed_in", "last", "after"),
    [
        (-1, 42, 0, 40, 99, 0),  # the fire has not stopped
        (41, 41, 0, 40, 99, 0),  # nor in the turn in which it stops
        (41, 42, 0, 40, 99, 1),
        (0, 1, 0, 0, 99, 1),
        (41, 43, 1, 40, 99, 2),
        (41, 43, 2, 40, 99, 2),
        (41, 42, 0, -1, 99, 0),  # nothing signed
        (-1, 42, 0, 40, 42, 2),  # the calendar's last turn settles all
        (-1, 42, 0, -1, 42, 0),
        (41, 42, 1, 40, 42, 2),
    ],
)
def test_after_the_truce_there_is_one_decision_a_turn(war, begun, turn, decided, signed_in, last, after):
    signed(war, begun, turn, decided, last)
    war.state.accord[0, S.SIGNED_TURN] = signed_in
    war.call(truce.settle)
    assert accord(war, "DECIDED") == [after]
    assert len(war.told(C.EV_AFTER)) == after - decided


@pytest.mark.parametrize(
    ("first", "second", "choice", "lines"),
    [
        (C.AFTER_LEAVE, C.AFTER_OPEN, C.AFTER_FOLLOW, (0, 1000)),
        (C.AFTER_LEAVE, C.AFTER_STAND, C.AFTER_STAND, (0, 300)),
        (C.AFTER_BACK, C.AFTER_FOLLOW, C.AFTER_FOLLOW, (0, 1000)),
        (C.AFTER_STAY, C.AFTER_OPEN, C.AFTER_STAND, (400, 300)),
        (C.AFTER_STAY, C.AFTER_FOLLOW, C.AFTER_STAND, (400, 300)),
    ],
)
def test_a_hill_that_was_left_is_followed_up_or_not_and_the_lines_are_final(war, first, second, choice, lines):
    signed(war, 41, 43, 1)
    war.state.forms[:, S.FORM_CHOICE] = first, second
    war.call(truce.settle)
    assert form(war, SOVIET, "CHOICE") == [choice]
    assert tuple(form(war, side, "AFTER_PM")[0] for side in (JAPAN, SOVIET)) == lines
    told = [(e["ACTOR"], e["TARGET"], e["HEX"], e["A"], e["B"], e["C"], e["SEEN"]) for e in war.told(C.EV_AFTER)]
    assert told == [(-1, -1, -1, choice, SOVIET, 0, 3)]
