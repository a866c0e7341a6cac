"""What is heard of what happens: a table from kinds of events to sounds, and the few of a pulse that are played.

Nothing is told by sound alone: each event that sounds has its line in the log and its mark on the map.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from game.core.hexes import distance

if TYPE_CHECKING:
    from game.client.map.position import Hex
    from game.match.battle import Event

MOST = 3  # sounds a pulse
OFF_MAP_HEXES = 25.0  # how far away what happens off the map is heard
BURST_MEN = 4  # fire that hits so many in a pulse is heard as a machine gun. Source: design choice


class Cue(NamedTuple):
    """The sound of a kind of event; `rank`: what gives way when too much happens, the lower first to stay."""

    sound: str
    rank: int


CUES = {
    "EV_HEX_TAKEN": Cue("stamp", 0),  # the map changes hands: ink on paper
    "EV_CONTEST": Cue("grenades", 1),
    "EV_COUNTER": Cue("grenades", 1),
    "EV_TANKS": Cue("tanks", 1),
    "EV_SHELLS": Cue("guns", 2),
    "EV_THROWN_BACK": Cue("machine_gun", 2),
    "EV_HEARD": Cue("rifles", 3),  # outposts fire at what they hear
    "EV_FIRE": Cue("rifles", 3),
    "EV_CONTACT": Cue("rifles", 4),
    "EV_BOGGED": Cue("tanks", 4),
    "EV_SURRENDER": Cue("rustle", 5),
    "EV_ARRIVES": Cue("rustle", 5),
}


class Heard(NamedTuple):
    """A sound to be played, and from how many hexes away it comes."""

    sound: str
    distance_hexes: float


def sound_of(event: Event) -> str:
    """The sound of an event; "" for what makes none."""
    cue = CUES.get(event.kind)
    if cue is None:
        return ""
    return "machine_gun" if event.kind == "EV_FIRE" and event.numbers[0] >= BURST_MEN else cue.sound


def sounds_of(events: Iterable[Event], camera_centre: Hex, most: int = MOST) -> tuple[Heard, ...]:
    """The sounds of a pulse for an ear in the middle of the map view: at most `most`, each sound once, from its nearest place.

    The weightier goes before the lesser, the near before the far.
    """
    nearest: dict[str, tuple[int, float]] = {}
    for event in events:
        sound = sound_of(event)
        if not sound:
            continue
        away = OFF_MAP_HEXES if event.hex is None else float(distance(event.hex, camera_centre))
        claim = (CUES[event.kind].rank, away)
        known = nearest.get(sound, claim)
        nearest[sound] = (min(claim[0], known[0]), min(claim[1], known[1]))
    chosen = sorted(nearest, key=lambda sound: (*nearest[sound], sound))[: max(0, most)]
    return tuple(Heard(sound, nearest[sound][1]) for sound in chosen)
