"""Games whose news and a few frames of each turn are kept, to be looked at by one side."""

from collections.abc import Iterable, Iterator
from functools import cache

from game import Match, load_scenario
from tests.contract.conftest import KINDS, commander

FRAMES = 3  # of a turn that are kept


@cache
def played(name: str, number: int) -> Match:
    """A game of a scenario, whole: who commands, and with what luck, follows from its number."""
    scenario, seed = load_scenario(name), 1938 + number
    match = Match.new(scenario, seed=seed)
    kinds = (KINDS[number % 3], KINDS[number // 3 % 3])
    seats = {side: commander(kind, side, scenario, seed) for side, kind in zip(scenario.sides, kinds, strict=True)}
    while not match.over:
        match.resolve(frames=True, **{side: tuple(seat.orders(match.view(side))) for side, seat in seats.items()})
        last = match.records[-1]
        kept = last.frames[len(last.frames) // 4 :: len(last.frames) // FRAMES + 1][:FRAMES]
        match.records = (*match.records[:-1], last._replace(frames=kept))
    return match


def positions(match: Match, turns: Iterable[int]) -> Iterator[Match]:
    """The game after each of these turns; frames of the last turn alone."""
    for turn in turns:
        at = match.branch(turn)
        at.records = (*(r._replace(frames=()) for r in at.records[:-1]), at.records[-1])
        yield at
