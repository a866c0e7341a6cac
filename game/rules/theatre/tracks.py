"""News, and what a turn leaves: the ledgers, oil, China, worn divisions, marks (chapters 5, 6, 12, 13.2)."""

from game.core.rule import rule
from game.rules.theatre.codes import (
    D_INCIDENT,
    D_INCIDENT_WHERE,
    P_DECAY,
    P_HOLD_OFFENSIVE,
    P_HOLD_SHORT,
    P_HOLD_TURN,
    P_INCIDENT_PER,
    P_OIL_FREE,
    P_OIL_MADE,
    P_OIL_PER,
    P_OIL_SAVED,
    P_STANDING_ACT,
    TE_ARRIVES,
    TE_BEYOND,
    TE_CLOSED,
    TE_INCIDENT,
    TE_NEWS,
    TE_OFFENSIVE,
)
from game.rules.theatre.force import divisions_at, look_across, par_now
from game.rules.theatre.ledger import add_network, add_play, add_record, luck, tell, tell_all, track_value
from game.rules.theatre.orders import add_standing, settled
from game.rules.theatre.state import (
    AID,
    AID_FELT,
    ALL_SEATS,
    AT_CHANGE,
    AT_EFFECT,
    AT_INCIDENT,
    AT_NEWS,
    BEYOND,
    Book,
    CARD_STATE,
    CLOSED,
    CLOSING,
    COMING,
    Desk,
    DEVIATION,
    EF_AMOUNT,
    EF_LEDGER,
    EF_NODE,
    EF_STATE,
    EF_TURN,
    EF_VARIABLE,
    FIRST,
    FR_ESCALATION,
    FR_HOLD_PLACES,
    FR_OIL_CARD,
    FR_OIL_STATE,
    FR_PRESSURE,
    FR_TURNS,
    H_CLOSED,
    H_FILLED,
    HOLD,
    INCIDENT,
    JAPAN,
    N_FACTORS,
    NC_AMOUNT,
    NC_NEWS,
    NC_RESTS,
    NC_VARIABLE,
    NETWORK,
    NW_NODE,
    NW_STATE,
    NW_TURN,
    OIL,
    PL_OIL,
    PLAY,
    Position,
    RECORD,
    SEATS,
    TU_ACT,
    TU_MONTHS,
    TURN,
    WORN,
    WORN_TURNS,
)


@rule
def open_turn(s: Position, b: Book, w: Desk) -> None:
    """The news of a turn: the record's changes, arrivals, closed sectors, standing of a new act, perhaps an incident (5)."""
    turn: int = s.clock[TURN]
    if turn > b.frame[FR_TURNS]:
        return
    for k in range(b.frame[AT_NEWS], b.frame[AT_NEWS + 1]):
        if b.ints[k, NW_TURN] == turn:
            tell_all(w, TE_NEWS, -1, k, 0.0, 0.0, 0.0, 0.0)
    for k in range(b.frame[AT_CHANGE], b.frame[AT_CHANGE + 1]):
        if b.ints[int(b.floats[k, NC_NEWS]), NW_TURN] == turn:
            add_record(s, int(b.floats[k, NC_VARIABLE]), b.floats[k, NC_AMOUNT])
    if turn != s.clock[FIRST]:
        if b.turn[turn, TU_ACT] != b.turn[turn - 1, TU_ACT]:
            for seat in range(SEATS):
                add_standing(s, b, seat, int(b.param[P_STANDING_ACT]))
        arrivals_of_turn(s, b, w)
    s.rest[AID_FELT] = s.rest[AID]
    if s.rest[CLOSED] != s.rest[CLOSING]:
        s.rest[CLOSED] = s.rest[CLOSING]
        tell(w, TE_CLOSED, 0, 0, s.rest[CLOSED], 0.0, 0.0, 0.0, 3, w.note[N_FACTORS])
    look_across(s, b, w)
    s.rest[INCIDENT] = -1.0
    p = track_value(s, b.frame[FR_ESCALATION]) / b.param[P_INCIDENT_PER]
    if luck(s, w, 0, 0, D_INCIDENT) < p:
        s.rest[INCIDENT] = int(luck(s, w, 0, 0, D_INCIDENT_WHERE) * (b.frame[AT_INCIDENT + 1] - b.frame[AT_INCIDENT]))
        tell_all(
            w,
            TE_INCIDENT,
            -1,
            int(s.rest[INCIDENT]),
            b.ints[b.frame[AT_INCIDENT] + int(s.rest[INCIDENT]), 0],
            0.0,
            0.0,
            p,
        )


@rule
def arrivals_of_turn(s: Position, b: Book, w: Desk) -> None:
    """Divisions that were a turn longer on the way (rule 4.3)."""
    for place in range(len(b.place)):
        for side in range(2):
            n: int = s.places[place, COMING + side]
            if n > 0:
                s.places[place, DEVIATION + side] = settled(s, b, place, side) + n
                s.places[place, COMING + side] = 0
                tell(w, TE_ARRIVES, -1, place, n, side, 0.0, 0.0, 4 if side != JAPAN else 3, w.note[N_FACTORS])


@rule
def close_turn(s: Position, b: Book, w: Desk) -> None:
    """What a turn leaves, in order: the network's ledger, oil beyond par, oil, China, decay of play, worn divisions (5)."""
    turn: int = s.clock[TURN]
    for k in range(b.frame[AT_CHANGE], b.frame[AT_CHANGE + 1]):
        news = int(b.floats[k, NC_NEWS])
        if b.floats[k, NC_RESTS] > 0.0 and b.ints[news, NW_TURN] == turn:
            node: int = b.ints[news, NW_NODE]
            if node >= 0 and s.cards[node, CARD_STATE] >= 0 and s.cards[node, CARD_STATE] != b.ints[news, NW_STATE]:
                add_network(s, int(b.floats[k, NC_VARIABLE]), -b.floats[k, NC_AMOUNT])
    for k in range(b.frame[AT_EFFECT], b.frame[AT_EFFECT + 1]):
        if b.floats[k, EF_TURN] == turn and b.floats[k, EF_LEDGER] == NETWORK:
            if s.cards[int(b.floats[k, EF_NODE]), CARD_STATE] == b.floats[k, EF_STATE]:
                add_network(s, int(b.floats[k, EF_VARIABLE]), b.floats[k, EF_AMOUNT])
    beyond_par(s, b, w)
    oil_of_turn(s, b)
    china_of_turn(s, b, w)
    for variable in range(len(s.tracks)):
        s.tracks[variable, PLAY] = s.tracks[variable, PLAY] * b.param[P_DECAY]
    for place in range(len(b.place)):
        for side in range(2):
            first = WORN + WORN_TURNS * side
            for k in range(WORN_TURNS - 1):
                s.places[place, first + k] = s.places[place, first + k + 1]
            s.places[place, first + WORN_TURNS - 1] = 0
    if w.sheet[0, H_FILLED] > 0 and w.sheet[0, H_CLOSED] >= 0:
        s.rest[CLOSING] = w.sheet[0, H_CLOSED]


@rule
def beyond_par(s: Position, b: Book, w: Desk) -> None:
    """Divisions beyond the record's in the south draw an answer from the West, once each (rule 12.3)."""
    beyond = 0
    points = 0.0
    for place in range(len(b.place)):
        if b.place[place, PL_OIL] > 0.0:
            beyond += max(0, divisions_at(s, b, place, JAPAN) - par_now(s, b, place, JAPAN))
            points = max(points, b.place[place, PL_OIL])
    if beyond > s.rest[BEYOND]:
        add_play(s, b, b.frame[FR_PRESSURE], points * (beyond - s.rest[BEYOND]))
        tell(w, TE_BEYOND, -1, 0, beyond, points * (beyond - s.rest[BEYOND]), 0.0, 0.0, ALL_SEATS, w.note[N_FACTORS])
    s.rest[BEYOND] = beyond


@rule
def oil_of_turn(s: Position, b: Book) -> None:
    """Oil laid by and oil drained by the pressure of the record and of play (rule 12.2)."""
    turn: int = s.clock[TURN]
    variable: int = b.frame[FR_PRESSURE]
    pressure = s.tracks[variable, RECORD] + s.tracks[variable, PLAY] - b.param[P_OIL_FREE]
    drain = max(0.0, pressure) / b.param[P_OIL_PER]
    if s.cards[b.frame[FR_OIL_CARD], CARD_STATE] != b.frame[FR_OIL_STATE]:
        drain = drain * b.param[P_OIL_SAVED]
    s.rest[OIL] = max(0.0, s.rest[OIL] + b.turn[turn, TU_MONTHS] * (b.param[P_OIL_MADE] - drain))


@rule
def china_of_turn(s: Position, b: Book, w: Desk) -> None:
    """The Chinese offensive tells where the fronts are short of divisions (rule 12.3)."""
    if s.clock[TURN] != b.param[P_HOLD_TURN]:
        return
    short = 0
    places: int = b.frame[FR_HOLD_PLACES]
    for place in range(len(b.place)):
        if (places >> place) & 1:
            short += par_now(s, b, place, JAPAN) - divisions_at(s, b, place, JAPAN)
    if short >= b.param[P_HOLD_SHORT]:
        s.rest[HOLD] = s.rest[HOLD] - b.param[P_HOLD_OFFENSIVE]
        tell_all(w, TE_OFFENSIVE, -1, 0, short, 0.0, 0.0, 0.0)
