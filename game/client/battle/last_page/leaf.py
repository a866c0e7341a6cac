"""A leaf of the last page: pieces one under the other that roll: heads, sentences, bars, and the draws of luck."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pygame

from game.client.kit import palette
from game.client.kit.strokes import mark
from game.client.kit.widgets import Reading, Scroll

if TYPE_CHECKING:
    from game.client.kit.paint import Brush, Colour
    from game.client.kit.widgets import Ui

GAP = 6  # pixels under a piece


@dataclass(frozen=True)
class Piece(ABC):
    """Something on a leaf. `tip`: what is said to whoever rests on it."""

    tip: str = field(default="", kw_only=True)

    @abstractmethod
    def height(self, b: Brush, wide: int) -> int:
        """Pixels that it takes, without the gap under it."""

    @abstractmethod
    def paint(self, b: Brush, surface: pygame.Surface, rect: pygame.Rect) -> None:
        """Draws it; `rect` is as high as it said."""


@dataclass(frozen=True)
class Head(Piece):
    """The head of a section, with a rule after it."""

    words: str

    def height(self, b: Brush, wide: int) -> int:
        """A line, and room above it."""
        return b.px(28)

    def paint(self, b: Brush, surface: pygame.Surface, rect: pygame.Rect) -> None:
        """Words and rule."""
        y = rect.bottom - b.px(10)
        end = b.text(surface, self.words, (rect.x, y), "strong", palette.SOVIET, anchor="midleft", width=rect.w)
        if end.right + b.px(10) < rect.right:
            pygame.draw.line(surface, palette.PAPER_LINE, (end.right + b.px(8), y), (rect.right, y))


@dataclass(frozen=True)
class Words(Piece):
    """A paragraph. `mark`: the mark of a side before it."""

    words: str
    style: str = "body"
    ink: Colour | None = None
    mark: Mark | None = None

    def height(self, b: Brush, wide: int) -> int:
        """All its lines."""
        return b.height(self.words, self.style, wide - self._indent(b))

    def paint(self, b: Brush, surface: pygame.Surface, rect: pygame.Rect) -> None:
        """The mark, then the lines."""
        if self.mark is not None:
            self.mark.paint(b, surface, (rect.x + b.px(6), rect.y + b.line(self.style) // 2))
        room = pygame.Rect(rect.x + self._indent(b), rect.y, rect.w - self._indent(b), rect.h)
        b.paragraph(surface, self.words, room, self.style, self.ink or palette.INK)

    def _indent(self, b: Brush) -> int:
        return b.px(18) if self.mark is not None else 0


@dataclass(frozen=True)
class Mark:
    """How a side is marked, never by colour alone: a disc or a diamond."""

    colour: Colour
    is_second: bool

    def paint(self, b: Brush, surface: pygame.Surface, at: tuple[int, int], r: int = 0) -> None:
        """Draws it about a point, `r` pixels about it."""
        mark(b, surface, at, self.colour, diamond=self.is_second, r=r)


@dataclass(frozen=True)
class Total(Piece):
    """A side and its score, large."""

    name: str
    figure: str
    mark: Mark

    def height(self, b: Brush, wide: int) -> int:
        """A line of the heading."""
        return b.px(34)

    def paint(self, b: Brush, surface: pygame.Surface, rect: pygame.Rect) -> None:
        """Mark and name at the left, the figure at the right, a rule under both."""
        self.mark.paint(b, surface, (rect.x + b.px(6), rect.centery))
        right = b.text(
            surface, self.figure, (rect.right, rect.centery), "heading", self.mark.colour, anchor="midright"
        ).x
        at = (rect.x + b.px(20), rect.centery)
        b.text(surface, self.name, at, "heading", palette.INK, anchor="midleft", width=right - at[0] - b.px(8))
        pygame.draw.line(surface, self.mark.colour, (rect.x, rect.bottom - 1), (rect.right, rect.bottom - 1))


@dataclass(frozen=True)
class Bar(Piece):
    """A share as a bar: its name, the bar, its figure."""

    name: str
    figure: str
    share: float
    colour: Colour

    def height(self, b: Brush, wide: int) -> int:
        """A line."""
        return b.line("small") - b.px(2)

    def paint(self, b: Brush, surface: pygame.Surface, rect: pygame.Rect) -> None:
        """Name at the left, figure at the right, the bar between."""
        names, figures = round(rect.w * 0.46), b.px(64)
        middle = rect.centery
        b.text(surface, self.name, (rect.x, middle), "small", palette.INK, anchor="midleft", width=names - b.px(6))
        b.text(surface, self.figure, (rect.right, middle), "time", palette.INK, anchor="midright")
        room = pygame.Rect(rect.x + names, middle - b.px(4), rect.w - names - figures, b.px(8))
        surface.fill(palette.PAPER_SHADE, room)
        surface.fill(self.colour, (room.x, room.y, round(room.w * max(0.0, min(1.0, self.share))), room.h))
        pygame.draw.rect(surface, palette.PAPER_LINE, room, 1)


@dataclass(frozen=True)
class Drawn(Piece):
    """What came of draws against what was to be expected: a bar to the right where more came, to the left where less."""

    name: str
    figure: str
    gain: float  # -1 to 1
    mark: Mark

    def height(self, b: Brush, wide: int) -> int:
        """A line."""
        return b.line("small")

    def paint(self, b: Brush, surface: pygame.Surface, rect: pygame.Rect) -> None:
        """Mark and name, figures, the bar about its middle."""
        names, middle = round(rect.w * 0.34), rect.centery
        room = pygame.Rect(rect.x + round(rect.w * 0.72), middle - b.px(4), round(rect.w * 0.28), b.px(8))
        self.mark.paint(b, surface, (rect.x + b.px(6), middle))
        at = (rect.x + b.px(18), middle)
        b.text(surface, self.name, at, "small", palette.INK, anchor="midleft", width=names - b.px(22))
        at = (rect.x + names, middle)
        b.text(surface, self.figure, at, "small", palette.INK, anchor="midleft", width=room.x - at[0] - b.px(8))
        wide = round(room.w / 2 * min(1.0, abs(self.gain)))
        surface.fill(self.mark.colour, (room.centerx - (wide if self.gain < 0 else 0), room.y, max(1, wide), room.h))
        pygame.draw.line(surface, palette.INK, (room.centerx, room.y - b.px(3)), (room.centerx, room.bottom + b.px(2)))


class Leaf(Reading):
    """Pieces one under the other; wheel, arrows and page keys roll them, and each answers whoever rests on it."""

    def __init__(self, rect: pygame.Rect, pieces: Sequence[Piece], *, scroll: Scroll) -> None:
        super().__init__(rect, (), scroll=scroll)
        self.pieces = tuple(pieces)
        self._seen: list[tuple[pygame.Rect, Piece]] = []
        self._pointer = (-1, -1)

    def height(self, ui: Ui) -> int:
        """Pixels that all pieces take."""
        b = ui.brush
        return sum(piece.height(b, self.rect.w - b.px(16)) + b.px(GAP) for piece in self.pieces)

    def draw(self, ui: Ui, surface: pygame.Surface) -> None:
        """The pieces in view, and the bar where there is more."""
        b = ui.brush
        self.scroll.fit(self.height(ui), self.rect.h)
        old = surface.get_clip()
        surface.set_clip(self.rect.clip(old))
        y, self._seen, self._pointer = self.rect.y - self.scroll.offset, [], ui.pointer
        for piece in self.pieces:
            box = pygame.Rect(self.rect.x, y, self.rect.w - b.px(16), piece.height(b, self.rect.w - b.px(16)))
            if box.colliderect(self.rect):
                piece.paint(b, surface, box)
                self._seen.append((box, piece))
            y = box.bottom + b.px(GAP)
        surface.set_clip(old)
        self.scroll.draw(surface, self.rect, paper=True)

    @property
    def tip(self) -> str:
        """What is said of the piece under the pointer."""
        return next((piece.tip for box, piece in self._seen if box.collidepoint(self._pointer)), "")

    @tip.setter
    def tip(self, words: str) -> None:
        assert not words, "the pieces of a leaf have their own"
