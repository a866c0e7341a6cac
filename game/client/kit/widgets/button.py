"""Buttons: raised slate, brass when they are the thing to do, red for the seal; chips switch on and off."""

from __future__ import annotations

import pygame

from game.client.kit import palette
from game.client.kit.paint import Brush
from game.client.kit.widgets.base import Action, Ui, Widget

Look = tuple[tuple[int, ...] | None, tuple[int, ...] | None, tuple[int, ...]]


def look_of(name: str) -> Look:
    """Fill, line and ink of a button in the palette in use."""
    return {
        "plain": (palette.RAISED, palette.LINE, palette.TEXT),
        "brass": (palette.BRASS, palette.BRASS, palette.INK),
        "seal": (palette.SOVIET, palette.SOVIET_LINE, palette.SOVIET_INK),
        "bare": (None, None, palette.TEXT),
        "paper": (palette.PAPER_SHADE, palette.PAPER_LINE, palette.INK),
    }[name]


class Button(Widget):
    """A word to press, with its key cap at the right and a second line if there is one."""

    focusable = True

    def __init__(
        self,
        rect: pygame.Rect | tuple[int, int, int, int],
        label: str,
        action: Action,
        *,
        key: str = "",
        look: str = "plain",
        under: str = "",
        style: str = "body",
        tip: str = "",
    ) -> None:
        super().__init__(rect, tip=tip)
        self.label, self.action, self.cap, self.look, self.under, self.style = label, action, key, look, under, style
        self.is_on = False

    def draw(self, ui: Ui, surface: pygame.Surface) -> None:
        """The face, one pixel down while pressed, 40 % when disabled."""
        b, face = ui.brush, self.rect.move(0, 1 if ui.held is self else 0)
        fill, line, ink = look_of("brass" if self.is_on else self.look)
        if ui.hot is self and self.enabled and fill is not None:
            fill = b.lighter(fill)
        if fill is not None:
            b.box(surface, face, fill, line, radius=4)
        if not self.enabled:
            ink = b.faded(ink)
        pad, middle = self._pad(b), face.centery
        if self.under:
            room = face.w - pad - b.px(8)
            style = b.style_for(self.label, room, "heading", "strong", "small")
            b.text(surface, self.label, (face.x + pad + b.px(4), face.y + b.px(3)), style, ink, width=room)
            b.text(
                surface, self.under, (face.x + pad + b.px(4), face.bottom - b.px(6)), "small", ink, anchor="bottomleft"
            )
        elif self.is_capped(b):
            room = face.w - 2 * pad - b.size(self.cap, "key")[0] - 2
            b.text(surface, self.label, (face.x + pad, middle), self.style, ink, anchor="midleft", width=room)
        else:  # a long word of another language is written small before it is cut
            style = b.style_for(self.label, face.w - 6, self.style, "small")
            b.text(surface, self.label, face.center, style, ink, anchor="center", width=face.w - 6)
        if self.is_capped(b):
            at = (face.right - pad, face.y + b.px(8) if self.under else middle)
            b.text(
                surface,
                self.cap,
                at,
                "key",
                b.mix(ink, fill or palette.PANEL, 0.35),
                anchor="topright" if self.under else "midright",
            )

    def tip_at(self, at: tuple[int, int]) -> str:
        """Its tooltip; without one the whole of its words, which may have been cut, and its key."""
        said = super().tip_at(at)
        return said or "  ".join(w for w in (self.label, self.under, self.cap) if w)

    def is_capped(self, b: Brush) -> bool:
        """There is room for the key beside the word; where there is none, the word comes first."""
        gaps = b.px(36) if self.under else 2 * self._pad(b) + b.px(4)
        return bool(self.cap) and self._words(b) + gaps <= self.rect.w

    def _words(self, b: Brush) -> int:
        return b.size(self.label, "heading" if self.under else self.style)[0] + b.size(self.cap, "key")[0]

    def _pad(self, b: Brush) -> int:
        """Pixels at both ends: few on a small button with a key, or where the words need the room."""
        wide = self.rect.w >= b.px(80) and (bool(self.under) or self._words(b) + b.px(24) <= self.rect.w)
        return b.px(10 if wide or not self.cap else 6)

    def click(self, ui: Ui, at: tuple[int, int]) -> None:
        """Does its work."""
        self.action()

    def key(self, ui: Ui, event: pygame.Event) -> bool:
        """Enter and Space press it."""
        if (
            event.type == pygame.KEYDOWN
            and event.key in (pygame.K_RETURN, pygame.K_KP_ENTER, pygame.K_SPACE)
            and not event.mod & pygame.KMOD_CTRL
        ):
            self.action()
            return True
        return False


class Chip(Button):
    """A small switch of a filter: filled while on."""

    def __init__(
        self, rect: pygame.Rect | tuple[int, int, int, int], label: str, action: Action, *, on: bool, tip: str = ""
    ) -> None:
        super().__init__(rect, label, action, look="paper", style="small", tip=tip)
        self.on = on

    def draw(self, ui: Ui, surface: pygame.Surface) -> None:
        """A rounded word, dark while on."""
        b = ui.brush
        fill, ink = (palette.INK, palette.PAPER) if self.on else (palette.PAPER_SHADE, palette.INK)
        b.box(surface, self.rect, fill, None, radius=9)
        b.text(surface, self.label, self.rect.center, "small", ink, anchor="center")


class Bars(Button):
    """The button of the menu: three bars."""

    def draw(self, ui: Ui, surface: pygame.Surface) -> None:
        """The face and the bars."""
        super().draw(ui, surface)
        px, (x, y) = ui.brush.px, self.rect.center
        for k in (-1, 0, 1):
            pygame.draw.rect(surface, palette.TEXT, (x - px(9), y + k * px(6) - 1, px(18), max(2, px(2))))
