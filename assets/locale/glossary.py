"""The words of the glossary, and where a translation has them otherwise: used by make_catalogues.py."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).resolve().parent / "glossary.toml"


@cache
def glossary() -> dict[str, Any]:
    """What `glossary.toml` says."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def names(code: str) -> dict[str, str]:
    """English names and what the glossary calls them in a language."""
    return {name["en"]: name[code] for name in glossary()["name"] if name.get(code)}


def mended_names() -> list[str]:
    """English names that are called otherwise in a language than the data have it, which stay as they are."""
    return [name["en"] for name in glossary()["name"] if name.get("instead")]


def slips(code: str, english: str, translation: str) -> Iterator[str]:
    """Where a translation says a term another way than the glossary, in words."""
    for stem in glossary()["never"][code]:
        if found := re.search(stem, translation):
            yield f"{found[0]!r} is never said"
    for term, pattern, stems in _terms(code):
        if pattern.fullmatch(english) and not _says(
            translation, [term[code], *term.get("also", {}).get(code, [])], code
        ):
            yield f"{term['en']!r} is {term[code]!r}"
        elif stems and pattern.search(english):
            for stem in stems:
                if found := re.search(stem, translation):
                    yield f"{term['en']!r} is {term[code]!r}, not {found[0]!r}"


def _says(translation: str, words: list[str], code: str) -> bool:
    """One of the words is in the translation; of Russian ones their beginnings, as their ends decline."""
    said = translation.lower()
    if code != "ru":
        return any(word.lower() in said for word in words)
    return any(all(part[: max(3, len(part) - 3)] in said for part in word.lower().split()) for word in words)


@cache
def _terms(code: str) -> list[tuple[dict[str, Any], re.Pattern[str], list[str]]]:
    return [
        (
            term,
            re.compile(rf"(?<![\w{{-])(?:{term.get('as', re.escape(term['en']))})(?![\w-])", re.IGNORECASE),
            term.get("never", {}).get(code, []),
        )
        for term in glossary()["term"]
    ]
