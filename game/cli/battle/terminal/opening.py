"""A table for the terminal: a new game, or a saved one; a file that is refused is answered before any rule compiles."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from game.cli.output import note
from game.cli.scenario import load
from game.cli.troubles import Trouble
from game.core.words import _

if TYPE_CHECKING:
    from game.cli.text_loop import Ask
    from game.match.battle import Match
    from game.model.battle.scenario import Scenario
    from game.players.battle.table import Table


def new_table(scenario: Scenario, side: str, seed: int, computer: str = "computer") -> Table:
    """A new game with its seats: "japan", "soviet" or "both"; `computer`: who commands the other side."""
    ready_rules()
    from game.match.battle import Match
    from game.players.battle.table import Table, seats_for

    return Table(Match.new(scenario, seed=seed), seats_for(side, scenario.sides, computer))


def open_table(path: Path, side: str | None = None, scenario_id: str = "", *, ask: Ask) -> Table:
    """A saved game with its seats and the orders kept beside it. `side`: other seats; `scenario_id`: what it must be of.

    `ask`: answers who plays which side, where that is not written with the game.

    Raises:
        Trouble: it cannot be opened, or is of another scenario.
        BadFile: it is damaged.
    """
    from game.cli.seating import seats_or_ask
    from game.players.battle.table import Table, seats_for, seats_of

    match = open_match(path, scenario_id)
    scenario = match.scenario
    held = seats_for(side, scenario.sides) if side else seats_or_ask(lambda: seats_of(path, scenario), ask)
    table = Table(match, held, path=match.goes_on_in(path))
    table.recall(path)
    return table


def open_match(path: Path, scenario_id: str = "") -> Match:
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
    scenario = load(header.scenario)
    ready_rules()
    match: Match = saved_game(scenario, str(path), quiet=True)
    return match


def ready_rules() -> None:
    """Has the rules compiled; a line says so where it takes long, and nothing is drawn."""
    from game.files import kept_rules

    if not kept_rules.is_warm():
        note(_("the rules are compiled, once; this takes about half a minute"))
        kept_rules.warm_up()
    for line in kept_rules.news():
        note(line)
