"""Odds of a card: its row, and what moves it (rules 6.2 to 6.4). One function for resolving, showing and explaining."""

import math

from game.core.exact import exp, log
from game.core.rule import rule
from game.rules.theatre.codes import P_PRICE, TF_PULL, TF_ROW, TF_SHIFT, TF_TILT
from game.rules.theatre.force import EVERYWHERE, against_record, balance, doublings, in_places, strength_at
from game.rules.theatre.ledger import note_factor
from game.rules.theatre.state import (
    AS_NODE,
    AS_OF,
    AS_SOURCE,
    AS_STATE,
    AS_TIMES,
    AT_ASK,
    AT_PULL,
    AT_SHIFT,
    AT_TILT,
    Book,
    CARD_STATE,
    CLASH_AT,
    DEPOTS_J,
    DEPOTS_S,
    Desk,
    HALF_UNTIL,
    MARK_COUNT,
    MARK_UNTIL,
    MOST_STATES,
    N_KEPT,
    N_OWNERS,
    N_PARENT_COUNT,
    N_PARENTS,
    N_ROWS,
    N_STATES,
    PLAY,
    Position,
    PU_KIND,
    PU_MARK,
    PU_NODE,
    PU_PER,
    PU_PLACE,
    PU_PLACES,
    PU_SIDE,
    PU_STATE,
    PU_STRONGER,
    PULL_ALL,
    PULL_CLASH,
    PULL_PLACES,
    PULL_SECTOR,
    PULL_STRENGTH,
    S_NODE,
    S_PER_POINT,
    S_STATE,
    S_VARIABLE,
    SEATS,
    TI_DEPOTS,
    TI_LOG,
    TI_MARK,
    TI_MOST,
    TI_NODE,
    TI_NODE_A,
    TI_NODE_B,
    TI_STATE,
    TI_STATE_A,
    TI_STATE_B,
    TURN,
)


@rule
def parent_state(s: Position, b: Book, node: int, parent: int, case: int) -> int:
    """State of a card's parent: as decided, or as the case says where it is open; the digits of a case follow the parents."""
    first: int = b.node[node, N_PARENTS]
    for k in range(b.node[node, N_PARENT_COUNT]):
        other: int = b.parent[first + k]
        if s.cards[other, CARD_STATE] >= 0:
            if other == parent:
                return int(s.cards[other, CARD_STATE])
        else:
            states: int = b.node[other, N_STATES]
            if other == parent:
                return case % states
            case = case // states
    return int(s.cards[parent, CARD_STATE])


@rule
def row_of(s: Position, b: Book, node: int, case: int) -> int:
    """Number of the row that the parents' states pick."""
    first: int = b.node[node, N_PARENTS]
    row = 0
    for k in range(b.node[node, N_PARENT_COUNT]):
        parent: int = b.parent[first + k]
        row = row * b.node[parent, N_STATES] + parent_state(s, b, node, parent, case)
    return row + b.node[node, N_ROWS]


@rule
def mark_count(s: Position, mark: int, turn: int) -> int:
    """How often a mark counts now; one granted for some turns counts once until they are over."""
    if s.marks[mark, MARK_UNTIL] > 0:
        return 1 if s.marks[mark, MARK_UNTIL] >= turn else 0
    return int(s.marks[mark, MARK_COUNT])


@rule
def pull_of(s: Position, b: Book, w: Desk, k: int, viewer: int) -> float:
    """Log-odds of one force ratio (rule 6.3)."""
    kind = int(b.floats[k, PU_KIND])
    side = int(b.floats[k, PU_SIDE])
    found = 0.0
    if kind == PULL_SECTOR:
        found = balance(s, b, w, int(b.floats[k, PU_PLACE]), viewer)
    elif kind == PULL_CLASH:
        if s.rest[CLASH_AT] >= 0.0:
            found = balance(s, b, w, int(s.rest[CLASH_AT]), viewer)
    elif kind == PULL_ALL:
        found = balance(s, b, w, EVERYWHERE, viewer)
    elif kind == PULL_STRENGTH:
        found = doublings(b, against_record(s, b, w, side, viewer))
    elif kind == PULL_PLACES:
        places = int(b.floats[k, PU_PLACES])
        here = 1.0
        for place in range(len(b.place)):
            if (places >> place) & 1:
                here += strength_at(s, b, w, place, side, viewer)
        found = doublings(b, here / (1.0 + in_places(s, b, places, side, True)))
    found = found * b.floats[k, PU_PER]
    mark = int(b.floats[k, PU_MARK])
    if mark >= 0:
        found = found * (1.0 + b.floats[k, PU_STRONGER] * mark_count(s, mark, s.clock[TURN]))
    return found


@rule
def tilt_of(s: Position, b: Book, k: int) -> float:
    """Log-odds of one act of policy or of other answers (rule 6.4, TERMS)."""
    node = int(b.floats[k, TI_NODE_A])
    if node >= 0 and s.cards[node, CARD_STATE] != b.floats[k, TI_STATE_A]:
        return 0.0
    node = int(b.floats[k, TI_NODE_B])
    if node >= 0 and s.cards[node, CARD_STATE] != b.floats[k, TI_STATE_B]:
        return 0.0
    times = 1.0
    mark = int(b.floats[k, TI_MARK])
    if mark >= 0:
        times = 1.0 * mark_count(s, mark, s.clock[TURN])
        if b.floats[k, TI_MOST] > 0.0:
            times = min(times, b.floats[k, TI_MOST])
    if b.floats[k, TI_DEPOTS] > 0.0:
        times = s.rest[DEPOTS_S] - s.rest[DEPOTS_J]
    return times * b.floats[k, TI_LOG]


@rule
def card_odds(s: Position, b: Book, w: Desk, node: int, case: int, viewer: int) -> float:
    """Odds of a card's states, left in `w.odds`; returns the best. `viewer`: the seat that looks, -1 for the truth.

    A card whose odds were kept when another was decided has those, as far as its row asks it at all.
    """
    states: int = b.node[node, N_STATES]
    row = row_of(s, b, node, case)
    for k in range(MOST_STATES):
        w.odds[k] = b.row[row, k]
        w.log[k] = 0.0
    if b.node[node, N_KEPT] and s.asked[node, 0] + s.asked[node, 1] + s.asked[node, 2] + s.asked[node, 3] > 0.0:
        kept_odds(s, b, w, node)
    for k in range(states):
        note_factor(w, TF_ROW, node, k, w.odds[k])
    moved = False
    for k in range(b.frame[AT_SHIFT], b.frame[AT_SHIFT + 1]):
        if b.floats[k, S_NODE] == node:
            played = s.tracks[int(b.floats[k, S_VARIABLE]), PLAY]
            if played != 0.0:
                moved = True
                add_log(w, TF_SHIFT, k, int(b.floats[k, S_STATE]), played * b.floats[k, S_PER_POINT])
    for k in range(b.frame[AT_PULL], b.frame[AT_PULL + 1]):
        if b.floats[k, PU_NODE] == node:
            pull = pull_of(s, b, w, k, viewer)
            if pull != 0.0:
                moved = True
                add_log(w, TF_PULL, k, int(b.floats[k, PU_STATE]), pull)
    for k in range(b.frame[AT_TILT], b.frame[AT_TILT + 1]):
        if b.floats[k, TI_NODE] == node:
            tilt = tilt_of(s, b, k)
            if tilt != 0.0:
                moved = True
                add_log(w, TF_TILT, k, int(b.floats[k, TI_STATE]), tilt)
    if moved:
        total = 0.0
        for k in range(states):
            w.odds[k] = w.odds[k] * exp(w.log[k])
            total += w.odds[k]
        for k in range(states):
            w.odds[k] = w.odds[k] / total
    best = 0.0
    for k in range(states):
        best = max(best, w.odds[k])
    return best


@rule
def add_log(w: Desk, kind: int, what: int, state: int, log_odds: float) -> None:
    """Adds log-odds to a state and notes them."""
    w.log[state] = w.log[state] + log_odds
    note_factor(w, kind, what, state, log_odds)


@rule
def kept_odds(s: Position, b: Book, w: Desk, node: int) -> None:
    """Odds kept from another card's, shared out (chapter 8, stay or leave); none where the card is not asked."""
    total = 0.0
    allowed = 0.0
    for k in range(MOST_STATES):
        total += s.asked[node, k]
        if s.asked[node, k] > 0.0:
            allowed += w.odds[k]
    if total <= 0.0 or allowed <= 0.0:
        return
    for k in range(MOST_STATES):
        w.odds[k] = s.asked[node, k] / total


@rule
def keep_odds(s: Position, b: Book, w: Desk, node: int) -> None:
    """Keeps the odds of a card that was just reckoned for the cards that are asked by them later."""
    for k in range(b.frame[AT_ASK], b.frame[AT_ASK + 1]):
        if b.floats[k, AS_SOURCE] == node:
            kept = b.floats[k, AS_TIMES] * w.odds[int(b.floats[k, AS_OF])]
            s.asked[int(b.floats[k, AS_NODE]), int(b.floats[k, AS_STATE])] = kept


@rule
def owner_count(b: Book, node: int) -> int:
    """How many seats answer a card; where there are several each says yes with the root of the odds (chapter 8)."""
    owners = 0
    for seat in range(SEATS):
        owners += (b.node[node, N_OWNERS] >> seat) & 1
    return owners


@rule
def own_odds(s: Position, b: Book, w: Desk, node: int, case: int, viewer: int) -> float:
    """Odds of one seat's own answer, left in `w.odds`: where two must agree on the first state, each has its root."""
    best = card_odds(s, b, w, node, case, viewer)
    for k in range(b.node[node, N_STATES], MOST_STATES):
        w.odds[k] = 0.0
    if owner_count(b, node) > 1:
        w.odds[0] = math.sqrt(w.odds[0])
        w.odds[1] = 1.0 - w.odds[0]
        best = max(w.odds[0], w.odds[1])
    return best


@rule
def answer_price(s: Position, b: Book, w: Desk, seat: int, state: int, best: float, half: bool) -> int:
    """Standing that an answer costs, by the odds in `w.odds` (rule 4.4); halved while the seat acts alone."""
    if w.odds[state] <= 0.0:
        return 99
    price = math.floor(b.param[P_PRICE] * log(best / w.odds[state]) + 0.5)
    if half or s.seats[seat, HALF_UNTIL] >= s.clock[TURN]:
        price = price // 2
    return max(0, price)
