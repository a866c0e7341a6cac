"""The tree of a scenario's games in one file of JSON Lines: history is its main line, games branch off it or off one another.

Lines are only ever added, under a lock: a header, the turns as their journals have them, and what a branch is called and where
it ends. What a line says of a branch stands until a later one says otherwise, so that nothing is written over; a torn last line
is dropped. Beginnings and turns are known by their content and by what goes before: two branches share what they have in common,
a line that was damaged is left out with what follows it, and a file from elsewhere is taken in by adding what is missing.
"""

from __future__ import annotations

import hashlib
import re
import secrets
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import msgspec

from game.core.words import _
from game.files import saves
from game.files.bounds import read_bytes
from game.files.errors import BadFile, one_line
from game.files.journal import AN_ID, LARGEST_LINE, MOST_TURNS, append_lines, refuse_hostile, write_journal
from game.files.owner import Hold, hold

FORMAT = 1
SUFFIX = ".tree"
LARGEST = 512 * 1024 * 1024
MOST_LINES = 200_000
LONGEST_NAME, LONGEST_NOTE, MOST_MARKS = 100, 4000, 500
PATIENCE_S = 10.0  # that another program's writing is waited for
HISTORY = ""  # what a branch of the main line is a branch of
_writing = threading.RLock()


class Head(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The first line. `scenario`: whose games they are."""

    tree: int
    scenario: str


class Root(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="is", tag="root"):
    """How games begin: the header of their journals without what is one game's own."""

    id: str
    header: msgspec.Raw


class Played(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="is", tag="turn"):
    """A turn as its journal has it. `after`: the root or turn before it."""

    id: str
    after: str
    line: msgspec.Raw


class Branch(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, tag_field="is", tag="branch"):
    """A game. `tip`: the turn or root where it ends; `of`: the branch that it leaves, "" for history; `left`: turns that are its
    past there; `game`: the id that its journal bears; `marks`: words at turns, by their number."""

    id: str
    name: str
    tip: str
    of: str = HISTORY
    left: int = 0
    game: str = ""
    note: str = ""
    seats: dict[str, str] = {}
    marks: dict[str, str] = {}
    is_pruned: bool = False


Entry = Root | Played | Branch


class _Digest(msgspec.Struct, frozen=True):
    digest: str = ""
    turn: int = 0


class _Variant(msgspec.Struct, frozen=True):
    variant: str = "history"


@dataclass(frozen=True)
class Tree:
    """A tree as read. `branches`: in the order in which they were begun, pruned ones too; `notice`: what was left out."""

    path: Path
    scenario: str
    roots: dict[str, Root] = field(default_factory=dict)
    turns: dict[str, Played] = field(default_factory=dict)
    branches: dict[str, Branch] = field(default_factory=dict)
    notice: str = ""

    @property
    def standing(self) -> tuple[Branch, ...]:
        """The branches that were not pruned."""
        return tuple(b for b in self.branches.values() if not b.is_pruned)

    def way(self, tip: str) -> tuple[str, tuple[str, ...]]:
        """The root of a turn, and the turns from there to it."""
        found: list[str] = []
        while tip in self.turns:
            found.append(tip)
            tip = self.turns[tip].after
        return tip, tuple(reversed(found))

    def lines(self, branch: Branch) -> list[bytes]:
        """The header of a branch's root, and the lines of its turns."""
        root, way = self.way(branch.tip)
        return [bytes(self.roots[root].header), *(bytes(self.turns[t].line) for t in way)]

    def digests(self, branch: Branch) -> tuple[str, ...]:
        """The names of the positions after its turns."""
        return tuple(digest_of(self.turns[t].line) for t in self.way(branch.tip)[1])

    def numbers(self, branch: Branch) -> tuple[int, ...]:
        """The numbers of its turns."""
        return tuple(msgspec.json.decode(bytes(self.turns[t].line), type=_Digest).turn for t in self.way(branch.tip)[1])

    def variant(self, branch: Branch) -> str:
        """The id of what its games play, "history" for none."""
        return msgspec.json.decode(bytes(self.roots[self.way(branch.tip)[0]].header), type=_Variant).variant

    def children(self, of: str) -> tuple[Branch, ...]:
        """The branches that leave one, in the order in which they were begun; those of a pruned one are its parent's."""
        return tuple(b for b in self.standing if self.parent(b) == of)

    def parent(self, branch: Branch) -> str:
        """The branch that it leaves, or the nearest of those that one leaves that was not pruned; "" for history."""
        seen = {branch.id}
        of = branch.of
        while of in self.branches and of not in seen and self.branches[of].is_pruned:
            seen.add(of)
            of = self.branches[of].of
        return of if of in self.branches and of not in seen else HISTORY

    def of_game(self, game: str) -> Branch | None:
        """The branch whose journal bears an id, pruned or not."""
        return next((b for b in self.branches.values() if game and b.game == game), None)


class Chain(NamedTuple):
    """A root and turns that follow one another, as entries; the last is where they end."""

    entries: tuple[Root | Played, ...]

    @property
    def tip(self) -> str:
        """The id of the last."""
        return self.entries[-1].id


# ---------------------------------------------------------------- reading
def tree_path(scenario: str) -> Path:
    """Where the tree of a scenario is kept."""
    return saves.folder().parent / "trees" / (scenario + SUFFIX)


def read_tree(path: Path, scenario: str = "") -> Tree:
    """A tree; an empty one of `scenario` where there is no file.

    Raises:
        BadFile: it cannot be read, is no tree, or one of another scenario.
    """
    if scenario and not path.exists():
        return Tree(path, scenario)
    lines = read_bytes(path, largest=LARGEST).split(b"\n")
    if len(lines) > MOST_LINES:
        raise BadFile.of(path, _("has {n:,} lines; at most {most:,} are read").format(n=len(lines), most=MOST_LINES))
    head = _head(path, lines[0])
    if scenario and head.scenario != scenario:
        raise BadFile.of(
            path,
            _("is a tree of {found}; needed one of {scenario}").format(
                found=one_line(head.scenario, most=60), scenario=scenario
            ),
            line=1,
        )
    return _read(Tree(path, head.scenario), lines[1:])


def _head(path: Path, line: bytes) -> Head:
    try:
        head = msgspec.json.decode(line, type=Head)
    except (ValueError, RecursionError):
        raise BadFile.of(path, _("is no tree of games: its first line is no header"), line=1) from None
    if head.tree != FORMAT:
        raise BadFile.of(
            path, _("is a tree of format {tree}; this program reads {a}").format(tree=head.tree, a=FORMAT), line=1
        )
    if not AN_ID.fullmatch(head.scenario):
        raise BadFile.of(
            path,
            _("needed the id of a scenario, found {found!r}").format(found=one_line(head.scenario, most=60)),
            line=1,
        )
    return head


def _read(tree: Tree, lines: Sequence[bytes]) -> Tree:
    """Takes the lines into a new tree; what is damaged, and what hangs on it, is left out and counted."""
    bad, torn = 0, False
    for k, line in enumerate(lines):
        if not line.strip():
            continue
        try:
            if len(line) > LARGEST_LINE:
                raise ValueError(_("it is too long"))
            _take(tree, msgspec.json.decode(line, type=Entry))
        except (ValueError, RecursionError):
            torn = k == len(lines) - 1  # the last, without a line end
            bad += not torn
    words = (
        [_("{bad:,} damaged lines were left out").format(bad=bad) if bad > 1 else _("a damaged line was left out")]
        if bad
        else []
    )
    words += [_("the last line is torn and was dropped")] if torn else []
    return Tree(tree.path, tree.scenario, tree.roots, tree.turns, tree.branches, "; ".join(words))


def _take(tree: Tree, entry: Entry) -> None:
    """Takes an entry into a tree that is being read.

    Raises:
        ValueError: it is another than its id says, or what it follows is not there.
    """
    if isinstance(entry, Root):
        if entry.id != _id("", entry.header):
            raise ValueError(_("its content is another"))
        msgspec.json.decode(bytes(entry.header), type=_Variant)
        tree.roots.setdefault(entry.id, entry)
    elif isinstance(entry, Played):
        if entry.id != _id(entry.after, entry.line) or not (entry.after in tree.turns or entry.after in tree.roots):
            raise ValueError(_("its content is another, or what it follows is missing"))
        msgspec.json.decode(bytes(entry.line), type=_Digest)
        tree.turns.setdefault(entry.id, entry)
    else:
        _check_branch(entry)
        if entry.tip not in tree.turns and entry.tip not in tree.roots:
            raise ValueError(_("where it ends is missing"))
        tree.branches[entry.id] = entry


def _check_branch(branch: Branch) -> None:
    refuse_hostile({"id": branch.id, "tip": branch.tip, "of": branch.of, "game": branch.game}, longest=60, most=9)
    refuse_hostile({"name": branch.name, "seats": branch.seats}, longest=LONGEST_NAME, most=20)
    refuse_hostile(branch.marks, longest=LONGEST_NAME, most=MOST_MARKS)
    if not 0 <= branch.left <= MOST_TURNS or not all(re.fullmatch(r"[0-9]{1,3}", n, re.ASCII) for n in branch.marks):
        raise ValueError(_("left, marks: needed numbers of turns"))
    refuse_hostile(branch.note, longest=LONGEST_NOTE, most=1, spaces="\n\t", name="a note")


def _id(after: str, content: msgspec.Raw | bytes) -> str:
    return hashlib.sha256(after.encode() + b"|" + bytes(content)).hexdigest()[:24]


def digest_of(line: msgspec.Raw | bytes) -> str:
    """The name of the position after a turn's line."""
    return msgspec.json.decode(bytes(line), type=_Digest).digest


def chain(header: bytes, lines: Iterable[bytes]) -> Chain:
    """A beginning and turns as entries."""
    entries: list[Root | Played] = [Root(_id("", header), msgspec.Raw(header))]
    for line in lines:
        entries.append(Played(_id(entries[-1].id, line), entries[-1].id, msgspec.Raw(line)))
    return Chain(tuple(entries))


# ---------------------------------------------------------------- writing
def change(path: Path, scenario: str, act: Callable[[Tree], Iterable[Entry]]) -> Tree:
    """Adds to a tree what `act` makes of it, as it is at that moment: whoever else writes it waits, and nothing of his is lost.

    Raises:
        BadFile: another program holds it for too long, or it cannot be read or written; what was there stands.
    """
    with _writing:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as e:
            raise BadFile.of(path.parent, _("cannot be made: {a}").format(a=e.strerror or e)) from None
        held = _hold(path)
        try:
            tree = read_tree(path, scenario)
            added = [e for e in act(tree) if not _has(tree, e)]
            if added and not path.exists():
                write_journal(path, Head(FORMAT, scenario), [])
            if added:
                append_lines(path, added)
            for entry in added:
                _take(tree, entry)
            return tree
        finally:
            held.let_go()


def _hold(path: Path) -> Hold:
    end = time.monotonic() + PATIENCE_S
    while (held := hold(path)) is None:
        if time.monotonic() > end:
            raise BadFile.of(path, _("is being written by another program"))
        time.sleep(0.01)
    return held


def _has(tree: Tree, entry: Entry) -> bool:
    if isinstance(entry, Branch):
        _check_branch(entry)
        return tree.branches.get(entry.id) == entry
    return entry.id in (tree.roots if isinstance(entry, Root) else tree.turns)


def new_id() -> str:
    """An id that no other branch has."""
    return secrets.token_hex(6)


def free_name(tree: Tree, name: str, *, but: str = "") -> str:
    """A name, with a number behind it where a branch that stands has it already."""
    taken = {b.name.casefold() for b in tree.standing if b.id != but}
    base, k, found = name.strip()[: LONGEST_NAME - 6] or "branch", 1, ""
    while not found or found.casefold() in taken:
        found = base if k == 1 else f"{base} {k}"
        k += 1
    return found
