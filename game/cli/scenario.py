"""Scenarios, what-ifs and compiled rules, fetched for a command."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from game.cli.output import note, progress
from game.cli.troubles import Trouble, unknown
from game.core.words import _, enumerated

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
            _('scenario "{a}..." is unknown: a name of {n:,} letters; needed {longest} at most').format(
                a=name[:40], n=len(name), longest=LONGEST
            )
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
                _("scenario {name}: is the strategic game; this command needs a battle: {listed}").format(
                    name=name, listed=enumerated(battles)
                )
            ) from None
        known = (*battles, *find_theatres())
        shown = one_line(name, most=60)
        raise Trouble(
            _("scenario {shown}: is unknown; at hand: {listed}{near}").format(
                shown=shown, listed=enumerated(known), near=nearest(name, known)
            )
        ) from None


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


def question(scenario: Scenario, name: str, where: str = "") -> WhatIf:
    """A what-if by its name, from a file by its path, or several at once as `one+other`. `where`: the scenario as it was typed.

    Raises:
        Trouble: there is none of that name, the file is refused, or they cannot be asked at once.
    """
    from game.files.battle.crossing import JOIN, crossed

    parts = [name] if is_file(name) else list(dict.fromkeys(part.strip() for part in name.split(JOIN)))
    found = [_from_file(scenario, part, where) if is_file(part) else what_if(scenario, part) for part in parts]
    try:
        return crossed(found, scenario)
    except ValueError as e:
        raise Trouble(f"--what-if: {e}") from None


def is_file(name: str) -> bool:
    """The name of a what-if is a path."""
    return name.endswith(".toml") or "/" in name or os.sep in name


def put_in(scenario: Scenario, name: str | None, where: str = "") -> tuple[Scenario, dict[str, str]]:
    """A scenario with a what-if by name or path put into it, and who commands its sides by that; itself without a name.

    Raises:
        Trouble: as `question`.
    """
    if name is None:
        return scenario, {}
    from game.files.battle.variants import apply

    asked = question(scenario, name, where)
    try:
        return apply(scenario, asked), asked.commanders
    except ValueError as e:
        raise Trouble(f"--what-if: {e}") from None


def _from_file(scenario: Scenario, path: str, where: str) -> WhatIf:
    from game.cli.main import first_of
    from game.files.battle.whatifs import load_what_if
    from game.files.errors import BadFile

    try:
        return load_what_if(path, where or scenario.id)
    except BadFile as e:
        raise Trouble(first_of(e.problems)) from None


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
    """Has the rules of the battle or of the strategic game compiled, with a bar while it takes: for a command of many games."""
    from game.files import kept_rules

    if not kept_rules.is_warm(group):
        with progress(_("compiling the rules, once"), quiet=quiet) as report:
            kept_rules.warm_up(report, group=group)
    for line in kept_rules.news():
        note(line)


def use_rules(*, brief: bool = False) -> None:
    """Lets games run on what rules there are, so that nobody waits: plain ones change over when the compiled ones are there.

    `brief`: the command is over before that, and nothing is compiled behind it.
    """
    from game.files import kept_rules, warming

    warming.is_brief(brief)
    if kept_rules.is_needed():
        kept_rules.choose_cache()  # which has something to say where they cannot be kept
    for line in kept_rules.news():
        note(line)


def side_of(scenario: Scenario, said: str | None) -> str | None:
    """The side that was meant: by its id or its name, in capitals or not; "both" is one, None stays None.

    Raises:
        Trouble: the scenario has no such side.
    """
    if said is None:
        return None
    known = {"both": "both"}
    for side in scenario.sides:
        name = scenario.side_names[side]
        known |= {word.casefold(): side for word in (side, name, _(name))}
    if said.casefold() not in known:
        raise unknown("side", said, (*scenario.sides, "both"))
    return known[said.casefold()]
