"""What a side may know is declared once; all else is drawn anew and changes nothing that the side is told (rule 8.3)."""

import numpy as np
import pytest

from game import Match, load_scenario
from game.files.battle.scenarios import find_scenarios
from game.match.battle import columns, sealing
from game.match.battle.columns import ARRAYS, undeclared
from game.match.battle.sealing import masks_of, own_rows, seal
from game.players.battle import staffs
from game.rules.battle import state as S
from game.rules.battle.state import State
from tests.contract import hidden
from tests.contract.conftest import SCENARIOS, Games
from tests.contract.games import played, positions
from tests.contract.hidden import drawn_anew, luck_of, with_everything_hidden_drawn_anew
from tests.contract.told import differences

# After which turns of a game of each scenario a side is asked for everything; tests/long asks after all.
TURNS = {"silent-assault": (1, 3), "first-counterattack": (4,), "hold-the-crest": (5,), "changkufeng": (20,)}


# Of the enemy's rows a side is told these columns, and of its own all but those (rule 8.3); rows of nobody count as its own.
OF_HIS = {
    "units": "HEX MEN CREW TANKS LOCATED_PM",
    "rows": "USED ATTACKER ATTACKER_2 FROM TARGET EDGE ROW_SIDE GAP_M STAGE SHARE_PM PRESS REFORM_AT COUNTER_AT LODGED HEAR_M "
    "ROW_QUIET OPENED PREPARED",
    "forms": "FORM_SAID FORM_ALONE FORM_REQUESTS FORM_AFTER_PM FORM_CHOICE",
    **dict.fromkeys(("missions", "sides", "seen", "paths", "crossings", "leaves", "strikes", "wings"), ""),
}
NOT_OF_OWN = {
    "units": "LOCATED_PM",
    "rows": "COUNTER_AT",
    "seen": "SEEN_SIZE_PM",
    "hexes": "MARSH_COUNT SHELLED TAKEN_AT",
    "places": "PLACE_FIRST_ASSAULT",
    "clock": "SEED0 SEED1",
}
# What is told in part only, and how.
IN_PART = {
    ("units", "HEX"): ("whole", "last seen"),
    ("units", "MEN"): ("whole", "estimate"),
    ("units", "CREW"): ("whole", "estimate"),
    ("units", "TANKS"): ("whole", "counted"),
    ("units", "LOCATED_PM"): ("nothing", "located"),
    ("rows", "HEAR_M"): ("heard", "whole"),
    ("hexes", "OWNER"): ("own ground", "nothing"),
    ("places", "PLACE_SUM"): ("own score", "nothing"),
    ("places", "PLACE_SUM_FOE"): ("own score", "nothing"),
    ("forms", "FORM_CHOICE"): ("whole", "after the truce"),
}


def test_a_side_is_told_of_each_column_what_the_rulebook_tells_it_no_more_and_no_less():
    """By hand, for what is drawn anew goes by the declarations themselves."""
    nobody = {name for name, array in ARRAYS.items() if array.owner == "nobody"}
    assert nobody == {"hexes", "places", "clock", "accord"}
    assert {*OF_HIS} == {*ARRAYS} - nobody
    for name, array in ARRAYS.items():
        if name in OF_HIS:
            told = {k for k, column in array.columns.items() if column.other != "nothing"}
            assert told == {getattr(S, column) for column in OF_HIS[name].split()}, name
        hidden = {k for k, column in array.columns.items() if column.own == "nothing"}
        assert hidden == {getattr(S, column) for column in NOT_OF_OWN.get(name, "").split()}, name
    parts = {
        (name, k): (c.own, c.other)
        for name, array in ARRAYS.items()
        for k, c in array.columns.items()
        if {c.own, c.other} - {"whole", "nothing"}
    }
    assert parts == {(name, getattr(S, column)): ways for (name, column), ways in IN_PART.items()}


@pytest.mark.parametrize("name", find_scenarios())
def test_every_column_of_a_position_is_declared(name: str):
    assert undeclared(Match.new(load_scenario(name)).opening) == []


@pytest.mark.parametrize("array", [name for name in State._fields if name != "paths"])
def test_a_column_that_nobody_declared_is_found(array: str):
    opening = Match.new(load_scenario("silent-assault")).opening
    old = getattr(opening, array)
    wider = np.concatenate([old, np.zeros((*old.shape[:-1], 1), old.dtype)], axis=-1)
    assert undeclared(opening._replace(**{array: wider})) == [f"{array} column {old.shape[-1]}"]


def test_a_declaration_of_a_column_that_there_is_not_is_found(monkeypatch: pytest.MonkeyPatch):
    more = ARRAYS["places"]._replace(columns={**ARRAYS["places"].columns, S.PLACE_COLS: columns.BOTH})
    monkeypatch.setitem(ARRAYS, "places", more)
    assert undeclared(Match.new(load_scenario("silent-assault")).opening) == [f"places column {S.PLACE_COLS}"]


def test_every_way_to_tell_a_part_is_worked_out_once_and_drawn_anew_here():
    named = {way for array in ARRAYS.values() for c in array.columns.values() for way in (c.own, c.other)}
    assert named - {"whole", "nothing"} == {*sealing.WAYS} == {*hidden.WAYS} - {"nothing"}


@pytest.mark.slow
def test_a_side_is_handed_nothing_that_it_is_not_told(games: Games):
    for k, position in enumerate(games.some(8)):
        for side in (0, 1):
            changed = drawn_anew(position.state, games.tables, side, luck_of(k, side))
            assert S.digest(changed) != S.digest(position.state)
            known, again = (seal(state, games.tables, side) for state in (position.state, changed))
            for field, a, b in zip(State._fields, known, again, strict=True):
                assert a.tobytes() == b.tobytes(), (position.name, side, field)


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    [pytest.param(n, marks=pytest.mark.long) if n in ("hold-the-crest", "changkufeng") else n for n in SCENARIOS],
)
def test_what_is_hidden_changes_nothing_that_a_side_is_told_and_no_order_of_any_commander(name: str):
    found: list[str] = []
    told = looked = 0
    for match in positions(played(name, 1), TURNS[name]):
        for k, side in enumerate(match.scenario.sides):
            other = with_everything_hidden_drawn_anew(match, side, luck_of(name, match.turn.number, side))
            looked += 1
            count, differ = differences(match, other, side, k, forecasts=2 if looked == 1 else 0)
            told, found = told + count, found + differ
    assert found == []
    assert told > 100
    assert looked >= 2


def test_every_commander_is_asked():
    scenario = load_scenario("hold-the-crest")
    plans = {p.id for side in scenario.sides for p in scenario.plans_of(side)}
    known = {name for side in scenario.sides for name in staffs.names(scenario, side)}
    assert known == {*staffs.COMMANDERS, *(staffs.PLAN + plan for plan in plans)}
    assert len(plans) >= 2


@pytest.mark.slow
def test_a_column_shown_to_whom_it_is_not_declared_for_is_found(games: Games, monkeypatch: pytest.MonkeyPatch):
    """Each column of which a side is told nothing is shown to it, one after the other: what was drawn anew gives it away."""
    position, shown = games.positions[len(games.positions) // 2], 0
    for side in (0, 1):
        changed = drawn_anew(position.state, games.tables, side, luck_of("leak", side))
        for name, array in ARRAYS.items():
            for k, column in array.columns.items():
                own = own_rows(np.atleast_2d(getattr(changed, name)), array, masks_of(games.tables, side))
                blanked = (own if column.own == "nothing" else False) | (~own if column.other == "nothing" else False)
                if array.slots or not np.any(blanked):
                    continue  # what stands in slots is told or left out by whole rows
                leaky = array._replace(columns={**array.columns, k: columns.BOTH})
                with monkeypatch.context() as patch:
                    patch.setitem(ARRAYS, name, leaky)
                    patch.setattr(sealing, "_veil", sealing.veil_of(ARRAYS))
                    known, again = (seal(state, games.tables, side) for state in (position.state, changed))
                assert (getattr(known, name) != getattr(again, name)).any(), (name, k)
                shown += 1
    assert shown > 150
