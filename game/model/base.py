"""What every entry of a scenario has: strict fields, and where it comes from."""

from typing import Annotated, Any, Literal, get_args, get_origin

import msgspec
from msgspec import Meta

Confidence = Literal["A", "B", "C"]
HexAt = tuple[int, int]  # (column, row), both from 0 in the north-west


Count = Annotated[int, Meta(ge=0, le=1_000_000)]
SharePm = Annotated[int, Meta(ge=0, le=1000)]


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
    note: str = ""


class Names(Entry, frozen=True, kw_only=True):
    """A name in five scripts; only the first is always known."""

    en: str
    ja: str = ""
    ru: str = ""
    zh: str = ""
    ko: str = ""

    def get(self, language: str) -> str:
        """The name in a language, in English where it is not known."""
        return str(getattr(self, language, "") or self.en)


class Source(Entry, frozen=True, kw_only=True):
    """A book, paper, article or dossier that entries cite by its id."""

    id: str
    title: str
    kind: str = ""
    reliability: str = ""
    note: str = ""
