"""An order as it is typed and as it is read out; every field of an order has its word, taken from the order itself."""

from __future__ import annotations

import re
import types
import typing
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from game.cli import picking
from game.cli.battle.terminal import names
from game.cli.picking import take
from game.cli.troubles import Trouble
from game.core.words import _, enumerated
from game.model.base import bare
from game.model.battle.orders import Order
from game.model.battle.verbs import VERBS

if TYPE_CHECKING:
    from game.players.battle.table import Table

MOMENTS = frozenset({"start", "until"})  # fields of text that hold a moment
SYNONYMS = {
    "from": "start",
    "form-up": "start_line",
    "when": "trigger",
    "open-at": "open_m",
    "with": "line_pm",
}
SMALL_WORDS = {
    "at": "start",
    "to": "until",
    "on": "",
    "against": "",
}  # before an hour an option, else said for good measure
TASKS_AS_MANNERS = ("silent", "prepared")  # "order I/75 silent 18,26" is an assault
KINDS = {f.name: bare(f.type)[0] for f in msgspec.structs.fields(Order) if f.name not in ("unit", "task", "target")}
TASKS = tuple(VERBS)
DASHES = "-" + "".join(map(chr, (0x2010, 0x2011, 0x2013)))  # as other programs write them; read, never shown


def option_words() -> dict[str, str]:
    """Words that begin an option of an order, each with its field."""
    plain = {_word(field): field for field in KINDS if field not in ("manner", "open_m")}
    return {**plain, **SYNONYMS}


def choices() -> dict[str, tuple[str, str]]:
    """Words that are an option by themselves, such as "silent", each with its field and its value."""
    found: dict[str, tuple[str, str]] = {}
    for field, kind in KINDS.items():
        if typing.get_origin(kind) is Literal:
            found |= {value.replace("_", "-"): (field, value) for value in typing.get_args(kind) if value}
    return found


def read_order(table: Table, words: list[str]) -> Order:
    """The order of a line: UNIT TASK [HEX] and options in any order. `unit` may be a formation.

    Raises:
        Trouble: a word is not understood.
    """
    if not words:
        raise Trouble(_("needed: order UNIT TASK [HEX] and options; help order tells more"))
    words = [w.rstrip(",:;") or w for w in words]  # as an order is read out
    heads = {*TASKS, *TASKS_AS_MANNERS}
    unit, rest = take(words, lambda w: names.subject(table, w), heads)
    if not rest:
        tasks = table.legal_tasks(unit) if table.scenario.has_counter(unit) else TASKS
        raise Trouble(_("{unit}: a task is missing; it may {tasks}").format(unit=unit, tasks=enumerated(tasks)))
    said = picking.pick(rest[0], {w: w for w in (*TASKS, *TASKS_AS_MANNERS)}, _("task"))
    fields: dict[str, Any] = {"unit": unit, "task": "assault" if said in TASKS_AS_MANNERS else said}
    if said in TASKS_AS_MANNERS:
        fields["manner"] = said
    _read_options(table, _joined(rest[1:]), fields)
    return Order(**fields)


def _read_options(table: Table, words: list[str], fields: dict[str, Any]) -> None:
    options, bare = option_words(), choices()
    stops = {*options, *bare, *SMALL_WORDS}
    while words:
        word = words[0].lower()
        if word in SMALL_WORDS:
            meant = SMALL_WORDS[word] if _is_hour(table, words[1:], stops) else ""
            words = [meant, *words[1:]] if meant else words[1:]
            continue
        if word in options:
            field, rest = options[word], words[1:]
            if not rest:
                raise Trouble(_('"{word}" needs a value after it; help order tells more').format(word=word))
            fields[field], words = _value(table, field, rest, stops)
        elif word in bare:
            field, fields[bare[word][0]] = bare[word]
            words = words[1:]
        elif fields.get("target") is None and not (_is_cut(word, options, bare) and not _is_hex(table, words, stops)):
            fields["target"], words = take(words, lambda w: names.hex_of(table, w), stops)
        else:
            words = [picking.pick(words[0], {w: w for w in stops}, _("option of an order")), *words[1:]]


def _is_cut(word: str, options: dict[str, str], bare: dict[str, tuple[str, str]]) -> bool:
    return len(word) > 1 and any(name.startswith(word) for name in (*options, *bare))


def _is_hour(table: Table, words: list[str], stops: set[str]) -> bool:
    try:
        _moment, rest = take(words, lambda w: names.moment_of(table, w), stops)
    except Trouble:
        return False
    return any(":" in w for w in words[: len(words) - len(rest)])


def _is_hex(table: Table, words: list[str], stops: set[str]) -> bool:
    try:
        take(words, lambda w: names.hex_of(table, w), stops)
    except Trouble:
        return False
    return True


def _value(table: Table, field: str, words: list[str], stops: set[str]) -> tuple[Any, list[str]]:
    kind = KINDS[field]
    if typing.get_origin(kind) is Literal:
        known = {v.replace("_", "-"): v for v in typing.get_args(kind) if v}
        return picking.pick(words[0], known, _word(field)), words[1:]
    if kind is int:
        return _number(field, words[0]), words[2:] if words[1:2] == ["m"] else words[1:]
    if kind is str and field in MOMENTS:
        return take(words, lambda w: names.moment_of(table, w), stops)
    if kind is str:
        return words[0], words[1:]
    return take(words, lambda w: names.hex_of(table, w), stops)


def _number(field: str, word: str) -> int:
    found = re.fullmatch(r"(-?[0-9]{1,6})(?:(\.[0-9])?(%)|m)?", word, re.ASCII)
    if found is None or (found[3] and not field.endswith("_pm")):
        raise Trouble(
            _('"{field}" needs a whole number, found "{word}"').format(field=_word(field), word=picking.shown(word))
        )
    return round(10 * float(found[1] + (found[2] or ""))) if found[3] else int(found[1])


def _joined(words: list[str]) -> list[str]:
    """Words with their options made one: "start line" is "start-line"; any dash will do."""
    out: list[str] = []
    double = [w for w in option_words() if "-" in w]
    for word in words:
        word = re.sub(f"[{DASHES}]", "-", word) if not word.isalnum() else word
        pair = f"{out[-1]}-{word}".lower() if out else ""
        if pair in double or pair in choices():
            out[-1] = pair
        else:
            out.append(word.replace("_", "-") if word.lower().replace("_", "-") in choices() else word)
    return out


def _word(field: str) -> str:
    """The word of a field: "start-line" for `start_line`, "limit" for `limit_pm`."""
    return re.sub(r"_(pm|m)$", "", field).replace("_", "-")


# ---------------------------------------------------------------- reading out
def order_words(table: Table, order: Order) -> str:
    """An order in words that may be typed again: "I/75: assault Changkufeng 18,26, silent, start 31 Jul 02:15"."""
    parts = [_(order.task)]
    if order.target is not None:
        parts[0] = f"{_(order.task)} {names.hex_words(table.scenario, order.target)}"
    for field in msgspec.structs.fields(Order):
        value = getattr(order, field.name)
        if field.name in KINDS and value != field.default:
            parts.append(_option_words(table, field.name, value))
    return _("{unit}: {order}").format(unit=order.unit, order=enumerated(parts))


def _option_words(table: Table, field: str, value: Any) -> str:
    kind = KINDS[field]
    word = _(_word(field)) if field != "open_m" else _("open-at")
    if typing.get_origin(kind) is Literal:
        said = _(str(value).replace("_", "-"))
        return said if field == "manner" else f"{word} {said}"
    if isinstance(kind, types.UnionType) and isinstance(value, tuple):
        return f"{word} {names.hex_words(table.scenario, value)}"
    if field.endswith("_pm"):
        return f"{word} {value / 10:g}%"
    if field.endswith("_m"):
        return f"{word} {value} m"
    return f'{word} "{value}"' if kind is str and field not in MOMENTS else f"{word} {value}"
