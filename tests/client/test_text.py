"""Text: every character the game can show has a glyph, sizes follow the table, lines break where they may."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from pathlib import Path

import pygame
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.client.kit import palette, text
from game.files.assets import asset
from tests.house.sources import CHECKOUT, modules

MIXED = "Changkufeng 張鼓峰 Заозёрная 장고봉 图们江 → ½"
SHOWN = (".toml", ".txt", ".geojson", ".json")


def missing(said: Iterable[str], family: str) -> set[str]:
    return {c for c in set(said) if not c.isspace() and not text.covers(c, family)}


@pytest.fixture(scope="module")
def characters() -> dict[str, set[str]]:
    """Those of each file of the scenarios."""
    shown = (path for path in sorted((CHECKOUT / "scenarios").rglob("*")) if path.suffix in SHOWN)
    return {str(path): set(path.read_text(encoding="utf-8")) for path in shown}


@pytest.mark.parametrize("family", ["ui", "title", "figure"])
def test_every_character_of_the_scenarios_has_a_glyph(family: str, characters: dict[str, set[str]]):
    assert {name: gone for name, said in characters.items() if (gone := missing(said, family))} == {}


def test_every_character_of_the_games_strings_has_a_glyph():
    found = {}
    for module in modules():
        said = "".join(n.value for n in module.nodes if isinstance(n, ast.Constant) and isinstance(n.value, str))
        if gone := {c for c in missing(said, "ui") if c.isprintable()}:
            found[module.where] = gone
    assert found == {}


@pytest.mark.parametrize("family", sorted(text.FAMILIES))
def test_every_family_writes_five_scripts(family: str):
    assert missing(MIXED + "あいうアイウ、。ー", family) == set()


def test_every_font_lies_beside_its_licence():
    licences = {p.name.removesuffix(".OFL.txt").replace("-", "") for p in asset("fonts").glob("*.OFL.txt")}
    fonts = {p.stem.partition("-")[0].lower() for p in asset("fonts").glob("*.ttf")}
    assert fonts == licences
    for path in asset("fonts").glob("*.OFL.txt"):
        assert "SIL Open Font License" in path.read_text(encoding="utf-8")


def test_all_fonts_together_stay_small():
    # every sentence in four languages, the Chinese in shapes of its own, and the towns of the strategic map
    assert sum(p.stat().st_size for p in asset("fonts").glob("*.ttf")) < 4.2e6


def test_the_table_of_characters_is_that_of_the_font():
    assert "ж" in {chr(c) for c in text.characters("OldStandardTT-Bold")}
    assert text.has("NotoSerifJP-Regular", "鼓")
    assert not text.has("OldStandardTT-Regular", "鼓")
    assert not text.has("PTSansNarrow-Bold", "→")
    # A character that is there draws otherwise than the box of one that is not.
    font = text.font("NotoSansJP-Regular", 24)
    drawn = [pygame.image.tobytes(font.render(c, True, (0, 0, 0)), "RGBA") for c in ("鼓", "\ue000")]
    assert drawn[0] != drawn[1]


def test_a_line_is_cut_where_its_script_changes():
    assert [part for _, part in text.runs("Kojo 古城 Кодзё", "title")] == ["Kojo ", "古城", " Кодзё"]
    assert text.runs("", "ui") == (("NotoSans-Regular", ""),)
    assert text.write("", "ui", 14, palette.INK).get_height() == text.measure("", "ui", 14)[1]


def test_scripts_share_one_line():
    for role in ("title", "body", "figure"):
        assert text.size(MIXED, role)[1] == text.size("Changkufeng", role)[1]
        assert text.render(MIXED, role, palette.INK).get_size() == text.size(MIXED, role)


@pytest.mark.parametrize(("scale", "column"), [(1.0, 0), (1.5, 1), (2.0, 2)])
def test_roles_have_the_sizes_of_the_art_direction(scale: float, column: int):
    for role, (family, sizes) in text.ROLES.items():
        assert text.style(role, scale) == (family, sizes[column])


def test_text_grows_with_the_scale():
    widths = [text.size("Seal orders", "body", s / 100)[0] for s in range(100, 201, 25)]
    assert widths == sorted(set(widths))


def test_an_unknown_role_is_named_with_those_there_are():
    with pytest.raises(KeyError, match=r'text role "boddy".*body'):
        text.style("boddy")


def test_letters_are_not_cut_off():
    for family in text.FAMILIES:
        picture = text.write("gjpqyЩЦ", family, 33, palette.INK)
        whole = picture.get_bounding_rect()
        assert whole.bottom < picture.get_height(), family


SAID = ("hill", "of", "Заозёрная", "張鼓峰の夜襲。", "regiment", "52", "Antidisestablishmentarianism", "\n")
WORDS = st.lists(st.sampled_from(SAID))


@given(WORDS, st.integers(60, 400))
def test_a_paragraph_keeps_its_words_and_its_width(words: list[str], width: int):
    said = " ".join(words)
    lines = text.wrap(said, "body", width)
    assert "".join("".join(lines).split()) == "".join(said.split())
    assert all(text.size(line, "body")[0] <= width for line in lines if len(line) > 1)


def test_han_breaks_anywhere_but_before_a_full_stop():
    lines = text.wrap("張鼓峰の夜襲。" * 4, "body", 70)
    assert len(lines) > 3
    assert not any(line.startswith("。") for line in lines)


NOT_FIRST = "、。，）」』】〕》！？：；・ー々～…％ぁぃぅぇぉっゃゅょァィゥェォッャュョ)”"
BROKEN = (  # what may stand on one line, by the rules of the language
    (
        "ちょっと見て、「張鼓峰（一五五）」へ。",
        ["ちょっ", "と", "見", "て、", "「張", "鼓", "峰", "（一", "五", "五）」", "へ。"],
    ),
    ("百点中56点。", ["百", "点", "中", "56点。"]),
    ("结束(中野)：“夺取”60%。", ["结", "束", "(中", "野)：", "“夺", "取”60%。"]),
    ("взял 3 м — и в бою", ["взял ", "3 м — ", "и в бою"]),
    ("(see “the hill”) – so", ["(see ", "“the ", "hill”) – ", "so"]),
)


@pytest.mark.parametrize(("said", "parts"), BROKEN, ids=["ja", "figures", "zh", "ru", "en"])
def test_a_line_is_broken_by_the_rules_of_its_language(said: str, parts: list[str]):
    assert text._pieces(said) == parts


@given(st.text("張鼓峰のッー、。「」（）・～っ52 ", min_size=1), st.integers(40, 300))
def test_no_line_of_japanese_begins_with_a_closing_mark_or_ends_with_an_opening_one(said: str, width: int):
    lines = [line for line in text.wrap(said, "body", width) if line.strip()]
    wide = max(text.size(piece.strip(), "body")[0] for piece in text._pieces(said))
    if wide <= width:
        assert not any(line[0] in NOT_FIRST for line in lines[1:])
        assert not any(line.rstrip()[-1] in "「『（" for line in lines[:-1])


def test_figures_beside_han_stand_upright():
    assert text.runs("1938年", "ui_italic") == text.runs("1938年", "ui")
    assert text.runs("1938 год", "ui_italic")[0][0] == "NotoSans-Italic"


def test_no_gap_is_drawn_behind_a_full_stop_that_fills_its_square():
    assert text.size("得た。損害", "body") == text.size("得た。 損害", "body")
    assert text.size("Seal. Now", "body")[0] > text.size("Seal.Now", "body")[0]


def test_colours_are_written_as_in_the_art_direction():
    assert palette.rgb("#3A60A8") == palette.rgb("3A60A8") == (58, 96, 168)
    with pytest.raises(ValueError, match="six hexadecimal digits"):
        palette.rgb("3A6")


def test_assets_are_found_in_a_checkout():
    assert asset("fonts", "NotoSans-Regular.ttf") == Path(CHECKOUT / "assets" / "fonts" / "NotoSans-Regular.ttf")
