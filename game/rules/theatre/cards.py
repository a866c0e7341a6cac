"""Cards in the order of the network: answered, drawn, set by the battle or read off, and what their states do (chapter 8)."""

from game.core.rule import rule
from game.rules.theatre.codes import D_CARD, D_SIGN, P_ODDS_LEAST, TE_CARD, TE_WORN
from game.rules.theatre.ledger import add_network, add_play, luck, tell
from game.rules.theatre.odds import answer_price, keep_odds, own_odds, owner_count, row_of
from game.rules.theatre.orders import add_standing, make_move
from game.rules.theatre.state import (
    AF_A,
    AF_B,
    AF_C,
    AF_KIND,
    AF_NODE,
    AF_STATE,
    AFTER_HEAT,
    AFTER_MARCH,
    AFTER_OFFENCE,
    AFTER_WEAR,
    ALL_SEATS,
    ANSWERED,
    AS_OF,
    AS_SOURCE,
    AS_TIMES,
    AT_AFTER,
    AT_ASK,
    AT_EFFECT,
    Book,
    CARD_HOW,
    CARD_STATE,
    CARD_TURN,
    CLASH_AT,
    Desk,
    DRAWN,
    EF_AMOUNT,
    EF_LEDGER,
    EF_NODE,
    EF_STATE,
    EF_TURN,
    EF_VARIABLE,
    FOUGHT,
    H_FILLED,
    H_POLICY,
    HEAT,
    JAPAN,
    MOST_CASES,
    MOST_STATES,
    N_ADDED,
    N_ANY,
    N_DUE,
    N_FACTORS,
    N_HISTORY,
    N_OWNERS,
    N_PARENT_COUNT,
    N_PARENTS,
    N_STATES,
    N_TERMS,
    NETWORK,
    OFFENCE_AT,
    PO_HALVES,
    Position,
    READ_OFF,
    SEATS,
    SOVIET,
    TURN,
    WORN,
    WORN_TURNS,
)


@rule
def foreseen_cases(s: Position, b: Book, node: int) -> int:
    """How many cases a sheet has to foresee for a card: combinations of states of its open parents (rule 4.2)."""
    first: int = b.node[node, N_PARENTS]
    cases = 1
    for k in range(b.node[node, N_PARENT_COUNT]):
        parent: int = b.parent[first + k]
        if s.cards[parent, CARD_STATE] < 0:
            cases = cases * b.node[parent, N_STATES]
    return cases


@rule
def case_met(s: Position, b: Book, node: int) -> int:
    """The case that came about: its parents of this turn, in their order."""
    first: int = b.node[node, N_PARENTS]
    case = 0
    digit = 1
    for k in range(b.node[node, N_PARENT_COUNT]):
        parent: int = b.parent[first + k]
        if s.cards[parent, CARD_TURN] == s.clock[TURN]:
            case += digit * s.cards[parent, CARD_STATE]
            digit = digit * b.node[parent, N_STATES]
    return case


@rule
def seal_prices(s: Position, b: Book, w: Desk) -> None:
    """What each answer costs, by the odds as its seat sees them when the sheets are sealed (rules 4.4, 4.5)."""
    nodes = len(b.node)
    for seat in range(SEATS):
        if w.sheet[seat, H_FILLED] <= 0:
            continue
        policy: int = w.sheet[seat, H_POLICY]
        half = policy >= 0 and b.policy[policy, PO_HALVES] > 0.0
        for node in range(nodes):
            if b.node[node, N_DUE] != s.clock[TURN] or (b.node[node, N_OWNERS] >> seat) & 1 == 0:
                continue
            for case in range(min(MOST_CASES, foreseen_cases(s, b, node))):
                answer: int = w.answer[seat * nodes + node, case]
                if answer >= 0:
                    best = own_odds(s, b, w, node, case, seat)
                    w.price[seat * nodes + node, case] = answer_price(s, b, w, seat, answer, best, half)


@rule
def picked(w: Desk, states: int, u: float) -> int:
    """The state in whose share of the odds a number of (0, 1) falls."""
    reached = 0.0
    last = 0
    for k in range(states):
        if w.odds[k] > 0.0:
            last = k
            reached += w.odds[k]
            if u < reached:
                return k
    return last


@rule
def is_read_off(s: Position, b: Book, w: Desk, node: int) -> bool:
    """A card of filled seats none of whose owners is there: read off the network (chapter 16)."""
    if b.node[node, N_ADDED] == 0 or b.node[node, N_OWNERS] == 0:
        return False
    if b.node[node, N_TERMS] > 0:
        return False
    for seat in range(SEATS):
        if (b.node[node, N_OWNERS] >> seat) & 1 and w.sheet[seat, H_FILLED] > 0:
            return False
    return True


@rule
def read_off(s: Position, b: Book, w: Desk, node: int) -> int:
    """The record's state where the row allows it, else the row's likeliest."""
    row = row_of(s, b, node, 0)
    history: int = b.node[node, N_HISTORY]
    if b.row[row, history] > 0.0:
        return history
    best = 0
    for k in range(MOST_STATES):
        if b.row[row, k] > b.row[row, best]:
            best = k
    return best


@rule
def answer_of(s: Position, b: Book, w: Desk, node: int, seat: int) -> int:
    """What a seat answers in the case that came about, -1 where it is silent or the row rules the answer out (rule 4.2)."""
    if (b.node[node, N_OWNERS] >> seat) & 1 == 0 or w.sheet[seat, H_FILLED] <= 0:
        return -1
    case = case_met(s, b, node)
    if case >= MOST_CASES:
        return -1
    answer: int = w.answer[seat * len(b.node) + node, case]
    if answer < 0 or w.odds[answer] < b.param[P_ODDS_LEAST]:
        return -1
    return answer


@rule
def both_sign(s: Position, b: Book, w: Desk, node: int) -> int:
    """A card that two seats answer: each says yes by its sheet or with the root of the odds; both are needed (chapter 8)."""
    state = 0
    for seat in range(SEATS):
        if (b.node[node, N_OWNERS] >> seat) & 1:
            answer = answer_of(s, b, w, node, seat)
            if answer >= 0:
                charge(s, b, w, node, seat)
                s.cards[node, CARD_HOW] = ANSWERED
            else:
                answer = picked(w, 2, luck(s, w, node, seat, D_SIGN))
            if answer > 0:
                state = 1
    return state


@rule
def charge(s: Position, b: Book, w: Desk, node: int, seat: int) -> None:
    """Takes the price of the answer that came about (rule 4.4)."""
    add_standing(s, b, seat, -int(w.price[seat * len(b.node) + node, case_met(s, b, node)]))


@rule
def fought_state(s: Position, b: Book, w: Desk, node: int) -> int:
    """The state that a battle set; -2 leaves it between the states by which a later card is asked (chapter 11)."""
    if w.fought[node] >= 0:
        return int(w.fought[node])
    for k in range(MOST_STATES):
        w.log[k] = 0.0
    for k in range(b.frame[AT_ASK], b.frame[AT_ASK + 1]):
        if b.floats[k, AS_SOURCE] == node:
            of = int(b.floats[k, AS_OF])
            w.log[of] = b.floats[k, AS_TIMES] * w.odds[of]
    total = 0.0
    for k in range(MOST_STATES):
        total += w.log[k]
    for k in range(MOST_STATES):
        w.odds[k] = w.log[k] / total if total > 0.0 else w.odds[k]
    return picked(w, b.node[node, N_STATES], luck(s, w, node, 0, D_CARD))


@rule
def decide_card(s: Position, b: Book, w: Desk, node: int) -> None:
    """One card: its state and how it came about."""
    first: int = w.note[N_FACTORS]
    how = DRAWN
    s.cards[node, CARD_HOW] = DRAWN
    state = 0
    if is_read_off(s, b, w, node):
        state = read_off(s, b, w, node)
        how = READ_OFF
        w.odds[state] = 1.0
    else:
        own_odds(s, b, w, node, 0, -1)
        if owner_count(b, node) <= 1:
            keep_odds(s, b, w, node)
        if w.fought[node] != -1:
            state = fought_state(s, b, w, node)
            how = FOUGHT
        elif owner_count(b, node) > 1:
            state = both_sign(s, b, w, node)
            how = s.cards[node, CARD_HOW]
        else:
            answer = -1
            for seat in range(SEATS):
                if answer < 0:
                    answer = answer_of(s, b, w, node, seat)
                    if answer >= 0:
                        charge(s, b, w, node, seat)
            if answer >= 0:
                state = answer
                how = ANSWERED
            else:
                state = picked(w, b.node[node, N_STATES], luck(s, w, node, 0, D_CARD))
    s.cards[node, CARD_STATE] = state
    s.cards[node, CARD_HOW] = how
    s.cards[node, CARD_TURN] = s.clock[TURN]
    seen = ALL_SEATS
    for k in range(b.frame[AT_ASK], b.frame[AT_ASK + 1]):  # stays in the dark until the later question is answered
        if b.floats[k, AS_SOURCE] == node:
            seen = 0
    tell(w, TE_CARD, -1, node, state, how, 0.0, w.odds[state], seen, first)


@rule
def effects_of(s: Position, b: Book, w: Desk, node: int) -> None:
    """What a card's state does: the network's ledger, play's where a seat answered, and beside them (6.5, 6.6, 10.1, 10.2)."""
    state: int = s.cards[node, CARD_STATE]
    answered = s.cards[node, CARD_HOW] == ANSWERED
    for k in range(b.frame[AT_EFFECT], b.frame[AT_EFFECT + 1]):
        if b.floats[k, EF_NODE] == node and b.floats[k, EF_STATE] == state and b.floats[k, EF_TURN] == 0.0:
            if b.floats[k, EF_LEDGER] == NETWORK:
                add_network(s, int(b.floats[k, EF_VARIABLE]), b.floats[k, EF_AMOUNT])
            elif answered:
                add_play(s, b, int(b.floats[k, EF_VARIABLE]), b.floats[k, EF_AMOUNT])
    for k in range(b.frame[AT_AFTER], b.frame[AT_AFTER + 1]):
        if b.ints[k, AF_NODE] != node or b.ints[k, AF_STATE] != state:
            continue
        kind: int = b.ints[k, AF_KIND]
        if kind == AFTER_WEAR:
            where: int = b.ints[k, AF_A]
            if where < 0:
                where = int(s.rest[CLASH_AT])
            if where >= 0 and w.note[N_ANY] > 0:
                wear_out(s, w, where, b.ints[k, AF_B], b.ints[k, AF_C])
        elif kind == AFTER_OFFENCE:
            s.rest[OFFENCE_AT] = s.clock[TURN]
        elif kind == AFTER_HEAT:
            s.places[b.ints[k, AF_A], HEAT] += b.ints[k, AF_B]
        elif kind == AFTER_MARCH and answered:
            for seat in range(SEATS):
                if (b.node[node, N_OWNERS] >> seat) & 1:
                    make_move(s, b, w, seat, b.ints[k, AF_A], b.ints[k, AF_B], b.ints[k, AF_C])


@rule
def wear_out(s: Position, w: Desk, place: int, own: int, others: int) -> None:
    """Divisions worn for some turns (rule 10.2)."""
    s.places[place, WORN + WORN_TURNS * JAPAN + WORN_TURNS - 1] += own
    s.places[place, WORN + WORN_TURNS * SOVIET + WORN_TURNS - 1] += others
    tell(w, TE_WORN, -1, place, own, others, 0.0, 0.0, ALL_SEATS, w.note[N_FACTORS])


@rule
def cards_of_turn(s: Position, b: Book, w: Desk) -> None:
    """All cards due, in the order of the network; the terms only where a seat is filled (chapters 8 and 16)."""
    for node in range(len(b.node)):
        if b.node[node, N_DUE] == s.clock[TURN] and s.cards[node, CARD_STATE] < 0:
            if b.node[node, N_TERMS] > 0 and w.note[N_ANY] == 0:
                continue
            decide_card(s, b, w, node)
            effects_of(s, b, w, node)
