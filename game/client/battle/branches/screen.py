"""The page of the tree: history as the main line, every branch under what it left, their lines beside the record's."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import pygame

from game.client.battle.branches.graph import GROUND, LOST, TIPS, Graph
from game.client.battle.branches.leaving import LeaveDialog, Start
from game.client.kit import palette
from game.client.kit.widgets import Button, Label, Listing, Scroll, Tabs, Widget
from game.client.kit.worker import Job
from game.client.pages.branching import BranchPage
from game.core.words import N_, _
from game.files.errors import BadFile
from game.files.trees import grafting
from game.files.trees.tree import Branch, Tree, tree_path
from game.match.battle.bands import losses_by_turn
from game.match.branches import Told, course_of
from game.players.battle.table import seats_for
from game.players.planting import usual_name
from game.whatif.battle.tree_lines import Line, all_lines, record_line

if TYPE_CHECKING:
    from game.client.app import App
    from game.model.battle.scenario import Scenario

MEASURES = (N_("Ground held"), N_("Losses"), N_("Score"))


class TreeScreen(BranchPage):
    """The branches at the left, the record's line first; their graph at the right."""

    fixed_keys = (
        (N_("Up, Down"), N_("Choose a branch")),
        (N_("Left, Right"), N_("Choose a turn on the graph")),
        (N_("Enter"), N_("Play the branch on")),
        (N_("Esc"), N_("Back")),
    )

    def __init__(self, app: App, scenario: Scenario, chosen: str = "") -> None:
        super().__init__(app)
        self.scenario, self.course, self.path = scenario, course_of(scenario), tree_path(scenario.id)
        self.tree, self.wrong = Tree(self.path, scenario.id), ""
        self.found: tuple[Told, ...] = ()
        self.lines: tuple[Line, ...] = (record_line(scenario),)
        self.measure, self.side, self.turn = GROUND, scenario.sides[0], -1
        self.chosen = chosen
        self.scroll = Scroll()
        self._job: Job[tuple[Line, ...]] | None = None

    def looked_through(self, tree: Tree) -> tuple[Line, ...]:
        """The lines of all branches of a tree."""
        return all_lines(self.scenario, tree)

    # ------------------------------------------------------------ layout
    def layout(self) -> None:
        """List, graph, what is written of the branch, doors."""
        px, (w, h) = self.app.theme.px, self.size
        top, gap, doors = px(48), px(12), self._doors(w)
        foot = h - min(d.rect.y for d in doors[:-1]) + px(6)
        wide = min(px(520), round(w * 0.42))
        left = pygame.Rect(gap, top + gap, wide, h - top - foot - 2 * gap)
        right = pygame.Rect(left.right + gap, left.y, w - left.right - 2 * gap, left.h)
        at = self.ids.index(self.chosen) if self.chosen in self.ids else 0
        listing = Listing(
            left, self.rows(), self._choose, chosen=at, height=px(48), enter=self._enter, scroll=self.scroll
        )
        half = (right.w - gap) // 2
        names = [_(self.scenario.side_names[s]) for s in self.scenario.sides]
        tabs: list[Widget] = [
            Tabs(
                (right.x, right.y, half, px(32)),
                [_(m) for m in MEASURES],
                self.measure,
                self._measure,
                tip=_(TIPS[self.measure]),
            ),
            Tabs(
                (right.x + half + gap, right.y, half, px(32)), names, self.scenario.sides.index(self.side), self._side
            ),
        ]
        words = px(112)
        graph = Graph(
            pygame.Rect(right.x, right.y + px(40), right.w, right.h - px(48) - words),
            self.scenario,
            self.lines,
            measure=self.measure,
            side=self.side,
            chosen=self.chosen or "history",
            turn=self.turn,
            choose=self._turn,
            model=losses_by_turn(self.scenario, self.side) if self.measure == LOST else None,
        )
        below = pygame.Rect(right.x, right.bottom - words, right.w, words)
        widgets = [listing, *tabs, graph, Label(below, self._told()), *doors]
        old = self.ui.focus
        self.ui.set(widgets, focus=next((one for one in widgets if _is_same(old, one)), listing))
        self.dirty = True

    def _told(self) -> str:
        """What is known of the line chosen, and of the turn chosen on it."""
        one = self.one
        line = next((x for x in self.lines if x.id == (self.chosen or "history")), None)
        if self.gone is not None:
            return _("{name} is pruned: “Bring back” puts it where it stood.").format(name=self.gone.name)
        found = [self.wrong or self.tree.notice]
        found += [_("The battle is being looked through ...")] if self._job is not None else []
        if line is not None and line.notice:
            found.append(line.notice)
        point = next((p for p in line.points if p.turn == self.turn), None) if line is not None else None
        if point is not None:
            ground, lost, score = point.words(self.side)
            words = _("{turn}, {side}: ground {ground} %, men lost {lost}, score {score}.")
            side = _(self.scenario.side_names[self.side])
            found.append(words.format(turn=point.name, side=side, ground=ground, lost=lost, score=score))
        if self.measure == LOST and losses_by_turn(self.scenario, self.side):
            found.append(_("The palest band: nine re-enactments in ten."))
        if one is not None:
            marks = sorted((int(n), w) for n, w in one.branch.marks.items())
            found += [
                _("{turn}: {words}").format(turn=self.course.words(n), words=w)
                for n, w in marks
                if n in self.course.names
            ]
            found.append(one.branch.note)
        elif not self.found:
            found.append(_("No branch yet: play on from any page of the record, or from any turn of a replay."))
        return "  ·  ".join(w for w in found if w)

    def _doors(self, w: int) -> list[Widget]:
        px = self.app.theme.px
        none = "" if self.one is not None else _("Choose a branch first: history is what it is.")
        turned = "" if self.turn >= 0 else _("Choose a turn on the graph first.")
        if self.gone is not None:
            none = turned = _("It is pruned: bring it back first.")
        first: list[tuple[str, Callable[[], None], str, str]] = [
            (_("Play on"), self.play, none, "brass"),
            (_("Branch from the turn"), self.leave_here, turned, "seal"),
        ]
        found: list[Widget] = [*self.laid([*first, *self.changes()])]
        found.append(Button((w - px(96), px(6), px(88), px(36)), _("Back"), self.app.pop, key="Esc", style="small"))
        return found

    # ------------------------------------------------------------ choosing
    def _choose(self, k: int) -> None:
        self.chosen = self.ids[k]
        self.layout()

    def _enter(self, k: int) -> None:
        self._choose(k)
        if self.one is not None:
            self.play()

    def _measure(self, k: int) -> None:
        self.measure = k
        self.layout()

    def _side(self, k: int) -> None:
        self.side = self.scenario.sides[k]
        self.layout()

    def _turn(self, number: int) -> None:
        self.turn = number
        self.layout()

    # ------------------------------------------------------------ acts
    def leave_here(self) -> None:
        """A branch from the beginning of the turn chosen: of the branch, or of the record."""
        from game.client import doors

        one, turn = self.one, self.scenario.calendar.turn(self.turn)
        if one is None:
            doors.leave_record(self, self.scenario, turn.name)
            return
        branch, numbers = one.branch, self.tree.numbers(one.branch)
        begun = self.course.begins(self.tree.variant(branch))
        if not begun <= self.turn <= begun + len(numbers):
            self.app.tell(_("Branch from the turn"), _("This branch has not come to that turn."))
            return
        start = Start(branch.name, _("A branch: the past of this one, your orders from this turn on."),
                      partial(self._begin, branch, self.turn - begun))  # fmt: skip
        self.show(LeaveDialog(self, self.scenario, [start], usual_name(self.course.words(self.turn))))

    def _begin(self, branch: Branch, turns: int, side: str, name: str) -> str:
        try:
            made = grafting.begin(self.path, branch, turns, name, seats_for(side, self.scenario.sides))
        except (BadFile, ValueError) as e:
            return str(e).splitlines()[0]
        self.show(None)
        self.chosen = made.id
        self.refresh()
        self.play()
        return ""

    # ------------------------------------------------------------ events
    def handle(self, event: pygame.Event) -> None:
        """Escape goes back."""
        if event.type == pygame.KEYDOWN and event.key == pygame.K_ESCAPE:
            self.app.pop()

    def draw(self, surface: pygame.Surface) -> None:
        """The desk and the title."""
        b = self.brush
        surface.fill(palette.DESK)
        bar = pygame.Rect(0, 0, self.size[0], b.px(48))
        surface.fill(palette.PANEL, bar)
        pygame.draw.line(surface, palette.LINE, (0, bar.bottom - 1), (bar.right, bar.bottom - 1))
        words = _("The tree: {t}").format(t=_(self.scenario.title))
        b.text(
            surface, words, (b.px(16), bar.centery), "heading", palette.TEXT, anchor="midleft", width=bar.w - b.px(130)
        )


def _is_same(old: Widget | None, new: Widget) -> bool:
    """The widget that stood there before the page was laid out again."""
    if isinstance(old, Button) and isinstance(new, Button):
        return old.label == new.label
    if isinstance(old, Tabs) and isinstance(new, Tabs):
        return old.labels == new.labels
    return type(old) is type(new)
