"""An order: what a side writes, the same in files, journals and code (rule 7.2)."""

from typing import Literal

import msgspec

from game.model.base import HexAt

Verb = Literal["hold", "dig", "reserve", "move", "assault", "withdraw", "fire", "ferry", "strike"]
Manner = Literal["open", "silent", "prepared"]
Mission = Literal["", "preparation", "defensive", "interdiction"]
Trigger = Literal["", "hex_lost", "hex_contested", "tanks_near"]


class Order(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A task for a counter, or for every counter of a formation.

    `start`, `until`: moments such as "31 Jul 02:15", empty for as soon as the order arrives. `crest`: thirds of the men on
    the crest line, -1 unchanged. `rounds`: a pulse, whole group. `lots`: of supply, a turn, for those who work the boats.
    `flights`: of a strike, whose `unit` is a wing; 0 means one.
    The last three fields are notes of history's own orders.
    """

    unit: str
    task: Verb
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
