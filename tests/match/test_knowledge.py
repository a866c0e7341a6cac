"""Who may know what of an event: one table of factors and events; nobody is shown what is not declared for him (rule 8.3)."""

import math
import re
import secrets

import msgspec
import numpy as np
import pytest

from game.files.battle.scenarios import find_scenarios, load_scenario
from game.match.battle.events import RawEvents, name_events
from game.match.battle.explain import explain
from game.match.battle.knowledge import HIDDEN, Factor, declared, known_rows
from game.match.battle.news import no_rows_words, result_words, row_words
from game.model.ruling import EventText, FactorText
from game.rules.battle import codes as C
from game.rules.battle import work as W
from tests.match.conftest import replay

FIRER = (
    "F_RIFLES",
    "F_SATURATION",
    "F_MEN",
    "F_SUPPRESSED",
    "F_AMMUNITION",
    "F_ROUNDS",
    "F_ON_TARGET",
    "F_AREA",
    "F_OVERLAP",
)
DEFENDER = ("F_MEN_DEF", "F_WORKS_CC", "F_SUP_DEF", "F_RESERVE")
ATTACKER = ("F_MEN_ATT", "F_SUP_ATT", "F_ESCORT", "F_HOLD")


@pytest.fixture(scope="module")
def crest():
    """Three days about the crest, under a seed that nobody chose."""
    seed = secrets.randbelow(2**32)
    print(f"seed {seed}")
    return replay(load_scenario("hold-the-crest"), seed=seed)


def seen(match, side):
    """The events of a game as a side may know them."""
    return [event for record in match.records for event in name_events(match.scenario, record.raw, side)]


@pytest.mark.parametrize("name", find_scenarios())
def test_every_factor_and_event_of_the_rules_is_declared(name):
    table = declared(load_scenario(name))
    assert set(table.factors) == {v for k, v in vars(C).items() if k.startswith("F_")}
    assert set(table.events) == {v for k, v in vars(C).items() if k.startswith("EV_")}


@pytest.mark.parametrize(
    ("kind", "lacking"), [(FactorText, "of"), (EventText, "form"), (EventText, "actor"), (EventText, "numbers")]
)
def test_a_factor_or_event_that_says_not_who_may_know_it_is_refused(night, kind, lacking):
    whole = msgspec.to_builtins((night.factors if kind is FactorText else night.events)[0])
    assert msgspec.convert(whole, kind, strict=False)
    with pytest.raises(msgspec.ValidationError, match=lacking):
        msgspec.convert({k: v for k, v in whole.items() if k != lacking}, kind, strict=False)


def test_no_name_of_code_or_parameter_stands_in_a_name_of_a_factor_or_event(night):
    for told in (*(f.name for f in night.factors), *(re.sub(r"\{\w+\}", "", e.text) for e in night.events)):
        assert not re.search(r"[A-Z]{2}|_", told), told
        assert re.search(r"\w", told)


def test_men_under_fire_learn_of_the_firer_no_more_than_a_band(crest):
    for side in crest.scenario.sides:
        under_fire = [e for e in seen(crest, side) if e.kind in ("EV_FIRE", "EV_SHELLS", "EV_BOMBS")]
        for event in under_fire:
            assert event.actor == ""
            assert {f.code for f in event.factors}.isdisjoint(FIRER)
            (band,) = (f for f in event.factors if f.code == "F_OTHER")
            assert band.high == 2 * band.low
            why = explain(crest.scenario, event)
            assert why.least < why.most
            assert why.whole


def test_in_a_contest_each_side_knows_its_own_men_and_a_band_of_the_others(night, replayed):
    rounds = 0
    for side in night.sides:
        for event in seen(replayed, side):
            if event.kind not in ("EV_CONTEST", "EV_COUNTER"):
                continue
            rounds += 1
            codes, attacks = {f.code for f in event.factors}, night.counter(event.actor).side == side
            assert codes.isdisjoint(DEFENDER if attacks else ATTACKER)
            assert codes & set(ATTACKER if attacks else DEFENDER)
            assert "F_OTHER" in codes
    assert rounds > 3


def test_the_band_holds_what_the_record_knows(crest):
    table, number = declared(crest.scenario), {f.code: k for k, f in declared(crest.scenario).factors.items()}
    for record in crest.records[:6]:
        for event in name_events(crest.scenario, record.raw):
            kind, rows = getattr(C, event.kind), [(number[f.code], f.value) for f in event.factors]
            for acting in crest.scenario.sides:
                known, whole = known_rows(table, kind, rows, crest.scenario.sides[0], acting)
                if whole and table.events[kind].form == "product" and rows:
                    least, most = (math.prod(f[k] for f in known) for k in (1, 2))
                    assert least * (1 - 1e-9) <= math.prod(v for _, v in rows) <= most * (1 + 1e-9)


def test_what_a_side_may_not_know_changes_nothing_that_it_is_shown(crest):
    """Rows of the other side are changed inside their band, rows that nobody is told of at will."""
    scenario, table = crest.scenario, declared(crest.scenario)
    changed = 0
    for record in crest.records:
        raw = record.raw
        for index, side in enumerate(scenario.sides):
            factors = np.array(raw.factors)
            for row in raw.events.tolist():
                acting = _acting(scenario, row, table)
                own = range(row[W.E_FIRST], row[W.E_FIRST] + row[W.E_COUNT])
                foreign = [
                    k for k in own if table.factors[int(factors[k, 0])].of == ("foe" if acting == index else "actor")
                ]
                banded = [k for k in foreign if table.factors[int(factors[k, 0])].other == "band"]
                for k in {*foreign} - {*banded}:
                    factors[k, 1] += 1000.0
                if len(banded) > 1 and table.events[row[W.E_KIND]].form == "product":
                    factors[banded[0], 1] *= 4.0
                    factors[banded[1], 1] /= 4.0
                    changed += 1
            other = RawEvents(raw.turn, raw.first_pulse, raw.events, factors)
            assert name_events(scenario, other, side) == name_events(scenario, raw, side)
    assert changed > 50


def _acting(scenario, row, table):
    """Index of the side that acts in an event, -1 if none does."""
    if table.events[row[W.E_KIND]].side_in_b:
        return row[W.E_B]
    counters, wings = scenario.counters, scenario.flying
    for number, flip in ((row[W.E_ACTOR], False), (row[W.E_TARGET], True)):
        if 0 <= number < len(counters) + len(wings):
            who = counters[number] if number < len(counters) else wings[number - len(counters)]
            return scenario.sides.index(who.side) ^ flip
    return -1


def test_a_break_is_explained_to_its_own_side_and_only_told_to_the_other(crest):
    told = 0
    for side in crest.scenario.sides:
        for event in seen(crest, side):
            if event.kind != "EV_BROKEN":
                continue
            told += 1
            why, own = explain(crest.scenario, event), crest.scenario.counter(event.actor).side == side
            assert not why.follows
            assert why.whole is own
            assert bool(why.lines) is own
            assert own or "enemy" in no_rows_words(why)
            assert not own or why.expected < 0  # cohesion above what is needed
    assert told


def test_a_band_reads_as_a_band(night):
    (line,) = [f for f in night.factors if f.code == "F_OTHER"]
    event = name_events(night, RawEvents(6, 0, np.zeros((0, W.EVENT_COLS), "i4"), np.zeros((0, 2))))
    assert event == ()
    fire = _event("EV_FIRE", (Factor("F_OTHER", 64.0, 128.0), Factor("F_WORKS", 0.3, 0.3)))
    why = explain(night, fire)
    assert row_words(why, 0) == "64 – 128"
    assert row_words(why, 1) == "×0.30"
    assert result_words(why) == "Product 19 to 38 expected"
    assert line.other == "nothing"


def _event(kind, factors):
    from game.match.battle.events import Event

    return Event(6, 0, "", kind, "", "", None, (1, HIDDEN, HIDDEN), "", frozenset(), factors, True, 0)
