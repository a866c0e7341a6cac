"""A turn of the strategic game, and whole games, each in one compiled call (chapter 5)."""

from collections.abc import Callable

from game.core.rule import phase, rule
from game.rules.theatre.cards import cards_of_turn, foreseen_cases, seal_prices, wear_out
from game.rules.theatre.drive import clash_of_turn, drive_of_turn, drive_pace, hottest, war_of_turn
from game.rules.theatre.force import (
    balance,
    divisions_at,
    force_at,
    par_force,
    par_now,
    strength_at,
    worn_at,
)
from game.rules.theatre.ledger import add_network, track_value
from game.rules.theatre.odds import answer_price, own_odds
from game.rules.theatre.orders import (
    answer_incident,
    closed_price,
    is_late,
    is_running,
    own_moves,
    policies_of_turn,
    strike_lines,
)
from game.rules.theatre.state import (
    Book,
    Desk,
    FR_BATTLE_AT,
    FR_ESCALATION,
    H_FILLED,
    H_STRUCK,
    H_YIELDS,
    MOST_CASES,
    MOST_STATES,
    N_ANY,
    N_EVENTS,
    N_FACTORS,
    N_FOUGHT,
    OVER,
    Position,
    SAT,
    SEATS,
    SHEET_COLS,
    TURN,
)
from game.rules.theatre.tracks import close_turn, open_turn
from game.rules.theatre.victory import act_score, measured, part_value, score_of_turn

THEATRE_RULES_VERSION = "0.1"


@rule
def turn_of_theatre(s: Position, b: Book, w: Desk) -> None:
    """One turn in the order of chapter 5: sheets, reveal, moves, policies, clashes, cards, tracks, score; then the news."""
    w.note[N_ANY] = 0
    for seat in range(SEATS):
        filled = 1 if w.sheet[seat, H_FILLED] > 0 else 0
        s.seats[seat, SAT] = filled
        w.note[N_ANY] = max(w.note[N_ANY], filled)
    if w.note[N_ANY] > 0:
        seal_prices(s, b, w)
        strike_lines(s, b, w)
        own_moves(s, b, w)
        policies_of_turn(s, b, w)
        answer_incident(s, b, w, b.frame[FR_ESCALATION])
    clash_of_turn(s, b, w)
    drive_of_turn(s, b, w)
    cards_of_turn(s, b, w)
    if w.note[N_FOUGHT] > 0:
        for variable in range(len(w.gained)):
            add_network(s, variable, w.gained[variable])
        wear_out(s, w, b.frame[FR_BATTLE_AT], w.worn[0], w.worn[1])
    war_of_turn(s, b, w)
    close_turn(s, b, w)
    score_of_turn(s, b, w)
    if s.rest[OVER] == 0.0:
        s.clock[TURN] = s.clock[TURN] + 1
        open_turn(s, b, w)


@rule
def blank_sheets(w: Desk) -> None:
    """Takes all orders off the desk; who sits where stays."""
    for seat in range(SEATS):
        filled: int = w.sheet[seat, H_FILLED]
        for k in range(SHEET_COLS):
            w.sheet[seat, k] = -1
        w.sheet[seat, H_FILLED] = filled
        w.sheet[seat, H_STRUCK] = 0
        w.sheet[seat, H_YIELDS] = 0
    for k in range(len(w.answer)):
        for case in range(MOST_CASES):
            w.answer[k, case] = -1
    for k in range(len(w.fought)):
        w.fought[k] = -1
    w.note[N_FOUGHT] = 0


@phase
def open_theatre(s: Position, b: Book, w: Desk) -> int:
    """The news of the first turn of a game; returns the number of events."""
    w.note[N_EVENTS] = 0
    w.note[N_FACTORS] = 0
    open_turn(s, b, w)
    return int(w.note[N_EVENTS])


@phase
def play_on(s: Position, b: Book, w: Desk, until: int) -> int:
    """Plays through turn `until`, the first with the sheets on the desk, then with silent seats; returns the turns played.

    `w.note[N_TRACE]` says whether events and factors are left on the desk: of all turns together.
    """
    w.note[N_EVENTS] = 0
    w.note[N_FACTORS] = 0
    played = 0
    while s.rest[OVER] == 0.0 and s.clock[TURN] <= until:
        turn_of_theatre(s, b, w)
        blank_sheets(w)
        played += 1
    return played


@phase
def theatre_odds(s: Position, b: Book, w: Desk, node: int, case: int, viewer: int) -> float:
    """Odds of a card in a case as a seat sees them, left in `w.odds`; returns the best (rules 4.5, 6.2)."""
    w.note[N_EVENTS] = 0
    w.note[N_FACTORS] = 0
    return own_odds(s, b, w, node, case, viewer)


# Questions of the floors above, by code: ASK_CASES card; ASK_BALANCE place, seat; ASK_FORCE place, side, seat;
# ASK_PAR_FORCE place, side; ASK_STRENGTH place, side, seat; ASK_DIVISIONS place, side; ASK_PAR place, side; ASK_SCORE act,
# seat; ASK_PART part, seat; ASK_MEASURE measure, seat; ASK_PACE; ASK_CLOSED seat, place; ASK_VALUE variable; ASK_HOTTEST;
# ASK_LATE source, target, side; ASK_RUNS policy, turn; ASK_WORN place, side; ASK_PRICE seat, state: by the odds that were
# asked last. A place -1 is the whole north; a seat -1 the truth.
(
    ASK_CASES,
    ASK_BALANCE,
    ASK_FORCE,
    ASK_PAR_FORCE,
    ASK_STRENGTH,
    ASK_DIVISIONS,
    ASK_PAR,
    ASK_SCORE,
    ASK_PART,
    ASK_MEASURE,
    ASK_PACE,
    ASK_CLOSED,
    ASK_VALUE,
    ASK_HOTTEST,
    ASK_LATE,
    ASK_RUNS,
    ASK_WORN,
    ASK_PRICE,
) = range(18)


@phase
def theatre_ask(s: Position, b: Book, w: Desk, what: int, a: int, c: int, d: int) -> float:
    """A quantity of the position, by its code above."""
    found = 0.0
    if what == ASK_CASES:
        found = 1.0 * foreseen_cases(s, b, a)
    elif what == ASK_BALANCE:
        found = balance(s, b, w, a, c)
    elif what == ASK_FORCE:
        found = force_at(s, b, w, a, c, d)
    elif what == ASK_PAR_FORCE:
        found = par_force(s, b, a, c)
    elif what == ASK_STRENGTH:
        found = strength_at(s, b, w, a, c, d)
    elif what == ASK_DIVISIONS:
        found = 1.0 * divisions_at(s, b, a, c)
    elif what == ASK_PAR:
        found = 1.0 * par_now(s, b, a, c)
    elif what == ASK_SCORE:
        found = act_score(s, b, w, a, c)
    elif what == ASK_PART:
        found = part_value(s, b, w, a, c)
    elif what == ASK_MEASURE:
        found = measured(s, b, w, a, c)
    elif what == ASK_PACE:
        found = drive_pace(s, b)
    elif what == ASK_CLOSED:
        found = 1.0 * closed_price(s, b, a, c)
    elif what == ASK_VALUE:
        found = track_value(s, a)
    elif what == ASK_HOTTEST:
        found = 1.0 * hottest(s, b)
    elif what == ASK_LATE:
        found = 1.0 if is_late(s, b, a, c, d) else 0.0
    elif what == ASK_RUNS:
        found = 1.0 if is_running(b, a, c) else 0.0
    elif what == ASK_PRICE:
        best = 0.0
        for k in range(MOST_STATES):
            best = max(best, w.odds[k])
        found = 1.0 * answer_price(s, b, w, a, c, best, False)
    elif what == ASK_WORN:
        found = 1.0 * worn_at(s, a, c)
    return found


# Everything that Python calls; the turn itself may be compiled before it, beside the questions.
STEPS: tuple[Callable[..., object], ...] = (play_on, open_theatre, theatre_odds, theatre_ask)
PARTS: tuple[Callable[..., object], ...] = (turn_of_theatre,)
