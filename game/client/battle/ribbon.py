"""The ribbon of a turn: pulses across, the tasks of the side under them, the light above; the fire plan in small."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pygame

from game.client.kit import palette
from game.client.kit.widgets import Ui, Widget
from game.model.battle.orders import Order

LIGHT = {"day": (206, 184, 120), "dusk": (150, 92, 70), "night": (40, 48, 74)}


@dataclass(frozen=True)
class Bar:
    """A task on the ribbon: from and to in pulses of the turn. `order`: whose hour may be dragged."""

    unit: str
    label: str
    first: int
    last: int
    words: str
    colour: tuple[int, ...]
    is_lit: bool = False
    order: Order | None = None


class Ribbon(Widget):
    """Bars over the pulses of the turn; a click takes the counter of a bar, a drag of it moves its hour."""

    focusable = True

    def __init__(
        self,
        rect: pygame.Rect,
        pulses: int,
        hours: Sequence[tuple[int, str]],
        light: Sequence[str],
        bars: Callable[[], Sequence[Bar]],
        pick: Callable[[str], None],
        now: Callable[[], float | None],
        at_pulse: Callable[[int], bool] = lambda pulse: False,
        moved: Callable[[Bar, int], object] = lambda bar, pulses: None,
    ) -> None:
        super().__init__(rect)
        self.pulses, self.hours, self.light = pulses, tuple(hours), tuple(light)
        self.bars, self.pick, self.now = bars, pick, now
        self.at_pulse = at_pulse  # is told the pulse of a click first; True if it wanted it
        self.moved = moved  # is told of a bar that was dragged so many pulses later
        self.top = 0
        self._grip: tuple[Bar, int] | None = None  # the bar that is held, and the pulse at which
        self._by = 0

    def _room(self, ui: Ui) -> tuple[pygame.Rect, int]:
        px = ui.brush.px
        names = px(112)
        return pygame.Rect(
            self.rect.x + names, self.rect.y + px(26), self.rect.w - names - px(16), self.rect.h - px(34)
        ), px(20)

    def draw(self, ui: Ui, surface: pygame.Surface) -> None:
        """Hours, light, bars, the moving hand of the film."""
        b = ui.brush
        surface.fill(palette.PANEL, self.rect)
        room, row = self._room(ui)
        step = room.w / max(1, self.pulses)
        for i, light in enumerate(self.light[: self.pulses]):
            x = room.x + round(i * step)
            surface.fill(
                LIGHT.get(light, LIGHT["day"]), (x, room.y - b.px(5), round((i + 1) * step) - round(i * step), b.px(4))
            )
        free = self.rect.x
        for at, words in self.hours:
            x = room.x + round(at * step)
            pygame.draw.line(surface, palette.LINE, (x, room.y), (x, room.bottom))
            half = b.size(words, "key")[0] // 2 + 2
            if x - half >= free:  # a narrow ribbon names fewer hours
                b.text(surface, words, (x, room.y - b.px(6)), "key", palette.DIM, anchor="midbottom")
                free = x + half
        bars, fit = list(self.bars()), max(1, room.h // row)
        self.top = max(0, min(self.top, len(bars) - fit))
        for k, bar in enumerate(bars[self.top : self.top + fit]):
            y = room.y + k * row
            b.text(
                surface,
                bar.label,
                (room.x - b.px(10), y + row // 2),
                "strong" if bar.is_lit else "small",
                palette.TEXT if bar.is_lit else palette.DIM,
                anchor="midright",
                width=b.px(100),
            )
            by = self._by if self._grip is not None and self._grip[0].order == bar.order is not None else 0
            x0, x1 = room.x + round((bar.first + by) * step), room.x + round(min(self.pulses, bar.last + by) * step)
            box = pygame.Rect(x0, y + 2, max(4, x1 - x0), row - 4)
            b.box(surface, box, bar.colour, palette.BRASS if bar.is_lit else None, radius=2)
            ink = palette.INK if sum(bar.colour[:3]) > 330 else palette.PAPER
            if box.w > b.px(24):
                b.text(
                    surface,
                    bar.words,
                    (box.x + b.px(5), box.centery),
                    "key",
                    ink,
                    anchor="midleft",
                    width=box.w - b.px(8),
                )
        if len(bars) > fit:
            b.text(
                surface,
                f"{self.top + 1}–{self.top + fit} / {len(bars)}",
                (self.rect.x + b.px(10), self.rect.y + b.px(6)),
                "key",
                palette.DIM,
            )
        now = self.now()
        if now is not None:
            x = room.x + round(now * step)
            pygame.draw.line(surface, palette.TEXT, (x, room.y - b.px(6)), (x, room.bottom), 2)
        pygame.draw.line(surface, palette.LINE, self.rect.topright, self.rect.bottomright)

    def wheel(self, ui: Ui, steps: int) -> bool:
        """Rolls the rows."""
        self.top -= steps
        return True

    def _at(self, ui: Ui, at: tuple[int, int]) -> tuple[Bar | None, int]:
        """The bar of the row under a point, and the pulse."""
        room, row = self._room(ui)
        k = (at[1] - room.y) // row + self.top
        bars = list(self.bars())
        pulse = int((at[0] - room.x) * self.pulses / max(1, room.w))
        return (bars[k] if at[1] >= room.y and 0 <= k < len(bars) else None), pulse

    def press(self, ui: Ui, at: tuple[int, int]) -> None:
        """Takes hold of a bar whose hour may be moved."""
        bar, pulse = self._at(ui, at)
        held = bar is not None and bar.order is not None and bar.first <= pulse < max(bar.last, bar.first + 1)
        self._grip, self._by = (bar, pulse) if held and bar is not None else None, 0

    def drag(self, ui: Ui, at: tuple[int, int]) -> None:
        """Moves the bar that is held within the turn."""
        if self._grip is not None:
            bar, start = self._grip
            self._by = max(-bar.first, min(self.pulses - 1 - bar.first, self._at(ui, at)[1] - start))

    def click(self, ui: Ui, at: tuple[int, int]) -> None:
        """Moves the hour of a bar that was dragged; else tells the pulse to who waits for one, or takes a counter."""
        grip, by = self._grip, self._by
        self._grip, self._by = None, 0
        if grip is not None and by:
            self.moved(grip[0], by)
            return
        room, _row = self._room(ui)
        bar, pulse = self._at(ui, at)
        if room.x <= at[0] < room.right and self.at_pulse(pulse):
            return
        if bar is not None:
            self.pick(bar.unit)

    def key(self, ui: Ui, event: pygame.Event) -> bool:
        """Up and Down roll while focused."""
        if event.type == pygame.KEYDOWN and event.key in (pygame.K_UP, pygame.K_DOWN) and ui.ring_shown:
            self.top += 1 if event.key == pygame.K_DOWN else -1
            return True
        return False
