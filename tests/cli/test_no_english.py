"""In another language no command, no text game and no page that a command writes has an English sentence left."""

from __future__ import annotations

import io
import re
from functools import cache
from pathlib import Path

import pytest

from game.cli import doctor
from game.cli.main import main
from game.cli.parser import COMMANDS as COMMANDS_THERE_ARE
from game.files import catalogue, language
from tests.cli.walked import COMMANDS, typed
from tests.english import LANGUAGES, left_over, of_lines, of_page

# One language for each command, in turn; tests/long has all three, and what takes seconds.
IN_TURN = [(LANGUAGES[k % 3], *pair) for k, pair in enumerate(COMMANDS) if pair[0] != "doctor"]
kept = cache(catalogue.open_catalogue)


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
    """The language of a command ends with its test; its catalogue is read once."""
    monkeypatch.setenv("CHANGKUFENG_LANGUAGE", "en")
    monkeypatch.setattr(catalogue, "open_catalogue", kept)


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


HELPED = [(LANGUAGES[k % 3], command) for k, command in enumerate(("", *COMMANDS_THERE_ARE))]


@pytest.mark.parametrize(("code", "command"), HELPED, ids=[c or "itself" for _, c in HELPED])
def test_the_help_of_a_command_has_no_english_left(
    spoken: None, capsys: pytest.CaptureFixture[str], code: str, command: str
):
    assert main([*filter(None, [command]), "--help", "--lang", code]) == 0
    assert of_lines(of_help(capsys.readouterr().out)) == []


def of_help(text: str) -> list[str]:
    """What help says in words: without the usage, and without the names of options and commands at the head of a line."""
    blocks = text.split("\n\n")[1:]
    return [re.sub(r"^ {2,6}(-\S.*|\S+(?: \S+)*?)(?: {2,}|$)", "", line) for b in blocks for line in b.split("\n")]


@pytest.mark.parametrize("code", LANGUAGES)
def test_an_option_of_one_scale_stands_in_its_group_in_every_language(
    spoken: None, capsys: pytest.CaptureFixture[str], code: str
):
    groups = {}
    for spoken_in in ("en", code):
        assert main(["compare", "--help", "--lang", spoken_in]) == 0
        out = capsys.readouterr().out
        groups[spoken_in] = [re.findall(r"^  (--[\w-]+)", block, re.MULTILINE) for block in out.split("\n\n")]
    assert groups["en"] == groups[code]


@pytest.mark.parametrize(
    "words",
    [
        "play",
        "play silent-assault --seed",
        "play silent-assault --seed many",
        "ply silent-assault",
        "play silent-asault",
        "play silent-assault --sead 3",
        "show silent-assault --out picture.gif",
        "export nothing-there",
        "export nothing-there --format parquet",
        "mail",
        "mail take",
        "mail nothing-there",
        "mail new silent-assault --umpire --seat japan",
        "replay north-or-south --film page.html",
        "outlook --given X",
        "bench --scenario nothing-there",
    ],
)
def test_a_refusal_has_no_english_left(spoken: None, capsys: pytest.CaptureFixture[str], words: str):
    code = LANGUAGES[len(words) % 3]
    assert main([*words.split(), "--lang", code]) == 2
    _out, err = capsys.readouterr()
    assert err.count("\n") == 1
    assert of_lines([err.removeprefix("changkufeng").replace("invalid literal", "")]) == []


def test_what_the_doctor_finds_has_no_english_left(spoken: None):
    language.use_language("ru")
    looks = (doctor._folders(), iter((doctor._settings(),)), doctor._catalogues(), doctor._assets())
    lines = [one.line for look in looks for one in look]
    assert len(lines) > 8
    assert of_lines(lines) == []


@pytest.mark.parametrize("code", ["ru"])
def test_problems_of_a_scenario_have_no_english_left(
    spoken: None, capsys: pytest.CaptureFixture[str], tmp_path: Path, code: str
):
    path = tmp_path / "mine.toml"
    path.write_text(
        'format = 9\nid = "other"\nscenario = "silent-assault"\ntitel = 3\nquestion = 4\n[[drop]]\nturn = "31 Jul Evning"\n'
        'unit = "I/57"\n',
        encoding="utf-8",
    )
    assert main(["validate", str(path), "--lang", code]) == 2
    out, _err = capsys.readouterr()
    assert len(out.splitlines()) > 2
    assert of_lines(line.replace(str(path), "") for line in out.splitlines()) == []
