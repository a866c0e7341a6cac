"""A battle as tables: counters, events and losses, as everybody may see them after it or as one side knows them.

Of a side that asks, rows are made of what its view and its events hold, which are cut by the register of knowledge and by
nothing else. Columns are the same whoever asks; what a side cannot know is None.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from game.match.battle.knowledge import HIDDEN
from game.match.frames import Row, known
from game.rules.battle import state as S

if TYPE_CHECKING:
    from game.match.battle.contacts import Contact
    from game.match.battle.events import Event
    from game.match.battle.match import Match
    from game.match.battle.own_unit import OwnUnit
    from game.match.battle.views import View

TABLES = ("units", "events", "losses")
UNIT_COLUMNS = (
    "turn", "unit", "side", "formation", "type", "column", "row", "now", "men", "crew", "guns", "tanks", "suppression_pm",
    "cohesion_pm", "works_pm", "lost", "killed", "task", "target_column", "target_row",
)  # fmt: skip
EVENT_COLUMNS = (
    "turn", "turn_name", "pulse", "time", "kind", "actor", "target", "column", "row", "a", "b", "c", "text",
)  # fmt: skip
LOSS_COLUMNS = (
    "turn",
    "turn_name",
    "unit",
    "side",
    "lost",
    "killed",
    "by_fire",
    "by_shells",
    "in_close_combat",
    "tanks_lost",
)
COLUMNS = dict(zip(TABLES, (UNIT_COLUMNS, EVENT_COLUMNS, LOSS_COLUMNS), strict=True))
_COUNTED = {
    "lost": S.LOST,
    "killed": S.KILLED,
    "by_fire": S.LOST_FIRE,
    "by_shells": S.LOST_SHELL,
    "in_close_combat": S.LOST_CLOSE,
    "tanks_lost": S.TANKS_LOST,
}


def rows_of(match: Match, what: str, side: str | None) -> list[Row]:
    """The rows of a table of the game, "units", "events" or "losses"; with `side` as that side knows them.

    Raises:
        ValueError: there is no such table or side, or the game is played by file and goes on.
    """
    known("table", what, TABLES)
    if side is not None:
        known("side", side, match.scenario.sides)
    elif match.is_closed:
        raise ValueError("a game by file that goes on shows each side its own tables alone: name a side")
    if what == "losses":
        return list(_losses(match, side))
    if what == "events":
        return [
            _event(record.turn.name, event, whole=side is None)
            for record in match.records
            for event in match.events(record, side)
        ]
    views = [match.view(name) for name in match.scenario.sides if side in (None, name)]
    return [row for view in views for row in _units(view, contacts=side is not None)]


def rows_known(view: View, what: str) -> list[Row]:
    """The rows of a table as the view has them: "units", or the "events" that came with it.

    Raises:
        ValueError: there is no such table.
    """
    if known("table of a view", what, TABLES[:2]) == "units":
        return list(_units(view, contacts=True))
    calendar = view.scenario.calendar
    return [_event(calendar.turn(event.turn).name, event, whole=False) for event in view.events]


def _units(view: View, *, contacts: bool) -> Iterator[Row]:
    for unit in view.own:
        yield _own(view, unit)
    for contact in view.contacts if contacts else ():
        yield _contact(view, contact)


def _own(view: View, unit: OwnUnit) -> Row:
    column, row = unit.hex or (None, None)
    target_column, target_row = unit.target or (None, None)
    names = ("men", "crew", "guns", "tanks", "suppression_pm", "cohesion_pm", "works_pm", "lost", "killed", "task")
    found = {
        "turn": view.turn.number,
        "unit": unit.id,
        "side": view.side,
        "formation": unit.formation,
        "type": unit.type,
        "column": column,
        "row": row,
        "now": True,
        **{name: getattr(unit, name) for name in names},
        "target_column": target_column,
        "target_row": target_row,
    }
    return {name: found[name] for name in UNIT_COLUMNS}


def _contact(view: View, contact: Contact) -> Row:
    found = {
        "turn": view.turn.number,
        "unit": contact.id,
        "side": contact.side,
        "formation": contact.formation,
        "type": contact.type,
        "column": contact.hex[0],
        "row": contact.hex[1],
        "now": contact.now,
        "men": contact.men,
        "tanks": contact.tanks,
    }
    return {name: found.get(name) for name in UNIT_COLUMNS}


def _event(turn_name: str, event: Event, *, whole: bool) -> Row:
    column, row = event.hex or (None, None)
    a, b, c = (None if n == HIDDEN and not whole else n for n in event.numbers)
    found: dict[str, Any] = {
        "turn": event.turn,
        "turn_name": turn_name,
        "pulse": event.pulse,
        "time": event.time,
        "kind": event.kind.removeprefix("EV_").lower(),
        "actor": event.actor or None,
        "target": event.target or None,
        "column": column,
        "row": row,
        "a": a,
        "b": b,
        "c": c,
        "text": event.text,
    }
    return found


def _losses(match: Match, side: str | None) -> Iterator[Row]:
    before = match.opening.units
    for record in match.records:
        after = record.state.units
        for k, counter in enumerate(match.scenario.counters):
            if side in (None, counter.side):
                lost = {name: int(after[k, at] - before[k, at]) for name, at in _COUNTED.items()}
                if any(lost.values()):
                    yield {
                        "turn": record.turn.number,
                        "turn_name": record.turn.name,
                        "unit": counter.id,
                        "side": counter.side,
                        **lost,
                    }
        before = after
