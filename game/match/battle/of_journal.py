"""The scenario that a journal is a game of: the one at hand, under a strategic game, with its what-if."""

from collections.abc import Iterator
from pathlib import Path

from game.core.words import _
from game.files.battle.journal import Header
from game.files.battle.scenarios import find_scenarios, load_scenario
from game.files.battle.variants import varied
from game.files.errors import BadFile, one_line
from game.files.heads import BATTLE, PATH, on_shelves, own_folders
from game.match.battle.from_theatre import battle_under
from game.model.battle.scenario import Scenario


def scenario_of(header: Header, path: str | Path) -> Scenario:
    """The scenario that a header names. Raises BadFile where it cannot be made."""
    if not header.under:
        if header.scenario not in find_scenarios():
            if (other := next(_others(header), None)) is not None:
                return other
            shelf = own_folders()[-1]
            wanted = f"is a game of {one_line(header.scenario, most=60)!r}, which is not at hand; needed its folder in {shelf}"
            raise BadFile.of(path, _("{wanted}, or in one that {path} names").format(wanted=wanted, path=PATH), line=1)
        found = load_scenario(header.scenario)
        return found if _is_of(header, found) else next(_others(header), found)
    try:
        return battle_under(header.under)
    except ValueError as e:
        raise BadFile.of(path, str(e), line=1) from None


def under_what_if(scenario: Scenario, header: Header, path: str | Path) -> Scenario:
    """A scenario with the what-if that a header names. Raises BadFile where it has none of that name."""
    try:
        return varied(scenario, header.variant)
    except ValueError as e:
        raise BadFile.of(path, str(e), line=1) from None


def _others(header: Header) -> Iterator[Scenario]:
    """Scenarios under other names that the game is of: a copy that kept the id of what it was copied from."""
    for name, folder in on_shelves(BATTLE).items():
        if name != header.scenario:
            try:
                found = load_scenario(folder)
            except BadFile:
                continue  # whoever opens it is told what is wrong with it
            if found.id == header.scenario and _is_of(header, found):
                yield found


def _is_of(header: Header, scenario: Scenario) -> bool:
    """The game is of this very content."""
    if scenario.digest == header.digest:
        return True
    try:
        return varied(scenario, header.variant).digest == header.digest
    except ValueError:
        return False
