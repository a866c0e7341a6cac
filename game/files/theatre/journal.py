"""Journals of strategic games: JSON Lines as in `journal.py`, a turn with the sheets of its seats."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from game.files.battle.journal import (
    AN_ID,
    append_turn,
    journal_lines,
    pack_state,
    read_turns,
    unpack_state,
    write_journal,
)
from game.files.canonical import canonical
from game.files.errors import BadFile, one_line
from game.model.battle_result import BattleResult
from game.model.theatre.sheets import Sheet

FORMAT = 1
MOST_ENTRIES = 200  # entries of any list of a sheet
LONGEST = 80  # letters of any word of a sheet


class TheatreHeader(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which game this is. `digest`: content of the game; `parent`: digest of the game it branched from, with the turn."""

    theatre_journal: int
    theatre: str
    digest: str
    seed: int
    rules: str
    dial: str
    first: int
    last: int
    title: str = ""
    parent: str = ""
    saved: str = ""


class TheatreLine(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """One turn: sheets of the seats that were filled, a seal for each, the battle's result if one was given, events, digest and
    the packed position after it."""

    turn: int
    sheets: dict[str, Sheet]
    seals: dict[str, str]
    events: int
    digest: str
    state: str
    battle: BattleResult | None = None


class TheatreJournal(msgspec.Struct, frozen=True, kw_only=True):
    """A journal as read. `notice` says what was dropped, empty if nothing was."""

    header: TheatreHeader
    turns: tuple[TheatreLine, ...]
    notice: str = ""


class _Format(msgspec.Struct, frozen=True):
    theatre_journal: int


def seal_sheet(turn: int, seat: str, sheet: Sheet) -> str:
    """Eight hex digits that name one sheet of one turn."""
    return hashlib.sha256(f"{turn}|{seat}|".encode() + canonical(sheet)).hexdigest()[:8]


def theatre_line(
    turn: int, sheets: dict[str, Sheet], battle: BattleResult | None, events: int, digest: str, state: bytes
) -> TheatreLine:
    """A turn ready to be written, its sheets sealed."""
    seals = {seat: seal_sheet(turn, seat, sheet) for seat, sheet in sheets.items()}
    return TheatreLine(
        turn=turn, sheets=sheets, seals=seals, events=events, digest=digest, state=pack_state(state), battle=battle
    )


def write_theatre_journal(path: Path, header: TheatreHeader, turns: Sequence[TheatreLine]) -> None:
    """Writes a whole journal, or leaves the old file as it was.

    Raises:
        BadFile: the folder is missing or read-only, or the disk is full.
    """
    write_journal(path, header, turns)


def append_theatre_turn(path: Path, line: TheatreLine) -> None:
    """Adds one turn to a journal and flushes it to the disk.

    Raises:
        BadFile: the file is gone or cannot be written.
    """
    append_turn(path, line)


def is_theatre_journal(path: str | Path) -> bool:
    """Whether the first line of a file is the header of a strategic game's journal."""
    try:
        msgspec.json.decode(journal_lines(Path(path))[0], type=_Format)
    except (BadFile, ValueError, RecursionError):
        return False
    return True


def read_theatre_journal(path: str | Path) -> TheatreJournal:
    """A journal, its sheets checked against their seals.

    Raises:
        BadFile: it is no journal of a strategic game, of another format, damaged before its last line, or was altered.
    """
    path = Path(path)
    lines = journal_lines(path)
    header = _header(path, lines[0])
    turns, notice = read_turns(path, lines, _turn)
    for number, turn in enumerate(turns, 2):
        for seat in sorted(turn.sheets.keys() | turn.seals.keys()):
            sheet = turn.sheets.get(seat)
            if sheet is None or turn.seals.get(seat) != seal_sheet(turn.turn, seat, sheet):
                raise BadFile.of(
                    path,
                    f"turn {turn.turn}: the sheet of {one_line(seat, most=20)} was altered: it does not match its seal",
                    line=number,
                )
    return TheatreJournal(header=header, turns=turns, notice=notice)


def _header(path: Path, line: bytes) -> TheatreHeader:
    try:
        found = msgspec.json.decode(line, type=_Format)
    except (ValueError, RecursionError):
        raise BadFile.of(path, "is no journal of a strategic game: its first line is no header", line=1) from None
    if found.theatre_journal != FORMAT:
        raise BadFile.of(path, f"is a journal of format {found.theatre_journal}; this program reads {FORMAT}", line=1)
    try:
        header = msgspec.json.decode(line, type=TheatreHeader)
        for word in (header.theatre, header.dial):
            if not AN_ID.fullmatch(word):
                raise ValueError(f"needed an id, found {one_line(word, most=60)!r}")
        _refuse(msgspec.to_builtins(header))
        if not 0 <= header.seed < 2**64:
            raise ValueError(f"seed: needed 0 to 2**64 - 1, found {header.seed}")
    except (ValueError, RecursionError) as e:
        raise BadFile.of(path, f"is no journal: {one_line(e)}", line=1) from None
    return header


def _turn(line: bytes) -> TheatreLine:
    turn = msgspec.json.decode(line, type=TheatreLine)
    unpack_state(turn.state)
    _refuse(msgspec.to_builtins(turn.sheets))
    return turn


def _refuse(value: Any) -> None:
    """Refuses control characters, endless lists and endless words."""
    if isinstance(value, str):
        if len(value) > LONGEST * 4 or not value.isprintable():
            raise ValueError("a word is too long or holds control characters")
    elif isinstance(value, dict | list | tuple):
        if len(value) > MOST_ENTRIES:
            raise ValueError(f"{len(value):,} entries; at most {MOST_ENTRIES} are read")
        for inner in value.values() if isinstance(value, dict) else value:
            _refuse(inner)
        for key in value if isinstance(value, dict) else ():
            _refuse(key)
