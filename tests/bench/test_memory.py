"""What the window takes of the memory: 300 MB at most at every zoom (DESIGN section 9), in a process of its own.

On Linux, which keeps count.
"""

import subprocess
import sys

import pytest

pytestmark = pytest.mark.bench

MOST_MB = 300


@pytest.mark.parametrize("scenario", ["silent-assault", "changkufeng"])
def test_the_window_keeps_to_its_memory_at_every_zoom(scenario: str):
    told = f"from game.client.bench import peak_mb; print(peak_mb({scenario!r}))"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert 100 < int(done.stdout.split()[-1]) <= MOST_MB
