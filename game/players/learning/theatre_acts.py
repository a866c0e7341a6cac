"""What a learner may choose in the strategic game: a policy, two moves, an answer to each of its cards, and what else there is.

Which acts are lawful is what the seat's own view says of a sheet with that act alone. Together they may cost more standing or
move more divisions than there are: what does not fit beside what stands before it is left out, from the first slot to the last.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from msgspec.structs import replace

from game.match.theatre.engine import INCIDENT, TheatreEngine
from game.match.theatre.sheets import Move, Policy, Sheet
from game.match.theatre.views import TheatreView
from game.players.learning.battle_acts import Mask

NOTHING = "nothing"
DIVISIONS = (1, 2, 4)  # of a move
RESPONSES = ("stand", "yield")  # to an incident (13.2)


class Slot(NamedTuple):
    """A slot: its name, its kind, and the names of its acts with what each puts on the sheet."""

    name: str
    kind: str
    acts: tuple[str, ...]
    values: tuple[object, ...]


class SeatChoices:
    """The slots of one seat, the same in every turn."""

    def __init__(self, engine: TheatreEngine, seat: str) -> None:
        self.seat = seat
        self.slots = tuple(_slots(engine, seat))
        self.sizes = np.array([len(s.acts) for s in self.slots])

    def masks(self, view: TheatreView) -> tuple[Mask, ...]:
        """For each slot which acts are lawful alone; the first, which orders nothing, always is."""
        moves = self._moves(view)
        policies = {p.id: p.refusal is None for p in view.policies}
        cards = {c.id for c in view.cards}
        lines, incident = {x.id for x in view.staff}, view.meets_incident
        found = []
        for slot in self.slots:
            mask = np.zeros(len(slot.acts), np.int8)
            mask[0] = 1
            if slot.kind == "move":
                mask |= moves
            elif slot.kind == "policy":
                mask[1:] = [policies.get(v.id, False) for v in slot.values[1:] if isinstance(v, Policy)]
            elif slot.kind == "line":
                mask[1:] = [self._line(view, int(str(slot.values[1]))) in lines]
            elif (
                slot.kind == "closed"
                or (slot.kind == "card" and slot.name in cards)
                or (slot.kind == INCIDENT and incident)
            ):
                mask[1:] = [view.refusal(self._with(view, Sheet(), slot, k)) is None for k in range(1, len(mask))]
            found.append(mask)
        return tuple(found)

    def _moves(self, view: TheatreView) -> Mask:
        slot = next(s for s in self.slots if s.kind == "move")
        lawful = {
            (m.source, target, n) for m in view.moves for target, _ in m.targets for n in DIVISIONS if n <= m.divisions
        }
        asked = [isinstance(v, Move) and (v.source, v.target, v.divisions) in lawful for v in slot.values]
        found = [
            k == 0 or (may and view.refusal(self._with(view, Sheet(), slot, k)) is None) for k, may in enumerate(asked)
        ]
        mask: Mask = np.array(found, np.int8)
        return mask

    def sheet(self, view: TheatreView, chosen: Sequence[int]) -> tuple[Sheet, int]:
        """The sheet of a choice, and how many of its acts fell away."""
        sheet, dropped = Sheet(), 0
        for slot, k in zip(self.slots, chosen, strict=True):
            if int(k):
                wider = self._with(view, sheet, slot, int(k))
                if wider != sheet and view.refusal(wider) is None:
                    sheet = wider
                else:
                    dropped += 1
        return sheet, dropped

    def _with(self, view: TheatreView, sheet: Sheet, slot: Slot, act: int) -> Sheet:
        """The sheet with an act of a slot put on it; as it was where there is nothing to put."""
        value = slot.values[act]
        if slot.kind == "policy" and isinstance(value, Policy):
            return replace(sheet, policy=value)
        if slot.kind == "move" and isinstance(value, Move):
            return replace(sheet, moves=(*sheet.moves, value))
        if slot.kind == "line":
            line = self._line(view, int(str(value)))
            return replace(sheet, struck=(*sheet.struck, line)) if line else sheet
        if slot.kind == "closed":
            return replace(sheet, closed=(*sheet.closed, str(value)))
        return replace(sheet, answers={**sheet.answers, slot.name: {"": str(value)}})

    def _line(self, view: TheatreView, number: int) -> str:
        return view.staff[number].id if number < len(view.staff) else ""


def _slots(engine: TheatreEngine, seat: str) -> list[Slot]:
    theatre = engine.theatre
    policies: list[Policy] = []
    for policy in theatre.policies:
        if seat in policy.seats:
            policies += [Policy(policy.id, target) for target in (theatre.sectors if policy.sector else ("",))]
    names = tuple(f"{p.id} {p.target}".strip() for p in policies)
    found = [Slot("policy", "policy", (NOTHING, *names), ("", *policies))]
    places = [p.id for p in theatre.places if seat in p.seats]
    moves = [
        Move(a, b, n)
        for a in places
        for b in places
        if a != b and (not theatre.place(a).leads_to or b in theatre.place(a).leads_to)
        for n in DIVISIONS
    ]
    names = tuple(f"{m.source} to {m.target}: {m.divisions}" for m in moves)
    for k in range(int(theatre.value("MOVES"))):
        found.append(Slot(f"move {k + 1}", "move", (NOTHING, *names), ("", *moves)))
    for card in theatre.deck.cards:
        if seat in card.seats:
            found.append(Slot(card.id, "card", (NOTHING, *card.states), ("", *card.states)))
    if seat != theatre.seat_ids[0]:
        found.append(Slot(INCIDENT, INCIDENT, (NOTHING, *RESPONSES), ("", *RESPONSES)))
    else:
        found += [Slot(f"close {s}", "closed", (NOTHING, "close"), ("", s)) for s in theatre.sectors]
    most = max(sum(x.seat == seat and bool(x.source) for x in lines) for lines in engine.lines.values())
    found += [Slot(f"staff line {k + 1}", "line", (NOTHING, "strike out"), ("", str(k))) for k in range(most)]
    return found
