"""A game in the terminal at either scale: saved each turn and at the end, taken up, handed over, guarded, in four languages."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from game.cli.main import main
from game.cli.text_loop import BLANK_LINES
from game.files import beside, language, saves
from game.match.battle import Match
from game.match.theatre import TheatreMatch

ROOT = Path(__file__).parents[2]


class Scale(NamedTuple):
    """One scale: its game, the options of one and of several people, a line that writes, how that is listed, and the seats."""

    name: str
    alone: tuple[str, ...]
    together: tuple[str, ...]
    writes: str
    listing: str
    listed: str
    passes: tuple[str, ...]
    load: Callable[[Path], Any]

    @property
    def path(self) -> Path:
        """Where its game in progress is kept."""
        return saves.autosave_path(self.name)


SCALES = {
    "battle": Scale(
        "silent-assault", ("--side", "japan"), ("--side", "both"), "order I/75 dig", "orders", "Order 1: I/75: dig",
        ("Japan", "USSR"), Match.load,
    ),
    "theatre": Scale(
        "north-or-south", ("--seat", "tokyo", "--act", "1"), ("--seat", "tokyo", "--seat", "moscow", "--act", "1"),
        "move HOM YAN 1", "sheet", "move HOM YAN 1", ("Tokyo", "Moscow"), TheatreMatch.load,
    ),
}  # fmt: skip


@pytest.fixture(params=SCALES)
def scale(request: pytest.FixtureRequest) -> Scale:
    """Both scales, one after the other."""
    return SCALES[request.param]


@pytest.fixture(autouse=True)
def user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Folders of a user's own, no language asked for; the other tests read English."""
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.setenv(language.ASKED, "")
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    yield
    language.use_language("en")


@pytest.fixture
def play(scale: Scale, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., list[str]]:
    """`play(lines, options...)`: what the game prints when the lines are piped in."""

    def run(lines: str, *options: str) -> list[str]:
        monkeypatch.setattr(sys, "stdin", io.StringIO(lines))
        code = main(["play", scale.name, "--text", *options])
        out, err = capsys.readouterr()
        assert code == 0, err
        assert "Traceback" not in out + err
        return out.splitlines()

    return run


def test_a_sealed_turn_is_saved_at_the_end_of_the_input_and_the_game_goes_on_from_there(scale, play):
    said = play("seal\n", *scale.alone)
    assert said[-2] == f"Saved: {scale.path}"
    assert said[-1] == f'To go on: changkufeng play {scale.name} --text --load "{scale.path}"'
    play("seal\n", "--load", str(scale.path))
    assert len(scale.load(scale.path).records) == 2


def test_a_game_begun_anew_is_played_from_its_first_turn(scale, play):
    first = play("seal\n", *scale.alone)
    assert play("seal\n", *scale.alone)[:-2] == first[:-2]
    second = saves.path_for(f"autosave {scale.name} 2")
    for path in (scale.path, second):
        assert len(scale.load(path).records) == 1


def test_what_is_not_sealed_is_kept_and_taken_up(scale, play):
    said = play(f"{scale.writes}\n", *scale.alone)
    assert said[-2].endswith("; 1 order not yet sealed is kept with it")
    said = play(f"{scale.listing}\nseal\n", "--load", str(scale.path))
    assert scale.listed in said
    assert not beside.orders_file(scale.path).exists()


def test_with_nothing_written_nothing_is_saved(scale, play):
    assert play("help\n", *scale.alone)[-1].startswith("No turn was played and no order written")
    assert not scale.path.exists()


def test_a_step_is_taken_back_and_made_again(scale, play):
    said = play(f"{scale.writes}\nundo\n{scale.listing}\nredo\n{scale.listing}\n", *scale.alone)
    assert said.count(scale.listed) == 1 + (scale.listing == "sheet")  # where undo tells the whole sheet


def test_people_at_one_table_hand_over_with_a_screen_of_blank_lines(scale, play):
    said = play(f"\n{scale.writes}\nseal\n\n{scale.listing}\nseal\n\n", *scale.together)
    passes = [i for i, line in enumerate(said) if line.startswith("Pass to ")]
    names = (*scale.passes, scale.passes[0])
    assert [said[i] for i in passes] == [f"Pass to {name}, Enter" for name in names]
    assert all(said[i - BLANK_LINES : i] == [""] * BLANK_LINES for i in passes)
    assert scale.listed not in said[passes[1] : passes[2]]


def test_what_one_of_several_has_sealed_outlives_the_end_of_the_input(scale, play):
    play(f"\n{scale.writes}\nseal\n", *scale.together)
    said = play("\nseal\n", "--load", str(scale.path))
    assert next(line for line in said if line.startswith("Pass to")) == f"Pass to {scale.passes[1]}, Enter"
    (record,) = scale.load(scale.path).records
    assert "I/75" in str(record) or "YAN" in str(record.sheets["tokyo"])


def test_a_fault_of_the_program_is_one_line_and_the_game_is_kept(scale, play, monkeypatch):
    match = Match if scale.name == "silent-assault" else TheatreMatch
    monkeypatch.delenv("CHANGKUFENG_DEBUG", raising=False)
    whole = match._play

    def fails(self: Any, *a: Any, **k: Any) -> Any:
        if self.records:
            raise ZeroDivisionError("a rule is broken")
        return whole(self, *a, **k)

    monkeypatch.setattr(match, "_play", fails)
    said = play(f"seal\n{scale.writes}\nseal\n{scale.listing}\n", *scale.alone)
    (fault,) = [line for line in said if line.startswith("Not done: a fault in the program")]
    assert "a rule is broken" in fault
    assert scale.listed in said[said.index(fault) :]
    assert said[-2].endswith("; 1 order not yet sealed is kept with it")
    monkeypatch.undo()


def test_a_game_is_saved_and_taken_up_by_name_within_a_sitting(scale, play):
    said = play("seal\nsave the first\nseal\nload the first\nload\n", *scale.alone)
    assert [line for line in said if line.startswith("Opened: ") and line.endswith("1 turn played")]
    assert [line for line in said if line.startswith("Saved game the first,")]


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("frobnicate", r'Not done: no command "frobnicate"'),
        ('order "I/75', r"quotation mark"),
        ("x" * 5000, r"a line of \d+ letters; needed 2000"),
        ("load nothing", r'no saved game "nothing"'),
        ("load /nowhere/at/all.journal", r"no such file"),
        ("save /nowhere/at/all/x.journal", r"there is no folder /nowhere/at/all"),
        ("undo", r"nothing was written"),
        ("\x00\x1b[2J", r"Not done: no command"),
    ],
)
def test_a_slip_is_one_line(scale, play, monkeypatch, line, answer):
    monkeypatch.setenv("CHANGKUFENG_DEBUG", "1")  # a fault would be raised, not told
    told = [x for x in play(f"{line}\n", *scale.alone) if x.startswith("Not done: ")]
    assert len(told) == 1
    assert re.search(answer, told[0])
    assert told[0].isprintable()


@pytest.mark.parametrize(("code", "saved"), [("ja", "保存："), ("ru", "Сохранено: "), ("zh", "已保存：")])
def test_the_game_speaks_the_language_that_is_asked_for(scale, play, code, saved):
    said = play("seal\n", *scale.alone, "--language", code)
    assert said[-2] == f"{saved}{scale.path}"


def test_the_strategic_game_speaks_it_to_the_last_word(monkeypatch, capsys):
    """Ids, names of turns and the words of the cards come from the data; all else is in the language."""
    monkeypatch.setattr(sys, "stdin", io.StringIO("board\ntracks\nsheet\nmove HOM YAN 1\nmove HOM\nseal\n"))
    assert main(["play", "north-or-south", "--text", "--act", "1", "--language", "ja"]) == 0
    english = {
        "place",
        "record",
        "cards",
        "own",
        "written",
        "Seat",
        "needed",
        "divisions",
        "options",
        "costs",
        "Saved",
        "Not",
    }
    lines = capsys.readouterr().out.splitlines()[1:]
    assert len(lines) > 40
    assert [line for line in lines if english & set(re.findall(r"[A-Za-z]+", line))] == []


@pytest.mark.parametrize(
    ("variables", "window", "code"),
    [
        ({language.ASKED: "ru"}, "ja", "ru"), ({}, "ja", "ja"), ({"LANG": "zh_CN.UTF-8"}, "", "zh"),
        ({"LANG": "C.UTF-8"}, "", "en"), ({"LC_ALL": "ja_JP.UTF-8", "LANG": "ru_RU.UTF-8"}, "", "ja"),
    ],
)  # fmt: skip
def test_the_language_is_asked_for_or_set_in_the_window_or_the_systems(monkeypatch, variables, window, code):
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    language.settings_file().parent.mkdir(parents=True)
    language.settings_file().write_text(f'{{"language": "{window}", "scale": 1.5}}', encoding="utf-8")
    assert language.use_language(language.wanted()) == code


@pytest.mark.slow
def test_killing_loses_no_turn_that_was_sealed(scale):
    game = subprocess.Popen(
        [sys.executable, "-m", "game", "play", scale.name, "--text", *scale.alone], cwd=ROOT, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    assert game.stdin
    assert game.stdout
    game.stdin.write(f"{scale.writes}\nseal\n{scale.writes}\n")
    game.stdin.flush()
    for line in game.stdout:
        if line.startswith(("Turn 2 of", "T2:")):
            break
    game.kill()
    game.wait()
    assert len(scale.load(scale.path).records) == 1
