"""The last page: who won by its own aims and why, where it turned, what luck did, and where to go from here."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import pygame

from game.client.battle.last_page import telling
from game.client.battle.last_page.acts import acts_of
from game.client.battle.last_page.curve import Curve
from game.client.battle.last_page.keeping import keep
from game.client.battle.last_page.leaf import Leaf, Piece, Words
from game.client.battle.last_page.leaving import Leaving, left_pieces
from game.client.battle.last_page.worth import Worth
from game.client.kit import palette
from game.client.kit.keys import shown
from game.client.kit.screen import Screen
from game.client.kit.widgets import Button, Scroll, Tabs, Widget
from game.client.kit.worker import Job
from game.core.words import N_, _
from game.match.sealed_game import AWAY
from game.players.battle.table import COMPUTER

if TYPE_CHECKING:
    from game.client.app import App
    from game.client.battle.grading import Grading
    from game.client.battle.sitting import Sitting
    from game.match.battle import Match
    from game.whatif.battle.last_page.review import Review

VERDICT, COURSE, TURNS, LUCK, LEFT, PLAN, CLAIMS = range(7)
NAMES = (N_("Verdict"), N_("Course"), N_("Turns"), N_("Luck"), N_("Departures"), N_("Plan"), N_("1938"))
NARROW, LOW = 1000, 620  # pixels at 100 %, under which a leaf has the sheet to itself


class LastPage(Screen):
    """A sheet of paper over the map of a battle that is over. `leaf`: which of `NAMES` lies open."""

    fixed_keys = (
        (N_("Left, Right"), N_("Choose a turn on the curve; on the tabs, a leaf")),
        (N_("Home, End"), N_("The first turn; the last")),
        ("Q", N_("Ask the laboratory from this turn")),
        (N_("Esc"), N_("Back to the map")),
    )

    def __init__(self, app: App, sitting: Sitting, grading: Grading) -> None:
        super().__init__(app)
        self.sitting, self.grading, self.worth = sitting, grading, Worth(sitting.match)
        self.leaving = Leaving(sitting.match, sitting.humans)
        self.jobs: dict[int, Worth | Leaving] = {LUCK: self.worth, LEFT: self.leaving}
        self.review: Review | None = None
        self.leaf, self.chosen = VERDICT, 0
        self.sheet = pygame.Rect(0, 0, 1, 1)
        self.scrolls: dict[object, Scroll] = {}
        self._job: Job[Review] | None = Job(self._look_back)
        self._foot = 0
        self._told: object = None
        grading.start()
        self.worth.start()

    def _look_back(self) -> Review:
        from game.whatif.battle.last_page.review import review_of

        match = self.match
        match.seats = match.seats or dict(self.sitting.seats)  # of a game that was not saved yet
        return review_of(match)

    @property
    def match(self) -> Match:
        """The battle."""
        return self.sitting.match

    @property
    def is_narrow(self) -> bool:
        """The sheet has room for one leaf at a time."""
        px = self.app.theme.px
        return self.size[0] < px(NARROW) or self.size[1] < px(LOW)

    # ------------------------------------------------------------ layout
    def layout(self) -> None:
        """Head, leaves and curve, the doors at the foot."""
        px = self.app.theme.px
        self.sheet = pygame.Rect((0, 0), self.size).inflate(-2 * px(12), -2 * px(12))
        room = self.sheet.inflate(-2 * px(20), -2 * px(12))
        doors = self._doors(room)
        self._foot = min(d.rect.y for d in doors) - px(10)
        top = room.y + self._head(room)
        body = pygame.Rect(room.x, top, room.w, self._foot - top - px(4))
        widgets = self._narrow(body) if self.is_narrow else self._wide(body)
        focus = next((w for w in widgets if isinstance(w, Curve)), widgets[0])
        old = self.ui.focus
        same = next((w for w in (*widgets, *doors) if _is_same(old, w)), None)
        head = Widget((room.x, room.y, room.w, px(32 if self.is_narrow else 48)))
        head.tip = _(
            "The seed gives the luck of the game: the same orders with the same seed end the same ({n})."
        ).format(n=self.match.seed)
        self.ui.set([head, *widgets, *doors], focus=same or focus)
        self.dirty = True

    def _head(self, room: pygame.Rect) -> int:
        """Pixels of the head: title, and the verdict in a sentence."""
        b = self.brush
        if self.is_narrow:
            return b.px(36)
        return b.px(52) + b.height(telling.head_line(self.match), "heading", room.w, lines=2) + b.px(8)

    def _wide(self, body: pygame.Rect) -> list[Widget]:
        """Both sides and the curve at the left, the other leaves at the right."""
        px = self.app.theme.px
        left = pygame.Rect(body.x, body.y, round(body.w * 0.58), body.h)
        right = pygame.Rect(left.right + px(28), body.y, body.right - left.right - px(28), body.h)
        half = (left.w - px(24)) // 2
        sides = [
            self._leaf(("side", k), pygame.Rect(left.x + k * (half + px(24)), left.y, half, 1), self._side(k))
            for k in range(len(self.match.scenario.sides))
        ]
        cards = pygame.Rect(left.x, left.y, left.w, 0)
        cards.h = min(max(side.height(self.ui) for side in sides) + px(4), left.h - px(190))
        for side in sides:
            side.rect.h = cards.h
        curve = self._curve(pygame.Rect(left.x, cards.bottom + px(8), left.w, left.bottom - cards.bottom - px(8)))
        at = max(TURNS, self.leaf)
        names = [_(name) for name in NAMES[TURNS:]]
        tabs = Tabs((right.x, right.y, right.w, px(32)), names, at - TURNS, lambda i: self._open(i + TURNS))
        below = pygame.Rect(right.x, tabs.rect.bottom + px(8), right.w, right.bottom - tabs.rect.bottom - px(8))
        return [*curve, *sides, tabs, *self._page(at, below)]

    def _narrow(self, body: pygame.Rect) -> list[Widget]:
        """Tabs, and under them one leaf."""
        px = self.app.theme.px
        tabs = Tabs((body.x, body.y, body.w, px(28)), [_(name) for name in NAMES], self.leaf, self._open)
        below = pygame.Rect(body.x, tabs.rect.bottom + px(6), body.w, body.bottom - tabs.rect.bottom - px(6))
        if self.leaf == COURSE:
            return [*self._curve(below), tabs]
        return [tabs, *self._page(self.leaf, below)]

    def _page(self, leaf: int, rect: pygame.Rect) -> list[Widget]:
        """The leaf that lies open; under one that has games played the button that stops them."""
        if not self.may_play or self.is_narrow:
            return [self._leaf(leaf, rect, self._pieces(leaf))]
        px = self.app.theme.px
        words, act, tip = self.games
        box = (rect.x, rect.bottom - px(30), self.brush.size(words, "small")[0] + px(28), px(30))
        button = Button(box, words, act, look="paper", style="small", tip=tip)
        above = pygame.Rect(rect.x, rect.y, rect.w, rect.h - px(38))
        return [self._leaf(leaf, above, self._pieces(leaf)), button]

    @property
    def may_play(self) -> bool:
        """The leaf that lies open has games to be stopped, or to be played."""
        job = self.jobs.get(self.leaf)
        if job is None or self.review is None or job.why_not:
            return False
        return job.is_running or job.following > 0

    @property
    def games(self) -> tuple[str, Callable[[], None], str]:
        """The button that stops those games, or plays them: words, act, tip."""
        job = self.jobs[self.leaf]
        if job.is_running:
            return _("Stop the games"), self._stop, _(job.told)
        return _("Play {n} games").format(n=job.following), self._again, _(job.told)

    def _pieces(self, leaf: int) -> list[Piece]:
        if leaf == VERDICT:
            head = Words(telling.head_line(self.match), "strong", tip=_(telling.OWN_AIMS))
            return [head, *(piece for k in range(len(self.match.scenario.sides)) for piece in self._side(k))]
        if self.review is None:
            return [Words(self.waiting)]
        if leaf == TURNS:
            return telling.turn_pieces(self.review, self.chosen)
        if leaf == LUCK:
            return telling.luck_pieces(self.review, self.worth)
        if leaf == LEFT:
            return left_pieces(self.leaving)
        return telling.plan_pieces(self.review) if leaf == PLAN else telling.claim_pieces(self.review)

    @property
    def waiting(self) -> str:
        if self._job is not None and self._job.is_done and self._job.error is not None:
            return (str(self._job.error).splitlines() or [type(self._job.error).__name__])[0]
        return _("The battle is being looked through ...")

    def _side(self, k: int) -> list[Piece]:
        side = self.match.scenario.sides[k]
        found = telling.side_pieces(self.match, side, self.grading)
        return found if k else [*found, *telling.told_besides(getattr(self.sitting, "claims_told", ()))]

    def _leaf(self, key: object, rect: pygame.Rect, pieces: list[Piece]) -> Leaf:
        return Leaf(rect, pieces, scroll=self.scrolls.setdefault(key, Scroll()))

    def _curve(self, rect: pygame.Rect) -> list[Widget]:
        if self.review is None:
            return [self._leaf("curve", rect, [Words(self.waiting)])]
        return [Curve(rect, self.review, self.chosen, self._choose)]

    def _doors(self, room: pygame.Rect) -> list[Widget]:
        """The buttons at the foot, in as many rows as they need."""
        b, px = self.brush, self.app.theme.px
        found: list[Widget] = []
        rows: list[list[tuple[Button, int]]] = [[]]
        x, high, step = 0, px(30 if self.is_narrow else 36), px(35 if self.is_narrow else 42)
        style = "small" if self.is_narrow else "body"
        for words, act, tip, why_not, look in acts_of(self):
            key = {self.back: "Esc", self.ask: shown("Q")}.get(act, "")
            wide = b.size(words, style)[0] + px(28) + (b.size(key, "key")[0] + px(8) if key else 0)
            if x + wide > room.w and rows[-1]:
                rows.append([])
                x = 0
            button = Button((x, 0, wide, high), words, act, key=key, look=look, tip=tip, style=style)
            button.enabled, button.why_not = not why_not, why_not
            rows[-1].append((button, wide))
            x += wide + px(8)
        for i, row in enumerate(rows):
            spare = room.w - sum(wide for _b, wide in row) - px(8) * (len(row) - 1)
            x, more = room.x, min(px(40), max(0, spare // len(row)))
            for button, wide in row:
                button.rect = pygame.Rect(x, room.bottom - (len(rows) - i) * step + step - high, wide + more, high)
                x += wide + more + px(8)
                found.append(button)
        return found

    # ------------------------------------------------------------ acts
    def _open(self, leaf: int) -> None:
        self.leaf = leaf
        self.leaving.look(leaf == LEFT)
        self.layout()

    def _choose(self, k: int) -> None:
        self.chosen = k
        if not self.is_narrow:
            self.leaf = TURNS
        self.scrolls.pop(TURNS, None)
        self.layout()

    def _stop(self) -> None:
        self.jobs[self.leaf].stop()
        self.layout()

    def _again(self) -> None:
        self.jobs[self.leaf].start(self.jobs[self.leaf].following)
        self.layout()

    def watch(self) -> None:
        """The battle beside the record."""
        from game.client import doors

        doors.watch(self.app, self.match)

    def from_turn(self) -> None:
        """A branch from the beginning of the turn chosen."""
        try:
            match = self.match.branch(self.chosen)
        except ValueError as e:
            self.app.tell(_("This game cannot be carried on"), str(e).splitlines()[0])
            return
        self._sit_down(match, self._seats, is_branch=True)

    @property
    def _why_not_asked(self) -> str:
        return next(why for _words, act, _tip, why, _look in acts_of(self) if act == self.ask)

    def ask(self) -> None:
        """The laboratory, from the beginning of the turn chosen."""
        from game.client import doors

        try:
            match = self.match.branch(self.chosen)
        except ValueError as e:
            self.app.tell(_("It cannot be asked from here"), str(e).splitlines()[0])
            return
        doors.ask_from(self.app, match)

    def play_again(self) -> None:
        """The same battle and seats."""
        self._sit_down(self._anew(), self._seats)

    def other_side(self) -> None:
        """The same battle with the seats changed."""
        first, second = self.match.scenario.sides
        seats = self._seats
        self._sit_down(self._anew(), {first: seats[second], second: seats[first]})

    def _anew(self) -> Match:
        from game.match.battle import Match

        return Match.new(self.match.scenario, seed=secrets.randbelow(1 << 31))

    @property
    def _seats(self) -> dict[str, str]:
        """Who sat where; whoever played somewhere else is followed by the computer."""
        return {side: COMPUTER if who == AWAY else who for side, who in self.sitting.seats.items()}

    def _sit_down(self, match: Match, seats: dict[str, str], *, is_branch: bool = False) -> None:
        from game.client import doors

        doors.in_its_place(self.app, match, seats, is_branch=is_branch)

    def keep(self) -> None:
        """Writes the page, and says where it is."""
        if self.review is None:
            return
        path, wrong = keep(replace(self.review, left=self.leaving.found or self.review.left))
        if wrong:
            self.app.tell(_("The page was not kept"), wrong)
        else:
            self.app.tell(_("Kept as one page"), _("Saved: {path}").format(path=path))

    def back(self) -> None:
        """The map of the last position."""
        self.app.pop()

    # ------------------------------------------------------------ events
    def handle(self, event: pygame.Event) -> None:
        """Escape goes back to the map; Q asks the laboratory."""
        if event.type != pygame.KEYDOWN:
            return
        if event.key == pygame.K_ESCAPE:
            self.back()
        elif event.key == pygame.K_q and not event.mod & pygame.KMOD_CTRL and not self._why_not_asked:
            self.ask()

    def tick(self, dt_s: float) -> bool:
        """The review, the grades and the games under other luck arrive."""
        moved = self.worth.tick() | self.leaving.tick()
        if self._job is not None and self._job.is_done and self._job.error is None:
            self.review, self._job = self._job.result, None
            self.chosen = max(self.review.turned, key=lambda t: abs(t.points)).step if self.review.turned else 0
            moved = True
        if moved and self.review is not None:
            self.review = replace(self.review, other=self.worth.found)
        now = ([(job.done, job.is_running) for job in self.jobs.values()], self.grading.is_ready)
        if moved or now != self._told:
            self._told = now
            self.layout()
            return True
        return False

    # ------------------------------------------------------------ drawing
    def draw(self, surface: pygame.Surface) -> None:
        """The sheet and its head."""
        b = self.brush
        surface.fill(palette.DESK)
        b.paper(surface, self.sheet)
        room = self.sheet.inflate(-2 * b.px(20), -2 * b.px(12))
        style, low = ("heading", 32) if self.is_narrow else ("title", 48)
        end = b.text(surface, _("The last page"), room.topleft, style, palette.INK)
        scenario = self.match.scenario
        words = "  ·  ".join((_(scenario.title), _("seed {n}").format(n=self.match.seed), *self._progress))
        at = (end.right + b.px(18), end.bottom - b.px(5))
        b.text(surface, words, at, "small", palette.PAPER_DIM, anchor="bottomleft", width=room.right - at[0])
        line = pygame.Rect(room.x, room.y + b.px(low), room.w, 1)
        surface.fill(palette.PAPER_LINE, line)
        if self.worth.is_running:
            surface.fill(palette.BRASS, (line.x, line.y - 1, line.w * self.worth.done // self.worth.games, 3))
        if not self.is_narrow:
            head = pygame.Rect(room.x, room.y + b.px(54), room.w, room.h)
            b.paragraph(surface, telling.head_line(self.match), head, "heading", palette.INK, lines=2)

    @property
    def _progress(self) -> tuple[str, ...]:
        if not self.worth.is_running:
            return ()
        told = _("the same orders under other luck: {n} of {m} games")
        return (told.format(n=self.worth.done, m=self.worth.games),)

    def leave(self) -> None:
        """The games end with the page."""
        for job in self.jobs.values():
            job.stop()


def _is_same(old: Widget | None, new: Widget) -> bool:
    """The widget that stood there before the page was laid out again."""
    if isinstance(old, Button) and isinstance(new, Button):
        return old.label == new.label
    if isinstance(old, Leaf) and isinstance(new, Leaf):
        return old.scroll is new.scroll
    return type(old) is type(new) and isinstance(new, Curve | Tabs)
