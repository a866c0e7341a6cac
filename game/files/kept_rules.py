"""Compiling the rules once: which folder keeps the compiled rules, and filling it in processes beside the window.

What is kept is found by its content (`game.core.compiled.content`), whichever copy of the rules asks. The folder is named
by what compiles: numba, Python and the seam to them. A stamp in it says that all rules of a group are there, so that no
compiler is started to find out; each stamp is a generation, and old ones are cleared. `choose_cache` must run before the
first rule is asked for.
"""

from __future__ import annotations

import atexit
import hashlib
import importlib
import importlib.util
import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from threading import RLock
from typing import NamedTuple

from game.core import compiled
from game.core.words import _
from game.files import kept_whole
from game.files.compilers import BEHIND, Elsewhere, Progress, crew

GAME = Path(__file__).resolve().parents[1]
SEAM = ("core/compiled/*.py", "core/rule.py")
KEPT = 4  # generations of a group of rules, and folders of other compilers, that are left in place
MOST_BYTES = 256 << 20  # of all that is kept
SPARED_S = 7 * 86400  # what no stamp names is left in place so long: another process may be at it
GROUPS = {"battle": "game.rules.battle.resolve", "theatre": "game.rules.theatre.resolve"}

_news: dict[str, bool] = {}  # a line to be said, and whether it was
_loaded: set[str] = set()  # groups whose phases this process has all read
_compiling = RLock()  # one crew at a time: whoever comes second finds the rules there


class Cache(NamedTuple):
    """Where compiled rules are kept, and why not in the usual place if so."""

    folder: Path
    notice: str = ""


def is_needed() -> bool:
    """Whether rules run compiled here: numba is installed and not switched off."""
    return compiled.asked() != compiled.PLAIN and importlib.util.find_spec("numba") is not None


def news() -> list[str]:
    """Lines that a player is to be told about how the rules run here; each is given once."""
    if compiled.asked() != compiled.PLAIN and not is_needed():
        _tell(
            _("the compiler numba is not installed: the rules run as plain Python, with the same results, more slowly")
        )
    for file in kept_whole.damaged:
        _tell(_("compiled rules were damaged: set aside as {file}, and compiled anew").format(file=file))
    fresh = [line for line, said in _news.items() if not said]
    _news.update(dict.fromkeys(fresh, True))
    return fresh


def rules_hash(group: str = "battle") -> str:
    """Twelve hex digits over the text of every rule of a group and of what it shares, in the order of their paths."""
    return _hash(("core/*.py", "core/compiled/*.py", "rules/*.py", f"rules/{group}/**/*.py"))


def choose_cache(base: Path | None = None) -> Cache:
    """Names the folder of compiled rules to the seam and to the processes started from here; call before asking for rules.

    `base`: the folder to put it in; else the one the environment names, else the user's cache. If that cannot be
    written, or someone else may write to it, a private folder that lasts as long as this program.
    """
    name = f"rules-{_hash(SEAM, *_compilers())}"
    named = compiled.room()
    if base is None and Path(named).name == name:
        return Cache(Path(named))  # chosen by the process that started this one
    folder = (base or (Path(named) if named else _user_cache())) / name
    reason = _unfit(folder)
    if reason:
        folder = Path(tempfile.mkdtemp(prefix="changkufeng-")) / name
        folder.mkdir()
        atexit.register(shutil.rmtree, folder.parent, ignore_errors=True)
        _tell(reason)
    os.environ[compiled.FOLDER] = str(folder)
    return Cache(folder, reason)


def is_warm(group: str = "battle") -> bool:
    """Whether every phase of a group is compiled in the chosen folder, for this compiler and processor."""
    return not is_needed() or _stamp(group).exists()


def is_loaded(group: str = "battle") -> bool:
    """Whether this process has read every phase of a group."""
    return group in _loaded


def warm_up(
    progress: Progress | None = None, *, workers: int | None = None, group: str = "battle", behind: bool = False
) -> float:
    """Compiles the rules of a group into the chosen folder, in processes of their own; returns the seconds, 0 if done before.

    The strategic game is a group of its own ("theatre"), compiled when it is first opened: the battle does not wait for it.
    If the compiler fails, the next lesser host is taken, for this process and for those it starts; `news` says so.

    `progress` is called from a helper thread. Safe to call beside a running window: this process only waits. `behind`: a game
    goes on meanwhile, so the compilers take only what it leaves of the processors.

    Raises:
        RuntimeError: a rule does not compile on the host that this process runs already.
    """
    begun = time.perf_counter()
    with _compiling:
        if is_warm(group):
            return 0.0
        while is_needed():
            try:
                host, why, names = crew(
                    workers or min(2, os.cpu_count() or 1), GROUPS[group], _stamp(group), progress, behind
                )
            except Elsewhere:
                break
            except RuntimeError as e:
                if compiled.is_chosen():
                    raise
                host, why, names = compiled.HOSTS[compiled.HOSTS.index(compiled.asked()) + 1], str(e), None
            _settle_for(host, why)
            if names is not None and is_needed():
                _stamp(group).write_text("".join(f"{name}\n" for name in sorted(names)))
                _prune(choose_cache().folder)
                break
    return time.perf_counter() - begun


def flaws(group: str = "battle") -> list[str]:
    """What is amiss with the kept rules of a group, a line each: never compiled, files missing, files damaged."""
    stamp = _stamp(group)
    if not stamp.exists():
        return [_("not compiled yet")]
    if compiled.asked() != compiled.FULL:
        return []  # numba keeps them by itself, and looks at them itself
    named, there, found = set(stamp.read_text().split()), set[str](), []
    for path in stamp.parent.glob("*.nbc"):
        mine = named & set(re.findall(r"\b[0-9a-f]{24}\b", path.name))
        there |= mine
        if mine and kept_whole.flaw_of(path):
            found.append(path.name)
    return [*sorted(found), *sorted(named - there)]


def renew(group: str = "battle") -> None:
    """Sets the damaged files of a group aside and compiles what is missing."""
    stamp = _stamp(group)
    for path in stamp.parent.glob("*.nbc"):
        if kept_whole.flaw_of(path) == "damaged":
            kept_whole.put_aside(path)
    stamp.unlink(missing_ok=True)
    warm_up(group=group)


def load(group: str = "battle") -> None:
    """Loads the compiled phases of a group into this process; compiles what is missing."""
    if not is_needed():
        return
    choose_cache()
    from game.core.rule import compile_rule

    if compiled.host_name() != compiled.asked():
        _settle_for(compiled.host_name(), compiled.trouble())
        warm_up(group=group)
    for name in _steps(GROUPS[group]):
        compile_rule(name)
    _loaded.add(group)


def _tell(line: str) -> None:
    _news.setdefault(line, False)


def _settle_for(host: str, why: str) -> None:
    """The host of this process and of those it starts, when it is a lesser one than was asked for."""
    if host == compiled.asked():
        return
    os.environ[compiled.ASKED] = host
    told = {
        compiled.STOCK: _(
            "numba does not take the rules as usual ({why}): they are compiled its plain way, with the same results, more slowly"
        ),
        compiled.PLAIN: _(
            "numba does not compile the rules ({why}): they run as plain Python, with the same results, more slowly"
        ),
    }
    _tell(told[host].format(why=why))


def _steps(module: str, *, parts: bool = False) -> list[str]:
    """Names of what a game calls; with `parts` of what is to be compiled before it, too: the pulses come last."""
    room = importlib.import_module(module)
    steps = (*room.PARTS, *reversed(room.STEPS)) if parts else room.STEPS
    return [f.__name__ for f in steps]


def _compile_share(share: int, of: int, module: str) -> None:
    """What a process of the crew does; it says its host, how much it has to do, each step done, and what is kept."""
    from game.files.lifeline import listen_to_input

    listen_to_input()
    choose_cache()
    from game.core.compiled.content import contents
    from game.core.rule import compile_rule

    print("host", compiled.host_name(), compiled.trouble(), flush=True)
    mine = _steps(module, parts=True)[share::of]
    if compiled.host_name() == compiled.PLAIN:
        return
    print("of", len(mine), flush=True)
    for name in mine:
        compile_rule(name)
        print(name, flush=True)
    for digest in contents(_steps(module)):
        print("kept", digest, flush=True)


def _hash(patterns: Iterable[str], *more: str) -> str:
    text = hashlib.sha256("\0".join(more).encode())
    for pattern in patterns:
        for path in sorted(GAME.glob(pattern)):
            text.update(path.relative_to(GAME).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return text.hexdigest()[:12]


def _compilers() -> list[str]:
    """What turns the rules into machine code, with its versions."""
    found = [sys.implementation.cache_tag or "", sys.platform]
    for name in ("numba", "llvmlite", "numpy"):
        spec = importlib.util.find_spec(name)
        origin = Path(spec.origin) if spec is not None and spec.origin else None
        if origin is None:
            found.append(name)
            continue
        # The name of the folder that an installer leaves beside it: importlib.metadata takes 30 ms of each start for it.
        named = sorted(p.name for p in origin.parents[1].glob(f"{name}-*-info"))
        found += named or [f"{name} {origin.stat().st_mtime_ns}"]
    return found


def _processor() -> str:
    try:
        from llvmlite import binding

        return str(binding.get_host_cpu_name())
    except Exception:  # whatever is wrong with it: the compilers will say
        return "unknown"


def _user_cache() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("changkufeng", appauthor=False)


def _unfit(folder: Path) -> str:
    """Why the folder cannot keep compiled rules; empty if it can. What is in it is run, so it is its owner's alone."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        status = folder.stat()
        if hasattr(os, "getuid") and (status.st_uid != os.getuid() or status.st_mode & 0o022):
            return _(
                "compiled rules are not read from {folder}: others may write to it; they will be compiled again at the next start"
            ).format(folder=folder)
        folder.chmod(0o700)
        tempfile.TemporaryFile(dir=folder).close()
    except OSError as e:
        return _(
            "compiled rules cannot be kept in {folder} ({why}); they will be compiled again at the next start"
        ).format(folder=folder.parent, why=e.strerror or e)
    return ""


def _stamp(group: str = "battle") -> Path:
    shelf = choose_cache().folder / compiled.shelf(compiled.asked())
    shelf.mkdir(parents=True, exist_ok=True)
    return shelf / f"complete-{group}-{rules_hash(group)}-{_processor()}"


def _prune(folder: Path) -> None:
    """Clears what old generations have left: folders of other compilers, stamps, rules that no stamp names, bytes too many."""
    try:
        others = [p for p in folder.parent.glob("rules-*") if p != folder and p.is_dir()]
        for old in _newest_first(others)[KEPT:]:
            shutil.rmtree(old, ignore_errors=True)
        for shelf in folder.iterdir():
            _prune_shelf(shelf)
        left = 0
        for path in _newest_first([p for p in folder.parent.rglob("*.nb?") if p.is_file()]):
            left += path.stat().st_size
            if left > MOST_BYTES:
                path.unlink()
    except OSError:
        pass  # a tidy disk is not worth a failed start


def _prune_shelf(shelf: Path) -> None:
    named = set[str]()
    for group in GROUPS:
        for k, stamp in enumerate(_newest_first(shelf.glob(f"complete-{group}-*"))):
            if k < KEPT:
                named.update(stamp.read_text().split())
            else:
                stamp.unlink()
    for path in shelf.iterdir():
        found = re.search(r"\b[0-9a-f]{24}\b", path.name)
        if found and found[0] not in named and path.stat().st_mtime < time.time() - SPARED_S:
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def _newest_first(paths: Iterable[Path]) -> list[Path]:
    return sorted(paths, key=lambda p: p.stat().st_mtime, reverse=True)


if __name__ == "__main__":
    if BEHIND in sys.argv and hasattr(os, "nice"):
        os.nice(10)
    _compile_share(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
