"""What each column of the strategic game's position may hold, so that one from a file can be compared before a rule sees it.

The clock is not here: after a turn it can stand at one place only.
"""

import numpy as np

from game.core.ranges import Columns, Sizes, Span, index
from game.rules.theatre import state as T

COUNT = Span(0, 10_000)  # of divisions, of times
TIDE = Span(-10_000, 10_000)  # of what is won and lost
TURN = Span(0, 0, "turns")  # 0: never
LATER = Span(0, 1000)  # a turn, or one beyond the last
FLAG = Span(0, 1)
BITS = Span(0, -1, "sets")  # of places

PLACES = dict.fromkeys(range(T.PLACE_COLS), COUNT) | {
    **dict.fromkeys(range(T.DEVIATION, T.COMING), TIDE),
    T.LOST: TIDE,
}
REST = {
    **dict.fromkeys((T.OIL, T.DRIVEN, T.AID, T.AID_FELT, T.DEPOTS_J, T.DEPOTS_S, T.BEYOND), COUNT),
    **dict.fromkeys((T.FALLEN, T.OFFENCE_AT, T.WAR_AT), TURN),
    T.HOLD: TIDE,
    T.WAR_ACT: Span(0, -1, "acts"),
    T.CLASH_AT: index("places"),
    T.CLOSED: BITS,
    T.CLOSING: BITS,
    T.INCIDENT: index("incidents"),
    T.OVER: FLAG,
}
RANGES: dict[str, Columns] = dict(
    places=PLACES,
    tracks={T.RECORD: Span(0, 100), T.NETWORK: TIDE, T.PLAY: TIDE},
    cards={T.CARD_STATE: index("states"), T.CARD_HOW: Span(T.OPEN, T.READ_OFF), T.CARD_TURN: Span(-1, 0, "turns")},
    seats={
        T.STANDING: COUNT,
        T.LAST_POLICY: index("policies"),
        T.HALF_UNTIL: LATER,
        T.SHARP_IN: LATER,
        T.SAT: FLAG,
    },
    policies={T.USED: COUNT, T.USED_IN: TURN},
    marks={T.MARK_COUNT: COUNT, T.MARK_UNTIL: LATER},
    acts=Span(-1, 10_000),
    asked=FLAG,
    seen=COUNT,
    rest=REST,
)


def sizes_of(book: T.Book) -> Sizes:
    """How many there are of what a column may name, by the tables of a game; of states so many for each card."""
    frame = np.asarray(book.frame)
    turns, acts = int(frame[T.FR_TURNS]), int(frame[T.FR_ACTS])
    places = len(np.asarray(book.place))
    return {
        "places": places,
        "sets": 2**places,
        "turns": turns,
        "acts": acts,
        "policies": len(np.asarray(book.policy)),
        "incidents": int(frame[T.AT_INCIDENT + 1] - frame[T.AT_INCIDENT]),
        "states": np.asarray(book.node)[:, T.N_STATES],
    }
