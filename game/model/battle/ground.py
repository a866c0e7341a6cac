"""The ground: hexes of terrain and height, roads across hexsides, zones, places, lines."""

from functools import cached_property
from typing import Literal

from game.model.base import Cited, Entry, HexAt, Names, Prose

Zone = Literal["S", "D", "M", "K", "w"]


class Terrain(Cited, frozen=True, kw_only=True):
    """A kind of ground. Paces in metres an hour by day, 0 where it may not be entered (rule 5.1)."""

    id: str
    name: Prose
    symbol: str
    foot_mph: float
    wheel_mph: float
    track_mph: float
    bogs: float = 0.0  # 1: vehicles bog here with P_BOG a hundred metres (rule 5.5)
    sight_m: float = 0.0  # height of what grows or stands on it and blocks sight
    digs: Literal["earth", "rock", "no"] = "earth"
    water: bool = False
    crest: bool = False


class Place(Cited, frozen=True, kw_only=True):
    """A hill, village, ferry or other named point."""

    id: str
    kind: Literal["hill", "settlement", "ferry", "pond", "lake", "river", "point"]
    hex: HexAt
    names: Names
    height_m: int = 0
    height_confidence: Literal["A", "B", "C", ""] = ""


class Way(Cited, frozen=True, kw_only=True):
    """A road, track or railway as a chain of hexes."""

    id: str
    name: Prose
    kind: Literal["road", "track", "railway"]
    hexes: tuple[HexAt, ...]


class Crossing(Cited, frozen=True, kw_only=True):
    """A ferry over the river (rule 9.1): `place` names its river hex; `banks` are the landings on either bank."""

    id: str
    place: str
    banks: tuple[HexAt, HexAt]


class Ground(Entry, frozen=True, kw_only=True, dict=True):
    """The map. `terrain[row]` is a string of symbols, `elevation_m[row]` a tuple of metres, `zones[row]` a string."""

    columns: int
    rows: int
    terrain: tuple[str, ...]
    elevation_m: tuple[tuple[int, ...], ...]
    zones: tuple[str, ...]
    roads: tuple[tuple[HexAt, HexAt], ...]

    @cached_property
    def on_roads(self) -> frozenset[HexAt]:
        """Hexes that a road or track runs into."""
        return frozenset(here for pair in self.roads for here in pair)

    def holds(self, here: HexAt) -> bool:
        """The hex lies on the map."""
        return 0 <= here[0] < self.columns and 0 <= here[1] < self.rows

    def symbol(self, here: HexAt) -> str:
        """Terrain symbol of a hex."""
        return self.terrain[here[1]][here[0]]

    def height_m(self, here: HexAt) -> int:
        """Mean height of a hex in metres."""
        return self.elevation_m[here[1]][here[0]]

    def zone(self, here: HexAt) -> str:
        """Zone of a hex: S, D, M, K or w."""
        return self.zones[here[1]][here[0]]
