"""Gather every sentence of the game, check and compile the catalogues: `python make_catalogues.py`. Needs Babel.

Reads `_`, `N_`, `counted` and refusals in `game/`, `[[messages]]` of the pages in `assets/web`, and
what the files of the scenarios say in prose (`game.files.prose`);
updates `<language>/<room>.po`, which translators edit, and compiles all rooms of a language to `<language>.mo`, which the game
reads. A sentence that was changed in English keeps its old translation marked "fuzzy", with the English it was made for:
it is stale, and not shown, until somebody mends it and takes the mark away.

`--check` writes nothing and fails if a catalogue is out of date, a translation is missing or stale in a room that is not
named in `<language>/open.txt`, a placeholder is lost, or a word of the glossary stands there another way.
`--status` counts; `--take OLD.po` fills what is empty from another file of the same language (`ja.po`, `ja-mine.po`).
"""

import argparse
import ast
import difflib
import io
import re
import sys
import tomllib
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path[:0] = [str(ROOT), str(HERE)]

from glossary import mended_names, names, slips  # noqa: E402
from marks import flaws  # noqa: E402

from game.core.words import MENDED  # noqa: E402
from game.files.prose import prose_of  # noqa: E402
from game.whatif.page import MESSAGE  # noqa: E402

LANGUAGES = ("ja", "ru", "zh")
KEYWORDS = {"_": None, "N_": None, "counted": (1, 2), "meant": ((1, "c"), 2), "_refuse": (2,), "refuse": (2,)}
# The rooms, in the order in which a sentence that stands in several finds its own, and where a reader meets them.
ROOMS = {
    "interface": "the window, reports, and messages that window and text mode share",
    "commands": "text mode and the commands of a terminal",
    "lessons": "lessons: the panel of the window (`window`) or text mode (`terminal`); {next} and the like are keys",
    "rules": "the rulebook, names of factors and events, meanings of parameters; {actor}, {a} and the like are filled in",
    "battle": "what a battle scenario says: briefings, the orders of battle, plans, politics, outcomes, goals, weather",
    "record": "the record of the incident: keyframes, turns, days, people, orders of history; replay, record, film page",
    "whatif": "questions put to history, evidence and findings, of both scales: laboratory, `compare`, reports",
    "theatre": "north-or-south: cards, news, policies, links and thesis, prologue, railways",
    "sources": "what was read of each source and how far it is trusted; titles of works stay as they are",
}
MADE = datetime(2026, 11, 29, tzinfo=UTC)
MOST_PLACES = 4  # named in the comment of a sentence that stands in many
SENSES = {", rank": "rank"}  # the end of a key in the data, and in which sense its words are meant
NAMED = ("counter", "formation", "place")  # their names come from the data
_HOLE = re.compile(r"\{(\w*)[^}]*\}")
_CAPITALS = re.compile(r"[A-Z][A-Z0-9_]+")
_WAS = "was: "


class Wanted(NamedTuple):
    """A message of program or data: its id, singular and plural where it counts, where it stands, and in which sense."""

    id: Any
    file: str
    key: str = ""
    context: str = ""

    @property
    def own(self) -> str:
        """What it is known by: its English, and before it the sense where it has one."""
        one = self.id[0] if isinstance(self.id, tuple) else self.id
        return f"{self.context}\4{one}" if self.context else one

    @property
    def room(self) -> str:
        """The room of the file."""
        top, _slash, rest = self.file.partition("/")
        if self.context == MENDED:
            return "battle"
        if top in ("game", "assets"):
            return "commands" if rest.startswith("cli/") else "interface"
        scenario, _slash, name = rest.partition("/")
        under, name = name.rpartition("/")[0], name.rpartition("/")[2]
        if under in ("lessons", "what-if", "record"):
            return {"lessons": "lessons", "what-if": "whatif"}.get(under, under)
        if name in ("rulebook.toml", "parameters.toml"):
            return "rules"
        if name == "sources.toml":
            return "sources"
        return "theatre" if (ROOT / top / scenario / "theatre.toml").is_file() else "battle"


def wanted() -> dict[Any, list[Wanted]]:
    """Every message of program and data by its id, with all places where it stands, in the order of the files."""
    found: dict[Any, list[Wanted]] = {}
    for each in (*_of_program(), *_of_scenarios(), *_mended()):
        places = found.setdefault(each.own, [])
        places.append(each)
        if isinstance(each.id, tuple) and not isinstance(places[0].id, tuple):
            places.insert(0, places.pop())  # the one that counts says more
    return found


def _of_program() -> Iterator[Wanted]:
    options: dict[str, Any] = {"**.py": {}}
    for file, _line, message, _comments, context in extract_from_dir(
        ROOT / "game", [("**.py", "python")], options, KEYWORDS, comment_tags=()
    ):
        if message:
            yield Wanted(message, "game/" + file.replace("\\", "/"), context=context or "")
    yield from _within_texts()
    for path in sorted((ROOT / "assets/web").glob("*.html")):
        for message in MESSAGE.findall(path.read_text(encoding="utf-8")):
            yield Wanted(message, f"assets/web/{path.name}")


def _within_texts() -> Iterator[Wanted]:
    """Messages in the braces of an f-string, which Babel does not look into."""
    for path in sorted((ROOT / "game").rglob("*.py")):
        program = path.read_text(encoding="utf-8")
        if "_('" not in program and "f'" not in program:
            continue  # a message within a text has other quotes than the text
        texts = [n for n in ast.walk(ast.parse(program)) if isinstance(n, ast.JoinedStr)]
        for call in (n for text in texts for n in ast.walk(text) if isinstance(n, ast.Call) and n.args):
            said = call.args[0]
            is_mark = isinstance(call.func, ast.Name) and call.func.id in ("_", "N_")
            if is_mark and isinstance(said, ast.Constant) and said.value:
                yield Wanted(said.value, path.relative_to(ROOT).as_posix())


def _of_scenarios() -> Iterator[Wanted]:
    for folder in sorted(p for p in (ROOT / "scenarios").iterdir() if p.is_dir()):
        for sentence in prose_of(folder):
            context = next((word for end, word in SENSES.items() if sentence.key.endswith(end)), "")
            yield Wanted(sentence.text, f"scenarios/{sentence.file}", sentence.key, context)


def _mended() -> Iterator[Wanted]:
    """Names that the glossary has otherwise than the data: in every language, as a catalogue has no gaps."""
    for name in mended_names():
        yield Wanted(name, "assets/locale/glossary.toml", "a name that the data have otherwise", MENDED)


def by_room(messages: dict[Any, list[Wanted]]) -> dict[str, list[list[Wanted]]]:
    """The messages of each room: each in the first room in which it stands."""
    order, found = list(ROOMS), {room: [] for room in ROOMS}
    for places in messages.values():
        found[min((p.room for p in places), key=order.index)].append(places)
    return found


def given_names(code: str) -> dict[str, str]:
    """English names and their counterparts in a language, as far as the data or the glossary have them."""
    return {name["en"]: name[code] for name in _names() if name.get(code)} | names(code)


@cache
def _names() -> list[dict[str, str]]:
    data = [tomllib.loads(p.read_text(encoding="utf-8")) for p in sorted((ROOT / "scenarios").glob("*/*.toml"))]
    return [entry["names"] for each in data for table in NAMED for entry in each.get(table, ()) if "names" in entry]


class Language:
    """The catalogues of a language as they stand, and as they should."""

    def __init__(self, code: str, messages: dict[Any, list[Wanted]], taken: list[Path]) -> None:
        self.code, self.folder = code, HERE / code
        self._names = given_names(code)
        self._old = [_read(self.folder / f"{room}.po", code) for room in ROOMS]
        self._old += [_read(path, code) for path in taken if path.stem.partition("-")[0] == code]
        self._leavings = [m for c in self._old for m in c if m.id and m.string and _own(m) not in messages]
        self.rooms = {room: self._room(room, places) for room, places in by_room(messages).items()}
        still = self.folder / "open.txt"
        self.open = still.read_text(encoding="utf-8").split() if still.is_file() else []

    def _room(self, room: str, messages: list[list[Wanted]]) -> Catalog:
        made = Catalog(locale=self.code, project="Changkufeng 1938", charset="utf-8", fuzzy=False, creation_date=MADE)
        made.header_comment = f"# Changkufeng 1938, {self.code}: {room}\n# {ROOMS[room]}"
        made.revision_date = MADE
        for places in messages:
            one, context = places[0].own, places[0].context
            keys = [f"{p.file.partition('/')[2]}: {p.key}" for p in places if p.key]
            more = [f"and in {len(keys) - MOST_PLACES} more places"] if len(keys) > MOST_PLACES else []
            files = dict.fromkeys((p.file, 0) for p in places)
            text, flags, said = self._known(one, places, keys)
            made.add(
                places[0].id,
                text,
                locations=list(files)[: 2 * MOST_PLACES],
                auto_comments=[*dict.fromkeys(keys[:MOST_PLACES]), *more],
                user_comments=said,
                flags=flags,
                context=context or None,
            )
        return made

    def _known(self, one: str, places: list[Wanted], keys: list[str]) -> tuple[Any, set[str], list[str]]:
        """The translation at hand, its flags and what translators noted; a stale one where the English was changed."""
        context, _mark, plain = one.rpartition("\4")
        if plain in self._names and context in ("", MENDED):
            return self._names[plain], set(), []
        senses = [None] if context == MENDED else [context or None, None]  # at first a word is taken in its usual sense
        known = (m for sense in senses for c in self._old if (m := c.get(plain, sense)) is not None)
        here = next((m for m in known if _full(m.string)), None)
        if here is not None:
            notes = [c for c in here.user_comments if here.fuzzy or not c.startswith(_WAS)]
            return here.string, {"fuzzy"} if here.fuzzy else set(), notes
        before = self._before(one, places, keys)
        if before is None or isinstance(before.id, tuple) != isinstance(places[0].id, tuple):
            return None, set(), []
        return before.string, {"fuzzy"}, [_WAS + " ".join(_one(before).split())]

    def _before(self, one: str, places: list[Wanted], keys: list[str]) -> Message | None:
        """The message, no longer wanted, that was changed into this one: at the same key, or much alike in the same file."""
        files = {p.file for p in places}
        for message in self._leavings:
            if keys and set(keys) & set(message.auto_comments):
                return message
        near = [m for m in self._leavings if not m.auto_comments and files & {file for file, _line in m.locations}]
        alike = difflib.get_close_matches(one, [_one(m) for m in near], 1, 0.8)
        return next((m for m in near if alike and _one(m) == alike[0]), None)

    def compiled(self) -> bytes:
        """The catalogue that the game reads, with the checksum that game/files/catalogue.py looks for."""
        whole = Catalog(locale=self.code, project="Changkufeng 1938", charset="utf-8", fuzzy=False, creation_date=MADE)
        whole.revision_date = MADE
        for catalogue in self.rooms.values():
            for message in catalogue:
                if message.id and _full(message.string) and not message.fuzzy:
                    whole.add(message.id, message.string, context=message.context)
        binary = io.BytesIO()
        write_mo(binary, whole)
        return binary.getvalue() + b"\0CKF" + zlib.crc32(binary.getvalue()).to_bytes(4, "big")

    def faults(self) -> list[str]:
        """What is missing, stale or wrong, one line each."""
        lines = []
        for room, catalogue in self.rooms.items():
            for message in catalogue:
                if not message.id:
                    continue
                where, key = f"{self.code}/{room}.po", _one(message)
                if not _full(message.string):
                    lines += [f"{where}: no translation of {key!r}"] if room not in self.open else []
                elif message.fuzzy:
                    lines += [f"{where}: the translation of {key!r} is stale"] if room not in self.open else []
                elif lost := _lost(message):
                    lines.append(f"{where}: {key!r} has other placeholders in its translation: {', '.join(lost)}")
                else:
                    said = " | ".join((message.string,) if isinstance(message.string, str) else message.string)
                    lines += [f"{where}: {key!r}: {slip} in {said!r}" for slip in slips(self.code, key, said)]
                    lines += [f"{where}: {key!r}: {flaw} in {said!r}" for flaw in flaws(self.code, key, said)]
        return lines

    def write(self) -> None:
        """Writes the rooms and the compiled catalogue."""
        self.folder.mkdir(exist_ok=True)
        for room, text in self.texts().items():
            (self.folder / f"{room}.po").write_bytes(text)
        (HERE / f"{self.code}.mo").write_bytes(self.compiled())

    def texts(self) -> dict[str, bytes]:
        """The rooms as they are written."""
        found = {}
        for room, catalogue in self.rooms.items():
            file = io.BytesIO()
            write_po(file, catalogue, width=120, sort_output=False, no_location=False, include_lineno=False)
            found[room] = file.getvalue()
        return found

    def out_of_date(self) -> list[str]:
        """Files that are not what would be written, one line each."""
        said = [
            f"{self.code}/{room}.po is older than the game's words"
            for room, text in self.texts().items()
            if not (path := self.folder / f"{room}.po").is_file() or path.read_bytes() != text
        ]
        compiled = HERE / f"{self.code}.mo"
        if not compiled.is_file() or compiled.read_bytes() != self.compiled():
            said.append(f"{self.code}.mo is older than {self.code}/*.po or than the game's words")
        return said

    def status(self) -> Iterator[str]:
        """Messages, done, stale and empty, and characters of English done and left, by room."""
        yield f"{self.code:12}{'strings':>9}{'done':>9}{'stale':>9}{'empty':>9}{'characters':>12}{'done':>9}{'left':>9}"
        sums = [0] * 7
        for room, catalogue in self.rooms.items():
            row = [0] * 7
            for message in catalogue:
                if message.id:
                    k = 3 if not _full(message.string) else 2 if message.fuzzy else 1
                    long = len(_one(message))
                    row[0] += 1
                    row[k] += 1
                    row[4] += long
                    row[5 if k == 1 else 6] += long
            sums = [a + b for a, b in zip(sums, row, strict=True)]
            yield _row(room + (" *" if room in self.open else ""), row)
        yield _row("all", sums)


def _row(name: str, row: list[int]) -> str:
    return f"{name:12}" + "".join(f"{n:>{12 if k == 4 else 9},}" for k, n in enumerate(row))


def _read(path: Path, code: str) -> Catalog:
    return read_po(io.BytesIO(path.read_bytes()), locale=code) if path.is_file() else Catalog(locale=code)


def _one(message: Message) -> str:
    return message.id[0] if isinstance(message.id, tuple | list) else message.id


def _own(message: Message) -> str:
    return f"{message.context}\4{_one(message)}" if message.context else _one(message)


def _full(string: Any) -> bool:
    return bool(string) and (isinstance(string, str) or all(string))


def _lost(message: Message) -> list[str]:
    """Placeholders that a translation has and its English has not, or the other way round; of a plural {n} may go.

    Names of parameters in the rulebook are placeholders too.
    """
    ids = message.id if isinstance(message.id, tuple | list) else (message.id,)
    holes = {hole for one in ids for hole in _holes(one)}
    found: set[str] = set()
    for text in (message.string,) if isinstance(message.string, str) else message.string:
        found |= (_holes(text) ^ holes) - ({"n"} if len(ids) > 1 else set())
    return sorted(found)


def _holes(text: str) -> set[str]:
    return set(_HOLE.findall(text)) | _parameters() & set(_CAPITALS.findall(text))


@cache
def _parameters() -> set[str]:
    paths = sorted((ROOT / "scenarios").glob("*/parameters.toml"))
    return {p["name"] for path in paths for p in tomllib.loads(path.read_text(encoding="utf-8"))["parameter"]}


def main() -> int:
    """Writes, checks or counts; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument(
        "--check", action="store_true", help="write nothing; fail if something is out of date or missing"
    )
    parser.add_argument("--status", action="store_true", help="write nothing; count strings and characters by room")
    parser.add_argument("--take", type=Path, nargs="+", default=[], metavar="PO", help="fill what is empty from these")
    options = parser.parse_args()
    messages, wrong = wanted(), []
    for code in LANGUAGES:
        language = Language(code, messages, options.take)
        if options.status:
            print("\n".join(language.status()), end="\n\n")
            continue
        if options.check:
            wrong += language.out_of_date()
        else:
            language.write()
        wrong += language.faults()
    if options.status:
        print("* still being translated (open.txt): what is empty there is English and no fault")
        return 0
    print("\n".join(wrong) or "every message has its translation, but for rooms that are open")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
