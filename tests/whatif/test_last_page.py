"""The last page of a battle: who fared how, where it turned, what luck did, and nothing that a player may not know yet."""

import json
import math
import re
from itertools import pairwise

import msgspec
import numpy as np
import pytest

from game.core.dice import logistic, new_dice
from game.core.rule import plain
from game.files.battle.scenarios import load_scenario
from game.match.battle import Match
from game.match.battle.verdict import between
from game.model.battle.decisions import Decision
from game.rules.battle import state as S
from game.whatif.battle import sheet
from game.whatif.battle.handout.sheets import sheets
from game.whatif.battle.last_page.course import steps, turned
from game.whatif.battle.last_page.luck import COUNTS, NAMES, UNITS, WEIGHTS, draws_of, luck_of, thirds_expected
from game.whatif.battle.last_page.other_luck import as_history, other_luck, replayed
from game.whatif.battle.last_page.page import page_of, pieces_of
from game.whatif.battle.last_page.plans import plans_of
from game.whatif.battle.last_page.review import as_json, review_of, share_lines, turned_line, worth_lines
from game.whatif.battle.last_page.seat import Closed, eyes
from game.whatif.battle.runs import Setting
from game.whatif.battle.runs import played as played_by
from tests.elsewhere import build, open_ground

SIDES = ("japan", "soviet")


@pytest.fixture(scope="module")
def night() -> Match:
    match = played_by(
        Setting(scenario=load_scenario("silent-assault"), commanders=("plain", "plain")), 1938, trace=True
    )
    match.seats = {"japan": "human", "soviet": "computer"}
    return match


@pytest.fixture(scope="module")
def campaign() -> Match:
    return played_by(Setting(scenario=load_scenario("changkufeng"), commanders=("plain", "plain")), 7, trace=True)


def part_way(night, **seats):
    match = night.branch(2)
    match.seats = seats
    return match


# ---------------------------------------------------------------- who may look
def test_a_battle_that_is_over_is_open_to_both_sides(night):
    assert eyes(night) == SIDES
    assert eyes(night, "soviet") == ("soviet",)


def test_a_game_that_goes_on_is_seen_from_the_players_own_seat_alone(night):
    match = part_way(night, japan="human", soviet="computer")
    assert eyes(match) == eyes(match, "japan") == ("japan",)
    with pytest.raises(Closed, match="its own seat, Japan"):
        eyes(match, "soviet")


@pytest.mark.parametrize(
    ("seats", "why"),
    [
        ({"japan": "human", "soviet": "mail"}, "game by file goes on"),
        ({"japan": "human", "soviet": "human"}, "two at one table goes on"),
        ({}, "does not say who plays it"),
        ({"japan": "computer", "soviet": "computer"}, "does not say who plays it"),
    ],
)
@pytest.mark.parametrize("side", ["", "japan"])
def test_of_any_other_game_that_goes_on_nothing_is_told(night, seats, why, side):
    with pytest.raises(Closed, match=why):
        review_of(part_way(night, **seats), side)


def test_a_game_that_goes_on_tells_nothing_of_the_other_side(night):
    """Its page is the same whatever the enemy has lost, and wherever those stand whom nobody sees."""
    match = part_way(night, japan="human", soviet="computer")
    page, facts = page_of(review_of(match)), as_json(review_of(match))
    theirs = np.asarray(match.tables.unit)[:, S.U_SIDE] == 1
    records = []
    for record in match.records:
        state = S.copy_state(record.state)
        state.units[theirs, S.LOST] += 300
        state.units[theirs, S.MEN] += 7
        unseen = theirs & (state.seen[: len(theirs), S.SEEN_NOW] == 0)
        assert unseen.any()
        state.units[unseen, S.HEX] = 26 * match.scenario.ground.columns + 18  # the summit
        records.append(record._replace(state=state))
    match.records = tuple(records)
    match._forget()
    assert page_of(review_of(match)) == page
    assert as_json(review_of(match)) == facts
    assert facts["luck"] is None
    assert facts["plans"] == {}
    assert all(list(turn["scores"]) == ["japan"] for turn in facts["turns"])


# ---------------------------------------------------------------- verdict and course
@pytest.mark.parametrize(
    ("points", "words"),
    [((62, 80), "Both sides reached"), ((50, 54), "Neither side"), ((30, 50), "USSR came nearer .* by 20 points")],
)
def test_the_verdict_is_by_both_sides_own_aims(night, points, words):
    scores = [night.score(side)._replace(total=float(n)) for side, n in zip(SIDES, points, strict=True)]
    assert re.match(words, between(night, scores))


def test_the_last_score_of_the_course_is_the_final_score(night):
    course = steps(night, SIDES)
    assert [s.number for s in course] == [r.turn.number for r in night.records]
    for side in SIDES:
        assert course[-1].scores[side].total == night.score(side).total
        lost = sum(u.lost for u in night.view(side).own) - sum(u.lost for u in night.branch(0).view(side).own)
        assert sum(s.men_lost[side] for s in course) == lost


@pytest.mark.long
def test_it_turned_where_the_lead_moved_most(campaign):
    course = steps(campaign, SIDES)
    found = turned(campaign, course)
    leads = [s.scores["japan"].total - s.scores["soviet"].total for s in course]
    moves = {k: b - a for k, (a, b) in enumerate(pairwise(leads), 1)}
    assert 1 <= len(found) <= 3
    assert [t.step for t in found] == sorted(t.step for t in found)
    for turn in found:
        assert turn.points == pytest.approx(moves.get(turn.step, turn.points))
    others = [abs(v) for k, v in moves.items() if k not in {t.step for t in found}]
    assert max(others) <= max(5.0, min(abs(t.points) for t in found))


def test_that_places_are_held_at_all_is_no_turn():
    """Nobody moves and nothing is fought over: the first turn is not called the one in which it turned."""
    match = Match.new(load_scenario("silent-assault"))
    match.resolve()
    assert turned(match, steps(match, SIDES)) == ()


# ---------------------------------------------------------------- luck
def test_every_kind_of_luck_has_a_name_a_unit_and_a_weight():
    assert set(NAMES) == set(UNITS) == set(WEIGHTS)


@pytest.mark.parametrize("score", [-2.5, 0.0, 0.7, 3.0])
def test_thirds_expected_are_those_of_many_contests(score):
    """Rule 3.8, drawn: a third for each DELTA_CC of the score with its logistic draw, three at most."""
    third = 1.0
    draws = [score + logistic(plain(new_dice(seed)), 1, 2, 3) for seed in range(4000)]
    moved = [math.copysign(min(3, math.floor(abs(z) / third)), z) for z in draws]
    won, lost = thirds_expected(score, third)
    assert won - lost == pytest.approx(np.mean(moved), abs=0.1)
    assert won == pytest.approx(np.mean([max(0.0, m) for m in moved]), abs=0.1)


@pytest.mark.long
def test_over_many_games_what_comes_is_what_was_to_be_expected():
    """Nothing is left out that would make luck look good or bad: sums over 60 nights differ by chance alone."""
    got, expected = dict.fromkeys(NAMES, 0.0), dict.fromkeys(NAMES, 0.0)
    setting = Setting(scenario=load_scenario("silent-assault"), commanders=("plain", "plain"))
    for seed in range(60):
        match = played_by(setting, seed, trace=True)
        for row in luck_of(match).rows:
            got[row.kind] += row.got
            expected[row.kind] += row.expected
    for kind in ("fire", "close", "contest"):
        assert expected[kind] > 500
        assert got[kind] == pytest.approx(expected[kind], rel=0.08)


def test_a_sides_share_is_of_all_the_draws_that_serve_it(night):
    luck = luck_of(night)
    draws = [d for k in range(len(night.records)) for d in draws_of(night, k)]
    for side in SIDES:
        mine = [d for d in draws if d.side == side]
        good, bad = (sum(way * d.gain >= COUNTS for d in mine) for way in (1, -1))
        assert luck.share(side) == (len(mine), good, bad)
    lines = share_lines(review_of(night))
    assert all(line in page_of(review_of(night)) for line in lines)
    assert as_json(review_of(night))["luck"]["by_side"]["japan"]["draws"] == luck.share("japan").draws


def test_rows_count_every_draw_and_good_ones_by_half_a_man(night):
    draws = [d for k in range(len(night.records)) for d in draws_of(night, k)]
    luck = luck_of(night)
    assert sum(r.draws for r in luck.rows) == len(draws)
    assert sum(r.good for r in luck.rows) == sum(d.gain >= COUNTS for d in draws)
    assert sum(r.bad for r in luck.rows) == sum(d.gain <= -COUNTS for d in draws)
    assert len(luck.strokes) == 5
    assert all(abs(d.gain) >= COUNTS and d.name in d.line for d in luck.strokes)


# ---------------------------------------------------------------- the same orders under other luck
@pytest.mark.parametrize("name", ["night", "campaign"])
def test_under_its_own_luck_the_same_orders_are_the_same_game(request, name):
    match = request.getfixturevalue(name)
    again, seats = replayed(as_history(match), match.seed)
    assert again.digest == match.digest
    assert not any(seat.dropped for seat in seats)


def test_other_luck_is_that_of_the_seeds_after_it_and_does_not_hang_on_the_number_of_games(night):
    few, more = other_luck(night, 3, workers=1), other_luck(night, 6, workers=1)
    assert few.games == 3
    for side in SIDES:
        assert more.scores[side][:3] == few.scores[side]
        assert few.median(side)[1:] == (None, None)
        assert more.median(side).low == min(more.scores[side])
    one, _seats = replayed(as_history(night), night.seed + 1)
    assert few.scores["japan"][0] == one.score("japan").total
    assert 0.5 < few.kept <= 1.0
    lines = worth_lines(review_of(night, "", more))
    assert len(lines) == 3
    assert "95 % interval" in lines[0]


def test_stopped_by_hand_the_games_that_are_done_count(night):
    def stop(done, _of):
        if done == 4:
            raise KeyboardInterrupt

    found = other_luck(night, 50, workers=1, progress=stop)
    assert (found.games, found.asked, found.notice) == (4, 50, "stopped by hand")


# ---------------------------------------------------------------- plan and claims
def test_the_computers_plan_is_told_and_a_persons_is_not(night):
    assert list(plans_of(night)) == ["soviet"]
    plan = night.scenario.plans_of("soviet")[0]
    night.seats = {"japan": "human", "soviet": f"plan:{plan.id}"}
    try:
        assert plans_of(night) == {"soviet": f"{plan.title}: {plan.text}"}
    finally:
        night.seats = {"japan": "human", "soviet": "computer"}


# ---------------------------------------------------------------- the page
def test_the_page_stands_alone_and_holds_all_there_is_to_tell(night, check):
    other = other_luck(night, 3, workers=1)
    review = review_of(night, "", other)
    text = page_of(review)
    check(text)
    assert text.count('<section class="turn"') == len(night.records)
    said = [*review.verdict, *(turned_line(review, t) for t in review.turned), *worth_lines(review)]
    said += [line for step in review.steps for lines in step.headlines.values() for line in lines]
    said += [*review.plans.values(), *(c.text for c in night.scenario.scoring.claims)]
    for line in said:
        assert line.replace("'", "&#x27;").replace("&amp;", "&") in text, line


@pytest.mark.long
def test_the_page_of_a_campaign_is_under_three_megabytes(campaign, check):
    text = page_of(review_of(campaign))
    check(text)
    assert len(text.encode()) < 3_000_000
    assert text.count('<section class="turn"') == len(campaign.records)


def test_the_map_of_a_turn_shows_the_counters_that_stand_in_its_window(night):
    window = sheet.window_of(night.scenario)
    text = page_of(review_of(night))
    last = text[text.index(f'id="turn{len(night.records) - 1}"') : text.index('<section class="after"')]
    shown = {one.split()[0] for title in re.findall("<title>(.*?)</title>", last) for one in title.split(", ")}
    for side in SIDES:
        for unit in night.view(side).own:
            if unit.hex is not None:
                assert (unit.id in shown) == window.holds(unit.hex), unit.id


def test_what_a_scenario_says_is_text_on_the_page(night):
    claim = msgspec.structs.replace(night.scenario.scoring.claims[0], text="<script>alert(1)</script>")
    review = review_of(night)
    object.__setattr__(review, "claims", ((claim.side, claim.text, "x"),))
    assert "<script>alert" not in page_of(review)


def test_facts_are_json_and_name_every_turn(night):
    facts = json.loads(json.dumps(as_json(review_of(night, "", other_luck(night, 2, workers=1)))))
    assert [t["name"] for t in facts["turns"]] == [s.name for s in steps(night, SIDES)]
    assert facts["other_luck"]["sides"]["japan"]["score"] == pytest.approx(night.score("japan").total)
    assert facts["over"] is True


# ---------------------------------------------------------------- elsewhere
@pytest.mark.parametrize("size", [None, (1, 1, ["I/7"])])
def test_a_battle_at_another_place_has_its_page_and_its_sheets(tmp_path, check, size):
    """Other sides, another map; one hex with a side that has nobody."""
    folder = build(tmp_path) if size is None else open_ground(build(tmp_path), *size)
    scenario = load_scenario(folder)
    match = played_by(Setting(scenario=scenario, commanders=("plain", "plain")), 1, trace=True)
    match.seats = {scenario.sides[0]: "human", scenario.sides[1]: "drawn"}
    review = review_of(match)
    text = page_of(review)
    check(text)
    assert all(review.name(side) in text for side in scenario.sides)
    for sheet_text in sheets(scenario).values():
        check(sheet_text)


def test_a_game_of_other_rules_is_told_without_its_luck(night, tmp_path):
    """Its positions can be read, what happened in its turns cannot."""
    path = tmp_path / "old.journal"
    night.save(path)
    lines = path.read_text(encoding="utf-8").split("\n")
    path.write_text("\n".join([lines[0].replace('"rules":"', '"rules":"0.1.'), *lines[1:]]), encoding="utf-8")
    old = Match.load(path)
    assert old.is_read_only
    review = review_of(old)
    assert review.luck is None
    assert [s.scores["japan"].total for s in review.steps] == [s.scores["japan"].total for s in steps(night, SIDES)]
    assert page_of(review)


def test_one_sides_map_shows_the_enemy_as_it_saw_him_and_no_other(night):
    window = sheet.window_of(night.scenario)
    shown = {p.unit for p in pieces_of(review_of(night, "japan"), night.state) if window.holds(p.hex)}
    view = night.view("japan")
    seen = {c.id for c in view.contacts if window.holds(c.hex)}
    assert seen
    assert shown == seen | {u.id for u in view.own if u.hex is not None and window.holds(u.hex)}


def test_a_petition_that_was_refused_is_not_sent_again_of_its_own_accord():
    """The player asked once and let it be: so do the same orders, though the record would ask again."""
    scenario = load_scenario("changkufeng")
    for seed in range(20):
        match = Match.new(scenario, seed=seed)
        asked = next(p for p in match.view("japan").permissions if 0.2 <= p.odds < 0.9)
        match.resolve(trace=False, japan=[Decision(kind="ask", act=asked.act)])
        while not match.over:
            match.resolve(trace=False)
        if any(p.act == asked.act and p.status == "refused" for p in match.view("japan").permissions):
            break
    else:
        pytest.fail("no petition was refused")
    again, _seats = replayed(as_history(match), match.seed)
    assert again.digest == match.digest
