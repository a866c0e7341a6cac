"""The colours of a side on the screen, as its scenario has them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from game.client.kit import palette
from game.client.kit.palette import Colour, rgb

if TYPE_CHECKING:
    from game.model.battle.look import SideLook
    from game.model.battle.scenario import Scenario


class Colours(NamedTuple):
    """What `SideLook` names, ready to paint with."""

    face: Colour
    shade: Colour
    ink: Colour
    dark: Colour
    deep: Colour
    pale: Colour
    light: Colour
    arrow: Colour | None

    @property
    def orders(self) -> Colour:
        """Its arrows: its own colour, or that of orders in the palette in use."""
        return self.arrow or palette.ORDER


def colours(scenario: Scenario, side: str) -> Colours:
    """The colours of a side.

    Raises:
        KeyError: the scenario has no such side.
    """
    return _colours(scenario.look.side(side))


@lru_cache(32)
def _colours(look: SideLook) -> Colours:
    return Colours(*(rgb(given) if (given := getattr(look, name)) else None for name in Colours._fields))  # type: ignore[arg-type]
