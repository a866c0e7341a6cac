"""Armies, formations, unit types, guns and counters: the order of battle."""

from typing import TYPE_CHECKING, Literal, TypeAlias

from game.model.base import Cited, Entry, HexAt, Names, Prose
from game.model.battle.verbs import VERBS

if TYPE_CHECKING:
    StartTask: TypeAlias = str
else:
    StartTask = Literal[tuple(v.name for v in VERBS.values() if v.stays)]  # a scenario begins with nobody on the way
Number = float | str  # a figure, or the name of a parameter


class Gun(Cited, frozen=True, kw_only=True):
    """A gun of an indirect group (rules 6.5, 6.6)."""

    id: str
    name: Prose
    calibre_mm: int
    lethal_area_m2: float
    range_m: int
    min_range_m: int = 0
    rounds_per_pulse: int
    weight_kg: float
    direct: bool = False  # also fires direct at tanks, as 0.4 of an anti-tank gun (rule 5.8)


class UnitType(Cited, frozen=True, kw_only=True):
    """What the rules need to know about a kind of counter."""

    id: str
    name: Prose
    symbol: str
    kind: Literal["infantry", "border", "guns", "heavy_guns", "anti_tank", "tank", "engineer", "hq", "cavalry"]
    mobility: Literal["foot", "wheel", "track"] = "foot"
    gun: str = ""
    at_value: float = 0.0
    tank: bool = False
    hq: bool = False
    signature: float = 1.0
    assaults: bool = True
    digs: bool = True
    boats: bool = False
    observed: bool = True  # its fire needs an observer's eye: fog and rain by day silence it (rule 6.11)


class Army(Cited, frozen=True, kw_only=True):
    """A side's army: quality, habits and limits (annex B of the rulebook)."""

    side: str
    name: Prose
    melee: Number
    resist: Number
    break_attack: Number
    break_defence: Number
    surrender: Number
    counter_pulses: Number
    reform_pulses: Number
    flares: bool
    lift_m: Number
    lift_trained_m: Number = 0  # from `trained_from` on, a pulse of the calendar (rule 3.13)
    trained_from: str = ""
    answer_pulses: Number
    assault_level: int
    assault_price: int
    evacuation: float
    allowed_zones: tuple[Literal["S", "D", "M", "K", "w"], ...]
    shells: int
    rear_hexes: tuple[HexAt, ...]
    # Supply (chapter 9): railheads and depots; tonnes a day that reach the front by road, dry and in mud of 2 and more;
    # rounds of gun ammunition a day at most.
    supply_hexes: tuple[HexAt, ...] = ()
    supply_t: int = 0
    supply_mud_t: int = 0
    shells_day: int = 0


class Formation(Cited, frozen=True, kw_only=True):
    """A regiment or its like: orders may go to it whole."""

    id: str
    side: str
    names: Names
    colour: str
    commander: Prose = ""


class Company(Entry, frozen=True, kw_only=True):
    """Detail of a counter, shown in the panel only (rule 2.4)."""

    name: Prose
    men: int = 0
    note: Prose = ""


class Counter(Cited, frozen=True, kw_only=True):
    """A battalion, battery, tank company or detachment (rules 2.1, 2.2).

    It stands in `hex` at the start, or comes onto the map at the moment `arrives` in the hex `arrives_at` or the nearest with
    room; with neither it stays off the map. `arrives_early`, `arrives_late`: the bounds that the sources leave.
    """

    id: str
    side: str
    formation: str
    type: str
    names: Names
    hex: HexAt | None = None
    arrives: str = ""
    arrives_at: HexAt | None = None
    arrives_early: str = ""
    arrives_late: str = ""
    men: int = 0
    crew: int = 0
    lmg: int = 0
    hmg: int = 0
    mortar: int = 0
    guns: int = 0
    at: int = 0
    tanks: int = 0
    works_pm: int = 0
    crest: int = 3
    line_pm: int = 1000
    task: StartTask = "hold"
    released: bool = True
    released_note: Prose = ""
    released_from: str = ""  # moment from which an unreleased group has leave after all, empty for never
    alert: bool = False
    hq: str = ""
    delay: int = 2  # pulses from an order to the first step (rule 7.6)
    band_pm: int = 150  # uncertainty of the men, per mille either way
    commander: Prose = ""
    history: Prose = ""
    companies: tuple[Company, ...] = ()
    leave: str = ""  # act of politics.toml whose leave releases it (rule 10.2)


class Start(Cited, frozen=True, kw_only=True):
    """Where a counter of the whole scenario begins in a part of it, and what it has left; what is not named stays.

    A counter with a `hex` of its own no longer arrives. Counters without such a row are not in the part.
    """

    unit: str
    hex: HexAt | None = None
    arrives: str | None = None
    arrives_at: HexAt | None = None
    men: int | None = None
    crew: int | None = None
    lmg: int | None = None
    hmg: int | None = None
    guns: int | None = None
    at: int | None = None
    tanks: int | None = None
    works_pm: int | None = None
    crest: int | None = None
    task: StartTask | None = None
    released: bool | None = None
    delay: int | None = None


class SideStart(Cited, frozen=True, kw_only=True):
    """What a side has and may do when a part of a scenario begins; what is not named is as in the whole."""

    side: str
    shells: int | None = None
    assault_level: int | None = None
    assault_price: int | None = None
    allowed_zones: tuple[Literal["S", "D", "M", "K", "w"], ...] | None = None


class Intelligence(Cited, frozen=True, kw_only=True):
    """What a side's staff believes of an enemy counter when the scenario starts (rule 8.3).

    `works_pm`: works it is believed to lie in, per mille, 0 to 1000; unset where nobody looked.
    """

    side: str
    unit: str
    hex: HexAt
    men: int
    tanks: int = 0
    age_pulses: int = 8
    works_pm: int | None = None
