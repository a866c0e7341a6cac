"""What a game by file is played with: the scenario or strategic game that is here, and whether it is the one that was agreed."""

from __future__ import annotations

from dataclasses import dataclass

from game.core.words import _, spoken
from game.files.battle.scenarios import load_scenario
from game.files.battle.variants import varied
from game.files.mail import packets as P
from game.files.theatre.theatres import is_theatre, load_theatre
from game.match.battle import Match
from game.match.sealed_game import AWAY
from game.match.theatre import TheatreMatch
from game.players.battle.staffs import trouble
from game.players.theatre.seats import computer_seat


@dataclass(frozen=True)
class Played:
    """What a game by file is of, as it is at hand here: digest of its content, version of the rules, names of its seats."""

    digest: str
    rules: str
    names: dict[str, str]
    title: str


def at_hand(scenario: str, variant: str) -> Played:
    """What is at hand of a scenario under a what-if, or of a strategic game.

    Raises:
        BadFile: it is not there, or damaged.
        ValueError: there is no such what-if.
    """
    if is_theatre(scenario):
        theatre = load_theatre(scenario)
        names = {seat: spoken(theatre.seat(seat).name) for seat in theatre.seat_ids}
        return Played(theatre.digest, TheatreMatch.rules, names, _(theatre.title))
    found = varied(load_scenario(scenario), variant)
    return Played(found.digest, Match.rules, {s: _(found.side_names[s]) for s in found.sides}, _(found.title))


def unlike(invite: P.Invite) -> str:
    """Why an invitation cannot be played with what is at hand; "" if it can."""
    played = at_hand(invite.scenario, invite.variant)
    if tuple(invite.seats) != tuple(played.names):
        return _("its seats are others than those of {scenario} here").format(scenario=invite.scenario)
    if invite.rules != played.rules:
        said = _("it is played by rules {theirs}, this program plays {ours}: both need the same version of the game")
        return said.format(theirs=invite.rules, ours=played.rules)
    if invite.digest != played.digest:
        said = _("its {scenario} has other content ({theirs}) than the one here ({ours}): both need the same files")
        return said.format(scenario=invite.scenario, theirs=invite.digest, ours=played.digest)
    return _beyond(invite)


def _beyond(invite: P.Invite) -> str:
    """What of an invitation no game of its content has: a computer, an act or a dial; "" if there is nothing."""
    computers = {seat: who for seat, who in invite.seats.items() if who != AWAY}
    if not invite.is_theatre:
        scenario = load_scenario(invite.scenario)
        return next(filter(None, (trouble(who, scenario, side) for side, who in computers.items())), "")
    theatre = load_theatre(invite.scenario)
    ends = {act.last for act in theatre.acts if act.last >= invite.first} | {0}
    if invite.first not in {act.first for act in theatre.acts} or invite.last not in ends:
        return _("no act of {scenario} goes from turn {first} to turn {last}").format(
            scenario=invite.scenario, first=invite.first, last=invite.last
        )
    if invite.dial not in {dial.id for dial in theatre.deck.dials}:
        return _("{scenario} has no dial {dial}").format(scenario=invite.scenario, dial=invite.dial)
    try:
        for seat, who in computers.items():
            level, _colon, temperament = who.partition(":")
            computer_seat(level, seat, theatre, seed=0, temperament=temperament)
    except (ValueError, KeyError) as e:
        return str(e)
    return ""
