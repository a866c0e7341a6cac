"""How long a general thinks: counts of games, turns and counters, never a clock, so that every host gives the same orders."""

from typing import NamedTuple

ROUNDS = 3  # of halving: each ends with twice the worlds of the one before
FINALISTS = 3  # options that are left in the last round, the running one among them
SHORTEST = 4  # turns of a game that is played on, where the calendar has so many
FEWEST = 2  # worlds of the first round
EVERY = ((3, 1), (6, 2), (10**9, 3))  # games of at most so many turns, and after how many the staffs in them think anew
THOUGHT = 3  # turns that are played in the time in which both staffs think


class Shape(NamedTuple):
    """A search: `worlds` of its first round, and `horizon`, the turns that each game is played on."""

    worlds: int
    horizon: int

    @property
    def every(self) -> int:
        """Turns after which the staffs in a game think anew."""
        return next(every for most, every in EVERY if self.horizon <= most)

    def thinks(self, played: int) -> bool:
        """Whether the staffs think after so many turns; for the last turn it comes too late."""
        return 0 < played < self.horizon - 1 and played % self.every == 0

    @property
    def cost(self) -> int:
        """Of a game, in turns."""
        return self.horizon + THOUGHT * sum(self.thinks(k) for k in range(self.horizon))


class Level(NamedTuple):
    """A length of thought. `budget`: turns times counters known, of all games, about; `horizon`: of each game at most; `enough`:
    worlds of the first round for which games are cut shorter; `most`: of them at most, four times as many in the last.
    """

    budget: int
    horizon: int
    enough: int
    most: int

    def shape(self, options: int, turns: int, counters: int) -> Shape:
        """The search for so many options, turns to the end and counters known: games are cut before worlds become too few."""
        games = options + -(-options // 2) + 2 * FINALISTS  # that one world of the first round brings with it
        horizon = max(1, min(self.horizon, turns))
        while horizon > SHORTEST and self.budget < self.enough * games * counters * Shape(0, horizon).cost:
            horizon -= 1
        worlds = self.budget // max(1, games * counters * Shape(0, horizon).cost)
        return Shape(max(FEWEST, min(self.most, worlds)), horizon)


# Budgets: measured, so that the heaviest turn of the campaign stays within a second and five of a core's time.
LEVELS = {"quick": Level(18_000, 8, 2, 6), "long": Level(105_000, 12, 4, 16)}
