"""What a deck must be beside well typed: odds that add up, no circles, every case covered, names and sources that exist."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from game.core.words import _, enumerated
from game.files.errors import nearest, unknown
from game.files.lines import Path
from game.files.strict import Reader, entries
from game.model.theatre.cards import Amendment, Card, Deck, Row
from game.model.theatre.network import Network, combinations, met, network

A_CARD = re.compile(r"[A-Z][A-Za-z0-9]{0,3}")  # four letters at most: the dice know a card by them
A_NAME = re.compile(r"[a-z][a-z0-9_-]{0,40}")
SLACK = 1e-9
MOST_CASES = 20_000
OURS = ("estimate", "design")  # sources that need no entry: our own
NAMED = ("variables", "cards", "dials", "sentences", "prologue", "sources")


class DeckChecks:
    """The checks of one deck. `spots`: where each entry was read."""

    def __init__(self, deck: Deck, spots: dict[int, tuple[Reader, Path]]) -> None:
        self.deck, self.spots, self.wrong = deck, spots, False
        self.base = {c.id: c.states for c in deck.cards if not c.added}
        self.all = {c.id: c.states for c in deck.cards}
        self.all |= {a.drawn: self.all[a.card] for a in deck.amendments if a.drawn and a.card in self.all}

    def run(self) -> None:
        """Notes every problem; those of the network as a whole only once its parts are right."""
        self.names()
        self.sources()
        for card in self.deck.cards:
            self.card(card)
        for amendment in self.deck.amendments:
            self.amendment(amendment)
        self.links()
        self.thesis()
        if not self.wrong and self.circles():
            self.cases()

    def note(self, entry: object, key: str, message: str, /, **told: object) -> None:
        """A problem at a key of an entry; at the entry itself with an empty key."""
        self.wrong = True
        reader, path = self.spots[id(entry)]
        at = (*path, *(int(p) if p.isdigit() else p for p in key.split("."))) if key else path
        reader.problem(at, message, **told)

    def known(self, entry: object, key: str, what: str, word: str, names: Iterable[str]) -> bool:
        """Notes a name that does not exist, with the nearest that does."""
        names = list(names)
        if word not in names:
            self.note(entry, key, unknown(what, word, names))
        return word in names

    # ------------------------------------------------------------ single entries
    def names(self) -> None:
        """Ids are well formed and told once."""
        for field in NAMED:
            first: dict[str, object] = {}
            for entry in getattr(self.deck, field):
                if first.setdefault(entry.id, entry) is not entry:
                    self.note(entry, "id", _("id {id!r} is already there"), id=entry.id)
                shape = A_CARD if field in ("cards", "variables") else A_NAME
                if field != "sources" and not shape.fullmatch(entry.id):
                    self.note(entry, "id", _("id: needed {pattern}, found {id!r}"), pattern=shape.pattern, id=entry.id)
        for dial in self.deck.dials:
            if not 0.0 <= dial.strength <= 1.0:
                self.note(dial, "strength", _("strength = {strength:g}; needed 0 to 1"), strength=dial.strength)

    def sources(self) -> None:
        """Every source that any entry cites exists."""
        names = [*(s.id for s in self.deck.sources), *OURS]
        for entry in entries(self.deck):
            cited = getattr(entry, "source", None)
            if cited is not None and cited not in names:
                self.note(
                    entry, "source", _("source {cited!r} is unknown{near}"), cited=cited, near=nearest(cited, names)
                )

    def card(self, card: Card) -> None:
        """A card's states, parents, rows, arguments and effects."""
        states = card.states
        if len(states) < 2 or len(set(states)) < len(states):
            self.note(
                card,
                "options",
                _("needed two options or more, each of another state; found {listed}"),
                listed=enumerated(states),
            )
        self.known(card, "historical", _("historical state"), card.historical, states)
        names = self.all if card.added else self.base
        self.parents(card, card.parents, names)
        for k, name in enumerate(card.contested):
            self.known(card, f"contested.{k}", _("contested parent"), name, card.parents)
        self.rows(card.rows, card.parents, states)
        for argument in card.arguments:
            self.known(argument, "option", "option", argument.option, states)
        for effect in card.effects:
            self.known(effect, "state", "state", effect.state, states)
            for name in effect.changes:
                self.known(effect, f"changes.{name}", "variable", name, self.variables)
        for shift in card.shifts:
            self.known(shift, "state", "state", shift.state, states)
            self.known(shift, "variable", "variable", shift.variable, self.variables)

    def amendment(self, change: Amendment) -> None:
        """A change of filled seats names a card of the network, parents and states that exist."""
        if not self.known(change, "card", "card", change.card, self.base):
            return
        if change.drawn and (change.drawn in {c.id for c in self.deck.cards} or not A_CARD.fullmatch(change.drawn)):
            self.note(
                change,
                "drawn",
                _("drawn: needed {pattern} that no card has, found {drawn!r}"),
                pattern=A_CARD.pattern,
                drawn=change.drawn,
            )
        self.parents(change, change.parents, self.all)
        own = () if change.drawn else self.deck.card(change.card).parents
        self.rows(change.rows, (*own, *change.parents), self.all[change.card])

    def parents(self, entry: Card | Amendment, parents: tuple[str, ...], names: Mapping[str, Any]) -> None:
        """Parents exist, and are told once."""
        for k, name in enumerate(parents):
            if self.known(entry, f"parents.{k}", "parent", name, names) and name in parents[:k]:
                self.note(entry, f"parents.{k}", _("parent {name!r} stands there twice"), name=name)

    def rows(self, rows: tuple[Row, ...], parents: tuple[str, ...], states: tuple[str, ...]) -> None:
        """Odds of each row: as many as states, from 0 to 1, adding to 1; conditions on states of parents."""
        for row in rows:
            if len(row.p) != len(states):
                self.note(
                    row,
                    "p",
                    _("needed {n} odds ({listed}), found {a}"),
                    n=len(states),
                    listed=enumerated(states),
                    a=len(row.p),
                )
            elif not all(0.0 <= p <= 1.0 for p in row.p):
                self.note(row, "p", _("odds lie outside 0 to 1: {listed}"), listed=enumerated(f"{p:g}" for p in row.p))
            elif abs(sum(row.p) - 1.0) > SLACK:
                self.note(row, "p", _("odds add to {a:.6g}; needed 1"), a=sum(row.p))
            for name, state in row.given.items():
                if self.known(row, f"given.{name}", "parent", name, parents) and name in self.all:
                    self.known(
                        row,
                        f"given.{name}",
                        _("state of {name}").format(name=name),
                        state,
                        self.all[name],
                    )

    @property
    def variables(self) -> list[str]:
        """The tracks that effects may move."""
        return [v.id for v in self.deck.variables]

    def links(self) -> None:
        """Every arrow has its evidence, and every piece of evidence its arrow."""
        cards = {c.id: c for c in self.deck.cards}
        told: dict[tuple[str, str], object] = {}
        for link in self.deck.links:
            if self.known(link, "effect", "card", link.effect, cards) and link.cause not in cards[link.effect].parents:
                near = nearest(link.cause, cards[link.effect].parents)
                self.note(
                    link,
                    "cause",
                    _("no arrow leads from {cause!r} to {effect!r}{near}"),
                    cause=link.cause,
                    effect=link.effect,
                    near=near,
                )
            if told.setdefault((link.cause, link.effect), link) is not link:
                self.note(
                    link,
                    "",
                    _("the arrow from {cause} to {effect} is already there"),
                    cause=link.cause,
                    effect=link.effect,
                )
            if link.weight is not None and not 0.0 <= link.weight <= 1.0:
                self.note(link, "weight", _("weight = {weight:g}; needed 0 to 1"), weight=link.weight)
        for card in self.deck.cards:
            for k, name in enumerate(() if card.added else card.parents):
                if (name, card.id) not in told:
                    self.note(
                        card, f"parents.{k}", _("the arrow from {name} has no evidence: links.toml lacks it"), name=name
                    )

    def thesis(self) -> None:
        """Measures speak of cards and states that exist."""
        for sentence in self.deck.sentences:
            for measure in sentence.measures:
                name, _equals, state = measure.outcome.partition("=")
                pairs = [("outcome", name, state)]
                for key in ("given", "instead", "held"):
                    pairs += [(f"{key}.{n}", n, s) for n, s in getattr(measure, key).items()]
                for key, name, state in pairs:
                    if self.known(measure, key, "card", name, self.all):
                        self.known(measure, key, _("state of {name}").format(name=name), state, self.all[name])

    # ------------------------------------------------------------ the network as a whole
    def circles(self) -> bool:
        """Notes cards that are each other's parents; True if there are none."""
        for added in (False, True):
            try:
                network(self.deck, strength=1.0, added=added)
            except ValueError as e:
                ring = str(e).split(" <- ")
                at = next(c for c in self.deck.cards if c.id in ring or added)
                self.note(at, "parents" if at.parents else "", _("parents go in a circle: {e}"), e=e)
                return False
        return True

    def cases(self) -> None:
        """Every combination of parents has its row, every row some combination, and history itself some chance."""
        plain, whole = (network(self.deck, strength=1.0, added=added) for added in (False, True))
        changes = {a.card: a for a in self.deck.amendments}
        for card in self.deck.cards:
            if not card.added:
                self.cover(plain, card.id, card)
            if card.added or card.id in changes:
                self.cover(whole, card.id, changes.get(card.id, card))

    def cover(self, net: Network, name: str, entry: Card | Amendment) -> None:
        """Notes a combination of parents without a row, a row that never applies, a history that cannot be."""
        node, count = net.node(name), 1
        for parent in node.parents:
            count *= len(net.node(parent).states)
        if count > MOST_CASES:
            self.note(
                entry,
                "parents",
                _("{count:,} combinations of parents; needed {most:,} at most"),
                count=count,
                most=MOST_CASES,
            )
            return
        used = set[int]()
        for states in combinations((p, net.node(p).states) for p in node.parents):
            try:
                used.add(met(node, states))
            except StopIteration:
                self.note(
                    entry,
                    "rows",
                    _("no row for {a}"),
                    a=", ".join(f"{n}={s}" for n, s in states.items()) or _("any case"),
                )
                return
        for k, row in enumerate(node.rows):
            if k not in used:
                self.note(row, "", _("never applies: earlier rows catch all its cases"))
        if not net.odds(node, net.history, net.tables)[node.states.index(node.historical)] > 0.0:
            self.note(entry, "rows", _("gives its historical state no chance where all else went as in history"))
