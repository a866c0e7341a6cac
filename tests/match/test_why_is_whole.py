"""Why is whole: every event opens its sum, or says what brought it about; the dead are told with their hit (annex D, rule 2.8).

Games of seeds that nobody chose, both staffs; the campaign's events of the desk by their declarations.
"""

import math
import secrets
from collections.abc import Sequence

import numpy as np
import pytest

from game import Match, load_scenario
from game.match.battle.events import Event, RawEvents, name_events
from game.match.battle.explain import explain
from game.match.battle.news import no_rows_words
from game.model.battle.scenario import Scenario
from game.players.battle.staffs import commander
from game.rules.battle import codes as C
from game.rules.battle import state as S
from game.rules.battle import work as W
from tests.marches import SCENARIOS

TURNS = 5
ORDERED = {"EV_DONE", "EV_ORDER", "EV_ACT", "EV_TALK_ASKED"}  # these alone follow from orders


@pytest.fixture(scope="module", params=SCENARIOS)
def match(request: pytest.FixtureRequest) -> Match:
    """The first turns of a scenario, of a game in which men break: not every night comes to it."""
    games = (first_turns(request.param, secrets.randbelow(2**32)) for _try in range(6))
    return next(match for match in games if any(e.kind == "EV_BROKEN" for e in told(match)))


def first_turns(name: str, seed: int) -> Match:
    """They are played by the staffs."""
    scenario = load_scenario(name)
    print(f"{name}, seed {seed}")
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


def raw(
    scenario: Scenario, *rows: tuple[int, int, int, int, str], pulses: Sequence[int] = (), hit: Sequence[int] = ()
) -> RawEvents:
    """Events on counter 0 in pulse 3: kind, a, b, c, and the parameter of those who die, "" if it is not about the dead.
    `pulses`, `hit`: other pulses, other counters, one for each; boats and men astride the river are hit who act."""
    events, factors = [], []
    for k, (kind, a, b, c, share) in enumerate(rows):
        listed = [(C.F_MEN_HIT, float(b)), (C.F_KILLED, scenario.parameter(share))] if share else []
        unit = hit[k] if hit else 0
        who = (unit, -1) if kind in (C.EV_FERRIED, C.EV_ASTRIDE) else (-1, unit)
        events.append((pulses[k] if pulses else 3, kind, *who, 0, a, b, c, 3, len(factors), len(listed)))
        factors += listed
    return RawEvents(1, 0, np.array(events, "i4"), np.array(factors, "f8").reshape(-1, 2))


def test_of_several_hits_the_last_tells_of_the_dead_of_all(night: Scenario):
    """4 and 6 men are hit by rifles and 5 by shells; 2 of the ten and 3 of the five die."""
    events = name_events(
        night,
        raw(
            night,
            (C.EV_FIRE, 4, 300, -1, ""),
            (C.EV_SHELLS, 5, 0, 0, ""),
            (C.EV_FIRE, 6, 200, -1, ""),
            (C.EV_KILLED, 2, 10, 0, "K_KILLED_FIRE"),
            (C.EV_KILLED, 3, 5, 0, "K_KILLED_SHELL"),
        ),
    )
    who = night.counters[0].id
    assert [e.text for e in events] == [
        f"{who} loses 4 to fire at 300 m",
        f"{who} loses 5 to shells, 3 of them killed",
        f"{who} loses 6 to fire at 200 m; killed among all 10 men hit in this way: 2",
    ]
    assert [e.killed and (e.killed.dead, e.killed.hit) for e in events] == [None, (3, 5), (2, 10)]


def test_the_dead_of_a_crew_are_not_taken_for_tanks(night: Scenario):
    """3 tanks are put out, 3 of their men are hit, 1 dies: the numbers agree and are not the same thing."""
    (event,) = name_events(night, raw(night, (C.EV_TANKS, 3, 300, 0, ""), (C.EV_KILLED, 1, 3, 0, "K_KILLED_FIRE")))
    assert event.text.endswith(f"{night.counters[0].id} at 300 m; killed among all 3 men hit in this way: 1")


def of_hits(events: Sequence[Event]) -> list[tuple[str, tuple[int, int] | None]]:
    """Kind of each event, with the dead and the hit that it tells of."""
    return [(e.kind, e.killed and (e.killed.dead, e.killed.hit)) for e in events]


def test_a_cause_is_drawn_for_once_a_pulse_in_the_order_of_the_rules(night: Scenario):
    """Rifles hit 4, of whom 1 dies; of the crews of 2 tanks 3 are hit, 2 die: the same share, first the men under fire."""
    rows = (
        (C.EV_FIRE, 4, 300, -1, ""),
        (C.EV_TANKS, 2, 300, 0, ""),
        (C.EV_KILLED, 1, 4, 0, "K_KILLED_FIRE"),
        (C.EV_KILLED, 2, 3, 0, "K_KILLED_FIRE"),
    )
    assert of_hits(name_events(night, raw(night, *rows))) == [("EV_FIRE", (1, 4)), ("EV_TANKS", (2, 3))]


@pytest.mark.parametrize(
    ("row", "more"),
    [
        ((C.EV_KILLED, 1, 3, 0, "K_KILLED_SHELL"), {}),  # it was shells, of which it does not hear
        ((C.EV_KILLED, 1, 6, 0, "K_KILLED_FIRE"), {}),  # five were hit that are told of
        ((C.EV_KILLED, 1, 3, 0, "K_KILLED_FIRE"), {"pulses": (3, 4)}),  # a quarter of an hour later
        ((C.EV_KILLED, 1, 3, 0, "K_KILLED_FIRE"), {"hit": (0, 1)}),  # another counter
    ],
)
def test_the_dead_are_not_put_to_a_hit_that_is_not_theirs(night: Scenario, row, more):
    events = name_events(night, raw(night, (C.EV_FIRE, 5, 300, -1, ""), row, **more))
    assert of_hits(events) == [("EV_FIRE", None), ("EV_KILLED", None)]


def test_who_dies_in_the_boats_is_told_with_the_landing_of_his_counter(night: Scenario):
    """The landing says lots first: how many are hit stands second, and its line names them apart."""
    (event,) = name_events(night, raw(night, (C.EV_FERRIED, 3, 3, 0, ""), (C.EV_KILLED, 1, 3, 0, "K_KILLED_SHELL")))
    assert event.killed is not None
    assert (event.actor, event.killed.dead, event.killed.hit) == (night.counters[0].id, 1, 3)
    assert event.text.endswith("killed among all 3 men hit in this way: 1")


def test_dead_whose_hit_a_side_does_not_hear_of_keep_a_line_of_their_own(night: Scenario):
    (event,) = name_events(night, raw(night, (C.EV_KILLED, 1, 3, 0, "K_KILLED_FIRE")))
    assert event.kind == "EV_KILLED"
