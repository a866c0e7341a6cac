"""Every variable over the turns of a game, beside the record's own line: for graphs."""

from collections.abc import Sequence
from typing import NamedTuple

from game.match.theatre.engine import TheatreEngine
from game.rules.theatre import state as T


class Series(NamedTuple):
    """A variable over turns. `turns`: after which turn each value stands; `record`: H, the record's line; `network`, `play`:
    what was added; `values`: together, within 0 to 100."""

    id: str
    turns: tuple[int, ...]
    record: tuple[float, ...]
    network: tuple[float, ...]
    play: tuple[float, ...]
    values: tuple[float, ...]


def series_of(engine: TheatreEngine, positions: Sequence[tuple[int, T.Position]]) -> dict[str, Series]:
    """The variables after each of the turns given; H is the record up to the turn itself, not the next one's news."""
    found = {}
    for name, k in engine.index.variable.items():
        turns, record, network, play, values = [], [], [], [], []
        for turn, position in positions:
            h = record_after(engine, turn)[name]
            n, p = (float(x) for x in position.tracks[k, [T.NETWORK, T.PLAY]])
            turns.append(turn)
            record.append(h)
            network.append(n)
            play.append(p)
            values.append(min(100.0, max(0.0, h + n + p)))
        found[name] = Series(name, tuple(turns), tuple(record), tuple(network), tuple(play), tuple(values))
    return found


def record_after(engine: TheatreEngine, turn: int) -> dict[str, float]:
    """The variables by the record once the news of a turn are in."""
    values = {v.id: v.start for v in engine.theatre.deck.variables}
    for event in engine.theatre.events:
        if event.turn <= turn:
            for name, change in event.changes.items():
                values[name] = min(100.0, max(0.0, values[name] + change))
    return values
