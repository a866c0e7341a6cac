"""Sizes of the interface at its scale (100-200 %): what a pixel of the art direction is on this screen."""

from dataclasses import dataclass

from game.client.kit import text

# Styles of the interface beside the roles of text.py: (family, px at 100, 150, 200 %).
EXTRA: dict[str, tuple[str, tuple[float, float, float]]] = {
    "sub": ("title_italic", (17, 25, 33)),
    "time": ("figure", (14.5, 22, 29)),
}


@dataclass(frozen=True)
class Theme:
    """The interface at one scale: `scale` 1.0 to 2.0."""

    scale: float = 1.0

    def px(self, n: float) -> int:
        """`n` pixels of the drawing at this scale."""
        return max(1, round(n * self.scale)) if n > 0 else round(n * self.scale)

    def style(self, name: str) -> tuple[str, float]:
        """Family and size in pixels of a text style."""
        if name not in EXTRA:
            return text.style(name, self.scale)
        family, (a, b, c) = EXTRA[name]
        s = self.scale
        return family, a + (b - a) * (s - 1) * 2 if s <= 1.5 else b + (c - b) * (s - 1.5) * 2

    def is_small(self, size: tuple[int, int]) -> bool:
        """The window is too small for the large measures of the layout."""
        return size[0] < self.px(1600) or size[1] < self.px(900)


def best_scale(size: tuple[int, int]) -> float:
    """Scale that suits a screen of this size when the user has chosen none."""
    return 1.0 if size[1] < 1300 else 1.5 if size[1] < 2000 else 2.0
