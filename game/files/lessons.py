"""Lessons: files `lessons/*.toml` in the folder of a scenario of either scale, read strictly; they change no game."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from pathlib import Path
from string import Formatter
from types import MappingProxyType
from typing import Any, NamedTuple, get_args

import msgspec

from game.core.words import _
from game.files.bounds import read_bytes
from game.files.errors import BadFile, Problem, one_line, unknown
from game.files.heads import BATTLE, STRATEGIC, on_shelves
from game.files.strict import Reader
from game.model.battle.calendar import Calendar
from game.model.battle.scenario import Scenario
from game.model.battle.verbs import MISSION_ROWS, VERBS
from game.model.lesson import KEYS, SAYS, Awaited, Lesson, LessonStep, Opened, Pointing
from game.model.theatre.board import Board
from game.model.theatre.game import Theatre

LESSONS = "lessons"
LARGEST = 128 * 1024
MOST_FILES = 50  # of a scenario
MANNERS = ("open", "silent", "prepared")
POINTS = ("hex", "unit", "part", "key")
_AN_ID = re.compile(r"[a-z][a-z0-9-]*")


class Known(NamedTuple):
    """What the lessons of a scenario may name. `answers`: of each card; `calendar`: of a battle, for moments."""

    sides: tuple[str, ...]
    units: frozenset[str]
    size: tuple[int, int]
    policies: frozenset[str] = frozenset()
    answers: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    calendar: Calendar | None = None


class Found(NamedTuple):
    """A lesson and the id of the scenario it is in."""

    scenario: str
    lesson: Lesson


def known_in_battle(scenario: Scenario) -> Known:
    """What lessons in a battle may name."""
    units = frozenset(c.id for c in scenario.counters)
    size = scenario.ground.columns, scenario.ground.rows
    return Known(scenario.sides, units, size, calendar=scenario.calendar)


def known_in_theatre(theatre: Theatre, board: Board) -> Known:
    """What lessons in a strategic game may name."""
    answers = {c.id: tuple(o.state for o in c.options) for c in theatre.deck.cards}
    policies, size = frozenset(p.id for p in theatre.policies), (board.grid.columns, board.grid.rows)
    return Known(theatre.seat_ids, frozenset(), size, policies, answers)


def find_lessons() -> tuple[Found, ...]:
    """The lessons of all scenarios at hand whose files can be read, in the order of their numbers."""
    found = []
    folders = {**on_shelves(STRATEGIC), **on_shelves(BATTLE)}
    for path in (p for name in sorted(folders) for p in sorted((folders[name] / LESSONS).glob("*.toml"))):
        if path.is_file():
            reader = Reader(_shown(path))
            lesson = _read(path, reader)
            if lesson is not None and not reader.problems:
                found.append(Found(path.parents[1].name, lesson))
    return tuple(sorted(found, key=lambda f: (f.lesson.number, f.scenario, f.lesson.id)))


def load_lesson(folder: Path, name: str, known: Known) -> Lesson:
    """A lesson by its id, checked against its scenario.

    Raises:
        BadFile: there is none of that name, or with everything that is wrong with it.
    """
    path = folder / LESSONS / f"{name}.toml"
    lesson, problems = read_lesson(path, known)
    if lesson is None or problems:
        raise BadFile(problems)
    return lesson


def lesson_problems(folder: Path, known: Known | None) -> list[Problem]:
    """Everything wrong with the lessons in a scenario's folder; `known` None: the scenario itself cannot be read."""
    paths = sorted((folder / LESSONS).glob("*.toml"))
    problems = [p for path in paths[:MOST_FILES] for p in read_lesson(path, known)[1]]
    if len(paths) > MOST_FILES:
        said = _("holds {n} lessons; at most {most_files}").format(n=len(paths), most_files=MOST_FILES)
        problems.append(Problem(f"{folder.name}/{LESSONS}", 0, "", said))
    return problems


def read_lesson(path: Path, known: Known | None) -> tuple[Lesson | None, list[Problem]]:
    """A lesson and everything wrong with it, in the order of the file."""
    reader = Reader(_shown(path))
    lesson = _read(path, reader)
    if reader.table:
        _check(path, reader, _usable(Lesson, reader.table), known)
    return lesson, sorted(reader.problems, key=lambda p: p.line or sys.maxsize)


def _shown(path: Path) -> str:
    return f"{path.parents[1].name}/{LESSONS}/{one_line(path.name)}"


def _read(path: Path, reader: Reader) -> Lesson | None:
    try:
        data = read_bytes(path, largest=LARGEST)
    except BadFile as e:
        reader.problems += [p._replace(file=reader.shown) for p in e.problems]
        return None
    except OSError as e:
        reader.problems.append(Problem(reader.shown, 0, "", _("cannot be read: {a}").format(a=e.strerror or e)))
        return None
    table = reader.load(data)
    return None if reader.problems else reader.read(Lesson, table)


def _usable(kind: type[Any], value: Any) -> Any:
    """What of a table is right, as an entry; what is wrong in it was told, and stands here as if it were left out."""
    made: dict[str, Any] = {}
    aside = Reader("")
    for field in msgspec.structs.fields(kind):
        raw = value.get(field.encode_name) if isinstance(value, dict) else None
        inner = next((k for k in get_args(field.type) if isinstance(k, type) and issubclass(k, msgspec.Struct)), None)
        if inner is not None:
            made[field.name] = tuple(_usable(inner, item) for item in raw) if isinstance(raw, list) else ()
        elif raw is not None and (found := aside.read(field.type, raw)) is not None:
            made[field.name] = found
        elif field.required:
            made[field.name] = ""
    return kind(**made)


def _rows(table: Any, key: str) -> list[Any]:
    """The entries that stand in a list of a table as it was read."""
    found = table.get(key) if isinstance(table, dict) else None
    return found if isinstance(found, list) else []


# ---------------------------------------------------------------- what one cannot see from a field alone
def _check(path: Path, reader: Reader, lesson: Lesson, known: Known | None) -> None:
    if lesson.id and lesson.id != path.stem:
        reader.problem(
            ("id",), _("id: needed {stem!r}, the name of the file, found {id!r}"), stem=path.stem, id=lesson.id
        )
    if lesson.id and not _AN_ID.fullmatch(lesson.id):
        reader.problem(("id",), _("id: needed small letters, digits and hyphens, found {id!r}"), id=lesson.id)
    if known is not None and lesson.side and lesson.side not in known.sides:
        reader.problem(("side",), _unknown(_("side or seat"), lesson.side, known.sides))
    if reader.table.get("step") == []:
        reader.problem(("step",), _("step: needed at least one [[step]]"))
    seen: set[str] = {""}
    for k, (step, raw) in enumerate(zip(lesson.step, _rows(reader.table, "step"), strict=True)):
        if step.id and step.id in seen:
            reader.problem(("step", k, "id"), _("id: {id!r} is the name of two steps"), id=step.id)
        seen.add(step.id)
        _check_step(reader, step, raw, k, known)
    for key, text in (("about", lesson.about), ("end", lesson.end)):
        _check_text(reader, (key,), key, text)


def _check_step(reader: Reader, step: LessonStep, raw: Any, k: int, known: Known | None) -> None:
    """`raw`: the step as it was read, with what is wrong in it."""
    for key in ("say", "window", "terminal"):
        _check_text(reader, ("step", k, key), key, getattr(step, key))
    if isinstance(raw, dict) and raw.get("waits") == []:
        reader.problem(
            ("step", k, "waits"), _("waits: needed at least one act; a step is over when something was done")
        )
    for n, (point, written) in enumerate(zip(step.points, _rows(raw, "points"), strict=True)):
        if isinstance(written, dict):
            _check_point(reader, ("step", k, "points", n), point, [key for key in POINTS if written.get(key)], known)
    for n, (waited, written) in enumerate(zip(step.waits, _rows(raw, "waits"), strict=True)):
        if isinstance(written, dict):
            fields = [f for f in waited.__struct_fields__ if f != "act" and written.get(f)]
            _check_waited(reader, ("step", k, "waits", n), waited, fields)
            if known is not None:
                _check_names(reader, ("step", k, "waits", n), step, n, known)


def _check_waited(reader: Reader, at: tuple[str | int, ...], waited: Awaited, said: list[str]) -> None:
    """`said`: the fields that are written of the act, right or wrong."""
    if waited.act in SAYS:
        may, must = SAYS[waited.act]
        for key in said:
            if key not in may:
                reader.problem(
                    (*at, key), _("{key}: says nothing of {act!r}; needed {a}"), key=key, act=waited.act, a=_listed(may)
                )
        for key in must:
            if key not in said:
                reader.problem(at, _("{act!r} lacks {key}"), act=waited.act, key=key)
    words = {"task": tuple(VERBS), "manner": MANNERS, "mission": tuple(MISSION_ROWS)}
    for key, allowed in words.items():
        if (word := getattr(waited, key)) and word not in allowed:
            reader.problem((*at, key), _unknown(key, word, allowed))
    if waited.act == "opened" and waited.what and waited.what not in Opened:
        reader.problem((*at, "what"), _unknown(_("part of the page"), waited.what, Opened))


def _check_names(reader: Reader, at: tuple[str | int, ...], step: LessonStep, n: int, known: Known) -> None:
    waited = step.waits[n]
    _check_place(reader, at, waited.hex, waited.unit, known)
    if waited.not_before and known.calendar is not None:
        try:
            known.calendar.pulse_of(waited.not_before)
        except (ValueError, KeyError) as e:
            reader.problem((*at, "not_before"), _("not_before: {found}"), found=one_line(e.args[0] if e.args else e))
    named = {
        "read": (("what", "card", tuple(known.answers)),),
        "answered": (
            ("what", "card", tuple(known.answers)),
            ("to", "answer", known.answers.get(waited.what, ())),
        ),
        "chose": (("what", "policy", tuple(known.policies)),),
    }
    for key, what, allowed in named.get(waited.act, ()):
        if (word := getattr(waited, key)) and word not in allowed:
            reader.problem((*at, key), _unknown(what, word, allowed))


def _check_point(
    reader: Reader, at: tuple[str | int, ...], point: Pointing, said: list[str], known: Known | None
) -> None:
    if len(said) != 1:
        reader.problem(at, _("needed one of {a}, found {b}"), a=_listed(POINTS), b=_listed(said) or "none")
    if known is not None:
        _check_place(reader, at, point.hex, point.unit, known)


def _check_place(
    reader: Reader, at: tuple[str | int, ...], here: tuple[int, int] | None, unit: str, known: Known
) -> None:
    if here is not None and not all(0 <= x < most for x, most in zip(here, known.size, strict=True)):
        most = f"{known.size[0] - 1}, {known.size[1] - 1}"
        reader.problem(
            (*at, "hex"),
            _("hex: needed column and row from 0, 0 to {most}, found {a}, {b}"),
            most=most,
            a=here[0],
            b=here[1],
        )
    if unit and unit not in known.units:
        reader.problem((*at, "unit"), _unknown("counter", unit, tuple(known.units)))


def _check_text(reader: Reader, at: tuple[str | int, ...], key: str, text: str) -> None:
    """What stands in braces is the name of a key."""
    try:
        holes = [name for _text, name, _form, _turn in Formatter().parse(text) if name is not None]
    except ValueError:
        reader.problem(
            at, _("{key}: a brace is opened and not closed; a key is written as in {{{a}}}"), key=key, a=KEYS[0]
        )
        return
    for name in holes:
        if name not in KEYS:
            reader.problem(at, f"{key}: {_unknown('key', name, KEYS)}")


def _unknown(what: str, word: str, known: tuple[str, ...]) -> str:
    return unknown(what, one_line(word, most=60), known)


def _listed(words: tuple[str, ...] | list[str]) -> str:
    return ", ".join(words)
