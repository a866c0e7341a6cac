"""What a seat may change on a sheet: each policy, answer, own move and staff line by itself, as the rules allow it (rule 4.2)."""

from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from game.match.theatre.sheets import Move, Policy, Sheet
from game.match.theatre.views import TheatreView
from game.players.theatre.plain import EVERYWHERE, MOST, MOVES

INCIDENT = "incident"
MEETINGS = ("stand", "yield")


class Change(NamedTuple):
    """One part of a sheet as it might be. `part`: what it is, as ("policy",) or ("answer", card, case)."""

    part: tuple[str, ...]
    value: object

    def on(self, sheet: Sheet) -> Sheet:
        """The sheet with this part."""
        kind, value = self.part[0], self.value
        if kind == "answer":
            _kind, card, case = self.part
            given = {k: v for k, v in sheet.answers.get(card, {}).items() if k != case} | (
                {case: value} if value else {}
            )
            rest = {k: v for k, v in sheet.answers.items() if k != card}
            value = rest | ({card: given} if given else {})
            return msgspec.structs.replace(sheet, answers=value)
        if kind == "struck":
            others = tuple(line for line in sheet.struck if line != self.part[1])
            return msgspec.structs.replace(sheet, struck=(*others, self.part[1]) if value else others)
        return msgspec.structs.replace(sheet, **{kind: value})


def changes(view: TheatreView, sheet: Sheet) -> tuple[Change, ...]:
    """Every change of one part that makes another sheet which the rules allow, in an order that the view alone sets."""
    found: dict[bytes, Change] = {msgspec.json.encode(sheet): Change((), None)}
    for change in _thinkable(view, sheet):
        other = change.on(sheet)
        key = msgspec.json.encode(other)
        if key not in found and view.refusal(other) is None:
            found[key] = change
    return tuple(found.values())[1:]


# ------------------------------------------------------------------------------------------------ private


def _thinkable(view: TheatreView, sheet: Sheet) -> Iterator[Change]:
    yield from _policies(view)
    for card in view.cards:
        for case in card.cases:
            for state in ("", *(o.state for o in case.options if o.refusal is None)):
                yield Change(("answer", card.id, case.key), state)
    if view.incident is not None:
        yield from (Change(("answer", INCIDENT, ""), state) for state in MEETINGS)
    yield from _moves(view, sheet)
    for line in view.staff:
        yield Change(("struck", line.id), line.id not in sheet.struck)


def _policies(view: TheatreView) -> Iterator[Change]:
    sectors = tuple(s.id for s in view.sectors if s.id != EVERYWHERE)
    yield Change(("policy",), None)
    for policy in view.policies:
        if policy.refusal is None:
            for target in sectors if policy.sector else ("",):
                yield Change(("policy",), Policy(policy.id, target))


def _moves(view: TheatreView, sheet: Sheet) -> Iterator[Change]:
    """No move; each move by itself; each beside, or in place of, one that is on the sheet."""
    yield Change(("moves",), ())
    for start in view.moves:
        for target, _turns in start.targets:
            for divisions in range(1, min(MOST, start.divisions) + 1):
                move = Move(start.source, target, divisions)
                yield Change(("moves",), (move,))
                for kept in sheet.moves[:MOVES]:
                    yield Change(("moves",), (kept, move))
