"""The three ways into a learning table: PettingZoo parallel, PettingZoo turn by turn (AEC), Gymnasium for one seat."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from game.files.theatre.theatres import is_theatre
from game.match.frames import known
from game.model.battle.scenario import Scenario
from game.model.theatre.game import Theatre
from game.players.learning.table import LearningTable

if TYPE_CHECKING:
    from pettingzoo import AECEnv

    from game.players.learning.parallel import ParallelSeats
    from game.players.learning.single import SingleSeat

REWARDS = ("score", "margin")


def parallel_env(
    scenario: Scenario | Theatre | str | Path,
    *,
    reward: str = "score",
    turns: int = 0,
    render_mode: str | None = None,
    others: dict[str, Any] | None = None,
    variant: str = "",
    act: int = 0,
    dial: str = "default",
) -> ParallelSeats:
    """All sides of a battle, or seats of the strategic game, choose at once: a PettingZoo `ParallelEnv`.

    `reward`: "score", what the own score gained since the turn before, in hundredths; or "margin", at the end what it is ahead
    of the others' mean. `turns`: turns after which a game is cut off, 0 never. `others`: seats that do not learn, and who sits
    there, by name or as an object. `variant`: of a battle; `act`, `dial`: of the strategic game. `render_mode`: "rgb_array".

    Raises:
        ValueError: no such reward, side, commander, what-if, act or dial.
        BadFile: there is no such scenario, or its files are refused.
        ImportError: the extra `rl` is not installed.
    """
    _needs_extra()
    from game.players.learning.parallel import ParallelSeats

    known("reward", reward, REWARDS)
    return ParallelSeats(_table(scenario, others, variant, act, dial), reward, turns, render_mode)


def aec_env(scenario: Scenario | Theatre | str | Path, **how: Any) -> AECEnv[str, Any, Any]:
    """The same one seat after the other, sealed until all have chosen: a PettingZoo `AECEnv`. `how`: as for `parallel_env`."""
    from pettingzoo.utils.conversions import parallel_to_aec

    made: AECEnv[str, Any, Any] = parallel_to_aec(parallel_env(scenario, **how))
    return made


def single_env(
    scenario: Scenario | Theatre | str | Path, seat: str, *, against: Any = "plain", **how: Any
) -> SingleSeat:
    """One seat against commanders: a Gymnasium `Env`.

    `against`: who sits in every other seat, by name or as an object, or a dict by seat. `how`: as for `parallel_env`.
    """
    _needs_extra()
    from game.players.learning.parallel import ParallelSeats
    from game.players.learning.single import SingleSeat

    reward, turns = how.pop("reward", "score"), how.pop("turns", 0)
    render_mode = how.pop("render_mode", None)
    known("reward", reward, REWARDS)
    game = _opened(scenario)
    names = game.seat_ids if isinstance(game, Theatre) else game.sides
    known("seat" if isinstance(game, Theatre) else "side", seat, names)
    others = against if isinstance(against, dict) else {name: against for name in names if name != seat}
    table = _table(game, others, how.pop("variant", ""), how.pop("act", 0), how.pop("dial", "default"))
    if how:
        raise TypeError(
            f"single_env: no option {next(iter(how))!r}; needed reward, turns, render_mode, variant, act or dial"
        )
    if table.agents != (seat,):
        raise ValueError(f"against: needed somebody for every seat but {seat}; {', '.join(table.agents)} would learn")
    return SingleSeat(ParallelSeats(table, reward, turns, render_mode))


def _needs_extra() -> None:
    missing = [name for name in ("gymnasium", "pettingzoo") if find_spec(name) is None]
    if missing:
        raise ImportError(f"environments need {' and '.join(missing)}, of the extra rl: pip install 'changkufeng[rl]'")


def _opened(scenario: Scenario | Theatre | str | Path) -> Scenario | Theatre:
    from game.files.battle.scenarios import load_scenario
    from game.files.theatre.theatres import load_theatre

    if not isinstance(scenario, str | Path):
        return scenario
    return load_theatre(scenario) if is_theatre(scenario) else load_scenario(scenario)


def _table(
    scenario: Scenario | Theatre | str | Path, others: dict[str, Any] | None, variant: str, act: int, dial: str
) -> LearningTable:
    game = _opened(scenario)
    if isinstance(game, Theatre):
        from game.players.learning.theatre import StrategicTable

        if variant:
            raise ValueError(f"{game.id}: a what-if of the strategic game is compared, not played; needed a battle")
        return StrategicTable(game, others=others, act=act, dial=dial)
    from game.players.learning.battle import BattleTable

    if act or dial != "default":
        raise ValueError(f"{game.id} is a battle, without acts and dials; needed the strategic game")
    return BattleTable(game, variant=variant, others=others)
