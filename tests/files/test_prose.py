"""Sentences of scenarios are found by the types of their fields; one that is changed leaves no stale translation."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog

from game.files.battle.scenarios import load_scenario
from game.files.heads import scenarios_folder
from game.files.prose import Sentence, prose_of
from game.match.battle.rule_text import in_figures
from tests.house.sources import CHECKOUT


@pytest.fixture(scope="module")
def maker() -> ModuleType:
    """The command that makes the catalogues."""
    sys.path.insert(0, str(CHECKOUT / "assets/locale"))
    try:
        import make_catalogues
    finally:
        sys.path.pop(0)
    return make_catalogues


def test_prose_of_a_file_is_found_by_field_and_entry(tmp_path: Path):
    night = tmp_path / "night"
    (night / "what-if").mkdir(parents=True)
    (night / "oob.toml").write_text(
        '[[counter]]\nid = "I/9"\nhistory = "It came late."\nnames = { en = "First", ja = "一", ru = "Первый", zh = "一" }\n'
        '[[formation]]\nid = "9"\nnames = { en = "Ninth" }\nsource = "estimate"\n',
        encoding="utf-8",
    )
    (night / "what-if/late.toml").write_text(
        'id = "late"\ntitle = "Late"\nevidence = [{ for_it = true, text = "He said so.", source = "X", confidence = "B" }]\n',
        encoding="utf-8",
    )
    assert list(prose_of(night)) == [
        Sentence("night/oob.toml", "formation 9, names", "Ninth"),
        Sentence("night/oob.toml", "counter I/9, history", "It came late."),
        Sentence("night/what-if/late.toml", "late, title", "Late"),
        Sentence("night/what-if/late.toml", "late, evidence, text", "He said so."),
    ]


def test_ids_and_moments_are_no_prose():
    texts = {s.text for s in prose_of(scenarios_folder() / "changkufeng")}
    assert not texts & {"29 Jul Day", "I/75", "16:00", "estimate", "hold", "soviet"}
    assert "Changkufeng taken by Japan" in texts


def test_a_changed_sentence_keeps_its_old_translation_as_stale(maker: ModuleType, tmp_path: Path):
    place = maker.Wanted("The boats came late.", "scenarios/changkufeng/record/turns.toml", "turn 1, text")
    old = Catalog(locale="ru")
    old.add(
        "The boats came early.", "Лодки пришли рано.", auto_comments=["changkufeng/record/turns.toml: turn 1, text"]
    )
    language = maker.Language("ru", {place.id: [place]}, [])
    language.open = ["record"]
    assert language.faults() == []  # its room is open, or it would be a missing one
    language._leavings, language.open = [m for m in old if m.id], []
    language.rooms = {"record": language._room("record", [[place]])}
    (message,) = [m for m in language.rooms["record"] if m.id]
    assert (message.string, message.fuzzy) == ("Лодки пришли рано.", True)
    assert message.user_comments == ["was: The boats came early."]
    assert language.faults() == ["ru/record.po: the translation of 'The boats came late.' is stale"]
    assert "Лодки".encode() not in language.compiled()


@pytest.mark.parametrize(
    ("code", "english", "said", "is_right"),
    [
        ("zh", "Air strike", "轰炸", True),
        ("zh", "Air strike", "投弹", False),
        ("ja", "The cohesion of the battalion", "大隊の団結", False),
        ("ja", "The cohesion of the battalion", "大隊の結束", True),
        ("ru", "Counters", "Части", True),
        ("ru", "Take a counter", "Взять фишку", False),
        ("ru", "wings over the line", "авиация за линией", False),
        ("ru", "The Tumen at night", "Туманная ночью", False),
    ],
)
def test_a_term_said_another_way_is_a_slip(maker: ModuleType, code: str, english: str, said: str, is_right: bool):
    assert (not list(maker.slips(code, english, said))) == is_right


def test_figures_stand_in_a_rule_whose_language_has_no_spaces():
    scenario = load_scenario("silent-assault")
    value = next(p.value for p in scenario.parameters if p.name == "COH_BREAK")
    assert in_figures(scenario, "COH_BREAK未満で止まる。") == f"{value:g}未満で止まる。"


def test_a_lost_placeholder_is_a_fault(maker: ModuleType):
    catalogue = Catalog(locale="ja")
    assert maker._lost(catalogue.add("{unit} waits at {hex}", "{unit}は待つ")) == ["hex"]
    assert maker._lost(catalogue.add("{n:,} men", "{n:,}名")) == []
    assert maker._lost(catalogue.add("Under COH_BREAK it stops.", "COH_BREAK未満で止まる。")) == []
    assert maker._lost(catalogue.add("Under COH_BROKEN it breaks.", "COH_BREAK未満で潰走する。")) == [
        "COH_BREAK",
        "COH_BROKEN",
    ]
