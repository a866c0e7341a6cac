"""A table for the terminal: a new game, or a saved one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from game.cli.by_file import table_of
from game.cli.scenario import use_rules
from game.cli.troubles import Trouble
from game.core.words import _
from game.files.mail.private import is_private

if TYPE_CHECKING:
    from game.cli.text_loop import Ask
    from game.match.battle import Match
    from game.model.battle.scenario import Scenario
    from game.players.battle.table import Table


def new_table(scenario: Scenario, side: str, seed: int, computer: str = "computer") -> Table:
    """A new game with its seats: "japan", "soviet" or "both"; `computer`: who commands the other side."""
    use_rules()
    from game.match.battle import Match
    from game.players.battle.table import Table, seats_for

    return Table(Match.new(scenario, seed=seed), seats_for(side, scenario.sides, computer))


def open_table(
    path: Path, side: str | None = None, scenario_id: str = "", *, ask: Ask, changed: Scenario | None = None
) -> Table:
    """A saved game with its seats and the orders kept beside it. `side`: other seats; `scenario_id`: what it must be of;
    `changed`: under a what-if of one's own.

    `ask`: answers who plays which side, where that is not written with the game. A game by file is its own table, with its own
    seats; without its private file it is only read while it is not over.

    Raises:
        Trouble: it cannot be opened, or is of another scenario.
        BadFile: it is damaged.
    """
    from game.cli.seating import seats_or_ask
    from game.players.battle.table import Table, seats_for, seats_of

    if is_private(path):
        found: Table = table_of(path)
        return found
    match = open_match(path, scenario_id, changed)
    scenario = match.scenario
    match.is_read_only |= match.is_closed
    held = (
        seats_for(side, scenario.sides)
        if side and not match.is_closed
        else seats_or_ask(lambda: seats_of(path, scenario), ask)
    )
    table = Table(match, held, path=match.goes_on_in(path))
    table.recall(path)
    return table


def open_match(path: Path, scenario_id: str = "", changed: Scenario | None = None) -> Match:
    """A saved game; where it is damaged, a branch of its good turns. Raises what `open_table` raises."""
    from game.cli.battle.show import saved_game
    from game.files.battle.journal import BATTLES

    try:
        header = BATTLES.read_header(path)
    except OSError as e:
        raise Trouble(_("cannot open {path}: {why}").format(path=path, why=e.strerror or e)) from None
    if scenario_id and header.scenario != scenario_id:
        raise Trouble(
            _("{path} is a game of {found}; needed {wanted}").format(
                path=path, found=header.scenario, wanted=scenario_id
            )
        )
    use_rules()
    from game.match.battle.of_journal import scenario_of

    is_given = changed is not None and changed.variant == header.variant
    scenario = changed if changed is not None and is_given else scenario_of(header, path)
    match: Match = saved_game(scenario, str(path), at_table=True)
    return match
