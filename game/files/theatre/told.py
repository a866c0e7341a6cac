"""What the strategic game tells otherwise than its files first did: errata, and marks that are no better than what they rest on.

Both are put in after the digest is taken, so that a text can be mended without making other games of those that are saved.
An entry that cites nothing but our own digests and works recalled without reading them is marked B at best.
"""

from pathlib import Path
from typing import Any, Literal, TypeVar

import msgspec

from game.core.words import _
from game.files.battle.layout import Form
from game.files.bounds import read_bytes
from game.files.errors import BadFile, Problem, nearest
from game.files.strict import Reader, entries
from game.model.base import Cited, Prose, Source
from game.model.ruling import Rule
from game.model.theatre.cards import ReadingCard
from game.model.theatre.forces import Incident, RecordEvent

T = TypeVar("T")
ERRATA = "errata.toml"
LARGEST = 256 * 1024
KINDS: dict[str, type[msgspec.Struct]] = {
    "event": RecordEvent,
    "incident": Incident,
    "reading": ReadingCard,
    "rule": Rule,
}
OURS = "digest"  # the kind of a source that is our own
RECALLED = "recalled"  # how the reliability of a work begins that was not read


class Erratum(Cited, frozen=True, kw_only=True):
    """A text that was found wrong. `was`: its words in the files; `now`: those that are shown; `note`: given to the entry."""

    of: Literal["event", "incident", "reading", "rule"]
    field: Literal["says", "title", "text"]
    was: str
    now: Prose


FORM = Form({"erratum": Erratum})


def read_errata(folder: Path, told: object) -> tuple[tuple[Erratum, ...], list[Problem]]:
    """The errata of a folder, none where it has no such file, and what is wrong with them. `told`: what they mend."""
    if not (folder / ERRATA).is_file():
        return (), []
    spots: dict[int, Any] = {}
    reader = Reader(f"{folder.name}/{ERRATA}", spots)
    try:
        reader.load(read_bytes(folder / ERRATA, largest=LARGEST))
    except BadFile as e:
        return (), [p._replace(file=reader.shown) for p in e.problems]
    reader.only(tuple(FORM.lists))
    errata = reader.read_list(Erratum, "erratum")
    there = [e for e in entries(told) if isinstance(e, tuple(KINDS.values()))]
    for erratum in errata:
        words = [getattr(e, erratum.field, "") for e in there if isinstance(e, KINDS[erratum.of])]
        if erratum.was not in words:
            _reader, path = spots[id(erratum)]
            reader.problem(
                (*path, "was"),
                _("was: no {of} has that {field}{near}"),
                of=erratum.of,
                field=erratum.field,
                near=nearest(erratum.was, words),
            )
    return errata, list(reader.problems)


def told_anew(value: T, errata: tuple[Erratum, ...], sources: tuple[Source, ...]) -> T:
    """The same entries under their mended texts, with marks no better than what they rest on."""
    weak = {s.id for s in sources if s.kind == OURS or s.reliability.startswith(RECALLED)}
    mended: T = _anew(value, {(KINDS[e.of], e.field, e.was): e for e in errata}, weak)
    return mended


def _anew(value: Any, errata: dict[tuple[type, str, str], Erratum], weak: set[str]) -> Any:
    if type(value) is tuple:
        made = tuple(_anew(v, errata, weak) for v in value)
        return made if any(a is not b for a, b in zip(made, value, strict=True)) else value
    if not isinstance(value, msgspec.Struct):
        return value
    old = {name: getattr(value, name) for name in value.__struct_fields__}
    changes = {name: new for name, was in old.items() if (new := _anew(was, errata, weak)) is not was}
    for name, was in old.items():
        erratum = errata.get((type(value), name, was)) if isinstance(was, str) else None
        if erratum is not None:
            changes[name] = erratum.now
            if erratum.note and "note" in old:
                changes["note"] = erratum.note
    if old.get("confidence") == "A" and _rests_on(str(old.get("source", "")), weak):
        changes["confidence"] = "B"
    return msgspec.structs.replace(value, **changes) if changes else value


def _rests_on(cited: str, weak: set[str]) -> bool:
    """Nothing but weak sources is cited; an entry of our own, "estimate", cites none."""
    ids = {part.strip().partition("#")[0] for part in cited.split("+")}
    return bool(cited) and ids <= weak
