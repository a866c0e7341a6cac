"""In another language no command, no text game and no page that a command writes has an English sentence left."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from game.cli.main import main
from tests.cli.walked import COMMANDS, typed
from tests.english import LANGUAGES, left_over, of_lines, of_page

# One language for each command, in turn; tests/long has all three.
IN_TURN = [(LANGUAGES[k % 3], *pair) for k, pair in enumerate(COMMANDS)]


def said_in(code: str, command: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """English in what a command says and in the pages that it writes."""
    assert main([*typed(command, folder), "--lang", code]) == 0
    out, err = capsys.readouterr()
    pages = sorted(folder.glob("*.html"))
    for page in pages:
        assert f'<html lang="{code}">' in page.read_text(encoding="utf-8")
    found = of_lines([*out.splitlines(), *err.splitlines()])
    return found + [line for page in pages for line in of_page(page.read_text(encoding="utf-8"))]


@pytest.fixture
def spoken(monkeypatch: pytest.MonkeyPatch) -> None:
    """The language of a command ends with its test."""
    monkeypatch.setenv("CHANGKUFENG_LANGUAGE", "en")


@pytest.mark.parametrize(("code", "command", "lines"), IN_TURN, ids=[c for _, c, _ in IN_TURN])
def test_a_command_has_no_english_left(
    spoken: None,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    code: str,
    command: str,
    lines: str,
):
    monkeypatch.setattr("sys.stdin", io.StringIO(lines.replace("|", "\n")))
    assert said_in(code, command, tmp_path, capsys) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("天候：the rain was heavy", ["the rain was heavy"]),
        ("Потери: men lost, 3", ["men lost"]),
        ("order I/75 silent 18,26", []),
        ("A. D. Coox, The Anatomy of a Small War (1977)", []),
        ("`changkufeng branch ID` 作る", []),
    ],
)
def test_english_is_found_and_what_is_typed_is_none(text: str, found: list[str]):
    assert left_over(text) == found


def test_facts_for_scripts_stay_english_in_every_language(spoken: None, capsys: pytest.CaptureFixture[str]):
    told = []
    for code in ("en", "zh"):
        assert main(["what-ifs", "silent-assault", "--json", "--lang", code]) == 0
        told.append(capsys.readouterr().out)
    assert told[0] == told[1]
