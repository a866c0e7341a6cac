"""The verbs of an order and the missions of guns, each asked every question once; who asks reads the row (rules 6.4, 7.2).

A row answers all questions: a new verb is a new row here and nothing else, unless it does what no verb does yet.
"""

from typing import Literal, NamedTuple

from game.core.words import N_

# Numbers of the tasks in a position. Append only: journals and digests depend on them.
HOLD, DIG, RESERVE, MOVE, ASSAULT, WITHDRAW, FIRE, FERRY, CEASE = range(9)
NO_TASK = -1  # of a verb that is no counter's task
PREPARATION, DEFENSIVE, INTERDICTION, COUNTER_BATTERY = range(4)


class Gesture(NamedTuple):
    """A way to give a verb by key or button. `name`: of the action in the key table; `shown`: to which counters in hand."""

    name: str
    key: str  # as usual; "" none
    label: str  # on a button
    title: str  # in the list of keys
    tip: str
    fields: dict[str, str | int]  # of the order that it writes
    shown: Literal["always", "guns", "others", "wings"]


class Verb(NamedTuple):
    """What a verb is. No question has a usual answer: every row gives its own."""

    name: str
    code: int
    aims: Literal[
        "nothing", "hex", "hex or own", "crossing", "mission"
    ]  # what `target` is; "mission": as its mission says
    is_wet: bool  # the target may be water
    for_counters: bool
    for_wings: bool
    # how it goes about it: every task of a counter is one of these four
    stays: bool
    marches: bool
    assaults: bool
    ferries: bool
    # what it does besides
    halts: bool  # the march ends where an enemy's zone of control begins (8.4)
    enters: bool  # it goes onto ground that may need leave (10.3)
    digs: bool
    waits: bool  # for a trigger
    retires: bool  # a broken counter still does it; it leaves nobody behind twice (2.8)
    rests: bool  # nothing is ahead: the share of the men on the crest line may be set, the counter is free for orders
    fires: bool  # missions of guns
    hushes: bool  # its guns fire no mission, not even when called on (6.4)
    strikes: bool  # from the air
    may_be_quiet: bool  # done silently (7.4)
    is_timed: bool  # an hour at which it begins is heeded
    stands_beside: bool  # a unit may have several that differ in mission, target or hour (7.8)
    leave: tuple[str, ...]  # codes of the kinds of leave that it needs (10.3)
    truce: Literal["lawful", "on own ground", "without a trigger", "never"]  # whether a truce lets it be ordered (11.4)
    laid_down: Literal["no", "over the line", "always"]  # whether a truce that comes ends it (11.4)
    help: str
    gestures: tuple[Gesture, ...]


class MissionRow(NamedTuple):
    """A mission of guns (6.4). `aims`: it needs a hex; `is_shelling`: it plans its fire and keeps off own men."""

    name: str
    code: int
    aims: bool
    is_shelling: bool
    help: str
    title: str


VERBS: dict[str, Verb] = {}
BY_CODE: dict[int, Verb] = {}
MISSION_ROWS = {
    m.name: m
    for m in (
        MissionRow(
            "preparation",
            PREPARATION,
            True,
            True,
            N_("shells on a hex for the hours of the mission"),
            N_("Preparation"),
        ),
        MissionRow(
            "defensive",
            DEFENSIVE,
            True,
            False,
            N_("shells when attackers who were heard press on the hex"),
            N_("Defensive fire"),
        ),
        MissionRow("interdiction", INTERDICTION, True, True, N_("shells on a way or a crossing"), N_("Interdiction")),
        MissionRow(
            "counter_battery",
            COUNTER_BATTERY,
            False,
            False,
            N_("listens, and answers located guns that fire"),
            N_("Counter-battery"),
        ),
    )
}


def add(verb: Verb) -> None:
    """Puts a row into the table.

    Raises:
        ValueError: the name or the number is taken.
    """
    if verb.name in VERBS or verb.code in BY_CODE:
        raise ValueError(f"verb {verb.name!r}, number {verb.code}: there is one")
    VERBS[verb.name] = verb
    if verb.code != NO_TASK:
        BY_CODE[verb.code] = verb


def mission_row(name: str) -> MissionRow:
    """The row of a mission; a mission that is not named prepares."""
    return MISSION_ROWS[name] if name else next(iter(MISSION_ROWS.values()))


def needs_hex(verb: str, mission: str = "") -> bool:
    """An order of the verb says nothing without a target hex."""
    aims = VERBS[verb].aims
    return mission_row(mission).aims if aims == "mission" else aims in ("hex", "crossing")


def gestures() -> dict[str, tuple[Verb, Gesture]]:
    """Every gesture by its name, in the order of keys and buttons."""
    return {g.name: (v, g) for v in VERBS.values() for g in v.gestures}


def gesture_of(verb: str, **fields: object) -> Gesture | None:
    """The gesture that writes a verb with these fields; the verb's first where none is nearer, None if it has none."""
    own = VERBS[verb].gestures
    return next(
        (g for g in own if g.fields and all(fields.get(k) == v for k, v in g.fields.items())), next(iter(own), None)
    )


# fmt: off
for _verb in (
    Verb(
        name="move", code=MOVE, aims="hex", is_wet=False, for_counters=True, for_wings=False,
        stays=False, marches=True, assaults=False, ferries=False,
        halts=True, enters=True, digs=False, waits=False, retires=False, rests=False,
        fires=False, hushes=False, strikes=False, may_be_quiet=True, is_timed=True, stands_beside=False,
        leave=("MOVE_TO",), truce="on own ground", laid_down="over the line",
        help=N_("marches to a hex; it ends where the enemy's fire controls the ground"),
        gestures=(Gesture("move", "M", N_("Move"), N_("March to a hex"), N_("March to a hex"), {}, "always"),),
    ),
    Verb(
        name="assault", code=ASSAULT, aims="hex", is_wet=False, for_counters=True, for_wings=False,
        stays=False, marches=False, assaults=True, ferries=False,
        halts=False, enters=True, digs=False, waits=False, retires=False, rests=False,
        fires=False, hushes=False, strikes=False, may_be_quiet=True, is_timed=True, stands_beside=False,
        leave=("MOVE_TO", "ASSAULT_AT"), truce="never", laid_down="always",
        help=N_("goes at a hex, openly, silently or prepared by guns, and presses home"),
        gestures=(
            Gesture(
                "assault", "A", N_("Assault"), N_("Assault a hex"),
                N_("Go at a hex and press home; a second click sets the start line"), {}, "others",
            ),
            Gesture(
                "silent", "S", N_("Silent"), N_("Assault silently"),
                N_("Assault without noise or light"), {"manner": "silent"}, "others",
            ),
        ),
    ),
    Verb(
        name="hold", code=HOLD, aims="nothing", is_wet=False, for_counters=True, for_wings=True,
        stays=True, marches=False, assaults=False, ferries=False,
        halts=False, enters=False, digs=False, waits=False, retires=False, rests=True,
        fires=False, hushes=False, strikes=False, may_be_quiet=False, is_timed=False, stands_beside=False,
        leave=(), truce="lawful", laid_down="no",
        help=N_("stays and fights; of aircraft, strikes that have not flown are called back"),
        gestures=(Gesture("hold", "H", N_("Hold"), N_("Hold"), N_("Stay and fight"), {}, "always"),),
    ),
    Verb(
        name="dig", code=DIG, aims="nothing", is_wet=False, for_counters=True, for_wings=False,
        stays=True, marches=False, assaults=False, ferries=False,
        halts=False, enters=False, digs=True, waits=False, retires=False, rests=True,
        fires=False, hushes=False, strikes=False, may_be_quiet=False, is_timed=False, stands_beside=False,
        leave=(), truce="lawful", laid_down="no",
        help=N_("stays and improves its works"),
        gestures=(Gesture("dig", "D", N_("Dig"), N_("Dig"), N_("Improve the works here"), {}, "always"),),
    ),
    Verb(
        name="withdraw", code=WITHDRAW, aims="hex", is_wet=False, for_counters=True, for_wings=False,
        stays=False, marches=True, assaults=False, ferries=False,
        halts=False, enters=True, digs=False, waits=False, retires=True, rests=False,
        fires=False, hushes=False, strikes=False, may_be_quiet=False, is_timed=True, stands_beside=False,
        leave=("MOVE_TO",), truce="on own ground", laid_down="no",
        help=N_("breaks off and goes back to a hex"),
        gestures=(
            Gesture(
                "withdraw", "R", N_("Retire"), N_("Retire to a hex"),
                N_("Break off and go back to a hex"), {}, "always",
            ),
        ),
    ),
    Verb(
        name="fire", code=FIRE, aims="mission", is_wet=True, for_counters=True, for_wings=False,
        stays=True, marches=False, assaults=False, ferries=False,
        halts=False, enters=False, digs=False, waits=False, retires=False, rests=False,
        fires=True, hushes=False, strikes=False, may_be_quiet=False, is_timed=True, stands_beside=True,
        leave=("FIRE_FROM", "FIRE_AT"), truce="never", laid_down="no",
        help=N_("a mission of guns: preparation, defensive, interdiction on a hex, or counter-battery without one"),
        gestures=(
            Gesture(
                "fire", "F", N_("Fire"), N_("Fire mission on a hex"),
                N_("A fire mission of guns on a hex"), {"mission": "preparation"}, "always",
            ),
            Gesture(
                "counter_battery", "Shift+F", N_("Answer guns"), N_("Guns: counter-battery"),
                N_("Listen, and answer enemy guns that are located when they fire; each shot of yours is heard too"),
                {"mission": "counter_battery"}, "guns",
            ),
        ),
    ),
    Verb(
        name="cease", code=CEASE, aims="nothing", is_wet=False, for_counters=True, for_wings=False,
        stays=True, marches=False, assaults=False, ferries=False,
        halts=False, enters=False, digs=False, waits=False, retires=False, rests=False,
        fires=False, hushes=True, strikes=False, may_be_quiet=False, is_timed=False, stands_beside=False,
        leave=(), truce="lawful", laid_down="no",
        help=N_("guns are silent: they fire no mission, not even when called on, and are not heard"),
        gestures=(
            Gesture(
                "cease", "Shift+S", N_("Guns silent"), N_("Guns: silent"),
                N_("Fire no mission, not even when called on: the infantry is alone, but nobody hears the guns"),
                {}, "guns",
            ),
        ),
    ),
    Verb(
        name="reserve", code=RESERVE, aims="hex or own", is_wet=False, for_counters=True, for_wings=False,
        stays=True, marches=False, assaults=False, ferries=False,
        halts=False, enters=False, digs=False, waits=True, retires=False, rests=False,
        fires=False, hushes=False, strikes=False, may_be_quiet=False, is_timed=False, stands_beside=False,
        leave=(), truce="without a trigger", laid_down="always",
        help=N_("waits, and goes to a hex when its trigger is pulled"),
        gestures=(
            Gesture(
                "reserve", "W", N_("Reserve"), N_("Wait as a reserve"),
                N_("Wait behind a hex until it is contested"), {"trigger": "hex_contested"}, "always",
            ),
        ),
    ),
    Verb(
        name="ferry", code=FERRY, aims="crossing", is_wet=True, for_counters=True, for_wings=False,
        stays=False, marches=False, assaults=False, ferries=True,
        halts=False, enters=False, digs=False, waits=False, retires=False, rests=False,
        fires=False, hushes=False, strikes=False, may_be_quiet=False, is_timed=True, stands_beside=False,
        leave=(), truce="lawful", laid_down="no",
        help=N_("crosses the river by boat, or works the boats and brings lots of supply"),
        gestures=(),
    ),
    Verb(
        name="strike", code=NO_TASK, aims="hex", is_wet=True, for_counters=False, for_wings=True,
        stays=False, marches=False, assaults=False, ferries=False,
        halts=False, enters=False, digs=False, waits=False, retires=False, rests=False,
        fires=False, hushes=False, strikes=True, may_be_quiet=False, is_timed=True, stands_beside=True,
        leave=("STRIKE_AT",), truce="never", laid_down="no",
        help=N_("aircraft bomb a hex"),
        gestures=(
            Gesture(
                "air", "F7", N_("Air strike"), N_("Air strike: this wing, then the next"),
                N_("Flights against a hex: click the hex, then the hours on the ribbon"), {"flights": 1}, "wings",
            ),
        ),
    ),
):
    add(_verb)
# fmt: on
