"""What is done with a branch on a page of a tree, a battle's or the strategic game's: named, noted, marked, pruned, mailed."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pygame
from msgspec.structs import replace

from game.client.kit.screen import Screen
from game.client.kit.widgets import Button, Field, Label, Modal, Row
from game.client.kit.worker import Job
from game.core.words import _
from game.files import saves
from game.files.bounds import write_whole
from game.files.errors import BadFile
from game.files.names import file_stem
from game.files.trees import grafting
from game.files.trees.tree import SUFFIX, Branch, Tree, change, free_name, read_tree
from game.match.branches import told

if TYPE_CHECKING:
    from game.match.branches import Course, Told


class BranchPage(Screen):
    """A page of a tree. `chosen`: id of a branch, "" for the record; `turn`: number of the turn chosen, -1 none."""

    course: Course
    path: Path
    tree: Tree
    found: tuple[Told, ...]
    chosen: str
    turn: int
    wrong: str
    lines: tuple[Any, ...]
    _job: Job[tuple[Any, ...]] | None

    def enter(self) -> None:
        """What has been played since is taken up."""
        self.refresh()
        super().enter()

    def refresh(self) -> None:
        """Reads the tree anew, and looks its games through beside the window."""
        try:
            self.tree, self.wrong = grafting.catch_up(self.path, self.course.id), ""
        except BadFile as e:
            self.wrong = str(e).splitlines()[0]
        self.found = told(self.course, self.tree)
        self._job = Job(partial(self.looked_through, self.tree))

    @abstractmethod
    def looked_through(self, tree: Tree) -> tuple[Any, ...]:
        """The lines of all branches of a tree."""

    def tick(self, dt_s: float) -> bool:
        """The lines arrive."""
        if self._job is None or not self._job.is_done:
            return False
        job, self._job = self._job, None
        if job.error is None:
            self.lines = job.result
        else:
            self.wrong = (str(job.error).splitlines() or [type(job.error).__name__])[0]
        self.layout()
        return True

    @property
    def one(self) -> Told | None:
        """The branch chosen; None for the record."""
        return next((one for one in self.found if one.branch.id == self.chosen), None)

    @property
    def pruned(self) -> tuple[Branch, ...]:
        """The branches that were pruned: the file keeps them."""
        return tuple(b for b in self.tree.branches.values() if b.is_pruned)

    @property
    def gone(self) -> Branch | None:
        """The pruned branch that is chosen."""
        return next((b for b in self.pruned if b.id == self.chosen), None)

    @property
    def ids(self) -> list[str]:
        """The branches of the rows, "" for the record, pruned ones last."""
        return ["", *(one.branch.id for one in self.found), *(b.id for b in self.pruned)]

    def rows(self) -> list[Row]:
        """The record, every branch under what it left, what was pruned."""
        first, last = (self.course.words(n) for n in (self.course.first, self.course.last))
        main = Row(
            _("The record"), under=_("the main line, {first} to {last}").format(first=first, last=last), mark="•"
        )
        branches = [
            Row(one.branch.name, under=one.line(self.course), mark="    " * one.depth + "–") for one in self.found
        ]
        gone = [Row(b.name, under=_("pruned; the file keeps it"), mark="×") for b in self.pruned]
        return [main, *branches, *gone]

    def changes(self) -> list[tuple[str, Callable[[], None], str, str]]:
        """What is done with the branch chosen: words, act, why it is closed, how its button looks."""
        none = "" if self.one is not None else _("Choose a branch first: history is what it is.")
        turned = "" if self.turn >= 0 else _("Choose a turn on the graph first.")
        if self.gone is not None:
            none = turned = _("It is pruned: bring it back first.")
        back: tuple[str, Callable[[], None], str, str] = (_("Bring back"), partial(restore, self), "", "brass")
        return [
            (_("Rename"), partial(rename, self), none, "plain"),
            (_("Note"), partial(note, self), none, "plain"),
            (_("Mark"), partial(mark, self), none or turned, "plain"),
            back if self.gone is not None else (_("Prune"), partial(prune, self), none, "plain"),
            (_("Mail"), partial(mail, self), none, "plain"),
            (_("Take in"), partial(take_in, self), "", "plain"),
        ]

    def laid(self, acts: Sequence[tuple[str, Callable[[], None], str, str]]) -> list[Button]:
        """Buttons at the foot of the page, in as many rows as they need."""
        b, px, (w, h) = self.brush, self.app.theme.px, self.size
        rows, x = [list[Button]()], 0
        for words, act, why_not, look in acts:
            wide = b.size(words, "small")[0] + px(26)
            if x + wide > w - 2 * px(12) and rows[-1]:
                rows.append([])
                x = 0
            shown = "plain" if why_not else look
            button = Button((px(12) + x, 0, wide, px(40)), words, act, look=shown, style="small")
            button.enabled, button.why_not = not why_not, why_not
            rows[-1].append(button)
            x += wide + px(6)
        for k, row in enumerate(reversed(rows), 1):
            for button in row:
                button.rect.y = h - k * px(46) - px(4)
        return [button for row in rows for button in row]

    def play(self) -> None:
        """Goes on with the branch in its own file."""
        from game.client import doors

        if self.one is None:
            return
        try:
            doors.go_on(self.app, grafting.file_of(self.path, self.one.branch))
        except BadFile as e:
            self.app.tell(_("This game cannot be opened"), str(e).splitlines()[0])


def rename(screen: BranchPage) -> None:
    """Another name."""
    if (one := screen.one) is not None:
        _ask(
            screen,
            _("Rename"),
            one.branch.name,
            lambda tree, now, words: replace(now, name=free_name(tree, words, but=now.id)),
        )


def note(screen: BranchPage) -> None:
    """A note to the branch."""
    if (one := screen.one) is not None:
        _ask(screen, _("Note"), one.branch.note, lambda _tree, now, words: replace(now, note=words), most=400)


def mark(screen: BranchPage) -> None:
    """Words at the turn chosen; none take the mark away."""
    if (one := screen.one) is None or screen.turn < 0:
        return
    number = str(screen.turn)

    def marked(_tree: Tree, now: Branch, words: str) -> Branch:
        kept = {n: w for n, w in now.marks.items() if n != number}
        return replace(now, marks={**kept, number: words} if words else kept)

    _ask(screen, _("Mark"), one.branch.marks.get(number, ""), marked)


def prune(screen: BranchPage) -> None:
    """Takes the branch out; what left it stays, the file keeps it, and it is listed last, to be brought back."""
    if (one := screen.one) is not None:
        screen.chosen = one.parent
        if line := _change(screen, one.branch, lambda _tree, now: replace(now, is_pruned=True)):
            screen.app.tell(_("Prune"), line)
            return
        words = _("{name} is out of the tree; its file keeps it. It stands at the end of the list, to be brought back.")
        screen.app.tell(_("Prune"), words.format(name=one.branch.name))


def restore(screen: BranchPage) -> None:
    """Brings the pruned branch back to where it stood, under its name, or the next that is free."""
    if (gone := screen.gone) is not None:
        line = _change(
            screen, gone, lambda tree, now: replace(now, is_pruned=False, name=free_name(tree, now.name, but=now.id))
        )
        if line:
            screen.app.tell(_("Bring back"), line)


def mail(screen: BranchPage) -> None:
    """Writes the branch to a file of its own, to be sent."""
    if (one := screen.one) is None:
        return
    folder = saves.reports_folder()
    out = folder / (file_stem(f"{screen.course.id} {one.branch.name}") + SUFFIX)
    k = 1
    while out.exists():
        k += 1
        out = folder / (file_stem(f"{screen.course.id} {one.branch.name} {k}") + SUFFIX)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(out, grafting.mailed(screen.tree, [one.branch]))
    except (OSError, BadFile) as e:
        screen.app.tell(_("Mail"), str(e).splitlines()[0])
        return
    screen.app.tell(_("Mail"), _("Saved: {path}").format(path=out))


def take_in(screen: BranchPage) -> None:
    """Takes a file in that was sent."""

    def take(words: str) -> str:
        try:
            sent = read_tree(Path(words).expanduser())
            if sent.scenario != screen.course.id:
                return _("That is a tree of {other}, not of this game.").format(other=sent.scenario)
            changed = grafting.take_in(screen.path, sent)
        except (BadFile, OSError, ValueError) as e:
            return str(e).splitlines()[0]
        if changed:
            screen.chosen = changed[0].id
        screen.refresh()
        screen.show(None)
        screen.layout()
        return ""

    told = _("The path of a file that was sent to you, ending in .tree")
    screen.show(WordsDialog(screen, _("Take in"), told, "", take, most=400))


def _ask(
    screen: BranchPage, title: str, words: str, make: Callable[[Tree, Branch, str], Branch], most: int = 100
) -> None:
    one = screen.one
    assert one is not None
    branch = one.branch

    def act(written: str) -> str:
        return _change(screen, branch, lambda tree, now: make(tree, now, written))

    screen.show(WordsDialog(screen, title, branch.name, words, act, most=most))


def _change(screen: BranchPage, branch: Branch, make: Callable[[Tree, Branch], Branch]) -> str:
    try:
        change(screen.path, screen.course.id, lambda tree: [make(tree, tree.branches[branch.id])])
    except (BadFile, ValueError) as e:
        return str(e).splitlines()[0]
    screen.refresh()
    screen.layout()
    return ""


class WordsDialog(Modal):
    """One line to write: a name, a note, a mark, a path. `act` returns "" or what is wrong with it."""

    def __init__(
        self, screen: Screen, title: str, told: str, words: str, act: Callable[[str], str], most: int = 100
    ) -> None:
        px = screen.brush.px
        super().__init__(screen.brush, (px(640), px(260)), title, lambda: screen.show(None))
        self.screen, self.told, self.act = screen, told, act
        self.field = Field((0, 0, 1, 1), words, self._done, is_marked=True, most=most)

    def lay_out(self, window: tuple[int, int]) -> None:
        """The field and two doors."""
        px = self.ui.brush.px
        room = self.place(window)
        self.field.rect = pygame.Rect(room.x, room.y + px(34), room.w, px(38))
        y = room.bottom - px(38)
        done = Button(
            (room.right - px(150), y, px(150), px(38)), _("Keep"), lambda: self._done(self.field.value), look="brass"
        )
        close = Button((room.right - px(290), y, px(130), px(38)), _("Close"), self.close, key="Esc")
        told = Label((room.x, room.y, room.w, px(28)), self.told)
        self.set([self.field, told, close, done], focus=self.field)

    def _done(self, words: str) -> None:
        self.note = self.act(words.strip())
        self.is_error = bool(self.note)
        if self.note:
            self.lay_out(self.screen.size)
        elif self.screen.modal is self:
            self.close()
