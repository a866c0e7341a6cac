"""The bank of results of the strategic game: what each of its what-ifs gave against history, read without playing."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import msgspec

from game.core.words import _
from game.files.answers import FORMAT, Answers, Part, load_answers, save_answers
from game.files.canonical import canonical
from game.model.theatre.game import Theatre
from game.model.theatre.whatif import TheatreWhatIf
from game.rules.theatre.resolve import THEATRE_RULES_VERSION as RULES_VERSION
from game.whatif.pool import Progress
from game.whatif.theatre.compare import Column, Comparison, compare

DIAL, SEED = "default", 1938
MADE = "changkufeng bank {theatre} --games {games}"


class Found:
    """What the bank holds, by these rules; `why`: why it holds nothing, empty where it does."""

    def __init__(self, theatre: Theatre, folder: Path) -> None:
        """Raises BadFile where the bank is damaged."""
        self.theatre, self.why = theatre, ""
        found = load_answers(folder)
        if found is None:
            self.why = _("{id} has no bank of results").format(id=theatre.id)
        elif found.rules != RULES_VERSION:
            self.why = _("the bank of {id} was made by rules {rules}, these are {own}").format(
                id=theatre.id, rules=found.rules, own=RULES_VERSION
            )
            found = None
        self.seed = found.seed if found is not None else SEED
        self.parts = found.parts if found is not None else {}

    def answer(self, what_if: TheatreWhatIf) -> Comparison | None:
        """What it gave; None without an answer that holds."""
        part = self.parts.get(key_of(self.theatre, what_if, self.seed))
        if part is None:
            return None
        return Comparison(what_if, part.n, msgspec.json.decode(part.data, type=tuple[Column, ...]))

    def games_of(self, what_if: TheatreWhatIf) -> int:
        """How many pairs of games answer it, 0 where none do."""
        part = self.parts.get(key_of(self.theatre, what_if, self.seed))
        return part.n if part is not None else 0


def key_of(theatre: Theatre, what_if: TheatreWhatIf, seed: int) -> str:
    """What stands for everything that decides its games but the rules."""
    asked = [theatre.digest.encode(), DIAL.encode(), str(seed).encode(), canonical(what_if)]
    return hashlib.sha256(b" ".join(asked)).hexdigest()[:32]


def make(
    theatre: Theatre,
    what_ifs: Sequence[TheatreWhatIf],
    folder: Path,
    games: int,
    *,
    seed: int = SEED,
    workers: int | None = 1,
    progress: Progress | None = None,
    anew: bool = False,
) -> Found:
    """Answers every what-if that has no answer of so many pairs of games, and writes the bank.

    Raises:
        BadFile: the bank cannot be written.
    """
    from game.match.theatre.engine import theatre_engine

    old, parts = Found(theatre, folder), dict[str, Part]()
    engine = theatre_engine(theatre, DIAL)
    for what_if in what_ifs:
        key = key_of(theatre, what_if, seed)
        there = None if anew or old.seed != seed else old.parts.get(key)
        if there is None or there.n < games:
            found = compare(engine, what_if, games, seed=seed, workers=workers, progress=progress)
            data = msgspec.Raw(msgspec.json.encode(found.columns))
            there = Part(key=key, name=what_if.id, n=found.n, data=data) if found.n else there
        if there is not None:
            parts[key] = there
    made = MADE.format(theatre=theatre.id, games=games)
    head = Answers(format=FORMAT, scenario=theatre.id, rules=RULES_VERSION, seed=seed, made=made)
    save_answers(folder, head, parts.values())
    return Found(theatre, folder)
