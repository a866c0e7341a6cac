"""Who dies of those hit: the rules draw it after the hits of a pulse; it is told with the hit that it followed (rule 2.8)."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from game.core.words import N_, _
from game.match.battle.knowledge import Factor
from game.model.battle.scenario import Scenario
from game.rules.battle import codes as C
from game.rules.battle import work as W

ALL_OF_IT = N_("{text}, {n} of them killed")
OF_SEVERAL = N_("{text}; killed among all {m} men hit in this way: {n}")


class Killed(NamedTuple):
    """The dead among those hit: `dead` of `hit` men, by one cause in one pulse; `factors`, `whole`: as those of an event."""

    dead: int
    hit: int
    factors: tuple[Factor, ...]
    whole: bool


class _Cause(NamedTuple):
    """A way to be hit. `events`: kinds that tell of it; `column`: whose number is the men hit, -1 none tells; `share`: parameter
    of those who die of it; `by_actor`: the men hit are the actor's."""

    events: tuple[int, ...]
    column: int
    share: str
    by_actor: bool = False


# In the order in which the rules draw them.
CAUSES = (
    _Cause((C.EV_FIRE,), W.E_A, "K_KILLED_FIRE"),
    _Cause((C.EV_SHELLS, C.EV_BOMBS), W.E_A, "K_KILLED_SHELL"),
    _Cause((C.EV_CLOSE,), W.E_A, "K_KILLED_CLOSE"),
    _Cause((C.EV_TANKS,), -1, "K_KILLED_FIRE"),
    _Cause((C.EV_FERRIED, C.EV_ASTRIDE), -1, "K_KILLED_SHELL", by_actor=True),
)


def tellers(scenario: Scenario, events: np.ndarray, factors: np.ndarray, shown: Sequence[int]) -> dict[int, int]:
    """For each row of dead among `shown`, numbers of rows, the last shown row of the hit that it followed, where there is one."""
    found: dict[int, int] = {}
    rows = {k: [int(v) for v in events[k]] for k in shown}
    shares = {cause: scenario.parameter(cause.share) for cause in CAUSES}
    hits: dict[tuple[int, int], dict[_Cause, list[int]]] = {}
    for k, row in rows.items():
        for cause in CAUSES:
            if row[W.E_KIND] in cause.events:
                unit = row[W.E_ACTOR if cause.by_actor else W.E_TARGET]
                hits.setdefault((row[W.E_PULSE], unit), {}).setdefault(cause, []).append(k)
    for k, row in rows.items():
        if row[W.E_KIND] == C.EV_KILLED:
            by_cause, share = hits.get((row[W.E_PULSE], row[W.E_TARGET]), {}), _share(factors, row)
            able = [
                c
                for c in CAUSES
                if c in by_cause and shares[c] == share and _is_enough(c, rows, by_cause[c], row[W.E_B])
            ]
            if able:  # a cause is drawn for once a pulse
                found[k] = by_cause.pop(able[0])[-1]
    return found


def words(kind: str, text: str, told: int, killed: Killed) -> str:
    """The line of a hit with its dead. `told`: its number, of men hit in most kinds."""
    counts_men = next(cause.column for cause in CAUSES if getattr(C, kind) in cause.events) >= 0
    template = ALL_OF_IT if counts_men and told == killed.hit else OF_SEVERAL
    return _(template).format(text=text, n=killed.dead, m=killed.hit)


def _share(factors: np.ndarray, row: list[int]) -> float:
    return next((v for code, v in _factors(factors, row) if code == C.F_KILLED), 0.0)


def _factors(factors: np.ndarray, row: list[int]) -> Iterator[tuple[int, float]]:
    first = row[W.E_FIRST]
    return ((int(code), float(value)) for code, value in factors[first : first + row[W.E_COUNT]])


def _is_enough(cause: _Cause, rows: dict[int, list[int]], told: list[int], lost: int) -> bool:
    """The hits told are no fewer than the men lost: a counter cannot lose more than it has."""
    return cause.column < 0 or sum(rows[k][cause.column] for k in told) >= lost
