"""The three scenarios of the incident as data: order of battle, arrivals, record and questions hold together."""

from collections import Counter as Tally
from itertools import pairwise

import pytest

from game import load_scenario
from game.files.battle.variants import apply
from game.match.battle.engine import engine_of
from game.model.battle.scenario import Scenario
from game.rules.battle.state import MEN

WHOLE, PARTS = "changkufeng", ("first-counterattack", "hold-the-crest")
VEHICLES = 24  # a side may have in a hex, rule 8.5


@pytest.fixture(params=(WHOLE, *PARTS))
def scenario(request: pytest.FixtureRequest) -> Scenario:
    return load_scenario(request.param)


@pytest.fixture(scope="module")
def whole() -> Scenario:
    return load_scenario(WHOLE)


def test_the_whole_has_about_25_and_50_counters(whole: Scenario):
    sides = Tally(c.side for c in whole.counters)
    assert 25 <= sides["japan"] <= 30
    assert 45 <= sides["soviet"] <= 58  # with the tanks of the reserve


def test_a_part_has_counters_of_the_whole_under_the_same_names(whole: Scenario):
    known = {c.id: (c.side, c.formation, c.type, c.names) for c in whole.counters}
    for name in PARTS:
        part = load_scenario(name)
        assert {c.id: (c.side, c.formation, c.type, c.names) for c in part.counters}.items() <= known.items()
        order = [c.id for c in whole.counters if part.has_counter(c.id)]
        assert [c.id for c in part.counters] == order


def test_counters_of_the_night_are_the_same_kind_here(whole: Scenario):
    for counter in load_scenario("silent-assault").counters:
        here = whole.counter(counter.id)
        assert (here.side, here.formation, here.type) == (counter.side, counter.formation, counter.type)


def test_companies_add_up_to_their_counter(scenario: Scenario):
    assert [c.id for c in scenario.counters if c.companies and sum(x.men for x in c.companies) != c.men + c.crew] == []


def test_every_counter_has_a_history_a_source_and_a_strength(scenario: Scenario):
    assert [c.id for c in scenario.counters if not c.history or not c.source or c.men + c.crew == 0] == []


def test_figures_of_men_are_never_sold_as_better_than_their_place(scenario: Scenario):
    """Only the picket of eleven is in every account."""
    assert [c.id for c in scenario.counters if c.confidence == "A"] in ([], ["Makhalin"])


def test_a_strength_that_every_account_attests_is_not_drawn_by_luck(whole: Scenario):
    """Eleven men in every game (rule 2.2); the estimates beside them are drawn."""
    assert [c.id for c in whole.counters if c.men and not c.band_pm] == ["Makhalin"]
    engine = engine_of(whole)
    picket, outpost = whole.unit_index("Makhalin"), whole.unit_index("Tereshkin")
    drawn = [engine.new_state(seed).units[:, MEN] for seed in range(12)]
    assert {int(men[picket]) for men in drawn} == {11}
    assert len({int(men[outpost]) for men in drawn}) > 6


def test_everybody_stands_or_arrives_on_ground_that_its_side_may_enter(scenario: Scenario):
    zones = {a.side: a.allowed_zones for a in scenario.armies}
    for counter in scenario.counters:
        here = counter.hex or counter.arrives_at
        assert here is not None, counter.id
        assert scenario.ground.zone(here) in zones[counter.side], counter.id


def test_no_hex_begins_with_more_than_24_vehicles(scenario: Scenario):
    stacks: Tally[tuple[str, object]] = Tally()
    for counter in scenario.counters:
        if counter.hex:
            stacks[counter.side, counter.hex] += counter.tanks
    assert [where for where, tanks in stacks.items() if tanks > VEHICLES] == []
    assert max(c.tanks for c in scenario.counters) <= VEHICLES


def test_every_arrival_of_the_whole_has_its_bounds(whole: Scenario):
    pulse = whole.calendar.pulse_of
    arriving = [c for c in whole.counters if c.arrives]
    assert len(arriving) >= 60
    for c in arriving:
        assert c.arrives_early, c.id
        assert c.arrives_late, c.id
        assert pulse(c.arrives_early) <= pulse(c.arrives) <= pulse(c.arrives_late), c.id


def test_the_corps_comes_up_as_the_record_has_it(whole: Scenario):
    """40th Division by 2 August, 32nd by the 5th, the 115th on the 8th, the armoured train on the 11th."""
    pulse = whole.calendar.pulse_of
    by = {
        "118": "2 Aug 04:00",
        "119": "2 Aug 04:00",
        "120": "2 Aug 04:00",
        "94": "5 Aug 16:00",
        "95": "5 Aug 16:00",
        "96": "5 Aug 16:00",
        "2MB": "6 Aug 04:00",
        "115": "8 Aug 08:00",
    }
    for formation, moment in by.items():
        members = whole.counters_of(formation)
        assert len([c for c in members if c.arrives]) >= 3
        assert [c.id for c in members if c.arrives and pulse(c.arrives) > pulse(moment)] == []
    assert pulse("11 Aug 00:00") <= pulse(whole.counter("2ATU").arrives) < pulse("11 Aug 06:00")


def test_guns_on_the_korean_bank_have_no_leave_before_the_counter_attack(whole: Scenario):
    shut = {c.id: c.released_from for c in whole.counters if not c.released}
    assert shut == {"I/25MA": "1 Aug Day", "II/25MA": "1 Aug Day"}
    assert all(load_scenario(part).counter(unit).released for part in PARTS for unit in shut)


def test_tanks_add_up_to_what_the_head_of_the_book_says(whole: Scenario):
    tanks = {f: sum(c.tanks for c in whole.counters_of(f)) for f in ("40", "32", "2MB")}
    assert tanks == {"40": 50, "32": 50, "2MB": 2 * 60 + 25 + 63}


def test_a_part_begins_as_the_record_stands(scenario: Scenario):
    """Counters that the keyframe of the start lists are where and as many as it says; the others are our own."""
    start = scenario.calendar.turn(scenario.calendar.start).first_pulse
    frame = next(k for k in scenario.keyframes if scenario.calendar.pulse_of(k.at) == start)
    listed = {p.unit: (p.hex, p.men, p.tanks) for p in frame.positions}
    begun = {c.id: (c.hex, c.men + c.crew, c.tanks) for c in scenario.counters if c.hex}
    off = [u for u in listed if u in begun and listed[u] != begun[u]]
    assert set(off) <= {"40TB/1"}  # its tanks are not in the row of the keyframe
    assert len(set(listed) & set(begun)) >= 8


def test_keyframes_put_nobody_in_water_or_beyond_his_line_and_no_hex_holds_both(scenario: Scenario):
    water = {t.symbol for t in scenario.terrain if t.water}
    zones = {a.side: a.allowed_zones for a in scenario.armies}
    for frame in scenario.keyframes:
        held: dict[tuple[int, int], str] = {}
        for p in frame.positions:
            side = scenario.counter(p.unit).side
            assert scenario.ground.symbol(p.hex) not in water, (frame.at, p.unit)
            assert scenario.ground.zone(p.hex) in zones[side], (frame.at, p.unit)
            assert held.setdefault(p.hex, side) == side, (frame.at, p.unit)


def test_keyframes_follow_the_clock_hear_both_sides_and_mark_what_is_certain(scenario: Scenario):
    pulses = [scenario.calendar.pulse_of(k.at) for k in scenario.keyframes]
    assert len(pulses) >= 5
    assert pulses == sorted(set(pulses))
    assert [k.at for k in scenario.keyframes if {a.side for a in k.accounts} != set(scenario.sides)] == []
    assert [
        (k.at, p.unit) for k in scenario.keyframes for p in k.positions if p.certain != (p.confidence in "AB")
    ] == []


def test_losses_are_counted_from_the_scenario_s_start_and_grow(scenario: Scenario):
    for side in scenario.sides:
        bands = [[b for b in k.losses if b.side == side] for k in scenario.keyframes]
        assert all(len(b) == 1 for b in bands), side
        highs = [(b[0].high, b[0].killed_high) for b in bands]
        assert highs[0] == (0, 0)
        assert all(a <= b or (a[0] >= 4000 and b[0] >= 4000) or b[0] < a[0] * 1.2 for a, b in pairwise(highs))
        assert all(b[0].killed_high <= b[0].high and b[0].killed_low <= b[0].low for b in bands)


def test_the_last_band_of_the_whole_holds_the_record_s_own_totals(whole: Scenario):
    last = {b.side: b for b in whole.keyframes[-1].losses}
    for outcome in whole.outcomes:
        if outcome.measure == "men_lost" and outcome.record is not None:
            assert last[outcome.side].low <= outcome.record <= last[outcome.side].high
    assert (last["japan"].confidence, last["soviet"].confidence) == ("A", "B")


def test_the_record_s_figures_lie_inside_their_own_bands_and_targets_know_them(scenario: Scenario):
    figures = [
        o for o in scenario.outcomes if o.record is not None and o.record_low is not None and o.record_high is not None
    ]
    assert [o.id for o in figures if not o.record_low <= o.record <= o.record_high] == []
    outcomes = {o.id: o for o in scenario.outcomes}
    assert [t.id for t in scenario.targets if t.record != outcomes[t.outcome].record] == []
    looked_at = {t.outcome for t in scenario.targets if t.tuned} | {o.id for o in scenario.outcomes if o.tuned}
    counted = [o.id for o in scenario.outcomes if o.measure == "men_lost" and o.record_low is not None]
    assert set(counted) - looked_at, "some count of losses is left that was never looked at"


def test_targets_of_the_campaign_are_those_that_were_set(whole: Scenario):
    bands = {t.id: (t.statistic, t.low, t.high) for t in whole.targets}
    assert bands["japan_losses_cover"] == ("covers", 1440, 1440)
    assert bands["soviet_losses"] == ("median", 3500, 4300)
    assert bands["tanks_out"] == ("median", 60, 100)
    assert bands["japan_killed_share"] == bands["soviet_killed_share"] == ("median", 0.25, 0.40)
    assert bands["line_held_3_august"] == ("share", 0.80, 0.97)


def test_the_weather_of_every_day_is_there_and_the_fog_where_the_record_has_it(whole: Scenario):
    days = {w.start.rsplit(" ", 1)[0] for w in whole.weather}
    dates = {t.date for t in whole.calendar.played()}
    assert dates - days <= {"13 Aug", "14 Aug"}  # nothing is known, and nothing changes
    skies = {w.start: w.sky for w in whole.weather}
    assert [skies[m] for m in ("29 Jul 06:00", "31 Jul 06:00", "2 Aug 04:00", "6 Aug 04:00")] == [
        "fog",
        "fog and rain",
        "fog",
        "fog",
    ]
    assert load_scenario(PARTS[0]).weather == load_scenario(PARTS[1]).weather == whole.weather


def test_what_ifs_ask_a_question_weigh_it_and_change_something(scenario: Scenario):
    assert "history" in {w.id for w in scenario.what_ifs}
    assert len(scenario.what_ifs) >= 6
    for what_if in scenario.what_ifs:
        assert what_if.question.endswith("?"), what_if.id
        changed = apply(scenario, what_if)
        if what_if.id == "history":
            assert changed is scenario
            continue
        assert {e.for_it for e in what_if.evidence} == {True, False}, what_if.id
        parts = ("counters", "parameters", "armies", "weather", "history")
        assert any(getattr(changed, part) != getattr(scenario, part) for part in parts), what_if.id
        assert [c.id for c in changed.counters if c.hex is None and not c.arrives] == []


def test_where_sources_differ_the_choice_is_a_named_option(whole: Scenario):
    asked = {w.id: w for w in whole.what_ifs}
    assert {"119th-in-the-south", "76th-late", "fuller-battalions", "one-heavy-battery"} <= set(asked)
    assert asked["76th-late"].arrivals == {"76": "late"}


def test_both_sides_claims_stand_beside_the_score(scenario: Scenario):
    assert {c.side for c in scenario.scoring.claims} == set(scenario.sides)
    assert {p.place for p in scenario.scored} >= {"changkufeng", "bezymyannaya", "hill-52"}


def test_the_rulebook_of_the_incident_says_how_counters_arrive(scenario: Scenario):
    numbers = [tuple(int(x) for x in r.number.split(".")) for r in scenario.rulebook]
    assert numbers == sorted(set(numbers))
    assert scenario.rule("8.6") is not None
    assert next(e.rule for e in scenario.events if e.code == "EV_ARRIVES") == "8.6"
    assert [e.code for e in scenario.events] == [e.code for e in load_scenario("silent-assault").events]
