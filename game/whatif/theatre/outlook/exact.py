"""Exact odds: marginals by elimination in causal order, the chance of one history, and the likeliest histories.

Fixing is doing: a fixed node takes its state whatever its parents say, and says nothing about them. Seeing is
conditioning: what was seen tells about causes too.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from game.model.theatre.network import Choices, Network, Node, Tables

Odds = dict[str, dict[str, Any]]  # per node and state a number, or an array of as many draws as the tables hold


class History(NamedTuple):
    """One state for each node, and its probability."""

    states: dict[str, str]
    p: float


def marginals(net: Network, fixed: Choices | None = None, seen: Choices | None = None) -> dict[str, dict[str, float]]:
    """Probability of each state of each node, with choices `fixed` by hand and states `seen` to have come about.

    Raises:
        ValueError: what was seen cannot come about.
    """
    if not seen:
        return elimination(net, fixed)[0]
    total = elimination(net, fixed, seen)[1]
    if total <= 0.0:
        raise ValueError("what was seen has probability 0")
    return {node.id: {s: _both(net, fixed, seen, node.id, s) / total for s in node.states} for node in net.nodes}


def elimination(
    net: Network, fixed: Choices | None = None, seen: Choices | None = None, tables: Tables | None = None
) -> tuple[Odds, Any]:
    """Odds of all nodes in one pass in causal order, and the chance of what was `seen`.

    Only nodes that still have a child ahead are kept apart; of the others only the odds remain. With something seen
    the odds of a node are joint with what was seen of it and of the nodes before it. `tables` may hold arrays.
    """
    tables = net.tables if tables is None else tables
    last = _last_needed(net)
    ahead: dict[tuple[str, ...], Any] = {(): 1.0}
    names: tuple[str, ...] = ()
    found: Odds = {}
    for k, node in enumerate(net.nodes):
        keep = [i for i, name in enumerate((*names, node.id)) if last[name] > k]
        odds: dict[str, Any] = dict.fromkeys(node.states, 0.0)
        after: dict[tuple[str, ...], Any] = {}
        for states, p in ahead.items():
            for state, share in _shares(net, node, dict(zip(names, states, strict=True)), tables, fixed, seen):
                both = p * share
                odds[state] = odds[state] + both
                key = tuple((*states, state)[i] for i in keep)
                after[key] = after.get(key, 0.0) + both
        names = tuple((*names, node.id)[i] for i in keep)
        ahead, found[node.id] = after, odds
    return found, sum(ahead.values())


def probability(net: Network, states: Choices, tables: Tables | None = None) -> float:
    """The chance of one whole history."""
    tables = net.tables if tables is None else tables
    p = 1.0
    for node in net.nodes:
        p *= net.odds(node, states, tables)[node.states.index(states[node.id])]
    return p


def likeliest(net: Network, most: int = 1, fixed: Choices | None = None, tables: Tables | None = None) -> list[History]:
    """The most probable whole histories, best first; of equals the one that comes first by the order of states.

    Depth first; a beginning less likely than the worst of the best so far is left.
    """
    tables = net.tables if tables is None else tables
    best: list[History] = []

    def go(k: int, states: dict[str, str], p: float) -> None:
        if len(best) == most and p <= best[-1].p:
            return
        if k == len(net.nodes):
            best.append(History(dict(states), p))
            best.sort(key=lambda h: -h.p)
            del best[most:]
            return
        node = net.nodes[k]
        for state, share in sorted(_shares(net, node, states, tables, fixed, None), key=lambda pair: -pair[1]):
            go(k + 1, {**states, node.id: state}, p * share)

    go(0, {}, 1.0)
    return best


def _shares(
    net: Network, node: Node, states: Choices, tables: Tables, fixed: Choices | None, seen: Choices | None
) -> list[tuple[str, Any]]:
    """States of a node with their odds, those left out that cannot be or were not seen."""
    if fixed and node.id in fixed:
        pairs: list[tuple[str, Any]] = [(fixed[node.id], 1.0)]
    else:
        pairs = list(zip(node.states, net.odds(node, states, tables), strict=True))
    wanted = seen.get(node.id) if seen else None
    return [(s, p) for s, p in pairs if (wanted is None or s == wanted) and not (isinstance(p, float) and p == 0.0)]


def _last_needed(net: Network) -> dict[str, int]:
    """For each node the number of its last child, -1 without one."""
    last = {node.id: -1 for node in net.nodes}
    for k, node in enumerate(net.nodes):
        last.update(dict.fromkeys(node.parents, k))
    return last


def _both(net: Network, fixed: Choices | None, seen: Mapping[str, str], name: str, state: str) -> float:
    """Chance of what was seen together with one more state."""
    if seen.get(name, state) != state:
        return 0.0
    return float(elimination(net, fixed, {**seen, name: state})[1])
