"""Pointer and keys over the map: panning, zooming, selecting, right-drags that become orders, the hex cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pygame

from game.client import doors
from game.client.map import claims
from game.client.map.position import Hex

if TYPE_CHECKING:
    from game.client.battle.screen import BattleScreen

SLOP = 5  # pixels a press may move and still be a click
EDGE, EDGE_WAIT_S, EDGE_PX_S = 4, 0.25, 900
PAN = {pygame.K_LEFT: (-1, 0), pygame.K_RIGHT: (1, 0), pygame.K_UP: (0, -1), pygame.K_DOWN: (0, 1)}


class MapPointer:
    """Turns events over the map of a battle screen into what they mean."""

    def __init__(self, screen: BattleScreen) -> None:
        self.screen = screen
        self._left: tuple[int, int] | None = None
        self._panning = False
        self._edge_s = 0.0
        self.right_from: tuple[int, int] | None = None

    # ------------------------------------------------------------ pointer
    def event(self, event: pygame.Event) -> None:
        """An event that no widget used."""
        if event.type == pygame.MOUSEMOTION:
            self._moved(event)
        elif event.type == pygame.MOUSEBUTTONDOWN:
            self._pressed(event)
        elif event.type == pygame.MOUSEBUTTONUP:
            self._released(event)
        elif event.type == pygame.MOUSEWHEEL:
            if self.screen.camera.zoom(event.y, self.screen.ui.pointer):
                self._hover(self.screen.ui.pointer)

    def _hover(self, at: tuple[int, int]) -> None:
        self.screen.hand.hover = self.screen.camera.hex_at(at)

    def _moved(self, event: pygame.Event) -> None:
        if self._left is not None and (event.buttons[0] or event.buttons[1]):
            dx, dy = event.pos[0] - self._left[0], event.pos[1] - self._left[1]
            if self._panning or abs(dx) > SLOP or abs(dy) > SLOP:
                self._panning = True
                self.screen.camera.pan(-dx, -dy)
                self._left = event.pos
        self._hover(event.pos)

    def _pressed(self, event: pygame.Event) -> None:
        self.screen.hand.refused = ""
        if event.button in (1, 2):
            self._left, self._panning = event.pos, event.button == 2
        elif event.button == 3 and self.screen.phase == "orders":
            here = self.screen.camera.hex_at(event.pos)
            hand = self.screen.hand
            stack = self.screen.sitting.own_at(here) if here is not None else []
            if stack and hand.selected not in stack and not (hand.is_wing and hand.waiting):
                self.screen.take(stack[-1])
            hand.drag_from, self.right_from = here, event.pos
            self.screen.relaid = True

    def _released(self, event: pygame.Event) -> None:
        here = self.screen.camera.hex_at(event.pos)
        if event.button in (1, 2):
            clicked = self._left is not None and not self._panning and event.button == 1
            self._left, self._panning = None, False
            if clicked and self._fanned(event.pos):
                return
            if clicked and here is not None and not self._read_line(event.pos, here):
                self.screen.point(here)
        elif event.button == 3:
            self.right_from = None
            if here is not None and self.screen.phase == "orders":
                self.screen.changed(self.screen.hand.drop_at(here))
            self.screen.hand.drag_from = None

    def _read_line(self, at: tuple[int, int], here: Hex) -> bool:
        """With nothing in hand and nobody there a click on one of the lines claimed opens how it was read."""
        s = self.screen
        if s.hand.selected or s.phase != "orders" or s.shown.at(here):
            return False
        line = claims.line_at(s.sitting.match.scenario.features, s.camera, at)
        if line:
            doors.treaty(s, line)
        return bool(line)

    def _fanned(self, at: tuple[int, int]) -> bool:
        """A click on a counter of the spread stack takes it; elsewhere the stack closes."""
        s, fan = self.screen, self.screen.fan
        if fan is None:
            return False
        boxes = s.board.fan_boxes(s.shown, fan)
        s.fan = None
        unit = next((p.unit for p, box in boxes if box.collidepoint(at)), "")
        if unit and s.sitting.own(unit) is not None:
            s.take(unit)
        return bool(unit)

    @property
    def drag_goal(self) -> Hex | None:
        """Hex a right-drag points at now."""
        hand = self.screen.hand
        start, here = hand.drag_from, self.screen.sitting.hex_of(hand.selected)
        if start is None or hand.hover in (None, here):
            return None
        return hand.hover if hand.is_wing or start in (here, hand.hover) else None

    def tick(self, dt_s: float) -> bool:
        """Pans while the pointer rests at the edge of the window."""
        x, y = self.screen.ui.pointer
        w, h = self.screen.size
        if not pygame.mouse.get_focused() or self._left is not None:
            return False
        dx = -1 if 0 <= x < EDGE else 1 if x >= w - EDGE else 0
        dy = -1 if 0 <= y < EDGE else 1 if y >= h - EDGE else 0
        self._edge_s = self._edge_s + dt_s if dx or dy else 0.0
        if self._edge_s < EDGE_WAIT_S:
            return False
        self.screen.camera.pan(dx * EDGE_PX_S * dt_s, dy * EDGE_PX_S * dt_s)
        return True

    # ------------------------------------------------------------ keys
    def key(self, event: pygame.Event) -> bool:
        """A key that belongs to the map in every phase; True if it was used."""
        camera, hand = self.screen.camera, self.screen.hand
        if event.key in PAN and not event.mod & pygame.KMOD_CTRL:
            dx, dy = PAN[event.key]
            if event.mod & pygame.KMOD_SHIFT:
                camera.pan(dx * camera.level * 2, dy * camera.level * 2)
            else:
                here = hand.move_cursor(dx, dy)
                hand.hover = here
                camera.reveal(here)
            return True
        return False
