"""Makes the bank of battles from which the theatre samples (rule 11.3): `python -m game.whatif.theatre.bank --help`.

The battle is fought under each of the theatre's answers, by the record's orders and by computer commanders, and its result is
filed under what it was, not under what was asked for.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from game.files.battle.scenarios import load_scenario
from game.files.errors import BadFile
from game.files.lifeline import work_for_parent
from game.files.theatre.banks import BANK, save_bank
from game.files.theatre.decks import deck_folder
from game.files.theatre.joins import load_join
from game.match.battle.from_theatre import battle_of
from game.match.battle.result import battle_result
from game.match.theatre.bank import BattleBank
from game.model.battle.scenario import Scenario
from game.model.battle_result import Bank, BankedRun, Given, Join
from game.whatif.battle.runs import Setting, played

THEATRE = "north-or-south"
SEED = 1938
SHIPPED = 200  # battles, about, of the bank that comes with the game
COMMANDERS = (("history", "history"), ("plain", "plain"), ("history", "plain"), ("plain", "history"))
COMPUTERS = (("plain", "plain"),)


class Share(NamedTuple):
    """A part of the bank: what is given down, who commands, and how many of a hundred games it has."""

    given: Given
    commanders: tuple[tuple[str, str], ...]
    games: int


AIR, RIVER = "army-aircraft", "across-tumen"
PLAN = (
    Share(Given(), COMMANDERS, 40),
    Share(Given(throne="consent"), COMMANDERS, 12),
    Share(Given(answer="none"), COMMANDERS, 16),
    Share(Given(support=True, leaves=(AIR,)), COMPUTERS, 12),
    Share(Given(answer="wide", leaves=(RIVER,)), COMPUTERS, 10),
    Share(Given(support=True, answer="wide", leaves=(AIR, RIVER)), COMPUTERS, 10),
)


def make(theatre: str, games: int, seed: int, workers: int) -> Bank:
    """Fights about `games` battles of the theatre and returns them as a bank; game k of a share has the seed `seed` + k.

    Raises:
        BadFile: the theatre or its battle cannot be read.
    """
    from game.rules.battle.resolve import RULES_VERSION

    join = load_join(theatre)
    scenario = load_scenario(join.battle)
    tasks = list(_tasks(games, seed))
    if workers <= 1:
        runs = [_fight(scenario, join, task) for task in tasks]
    else:
        with ProcessPoolExecutor(
            workers, mp_context=get_context("spawn"), initializer=_begin, initargs=(theatre,)
        ) as pool:
            runs = list(pool.map(_fight_here, tasks, chunksize=4))
    return Bank(
        format=1,
        battle=scenario.id,
        digest=scenario.digest,
        rules=RULES_VERSION,
        made=f"python -m game.whatif.theatre.bank --games {games} --seed {seed}",
        runs=tuple(runs),
    )


class Task(NamedTuple):
    """One battle to be fought."""

    given: Given
    commanders: tuple[str, str]
    seed: int


def _tasks(games: int, seed: int) -> Iterator[Task]:
    for share in PLAN:
        for k in range(max(1, round(games * share.games / 100))):
            yield Task(share.given, share.commanders[k % len(share.commanders)], seed + k)


def _fight(scenario: Scenario, join: Join, task: Task) -> BankedRun:
    setting = Setting(scenario=battle_of(scenario, join, task.given), name="given", commanders=task.commanders)
    return BankedRun(
        given=task.given, commanders=task.commanders, result=battle_result(played(setting, task.seed), join)
    )


_HERE: list[tuple[Scenario, Join]] = []  # of this fighting process


def _begin(theatre: str) -> None:
    work_for_parent()
    join = load_join(theatre)
    _HERE[:] = [(load_scenario(join.battle), join)]


def _fight_here(task: Task) -> BankedRun:
    return _fight(*_HERE[0], task)


def main(argv: Sequence[str] | None = None) -> int:
    """Makes the bank and writes it into the theatre's folder; prints how many battles each end has."""
    parser = argparse.ArgumentParser(prog="python -m game.whatif.theatre.bank", description=__doc__.split("\n\n")[0])
    parser.add_argument("--theatre", default=THEATRE, metavar="NAME", help=f"whose bank (default {THEATRE})")
    parser.add_argument("--games", type=int, default=1000, metavar="N", help="battles, about (default 1000)")
    parser.add_argument("--seed", type=int, default=SEED, metavar="N", help=f"seed of the first game (default {SEED})")
    parser.add_argument(
        "--workers", type=int, default=1, metavar="N", help="processes (default 1); no result depends on it"
    )
    parser.add_argument("--out", metavar="FILE", help=f"where to (default {BANK} of the theatre's folder)")
    options = parser.parse_args(argv)
    if options.games < 1 or options.workers < 1:
        parser.error("needed at least one game and one process")
    try:
        bank = make(options.theatre, options.games, options.seed, options.workers)
        save_bank(Path(options.out) if options.out else deck_folder(options.theatre) / BANK, bank)
    except BadFile as e:
        print(f"bank: {e.problems[0]}", file=sys.stderr)
        return 2
    sorted_bank = BattleBank(bank, load_join(options.theatre))
    for states, number in sorted_bank.counts().items():
        print(f"{number:6d}  {', '.join(states)}")
    print(f"{len(bank.runs):6d}  in all")
    return 0


if __name__ == "__main__":
    sys.exit(main())
