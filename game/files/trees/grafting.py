"""Journals into a tree and out of it: taking a game up as a branch, giving a branch a file to be played on in, mailing one."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from game.core.words import _
from game.files import saves
from game.files.battle.journal import BATTLES
from game.files.bounds import write_whole
from game.files.errors import BadFile
from game.files.glance import Glance, glance
from game.files.journal import Format, journal_lines
from game.files.theatre.journal import THEATRES
from game.files.trees.tree import (
    FORMAT,
    HISTORY,
    Branch,
    Chain,
    Entry,
    Head,
    Tree,
    chain,
    change,
    digest_of,
    free_name,
    new_id,
    read_tree,
)

OWN = ("title", "parent", "saved", "game", "seats")  # of a journal's header: what is one game's own
AWAY = "mail"  # who holds a seat in another house: such a game is taken up by nobody while it goes on


# ---------------------------------------------------------------- journals into the tree
def graft(tree: Path, journal: Path, name: str, *, of: str = HISTORY, left: int = 0, note: str = "") -> Branch:
    """Takes the game of a journal up as a branch, or goes on with the branch that it is already; the branch.

    `of`: the branch that it leaves, by its header where that is not said; `left`: the turns that are its past there.

    Raises:
        BadFile: the journal is none, the tree is of another scenario, or one of them cannot be read or written.
    """
    lines = good_lines(journal)
    seen = glance(journal) or Glance("", "", {}, ())
    made: list[Branch] = []

    def act(there: Tree) -> Iterable[Entry]:
        entries = _taken(there, lines, seen, name, of=of, left=left, note=note)
        made.append(next(e for e in reversed(entries) if isinstance(e, Branch)))
        return entries

    change(tree, seen.played, act)
    return made[0]


def good_lines(journal: Path) -> list[bytes]:
    """The header and the good turns of a journal, as bytes.

    Raises:
        BadFile: it is none.
    """
    lines = journal_lines(journal)
    return lines[: 1 + len(_format(lines, journal).of_lines(journal, lines).turns)]


def catch_up(tree: Path, scenario: str) -> Tree:
    """The tree with what has been played since in the saved games that are branches of it, and with the games that left them.

    Raises:
        BadFile: it cannot be read or written.
    """
    before = read_tree(tree, scenario)
    if not before.branches:
        return before
    found = [(s.path, s.name, seen) for s in saves.saved_games() if (seen := s.seen) is not None]
    mine = [f for f in found if f[2].played == scenario and AWAY not in f[2].seats.values()]
    for path, name, seen in reversed(mine):
        known = before.of_game(seen.game)
        of, left = (known.of, known.left) if known else _left(before, seen)
        if (known is None and left == 0) or (known is not None and seen.digests == before.digests(known)):
            continue
        graft(tree, path, known.name if known else name, of=of, left=left)
        before = read_tree(tree, scenario)
    return before


def _left(tree: Tree, seen: Glance) -> tuple[str, int]:
    """The branch that a game left and after how many turns, by what its header says; ("", 0) if it left none of the tree."""
    digest = seen.parent.partition("@")[0]
    for branch in tree.standing:
        digests = tree.digests(branch)
        if digest in digests[branch.left :]:
            left = digests.index(digest) + 1
            if seen.digests[:left] == digests[:left]:
                return branch.id, left
    return HISTORY, 0


def _taken(
    tree: Tree, lines: Sequence[bytes], seen: Glance, name: str, *, of: str, left: int, note: str
) -> list[Entry]:
    """A game as entries: its turns, and the branch that it is or becomes."""
    chained = root_and_turns(lines)
    known = tree.of_game(seen.game)
    if known is None:
        found = _left(tree, seen) if of == HISTORY else (of, left)
        of, left = found if found[1] else (of, left)
        made = Branch(new_id(), free_name(tree, name), chained.tip, of, left, seen.game, note, seen.seats)
        return [*chained.entries, made]
    return [*chained.entries, *_advanced(tree, known, chained)]


def _advanced(tree: Tree, branch: Branch, chained: Chain) -> list[Branch]:
    """A branch whose game has come to the end of a chain: farther, no farther, or another way, which is a branch of its own."""
    root, way = tree.way(branch.tip)
    ids = [e.id for e in chained.entries]
    old = [root, *way]
    if ids[: len(old)] == old:
        return [replace(branch, tip=chained.tip)]
    if old[: len(ids)] == ids:
        return [branch]
    common = next((k for k, (a, b) in enumerate(zip(old, ids, strict=False)) if a != b), 0)
    twin = next((b for b in tree.branches.values() if b.tip == chained.tip and b.of == branch.id), None)
    name = free_name(tree, branch.name)
    return [twin or Branch(new_id(), name, chained.tip, branch.id, max(0, common - 1), "", "", branch.seats)]


def root_and_turns(lines: Sequence[bytes]) -> Chain:
    """The lines of a journal as entries of a tree."""
    header: dict[str, Any] = msgspec.json.decode(lines[0])
    shared = {key: value for key, value in header.items() if key not in OWN}
    return chain(msgspec.json.encode(shared, order="sorted"), lines[1:])


def _format(lines: Sequence[bytes], path: Path) -> Format[Any, Any]:
    return THEATRES if THEATRES.is_header(lines[0]) else BATTLES


# ---------------------------------------------------------------- out of the tree
def journal_of(tree: Tree, branch: Branch) -> list[bytes]:
    """The lines of the journal of a branch, header first."""
    first, *turns = tree.lines(branch)
    left = f"{digest_of(turns[branch.left - 1])}@{branch.left}" if 0 < branch.left <= len(turns) else ""
    own = {
        "title": branch.name,
        "parent": left,
        "saved": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        "game": branch.game,
        "seats": branch.seats,
    }
    return [msgspec.json.encode({**msgspec.json.decode(first), **own}), *turns]


def file_of(path: Path, branch: Branch) -> Path:
    """The saved game in which a branch is played on: the one there is, or a new one under a name that is free.

    Raises:
        BadFile: it cannot be written, or the branch is gone.
    """
    there = next((s.path for s in saves.saved_games() if (seen := s.seen) and seen.game == branch.game), None)
    if branch.game and there is not None:
        return there
    tree = read_tree(path)
    if branch.id not in tree.branches:
        raise BadFile.of(path, _("has no branch {name}").format(name=branch.name))
    branch = tree.branches[branch.id]
    if not branch.game:  # what came from elsewhere has an id of its own from the first time that it is played on
        branch = replace(branch, game=secrets.token_hex(8))
        tree = change(path, tree.scenario, lambda _now: [branch])
    made = saves.free_path(branch.name)
    made.parent.mkdir(parents=True, exist_ok=True)
    write_whole(made, b"\n".join(journal_of(tree, branch)) + b"\n")
    return made


def begin(path: Path, branch: Branch, turns: int, name: str, seats: dict[str, str], note: str = "") -> Branch:
    """A branch of a branch, from its first `turns` turns on.

    Raises:
        BadFile: it has not so many turns, or the tree cannot be written.
    """
    made: list[Branch] = []

    def act(tree: Tree) -> Iterable[Entry]:
        root, way = tree.way(tree.branches[branch.id].tip)
        if not 0 <= turns <= len(way):
            raise BadFile.of(path, _("{name} has {n} turns; needed 0 to {n}").format(name=branch.name, n=len(way)))
        tip, game = way[turns - 1] if turns else root, secrets.token_hex(8)
        made.append(Branch(new_id(), free_name(tree, name), tip, _owner(tree, branch, turns), turns, game, note, seats))
        return made

    change(path, read_tree(path).scenario, act)
    return made[0]


def _owner(tree: Tree, branch: Branch, turns: int) -> str:
    """Whose the turn is from which a branch of another goes on: that other's own, or of what it left itself."""
    while turns < branch.left and branch.of in tree.branches:
        branch = tree.branches[branch.of]
    return HISTORY if turns < branch.left else branch.id


# ---------------------------------------------------------------- by mail
def mailed(tree: Tree, branches: Sequence[Branch]) -> bytes:
    """A tree of these branches alone, as the bytes of a file."""
    entries: dict[str, Entry] = {}
    for branch in branches:
        root, way = tree.way(branch.tip)
        entries |= {root: tree.roots[root]} | {t: tree.turns[t] for t in way}
    every = [Head(FORMAT, tree.scenario), *entries.values(), *branches]
    return b"".join(msgspec.json.encode(e) + b"\n" for e in every)


def take_in(path: Path, sent: Tree) -> tuple[Branch, ...]:
    """Takes the branches of a tree that was sent into the one at hand, which loses nothing; those that are new or have changed.

    Raises:
        BadFile: a branch is no journal, or the tree is of another scenario or cannot be written.
    """
    for branch in sent.standing:
        lines = journal_of(sent, branch)
        found = _format(lines, sent.path).of_lines(sent.path, lines)
        if found.broken:
            raise BadFile.of(sent.path, f"{branch.name}: {found.broken}")
    changed: list[Branch] = []

    def act(tree: Tree) -> Iterable[Entry]:
        found: list[Branch] = []
        for branch in sent.standing:
            found += [b for b in _merged(tree, sent, branch) if tree.branches.get(b.id) != b]
        changed.extend(found)
        return [*sent.roots.values(), *sent.turns.values(), *found]

    change(path, sent.scenario, act)
    return tuple(changed)


def _merged(tree: Tree, sent: Tree, theirs: Branch) -> list[Branch]:
    ours = tree.branches.get(theirs.id)
    if ours is None:
        name = free_name(tree, theirs.name)
        return [replace(theirs, name=name)]
    root, way = sent.way(theirs.tip)
    chained = Chain((sent.roots[root], *(sent.turns[t] for t in way)))
    first, *more = _advanced(tree, ours, chained)
    if first.id == ours.id:
        first = replace(first, is_pruned=False, note=ours.note or theirs.note, marks={**theirs.marks, **ours.marks})
    return [first, *more]
