"""Computer seats of the strategic game (chapter 15): legal, alike for alike views, blind to what is hidden, stronger by level."""

import msgspec
import pytest

from game.match.theatre import Sheet, TheatreMatch
from game.match.theatre.legality import TheatreLegality
from game.match.theatre.sealing import seal
from game.match.theatre.views import TheatreView
from game.players.theatre.choices import changes
from game.players.theatre.course import Course
from game.players.theatre.plain import PlainSeat
from game.players.theatre.rollouts import rollouts
from game.players.theatre.seats import LEVELS, computer_seat, values_of
from game.players.theatre.temperament import Leaning
from game.rules.theatre import state as T
from game.whatif.theatre.measures import duel
from game.whatif.theatre.seated import Table, play_game, seated_match
from tests.kept import theatre

THEATRE = theatre()
SEATS = THEATRE.seat_ids
SEATED = [level for level in LEVELS if level != "empty"]


def at_turn(turn, seed=7):
    """A game of random seats that has come to a turn."""
    match = TheatreMatch.new(THEATRE, seed=seed)
    players = {seat: computer_seat("random", seat, THEATRE, seed=seed) for seat in SEATS}
    while match.turn.number < turn:
        match.resolve(**{seat: player.sheet(match.view(seat)) for seat, player in players.items()}, trace=False)
    return match


@pytest.mark.parametrize("level", [pytest.param(x, marks=pytest.mark.long) if x == "general" else x for x in SEATED])
def test_a_whole_game_is_legal_and_the_same_seed_plays_the_same(level):
    seats = dict.fromkeys(SEATS, level)
    match, _, _ = seated_match(Table("north-or-south", seats, last=6), 3)
    assert match.over
    again, _, _ = seated_match(Table("north-or-south", seats, last=6), 3)
    assert [r.sheets for r in again.records] == [r.sheets for r in match.records]
    assert again.digest == match.digest


def test_random_seats_use_everything_that_may_be_ordered():
    table = Table("north-or-south", dict.fromkeys(SEATS, "random"))
    sheets = [r.sheets[s] for seed in range(3) for r in seated_match(table, seed)[0].records for s in SEATS]
    assert any(s.moves for s in sheets)
    assert any(s.policy for s in sheets)
    assert any(s.answers for s in sheets)


def test_a_staff_without_temperament_is_silent():
    match = at_turn(3)
    for seat in SEATS:
        assert computer_seat("staff", seat, THEATRE, seed=1).sheet(match.view(seat)) == Sheet()


def test_a_temperament_reaches_for_force_more_often():
    def attacks(temperament):
        found = 0
        for seed in range(40):
            match = TheatreMatch.new(THEATRE, seed=seed)
            match.resolve(trace=False)
            match.resolve(trace=False)
            sheet = computer_seat("staff", "field", THEATRE, seed=seed, temperament=temperament).sheet(
                match.view("field")
            )
            found += "own_attack" in sheet.answers.get("S", {}).values()
        return found

    assert attacks("tsuji") > attacks("umezu")


def test_an_unknown_temperament_is_told_with_the_nearest():
    with pytest.raises(ValueError, match="nearest is tsuji"):
        Leaning(THEATRE, "tsuij")


@pytest.mark.parametrize("wrong", [("plain", "osaka"), ("perfect", "tokyo")])
def test_an_unknown_seat_or_level_is_told(wrong):
    with pytest.raises(ValueError, match="no "):
        computer_seat(*wrong, THEATRE, seed=1)


# ------------------------------------------------------------------------------------------------ fog
@pytest.mark.parametrize("level", SEATED)
@pytest.mark.parametrize("seat", SEATS)
def test_what_is_hidden_changes_no_order(level, seat):
    match = at_turn(9)
    changed = T.copy_position(match.position)
    number, theirs = match.engine.index.seat[seat], 1 if seat != "moscow" else 0
    for k in range(T.SEATS):
        if k != number:
            changed.seats[k, T.STANDING] = 1 if match.position.seats[k, T.STANDING] > 9 else 17
            changed.seen[k] *= 1.5
    changed.places[:, T.DEVIATION + theirs] += 2
    changed.places[:, T.COMING + theirs] += 1
    changed.clock[T.SEED0] ^= 0xABCDEF
    assert T.position_digest(changed) != match.digest
    sheets = []
    for position in (match.position, changed):
        legality = TheatreLegality(match.engine, seal(match.engine, position, seat), seat)
        view = TheatreView(match.engine, legality.sealed, seat, (), legality)
        sheets.append(computer_seat(level, seat, THEATRE, seed=11).sheet(view))
    assert sheets[0] == sheets[1]


# ------------------------------------------------------------------------------------------------ thinking
def test_the_best_sheet_of_the_plain_seat_comes_first_and_all_are_legal():
    view = at_turn(4).view("tokyo")
    player = PlainSeat("tokyo", THEATRE, values_of(THEATRE))
    sheets = player.sheets(view, 5)
    assert sheets[0] == player.sheet(view)
    assert len({msgspec.json.encode(s) for s in sheets}) == len(sheets) == 5
    assert all(view.refusal(s) is None for s in sheets)


def test_a_plain_tokyo_lets_wuhan_run_and_a_plain_moscow_stops_at_the_line():
    view = TheatreMatch.new(THEATRE, first=1).branch(1)
    for _ in range(3):
        view.resolve(trace=False)
    sheet = computer_seat("plain", "tokyo", THEATRE, seed=1).sheet(view.view("tokyo"))
    assert {"dropped", "delayed"}.isdisjoint(sheet.answers.get("W", {}).values())
    sheet = computer_seat("plain", "moscow", THEATRE, seed=1).sheet(view.view("moscow"))
    assert {"press", "enter"}.isdisjoint(sheet.answers.get("X1", {}).values())


def test_rollouts_of_the_same_sheet_are_the_same():
    view = at_turn(9).view("field")
    scores = rollouts(view, (Sheet(), Sheet()), 16, 5)
    assert scores.shape == (2, 16)
    assert (scores[0] == scores[1]).all()
    assert (rollouts(view, (Sheet(),), 16, 5)[0] == scores[0]).all()
    assert scores.min() >= 0.0


def test_rollouts_leave_the_game_alone():
    match = at_turn(9)
    before = match.digest
    rollouts(match.view("field"), (Sheet(),), 4, 5)
    assert T.position_digest(match.position) == before


@pytest.mark.long
@pytest.mark.parametrize("seat", SEATS)
def test_a_general_beats_random_and_thinks_no_longer_than_five_seconds_of_the_processor(seat):
    """Act I alone; whole games against plain seats: tests/long/test_theatre_general.py."""
    found = duel("north-or-south", seat, "general", "random", "staff", 5, 100, last=6)
    assert found.won.value >= 0.8
    assert found.gap.diff > 5.0
    assert found.slowest_s < 5.0


def test_a_general_is_found_under_the_name_that_older_games_give_him():
    match = at_turn(20)
    former, now = (computer_seat(level, "moscow", THEATRE, seed=5) for level in ("strong", "general"))
    assert former.sheet(match.view("moscow")) == now.sheet(match.view("moscow"))


@pytest.mark.parametrize("seat", SEATS)
def test_a_general_thinks_of_every_choice_once_and_of_none_that_is_refused(seat):
    view = at_turn(9).view(seat)
    sheet = PlainSeat(seat, THEATRE, values_of(THEATRE)).sheet(view)
    made = [change.on(sheet) for change in changes(view, sheet)]
    assert all(view.refusal(other) is None for other in made)
    assert len({msgspec.json.encode(other) for other in (sheet, *made)}) == len(made) + 1
    able = [p for p in view.policies if p.refusal is None and not p.sector]
    assert {c.value.id for c in changes(view, sheet) if c.part == ("policy",) and c.value} >= {
        p.id for p in able if sheet.policy is None or p.id != sheet.policy.id
    }


def test_a_course_plays_the_same_sheet_to_the_same_end_and_scores_what_the_game_does():
    match = at_turn(20)
    view = match.view("moscow")
    staffs = {s: PlainSeat(s, THEATRE, values_of(THEATRE)) for s in SEATS}
    guess = view.guess(3)
    course = Course(view.engine, guess, staffs, "moscow", staffs["moscow"].sheet(view))
    sheet = staffs["moscow"].sheet(view)
    one, again = course.ends(sheet, [guess, guess])
    assert T.position_digest(one) == T.position_digest(again)
    assert one.rest[T.OVER]
    assert course.scores([one])[0] == one.acts[2, T.ACT_SCORE + course.number]  # acts I and II are scored before


def test_a_choice_that_only_costs_is_not_made():
    """Moscow in the last turn: nothing follows an *aid* (its price is standing, and standing is scored)."""
    match = at_turn(24)
    view = match.view("moscow")
    policies = {p.id: p for p in view.policies}
    sheet = computer_seat("general", "moscow", THEATRE, seed=4).sheet(view)
    assert sheet.policy is None or policies[sheet.policy.id].price == 0 or sheet.policy.id == "aid"


def test_a_game_of_plain_seats_ends_with_scores_in_every_act():
    played = play_game(Table("north-or-south", dict.fromkeys(SEATS, "plain")), 1939)
    assert played.general_war or all(0.0 <= s <= 100.0 for scores in played.scores.values() for s in scores)
