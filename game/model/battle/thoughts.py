"""What a commander thought before a turn: kept beside it in the journal, never in the digest, told when the game is over."""

from typing import Annotated

from msgspec import Meta, Struct

from game.model.base import HexAt

VERSION = 1
MOST_OPTIONS = 60
MOST_BELIEVED = 400
MOST_AHEAD = 8
Word = Annotated[str, Meta(max_length=80)]
Men = Annotated[int, Meta(ge=0, le=1_000_000)]
Turn = Annotated[int, Meta(ge=0, le=10_000)]
Points = Annotated[float, Meta(ge=-1000.0, le=1000.0)]


class Weighed(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """An option that was played on. `key`: its id, with the place behind a colon; `mean`: own score to be expected, points;
    `gain`: over the plan that was running, `error`: one standard error of that; `worlds`: in how many positions."""

    key: Word
    mean: Points
    gain: Points = 0.0
    error: Annotated[float, Meta(ge=0.0, le=1000.0)] = 0.0
    worlds: Annotated[int, Meta(ge=0, le=10_000)] = 0


class Ahead(Struct, frozen=True, forbid_unknown_fields=True):
    """A way out of a phase: the condition in a word, and the option that it leads to."""

    when: Word
    to: Word


class Phase(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A phase of the plan. `key`: its option; `since`: number of the turn in which it began; `aims`: scored places that it goes
    for; `men`: that it began with; `lost`: men the side had lost by then; `held`: scored places that it held then; `start`: hour
    of the first assault ordered, "" for none; `rounds`: shells its fire orders plan a pulse; `ahead`: where it may lead."""

    key: Word
    since: Turn
    aims: Annotated[tuple[Word, ...], Meta(max_length=20)] = ()
    men: Men = 0
    lost: Men = 0
    held: Annotated[tuple[Word, ...], Meta(max_length=20)] = ()
    start: Word = ""
    rounds: Men = 0
    ahead: Annotated[tuple[Ahead, ...], Meta(max_length=MOST_AHEAD)] = ()


class Believed(Struct, frozen=True, forbid_unknown_fields=True, array_like=True):
    """An enemy counter as the commander took it to be: where, and how many men."""

    unit: Word
    hex: HexAt
    men: Men


class Thought(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What a commander thought before one turn. `phase`: of the plan that he then followed; `why`: "gain" where he changed
    to it for what it promised, "branch" where the phase before led to it, "" where he stayed; `weighed`: best first."""

    thought: Annotated[int, Meta(ge=VERSION, le=VERSION)] = VERSION
    turn: Turn
    phase: Phase
    why: Word = ""
    desk: Word = ""
    weighed: Annotated[tuple[Weighed, ...], Meta(max_length=MOST_OPTIONS)] = ()
    believed: Annotated[tuple[Believed, ...], Meta(max_length=MOST_BELIEVED)] = ()
