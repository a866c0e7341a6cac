"""The bank of battles fought beforehand: `battles.json` of a theatre's folder."""

import json
from pathlib import Path

import msgspec

from game.core.words import _
from game.files.bounds import read_bytes, write_whole
from game.files.errors import BadFile, one_line
from game.files.mending import mend, tell
from game.files.theatre.decks import deck_folder
from game.model.battle_result import Bank

BANK = "battles.json"
LARGEST = 16 * 1024 * 1024


def bank_path(name: str | Path) -> Path:
    """Where the bank of the theatre of that id or folder is."""
    return deck_folder(name) / BANK


def load_bank(name: str | Path) -> Bank:
    """The bank of the theatre of that id or folder.

    Raises:
        BadFile: there is none, or it is damaged.
    """
    path = bank_path(name)
    shown = f"{path.parent.name}/{BANK}"
    try:
        return msgspec.json.decode(read_bytes(path, largest=LARGEST), type=Bank)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as e:
        raise BadFile.of(shown, _("is no bank of battles: {found}").format(found=one_line(e))) from None


def bank_at_hand(name: str | Path) -> Bank:
    """The bank of a theatre; a damaged one is set aside, and without one no battle is told of. It moves no odds."""
    try:
        return load_bank(name)
    except BadFile as e:
        instead = _("no battle is told of until `changkufeng doctor --repair` has made the bank anew")
        path = bank_path(name)
        if path.exists():
            mend(path, e.problems[0].message, instead)
        else:
            tell(f"{e.problems[0]}; {instead}")
        return Bank(format=1, battle="", digest="", rules="", made="", runs=())


def save_bank(path: Path, bank: Bank) -> None:
    """Writes a bank, one battle a line.

    Raises:
        BadFile: it cannot be written; an older file is untouched.
    """
    facts = msgspec.to_builtins(bank)
    runs = facts.pop("runs")
    lines = ",\n".join(json.dumps(run, separators=(",", ":")) for run in runs)
    write_whole(path, f'{json.dumps(facts)[:-1]}, "runs": [\n{lines}\n]}}\n'.encode())
