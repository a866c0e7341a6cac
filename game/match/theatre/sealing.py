"""A position as one seat knows it, by what `columns.py` declares: its own side's divisions, the other's as seen."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from game.match.theatre.columns import ANY, ARRAYS, Column, known_marks, knows
from game.match.theatre.engine import TheatreEngine
from game.model.theatre.policies import Asked
from game.rules.theatre import state as T


class Seat(NamedTuple):
    """The seat for which a position is sealed."""

    engine: TheatreEngine
    id: str
    number: int
    side: int


def seal(engine: TheatreEngine, position: T.Position, seat: str) -> T.Position:
    """The position with everything taken out that the seat cannot know, ready for the rules; its own memory."""
    who = Seat(engine, seat, engine.index.seat[seat], engine.theatre.side_of(seat))
    sealed = T.copy_position(position)
    for name, columns in ARRAYS.items():
        array = getattr(sealed, name)
        for k, column in columns.items():
            _blank_out(array, k, column, who)
    for way in WAYS.values():
        way(sealed, who)
    return sealed


def _blank_out(array: np.ndarray, k: int, column: Column, who: Seat) -> None:
    if column.known in WAYS or knows(who.engine, who.id, column.known):
        return
    if column.known == "own row":
        others = np.arange(len(array)) != who.number
        array[others, slice(None) if k == ANY else k] = column.blank
    elif array.ndim == 1:
        array[k] = column.blank
    else:
        array[:, k] = column.blank


def guess(engine: TheatreEngine, sealed: T.Position, seat: str, seed: int) -> T.Position:
    """A whole position that fits what a seat knows, to think ahead from: the other side as seen, its own luck."""
    number = engine.index.seat[seat]
    other = 1 - engine.theatre.side_of(seat)
    found = T.copy_position(sealed)
    found.clock[T.SEED0], found.clock[T.SEED1] = seed & 0xFFFFFFFF, (seed >> 32) & 0xFFFFFFFF
    turn = int(found.clock[T.TURN])
    mine = engine.theatre.seats[number].side
    par, par_own = (np.asarray(engine.book.par)[side::2, turn] for side in (other, 1 - other))
    seen = np.rint(sealed.seen[number]).astype(np.int32)
    fits = np.abs(seen - par) > 0.25 * np.maximum(par, 1)  # nearer than the eye can tell is taken for the record's
    found.places[:, T.DEVIATION + other] = np.where(fits, seen - par, 0)
    standing = int(engine.theatre.value("STANDING"))
    for k in range(T.SEATS):
        if k != number:
            found.seats[k, T.STANDING] = standing
            found.seen[k] = (
                sealed.seen[number]
                if engine.theatre.seats[k].side == mine
                else np.maximum(0, par_own + found.places[:, T.DEVIATION + 1 - other])
            )
    return found


# What of a column is told where it is neither the whole nor nothing, by its name in the table.
def _own_policies(sealed: T.Position, who: Seat) -> None:
    for k, policy in enumerate(who.engine.theatre.policies):
        if who.id not in policy.seats and not policy.public:
            sealed.policies[k] = 0


def _own_marks(sealed: T.Position, who: Seat) -> None:
    known = known_marks(who.engine, who.id)
    for mark, k in who.engine.index.mark.items():
        if mark not in known:
            sealed.marks[k] = 0


def _drawn(sealed: T.Position, who: Seat) -> None:
    sealed.cards[sealed.cards[:, T.CARD_STATE] >= 0, T.CARD_HOW] = T.DRAWN


def _shown(sealed: T.Position, who: Seat) -> None:
    engine = who.engine
    for ask in engine.theatre.asked:
        asked = engine.index.node[ask.card]
        source = engine.index.node[engine.index.drawn.get(ask.source, ask.source)]
        if (
            sealed.cards[asked, T.CARD_STATE] < 0
            and sealed.cards[source, T.CARD_STATE] >= 0
            and _is_asked(engine, sealed, asked, ask)
        ):
            # Whichever it was, the rows of what is asked are the same: the first stands for all.
            sealed.cards[source, T.CARD_STATE] = engine.index.state(ask.source, ask.weights[0].of)


def _price(sealed: T.Position, who: Seat) -> None:
    """Odds that were kept, in whole points of the price of their answers: nearer ones would tell the true force ratio."""
    price, asked = who.engine.theatre.value("PRICE"), sealed.asked
    for row in np.nonzero(asked.max(axis=1) > 0.0)[0]:
        open_ = asked[row] > 0.0
        points = np.floor(price * np.log(asked[row].max() / asked[row][open_]) + 0.5)
        asked[row, open_] = np.exp(-points / price)


def _felt(sealed: T.Position, who: Seat) -> None:
    if who.side == 0:  # the side of headquarters
        sealed.rest[T.AID] = sealed.rest[T.AID_FELT]


def _is_asked(engine: TheatreEngine, sealed: T.Position, asked: int, ask: Asked) -> bool:
    """Whether the later card will be asked, by any of the states that it leaves open."""
    rows = np.asarray(engine.book.row)
    first = int(engine.book.node[asked, T.N_ROWS])
    row = 0
    for name in engine.index.nodes[asked].parents:
        k = engine.index.node[name]
        row = row * len(engine.index.nodes[k].states) + int(sealed.cards[k, T.CARD_STATE])
    open_states = [engine.index.nodes[asked].states.index(w.state) for w in ask.weights]
    return any(rows[first + row, k] > 0.0 for k in open_states)


WAYS: dict[str, Callable[[T.Position, Seat], None]] = {
    "own policies": _own_policies,
    "own marks": _own_marks,
    "shown": _shown,
    "drawn": _drawn,
    "price": _price,
    "felt": _felt,
}
