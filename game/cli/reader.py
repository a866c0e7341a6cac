"""The reader of the command line: one-line answers to what may not be typed, with the nearest option or command."""

from __future__ import annotations

import argparse
import copy
import re
from collections.abc import Sequence
from typing import Any, NoReturn

from game.cli.troubles import BAD_INPUT, nearest
from game.files.errors import printable
from game.files.heads import BATTLE, STRATEGIC

SCALES = {BATTLE: ("battles", "battle: "), STRATEGIC: ("the strategic game", "strategic game: ")}


def _scale(action: argparse.Action) -> str:
    """The head of the scenarios that alone have an option, "" where all have it: its help begins with their word."""
    told = action.help or ""
    return next((head for head, (_, word) in SCALES.items() if told.startswith(word)), "")


def _bare(action: argparse.Action) -> argparse.Action:
    """The action as it stands in the group of its scale."""
    made = copy.copy(action)
    made.help = (action.help or "").partition(": ")[2]
    return made


class Parser(argparse.ArgumentParser):
    """Answers bad input with one line, and with the nearest option or command. `sides`, `seats`: for which it has options.

    `scale`: the head of the scenario that was typed, whose help does not list what the other scale alone has; "" lists all.
    """

    def __init__(
        self, *, sides: tuple[str, ...] = (), seats: tuple[str, ...] = (), scale: str = "", **options: Any
    ) -> None:
        super().__init__(allow_abbrev=False, **options)
        self.sides, self.seats, self.scale = sides, seats, scale
        self.set_defaults(sides=sides, seats=seats)

    def owner(self, name: str, **options: Any) -> None:
        """An option for a side or seat of a scenario, unless it would hide another."""
        if f"--{name}" not in self._option_string_actions:
            self.add_argument(f"--{name}", dest=name, **options)

    def shown(self) -> list[argparse.Action]:
        """The options and arguments that the help lists."""
        return [a for a in self._actions if self.scale in ("", _scale(a) or self.scale)]

    def format_help(self) -> str:
        """The help, options of one scale alone in a group of their own."""
        shown = self.shown()
        formatter = self._get_formatter()
        formatter.add_usage(self.usage, shown, self._mutually_exclusive_groups)
        formatter.add_text(self.description)
        of_both = [a for a in shown if not _scale(a)]
        groups = [(group.title, [a for a in group._group_actions if a in of_both]) for group in self._action_groups]
        groups += [(title, [_bare(a) for a in shown if _scale(a) == head]) for head, (title, _) in SCALES.items()]
        for title, actions in groups:
            if actions:
                formatter.start_section(title)
                formatter.add_arguments(actions)
                formatter.end_section()
        formatter.add_text(self.epilog)
        return formatter.format_help()

    def error(self, message: str) -> NoReturn:
        self.exit(BAD_INPUT, printable(f"{self.prog}: {self._taught(message)} (see {self.prog} --help)\n"))

    def _taught(self, message: str) -> str:
        message = " ".join(message.split())
        if message.startswith("unrecognized arguments: "):
            word = message.split(": ", 1)[1].split()[0]
            guess = nearest(
                word.split("=")[0], [o for a in self._actions for o in a.option_strings if o.startswith("--")]
            )
            return f"no option or argument {word[:60]} here" + (f"; nearest: {guess}" if guess else "")
        if choice := re.match(r"argument ([^:]+): invalid choice: '(.*)' \(choose from (.*)\)$", message):
            name, word, known = choice[1], choice[2], choice[3].replace("'", "").split(", ")
            guess = nearest(word, known)
            what = "command" if name == "COMMAND" else name
            return f'no {what} "{word[:60]}"; ' + (
                f'nearest: "{guess}"' if guess else f"needed one of: {', '.join(known)}"
            )
        return message.replace("the following arguments are required:", "needed:").removeprefix("argument ")

    def read(self, words: Sequence[str] | None) -> argparse.Namespace:
        """As argparse; what is left over is answered by the command it was typed to."""
        found, rest = self.parse_known_args(words)
        if rest:
            getattr(found, "parser", self).error(f"unrecognized arguments: {' '.join(rest)}")
        return found
