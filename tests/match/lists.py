"""What turns drew from and what their events show, noted at the dice of the plain host: `python -m tests.match.lists ID SEED`.

The mean of every draw is noted where it enters `poisson`, outside the lists; the events keep their rows. The turns are then
played again with one factor left out of every list, which has to change what happens. Prints what `test_lists.py` judges.
"""

import importlib
import json
import math
import pkgutil
import random
import sys
from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

import game.rules.battle
from game import Match, load_scenario
from game.players.battle.historical import HistoricalCommander
from game.rules.battle import codes as C
from game.rules.battle import direct_fire, log
from game.rules.battle import work as W

ROOMS = [
    importlib.import_module(f"game.rules.battle.{m.name}") for m in pkgutil.iter_modules(game.rules.battle.__path__)
]
KINDS, FACTORS, DRAWS = (
    {value: name for name, value in vars(C).items() if name.startswith(start) and isinstance(value, int)}
    for start in ("EV_", "F_", "D_")
)
PULSES = 40  # of the game, at least
LEFT_OUT = 3  # factors that are left out, one after the other
GAMES = 8  # in which a factor is looked for until it is felt
poisson, term = direct_fire.poisson, log.term


class Told(NamedTuple):
    """An event: its kind, a, b, c, and its rows."""

    kind: str
    numbers: list[int]
    rows: list[tuple[str, float]]


class Played(NamedTuple):
    """What happened: events and draws (purpose, mean) of all turns, the digest after the last."""

    told: list[Told]
    draws: list[tuple[str, float]]
    digest: str


def patch(name: str, f: Callable[..., Any]) -> None:
    """Puts a function in the place of a rule of that name, wherever a room of the rules calls it."""
    for room in ROOMS:
        if name in vars(room):
            setattr(room, name, f)


@cache
def play(scenario: str, seed: int, without: str = "") -> Played:
    """The first turns of a re-enactment of this seed, with one factor left out of every list; each is played once."""
    drawn: list[tuple[str, float]] = []

    def noting(dice: Any, actor: int, target: int, purpose: int, mean: float) -> int:
        drawn.append((DRAWS[purpose], mean))
        return int(poisson(dice, actor, target, purpose, mean))

    def leaving_out(w: Any, code: int, value: float) -> None:
        if FACTORS[code] != without:
            term(w, code, value)

    patch("poisson", noting)
    patch("term", leaving_out)
    match = Match.new(load_scenario(scenario), seed=seed)
    seats = [HistoricalCommander(side, match.scenario) for side in match.scenario.sides]
    pulses = 0
    while pulses < PULSES and not match.over:
        pulses += match.turn.pulses
        match.resolve(**{seat.side: seat.orders(match.view(seat.side)) for seat in seats})
    return Played([one for record in match.records for one in told_in(record.raw)], drawn, match.digest)


def told_in(raw: Any) -> list[Told]:
    """The events of a turn as the rules left them, those that are no news too."""
    found = []
    for row in raw.events.tolist():
        rows = raw.factors[row[W.E_FIRST] : row[W.E_FIRST] + row[W.E_COUNT]].tolist()
        numbers = [row[W.E_A], row[W.E_B], row[W.E_C]]
        found.append(Told(KINDS[row[W.E_KIND]], numbers, [(FACTORS[int(code)], value) for code, value in rows]))
    return found


def decisive(told: list[Told], forms: dict[str, str]) -> list[str]:
    """Factors that decided something in these events: rows of a draw that are not one, rows without which a sum changes sides."""
    found: set[str] = set()
    for kind, _numbers, rows in told:
        whole = math.fsum(value for _, value in rows)
        for code, value in rows:
            if (forms[kind] == "product" and kind != "EV_SEEN" and value != 1.0) or (
                forms[kind] == "sum" and (whole < 0) != (whole - value < 0)
            ):
                found.add(code)
    return sorted(found)


def is_felt(scenario: str, seed: int, code: str, forms: dict[str, str]) -> bool:
    """Without the factor something else happens or is told, in one of some games of which it decides anything: a seldom one
    may not tell in a single game."""
    for luck in range(seed, seed + GAMES):
        found = play(scenario, luck)
        if code in decisive(found.told, forms) and what_came(play(scenario, luck, code)) != what_came(found):
            return True
    return False


def what_came(played: Played) -> tuple[Any, ...]:
    """Draws, events and the position at the end, without the rows that explain them."""
    return played.draws, [(t.kind, t.numbers) for t in played.told], played.digest


def main(scenario: str, seed: int) -> None:
    """Plays once as it is and some times with a factor left out, and prints all of it."""
    forms = {e.code: e.form for e in load_scenario(scenario).events}
    found = play(scenario, seed)
    codes = decisive(found.told, forms)
    out = random.Random(seed).sample(codes, min(LEFT_OUT, len(codes)))
    alike = [code for code in out if not is_felt(scenario, seed, code, forms)]
    print(json.dumps({"forms": forms, "told": found.told, "draws": found.draws, "left_out": out, "alike": alike}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
