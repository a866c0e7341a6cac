"""`changkufeng cards`: the cards of the strategic choice, and the reading cards of the prologue, in full."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from game.cli.output import paragraph, print_json, say, table
from game.cli.theatre.deck import load
from game.cli.troubles import unknown

if TYPE_CHECKING:
    from game.model.theatre.cards import Card, Deck, ReadingCard


def run(options: argparse.Namespace) -> int:
    """Prints the card asked for, or the list of all."""
    from msgspec import to_builtins

    from game.model.theatre.cards import Card

    deck = load(options.scenario)
    if options.what is None:
        if options.json:
            print_json(to_builtins([*deck.prologue, *deck.cards]))
        else:
            _list(deck)
        return 0
    card = find(deck, options.what)
    if options.json:
        print_json(to_builtins(card))
    elif isinstance(card, Card):
        _print(deck, card)
    else:
        _print_reading(deck, card)
    return 0


def find(deck: Deck, what: str) -> Card | ReadingCard:
    """The card or reading card of that id or title; large and small letters are alike.

    Raises:
        Trouble: there is none.
    """
    every: tuple[Card | ReadingCard, ...] = (*deck.cards, *deck.prologue)
    for card in every:
        if what.strip().lower() in (card.id.lower(), card.title.lower()):
            return card
    raise unknown("card", what, [name for card in every for name in (card.id, card.title)])


def _list(deck: Deck) -> None:
    table("Prologue", ["card", "when", ""], [[c.id, c.when, c.title] for c in deck.prologue], left=3)
    say("")
    rows = [
        [c.id, c.when, c.title, c.historical, "filled seats" if c.added else ", ".join(c.seats)] for c in deck.cards
    ]
    table("The choice", ["card", "when", "", "history", "seat"], rows, left=5)


def _print_reading(deck: Deck, card: ReadingCard) -> None:
    paragraph(f"{card.title} ({card.when})", heading=True)
    paragraph(card.text)
    for said in card.readings:
        say(f"    {said.who}: {said.says} [{said.source}, {said.confidence}]")
    _foot(deck, card, (card.source, *(said.source for said in card.readings)))


def _print(deck: Deck, card: Card) -> None:
    paragraph(f"{card.id} {card.title} ({card.when})", heading=True)
    paragraph(f"{card.question} Decides: {card.who}" + (f" (seat: {', '.join(card.seats)})." if card.seats else "."))
    for option in card.options:
        say(f"    {option.state}{' *' if option.state == card.historical else ''}: {option.words}")
    paragraph(f"History: {card.outcome}")
    if card.arguments:
        paragraph("Who argued what", heading=True)
    for argument in card.arguments:
        say(f"    for {argument.option}, {argument.who}: {argument.says} [{argument.source}, {argument.confidence}]")
    _odds(card)
    _effects(card)
    cited = {a.source for a in card.arguments} | {card.source}
    links = [link for link in deck.links if link.effect == card.id]
    if links:
        paragraph("Evidence", heading=True)
    for link in links:
        say(f"    {link.cause} -> {link.effect}: {link.mechanism}")
        for word, found in (("for", link.supports), ("against", link.limits)):
            for said in found:
                say(f"        {word}: {said.says} [{said.source}, {said.confidence}]")
                cited.add(said.source)
    _foot(deck, card, tuple(cited))


def _odds(card: Card) -> None:
    contested = f"; the dial sets the pull of {', '.join(card.contested)}" if card.contested else ""
    pinned = "; held at history" if card.pinned else ""
    heads = ["given", *card.states]
    always = "otherwise" if card.parents else ""
    rows = [
        [" ".join(f"{n}={s}" for n, s in row.given.items()) or always, *(f"{p:.2f}" for p in row.p)]
        for row in card.rows
    ]
    table(f"Odds, the first row that fits (full strength{contested}{pinned})", heads, rows, left=1)


def _effects(card: Card) -> None:
    for effect in card.effects:
        moved = ", ".join(f"{name} {change:+g}" for name, change in effect.changes.items())
        by = "off the record" if effect.ledger == "card" else "answered by a seat"
        say(f"    {effect.state}, {by}: {moved}" + (f" ({effect.note})" if effect.note else ""))
    for shift in card.shifts:
        say(f"    10 points of {shift.variable} by play: log-odds of {shift.state} {shift.per_10:+.2f}")


def _foot(deck: Deck, card: Card | ReadingCard, cited: tuple[str, ...]) -> None:
    """Confidence, note, and the sources by their full names."""
    what = "Confidence" if hasattr(card, "text") else "Confidence of the odds"
    say(f"{what}: {card.confidence}" + (f". {card.note}" if card.note else ""))
    for source in deck.sources:
        if source.id in cited:
            say(f"    {source.id}: {source.title} ({source.reliability})")
