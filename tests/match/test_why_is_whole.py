"""Why is whole: every event opens its sum, or says what brought it about; the dead are told with their hit (annex D, rule 2.8).

Games of seeds that nobody chose, both staffs; the campaign's events of the desk by their declarations.
"""

import math
import secrets

import pytest

from game import Match, load_scenario
from game.match.battle.events import Event
from game.match.battle.explain import explain
from game.match.battle.news import no_rows_words
from game.players.battle.staffs import commander
from game.rules.battle import codes as C
from game.rules.battle import state as S
from game.rules.battle import work as W
from tests.marches import SCENARIOS

TURNS = 5
ORDERED = {"EV_DONE", "EV_ORDER", "EV_ACT", "EV_TALK_ASKED"}  # these alone follow from orders


@pytest.fixture(scope="module", params=SCENARIOS)
def match(request: pytest.FixtureRequest) -> Match:
    """The first turns of a scenario."""
    scenario, seed = load_scenario(request.param), secrets.randbelow(2**32)
    print(f"{request.param}, seed {seed}")
    match = Match.new(scenario, seed=seed)
    seats = {side: commander("plain", side, scenario) for side in scenario.sides}
    while not match.over and len(match.records) < TURNS:
        match.resolve(**{side: seat.orders(match.view(side)) for side, seat in seats.items()})
    return match


def told(match: Match, side: str | None = None) -> list[Event]:
    return [e for record in match.records for e in match.events(record, side)]


def test_every_event_opens_its_rows_or_says_what_brought_it_about(match: Match):
    for event in told(match):
        why = explain(match.scenario, event)
        assert why.whole, "the record knows all"
        assert why.lines or why.said or event.kind in ORDERED, event
        assert why.follows == (event.kind in ORDERED), event


def test_a_side_opens_all_that_befell_its_own_and_is_told_who_knows_the_rest(match: Match):
    breaks = 0
    for side in match.scenario.sides:
        own = {c.id for c in match.scenario.counters if c.side == side}
        for event in told(match, side):
            why = explain(match.scenario, event)
            if event.kind in ("EV_BROKEN", "EV_DISRUPTED", "EV_RALLIED", "EV_ARRIVES"):
                breaks += event.actor in own
                assert bool(why.lines) == (event.actor in own), event
            if not (why.lines or why.said or event.kind in ORDERED):
                assert event.actor not in own
                assert "only the enemy" in no_rows_words(why)
    assert breaks


def test_the_desk_names_what_brought_about_what_it_did_not_reckon():
    scenario = load_scenario("changkufeng")
    for kind in scenario.events:
        event = Event(1, 0, "04:00", kind.code, "", "", None, (C.STOP_STACK, 0, 0), "", frozenset(), (), True, 0)
        words = no_rows_words(explain(scenario, event))
        if kind.form == "orders":
            assert ("follows from the orders" in words) == (kind.code in ORDERED), (kind.code, words)


def test_the_dead_are_told_with_their_hit_and_their_list_is_their_sum(match: Match):
    dead, hits = 0, 0
    for event in told(match):
        assert event.kind != "EV_KILLED"
        if event.killed is None:
            assert "killed" not in event.text
            continue
        hits += 1
        dead += event.killed.dead
        why = explain(match.scenario, event)
        assert why.lines
        assert why.killed is not None
        assert why.killed.lines[0].value == event.killed.hit
        mean = math.prod(line.value for line in why.killed.lines)
        assert event.killed.dead in {math.floor(mean), min(math.floor(mean) + 1, event.killed.hit)}
        assert event.killed.dead <= event.killed.hit
        if event.kind in ("EV_FIRE", "EV_SHELLS", "EV_BOMBS", "EV_CLOSE") and event.numbers[0] == event.killed.hit:
            assert event.text.endswith(f", {event.killed.dead} of them killed")
        else:
            assert event.text.endswith(f"killed among all {event.killed.hit} men hit in this way: {event.killed.dead}")
    rules = [int(r[W.E_A]) for record in match.records for r in record.raw.events if r[W.E_KIND] == C.EV_KILLED]
    assert hits == len(rules) > 5
    assert dead == sum(rules)
    assert dead <= int(match.state.units[:, S.KILLED].sum())


def test_a_side_hears_of_its_own_dead_alone(match: Match):
    for side in match.scenario.sides:
        own = {c.id for c in match.scenario.counters if c.side == side}
        dead = [e for e in told(match, side) if e.killed is not None]
        assert dead
        assert all((e.actor if e.kind == "EV_FERRIED" else e.target) in own for e in dead)
        whole = {(e.turn, e.pulse, e.target, e.killed.dead, e.killed.hit) for e in told(match) if e.killed is not None}
        assert {(e.turn, e.pulse, e.target, e.killed.dead, e.killed.hit) for e in dead} <= whole
