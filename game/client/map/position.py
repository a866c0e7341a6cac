"""A position to draw: what a board shows, made from a view, a match or a keyframe of the record.

This is the one interface between those who know a position and those who draw it (`board`, `snapshot`, minimap):
pieces on hexes, engagements between hexes, what is in sight, the light. It holds nothing a side may not see when it
was made from that side's view.
"""

from __future__ import annotations

from dataclasses import dataclass

Hex = tuple[int, int]


@dataclass(frozen=True)
class Piece:
    """A counter as drawn. `strength`: men, guns or tanks, -1 unknown. `state` 3 fresh to 0; `age_h` hours since last
    seen, None if seen now; `is_certain` False: the record does not know place or strength; `faint` 0 to 3: how old it looks."""

    unit: str
    side: str
    hex: Hex
    formation: str = ""
    type: str = ""
    label: str = ""
    strength: int = -1
    state: int = 3
    is_broken: bool = False
    has_task: bool = False
    age_h: float | None = None
    is_contact: bool = False
    is_certain: bool = True
    lacks_supply: bool = False
    faint: int = 0


@dataclass(frozen=True)
class Clash:
    """An engagement: a badge on the hexside from `start` to `target`; `gap_m` -1 unknown; `stage` 0-4."""

    start: Hex
    target: Hex
    side: str
    gap_m: int
    stage: int
    share_pm: int = 0


@dataclass(frozen=True)
class Position:
    """What a board shows. `seen` None: everything is in sight. `light`: day, dusk or night; `sky`: clear, rain, fog."""

    moment: str
    pieces: tuple[Piece, ...]
    clashes: tuple[Clash, ...] = ()
    seen: frozenset[Hex] | None = None
    light: str = "day"
    sky: str = "clear"

    def at(self, here: Hex) -> tuple[Piece, ...]:
        """Pieces on a hex, the largest last (it lies on top)."""
        return tuple(p for p in self.pieces if p.hex == here)

    def piece(self, unit: str) -> Piece | None:
        """The piece of a counter, if it is on the board."""
        return next((p for p in self.pieces if p.unit == unit), None)
