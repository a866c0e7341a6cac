"""What every test stands on: no window, no sound, no user folders touched, rules compiled once per content."""

import gc
import os
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path

import pytest
from _pytest.pathlib import import_path
from filelock import FileLock
from hypothesis import HealthCheck, settings
from platformdirs import user_cache_path

from game.files import kept_rules, language, mending, saves, strict, warming
from game.files.battle import standing

CHECKOUT = Path(__file__).resolve().parent.parent


def _prepare_environment() -> None:
    """Set before any rule is asked for; child processes inherit it. Compiled rules outlive the run and serve every checkout."""
    kept_rules.choose_cache(user_cache_path("changkufeng-tests", appauthor=False))
    warming.is_brief()  # rooms that make a game while the tests are collected start no compilers: they run before the tests
    kept = CHECKOUT / ".pytest_cache"  # survives the run: maps are drawn once
    passing = Path(tempfile.mkdtemp(prefix="changkufeng-tests-"))
    sys.dont_write_bytecode = (
        False  # else each program that a test starts translates the game anew, each worker all tests
    )
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["LC_ALL"] = "C.UTF-8"  # English, whoever runs them
    os.environ["SDL_VIDEODRIVER"] = "dummy"
    os.environ["SDL_AUDIODRIVER"] = "dummy"
    os.environ["PYGAME_HIDE_SUPPORT_PROMPT"] = "1"
    os.environ["XDG_CACHE_HOME"] = str(kept / "user-cache")
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        os.environ[name] = str(passing / name.lower())


_prepare_environment()


class _Toml:
    """`tomllib` as the strict reader asks it: the tables of a text that was read before in this process. Nobody changes them."""

    loads = staticmethod(lru_cache(maxsize=300)(tomllib.loads))


strict.tomllib = _Toml  # type: ignore[attr-defined, assignment]  # half of the time that reading a scenario takes
strict.check_depth = lru_cache(maxsize=300)(strict.check_depth)  # the same name and text are as deep as before

# Derandomised: a run that passed passes again. Deadlines off: the first call of a rule compiles it.
settings.register_profile(
    "house", deadline=None, derandomize=True, max_examples=100, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("search", deadline=None, max_examples=2000)  # HYPOTHESIS_PROFILE=search: look for news
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "house"))


# Folders of tests that play turns.
PLAYED = {"bench", "cli", "client", "contract", "fuzz", "match", "players", "rules", "scenarios", "whatif"}


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """The whole suite runs in as many processes as there are processors; a part of it in one, which starts at once."""
    return (os.cpu_count() or 1) if config.args == config.getini("testpaths") else 0


@pytest.hookimpl(tryfirst=True)
def pytest_collection(session: pytest.Session) -> None:
    """Of the tests that no process has translated yet each worker takes a part first; then all read what all have translated."""
    if not (at := getattr(session.config, "workerinput", None)) or session.config.args != session.config.getini(
        "testpaths"
    ):
        return
    left_out = set(session.config.getini("norecursedirs"))
    files = [
        p for p in sorted(CHECKOUT.glob("tests/**/test_*.py")) if not left_out & set(p.relative_to(CHECKOUT).parts)
    ]
    number, of = int(at["workerid"].removeprefix("gw")), at["workercount"]
    for file in files[len(files) * number // of : len(files) * (number + 1) // of]:
        try:
            import_path(file, mode="importlib", root=CHECKOUT, consider_namespace_packages=False)
        except BaseException:  # collecting meets it again and says so
            for name in [n for n, m in sys.modules.items() if getattr(m, "__file__", None) == str(file)]:
                del sys.modules[name]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What is marked long and stands beside its shorter relatives runs when it is asked for: `-m long`."""
    if config.option.markexpr:
        return
    long = [item for item in items if item.get_closest_marker("long") and "long" not in item.path.parts]
    if long:
        config.hook.pytest_deselected(items=long)
        items[:] = [item for item in items if item not in set(long)]


def pytest_collection_finish(session: pytest.Session) -> None:
    """Compiles what the collected tests need, once, in two processes, before the clock of any test runs.

    Where the suite runs in several processes, one compiles and the others wait for it.
    """
    if session.config.option.collectonly:
        return
    gc.collect()
    gc.freeze()  # seven thousand tests and all rooms stay to the end: no collection walks them
    gc.set_threshold(50_000, 20, 20)
    warming.is_brief(False)
    folders = {item.path.relative_to(CHECKOUT).parts[1] for item in session.items if item.path.is_relative_to(CHECKOUT)}
    if folders & PLAYED:
        code = f"from game.files import kept_rules\nfor g in {sorted(kept_rules.GROUPS)}: kept_rules.warm_up(group=g)"
        kept = user_cache_path("changkufeng-tests", appauthor=False, ensure_exists=True)
        with FileLock(kept / "compiling.lock"):
            subprocess.run([sys.executable, "-c", code], cwd=CHECKOUT, stdin=subprocess.DEVNULL, check=True)


@pytest.fixture(autouse=True)
def nothing_stays() -> Iterator[None]:
    """What one test found damaged is no news to the next, what it chose in the settings is not chosen, no game it played counts
    for a standing, and English is spoken."""
    yield
    kept_rules._news.clear()
    kept_rules.kept_whole.damaged.clear()
    mending._news.clear()
    language.settings_file().unlink(missing_ok=True)
    (saves.folder().parent / standing.NAME).unlink(missing_ok=True)
    os.environ.pop(language.ASKED, None)  # a command leaves it to the programs that it begins
    language.use_language("en")


@pytest.fixture(scope="session")
def checkout() -> Path:
    """Folder of the checkout."""
    return CHECKOUT


@pytest.fixture(scope="session")
def run_python() -> Callable[..., str]:
    """`run_python(code, NAME="value")`: what a fresh Python prints, run in the checkout with these variables set.

    A variable given as None is unset. Fails the test when the process does.
    """

    def run(code: str, *arguments: str, timeout: float = 200.0, **variables: str | None) -> str:
        env: Mapping[str, str] = {k: v for k, v in {**os.environ, **variables}.items() if v is not None}
        done = subprocess.run(
            [sys.executable, "-c", code, *arguments],
            cwd=CHECKOUT,
            env=env,
            timeout=timeout,
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            check=False,
        )
        assert done.returncode == 0, f"exit code {done.returncode}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    return run
