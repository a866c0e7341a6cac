"""What may have followed a battle: odds of the later cards given how it went, beside those given how it went in history.

Choices are made, not observed: the battle fixes S, R, J and T (rule 11.2); where T is open its states are mixed by their odds.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from game.model.battle_result import Reading
from game.model.theatre.cards import Deck, Dial
from game.model.theatre.network import Network, network
from game.whatif.theatre.outlook.exact import marginals

BATTLE = ("E", "S", "R", "J", "T")
END = "T"
SHARED = 0.65  # of truces after which the Soviets end with the hill, in so many the crest was shared (rule 8, V)

Marginals = dict[str, dict[str, float]]


class Followed(NamedTuple):
    """The later cards under one dial: odds after this battle and after the record's; `ends`: odds of T's states."""

    dial: Dial
    ends: dict[str, float]
    here: Marginals
    history: Marginals


def followed(deck: Deck, reading: Reading) -> tuple[Followed, ...]:
    """The later cards given a battle, under each dial of the deck, weakest link first as the deck has them."""
    found = []
    for dial in deck.dials:
        net = network(deck, strength=dial.strength)
        later = _later(net, deck)
        ends = end_odds(net, reading)
        found.append(
            Followed(dial, ends, _mixed(net, later, reading, ends), _only(marginals(net, _history(net)), later))
        )
    return tuple(found)


def end_odds(net: Network, reading: Reading) -> dict[str, float]:
    """Odds of T's states given a battle: one state where it is settled, else those that its row and Tokyo's choice leave."""
    node = net.node(END)
    if END in reading.states:
        return {s: float(s == reading.states[END]) for s in node.states}
    row = dict(zip(node.states, net.odds(node, reading.states, net.tables), strict=True))
    if reading.t == "shared crest":
        row = {s: p * SHARED if s == "sov_hill" else p if s == "jp_hill" else 0.0 for s, p in row.items()}
    whole = sum(row.values())
    return {s: p / whole for s, p in row.items()}


def largest_changes(one: Followed, most: int) -> list[tuple[str, str, float, float]]:
    """The historical states of later cards whose odds the battle moved most: card, state, odds here, odds after the record's."""
    pairs = [(c, s, one.here[c][s], p) for c, odds in one.history.items() for s, p in odds.items()]
    best: dict[str, tuple[str, str, float, float]] = {}
    for pair in pairs:
        old = best.get(pair[0])
        if old is None or abs(pair[2] - pair[3]) > abs(old[2] - old[3]) + 1e-9:
            best[pair[0]] = pair
    return sorted(best.values(), key=lambda p: -abs(p[2] - p[3]))[:most]


def _later(net: Network, deck: Deck) -> tuple[str, ...]:
    pinned = {card.id for card in deck.cards if card.pinned}
    return tuple(n.id for n in net.nodes if n.id not in BATTLE and n.id not in pinned)


def _history(net: Network) -> dict[str, str]:
    return {name: net.node(name).historical for name in BATTLE}


def _mixed(net: Network, later: tuple[str, ...], reading: Reading, ends: Mapping[str, float]) -> Marginals:
    throne = "consent" if reading.states["S"] == "ordered_probe" else "refuse"
    total: Marginals = {name: dict.fromkeys(net.node(name).states, 0.0) for name in later}
    for end, weight in ends.items():
        if weight:
            for name, odds in _only(marginals(net, {"E": throne, **reading.states, END: end}), later).items():
                for state, p in odds.items():
                    total[name][state] += weight * p
    return total


def _only(odds: Marginals, names: tuple[str, ...]) -> Marginals:
    return {name: odds[name] for name in names}
