"""How a file is spoiled: bytes, lines, words and numbers, and what stands in the lines of a journal with its seals made anew."""

import json
import random
import re
from typing import Any

import msgspec

from game.files.battle.journal import TurnLine
from game.files.journal import seal
from game.files.theatre.journal import TheatreLine

NUMBERS = (
    "-1",
    "0",
    "1",
    "7",
    "10000",
    "2147483647",
    "2147483648",
    "-9223372036854775809",
    "1e308",
    "0.5",
    "nan",
    "1" * 40,
)
WORDS = ("", "x", "history", "\\u001b[2J", "日本", "../../etc", "%s{0}", "A" * 5000, "nul", "true", "[]", "{}")
A_NUMBER, A_WORD, A_TEXT = (re.compile(p) for p in (rb"-?\d+(?:\.\d+)?", rb"[A-Za-z_]\w*", rb'"[^"\n]*"'))


def mutant(data: bytes, luck: random.Random) -> bytes:
    """The bytes with one to three things wrong with them."""
    for _ in range(luck.choice((1, 1, 2, 3))):
        data = luck.choice(KINDS)(data, luck)
    return data


def _flip(data: bytes, luck: random.Random) -> bytes:
    k = luck.randrange(len(data) or 1)
    return data[:k] + bytes([luck.randrange(256)]) + data[k + 1 :]


def _cut(data: bytes, luck: random.Random) -> bytes:
    k = luck.randrange(len(data) or 1)
    return data[:k] + data[k + luck.choice((1, 2, 10, 100, len(data))) :]


def _insert(data: bytes, luck: random.Random) -> bytes:
    k = luck.randrange(len(data) or 1)
    return (
        data[:k]
        + luck.choice((luck.randbytes(4), b"\0" * 8, b"[" * 40, b'"', b"\n", b"\xff\xfe", data[:200]))
        + data[k:]
    )


def _lines(data: bytes, luck: random.Random) -> bytes:
    lines = data.split(b"\n")
    a, b = luck.randrange(len(lines)), luck.randrange(len(lines))
    kind = luck.randrange(3)
    if kind == 0:
        lines[a], lines[b] = lines[b], lines[a]
    elif kind == 1:
        lines.insert(b, lines[a])
    else:
        del lines[a]
    return b"\n".join(lines)


def _token(pattern: re.Pattern[bytes], new: Any) -> Any:
    def change(data: bytes, luck: random.Random) -> bytes:
        found = list(pattern.finditer(data))
        if not found:
            return data
        one = luck.choice(found)
        return data[: one.start()] + new(found, luck) + data[one.end() :]

    return change


KINDS = (
    _flip,
    _cut,
    _insert,
    _lines,
    *[_token(A_NUMBER, lambda _found, luck: luck.choice(NUMBERS).encode())] * 3,
    _token(A_NUMBER, lambda found, luck: luck.choice(found)[0]),
    *[_token(A_WORD, lambda found, luck: luck.choice(found)[0])] * 2,
    _token(A_TEXT, lambda found, luck: luck.choice(found)[0]),
    _token(A_TEXT, lambda _found, luck: b'"' + luck.choice(WORDS).encode() + b'"'),
)


def resealed(data: bytes, luck: random.Random) -> bytes:
    """A journal with one leaf of a turn changed and every seal made anew, so that only what it says is wrong."""
    lines = data.rstrip(b"\n").split(b"\n")
    k = luck.randrange(1, len(lines))
    turn = json.loads(lines[k])
    leaves = [at for at in _leaves(turn) if at[1] not in ("state", "digest")]
    holder, key = luck.choice(leaves)
    holder[key] = luck.choice((holder[key], -1, 0, 3, 2**31, 2**63, 10**30, 0.5, None, [], {}, [1, 2], *WORDS))
    lines[k] = _sealed(json.dumps(turn).encode())
    return b"\n".join(lines) + b"\n"


def _sealed(line: bytes) -> bytes:
    for kind in (TurnLine, TheatreLine):
        try:
            turn = msgspec.json.decode(line, type=kind)
        except (ValueError, RecursionError):
            continue
        if isinstance(turn, TheatreLine):
            return msgspec.json.encode(
                msgspec.structs.replace(turn, seals={s: seal(turn.turn, s, x) for s, x in turn.sheets.items()})
            )
        made = {
            field: {side: tuple(seal(turn.turn, side, one) for one in sheet) for side, sheet in given.items()}
            for field, given in (("seals", turn.orders), ("decision_seals", turn.decisions))
        }
        return msgspec.json.encode(msgspec.structs.replace(turn, **made))
    return line


def _leaves(value: Any) -> list[tuple[Any, Any]]:
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [leaf for key, inner in pairs for leaf in ((value, key), *_leaves(inner))]
