"""Armies, formations, unit types, guns and counters: the order of battle."""
from typing import Literal

from game.model.base import Cited, Entry, HexAt, Names

Number = float | str     # a figure, or the name of a parameter


class Gun(Cited, frozen=True, kw_only=True):
    """A gun of an indirect group (rules 6.5, 6.6)."""

    id: str
    name: str
    calibre_mm: int
    lethal_area_m2: float
    range_m: int
    min_range_m: int = 0
    rounds_per_pulse: int
    weight_kg: float
    direct: bool = False     # also fires direct at tanks, as 0.4 of an anti-tank gun (rule 5.8)


class UnitType(Cited, frozen=True, kw_only=True):
    """What the rules need to know about a kind of counter."""

    id: str
    name: str
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
    observed: bool = True    # its fire needs an observer's eye: fog and rain by day silence it (rule 6.11)


class Army(Cited, frozen=True, kw_only=True):
    """A side's army: quality, habits and limits (annex B of the rulebook)."""

    side: str
    name: str
    melee: Number
    resist: Number
    break_attack: Number
    break_defence: Number
    surrender: Number
    counter_pulses: Number
    reform_pulses: Number
    flares: bool
    lift_m: Number
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
    commander: str = ""


class Company(Entry, frozen=True, kw_only=True):
    """Detail of a counter, shown in the panel only (rule 2.4)."""

    name: str
    men: int = 0
    note: str = ""


class Counter(Cited, frozen=True, kw_only=True):
    """A battalion, battery, tank company or detachment (rules 2.1, 2.2)."""

    id: str
    side: str
    formation: str
    type: str
    names: Names
    hex: HexAt | None = None
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
    task: Literal["hold", "dig", "reserve", "fire"] = "hold"
    released: bool = True
    released_note: str = ""
    alert: bool = False
    hq: str = ""
    delay: int = 2            # pulses from an order to the first step (rule 7.6)
    band_pm: int = 150        # uncertainty of the men, per mille either way
    commander: str = ""
    history: str = ""
    companies: tuple[Company, ...] = ()


class Intelligence(Cited, frozen=True, kw_only=True):
    """What a side's staff believes of an enemy counter when the scenario starts (rule 8.3)."""

    side: str
    unit: str
    hex: HexAt
    men: int
    tanks: int = 0
    age_pulses: int = 8
