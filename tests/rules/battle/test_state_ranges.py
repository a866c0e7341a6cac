"""Ranges of the columns: every index fits its table, and what a game reaches lies within them."""

import numpy as np
import pytest

from game import load_scenario
from game.core.ranges import index, outside
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
    for name in ("silent-assault", "first-counterattack", "hold-the-crest", "changkufeng"):
        engine = engine_of(load_scenario(name))
        assert outside(engine.new_state(1938), R.RANGES, engine.sizes) == ""


def test_what_is_summed_does_not_overflow_its_column():
    """A sum that stands at its most and grows by a day's pulses of 1000 per mille still fits an i4."""
    assert R.SUM.most + 96 * 1000 < np.iinfo("i4").max


# ---------------------------------------------------------------- column by column, by hand
# The whole campaign: 1,656 hexes, 85 counters, 5 terms, 3 wings, 9 tasks; a number in its table begins with 0, -1 is none.
HEX, COUNTER, TERM, WING, PULSE, TURN = (-1, 1655), (-1, 84), (-1, 4), (-1, 2), (-1, 10**6), (-1, 10**4)
YES_NO, SHARE, MEN, COUNT, SUM = (0, 1), (0, 1000), (0, 10**5), (0, 10**6), (0, 10**9)
EVER = (-10_000, 10**6)
BY_HAND = {
    "units": {
        HEX: "HEX GOAL START_LINE FALLBACK TRIGGER_HEX",
        SHARE: "STEP_M SUP_PM COH_PM WORKS_PM LIMIT_PM LINE_PM LOCATED_PM BREAK_PM",
        MEN: "MEN CREW LMG HMG MORTAR GUNS AT TANKS BOGGED EFFORT_MEN STRAYED WORKSHOP LOTS LOTS_OVER "
        "FORTUNE_PM",  # of the usual losses, per mille
        PULSE: "START READY EFFORT_AT WORKSHOP_AT MOVES_UNTIL",
        YES_NO: "DISRUPTED BROKEN LOW",
        (0, 8): "TASK",
        (0, 2): "ACTIVE MANNER",  # waits, goes, goes in; open, silent, prepared
        (0, 3): "CREST TRIGGER",  # thirds of the men; none, hex lost, contested, tanks near
        (0, 64): "PATH_AT PATH_LEN",
        (0, 4): "GROUP_STATE",  # silent, defensive, open, shut, counter-battery
        (0, 5000): "OPEN_M",
        COUNT: "AT_SHOTS MOVED FIRED QUIET LOST KILLED LOST_FIRE LOST_SHELL LOST_CLOSE TANKS_LOST CAPTURED CUT "
        "TANKS_COUNTED TANKS_BACK",
    },
    "rows": {
        YES_NO: "USED ROW_SIDE PRESS",
        COUNTER: "ATTACKER ATTACKER_2",
        HEX: "FROM TARGET",
        (0, 5): "EDGE",
        SHARE: "GAP_M SHARE_PM",
        (0, 4): "STAGE",  # approach, heard, wire, crest, contested
        PULSE: "REFORM_AT COUNTER_AT OPENED",
        MEN: "LODGED",
        COUNT: "HEAR_M ROW_QUIET PREPARED",
    },
    "hexes": {(-1, 1): "OWNER", COUNT: "MARSH_COUNT", PULSE: "SHELLED TAKEN_AT"},
    "missions": {
        YES_NO: "M_USED",
        COUNTER: "M_GROUP",
        (0, 3): "M_KIND",  # preparation, defensive, interdiction, counter-battery
        HEX: "M_TARGET",
        PULSE: "M_FROM M_TO",
        COUNT: "M_ROUNDS M_FIRED M_PULSES",
    },
    "sides": {
        COUNT: "SHELLS",
        (0, 10): "LEVEL",
        (-1000, 1000): "PRICE",
        SUM: "SHELLS_FIRED GOT_KG NEED_KG LOTS_TURN",
        (0, 96): "DAY_PULSES",
        YES_NO: "SIDE_LOW",
    },
    "places": {SUM: "PLACE_SUM PLACE_SUM_FOE PLACE_PULSES", PULSE: "PLACE_TAKEN_AT PLACE_FIRST_ASSAULT"},
    "seen": {
        HEX: "SEEN_HEX",
        EVER: "SEEN_AT SEEN_SINCE",
        COUNT: "SEEN_MEN",
        YES_NO: "SEEN_NOW SEEN_CAME",
        MEN: "SEEN_TANKS",
        (0, 2_000_000): "SEEN_SIZE_PM",
    },
    "crossings": {COUNT: "X_ROUNDS X_CARRIED X_LEFT", PULSE: "X_SEEN_AT"},
    "leaves": {
        (0, 2): "LEAVE_HELD",  # no, by leave, alone
        TURN: "LEAVE_ASKED LEAVE_DUE LEAVE_DONE",
        SHARE: "LEAVE_ODDS_PM",
        COUNT: "LEAVE_ASKS LEAVE_REFUSED",
    },
    "forms": {
        YES_NO: "FORM_SEALED FORM_UMPIRE",
        (0, 1023): "FORM_YES",  # two bits for each of five terms
        TERM: "FORM_PROPOSAL",
        (0, 5): "FORM_URGED FORM_SAID FORM_CHOICE",  # none or one of five terms; open and five choices
        COUNT: "FORM_ALONE FORM_REQUESTS",
        PULSE: "FORM_ATTACKED",
        SHARE: "FORM_LINE_PM FORM_AGAINST_PM",
        (-1, 1000): "FORM_AFTER_PM",
        (-100_000, 100_000): "FORM_CONTROL",
    },
    "accord": {
        TURN: "TALK_EXTRA SIGNED_TURN TRUCE_BEGUN LINE_TURN",
        COUNT: "TALKS_HELD",
        TERM: "TRUCE_TERM",
        (0, 3): "COMMISSION UMPIRE",
        PULSE: "TRUCE_AT",
        (0, 2): "DECIDED",
    },
    "strikes": {
        YES_NO: "Y_USED",
        WING: "Y_WING",
        HEX: "Y_TARGET",
        PULSE: "Y_FROM Y_UNTIL Y_TRIED",
        MEN: "Y_FLIGHTS",
        (0, 7): "Y_REASON",  # nothing, or one of seven to wait for
    },
    "wings": {(0, 2): "V_LEAVE", TURN: "V_DAY", COUNT: "V_FLOWN V_TOTAL V_LOST"},
}
LAST = {
    "units": 58,
    "rows": 17,
    "hexes": 3,
    "missions": 8,
    "sides": 8,
    "places": 4,
    "seen": 7,
    "crossings": 3,
    "leaves": 6,
}
LAST |= {"forms": 13, "accord": 9, "strikes": 7, "wings": 4}


def columns_by_hand(array: str) -> dict[int, tuple[int, int]]:
    """Ends by number of column."""
    return {getattr(S, name): ends for ends, names in BY_HAND[array].items() for name in names.split()}


@pytest.mark.parametrize("array", [*BY_HAND, "paths"])
def test_a_column_holds_what_lies_between_its_ends_and_nothing_beyond(array: str):
    """Both ends are right, one less and one more are refused, in the first row and in the last."""
    engine = engine_of(load_scenario("changkufeng"))
    opening = engine.new_state(1938)
    by_hand = columns_by_hand(array) if array != "paths" else dict.fromkeys(range(64), HEX)
    assert sorted(by_hand) == list(range(LAST.get(array, 63) + 1))
    for column, (least, most) in by_hand.items():
        for row in (0, len(getattr(opening, array)) - 1):
            for value in (least, most, least - 1, most + 1):
                state = S.copy_state(opening)
                getattr(state, array)[row, column] = value
                said = "" if least <= value <= most else f"{array}[{row}, {column}] is {value:g}; "
                found = outside(state, R.RANGES, engine.sizes)
                assert found == said + (f"needed {least:g} to {most:g}" if said else ""), (array, column, value)
