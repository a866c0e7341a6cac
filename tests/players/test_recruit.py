"""The recruit: the staff with one human error a game, by legal orders, drawn by the seed and found in the journal."""

import io
import secrets

import pytest

from game import Match, load_scenario
from game.core.hexes import distance
from game.match.battle import Match as Battle
from game.model.battle.orders import Order
from game.players.battle.plain import PlainCommander
from game.players.battle.recruit import ERRORS, RecruitCommander, error_of, errors_of, is_garrison
from game.players.battle.staffs import commander
from game.players.battle.table import Table
from game.whatif.battle.last_page.plans import error_words, plans_of
from game.whatif.battle.last_page.review import as_json, review_of


@pytest.fixture(scope="module")
def night():
    return load_scenario("silent-assault")


@pytest.fixture(scope="module")
def counterattack():
    return load_scenario("first-counterattack")


def played(scenario, side, error, seed=3, turns=99):
    """A game of the recruit against the staff, every order of his looked at."""
    match = Match.new(scenario, seed=seed)
    recruit, foe = RecruitCommander(side, scenario, seed, error=error), scenario.other(side)
    staff = PlainCommander(foe, scenario)
    while not match.over and len(match.records) < turns:
        view, given = match.view(side), []
        for one in recruit.orders(view):
            assert view.refusal(one, given) is None, one
            given.append(one)
        match.resolve(trace=False, **{side: given, foe: staff.orders(match.view(foe))})
    return match


def turns_of(match, side):
    return [(r.turn, r.orders[side]) for r in match.records]


def assaults(match, side):
    return [[o for o in orders if o.verb.assaults] for _turn, orders in turns_of(match, side)]


# ------------------------------------------------------------ which error
@pytest.mark.parametrize("name", ["silent-assault", "first-counterattack"])
def test_the_seed_draws_one_of_the_errors_that_a_side_can_make_each_in_its_share(name):
    scenario = load_scenario(name)
    for side in scenario.sides:
        drawn = [error_of(scenario, side, seed) for seed in range(120)]
        can = errors_of(scenario, side)
        assert set(drawn) == set(can)
        assert all(abs(drawn.count(error) - 120 / len(can)) < 18 for error in can)  # three deviations of such a count


def test_who_is_dug_in_where_it_scores_need_not_come_at_all(night, counterattack):
    assert is_garrison(counterattack, "japan")  # 600 of 2,050 men stand on the hills
    assert errors_of(counterattack, "japan") == ("piecemeal", "hill")
    assert not is_garrison(night, "soviet")  # 175 of 892 men
    assert errors_of(night, "soviet") == tuple(ERRORS)


def test_by_name_he_makes_the_error_of_the_games_seed(night):
    for seed in range(8):
        assert commander("recruit", "japan", night, seed).error == error_of(night, "japan", seed)
    table = Table(Match.new(night, seed=6), {"japan": "human", "soviet": "recruit"})
    assert table.commander("soviet").__self__.error == error_of(night, "soviet", 6)


# ------------------------------------------------------------ the errors
def test_men_thrown_in_piecemeal_go_one_at_a_time(night):
    match = played(night, "japan", "piecemeal")
    counts = [len(found) for found in assaults(match, "japan")]
    staff = PlainCommander("japan", night).sheet(Match.new(night, seed=3).view("japan"))
    assert max(counts) == 1
    assert sum(o.verb.assaults for o in staff) > 1


def test_of_a_garrison_the_one_nearest_to_the_enemy_leaves_its_trench(counterattack):
    match = Match.new(counterattack, seed=3)
    he, foe = RecruitCommander("japan", counterattack, error="piecemeal"), PlainCommander("soviet", counterattack)
    gone = []
    for _turn in range(4):
        view = match.view("japan")
        given = he.orders(view)
        for order in (one for one in given if isinstance(one, Order) and one.verb.assaults):
            enemies = [c.hex for c in view.contacts]
            near = {u.id: min(distance(u.hex, h) for h in enemies) for u in view.own if u.hex is not None}
            assert order.target in enemies
            gone.append((match.turn.number, near[order.unit]))
        match.resolve(trace=False, japan=given, soviet=foe.orders(match.view("soviet")))
    assert gone
    assert len({turn for turn, _far in gone}) == len(gone)
    assert max(far for _turn, far in gone) <= 2


def test_forgotten_guns_have_no_mission_and_men_go_in_by_daylight(counterattack):
    first = counterattack
    match = played(first, "soviet", "guns", turns=6)
    given = turns_of(match, "soviet")
    assert not [o for _turn, orders in given for o in orders if o.verb.fires or o.verb.strikes]
    assert {turn.phase for turn, orders in given if any(o.verb.assaults for o in orders)} <= {
        "Morning",
        "Day",
        "Evening",
    }
    assert any(o.verb.fires for o in PlainCommander("soviet", first).sheet(Match.new(first, seed=3).view("soviet")))


def test_men_held_back_too_long_go_in_after_half_of_the_turns(night):
    match = played(night, "japan", "late")
    counts = [len(found) for found in assaults(match, "japan")]
    half = len(night.calendar.played()) // 2
    assert sum(counts[:half]) == 0
    assert sum(counts[half:]) > 0


def test_overcommitted_on_the_hill_nobody_is_sent_in_elsewhere(night):
    match = played(night, "soviet", "hill")
    goals = {o.target for found in assaults(match, "soviet") for o in found}
    assert goals == {night.place("changkufeng").hex}


# What the two numbers of an error are in a game of so many turns in which it was made.
SHOWS = {
    "piecemeal": lambda n, of, turns: n == of > 0,
    "guns": lambda n, of, turns: n == 0 < of,
    "late": lambda n, of, turns: n >= turns // 2 and of == turns,
    "hill": lambda n, of, turns: n == of > 0,
}


# ------------------------------------------------------------ found in the journal, told afterwards
@pytest.mark.parametrize("side", ["japan", "soviet"])
def test_the_error_is_found_in_the_journal_of_every_game(night, side, tmp_path):
    """A game of each error on a seed drawn now: what the orders of the journal show of it is what the error is."""
    for error in errors_of(night, side):
        seed = next(s for s in iter(lambda: secrets.randbits(32), -1) if error_of(night, side, s) == error)
        match = played(night, side, "", seed)
        match.seats = {side: "recruit", night.other(side): "human"}
        match.save(tmp_path / "game.journal")
        again = Battle.load(tmp_path / "game.journal")
        n, of = ERRORS[error].counts(night, turns_of(again, side))
        assert SHOWS[error](n, of, len(again.records)), (seed, error, n, of)
        told, shown = error_words(again, side)
        assert (told, shown) == (ERRORS[error].told, ERRORS[error].shown.format(n=n, all=of))
        assert plans_of(again) == {side: f"The staff's usual habit, with one human error. {told} {shown}"}


def test_the_last_page_tells_the_error(night):
    match = played(night, "soviet", "", 8)
    match.seats = {"japan": "human", "soviet": "recruit"}
    assert ERRORS[error_of(night, "soviet", 8)].told in as_json(review_of(match))["plans"]["soviet"]


def test_at_the_end_in_the_terminal_the_error_is_told_and_not_before(monkeypatch, capsys):
    from game.cli.main import main

    told = [error.told for error in ERRORS.values()]
    for turns in (1, 9):
        monkeypatch.setattr("sys.stdin", io.StringIO("seal\n" * turns + "quit\n"))
        assert main(["play", "silent-assault", "--side", "japan", "--text", "--against", "recruit", "--seed", "8"]) == 0
        said = capsys.readouterr().out
        assert sum(line in said for line in told) == (turns == 9)
    assert "The recruit who commanded USSR: " in said


def test_during_the_game_the_error_is_not_told(night):
    match = played(night, "soviet", "", 8, turns=2)
    match.seats = {"japan": "human", "soviet": "recruit"}
    facts = as_json(review_of(match))
    assert facts["plans"] == {}
    assert not [error.told for error in ERRORS.values() if error.told in str(facts)]


def test_a_forecast_reckons_with_the_staff_in_the_recruits_place(night):
    table = Table(Match.new(night, seed=6), {"japan": "human", "soviet": "recruit"})
    view = table.match.view("soviet")
    assert table.expected("soviet")(view) == PlainCommander("soviet", night).orders(view)


def test_the_same_view_gives_the_same_orders_and_turns_may_be_asked_for_again(night):
    match = played(night, "japan", "late", turns=4)
    view = match.view("japan")
    he = RecruitCommander("japan", night, error="late")
    assert he.orders(view) == he.orders(view) == RecruitCommander("japan", night, error="late").orders(view)


def test_an_unknown_error_is_a_key_error(night):
    with pytest.raises(KeyError):
        RecruitCommander("japan", night, error="sleep")


def test_orders_are_orders(night):
    view = Match.new(night, seed=1).view("japan")
    for error in ERRORS:
        assert any(isinstance(one, Order) for one in RecruitCommander("japan", night, error=error).orders(view))
