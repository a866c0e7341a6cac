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
# note (i8): counters of the turn. Kept longer: N_LOOKS: times that a side has looked round; N_GROUND + side: how often its
# picture of the ground has changed; N_STIRRED + side: the look at which one of its eyes was last found elsewhere
N_EVENTS, N_FACTORS, N_TRACE, N_LIST, N_LOOKS, N_GROUND, _, N_STIRRED, _ = range(9)
NOTES = 9
# eyes (i8): where a counter looked from and how far. EYE_AT: hex and 1, 0 nowhere; EYE_SINCE: the look at which that changed
EYE_AT, EYE_REACH, EYE_SINCE = range(3)
EYE_COLS = 3
# nearest (i8): of an enemy the nearest eye that can see him. NEAR_TO: his hex and 1; NEAR_EYE: whose, -1 nobody's; NEAR_APART:
# hexes, -1 none; NEAR_LOOK: the look of that
NEAR_TO, NEAR_EYE, NEAR_APART, NEAR_LOOK = range(4)
NEAR_COLS = 4
# queue: a hex that waits in a bucket of the ring
Q_NEXT, Q_BEFORE, Q_BUCKET = range(3)  # Q_BUCKET: -1 while it does not wait
QUEUE_COLS = 3
# jam (i8): of a column that found no way round a full hex, what it asked
(J_HERE, J_GOAL, J_FULL, J_MOST, J_PACE, J_GROUND) = range(6)
JAM_COLS = 6


class Work(NamedTuple):
    """Scratch of one turn. What is kept longer only saves work: each rule that reads it compares first what it was made from."""

    acc: Grid[float]  # f8 (units, ACC_COLS)
    worn: Grid[float]  # f8 (units, WORN_COLS)
    firers: Line[float]  # f8 (FIRER_COLS,)
    list: Grid[float]  # f8 (LIST_ROWS, 2)
    cost: Line[int]  # i4 (hexes,) search: cost so far
    back: Line[int]  # i4 (hexes,) search: where from
    step: Line[int]  # i4 (gaits,) search: cost of a step, -1 barred
    queue: Grid[int]  # i4 (hexes, QUEUE_COLS) search: hexes that wait
    ring: Line[int]  # i4 (buckets,) search: first of each bucket, -1 none
    mark: Line[int]  # i4 (hexes,) supply: ground that it cannot pass
    verbs: Line[int]  # i4 (units,) tasks that a counter may be given, as bits
    targets: Grid[int]  # i4 (2, units) direct fire: enemies that the side may fire on outside any row
    looking: Line[int]  # i4 (units,) sight: counters that look round
    # Kept from one question to the next, for each side: drawn anew where what it was drawn from has changed
    danger: Grid[
        int
    ]  # i1 (2, hexes) 1 = an enemy is known there, 2 = beside a known strong one; 4 more: the side may not be there
    known: Grid[int]  # i4 (2, units) what `danger` was drawn from
    held: Grid[int]  # i4 (2, acts and zones) what its last part was drawn from
    jam: Grid[int]  # i8 (units, JAM_COLS)
    eyes: Grid[int]  # i8 (units, EYE_COLS)
    nearest: Grid[int]  # i8 (units, NEAR_COLS)
    manned: Grid[int]  # i4 (2, hexes) counters of the side that look from there
    los: Grid[int]  # i1 (hexes, hexes) line of sight: hexes apart + 1, negative = blocked, 0 = unknown
    events: Grid[int]  # i4 (MAX_EVENTS, EVENT_COLS)
    factors: Grid[float]  # f8 (MAX_FACTORS, 2)
    note: Line[int]  # i8 (NOTES,)
    words: Line[int]  # i8 (4,) scratch of the dice


Work.LAYOUT = dict(  # type: ignore[attr-defined]
    acc=("f8", 2),
    worn=("f8", 2),
    firers=("f8", 1),
    list=("f8", 2),
    cost=("i4", 1),
    back=("i4", 1),
    step=("i4", 1),
    queue=("i4", 2),
    ring=("i4", 1),
    mark=("i4", 1),
    verbs=("i4", 1),
    targets=("i4", 2),
    looking=("i4", 1),
    danger=("i1", 2),
    known=("i4", 2),
    held=("i4", 2),
    jam=("i8", 2),
    eyes=("i8", 2),
    nearest=("i8", 2),
    manned=("i4", 2),
    los=("i1", 2),
    events=("i4", 2),
    factors=("f8", 2),
    note=("i8", 1),
    words=("i8", 1),
)
