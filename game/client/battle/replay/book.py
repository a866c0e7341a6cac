"""The record as a screen: both accounts beside the map, the dispute between them, every turn and day, nothing resolved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import pygame

from game.client import doors
from game.client.battle import from_match
from game.client.battle.replay import book_doors
from game.client.battle.replay.column import Column, marks_words
from game.client.battle.replay.known_card import KnownCard
from game.client.battle.replay.leafing import Leafing
from game.client.battle.replay.search import SearchDialog, entries
from game.client.battle.replay.strip import Strip, page_tip
from game.client.battle.top_bar import sky_icon
from game.client.kit import palette
from game.client.kit.keys import RECORD_KEYS
from game.client.kit.screen import Screen
from game.client.kit.widgets import Panel, Widget
from game.client.map import claims, pictures
from game.client.map.board import Arrow, Board, Marks
from game.client.map.camera import Camera
from game.client.map.position import Hex, Position
from game.core.words import _
from game.match.battle import record_words
from game.match.battle.record_known import PLACE, UNIT, Topic

if TYPE_CHECKING:
    from game.client.app import App
    from game.model.battle.record_page import Page
    from game.model.battle.scenario import Scenario

BESIDE, MAP_ONLY = range(2)
CLEAR = "clear"  # the map is to be read: what the sky was stands in the bar and among the lines


class RecordScreen(Screen):
    """Japan's account at the left, the other at the right: as the scenario lists its sides."""

    fixed_keys = RECORD_KEYS

    def __init__(self, app: App, scenario: Scenario, when: str = "", eyes: str = "") -> None:
        super().__init__(app)
        self.ui.keys_need_ring = True
        self.scenario, self.leafing = scenario, Leafing(scenario, when)
        self.leafing.look_as(eyes)
        self.pictures = pictures.pictures_for(scenario)
        self.camera = Camera(scenario.ground.columns, scenario.ground.rows, self.pictures.levels, 40)
        self.board = Board(app.brush, scenario, self.pictures, self.camera)
        self.mode = BESIDE
        self.hover: Hex | None = None
        self.columns: tuple[Column, ...] = ()
        self._position: tuple[object, Position] | None = None
        self._drag: tuple[int, int] | None = None
        self._moved_far = False
        self._first = True

    # ------------------------------------------------------------ what is shown
    @property
    def page(self) -> Page:
        """The page that lies open."""
        return self.leafing.page

    @property
    def position(self) -> Position:
        """The record's board of the page."""
        page = self.page
        if self._position is None or self._position[0] is not page:
            self._position = page, from_match.from_page(self.scenario, page)
        return self._position[1]

    def title_of(self, name: str) -> str:
        """A page's name as read."""
        return record_words.title(self.leafing.page_at(self.leafing.names.index(name)))

    # ------------------------------------------------------------ layout
    def layout(self) -> None:
        """Columns at the edges, the map in the middle, the timeline below."""
        px, (w, h) = self.app.theme.px, self.size
        small = self.app.theme.is_small(self.size)
        self.pictures = self.board.pictures = pictures.pictures_for(self.scenario)
        self.board.brush = self.brush
        row = pygame.Rect(0, 0, w, px(book_doors.ROW if small else 48))
        narrow = book_doors.is_narrow(self)
        top, foot, gap = row.h + px(36) * narrow, px(140 if small else 168), px(8)
        area = pygame.Rect(gap, top + gap, w - 2 * gap, h - top - foot - 2 * gap)
        wide = min(px(300 if small else 440), round(area.w * (0.33 if narrow else 0.27))) if self.mode == BESIDE else 0
        middle = pygame.Rect(area.x + wide + gap, area.y, area.w - 2 * (wide + gap), area.h)
        if self.mode == MAP_ONLY:
            middle = area
        head = px(46)
        share = 0.56 if self.mode == BESIDE else 1.0
        view = pygame.Rect(middle.x, middle.y + head, middle.w, round((middle.h - head) * share))
        self.camera.place(view.inflate(-6, -6))
        self.view = view
        if self._first:
            self._first = False
            self.camera.centre(from_match.middle_of_places(self.scenario), glide=False)
        bar = Panel(row, self._bar, self._key)
        bar.tip = f"{page_tip(self.page)}\n{marks_words()}"
        found, self._bar_end = book_doors.doors(self, row)
        widgets: list[Widget] = [bar, *found]
        headline = Panel((middle.x, middle.y, middle.w, head), self._headline, self._key)
        headline.tip = self._head_words()
        widgets.append(headline)
        self.columns = ()
        if self.mode == BESIDE:
            low = pygame.Rect(middle.x, view.bottom + gap, middle.w, middle.bottom - view.bottom - gap)
            left = pygame.Rect(area.x, area.y, wide, area.h)
            right = pygame.Rect(area.right - wide, area.y, wide, area.h)
            self.columns = self._columns(left, low, right)
            widgets += self.columns
        widgets.append(Strip(pygame.Rect(gap, h - foot, w - 2 * gap, foot - px(50)), self))
        widgets += book_doors.controls(self, pygame.Rect(gap, h - px(48), w - 2 * gap, px(44)))
        self.ui.set(widgets)
        self.dirty = True

    def _columns(self, left: pygame.Rect, low: pygame.Rect, right: pygame.Rect) -> tuple[Column, ...]:
        page, lit = self.page, self.leafing.units
        found = []
        for rect, side in zip((left, right), self.scenario.sides, strict=True):
            head = _("{side}: its account").format(side=_(page.sides[side]))
            lines = record_words.account(page, side)
            words = "" if lines else self._silence(side)
            found.append(Column(rect, self.scenario, lines, self.open, head=head, side=side, silence=words, lit=lit))
        between = record_words.between(self.scenario, page)
        head = _("Between them") if book_doors.is_narrow(self) else _("Between them: disputed, talks, losses, sky")
        silence = self.leafing.whole.silence or _("Nothing more is told.")
        return (found[0], Column(low, self.scenario, between, self.open, head=head, silence=silence, lit=lit), found[1])

    def _silence(self, side: str) -> str:
        """What stands in a column without an account: that none was found, or that the side whose eyes look knew of none."""
        whole, eyes = self.leafing.whole, self.leafing.eyes
        if eyes not in ("", side):
            return _("Of this {side} knew nothing then.").format(side=_(whole.sides[eyes]))
        return " ".join(w for w in (whole.silence, whole.opening(side)[0]) if w)

    def _key(self) -> object:
        return (self.leafing.at, self.leafing.eyes, self.size, self.brush.theme.scale, self.mode)

    # ------------------------------------------------------------ acts
    def turn_to(self, k: int) -> None:
        """Opens a page by its number."""
        if k != self.leafing.at:
            self.leafing.is_playing = False
            self.leafing.go(k)
            self.turned()

    def turned(self) -> None:
        """Another page lies open: the columns are set anew and the counter followed is brought into view."""
        piece = self.position.piece(self.leafing.followed)
        if piece is not None:
            self.camera.reveal(piece.hex)
        self.layout()

    def open(self, entry: Any) -> None:
        """The card of what is known of an entry or a topic."""
        self.leafing.is_playing = False
        self.show(KnownCard(self, entry))

    def follow(self, unit: str, *, whole: bool = False) -> None:
        """Follows a counter through the pages, its formation with `whole`, or nobody."""
        self.leafing.follow(unit, whole=whole)
        self.turned()

    def look_on(self) -> None:
        """Sees the record as the next side, or whole again."""
        ways = ("", *self.scenario.sides)
        self.leafing.look_as(ways[(ways.index(self.leafing.eyes) + 1) % len(ways)])
        self.turned()

    def search(self) -> None:
        """Looks for a counter, a place or a person."""
        self.leafing.is_playing = False
        self.show(SearchDialog(self))

    def beside(self) -> None:
        """The re-enactment beside the record, from the turn that lies open."""
        self.leafing.is_playing = False
        doors.replay(self.app, self.scenario, at=self.leafing.turn)

    def leave_history(self) -> None:
        """Asks for the side that plays on from the record's positions at the beginning of the turn that lies open."""
        from game.client import doors

        self.leafing.is_playing = False
        doors.leave_record(self, self.scenario, self.page.at)

    def tree(self) -> None:
        """The page of all branches."""
        from game.client import doors

        self.leafing.is_playing = False
        doors.branches(self.app, self.scenario)

    def turn_mode(self, i: int) -> None:
        """Accounts beside the map, or the map alone."""
        self.mode = i
        self.layout()

    def act(self, act: Callable[[], None]) -> None:
        """Does what a button of the foot says."""
        if act != self.leafing.toggle:
            self.leafing.is_playing = False
        act()
        self.turned()

    def set_speed(self, speed: float) -> None:
        """Plays at another pace."""
        self.leafing.speed = speed
        self.layout()

    def _look_at(self, here: Hex) -> None:
        """What stands on a hex: its card, or the choice where there are several."""
        units = [p.unit for p in self.position.at(here)]
        places = [p.id for p in self.scenario.places if p.hex == here]
        topics = [*(Topic(UNIT, u) for u in reversed(units)), *(Topic(PLACE, p) for p in places)]
        if len(topics) == 1:
            self.open(topics[0])
        elif topics:
            every = {e.topic: e for e in entries(self.scenario, whole=True, eyes=self.leafing.eyes)}
            self.show(SearchDialog(self, [every[t] for t in topics], _("What stands here")))

    def _read_line(self, at: tuple[int, int]) -> bool:
        """A click on one of the lines opens how it was read; True if there is one."""
        line = claims.line_at(self.scenario.features, self.camera, at)
        if line:
            doors.treaty(self, line)
        return bool(line)

    # ------------------------------------------------------------ events
    def handle(self, event: pygame.Event) -> None:
        """Keys of the record, then the map."""
        if event.type == pygame.KEYDOWN:
            self._keys(event)
        elif event.type == pygame.MOUSEWHEEL and self.view.collidepoint(self.ui.pointer):
            self.camera.zoom(event.y, self.ui.pointer)
        elif event.type == pygame.MOUSEBUTTONDOWN and event.button in (1, 2, 3) and self.view.collidepoint(event.pos):
            self._drag, self._moved_far = event.pos, False
        elif event.type == pygame.MOUSEBUTTONUP:
            here = self.camera.hex_at(event.pos)
            if self._drag is not None and not self._moved_far and event.button == 1 and here is not None:
                if self.position.at(here) or not self._read_line(event.pos):
                    self._look_at(here)
            self._drag = None
        elif event.type == pygame.MOUSEMOTION:
            if self._drag is not None and any(event.buttons):
                self.camera.pan(self._drag[0] - event.pos[0], self._drag[1] - event.pos[1])
                self._drag, self._moved_far = event.pos, True
            self.hover = self.camera.hex_at(event.pos)

    def _keys(self, event: pygame.Event) -> None:
        shift, leafing = event.mod & pygame.KMOD_SHIFT, self.leafing
        way = {pygame.K_LEFT: -1, pygame.K_RIGHT: 1, pygame.K_COMMA: -1, pygame.K_PERIOD: 1}.get(event.key, 0)
        acts: dict[int, Callable[[], None]] = {
            pygame.K_LEFT: partial(leafing.step_day if shift else leafing.step, way),
            pygame.K_RIGHT: partial(leafing.step_day if shift else leafing.step, way),
            pygame.K_COMMA: partial(leafing.step_followed, way),
            pygame.K_PERIOD: partial(leafing.step_followed, way),
            pygame.K_HOME: partial(leafing.go, 0),
            pygame.K_END: partial(leafing.go, len(leafing.names) - 1),
            pygame.K_SPACE: leafing.toggle,
        }
        others: dict[int, Callable[[], None]] = {
            pygame.K_UP: partial(self.camera.pan, 0, -80),
            pygame.K_DOWN: partial(self.camera.pan, 0, 80),
            pygame.K_PLUS: partial(self._zoom, 1),
            pygame.K_EQUALS: partial(self._zoom, 1),
            pygame.K_MINUS: partial(self._zoom, -1),
            pygame.K_SLASH: self.search,
            pygame.K_r: self.beside,
            pygame.K_l: partial(doors.treaty, self),
            pygame.K_t: self.tree,
            pygame.K_m: partial(self.turn_mode, 1 - self.mode),
            pygame.K_v: self.look_on,
            pygame.K_f: partial(self.follow, ""),
            pygame.K_ESCAPE: self.app.pop,
        }
        if event.key in acts:
            self.act(acts[event.key])
        elif event.key == pygame.K_b and event.mod & pygame.KMOD_CTRL:
            self.leave_history()
        elif event.key in others:
            others[event.key]()

    def _zoom(self, steps: int) -> None:
        self.camera.zoom(steps)

    def tick(self, dt_s: float) -> bool:
        """Plays on."""
        moved = self.camera.tick(dt_s)
        moved |= self.pictures.tick()
        if self.modal is None and self.leafing.tick(dt_s):
            self.turned()
            moved = True
        return moved

    # ------------------------------------------------------------ drawing
    def draw(self, surface: pygame.Surface) -> None:
        """The board in its frame, with the way of the counter followed."""
        surface.fill(palette.DESK)
        pygame.draw.rect(surface, palette.PAPER, self.view, 3)
        leafing = self.leafing
        marks = Marks(hover=self.hover, top_unit=leafing.followed)
        if leafing.is_formation:
            marks.outlines = [(frozenset(p.hex for p in self.position.pieces if p.unit in leafing.units), False)]
        if len(leafing.track) > 1:
            side = self.scenario.counter(leafing.followed).side
            marks.arrows = [Arrow(leafing.track[-2:], side, "march")] if leafing.track else []
            marks.notes = [(here, str(n + 1)) for n, here in enumerate(leafing.track[:-1])]
        self.board.draw(surface, replace(self.position, sky=CLEAR), marks)

    def _bar(self, surface: pygame.Surface, rect: pygame.Rect) -> None:
        """Title and date."""
        b, page = self.brush, self.page
        surface.fill(palette.PANEL)
        pygame.draw.line(surface, palette.LINE, (0, rect.bottom - 1), (rect.right, rect.bottom - 1))
        x, middle = b.px(16), rect.centery
        if not page.is_day:
            sky_icon(b, surface, (x + b.px(8), middle), self.position.light, self.position.sky)
            x += b.px(28)
        date = b.text(surface, record_words.title(page), (x, middle), "heading", palette.TEXT, anchor="midleft")
        x = date.right + b.px(20)
        words = _("The record: {t}").format(t=_(self.scenario.title))
        room = self._bar_end - x - b.px(10)
        b.text(surface, words, (x, middle), ("small", "key"), palette.BRASS, anchor="bottomleft", width=room)
        b.text(surface, marks_words(), (x, middle), ("note", "key"), palette.DIM, width=room)

    def _headline(self, surface: pygame.Surface, rect: pygame.Rect) -> None:
        """What the page comes to, or the words that nothing is told."""
        b = self.brush
        surface.fill(palette.DESK)
        words, room = self._head_words(), rect.inflate(-b.px(8), -b.px(4))
        style = next((s for s in ("body", "small") if b.height(words, s, room.w) <= 2 * b.line(s)), "key")
        b.paragraph(surface, words, room, style, palette.TEXT, lines=2)

    def _head_words(self) -> str:
        page = self.page
        words = _(page.headline) or self.leafing.whole.silence
        if page.seen_by:
            words = _("As {side} knew it then.").format(side=_(page.sides[page.seen_by]))
        return words or _("Before the fighting and after it the record goes by the day.")
