"""No English sentence is left in the three languages: every command that is walked, every screen that has a picture."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from tests.cli.test_no_english import said_in
from tests.cli.walked import COMMANDS
from tests.client.test_no_english import LOOKS, drawn
from tests.english import LANGUAGES, of_lines

pytestmark = pytest.mark.long


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize(("command", "lines"), COMMANDS, ids=[c for c, _ in COMMANDS])
def test_no_command_has_english_left(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    code: str,
    command: str,
    lines: str,
):
    monkeypatch.setenv("CHANGKUFENG_LANGUAGE", "en")
    monkeypatch.setattr("sys.stdin", io.StringIO(lines.replace("|", "\n")))
    assert said_in(code, command, tmp_path, capsys) == []


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("name", sorted(LOOKS))
def test_no_screen_has_english_left(monkeypatch: pytest.MonkeyPatch, code: str, name: str):
    assert of_lines(drawn(code, LOOKS[name], monkeypatch)) == []
