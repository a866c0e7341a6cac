"""The what-ifs of a strategic game: `what-if/*.toml` of its folder, strictly read and held against the game."""

from collections.abc import Iterable
from pathlib import Path

from game.core.words import _
from game.files.bounds import read_bytes
from game.files.errors import BadFile, Problem, nearest
from game.files.strict import Reader
from game.model.theatre.game import Theatre
from game.model.theatre.whatif import TheatreWhatIf

FOLDER = "what-if"
FORMAT = 1
LARGEST = 256 * 1024


def load_theatre_whatifs(folder: Path, theatre: Theatre) -> tuple[TheatreWhatIf, ...]:
    """The what-ifs of a strategic game's folder, by their ids.

    Raises:
        BadFile: with everything wrong in all of them.
    """
    found, problems = read_theatre_whatifs(folder, theatre)
    if problems:
        raise BadFile(problems)
    return found


def read_theatre_whatifs(folder: Path, theatre: Theatre) -> tuple[tuple[TheatreWhatIf, ...], list[Problem]]:
    """The what-ifs that are right, and everything wrong with the others."""
    found, problems = [], []
    for path in sorted((folder / FOLDER).glob("*.toml")):
        reader = Reader(f"{folder.name}/{FOLDER}/{path.name}")
        try:
            table = reader.load(read_bytes(path, largest=LARGEST))
        except BadFile as e:
            problems += [p._replace(file=reader.shown) for p in e.problems]
            continue
        what_if = None if reader.problems else reader.read(TheatreWhatIf, table)
        if what_if is not None:
            _Checks(theatre, reader, what_if, path.stem).run()
        problems += sorted(reader.problems, key=lambda p: p.line)
        if what_if is not None and not reader.problems:
            found.append(what_if)
    return tuple(found), problems


class _Checks:
    """A what-if held against the game that it is put to."""

    def __init__(self, theatre: Theatre, reader: Reader, what_if: TheatreWhatIf, stem: str) -> None:
        self.theatre, self.reader, self.what_if, self.stem = theatre, reader, what_if, stem

    def run(self) -> None:
        """Notes every name that the game does not have."""
        w, last = self.what_if, len(self.theatre.turns)
        if w.format != FORMAT:
            self.reader.problem(("format",), _("format: needed {a}, found {b}"), a=FORMAT, b=w.format)
        if w.id != self.stem:
            self.reader.problem(
                ("id",), _("id: needed {stem!r}, the name of the file, found {id!r}"), stem=self.stem, id=w.id
            )
        if not 0 <= w.frozen <= last:
            self.reader.problem(
                ("frozen",), _("frozen: needed a turn 0 to {last}, found {frozen}"), last=last, frozen=w.frozen
            )
        for key in ("fix", "held"):
            self._states((key,), getattr(w, key))
        for name in w.fix.keys() & w.held.keys():
            self.reader.problem(("held", name), _("held: {name} is fixed by the question itself"), name=name)
        for k, sheet in enumerate(w.sheets):
            at = ("sheets", k)
            self._turn(at, sheet.turn)
            if self._known((*at, "seat"), "seat", sheet.seat, self.theatre.seat_ids):
                policies = [p.id for p in self.theatre.policies if sheet.seat in p.seats]
                if sheet.policy:
                    self._known((*at, "policy"), "policy", sheet.policy, policies)
            self._states((*at, "answers"), sheet.answers)
            places = [*self.theatre.place_ids, *sheet.target.split()] if not sheet.target else self.theatre.place_ids
            for name in (*sheet.strike, *((sheet.target,) if sheet.target else ())):
                self._known((*at, "strike"), "place", name, places)
            for n, move in enumerate(sheet.moves):
                for name in (move.source, move.target):
                    self._known((*at, "moves", n), "place", name, self.theatre.place_ids)
        for k, nudge in enumerate(w.nudges):
            self._turn(("nudges", k), nudge.turn)
            self._known(("nudges", k, "variable"), "variable", nudge.variable, self.theatre.variables)

    def _turn(self, path: tuple[str | int, ...], turn: int) -> None:
        last = len(self.theatre.turns)
        if not 1 <= turn <= last:
            self.reader.problem((*path, "turn"), _("turn: needed 1 to {last}, found {turn}"), last=last, turn=turn)

    def _states(self, path: tuple[str | int, ...], states: dict[str, str]) -> None:
        cards = self.theatre.cards
        for name, state in states.items():
            if self._known((*path, name), "card", name, cards):
                self._known((*path, name), _("state of {name}").format(name=name), state, cards[name].states)

    def _known(self, path: tuple[str | int, ...], what: str, word: str, known: Iterable[str]) -> bool:
        names = list(known)
        if word in names:
            return True
        self.reader.problem(path, _("no {what} {word!r}{near}"), what=_(what), word=word, near=nearest(word, names))
        return False
