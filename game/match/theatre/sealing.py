"""A position as one seat knows it: its own side's divisions, the other's as seen, nothing of what others keep to themselves."""

import numpy as np

from game.match.theatre.engine import TheatreEngine
from game.model.theatre.policies import Asked
from game.rules.theatre import state as T


def seal(engine: TheatreEngine, position: T.Position, seat: str) -> T.Position:
    """The position with everything taken out that the seat cannot know, ready for the rules; its own memory."""
    theatre, number = engine.theatre, engine.index.seat[seat]
    side = theatre.side_of(seat)
    other = 1 - side
    sealed = T.copy_position(position)
    sealed.places[:, T.DEVIATION + other] = 0
    sealed.places[:, T.COMING + other] = 0
    sealed.places[:, T.WORN + T.WORN_TURNS * other : T.WORN + T.WORN_TURNS * (other + 1)] = 0
    for k in range(T.SEATS):
        if k != number:
            sealed.seen[k] = 0.0
            sealed.seats[k] = 0
            sealed.seats[k, T.LAST_POLICY] = -1
    _seal_policies(engine, sealed, seat)
    _seal_cards(engine, sealed)
    rest = sealed.rest
    rest[T.DEPOTS_J + other] = 0.0
    if side == 0:  # the side of headquarters
        rest[T.AID] = rest[T.AID_FELT]
    else:
        sealed.acts[:, T.ACT_FORTS] = 0.0
        sealed.marks[engine.index.mark[theatre.support.mark]] = 0
        rest[[T.OIL, T.HOLD, T.DRIVEN, T.CLOSED, T.CLOSING, T.BEYOND]] = 0.0
    if seat != theatre.seat_ids[0]:
        rest[T.CLOSING] = 0.0
    sealed.clock[[T.SEED0, T.SEED1]] = 0  # the luck of the game is nobody's to know
    return sealed


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


def _seal_policies(engine: TheatreEngine, sealed: T.Position, seat: str) -> None:
    """Uses and marks of policies that only another seat knows of."""
    known = {m for p in engine.theatre.policies if p.public or seat in p.seats for m in [w.mark for w in p.windows]}
    granted = {p.grant.mark for p in engine.theatre.policies if p.grant}
    for mark, k in engine.index.mark.items():
        if mark not in known and mark not in granted:
            sealed.marks[k] = 0
    for k, policy in enumerate(engine.theatre.policies):
        if seat not in policy.seats and not policy.public:
            sealed.policies[k] = 0


def _seal_cards(engine: TheatreEngine, sealed: T.Position) -> None:
    """How cards came about, and a state that only a later answer will show (chapter 8)."""
    sealed.cards[sealed.cards[:, T.CARD_STATE] >= 0, T.CARD_HOW] = T.DRAWN
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
