"""The scratch of a turn: what befalls counters in a pulse, the list in hand, events and their factors; never part of a digest."""

from typing import NamedTuple

from game.core.arrays import Grid, Line

# acc: what a counter receives in this pulse
HITS_FIRE, HITS_SHELL, HITS_CLOSE, BEAT, TANK_HITS = range(5)
ACC_COLS = 5
# worn: cohesion that a counter lost and won in this turn, per mille, by what did it
WORN_FIRE, WORN_SHELL, WORN_CLOSE, WORN_CREW, WORN_BACK = range(5)
WORN_COLS = 5
# firers: rifle-equivalents of all who fire on one front; of the men left; of those with ammunition; of those in order
FULL, PRESENT, FED, STEADY = range(4)
FIRER_COLS = 4
# list: (code, value) of the rows that decide the number in hand
LIST_ROWS = 48
# events: integers; factors: (code, value) pairs that belong to the event, first..first+n
(E_PULSE, E_KIND, E_ACTOR, E_TARGET, E_HEX, E_A, E_B, E_C, E_SEEN, E_FIRST, E_COUNT) = range(11)
EVENT_COLS = 11
MAX_EVENTS = 4096
MAX_FACTORS = 32768
# note (i8): counters of the turn
N_EVENTS, N_FACTORS, N_TRACE, N_LIST = range(4)


class Work(NamedTuple):
    """Scratch of one turn."""

    acc: Grid[float]  # f8 (units, ACC_COLS)
    worn: Grid[float]  # f8 (units, WORN_COLS)
    firers: Line[float]  # f8 (FIRER_COLS,)
    list: Grid[float]  # f8 (LIST_ROWS, 2)
    cost: Line[int]  # i4 (hexes,) search: cost so far
    back: Line[int]  # i4 (hexes,) search: where from
    heap: Grid[int]  # i4 (heap size, 2) search: cost, hex; flood: hex, next in its bucket
    ring: Line[int]  # i4 (buckets,) flood: first of each bucket, -1 none
    mark: Line[int]  # i4 (hexes,) search: 1 = an enemy is known there, 2 = beside a known strong one
    los: Grid[int]  # i1 (hexes, hexes) line of sight: hexes apart + 1, negative = blocked, 0 = unknown
    events: Grid[int]  # i4 (MAX_EVENTS, EVENT_COLS)
    factors: Grid[float]  # f8 (MAX_FACTORS, 2)
    note: Line[int]  # i8 (8,)
    words: Line[int]  # i8 (4,) scratch of the dice


Work.LAYOUT = dict(  # type: ignore[attr-defined]
    acc=("f8", 2),
    worn=("f8", 2),
    firers=("f8", 1),
    list=("f8", 2),
    cost=("i4", 1),
    back=("i4", 1),
    heap=("i4", 2),
    ring=("i4", 1),
    mark=("i4", 1),
    los=("i1", 2),
    events=("i4", 2),
    factors=("f8", 2),
    note=("i8", 1),
    words=("i8", 1),
)
