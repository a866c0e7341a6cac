"""The numbers of names in a strategic game: cards in the order in which they are decided, places, variables, policies."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from game.model.theatre.game import Theatre
from game.model.theatre.network import Network, Node, in_order, network


class Index(NamedTuple):
    """Numbers of names: cards in the order in which they are decided, places, variables, policies, marks, seats."""

    nodes: tuple[Node, ...]
    due: dict[str, int]
    node: dict[str, int]
    place: dict[str, int]
    variable: dict[str, int]
    mark: dict[str, int]
    seat: dict[str, int]
    drawn: dict[str, str]  # card -> the node that is drawn for it

    def state(self, card: str, state: str) -> int:
        """Number of a card's state."""
        return self.nodes[self.node[card]].states.index(state)


def index_of(theatre: Theatre, strength: float) -> tuple[Index, Network]:
    """The network of filled seats with the terms, in the order of turns, and the numbers of all names."""
    whole = network(theatre.deck, strength=strength, added=True)
    terms = [Node(c.id, c.parents, c.states, c.rows, c.contested, c.historical) for c in theatre.terms]
    nodes = in_order((*whole.nodes, *terms))
    turns = {c.id: c.turn for c in theatre.cards.values()}
    drawn = {a.card: a.drawn for a in theatre.deck.amendments if a.drawn}
    turns |= {new: turns[card] for card, new in drawn.items()}
    due: dict[str, int] = {}
    tilted: dict[str, list[str]] = {}  # what tilts a card comes before it, too
    for tilt in theatre.tilts:
        tilted.setdefault(drawn.get(tilt.card, tilt.card), []).extend(tilt.given)
    for node in nodes:
        due[node.id] = max([turns[node.id], *(due[p] for p in node.parents)])
    sorted_nodes = sorted(_after(nodes, tilted), key=lambda n: due[n.id])
    marks = dict.fromkeys([w.mark for p in theatre.policies for w in p.windows if w.mark])
    marks |= dict.fromkeys(p.grant.mark for p in theatre.policies if p.grant)
    index = Index(
        tuple(sorted_nodes),
        due,
        numbers(n.id for n in sorted_nodes),
        numbers(theatre.place_ids),
        numbers(theatre.variables),
        numbers(marks),
        numbers(theatre.seat_ids),
        drawn,
    )
    return index, Network(index.nodes, strength)


def numbers(names: Iterable[str]) -> dict[str, int]:
    """Names numbered in their order."""
    return {name: k for k, name in enumerate(names)}


def bits(names: Iterable[str], numbered: dict[str, int]) -> int:
    """Names as the bits of their numbers."""
    return sum(1 << numbered[name] for name in names)


# ------------------------------------------------------------------------------------------------ private


def _after(nodes: Sequence[Node], tilted: dict[str, list[str]]) -> list[Node]:
    """Nodes in order, with what tilts a node before it."""
    with_tilts = in_order(n._replace(parents=(*n.parents, *tilted.get(n.id, ()))) for n in nodes)
    known = {n.id: n for n in nodes}
    return [known[n.id] for n in with_tilts]
