"""Finding and reading decks: the cards of the strategic choice, strictly, with every mistake at its line."""

from pathlib import Path
from typing import Any, TypeVar

from game.core.words import _, enumerated
from game.files.battle.layout import Form
from game.files.bounds import read_bytes
from game.files.cache import kept
from game.files.errors import BadFile, Problem, nearest, one_line
from game.files.heads import on_shelves
from game.files.strict import Reader
from game.files.theatre.deck_checks import DeckChecks
from game.files.theatre.told import read_errata, told_anew
from game.model.base import Entry, Source
from game.model.theatre.cards import Amendment, Card, Deck, Dial, Link, ReadingCard, Sentence, Variable

T = TypeVar("T", bound=Entry)
CARDS = "cards.toml"
LARGEST = 2 * 1024 * 1024
DECK_FORMS: dict[str, Form] = {
    CARDS: Form({"variable": Variable, "card": Card, "amendment": Amendment}),
    "links.toml": Form({"link": Link}),
    "thesis.toml": Form({"dial": Dial, "sentence": Sentence}),
    "prologue.toml": Form({"reading": ReadingCard}),
    "sources.toml": Form({"source": Source}),
}


def find_decks() -> tuple[str, ...]:
    """Ids of the decks at hand, sorted: folders with a `cards.toml`."""
    return tuple(sorted(on_shelves(CARDS)))


def is_deck(name: str | Path) -> bool:
    """Whether there is a deck of that id, or at that path."""
    try:
        deck_folder(name)
    except BadFile:
        return False
    return True


def load_deck(name: str | Path) -> Deck:
    """A deck by its id, or by the path of its folder, whole and checked.

    Raises:
        BadFile: there is none, or with every problem of every file of it.
    """
    folder = deck_folder(name)

    def read() -> Deck:
        deck, problems = read_deck(folder)
        if deck is None:
            raise BadFile(problems)
        errata = (
            e for e in read_errata(folder, deck)[0] if e.of == "reading"
        )  # the others are told with the whole game
        return told_anew(deck, tuple(errata), deck.sources)

    return kept(folder, Deck, read)


def validate_deck(name: str | Path) -> dict[str, Any]:
    """`{ok, errors: [{file, line, key, message}]}` for a deck."""
    try:
        problems = read_deck(deck_folder(name))[1]
    except BadFile as e:
        problems = list(e.problems)
    return {"ok": not problems, "errors": [p._asdict() for p in problems]}


def deck_folder(name: str | Path) -> Path:
    """The folder of a deck given by id or by path.

    Raises:
        BadFile: there is none.
    """
    known = find_decks()
    if str(name) in known:
        return on_shelves(CARDS)[str(name)]
    path = Path(name)
    try:
        if (isinstance(name, Path) or "/" in name) and (path / CARDS).is_file():
            return path.resolve()
    except (OSError, ValueError):
        pass  # no name that a disk knows: said below
    raise BadFile.of(
        _("deck {found}").format(found=one_line(name, most=60)),
        _("is unknown; at hand: {listed}{near}").format(listed=enumerated(known), near=nearest(str(name), known)),
    )


def read_deck(folder: Path) -> tuple[Deck | None, list[Problem]]:
    """A deck and everything wrong with it; None when anything is."""
    reading = _Reading(folder)
    deck = Deck(
        id=folder.name,
        variables=reading.entries(CARDS, "variable", Variable),
        cards=reading.entries(CARDS, "card", Card),
        amendments=reading.entries(CARDS, "amendment", Amendment),
        links=reading.entries("links.toml", "link", Link),
        dials=reading.entries("thesis.toml", "dial", Dial),
        sentences=reading.entries("thesis.toml", "sentence", Sentence),
        prologue=reading.entries("prologue.toml", "reading", ReadingCard),
        sources=reading.entries("sources.toml", "source", Source),
    )
    reading.need(deck.cards, CARDS, "card")
    reading.need(deck.dials, "thesis.toml", "dial")
    if not reading.problems:  # a card that could not be read would be missed everywhere
        DeckChecks(deck, reading.spots).run()
    problems = reading.problems
    return (None if problems else deck), problems


class _Reading:
    """The files of one deck while they are read."""

    def __init__(self, folder: Path) -> None:
        self.spots: dict[int, tuple[Reader, tuple[str | int, ...]]] = {}
        self._missing: list[Problem] = []
        self._readers: dict[str, Reader] = {}
        for name, form in DECK_FORMS.items():
            reader = Reader(f"{folder.name}/{name}", self.spots)
            try:
                reader.load(read_bytes(folder / name, largest=LARGEST))
            except BadFile as e:
                self._missing += [p._replace(file=reader.shown) for p in e.problems]
            reader.only(tuple(form.lists))
            self._readers[name] = reader

    def entries(self, name: str, key: str, kind: type[T]) -> tuple[T, ...]:
        """The entries of [[key]] in a file that are right."""
        return self._readers[name].read_list(kind, key)

    def need(self, entries: tuple[Entry, ...], name: str, key: str) -> None:
        """Notes a file without any [[key]]."""
        reader = self._readers[name]
        if not entries and not reader.problems:
            reader.problem((), _("has no [[{key}]]"), key=key)

    @property
    def problems(self) -> list[Problem]:
        """Everything wrong so far, by file and line."""
        found = [p for r in self._readers.values() for p in sorted(r.problems, key=lambda p: p.line)]
        return [*self._missing, *found]
