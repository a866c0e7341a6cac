"""The network that the cards form: nodes in causal order, each with the odds that its parents and the dial give.

Dial: a contested parent's pull is mixed, `odds = (1 - strength) * row met with the contested parents as in history
+ strength * row met`, so that a history in which they are as they were has the same odds at every strength.
Source: strategy dossier, section 4d.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import Any, NamedTuple

from game.model.theatre.cards import Amendment, Card, Deck, Row

Choices = Mapping[str, str]
Tables = Mapping[str, Sequence[Sequence[Any]]]  # per node and row the odds: numbers, or arrays of as many draws


class Node(NamedTuple):
    """A node as it is evaluated. `historical` is empty where history has no word for it."""

    id: str
    parents: tuple[str, ...]
    states: tuple[str, ...]
    rows: tuple[Row, ...]
    contested: tuple[str, ...]
    historical: str


class Network(NamedTuple):
    """Nodes with every parent before its children, and the strength of the contested links."""

    nodes: tuple[Node, ...]
    strength: float

    def node(self, name: str) -> Node:
        """The node of that id."""
        return next(n for n in self.nodes if n.id == name)

    @property
    def history(self) -> dict[str, str]:
        """The historical state of each node."""
        return {n.id: n.historical for n in self.nodes}

    @property
    def tables(self) -> dict[str, tuple[tuple[float, ...], ...]]:
        """The odds of every row of every node, as the files give them."""
        return {n.id: tuple(row.p for row in n.rows) for n in self.nodes}

    def odds(self, node: Node, states: Choices, tables: Tables) -> list[Any]:
        """Odds of a node's states where its parents are in `states`."""
        full = tables[node.id][met(node, states)]
        if not node.contested or self.strength == 1.0:
            return list(full)
        as_in_history = {**states, **{name: self.node(name).historical for name in node.contested}}
        held = tables[node.id][met(node, as_in_history)]
        return [(1.0 - self.strength) * h + self.strength * f for h, f in zip(held, full, strict=True)]


def network(deck: Deck, *, strength: float, added: bool = False) -> Network:
    """The network of a deck at a strength of the contested links; with `added`, that of filled seats."""
    nodes = [_node(card) for card in deck.cards if added or not card.added]
    for amendment in deck.amendments if added else ():
        nodes = [new for node in nodes for new in (_amended(node, amendment) if node.id == amendment.card else (node,))]
    return Network(in_order(nodes), strength)


def met(node: Node, states: Choices) -> int:
    """Number of the first row whose conditions all hold."""
    return next(k for k, row in enumerate(node.rows) if all(states[name] == s for name, s in row.given.items()))


def combinations(parents: Iterable[tuple[str, tuple[str, ...]]]) -> Iterator[dict[str, str]]:
    """Every combination of the states of parents, given as (id, states)."""
    pairs = tuple(parents)
    names = [name for name, _ in pairs]
    for states in product(*(s for _, s in pairs)):
        yield dict(zip(names, states, strict=True))


def in_order(nodes: Iterable[Node]) -> tuple[Node, ...]:
    """Nodes as given, but each after its parents.

    Raises:
        ValueError: some are parents of each other; the text is the circle, "A <- B <- A".
    """
    known = {node.id: node for node in nodes}
    done: dict[str, Node] = {}

    def place(name: str, below: tuple[str, ...]) -> None:
        if name in below:
            raise ValueError(" <- ".join((*below[below.index(name) :], name)))
        for parent in () if name in done else known[name].parents:
            place(parent, (*below, name))
        done.setdefault(name, known[name])

    for name in known:
        place(name, ())
    return tuple(done.values())


def _node(card: Card) -> Node:
    return Node(card.id, card.parents, card.states, card.rows, card.contested, card.historical)


def _amended(node: Node, change: Amendment) -> tuple[Node, ...]:
    if change.drawn:
        return (node._replace(id=change.drawn), node._replace(parents=change.parents, rows=change.rows, contested=()))
    parents = (*node.parents, *(p for p in change.parents if p not in node.parents))
    return (node._replace(parents=parents, rows=(*change.rows, *node.rows)),)
