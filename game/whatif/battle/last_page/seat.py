"""Who may read the last page of which game: of one that goes on only whoever plays it, and from that seat alone."""

from __future__ import annotations

from game.core.words import _
from game.match.battle import Match
from game.players.table import HUMAN

MAIL = "mail"  # a seat that plays somewhere else


class Closed(ValueError):
    """A game that may not be looked into, or not from that seat."""


def eyes(match: Match, side: str = "") -> tuple[str, ...]:
    """The sides from whose knowledge the page is made: both after the end, or the one asked for; before it the player's own.

    Raises:
        Closed: the game goes on, and the side is not the one that a single player at this screen plays.
        ValueError: there is no such side.
    """
    if side and side not in match.scenario.sides:
        raise ValueError(
            _("no side {side!r}; the sides are {listed}").format(side=side, listed=" and ".join(match.scenario.sides))
        )
    if match.over:
        return (side,) if side else match.scenario.sides
    if MAIL in match.seats.values():
        raise Closed(_("this game by file goes on: it is reviewed when it is over"))
    humans = [s for s in match.scenario.sides if match.seats.get(s) == HUMAN]
    if not humans:
        raise Closed(_("this game goes on and does not say who plays it: it is reviewed when it is over"))
    if len(humans) > 1:
        raise Closed(_("this game of two at one table goes on: it is reviewed when it is over"))
    if side and side != humans[0]:
        name = _(match.scenario.side_names[humans[0]])
        raise Closed(
            _("this game goes on: until it is over it is reviewed from its own seat, {side}").format(side=name)
        )
    return (humans[0],)


def players(match: Match, seen: tuple[str, ...], *, is_asked: bool = False) -> tuple[str, ...]:
    """Of the sides that are seen those that people played; all of them where nobody did, or a side was asked for."""
    return tuple(s for s in seen if is_asked or match.seats.get(s) == HUMAN) or seen
