"""Orders, decisions, sheets and results that a program made: held to the types and ranges of their fields, as files are."""

import msgspec
import pytest

from game import Match, load_scenario
from game.files.theatre.theatres import load_theatre
from game.match.battle.legality import Refused
from game.match.theatre import SheetRefused, TheatreMatch
from game.match.theatre.sheets import Move, Policy, Sheet
from game.model.battle.decisions import Decision
from game.model.battle.orders import RANGES, Order
from game.model.battle_result import BattleResult


@pytest.fixture(scope="module")
def night() -> Match:
    return Match.new(load_scenario("silent-assault"))


@pytest.fixture(scope="module")
def campaign() -> Match:
    return Match.new(load_scenario("changkufeng"))


@pytest.fixture(scope="module")
def north() -> TheatreMatch:
    return TheatreMatch.new(load_theatre("north-or-south"))


def test_the_ranges_are_those_of_the_rulebook():
    """Shares to 1000 per mille (2.4, 7.2), thirds to 3 and -1 for unchanged (6.1)."""
    found = {name: (least, most, rule) for name, least, most, rule in RANGES}
    assert found["line_pm"] == (0, 1000, "2.4")
    assert found["limit_pm"] == (0, 1000, "7.2")
    assert found["crest"] == (-1, 3, "6.1")
    assert len(found) == 7


@pytest.mark.parametrize(("field", "least", "most", "rule"), RANGES)
def test_a_number_out_of_its_range_is_refused_from_python_and_from_a_file(night, field, least, most, rule):
    for value in (least - 1, most + 1, 2**31, -(2**63), 10**30):
        order = Order(unit="I/75", task="dig", **{field: value})
        found = night.refusal(order)
        assert found is not None
        assert found.rule == rule
        assert f"{value}; needed {max(0, least)} to {most}" in found.text
        with pytest.raises(Refused):
            night.branch(0).resolve(japan=[order])
        with pytest.raises(msgspec.ValidationError):
            msgspec.json.decode(msgspec.json.encode({"unit": "I/75", "task": "dig", field: value}), type=Order)


@pytest.mark.parametrize("value", ["5", 5.5, None, True, [1], float("nan")])
def test_what_is_no_whole_number_is_refused(night, value):
    assert night.refusal(Order(unit="I/75", task="dig", rounds=value)) is not None


@pytest.mark.parametrize(
    "decision",
    [
        Decision(kind="no such"),
        Decision(kind=["ask"]),
        Decision(kind="ask", act=5),
        Decision(kind="terms", accept="all"),
        Decision(kind="terms", accept=(1,)),
        Decision(kind="terms", umpire="yes"),
        Decision(kind="after", choice="fly"),
    ],
)
def test_a_decision_of_another_form_is_refused(campaign, decision):
    found = campaign.refusal(decision, side="japan")
    assert found is not None
    assert found.text.startswith("Japan: Expected ") or "Invalid enum value" in found.text
    with pytest.raises(Refused):
        campaign.branch(0).resolve(japan=[decision])


@pytest.mark.parametrize(
    "sheet",
    [
        Sheet(moves=(Move("a", "b", 2**31),)),
        Sheet(moves=(Move("a", "b", -1),)),
        Sheet(moves=(Move("a", "b", "two"),)),
        Sheet(moves=(Move(1, 2, 3),)),
        Sheet(policy=Policy(5)),
        Sheet(policy="axis"),
        Sheet(answers={"J": "air"}),
        Sheet(struck=(5,)),
        Sheet(closed=None),
    ],
)
def test_a_sheet_of_another_form_is_refused(north, sheet):
    assert north.refusal("tokyo", sheet) is not None
    with pytest.raises(SheetRefused):
        north.branch(1).resolve(tokyo=sheet)


@pytest.mark.parametrize(
    "change", [{"crest_pm": 1001}, {"men_lost": (-1, 0)}, {"peak": (10**9, 0)}, {"worn": ("x", 0)}]
)
def test_a_result_of_another_form_is_a_value_error(north, change):
    facts = dict(source="play", seed=1, crest_pm=500, men_lost=(1, 2), tanks_lost=(0, 0), divisions=(1, 3), peak=(6, 6))
    with pytest.raises(ValueError, match="a battle's result: Expected"):
        north.branch(1).resolve(battle=BattleResult(**(facts | change)))
