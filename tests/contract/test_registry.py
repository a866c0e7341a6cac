"""The registry of factors and events: what is not declared is found, and so is what is shown to whom it is not declared for."""

import msgspec
import numpy as np
import pytest

from game import Match, load_scenario
from game.match.battle.events import RawEvents, name_events
from game.match.battle.knowledge import declared, knows, undeclared
from game.model.battle.scenario import Scenario
from game.rules.battle import codes as C
from game.rules.battle import work as W
from tests.contract.conftest import SCENARIOS
from tests.contract.games import played
from tests.contract.hidden import acting_in, luck_of, other_news


@pytest.mark.parametrize("name", SCENARIOS)
def test_every_factor_and_every_event_of_the_rules_is_declared(name: str):
    assert undeclared(load_scenario(name)) == []


@pytest.mark.parametrize(("code", "number"), [("F_SECRET", 990), ("EV_SECRET", 991)])
def test_a_factor_or_event_that_is_added_to_the_rules_and_not_declared_is_found(
    monkeypatch: pytest.MonkeyPatch, code: str, number: int
):
    monkeypatch.setattr(C, code, number, raising=False)
    assert undeclared(load_scenario("silent-assault")) == [code]


def test_a_factor_that_nobody_declared_is_shown_to_nobody():
    """An event whose list holds it cannot be named at all."""
    scenario = load_scenario("silent-assault")
    row = [0, C.EV_FIRE, 0, 1, 5, 2, 100, 0, 3, 0, 1]
    raw = RawEvents(6, 0, np.array([row], "i4"), np.array([[990.0, 7.0]]))
    with pytest.raises(KeyError, match="990"):
        name_events(scenario, raw, scenario.sides[0])


News = list[tuple[str, RawEvents, RawEvents]]


@pytest.fixture(scope="module")
def crest() -> Match:
    """Two days at the crest, with their news."""
    return played("hold-the-crest", 2).branch(4)


@pytest.fixture(scope="module")
def news(crest: Match) -> News:
    """Side, what happened, and the same to that side with all else drawn anew: of every turn."""
    return [
        (side, record.raw, other_news(crest, record.raw, side, luck_of(side, record.turn.number)))
        for side in crest.scenario.sides
        for record in crest.records
    ]


def leaks(scenario: Scenario, news: News) -> bool:
    """Some event reads otherwise to some side when all that is hidden from it is drawn anew, told as `scenario` declares."""
    return any(
        one != two for side, raw, other in news for one, two in zip(*read(scenario, raw, other, side), strict=True)
    )


def read(scenario: Scenario, raw: RawEvents, other: RawEvents, side: str) -> tuple[tuple[object, ...], ...]:
    """Both as a side reads them; what cannot be read at all, a reason that there is not, was given away."""
    try:
        return name_events(scenario, raw, side), name_events(scenario, other, side)
    except KeyError:
        return ("read",), ("not to be read",)


def hidden_in(match: Match) -> set[tuple[str, str]]:
    """Factors that some side is not told in some event of a game that it learns of: kind of event and factor."""
    found, table = set[tuple[str, str]](), declared(match.scenario)
    for record in match.records:
        for row in record.raw.events.tolist():
            kind, acting = row[W.E_KIND], acting_in(match, row)
            for k, side in enumerate(match.scenario.sides):
                if row[W.E_SEEN] & (1 + k) and row[W.E_A] >= table.events[kind].least:
                    for code, _ in record.raw.factors[row[W.E_FIRST] : row[W.E_FIRST] + row[W.E_COUNT]].tolist():
                        if not knows(table.owner(kind, int(code)), side, acting):
                            found.add((table.events[kind].code, table.factors[int(code)].code))
    return found


@pytest.mark.slow
def test_a_factor_shown_to_whom_it_is_not_declared_for_is_found(crest: Match, news: News):
    """Every hidden factor of these days, shown to both sides, one after the other: each gives itself away."""
    assert not leaks(crest.scenario, news)
    factors = sorted({code for _, code in hidden_in(crest)})
    assert len(factors) > 25
    for code in factors:
        shown = tuple(msgspec.structs.replace(f, of="both") if f.code == code else f for f in crest.scenario.factors)
        events = tuple(msgspec.structs.replace(e, of={}) for e in crest.scenario.events)
        assert leaks(msgspec.structs.replace(crest.scenario, factors=shown, events=events), news), code


# Kinds of events of which one side is told an actor or a number less than the other, and both are told something.
HIDES = {
    "actor": ("EV_FIRE", "EV_SHELLS", "EV_TANKS"),
    "numbers": ("EV_FIRE", "EV_SHELLS", "EV_CONTEST", "EV_HEARD", "EV_RETREAT"),
}


@pytest.mark.slow
@pytest.mark.parametrize(("field", "code"), [(field, code) for field, codes in HIDES.items() for code in codes])
def test_a_number_or_an_actor_shown_to_whom_it_is_not_declared_for_is_found(
    crest: Match, news: News, field: str, code: str
):
    told = {"actor": "both", "numbers": ("both", "both", "both")}[field]
    events = tuple(msgspec.structs.replace(e, **{field: told}) if e.code == code else e for e in crest.scenario.events)
    assert leaks(msgspec.structs.replace(crest.scenario, events=events), news)
