"""`changkufeng play ... --text`: a game in the terminal, new or saved."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from game.cli.battle.terminal.opening import new_table, open_table
from game.cli.output import note, say
from game.cli.scenario import load
from game.core.words import _


def run(options: argparse.Namespace) -> int:
    """Plays until the input ends or the user leaves; returns the exit code."""
    scenario = load(options.scenario)
    if hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(errors="replace")  # bytes that are no text are refused as words, not as a fault
    if options.load:
        table = open_table(Path(options.load), options.side, scenario.id)
    else:
        table = new_table(scenario, options.side or scenario.sides[0], options.seed, options.against or "computer")
    from game.cli.battle.terminal.session import Session, from_stdin  # they import the rules, which are ready only now

    session = Session(table, from_stdin, say)
    if table.match.notice:
        note(table.match.notice)
    session.tell(
        [
            f"{_(scenario.title)}: {_(scenario.subtitle)}",
            _("Lines that begin with # are remarks; help lists the commands, briefing tells your task, quit saves"),
        ]
    )
    session.run()
    return 0
