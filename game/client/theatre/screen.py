"""The page of the strategic game: map, order sheet, news and tracks, for the seat that writes."""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING

import pygame

from game.client.kit import palette
from game.client.kit.screen import Screen
from game.client.kit.widgets import Bars, Scroll, Widget
from game.client.map import frame
from game.client.map.camera import Camera
from game.client.pages.carrying import carry_on, is_looked_at, why_dark
from game.client.pages.game_menu import GameMenu
from game.client.pages.turning import draw_waiting
from game.client.theatre import aside, turning
from game.client.theatre.card_dialog import CardDialog
from game.client.theatre.foot import Foot
from game.client.theatre.map_view import MapMarks, MapView
from game.client.theatre.marking import marks_of
from game.client.theatre.order_panel import panel_widgets
from game.client.theatre.pictures import board_pictures, draw_progress
from game.client.theatre.policy_dialog import PolicyDialog
from game.client.theatre.sides import colours
from game.client.theatre.top_bar import TopBar
from game.client.theatre.tracks import TracksDialog
from game.client.theatre.writing import Writing
from game.core.words import _, enumerated, spoken

if TYPE_CHECKING:
    from collections.abc import Callable

    from game.client.app import App
    from game.client.theatre.facts import EventFact, Facts
    from game.client.theatre.sitting import TheatreSitting
    from game.match.theatre.draft import SheetDraft

PAN = {pygame.K_LEFT: (-1, 0), pygame.K_RIGHT: (1, 0), pygame.K_UP: (0, -1), pygame.K_DOWN: (0, 1)}
ROLL = {pygame.K_PAGEUP: -1, pygame.K_PAGEDOWN: 1}  # the order sheet, where it is longer than its panel
STEP_PX = 90


class TheatreScreen(Screen):
    """Orders are written here; sealing hands the page on, to the next human seat or to the turn."""

    def __init__(self, app: App, table: TheatreSitting, *, title: str = "") -> None:
        super().__init__(app)
        self.ui.keys_need_ring = True
        self.table, self.board = table, table.board
        board = table.board
        self.title = title or _(table.match.theatre.title)
        self.pictures = board_pictures(board)
        wide = app.size[0] >= 1700
        self.camera = Camera(board.grid.columns, board.grid.rows, self.pictures.levels, 40 if wide else 32)
        if app.settings.reduce_motion:
            self.camera.glide_s = 0.0
        self.view = MapView(app.brush, board, self.pictures, self.camera)
        self.turning, self.writing, self.foot = turning.Turning(self), Writing(self), Foot(self)
        self.source = ""  # place that a move starts from
        self.said = ""  # what the map refused, beside the pointer
        self.look_at: int | None = None  # a past turn that is looked at
        self.panel_scroll, self.log_scroll = Scroll(), Scroll()
        self.log: list[tuple[str, EventFact | None]] = []
        self.marks = MapMarks()
        self.map_rect = self.panel_rect = self.bottom = pygame.Rect(0, 0, 1, 1)
        self.refusal = ""
        self._drag: tuple[int, int] | None = None
        self._is_first = True

    # ------------------------------------------------------------ what is shown
    @property
    def facts(self) -> Facts:
        """What the seat sees: now, or in the turn that is looked at."""
        return self.turning.facts_at(self.look_at) if self.look_at is not None else self.table.facts

    @property
    def draft(self) -> SheetDraft:
        """The sheet being written."""
        return self.table.draft

    @property
    def is_history(self) -> bool:
        """A past turn is looked at; nothing can be ordered."""
        return self.look_at is not None

    @property
    def is_busy(self) -> bool:
        """A turn is being resolved."""
        return self.turning.is_busy

    def place_name(self, name: str, *, is_short: bool = False) -> str:
        """A place as read; `is_short`: as its counters have it."""
        if name not in {p.id for p in self.board.places}:
            return name
        place = self.board.place(name)
        return spoken(place.short if is_short else place.names)

    def history_words(self) -> str:
        """What is looked at."""
        return _("You look at {turn}; nothing can be ordered there.").format(turn=self.facts.name)

    # ------------------------------------------------------------ layout
    def enter(self) -> None:
        """First entry of a hot-seat game raises the curtain."""
        if self._is_first:
            self._is_first = False
            super().enter()
            self.camera.centre(self.table.match.theatre.look.page.first_view, glide=False)
            self.turning.begin()
            return
        super().enter()

    def layout(self) -> None:
        """Places bar, map, panel and foot by the table of the art direction."""
        px = self.app.theme.px
        self.view.brush = self.app.brush
        self.pictures = self.view.pictures = board_pictures(self.board)
        w, h = self.size
        small = self.app.theme.is_small(self.size)
        bar, side = (px(40), px(320)) if small else (px(48), px(384))
        foot = self.foot.height(w - side)
        self.panel_rect = pygame.Rect(w - side, bar, side, h - bar)
        self.bottom = pygame.Rect(0, h - foot, w - side, foot)
        self.map_rect = pygame.Rect(0, bar, w - side, h - bar - foot)
        self.camera.place(self.map_rect.inflate(-2 * px(frame.RULER), -2 * px(frame.RULER)))
        if self.turning.is_passed:
            self.ui.set([])
            return
        self.renew()
        facts, scale = self.facts, self.app.theme.scale
        own = colours(self.table.match.theatre, facts.side)
        head = TopBar(pygame.Rect(0, 0, w, bar), facts, self.title, own, scale)
        menu = Bars(
            (w - px(46), px(5), px(38), bar - px(10)), "", self.open_menu, look="bare", tip=_("Save, load, leave")
        )
        room = self.panel_rect.inflate(-px(24), -px(16))
        widgets: list[Widget] = [head, menu, *self.foot.widgets(self.bottom), *panel_widgets(self, room)]
        self.ui.set(widgets)

    def renew(self) -> None:
        """Works out again what lies on the map and what the match refuses."""
        self.marks = marks_of(self)
        self.refusal = "" if self.is_history or self.is_busy else self.table.refusal()
        if is_looked_at(self.table) and not self.is_history:
            self.refusal = why_dark()

    # ------------------------------------------------------------ acts of the sheet
    def changed(self) -> None:
        """The sheet has changed."""
        self.said = ""
        self.layout()
        self.dirty = True

    def why_odds(self, card: str, case: int) -> None:
        """What makes the odds of a card, over the card itself."""
        from game.client.theatre.from_match import odds_factors
        from game.client.theatre.why import WhyDialog

        before = self.modal
        lines = odds_factors(self.table.match, self.table.seat, card, case)
        title = next(c.card.title for c in self.facts.cards if c.id == card)
        self.show(WhyDialog(self.brush, _(title), lines, lambda: self.show(before)))

    def seal(self) -> None:
        """Seals the orders; back to the present from a past turn."""
        if self.is_history and self.look_at is not None:
            self.look(None if self.table.humans else self.look_at + 1)
        elif not self.is_busy:
            self.turning.seal()

    def carry_on(self) -> None:
        """A game of older rules becomes a branch under the present ones."""
        if not self.is_busy and not self.is_history and carry_on(self.app, self.table):
            self.changed()

    def look(self, turn: int | None) -> None:
        """Shows a past turn, or the present again."""
        self.look_at = None if turn is None or turn >= self.table.match.turn.number else turn
        self.source = ""
        self.layout()
        self.dirty = True

    # ------------------------------------------------------------ dialogs over the page
    def close_dialog(self) -> None:
        """Back to the page, which is laid out again."""
        self.show(None)
        self.changed()

    def open_card(self, k: int = 0) -> None:
        """A card, large."""
        if self.facts.cards:
            draft = None if self.is_history else self.draft
            why = None if self.is_history else self.why_odds
            deck = self.table.match.theatre.deck
            self.show(CardDialog(self.brush, deck, self.facts.cards, k, draft, self.close_dialog, why=why))

    def open_policies(self) -> None:
        """The list of policies."""
        if not self.is_history and self.facts.policies:
            self.show(PolicyDialog(self.brush, self.facts.policies, self.draft, self.place_name, self.close_dialog))

    def open_battle(self) -> None:
        """How the battle of this turn is settled."""
        from game.client.theatre.battle_dialog import BattleDialog

        if not self.is_history and not self.is_busy and self.table.has_battle:
            self.show(BattleDialog(self))

    def open_tracks(self) -> None:
        """The tracks in three parts."""
        self.show(TracksDialog(self.brush, self.facts, lambda: self.show(None), self.open_graphs))

    def open_graphs(self, name: str = "") -> None:
        """Every variable over the turns, the record's line beside it."""
        from game.client.theatre.graphs import GraphScreen

        self.show(None)
        self.app.push(GraphScreen(self.app, self, name))

    def open_tree(self) -> None:
        """The branches of this game's scenario, their lines beside the record's."""
        from game.client.theatre.doors import open_tree

        self.show(None)
        open_tree(self.app, self.table.match.theatre.id)

    def open_menu(self) -> None:
        """Save, load, leave."""
        keys = self.app.keys
        more = (
            (_("All tracks"), self.open_tracks, keys.of("t_tracks")), (_("Graphs"), self.open_graphs, keys.of("t_graphs")),
            (_("The thesis"), partial(aside.read_thesis, self), keys.of("t_thesis")),
            (_("Accounts of the turn"), partial(aside.read_accounts, self), keys.of("t_accounts")),
            (_("Tree"), self.open_tree, keys.of("t_tree")),
        )  # fmt: skip
        self.show(GameMenu(self, self.table, enumerated((self.title, _(self.table.match.turn.name))), more))

    def go_to(self, name: str) -> None:
        """Brings a place into view."""
        place = self.board.place(name)
        stand = next((s for s in place.stands if s is not None), None)
        if stand is not None:
            self.camera.reveal(stand)
            self.dirty = True

    # ------------------------------------------------------------ events
    def handle(self, event: pygame.Event) -> None:
        """Keys of the page, then the pointer on the map."""
        if self.turning.is_passed:
            return
        if event.type == pygame.KEYDOWN:
            self._key(event)
        elif event.type == pygame.MOUSEMOTION:
            self._moved(event)
        elif event.type == pygame.MOUSEWHEEL:
            self._wheel(event)
        elif event.type == pygame.MOUSEBUTTONDOWN and self.map_rect.collidepoint(event.pos):
            if event.button == 1:
                self._drag = event.pos
            elif event.button == 3:
                self.source = ""
                self.changed()
        elif event.type == pygame.MOUSEBUTTONUP and event.button == 1 and self._drag is not None:
            start, self._drag = self._drag, None
            if math.dist(start, event.pos) < 6:
                self.writing.point(self.view.place_at(event.pos, self.marks))

    def _moved(self, event: pygame.Event) -> None:
        if (
            self._drag is not None
            and event.buttons[0]
            and (math.dist(self._drag, event.pos) >= 6 or not any(event.rel))
        ):
            self.camera.pan(-event.rel[0], -event.rel[1])
        self.marks.hover = self.camera.hex_at(event.pos)
        self.said = ""

    def _wheel(self, event: pygame.Event) -> None:
        at = self.ui.pointer
        if self.panel_rect.collidepoint(at):
            if self.panel_scroll.by(-event.y * self.app.theme.px(40)):
                self.layout()
        elif self.map_rect.collidepoint(at):
            self.camera.zoom(event.y, at)

    def acts(self) -> dict[str, Callable[[], object]]:
        """What the keys of the page do."""
        return {
            "t_cards": self.open_card, "t_policy": self.open_policies, "t_tracks": self.open_tracks, "t_graphs": self.open_graphs,
            "t_thesis": partial(aside.read_thesis, self), "t_road": partial(aside.read_road, self),
            "t_accounts": partial(aside.read_accounts, self), "t_report": self.turning.report, "t_tree": self.open_tree,
            "t_seal": self.seal, "t_undo": self.writing.undo,
            "t_carry_on": self.carry_on, "t_redo": lambda: self.writing.undo(again=True),
            "t_in": lambda: self.camera.zoom(1), "t_out": lambda: self.camera.zoom(-1),
            "t_back": self._step_back, "t_earlier": lambda: self._look_by(-1), "t_later": lambda: self._look_by(1),
        }  # fmt: skip

    def _key(self, event: pygame.Event) -> None:
        if act := self.app.keys.action(event, "theatre"):
            self.acts()[act]()
        elif event.key in ROLL:
            if self.panel_scroll.by(ROLL[event.key] * self.app.theme.px(240)):
                self.layout()
        elif event.key in PAN:
            dx, dy = PAN[event.key]
            self.camera.pan(dx * STEP_PX, dy * STEP_PX)

    def _look_by(self, way: int) -> None:
        now = self.table.match.turn.number
        at = (now if self.look_at is None else self.look_at) + way
        if self.table.match.first <= at:
            self.look(at)

    def _step_back(self) -> None:
        if self.source:
            self.source = ""
            self.changed()
        elif self.is_history:
            self.look(None)
        else:
            self.open_menu()

    def leave(self) -> None:
        """Sheets that no turn has resolved yet are kept."""
        self.turning.handing.put_away()

    def tick(self, dt_s: float) -> bool:
        """Camera, map pictures, and the turn that is being resolved."""
        moved = self.camera.tick(dt_s)
        moved |= self.pictures.tick(self.camera.level)
        moved |= self.turning.tick()
        waited = getattr(self.modal, "tick", None)  # a dialog that reads or writes beside the window
        moved |= waited() if waited is not None else False
        return moved

    # ------------------------------------------------------------ drawing
    def draw(self, surface: pygame.Surface) -> None:
        """Map with its frame, the ground of panel and foot."""
        surface.fill(palette.DESK)
        if self.turning.is_passed:
            return
        b, px = self.brush, self.app.theme.px
        self.view.draw(surface, self.marks)
        frame.ruler(b, surface, self.map_rect, self.camera)
        surface.fill(palette.PANEL, self.panel_rect)
        pygame.draw.line(surface, palette.LINE, self.panel_rect.topleft, self.panel_rect.bottomleft)
        self.panel_scroll.draw(surface, self.panel_rect.inflate(-4, -px(130)))
        surface.fill(palette.PANEL, self.bottom)
        pygame.draw.line(surface, palette.LINE, self.bottom.topleft, self.bottom.topright)
        self.foot.draw(surface)

    def draw_over(self, surface: pygame.Surface) -> None:
        """What lies under the pointer; the bar while the turn is resolved."""
        if self.turning.is_passed:
            surface.fill(palette.DESK)
            return
        at = self.ui.pointer
        if self.said and self.modal is None:
            self.brush.tooltip(surface, self.said, at, warn=True)
        elif (
            self.modal is None
            and self.ui.held is None
            and self.map_rect.collidepoint(at)
            and self.camera.view.collidepoint(at)
        ):
            words = self.tip_at(at)
            if words:
                self.brush.tooltip(surface, words, at)
        draw_progress(self.brush, surface, self.map_rect, self.pictures.share)
        if self.is_busy:
            words = _("The sheets are opened; the turn is resolved …")
            draw_waiting(self.brush, surface, self.map_rect.center, words)

    def tip_at(self, at: tuple[int, int]) -> str:
        """The place, hex and towns under the pointer, in words."""
        from game.client.theatre.pointing import tip

        return tip(self, at)
