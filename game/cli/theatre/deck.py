"""The cards of the strategic choice, fetched for a command, and the names a user types for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.cli.troubles import Trouble, nearest, unknown
from game.core.words import _, enumerated

if TYPE_CHECKING:
    from game.model.theatre.cards import Card, Deck, Dial

LONGEST = 1000  # letters of a name, a path or a list of choices


def load(name: str) -> Deck:
    """A deck by name or folder.

    Raises:
        Trouble: there is none of that name, or its files are refused.
    """
    from game.cli.main import first_of
    from game.files.errors import BadFile
    from game.files.theatre.decks import load_deck

    if len(name) > LONGEST:
        raise Trouble(
            _('deck "{a}..." is unknown: a name of {n:,} letters; needed {longest} at most').format(
                a=name[:40], n=len(name), longest=LONGEST
            )
        )
    try:
        return load_deck(name)
    except BadFile as e:
        raise Trouble(first_of(e.problems)) from None


def known_card(deck: Deck, name: str) -> Card:
    """The card of that id, or of that title; large and small letters are alike.

    Raises:
        Trouble: there is none.
    """
    for card in deck.cards:
        if name.strip().lower() in (card.id.lower(), card.title.lower()):
            return card
    ids, titles = [card.id for card in deck.cards], {card.title: card.id for card in deck.cards}
    if not nearest(name, ids) and (near := nearest(name, titles)):
        raise Trouble(_('no card "{a}"; nearest: "{b}" ({near})').format(a=name[:60], b=titles[near], near=near))
    raise unknown("card", name, ids)


def dials_of(deck: Deck, name: str | None) -> list[Dial]:
    """The dial of that name, or all of them.

    Raises:
        Trouble: there is none.
    """
    if name is None:
        return list(deck.dials)
    found = [dial for dial in deck.dials if dial.id == name]
    if not found:
        raise unknown("dial", name, [dial.id for dial in deck.dials])
    return found


def choices(deck: Deck, texts: list[str] | None, option: str) -> dict[str, str]:
    """States by card from texts such as "S=withdraw,J=air".

    Raises:
        Trouble: a text is no such list, a card or state is unknown, or a card is given two states.
    """
    states = {card.id: card.states for card in deck.cards}
    states |= {change.drawn: states[change.card] for change in deck.amendments if change.drawn}
    found: dict[str, str] = {}
    for part in ",".join(texts or []).split(",") if texts else []:
        name, equals, state = (word.strip() for word in part.partition("="))
        if not equals or not name:
            raise Trouble(
                _('{option}: "{a}" is no choice; needed CARD=STATE, such as S=withdraw').format(
                    option=option, a=part.strip()[:60]
                )
            )
        if name not in states:
            raise unknown("card", name, states)
        if state not in states[name]:
            raise unknown("state", state, states[name], where=_("card {name}").format(name=name))
        if found.setdefault(name, state) != state:
            raise Trouble(
                _("{option}: {name} is given twice, {a} and {state}; needed one state").format(
                    option=option, name=name, a=found[name], state=state
                )
            )
    return found


def taken_together(given: dict[str, str], seen: dict[str, str]) -> None:
    """Refuses a card that is both chosen and observed.

    Raises:
        Trouble: there is such a card.
    """
    both = sorted(given.keys() & seen.keys())
    if both:
        raise Trouble(
            _("{listed}: both --given and --seen; what is chosen says nothing by being seen").format(
                listed=enumerated(both)
            )
        )
