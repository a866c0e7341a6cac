"""Rulings of 11.1 to 11.6: talks, forms, agreement. Terms and wills are the test's own where numbers count."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.core.dice import uniform
from game.rules.battle import codes as C
from game.rules.battle import state as S
from game.rules.battle import talks, truce
from tests.rules.battle.position import SUMMIT, Position

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
    is_talk = lambda turn: bool(war.call(talks.is_talk_turn, turn))  # noqa: E731
    war.tables = war.tables._replace(talk=np.array([25, 37, 49], "i4"))
    assert [t for t in range(60) if is_talk(t)] == [25, 37, 49]
    war.state.accord[0, S.TALK_EXTRA] = 30
    assert [t for t in range(60) if is_talk(t)] == [25, 30, 37, 49]
    war.state.accord[0, S.SIGNED_TURN] = 0
    assert [t for t in range(60) if is_talk(t)] == []


def test_without_politics_nobody_talks(position):
    position.tables = position.tables._replace(talk=np.array([3], "i4"))
    assert not position.call(talks.is_talk_turn, 3)
    assert position.call(talks.midnight) == position.call(talks.talks) == 0


# ------------------------------------------------------------------ lines
def held(position: Position, *sides: int) -> None:
    """Gives the scored places to sides (-1 nobody): Changkufeng 600, Bezymyannaya 250, Hill 52 150."""
    position.state.hexes[:, S.OWNER] = -1
    position.state.rows[:, S.USED] = 0
    for k, side in enumerate(sides):
        position.state.hexes[int(position.tables.place[k, 0]), S.OWNER] = side


@pytest.mark.parametrize(
    ("sides", "lines"),
    [((0, 0, 0), (1000, 0)), ((0, 1, -1), (600, 250)), ((1, 1, 0), (150, 850)), ((-1, -1, 0), (150, 0))],
)
def test_the_line_is_the_share_of_the_scored_places_by_weight(war, sides, lines):
    held(war, *sides)
    assert tuple(war.call(talks.line_pm, side) for side in (JAPAN, SOVIET)) == lines


def test_the_lines_that_a_truce_would_keep_are_noted(war):
    held(war, 0, 1, 1)
    war.state.clock[S.TURN] = 33
    war.call(talks.keep_lines)
    assert accord(war, "LINE_TURN") == [33]
    assert [form(war, side, "LINE_PM") for side in (JAPAN, SOVIET)] == [[600], [400]]


@pytest.mark.parametrize(
    ("now", "today", "noted"),
    [(95, True, True), (191, True, True), (94, True, False), (96, True, False), (95, False, False)],
)
def test_lines_are_noted_in_the_last_pulse_before_midnight_of_a_day_of_talks(war, now, today, noted):
    war.state.clock[[S.NOW, S.TURN]] = now, 40
    war.tables = war.tables._replace(talk=np.array([40 if today else 41], "i4"))
    war.call(talks.midnight)
    assert accord(war, "LINE_TURN") == [40 if noted else -1]


def test_terms_move_the_men_who_stand_on_ground_that_they_clear(war):
    war.tables.hex[war.hex(SUMMIT), S.H_ZONE] = C.ZONE_DISPUTED
    war.place("I/75", SUMMIT, MEN=300, CREW=20)
    war.place("II/75", SUMMIT, MEN=0, CREW=0)
    war.place("Tereshkin", SUMMIT, MEN=70, CREW=5)
    war.place("III/75", (9, 28), MEN=900)  # the Korean bank
    assert [war.call(talks.men_moved, term) for term in (HALT, MUTUAL, BACK, FIRST, X)] == [0, 395, 320, 320, 75]


# ------------------------------------------------------------------ forms
def test_a_form_is_sealed_as_it_is_written(war):
    war.call(talks.seal_form, SOVIET, 0b100111, 2, 1)
    assert form(war, SOVIET, "SEALED", "YES", "PROPOSAL", "UMPIRE") == [1, 0b100111, 2, 1]
    assert form(war, JAPAN, "SEALED", "YES", "PROPOSAL", "UMPIRE") == [0, 0, -1, 0]
    war.call(talks.urge_term, JAPAN, 0)
    assert (form(war, JAPAN, "URGED"), form(war, SOVIET, "URGED")) == ([1], [0])
    war.call(truce.choose_after, SOVIET, C.AFTER_STAND)
    assert (form(war, SOVIET, "CHOICE"), form(war, JAPAN, "CHOICE")) == ([C.AFTER_STAND], [0])
    assert [war.call(talks.ask_talk, JAPAN, 30), war.call(talks.ask_talk, JAPAN, 31)] == [1, 2]
    assert (accord(war, "TALK_EXTRA"), form(war, SOVIET, "REQUESTS")) == ([32], [0])


def will(position: Position, **changes: float) -> float:
    """Score of the Soviet will to `mutual` with all its causes told apart."""
    row = SOVIET * len(position.tables.term) + MUTUAL
    position.tables.will[:] = 1000.0
    given_ = dict(
        BASE=-3.0, SHARE=4.0, PAST_HALF=-5.0, DAY=0.25, LOSSES=0.8, MEN=400.0, OVER=-0.6, BEFORE=0.0, FIGHT=1.0
    )
    for name, value in {**given_, **changes}.items():
        position.tables.will[row, getattr(S, "WILL_" + name)] = value
    position.tables.treaty[[S.TREATY_SHARE_OF, S.TREATY_SINCE, S.TREATY_OVER, S.TREATY_URGE]] = SOVIET, 960, 6, 1.5
    return position.call(talks.will_score, SOVIET, MUTUAL)


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


@pytest.mark.parametrize(
    ("before", "ours", "theirs", "left"),
    [
        (0, 0, 0, -4.0),
        (0, 100, 0, -3.0),
        (0, 0, 100, -3.0),
        (0, 150, 50, -2.0),
        (200, 0, 0, -2.0),
        (0, 300, 200, 0.0),
        (900, 0, 0, 0.0),
    ],
)
def test_what_holds_before_a_battle_falls_away_as_both_sides_lose_men(war, before, ours, theirs, left):
    held(war)
    war.state.clock[S.NOW] = 960
    war.state.units[:, S.LOST] = 0
    war.row("Tereshkin")[S.LOST], war.row("I/75")[S.LOST] = ours, theirs
    war.state.sides[:, S.LEVEL] = 0
    war.tables.treaty[S.TREATY_FOUGHT] = before  # men lost by both in the days before the scenario
    assert will(war, BASE=0.0, LOSSES=0.0, BEFORE=-4.0, FIGHT=400.0) == pytest.approx(left)


@pytest.mark.parametrize(
    ("base", "against"), [(0.0, 0), (2.0, 0), (-math.log(3.0), 500), (-math.log(9.0), 800), (-30.0, 1000)]
)
def test_terms_go_against_a_government_by_how_far_its_odds_are_under_a_half(talk, base, against):
    talk.tables.will[:] = 0.0
    talk.tables.will[:, [S.WILL_MEN, S.WILL_FIGHT]] = 1.0
    talk.tables.will[:, S.WILL_BASE] = base
    yes(talk, {HALT: 3}, {HALT: 3})
    talk.call(talks.talks)
    assert accord(talk, "TRUCE_TERM") == [HALT]
    assert [form(talk, side, "AGAINST_PM")[0] for side in (JAPAN, SOVIET)] == [against, against]


@pytest.mark.parametrize("base", [-3.0, 0.0, 0.7, 6.0])
def test_odds_are_the_logistic_of_the_will(war, base):
    held(war)
    war.state.clock[S.NOW] = 960
    war.state.units[:, S.LOST] = 0
    war.state.sides[:, S.LEVEL] = 0
    will(war, BASE=base)
    assert war.call(talks.will_pm, SOVIET, MUTUAL) == math.floor(1000 / (1 + math.exp(-base)) + 0.5)


@settings(max_examples=30)
@given(seed=st.integers(0, 9999), scores=st.lists(st.floats(-4, 4), min_size=5, max_size=5))
def test_a_government_left_to_itself_says_yes_where_will_and_mood_are_above_nought(war_engine, seed, scores):
    position = Position(war_engine, seed)
    clear_forms(position)
    held(position)
    position.state.units[:, S.LOST] = 0
    position.tables.will[:] = 0.0
    position.tables.will[:, [S.WILL_MEN, S.WILL_FIGHT]] = 1.0
    position.tables.will[5:10, S.WILL_BASE] = scores
    position.state.clock[S.PULSE] = 0
    u = uniform(position.dice(), SOVIET, 0, C.D_TALK)
    position.state.clock[S.PULSE] = 31
    position.call(talks.fill_form, SOVIET)
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
        war.call(talks.fill_form, side)
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
    assert war.call(talks.agreed) == bit


@pytest.mark.parametrize(
    ("now", "at"), [(960, 960 + 48), (960 + 48, 960 + 48), (960 + 49, 960 + 96 + 48), (1007, 1008)]
)
def test_fire_stops_at_the_next_noon(war, now, at):
    war.tables.treaty[S.TREATY_HOUR] = 48  # 12:00 in pulses of the day
    war.state.clock[[S.NOW, S.TURN]] = now, 41
    war.call(talks.sign, 2 * BACK + 1)
    assert accord(war, "SIGNED_TURN", "TRUCE_TERM", "COMMISSION", "TRUCE_AT") == [41, BACK, 1, at]
    told = [(e["ACTOR"], e["TARGET"], e["HEX"], e["A"], e["B"], e["C"], e["SEEN"]) for e in war.told(C.EV_TALK)]
    assert told == [(-1, -1, -1, BACK, 1, at, 3)]


@pytest.mark.parametrize(("japan", "soviet", "both"), [(0, 0, 0), (1, 0, 0), (0, 1, 0), (1, 1, 1)])
def test_an_umpire_is_for_two(war, japan, soviet, both):
    war.state.forms[:, S.FORM_UMPIRE] = japan, soviet
    war.call(talks.sign, 2 * HALT)
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
    war.call(talks.sign, 2 * term)
    assert tuple(form(war, side, "LINE_PM")[0] for side in (JAPAN, SOVIET)) == lines


@pytest.mark.parametrize(
    ("japan", "soviet", "alone"),
    [({}, {}, [0, 0]), ({HALT: 1}, {}, [0, 1]), ({}, {X: 2}, [1, 0]), ({HALT: 1}, {X: 1}, [0, 0])],
)
def test_who_says_no_to_everything_while_the_other_offers_something_refuses_alone(talk, japan, soviet, alone):
    yes(talk, japan, soviet)
    talk.call(talks.talks)
    assert [form(talk, side, "ALONE")[0] for side in (JAPAN, SOVIET)] == alone
    told = [(e["ACTOR"], e["TARGET"], e["HEX"], e["A"], e["B"], e["C"], e["SEEN"]) for e in talk.told(C.EV_TALK)]
    assert told == [(-1, -1, -1, -1, 0, -1, 3)]
    assert accord(talk, "SIGNED_TURN") == [-1]


def test_a_talk_makes_the_proposals_known_and_burns_the_forms(talk):
    yes(talk, {HALT: 1}, {X: 1})
    talk.state.forms[:, S.FORM_PROPOSAL] = HALT, X
    talk.state.forms[:, [S.FORM_UMPIRE, S.FORM_URGED]] = 1
    talk.call(talks.talks)
    told = [(e["ACTOR"], e["TARGET"], e["HEX"], e["A"], e["B"], e["C"], e["SEEN"]) for e in talk.told(C.EV_PROPOSAL)]
    assert told == [(-1, -1, -1, HALT, JAPAN, 0, 3), (-1, -1, -1, X, SOVIET, 0, 3)]
    assert accord(talk, "TALKS_HELD") == [1]
    for side, said in ((JAPAN, HALT), (SOVIET, X)):
        assert form(talk, side, "SEALED", "YES", "PROPOSAL", "UMPIRE", "URGED", "SAID") == [0, 0, -1, 0, 0, said + 1]


def test_a_sealed_form_is_not_filled_by_the_government(talk):
    talk.tables.will[:, S.WILL_BASE] = 99.0
    yes(talk, {}, {})
    talk.call(talks.talks)
    assert accord(talk, "SIGNED_TURN") == [-1]
    talk.state.clock[S.TURN] = 0
    talk.tables = talk.tables._replace(talk=np.array([0], "i4"))
    talk.call(talks.talks)  # nobody sealed: both say yes to all
    assert accord(talk, "SIGNED_TURN", "TRUCE_TERM", "COMMISSION") == [0, HALT, 1]


@pytest.mark.parametrize(("noted_in", "japan"), [(True, 111), (False, 600)])
def test_lines_noted_at_midnight_of_the_talk_stand(talk, noted_in, japan):
    held(talk, 0, -1, -1)
    turn = int(talk.state.clock[S.TURN])
    talk.state.accord[0, S.LINE_TURN] = turn if noted_in else turn - 1
    talk.state.forms[JAPAN, S.FORM_LINE_PM] = 111
    yes(talk, {HALT: 1}, {HALT: 1})
    talk.call(talks.talks)
    assert form(talk, JAPAN, "LINE_PM") == [japan]
    assert accord(talk, "SIGNED_TURN", "LINE_TURN") == [turn, turn]


def test_nothing_is_talked_of_in_the_middle_of_a_turn_nor_on_other_days(talk):
    yes(talk, {HALT: 1}, {HALT: 1})
    talk.state.clock[S.NOW] -= 1
    talk.call(talks.talks)
    assert accord(talk, "SIGNED_TURN", "TALKS_HELD") == [-1, 0]
    assert form(talk, JAPAN, "SEALED") == [1]
    talk.state.clock[S.NOW] += 1
    talk.state.clock[S.TURN] -= 1
    talk.call(talks.talks)
    assert accord(talk, "SIGNED_TURN", "TALKS_HELD") == [-1, 0]
    assert form(talk, JAPAN, "SEALED") == [0]  # a form is for one talk


@pytest.mark.parametrize(("extra", "said"), [(0, []), (1, [(-1, -1, -1, 0, 0, 0, 3)]), (2, [])])
def test_a_talk_asked_for_is_announced_for_the_next_turn(talk, extra, said):
    talk.state.accord[0, S.TALK_EXTRA] = talk.state.clock[S.TURN] + extra
    yes(talk, {}, {})
    talk.call(talks.talks)
    told = [(e["ACTOR"], e["TARGET"], e["HEX"], e["A"], e["B"], e["C"], e["SEEN"]) for e in talk.told(C.EV_TALK_ASKED)]
    assert told == said


def test_the_end_of_a_turn_settles_what_follows_the_truce(talk):
    talk.state.accord[0, [S.SIGNED_TURN, S.TRUCE_BEGUN]] = 0, 0
    talk.state.forms[JAPAN, S.FORM_CHOICE] = C.AFTER_STAY
    assert talk.call(talks.talks) == 0
    assert accord(talk, "DECIDED") == [1]


def test_midnight_is_noted_and_no_more(war):
    assert war.call(talks.midnight) == 0
