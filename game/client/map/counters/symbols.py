"""APP-6 symbols in any ink and size: the inner part from the assets, the frame drawn here."""

from __future__ import annotations

from functools import cache, lru_cache

import pygame

from game.client.kit.palette import Colour
from game.files.assets import asset

UNKNOWN = "unknown"


@cache
def symbols() -> tuple[str, ...]:
    """Names of the drawings at hand, sorted."""
    return tuple(sorted(p.stem for p in asset("symbols").glob("*.svg")))


@lru_cache(300)
def symbol(name: str, width: int, height: int, ink: Colour, frame: int = 0) -> pygame.Surface:
    """A symbol in `ink`, in a frame `frame` pixels thick (0 none); a name without a drawing gives a question mark."""
    file = asset("symbols", f"{name if name in symbols() else UNKNOWN}.svg")
    drawn = pygame.image.load_sized_svg(str(file), (width, height))
    out = pygame.Surface((width, height), pygame.SRCALPHA)
    out.fill((*ink, 0))
    out.blit(drawn, drawn.get_rect(center=(width / 2, height / 2)), special_flags=pygame.BLEND_RGBA_MAX)
    out.fill((*ink, 255), special_flags=pygame.BLEND_RGBA_MULT)
    if frame:
        pygame.draw.rect(out, ink, out.get_rect(), frame)
    return out
