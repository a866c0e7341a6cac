"""How the sides and seats of a strategic game look on its pages: no part of the game, a journal stays good when it changes."""

import msgspec

from game.model.base import Entry, HexAt, Prose


class PageLook(Entry, frozen=True, kw_only=True):
    """The hex in the middle of the first view, and what the menu says before the seats."""

    first_view: HexAt
    brief: Prose


class SidePaint(Entry, frozen=True, kw_only=True):
    """Name and colours of a side, each six hexadecimal digits.

    Its counters: `face`, `shade` and `ink`; its seal is `deep` with `pale`; its arrows `arrow`,
    empty for the usual colour of orders.
    """

    side: str
    name: Prose
    face: str
    shade: str
    ink: str
    deep: str
    pale: str
    arrow: str = ""


class SeatLook(Entry, frozen=True, kw_only=True):
    """A seat in the menu: its `long` name and its `aim`; `band`: the colour over its counters."""

    seat: str
    long: Prose
    aim: Prose
    band: str


class NewsClause(Entry, frozen=True, kw_only=True):
    """A clause of the news of a month, told where each card of `given` is decided and in one of the states named; `at`: and
    where the fight of the year is in this sector. `date`: its day, or its month where only that is known; "" the news' month."""

    month: str
    says: Prose
    date: str = ""
    given: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    at: str = ""


class TheatreLook(Entry, frozen=True, kw_only=True):
    """The page's words; sides and seats in the order of the game; how news is told."""

    page: PageLook = PageLook(first_view=(0, 0), brief="")
    sides: tuple[SidePaint, ...] = ()
    seats: tuple[SeatLook, ...] = ()
    news: tuple[NewsClause, ...] = ()  # in the order of the telling; none for a month: its events as they stand

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the sides."""
        return tuple(look.name for look in self.sides)

    def seat(self, seat: str) -> SeatLook:
        """The look of a seat.

        Raises:
            KeyError: there is no such seat.
        """
        for look in self.seats:
            if look.seat == seat:
                return look
        raise KeyError(seat)
