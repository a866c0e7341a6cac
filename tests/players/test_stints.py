"""Run (rule 7.9): what a side stops for, who learns why, and how often a campaign asks for a person."""

import pytest

from game import Match, load_scenario
from game.match.battle.stops import IDS, INTERRUPTS, USUALLY_MUTED, Watch
from game.model.battle.decisions import Decision
from game.model.battle.orders import Order
from game.players.battle.plain import PlainCommander
from game.players.battle.stints import decisions_of, play_by_run, seconds
from game.players.battle.table import HUMAN, Table

MOST_STOPS, MOST_HOURS = 30, 3.0


@pytest.fixture(scope="module")
def campaign():
    return load_scenario("changkufeng")


@pytest.mark.slow
@pytest.mark.parametrize("side", ["japan", "soviet"])
@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_a_campaign_asks_for_a_person_thirty_times_at_most_and_takes_an_evening(campaign, side, seed):
    match, stops = play_by_run(campaign, side, seed)
    assert match.over
    assert 8 <= len(stops) <= MOST_STOPS
    assert seconds(stops) < MOST_HOURS * 3600
    assert all(stop.reasons or stop.turns in (0, 12) for stop in stops)
    assert not {reason.kind for stop in stops for reason in stop.reasons} & USUALLY_MUTED


@pytest.mark.slow
@pytest.mark.parametrize("side", ["japan", "soviet"])
def test_run_passes_over_no_answer_no_talk_and_no_choice(campaign, side):
    """Every turn of the game in which the side had such a thing before it begins with a stop."""
    match, stops = play_by_run(campaign, side, 3)
    stopped = {stop.turn.number for stop in stops}
    for played, record in enumerate(match.records[:-1], 1):
        view = match.branch(played).view(side)
        answered = any(e.kind == "EV_ANSWER" for e in match.events(record, side))
        talk = view.talk
        due = talk is not None and ((talk.is_today and not talk.agreed) or len(talk.choices) > 1)
        if answered or due:
            assert view.turn.number in stopped, (record.turn.name, answered, due)


def test_a_muted_kind_stops_nothing_and_with_all_muted_run_goes_its_whole_length(campaign):
    _, every = play_by_run(campaign, "japan", 1, muted=frozenset())
    _, none = play_by_run(campaign, "japan", 1, muted=IDS)
    assert len(none) < len(every)
    assert all(stop.turns == 12 for stop in none[1:])
    assert not any(stop.reasons for stop in none)


def test_the_same_view_and_events_give_the_same_reasons_whatever_the_enemy_plans(campaign):
    orders = {side: PlainCommander(side, campaign).orders for side in campaign.sides}
    match = Match.new(campaign, seed=5)
    watch, again = Watch(match.view("japan")), Watch(match.view("japan"))
    match.resolve(**{side: give(match.view(side)) for side, give in orders.items()})
    view = match.view("japan")
    first = watch.reasons(view, view.events)
    assert first == again.reasons(view, view.events)
    assert all(name not in reason.line for reason in first for name in ("Blyukher", "Moscow"))


def test_only_the_side_concerned_learns_why_a_run_of_two_people_stopped(campaign):
    table = Table(Match.new(campaign, seed=1), {"japan": HUMAN, "soviet": HUMAN})
    assert table.seal(run=True) == "soviet"
    assert table.seal(run=True) == ""
    while True:
        table.play_turn()
        goes_on = table.goes_on()
        table.begin_turn()
        if not goes_on:
            break
    told = {side: table.stop_lines(side) for side in campaign.sides}
    for side in campaign.sides:
        if not table.reasons[side]:
            assert told[side] == ["nothing of yours: the other side stopped"]
        else:
            assert told[side] == [reason.line for reason in table.reasons[side]]
    assert any(table.reasons.values())


def test_one_who_seals_makes_the_turn_a_single_one_for_both(campaign):
    table = Table(Match.new(campaign, seed=1), {"japan": HUMAN, "soviet": HUMAN})
    table.seal(run=True)
    table.seal()
    table.play_turn()
    assert not table.goes_on()
    assert table.stop_lines("japan") == table.stop_lines("soviet") == []


def test_plans_are_counted_and_not_counters():
    two = [Order(unit=unit, task="assault", target=(18, 26)) for unit in ("I/75", "III/75")]
    assert decisions_of((*two, Order(unit="II/75", task="dig"), Decision(kind="ask", act="x"))) == 3


def test_every_kind_of_stop_has_a_name_and_says_what_it_is():
    assert len(set(IDS)) == len(INTERRUPTS)
    assert all(i.name and i.about for i in INTERRUPTS)
    assert {"answer", "talk", "decision"} <= set(IDS) - USUALLY_MUTED
