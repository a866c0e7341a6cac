"""The badge of an engagement on its hexside: the gap in metres and how far the fight has come."""

from __future__ import annotations

from functools import lru_cache

import pygame

from game.client.kit import palette, text

FINE = 4
STAGES = 5  # approach, heard, wire, crest, contested
CONTESTED = STAGES - 1
_EMPTY = (84, 80, 74)


@lru_cache(300)
def engagement_badge(gap_m: int, stage: int, share_pm: int, px: int) -> pygame.Surface:
    """Black on the map: metres between the two and five boxes of stage, premultiplied; the same surface each time.

    `gap_m` -1: not known. `stage` 0 to 4 fills one to five boxes; a contested crest (4) shows the holders' share of it, per
    mille, instead of the gap. `px`: width of a hex.
    """
    k = FINE * min(2.0, max(0.75, px / 56))
    words = f"{round(share_pm / 10)} %" if stage >= CONTESTED else f"{gap_m} m" if gap_m >= 0 else "? m"
    drawn = text.write(words, "figure", 14 * k, palette.TEXT)
    drawn = drawn.subsurface(drawn.get_bounding_rect())
    box, gap, pad, high = 5.5 * k, 1.6 * k, 5 * k, 18 * k
    wide = pad + drawn.get_width() + 4 * k + STAGES * (box + gap) - gap + pad
    small = round(wide / FINE) + 4, round(high / FINE) + 4
    big = pygame.Surface((small[0] * FINE, small[1] * FINE), pygame.SRCALPHA)
    frame = pygame.Rect(2 * FINE, 2 * FINE, wide, high)
    pygame.draw.rect(big, (14, 10, 8, 90), frame.move(FINE, 2 * FINE), border_radius=round(4 * k))
    pygame.draw.rect(big, (26, 22, 20), frame, border_radius=round(4 * k))
    pygame.draw.rect(big, palette.PAPER, frame, max(FINE, round(0.9 * k)), border_radius=round(4 * k))
    big.blit(drawn, drawn.get_rect(midleft=(frame.x + pad, frame.centery)))
    x = frame.x + pad + drawn.get_width() + 4 * k
    for n in range(STAGES):
        colour = palette.ASSAULT_REACH if n <= stage else _EMPTY
        pygame.draw.rect(big, colour, (x, frame.centery - box * 0.6, box, box * 1.2))
        x += box + gap
    return pygame.transform.smoothscale(big.premul_alpha(), small)
