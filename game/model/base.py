"""What every entry of a scenario has: strict fields, and where it comes from."""

from typing import Annotated, Any, Literal, get_args, get_origin

import msgspec
from msgspec import Meta

Confidence = Literal["A", "B", "C"]
HexAt = tuple[int, int]  # (column, row), both from 0 in the north-west


Count = Annotated[int, Meta(ge=0, le=1_000_000)]
SharePm = Annotated[int, Meta(ge=0, le=1000)]
# A text in English that a player may read: a message of the catalogues, put into the language in use where it is shown (`_`).
Prose = Annotated[str, Meta(extra={"prose": True})]


def bare(kind: Any) -> tuple[Any, Meta | None]:
    """The type of a field without its range, and the range; None where it has none."""
    if get_origin(kind) is not Annotated:
        return kind, None
    plain, *notes = get_args(kind)
    return plain, next((m for m in notes if isinstance(m, Meta)), None)


class Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An entry of a scenario file."""


class Cited(Entry, frozen=True, kw_only=True):
    """An entry that names its source.

    `source`: id of `sources.toml`, or "estimate" for our own; `confidence`: A well attested, B one good source, C estimate.
    """

    source: str
    confidence: Confidence
    note: Prose = ""


class Names(Entry, frozen=True, kw_only=True):
    """A name in up to five scripts; only the first is always known."""

    en: str
    ja: str = ""
    ru: str = ""
    zh: str = ""
    ko: str = ""

    def get(self, language: str) -> str:
        """The name in a language, in English where it is not known."""
        return str(getattr(self, language, "") or self.en)


class Source(Entry, frozen=True, kw_only=True):
    """A book, paper, article or dossier that entries cite by its id.

    `used`: what of it was read for this game; `reliability`: how far it may be trusted. `year` is a text: "1938", "computed".
    """

    id: str
    title: str
    author: str = ""
    year: str = ""
    language: Prose = ""
    kind: Prose = ""
    used: Prose = ""
    reliability: Prose = ""
    note: Prose = ""

    @property
    def full(self) -> str:
        """Author, title and year in one line."""
        year = f" ({self.year})" if self.year and self.year not in self.title else ""
        return f"{self.author}, {self.title}{year}" if self.author else f"{self.title}{year}"
