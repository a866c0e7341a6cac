"""Gather every message of the game and compile the catalogues: `python make_catalogues.py`. Needs Babel.

Reads `_`, `N_`, `counted` and refusals in `game/`, and the words of the scenarios that a player reads; writes `messages.pot`,
updates each `<language>.po` beside it (translators edit these) and compiles it to `<language>.mo`, which the game reads.
`--check` writes nothing and fails if a catalogue is out of date or a message lacks its translation or a placeholder.
"""

import argparse
import io
import re
import sys
import tomllib
import zlib
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
LANGUAGES = ("ja", "ru", "zh")
KEYWORDS = {"_": None, "N_": None, "counted": (1, 2), "_refuse": (2,), "refuse": (2,)}
# Words of the data that pass through `_`: file, table, key. Long texts of the rulebook stay English.
WORDS = (
    ("rulebook.toml", "event", "text"),
    ("rulebook.toml", "factor", "name"),
    ("rulebook.toml", "rule", "title"),
    ("unit_types.toml", "type", "name"),
    ("terrain.toml", "terrain", "name"),
    ("politics.toml", "act", "name"),
    ("politics.toml", "term", "name"),
    ("outcomes.toml", "outcome", "name"),
    ("look.toml", "side", "commander"),
    ("look.toml", "side", "name"),
    ("look.toml", "seat", "long"),
    ("look.toml", "seat", "aim"),
    ("plans.toml", "plan", "title"),
    ("plans.toml", "plan", "text"),
    ("keyframes.toml", "keyframe", "title"),
    ("theatre.toml", "act", "title"),
    ("cards.toml", "card", "title"),
    ("policies.toml", "policy", "title"),
)
UNTOLD = "cli/battle/"  # the text mode of battles speaks English but for what both scales share
HEADS = ("title", "subtitle")
NAMED = ("counter", "formation", "place")  # their names come from the data; here only what the data do not name
_HOLE = re.compile(r"\{(\w*)[^}]*\}")


def template() -> Catalog:
    """Every message of program and data, in the order of the files."""
    found = Catalog(project="Changkufeng 1938", charset="utf-8", fuzzy=False)
    options = {"**.py": {}}
    for file, _line, message, comments, _context in extract_from_dir(
        ROOT / "game", [("**.py", "python")], options, KEYWORDS, comment_tags=()
    ):
        if file.replace("\\", "/").startswith(UNTOLD):
            continue
        found.add(message, locations=[(f"game/{file}", 0)], auto_comments=comments)
    paths = [*(ROOT / "scenarios").glob("*/*.toml"), *(ROOT / "scenarios").glob("*/record/*.toml")]
    for path in sorted(paths):
        for message in words_of(path):
            if message:
                found.add(message, locations=[(path.relative_to(ROOT).as_posix(), 0)])
    return found


def words_of(path: Path) -> list[str]:
    """Messages of one scenario file."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    found = [
        entry[key] for file, table, key in WORDS if path.name == file for entry in data.get(table, ()) if key in entry
    ]
    if path.name == "scenario.toml":
        found += [data[key] for key in HEADS if key in data]
        found += list(data.get("side_names", {}).values()) + list(data.get("briefing", {}).values())
    if path.name == "look.toml":
        page = data.get("map", {}) | data.get("page", {})
        found += [page[key] for key in ("title", "small_print", "brief") if key in page]
        found += page.get("claims", {}).values()
    for names in names_of(data):
        if not all(names.get(code) for code in LANGUAGES):
            found.append(names["en"])
    return found


def names_of(data: dict[str, Any]) -> list[dict[str, str]]:
    """The names that a file gives to counters, formations and places."""
    return [entry["names"] for table in NAMED for entry in data.get(table, ()) if "names" in entry]


def given_names(code: str) -> dict[str, str]:
    """English names and their counterparts in a language, as far as the data have them."""
    found: dict[str, str] = {}
    for path in sorted((ROOT / "scenarios").glob("*/*.toml")):
        for names in names_of(tomllib.loads(path.read_text(encoding="utf-8"))):
            if names.get(code):
                found[names["en"]] = names[code]
    return found


def faults(catalogue: Catalog, wanted: Catalog) -> list[str]:
    """What is missing or wrong in a translation, one line each."""
    lines = []
    for message in wanted:
        if not message.id:
            continue
        key = message.id[0] if isinstance(message.id, tuple) else message.id
        here = catalogue.get(message.id if not isinstance(message.id, tuple) else message.id[0])
        given = [] if here is None else list(here.string) if isinstance(here.string, tuple) else [here.string]
        if not given or not all(given):
            lines.append(f"{catalogue.locale}: no translation of {key!r}")
        elif any(set(_HOLE.findall(text)) - set(_HOLE.findall(key)) for text in given):
            lines.append(f"{catalogue.locale}: {key!r} has other placeholders in its translation")
    return lines


def main() -> int:
    """Writes or checks the catalogues; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument(
        "--check", action="store_true", help="write nothing; fail if something is out of date or missing"
    )
    options = parser.parse_args()
    wanted, wrong = template(), []
    for code in LANGUAGES:
        path = HERE / f"{code}.po"
        old = read_po(io.BytesIO(path.read_bytes()), locale=code) if path.is_file() else Catalog(locale=code)
        new = Catalog(
            locale=code, project="Changkufeng 1938", charset="utf-8", fuzzy=False, creation_date=old.creation_date
        )
        new.revision_date = old.revision_date
        given = given_names(code)
        for message in wanted:
            if message.id:
                one = message.id[0] if isinstance(message.id, tuple) else message.id
                known = old.get(one)
                new.add(message.id, given.get(one) or (known.string if known else None), locations=message.locations)
        wrong += faults(new, wanted)
        binary = io.BytesIO()
        write_mo(binary, new)
        binary.write(
            b"\0CKF" + zlib.crc32(binary.getvalue()).to_bytes(4, "big")
        )  # game/files/catalogue.py looks for it
        compiled = HERE / f"{code}.mo"
        if options.check:
            if not compiled.is_file() or compiled.read_bytes() != binary.getvalue():
                wrong.append(f"{code}.mo is older than {code}.po or than the game's words")
            continue
        with path.open("wb") as file:
            write_po(file, new, width=120, sort_output=False, no_location=False, include_lineno=False)
        compiled.write_bytes(binary.getvalue())
    print("\n".join(wrong) or "every message has its translation")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
