"""Scenarios as the window needs them: their ids, their titles, and each loaded once."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from game.core.words import _
from game.files.errors import BadFile

if TYPE_CHECKING:
    from game.model.battle.scenario import Scenario
    from game.model.theatre.game import Theatre
    from game.whatif.battle.bank import Found as BattleBank
    from game.whatif.theatre.answers import Found as StrategicBank


@lru_cache(1)
def scenario_ids() -> tuple[str, ...]:
    """Ids of the scenarios at hand, one's own among them, the shortest first; damaged ones come last."""
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


@lru_cache(4)
def theatre_ids() -> tuple[str, ...]:
    """Ids of the strategic games beside the program."""
    from game.files.theatre.theatres import find_theatres

    return find_theatres()


@lru_cache(2)
def strategic(theatre_id: str) -> Theatre:
    """A strategic game by id.

    Raises:
        BadFile: its files are damaged.
    """
    from game.files.theatre.theatres import load_theatre

    return load_theatre(theatre_id)


@lru_cache(8)
def bank(scenario_id: str) -> BattleBank | None:
    """The bank of results of a battle beside the program; None of a damaged one."""
    from game.files.battle.scenarios import scenario_folder
    from game.whatif.battle.bank import Found

    try:
        return Found(scenario(scenario_id), scenario_folder(scenario_id))
    except BadFile:
        return None


@lru_cache(2)
def strategic_bank(theatre_id: str) -> StrategicBank | None:
    """The bank of results of a strategic game beside the program; None of a damaged one."""
    from game.files.theatre.theatres import theatre_folder
    from game.whatif.theatre.answers import Found

    try:
        return Found(strategic(theatre_id), theatre_folder(theatre_id))
    except BadFile:
        return None


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
    return _(found.title), _(found.subtitle)
