"""A game that begins at a moment of the record: where everybody stands, what he has, what is known and allowed."""

import pytest

from game.core.hexes import distance
from game.files.battle.record_moment import at_record, moment_id, moment_of, moments
from game.files.battle.scenarios import load_scenario
from game.files.battle.variants import varied
from game.match.battle import Match


@pytest.fixture(scope="module")
def incident():
    return load_scenario("changkufeng")


def begun(scenario, name):
    return at_record(scenario, scenario.calendar.turn(name))


def test_counters_stand_where_the_record_has_them(incident):
    for turn in moments(incident)[1::4]:
        made = at_record(incident, turn)
        told = incident.record.standing(turn.first_pulse, turn)
        sides = {}
        for s in told:
            sides.setdefault(s.hex, set()).add(s.side)
        apart = [s.unit for s in told if made.counter(s.unit).hex != s.hex]
        assert all(len(sides[s.hex]) == 2 for s in told if s.unit in apart), turn.name
        assert len(apart) <= 3
        held = {}
        for c in made.counters:
            if c.hex is not None:
                held.setdefault(c.hex, set()).add(c.side)
        assert all(len(s) == 1 for s in held.values()), turn.name


def test_who_came_last_to_a_shared_hex_steps_aside(incident):
    """2 Aug Evening: I/75 has been on the summit for days, I/119 came up to it in the day."""
    made = begun(incident, "2 Aug Evening")
    summit = incident.place("changkufeng").hex
    assert made.counter("I/75").hex == summit
    assert made.counter("I/119").hex != summit


def test_men_are_the_records(incident):
    turn = incident.calendar.turn("3 Aug Morning")
    made = at_record(incident, turn)
    for s in incident.record.standing(turn.first_pulse, turn):
        counter = made.counter(s.unit)
        if s.men and incident.counter(s.unit).men:
            assert counter.men + counter.crew == max(s.men, counter.crew), s.unit


def test_the_opening_of_the_great_attack_is_that_of_its_own_scenario(incident):
    made, own = begun(incident, "6 Aug Day").politics.opening, load_scenario("hold-the-crest").politics.opening
    assert made.levels == own.levels
    assert set(made.done) == set(own.done)
    assert set(made.leaves) == set(own.leaves)
    assert made.fought == pytest.approx(own.fought, rel=0.1)


def test_who_is_to_come_comes_and_who_is_gone_is_gone(incident):
    made = begun(incident, "31 Jul Night")
    coming = [c for c in made.counters if c.hex is None and c.arrives]
    assert len(coming) > 40
    first = made.calendar.played()[0].first_pulse
    assert all(made.calendar.pulse_of(c.arrives) > first for c in coming)


def test_no_side_is_told_of_who_stands_far_off(incident):
    made = begun(incident, "3 Aug Morning")
    assert {k.side for k in made.intelligence} == set(made.sides)
    assert all(made.counter(k.unit).side != k.side for k in made.intelligence)
    own = {side: [c.hex for c in made.counters if c.hex and c.side == side] for side in made.sides}
    far = [
        (side, c.id)
        for side in made.sides
        for c in made.counters
        if c.hex and c.side != side and min(distance(c.hex, h) for h in own[side]) > 6
    ]
    assert far
    assert not {(k.side, k.unit) for k in made.intelligence} & set(far)


def test_its_id_is_a_variant_and_its_first_turn_the_scenario_itself(incident):
    turn = incident.calendar.turn("3 Aug Morning")
    assert moment_id(turn) == "record-3-aug-morning"
    assert moment_of(incident, "record-3-aug-morning") == turn
    made = varied(incident, "record-3-aug-morning")
    assert (made.variant, made.calendar.start) == ("record-3-aug-morning", "3 Aug Morning")
    assert made.digest == at_record(incident, turn).digest != incident.digest
    assert at_record(incident, incident.calendar.played()[0]) is incident


def test_after_the_talks_nothing_is_begun(incident):
    assert moments(incident)[-1].name == "10 Aug Night"
    with pytest.raises(ValueError, match="needed a turn up to 10 Aug Night"):
        begun(incident, "11 Aug Day")


def test_it_is_played_saved_and_loaded(incident, tmp_path):
    match = Match.new(load_scenario("silent-assault"), variant="record-31-jul-morning", seed=5)
    match.resolve()
    match.save(tmp_path / "a.journal")
    again = Match.load(tmp_path / "a.journal")
    assert (again.digest, again.variant, again.notice) == (match.digest, "record-31-jul-morning", "")
    assert again.turn.name == "31 Jul Day"
