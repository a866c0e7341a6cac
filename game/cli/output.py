"""Printing: tables and progress on a terminal, plain lines otherwise, JSON where it is asked for."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from game.cli.troubles import STOPPED, Trouble, file_trouble
from game.core.words import _
from game.files.errors import printable

Progress = Callable[[int, int], None]
PROMPT_S = 1.0  # what is told so soon was not played in that time
EVERY_S = 5.0  # a line of progress where there is no terminal to draw on


def say(text: str = "") -> None:
    """A line of facts, to standard output."""
    print(printable(text))


def note(text: str) -> None:
    """A remark beside the facts, to standard error."""
    print(printable(f"changkufeng: {text}"), file=sys.stderr)


def print_json(value: Any) -> None:
    """Facts for scripts; figures to twelve digits, so that 0.1 + 0.2 reads 0.3."""
    text = json.dumps(_rounded(value), ensure_ascii=False, allow_nan=False)
    print(text if text.isprintable() else "".join(c if c.isprintable() else json.dumps(c)[1:-1] for c in text))


def is_terminal(stream: Any) -> bool:
    """Whether tables and bars may be drawn on a stream."""
    return bool(stream.isatty()) and os.environ.get("TERM", "") != "dumb"


def table(
    title: str, heads: Sequence[str], rows: Sequence[Sequence[str]], *, bold: Sequence[bool] = (), left: int = 1
) -> None:
    """A table; the first `left` columns are words, the others figures. `bold` marks rows."""
    title, heads, rows = (
        printable(title),
        [printable(_(head)) for head in heads],
        [[*map(printable, row)] for row in rows],
    )
    marked = list(bold) or [False] * len(rows)
    if not is_terminal(sys.stdout):
        _plain_table(title, heads, rows, left)
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    drawn = Table(title=escape(title) if title else None, title_justify="left", header_style="bold", row_styles=())
    for k, head in enumerate(heads):
        drawn.add_column(escape(head), justify="left" if k < left else "right", overflow="fold")
    for row, strong in zip(rows, marked, strict=True):
        drawn.add_row(*map(escape, row), style="bold" if strong else "")
    Console().print(drawn)


def paragraph(text: str, *, heading: bool = False) -> None:
    """Running text, wrapped on a terminal."""
    text = printable(text)
    if not is_terminal(sys.stdout):
        print(text)
        return
    from rich.console import Console

    Console(highlight=False).print(text, markup=False, style="bold" if heading else "")


@contextmanager
def progress(title: str, *, quiet: bool = False) -> Iterator[Progress | None]:
    """What a long run calls with how many of how many are done: a bar on a terminal, a line now and then elsewhere.

    Both tell the pace and the time left. It goes to standard error, so that facts printed as JSON stay alone on the other.
    """
    title = printable(title)
    if quiet:
        yield None
    elif is_terminal(sys.stderr):
        with _bar(title) as report:
            yield report
    else:
        yield _lines(title)


class Pace:
    """How many a second since it began, and how long the rest takes at that; what was there before it began is not counted."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._begun = clock, clock()
        self._before, self._last = 0, -1

    def told(self, done: int, total: int) -> str:
        """The pace and the time left in words, empty while nothing can be said."""
        now = self._clock()
        if done < self._last:  # something else has begun
            self._begun, self._before = now, done
        elif self._last < 0 and now - self._begun < PROMPT_S:
            self._before = done  # kept from before, or the first that were played
        self._last = done
        rate = (done - self._before) / (now - self._begun) if now > self._begun else 0.0
        if rate <= 0:
            return ""
        pace = (
            _("{rate:,.1f} a second").format(rate=rate) if rate < 100 else _("{rate:,.0f} a second").format(rate=rate)
        )
        return (
            _("{pace}, {clock} left").format(pace=pace, clock=_clock((total - done) / rate)) if done < total else pace
        )


def _clock(seconds: float) -> str:
    whole = round(seconds)
    hours, minutes = whole // 3600, whole // 60 % 60
    return (
        _("{hours} h {minutes:02d} min").format(hours=hours, minutes=minutes)
        if hours
        else _("{minutes} min {a:02d} s").format(minutes=minutes, a=whole % 60)
        if minutes
        else _("{n} s").format(n=whole)
    )


@contextmanager
def _bar(title: str) -> Iterator[Progress]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as Bar

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[pace]}"),
    )
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task, pace = bar.add_task(title, total=None, pace=""), Pace()
        yield lambda done, total: bar.update(task, completed=done, total=total, pace=pace.told(done, total))


def _lines(title: str) -> Progress:
    last, pace = time.monotonic(), Pace()

    def report(done: int, total: int) -> None:
        nonlocal last
        words = pace.told(done, total)
        if time.monotonic() - last >= EVERY_S:
            last = time.monotonic()
            print(
                _("{title}: {done:,} of {total:,}{a}{words}").format(
                    title=title, done=done, total=total, a=", " * bool(words), words=words
                ),
                file=sys.stderr,
                flush=True,
            )

    return report


def stopped_after(done: int, asked: int, notice: str) -> int:
    """The exit code of a run of many games: 0, or 130 with a remark where fewer were played than asked for.

    Raises:
        Trouble: stopped before one game of every variant was done.
    """
    if not done:
        raise Trouble(_("{a}; nothing to show").format(a=notice or _("no game was played")), STOPPED)
    if done == asked:
        return 0
    note(
        _("{notice}: {done:,} of {asked:,} games of each variant, a valid result of that many games").format(
            notice=notice, done=done, asked=asked
        )
    )
    return STOPPED


def save(path: str, text: str) -> None:
    """Writes a whole file or leaves what was there.

    Raises:
        Trouble: it cannot be written.
    """
    from game.whatif.page import write_whole

    try:
        write_whole(Path(path), text)
    except OSError as e:
        raise file_trouble(e, _("cannot write {path}").format(path=path)) from None


def check_folder(path: str | None) -> None:
    """Refuses an output file whose folder is missing, before the work and not after it.

    Raises:
        Trouble: the folder is not there or cannot be written.
    """
    if not path:
        return
    target = Path(path)
    if target.is_dir():
        raise Trouble(_("cannot write {path}: it is a folder; needed a file name").format(path=path))
    if not target.parent.is_dir():
        raise Trouble(_("cannot write {path}: there is no folder {parent}").format(path=path, parent=target.parent))
    if not os.access(target.parent, os.W_OK) or (target.exists() and not os.access(target, os.W_OK)):
        raise Trouble(_("cannot write {path}: permission denied").format(path=path))


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return float(f"{value:.12g}")
    if isinstance(value, dict):
        return {key: _rounded(v) for key, v in value.items()}
    return [_rounded(v) for v in value] if isinstance(value, list | tuple) else value


def _plain_table(title: str, heads: Sequence[str], rows: Sequence[Sequence[str]], left: int) -> None:
    from rich.cells import cell_len  # a character of Japanese or Chinese is two wide

    widths = [max(cell_len(line[k]) for line in (heads, *rows)) for k in range(len(heads))]
    if title:
        print(title)
    for line in (heads, *rows):
        room = [" " * (w - cell_len(c)) for c, w in zip(line, widths, strict=True)]
        cells = [c + r if k < left else r + c for k, (c, r) in enumerate(zip(line, room, strict=True))]
        print("  ".join(cells).rstrip())
