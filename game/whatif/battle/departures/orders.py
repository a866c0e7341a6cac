"""Orders and decisions of a game that are not those of the record: turn by turn beside the record's own commander.

The record's commander is asked in the very positions of the game: what he would order there, the record's sheet as far as it is
legal, with what is still open of earlier turns. A game of his own orders, under any luck, departs nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from msgspec.structs import replace

from game.core.words import _
from game.match.battle import Match
from game.match.battle.engine import engine_of
from game.match.battle.playout import Playout
from game.model.battle.decisions import Decision
from game.model.battle.orders import Order
from game.players.battle.historical import HistoricalCommander

O = TypeVar("O", Order, Decision)  # noqa: E741
Given = tuple[Order | Decision, ...]


class Departure(NamedTuple):
    """What one side gave otherwise in a turn, of one plan: one task on one goal for a counter or several, or a decision.

    `turn`: its place among the records of the game; `units`: whom it is for, none for a decision; `given`: what was ordered,
    empty where the record orders and the game did not; `record`: what the record orders there, empty where it orders nothing.
    """

    turn: int
    side: str
    units: tuple[str, ...]
    given: Given
    record: Given


def departures(match: Match, sides: Sequence[str] = ()) -> Iterator[Departure]:
    """Every departure of a game, in the order of its turns and of the order of battle. `sides`: only of these.

    Raises:
        ValueError: the game is of older rules: no order of the record can be tried in it.
    """
    if match.is_read_only:
        raise ValueError(_("the game is of other rules: the record's orders cannot be tried in it"))
    seats = {side: HistoricalCommander(side, match.scenario) for side in sides or match.scenario.sides}
    for k, record in enumerate(match.records):
        here = position(match, k)
        for side, seat in seats.items():
            recorded = here.stood({side: seat.orders(here.view(side))})
            yield from _orders(match, k, side, record.orders.get(side, ()), recorded[0][side])
            yield from _decisions(k, side, record.decisions.get(side, ()), recorded[1][side])


def first_departure(match: Match, sides: Sequence[str] = ()) -> Departure | None:
    """The first order or decision that is not the record's; None where there is none. Raises what `departures` raises."""
    return next(departures(match, sides), None)


def position(match: Match, turn: int) -> Playout:
    """The game as it stood before the turn at this place among its records."""
    state = match.records[turn - 1].state if turn else match.opening
    return Playout(engine_of(match.scenario), state, match.records[turn].turn)


def _orders(match: Match, turn: int, side: str, given: Sequence[Order], record: Sequence[Order]) -> Iterator[Departure]:
    here, there = _by_unit(given), _by_unit(record)
    units = [c.id for c in match.scenario.counters] + [w.id for w in match.scenario.wings]
    other = [u for u in units if here.get(u, ()) != there.get(u, ())]
    plans: dict[object, list[str]] = {}
    for unit in other:
        first = (here.get(unit) or there[unit])[0]
        plans.setdefault((unit in here, first.task, first.target), []).append(unit)
    for members in plans.values():
        yield Departure(turn, side, tuple(members), _joined(here, members), _joined(there, members))


def _decisions(turn: int, side: str, given: Sequence[Decision], record: Sequence[Decision]) -> Iterator[Departure]:
    here, there = ({(d.kind, d.act): d for d in map(plain, sheet)} for sheet in (given, record))
    for key in dict.fromkeys((*here, *there)):
        if here.get(key) != there.get(key):
            one, other = (tuple(d for d in (sheet.get(key),) if d is not None) for sheet in (here, there))
            yield Departure(turn, side, (), one, other)


def plain(one: O) -> O:
    """An order or decision without the notes of history's own."""
    return replace(one, source="", confidence="", note="")


def _by_unit(orders: Iterable[Order]) -> dict[str, tuple[Order, ...]]:
    found: dict[str, tuple[Order, ...]] = {}
    for order in orders:
        found[order.unit] = (*found.get(order.unit, ()), plain(order))
    return found


def _joined(by_unit: dict[str, tuple[Order, ...]], units: Iterable[str]) -> Given:
    return tuple(order for unit in units for order in by_unit.get(unit, ()))
