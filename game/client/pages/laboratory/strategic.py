"""The strategic game in the laboratory: its what-ifs, their games, and the answer as lines. No pygame."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from game.client.pages.laboratory.lines import Block, Line, Side, Told
from game.client.pages.laboratory.saving import save_answer
from game.core.words import _, clauses, enumerated, spoken, written
from game.files import kept_rules

if TYPE_CHECKING:
    from game.client.pages.laboratory.study import Study
    from game.model.theatre.game import Theatre
    from game.model.theatre.whatif import TheatreWhatIf
    from game.whatif.pool import Progress
    from game.whatif.theatre.compare import Column, Comparison, Figures

DIAL = "default"


class StrategicResult:
    """What was played or lay in the bank: a comparison for each what-if. `source`: where it comes from."""

    def __init__(self, theatre: Theatre, found: Sequence[Comparison], seed: int, source: str = "") -> None:
        self.theatre, self.found, self.seed, self.source = theatre, tuple(found), seed, source
        self.chosen: tuple[TheatreWhatIf, ...] = tuple(one.what_if for one in found)

    @property
    def games(self) -> int:
        """Pairs of games of each what-if."""
        return min(one.n for one in self.found)

    def lines(self, k: int, *, by_effect: bool) -> tuple[Line, ...]:
        """What the what-if moves by a hundredth of the games, or a point of a score; the largest first if asked for."""
        from game.whatif.theatre.compare import is_told

        told = [c for c in self.found[k].columns if is_told(self.found[k], c)]
        if by_effect:
            told.sort(key=lambda c: -abs(c.effect.diff or 0.0) * (100 if c.is_share else 1))
        return tuple(self._line(k, c) for c in told)

    def _line(self, k: int, c: Column) -> Line:
        from game.whatif.theatre.answer import outcome_words

        n = self.found[k].n
        unit = _("% of the games") if c.is_share else _("points")
        return Line(
            c.name,
            outcome_words(self.theatre, c),
            unit,
            c.is_share,
            _side(c.history, n),
            _side(c.here, n),
            c.effect,
            "",
            None,
            None,
        )

    def told(self, k: int) -> Told:
        """What moves most in a sentence, and what was asked."""
        from game.whatif.theatre.answer import answer

        one = self.found[k]
        return Told(answer(self.theatre, one), (), (), tuple(about(self.theatre, one.what_if)))

    def footer(self) -> str:
        """How many games, from which seed, by which rules."""
        from game.rules.theatre.resolve import THEATRE_RULES_VERSION

        words = _("n = {n} pairs of games, seed {a}, dial {dial}, rules {rules}, intervals 95 %").format(
            n=written(self.games, ","), a=self.seed, dial=DIAL, rules=THEATRE_RULES_VERSION
        )
        return f"{words} · {_('from the bank of results')}" if self.source else words

    def parting(self, k: int) -> tuple[int, int] | None:
        """No turn of one game: worlds of the strategic game part where the what-if begins."""
        return None

    @property
    def why_no_turn(self) -> str:
        """Why there is no turn in which the worlds part."""
        return _("a battle’s alone")

    def html(self) -> str:
        """The report, one file that needs nothing else."""
        from game.whatif.theatre.page import page

        return page(self.theatre, self.found, DIAL, self.seed)

    def json(self) -> str:
        """The figures, as `compare --json` prints them."""
        from game.whatif.theatre.compare import facts

        return json.dumps(facts(self.theatre.id, self.found, self.seed, 0.0, DIAL), indent=1, allow_nan=False) + "\n"

    def save(self, kind: str, folder: Path | None = None) -> tuple[Path | None, str]:
        """Writes "html" or "json" under a name of its own; where to, or why that could not be done."""
        names = "-".join([self.theatre.id, *(w.id for w in self.chosen)])
        return save_answer(self, kind, f"{names[:90]}-{self.seed}-{self.games}", folder)


def _side(f: Figures, n: int) -> Side:
    return Side(f.mean, f.lo, f.hi, f.q05, f.q50, f.q95, n)


class StrategicSubject:
    """The strategic game as something that may be asked."""

    def __init__(self, theatre: Theatre, folder: Path) -> None:
        """Raises BadFile where a what-if is refused."""
        from game.files.theatre.whatifs import load_theatre_whatifs

        self.theatre, self._folder = theatre, folder
        self._all = load_theatre_whatifs(folder, theatre)
        self.title = theatre.title

    @property
    def why_no_commanders(self) -> str:
        """Why it is not to be chosen who commands."""
        return _("a battle’s alone: here nobody commands but the record")

    def questions(self, search: str = "") -> tuple[TheatreWhatIf, ...]:
        """Its what-ifs that have every word of the search about them."""
        words = search.casefold().split()
        return tuple(
            w
            for w in self._all
            if all(word in " ".join((w.id, _(w.title), _(w.question), _(w.near))).casefold() for word in words)
        )

    def about(self, what: TheatreWhatIf) -> list[Block]:
        """What it changes and what is said of it."""
        return about(self.theatre, what)

    def banked(self, what: TheatreWhatIf) -> int:
        """Pairs of games by which the bank answers it, 0 where it does not."""
        from game.client.library import strategic_bank

        bank = strategic_bank(self.theatre.id)
        return bank.games_of(what) if bank is not None else 0

    def known(self, chosen: Sequence[TheatreWhatIf]) -> StrategicResult | None:
        """What the bank answers; None where one of them has no answer that holds."""
        from game.client.library import strategic_bank

        bank = strategic_bank(self.theatre.id)
        found = [bank.answer(w) for w in chosen] if bank is not None else []
        there = [one for one in found if one is not None]
        if bank is None or not chosen or len(there) < len(chosen):
            return None
        return StrategicResult(self.theatre, there, bank.seed, "bank")

    def start(self, study: Study, chosen: Sequence[TheatreWhatIf], games: int, seed: int, arm: str) -> str:
        """Begins to play; "" or why it cannot be begun. `arm` is a battle's."""
        if not chosen:
            return _("choose a what-if first")
        return study.begin(2 * games * len(chosen), lambda progress: self._play(chosen, games, seed, progress))

    def _play(
        self, chosen: Sequence[TheatreWhatIf], games: int, seed: int, progress: Progress
    ) -> StrategicResult | None:
        """Plays history and each what-if; those that were done, None without one."""
        if not kept_rules.is_warm("theatre"):
            kept_rules.warm_up(progress, group="theatre")
        from game.match.theatre.engine import theatre_engine
        from game.whatif.pool import cores
        from game.whatif.theatre.compare import compare

        engine = theatre_engine(self.theatre, DIAL)
        found: list[Comparison] = []
        for k, what in enumerate(chosen):
            one = compare(
                engine, what, games, seed=seed, workers=max(2, cores()), progress=_part(progress, k, len(chosen))
            )
            found += [one] if one.n else []
            if one.notice:
                break
        return StrategicResult(self.theatre, found, seed) if found else None


def _part(progress: Progress, k: int, parts: int) -> Progress:
    return lambda done, games: progress(k * games + done, parts * games)


def about(theatre: Theatre, what: TheatreWhatIf) -> list[Block]:
    """What a what-if changes and what is said of it."""
    from game.whatif.theatre.answer import state_words

    seats = {s.id: spoken(s.name) for s in theatre.seats}
    policies = {p.id: _(p.title) for p in theatre.policies}
    fixed = [state_words(theatre, card, state) for card, state in what.fix.items()]
    given = [
        f"{seats[s.seat]}, {_(theatre.turns[s.turn - 1].name)}: "
        + enumerated(
            filter(
                None,
                [
                    policies.get(s.policy, s.policy),
                    *(state_words(theatre, card, state) for card, state in s.answers.items()),
                    *(f"{m.source}-{m.target} {m.divisions}" for m in s.moves),
                    *s.strike,
                    _("no line of its staff") if s.all_lines else "",
                ],
            )
        )
        for s in what.sheets
    ]
    held = [state_words(theatre, card, state) for card, state in what.held.items()]
    lines = [
        (_("Cards that come out so: {what}"), fixed),
        (_("Other orders: {what}"), given),
        (_("In both worlds: {what}"), held),
    ]
    blocks = [("body", words.format(what=clauses(found))) for words, found in lines if found]
    return [
        ("title", _(what.title)),
        ("note", _(what.question)),
        ("head", _("How near it was")),
        ("body", _(what.near)),
        ("head", _("What differs")),
        *blocks,
        ("head", _("What is said of it")),
        ("body", f"{_(what.judged)} ({what.source}, {what.confidence})".strip()),
    ]
