"""An order: what a side writes, the same in files, journals and code (rule 7.2)."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

import msgspec
from msgspec import Meta

from game.model.base import HexAt, Prose, bare
from game.model.battle.verbs import MISSION_ROWS, VERBS, Verb

if TYPE_CHECKING:
    Task: TypeAlias = str
    Mission: TypeAlias = str
else:
    Task = Literal[tuple(VERBS)]  # as files are read; an order made by a program is looked at by `match.refusal`
    Mission = Literal[("", *MISSION_ROWS)]
Manner = Literal["open", "silent", "prepared"]
Trigger = Literal["", "hex_lost", "hex_contested", "tanks_near"]


class Order(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, repr_omit_defaults=True, forbid_unknown_fields=True
):
    """A task for a counter, or for every counter of a formation.

    `start`, `until`: moments such as "31 Jul 02:15", empty for as soon as the order arrives. `crest`: thirds of the men on
    the crest line, -1 unchanged. `rounds`: a pulse, whole group. `lots`: of supply, a turn, for those who work the boats.
    `flights`: of a strike, whose `unit` is a wing; 0 means one. Every number bears its range, and the rule it belongs to.
    The last three fields are notes of history's own orders.
    """

    unit: str
    task: Task
    target: HexAt | None = None
    manner: Manner = "open"
    start: str = ""
    start_line: HexAt | None = None
    until: str = ""
    rounds: Annotated[int, Meta(ge=0, le=10000, extra={"rule": "6.6"})] = 0
    mission: Mission = ""
    limit_pm: Annotated[int, Meta(ge=0, le=1000, extra={"rule": "7.2"})] = 0
    fallback: HexAt | None = None
    crest: Annotated[int, Meta(ge=-1, le=3, extra={"rule": "6.1"})] = -1
    line_pm: Annotated[int, Meta(ge=0, le=1000, extra={"rule": "2.4"})] = 0
    trigger: Trigger = ""
    open_m: Annotated[int, Meta(ge=0, le=5000, extra={"rule": "4.4"})] = 0
    lots: Annotated[int, Meta(ge=0, le=100, extra={"rule": "9.3"})] = 0
    flights: Annotated[int, Meta(ge=0, le=100, extra={"rule": "6.12"})] = 0
    source: str = ""
    confidence: str = ""
    note: Prose = ""

    @property
    def verb(self) -> Verb:
        """The row of the task in the table of verbs.

        Raises:
            KeyError: there is no such verb; `match.refusal` says so.
        """
        return VERBS[self.task]


def _ranges() -> Iterator[tuple[str, int, int, str]]:
    for field in msgspec.structs.fields(Order):
        meta = bare(field.type)[1]
        if meta is not None and meta.extra is not None and "rule" in meta.extra:
            yield field.name, int(meta.ge or 0), int(meta.le or 0), str(meta.extra["rule"])


RANGES = tuple(_ranges())  # of an order's numbers: field, least (-1: unchanged), most, rule
