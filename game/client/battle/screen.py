"""The battle screen: top bar, map, panel, ribbon and log for the side that sits here; the phases of its turn."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import pygame

from game.client.battle import acts, facts, laying, marking
from game.client.battle.film import Film
from game.client.battle.forecast import Forecasts
from game.client.battle.goals import GoalsDialog
from game.client.battle.hand import Hand
from game.client.battle.hearing import Hearing
from game.client.battle.log import LogPaper
from game.client.battle.overlays import Overlays
from game.client.battle.own_menu import menu_acts
from game.client.battle.pointing import MapPointer
from game.client.battle.preview import Preview
from game.client.battle.resting import Resting
from game.client.battle.ribbon import Bar
from game.client.battle.side_panel import SidePanel
from game.client.battle.title import MapTitle
from game.client.battle.tree import Tree
from game.client.battle.turning import Turning
from game.client.kit import palette
from game.client.kit.screen import Screen
from game.client.map import frame, pictures
from game.client.map.board import Board
from game.client.map.camera import Camera
from game.client.map.position import Hex, Position
from game.client.pages.carrying import carry_on
from game.client.pages.game_menu import GameMenu
from game.client.pages.turning import draw_waiting
from game.core.words import _, enumerated

if TYPE_CHECKING:
    from game.client.app import App
    from game.client.battle.sitting import Sitting
    from game.match.battle import Event
    from game.model.battle.calendar import Turn


class BattleScreen(Screen):
    """`phase`: orders, resolving, film, passed (the curtain is up) or over."""

    def __init__(self, app: App, sitting: Sitting) -> None:
        super().__init__(app)
        self.ui.keys_need_ring = True
        self.sitting = sitting
        self.phase = "orders"
        self.pictures = pictures.pictures_for(sitting.scenario)
        self.camera = Camera(sitting.columns, sitting.rows, self.pictures.levels, 40 if app.size[1] < 1000 else 56)
        if app.settings.reduce_motion:
            self.camera.glide_s = 0.0
        self.board = Board(app.brush, sitting.scenario, self.pictures, self.camera)
        self.hand, self.hearing = Hand(sitting, app.speaker.play), Hearing(self)
        self.film: Film | None = None
        self.turning, self.pointing = Turning(self), MapPointer(self)
        self.panel, self.log = SidePanel(self), LogPaper(app.brush, self.go_to)
        self.pinged: Hex | None = None
        self.course: list[tuple[int, float]] = []
        self.relaid = False
        self.bottom_tab, self.panel_open, self.plan_shown = 0, True, False
        self.layers_open = self.goals_open = False  # unfolded where the map is too small for them
        self.fan: Hex | None = None
        self.overlays, self.tree, self.preview = Overlays(self), Tree(self), Preview(self)
        self.forecasts, self.resting = Forecasts(self), Resting(self)
        self.map_rect = self.bottom = self.bar = pygame.Rect(0, 0, 1, 1)
        self.bar_parts: dict[str, pygame.Rect] = {}  # where each part of the bar was painted
        self._is_first = True
        self.title = MapTitle(self)

    # ------------------------------------------------------------ what is shown
    @property
    def shown(self) -> Position:
        """The position on the board now: the film's or the side's view."""
        return self.film.position if self.film is not None else self.sitting.position

    @property
    def turn_name(self) -> str:
        """The turn being written, as read."""
        return facts.turn_name(self.sitting)

    @property
    def ribbon_turn(self) -> Turn:
        """The turn on the ribbon: the film's, or the one being written."""
        shown = self.turning.shown
        return shown.turn if self.film is not None and shown is not None else self.sitting.match.turn

    def forecast_key(self) -> object:
        """Changes when the forecast section must be painted again."""
        return (
            id(self.log.chosen),
            self.hand.selected,
            self.sitting.book.orders,
            id(self.forecasts.result),
            self.forecasts.waiting,
            self.brush.theme.scale,
            self.phase,
        )

    def course_points(self) -> list[tuple[int, float]]:
        """Turn numbers with the score at their end."""
        return list(self.course)

    def remember_score(self) -> None:
        """Keeps the score of the side for the course of the battle."""
        side = self.sitting.humans[0] if self.sitting.humans else self.sitting.scenario.sides[0]
        self.course.append((self.sitting.match.turn.number - 1, facts.score_of(self.sitting, side)))

    # ------------------------------------------------------------ layout
    def enter(self) -> None:
        """First entry may be covered, by the curtain of a hot-seat game; the map opens on the middle of the own force."""
        if self._is_first:
            self._is_first = False
            self.board.brush = self.log.brush = self.app.brush
            if self.turning.begins_covered:
                self.phase = "passed"
                super().enter()
                self.turning.begin()
                return
            super().enter()
            self.sit_down()
            if self.phase == "over":
                self.turning.last_page()
            return
        super().enter()

    def layout(self) -> None:
        """Places everything by the table of the art direction."""
        self.pictures = self.board.pictures = pictures.pictures_for(self.sitting.scenario)
        self.board.brush = self.log.brush = self.app.brush
        self.title.renew()
        laying.lay_out(self)

    def turn_tab(self, i: int) -> None:
        """Shows the ribbon (0) or the course (1) where both have no room."""
        self.bottom_tab, self.relaid = i, True

    def course_key(self) -> object:
        """Changes when the course must be painted again."""
        return (self.sitting.match.turn.number, len(self.course), self.brush.theme.scale, self.sitting.side)

    def bar_key(self) -> object:
        """Changes when the top bar must be painted again."""
        return (
            self.sitting.side,
            self.sitting.match.turn.number,
            self.film.at if self.film else -1,
            self.phase,
            self.brush.theme.scale,
        )

    def bars(self) -> list[Bar]:
        """Tasks on the ribbon."""
        shown = self.turning.shown if self.film is not None else None
        orders = shown.orders.get(self.sitting.side, ()) if shown is not None else self.sitting.book.orders
        return facts.ribbon_bars(self.sitting, orders, self.ribbon_turn, self.hand.selected)

    def hand_of_clock(self) -> float | None:
        """Where the film stands on the ribbon, in pulses."""
        return None if self.film is None else self.film.at - 1 + self.film.pulse_share

    def caption(self) -> str:
        """What happens in the pulse of the film."""
        happening = self.film.happening() if self.film is not None else []
        return " · ".join(e.text for e in happening[-2:])

    # ------------------------------------------------------------ acts
    def take(self, unit: str) -> None:
        """Takes a counter in hand and brings it into view."""
        self.hand.select(unit)
        here = self.sitting.hex_of(unit)
        if here is not None:
            self.show_hex(here)
        self.pinged, self.log.chosen, self.relaid, self.fan = None, None, True, None

    def show_hex(self, here: Hex) -> None:
        """Brings a hex into view, out from under log, title and minimap."""
        at = self.camera.to_screen(here)
        over = [w.rect for w in self.ui.widgets if self.camera.view.contains(w.rect)] + [self.title.rect()]
        if any(r.inflate(30, 30).collidepoint(at) for r in over):
            self.camera.centre(here)
        else:
            self.camera.reveal(here)

    def point(self, here: Hex) -> None:
        """A click or Enter on a hex of the map."""
        self.pinged = None
        if self.phase == "orders":
            self.hand.point(here)
        else:
            self.hand.cursor = here
        self.relaid = True

    def at_hour(self, pulse: int) -> bool:
        """A click on the ribbon; True if a strike waited for its hour."""
        used = self.phase == "orders" and self.hand.at_hour(pulse)
        self.relaid |= used
        return used

    def task(self, task: str) -> None:
        """A task by key or button."""
        if self.phase == "orders":
            self.hand.task(task)
            self.relaid = True

    def changed(self, done: object) -> None:
        """Orders may have changed: the panel is laid out again."""
        self.relaid = True

    def seal(self) -> None:
        """Seals the orders."""
        self.turning.seal()

    def run_on(self) -> None:
        """Seals and runs until a side at this screen would stop."""
        self.turning.seal(run=True)

    def carry_on(self) -> None:
        """A game of older rules becomes a branch under the present ones."""
        if self.phase == "orders" and carry_on(self.app, self.sitting):
            self.forecasts.renew()
            self.layout()

    def skip(self) -> None:
        """Skips the rest of the film."""
        if self.film is not None:
            self.turning.end_film()

    def go_to(self, event: Event) -> None:
        """Brings the place of an event to the middle of the map."""
        here = facts.hex_of_event(self.sitting, event)
        if here is not None:
            self.camera.centre(here)
            self.pinged = here
        self.log.chosen = event
        self.dirty = True

    def sit_down(self) -> None:
        """A side sits down: its own view, its own log, the map on its force."""
        self.hand.select("")
        self.hand.hover = self.hand.cursor = self.pinged = None
        self.log.tell(self.turning.events(self.sitting.side))
        middle = facts.middle_of(self.sitting)
        if middle is not None:
            self.camera.centre(middle, glide=False)
        if self.phase in ("passed", "orders"):
            self.phase = "over" if self.sitting.match.over else "orders"
        self.forecasts.renew()
        self.layout()

    def open_menu(self) -> None:
        """Save, load, leave."""
        name = enumerated((_(self.sitting.scenario.title), self.turn_name))
        self.show(GameMenu(self, self.sitting, name, tuple(menu_acts(self))))

    def brief(self) -> None:
        """The briefing of the side, and what counts."""
        self.show(GoalsDialog(self))

    # ------------------------------------------------------------ events
    def event(self, event: pygame.Event) -> None:
        """As every screen; Esc leaves the fire plan wherever the focus is; a panel that says other things is laid out again."""
        is_key = event.type == pygame.KEYDOWN and self.plan_shown and self.modal is None
        if is_key and self.app.keys.action(event, "map") == "menu":
            self.step_back()
        else:
            super().event(event)
        if self.relaid and self.app.stack and self.app.screen is self:
            self.relaid = False
            self.forecasts.renew()
            self.layout()

    def handle(self, event: pygame.Event) -> None:
        """Keys of the phase, then those of the map, then the pointer."""
        if event.type != pygame.KEYDOWN:
            if not self.plan_shown:
                self.pointing.event(event)
        elif not acts.perform(self, event) and not self.plan_shown:
            self.pointing.key(event)

    def acts(self) -> dict[str, Callable[[], object]]:
        """What the keys of the phase do."""
        return {name: partial(self._act, name) for name in acts.possible(self)}

    def _act(self, name: str) -> None:
        acts.do(self, name)
        self.layout()

    def step_back(self) -> None:
        """Lays down what is held: the waiting task, the spread stack, the counter; then the game's menu."""
        if self.plan_shown:
            self.plan_shown = False
            self.layout()
        elif self.fan is not None:
            self.fan = None
        elif self.hand.waiting or self.hand.refused or self.hand.drag_from is not None:
            self.hand.lay_down()
            self.hand.refused, self.hand.drag_from = "", None
            self.relaid = True
        elif self.hand.selected:
            self.take("")
        else:
            self.open_menu()

    @property
    def weather(self) -> tuple[float, bool]:
        """Rain and night over the map."""
        return self.hearing.weather

    def tick(self, dt_s: float) -> bool:
        """Camera, film, resolving and background pictures move on."""
        moved = self.camera.tick(dt_s)
        moved |= self.pointing.tick(dt_s) if self.modal is None else False
        moved |= self.pictures.tick()
        moved |= self.forecasts.tick() | self.resting.tick()
        moved |= self.overlays.tick()
        if self.turning.tick():
            moved = True
        elif self.film is not None and self.modal is None:
            playing = self.film.is_playing
            moved |= self.film.tick(dt_s)
            self.hearing.follow(self.film)
            if playing and self.film.is_over:
                self.turning.film_over()
                moved = True
        return moved

    # ------------------------------------------------------------ drawing
    def draw(self, surface: pygame.Surface) -> None:
        """Map and frame; nothing of either while the board is passed."""
        if self.phase == "passed":
            surface.fill(palette.DESK)
            return
        if self.plan_shown:
            surface.fill(palette.DESK)
            return
        self.board.draw(surface, self.shown, marking.marks_for(self))
        frame.ruler(self.brush, surface, self.map_rect, self.camera)
        if not self.tree.is_open:
            self.title.draw(surface)

    def draw_over(self, surface: pygame.Surface) -> None:
        """The refusal beside the pointer; the thin bar while the turn is resolved."""
        if self.phase == "passed":
            surface.fill(palette.DESK)
            return
        hand, b = self.hand, self.brush
        if self.plan_shown:
            pass  # the panel says what is refused; nothing of the map is told over the plan
        elif hand.refused and self.modal is None:
            at = self.camera.to_screen(hand.refused_at) if hand.refused_at is not None else self.ui.pointer
            at = (
                self.ui.pointer if self.map_rect.collidepoint(self.ui.pointer) and hand.hover == hand.refused_at else at
            )
            b.tooltip(surface, hand.refused, at, warn=True)
        elif self.modal is None and self.phase == "orders" and self.map_rect.collidepoint(self.ui.pointer):
            words, forbids = self.preview.lines()
            words = words or self.resting.words()
            if words:
                b.tooltip(surface, words, self.ui.pointer, warn=forbids)
        if self.turning.is_busy:
            draw_waiting(b, surface, self.camera.view.center, marking.waiting_line(self))

    def leave(self) -> None:
        """The settings of the film are kept, and orders that no turn has resolved yet."""
        self.app.settings.save()
        self.turning.handing.put_away()
