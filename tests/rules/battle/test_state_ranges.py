"""Ranges of the columns: every index fits its table, and what a game reaches lies within them."""

import numpy as np

from game import load_scenario
from game.core.ranges import index
from game.match.battle.engine import engine_of
from game.rules.battle import state as S
from game.rules.battle import state_ranges as R


def test_what_a_column_names_is_counted_in_its_table():
    """36 x 46 hexes; five terms, to each of which a form says yes without or with a commission: 4 answers to the fifth."""
    sizes = R.sizes_of(engine_of(load_scenario("changkufeng")).tables)
    assert (sizes["hexes"], sizes["units"], sizes["terms"], sizes["wings"]) == (36 * 46, 85, 5, 3)
    assert sizes["answers"] == 1024
    assert sizes["verbs"] == 9


def test_every_column_that_names_a_hex_a_counter_or_a_verb_says_so():
    places = (S.HEX, S.GOAL, S.START_LINE, S.FALLBACK, S.TRIGGER_HEX)
    assert {R.UNITS[c] for c in places} == {index("hexes")} == {R.ROWS[S.FROM], R.ROWS[S.TARGET], R.RANGES["paths"]}
    assert {R.ROWS[S.ATTACKER], R.ROWS[S.ATTACKER_2], R.MISSIONS[S.M_GROUP]} == {index("units")}
    assert (R.UNITS[S.TASK].least, R.UNITS[S.TASK].most, R.UNITS[S.TASK].of) == (0, -1, "verbs")


def test_a_way_is_no_longer_than_its_array():
    assert R.UNITS[S.PATH_AT].most == R.UNITS[S.PATH_LEN].most == S.MAX_PATH == 64


def test_the_opening_of_every_scenario_lies_in_its_ranges():
    from game.core.ranges import outside

    for name in ("silent-assault", "first-counterattack", "hold-the-crest", "changkufeng"):
        engine = engine_of(load_scenario(name))
        assert outside(engine.new_state(1938), R.RANGES, engine.sizes) == ""


def test_what_is_summed_does_not_overflow_its_column():
    """A sum that stands at its most and grows by a day's pulses of 1000 per mille still fits an i4."""
    assert R.SUM.most + 96 * 1000 < np.iinfo("i4").max
