"""A table in a lesson: what stands written on it, where it stood when a step began, and how it is put back there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

from game.files import saves
from game.match.battle.order_book import Written
from game.match.lesson import WRITTEN, Act, Course
from game.model.battle.calendar import Calendar
from game.model.lesson import Lesson
from game.model.theatre.sheets import Sheet
from game.players.keeping import Keeping
from game.players.table import SealedTable

T = TypeVar("T", bound=SealedTable[Any, Any, Any])


class Mark(NamedTuple):
    """Where a game stood: how many turns had been played, and what was written."""

    played: int
    written: Any


def mark_of(table: SealedTable[Any, Any, Any]) -> Mark:
    """Where a table stands."""
    return Mark(len(table.match.records), table.draft.now)


def put_back(table: T, mark: Mark, make: Callable[[Any], T]) -> T:
    """The table as it stood at a mark: the same where no turn was played since, else one that `make` sets up for a branch."""
    if len(table.match.records) != mark.played:
        table.put_away()
        table = make(table.match.branch(table.match.first + mark.played))
    table.draft.change(mark.written)
    return table


def is_past(course: Course[Mark], table: SealedTable[Any, Any, Any], played: int | None = None) -> bool:
    """The turn in which a step was to be done was played without it. `played`: turns played, where that is not as it is now."""
    now = len(table.match.records) if played is None else played
    missing = course.missing()
    return bool(missing) and now > course.mark.played and all(w.act in WRITTEN or w.act == "forecast" for w in missing)


def keep_from_now(table: SealedTable[Any, Any, Any], name: str) -> str:
    """The game of a lesson goes on as any other, saved under a name; "" or the line that says why it cannot be."""
    table.keeping.let_go()
    table.keeping = Keeping(table.match, saves.free_path(name))
    return table.save() if table.match.records or table.is_written else ""


def pass_turns(table: SealedTable[Any, Any, Any], turns: int) -> None:
    """Turns that pass before a lesson: the pupil's seat orders nothing in them."""
    for _turn in range(turns):
        table.play_turn()
        table.begin_turn()


def pulses_of(lesson: Lesson, calendar: Calendar) -> dict[str, int]:
    """Each moment that a lesson names, with its pulse."""
    moments = {w.not_before for step in lesson.step for w in step.waits if w.not_before}
    return {moment: calendar.pulse_of(moment) for moment in moments}


def written_acts(table: SealedTable[Any, Any, Any]) -> tuple[Act, ...]:
    """What stands written by the seat that writes: orders of a battle, or struck lines, policy and answers of a sheet."""
    now = table.draft.now
    if isinstance(now, Written):
        return tuple(_ordered(table, order) for order in now.orders)
    return _on_sheet(now) if isinstance(now, Sheet) else ()


def _ordered(table: Any, order: Any) -> Act:
    start = table.pulse(order.start) if order.start else table.ready_pulse(order.unit)
    mission = order.mission or ("preparation" if order.verb.fires else "")
    manner = order.manner if order.verb.assaults else ""
    return Act("ordered", order.unit, order.target, order.task, manner, mission, start)


def _on_sheet(sheet: Sheet) -> tuple[Act, ...]:
    struck = [Act("struck", what=line) for line in sheet.struck]
    answers = [Act("answered", what=card, to=state) for card, said in sheet.answers.items() for state in said.values()]
    policy = [Act("chose", what=sheet.policy.id)] if sheet.policy is not None else []
    return (*struck, *policy, *answers)
