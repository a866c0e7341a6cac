"""The laboratory's page: what is asked at the left, the answer on paper at the right; two leaves where both have no room."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pygame

from game.client.kit import palette
from game.client.kit.screen import Screen
from game.client.kit.widgets import Button, Field, Scroll, Tabs, Widget
from game.client.pages.backdrop import Backdrop
from game.client.pages.laboratory import answering, asking, study
from game.client.pages.laboratory.study import ARMS, GAMES, MOST_CHOSEN, Result, Study
from game.core.words import _, written

if TYPE_CHECKING:
    from game.client.app import App
    from game.client.pages.laboratory.position import PositionSubject
    from game.client.pages.laboratory.strategic import StrategicSubject
    from game.client.pages.laboratory.study import BattleSubject

    Subject = BattleSubject | StrategicSubject

NARROW, LOW = 1000, 620  # pixels at 100 %, under which question and answer are leaves of their own
QUESTION, ANSWER = range(2)


class LaboratoryScreen(Screen):
    """Scenario, what-ifs, games and seed; Start and Stop; distributions, sorted by effect or as the scenario lists them.

    `position`: a turn of a game that may be asked from; it is the first thing to be asked about.
    """

    def __init__(self, app: App, position: PositionSubject | None = None) -> None:
        super().__init__(app)
        self.backdrop, self.study = Backdrop(), Study()
        self.subjects: list[Subject] = [*([position] if position is not None else []), *study.subjects()]
        self.at, self.looked_at, self.games, self.seed, self.search = 0, 0, 1, "1938", ""
        self.chosen: list[str] = []
        self.arm = 0
        self.shown, self.by_effect, self.leaf = 0, True, QUESTION
        self.note, self.is_error = "", False
        self.scroll, self.listed, self.read, self.scenarios = Scroll(), Scroll(), Scroll(), Scroll()
        self.paper = pygame.Rect(0, 0, 1, 1)
        self.bar = pygame.Rect(0, 0, 1, 1)
        self._search: Field | None = None
        self._seed: Field | None = None
        self._told = (-1, -1)

    # ------------------------------------------------------------ what is asked
    @property
    def subject(self) -> Subject | None:
        """The chosen scenario."""
        return self.subjects[self.at] if self.subjects else None

    @property
    def questions(self) -> tuple[Any, ...]:
        """The what-ifs that the search leaves."""
        return self.subject.questions(self.search) if self.subject is not None else ()

    @property
    def picked(self) -> tuple[Any, ...]:
        """The what-ifs that are to be played, in the order of the scenario."""
        return tuple(w for w in self.subject.questions() if w.id in self.chosen) if self.subject is not None else ()

    @property
    def asked(self) -> tuple[Any, ...]:
        """The what-ifs that the bank is asked for: those that are picked, without any the one that is looked at."""
        found = self.questions
        return self.picked or ((found[self.looked_at],) if found else ())

    # ------------------------------------------------------------ layout
    @property
    def is_narrow(self) -> bool:
        """There is room for one of question and answer at a time."""
        px = self.app.theme.px
        return self.size[0] < px(NARROW) or self.size[1] < px(LOW)

    def layout(self) -> None:
        """Places what is asked, the paper of the answer and the buttons under it."""
        focus = self.ui.focus
        old = self.ui.widgets.index(focus) if focus in self.ui.widgets else 0
        widgets = self._leaves() if self.is_narrow else self._beside()
        at = widgets[min(old, len(widgets) - 1)]
        writing = {f.tip: f for f in (self._search, self._seed) if f is not None}.get(
            focus.tip if focus is not None else ""
        )
        if isinstance(focus, Field) and writing in widgets:  # who writes goes on writing
            writing.caret = min(focus.caret, len(writing.value))
            at = writing
        self.ui.set(widgets, focus=at)

    def _beside(self) -> list[Widget]:
        """The column of the question beside the paper."""
        px, (w, h) = self.app.theme.px, self.size
        margin = px(48) if w > px(1400) else px(20)
        room = pygame.Rect(margin, px(64), min(px(400), w // 3), h - px(64) - margin)
        left = room.right + px(24)
        column = self._ask(asking.column(self, room))
        right = pygame.Rect(left, px(64), w - left - margin, h - px(94) - margin)
        answer, self.paper = answering.answer(self, right)
        return [*column, *answer, Button((margin, px(16), px(110), px(34)), _("Back"), self._leave, key="Esc")]

    def _leaves(self) -> list[Widget]:
        """Tabs, and one of question and answer over the whole screen."""
        px, (w, h) = self.app.theme.px, self.size
        margin, top = px(14), px(46)
        back = Button((margin, px(8), px(92), px(30)), _("Back"), self._leave, key="Esc", style="small")
        names = (_("Question"), _("Answer") if self.study.result is not None else _("What is asked"))
        tabs = Tabs((margin + px(100), px(8), px(250), px(30)), names, self.leaf, self.open)
        room = pygame.Rect(margin, top, w - 2 * margin, h - top - px(30))
        asked = self._ask(asking.leaf(self, room))
        answer, self.paper = answering.answer(self, room)
        return [tabs, *(asked if self.leaf == QUESTION else answer), back]

    def _ask(self, column: asking.Column) -> list[Widget]:
        self._search, self._seed, self.bar = column.search, column.seed, column.bar
        return list(column.widgets)

    # ------------------------------------------------------------ acts
    def open(self, leaf: int) -> None:
        """On a narrow screen the question or the answer."""
        self.leaf = leaf
        self.layout()

    def choose_subject(self, i: int) -> None:
        """Asks about another scenario; while games are played it stays."""
        if not self.study.is_running and i != self.at:
            self.at, self.looked_at, self.chosen, self.note = i, 0, [], ""
            self.study.result = None
        self.layout()

    def look_at(self, i: int) -> None:
        """Another question is read."""
        self.looked_at, self.read.offset = i, 0
        self.layout()

    def choose(self, i: int) -> None:
        """Takes a question in, or leaves it out."""
        found = self.questions
        if not 0 <= i < len(found) or self.study.is_running:
            return
        what = found[i].id
        if what in self.chosen:
            self.chosen.remove(what)
        elif len(self.chosen) < MOST_CHOSEN:
            self.chosen.append(what)
        else:
            self._tell(_("{n} what-ifs at most are played side by side").format(n=MOST_CHOSEN), error=True)
        self.looked_at = i
        self.layout()

    def choose_games(self, i: int) -> None:
        """How many are played."""
        self.games = i

    def choose_arm(self, i: int) -> None:
        """Who commands."""
        self.arm = i

    def start(self) -> None:
        """Plays what is chosen."""
        seed = study.seed_of(self._seed.value if self._seed is not None else self.seed)
        if seed is None or self.subject is None:
            self._tell(_("the seed is {found!r}; needed a whole number from 0").format(found=self.seed), error=True)
            return
        self.study.result = None
        wrong = self.subject.start(self.study, self.picked, GAMES[self.games], seed, ARMS[self.arm])
        self._tell(wrong, error=bool(wrong))
        self.layout()

    def answer_at_once(self) -> None:
        """The answer of the bank."""
        if self.subject is not None and not self.study.is_running:
            self.study.result = self.subject.known(self.asked)
            self.shown, self.scroll.offset, self.note, self.leaf = 0, 0, "", ANSWER
            self.layout()

    def stop(self) -> None:
        """Ends the games; what is done is shown."""
        self.study.stop()
        self.layout()

    def show_what_if(self, i: int) -> None:
        """Another what-if of the answer."""
        self.shown, self.scroll.offset = i, 0
        self.layout()

    def sort(self, i: int) -> None:
        """Outcomes by effect (0) or as the scenario lists them."""
        self.by_effect, self.scroll.offset = i == 0, 0
        self.layout()

    def clear(self) -> None:
        """The answer makes room for the next question."""
        self.study.result, self.note, self.leaf = None, "", QUESTION
        self.layout()

    def save(self, kind: str) -> None:
        """Writes "html" or "json", and says where."""
        if self.study.result is not None:
            path, wrong = self.study.result.save(kind)
            self._tell(wrong or _("Saved: {path}").format(path=path), error=bool(wrong))

    def see(self) -> None:
        """The turn in which the two worlds first part, in the replay of the what-if's world."""
        from game.client import doors

        result = self.study.result
        found = result.parting(self.shown) if result is not None else None
        if isinstance(result, Result) and found is not None:
            seed, turn = found
            doors.replay(self.app, result.scenario, seed=seed, what_if=result.chosen[self.shown], at=turn)

    def _tell(self, words: str, *, error: bool = False) -> None:
        self.note, self.is_error, self.dirty = words, error, True

    def _leave(self) -> None:
        self.app.pop()

    def leave(self) -> None:
        """Games that are being played end with the page."""
        self.study.stop()

    # ------------------------------------------------------------ frames
    def tick(self, dt_s: float) -> bool:
        """What is written filters the list; the bar follows the games; the answer comes."""
        moved = self.backdrop.tick()
        if self._search is not None and self._search.value != self.search:
            self.search, self.looked_at, self.listed.offset, moved = self._search.value, 0, 0, True
            self.layout()
        if self._seed is not None and self._seed.value != self.seed:
            self.seed = self._seed.value
        ended = self.study.look()
        if ended is not None:
            self._tell(ended, error=bool(ended))
            self.shown, self.scroll.offset, moved = 0, 0, True
            self.leaf = self.leaf if ended else ANSWER
            self.layout()
        now = (self.study.done, self.study.all)
        moved |= now != self._told
        self._told = now
        return moved

    def draw(self, surface: pygame.Surface) -> None:
        """The darkened map, the head line, the line of news."""
        self.backdrop.draw(surface)
        b, px = self.brush, self.app.theme.px
        b.dim(surface, surface.get_rect(), 150)
        if self.is_narrow:
            x = px(14 + 100 + 250 + 16)
            words, room = _("What-if laboratory"), self.size[0] - x - px(14)
            styles = ("heading", "strong", "small")
            b.text(surface, words, (x, px(26)), styles, palette.TEXT, anchor="midleft", width=room)
        else:
            b.text(surface, _("What-if laboratory"), (self.paper.x, px(16)), "title", palette.TEXT)
        if not self.is_narrow or self.leaf == ANSWER:
            b.shadow(surface, self.paper)

    def draw_over(self, surface: pygame.Surface) -> None:
        """The bar of the games, and what went wrong or was saved, in one line."""
        b, px = self.brush, self.app.theme.px
        if self.study.is_running and self.modal is None and not (self.is_narrow and self.leaf == ANSWER):
            surface.fill(palette.LINE, self.bar)
            share = self.study.done / max(1, self.study.all)
            surface.fill(palette.BRASS, (self.bar.x, self.bar.y, round(self.bar.w * share), self.bar.h))
            words = _("{done} of {all} games").format(
                done=written(self.study.done, ","), all=written(self.study.all, ",")
            )
            b.text(surface, words, (self.bar.x, self.bar.bottom + px(3)), "small", palette.TEXT, width=self.bar.w)
        if self.note:
            place = (self.paper.x, self.size[1] - px(24 if not self.is_narrow else 14))
            ink = palette.WARN if self.is_error else palette.TEXT
            b.text(surface, self.note, place, "small", ink, anchor="midleft", width=self.paper.w)

    def handle(self, event: pygame.Event) -> None:
        """Escape goes back."""
        if event.type == pygame.KEYDOWN and event.key == pygame.K_ESCAPE:
            self._leave()
