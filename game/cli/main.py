"""The command `changkufeng`: reads the line, starts the room of the command, and says in one line what went wrong."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from itertools import pairwise

from game.cli.troubles import BAD_INPUT, STOPPED, Trouble
from game.core.words import _
from game.files.errors import printable

FAULT = 1  # exit code of a fault of ours
LANG = ("--lang", "--language")
ROOMS = {
    "": "battle.play",
    "play": "battle.play",
    "replay": "battle.replay",
    "bench": "battle.bench",
    "calibrate": "battle.calibrate",
    "compare": "battle.compare",
    "grades": "battle.grades",
    "bands": "battle.bands",
    "mail": "mail.command",
    "review": "battle.review",
    "handout": "battle.handout",
    "show": "battle.show",
    "simulate": "battle.simulate",
    "trial": "battle.trial",
    "cards": "theatre.cards",
    "outlook": "theatre.outlook",
    "scenarios": "listing",
    "what-ifs": "listing",
    "plans": "listing",
    "new": "authoring",
    "copy": "authoring",
    "where": "authoring",
    "complete": "completion",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command; returns its exit code."""
    _open_streams()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a narrow terminal shows ?, it does not fail
    try:
        return _run(argv)
    except SystemExit as e:
        return int(e.code or 0)
    except Trouble as e:
        return _end(str(e), e.code)
    except KeyboardInterrupt:
        return _end(_("stopped"), STOPPED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader has gone; nothing to say
        return 0
    except Exception as e:
        return _last_word(e)


def _open_streams() -> None:
    """Streams that were closed before the start lead nowhere."""
    if None in (sys.stdin, sys.stdout, sys.stderr):
        from game.files.lifeline import occupy_streams

        occupy_streams()
        sys.stdin = sys.stdin or os.fdopen(0, encoding="utf-8", closefd=False)
        sys.stdout = sys.stdout or os.fdopen(1, "w", encoding="utf-8", closefd=False)
        sys.stderr = sys.stderr or os.fdopen(2, "w", encoding="utf-8", closefd=False)


def _run(argv: Sequence[str] | None) -> int:
    from game.cli.parser import build

    words = sys.argv[1:] if argv is None else argv
    _speak(words)
    options = build(words).read(words)
    command = options.command or ""
    from importlib import import_module

    room = import_module(f"game.cli.{ROOMS.get(command, command)}")
    try:
        code = int(room.run(options) or 0)
    finally:
        _tell_what_was_mended()
    sys.stdout.flush()
    return code


def _speak(words: Sequence[str]) -> None:
    """Puts all that is told into the language asked for, in the window and in processes that are begun too; JSON is English.

    Help and refusals are told while the line is read: the language is looked for in its words before that.
    """
    from game.cli.kinds import LANGUAGES
    from game.files import language

    pairs = [(word, after) for word, after in pairwise([*words, ""]) if word in LANG]
    pairs += [(name, said) for name, equals, said in (word.partition("=") for word in words) if equals and name in LANG]
    for _name, said in pairs:
        if said in LANGUAGES:
            os.environ[language.ASKED] = said
    language.use_language("en" if "--json" in words else language.wanted())


def _tell_what_was_mended() -> None:
    """Files that were damaged and set aside, a line each; nothing is imported to find out."""
    mending = sys.modules.get("game.files.mending")
    for line in mending.news() if mending is not None else ():
        print(f"changkufeng: {line}", file=sys.stderr)


def _last_word(error: Exception) -> int:
    """Files that are refused are bad input; all else is a fault of the program, and is said so."""
    if os.environ.get("CHANGKUFENG_DEBUG"):
        raise error
    problems = getattr(error, "problems", None)
    if problems is not None:
        return _end(first_of(problems), BAD_INPUT)
    if isinstance(error, OSError):
        return _end(f"{error.filename or _('a file')}: {error.strerror or error}", BAD_INPUT)
    where = f"{type(error).__name__}: {error}"
    return _end(
        _(
            "a fault in the program, not in what you typed ({a}); CHANGKUFENG_DEBUG=1 shows where, "
            "`changkufeng doctor` whether all is whole"
        ).format(a=where[:300]),
        FAULT,
    )


def first_of(problems: Sequence[object]) -> str:
    """The first problem of a refused file, and how many more there are."""
    more = (
        _(" (and {n} more: `changkufeng validate` lists them)").format(n=len(problems) - 1) if len(problems) > 1 else ""
    )
    return f"{problems[0]}{more}" if problems else _("the file is refused")


def _end(line: str, code: int) -> int:
    print(printable(f"changkufeng: {' '.join(line.split())}"), file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main())
