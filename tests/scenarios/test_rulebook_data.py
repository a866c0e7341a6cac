"""The rulebook, the parameters and the sources hold together; what-ifs can be applied."""

import re

from game.files.battle.variants import apply
from game.files.heads import scenarios_folder
from game.model.battle.scenario import Scenario
from game.rules.battle import codes, parameters

CHAPTER = re.compile(r"^\d{1,2}\.\d{1,2}$")


def cited(text: str) -> list[str]:
    """Source ids in "KA+CX" or "model#3"."""
    return [one.strip().split("#")[0] for one in text.split("+") if one.strip()]


def test_every_parameter_that_a_rule_reads_is_there_once(night: Scenario):
    names = [p.name for p in night.parameters]
    assert len(set(names)) == len(names)
    assert set(parameters.NAMES) <= set(names)
    army = {
        v
        for a in night.armies
        for v in (a.melee, a.resist, a.break_attack, a.break_defence, a.surrender)
        if isinstance(v, str)
    }
    aim = {w.cep_m for w in night.wings if isinstance(w.cep_m, str)}
    assert set(names) == set(parameters.NAMES) | army | aim


def test_parameters_lie_inside_their_ranges_with_a_unit_and_a_meaning(night: Scenario):
    wrong = [p.name for p in night.parameters if not p.low <= p.value <= p.high or p.low >= p.high]
    assert wrong == []
    assert [p.name for p in night.parameters if not p.unit or not p.meaning] == []


def test_every_parameter_names_a_rule_of_the_book_and_stands_in_one(night: Scenario):
    numbers = {r.number for r in night.rulebook}
    assert {p.rule for p in night.parameters} - numbers == set()
    assert {p.name for p in night.parameters} == {name for r in night.rulebook for name in r.parameters}


def test_rules_are_numbered_in_order(night: Scenario):
    numbers = [r.number for r in night.rulebook]
    assert all(CHAPTER.match(n) for n in numbers)
    order = [tuple(int(x) for x in n.split(".")) for n in numbers]
    assert order == sorted(order)
    assert {chapter for chapter, _ in order} == set(range(1, 13))


def test_every_factor_and_event_of_the_rules_has_words_and_a_rule(night: Scenario):
    numbers = {r.number for r in night.rulebook}
    assert {f.code for f in night.factors} == {c for c in dir(codes) if c.startswith("F_")}
    assert {e.code for e in night.events} == {c for c in dir(codes) if c.startswith("EV_")}
    assert {f.rule for f in night.factors} | {e.rule for e in night.events} <= numbers


def test_every_source_that_is_cited_exists(night: Scenario):
    known = {s.id for s in night.sources} | {"estimate", "design"}
    entries = [
        *night.terrain,
        *night.places,
        *night.ways,
        *night.unit_types,
        *night.guns,
        *night.armies,
        *night.formations,
        *night.counters,
        *night.intelligence,
        *night.parameters,
        *night.outcomes,
        *night.targets,
        *night.rulebook,
        *night.almanac,
        *night.weather,
        *night.scoring.places,
        *night.scoring.aims,
        *night.scoring.claims,
        *(o for t in night.history for o in t.orders),
    ]
    for frame in night.keyframes:
        entries += [*frame.positions, *frame.accounts, *frame.losses]
    for what_if in night.what_ifs:
        entries += what_if.evidence
    assert {one for e in entries for one in cited(e.source)} - known == set()
    assert {len(cited(e.source)) for e in entries} <= {1, 2, 3, 4}


def test_every_source_has_a_kind_and_every_claim_both_sides(night: Scenario):
    assert [s.id for s in night.sources if not s.kind or not s.title] == []
    assert {c.side for c in night.scoring.claims} == set(night.sides)


def test_weights_of_victory_add_up(night: Scenario):
    assert sum(p.weight for p in night.scoring.places) == 1
    assert {a.hold + a.line + a.losses + a.limits + a.standing for a in night.scoring.aims} == {100}


def test_what_ifs_ask_a_question_weigh_it_and_change_something(night: Scenario):
    ids = {w.id for w in night.what_ifs}
    assert {"history", "preparation-fire", "alerted-garrison", "first-light"} <= ids
    for what_if in night.what_ifs:
        assert what_if.question.endswith("?"), what_if.id
        changed = apply(night, what_if)
        if what_if.id == "history":
            assert changed is night
            continue
        assert {e.for_it for e in what_if.evidence} == {True, False}, what_if.id
        parts = ("counters", "parameters", "armies", "weather", "history")
        assert any(getattr(changed, part) != getattr(night, part) for part in parts), what_if.id


def test_scenario_texts_speak_of_the_battle_only():
    """No path of a developer's machine in shipped data."""
    for path in scenarios_folder().rglob("*"):
        if path.is_file() and path.suffix in (".toml", ".txt", ".geojson"):
            text = path.read_text(encoding="utf-8")
            assert not re.search(r"(?<![\w.])/(?:home|tmp|work|root|Users)/", text), path.name
