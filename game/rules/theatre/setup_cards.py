"""Cards as tables of the rules: the network of odds, what shifts them, and what follows from each state."""

import numpy as np

from game.model.theatre.forces import SIDES
from game.model.theatre.game import Theatre
from game.model.theatre.network import Network, combinations
from game.rules.theatre import state as T
from game.rules.theatre.index import Index, bits
from game.rules.theatre.rows import array


def network_of(theatre: Theatre, index: Index, net: Network) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Cards in the order of `index`, their parents, and the odds of each case: three tables."""
    nodes: list[list[int]] = []
    parents: list[int] = []
    rows: list[list[float]] = []
    kept = {a.card for a in theatre.asked}
    terms = {c.id for c in theatre.terms}
    owner_of = {new: card for card, new in index.drawn.items()}
    tables = net.tables
    for node in index.nodes:
        card = theatre.cards[owner_of.get(node.id, node.id)]
        owners = () if node.id in index.drawn else card.seats
        first = len(rows)
        for states in combinations((p, net.node(p).states) for p in node.parents):
            odds = net.odds(node, states, tables)
            rows.append([*odds, *[0.0] * (T.MOST_STATES - len(odds))])
        nodes.append(
            [
                index.due[node.id],
                len(node.states),
                node.states.index(node.historical),
                len(parents),
                len(node.parents),
                first,
                bits(owners, index.seat),
                int(card.added),
                int(node.id in terms),
                int(node.id in kept),
            ]
        )
        parents += [index.node[p] for p in node.parents]
    return np.array(nodes, np.int32), np.array(parents, np.int32), np.array(rows)


def odds_of(theatre: Theatre, index: Index) -> dict[str, np.ndarray]:
    """What shifts, pulls and tilts the odds of cards, and what each state brings about."""

    def drawn(card: str) -> int:
        return index.node[index.drawn.get(card, card)]

    def where(card: str, state: str) -> tuple[int, int]:
        return drawn(card), index.state(card, state)

    shifts = [
        (*where(c.id, s.state), index.variable[s.variable], s.per_10 / 10.0)
        for c in theatre.cards.values()
        for s in c.shifts
    ]
    pulls = []
    for p in theatre.pulls:
        kind = (
            T.PULL_PLACES
            if p.places
            else T.PULL_STRENGTH
            if p.of
            else T.PULL_CLASH
            if p.where == "clash"
            else T.PULL_ALL
            if p.where == "all"
            else T.PULL_SECTOR
        )
        place = index.place.get(p.where, -1)
        node = index.node[p.card] if p.at_end else drawn(p.card)
        pulls.append(
            (
                node,
                index.state(p.card, p.state),
                kind,
                place,
                SIDES.index(p.of) if p.of else -1,
                p.per_doubling,
                index.mark.get(p.stronger_by, -1),
                p.stronger,
                bits(p.places, index.place),
            )
        )
    tilts = []
    for t in theatre.tilts:
        given = [
            *((index.node[index.drawn.get(n, n)], index.state(n, s)) for n, s in t.given.items()),
            (-1, -1),
            (-1, -1),
        ]
        tilts.append(
            (
                *where(t.card, t.state),
                t.log_odds,
                index.mark.get(t.mark, -1),
                t.most,
                int(t.depots),
                *given[0],
                *given[1],
            )
        )
    later = {(x.card, x.state): x.turn for x in theatre.later}
    effects = []
    for c in theatre.cards.values():
        for e in c.effects:
            ledger = T.NETWORK if e.ledger == "card" else T.PLAY
            turn = later.get((c.id, e.state), 0) if e.ledger == "card" else 0
            effects += [
                (index.node[c.id], index.state(c.id, e.state), ledger, turn, index.variable[v], amount)
                for v, amount in e.changes.items()
            ]
    after = [
        (
            index.node[x.card],
            index.state(x.card, x.state),
            T.AFTER_WEAR,
            index.place.get(x.where, -1),
            x.japan,
            x.soviet,
        )
        for x in theatre.wears
    ]
    after += [(index.node[x.card], index.state(x.card, x.state), T.AFTER_OFFENCE, 0, 0, 0) for x in theatre.offences]
    after += [
        (index.node[x.card], index.state(x.card, x.state), T.AFTER_HEAT, index.place[x.sector], x.heat, 0)
        for x in theatre.heats
    ]
    after += [
        (
            index.node[x.card],
            index.state(x.card, x.state),
            T.AFTER_MARCH,
            index.place[x.source],
            index.place[x.target],
            x.divisions,
        )
        for x in theatre.marches
    ]
    ask = [
        (index.node[a.card], drawn(a.source), index.state(a.card, w.state), index.state(a.source, w.of), w.times)
        for a in theatre.asked
        for w in a.weights
    ]
    return {
        "shift": array(shifts, 4, float),
        "pull": array(pulls, 9, float),
        "tilt": array(tilts, 10, float),
        "effect": array(effects, 6, float),
        "after": array(after, 6, np.int32),
        "ask": array(ask, 5, float),
    }
