"""An order: what a side writes, the same in files, journals and code (rule 7.2)."""

from typing import TYPE_CHECKING, Literal, TypeAlias

import msgspec

from game.model.base import HexAt
from game.model.battle.verbs import MISSION_ROWS, VERBS, Verb

if TYPE_CHECKING:
    Task: TypeAlias = str
    Mission: TypeAlias = str
else:
    Task = Literal[tuple(VERBS)]  # as files are read; an order made by a program is looked at by `match.refusal`
    Mission = Literal[("", *MISSION_ROWS)]
Manner = Literal["open", "silent", "prepared"]
Trigger = Literal["", "hex_lost", "hex_contested", "tanks_near"]


class Order(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A task for a counter, or for every counter of a formation.

    `start`, `until`: moments such as "31 Jul 02:15", empty for as soon as the order arrives. `crest`: thirds of the men on
    the crest line, -1 unchanged. `rounds`: a pulse, whole group. `lots`: of supply, a turn, for those who work the boats.
    `flights`: of a strike, whose `unit` is a wing; 0 means one.
    The last three fields are notes of history's own orders.
    """

    unit: str
    task: Task
    target: HexAt | None = None
    manner: Manner = "open"
    start: str = ""
    start_line: HexAt | None = None
    until: str = ""
    rounds: int = 0
    mission: Mission = ""
    limit_pm: int = 0
    fallback: HexAt | None = None
    crest: int = -1
    line_pm: int = 0
    trigger: Trigger = ""
    open_m: int = 0
    lots: int = 0
    flights: int = 0
    source: str = ""
    confidence: str = ""
    note: str = ""

    @property
    def verb(self) -> Verb:
        """The row of the task in the table of verbs.

        Raises:
            KeyError: there is no such verb; `match.refusal` says so.
        """
        return VERBS[self.task]


RANGES = (  # of an order's numbers: field, least (-1: unchanged), most, rule
    ("limit_pm", 0, 1000, "7.2"),
    ("line_pm", 0, 1000, "2.4"),
    ("crest", -1, 3, "6.1"),
    ("rounds", 0, 10000, "6.6"),
    ("open_m", 0, 5000, "4.4"),
    ("lots", 0, 100, "9.3"),
    ("flights", 0, 100, "6.12"),
)
