"""The colours of sides and seats on the strategic pages, as the game's files have them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from game.client.kit import palette
from game.client.kit.palette import Colour, rgb

if TYPE_CHECKING:
    from game.model.theatre.game import Theatre
    from game.model.theatre.look import SidePaint

NOBODY = rgb("7A746A")  # over the counters that no seat moves


class Colours(NamedTuple):
    """What `SidePaint` names, ready to paint with."""

    face: Colour
    shade: Colour
    ink: Colour
    deep: Colour
    pale: Colour
    arrow: Colour | None

    @property
    def orders(self) -> Colour:
        """Its arrows: its own colour, or that of orders in the palette in use."""
        return self.arrow or palette.ORDER


def colours(theatre: Theatre, side: int) -> Colours:
    """The colours of a side, by its place in `theatre.sides`."""
    return _colours(theatre.look.sides[side])


def band(theatre: Theatre, seat: str) -> Colour:
    """The colour over the counters that a seat moves; grey for none."""
    return rgb(theatre.look.seat(seat).band) if seat else NOBODY


@lru_cache(8)
def _colours(look: SidePaint) -> Colours:
    return Colours(*(rgb(given) if (given := getattr(look, name)) else None for name in Colours._fields))  # type: ignore[arg-type]
