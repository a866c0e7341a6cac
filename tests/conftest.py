"""What every test stands on: no window, no sound, no user folders touched, rules compiled once per checkout."""

import hashlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

CHECKOUT = Path(__file__).resolve().parent.parent


def _sources_digest() -> str:
    """Changes whenever a rule may have: numba itself would keep a stale callee inside its caller."""
    digest = hashlib.sha256()
    for path in sorted([*(CHECKOUT / "game/core").rglob("*.py"), *(CHECKOUT / "game/rules").rglob("*.py")]):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _prepare_environment() -> None:
    """Set before any module of the game is imported; child processes inherit it."""
    kept = CHECKOUT / ".pytest_cache"  # survives the run, so that rules compile once
    passing = Path(tempfile.mkdtemp(prefix="changkufeng-tests-"))
    os.environ["SDL_VIDEODRIVER"] = "dummy"
    os.environ["SDL_AUDIODRIVER"] = "dummy"
    os.environ["PYGAME_HIDE_SUPPORT_PROMPT"] = "1"
    os.environ["XDG_CACHE_HOME"] = str(kept / "user-cache")
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        os.environ[name] = str(passing / name.lower())
    rules = kept / f"rules-{_sources_digest()}"
    try:
        rules.mkdir(parents=True, exist_ok=True)
    except OSError:  # a read-only checkout compiles once per process
        return
    os.environ.setdefault("NUMBA_CACHE_DIR", str(rules))


_prepare_environment()

# Derandomised: a run that passed passes again. Deadlines off: the first call of a rule compiles it.
settings.register_profile(
    "house", deadline=None, derandomize=True, max_examples=100, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("search", deadline=None, max_examples=2000)  # HYPOTHESIS_PROFILE=search: look for news
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "house"))


# Folders of tests that play turns.
PLAYED = {"bench", "cli", "client", "contract", "match", "players", "rules", "scenarios", "whatif"}


def pytest_collection_finish(session: pytest.Session) -> None:
    """Compiles the rules once, in two processes, before the clock of any test runs."""
    folders = {item.path.relative_to(CHECKOUT).parts[1] for item in session.items if item.path.is_relative_to(CHECKOUT)}
    if folders & PLAYED and not session.config.option.collectonly:
        code = "from game.whatif import warmup; warmup.choose_cache(); [warmup.warm_up(group=g) for g in warmup.GROUPS]"
        subprocess.run([sys.executable, "-c", code], cwd=CHECKOUT, stdin=subprocess.DEVNULL, check=False)


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
