"""How long a frame takes: the battle screen at 1920x1080 with every counter, panning all the while, under the dummy driver."""

from __future__ import annotations

import os
import statistics
import time

SIZE = (1920, 1080)


def frame_times(
    n: int = 200, scenario_id: str = "silent-assault", *, size: tuple[int, int] = SIZE, hex_px: int = 56
) -> list[float]:
    """Milliseconds of each of `n` frames while the map is panned.

    Pictures, counters and texts are warmed by ten frames first: what is measured is a running game.
    """
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
    screen.camera.level = hex_px
    screen.layout()
    shown = screen.shown
    screen.pictures.draw_now(hex_px, shown.light, shown.sky)
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


def main() -> None:
    """Prints median and 99th percentile."""
    times = sorted(frame_times(300))
    middle, late = statistics.median(times), times[int(len(times) * 0.99)]
    print(f"frame at {SIZE[0]}x{SIZE[1]}: median {middle:.1f} ms, p99 {late:.1f} ms, n {len(times)}")


if __name__ == "__main__":
    main()
