"""Every factor: the list is the arithmetic, so it cannot drift from the result."""

import math

import pytest

from game.match.battle.explain import explain
from game.rules.battle import codes as C
from game.rules.battle import work as W


def events_of(match, kind):
    return [e for r in match.records for e in match.events(r) if e.kind == kind]


def test_the_factors_of_fire_multiply_to_the_hits_that_were_expected(night, replayed):
    fire = events_of(replayed, "EV_FIRE")
    assert len(fire) > 20
    for event in fire:
        why = explain(night, event)
        assert why.multiplies
        assert why.with_luck == pytest.approx(math.prod(f.value for f in event.factors))
        assert why.least == why.most  # the record knows all


def test_the_hits_drawn_in_a_night_agree_with_their_factors(replayed):
    drawn = expected = 0.0
    for record in replayed.records:
        for row in record.raw.events:  # those that hit nobody too
            if row[W.E_KIND] == C.EV_FIRE:
                drawn += int(row[W.E_A])
                first = int(row[W.E_FIRST])
                expected += math.prod(float(v) for _, v in record.raw.factors[first : first + int(row[W.E_COUNT])])
    assert expected > 50
    assert abs(drawn - expected) < 4 * math.sqrt(expected)


def test_every_factor_has_a_name_and_a_rule_of_the_book(night, replayed):
    for record in replayed.records:
        for event in replayed.events(record):
            for line in explain(night, event).lines:
                assert line.name
                assert not line.name.startswith("F_")
                assert night.rule(line.rule) is not None, line.code


def test_a_contest_shows_its_score_and_its_luck(night, replayed):
    for event in events_of(replayed, "EV_CONTEST"):
        why = explain(night, event)
        parts, beta, delta = dict(f[:2] for f in event.factors), night.parameter("BETA_CC"), night.parameter("DELTA_CC")
        assert parts["F_MELEE_ATT"] == pytest.approx(beta * math.log(night.parameter("MELEE_J")))
        assert why.expected == pytest.approx(math.fsum(v for code, v in parts.items() if code != "F_LUCK"))
        thirds = min(3, math.floor(abs(why.with_luck) / delta))
        assert event.numbers[0] == (thirds if why.with_luck > 0 else -thirds)


def test_every_event_reads_as_a_sentence(night, replayed):
    for record in replayed.records:
        for event in replayed.events(record):
            assert event.text
            assert "{" not in event.text
