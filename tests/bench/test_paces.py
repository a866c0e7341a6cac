"""What the game costs is held: no pace falls below its kept floor, in turns of a calibration loop measured beside it."""

import time
import tomllib
from pathlib import Path

import pytest

from game.cli.battle.paces import NAMES, Task, loop, pace, paces
from game.core.compiled import PLAIN, host_name
from game.files import kept_rules

pytestmark = pytest.mark.bench
FLOORS = tomllib.loads((Path(__file__).parent / "floors.toml").read_text())


def test_a_floor_is_kept_for_each_pace():
    assert tuple(FLOORS) == NAMES


def test_the_loop_is_the_one_that_the_floors_were_measured_with():
    """Its low byte takes each of 256 values in turn: 60,000 / 256 times, rounded up."""
    assert loop() == 235


def test_twice_the_work_is_twice_the_pace():
    once = pace(Task(lambda: None, lambda _: loop()), 5)
    twice = pace(
        Task(lambda: time.sleep(0.05), lambda _: (loop(), loop())), 5
    )  # what is laid out does not count, nor sleep
    assert once.loops == pytest.approx(1.0, rel=0.2)
    assert twice.loops == pytest.approx(2.0, rel=0.2)


@pytest.mark.parametrize("name", NAMES)
def test_no_pace_falls_below_its_floor(name):
    """Measured again before it counts: another program at the same time disturbs a measurement, not three."""
    if host_name() == PLAIN:
        pytest.fail("the floors are those of compiled rules")
    kept_rules.warm_up()
    kept_rules.load()
    best = min(paces(names=[name])[name].loops for _ in range(3))
    print(f"{name}: {best:.2f} loops, {FLOORS[name]} at most")
    assert best <= FLOORS[name]
