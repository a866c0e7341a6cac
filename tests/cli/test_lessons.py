"""Lessons in the terminal: the same course, played to the end by typed lines; the way through it; what is not kept."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest

from game.cli.main import main
from game.files import saves
from game.files.lessons import find_lessons


@pytest.fixture(autouse=True)
def own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nobody has played here before."""
    monkeypatch.setattr(saves, "folder", lambda: tmp_path / "games")


ASKED = {"opened": {"plan": "orders", "tracks": "tracks", "report": "report"}}


def lines_of(name: str) -> list[str]:
    """What a pupil types who does what each step waits for."""
    lesson = next(f.lesson for f in find_lessons() if f.lesson.id == name)
    typed = []
    for step in lesson.step:
        for w in step.waits:
            place = f"{w.hex[0]},{w.hex[1]}" if w.hex is not None else ""
            start = f"from {w.not_before.split()[-1]} until 10:00" if w.not_before else ""
            typed.append(
                {
                    "looked": f"look {place}",
                    "took": f"unit {w.unit}",
                    "ordered": f"order {w.unit} {w.task} {place} {w.manner} {w.mission} {start}",
                    "forecast": "forecast",
                    "turned": "resolve",
                    "explained": "why 3",
                    "opened": ASKED["opened"].get(w.what, ""),
                    "struck": "strike 1",
                    "chose": "policy talk",
                    "read": f"card {w.what}",
                    "answered": f"answer {w.what} refuse",
                }[w.act]
            )
    return typed


def play(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str, *lines: str, also=()) -> str:
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(lines) + "\n"))
    assert main(["lesson", name, "--text", *also]) == 0
    out, err = capsys.readouterr()
    assert "Traceback" not in err
    return out


@pytest.mark.parametrize("name", ["first-orders", "a-fire-plan", "north-or-south"])
def test_a_lesson_is_learned_to_the_end_by_typed_lines(monkeypatch, capsys, name: str):
    lesson = next(f.lesson for f in find_lessons() if f.lesson.id == name)
    out = play(monkeypatch, capsys, name, *lines_of(name))
    assert re.findall(r"^Step (\d+) of", out, re.MULTILINE) == [str(k + 1) for k in range(len(lesson.step))]
    assert lesson.end[:40] in out
    assert "Not done" not in out
    assert "its game is not kept" in out
    assert saves.saved_games() == []


@pytest.mark.parametrize("name", ["first-orders", "north-or-south"])
def test_what_the_steps_tell_to_type_leads_through_them(monkeypatch, capsys, name: str):
    """Words after "type:", "then:" and "for example:", each up to a semicolon."""
    lesson = next(f.lesson for f in find_lessons() if f.lesson.id == name)
    typed = [w for s in lesson.step for w in re.findall(r"(?:type|then|for example): ([^;]+)", s.terminal)]
    out = play(monkeypatch, capsys, name, *typed)
    assert lesson.end[:40] in out


def test_another_line_does_not_do_and_the_way_leads_through(monkeypatch, capsys):
    out = play(
        monkeypatch, capsys, "first-orders", "look 17,21", "unit II/75", "lesson", "lesson skip", "lesson back",
        "look 18,26", "order I/75 dig", "lesson again", "orders", "lesson ski", "lesson foo", "lesson end", "lesson", "quit",
    )  # fmt: skip
    steps = re.findall(r"^Step (\d+) of", out, re.MULTILINE)
    assert steps == ["1", "1", "2", "1", "2", "2", "3"]
    assert 'no way through a lesson "foo"' in out
    assert "No lesson goes on; the game does" in out
    assert saves.saved_games() == [], "nothing was written that a game could be kept for"


def test_who_seals_too_early_is_told_how_to_come_back(monkeypatch, capsys):
    out = play(
        monkeypatch, capsys, "first-orders", "lesson skip", "lesson skip", "resolve", "orders", "lesson again", "lesson"
    )
    assert out.count("the turn was played before this was done; lesson again puts it back") == 1
    assert re.findall(r"^Turn (\d) of 3", out, re.MULTILINE) == ["1", "2", "1"]


def test_a_step_back_over_a_turn_plays_it_to_the_same_end(monkeypatch, capsys):
    order = "order I/75 assault 18,26 silent"
    skips = ["lesson skip"] * 3
    out = play(monkeypatch, capsys, "first-orders", order, *skips, "resolve", "lesson back", "orders", "resolve")
    losses = re.findall(r"Own men lost in 30 Jul Night: (\d+)", out)
    assert len(losses) == 2
    assert losses[0] == losses[1]
    assert "Order 1: I/75: assault" in out


def test_a_lesson_speaks_the_language_asked_for(monkeypatch, capsys):
    monkeypatch.setenv("CHANGKUFENG_LANGUAGE", "")
    out = play(monkeypatch, capsys, "first-orders", "lesson", also=("--language", "ja"))
    assert "手順 1/6" in out


def test_the_list_of_lessons(capsys):
    assert main(["lesson"]) == 0
    assert "first-orders: First orders (silent-assault, 10 minutes)" in capsys.readouterr().out
    assert main(["lesson", "frist-orders", "--text"]) == 2
    assert 'no lesson "frist-orders"; nearest is first-orders' in capsys.readouterr().err
