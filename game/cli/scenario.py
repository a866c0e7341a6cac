"""Scenarios, what-ifs and compiled rules, fetched for a command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.cli.output import note, progress
from game.cli.troubles import Trouble, unknown

if TYPE_CHECKING:
    from game.model.battle.scenario import Scenario
    from game.model.battle.whatif import WhatIf


LONGEST = 1000  # letters of a name or path


def load(name: str) -> Scenario:
    """A scenario by name or folder.

    Raises:
        Trouble: there is none of that name, or its files are refused.
    """
    from game.cli.main import first_of
    from game.files.battle.scenarios import load_scenario
    from game.files.errors import BadFile

    if len(name) > LONGEST:
        raise Trouble(
            f'scenario "{name[:40]}..." is unknown: a name of {len(name):,} letters; needed {LONGEST} at most'
        )
    _refuse_stranger(name)
    try:
        return load_scenario(name)
    except BadFile as e:
        raise Trouble(first_of(e.problems)) from None


def _refuse_stranger(name: str) -> None:
    """Refuses a name that no scenario has, with every name at hand: the battles' and the strategic game's.

    Raises:
        Trouble: it is unknown, or the strategic game's where a battle is needed.
    """
    from game.cli.theatre import find_theatres, is_theatre
    from game.files.battle.scenarios import find_scenarios, scenario_folder
    from game.files.errors import BadFile, nearest, one_line

    try:
        scenario_folder(name)
    except BadFile:
        battles = find_scenarios()
        if is_theatre(name):
            raise Trouble(
                f"scenario {name}: is the strategic game; this command needs a battle: {', '.join(battles)}"
            ) from None
        known = (*battles, *find_theatres())
        shown = one_line(name, most=60)
        raise Trouble(f"scenario {shown}: is unknown; at hand: {', '.join(known)}{nearest(name, known)}") from None


def what_if(scenario: Scenario, name: str) -> WhatIf:
    """A what-if of the scenario by name.

    Raises:
        Trouble: there is none of that name.
    """
    from game.files.battle.variants import HISTORY

    for found in (*scenario.what_ifs, HISTORY):
        if found.id == name:
            return found
    raise unknown("what-if", name, [w.id for w in scenario.what_ifs], where=scenario.id)


def check_commanders(scenario: Scenario, *names: str) -> None:
    """Refuses names of commanders that a side of the scenario does not have.

    Raises:
        Trouble: with the nearest name.
    """
    from game.players.battle.staffs import trouble

    for side, name in zip(scenario.sides, names, strict=True):
        if line := trouble(name, scenario, side):
            raise Trouble(line)


def warm_rules(*, quiet: bool = False, group: str = "battle") -> None:
    """Has the rules of the battle or of the strategic game compiled, with a bar while it takes, before they are imported."""
    from game.files import kept_rules

    if not kept_rules.is_warm(group):
        with progress("compiling the rules, once", quiet=quiet) as report:
            kept_rules.warm_up(report, group=group)
    for line in kept_rules.news():
        note(line)


def check_side(scenario: Scenario, side: str | None) -> None:
    """Refuses a side that the scenario does not have; "both" is one."""
    if side is not None and side not in (*scenario.sides, "both"):
        raise unknown("side", side, (*scenario.sides, "both"))
