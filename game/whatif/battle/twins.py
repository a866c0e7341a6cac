"""The unchanged game beside the changed one: what each side knew in it, and where the two worlds part."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from game.match.battle import Match, View
    from game.model.battle.scenario import Scenario
    from game.players.battle.staffs import Commander

FOLLOWER = "follower"  # the seat of the commander who needs a twin; no seat of a single game
SHEET = "sheet"  # the seat of who has a sheet of his own and a staff


class Course(NamedTuple):
    """How a game ran beside its twin.

    `parted`: number of the first turn that ended in another position, None if none did; `turns`, `kept`: counter-turns of the
    followers, and those with the record's orders; `released`: by counter the first turn in which the staff commanded it.
    """

    parted: int | None
    turns: int = 0
    kept: int = 0
    released: dict[str, int] = {}  # noqa: RUF012


@dataclass
class Twin:
    """A game that was played, for those that are measured against it. `views`: of each side by number of turn, if wanted."""

    wants_views: bool
    views: dict[str, dict[int, View]] = field(default_factory=dict)
    digests: dict[int, str] = field(default_factory=dict)

    def keep(self, match: Match, views: dict[str, View]) -> None:
        """Keeps what the sides know at the start of a turn."""
        for side, view in views.items() if self.wants_views else ():
            self.views.setdefault(side, {})[match.turn.number] = view

    def end(self, match: Match) -> None:
        """Keeps how each turn ended."""
        self.digests = {r.turn.number: r.digest for r in match.records}


def seat(name: str, side: str, scenario: Scenario, seed: int, twin: Twin | None) -> Commander:
    """A commander by name; a follower of the twin where that is asked for.

    Raises:
        ValueError: there is none of that name, or no twin to follow.
    """
    from game.players.battle.follower import FollowerCommander
    from game.players.battle.sheet import SheetCommander
    from game.players.battle.staffs import commander

    if name == SHEET:
        return SheetCommander(side, scenario)
    if name != FOLLOWER:
        return commander(name, side, scenario, seed)
    if twin is None:
        raise ValueError(f"a follower of {side} needs the unchanged game of the same luck")
    return FollowerCommander(side, scenario, twin.views[side])


def course(match: Match, seats: dict[str, Commander], twin: Twin) -> Course:
    """The course of a game that has ended."""
    from game.players.battle.follower import FollowerCommander

    parted = (r.turn.number for r in match.records if r.digest != twin.digests.get(r.turn.number))
    followers = [s for s in seats.values() if isinstance(s, FollowerCommander)]
    released = {unit: turn for f in followers for unit, turn in f.released.items()}
    return Course(next(parted, None), sum(f.turns for f in followers), sum(f.kept for f in followers), released)
