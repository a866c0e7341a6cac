"""No English sentence is left in the three languages: every command that is walked, every screen that has a picture."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from game.client.app import App
from game.client.battle.last_page import worth
from game.client.battle.screen import BattleScreen
from game.client.battle.sitting import Sitting
from game.client.library import scenario
from game.match.battle import Match
from game.whatif.battle.runs import Setting
from game.whatif.battle.runs import played as played_by
from tests.cli.test_no_english import said_in
from tests.cli.walked import COMMANDS
from tests.client.drive import frame, wait_for
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


@pytest.fixture(scope="module")
def night() -> Match:
    """A night that the computer has played on both sides."""
    match = played_by(Setting(scenario=scenario("silent-assault"), commanders=("plain", "plain")), 1938, trace=True)
    match.seats = {"japan": "human", "soviet": "computer"}
    return match


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_last_page_has_no_english_left(monkeypatch: pytest.MonkeyPatch, night: Match, code: str):
    monkeypatch.setattr(worth, "GAMES", 3)
    monkeypatch.setattr(worth, "PROCESSES", 1)

    def look(app: App) -> None:
        app.push(BattleScreen(app, Sitting(night, dict(night.seats))))
        frame(app)
        page = app.screen
        wait_for(app, lambda: page.review is not None and page.grading.is_ready and not page.worth.is_running)

    assert of_lines(drawn(code, look, monkeypatch)) == []


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("name", sorted(LOOKS))
def test_no_screen_has_english_left(monkeypatch: pytest.MonkeyPatch, code: str, name: str):
    assert of_lines(drawn(code, LOOKS[name], monkeypatch)) == []
