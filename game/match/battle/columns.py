"""Who knows what of a position: every column of every array of the battle, declared once (rule 8.3).

A row of an array belongs to a side, or to nobody. Of a row of its own a side is told what `own` says, of another row what
`other` says: the whole of it, nothing, or a part that a function of `sealing.py` works out, named here. Where it is told
nothing it reads `blank`. Sealing, and the tests that draw anew what is hidden, go by this table and by nothing else.
"""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from game.rules.battle import codes as C
from game.rules.battle import state as S

Told = Literal[
    "whole",
    "nothing",
    "last seen",  # the hex in which the counter was last seen
    "estimate",  # men as the observers count them
    "counted",  # tanks as they were last counted
    "located",  # whether guns are placed well enough to be fired on (rule 6.8)
    "heard",  # whole once the attack is heard, before that the usual distance (rule 3.6)
    "own score",  # the part of it that makes up the own score (rule 12.1)
    "own ground",  # what the side holds itself, and where it knows enemies to stand
    "after the truce",  # once both have chosen (rule 11.8)
]
Owner = Literal["unit", "observer", "attacker", "group", "strike", "wing", "act", "side", "nobody", "boats"]


class Column(NamedTuple):
    """What a side is told of a column. `blank`: what stands there where it is told nothing; `own_blank`: of its own rows."""

    own: Told = "whole"
    other: Told = "nothing"
    blank: int = 0
    own_blank: int = 0


class Array(NamedTuple):
    """An array. `owner`: whose a row is, "boats": of the sides that have men with boats; `slots`: rows are filled as they come,
    so that a number tells how many others there are: a side reads its own ones from the first on, in an order of their own."""

    owner: Owner
    columns: Mapping[int, Column]
    slots: bool = False


OWN, BOTH, NOBODY = Column(), Column(other="whole"), Column(own="nothing")


def _of(count: int, usual: Column, **other: Column) -> dict[int, Column]:
    """A declaration for each of the first `count` columns; `other`: those that are not as usual, by name."""
    named = {getattr(S, name): column for name, column in other.items()}
    return {k: named.get(k, usual) for k in range(count)}


NOWHERE = Column(blank=-1)
ARRAYS: dict[str, Array] = {
    "units": Array(
        "unit",
        _of(
            59,
            OWN,
            HEX=Column(other="last seen", blank=-1),
            MEN=Column(other="estimate"),
            CREW=Column(other="estimate"),
            TANKS=Column(other="counted"),
            LOCATED_PM=Column(
                own="nothing", other="located"
            ),  # what he has heard of one's guns the enemy does not tell
            GOAL=NOWHERE,
            START_LINE=NOWHERE,
            FALLBACK=NOWHERE,
            TRIGGER_HEX=NOWHERE,
            COH_PM=Column(blank=1000),
            FORTUNE_PM=Column(blank=1000),
            LINE_PM=Column(blank=1000),
            BREAK_PM=Column(blank=400),
            QUIET=Column(blank=999),
            CREST=Column(blank=3),
            TASK=Column(blank=C.HOLD),
            ACTIVE=Column(blank=1),
        ),
    ),
    "rows": Array(
        "attacker",  # the other side is told of a row from the pulse on in which it is heard
        _of(
            18,
            BOTH,
            ATTACKER=Column(other="whole", blank=-1),
            ATTACKER_2=Column(other="whole", blank=-1),
            COUNTER_AT=Column(own="nothing", other="whole", blank=-1, own_blank=-1),
            HEAR_M=Column(own="heard", other="whole"),
        ),
        slots=True,
    ),
    "hexes": Array(
        "nobody",
        {
            S.OWNER: Column(own="own ground", blank=-1),
            S.MARSH_COUNT: NOBODY,
            S.SHELLED: NOBODY,
            S.TAKEN_AT: Column(own="nothing", own_blank=-1),
        },
    ),
    "missions": Array("group", _of(9, OWN), slots=True),
    "sides": Array("side", _of(9, OWN)),
    "places": Array(
        "nobody",
        {
            S.PLACE_SUM: Column(own="own score"),
            S.PLACE_SUM_FOE: Column(own="own score"),
            S.PLACE_PULSES: BOTH,
            S.PLACE_TAKEN_AT: BOTH,  # of scored places both sides are told (rule 8.3)
            S.PLACE_FIRST_ASSAULT: Column(own="nothing", own_blank=-1),  # it may be a silent one
        },
    ),
    "seen": Array(
        "observer",
        _of(
            8,
            OWN,
            SEEN_HEX=NOWHERE,
            SEEN_AT=NOWHERE,
            SEEN_SIZE_PM=Column(own="nothing", own_blank=1000),  # how far the estimate is off nobody knows
        ),
    ),
    "paths": Array("unit", _of(S.MAX_PATH, OWN)),
    "clock": Array("nobody", _of(5, BOTH, SEED0=NOBODY, SEED1=NOBODY)),
    # How the other side's boats fare shows only in what stands on the far bank.
    "crossings": Array("boats", _of(4, OWN, X_SEEN_AT=NOWHERE)),
    "leaves": Array("act", _of(7, OWN, LEAVE_ASKED=NOWHERE, LEAVE_DUE=NOWHERE, LEAVE_DONE=NOWHERE)),
    # What was said aloud at the talks is known, and what was chosen after them.
    "forms": Array(
        "side",
        _of(
            14,
            OWN,
            FORM_PROPOSAL=NOWHERE,
            FORM_ATTACKED=NOWHERE,
            FORM_SAID=BOTH,
            FORM_ALONE=BOTH,
            FORM_REQUESTS=BOTH,
            FORM_AFTER_PM=BOTH,
            FORM_CHOICE=Column(other="after the truce"),
        ),
    ),
    "accord": Array("nobody", _of(10, BOTH)),
    "strikes": Array("strike", _of(8, OWN), slots=True),
    "wings": Array("wing", _of(5, OWN)),
}


def undeclared(state: S.State) -> list[str]:
    """Columns of a position for which nothing is declared, and declarations of columns that there are not."""
    found = [f"array {name}" for name in {*state._fields} ^ {*ARRAYS}]
    for name in {*state._fields} & {*ARRAYS}:
        there = range(getattr(state, name).shape[-1])
        found += [f"{name} column {k}" for k in sorted({*there} ^ {*ARRAYS[name].columns})]
    return sorted(found)
