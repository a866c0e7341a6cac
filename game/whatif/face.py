"""What a program asks for in one call: a game played, many games, history held against a what-if, odds of what followed.

Everything here is public: `from game import play, simulate, compare, outlook`.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, overload

from game.files.errors import one_line
from game.match.frames import known, to_frame
from game.match.sealed_game import DEFAULT_SEED

if TYPE_CHECKING:
    from game.match.battle import Match
    from game.match.theatre import TheatreMatch
    from game.model.battle.scenario import Scenario
    from game.model.battle.whatif import WhatIf
    from game.model.theatre.game import Theatre
    from game.model.theatre.whatif import TheatreWhatIf
    from game.whatif.battle.comparison import Variant
    from game.whatif.battle.runs import Runs
    from game.whatif.theatre.compare import Comparison

RECORD, EMPTY = "history", "empty"  # who commands a side, and who sits in a seat, where nothing is said


class Scenarios(NamedTuple):
    """Ids of the scenarios at hand: the battles, and the strategic games."""

    battles: tuple[str, ...]
    theatres: tuple[str, ...]


def scenarios() -> Scenarios:
    """Ids of all scenarios at hand, one's own among them."""
    from game.files.battle.scenarios import find_scenarios
    from game.files.theatre.theatres import find_theatres

    return Scenarios(find_scenarios(), find_theatres())


# ------------------------------------------------------------ one game
def play(
    scenario: Scenario | Theatre | str | Path,
    *,
    seed: int = DEFAULT_SEED,
    variant: str | WhatIf = "",
    dial: str = "default",
    act: int = 0,
    **who: Any,
) -> Any:
    """One game from the first turn to the last: a `Match`, of the strategic game a `TheatreMatch`.

    `who`: who commands, by the name of each side or seat: a commander by name ("plain", "plan:night", "general"; of a seat
    "plain", "plain:tsuji", "staff"), or an object of one's own (`Commander`; at a seat `Seat`), or a class that is called with
    side and scenario. A side for which nobody is named follows the record, a seat is empty. `variant`: a what-if of the battle,
    by id or as an object. `dial`, `act`: of the strategic game; act 0 is all of them.

    Raises:
        ValueError: no such side, seat, commander, what-if, dial or act.
        BadFile: there is no such scenario, or its files are refused.
    """
    game = _opened(scenario)
    if _is_theatre(game):
        if variant:
            raise ValueError("a what-if of the strategic game is compared, not played: needed a battle, or compare()")
        return _play_theatre(game, seed, dial, act, who)
    if dial != "default" or act:
        raise ValueError(f"{game.id} is a battle, without dials and acts: needed a strategic game")
    return _play_battle(_under(game, variant), seed, who)


def _play_battle(scenario: Scenario, seed: int, who: Mapping[str, Any]) -> Match:
    from game.match.battle import Match

    with commanding(who, scenario.sides) as names:
        from game.players.battle.own import OwnCommander
        from game.players.battle.staffs import commander

        match = Match.new(scenario, seed=seed)
        seats = {side: commander(names.get(side, RECORD), side, scenario, seed) for side in scenario.sides}
        while not match.over:
            sheets: dict[str, Any] = {side: seat.orders(match.view(side)) for side, seat in seats.items()}
            match.resolve(**sheets)
        complaints = [line for seat in seats.values() if isinstance(seat, OwnCommander) for line in seat.told]
    if complaints:
        warnings.warn(f"{complaints[0]} (one of {len(complaints)} such lines)", stacklevel=3)
    return match


def _play_theatre(theatre: Theatre, seed: int, dial: str, act: int, who: Mapping[str, Any]) -> TheatreMatch:
    from game.match.theatre import TheatreMatch
    from game.players.theatre.seats import computer_seat
    from game.whatif.theatre.seated import SALT

    _refuse_strangers("seat", who, theatre.seat_ids)
    if not 0 <= act <= len(theatre.acts):
        raise ValueError(f"there is no act {act}; needed 1 to {len(theatre.acts)}, or 0 for all")
    first, last = (theatre.act(act).first, theatre.act(act).last) if act else (1, 0)
    match = TheatreMatch.new(theatre, seed=seed, dial=dial, first=first, last=last)
    seats: dict[str, Any] = {}
    for k, seat in enumerate(theatre.seat_ids):
        he = who.get(seat, EMPTY)
        if isinstance(he, str):
            level, _, temper = he.partition(":")
            he = computer_seat(level, seat, theatre, seed=seed * SALT + k, temperament=temper)
        elif isinstance(he, type):
            he = he(seat, theatre)
        if he is not None and not callable(getattr(he, "sheet", None)):
            raise ValueError(
                f"{seat}: {one_line(repr(he), most=60)} sits at no table; needed an object with sheet(view)"
            )
        seats[seat] = he
    while not match.over:
        match.resolve_sheets({s: he.sheet(match.view(s)) if he is not None else None for s, he in seats.items()})
    return match


@contextmanager
def commanding(who: Mapping[str, Any], sides: Sequence[str]) -> Iterator[dict[str, str]]:
    """The commanders of sides by name: those of one's own are enlisted for as long as the games last.

    Raises:
        ValueError: there is no such side, or somebody is no commander.
    """
    from game.players.battle.own import dismiss, enlist, enlisted, fetch, is_typed

    _refuse_strangers("side", who, sides)
    names: dict[str, str] = {}
    lent = []
    try:
        for side, he in who.items():
            if isinstance(he, str):
                names[side] = fetch(he) if is_typed(he) and he not in enlisted() and not _is_known(he) else he
            else:
                name = f"own:{side}:{type(he).__name__ if not isinstance(he, type) else he.__name__}"
                lent.append(enlist(name, he))
                names[side] = name
        yield names
    finally:
        for name in lent:
            dismiss(name)


def _is_known(name: str) -> bool:
    from game.players.battle.levels import COMMANDERS
    from game.players.battle.staffs import HABIT, PLAN

    return name in COMMANDERS or name.startswith((PLAN, HABIT))


def _refuse_strangers(kind: str, who: Mapping[str, Any], there: Sequence[str]) -> None:
    for name in who:
        known(kind, name, there)


# ------------------------------------------------------------ many games
def simulate(
    scenario: Scenario | str | Path,
    games: int = 100,
    *,
    seed: int = DEFAULT_SEED,
    variant: str | WhatIf = "",
    workers: int = 1,
    **who: Any,
) -> Runs:
    """Many games of a battle: digests and outcomes of each, in the order of their seeds, which are `seed` and those after it.

    `who`: as for `play`, the record where nobody is named. `workers`: processes; results are the same whatever their number.
    A program that asks for more than one guards its own start by `if __name__ == "__main__":`, as Python's own pools need.

    Raises:
        ValueError: no such side, commander or what-if, or no game asked for.
        BadFile: there is no such scenario, or its files are refused.
    """
    from game.whatif.battle.runs import Setting
    from game.whatif.battle.runs import play as play_settings

    _positive(games)
    battle = _under(_battle(scenario), variant)
    with commanding(who, battle.sides) as names:
        seats = [names.get(side, RECORD) for side in battle.sides]
        _known_commanders(battle, seats)
        setting = Setting(scenario=battle, name=battle.variant, commanders=(seats[0], seats[1]))
        return play_settings([setting], games, seed=seed, workers=workers)[0]


class Compared(NamedTuple):
    """History and what-ifs of a battle, game by game with the same luck. `variants`: history first."""

    runs: tuple[Runs, ...]
    variants: tuple[Variant, ...]
    what_ifs: tuple[WhatIf, ...]

    def __repr__(self) -> str:
        names = ", ".join(w.id for w in self.what_ifs)
        return f"Compared({self.runs[0].setting.scenario.id}: {names}; {len(self.runs[0].games)} games each)"

    def to_frame(self) -> Any:
        """A row for each what-if and outcome: mean in history and in it, difference with its 95 % interval, and the mark of what
        hangs on who commands. A `pandas.DataFrame` where pandas is installed, else a list of dicts."""
        from game.whatif.battle.comparison import unchanged

        rows = []
        for k, variant in enumerate(self.variants[1 : 1 + len(self.what_ifs)], start=1):
            old = self.variants[unchanged(self.runs, k)]
            for name, effect in variant.effects.items():
                rows.append(
                    {
                        "what_if": variant.name,
                        "outcome": name,
                        "games": variant.n,
                        "history": old.outcomes[name].mean,
                        "here": variant.outcomes[name].mean,
                        "difference": effect.diff,
                        "lo": effect.lo,
                        "hi": effect.hi,
                        "who_commands": variant.mark(name) or None,
                    }
                )
        return to_frame(rows)


@overload
def compare(
    scenario: Theatre, *what_ifs: str | TheatreWhatIf, games: int = ..., seed: int = ..., workers: int = ...
) -> tuple[Comparison, ...]: ...
@overload
def compare(
    scenario: Scenario,
    *what_ifs: str | WhatIf,
    games: int = ...,
    seed: int = ...,
    workers: int = ...,
    commander: str = ...,
) -> Compared: ...
@overload
def compare(
    scenario: str | Path,
    *what_ifs: Any,
    games: int = ...,
    seed: int = ...,
    workers: int = ...,
    commander: str = ...,
) -> Any: ...
def compare(
    scenario: Scenario | Theatre | str | Path,
    *what_ifs: Any,
    games: int = 100,
    seed: int = DEFAULT_SEED,
    workers: int = 1,
    commander: str = "follower",
) -> Any:
    """History against what-ifs, by id or as objects, game by game with the same luck.

    Of a battle `Compared`, of the strategic game a `Comparison` for each what-if. `commander`: who commands the side of a battle
    that nothing was changed for: "follower", "frozen", "plain", or "all" of them. `workers`: as for `simulate`.

    Raises:
        ValueError: no such what-if or commander, none was named, or no game asked for.
        BadFile: there is no such scenario, or its files are refused.
    """
    _positive(games)
    game = _opened(scenario)
    if not what_ifs:
        raise ValueError("compare: no what-if was named; needed one or more, by id or as objects")
    if _is_theatre(game):
        return _compare_theatre(game, scenario, what_ifs, games, seed, workers)
    from game.whatif.battle.commanding import ALL, ARMS, settings
    from game.whatif.battle.comparison import compare as compared
    from game.whatif.battle.runs import play as play_settings

    if commander not in (*ARMS, ALL):
        raise ValueError(f"commander: needed one of {', '.join((*ARMS, ALL))}, found {commander!r}")
    chosen = tuple(_what_if(game, scenario, w) for w in what_ifs)
    runs = play_settings(settings(game, chosen, arm=commander, games=games), games, seed=seed, workers=workers)
    return Compared(runs, compared(runs), chosen)


def _compare_theatre(
    theatre: Theatre, name: Any, what_ifs: Sequence[Any], games: int, seed: int, workers: int
) -> tuple[Comparison, ...]:
    from game.files.theatre.theatres import theatre_folder
    from game.files.theatre.whatifs import load_theatre_whatifs
    from game.match.theatre.engine import theatre_engine
    from game.whatif.theatre.compare import compare as compared

    folder = theatre_folder(name if isinstance(name, str | Path) else theatre.id)
    there = {w.id: w for w in load_theatre_whatifs(folder, theatre)}
    chosen = [there[known(f"what-if of {theatre.id}", w, there)] if isinstance(w, str) else w for w in what_ifs]
    engine = theatre_engine(theatre, "default")
    return tuple(compared(engine, w, games, seed=seed, workers=workers) for w in chosen)


# ------------------------------------------------------------ odds
def outlook(
    given: Mapping[str, str] | None = None,
    *,
    seen: Mapping[str, str] | None = None,
    dial: str = "default",
    scenario: Theatre | str | Path = "north-or-south",
) -> dict[str, dict[str, float]]:
    """What might have followed, as odds: of each card each state. `given`: choices made; `seen`: states that came about, which
    tell about causes too. The cards of filled seats are in play where one of them is named.

    Raises:
        ValueError: there is no such card, state or dial, or what was seen cannot come about.
        BadFile: there is no such scenario, or its files are refused.
    """
    from game.model.theatre.network import network
    from game.whatif.theatre.outlook.exact import marginals

    game = _opened(scenario)
    if not _is_theatre(game):
        raise ValueError(f"{game.id} is a battle: odds of what followed are the strategic game's")
    given, seen = dict(given or {}), dict(seen or {})
    dials, states = {d.id: d for d in game.deck.dials}, {c.id: c.states for c in game.deck.cards}
    known("dial", dial, dials)
    for card, state in (*given.items(), *seen.items()):
        known(f"state of {card}", state, states[known("card", card, states)])
    if both := sorted(given.keys() & seen.keys()):
        raise ValueError(f"{both[0]} is given and seen: needed one of both")
    plain = {card.id for card in game.deck.cards if not card.added}
    net = network(game.deck, strength=dials[dial].strength, added=not {*given, *seen} <= plain)
    return marginals(net, given, seen)


# ------------------------------------------------------------ private
def _opened(scenario: Any) -> Any:
    if not isinstance(scenario, str | Path):
        return scenario
    from game.files.battle.scenarios import load_scenario
    from game.files.theatre.theatres import is_theatre, load_theatre

    return load_theatre(scenario) if is_theatre(scenario) else load_scenario(scenario)


def _is_theatre(game: Any) -> bool:
    return hasattr(game, "deck")


def _battle(scenario: Any) -> Scenario:
    game = _opened(scenario)
    if _is_theatre(game):
        raise ValueError(f"{game.id} is the strategic game; needed a battle")
    found: Scenario = game
    return found


def _under(scenario: Scenario, variant: str | WhatIf) -> Scenario:
    from game.files.battle.variants import apply, varied

    if not variant:
        return scenario
    return varied(scenario, variant) if isinstance(variant, str) else apply(scenario, variant)


def _what_if(game: Scenario, scenario: Any, asked: Any) -> WhatIf:
    """A what-if of the battle by id, from a file, or as it was given."""
    from game.files.battle.variants import HISTORY
    from game.files.battle.whatifs import load_what_if

    there = {w.id: w for w in (*game.what_ifs, HISTORY)}
    if isinstance(asked, Path) or (isinstance(asked, str) and asked.endswith(".toml")):
        return load_what_if(asked, scenario if isinstance(scenario, str | Path) else game.id)
    if isinstance(asked, str):
        return there[known(f"what-if of {game.id}", asked, there)]
    found: WhatIf = asked
    return found


def _known_commanders(scenario: Scenario, names: Sequence[str]) -> None:
    from game.players.battle.staffs import trouble

    for side, name in zip(scenario.sides, names, strict=True):
        if line := trouble(name, scenario, side):
            raise ValueError(line)


def _positive(games: int) -> None:
    if games < 1:
        raise ValueError(f"games: needed 1 or more, found {games}")
