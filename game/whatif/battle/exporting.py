"""A battle as tables for other tools: events, losses, orders; of a game that goes on what its player may know and no more."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from game.core.words import _, enumerated
from game.match.battle.frames import rows_of
from game.whatif.battle.last_page.seat import eyes
from game.whatif.results import Column, Table

if TYPE_CHECKING:
    from game.match.battle import Match

TURN = (
    Column(name="turn", kind="whole", meaning="number of the turn in the calendar of the campaign"),
    Column(name="turn_name", kind="text", meaning="its date and part of the day"),
)
UNIT = Column(name="unit", kind="text", meaning="id of the counter, or of the formation that an order was given to")
SIDE = Column(name="side", kind="text", meaning="id of the side")
EVENTS = (
    *TURN,
    Column(name="pulse", kind="whole", meaning="quarter of an hour, counted from the start of the campaign"),
    Column(name="time", kind="text", meaning="moment, Japan Standard Time"),
    Column(name="kind", kind="text", meaning="what happened, in a word"),
    Column(name="actor", kind="text", meaning="counter that did it; empty where that is not known"),
    Column(name="target", kind="text", meaning="counter that it was done to"),
    Column(name="column", kind="whole", unit="hexes", meaning="where, from the west"),
    Column(name="row", kind="whole", unit="hexes", meaning="where, from the north"),
    *(Column(name=n, kind="whole", meaning="figure of the event, as its text tells; empty if unknown") for n in "abc"),
    Column(name="text", kind="text", meaning="the event in a sentence"),
)
COUNTED = {
    "lost": ("men", "men lost, prisoners included"),
    "killed": ("men", "of them dead"),
    "by_fire": ("men", "lost to direct fire"),
    "by_shells": ("men", "lost to shells and bombs"),
    "in_close_combat": ("men", "lost hand to hand"),
    "tanks_lost": ("tanks", "tanks put out of action"),
}
LOSSES = (*TURN, UNIT, SIDE, *(Column(name=n, kind="whole", unit=u, meaning=m) for n, (u, m) in COUNTED.items()))
ORDERS = (
    *TURN,
    SIDE,
    Column(name="kind", kind="text", meaning="order, or what kind of decision of a government"),
    UNIT,
    Column(name="task", kind="text", meaning="verb of the order"),
    Column(name="target_column", kind="whole", unit="hexes", meaning="goal, from the west"),
    Column(name="target_row", kind="whole", unit="hexes", meaning="goal, from the north"),
    Column(name="manner", kind="text", meaning="open, silent or prepared"),
    Column(name="start", kind="text", meaning="moment at which it begins, empty for as soon as it arrives"),
    Column(name="until", kind="text", meaning="moment at which it ends"),
    Column(name="mission", kind="text", meaning="kind of a fire mission"),
    Column(name="rounds", kind="whole", unit="rounds a pulse", meaning="of a fire mission, the whole group"),
    Column(name="act", kind="text", meaning="of a decision: the act it is about"),
)


def table_of(match: Match, what: str, side: str = "") -> Table:
    """The "events", "losses" or "orders" of a game: of both sides or the one asked for; before the end its player's.

    Raises:
        ValueError: the game goes on and is not that side's to look into, there is no such side, or no such table.
    """
    seen = eyes(match, side)
    whole = len(seen) > 1
    makers: dict[str, tuple[Sequence[Column], Callable[[], Iterator[tuple[Any, ...]]]]] = {
        "events": (EVENTS, lambda: _framed(match, "events", None if whole else seen[0])),
        "losses": (LOSSES, lambda: _framed(match, "losses", None if whole else seen[0])),
        "orders": (ORDERS, lambda: _orders(match, seen)),
    }
    if what not in makers:
        raise ValueError(_("no table {what!r}; needed one of {listed}").format(what=what, listed=enumerated(makers)))
    columns, rows = makers[what]
    return Table(what, columns, list(rows()))


def _framed(match: Match, what: str, side: str | None) -> Iterator[tuple[Any, ...]]:
    """The rows of `Match.to_frame`."""
    return (tuple(row.values()) for row in rows_of(match, what, side))


def _orders(match: Match, sides: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    for record in match.records:
        for side in sides:
            head = (record.turn.number, record.turn.name, side)
            for o in record.orders.get(side, ()):
                column, row = o.target or (None, None)
                moments = (o.manner, o.start or None, o.until or None)
                yield (*head, "order", o.unit, o.task, column, row, *moments, o.mission or None, o.rounds or None, None)
            for d in record.decisions.get(side, ()):
                act = d.act or d.term or d.proposal or d.choice or None
                yield (*head, d.kind, None, None, None, None, None, None, None, None, None, act)
