"""The lines that were claimed: dash-dot for the Soviet one, dashes for the Japanese, dots for the old maps."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.client.kit import palette
from game.client.map.picture.canvas import Canvas, Feature
from game.client.map.picture.lines import along, dash, ink, pen


@dataclass(frozen=True)
class Claim:
    """How a claimed line is drawn: `pattern` in pixels of a hex of 64; `owner` +1 or -1: the side of the wash, 0 none."""

    colour: palette.Colour
    pattern: tuple[float, ...]
    owner: int
    width: float


SOVIET = Claim(palette.CLAIM_SOVIET, (22, 5, 3, 5), 1, 2.3)
JAPANESE = Claim(palette.CLAIM_JAPAN, (11, 6), -1, 2.3)
OLD_MAPS = Claim(palette.CLAIM_MAPS, (2, 7), 0, 1.8)


def claim_of(feature: Feature) -> Claim:
    """Whose claim a border is: by its property `claim` ("soviet", "japan"), else by whom its name calls the claimant."""
    said = feature["properties"]
    by = said.get("claim") or said["name"].partition("claimed by")[2]
    if "soviet" in by.lower() or "USSR" in by:
        return SOVIET
    return JAPANESE if "japan" in by.lower() else OLD_MAPS


def draw(canvas: Canvas) -> None:
    """Each line with a wash on its owner's side."""
    u, img = max(0.6, canvas.u), canvas.img
    for f in canvas.of("border"):
        claim = claim_of(f)
        for near in along(canvas.shape, canvas.line(f), 20 * u):
            win, d = near.window, near.d
            if claim.owner:
                ink(img, win, np.clip(1 - d / (17 * u), 0, 1) * (near.side * claim.owner > 0) * 0.34, claim.colour)
            stroke = dash(near.s, *(p * u for p in claim.pattern))
            ink(img, win, pen(d, (claim.width + 1.9) * u) * stroke * 0.55, palette.PAPER)
            ink(img, win, pen(d, claim.width * u) * stroke, claim.colour)
