"""How a game went, turn by turn, in a few hundred bytes: ground, losses by side, cause and place, tanks, escalation.

A game is a table of whole numbers: a row for each turn that was played, a column for each measure, each as it stands at the
end of that turn. Losses are counted where the counter stood at the end of the turn in which it had them (at its beginning if it
is gone by then): the nearest scored place within three hexes, else elsewhere. Ground is per mille of a place.
"""

from __future__ import annotations

import zlib
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from game.core.words import N_
from game.match.battle.score import shares_of
from game.rules.battle import state as S

if TYPE_CHECKING:
    from game.match.battle import Match
    from game.model.battle.scenario import Scenario
    from game.rules.battle.state import State

NEAR_HEXES = 3  # of a scored place: beyond, losses are elsewhere (design choice)
ELSEWHERE = "elsewhere"
CAUSES = (
    "fire",
    "shells",
    N_("close combat"),
    "other",
)  # direct fire; shells and bombs; close combat; drowned, strayed, taken
NIGHT = "Night"
COUNTED = [S.LOST, S.KILLED, S.LOST_FIRE, S.LOST_SHELL, S.LOST_CLOSE, S.TANKS_LOST]
Table = NDArray[np.int32]


class Column(NamedTuple):
    """A column of the table. `kind`: lost, killed, cause, place, tanks, level or share; `of`: the cause or place it is about."""

    kind: str
    side: str
    of: str = ""


class Ending(msgspec.Struct, frozen=True, omit_defaults=True):
    """How a game ended. `signed`: turn of the truce, empty for none, with `term`, `commission`; `after`: what each side chose.

    `acts`: by act the turn in which it was first done, `asked`: petitions by act, granted (0 or 1) and refused; `parts`: by side
    the points of each part of its score.
    """

    signed: str = ""
    term: str = ""
    commission: bool = False
    after: dict[str, str] = {}
    acts: dict[str, str] = {}
    asked: dict[str, tuple[int, int]] = {}
    parts: dict[str, dict[str, float]] = {}


@lru_cache(8)
def _columns(sides: tuple[str, str], places: tuple[str, ...]) -> tuple[Column, ...]:
    found = []
    for side in sides:
        found += [Column("lost", side), Column("killed", side), *(Column("cause", side, c) for c in CAUSES)]
        found += [Column("tanks", side), Column("level", side)]
        found += [Column("place", side, p) for p in (*places, ELSEWHERE)]
        found += [Column("share", side, p) for p in places]
    return tuple(found)


def columns(scenario: Scenario) -> tuple[Column, ...]:
    """The columns of a game of the scenario."""
    return _columns(scenario.sides, tuple(p.place for p in scenario.scored))


def note(match: Match, played: int) -> bytes:
    """The table of a game, packed; rows are the turns from number `played` of its records on."""
    scenario, records = match.scenario, match.records
    zone, own = _zones(scenario), np.asarray(match.tables.unit)[:, S.U_SIDE]
    before: State = match.opening if not played else records[played - 1].state
    by_place = np.zeros((2, len(scenario.scored) + 1), "i8")
    rows = np.zeros((len(records) - played, len(columns(scenario))), "i4")
    for k, record in enumerate(records[played:]):
        _add_losses(by_place, zone, own, np.asarray(before.units), np.asarray(record.state.units))
        rows[k] = _row(match, record.state, own, by_place)
        before = record.state
    return packed(rows)


def packed(rows: Table) -> bytes:
    """A table as a game keeps it."""
    return zlib.compress(np.diff(rows, axis=0, prepend=np.zeros((1, rows.shape[1]), "i4")).astype("<i4").tobytes(), 1)


def table(scenario: Scenario, turns: bytes) -> Table:
    """The table of a game. Shape (turns played, columns).

    Raises:
        ValueError: it is of another scenario, or damaged.
    """
    try:
        flat = np.frombuffer(zlib.decompress(turns), "<i4")
        return np.cumsum(flat.reshape(-1, len(columns(scenario))), axis=0, dtype="i4")
    except (zlib.error, ValueError) as e:
        raise ValueError(f"the turns of a game cannot be read: {e}") from None


def losses_of(match: Match) -> bytes:
    """Men that each counter lost, in the order of the scenario, packed."""
    return zlib.compress(np.asarray(match.state.units)[:, S.LOST].astype("<i2").tobytes(), 1)


def losses(units: bytes) -> NDArray[np.int16]:
    """Men that each counter lost."""
    return np.frombuffer(zlib.decompress(units), "<i2")


def ending_of(match: Match) -> Ending:
    """How a game ended."""
    scenario, state = match.scenario, match.state
    parts = {side: {p.name: round(p.points, 2) for p in match.score(side).parts} for side in scenario.sides}
    politics = scenario.politics
    if politics is None:
        return Ending(parts=parts)
    name, accord, forms = {t.number: t.name for t in scenario.calendar.turns}, state.accord[0], state.forms
    signed = int(accord[S.SIGNED_TURN])
    codes = {code: word for word, code in _choices().items()}
    leaves = [(act.id, state.leaves[k]) for k, act in enumerate(politics.acts)]
    return Ending(
        signed=name.get(signed, ""),
        term=politics.terms[int(accord[S.TRUCE_TERM])].id if signed >= 0 else "",
        commission=signed >= 0 and bool(accord[S.COMMISSION]),
        after={
            side: codes[int(forms[k, S.FORM_CHOICE])]
            for k, side in enumerate(scenario.sides)
            if signed >= 0 and int(forms[k, S.FORM_CHOICE]) in codes
        },
        acts={act: name[int(row[S.LEAVE_DONE])] for act, row in leaves if int(row[S.LEAVE_DONE]) >= 0},
        asked={
            act: (int(int(row[S.LEAVE_HELD]) == 1), int(row[S.LEAVE_REFUSED]))
            for act, row in leaves
            if int(row[S.LEAVE_ASKS])
        },
        parts=parts,
    )


# ------------------------------------------------------------------ private
def _row(match: Match, state: State, own: NDArray[np.int32], by_place: NDArray[np.int64]) -> list[int]:
    units, found = np.asarray(state.units)[:, COUNTED], []
    for k, shares in enumerate(shares_of(match.scenario, state, match.tables)):
        lost, killed, fire, shell, close, tanks = units[own == k].sum(axis=0, dtype="i8").tolist()
        found += [lost, killed, fire, shell, close, lost - fire - shell - close, tanks, int(state.sides[k, S.LEVEL])]
        found += [*by_place[k].tolist(), *shares.values()]
    return found


def _add_losses(
    by_place: NDArray[np.int64],
    zone: NDArray[np.int64],
    own: NDArray[np.int32],
    old: NDArray[np.int32],
    new: NDArray[np.int32],
) -> None:
    more = new[:, S.LOST] - old[:, S.LOST]
    if more.any():
        here = np.where(new[:, S.HEX] >= 0, new[:, S.HEX], old[:, S.HEX])
        np.add.at(by_place, (own, zone[here]), more)


def _zones(scenario: Scenario) -> NDArray[np.int64]:
    """For each hex the number of its scored place, the last for elsewhere."""
    return _zones_of(
        scenario.ground.columns,
        scenario.ground.rows,
        tuple(tuple(filter(None, (scenario.place(p.place).hex, p.also))) for p in scenario.scored),
    )


@lru_cache(8)
def _zones_of(wide: int, high: int, places: tuple[tuple[tuple[int, int], ...], ...]) -> NDArray[np.int64]:
    from game.core.hexes import distance

    found = np.full(wide * high, len(places), "i8")
    for h in range(wide * high):
        here = (h % wide, h // wide)
        near = [(min(distance(here, at) for at in hexes), k) for k, hexes in enumerate(places)]
        if near and min(near)[0] <= NEAR_HEXES:
            found[h] = min(near)[1]
    return found


def _choices() -> dict[str, int]:
    from game.rules.battle.setup_politics import CHOICES

    return CHOICES
