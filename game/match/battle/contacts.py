"""What a side knows besides its own counters: enemies as last seen, engagements, its own fire plan."""

from typing import NamedTuple

from game.model.base import HexAt
from game.rules.battle import codes as C

STAGES = {
    C.APPROACH: "approach",
    C.HEARD: "heard",
    C.WIRE_STAGE: "wire",
    C.CREST_STAGE: "crest",
    C.CONTESTED: "contested",
}


class Contact(NamedTuple):
    """An enemy counter as last seen. `men` is the observers' estimate; `age_pulses` 0 and `now` while it is in sight.

    `is_located`: guns whose place is known by their fire (rule 6.8).
    """

    id: str
    side: str
    hex: HexAt
    men: int
    tanks: int
    type: str
    formation: str
    age_pulses: int
    now: bool
    is_located: bool


class KnownRow(NamedTuple):
    """An engagement that the side knows of; `gap_m` and `share_pm` as both see them (rule 3.5)."""

    side: str
    attackers: tuple[str, ...]
    start: HexAt
    target: HexAt
    gap_m: int
    stage: str
    stage_number: int
    share_pm: int
    presses: bool
    opened: int


class KnownMission(NamedTuple):
    """A fire mission of the side's own plan. `target`: None while guns on counter-battery listen."""

    group: str
    mission: str
    target: HexAt | None
    first: int
    last: int
    rounds: int
    fired: int
