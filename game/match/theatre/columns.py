"""Who knows what of the strategic game: every column of every array of a position, declared once (rule 4.5).

A seat is told the whole of a column, nothing, or a part that a function of `sealing.py` works out, named here. Where it is told
nothing it reads `blank`. Sealing, and the tests that draw anew what is hidden, go by this table and by nothing else.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Literal, NamedTuple

import numpy as np

from game.match.theatre.engine import TheatreEngine
from game.rules.theatre import state as T

Known = Literal[
    "all",
    "nobody",
    "side 0",  # its seats
    "side 1",
    "first seat",  # headquarters
    "own row",  # the seat whose row it is
    "drawn",  # that a card is decided, not how it came about
    "shown",  # states, but for one that only a later answer will show (chapter 8)
    "own policies",  # those that the seat has, and public ones
    "own marks",  # those of such policies and of grants; support is the first side's
    "price",  # odds as near as the price of an answer tells them (rule 4.4)
    "felt",  # the other side's aid as the front feels it (chapter 7)
]


class Column(NamedTuple):
    """Who is told a column, and what the others read there."""

    known: Known
    blank: int = 0


ALL, NOBODY, OWN = Column("all"), Column("nobody"), Column("own row")
SIDES = (Column("side 0"), Column("side 1"))


def _of(count: int, usual: Column, **other: Column) -> dict[int, Column]:
    named = {getattr(T, name): column for name, column in other.items()}
    return {k: named.get(k, usual) for k in range(count)}


ARRAYS: dict[str, Mapping[int, Column]] = {
    "places": {
        **{at + side: SIDES[side] for at in (T.DEVIATION, T.COMING) for side in (0, 1)},
        **{T.WORN + T.WORN_TURNS * side + k: SIDES[side] for side in (0, 1) for k in range(T.WORN_TURNS)},
        T.HEAT: ALL,
        T.LOST: ALL,
    },
    "tracks": _of(3, ALL),
    "cards": {T.CARD_STATE: Column("shown"), T.CARD_HOW: Column("drawn"), T.CARD_TURN: ALL},
    "seats": _of(5, OWN, LAST_POLICY=Column("own row", blank=-1)),
    "policies": _of(2, Column("own policies")),
    "marks": _of(2, Column("own marks")),
    "acts": _of(5, ALL, ACT_FORTS=SIDES[0]),
    "asked": _of(T.MOST_STATES, Column("price")),
    "seen": {-1: OWN},  # every place alike
    "rest": _of(
        17,
        ALL,
        OIL=SIDES[0],
        HOLD=SIDES[0],
        DRIVEN=SIDES[0],
        CLOSED=SIDES[0],
        BEYOND=SIDES[0],
        CLOSING=Column("first seat"),
        DEPOTS_J=SIDES[0],
        DEPOTS_S=SIDES[1],
        AID=Column("felt"),
    ),
    "clock": _of(6, ALL, SEED0=NOBODY, SEED1=NOBODY),
}
ANY = -1  # column that stands for all of an array

# Kinds of events whose odds rest on nothing that a seat which is told of them does not know; of cards see `odds_are_told`.
ODDS_TOLD = frozenset({"TE_GRANTED", "TE_REFUSED"})


def undeclared(position: T.Position) -> list[str]:
    """Columns of a position for which nothing is declared, and declarations of columns that there are not."""
    found = [f"array {name}" for name in {*position._fields} ^ {*ARRAYS}]
    for name in {*position._fields} & {*ARRAYS}:
        if ANY not in ARRAYS[name]:
            there = range(getattr(position, name).shape[-1])
            found += [f"{name} column {k}" for k in sorted({*there} ^ {*ARRAYS[name]})]
    return sorted(found)


def knows(engine: TheatreEngine, seat: str, known: Known) -> bool:
    """Whether a seat is told the whole of a column, whatever the row."""
    if known in ("side 0", "side 1"):
        return engine.theatre.side_of(seat) == int(known[-1])
    return known == "all" or (known == "first seat" and seat == engine.theatre.seat_ids[0])


def known_marks(engine: TheatreEngine, seat: str) -> frozenset[str]:
    """Marks that a seat is told of: of its own policies, of public ones, and of grants."""
    theatre = engine.theatre
    told = {w.mark for p in theatre.policies if p.public or seat in p.seats for w in p.windows}
    granted = {p.grant.mark for p in theatre.policies if p.grant}
    secret = {theatre.support.mark} if theatre.side_of(seat) == 1 else set()
    return frozenset((told | granted) - secret)


def odds_are_told(engine: TheatreEngine, node: int, seat: str) -> bool:
    """The odds of a card rest on nothing that the seat does not know: not on force ratios, depots, marks of others (6.3, 6.4)."""
    return node not in _secret_odds(engine, seat)


@lru_cache(maxsize=24)
def _secret_odds(engine: TheatreEngine, seat: str) -> frozenset[int]:
    book, known = engine.book, known_marks(engine, seat)
    secret = {k for mark, k in engine.index.mark.items() if mark not in known}
    floats, frame = np.asarray(book.floats), [int(x) for x in book.frame]
    pulls, tilts = (floats[frame[at] : frame[at + 1]] for at in (T.AT_PULL, T.AT_TILT))
    tilted = [int(r[T.TI_NODE]) for r in tilts if r[T.TI_DEPOTS] > 0.0 or int(r[T.TI_MARK]) in secret]
    kept = np.nonzero(np.asarray(book.node)[:, T.N_KEPT])[0].tolist()
    return frozenset([*pulls[:, T.PU_NODE].astype(int).tolist(), *tilted, *kept])
