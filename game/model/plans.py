"""Plans of the computer commander: which phases he goes through, when, and with how much of each arm. Data, never code."""
from typing import Annotated, Literal

import msgspec

from game.model.base import Cited

Meta = msgspec.Meta
Tanks = Literal["with", "first", "support"]
Hours = Literal["any", "night", "day"]


class Plan(Cited, frozen=True, kw_only=True):
    """How the computer commands a side. What is left out is the plain commander's own habit.

    `title`: its name in menus; `text`: what it does, in words.

    Seize and assault. `attacks`: false = it only holds. `begins`: turn from which it assaults, "" = at once. `by`: the hours
    in which assaults go in. `aims`: places that are gone for first; the other scored ones follow by weight. `ratio`: men
    wanted for each defender believed; `least`: with fewer than this for each it waits. `most`: counters against one hex.
    `silent_men`: a garrison believed weaker than this is taken silently by night. `limit_pm`: loss share at which infantry
    stops an assault, 0 = presses on. `pursues`: hexes around a held place within which enemies are gone for as well.

    Prepare. `preparation`: rounds a gun and pulse, `preparation_pulses`: how long, before an assault that is not silent.
    `strikes`: aircraft are used. `tanks`: with the infantry, ahead of it, or in support from the start line.

    Hold and counter-attack. `crest`: thirds of a garrison's men on the crest line. `reserve_pm`: share of the infantry that
    is kept out of assaults. `counter_attacks`: reserves wait for the loss of a place. `registers`: rounds a gun and pulse of
    defensive fire, 0 = none.

    At the desk. `cheap`: points of the limits for which it asks leave, `dear`: that it pays for an act done alone; `signs`:
    odds of its government's yes from which it signs terms; `stays`: share of the places with which it stays on the hill.
    """

    id: str
    side: str
    title: str
    text: str
    attacks: bool = True
    begins: str = ""
    by: Hours = "any"
    aims: tuple[str, ...] = ()
    ratio: Annotated[float, Meta(ge=0.2, le=8.0)] = 2.0
    least: Annotated[float, Meta(ge=0.0, le=8.0)] = 1.0
    most: Annotated[int, Meta(ge=1, le=12)] = 4
    silent_men: Annotated[int, Meta(ge=0, le=3000)] = 350
    limit_pm: Annotated[int, Meta(ge=0, le=1000)] = 0
    pursues: Annotated[int, Meta(ge=0, le=8)] = 0
    preparation: Annotated[int, Meta(ge=0, le=20)] = 4
    preparation_pulses: Annotated[int, Meta(ge=1, le=16)] = 3
    strikes: bool = True
    tanks: Tanks = "with"
    crest: Annotated[int, Meta(ge=0, le=3)] = 3
    reserve_pm: Annotated[int, Meta(ge=0, le=900)] = 0
    counter_attacks: bool = True
    registers: Annotated[int, Meta(ge=0, le=20)] = 2
    cheap: Annotated[int, Meta(ge=0, le=15)] = 3
    dear: Annotated[int, Meta(ge=0, le=15)] = 6
    signs: Annotated[float, Meta(ge=0.0, le=1.0)] = 0.5
    stays: Annotated[float, Meta(ge=0.0, le=1.0)] = 0.5


def habit(side: str) -> Plan:
    """The plain commander's own habit."""
    return Plan(id="plain", side=side, title="Plain", text="", source="estimate", confidence="C")
