"""Journals: a game as JSON Lines. Save, replay, bug report and the start of every branch.

Line 1 is the header; each further line is one turn: its orders with a seal apiece, how many events it had, the digest of
the state after it and that state, compressed. Lines are appended and flushed turn by turn; a torn last line is dropped
with a notice. Nothing inside a journal is ever run or followed.
"""

import base64
import binascii
import hashlib
import os
import re
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol, TypeVar

import msgspec

from game.files.bounds import read_bytes, write_whole
from game.files.canonical import canonical
from game.files.errors import BadFile, one_line
from game.model.battle.decisions import Decision
from game.model.battle.orders import Order
from game.model.battle_result import Under

FORMAT = 1
LARGEST = 64 * 1024 * 1024
LARGEST_STATE = 1024 * 1024
LARGEST_LINE = 4 * 1024 * 1024
MOST_TURNS = 500
MOST_ORDERS = 1000
AN_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,59}")


class Header(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which game this is. `digest`: the scenario's content; `parent`: digest of the game it branched from, with the turn;
    `under`: the strategic game that set its limits."""

    journal: int
    scenario: str
    digest: str
    seed: int
    rules: str
    variant: str = "history"
    title: str = ""
    parent: str = ""
    saved: str = ""
    under: Under | msgspec.UnsetType = msgspec.UNSET


class TurnLine(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """One turn: orders and decisions by side, a seal for each, number of events, digest and packed state after it."""

    turn: int
    orders: dict[str, tuple[Order, ...]]
    seals: dict[str, tuple[str, ...]]
    events: int
    digest: str
    state: str
    decisions: dict[str, tuple[Decision, ...]] = {}
    decision_seals: dict[str, tuple[str, ...]] = {}


class _Line(Protocol):
    """A turn of any journal."""

    @property
    def turn(self) -> int: ...


L = TypeVar("L", bound=_Line)


class _Format(msgspec.Struct, frozen=True):
    """The one field that every format of a journal has."""

    journal: int


class _AnyLine(msgspec.Struct, frozen=True):
    """A line of which only wholeness is asked."""


class Journal(msgspec.Struct, frozen=True, kw_only=True):
    """A journal as read. `notice` says what was dropped, empty if nothing was."""

    header: Header
    turns: tuple[TurnLine, ...]
    notice: str = ""


def seal(turn: int, side: str, order: Order | Decision) -> str:
    """Eight hex digits that name one order or decision of one turn."""
    return hashlib.sha256(f"{turn}|{side}|".encode() + canonical(order)).hexdigest()[:8]


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


def turn_line(
    turn: int,
    orders: dict[str, tuple[Order, ...]],
    events: int,
    digest: str,
    state: bytes,
    decisions: dict[str, tuple[Decision, ...]] | None = None,
) -> TurnLine:
    """A turn ready to be written, its orders and decisions sealed."""
    seals = {side: tuple(seal(turn, side, o) for o in given) for side, given in orders.items()}
    decided = decisions or {}
    decision_seals = {side: tuple(seal(turn, side, d) for d in given) for side, given in decided.items()}
    return TurnLine(
        turn=turn,
        orders=orders,
        seals=seals,
        events=events,
        digest=digest,
        state=pack_state(state),
        decisions=decided,
        decision_seals=decision_seals,
    )


def write_journal(path: Path, header: msgspec.Struct, turns: Sequence[msgspec.Struct]) -> None:
    """Writes a whole journal, or leaves the old file as it was.

    Raises:
        BadFile: the folder is missing or read-only, or the disk is full.
    """
    lines = [msgspec.json.encode(header), *(msgspec.json.encode(t) for t in turns)]
    write_whole(path, b"\n".join(lines) + b"\n")


def append_turn(path: Path, line: msgspec.Struct) -> None:
    """Adds one turn to a journal and flushes it to the disk. A torn last line goes first.

    Raises:
        BadFile: the file is gone or cannot be written; a part that was written is dropped on reading.
    """
    try:
        with open(path, "r+b") as f:
            end = f.seek(0, os.SEEK_END)
            f.seek(max(0, end - LARGEST_LINE))
            tail = f.read().rpartition(b"\n")[2]
            if tail and not _is_whole(tail):
                f.truncate(end - len(tail))
                tail = b""
            f.seek(0, os.SEEK_END)
            f.write((b"\n" if tail else b"") + msgspec.json.encode(line) + b"\n")
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
    lines = journal_lines(path)
    header = _header(path, lines[0])
    turns, notice = read_turns(path, lines, _turn)
    for number, turn in enumerate(turns, 2):
        _check_seals(path, number, turn)
    return Journal(header=header, turns=turns, notice=notice)


def read_header(path: str | Path) -> Header:
    """Which game a journal is of, by its first line alone.

    Raises:
        BadFile: it cannot be read or is no journal.
    """
    path = Path(path)
    return _header(path, journal_lines(path)[0])


def journal_lines(path: Path) -> list[bytes]:
    """The lines of a journal, header first, without empty ones at the end.

    Raises:
        BadFile: it cannot be read, is empty, or has more turns than any game.
    """
    lines = read_bytes(path, largest=LARGEST).split(b"\n")
    while lines and not lines[-1].strip():
        lines.pop()
    if not lines:
        raise BadFile.of(path, "is empty")
    if len(lines) > MOST_TURNS + 1:
        raise BadFile.of(path, f"has {len(lines) - 1:,} turns; at most {MOST_TURNS} are read")
    return lines


def read_turns(path: Path, lines: Sequence[bytes], read: Callable[[bytes], L]) -> tuple[tuple[L, ...], str]:
    """The turns of a journal in their order, and what was dropped of a torn last line.

    Raises:
        BadFile: a line before the last is damaged, or a turn does not follow the one before.
    """
    turns: list[L] = []
    notice = ""
    for number, line in enumerate(lines[1:], 2):
        try:
            turns.append(read(line))
        except (ValueError, RecursionError) as e:
            if number < len(lines):
                raise BadFile.of(path, f"is damaged: {one_line(e)}", line=number) from None
            notice = f"line {number} is torn and was dropped; the game goes on after turn {len(turns)}"
    for number, turn in enumerate(turns, 2):
        if turn.turn != turns[0].turn + number - 2:
            raise BadFile.of(path, f"turn {turn.turn} does not follow turn {turns[number - 3].turn}", line=number)
    return tuple(turns), notice


def load_journal(path: str | Path) -> Journal:
    """A journal by its path; the name under which the package offers `read_journal`.

    Raises:
        BadFile: as `read_journal`.
    """
    return read_journal(path)


def _header(path: Path, line: bytes) -> Header:
    try:
        found = msgspec.json.decode(line, type=_Format)
    except (ValueError, RecursionError):
        raise BadFile.of(path, "is no journal: its first line is no header", line=1) from None
    if found.journal != FORMAT:
        raise BadFile.of(path, f"is a journal of format {found.journal}; this program reads {FORMAT}", line=1)
    try:
        header = msgspec.json.decode(line, type=Header)
        _refuse_controls(header)
        # A name, never a path: what a journal says is not followed anywhere.
        if not AN_ID.fullmatch(header.scenario):
            raise ValueError(f"needed the id of a scenario, found {one_line(header.scenario, most=60)!r}")
        if isinstance(header.under, Under) and not AN_ID.fullmatch(header.under.theatre):
            raise ValueError(f"needed the id of a strategic game, found {one_line(header.under.theatre, most=60)!r}")
    except (ValueError, RecursionError) as e:
        raise BadFile.of(path, f"is no journal: {one_line(e)}", line=1) from None
    return header


def _turn(line: bytes) -> TurnLine:
    turn = msgspec.json.decode(line, type=TurnLine)
    unpack_state(turn.state)
    for sheet in (*turn.orders.values(), *turn.decisions.values()):
        if len(sheet) > MOST_ORDERS:
            raise ValueError(f"{len(sheet):,} orders of one side; at most {MOST_ORDERS} are read")
        for one in sheet:
            _refuse_controls(one)
    return turn


def _is_whole(line: bytes) -> bool:
    try:
        msgspec.json.decode(line, type=_AnyLine)
    except (ValueError, RecursionError):
        return False
    return True


def _refuse_controls(entry: msgspec.Struct) -> None:
    for name in entry.__struct_fields__:
        value = getattr(entry, name)
        if (
            isinstance(value, str)
            and not value.isprintable()
            and any(not c.isprintable() and c not in "\n\t" for c in value)
        ):
            raise ValueError(f"{name} holds control characters")


def _check_seals(path: Path, number: int, turn: TurnLine) -> None:
    for side in sorted(turn.orders.keys() | turn.seals.keys()):
        orders, seals = turn.orders.get(side, ()), turn.seals.get(side, ())
        shown = one_line(side, most=40)
        for k, (order, known) in enumerate(zip(orders, seals, strict=False), 1):
            if seal(turn.turn, side, order) != known:
                raise BadFile.of(
                    path,
                    f"turn {turn.turn}: order {k} of {shown} ({one_line(order.unit, most=40)} {order.task}"
                    f"{_target(order)}) was altered: it does not match its seal",
                    line=number,
                )
        if len(seals) != len(orders):
            raise BadFile.of(
                path, f"turn {turn.turn}: {shown} has {len(orders)} orders and {len(seals)} seals", line=number
            )
    for side in sorted(turn.decisions.keys() | turn.decision_seals.keys()):
        decided = turn.decisions.get(side, ())
        if tuple(seal(turn.turn, side, d) for d in decided) != turn.decision_seals.get(side, ()):
            raise BadFile.of(
                path,
                f"turn {turn.turn}: a decision of {one_line(side, most=40)} was altered: it does not match its seal",
                line=number,
            )


def _target(order: Order) -> str:
    return f" {order.target[0]},{order.target[1]}" if order.target else ""
