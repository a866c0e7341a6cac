"""`changkufeng play ... --text`: a battle in the terminal, new or saved."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from game.cli.battle.terminal.opening import new_table, open_table
from game.cli.output import say
from game.cli.text_loop import begin
from game.cli.typed import from_stdin, read_loosely
from game.core.words import _, titled

if TYPE_CHECKING:
    from game.model.battle.scenario import Scenario


def run(options: argparse.Namespace, scenario: Scenario) -> int:
    """Plays until the input ends or the user leaves; returns the exit code. `scenario`: under the what-if that is played."""
    read_loosely()
    if options.load:
        table = open_table(Path(options.load), options.side, scenario.id, ask=from_stdin, changed=scenario)
    else:
        table = new_table(scenario, options.side or scenario.sides[0], options.seed, options.against or "computer")
    from game.cli.battle.terminal.session import battle_session  # it imports the rules, which are ready only now

    hint = _("Lines that begin with # are remarks; help lists the commands, briefing tells your task, quit saves")
    return begin(battle_session(table, from_stdin, say), titled(_(scenario.title), _(scenario.subtitle)), hint)
