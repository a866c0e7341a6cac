"""The night as data: codes have their words in order, hills their garrisons, the record stands inside its own bands."""

import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import game.match
import game.rules.battle
from game.core.hexes import distance
from game.model.battle.scenario import Scenario
from game.rules.battle import codes

CITED = re.compile(r"\b[Rr]ules? (\d+\.\d+(?:(?:, | and |-)\d+\.\d+)*)")
NUMBER = re.compile(r"\d+\.\d+")
FIELDS = {"actor", "target", "hex", "a", "b", "c"}
SUMMIT, SHOULDER, SECOND, BESIDE = (18, 26), (18, 27), (17, 21), (18, 20)


def numbers_in_the_code() -> Iterator[str]:
    """Rule numbers that a room of the rules or of the match names, the ends of a range included."""
    for package in (game.rules.battle, game.match):
        for path in Path(package.__path__[0]).glob("*.py"):
            for cited in CITED.findall(path.read_text(encoding="utf-8")):
                yield from NUMBER.findall(cited)


def in_order_of_their_number(prefix: str) -> list[str]:
    """Constants of `codes` with a prefix, as the rules number them."""
    found = [name for name in vars(codes) if name.startswith(prefix)]
    return sorted(found, key=lambda name: int(getattr(codes, name)))


def test_factors_and_events_have_their_words_in_the_order_of_their_numbers(night: Scenario):
    assert [f.code for f in night.factors] == in_order_of_their_number("F_")
    assert [e.code for e in night.events] == in_order_of_their_number("EV_")


def test_words_of_an_event_name_only_what_an_event_has(night: Scenario):
    named = {field for e in night.events for _, field, _, _ in Formatter().parse(e.text) if field}
    assert named <= FIELDS


def test_both_hills_are_held_by_counters_in_works_with_all_men_on_the_crest(night: Scenario):
    held = {c.hex: c for c in night.counters if c.side == "soviet" and c.hex in (SUMMIT, SHOULDER, SECOND, BESIDE)}
    assert {here: c.id for here, c in held.items()} == {
        SUMMIT: "Tereshkin",
        SHOULDER: "1/119",
        SECOND: "2/119",
        BESIDE: "59R",
    }
    assert all(c.crest == 3 and c.works_pm >= 350 and c.lmg + c.hmg > 0 for c in held.values())


def test_the_record_s_figures_lie_inside_their_own_bands(night: Scenario):
    figures = [
        o for o in night.outcomes if o.record is not None and o.record_low is not None and o.record_high is not None
    ]
    assert [o.id for o in figures if not o.record_low <= o.record <= o.record_high] == []
    assert {"japan_losses", "japan_killed"} <= {o.id for o in figures}


def test_losses_of_the_keyframes_and_of_the_outcomes_do_not_contradict_each_other(night: Scenario):
    both_hills = next(k for k in night.keyframes if k.at == "31 Jul 08:00")
    bands = {b.side: b for b in both_hills.losses}
    for side in night.sides:
        lost = next(o for o in night.outcomes if o.measure == "men_lost" and o.side == side)
        killed = next(o for o in night.outcomes if o.measure == "men_killed" and o.side == side)
        assert (bands[side].low, bands[side].high) == (lost.record_low, lost.record_high)
        assert (bands[side].killed_low, bands[side].killed_high) == (killed.record_low, killed.record_high)


def test_doubtful_soviet_losses_are_marked_so_and_have_no_single_figure(night: Scenario):
    bands = [b for k in night.keyframes for b in k.losses if b.side == "soviet"]
    assert [b.note for b in bands if b.confidence != "C" or not b.note] == []
    measured = [o for o in night.outcomes if o.side == "soviet" and o.measure in ("men_lost", "men_killed")]
    assert [o.id for o in measured if o.record is not None] == []


def test_start_lines_are_dry_and_one_or_two_hexes_before_their_goal_in_history_and_in_what_ifs(night: Scenario):
    water = {t.symbol for t in night.terrain if t.water}
    orders = [o for t in night.history for o in t.orders] + [o for w in night.what_ifs for o in w.orders]
    lines = [(o.unit, o.start_line, o.target) for o in orders if o.start_line and o.target and o.task == "assault"]
    assert len(lines) >= 8
    assert [line for line in lines if night.ground.symbol(line[1]) in water] == []
    infantry = [line for line in lines if not night.counter(line[0]).tanks]
    assert [line for line in infantry if not 1 <= distance(line[1], line[2]) <= 2] == []


def test_targets_measure_outcomes_that_exist_and_know_the_same_record(night: Scenario):
    outcomes = {o.id: o for o in night.outcomes}
    assert [t.id for t in night.targets if t.outcome not in outcomes] == []
    assert [t.id for t in night.targets if t.record is not None and t.record != outcomes[t.outcome].record] == []


def test_every_rule_number_that_the_code_names_is_in_the_book(night: Scenario):
    assert set(numbers_in_the_code()) - {r.number for r in night.rulebook} == set()


def test_the_reinforced_garrison_is_drawn_from_the_reserve_to_the_last_man_and_machine_gun(night: Scenario):
    alerted = next(w for w in night.what_ifs if w.id == "alerted-garrison")
    for what in ("men", "lmg", "hmg"):
        before = sum(getattr(night.counter(u.id), what) for u in alerted.units)
        assert sum(getattr(u, what) for u in alerted.units) == before, what
