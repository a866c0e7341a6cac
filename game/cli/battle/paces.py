"""What the game costs in turns of a calibration loop, measured beside it: so that figures of two machines can be compared.

A loop is a fixed piece of plain Python, some ten milliseconds. Each measurement stands between two loops, all by processor
time, and what counts is the least ratio of several: whoever else uses the machine can only make it larger.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Collection
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from game.match.battle import Match
    from game.model.battle.scenario import Scenario

CAMPAIGN = "changkufeng"
SEED, TURN = 1938, 55  # the journal is written when it has so many turns, or all that the game has
LOOP_TURNS = 60_000
GAMES = (64, 256)  # of each part of a forecast
NAMES = (
    "campaign",
    "pair_of_a_comparison",
    *(f"forecast_of_{n}_games" for n in GAMES),
    "start_with_kept_rules",
    "save",
)
START = "from game.files import kept_rules; kept_rules.choose_cache(); kept_rules.load()"


class Pace(NamedTuple):
    """What a thing costs: seconds of the processor, and turns of the calibration loop."""

    cpu_s: float
    loops: float


class Task(NamedTuple):
    """What is measured: `ready` lays it out, unmeasured, and `act` does it with what that gave."""

    ready: Callable[[], Any]
    act: Callable[[Any], object]


def paces(repeats: int = 5, names: Collection[str] = ()) -> dict[str, Pace]:
    """What a campaign costs, a pair of a comparison, forecasts, a start with kept rules, and a save late in a campaign.

    `names`: those only.
    """
    from game.files.battle.scenarios import load_scenario

    with tempfile.TemporaryDirectory() as folder:
        tasks = _tasks(load_scenario(CAMPAIGN), Path(folder))
        return {name: pace(tasks[name], repeats) for name in names or NAMES}


def pace(task: Task, repeats: int) -> Pace:
    """What a task costs beside the loop: the least of so many measurements, after one that does not count."""
    task.act(task.ready())
    found, before = [], _cost(loop)
    for _ in range(repeats):
        given = task.ready()
        cost = _cost(partial(task.act, given))
        after = _cost(loop)
        found.append(Pace(cost, 2 * cost / (before + after)))
        before = after
    return min(found, key=lambda p: p.loops)


def loop() -> int:
    """The calibration loop: whole numbers, a list, a call. It never changes, or no figure could be held against an older one."""
    seen, x = [0] * 256, 1
    for _ in range(LOOP_TURNS):
        x = _next(x)
        seen[x & 255] += 1
    return max(seen)


def _next(x: int) -> int:
    return (x * 1_103_515_245 + 12_345) & 0x7FFF_FFFF


def _cost(action: Callable[[], object]) -> float:
    """Seconds of the processor, those of processes it waited for among them; by the clock where nobody counts these."""
    wall, own, before = time.perf_counter(), time.process_time(), os.times()
    action()
    own, after = time.process_time() - own, os.times()
    if os.name == "nt":
        return max(own, time.perf_counter() - wall)
    return own + sum(after[2:4]) - sum(before[2:4])


def _tasks(campaign: Scenario, folder: Path) -> dict[str, Task]:
    from game.match.battle.forecast import forecast
    from game.whatif.battle.commanding import settings
    from game.whatif.battle.runs import Setting, play_one, side_by_side

    plain = Setting(scenario=campaign, commanders=("plain", "plain"))
    pair = settings(campaign, [campaign.what_ifs[0]])

    def odds(games: int, given: tuple[Any, ...]) -> object:
        return forecast(*given, games=games)

    asked, path = _assault(campaign), folder / "pace.journal"
    tasks = (
        Task(lambda: plain, lambda given: play_one(given, SEED)),
        Task(lambda: pair, lambda given: list(side_by_side(given, SEED))),
        *(Task(lambda: asked, partial(odds, n)) for n in GAMES),
        Task(lambda: START, _python),
        Task(_late(campaign, path), lambda match: match.save(path)),
    )
    return dict(zip(NAMES, tasks, strict=True))


def _assault(campaign: Scenario) -> tuple[Any, ...]:
    """The first assault of the record, as its side would ask for the odds: view, orders, target, the enemy's staff."""
    from game.players.battle.staffs import commander
    from game.whatif.battle.runs import Setting, played

    turn, side, target = next(
        (t.turn, t.side, o.target) for t in campaign.history for o in t.orders if o.verb.assaults and o.target
    )
    match = played(Setting(scenario=campaign), SEED, before=turn, trace=True)
    other = commander("plain", campaign.other(side), campaign)
    return match.view(side), campaign.orders_of(turn, side), target, other.orders


def _late(campaign: Scenario, path: Path) -> Callable[[], Match]:
    """A campaign of so many turns, saved but for the last of them."""
    from game.whatif.battle.runs import Setting, played

    whole = played(Setting(scenario=campaign), SEED)
    last = min(TURN, len(whole.records)) - 1
    record = whole.records[last]
    given: dict[str, Any] = {side: (*orders, *record.decisions.get(side, ())) for side, orders in record.orders.items()}

    def ready() -> Match:
        path.unlink(missing_ok=True)
        match = whole.branch(last)
        match.save(path)
        match.resolve(**given)
        return match

    return ready


def _python(code: str) -> None:
    from game.files.kept_rules import GAME

    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, cwd=GAME.parent)
