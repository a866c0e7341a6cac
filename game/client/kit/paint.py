"""The brush of the interface: text in the styles of the art direction, boxes, rings, shadows and tooltips, at one scale."""

from __future__ import annotations

from functools import lru_cache

import pygame

from game.client.kit import palette, text
from game.client.kit.theme import Theme

Colour = tuple[int, ...]
TIP_WIDTH = 380


def mix(a: Colour, b: Colour, share: float) -> tuple[int, int, int]:
    """`a` with `share` of `b` in it."""
    return (
        round(a[0] + (b[0] - a[0]) * share),
        round(a[1] + (b[1] - a[1]) * share),
        round(a[2] + (b[2] - a[2]) * share),
    )


class Brush:
    """Draws at the scale of its theme; everything it repeats is cached."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self.px = theme.px
        self.mix = mix
        self._wrapped = lru_cache(2000)(self._wrap)
        self._fitted = lru_cache(4000)(self._fit)

    # ------------------------------------------------------------ text
    def picture(self, string: str, style: str, colour: Colour) -> pygame.Surface:
        """The text as a surface."""
        family, size = self.theme.style(style)
        return text.write(string, family, size, (colour[0], colour[1], colour[2]))

    def size(self, string: str, style: str = "body") -> tuple[int, int]:
        """Width and height of a line of text."""
        family, size = self.theme.style(style)
        return text.measure(string, family, size)

    def line(self, style: str = "body") -> int:
        """Distance of two lines of a paragraph."""
        return round(self.theme.style(style)[1] * 1.45)

    def text(
        self,
        surface: pygame.Surface,
        string: str,
        at: tuple[float, float],
        style: str | tuple[str, ...] = "body",
        colour: Colour = palette.TEXT,
        *,
        anchor: str = "topleft",
        width: int | None = None,
    ) -> pygame.Rect:
        """Draws one line, in the first of several styles that fits `width`, else cut with an ellipsis; returns its rectangle."""
        if not isinstance(style, str):
            style = style[0] if width is None else self.style_for(string, width, *style)
        if width is not None:
            string = self._fitted(string, style, width)
        picture = self.picture(string, style, colour)
        rect = picture.get_rect(**{anchor: (round(at[0]), round(at[1]))})
        surface.blit(picture, rect)
        return rect

    def style_for(self, string: str, width: int, *styles: str) -> str:
        """The first of the styles in which the text is not cut at `width`, else the last."""
        return next((style for style in styles if self.size(string, style)[0] <= width), styles[-1])

    def paragraph(
        self,
        surface: pygame.Surface,
        string: str,
        rect: pygame.Rect,
        style: str = "body",
        colour: Colour = palette.TEXT,
        *,
        lines: int = 999,
    ) -> int:
        """Draws wrapped text from the top of `rect`; returns the y below it."""
        y, step = rect.y, self.line(style)
        wrapped = self._wrapped(string, style, rect.w)
        for i, row in enumerate(wrapped[:lines]):
            cut = i == lines - 1 and len(wrapped) > lines
            self.text(surface, row + " …" if cut else row, (rect.x, y), style, colour, width=rect.w)
            y += step
        return y

    def height(self, string: str, style: str, width: int, *, lines: int = 999) -> int:
        """Height of a paragraph of this width."""
        return min(lines, len(self._wrapped(string, style, width))) * self.line(style)

    def _fit(self, string: str, style: str, width: int) -> str:
        if self.size(string, style)[0] <= width:
            return string
        low, high = 0, len(string)
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (
                (middle, high) if self.size(string[:middle].rstrip() + "…", style)[0] <= width else (low, middle - 1)
            )
        return string[:low].rstrip() + "…"

    def _wrap(self, string: str, style: str, width: int) -> tuple[str, ...]:
        return text.wrap(string, style, width, self.theme.scale)

    def heading(self, surface: pygame.Surface, string: str, rect: pygame.Rect, *, right: str = "") -> int:
        """A section head in brass capitals with its rule; returns the y below it."""
        x, y = rect.x, rect.y
        for letter in string.upper():
            x = (
                self.text(surface, letter, (x, y), "section", palette.BRASS).right + self.px(1.3)
                if letter != " "
                else x + self.px(6)
            )
        end = rect.right
        if right:
            end = self.text(surface, right, (rect.right, y), "small", palette.DIM, anchor="topright").x - self.px(8)
        middle = y + self.px(8)
        if x + self.px(10) < end:
            pygame.draw.line(surface, palette.LINE, (x + self.px(8), middle), (end, middle))
        return y + self.px(24)

    # ------------------------------------------------------------ boxes
    def box(
        self,
        surface: pygame.Surface,
        rect: pygame.Rect,
        fill: Colour | None,
        line: Colour | None = None,
        *,
        radius: int = 0,
        width: int = 1,
    ) -> None:
        """A filled box with a line round it."""
        if fill is not None:
            pygame.draw.rect(surface, fill, rect, border_radius=radius)
        if line is not None:
            pygame.draw.rect(surface, line, rect, width, border_radius=radius)

    def ring(self, surface: pygame.Surface, rect: pygame.Rect) -> None:
        """The brass ring of the focus, 2 px."""
        pygame.draw.rect(surface, palette.BRASS, rect, 2, border_radius=5)

    def dim(self, surface: pygame.Surface, rect: pygame.Rect, alpha: int) -> None:
        """Darkens a part of the screen."""
        veil = _veil(rect.w, rect.h, alpha)
        surface.blit(veil, rect)

    def shadow(self, surface: pygame.Surface, rect: pygame.Rect) -> None:
        """A soft shadow under a dialog."""
        for i in range(1, 7):
            veil = _veil(rect.w + 4 * i, rect.h + 4 * i, 10)
            surface.blit(veil, (rect.x - 2 * i + 3, rect.y - 2 * i + 5))

    def paper(self, surface: pygame.Surface, rect: pygame.Rect) -> None:
        """A sheet of paper lying on what is below."""
        self.shadow(surface, rect)
        self.box(surface, rect, palette.PAPER, palette.PAPER_LINE, radius=3)

    def flag(
        self,
        surface: pygame.Surface,
        string: str,
        at: tuple[float, float],
        fill: Colour,
        ink: Colour,
        *,
        style: str = "time",
        line: Colour | None = palette.TEXT,
    ) -> pygame.Rect:
        """A small label on its own ground, centred at a point: times at arrows, guns at a target."""
        w, h = self.size(string, style)
        box = pygame.Rect(0, 0, w + self.px(10), h + self.px(4))
        box.center = (round(at[0]), round(at[1]))
        self.box(surface, box, fill, line, radius=3)
        self.text(surface, string, box.center, style, ink, anchor="center")
        return box

    def tooltip(self, surface: pygame.Surface, string: str, at: tuple[int, int], *, warn: bool = False) -> pygame.Rect:
        """A note beside the pointer, kept inside the screen."""
        width = min(self.px(TIP_WIDTH), max(self.size(row, "small")[0] for row in string.split("\n")) + 2)
        mark = self.px(20) if warn else 0
        box = pygame.Rect(
            at[0] + 16, at[1] + 20, width + self.px(20) + mark, self.height(string, "small", width) + self.px(12)
        )
        if box.bottom > surface.get_height() - 4:
            box.bottom = at[1] - 8
        box.clamp_ip(surface.get_rect().inflate(-8, -8))
        self.box(surface, box, palette.DESK, palette.WARN if warn else palette.LINE, radius=4)
        if warn:
            self.triangle(surface, (box.x + self.px(16), box.y + self.px(15)))
        inner = pygame.Rect(box.x + self.px(10) + mark, box.y + self.px(6), width, 0)
        self.paragraph(surface, string, inner, "small", palette.TEXT)
        return box

    def triangle(self, surface: pygame.Surface, at: tuple[int, int]) -> None:
        """The orange triangle of a refusal."""
        x, y, r = at[0], at[1], self.px(7)
        pygame.draw.polygon(surface, palette.WARN, [(x, y - r), (x + r, y + r * 0.8), (x - r, y + r * 0.8)])
        pygame.draw.line(surface, palette.DESK, (x, y - r * 0.4), (x, y + r * 0.2), 2)
        pygame.draw.line(surface, palette.DESK, (x, y + r * 0.5), (x, y + r * 0.55), 2)

    def lighter(self, colour: Colour) -> Colour:
        """The colour of a thing under the pointer."""
        return mix(colour, (255, 255, 255), 0.09)

    def faded(self, colour: Colour) -> Colour:
        """The ink of a disabled thing: 40 %."""
        return mix(colour, palette.PANEL, 0.6)


@lru_cache(48)
def _veil(w: int, h: int, alpha: int) -> pygame.Surface:
    veil = pygame.Surface((max(1, w), max(1, h)))
    veil.fill((6, 8, 10))
    veil.set_alpha(alpha)
    return veil
