"""Journals: a game as JSON Lines. Save, replay, bug report and the start of every branch.

Line 1 is the header; each further line is one turn: its orders with a seal apiece, how many events it had, the digest of
the state after it and that state, compressed. Lines are appended and flushed turn by turn; a torn last line is dropped
with a notice. Nothing inside a journal is ever run or followed.
"""
import base64
import binascii
import hashlib
import json
import os
import zlib
from pathlib import Path
from typing import Any

import msgspec

from game.files.bounds import DEEPEST, read_text, write_whole
from game.files.errors import BadFile
from game.model.orders import Order

FORMAT = 1
LARGEST = 64 * 1024 * 1024
LARGEST_STATE = 1024 * 1024


class Header(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which game this is. `digest`: the scenario's content; `parent`: digest of the game it branched from, with the turn."""

    journal: int
    scenario: str
    digest: str
    seed: int
    rules: str
    variant: str = "history"
    title: str = ""
    parent: str = ""
    saved: str = ""


class TurnLine(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One turn: orders by side, a seal for each order, number of events, digest and packed state after it."""

    turn: int
    orders: dict[str, tuple[Order, ...]]
    seals: dict[str, tuple[str, ...]]
    events: int
    digest: str
    state: str


class Journal(msgspec.Struct, frozen=True, kw_only=True):
    """A journal as read. `notice` says what was dropped, empty if nothing was."""

    header: Header
    turns: tuple[TurnLine, ...]
    notice: str = ""


def seal(turn: int, side: str, order: Order) -> str:
    """Eight hex digits that name one order of one turn."""
    return hashlib.sha256(f"{turn}|{side}|".encode() + msgspec.json.encode(order, order="sorted")).hexdigest()[:8]


def pack_state(arrays: bytes) -> str:
    """The bytes of a state, compressed, as text."""
    return base64.b64encode(zlib.compress(arrays, 6)).decode("ascii")


def unpack_state(text: str) -> bytes:
    """The bytes of a packed state.

    Raises:
        ValueError: the text is damaged, or unpacks to more than any state.
    """
    try:
        unpacker = zlib.decompressobj()
        data = unpacker.decompress(base64.b64decode(text, validate=True), LARGEST_STATE)
        if unpacker.unconsumed_tail or not unpacker.eof:
            raise ValueError("the state unpacks to more than 1 MB or is cut short")
    except (zlib.error, binascii.Error) as e:
        raise ValueError(f"the state is damaged: {e}") from None
    return data


def turn_line(turn: int, orders: dict[str, tuple[Order, ...]], events: int, digest: str, state: bytes) -> TurnLine:
    """A turn ready to be written, its orders sealed."""
    seals = {side: tuple(seal(turn, side, o) for o in given) for side, given in orders.items()}
    return TurnLine(turn=turn, orders=orders, seals=seals, events=events, digest=digest, state=pack_state(state))


def write_journal(path: Path, header: Header, turns: tuple[TurnLine, ...]) -> None:
    """Writes a whole journal, or leaves the old file as it was.

    Raises:
        BadFile: the folder is missing or read-only, or the disk is full.
    """
    lines = [msgspec.json.encode(header), *(msgspec.json.encode(t) for t in turns)]
    write_whole(path, b"\n".join(lines) + b"\n")


def append_turn(path: Path, line: TurnLine) -> None:
    """Adds one turn to a journal and flushes it to the disk.

    Raises:
        BadFile: the file is gone or cannot be written; a part that was written is dropped on reading.
    """
    try:
        with open(path, "r+b") as f:
            f.seek(0, os.SEEK_END)
            if f.tell() > 0:
                f.seek(-1, os.SEEK_END)
                torn = f.read(1) != b"\n"
                f.write(b"\n" if torn else b"")
            f.write(msgspec.json.encode(line) + b"\n")
            f.flush()
            os.fsync(f.fileno())
    except OSError as e:
        raise BadFile.of(path, f"cannot be written: {e.strerror or e}") from None


def read_journal(path: str | Path) -> Journal:
    """A journal, its orders checked against their seals.

    Raises:
        BadFile: it is no journal, of another format, damaged before its last line, or one of its orders was altered.
    """
    path = Path(path)
    text = read_text(path, largest=LARGEST)
    lines = text.split("\n")
    torn = lines[-1] != ""
    lines = lines if torn else lines[:-1]
    if not lines or not lines[0].strip():
        raise BadFile.of(path, "is empty")
    header = _header(path, lines[0])
    turns: list[TurnLine] = []
    notice = ""
    for number, line in enumerate(lines[1:], 2):
        try:
            turns.append(_turn(line))
        except ValueError as e:
            if number == len(lines):
                notice = f"line {number} is torn and was dropped; the game goes on after turn {len(turns)}"
                break
            raise BadFile.of(path, f"is damaged: {e}", line=number) from None
    for number, turn in enumerate(turns, 2):
        _check_seals(path, number, turn)
    return Journal(header=header, turns=tuple(turns), notice=notice)


def load_journal(path: str | Path) -> Journal:
    """A journal by its path; the name under which the package offers `read_journal`.

    Raises:
        BadFile: as `read_journal`.
    """
    return read_journal(path)


def _header(path: Path, line: str) -> Header:
    try:
        found = _shallow(line)
        if not isinstance(found, dict) or "journal" not in found:
            raise BadFile.of(path, "is no journal: its first line is no header", line=1)
        if found["journal"] != FORMAT:
            raise BadFile.of(path, f"is a journal of format {str(found['journal'])[:20]}; this program reads {FORMAT}", line=1)
        return msgspec.convert(found, Header)
    except ValueError as e:
        raise BadFile.of(path, f"is no journal: {e}", line=1) from None


def _turn(line: str) -> TurnLine:
    turn = msgspec.convert(_shallow(line), TurnLine)
    unpack_state(turn.state)
    return turn


def _shallow(line: str) -> Any:
    """JSON of bounded depth.

    Raises:
        ValueError: it is no JSON, or nests too deep.
    """
    if max(line.count("["), line.count("{")) > 20000:
        raise ValueError("too many brackets")
    depth = deepest = 0
    for c in line:
        if c in "[{":
            depth += 1
            deepest = max(deepest, depth)
            if deepest > DEEPEST:
                raise ValueError(f"nests deeper than {DEEPEST} brackets")
        elif c in "]}":
            depth -= 1
    try:
        return json.loads(line)
    except (json.JSONDecodeError, RecursionError) as e:
        raise ValueError(f"no JSON: {getattr(e, 'msg', e)}") from None


def _check_seals(path: Path, number: int, turn: TurnLine) -> None:
    for side, orders in turn.orders.items():
        seals = turn.seals.get(side, ())
        if len(seals) != len(orders):
            raise BadFile.of(path, f"turn {turn.turn}: {side} has {len(orders)} orders and {len(seals)} seals", line=number)
        for k, (order, known) in enumerate(zip(orders, seals, strict=True), 1):
            if seal(turn.turn, side, order) != known:
                raise BadFile.of(path, f"turn {turn.turn}: order {k} of {side} ({order.unit} {order.task}"
                                       f"{_target(order)}) was altered: it does not match its seal", line=number)


def _target(order: Order) -> str:
    return f" {order.target[0]},{order.target[1]}" if order.target else ""
