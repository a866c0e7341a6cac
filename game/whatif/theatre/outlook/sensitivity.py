"""How far the findings hang on the tables: one row at a time, then all of them shaken at once."""

from typing import Any, NamedTuple

import numpy as np

from game.model.theatre.network import Choices, Network, met
from game.whatif.theatre.outlook.exact import elimination, likeliest, probability

STEP = 0.10  # by which the historical state's odds in the historical row go up and down
WEIGHT = 25.0  # of the Dirichlet distribution from which shaken rows are drawn: as if 25 cases had been seen
DRAWS = 400
WATCHED = (("W", "on_time"), ("N", "clash"), ("SO", "south"), ("NP", "signed"), ("N41", "attack"), ("PH", "south_war"))


class Swing(NamedTuple):
    """What an outcome gains when one node's historical row is lowered and raised."""

    node: str
    outcome: str
    lowered: float
    raised: float

    @property
    def width(self) -> float:
        """The larger of the two moves."""
        return max(abs(self.lowered), abs(self.raised))


class Gap(NamedTuple):
    """An outcome's chance where one choice is made less its chance where another is."""

    what: str
    outcome: tuple[str, str]
    given: dict[str, str]
    instead: dict[str, str]


GAPS = (
    Gap(
        "Wuhan on time: Soviets end with the hill, less widened", ("W", "on_time"), {"T": "sov_hill"}, {"T": "widened"}
    ),
    Gap("clash in 1939: Soviets end with the hill, less widened", ("N", "clash"), {"T": "sov_hill"}, {"T": "widened"}),
    Gap(
        "southern war: Soviets end with the hill, less Japanese",
        ("PH", "south_war"),
        {"T": "sov_hill"},
        {"T": "jp_hill"},
    ),
    Gap(
        "southern war: Soviets end with the hill, less widened",
        ("PH", "south_war"),
        {"T": "sov_hill"},
        {"T": "widened"},
    ),
)


class Shaken(NamedTuple):
    """All tables drawn anew, many times. Ranges are (5th, 50th, 95th percentile).

    `modal`: share of draws in which the historical line is the likeliest of all histories.
    """

    draws: int
    seed: int
    modal: float
    history: tuple[float, float, float]
    outcomes: dict[str, tuple[float, float, float]]
    gaps: dict[str, tuple[float, float, float]]


def one_at_a_time(net: Network, fixed: Choices | None = None, step: float = STEP) -> list[Swing]:
    """Each node's historical row lowered and raised by `step`, widest swings first; pinned nodes stay."""
    before = elimination(net, fixed)[0]
    swings = []
    for node in net.nodes:
        row, at = met(node, net.history), node.states.index(node.historical)
        p = net.tables[node.id][row]
        if p[at] == 1.0 or (fixed and node.id in fixed):
            continue
        after = [elimination(net, fixed, tables=_with(net, node.id, row, _moved(p, at, by)))[0] for by in (-step, step)]
        for name, state in watched(net):
            low, high = (float(found[name][state] - before[name][state]) for found in after)
            swings.append(Swing(node.id, f"{name}={state}", low, high))
    return sorted(swings, key=lambda s: -s.width)


def shaken(net: Network, seed: int, fixed: Choices | None = None, draws: int = DRAWS, weight: float = WEIGHT) -> Shaken:
    """All rows drawn from Dirichlet distributions about themselves; a 0 stays 0, so that nothing impossible happens."""
    dice = np.random.Generator(np.random.Philox(key=seed))
    tables: dict[str, list[Any]] = {
        name: [_drawn(dice, p, weight, draws) for p in rows] for name, rows in net.tables.items()
    }
    odds = elimination(net, fixed, tables=tables)[0]
    gaps = {}
    for gap in GAPS:
        name, state = gap.outcome
        made, other = (elimination(net, {**(fixed or {}), **c}, tables=tables)[0] for c in (gap.given, gap.instead))
        gaps[gap.what] = _range(np.asarray(made[name][state] - other[name][state]), draws)
    lines, modal = [], 0
    for k in range(draws):
        one = {name: [[float(p[k]) for p in row] for row in rows] for name, rows in tables.items()}
        lines.append(probability(net, net.history, one))
        modal += likeliest(net, tables=one)[0].states == net.history
    outcomes = {f"{name}={state}": _range(np.asarray(odds[name][state]), draws) for name, state in watched(net)}
    return Shaken(draws, seed, modal / draws, _range(np.array(lines), draws), outcomes, gaps)


def watched(net: Network) -> list[tuple[str, str]]:
    """The outcomes that are watched, those that the network has."""
    states = {(node.id, state) for node in net.nodes for state in node.states}
    return [pair for pair in WATCHED if pair in states]


def _moved(p: tuple[float, ...], at: int, by: float) -> tuple[float, ...]:
    """Odds with one of them moved, the others in their old proportion."""
    new = min(1.0, max(0.0, p[at] + by))
    left = 1.0 - p[at]
    return tuple(new if k == at else q * (1.0 - new) / left for k, q in enumerate(p))


def _with(net: Network, name: str, row: int, p: tuple[float, ...]) -> dict[str, tuple[tuple[float, ...], ...]]:
    tables = net.tables
    return {**tables, name: tuple(p if k == row else old for k, old in enumerate(tables[name]))}


def _drawn(dice: np.random.Generator, p: tuple[float, ...], weight: float, draws: int) -> list[Any]:
    """A row for each draw, as one array a state."""
    parts = [dice.standard_gamma(weight * q, draws) if q > 0.0 else np.zeros(draws) for q in p]
    total = sum(parts)
    return [part / total for part in parts]


def _range(values: Any, draws: int) -> tuple[float, float, float]:
    low, middle, high = np.quantile(np.broadcast_to(values, (draws,)), (0.05, 0.5, 0.95))
    return float(low), float(middle), float(high)
