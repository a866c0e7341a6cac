"""How a theatre and its battle are joined: `battle.toml` of a deck's folder, strictly read."""

from pathlib import Path

from game.core.words import _
from game.files.bounds import read_bytes
from game.files.errors import BadFile, Problem
from game.files.strict import Reader
from game.files.theatre.decks import deck_folder
from game.model.battle_result import Join

JOIN = "battle.toml"
LARGEST = 256 * 1024


def load_join(name: str | Path) -> Join:
    """How the theatre of that id or folder reads its battle, what it gives down, and the record's result.

    Raises:
        BadFile: there is none, or with everything wrong with it.
    """
    join, problems = read_join(deck_folder(name))
    if join is None:
        raise BadFile(problems)
    return join


def read_join(folder: Path) -> tuple[Join | None, list[Problem]]:
    """The join of a theatre's folder and everything wrong with it; None when anything is."""
    reader = Reader(f"{folder.name}/{JOIN}")
    try:
        table = reader.load(read_bytes(folder / JOIN, largest=LARGEST))
    except BadFile as e:
        return None, [p._replace(file=reader.shown) for p in e.problems]
    join = None if reader.problems else reader.read(Join, table)
    if join is not None:
        for key, steps in (("answer", join.upward.answer), ("reinforce", join.upward.reinforce)):
            levels = [s.level for s in steps]
            if not steps or levels[0] != 0 or levels != sorted(set(levels)):
                reader.problem(
                    ("upward", key), _("{key}: needed levels that rise from 0, found {levels}"), key=key, levels=levels
                )
    problems = sorted(reader.problems, key=lambda p: p.line)
    return (None if problems else join), problems
