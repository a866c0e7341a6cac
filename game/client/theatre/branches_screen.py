"""The tree of the strategic game: the record, every branch under what it left, a score or variable of each over the turns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import pygame

from game.client.kit import palette
from game.client.kit.widgets import Button, Label, Listing, Panel, Row, Scroll, Widget
from game.client.kit.worker import Job
from game.client.pages.branching import BranchPage
from game.client.theatre.leave_dialog import LeaveDialog
from game.client.theatre.names import variable_colour, variable_name
from game.client.theatre.plot import Line, axes, plot, turn_at, x_of
from game.core.words import N_, _, spoken
from game.files.errors import BadFile
from game.files.trees import grafting
from game.files.trees.tree import Tree, tree_path
from game.match.branches import course_of
from game.players.planting import plant, usual_name
from game.whatif.theatre.tree_lines import HISTORY_ID, TheatreLine, TheatrePoint, all_lines

if TYPE_CHECKING:
    from game.client.app import App
    from game.client.kit.palette import Colour
    from game.match.theatre import TheatreMatch
    from game.model.theatre.game import Theatre

FAINT = 0.55  # how far lines that are not chosen are mixed with the slate


class Measure(NamedTuple):
    """What the graph shows: the score of a seat, or a variable."""

    name: str
    colour: Colour
    of: Callable[[TheatrePoint], float | None]


class StrategicTree(BranchPage):
    """Branches at the left, measures beside them, their graph at the right."""

    fixed_keys = (
        (N_("Up, Down"), N_("Choose a branch")),
        (N_("Left, Right"), N_("Choose a turn on the graph")),
        (N_("Enter"), N_("Play the branch on")),
        (N_("Esc"), N_("Back")),
    )

    def __init__(self, app: App, theatre: Theatre, record: Callable[[], TheatreMatch]) -> None:
        super().__init__(app)
        self.theatre, self.record = theatre, record
        self.course, self.path = course_of(theatre), tree_path(theatre.id)
        self.tree, self.wrong = Tree(self.path, theatre.id), ""
        self.found = ()
        self.chosen, self.turn, self.at = "", -1, 0
        self.lines: tuple[TheatreLine, ...] = ()
        self.measures = _measures(theatre)
        self.chart = pygame.Rect(0, 0, 1, 1)
        self.scroll = Scroll()
        self._job: Job[tuple[TheatreLine, ...]] | None = None
        self.ends = [0.0]
        for turn in theatre.turns:
            self.ends.append(self.ends[-1] + turn.months)

    def looked_through(self, tree: Tree) -> tuple[TheatreLine, ...]:
        """The lines of all branches of a tree."""
        return all_lines(self.theatre, tree)

    # ------------------------------------------------------------ layout
    def layout(self) -> None:
        """List, measures, graph, words, doors."""
        px, (w, h) = self.app.theme.px, self.size
        gap, top = px(12), px(48)
        doors = self._doors(w)
        foot = h - min(d.rect.y for d in doors[:-1]) + px(6)
        room = pygame.Rect(gap, top + gap, w - 2 * gap, h - top - foot - 2 * gap)
        share = (0.3, 0.2) if w >= px(900) else (0.25, 0.29)
        wide, narrow = min(px(400), round(room.w * share[0])), min(px(230), round(room.w * share[1]))
        ids = self.ids
        branches = Listing(
            pygame.Rect(room.x, room.y, wide, room.h),
            self.rows(),
            self._choose,
            chosen=ids.index(self.chosen) if self.chosen in ids else 0,
            height=px(48),
            enter=self._enter,
            scroll=self.scroll,
        )
        rows = [Row(m.name, dot=m.colour) for m in self.measures]
        left = branches.rect.right + gap
        measures = Listing((left, room.y, narrow, room.h), rows, self._measure, chosen=self.at, height=px(34))
        right = pygame.Rect(left + narrow + gap, room.y, room.right - left - narrow - gap, room.h)
        words = px(96)
        picture = pygame.Rect(right.x, right.y, right.w, right.h - words - gap)
        self.chart = pygame.Rect(picture.x + px(40), picture.y + px(40), picture.w - px(58), picture.h - px(76))
        panel = Panel(picture, self._paint, lambda: (self.at, self.chosen, self.turn, self.size, self.lines))
        below = Label(pygame.Rect(right.x, right.bottom - words, right.w, words), self._told())
        widgets: list[Widget] = [branches, measures, panel, below, *doors]
        kept = self.ui.focus
        again = next((x for x, y in zip(widgets, self.ui.widgets, strict=False) if y is kept), branches)
        self.ui.set(widgets, focus=again)
        self.dirty = True

    def _doors(self, w: int) -> list[Button]:
        px = self.app.theme.px
        none = "" if self.one is not None else _("Choose a branch first: history is what it is.")
        turned = "" if self.turn >= 0 else _("Choose a turn on the graph first.")
        if self.gone is not None:
            none = turned = _("It is pruned: bring it back first.")
        first: list[tuple[str, Callable[[], None], str, str]] = [
            (_("Play on"), self.play, none, "brass"),
            (_("Branch from the turn"), self.leave_here, turned, "seal"),
        ]
        back = Button((w - px(96), px(6), px(88), px(36)), _("Back"), self.app.pop, key="Esc", style="small")
        return [*self.laid([*first, *self.changes()]), back]

    def _told(self) -> str:
        """What is known of the line chosen, and of the turn chosen on it."""
        if self.gone is not None:
            return _("{name} is pruned: “Bring back” puts it where it stood.").format(name=self.gone.name)
        one, line = self.one, self._line_of(self.chosen)
        found = [self.wrong or self.tree.notice, line.notice if line is not None else ""]
        found += [_("The games are being looked through ...")] if self._job is not None else []
        point = next((p for p in line.points if p.turn == self.turn), None) if line is not None else None
        if point is not None:
            measure = self.measures[self.at]
            value = measure.of(point)
            known = "–" if value is None else f"{value:.0f}"
            found.append(f"{point.name}, {measure.name}: {known}")
        if one is not None:
            marks = sorted((int(n), w) for n, w in one.branch.marks.items() if int(n) in self.course.names)
            found += [_("{turn}: {words}").format(turn=self.course.words(n), words=w) for n, w in marks]
            found.append(one.branch.note)
        elif not self.found:
            found.append(_("No branch yet: choose a turn, and leave the record there."))
        return "  ·  ".join(w for w in found if w)

    # ------------------------------------------------------------ choosing
    def _line_of(self, branch: str) -> TheatreLine | None:
        return next((x for x in self.lines if x.id == (branch or HISTORY_ID)), None)

    def _choose(self, k: int) -> None:
        self.chosen = self.ids[k]
        self.layout()

    def _enter(self, k: int) -> None:
        self._choose(k)
        self.play()

    def _measure(self, k: int) -> None:
        self.at = k
        self.layout()

    def _to(self, turn: int) -> None:
        self.turn = max(self.course.first, min(self.course.last, turn))
        self.layout()

    # ------------------------------------------------------------ acts
    def leave_here(self) -> None:
        """A branch from the beginning of the turn chosen: of the branch, or of the record."""
        one = self.one
        if one is not None:
            numbers = self.tree.numbers(one.branch)
            begun = numbers[0] if numbers else self.course.first
            if not begun <= self.turn <= begun + len(numbers):
                self.app.tell(_("Branch from the turn"), _("This branch has not come to that turn."))
                return
        seats = [(seat, spoken(self.theatre.seat(seat).name)) for seat in self.theatre.seat_ids]
        self.show(LeaveDialog(self, seats, usual_name(self.course.words(self.turn)), self._begin))

    def _begin(self, seats: dict[str, str], name: str) -> str:
        one = self.one
        try:
            if one is None:
                match = self.record().branch(self.turn)
                made = plant(match, name, seats, tree=self.path).branch
            else:
                numbers = self.tree.numbers(one.branch)
                turns = self.turn - (numbers[0] if numbers else self.turn)
                made = grafting.begin(self.path, one.branch, turns, name, seats)
        except (BadFile, ValueError) as e:
            return str(e).splitlines()[0]
        self.show(None)
        self.chosen = made.id
        self.refresh()
        self.play()
        return ""

    # ------------------------------------------------------------ events
    def handle(self, event: pygame.Event) -> None:
        """Escape goes back; Left and Right choose a turn."""
        if event.type != pygame.KEYDOWN:
            return
        if event.key == pygame.K_ESCAPE:
            self.app.pop()
        elif event.key in (pygame.K_LEFT, pygame.K_RIGHT):
            step = 1 if event.key == pygame.K_RIGHT else -1
            self._to(self.turn + step if self.turn >= 0 else self.course.first)

    def event(self, event: pygame.Event) -> None:
        """A press on the graph chooses the turn there, whatever widget lies there."""
        is_press = event.type == pygame.MOUSEBUTTONDOWN and event.button == 1 and self.modal is None
        if is_press and self.chart.inflate(20, 20).collidepoint(event.pos):
            self._to(turn_at(self.chart, self.ends, event.pos[0]))
            return
        super().event(event)

    # ------------------------------------------------------------ drawing
    def values(self, line: TheatreLine) -> tuple[float | None, ...]:
        """The measure at the end of each turn, None where nobody may know it; first before the game."""
        known = {p.turn: self.measures[self.at].of(p) for p in line.points}
        return (None, *(known.get(t.number) for t in self.theatre.turns))

    def _paint(self, surface: pygame.Surface, rect: pygame.Rect) -> None:
        b, px, theatre = self.brush, self.brush.px, self.theatre
        surface.fill(palette.PANEL)
        origin = next(x.rect for x in self.ui.widgets if isinstance(x, Panel))
        chart, measure = self.chart.move(-origin.x, -origin.y), self.measures[self.at]
        b.text(surface, measure.name, (chart.x, px(10)), "strong", palette.TEXT, width=chart.w)
        labels = [(0, theatre.turns[0].first[:4])]
        labels += [(t.number, str(int(t.last[:4]) + 1)) for t in theatre.turns if t.last.endswith("12-31")]
        axes(b, surface, chart, self.ends, labels, acts=[a.last for a in theatre.acts[:-1]])
        faint = b.mix(measure.colour, palette.PANEL, FAINT)
        drawn = [
            Line(
                self.values(x), measure.colour if x.id == self.chosen else faint, width=3 if x.id == self.chosen else 1
            )
            for x in sorted(self.lines, key=lambda x: x.id == self.chosen)
            if not x.is_record
        ]
        plot(surface, chart, drawn, self.ends)
        for line in self.lines:
            if line.is_record:
                self._dots(surface, chart, self.values(line))
        if self.turn >= 0:
            x = x_of(chart, self.ends, self.turn)
            pygame.draw.line(surface, palette.BRASS, (x, chart.y), (x, chart.bottom), max(1, px(1)))

    def _dots(self, surface: pygame.Surface, chart: pygame.Rect, values: Sequence[float | None]) -> None:
        """The record's line, dotted."""
        for k, value in enumerate(values):
            if value is not None:
                y = chart.bottom - round(chart.h * value / 100)
                pygame.draw.circle(surface, palette.TEXT, (x_of(chart, self.ends, k), y), self.brush.px(3))

    def draw(self, surface: pygame.Surface) -> None:
        """The desk and the title."""
        b = self.brush
        surface.fill(palette.DESK)
        bar = pygame.Rect(0, 0, self.size[0], b.px(48))
        surface.fill(palette.PANEL, bar)
        pygame.draw.line(surface, palette.LINE, (0, bar.bottom - 1), (bar.right, bar.bottom - 1))
        words = _("The tree: {t}").format(t=_(self.theatre.title))
        b.text(
            surface, words, (b.px(16), bar.centery), "heading", palette.TEXT, anchor="midleft", width=bar.w - b.px(130)
        )


def _measures(theatre: Theatre) -> tuple[Measure, ...]:
    """The scores of the seats, then the variables."""
    scores = [
        Measure(_("Score, {seat}").format(seat=spoken(theatre.seat(s).name)), palette.BRASS, partial(_score, s))
        for s in theatre.seat_ids
    ]
    variables = [
        Measure(variable_name(v.id), variable_colour(v.id), partial(_variable, v.id)) for v in theatre.deck.variables
    ]
    return (*scores, *variables)


def _score(seat: str, point: TheatrePoint) -> float | None:
    return point.score.get(seat)


def _variable(name: str, point: TheatrePoint) -> float | None:
    return point.variables.get(name)
