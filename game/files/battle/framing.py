"""The part of the incident that is played: begun in another turn of the record, or ended in another one.

What it makes is an unchanged world too: a what-if that begins elsewhere is measured against games that begin there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection

from msgspec.structs import replace

from game.core.words import _
from game.files.battle.record_moment import board_of
from game.model.battle.calendar import Turn
from game.model.battle.measures import Outcome
from game.model.battle.scenario import Scenario

OF_A_MOMENT = ("share_at_end", "held_at_end", "contested_at_end")  # measures that count nothing up from the begin


def framed(
    scenario: Scenario,
    begin: str = "",
    horizon: str = "",
    *,
    moved: Collection[str] = (),
    is_position: bool = False,
) -> Scenario:
    """The scenario from the turn `begin` on, up to the turn `horizon`, under a digest of its own; itself where neither is given.

    Counters stand, and leave is held, as the record has it at that hour (`record_moment.board_of`); shells are what the scenario
    gives. Not so with `is_position`: the position is given elsewhere. `moved`: counters that come when the scenario says.

    Raises:
        ValueError: there is no such turn, or the horizon lies before the begin.
    """
    if not begin and not horizon:
        return scenario
    calendar = scenario.calendar
    first, last = (_turn(scenario, t) for t in (begin or calendar.start, horizon or calendar.last))
    if first.number > last.number:
        raise ValueError(_("the horizon {name} lies before the begin, {a}").format(name=last.name, a=first.name))
    number = min(calendar.turn(calendar.first).number, first.number)
    shown = replace(calendar, first=calendar.turn(number).name, start=first.name, last=last.name)
    played = {turn.name for turn in shown.played()}
    found = replace(
        scenario,
        calendar=shown,
        outcomes=tuple(_measured(o, begin) for o in scenario.outcomes if not o.at or o.at in played),
        digest=hashlib.sha256(f"{scenario.digest} {begin} {horizon}".encode()).hexdigest()[:16],
    )
    if not begin or is_position or first.name == calendar.start:
        return found
    counters, known, politics = board_of(scenario, first, moved)
    return replace(found, counters=counters, intelligence=known, politics=politics)


def _measured(outcome: Outcome, begin: str) -> Outcome:
    """The outcome without a record that counts from another begin, or to another end."""
    if outcome.at and (not begin or outcome.measure in OF_A_MOMENT):
        return outcome
    return replace(outcome, record=None, record_low=None, record_high=None)


def _turn(scenario: Scenario, name: str) -> Turn:
    try:
        return scenario.calendar.turn(name)
    except KeyError as e:
        raise ValueError(e.args[0]) from None
