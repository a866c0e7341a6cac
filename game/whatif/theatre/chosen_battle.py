"""The battle of a strategic game as its players want it: drawn, the record's, fought out, or from a journal (11.3, 11.4)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from game.core.words import _
from game.files.battle.scenarios import load_scenario
from game.files.errors import BadFile
from game.players.theatre.table import FOUGHT, RECORD

__all__ = ["DRAWN", "FOUGHT", "RECORD", "chosen_battle", "has_battle", "journals_of", "new_battle", "result_of"]

if TYPE_CHECKING:
    from game.match.battle import Match
    from game.match.theatre import Sheet, TheatreMatch
    from game.model.battle_result import BattleResult, Join

DRAWN = ""
COMMANDERS = ("plain", "plain")


def has_battle(match: TheatreMatch) -> bool:
    """A battle may be chosen for the turn to be ordered."""
    return match.theatre.join is not None and not match.over and match.turn.number == match.theatre.battle.turn


def chosen_battle(match: TheatreMatch, sheets: Mapping[str, Sheet | None], choice: str) -> BattleResult | None:
    """The result for the turn of the battle, under the sealed sheets; None where it is drawn.

    `choice`: "", "record", "fought" (by computers on both sides, under what the sheets give down), or a journal's path.
    The rules of the battle must be ready for the last two.

    Raises:
        BadFile: the journal, or the battle's scenario, is damaged.
        ValueError: this turn has no battle; the journal is of another scenario, or not over.
    """
    if choice == DRAWN:
        return None
    join = _join(match)
    if choice == RECORD:
        from msgspec.structs import replace

        return replace(join.record, after="")  # stay or leave is a card here
    if choice != FOUGHT:
        return result_of(choice, join)
    from game.match.battle.result import battle_result
    from game.whatif.battle.runs import Setting, played

    begun = new_battle(match, sheets)
    return battle_result(
        played(Setting(scenario=begun.scenario, name="given", commanders=COMMANDERS), match.seed), join
    )


def result_of(path: str | Path, join: Join) -> BattleResult:
    """What a journal of the battle leaves behind.

    Raises:
        BadFile: it is damaged.
        ValueError: it is of another scenario, or not over.
    """
    from game.match.battle import Match
    from game.match.battle.result import battle_result

    match = Match.load(path)
    if match.scenario.id != join.battle:
        raise ValueError(_("a game of {id}, which is not the battle of this game").format(id=match.scenario.id))
    return battle_result(match, join)


def journals_of(paths: list[Path], join: Join) -> list[Path]:
    """Those of the journals that say they are games of the battle; only their first lines are read."""
    from game.files.battle.journal import BATTLES

    found = []
    for path in paths:
        try:
            if BATTLES.read_header(path).scenario == join.battle:
                found.append(path)
        except BadFile:
            continue
    return found


def new_battle(match: TheatreMatch, sheets: Mapping[str, Sheet | None]) -> Match:
    """The battle at its first turn, under what position and sheets give down; its journal says so and opens by itself.

    Raises:
        BadFile: its scenario is damaged.
        ValueError: this turn has no battle.
    """
    from game.match.battle import Match
    from game.match.battle.from_theatre import battle_of
    from game.match.theatre.joined import given_of
    from game.model.battle_result import Under

    join, given = _join(match), given_of(match, sheets)
    scenario = battle_of(load_scenario(join.battle), join, given)
    return Match.new(scenario, seed=match.seed, under=Under(theatre=match.theatre.id, given=given))


def _join(match: TheatreMatch) -> Join:
    if match.theatre.join is None or not has_battle(match):
        raise ValueError(_("no battle is fought in {name}").format(name=match.turn.name))
    return match.theatre.join
