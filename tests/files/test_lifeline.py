"""Workers end with their parent, however it ends, and hold nothing of its output; closed streams are no fault."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[2]
PLAYS = [sys.executable, "-m", "game", "simulate", "silent-assault", "--games", "4000", "--workers", "2"]


def children(pid: int) -> list[int]:
    """Processes whose parent this is, and theirs."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            words = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(words[1]) == pid:
            child = int(stat.parent.name)
            found += [child, *children(child)]
    return found


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def workers_of(process: subprocess.Popen[bytes], count: int) -> list[int]:
    end = time.monotonic() + 60
    while len(found := children(process.pid)) < count:
        assert process.poll() is None, "it ended too soon"
        assert time.monotonic() < end, "no worker came up"
        time.sleep(0.05)
    return found


def all_end(pids: list[int], seconds: float = 10) -> bool:
    end = time.monotonic() + seconds
    while any(map(is_alive, pids)) and time.monotonic() < end:
        time.sleep(0.05)
    return not any(map(is_alive, pids))


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_playing_processes_end_with_their_parent_and_free_its_output(how: signal.Signals):
    reading, writing = os.pipe()
    process = subprocess.Popen(PLAYS, cwd=CHECKOUT, stdin=subprocess.DEVNULL, stdout=writing, stderr=subprocess.DEVNULL)
    os.close(writing)
    found = workers_of(process, 3)  # two that play, and what keeps count of them
    time.sleep(2.0)
    process.send_signal(how)
    process.wait(timeout=10)
    assert all_end(found)
    os.set_blocking(reading, False)
    assert os.read(reading, 100) == b"", "nobody holds the other end"
    os.close(reading)


def test_compilers_end_with_their_parent(tmp_path: Path):
    code = "from game.files import kept_rules as k\nk.choose_cache()\nk.warm_up()"
    env = {**os.environ, "NUMBA_CACHE_DIR": str(tmp_path)}
    process = subprocess.Popen([sys.executable, "-c", code], cwd=CHECKOUT, env=env, stdin=subprocess.DEVNULL)
    found = workers_of(process, 1)
    time.sleep(1.5)
    process.kill()
    process.wait()
    assert all_end(found)


DRAWS = """
import sys, time
from game.client.library import scenario
from game.client.map.picture.cache import PictureStore
store = PictureStore(scenario("silent-assault").features, sys.argv[1])
store.get(64)
time.sleep(60)
"""


def test_the_drawer_of_maps_ends_with_the_window(tmp_path: Path):
    process = subprocess.Popen([sys.executable, "-c", DRAWS, str(tmp_path)], cwd=CHECKOUT, stdin=subprocess.DEVNULL)
    found = workers_of(process, 1)
    time.sleep(0.7)
    process.kill()
    process.wait()
    assert all_end(found)


@pytest.mark.parametrize(
    ("words", "closed"),
    [
        ("scenarios", ">&-"),
        ("scenarios", "2>&-"),
        ("simulate silent-assault --games 2", "<&- >&- 2>&-"),
        ("play silent-assault --text", "<&-"),
        ("play silent-assault --text", ">&- 2>&-"),
        ("no-such", "<&- >&- 2>&-"),
    ],
)
def test_a_closed_stream_is_no_fault(closed: str, words: str):
    line = f'"{sys.executable}" -m game {words} {closed}'
    done = subprocess.run(
        ["sh", "-c", line], cwd=CHECKOUT, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    assert done.returncode == (2 if words == "no-such" else 0)
    for said in (done.stdout, done.stderr):
        assert "fault" not in said
        assert "Traceback" not in said
        assert "lost sys." not in said
    if ">&-" in closed and "2>&-" not in closed:
        assert done.stdout == ""
    if "2>&-" in closed:
        assert done.stderr == ""
        assert "no command" not in done.stdout, "an error is no output"


def test_a_reader_who_goes_away_ends_a_command():
    line = f'"{sys.executable}" -m game simulate silent-assault --games 8 --workers 2 | head -1'
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", line], cwd=CHECKOUT, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.stdout.count("\n") == 1
    assert "fault" not in done.stderr
    assert done.returncode in (0, 141)
