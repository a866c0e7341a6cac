"""Lessons as files: those that are shipped are sound; of a wrong one every mistake is said at once, at its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.cli.main import main
from game.client.kit.keys import ACTIONS
from game.files.battle.scenarios import load_scenario
from game.files.lessons import find_lessons, known_in_battle, known_in_theatre, lesson_problems, read_lesson
from game.files.schema import schema
from game.files.theatre.boards import load_board
from game.files.theatre.theatres import load_theatre
from game.model.lesson import DOINGS, KEYS, SAYS, Awaited

WRONG = """format = 1
id = "other"
number = 0
title = "T"
about = "A"
minutes = 5
side = "japn"
end = "press {sael}"

[[step]]
id = "one"
title = "T"
say = "an open { brace"
window = "W"
terminal = "T"
points = [{ hex = [99, 2] }, { unit = "I/57" }, { hex = [1, 1], key = "seal" }, {}]
waits = [
  { act = "ordered", unit = "I/75" },
  { act = "ordered", task = "digg", hex = [18, 26], to = "x" },
  { act = "opened", what = "paln" },
  { act = "ordered", task = "dig", not_before = "31 Foo" },
]

[[step]]
id = "one"
title = "T"
say = "S"
window = "W"
terminal = "T"
waits = []
"""


def test_the_lessons_are_found_in_the_order_of_their_numbers():
    found = [(f.scenario, f.lesson.id) for f in find_lessons()]
    assert found[0] == ("silent-assault", "first-orders")
    assert ("hold-the-crest", "a-fire-plan") in found
    assert ("north-or-south", "north-or-south") in found


@pytest.mark.parametrize("name", ["silent-assault", "hold-the-crest"])
def test_the_lessons_of_battles_are_sound(checkout: Path, name: str):
    assert lesson_problems(checkout / "scenarios" / name, known_in_battle(load_scenario(name))) == []


def test_the_lesson_of_the_strategic_game_is_sound(checkout: Path):
    name = "north-or-south"
    known = known_in_theatre(load_theatre(name), load_board(name))
    assert lesson_problems(checkout / "scenarios" / name, known) == []


def test_every_mistake_is_said_at_once(tmp_path: Path):
    path = tmp_path / "night" / "lessons" / "first.toml"
    path.parent.mkdir(parents=True)
    path.write_text(WRONG.replace("number = 0", "number = 7"), encoding="utf-8")
    _lesson, problems = read_lesson(path, known_in_battle(load_scenario("silent-assault")))
    said = {(p.line, p.message.split(": ", 1)[-1]) for p in problems}
    text = "\n".join(f"{line}: {words}" for line, words in sorted(said))
    assert {p.file for p in problems} == {"night/lessons/first.toml"}
    for words in (
        "2: needed 'first', the name of the file, found 'other'",
        "7: side or seat 'japn' is unknown; nearest is japan",
        "8: key 'sael' is unknown; nearest is seal",
        "a brace is opened and not closed",
        "needed column and row from 0, 0 to 35, 45, found 99, 2",
        "counter 'I/57' is unknown; nearest is I/75",
        "needed one of hex, unit, part, key, found hex, key",
        "needed one of hex, unit, part, key, found none",
        "'ordered' lacks task",
        "task 'digg' is unknown; nearest is dig",
        "says nothing of 'ordered'",
        "part of the page 'paln' is unknown; nearest is plan",
        "31 Foo",
        "'one' is the name of two steps",
        "needed at least one act",
    ):
        assert words in text or any(words in p.message for p in problems), (words, text)


def test_an_unknown_key_hides_no_other_mistake_and_all_stand_in_the_order_of_the_file(tmp_path: Path):
    path = tmp_path / "night" / "lessons" / "first.toml"
    path.parent.mkdir(parents=True)
    wrong = WRONG.replace('about = "A"', 'abuot = "A"').replace('act = "opened"', 'act = "opend"')
    wrong = wrong.replace('task = "digg", hex = [18, 26]', 'task = "digg", hx = 3, hex = "no"')
    path.write_text(wrong, encoding="utf-8")
    _lesson, problems = read_lesson(path, known_in_battle(load_scenario("silent-assault")))
    lines = [p.line for p in problems if p.line]
    assert lines == sorted(lines)
    text = "\n".join(map(str, problems))
    for words in (
        "unknown key abuot; nearest is about",
        "lacks about",
        "number = 0; needed 1 to 99",
        "side or seat 'japn' is unknown",
        "unknown key hx",
        "hex: needed a list",
        "task 'digg' is unknown; nearest is dig",
        "to: says nothing of 'ordered'",
        "nearest is opened",
        "counter 'I/57' is unknown",
        "'one' is the name of two steps",
        "needed at least one act",
    ):
        assert words in text, (words, text)
    assert "found none" in text, "of the point that names nothing"
    assert text.count("found none") == 1


def test_a_file_of_anything_is_told_and_never_breaks(tmp_path: Path):
    path = tmp_path / "night" / "lessons" / "first.toml"
    path.parent.mkdir(parents=True)
    known = known_in_battle(load_scenario("silent-assault"))
    for text in ("step = 3", "step = [1, {waits = 2, points = [1]}]", "[step]\nwaits = []", "id = 3", "step = []"):
        path.write_text(text, encoding="utf-8")
        lesson, problems = read_lesson(path, known)
        assert lesson is None
        assert problems


def test_a_number_outside_its_range_and_an_unknown_key_are_said(tmp_path: Path):
    path = tmp_path / "night" / "lessons" / "first.toml"
    path.parent.mkdir(parents=True)
    path.write_text(WRONG.replace('title = "T"', 'titel = "T"', 1), encoding="utf-8")
    _lesson, problems = read_lesson(path, None)
    text = "\n".join(map(str, problems))
    assert "number = 0; needed 1 to 99" in text
    assert "unknown key titel; nearest is title" in text


def test_validate_names_what_is_wrong_with_a_lesson(tmp_path: Path, checkout: Path, capsys: pytest.CaptureFixture[str]):
    for name in ("common", "changkufeng", "silent-assault"):
        (tmp_path / name).symlink_to(checkout / "scenarios" / name)
    (tmp_path / "silent-assault").unlink()
    own = tmp_path / "silent-assault"
    own.mkdir()
    for path in (checkout / "scenarios/silent-assault").iterdir():
        if path.name != "lessons":
            (own / path.name).symlink_to(path)
    (own / "lessons").mkdir()
    text = (checkout / "scenarios/silent-assault/lessons/first-orders.toml").read_text(encoding="utf-8")
    (own / "lessons/first-orders.toml").write_text(text.replace('unit = "I/75"', 'unit = "I/57"'), encoding="utf-8")
    assert main(["validate", str(own)]) == 2
    assert "counter 'I/57' is unknown; nearest is I/75" in capsys.readouterr().out


def test_the_schema_has_lessons():
    assert {"lessons/*.toml", "Lesson", "LessonStep", "Awaited"} <= set(schema()["$defs"])


def test_every_act_says_what_may_be_told_of_it_and_every_key_is_one():
    assert set(SAYS) == set(DOINGS)
    for may, must in SAYS.values():
        assert set(must) <= set(may) <= set(Awaited.__struct_fields__) - {"act"}
    assert set(KEYS) <= {a.name for a in ACTIONS}
