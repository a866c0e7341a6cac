"""Orders of a turn: struck lines, own moves, policies, incidents (rules 3.2, 4.2, 4.3, 7, 12.1, 13.2)."""

import math

from game.core.exact import exp
from game.core.rule import rule
from game.rules.theatre.codes import (
    D_GRANT,
    P_AID_MOST,
    P_CLOSED_PER,
    P_DEPOT_MOST,
    P_FORT_MOST,
    P_HOLD_MOST,
    P_INCIDENT_PRICE,
    P_INCIDENT_STAND,
    P_INCIDENT_YIELD,
    P_STANDING_MOST,
    TE_ANSWERED,
    TE_FEWER,
    TE_GRANTED,
    TE_MOVES,
    TE_POLICY,
    TE_REFUSED,
    TE_STRUCK,
)
from game.rules.theatre.force import divisions_at, par_now
from game.rules.theatre.ledger import add_play, luck, tell, track_value
from game.rules.theatre.state import (
    ACT_DISMISSED,
    ACT_FORTS,
    AID,
    ALL_SEATS,
    AT_INCIDENT,
    AT_LINE,
    AT_OTHER,
    AT_POINT,
    AT_SHIP,
    AT_WINDOW,
    Book,
    CLOSED,
    COMING,
    DEPOTS_J,
    Desk,
    DEVIATION,
    DRIVEN,
    FR_CONTROL,
    H_DIVISIONS_A,
    H_DIVISIONS_B,
    H_FILLED,
    H_POLICY,
    H_SOURCE_A,
    H_SOURCE_B,
    H_STRUCK,
    H_TARGET,
    H_TARGET_A,
    H_TARGET_B,
    H_YIELDS,
    HALF_UNTIL,
    HEAT,
    HOLD,
    INCIDENT,
    JAPAN,
    LAST_POLICY,
    LI_DIVISIONS,
    LI_NUMBER,
    LI_SEAT,
    LI_SIDE,
    LI_SOURCE,
    LI_TARGET,
    LI_TURN,
    MARK_COUNT,
    MARK_UNTIL,
    N_FACTORS,
    OFFENCE_AT,
    OIL,
    PL_DEPOT,
    PL_LATE,
    PL_MOST,
    PL_SECTOR,
    PO_AID,
    PO_BELOW,
    PO_DEPOT,
    PO_DISMISSES,
    PO_DRIVE,
    PO_FORT,
    PO_GRANT,
    PO_GRANT_MIDDLE,
    PO_GRANT_SPREAD,
    PO_GRANT_TURNS,
    PO_GRANT_VARIABLE,
    PO_HALVES,
    PO_HEAT,
    PO_HOLD,
    PO_OFFENDS,
    PO_OIL,
    PO_PRICE,
    PO_PUBLIC,
    PO_SHARPENS,
    PO_STANDING,
    Position,
    SEATS,
    SHARP_IN,
    SOVIET,
    STANDING,
    TU_ACT,
    TURN,
    USED,
    USED_IN,
)


@rule
def seat_side(seat: int) -> int:
    """The side of a seat: the first two are Japan's (rule 4.1)."""
    return SOVIET if seat == 2 else JAPAN


@rule
def add_standing(s: Position, b: Book, seat: int, points: int) -> None:
    """Changes a seat's standing, within 0 and its most (rule 4.4)."""
    most = int(b.param[P_STANDING_MOST])
    s.seats[seat, STANDING] = min(most, max(0, s.seats[seat, STANDING] + points))


@rule
def strike_lines(s: Position, b: Book, w: Desk) -> None:
    """Lines of the staff plan that their seat strikes out: the divisions stay (rule 3.2)."""
    for k in range(b.frame[AT_LINE], b.frame[AT_LINE + 1]):
        seat: int = b.ints[k, LI_SEAT]
        if b.ints[k, LI_TURN] != s.clock[TURN] or w.sheet[seat, H_FILLED] <= 0:
            continue
        if (w.sheet[seat, H_STRUCK] >> b.ints[k, LI_NUMBER]) & 1:
            side: int = b.ints[k, LI_SIDE]
            n: int = b.ints[k, LI_DIVISIONS]
            source: int = b.ints[k, LI_SOURCE]
            target: int = b.ints[k, LI_TARGET]
            if source < 0:
                continue
            s.places[source, DEVIATION + side] += n
            if target >= 0:
                s.places[target, DEVIATION + side] -= n
            tell(w, TE_STRUCK, seat, k, n, source, target, 0.0, 1 << seat, w.note[N_FACTORS])


@rule
def is_late(s: Position, b: Book, source: int, target: int, side: int) -> bool:
    """A move that takes a turn more: from the far west, and onto the steppe without a depot (rule 4.3)."""
    if b.place[source, PL_LATE] > 0.0:
        return True
    return b.place[target, PL_DEPOT] > 0.0 and s.rest[DEPOTS_J + side] < 1.0


@rule
def closed_price(s: Position, b: Book, seat: int, target: int) -> int:
    """Standing that a move of the field army into a closed sector costs, 0 where it is open (rule 12.1)."""
    if seat != 1 or b.place[target, PL_SECTOR] <= 0.0 or (int(s.rest[CLOSED]) >> target) & 1 == 0:
        return 0
    return math.floor(track_value(s, b.frame[FR_CONTROL]) / b.param[P_CLOSED_PER] + 0.5)


@rule
def make_move(s: Position, b: Book, w: Desk, seat: int, source: int, target: int, divisions: int) -> None:
    """Moves divisions, as many as there are and as the target holds (rule 4.3)."""
    if source < 0 or target < 0 or divisions <= 0:
        return
    side = seat_side(seat)
    n = min(divisions, divisions_at(s, b, source, side))
    if b.place[target, PL_MOST] > 0.0:
        n = min(n, max(0, int(b.place[target, PL_MOST]) - divisions_at(s, b, target, side)))
    add_standing(s, b, seat, -closed_price(s, b, seat, target))
    if n < divisions:
        tell(w, TE_FEWER, seat, source, n, divisions, target, 0.0, 1 << seat, w.note[N_FACTORS])
    if n <= 0:
        return
    s.places[source, DEVIATION + side] = settled(s, b, source, side) - n
    late = is_late(s, b, source, target, side)
    if late:
        s.places[target, COMING + side] += n
    else:
        s.places[target, DEVIATION + side] = settled(s, b, target, side) + n
    tell(w, TE_MOVES, seat, source, n, 1.0 if late else 0.0, target, 0.0, 1 << seat, w.note[N_FACTORS])


@rule
def settled(s: Position, b: Book, place: int, side: int) -> int:
    """A place's deviation, no further below the record than what empties it (rule 3.2)."""
    return max(int(s.places[place, DEVIATION + side]), -par_now(s, b, place, side))


@rule
def own_moves(s: Position, b: Book, w: Desk) -> None:
    """Own moves of each seat, Tokyo before the field army (rules 4.2, 4.3)."""
    for seat in range(SEATS):
        if w.sheet[seat, H_FILLED] > 0:
            make_move(s, b, w, seat, w.sheet[seat, H_SOURCE_A], w.sheet[seat, H_TARGET_A], w.sheet[seat, H_DIVISIONS_A])
            make_move(s, b, w, seat, w.sheet[seat, H_SOURCE_B], w.sheet[seat, H_TARGET_B], w.sheet[seat, H_DIVISIONS_B])


@rule
def is_running(b: Book, policy: int, turn: int) -> bool:
    """Whether a policy may be chosen in a turn (chapter 7)."""
    for k in range(b.frame[AT_WINDOW], b.frame[AT_WINDOW + 1]):
        if b.ints[k, 0] == policy and b.ints[k, 1] <= turn <= b.ints[k, 2]:
            return True
    return False


@rule
def leave_marks(s: Position, b: Book, w: Desk, policy: int) -> None:
    """Marks that a policy leaves for the odds of cards: of its turns, and granted ones (rule 6.4)."""
    turn: int = s.clock[TURN]
    for k in range(b.frame[AT_WINDOW], b.frame[AT_WINDOW + 1]):
        if b.ints[k, 0] == policy and b.ints[k, 1] <= turn <= b.ints[k, 2] and b.ints[k, 3] >= 0:
            s.marks[b.ints[k, 3], MARK_COUNT] += 1
    mark = int(b.policy[policy, PO_GRANT])
    if mark >= 0:
        value = track_value(s, int(b.policy[policy, PO_GRANT_VARIABLE]))
        p = 1.0 / (1.0 + exp((value - b.policy[policy, PO_GRANT_MIDDLE]) / b.policy[policy, PO_GRANT_SPREAD]))
        granted = luck(s, w, policy, 0, D_GRANT) < p
        if granted:
            s.marks[mark, MARK_UNTIL] = turn + int(b.policy[policy, PO_GRANT_TURNS]) - 1
        tell(w, TE_GRANTED if granted else TE_REFUSED, -1, policy, value, 0.0, 0.0, p, 3, w.note[N_FACTORS])


@rule
def set_policy(s: Position, b: Book, w: Desk, seat: int, policy: int, target: int) -> None:
    """What a policy does (chapter 7)."""
    turn: int = s.clock[TURN]
    act = int(b.turn[turn, TU_ACT])
    add_standing(s, b, seat, -int(b.policy[policy, PO_PRICE]))
    if s.seats[seat, STANDING] < b.policy[policy, PO_BELOW]:
        add_standing(s, b, seat, int(b.policy[policy, PO_STANDING]))
    leave_marks(s, b, w, policy)
    for k in range(b.frame[AT_POINT], b.frame[AT_POINT + 1]):
        if b.floats[k, 0] == policy:
            add_play(s, b, int(b.floats[k, 1]), b.floats[k, 2])
    for k in range(b.frame[AT_SHIP], b.frame[AT_SHIP + 1]):
        if b.ints[k, 0] == policy:
            make_move(s, b, w, seat, b.ints[k, 1], b.ints[k, 2], b.ints[k, 3])
    for k in range(b.frame[AT_OTHER], b.frame[AT_OTHER + 1]):
        if b.ints[k, 0] == policy:
            add_standing(s, b, b.ints[k, 1], b.ints[k, 2])
    side = seat_side(seat)
    s.rest[OIL] = max(0.0, s.rest[OIL] + b.policy[policy, PO_OIL])
    s.rest[HOLD] = min(b.param[P_HOLD_MOST], s.rest[HOLD] + b.policy[policy, PO_HOLD])
    s.rest[DRIVEN] = max(0.0, s.rest[DRIVEN] + b.policy[policy, PO_DRIVE])
    s.rest[AID] = min(b.param[P_AID_MOST], s.rest[AID] + b.policy[policy, PO_AID])
    s.rest[DEPOTS_J + side] = min(b.param[P_DEPOT_MOST], s.rest[DEPOTS_J + side] + b.policy[policy, PO_DEPOT])
    s.acts[act, ACT_FORTS] = min(b.param[P_FORT_MOST], s.acts[act, ACT_FORTS] + b.policy[policy, PO_FORT])
    s.acts[act, ACT_DISMISSED] = s.acts[act, ACT_DISMISSED] + b.policy[policy, PO_DISMISSES]
    if target >= 0:
        s.places[target, HEAT] += int(b.policy[policy, PO_HEAT])
    if b.policy[policy, PO_OFFENDS] > 0.0:
        s.rest[OFFENCE_AT] = turn
    if b.policy[policy, PO_HALVES] > 0.0:
        s.seats[seat, HALF_UNTIL] = turn + 2 - turn % 2
    if b.policy[policy, PO_SHARPENS] > 0.0:
        s.seats[seat, SHARP_IN] = turn + 1
    s.policies[policy, USED] += 1
    s.policies[policy, USED_IN] = turn
    seen = ALL_SEATS if b.policy[policy, PO_PUBLIC] > 0.0 else 1 << seat
    tell(w, TE_POLICY, seat, policy, target, 0.0, 0.0, 0.0, seen, w.note[N_FACTORS])


@rule
def policies_of_turn(s: Position, b: Book, w: Desk) -> None:
    """The policy of each seat, at most one (rule 4.2)."""
    for seat in range(SEATS):
        policy: int = w.sheet[seat, H_POLICY]
        filled = w.sheet[seat, H_FILLED] > 0
        if filled and policy >= 0:
            set_policy(s, b, w, seat, policy, w.sheet[seat, H_TARGET])
        s.seats[seat, LAST_POLICY] = policy if filled else -1


@rule
def answer_incident(s: Position, b: Book, w: Desk, escalation: int) -> None:
    """An incident in the news heats its sector; the seats whose soldiers met stand or yield (rule 13.2)."""
    incident = int(s.rest[INCIDENT])
    if incident < 0:
        return
    place: int = b.ints[b.frame[AT_INCIDENT] + incident, 0]
    s.places[place, HEAT] += 1
    for seat in range(1, SEATS):
        if w.sheet[seat, H_FILLED] > 0:
            yields = w.sheet[seat, H_YIELDS] > 0
            add_play(s, b, escalation, b.param[P_INCIDENT_YIELD] if yields else b.param[P_INCIDENT_STAND])
            if yields:
                add_standing(s, b, seat, -int(b.param[P_INCIDENT_PRICE]))
            tell(w, TE_ANSWERED, seat, incident, 1.0 if yields else 0.0, place, 0.0, 0.0, 1 << seat, w.note[N_FACTORS])
