"""What a class is handed: every sheet stands alone, a side's sheets hold nothing it did not know, every answer has its source."""

import re

import pytest

from game.files.battle.scenarios import find_scenarios, load_scenario
from game.match.battle import rule_text
from game.whatif.battle.handout import briefing, questions
from game.whatif.battle.handout.parts import article
from game.whatif.battle.handout.sheets import sheets
from game.whatif.page import plain

KINDS = ("map", "orders", "rules", "questions", "answers")


def body_of(text):
    return text[text.index("<body>") : text.index('<script type="application/json"')]


@pytest.fixture(scope="module", params=find_scenarios())
def handed(request):
    """A scenario and its sheets."""
    scenario = load_scenario(request.param)
    return scenario, sheets(scenario)


def test_every_sheet_stands_alone(handed, check):
    scenario, found = handed
    names = [f"{kind}-{side}" for side in scenario.sides for kind in ("briefing", "counters")]
    assert sorted(found) == sorted(f"{name}.html" for name in (*names, *KINDS))
    for text in found.values():
        check(text)
        assert "{" not in re.sub(r"<(style|script).*?</\1>", "", body_of(text), flags=re.DOTALL)
        assert len(text) < 500_000


def test_a_side_is_told_of_no_enemy_but_those_its_staff_believes_in(handed):
    """Nor where they stand, nor how strong they are: its sheets name no other counter of the enemy's."""
    scenario, found = handed
    for side in scenario.sides:
        cells = set(re.findall(r"<td[^>]*>(.*?)</td>|<b>(.*?)</b>", body_of(found[f"briefing-{side}.html"])))
        cells |= set(re.findall(r"<td[^>]*>(.*?)</td>|<b>(.*?)</b>", body_of(found[f"counters-{side}.html"])))
        named = {word for pair in cells for word in pair}
        believed = {i.unit for i in scenario.intelligence if i.side == side}
        enemies = {c.id for c in scenario.counters if c.side != side}
        assert {plain(e) for e in enemies} & named == {plain(b) for b in believed & enemies}


def test_every_own_counter_that_comes_is_on_both_sheets_with_its_strength(handed):
    scenario, found = handed
    for counter in scenario.counters:
        if counter.hex or counter.arrives:
            listed = body_of(found[f"briefing-{counter.side}.html"])
            row = re.search(rf"<tr><td>{re.escape(plain(counter.id))}</td>.*?</tr>", listed)[0]
            for number in briefing.strengths(counter):
                assert not number or f">{number:,}<" in row
            assert f"<b>{plain(counter.id)}</b>" in body_of(found[f"counters-{counter.side}.html"])


def test_the_parts_of_the_score_come_to_a_hundred(handed):
    scenario, _found = handed
    for own in scenario.scoring.aims:
        assert sum(getattr(own, field) for field, _words in briefing.AIMS) == 100


def test_every_question_is_asked_and_every_answer_given_with_a_source(handed):
    scenario, found = handed
    known = {source.id for source in scenario.sources} | {"estimate"}
    asked = questions.questions(scenario)
    assert len(asked) >= 6
    for question in asked:
        assert plain(question.text) in found["questions.html"]
        assert plain(question.text) in found["answers.html"]
        assert all(plain(line) in found["answers.html"] for line in question.answer)
        assert not any(plain(line) in found["questions.html"] for line in question.answer)
    cited = [part for q in asked for line in q.answer for part in re.findall(r"\(([^()]+), [ABC]\)$", line)]
    assert cited
    for source in cited:
        assert {part.partition("#")[0] for part in source.split("+")} <= known


def test_the_rules_are_those_in_play_and_speak_in_figures(handed):
    scenario, found = handed
    text = body_of(found["rules.html"])
    for rule in scenario.rulebook:
        chapter = rule.number.partition(".")[0]
        is_in_play = (scenario.supply or chapter != "9") and (scenario.politics or chapter not in ("10", "11"))
        assert (f"<b>{rule.number} " in text) == bool(is_in_play)
    assert {p.name for p in scenario.parameters if re.search(rf"\b{p.name}\b", text)} <= {"RE"}


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("wire until GAP_WIRE; then", "wire until 90 m; then"),
        ("lie GAP_BACK metres off", "lie 150 metres off"),
        ("fire falls by SUP_FIRE of it", "fire falls by 0.85 of it"),
        ("A NAME of no parameter", "A NAME of no parameter"),
    ],
)
def test_a_parameter_is_shown_as_its_value(scenario, said, shown):
    assert rule_text.in_figures(scenario, said) == shown


def test_what_a_scenario_says_is_text_on_a_sheet(scenario, check):
    text = article(scenario, "map", "<script>", "")
    assert "<script>" not in text


def test_labels_speak_the_language_in_use(scenario):
    from game.files.language import use_language

    use_language("ja")
    text = sheets(scenario)["orders.html"]
    assert '<html lang="ja">' in text
    assert "Orders form" not in body_of(text)


def test_the_rules_are_no_longer_than_four_pages_hold(handed):
    """Measured with Chromium: four pages of A4 in two columns hold 5,800 words; the campaign has 4,700."""
    _scenario, found = handed
    text = re.sub(r"<[^>]+>", " ", body_of(found["rules.html"]))
    assert len(text.split()) <= 5700
