"""The score of an act, part by part (chapter 14)."""

from game.core.rule import rule
from game.rules.theatre.codes import P_WAR_SCORE, P_WAR_SCORE_LATER, TE_SCORE
from game.rules.theatre.force import against_record, in_places
from game.rules.theatre.ledger import tell_all, track_value
from game.rules.theatre.state import (
    ACT_DISMISSED,
    ACT_SCORE,
    AID,
    AT_CASE,
    AT_PART,
    AT_PLUS,
    AT_TIMES,
    Book,
    CA_NODE_A,
    CA_NODE_B,
    CA_OIL,
    CA_PART,
    CA_STATE_A,
    CA_STATE_B,
    CA_VALUE,
    CARD_STATE,
    Desk,
    FR_ACTS,
    HOLD,
    LAST,
    ME_AID,
    ME_DISMISSALS,
    ME_DIVISIONS,
    ME_FORCE,
    ME_HIGH,
    ME_HOLD,
    ME_KIND,
    ME_LOW,
    ME_OIL,
    ME_PLACES,
    ME_PLAYED,
    ME_SIDE,
    ME_STANDING,
    ME_TRACK,
    ME_VARIABLE,
    N_HISTORY,
    OIL,
    OVER,
    PA_ACT,
    PA_POINTS,
    PA_SEAT,
    PLAY,
    Position,
    PP_MEASURE,
    PP_PART,
    PP_TIMES,
    SEATS,
    STANDING,
    TU_ACT,
    TURN,
    WAR_ACT,
    WAR_AT,
)


@rule
def quantity(s: Position, b: Book, w: Desk, k: int, seat: int) -> float:
    """The quantity of a measure, before it is scaled."""
    kind = int(b.floats[k, ME_KIND])
    side = int(b.floats[k, ME_SIDE])
    variable = int(b.floats[k, ME_VARIABLE])
    found = 0.0
    if kind == ME_STANDING:
        found = 1.0 * s.seats[seat, STANDING]
    elif kind == ME_TRACK:
        found = track_value(s, variable)
    elif kind == ME_PLAYED:
        found = s.tracks[variable, PLAY]
    elif kind == ME_DIVISIONS:
        places = int(b.floats[k, ME_PLACES])
        found = in_places(s, b, places, side, False) / max(1.0, 1.0 * in_places(s, b, places, side, True))
        found = found + b.floats[k, ME_HOLD] * s.rest[HOLD]
    elif kind == ME_FORCE:
        found = against_record(s, b, w, side, -1)
    elif kind == ME_OIL:
        found = s.rest[OIL]
    elif kind == ME_AID:
        found = s.rest[AID]
    elif kind == ME_DISMISSALS:
        found = s.acts[int(b.turn[s.clock[TURN], TU_ACT]), ACT_DISMISSED]
    return found


@rule
def measured(s: Position, b: Book, w: Desk, k: int, seat: int) -> float:
    """A measure between 0 and 1."""
    low = b.floats[k, ME_LOW]
    high = b.floats[k, ME_HIGH]
    return min(1.0, max(0.0, (quantity(s, b, w, k, seat) - low) / (high - low)))


@rule
def is_in_state(s: Position, b: Book, node: int, state: int) -> bool:
    """Whether a card is in a state; one still open counts as in history, so that a score can be shown all along."""
    if node < 0:
        return True
    if s.cards[node, CARD_STATE] < 0:
        return b.node[node, N_HISTORY] == state
    return s.cards[node, CARD_STATE] == state


@rule
def part_value(s: Position, b: Book, w: Desk, part: int, seat: int) -> float:
    """The value of a part, 0 to 1: of its first case that holds, plus measures, times measures (chapter 14)."""
    value = 0.0
    for k in range(b.frame[AT_CASE], b.frame[AT_CASE + 1]):
        if b.floats[k, CA_PART] == part and s.rest[OIL] >= b.floats[k, CA_OIL]:
            if is_in_state(s, b, int(b.floats[k, CA_NODE_A]), int(b.floats[k, CA_STATE_A])):
                if is_in_state(s, b, int(b.floats[k, CA_NODE_B]), int(b.floats[k, CA_STATE_B])):
                    value = b.floats[k, CA_VALUE]
                    break
    for k in range(b.frame[AT_PLUS], b.frame[AT_PLUS + 1]):
        if b.floats[k, PP_PART] == part:
            value = value + b.floats[k, PP_TIMES] * measured(s, b, w, int(b.floats[k, PP_MEASURE]), seat)
    value = min(1.0, max(0.0, value))
    for k in range(b.frame[AT_TIMES], b.frame[AT_TIMES + 1]):
        if b.ints[k, 0] == part:
            value = value * measured(s, b, w, b.ints[k, 1], seat)
    return value


@rule
def act_score(s: Position, b: Book, w: Desk, act: int, seat: int) -> float:
    """The score of a seat in an act as the position stands, 0 to 100 (chapter 14)."""
    total = 0.0
    for part in range(b.frame[AT_PART], b.frame[AT_PART + 1]):
        if b.floats[part, PA_ACT] == act and b.floats[part, PA_SEAT] == seat:
            total += b.floats[part, PA_POINTS] * part_value(s, b, w, part, seat)
    return total


@rule
def score_of_turn(s: Position, b: Book, w: Desk) -> None:
    """Scores an act in its last turn; after a general war that act and all later ones at once (rules 5, 10.3)."""
    turn: int = s.clock[TURN]
    act = int(b.turn[turn, TU_ACT])
    ends = turn == s.clock[LAST] or b.turn[turn + 1, TU_ACT] != b.turn[turn, TU_ACT]
    if turn == s.clock[LAST]:
        s.rest[OVER] = 1.0
    for seat in range(SEATS):
        if s.rest[WAR_AT] > 0.0:
            if s.rest[OVER] > 0.0:
                first = int(s.rest[WAR_ACT])
                for k in range(first, b.frame[FR_ACTS]):
                    s.acts[k, ACT_SCORE + seat] = b.param[P_WAR_SCORE] if k == first else b.param[P_WAR_SCORE_LATER]
        elif ends:
            s.acts[act, ACT_SCORE + seat] = act_score(s, b, w, act, seat)
            tell_all(w, TE_SCORE, seat, act, s.acts[act, ACT_SCORE + seat], 0.0, 0.0, 0.0)
