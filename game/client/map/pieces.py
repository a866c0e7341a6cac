"""The ground in the window, piece by piece: what is looked at is read, lit and veiled once, and kept while it is looked at."""

from __future__ import annotations

from collections import OrderedDict

import pygame

from game.client.kit import palette
from game.client.map.picture.kept import Sheet
from game.client.map.picture.light import HAZE, PIECE, hazed, lit

LEAST_KEPT = 48  # pieces of 230 kB; more where a window shows more
SPARE = 1.25  # of what the last frame showed stays: panning back costs nothing
Key = tuple[object, ...]


class Ground:
    """Lays the pictures of a map in their light under a veil, remembering the pieces of the last frames."""

    def __init__(self) -> None:
        self._lit: OrderedDict[Key, pygame.Surface] = OrderedDict()
        self._veiled: OrderedDict[Key, pygame.Surface] = OrderedDict()

    def lay(
        self,
        surface: pygame.Surface,
        window: pygame.Rect,
        corner: tuple[int, int],
        sheet: Sheet,
        light: str = "day",
        sky: str = "clear",
        veil: pygame.Surface | None = None,
    ) -> None:
        """Draws what of the picture lies in `window`, its corner at the pixel `corner` of the surface.

        `veil`: of the whole map in small, as `light.veil` makes it.
        """
        seen = window.clip(pygame.Rect(corner, sheet.size))
        if not seen.w or not seen.h:
            return
        old = surface.get_clip()
        surface.set_clip(seen.clip(old))
        first, last = self._of((seen.x, seen.y), corner), self._of((seen.right - 1, seen.bottom - 1), corner)
        places = [(x, y) for y in range(first[1], last[1] + 1) for x in range(first[0], last[0] + 1)]
        for place in places:
            at = corner[0] + place[0] * PIECE, corner[1] + place[1] * PIECE
            surface.blit(self._piece(sheet, place, light, sky, veil), at)
        surface.set_clip(old)
        self._forget(len(places))

    @staticmethod
    def _of(at: tuple[int, int], corner: tuple[int, int]) -> tuple[int, int]:
        """The piece under a pixel of the surface."""
        return (at[0] - corner[0]) // PIECE, (at[1] - corner[1]) // PIECE

    def _piece(
        self, sheet: Sheet, place: tuple[int, int], light: str, sky: str, veil: pygame.Surface | None
    ) -> pygame.Surface:
        key = (id(sheet), place, light, sky)
        bare = self._lit.get(key)
        if bare is None:
            bare = self._lit[key] = lit_piece(sheet, place, light, sky)
        self._lit.move_to_end(key)
        if veil is None:
            return bare
        covered = (*key, id(veil))
        found = self._veiled.get(covered)
        if found is None:
            step = (veil.get_width() - 1) // -(-sheet.size[0] // PIECE)
            found = self._veiled[covered] = veiled(bare, veil, place, step)
        self._veiled.move_to_end(covered)
        return found

    def _forget(self, shown: int) -> None:
        """Lets the oldest pieces go; two boards of a replay share what is kept."""
        most = max(LEAST_KEPT, round(SPARE * shown))
        for kept in (self._lit, self._veiled):
            while len(kept) > most:
                kept.popitem(last=False)


def lit_piece(sheet: Sheet, place: tuple[int, int], light: str, sky: str) -> pygame.Surface:
    """One piece of the picture in this light under this sky; beyond the edge of the map all is fog."""
    box = pygame.Rect(place[0] * PIECE, place[1] * PIECE, PIECE, PIECE)
    if sky == "fog":
        return lit(hazed(sheet.part(box.inflate(HAZE, HAZE), palette.FOG)), light, sky)
    return lit(sheet.part(box), light, sky)


def veiled(piece: pygame.Surface, veil: pygame.Surface, place: tuple[int, int], step: int) -> pygame.Surface:
    """A piece under its part of the veil, `step` pixels of it; the piece itself where all of it is in sight."""
    part = veil.subsurface((place[0] * step, place[1] * step, step + 1, step + 1))
    if not part.get_bounding_rect().w:
        return piece
    out = piece.copy()
    out.blit(pygame.transform.smoothscale(part, (PIECE, PIECE)), (0, 0))
    return out
