"""The reader of the command line: one-line answers to what may not be typed, with the nearest option or command."""

from __future__ import annotations

import argparse
import copy
import re
from collections.abc import Sequence
from typing import Any, NoReturn

from game.cli.folding import Formatter
from game.cli.troubles import BAD_INPUT, nearest
from game.core.words import N_, _, enumerated
from game.files.errors import printable
from game.files.heads import BATTLE, STRATEGIC

# What the options of one scale alone are headed with, and what their help begins with.
SCALES = {BATTLE: (N_("battles"), N_("battle: ")), STRATEGIC: (N_("the strategic game"), N_("strategic game: "))}
# What argparse heads the lists of its help with, and what it says of words that it refuses; that is told in our own words.
HEADS = (N_("positional arguments"), N_("options"))
LEFT_OVER = "unrecognized arguments: "
REFUSED = (
    (r"the following arguments are required: (?P<what>.*)", N_("needed: {what}")),
    (r"argument (?P<name>.+): expected one argument", N_("{name}: expected one argument")),
    (r"argument (?P<name>.+): expected at least one argument", N_("{name}: expected at least one argument")),
    (r"argument (?P<name>.+): ignored explicit argument (?P<what>.*)", N_("{name}: ignored explicit argument {what}")),
    (
        r"argument (?P<name>.+): not allowed with argument (?P<other>.+)",
        N_("{name}: not allowed with argument {other}"),
    ),
)


def _scale(action: argparse.Action) -> str:
    """The head of the scenarios that alone have an option, "" where all have it: its help begins with their word."""
    told = action.help or ""
    return next((head for head, (_title, word) in SCALES.items() if told.startswith(_(word))), "")


def _bare(action: argparse.Action) -> argparse.Action:
    """The action as it stands in the group of its scale."""
    made = copy.copy(action)
    made.help = (action.help or "").removeprefix(_(SCALES[_scale(action)][1]))
    return made


class Parser(argparse.ArgumentParser):
    """Answers bad input with one line, and with the nearest option or command. `sides`, `seats`: for which it has options.

    `scale`: the head of the scenario that was typed, whose help does not list what the other scale alone has; "" lists all.
    """

    def __init__(
        self, *, sides: tuple[str, ...] = (), seats: tuple[str, ...] = (), scale: str = "", **options: Any
    ) -> None:
        super().__init__(allow_abbrev=False, add_help=False, formatter_class=Formatter, **options)
        self.add_argument("-h", "--help", action="help", help=_("show this help and end"))
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
        formatter.add_usage(self.usage, shown, self._mutually_exclusive_groups, _("usage: "))
        formatter.add_text(self.description)
        of_both = [a for a in shown if not _scale(a)]
        groups = [
            (_(group.title) if group.title else "", [a for a in group._group_actions if a in of_both])
            for group in self._action_groups
        ]
        groups += [
            (_(title), [_bare(a) for a in shown if _scale(a) == head]) for head, (title, _word) in SCALES.items()
        ]
        for title, actions in groups:
            if actions:
                formatter.start_section(title)
                formatter.add_arguments(actions)
                formatter.end_section()
        formatter.add_text(self.epilog)
        return formatter.format_help()

    def error(self, message: str) -> NoReturn:
        line = _("{prog}: {said} (see {prog} --help)").format(prog=self.prog, said=self._taught(message))
        self.exit(BAD_INPUT, printable(f"{line}\n"))

    def _taught(self, message: str) -> str:
        message = " ".join(message.split())
        if message.startswith(LEFT_OVER):
            word = message.split(": ", 1)[1].split()[0]
            guess = nearest(
                word.split("=")[0], [o for a in self._actions for o in a.option_strings if o.startswith("--")]
            )
            near = _("; nearest: {guess}").format(guess=guess) if guess else ""
            return _("no option or argument {word} here").format(word=word[:60]) + near
        if choice := re.match(r"argument ([^:]+): invalid choice: '(.*)' \(choose from (.*)\)$", message):
            name, word, known = choice[1], choice[2], choice[3].replace("'", "").split(", ")
            guess = nearest(word, known)
            what = _("command") if name == "COMMAND" else name
            return _('no {kind} "{a}"{place}; ').format(kind=what, a=word[:60], place="") + (
                _('nearest: "{guess}"').format(guess=guess)
                if guess
                else _("needed one of: {a}").format(a=enumerated(known))
            )
        for pattern, told in REFUSED:
            if refused := re.fullmatch(pattern, message):
                return _(told).format(**refused.groupdict())
        return message.removeprefix("argument ")

    def read(self, words: Sequence[str] | None) -> argparse.Namespace:
        """As argparse; what is left over is answered by the command it was typed to."""
        found, rest = self.parse_known_args(words)
        if rest:
            getattr(found, "parser", self).error(LEFT_OVER + " ".join(rest))
        return found
