"""Compiling the rules once: which folder keeps the compiled rules, and filling it in processes beside the window.

The folder is named by a hash of every rule source, because numba on its own keeps a stale caller when a rule in
another file changes. `choose_cache` must run before the first rule is imported. Not needed when the rules run plain.
"""

from __future__ import annotations

import atexit
import hashlib
import importlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import NamedTuple

GAME = Path(__file__).resolve().parents[1]
SOURCES = ("core", "rules")  # folders of `game` whose functions are compiled
KEPT = 3  # caches of other versions of the rules that are left in place
VARIABLE = "NUMBA_CACHE_DIR"
GROUPS = {"battle": "game.rules.battle.resolve", "theatre": "game.rules.theatre.resolve"}
AGAIN = "they will be compiled again at the next start"
Progress = Callable[[int, int], None]  # phases done, phases in all


class Cache(NamedTuple):
    """Where compiled rules are kept, and why not in the usual place if so."""

    folder: Path
    notice: str = ""


def is_needed() -> bool:
    """Whether rules run compiled here: numba is installed and not switched off."""
    return os.environ.get("CHANGKUFENG_RULES") != "plain" and importlib.util.find_spec("numba") is not None


def rules_hash() -> str:
    """Twelve hex digits over the text of every rule, in the order of their paths."""
    text = hashlib.sha256()
    for folder in SOURCES:
        for path in sorted((GAME / folder).rglob("*.py")):
            text.update(path.relative_to(GAME).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return text.hexdigest()[:12]


def choose_cache(base: Path | None = None) -> Cache:
    """Names the folder of compiled rules to numba and to the processes started from here; call before importing rules.

    `base`: the folder to put it in; else the one the environment names, else the user's cache. If that cannot be
    written, or someone else may write to it, a private folder that lasts as long as this program.
    """
    name = f"rules-{rules_hash()}"
    named = os.environ.get(VARIABLE, "")
    if base is None and re.fullmatch(r"rules-[0-9a-f]{12}", Path(named).name):
        return Cache(Path(named))  # chosen by the process that started this one
    folder = (base or (Path(named) if named else _user_cache())) / name
    reason = _unfit(folder)
    if reason:
        folder = Path(tempfile.mkdtemp(prefix="changkufeng-")) / name
        folder.mkdir()
        atexit.register(shutil.rmtree, folder.parent, ignore_errors=True)
    os.environ[VARIABLE] = str(folder)
    return Cache(folder, reason)


def is_warm(group: str = "battle") -> bool:
    """Whether every phase of a group is compiled in the chosen folder, for this numba and processor."""
    return not is_needed() or _stamp(choose_cache().folder, group).exists()


def warm_up(progress: Progress | None = None, *, workers: int | None = None, group: str = "battle") -> float:
    """Compiles the rules of a group into the chosen folder, in processes of their own; returns the seconds, 0 if done before.

    The strategic game is a group of its own ("theatre"), compiled when it is first opened: the battle does not wait for it.

    `progress` is called from a helper thread. Safe to call beside a running window: this process only waits.

    Raises:
        RuntimeError: a rule does not compile; its text is the last line the compiler said.
    """
    if is_warm(group):
        return 0.0
    folder = choose_cache().folder
    begun = time.perf_counter()
    count = workers or min(2, os.cpu_count() or 1)
    crew = [_Compiler(k, count, group) for k in range(count)]
    try:
        while any(w.is_alive() for w in crew):
            time.sleep(0.05)
            if progress is not None:
                progress(sum(w.done for w in crew), max(1, sum(w.total for w in crew)))
    except BaseException:
        for w in crew:
            w.process.kill()
        raise
    for w in crew:
        w.join()
    _stamp(folder, group).touch()
    _prune(folder)
    return time.perf_counter() - begun


def load(group: str = "battle") -> None:
    """Loads the compiled phases of a group into this process; compiles what is missing."""
    if not is_needed():
        return
    folder = choose_cache().folder
    from game.core.rule import compile_rule

    whole = _stamp(folder, group).exists()
    for name in _steps(group):
        compile_rule(name, callees=not whole)


class _Compiler:
    """One process that compiles its share of the phases; each line it says is a phase done."""

    def __init__(self, share: int, of: int, group: str) -> None:
        paths = os.pathsep.join([str(GAME.parent), *filter(None, [os.environ.get("PYTHONPATH", "")])])
        self.process = subprocess.Popen(
            [sys.executable, "-m", "game.whatif.warmup", str(share), str(of), group],
            text=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": paths},
        )
        self.done, self.total, self.last_words = 0, 0, ""
        self._ears = [Thread(target=f, daemon=True) for f in (self._hear, self._hear_trouble)]
        for ear in self._ears:
            ear.start()

    def is_alive(self) -> bool:
        return self.process.poll() is None

    def join(self) -> None:
        for ear in self._ears:
            ear.join()
        if self.process.wait():
            raise RuntimeError(f"the rules do not compile: {self.last_words or 'the compiler stopped without a word'}")

    def _hear(self) -> None:
        for line in self.process.stdout or ():
            if line.startswith("of "):
                self.total = int(line[3:])
            else:
                self.done += 1

    def _hear_trouble(self) -> None:
        for line in self.process.stderr or ():
            self.last_words = line.strip() or self.last_words


def _steps(group: str, *, parts: bool = False) -> list[str]:
    """Names of what a game calls; with `parts` of what is to be compiled before it, too: the pulses come last."""
    room = importlib.import_module(GROUPS[group])
    steps = (*room.PARTS, *reversed(room.STEPS)) if parts else room.STEPS
    return [getattr(f, "py_func", f).__name__ for f in steps]


def _compile_share(share: int, of: int, group: str) -> None:
    choose_cache()
    from game.core.rule import compile_rule

    mine = _steps(group, parts=True)[share::of]
    print(f"of {len(mine)}", flush=True)
    for name in mine:
        compile_rule(name)
        print(name, flush=True)


def _user_cache() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("changkufeng", appauthor=False)


def _unfit(folder: Path) -> str:
    """Why the folder cannot keep compiled rules; empty if it can. What is in it is run, so only its owner may write."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        tempfile.TemporaryFile(dir=folder).close()
        status = folder.stat()
    except OSError as e:
        return f"compiled rules cannot be kept in {folder.parent} ({e.strerror or e}); {AGAIN}"
    if hasattr(os, "getuid") and (status.st_uid != os.getuid() or status.st_mode & 0o022):
        return f"compiled rules are not read from {folder}: others may write to it; {AGAIN}"
    return ""


def _stamp(folder: Path, group: str = "battle") -> Path:
    from importlib.metadata import version

    from llvmlite import binding

    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    name = "complete" if group == "battle" else f"complete-{group}"
    return folder / f"{name}-{python}-{version('numba')}-{binding.get_host_cpu_name()}-{_place()}"


def _place() -> str:
    """Eight hex digits for where the rules lie and when they were written: numba finds its cache by both."""
    text = hashlib.sha256(str(GAME).encode())
    for folder in SOURCES:
        for path in sorted((GAME / folder).rglob("*.py")):
            text.update(str(path.stat().st_mtime_ns).encode())
    return text.hexdigest()[:8]


def _prune(folder: Path) -> None:
    try:
        others = [p for p in folder.parent.glob("rules-*") if p != folder and p.is_dir()]
        for old in sorted(others, key=lambda p: p.stat().st_mtime)[:-KEPT]:
            shutil.rmtree(old, ignore_errors=True)
    except OSError:
        pass  # a tidy disk is not worth a failed start


if __name__ == "__main__":
    _compile_share(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
