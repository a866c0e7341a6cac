"""A strategic game as people sit at it: the match, who holds each seat, the sheets being written, saving."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from game.client.theatre.draft import Draft
from game.client.theatre.facts import EventFact, Facts
from game.client.theatre.names import SEATS
from game.files import saves
from game.files.errors import BadFile

if TYPE_CHECKING:
    from game.match.theatre import Sheet, TheatreMatch
    from game.model.battle_result import BattleResult
    from game.model.theatre.board import Board

HUMAN, EMPTY = "human", "empty"
LEVELS = ("staff", "plain", "strong", "random")
SEATS_SUFFIX = ".seats"


@dataclass(frozen=True)
class Sitter:
    """Who holds a seat: a human, nobody, or a computer of a level with a temperament."""

    kind: str = HUMAN
    temperament: str = ""

    @property
    def is_computer(self) -> bool:
        """The computer writes this seat's sheets."""
        return self.kind in LEVELS


@dataclass(frozen=True)
class Turned:
    """A resolved turn: what each human seat may know of it, and why it could not be saved."""

    events: dict[str, tuple[EventFact, ...]] = field(default_factory=dict)
    save_error: str = ""


class TheatreTable:
    """The match and its seats. `seat` writes now."""

    def __init__(
        self, match: TheatreMatch, sitters: dict[str, Sitter], board: Board, *, path: Path | None = None
    ) -> None:
        self.match, self.sitters, self.board, self.path = match, sitters, board, path
        self.humans = tuple(s for s in SEATS if sitters[s].kind == HUMAN)
        self.at = 0
        self.drafts: dict[str, Draft] = {}
        self.battle = ""  # how the battle of this turn is settled: see game.whatif.theatre.chosen_battle
        self._facts: dict[str, Facts] = {}

    @property
    def seat(self) -> str:
        """The seat that writes; without humans the first is watched."""
        return self.humans[self.at] if self.humans else SEATS[0]

    @property
    def over(self) -> bool:
        """Nothing more is played."""
        return self.match.over

    @property
    def facts(self) -> Facts:
        """What the seat that writes sees."""
        if self.seat not in self._facts:
            from game.client.theatre.from_match import facts_of

            self._facts[self.seat] = facts_of(self.match, self.seat, self.board)
        return self._facts[self.seat]

    @property
    def draft(self) -> Draft:
        """The sheet of the seat that writes."""
        if self.seat not in self.drafts:
            self.drafts[self.seat] = Draft(self.facts.closed)
        return self.drafts[self.seat]

    def refusal(self) -> str:
        """Why the sheet as it stands is refused; empty if it is not."""
        if self.over:
            return ""
        found = self.match.refusal(self.seat, self.draft.sheet())
        return "" if found is None else str(found)

    def next_human(self) -> bool:
        """The next seat writes; False when every one has."""
        if self.at + 1 < len(self.humans):
            self.at += 1
            return True
        return False

    # ------------------------------------------------------------ a turn
    def gather(self) -> dict[str, Sheet | None]:
        """Everyone's sheet: the humans' as written, the computers' from their views, none for an empty seat."""
        sheets: dict[str, Sheet | None] = dict.fromkeys(SEATS)
        for seat, sitter in self.sitters.items():
            if sitter.kind == HUMAN:
                sheets[seat] = self.drafts[seat].sheet() if seat in self.drafts else Draft().sheet()
            elif sitter.is_computer:
                sheets[seat] = computer_sheet(self.match, seat, sitter)
        return sheets

    def resolve_now(self) -> Turned:
        """Resolves the turn and saves. Long where computers sit: called beside the window."""
        from game.client.theatre.from_match import events_of

        sheets = self.gather()
        self.match.resolve_sheets(sheets, battle=self._battle(sheets))
        seats = self.humans or (SEATS[0],)
        return Turned({seat: events_of(self.match, seat) for seat in seats}, self.save())

    @property
    def has_battle(self) -> bool:
        """The turn to be ordered has a battle, and people sit here to choose how it is settled."""
        from game.whatif.theatre.chosen_battle import has_battle

        return bool(self.humans) and has_battle(self.match)

    def _battle(self, sheets: dict[str, Sheet | None]) -> BattleResult | None:
        if not self.battle:
            return None
        from game.client import warm
        from game.whatif.theatre.chosen_battle import chosen_battle

        warm.start().wait()
        return chosen_battle(self.match, sheets, self.battle)

    def begin_turn(self) -> None:
        """The next turn of writing begins."""
        self.battle = ""
        self.at = 0
        self.drafts.clear()
        self._facts.clear()

    # ------------------------------------------------------------ saving
    def save(self, path: Path | None = None) -> str:
        """Writes journal and seats; "" or the line that says why not."""
        path = path or self.path or saves.autosave_path(self.match.theatre.id)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self.match.save(path)
            said = {seat: (s.kind, s.temperament) for seat, s in self.sitters.items()}
            path.with_suffix(SEATS_SUFFIX).write_bytes(msgspec.json.encode(said))
        except (OSError, BadFile) as e:
            return str(e).splitlines()[0]
        return ""


def computer_sheet(match: TheatreMatch, seat: str, sitter: Sitter) -> Sheet | None:
    """The sheet of a computer seat, from what that seat knows."""
    from game.players.theatre.seats import computer_seat

    found = computer_seat(sitter.kind, seat, match.theatre, seed=match.seed, temperament=sitter.temperament)
    return None if found is None else found.sheet(match.view(seat))


def seating_of(path: Path) -> dict[str, Sitter]:
    """Who held the seats of a saved game; a human for Tokyo, computers beside him, where nothing was kept."""
    usual = {seat: Sitter(HUMAN if seat == SEATS[0] else LEVELS[1]) for seat in SEATS}
    try:
        found = msgspec.json.decode(path.with_suffix(SEATS_SUFFIX).read_bytes()[:4096], type=dict[str, tuple[str, str]])
    except (OSError, msgspec.MsgspecError):
        return usual
    if set(found) != set(SEATS) or not {kind for kind, _t in found.values()} <= {HUMAN, EMPTY, *LEVELS}:
        return usual
    return {seat: Sitter(kind, temperament) for seat, (kind, temperament) in found.items()}
