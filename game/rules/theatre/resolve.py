"""A turn of the strategic game, and whole games, each in one compiled call (chapter 5)."""
from collections.abc import Callable

from game.core.rule import compile_rule, phase, rule
from game.rules.theatre.cards import cards_of_turn, foreseen_cases, seal_prices, wear
from game.rules.theatre.drive import clash_of_turn, drive_of_turn, drive_pace, war_of_turn
from game.rules.theatre.force import balance, force_at, par_force, strength_at
from game.rules.theatre.ledger import add_network
from game.rules.theatre.odds import own_odds
from game.rules.theatre.orders import answer_incident, closed_price, own_moves, policies_of_turn, strike_lines
from game.rules.theatre.state import (
    ACT_SCORE, Book, Desk, FR_BATTLE_AT, FR_ESCALATION, H_CLOSED, H_FILLED, H_POLICY, H_SOURCE_A, H_SOURCE_B, H_STRUCK,
    H_YIELDS, MOST_CASES, N_ANY, N_EVENTS, N_FACTORS, N_FOUGHT, N_TRACE, OVER, Position, SAT, SEATS, TURN, CARD_STATE, SHEET_COLS,
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
        wear(s, w, b.frame[FR_BATTLE_AT], w.worn[0], w.worn[1])
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
def play_theatre_turn(s: Position, b: Book, w: Desk) -> int:
    """Resolves the turn of the sheets on the desk; returns the number of events."""
    w.note[N_EVENTS] = 0
    w.note[N_FACTORS] = 0
    turn_of_theatre(s, b, w)
    return int(w.note[N_EVENTS])


@phase
def open_theatre(s: Position, b: Book, w: Desk) -> int:
    """The news of the first turn of a game; returns the number of events."""
    w.note[N_EVENTS] = 0
    w.note[N_FACTORS] = 0
    open_turn(s, b, w)
    return int(w.note[N_EVENTS])


@phase
def play_on(s: Position, b: Book, w: Desk, until: int) -> int:
    """Plays through turn `until`, the first with the sheets on the desk, then with silent seats; returns the turns played."""
    w.note[N_TRACE] = 0
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


@phase
def theatre_cases(s: Position, b: Book, node: int) -> int:
    """Cases that a sheet has to foresee for a card (rule 4.2)."""
    return foreseen_cases(s, b, node)


@phase
def theatre_balance(s: Position, b: Book, w: Desk, where: int, viewer: int) -> float:
    """L of a sector, or everywhere, as a seat sees it (rule 3.6)."""
    return balance(s, b, w, where, viewer)


@phase
def theatre_force(s: Position, b: Book, w: Desk, where: int, side: int, viewer: int, by_record: bool) -> float:
    """Force of a side in a sector or everywhere, as a seat sees it or by the record (rule 3.6)."""
    return par_force(s, b, where, side) if by_record else force_at(s, b, w, where, side, viewer)


@phase
def theatre_strength(s: Position, b: Book, w: Desk, place: int, side: int, viewer: int) -> float:
    """Divisions in a place as a seat sees them, worn ones counting half (rule 4.5)."""
    return strength_at(s, b, w, place, side, viewer)


@phase
def theatre_score(s: Position, b: Book, w: Desk, act: int, seat: int) -> float:
    """Score of a seat in an act as the position stands (chapter 14)."""
    return act_score(s, b, w, act, seat)


@phase
def theatre_part(s: Position, b: Book, w: Desk, part: int, seat: int) -> float:
    """Value of a part of a score, 0 to 1 (chapter 14)."""
    return part_value(s, b, w, part, seat)


@phase
def theatre_measure(s: Position, b: Book, w: Desk, measure: int, seat: int) -> float:
    """Value of a measure, 0 to 1 (chapter 14)."""
    return measured(s, b, w, measure, seat)


@phase
def theatre_pace(s: Position, b: Book) -> float:
    """Progress of the drive in a month (chapter 9)."""
    return drive_pace(s, b)


@phase
def theatre_closed_price(s: Position, b: Book, seat: int, target: int) -> int:
    """Standing that a move into a sector costs because it is closed (rule 12.1)."""
    return closed_price(s, b, seat, target)


# Everything that Python calls.
THEATRE_STEPS: tuple[Callable[..., object], ...] = (
    play_theatre_turn, open_theatre, play_on, theatre_odds, theatre_cases, theatre_balance, theatre_force, theatre_strength,
    theatre_score, theatre_part, theatre_measure, theatre_pace, theatre_closed_price,
)


def compile_theatre() -> int:
    """Compiles every step of the strategic game; returns how many there are."""
    for step in THEATRE_STEPS:
        compile_rule(getattr(step, "py_func", step).__name__)
    return len(THEATRE_STEPS)
