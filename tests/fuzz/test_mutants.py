"""Mutants of every file that the program reads: refused in a line or used to the end, soon, in little memory, without a fault."""

import functools
import random
import time
import zlib
from pathlib import Path

import pytest

from game.files import strict
from tests.fuzz.doors import DOORS, answer

DEFAULT = 20  # of each kind; pytest tests/long plays a thousand
LONGEST_S = 5.0  # of the processor
LARGEST_KB = 1024 * 1024


def largest_kb() -> int:
    """The most memory that this process has had, 0 where the system does not say."""
    try:
        import resource
    except ImportError:
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def run(name: str, folder: Path, mutants: int, seed: int = 0) -> int:
    """Opens mutants of one kind of file; how many of them were let in."""
    found, luck, taken, before = DOORS[name](folder), random.Random(zlib.crc32(name.encode()) + seed), 0, largest_kb()
    whole = {path: path.read_bytes() for path in found.files}
    assert answer(found.use), "what is whole is let in"
    for number in range(mutants):
        path = luck.choice(found.files)
        path.write_bytes(data := found.spoil(whole[path], luck))
        begun = time.thread_time()
        try:
            taken += answer(found.use)
        except Exception as e:
            kept = folder / f"mutant-{number}"
            kept.write_bytes(data)
            raise AssertionError(f"{name}, mutant {number} of {path.name} ({kept}): {type(e).__name__}: {e}") from e
        assert time.thread_time() - begun < LONGEST_S, (name, number)
        for other, content in whole.items():
            if not other.exists() or other.read_bytes() != content:
                other.write_bytes(content)
    assert largest_kb() - before < LARGEST_KB
    return taken


@pytest.fixture(autouse=True)
def parsed_once(monkeypatch):
    """Of a folder that is read a hundred times the files that are whole are parsed once."""
    monkeypatch.setattr(strict.tomllib, "loads", functools.lru_cache(maxsize=100)(strict.tomllib.loads))


@pytest.mark.parametrize("name", DOORS)
def test_no_mutant_does_more_than_be_refused_or_work(name, tmp_path):
    taken = run(name, tmp_path, DEFAULT)
    assert taken < DEFAULT or name in ("seats", "choices"), "some are refused"
