"""Does a wrong rule fail a ruling? Draws small errors, makes one at a time, and runs the rulings until one fails.

    python -m tests.mutation game/rules/battle --mutants 200
    python -m tests.mutation game/rules/battle/paths.py game/rules/battle/pace.py --mutants 60 --seed 7 --mirror

A folder or a file of `game/rules`; its rulings are the folder of the same name under `tests/rules`, and the file's
mirror (`tests/rules/battle/test_paths.py`) runs first. A line is drawn, then an error that can be made in it, so that
long lines count no more than short ones. Rules run as plain Python; every error is made in a process of its own, in
the function itself, so that whoever calls the rule calls the wrong one. Tests marked `digest` are left out: they would
find any change by comparing the program with itself. A ruling that takes too long counts as found.

The seed is drawn when none is given, and printed. Survivors are printed with file, line and change. Errors that change
nothing are listed in `equivalents.toml`, each with its line and its reason; at most 5 in 100 of those drawn. Exit code 1: fewer
found than `--least`, or more listed than that.

Why not a kept tool: mutmut leaves decorated functions alone, and every rule is one; cosmic-ray rewrites the file on
the disk for each error and starts the rulings anew, 3 s a time, one checkout for each worker.
"""

import argparse
import os
import random
import resource
import secrets
import signal
import sys
import time
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

os.environ["CHANGKUFENG_RULES"] = "plain"

import pytest

from tests.mutation.changes import CHECKOUT, Change, changes

EQUIVALENTS = Path(__file__).with_name("equivalents.toml")
MOST_EQUIVALENT = 0.05
MEMORY = 4 << 30
TOO_LONG = 20.0  # CPU seconds for one ruling: beyond it the process ends, and the error counts as found


class Mutants:
    """Runs the collected rulings once for each error, each time in a copy of this process."""

    def __init__(self, drawn: list[Change], jobs: int, mirror: bool) -> None:
        self.drawn, self.jobs = drawn, jobs
        self.mirrors = {_mirror(c.path) for c in drawn} if mirror else set()
        self.found: dict[Change, str] = {}
        self.sound = False

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """In place of running the rulings: run them right, then wrong in every way drawn."""
        if self.mirrors:
            session.items[:] = [item for item in session.items if item.path in self.mirrors]
        begun = time.perf_counter()
        self.sound = os.waitpid(_fork(session), 0)[1] == 0
        print(f"{len(session.items)} rulings, {time.perf_counter() - begun:.1f} s as the rules stand", flush=True)
        if self.sound:
            self._run_all(session)
        return True

    def _run_all(self, session: pytest.Session) -> None:
        waiting, running = list(reversed(self.drawn)), {}
        while waiting or running:
            while waiting and len(running) < self.jobs:
                change = waiting.pop()
                running[_fork(session, change, bool(self.mirrors))] = change
            pid, status = os.wait()
            self._note(
                running.pop(pid), "survives" if status == 0 else "too long" if os.WIFSIGNALED(status) else "killed"
            )

    def _note(self, change: Change, what: str) -> None:
        self.found[change] = what
        print(f"{len(self.found):4} {what:9} {change}", flush=True)


def _fork(session: pytest.Session, change: Change | None = None, mirror: bool = False) -> int:
    """Process that runs the rulings with an error in the rules; it ends with 0 when none fails."""
    sys.stdout.flush()
    pid = os.fork()
    if pid:
        return pid
    code = 2
    try:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        if change is not None:
            quiet = os.open(os.devnull, os.O_WRONLY)
            os.dup2(quiet, 1)
            os.dup2(quiet, 2)
            _make(change)
        code = _run(session, change, mirror)
    finally:
        sys.stdout.flush()
        os._exit(code)


def _make(change: Change) -> None:
    module = sys.modules[".".join(change.path.relative_to(CHECKOUT).with_suffix("").parts)]
    function: Any = getattr(module, change.function)
    getattr(function, "__wrapped__", function).__code__ = change.code()


def _run(session: pytest.Session, change: Change | None, mirror: bool) -> int:
    items = session.items
    if change is not None:
        first = _mirror(change.path)
        items = [i for i in items if i.path == first] + [i for i in items if i.path != first and not mirror]
    for item, after in zip(items, [*items[1:], None], strict=True):
        signal.setitimer(signal.ITIMER_PROF, TOO_LONG)
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=after)
        if session.testsfailed:
            return 1
    return 0


def _mirror(path: Path) -> Path:
    """The rulings of a rule: game/rules/battle/paths.py has tests/rules/battle/test_paths.py."""
    under = path.relative_to(CHECKOUT / "game")
    return CHECKOUT / "tests" / under.with_name(f"test_{under.name}")


def draw(possible: list[Change], count: int, rng: random.Random) -> list[Change]:
    """So many errors, one a line as far as there are lines."""
    lines: dict[str, list[Change]] = defaultdict(list)
    for change in possible:
        lines[change.where].append(change)
    for choices in lines.values():
        rng.shuffle(choices)
    drawn: list[Change] = []
    while len(drawn) < min(count, len(possible)):
        left = [where for where in lines if lines[where]]
        rng.shuffle(left)
        drawn += [lines[where].pop() for where in left[: count - len(drawn)]]
    return drawn


def is_listed(change: Change, listed: list[dict[str, str]]) -> bool:
    """It is known that the error changes nothing."""
    return any(all(entry[k] == getattr(change, k) for k in ("function", "text", "before", "after")) for entry in listed)


def _files(target: Path) -> Iterator[Path]:
    yield from [target] if target.is_file() else sorted(target.rglob("*.py"))


def main() -> int:
    """Draws, runs, prints; exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("target", type=Path, nargs="+", help="folder or files of game/rules")
    parser.add_argument("--mutants", type=int, default=200)
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--mirror", action="store_true", help="only the rulings of the file itself: quicker, stricter")
    parser.add_argument("--least", type=float, default=0.85, help="share to be found")
    arguments = parser.parse_args()
    targets = [target.resolve() for target in arguments.target]
    seed = secrets.randbelow(1_000_000) if arguments.seed is None else arguments.seed
    print(f"seed {seed}", flush=True)
    folder = targets[0] if targets[0].is_dir() else targets[0].parent
    possible = [c for target in targets for f in _files(target) for c in changes(f)]
    drawn = draw(possible, arguments.mutants, random.Random(seed))
    listed = tomllib.loads(EQUIVALENTS.read_text())["equivalent"] if EQUIVALENTS.exists() else []
    same = [c for c in drawn if is_listed(c, listed)]
    plugin = Mutants([c for c in drawn if c not in same], arguments.jobs, arguments.mirror)
    rulings = CHECKOUT / "tests" / folder.relative_to(CHECKOUT / "game")
    begun = time.perf_counter()
    options = ["-q", "-s", "-x", "-m", "not digest", "-p", "no:cacheprovider", "--no-header", "--no-summary"]
    pytest.main([str(rulings), *options], plugins=[plugin])
    if not plugin.sound:
        print("the rulings fail as the rules stand")
        return 1
    return _report(plugin.found, same, time.perf_counter() - begun, arguments.least)


def _report(found: dict[Change, str], same: list[Change], seconds: float, least: float) -> int:
    survivors = sorted(str(c) for c, what in found.items() if what == "survives")
    drawn, killed = len(found) + len(same), len(found) - len(survivors)
    print(f"\nsurvivors: {len(survivors)}", *survivors, sep="\n  ")
    print(f"equivalent: {len(same)}", *sorted(map(str, same)), sep="\n  ")
    print(f"{killed} of {drawn} found: {killed / max(drawn, 1):.1%}; {seconds:.0f} s")
    return int(killed < least * drawn or len(same) > MOST_EQUIVALENT * drawn)


if __name__ == "__main__":
    sys.exit(main())
