"""The replay screen: board and record side by side with one camera, the table between them, a branch from any moment."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pygame

from game.client import doors
from game.client.battle import from_match
from game.client.battle.replay import by_turn, events
from game.client.battle.replay.beside import Beside
from game.client.battle.replay.controls import controls
from game.client.battle.replay.panels import BoardHead, TitleBar, accounts_panel, differences_panel
from game.client.battle.replay.place import Place
from game.client.battle.replay.record import Difference, differences, keyframe_at
from game.client.battle.replay.rerun import Rerun
from game.client.battle.replay.timeline import Timeline
from game.client.kit import palette
from game.client.kit.keys import REPLAY_KEYS, shown
from game.client.kit.screen import Screen
from game.client.kit.widgets import Button, Scroll, Tabs, Widget
from game.client.map import claims, pictures
from game.client.map.board import Board, Marks
from game.client.map.camera import Camera
from game.client.map.position import Hex, Position
from game.core.words import _
from game.match.battle.bands import bands_for
from game.match.dates import moment_words

if TYPE_CHECKING:
    from game.client.app import App
    from game.model.battle.calendar import Turn
    from game.model.battle.record import Keyframe
    from game.model.battle.scenario import Scenario

BOTH, BOARD_ONLY, RECORD_ONLY = range(3)


class ReplayScreen(Screen):
    """Two boards, one pointer."""

    fixed_keys = REPLAY_KEYS

    def __init__(self, app: App, scenario: Scenario, *, seed: int = 1938, rerun: Rerun | None = None) -> None:
        super().__init__(app)
        self.ui.keys_need_ring = True
        self.scenario = scenario
        self.rerun = rerun or Rerun(scenario, seed)
        self.place = Place(self.rerun)
        self.pictures = pictures.pictures_for(scenario)
        level = 40
        self.left = Camera(scenario.ground.columns, scenario.ground.rows, self.pictures.levels, level)
        self.right = Camera(scenario.ground.columns, scenario.ground.rows, self.pictures.levels, level)
        self.boards = (
            Board(app.brush, scenario, self.pictures, self.left),
            Board(app.brush, scenario, self.pictures, self.right),
        )
        self.mode = BOTH
        self.hover: Hex | None = None
        self.scroll = Scroll()
        self.rects = (pygame.Rect(0, 0, 1, 1), pygame.Rect(0, 0, 1, 1))
        self._drag: tuple[int, int] | None = None
        self._moved_far = False
        self._known = -1
        self._first = True
        self.beside, self._told = Beside(scenario), ""
        self.bands = bands_for(scenario)
        self._table: tuple[object, list[Difference]] | None = None

    # ------------------------------------------------------------ what is shown
    @property
    def keyframe(self) -> Keyframe | None:
        """The keyframe that holds now."""
        return keyframe_at(self.scenario, self.place.absolute)

    @property
    def record(self) -> Position | None:
        """The record's position."""
        return self.beside.position(self.place.absolute)

    @property
    def table(self) -> list[Difference]:
        """Board against record at this place."""
        key = (self.place.turn, self.place.pulse, len(self.rerun.turns))
        if self._table is None or self._table[0] != key:
            turns = self.rerun.turns
            done = self.place.turn if self.place.pulse >= self.place.pulses else self.place.turn - 1
            here = self.place.turn
            lost = turns[here].men_lost[self.place.pulse] if here < len(turns) else None
            turn = turns[min(done, len(turns) - 1)] if turns and done >= 0 else None
            found = differences(self.scenario, turn, self.place.position, self.keyframe, lost)
            if turn is not None:
                page = self.scenario.record.page(self.calendar_turns[turns.index(turn)].name)
                found = [*by_turn.rows(self.scenario, turn, page, self.bands), *found]
            self._table = key, found
        return self._table[1]

    @property
    def calendar_turns(self) -> tuple[Turn, ...]:
        """Turns of the scenario."""
        return from_match.turns_of(self.scenario)

    # ------------------------------------------------------------ layout
    def layout(self) -> None:
        """Boards at the left, table at the right, the timeline below."""
        px, small, self.pictures = (
            self.app.theme.px,
            self.app.theme.is_small(self.size),
            pictures.pictures_for(self.scenario),
        )
        for board in self.boards:
            board.pictures = self.pictures
        w, h = self.size
        top, side, foot, head = (
            px(40 if small else 48),
            px(288 if small else 340),
            px(132 if small else 168),
            px(40 if small else 50),
        )
        area = pygame.Rect(px(8), top + head, w - side - px(16), h - top - head - foot - px(8))
        half = (area.w - px(8)) // 2
        if self.mode == BOTH:
            a = pygame.Rect(area.x, area.y, half, area.h)
            b = pygame.Rect(a.right + px(8), area.y, area.w - half - px(8), area.h)
        else:
            a = b = area
        self.rects = a, b
        for camera, rect, board in zip((self.left, self.right), self.rects, self.boards, strict=True):
            camera.place(rect.inflate(-6, -6))
            board.brush = self.brush
        if self._first:
            self._first = False
            self.left.centre(from_match.middle_of_places(self.scenario), glide=False)
            self._link(self.left)
        panel = pygame.Rect(w - side, top, side, h - top)
        widgets: list[Widget] = [TitleBar((0, 0, w, top), self, self._key)]
        seen = {BOTH: (0, 1), BOARD_ONLY: (0,), RECORD_ONLY: (1,)}[self.mode]
        widgets += [BoardHead(self.rects[k], self, is_record=k == 1) for k in seen]
        wide = min(px(120 if not small else 96), (w - side - px(150)) // 3)
        widgets.append(
            Tabs(
                (w - side - 3 * wide - px(8), px(6), 3 * wide, top - px(12)),
                (_("Side by side"), _("Board"), _("Record")),
                self.mode,
                self._mode,
            )
        )
        back = (w - px(96), px(5), px(88), top - px(10))
        widgets.append(Button(back, _("Back"), self.app.pop, key="Esc", style="small"))
        widgets.append(Timeline(pygame.Rect(px(8), h - foot, w - side - px(16), foot - px(56)), self))
        widgets += controls(self, pygame.Rect(px(8), h - px(52), w - side - px(16), px(44)))
        table = pygame.Rect(panel.x, panel.y, panel.w, round((panel.h - px(70)) * 0.58))
        says = pygame.Rect(panel.x, table.bottom, panel.w, panel.h - px(70) - table.h)
        widgets += differences_panel(self, table)
        widgets.append(accounts_panel(self, says))
        self._told = self.beside.page(self.place.absolute).at
        on = (panel.x + px(14), panel.bottom - px(60), panel.w - px(28), px(48))
        words, cap = _("Play on from here"), shown("Ctrl+B")
        widgets.append(Button(on, words, self.branch, look="seal", key=cap, style="heading"))
        tree, tip = (w - px(190), px(5), px(86), top - px(10)), _("The games that left history and one another")
        widgets.append(Button(tree, _("Tree"), self.tree, key=shown("T"), style="small", tip=tip))
        ask, tip = (w - side + px(8), px(5), side - px(204), top - px(10)), _("Ask the laboratory from this turn")
        widgets.append(Button(ask, _("Ask"), self.ask, key=shown("Q"), style="small", tip=tip))
        self.ui.set(widgets)
        self.dirty = True

    def _key(self) -> object:
        return (self.place.turn, self.place.pulse, len(self.rerun.turns), self.brush.theme.scale)

    def _mode(self, i: int) -> None:
        self.mode = i
        self.layout()

    def act(self, act: Callable[[], None]) -> None:
        """Does what a button of the controls says."""
        act()
        self.layout()

    def set_speed(self, speed: float) -> None:
        """Plays at another pace."""
        self.place.speed = speed
        self.layout()

    def toggle(self) -> None:
        """Plays or pauses; at the end from the beginning."""
        place = self.place
        if place.is_at_end and self.rerun.is_done and not place.is_playing:
            place.turn, place.pulse = 0, 0
        place.is_playing = not place.is_playing

    # ------------------------------------------------------------ events
    def tell(self) -> None:
        """The events of the turn shown, up to this pulse."""
        events.tell(self)

    def open_record(self, entry: object = None) -> None:
        """The record at the turn shown, with the card of an entry where one was clicked."""
        self.place.is_playing = False
        doors.record(self.app, self.scenario, self.beside.page(self.place.absolute).at, entry=entry)

    # ------------------------------------------------------------ branching
    def branch(self) -> None:
        """Asks how history is left at the turn shown: with the board's positions or the record's, and for which side."""
        from game.client.battle.branches.leaving import of_game

        self.place.is_playing = False
        if not self._may_go_on():
            return
        played, index = self.calendar_turns, self.place.past
        told = _("A branch: the past of this board, your orders from this turn on.")
        label = _("The re-enactment") if self.rerun.is_history else _(self.rerun.title)
        start = of_game(self, label, told, lambda: self.rerun.branch(index))
        seed = self.rerun.seed if self.rerun.is_history else None  # of other worlds there is no record
        self.show(doors.leave_dialog(self, self.scenario, played[index], [start], seed=seed))

    def ask(self) -> None:
        """The laboratory, from the beginning of the turn shown."""
        self.place.is_playing = False
        if self._may_go_on():
            doors.ask_from(self.app, self.rerun.branch(self.place.past))

    def _may_go_on(self) -> bool:
        """The turn shown can be played; where the battle is over it is said."""
        played, index = self.calendar_turns, self.place.past
        is_over = index >= len(played) or index > len(self.rerun.turns) or self.rerun.branch(index).over
        if is_over:
            self.app.tell(_("The battle is over here"), _("Step back to a turn that can still be played."))
        return not is_over

    def tree(self) -> None:
        """The page of all branches."""
        self.place.is_playing = False
        doors.branches(self.app, self.scenario)

    # ------------------------------------------------------------ events
    def handle(self, event: pygame.Event) -> None:
        """Keys of the replay, then the linked pointer."""
        if event.type == pygame.KEYDOWN:
            self._keys(event)
        elif event.type == pygame.MOUSEWHEEL:
            camera = self._camera(self.ui.pointer)
            if camera is not None and camera.zoom(event.y, self.ui.pointer):
                self._link(camera)
        elif event.type == pygame.MOUSEBUTTONDOWN and event.button in (1, 2, 3):
            self._drag, self._moved_far = event.pos, False
        elif event.type == pygame.MOUSEBUTTONUP:
            if self._drag is not None and not self._moved_far and event.button == 1:
                self._read_line(event.pos)
            self._drag = None
        elif event.type == pygame.MOUSEMOTION:
            camera = self._camera(event.pos)
            if self._drag is not None and any(event.buttons) and camera is not None:
                camera.pan(self._drag[0] - event.pos[0], self._drag[1] - event.pos[1])
                self._drag, self._moved_far = event.pos, True
                self._link(camera)
            self.hover = camera.hex_at(event.pos) if camera is not None else None

    def _keys(self, event: pygame.Event) -> None:
        shift, ctrl = event.mod & pygame.KMOD_SHIFT, event.mod & pygame.KMOD_CTRL
        place = self.place
        if ctrl and event.key == pygame.K_b:
            self.branch()
        elif event.key in (pygame.K_LEFT, pygame.K_RIGHT):
            place.is_playing = False
            (place.step_turn if shift else place.step)(1 if event.key == pygame.K_RIGHT else -1)
        elif event.key == pygame.K_HOME:
            place.turn, place.pulse = 0, 0
        elif event.key == pygame.K_END and self.rerun.turns:
            place.turn = len(self.rerun.turns) - 1
            place.pulse = place.pulses
        elif event.key == pygame.K_SPACE:
            self.toggle()
        elif event.key in (pygame.K_UP, pygame.K_DOWN):
            self.left.pan(0, -80 if event.key == pygame.K_UP else 80)
            self._link(self.left)
            return
        elif event.key in (pygame.K_PLUS, pygame.K_EQUALS, pygame.K_KP_PLUS, pygame.K_MINUS, pygame.K_KP_MINUS):
            self.left.zoom(-1 if event.key in (pygame.K_MINUS, pygame.K_KP_MINUS) else 1)
            self._link(self.left)
            return
        elif not ctrl and event.key in (pygame.K_e, pygame.K_t, pygame.K_q):
            {pygame.K_e: self.tell, pygame.K_t: self.tree, pygame.K_q: self.ask}[event.key]()
            return
        elif event.key == pygame.K_l:
            doors.treaty(self)
            return
        elif event.key == pygame.K_ESCAPE:
            self.app.pop()
            return
        else:
            return
        self.layout()

    def _read_line(self, at: tuple[int, int]) -> None:
        """A click on a line of the map opens how it was read, where nobody stands on it."""
        camera = self._camera(at)
        board = self.place.position if camera is self.left else self.record
        here = camera.hex_at(at) if camera is not None else None
        if camera is None or board is None or here is None or board.at(here):
            return
        if line := claims.line_at(self.scenario.features, camera, at):
            doors.treaty(self, line)

    def _camera(self, at: tuple[int, int]) -> Camera | None:
        shown = {BOTH: (self.left, self.right), BOARD_ONLY: (self.left,), RECORD_ONLY: (self.right,)}[self.mode]
        return next((c for c in shown if c.view.collidepoint(at)), None)

    def _link(self, camera: Camera) -> None:
        other = self.right if camera is self.left else self.left
        other.level = camera.level
        other.pan(camera.x - other.x, camera.y - other.y)

    def tick(self, dt_s: float) -> bool:
        """Plays on; new turns of the re-enactment arrive."""
        moved = self.left.tick(dt_s)
        if moved:
            self._link(self.left)
        moved |= self.pictures.tick()
        if len(self.rerun.turns) != self._known:
            self._known = len(self.rerun.turns)
            moved = True
        if self.modal is None:
            was = self.place.is_playing
            moved |= self.place.tick(dt_s)
            if was != self.place.is_playing or self._told != self.beside.page(self.place.absolute).at:
                self.layout()
        return moved

    # ------------------------------------------------------------ drawing
    def draw(self, surface: pygame.Surface) -> None:
        """Both boards with their heads."""
        b, theme = self.brush, self.app.theme
        style = "strong" if self.size[0] < theme.px(900) else "heading" if theme.is_small(self.size) else "title"
        surface.fill(palette.DESK)
        shown = []
        if self.mode in (BOTH, BOARD_ONLY):
            shown.append(
                (
                    0,
                    _("The board"),
                    palette.TEXT,
                    _("this run, seed {n} · {m}").format(n=self.rerun.seed, m=moment_words(self.place.position.moment)),
                    self.place.position,
                )
            )
        if self.mode in (BOTH, RECORD_ONLY) and self.record is not None:
            found = self.keyframe
            words = f"{_(found.title)} · {moment_words(found.at)}" if found is not None else ""
            shown.append(
                (1, _("The record"), palette.BRASS, _("{w} · dashed ring = uncertain").format(w=words), self.record)
            )
        for i, head, colour, words, position in shown:
            rect = self.rects[i]
            end = b.text(surface, head, (rect.x + 4, rect.y - b.px(4)), style, colour, anchor="bottomleft")
            at, room = (end.right + b.px(12), rect.y - b.px(8)), rect.right - end.right - b.px(16)
            if b.size(words, "key")[0] > room:  # a narrow page: the moment alone
                words = moment_words(position.moment)
            b.text(surface, words, at, ("small", "key"), palette.DIM, anchor="bottomleft", width=room)
            pygame.draw.rect(surface, palette.PAPER, rect, 3)
            self.boards[i].draw(surface, position, Marks(hover=self.hover))
        if self.rerun.job.error is not None:
            b.text(
                surface,
                str(self.rerun.job.error).splitlines()[0],
                self.rects[0].center,
                "strong",
                palette.WARN,
                anchor="center",
            )
