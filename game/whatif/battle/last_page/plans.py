"""What the computer had in mind: told when the battle is over."""

from __future__ import annotations

from game.core.words import _
from game.match.battle import Match
from game.players.battle.levels import LEVELS, level_of
from game.players.battle.recruit import ERRORS, error_of
from game.players.battle.staffs import DRAWN, PLAN, drawn
from game.players.table import HUMAN

HABITS = {level.id: level.told for level in LEVELS}


def plans_of(match: Match) -> dict[str, str]:
    """By side the plan of the computer that commanded it, in words; people, and seats that nobody names, have none here."""
    found = {}
    for side in match.scenario.sides:
        seat = match.seats.get(side, "")
        name = drawn(match.scenario, side, match.seed) if seat == DRAWN else seat
        plan = next((p for p in match.scenario.plans_of(side) if PLAN + p.id == name), None)
        if seat != HUMAN and plan is not None:
            found[side] = _("{title}: {text}").format(title=_(plan.title), text=_(plan.text))
        elif (level := level_of(name)) is not None:
            found[side] = " ".join([_(HABITS[level.id]), *(error_words(match, side) if level.id == "recruit" else ())])
    return found


def error_line(match: Match, side: str, seat: str) -> str:
    """The error of whoever held a seat, in a line for the end of a game; "" where it was no recruit."""
    level = level_of(seat)
    if level is None or level.id != "recruit":
        return ""
    words = _("The recruit who commanded {side}: {error}")
    return words.format(side=_(match.scenario.side_names[side]), error=" ".join(error_words(match, side)))


def error_words(match: Match, side: str) -> tuple[str, str]:
    """The human error that a recruit made in a game, and what its orders in the journal show of it."""
    error = ERRORS[error_of(match.scenario, side, match.seed)]
    given = [(record.turn, record.orders.get(side, ())) for record in match.records]
    n, of = error.counts(match.scenario, given)
    return _(error.told), _(error.shown).format(n=n, all=of)
