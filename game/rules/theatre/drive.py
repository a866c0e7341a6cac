"""The drive on Wuhan (chapter 9), the clash's sector and stages (10.1, 10.2), and a general war (10.3)."""

from game.core.exact import log
from game.core.rule import rule
from game.rules.theatre.codes import (
    D_DRIVE,
    D_FRONT,
    P_DRIVE_AID,
    P_DRIVE_FLOOD,
    P_DRIVE_LESS,
    P_DRIVE_LUCK,
    P_DRIVE_NEEDS,
    P_WAR_FALL,
    P_WAR_FALL_PER,
    P_WAR_TURNS,
    TE_FAILS,
    TE_FALLS,
    TE_FRONT,
    TE_STAGE,
    TE_WAR,
)
from game.rules.theatre.cards import effects_of
from game.rules.theatre.force import LN2, divisions_at, force_at
from game.rules.theatre.ledger import luck, tell_all
from game.rules.theatre.state import (
    AID_FELT,
    Book,
    CARD_STATE,
    CLASH_AT,
    Desk,
    DRIVEN,
    FALLEN,
    FR_CLASH,
    FR_CLASH_STATE,
    FR_DRIVE,
    FR_DRIVE_FIRST,
    FR_DRIVE_LAST,
    FR_DRIVE_PLACE,
    FR_FAILS,
    FR_FALLS_FROM,
    FR_LEAVE_FROM,
    FR_RESULT,
    FR_RUNS,
    FR_WAR_A,
    FR_WAR_B,
    HEAT,
    JAPAN,
    LOST,
    N_ANY,
    N_DUE,
    OVER,
    PL_FIRST,
    PL_HEX_J,
    PL_HEX_S,
    PL_SECTOR,
    Position,
    PULSE,
    SOVIET,
    TU_ACT,
    TU_FLOOD,
    TU_MONTHS,
    TURN,
    WAR_ACT,
    WAR_AT,
)


@rule
def drive_pace(s: Position, b: Book) -> float:
    """Progress of the drive in a month with what stands there now (chapter 9)."""
    there = divisions_at(s, b, b.frame[FR_DRIVE_PLACE], JAPAN)
    pace = max(0.0, there - b.param[P_DRIVE_LESS] - b.param[P_DRIVE_AID] * s.rest[AID_FELT])
    return pace * (b.param[P_DRIVE_FLOOD] if b.turn[s.clock[TURN], TU_FLOOD] > 0.0 else 1.0)


@rule
def drive_of_turn(s: Position, b: Book, w: Desk) -> None:
    """Moves the drive on and sees whether it has succeeded; at its end, let run but not done, it is late (chapter 9)."""
    turn: int = s.clock[TURN]
    if turn < b.frame[FR_DRIVE_FIRST] or turn > b.frame[FR_DRIVE_LAST] or s.rest[FALLEN] > 0.0:
        return
    card: int = b.frame[FR_DRIVE]
    runs = s.cards[card, CARD_STATE] == b.frame[FR_RUNS]
    if turn >= b.frame[FR_LEAVE_FROM] and not runs:
        return
    s.rest[DRIVEN] = s.rest[DRIVEN] + b.turn[turn, TU_MONTHS] * drive_pace(s, b)
    if turn < b.frame[FR_FALLS_FROM]:
        return
    s.clock[PULSE] = 1  # one luck for the whole drive: whatever the turn in which it is looked at
    s.clock[TURN] = b.frame[FR_FALLS_FROM]
    u = luck(s, w, 0, 0, D_DRIVE)
    s.clock[TURN] = turn
    s.clock[PULSE] = 0
    needs = b.param[P_DRIVE_NEEDS] + b.param[P_DRIVE_LUCK] * (2.0 * u - 1.0)
    if s.rest[DRIVEN] >= needs:
        s.rest[FALLEN] = turn
        tell_all(w, TE_FALLS, -1, card, s.rest[DRIVEN], needs, 0.0, 0.0)
    elif turn == b.frame[FR_DRIVE_LAST]:
        s.cards[card, CARD_STATE] = b.frame[FR_FAILS]
        tell_all(w, TE_FAILS, -1, card, s.rest[DRIVEN], needs, 0.0, 0.0)
        effects_of(s, b, w, card)


@rule
def hottest(s: Position, b: Book) -> int:
    """The sector with the most patrols and incidents; of equals the one that comes first by the files (rule 10.1)."""
    best = -1
    for place in range(len(b.place)):
        if b.place[place, PL_SECTOR] == 1.0:
            if best < 0:
                best = place
            elif s.places[place, HEAT] > s.places[best, HEAT]:
                best = place
            elif s.places[place, HEAT] == s.places[best, HEAT] and b.place[place, PL_FIRST] > 0.0:
                best = place
    return best


@rule
def clash_of_turn(s: Position, b: Book, w: Desk) -> None:
    """Where the fight of the year begins, before its card, and its stages up to the result (rules 10.1, 10.2)."""
    turn: int = s.clock[TURN]
    begins: int = b.node[b.frame[FR_CLASH], N_DUE]
    if turn == begins:
        s.rest[CLASH_AT] = hottest(s, b)
    if (
        begins < turn <= b.node[b.frame[FR_RESULT], N_DUE]
        and s.cards[b.frame[FR_CLASH], CARD_STATE] == b.frame[FR_CLASH_STATE]
    ):
        tell_all(w, TE_STAGE, -1, turn - begins, s.rest[CLASH_AT], 0.0, 0.0, 0.0)


@rule
def war_of_turn(s: Position, b: Book, w: Desk) -> None:
    """A general war begins where a card says so and a seat is filled; then the fronts move, then the game ends (rule 10.3)."""
    turn: int = s.clock[TURN]
    if s.rest[WAR_AT] == 0.0:
        war = s.cards[b.frame[FR_WAR_A], CARD_STATE] == 1 or s.cards[b.frame[FR_WAR_B], CARD_STATE] == 1
        if war and w.note[N_ANY] > 0:
            s.rest[WAR_AT] = turn
            s.rest[WAR_ACT] = b.turn[turn, TU_ACT]
            tell_all(w, TE_WAR, -1, 0, 0.0, 0.0, 0.0, 0.0)
        return
    for place in range(len(b.place)):
        if b.place[place, PL_SECTOR] > 0.0:
            tilt = log(force_at(s, b, w, place, SOVIET, -1) / force_at(s, b, w, place, JAPAN, -1)) / LN2
            p = b.param[P_WAR_FALL] + b.param[P_WAR_FALL_PER] * abs(tilt)
            if tilt != 0.0 and luck(s, w, place, 0, D_FRONT) < p:
                lost = s.places[place, LOST] + (1 if tilt > 0.0 else -1)
                lost = min(int(b.place[place, PL_HEX_J]), max(-int(b.place[place, PL_HEX_S]), lost))
                if lost != s.places[place, LOST]:
                    s.places[place, LOST] = lost
                    tell_all(w, TE_FRONT, -1, place, lost, 0.0, 0.0, p)
    if turn >= s.rest[WAR_AT] + b.param[P_WAR_TURNS]:
        s.rest[OVER] = 1.0
