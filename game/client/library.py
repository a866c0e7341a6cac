"""Scenarios as the window needs them: their ids, their titles, and each loaded once."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from game.files.errors import BadFile

if TYPE_CHECKING:
    from game.model.battle.scenario import Scenario


@lru_cache(1)
def scenario_ids() -> tuple[str, ...]:
    """Ids of the scenarios beside the program, the shortest first; damaged ones come last."""
    from game.files.battle.scenarios import find_scenarios

    return tuple(sorted((str(getattr(s, "id", s)) for s in find_scenarios()), key=lambda s: (_turns_of(s), s)))


@lru_cache(8)
def scenario(scenario_id: str) -> Scenario:
    """A scenario by id.

    Raises:
        BadFile: its files are damaged; one line per problem.
    """
    from game.files.battle.scenarios import load_scenario

    return load_scenario(scenario_id)


def _turns_of(scenario_id: str) -> int:
    """How many turns a scenario plays; more than any has for a damaged one."""
    try:
        return len(scenario(scenario_id).calendar.played())
    except BadFile:
        return 10_000


def title_of(scenario_id: str) -> tuple[str, str]:
    """Title and subtitle for the list; a damaged scenario says so."""
    try:
        found = scenario(scenario_id)
    except BadFile as e:
        return scenario_id, str(e).splitlines()[0]
    return found.title, found.subtitle
