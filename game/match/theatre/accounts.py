"""Behind the turns of a strategic game: the record's news, and who argued what where a card was settled, with sources."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from game.match.theatre.events import TheatreEvent
    from game.match.theatre.match import TheatreMatch
    from game.match.theatre.news import Dated
    from game.model.base import Source
    from game.model.theatre.cards import Card, Deck
    from game.model.theatre.forces import RecordEvent


class Settled(NamedTuple):
    """A card that was settled in a turn, and the state it took."""

    card: Card
    state: str


class News(NamedTuple):
    """What was told as the turn opened, the entry of the record that it tells, and the same sentence by sentence by date."""

    text: str
    entry: RecordEvent
    dated: tuple[Dated, ...]


class TurnAccount(NamedTuple):
    """A turn: the news that the record has for it, the cards settled in it, everything that happened, in order."""

    turn: int
    name: str
    news: tuple[News, ...]
    settled: tuple[Settled, ...]
    events: tuple[TheatreEvent, ...]

    @property
    def cited(self) -> tuple[str, ...]:
        """Ids of the sources that it names, each once."""
        found = [n.entry.source for n in self.news]
        for card, _state in self.settled:
            found += [card.source, *(a.source for a in card.arguments)]
        return tuple(dict.fromkeys(found))


def accounts(match: TheatreMatch) -> tuple[TurnAccount, ...]:
    """Every turn that was played."""
    told = [*match.branch(match.first).events(), *(e for r in match.records for e in match.events(None, r))]
    cards = {card.id: card for card in match.theatre.deck.cards}
    months = {entry.month: entry for entry in match.theatre.events}
    found = []
    for record in match.records:
        here = tuple(e for e in told if e.turn == record.turn.number)
        settled = {e.what: Settled(cards[e.what], e.state) for e in here if e.what in cards and e.state}
        entries = [(e.text, months[e.what]) for e in here if e.kind == "TE_NEWS"]
        news = tuple(News(text, entry, match.dated_news(record.turn.number, entry)) for text, entry in entries)
        found.append(TurnAccount(record.turn.number, record.turn.name, news, tuple(settled.values()), here))
    return tuple(found)


def sources(deck: Deck, cited: Iterable[str]) -> tuple[Source, ...]:
    """The sources of some ids, each once, in the order in which they come."""
    known = {s.id: s for s in deck.sources}
    return tuple(known[one] for one in dict.fromkeys(cited) if one in known)
