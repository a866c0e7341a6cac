"""`changkufeng cards`: the cards of the strategic choice, and the reading cards of the prologue, in full."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from game.cli.output import paragraph, print_json, say, table
from game.cli.theatre.deck import load
from game.cli.troubles import unknown
from game.core.words import _, aside, enumerated, meant, titled, written

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
    table(_("Prologue"), [_("card"), _("when"), ""], [[c.id, _(c.when), _(c.title)] for c in deck.prologue], left=3)
    say("")
    rows = [
        [c.id, _(c.when), _(c.title), c.historical, _("filled seats") if c.added else enumerated(c.seats)]
        for c in deck.cards
    ]
    table(_("The choice"), [_("card"), _("when"), "", _("history"), _("seat")], rows, left=5)


def _print_reading(deck: Deck, card: ReadingCard) -> None:
    paragraph(_(card.title) + aside(_(card.when)), heading=True)
    paragraph(_(card.text))
    for said in card.readings:
        say(f"    {titled(_(said.who), _(said.says))} [{said.source}, {said.confidence}]")
    _foot(deck, card, (card.source, *(said.source for said in card.readings)))


def _print(deck: Deck, card: Card) -> None:
    paragraph(f"{card.id} {_(card.title)} ({_(card.when)})", heading=True)
    paragraph(
        _("{question} Decides: {who}").format(question=_(card.question), who=_(card.who))
        + (_(" (seat: {join}).").format(join=enumerated(card.seats)) if card.seats else ".")
    )
    for option in card.options:
        say(f"    {option.state}{' *' if option.state == card.historical else ''}: {_(option.words)}")
    paragraph(_("History: {outcome}").format(outcome=_(card.outcome)))
    if card.arguments:
        paragraph(_("Who argued what"), heading=True)
    for argument in card.arguments:
        say(
            _("    for {option}, {who}: {says} [{source}, {confidence}]").format(
                option=argument.option,
                who=_(argument.who),
                says=_(argument.says),
                source=argument.source,
                confidence=argument.confidence,
            )
        )
    _odds(card)
    _effects(card)
    cited = {a.source for a in card.arguments} | {card.source}
    links = [link for link in deck.links if link.effect == card.id]
    if links:
        paragraph(_("Evidence"), heading=True)
    for link in links:
        say(f"    {link.cause} -> {link.effect}: {_(link.mechanism)}")
        for word, found in ((_("for"), link.supports), (_("against"), link.limits)):
            for said in found:
                say(f"        {word}: {_(said.says)} [{said.source}, {said.confidence}]")
                cited.add(said.source)
    _foot(deck, card, tuple(cited))


def _odds(card: Card) -> None:
    contested = (
        _("; the dial sets the pull of {join}").format(join=enumerated(card.contested)) if card.contested else ""
    )
    pinned = _("; held at history") if card.pinned else ""
    heads = [_("given"), *card.states]
    always = meant("the rest", "otherwise") if card.parents else ""
    rows = [
        [" ".join(f"{n}={s}" for n, s in row.given.items()) or always, *(written(p, ".2f") for p in row.p)]
        for row in card.rows
    ]
    table(
        _("Odds, the first row that fits (full strength{contested}{pinned})").format(
            contested=contested, pinned=pinned
        ),
        heads,
        rows,
        left=1,
    )


def _effects(card: Card) -> None:
    for effect in card.effects:
        moved = enumerated(f"{name} {written(change, '+g')}" for name, change in effect.changes.items())
        by = _("off the record") if effect.ledger == "card" else _("answered by a seat")
        say(f"    {effect.state}, {by}: {moved}" + aside(_(effect.note)))
    for shift in card.shifts:
        say(
            _("    10 points of {variable} by play: log-odds of {state} {per_10:+.2f}").format(
                variable=shift.variable, state=shift.state, per_10=shift.per_10
            )
        )


def _foot(deck: Deck, card: Card | ReadingCard, cited: tuple[str, ...]) -> None:
    """Confidence, note, and the sources by their full names."""
    what = _("Confidence") if hasattr(card, "text") else _("Confidence of the odds")
    say(titled(what, card.confidence) + (f". {_(card.note)}" if card.note else ""))
    for source in deck.sources:
        if source.id in cited:
            say(f"    {source.id}: {source.title} ({_(source.reliability)})")
