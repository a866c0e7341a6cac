"""Histories drawn one by one. A draw is keyed by seed, history and card, so that two what-ifs share their luck."""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from game.core.dice import new_dice, uniforms
from game.model.theatre.network import Choices, Network, Node, combinations

OUTLOOK = 1938  # the purpose of these draws


class Sample(NamedTuple):
    """Histories drawn. `states`: for each node the number of its state in each history."""

    net: Network
    seed: int
    states: dict[str, NDArray[np.int64]]

    @property
    def n(self) -> int:
        """How many histories."""
        return len(next(iter(self.states.values())))

    def shares(self) -> dict[str, dict[str, float]]:
        """Share of each state of each node."""
        return {
            node.id: {s: float((self.states[node.id] == k).mean()) for k, s in enumerate(node.states)}
            for node in self.net.nodes
        }

    def share_of(self, states: Choices) -> float:
        """Share of the histories that went so in every node named."""
        wanted = [self.states[name] == self.net.node(name).states.index(s) for name, s in states.items()]
        return float(np.logical_and.reduce(wanted).mean())


def sample(net: Network, n: int, seed: int, fixed: Choices | None = None) -> Sample:
    """`n` histories; history k takes its luck from the seed and k, whatever else is drawn or fixed."""
    dice, histories = new_dice(seed), np.arange(n)
    drawn: dict[str, NDArray[np.int64]] = {}
    for node in net.nodes:
        if fixed and node.id in fixed:
            drawn[node.id] = np.full(n, node.states.index(fixed[node.id]))
        else:
            reached = _reached(net, node)[_case(net, node, drawn, n)]
            luck = uniforms(dice, histories, card_number(node.id), OUTLOOK)
            drawn[node.id] = (luck[:, None] >= reached[:, :-1]).sum(axis=1)
    return Sample(net, seed, drawn)


def standard_error(p: float, n: int) -> float:
    """Standard error of the share of `n` draws where the chance is `p`."""
    return math.sqrt(p * (1.0 - p) / n)


def card_number(name: str) -> int:
    """The number by which the dice know a card: its letters, so that a new card shifts no other's luck."""
    return int.from_bytes(name.encode("ascii"), "big")


def _reached(net: Network, node: Node) -> NDArray[np.float64]:
    """Chance of a state or an earlier one, one row a combination of the parents' states."""
    cases = combinations((p, net.node(p).states) for p in node.parents)
    tables = net.tables
    return np.cumsum([net.odds(node, states, tables) for states in cases], axis=1)


def _case(net: Network, node: Node, drawn: dict[str, NDArray[np.int64]], n: int) -> NDArray[np.int64]:
    """Number of the combination of the parents' states in each history."""
    case = np.zeros(n, np.int64)
    for parent in node.parents:
        case = case * len(net.node(parent).states) + drawn[parent]
    return case
