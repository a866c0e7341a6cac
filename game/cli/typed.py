"""The lines of a terminal, typed or piped in."""

import sys

from game.files.errors import printable


def from_stdin(prompt: str) -> str | None:
    """The next line that is typed or piped in; None at the end. Only a terminal is shown the prompt."""
    sys.stdout.flush()
    try:
        if sys.stdin.isatty():
            return input(printable(prompt))
        line = sys.stdin.readline()
    except EOFError:
        print()  # what follows stands in a line of its own
        return None
    return line or None


def read_loosely() -> None:
    """Bytes of the input that are no text are refused as words, not as a fault."""
    if hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(errors="replace")
