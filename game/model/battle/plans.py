"""Plans of the computer commander: which phases he goes through, when, and with how much of each arm. Data, never code."""

from typing import Literal

from game.model.base import Cited, Prose

Tanks = Literal["with", "first", "support"]
PLAIN = "plain"  # a scenario's plan of this id is the plain commander's habit there, for that side
Hours = Literal["any", "night", "day"]
RANGES: dict[str, tuple[float, float]] = {
    "ratio": (0.2, 8.0),
    "least": (0.0, 8.0),
    "most": (1, 12),
    "silent_men": (0, 3000),
    "limit_pm": (0, 1000),
    "pursues": (0, 8),
    "preparation": (0, 20),
    "preparation_pulses": (1, 16),
    "crest": (0, 3),
    "reserve_pm": (0, 900),
    "registers": (0, 20),
    "spends": (0.0, 1.0),
    "cheap": (0, 15),
    "dear": (0, 15),
    "signs": (0.0, 1.0),
    "stays": (0.0, 1.0),
}


class Plan(Cited, frozen=True, kw_only=True):
    """How the computer commands a side. What is left out is the plain commander's own habit.

    `title`: its name in menus; `text`: what it does, in words.

    Seize and assault. `attacks`: false = it only holds. `begins`: turn from which it assaults, "" = at once. `by`: the hours
    in which assaults go in. `aims`: places that are gone for first; the other scored ones follow by weight. `ratio`: men
    wanted for each defender believed; `least`: with fewer than this for each it waits. `most`: counters against one hex.
    `silent_men`: a garrison believed weaker than this is taken silently by night. `limit_pm`: loss share at which infantry
    stops an assault, 0 = presses on. `together`: one hour for all of an assault; false = each as it arrives. `pursues`:
    hexes around a held place within which enemies are gone for as well.

    Prepare. `preparation`: rounds a gun and pulse, `preparation_pulses`: how long, before an assault that is not silent.
    `spends`: of the shells that would last to the end of the calendar, the share that is fired by day, at known enemies too.
    `strikes`: aircraft are used. `tanks`: with the infantry, ahead of it, or in support from the start line.

    Hold and counter-attack. `crest`: thirds of a garrison's men on the crest line. `reserve_pm`: share of the infantry that
    is kept out of assaults. `counter_attacks`: reserves wait for the loss of a place. `registers`: rounds a gun and pulse of
    defensive fire, 0 = none.

    At the desk. `cheap`: points of the limits for which it asks leave, `dear`: that it pays for an act done alone; `signs`:
    odds of its government's yes from which it signs terms; `stays`: share of the places with which it stays on the hill.
    """

    id: str
    side: str
    title: Prose
    text: Prose
    attacks: bool = True
    begins: str = ""
    by: Hours = "any"
    aims: tuple[str, ...] = ()
    ratio: float = 2.0
    least: float = 1.0
    most: int = 4
    silent_men: int = 350
    limit_pm: int = 0
    together: bool = True
    pursues: int = 0
    preparation: int = 4
    preparation_pulses: int = 3
    strikes: bool = True
    tanks: Tanks = "with"
    crest: int = 3
    reserve_pm: int = 0
    counter_attacks: bool = True
    registers: int = 1
    spends: float = 0.0
    cheap: int = 3
    dear: int = 6
    signs: float = 0.5
    stays: float = 0.5

    @property
    def key(self) -> str:
        """Side and id: both sides may have a plan of the same name."""
        return f"{self.side} {self.id}"


def habit(side: str) -> Plan:
    """The plain commander's usual habit, where a scenario has none for that side."""
    return Plan(id=PLAIN, side=side, title="Plain", text="", source="estimate", confidence="C")
