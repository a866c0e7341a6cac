"""Talks between the governments: forms, wills and what they agree on (11.1-11.6).

Both governments seal a form; terms to which both say yes are agreed, those that move fewest men if there are several.
A government that nobody plays fills its form by its will and the mood of the day.
"""

from game.core.exact import exp, log
from game.core.rule import phase, rule
from game.rules.battle.codes import D_TALK, EV_PROPOSAL, EV_TALK, EV_TALK_ASKED, F_MOOD, F_WILL
from game.rules.battle.ground import is_present
from game.rules.battle.light import pulses_of_turn_over
from game.rules.battle.log import BOTH, event, explained, new_list, term, total
from game.rules.battle.permissions import first_pulse_die, men_gone
from game.rules.battle.state import (
    COMMISSION,
    CREW,
    FORM_AGAINST_PM,
    FORM_ALONE,
    FORM_LINE_PM,
    FORM_PROPOSAL,
    FORM_REQUESTS,
    FORM_SAID,
    FORM_SEALED,
    FORM_UMPIRE,
    FORM_URGED,
    FORM_YES,
    HEX,
    LEVEL,
    LINE_TURN,
    MEN,
    NOW,
    SIGNED_TURN,
    State,
    TALKS_HELD,
    TALK_EXTRA,
    TREATY_FOUGHT,
    TREATY_HOUR,
    TREATY_OVER,
    TREATY_SHARE_OF,
    TREATY_SINCE,
    TREATY_UMPIRE,
    TREATY_URGE,
    TRUCE_AT,
    TRUCE_TERM,
    TURN,
    Tables,
    UMPIRE,
    U_SIDE,
    WILL_BASE,
    WILL_BEFORE,
    WILL_DAY,
    WILL_FIGHT,
    WILL_LOSSES,
    WILL_MEN,
    WILL_OVER,
    WILL_PAST_HALF,
    WILL_SHARE,
)
from game.rules.battle.work import Work
from game.rules.battle.truce import leaves_zone, settle
from game.rules.battle.victory import scored_share_pm

DAY_PULSES = 96
EITHER = 3  # both bits of a term: with and without a commission


@rule
def is_talk_turn(s: State, t: Tables, turn: int) -> bool:
    """Governments talk in this turn: a day of the list, or one that was asked for, while nothing is signed. Rule 11.1."""
    if len(s.accord) == 0 or s.accord[0, SIGNED_TURN] >= 0:
        return False
    for k in range(len(t.talk)):
        if t.talk[k] == turn:
            return True
    return s.accord[0, TALK_EXTRA] == turn


# ------------------------------------------------------------------ lines
@rule
def line_pm(s: State, t: Tables, side: int) -> int:
    """Share of the scored places that a side holds, by weight, per mille. Rules 11.3, 12.1."""
    total = 0
    for k in range(len(s.places)):
        total += t.place[k, 1] * scored_share_pm(s, t, side, k)
    return total // 1000


@rule
def keep_lines(s: State, t: Tables) -> None:
    """The lines of this moment are those that a truce of this talk would keep. Rule 11.3."""
    s.accord[0, LINE_TURN] = s.clock[TURN]
    for side in range(2):
        s.forms[side, FORM_LINE_PM] = line_pm(s, t, side)


@rule
def midnight(s: State, t: Tables, w: Work) -> int:
    """At 24:00 of a day of talks the lines are noted. Rule 11.3."""
    if len(s.accord) > 0 and (s.clock[NOW] + 1) % DAY_PULSES == 0 and is_talk_turn(s, t, s.clock[TURN]):
        keep_lines(s, t)
    return 0


@rule
def men_moved(s: State, t: Tables, term: int) -> int:
    """Men of both sides whom terms oblige to go back. Rule 11.3."""
    total = 0
    for u in range(len(s.units)):
        if is_present(s, t, u) and leaves_zone(t, term, t.unit[u, U_SIDE], s.units[u, HEX]):
            total += s.units[u, MEN] + s.units[u, CREW]
    return total


# ------------------------------------------------------------------ forms
@phase
def seal_form(s: State, t: Tables, side: int, yes: int, proposal: int, umpire: int) -> int:
    """A sealed form for the talk of this turn. `yes`: two bits for each term, without and with a commission. Rule 11.1."""
    s.forms[side, FORM_SEALED] = 1
    s.forms[side, FORM_YES] = yes
    s.forms[side, FORM_PROPOSAL] = proposal
    s.forms[side, FORM_UMPIRE] = umpire
    return yes


@phase
def urge_term(s: State, t: Tables, side: int, term: int) -> int:
    """A petition to the own government for terms, where it fills its form itself. Rule 11.2."""
    s.forms[side, FORM_URGED] = term + 1
    return term


@phase
def ask_talk(s: State, t: Tables, w: Work, side: int, turn: int) -> int:
    """A government asks for a talk, which is held in the next turn. Rule 11.1."""
    s.forms[side, FORM_REQUESTS] += 1
    s.accord[0, TALK_EXTRA] = turn + 1
    return s.forms[side, FORM_REQUESTS]


@rule
def will_score(s: State, t: Tables, side: int, term: int) -> float:
    """Log-odds of a government's yes: crest held, days gone, own losses, how far the enemy has gone, before a battle or after.

    Rule 11.5.
    """
    row = side * len(t.term) + term
    share = line_pm(s, t, int(t.treaty[TREATY_SHARE_OF])) / 1000.0
    days = max(0.0, (s.clock[NOW] - t.treaty[TREATY_SINCE]) / DAY_PULSES)
    over = max(0.0, s.sides[1 - side, LEVEL] - t.treaty[TREATY_OVER])
    score = (
        t.will[row, WILL_BASE] + t.will[row, WILL_SHARE] * share + t.will[row, WILL_PAST_HALF] * max(0.0, share - 0.5)
    )
    score += t.will[row, WILL_DAY] * days + t.will[row, WILL_OVER] * over
    score += t.will[row, WILL_LOSSES] * min(1.0, men_gone(s, t, side) / t.will[row, WILL_MEN])
    fought = (t.treaty[TREATY_FOUGHT] + men_gone(s, t, 0) + men_gone(s, t, 1)) / t.will[row, WILL_FIGHT]
    score += t.will[row, WILL_BEFORE] * max(0.0, 1.0 - fought)
    if s.forms[side, FORM_URGED] == term + 1:
        score += t.treaty[TREATY_URGE]
    return score


@rule
def yes_pm(s: State, t: Tables, side: int, term: int) -> int:
    """Odds that a government left to itself says yes to terms, per mille. Rule 11.5."""
    return int(1000.0 / (1.0 + exp(-will_score(s, t, side, term))) + 0.5)


@phase
def will_pm(s: State, t: Tables, w: Work, side: int, term: int) -> int:
    """Odds that a government left to itself says yes to terms, per mille. Rule 11.5."""
    return yes_pm(s, t, side, term)


@rule
def says_yes(w: Work, will: float, mood: float) -> bool:
    """A government left to itself says yes to terms where its will and the mood of the day are above zero. Rule 11.5."""
    new_list(w)
    term(w, F_WILL, will)
    term(w, F_MOOD, mood)
    return total(w) > 0.0


@rule
def fill_form(s: State, t: Tables, w: Work, side: int) -> None:
    """A government that nobody plays: yes where its will and the mood of the day are above zero; it proposes what it likes best.

    Rules 11.2, 11.5.
    """
    u = first_pulse_die(s, w, side, 0, D_TALK)
    mood = log(u / (1.0 - u))
    best = 0.0
    for k in range(len(t.term)):
        score = will_score(s, t, side, k)
        if says_yes(w, score, mood):
            s.forms[side, FORM_YES] |= EITHER << (2 * k)
            if s.forms[side, FORM_PROPOSAL] < 0 or score > best:
                s.forms[side, FORM_PROPOSAL] = k
                best = score
    if s.forms[side, FORM_PROPOSAL] >= 0:
        says_yes(w, best, mood)
    s.forms[side, FORM_UMPIRE] = (int(t.treaty[TREATY_UMPIRE]) >> side) & 1


# ------------------------------------------------------------------ talks
@rule
def agreed(s: State, t: Tables) -> int:
    """Bit of the terms that both accept and that move fewest men, a commission before none; -1 if there are none. Rule 11.3."""
    both = s.forms[0, FORM_YES] & s.forms[1, FORM_YES]
    best, fewest = -1, 0
    for k in range(len(t.term)):
        for commission in range(1, -1, -1):
            bit = 2 * k + commission
            if (both >> bit) & 1 == 1:
                moved = men_moved(s, t, k)
                if best < 0 or moved < fewest:
                    best, fewest = bit, moved
    return best


@rule
def sign(s: State, t: Tables, w: Work, bit: int) -> None:
    """Terms are agreed: fire stops at the hour of the treaty next to come, on the lines of 24:00. Rules 11.3, 11.6."""
    term = bit // 2
    for side in range(2):
        s.forms[side, FORM_AGAINST_PM] = max(0, 1000 - 2 * yes_pm(s, t, side, term))
    s.accord[0, SIGNED_TURN] = s.clock[TURN]
    s.accord[0, TRUCE_TERM] = term
    s.accord[0, COMMISSION] = bit % 2
    s.accord[0, UMPIRE] = s.forms[0, FORM_UMPIRE] & s.forms[1, FORM_UMPIRE]
    s.accord[0, TRUCE_AT] = s.clock[NOW] + (int(t.treaty[TREATY_HOUR]) - s.clock[NOW]) % DAY_PULSES
    for side in range(2):
        left = 0
        for k in range(len(s.places)):
            if leaves_zone(t, term, side, t.place[k, 0]):
                left += t.place[k, 1]
        s.forms[side, FORM_LINE_PM] = s.forms[side, FORM_LINE_PM] * max(0, 1000 - left) // 1000
    event(s, w, EV_TALK, -1, -1, -1, term, bit % 2, s.accord[0, TRUCE_AT], BOTH)


@rule
def part_without(s: State, t: Tables, w: Work) -> None:
    """No terms are agreed. Who said no to everything while the other offered something has refused alone. Rule 11.6."""
    for side in range(2):
        if s.forms[side, FORM_YES] == 0 and s.forms[1 - side, FORM_YES] != 0:
            s.forms[side, FORM_ALONE] += 1
    event(s, w, EV_TALK, -1, -1, -1, -1, 0, -1, BOTH)


@rule
def hold_talk(s: State, t: Tables, w: Work) -> None:
    """Both forms are held against each other; proposals become known, the rest of a form never does. Rules 11.1-11.6."""
    s.accord[0, TALKS_HELD] += 1
    if s.accord[0, LINE_TURN] != s.clock[TURN]:
        keep_lines(s, t)
    for side in range(2):
        new_list(w)
        if s.forms[side, FORM_SEALED] == 0:
            fill_form(s, t, w, side)
        s.forms[side, FORM_SAID] = s.forms[side, FORM_PROPOSAL] + 1
        explained(s, w, EV_PROPOSAL, -1, -1, -1, s.forms[side, FORM_PROPOSAL], side, 0, BOTH)
    bit = agreed(s, t)
    if bit >= 0:
        sign(s, t, w, bit)
    else:
        part_without(s, t, w)


@phase
def talks(s: State, t: Tables, w: Work) -> int:
    """The end of a turn: a talk on its day, forms are burnt, decisions after the truce are made. Rules 1.6, 11.1-11.8."""
    if len(s.accord) == 0 or pulses_of_turn_over(s, t) == 0:
        return 0
    if is_talk_turn(s, t, s.clock[TURN]):
        hold_talk(s, t, w)
    if s.accord[0, TALK_EXTRA] == s.clock[TURN] + 1:
        event(s, w, EV_TALK_ASKED, -1, -1, -1, 0, 0, 0, BOTH)
    for side in range(2):
        s.forms[side, FORM_SEALED] = 0
        s.forms[side, FORM_YES] = 0
        s.forms[side, FORM_PROPOSAL] = -1
        s.forms[side, FORM_UMPIRE] = 0
        s.forms[side, FORM_URGED] = 0
    settle(s, t, w)
    return 0
