"""What a scenario says in sentences: every text of its files that a field marks as `Prose`, in the order of the files.

The same forms by which files are read strictly say what is prose, so that a new field or a new scenario is found without
another list. Whoever shows such a text puts it through `words._` at that moment.
"""

import re
import tomllib
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple, Union, get_args, get_origin

import msgspec

from game.files.battle.layout import FORMS, WHAT_IF, WHAT_IFS, Form
from game.files.bounds import decode_text, read_bytes
from game.files.heads import STRATEGIC
from game.files.lessons import LESSONS
from game.files.theatre.boards import BOARD
from game.files.theatre.decks import DECK_FORMS
from game.files.theatre.joins import JOIN
from game.files.theatre.roads import FILES as ROAD_FILES
from game.files.theatre.roads import FOLDER as ROAD
from game.files.theatre.theatres import HEAD, THEATRE_FORMS
from game.files.theatre.told import ERRATA
from game.files.theatre.told import FORM as ERRATA_FORM
from game.model.base import Names, Prose, bare
from game.model.battle_result import Join
from game.model.lesson import Lesson
from game.model.theatre.board import BoardHead, City, Railway
from game.model.theatre.whatif import TheatreWhatIf

LARGEST = 2 * 1024 * 1024
HEAD_WORDS = ("title", "subtitle", "briefing")  # at the top of a strategic game's head, beside its tables
_STRATEGIC: dict[str, Form] = {
    **DECK_FORMS,
    **THEATRE_FORMS,
    BOARD: Form(whole=BoardHead),
    "cities.toml": Form({"city": City}),
    "rail.toml": Form({"line": Railway}),
    ERRATA: ERRATA_FORM,
    JOIN: Form(whole=Join),
    **{f"{ROAD}/{name}": Form(lists) for name, lists in ROAD_FILES.items()},
}
_NAMING = (
    "id",
    "number",
    "code",
    "name",
    "unit",
    "at",
    "turn",
    "month",
    "date",
    "side",
    "seat",
    "hill",
    "state",
    "who",
)
_MARK = get_args(Prose)[1]
_NUMBER = re.compile(r"(?!.*[a-z]{2}).*[0-9].*", re.DOTALL)  # "16:00", "I/75", "d464": the same in every language


class Sentence(NamedTuple):
    """A text that a player may read. `file`: within the folder of scenarios; `key`: entry and field, "counter I/75, history"."""

    file: str
    key: str
    text: str


def prose_of(folder: Path) -> Iterator[Sentence]:
    """The texts of a scenario of either scale, or of what scenarios share, file by file.

    A name that lacks one of the languages is among them: the catalogues have it then.

    Raises:
        BadFile: a file cannot be read.
        ValueError: a file is no TOML; the strict reader says so with its line.
    """
    strategic = (folder / STRATEGIC).is_file()
    for path in sorted(folder.rglob("*.toml")):
        name = path.relative_to(folder).as_posix()
        form = _form(name, strategic)
        if form is not None:
            table = tomllib.loads(decode_text(name, read_bytes(path, largest=LARGEST)))
            for key, text in _in_file(table, form, head=strategic and name == HEAD):
                yield Sentence(f"{folder.name}/{name}", key, text)


def _form(name: str, strategic: bool) -> Form | None:
    if name.startswith(f"{LESSONS}/"):
        return Form(whole=Lesson)
    if name.startswith(f"{WHAT_IFS}/"):
        return Form(whole=TheatreWhatIf) if strategic else WHAT_IF
    return (_STRATEGIC if strategic else FORMS).get(name)


def _in_file(table: dict[str, Any], form: Form, *, head: bool) -> Iterator[tuple[str, str]]:
    if head:
        yield from ((word, table[word]) for word in HEAD_WORDS if isinstance(table.get(word), str))
    if form.whole is not None:
        yield from _texts(table, form.whole, "", "")
    for key, kind in form.lists.items():
        for entry in table.get(key, ()):
            yield from _texts(entry, kind, key, "")
    for key, single in form.tables.items():
        if key in table:
            yield from _texts(table[key], single, key, "")


def _texts(value: Any, kind: Any, entry: str, field: str) -> Iterator[tuple[str, str]]:
    """The prose in a value of a kind. `entry`: the names of the entries around it; `field`: the key that holds it."""
    plain, mark = bare(kind)
    origin, kinds = get_origin(plain), get_args(plain)
    if mark is _MARK and isinstance(value, str):
        if value.strip() and not _NUMBER.fullmatch(value):
            yield ", ".join(filter(None, (entry, field))), value
    elif origin in (Union, types.UnionType):
        yield from _texts(value, next(k for k in kinds if k is not type(None)), entry, field)
    elif origin is tuple and isinstance(value, list):
        for k, one in enumerate(value):
            yield from _texts(one, kinds[0 if kinds[-1] is Ellipsis else min(k, len(kinds) - 1)], entry, field)
    elif origin is dict and isinstance(value, dict):
        for key, one in value.items():
            yield from _texts(one, kinds[1], entry, f"{field}.{key}")
    elif isinstance(value, dict) and isinstance(plain, type) and issubclass(plain, msgspec.Struct):
        yield from _in_entry(value, plain, entry, field)


def _in_entry(value: dict[str, Any], kind: type[msgspec.Struct], entry: str, field: str) -> Iterator[tuple[str, str]]:
    if kind is Names:
        if not all(value.get(code) for code in ("ja", "ru", "zh")):
            yield ", ".join(filter(None, (entry, field))), value["en"]
        return
    called = next((str(value[n]) for n in _NAMING if isinstance(value.get(n), str | int)), "")
    here = " ".join(filter(None, (field or entry, called)))
    around = f"{entry}, {here}" if field and entry else here
    for known in msgspec.structs.fields(kind):
        if known.encode_name in value:
            yield from _texts(value[known.encode_name], known.type, around, known.encode_name)
