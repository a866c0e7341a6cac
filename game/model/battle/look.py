"""How the board of a scenario looks and what it is called: no part of the game, a journal stays good when it changes."""

from typing import Literal

from msgspec import field

from game.model.base import Entry, Prose


class SideLook(Entry, frozen=True, kw_only=True):
    """The colours of a side, each six hexadecimal digits. `commander`: the head over its briefing.

    Its counters: `face`, `shade` and `ink`, and `dark` on small marks. On paper it writes in `deep`, its seal is `deep` with
    `pale`; on slate `light`. Its arrows are `arrow`, empty for the usual colour of orders.
    """

    side: str
    commander: Prose
    face: str
    shade: str
    ink: str
    dark: str
    deep: str
    pale: str
    light: str
    arrow: str = ""


class MapLook(Entry, frozen=True, kw_only=True):
    """What stands in the corner of the map: title, the same in other scripts, small print; `claims`: legend of claimed lines."""

    title: Prose
    names: str = ""
    small_print: Prose = ""
    claims: dict[Literal["claim-soviet", "claim-japan", "claim-maps"], Prose] = field(default_factory=dict)


class Look(Entry, frozen=True, kw_only=True):
    """The map's words, and the sides in the order of the scenario."""

    map: MapLook
    sides: tuple[SideLook, ...]

    def side(self, side: str) -> SideLook:
        """The look of a side.

        Raises:
            KeyError: there is no such side.
        """
        for look in self.sides:
            if look.side == side:
                return look
        raise KeyError(side)
