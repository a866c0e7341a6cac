"""The laboratory's page: what is asked at the left, the answer on paper at the right."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import pygame

from game.client.kit import palette
from game.client.kit.screen import Screen
from game.client.kit.widgets import Button, Field, Label, Listing, Panel, Reading, Row, Scroll, Tabs, Widget
from game.client.pages.backdrop import Backdrop
from game.client.pages.laboratory import study
from game.client.pages.laboratory.results import Results
from game.client.pages.laboratory.study import ARMS, GAMES, MOST_CHOSEN, Result, Study
from game.core.words import _, language

if TYPE_CHECKING:
    from game.client.app import App
    from game.client.pages.laboratory.strategic import StrategicSubject
    from game.client.pages.laboratory.study import BattleSubject

WHO_LINES = 3  # of who commanded, under the answer


class LaboratoryScreen(Screen):
    """Scenario, what-ifs, games and seed; Start and Stop; distributions, sorted by effect or as the scenario lists them."""

    def __init__(self, app: App) -> None:
        super().__init__(app)
        self.backdrop, self.study = Backdrop(), Study()
        self.subjects = study.subjects()
        self.at, self.looked_at, self.games, self.seed, self.search = 0, 0, 1, "1938", ""
        self.chosen: list[str] = []
        self.arm = 0
        self.shown, self.by_effect = 0, True
        self.note, self.is_error = "", False
        self.scroll, self.listed, self.read = Scroll(), Scroll(), Scroll()
        self.paper = pygame.Rect(0, 0, 1, 1)
        self.bar = pygame.Rect(0, 0, 1, 1)
        self._search: Field | None = None
        self._seed: Field | None = None
        self._told = (-1, -1)

    # ------------------------------------------------------------ what is asked
    @property
    def subject(self) -> BattleSubject | StrategicSubject | None:
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
    def layout(self) -> None:
        """Places the column of the question, the paper of the answer and the buttons under it."""
        px, (w, h) = self.app.theme.px, self.size
        margin = px(48) if w > px(1400) else px(20)
        column = pygame.Rect(margin, px(64), min(px(400), w // 3), h - px(64) - margin)
        self.paper = pygame.Rect(
            column.right + px(24), px(64), w - column.right - px(24) - margin, h - px(144) - margin
        )
        focus = self.ui.focus
        old = self.ui.widgets.index(focus) if focus in self.ui.widgets else 0
        widgets = [*self._column(column), *self._answer()]
        widgets.append(Button((margin, px(16), px(110), px(34)), _("Back"), self._leave, key="Esc"))
        at = widgets[min(old, len(widgets) - 1)]
        writing = {f.tip: f for f in (self._search, self._seed) if f is not None}.get(
            focus.tip if focus is not None else ""
        )
        if isinstance(focus, Field) and writing is not None:  # who writes goes on writing
            writing.caret = min(focus.caret, len(writing.value))
            at = writing
        self.ui.set(widgets, focus=at)

    def _column(self, room: pygame.Rect) -> list[Widget]:
        px, y = self.app.theme.px, room.y
        names = [Row(_(s.title)) for s in self.subjects]
        high = px(30)
        scenarios = Listing((room.x, y, room.w, high * len(names)), names, self._scenario, chosen=self.at, height=high)
        y = scenarios.rect.bottom + px(12)
        search = Field(
            (room.x + px(80), y, room.w - px(80), px(34)), self.search, lambda _t: None, tip=_("words to look for")
        )
        label = Label((room.x, y + px(8), px(76), px(30)), _("Search"))
        low = room.bottom - px(222)
        found = self.questions
        self.looked_at = max(0, min(self.looked_at, len(found) - 1))
        rows = [Row(_(q.title), mark="■" if q.id in self.chosen else "□", under=_short(q.id)) for q in found]
        y += px(44)
        listing = Listing(
            (room.x, y, room.w, low - y),
            rows,
            self._question,
            chosen=self.looked_at,
            height=px(46),
            enter=self._choose,
            scroll=self.listed,
        )
        y = low + px(10)
        choose = Button((room.x, y, room.w, px(34)), self._choose_words(), lambda: self._choose(self.looked_at))
        choose.enabled, choose.why_not = bool(found) and not self.study.is_running, _("nothing to choose")
        y += px(44)
        games = Tabs(
            (room.x + px(80), y, room.w - px(210), px(34)),
            [f"{n:,}" for n in GAMES],
            self.games,
            self._games,
            tip=_("Games of history, and as many of each what-if with the same luck"),
        )
        seed = Field(
            (room.right - px(118), y, px(118), px(34)), self.seed, lambda _t: None, tip=_("seed of the first game")
        )
        y += px(44)
        arms = Tabs(
            (room.x + px(80), y, room.w - px(80), px(34)),
            [_("As it fits"), _("Record"), _("Computer"), _("All")],
            self.arm,
            self._arm,
            tip=_(
                "Who commands the side that nothing was changed for: the record while it fits, the record whatever happens, the "
                "computer in both worlds, or all three beside one another"
            ),
        )
        is_battle = self.subject is None or self.subject.has_commanders
        arms.enabled, arms.why_not = is_battle, _("a battle’s alone: here nobody commands but the record")
        y += px(46)
        if self.study.is_running:
            go = Button((room.x, y, room.w, px(48)), _("Stop"), self._stop, look="brass", style="heading")
            go.enabled, go.why_not = not self.study.is_stopping, _("the games at hand are being given up")
        else:
            go = Button((room.x, y, room.w, px(48)), _("Start"), self._start, look="seal", style="heading")
            go.enabled, go.why_not = bool(self.picked), _("choose a what-if first")
        self.bar = pygame.Rect(room.x, y + px(54), room.w, px(5))
        self._search, self._seed = search, seed
        often = Label((room.x, games.rect.y + px(8), px(76), px(30)), _("Games"))
        whose = Label((room.x, arms.rect.y + px(8), px(76), px(30)), _("Orders"))
        return [scenarios, label, search, listing, choose, often, games, seed, whose, arms, go]

    def _choose_words(self) -> str:
        found = self.questions
        taken = bool(found) and found[self.looked_at].id in self.chosen
        return _("Leave this what-if out") if taken else _("Ask this what-if")

    def _answer(self) -> list[Widget]:
        px, result = self.app.theme.px, self.study.result
        paper = Panel(self.paper, self._paint_paper, self._paper_key)
        if result is None:
            room = self.paper.inflate(-px(64), -px(56))
            text = Reading((room.x, room.y, min(room.w, px(880)), room.h), self._about(), scroll=self.read)
            return [paper, text, self._at_once()]
        self.shown = min(self.shown, len(result.chosen) - 1)
        paper.tip = _(
            "n: games played of each, in the same worlds, whose seeds are named; games were played in so many seconds (s) "
            "under these rules. With them anybody gets the same figures again."
        )
        room = self.paper.inflate(-px(48), -px(40))
        top = px(128) if len(result.chosen) > 1 else px(92)
        foot = self.brush.height(result.who(self.shown), "note", room.w, lines=WHO_LINES) + px(22)
        list_room = pygame.Rect(room.x, room.y + top, room.w + px(16), room.h - top - foot)
        rows = Results(list_room, result.lines(self.shown, by_effect=self.by_effect), scroll=self.scroll)
        widgets: list[Widget] = [paper, rows]
        if len(result.chosen) > 1:
            names = [_short(q.id) for q in result.chosen]
            box = (room.x, room.y + px(90), min(room.w, px(190) * len(names)), px(30))
            widgets.append(Tabs(box, names, self.shown, self._show))
        y = self.paper.bottom + px(14)
        sort = (_("By effect"), _("As listed"))
        widgets.append(Tabs((self.paper.x, y, px(260), px(36)), sort, 0 if self.by_effect else 1, self._sort))
        x = self.paper.right
        acts = (
            (_("Save report"), partial(self._save, "html")),
            (_("Save figures"), partial(self._save, "json")),
            (_("New question"), self._clear),
            (_("See that turn"), self._see),
        )
        wide = min(px(142), (self.paper.w - px(260)) // len(acts) - px(8))
        for words, act in acts:
            x -= wide if x == self.paper.right else wide + px(8)
            widgets.append(Button((x, y, wide, px(36)), words, act))
        see = widgets[-1]
        see.tip = _("Replays the turn in which the two worlds first part, in the world of the what-if")
        see.enabled, see.why_not = result.parting(self.shown) is not None, result.why_no_turn
        return widgets

    def _at_once(self) -> Button:
        """What the bank answers, under the question."""
        px = self.app.theme.px
        n = min((self.subject.banked(w) for w in self.asked), default=0) if self.subject is not None else 0
        words = _("Answer at once ({n} games)").format(n=f"{n:,}") if n else _("Answer at once")
        found = Button((self.paper.x, self.paper.bottom + px(14), px(320), px(36)), words, self._answer_at_once)
        found.tip = _("From the bank of results that comes with the game: nothing is played")
        found.enabled = bool(n) and not self.study.is_running
        found.why_not = _("the bank has no answer that holds for this: Start plays it")
        return found

    # ------------------------------------------------------------ on the paper
    def _about(self) -> list[tuple[str, str, tuple[int, ...]]]:
        """What the question looked at changes, before it is played."""
        found = self.questions
        if not found or self.subject is None:
            return [(_("No what-if has these words about it"), "body", palette.INK)]
        looks = {
            "title": ("title", palette.INK),
            "note": ("note", palette.PAPER_DIM),
            "body": ("body", palette.INK),
            "head": ("strong", palette.SOVIET),
        }
        return [(text, *looks[kind]) for kind, text in self.subject.about(found[self.looked_at]) if text]

    def _paper_key(self) -> object:
        return (id(self.study.result), self.shown, self.app.theme.scale, self.by_effect, self.questions[:0])

    def _paint_paper(self, surface: pygame.Surface, rect: pygame.Rect) -> None:
        b, result = self.brush, self.study.result
        surface.fill(palette.PAPER)
        b.box(surface, rect, None, palette.PAPER_LINE)
        if result is None:
            return
        room = rect.inflate(-b.px(48), -b.px(40))
        what = result.chosen[self.shown]
        y = b.text(surface, _(what.title), room.topleft, "title", palette.INK, width=room.w).bottom
        b.text(surface, _(what.question), (room.x, y), "sub", palette.PAPER_DIM, width=room.w)
        Results.legend(b, surface, (room.x, y + b.line("sub") + b.px(4)))
        who = result.who(self.shown)
        foot = pygame.Rect(
            room.x, room.bottom - b.px(4) - b.height(who, "note", room.w, lines=WHO_LINES), room.w, b.px(90)
        )
        b.paragraph(surface, who, foot, "note", palette.INK, lines=WHO_LINES)
        b.text(surface, result.footer(), (room.x, room.bottom - b.px(4)), "note", palette.PAPER_DIM, width=room.w)

    # ------------------------------------------------------------ acts
    def _scenario(self, i: int) -> None:
        if not self.study.is_running and i != self.at:
            self.at, self.looked_at, self.chosen, self.note = i, 0, [], ""
            self.study.result = None
        self.layout()

    def _question(self, i: int) -> None:
        self.looked_at, self.read.offset = i, 0
        self.layout()

    def _choose(self, i: int) -> None:
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

    def _games(self, i: int) -> None:
        self.games = i

    def _arm(self, i: int) -> None:
        self.arm = i

    def _start(self) -> None:
        seed = study.seed_of(self._seed.value if self._seed is not None else self.seed)
        if seed is None or self.subject is None:
            self._tell(_("the seed is {found!r}; needed a whole number from 0").format(found=self.seed), error=True)
            return
        self.study.result = None
        wrong = self.subject.start(self.study, self.picked, GAMES[self.games], seed, ARMS[self.arm])
        self._tell(wrong, error=bool(wrong))
        self.layout()

    def _answer_at_once(self) -> None:
        if self.subject is not None and not self.study.is_running:
            self.study.result = self.subject.known(self.asked)
            self.shown, self.scroll.offset, self.note = 0, 0, ""
            self.layout()

    def _stop(self) -> None:
        self.study.stop()
        self.layout()

    def _show(self, i: int) -> None:
        self.shown, self.scroll.offset = i, 0
        self.layout()

    def _sort(self, i: int) -> None:
        self.by_effect, self.scroll.offset = i == 0, 0
        self.layout()

    def _clear(self) -> None:
        self.study.result, self.note = None, ""
        self.layout()

    def _save(self, kind: str) -> None:
        if self.study.result is not None:
            path, wrong = self.study.result.save(kind)
            self._tell(wrong or _("Saved: {path}").format(path=path), error=bool(wrong))

    def _see(self) -> None:
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
        b.text(surface, _("What-if laboratory"), (self.paper.x, px(16)), "title", palette.TEXT)
        b.shadow(surface, self.paper)

    def draw_over(self, surface: pygame.Surface) -> None:
        """The bar of the games, and what went wrong or was saved, in one line."""
        b, px = self.brush, self.app.theme.px
        if self.study.is_running and self.modal is None:
            surface.fill(palette.LINE, self.bar)
            share = self.study.done / max(1, self.study.all)
            surface.fill(palette.BRASS, (self.bar.x, self.bar.y, round(self.bar.w * share), self.bar.h))
            words = _("{done} of {all} games").format(done=f"{self.study.done:,}", all=f"{self.study.all:,}")
            b.text(surface, words, (self.bar.x, self.bar.bottom + px(3)), "small", palette.TEXT, width=self.bar.w)
        if self.note:
            place = (self.paper.x, self.size[1] - px(24))
            ink = palette.WARN if self.is_error else palette.TEXT
            b.text(surface, self.note, place, "small", ink, anchor="midleft", width=self.paper.w)

    def handle(self, event: pygame.Event) -> None:
        """Escape goes back."""
        if event.type == pygame.KEYDOWN and event.key == pygame.K_ESCAPE:
            self._leave()


def _short(what_if: str) -> str:
    """The id of a what-if beside its figures: its words in English, in other languages as it is typed."""
    return what_if.replace("-", " ") if language() == "en" else what_if
