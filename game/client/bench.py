"""What the battle screen takes at 1920x1080 with every counter, panning all the while, under the dummy driver: time, memory."""

from __future__ import annotations

import os
import statistics
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from game.client.battle.screen import BattleScreen

SIZE = (1920, 1080)


def frame_times(
    n: int = 200, scenario_id: str = "silent-assault", *, size: tuple[int, int] = SIZE, hex_px: int = 56
) -> list[float]:
    """Milliseconds of each of `n` frames while the map is panned.

    Pictures, counters and texts are warmed by ten frames first: what is measured is a running game.
    """
    screen = _screen(scenario_id, size)
    import pygame

    app = screen.app
    screen.camera.level = hex_px
    screen.layout()
    screen.pictures.draw_now(hex_px)
    times = []
    for k in range(n + 10):
        start = time.perf_counter()
        screen.camera.pan(7 if k // 60 % 2 == 0 else -7, 5 if k // 45 % 2 == 0 else -5)
        screen.tick(1 / 60)
        screen.paint(app.surface)
        pygame.display.flip()
        if k >= 10:
            times.append((time.perf_counter() - start) * 1000)
    return times


def peak_mb(scenario_id: str = "silent-assault", *, size: tuple[int, int] = SIZE) -> int:
    """Most memory that the process has held, in MB, when the rules are at hand and the map has been panned at every zoom, in and
    out again; needs a Linux, which keeps that count, and a process of its own.

    Raises:
        OSError: the system keeps no such count.
    """
    screen = _screen(scenario_id, size)
    from game.client import warm

    rules = warm.start()
    while not rules.is_over:
        time.sleep(0.05)
    levels = screen.camera.levels
    for level in levels:
        screen.pictures.store.wait(level)
    for level in (*levels, *levels[::-1], levels[-1]):
        screen.camera.level = level
        screen.layout()
        for k in range(24):
            screen.camera.pan(*((311, 207) if k < 12 else (-311, -207)))
            screen.tick(1 / 60)
            screen.paint(screen.app.surface)
            time.sleep(0.01)  # names are found beside the window
    return _kept("VmHWM") // 1024


def _kept(name: str) -> int:
    """A count of this process, in kB."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{name}:"))


def _screen(scenario_id: str, size: tuple[int, int]) -> BattleScreen:
    """The battle screen on a display that nobody sees."""
    os.environ["SDL_VIDEODRIVER"] = "dummy"
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    from game.files import kept_rules

    kept_rules.choose_cache()
    import pygame

    from game.client.app import App
    from game.client.battle.screen import BattleScreen
    from game.client.battle.sitting import Sitting, seats_for
    from game.client.kit.settings import Settings
    from game.client.library import scenario
    from game.match.battle import Match

    pygame.display.init()
    pygame.font.init()
    app = App(pygame.display.set_mode(size), settings=Settings(scale=1.0))
    found = scenario(scenario_id)
    screen = BattleScreen(app, Sitting(Match.new(found), seats_for(found.sides[1], found.sides)))
    app.push(screen)
    return screen


def main() -> None:
    """Prints median and 99th percentile."""
    times = sorted(frame_times(300))
    middle, late = statistics.median(times), times[int(len(times) * 0.99)]
    print(f"frame at {SIZE[0]}x{SIZE[1]}: median {middle:.1f} ms, p99 {late:.1f} ms, n {len(times)}")


if __name__ == "__main__":
    main()
