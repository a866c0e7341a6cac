"""The strategic board: hexes of 100 km with terrain and zones, what lies on them, and the places that the rules read."""

import math
from typing import Literal

from msgspec import field

from game.model.base import Cited, Entry, HexAt, Names, Prose, Source

LonLat = tuple[float, float]  # degrees east and north
Km = tuple[float, float]  # east and north of the projection's origin
PlaceKind = Literal["sector", "reserve", "box"]
OutlineKind = Literal["land", "lake", "border", "claim", "river", "flood"]


class BoardTerrain(Cited, frozen=True, kw_only=True):
    """A kind of country. `look`: how the map draws it."""

    id: str
    symbol: str
    names: Names
    look: Literal["sea", "lake", "plain", "forest", "steppe", "desert", "marsh", "mountain"]
    water: bool = False


class Zone(Cited, frozen=True, kw_only=True):
    """A country or an occupied part of one, as it stood on 1 July 1938. `holder`: whose troops stand there.

    Zones of one `block` are washed as one country.
    """

    id: str
    symbol: str
    names: Names
    holder: str
    block: str = ""


class City(Cited, frozen=True, kw_only=True):
    """A town. `hex`: the nearest hex of its own side; `rank` 1 is named at every scale, 3 only close by."""

    id: str
    names: Names
    lon: float
    lat: float
    hex: HexAt
    zone: str
    rank: int = 2


class Railway(Cited, frozen=True, kw_only=True):
    """A line between listed stations, drawn straight from one to the next; a hex may be off by one.

    `opened`: year of through traffic, 0 where it was there long before; `cut`: what broke it in 1938.
    """

    id: str
    name: Prose
    opened: int = 0
    cut: Prose = ""
    points: tuple[LonLat, ...]
    hexes: tuple[HexAt, ...]

    def is_open(self, year: int) -> bool:
        """Trains run through in that year."""
        return self.opened <= year


class Place(Cited, frozen=True, kw_only=True):
    """Where divisions stand: a border sector, a reserve or a box beside the map.

    `hexes`: of each side, in the order of the board's `sides`; a reserve fills one of the two, a box none. `stands`: where each
    side's counter is drawn, none for a side that has no counter there. `short`: the name as it stands on a counter.
    `edge`: on which rim of the map a box is drawn.
    """

    id: str
    kind: PlaceKind
    names: Names
    short: Names
    hexes: tuple[tuple[HexAt, ...], tuple[HexAt, ...]]
    stands: tuple[HexAt | None, HexAt | None] = (None, None)
    edge: Literal["", "west", "south"] = ""


class Outline(Cited, frozen=True, kw_only=True):
    """A line or an area of the map: coast, lake, border, claim, river. `holder`: who claims, for a claim."""

    kind: OutlineKind
    name: str
    rings: tuple[tuple[LonLat, ...], ...]
    closed: bool
    holder: str = "none"


class Lettering(Cited, frozen=True, kw_only=True):
    """A name spread over the map from one hex to another: of a country, a region or a sea."""

    names: Names
    style: Literal["country", "region", "sea"]
    at: HexAt
    to: HexAt


class Grid(Cited, frozen=True, kw_only=True):
    """How the hexes lie on the globe: Lambert's conformal conic on a sphere, pointed tops, odd rows half a hex east."""

    columns: int
    rows: int
    hex_km: float
    row_km: float
    sphere_km: float
    parallels: tuple[float, float]
    origin: LonLat
    first_km: Km  # centre of hex 0, 0

    def project(self, lon: float, lat: float) -> Km:
        """Kilometres east and north of the origin."""
        n, f = self._cone
        origin_km = self._radius(n, f, self.origin[1])
        radius, angle = self._radius(n, f, lat), n * math.radians(lon - self.origin[0])
        return radius * math.sin(angle), origin_km - radius * math.cos(angle)

    def centre(self, here: HexAt) -> Km:
        """Centre of a hex in kilometres from the origin."""
        col, row = here
        return self.first_km[0] + (col + (row & 1) / 2) * self.hex_km, self.first_km[1] - row * self.row_km

    def nearest(self, lon: float, lat: float) -> HexAt:
        """The hex in which a point lies."""
        x, y = self.project(lon, lat)
        row = round((self.first_km[1] - y) / self.row_km)
        around = (
            (c, r)
            for r in (row - 1, row, row + 1)
            for c in range(
                math.floor((x - self.first_km[0]) / self.hex_km) - 1,
                math.ceil((x - self.first_km[0]) / self.hex_km) + 2,
            )
        )
        return min(around, key=lambda h: math.dist(self.centre(h), (x, y)))

    @property
    def _cone(self) -> tuple[float, float]:
        low, high = (math.radians(p) for p in self.parallels)
        n = math.log(math.cos(low) / math.cos(high)) / math.log(_tangent(high) / _tangent(low))
        return n, math.cos(low) * _tangent(low) ** n / n

    def _radius(self, n: float, f: float, lat: float) -> float:
        return self.sphere_km * f / math.pow(_tangent(math.radians(lat)), n)


class Board(Entry, frozen=True, kw_only=True):
    """The whole map. `claims`: the colours of lines that the sides claim.

    `terrain[row]` and `zones[row]` are strings of symbols, `OUTSIDE` beyond the frame.
    """

    id: str
    sides: tuple[str, str]
    claims: dict[str, str]
    attribution: str
    grid: Grid
    terrain: tuple[str, ...]
    zones: tuple[str, ...]
    kinds: tuple[BoardTerrain, ...]
    countries: tuple[Zone, ...]
    cities: tuple[City, ...]
    railways: tuple[Railway, ...]
    places: tuple[Place, ...]
    outlines: tuple[Outline, ...]
    letterings: tuple[Lettering, ...]
    sources: tuple[Source, ...]

    def holds(self, here: HexAt) -> bool:
        """The hex lies on the map, inside the frame."""
        col, row = here
        return 0 <= col < self.grid.columns and 0 <= row < self.grid.rows and self.terrain[row][col] != OUTSIDE

    def kind(self, here: HexAt) -> BoardTerrain:
        """Terrain of a hex that the map holds."""
        symbol = self.terrain[here[1]][here[0]]
        return next(k for k in self.kinds if k.symbol == symbol)

    def zone(self, here: HexAt) -> Zone | None:
        """Zone of a hex, None on water."""
        symbol = self.zones[here[1]][here[0]]
        return next((z for z in self.countries if z.symbol == symbol), None)

    def place(self, name: str) -> Place:
        """The place of that id."""
        return next(p for p in self.places if p.id == name)

    def place_at(self, here: HexAt) -> Place | None:
        """The place to which a hex belongs, None for the sea and free China."""
        return next((p for p in self.places if here in p.hexes[0] or here in p.hexes[1]), None)

    def all_hexes(self) -> tuple[HexAt, ...]:
        """Every hex inside the frame, row by row."""
        return tuple(
            (c, r) for r in range(self.grid.rows) for c in range(self.grid.columns) if self.terrain[r][c] != OUTSIDE
        )


class PlaceRow(Cited, frozen=True, kw_only=True):
    """A place as a file writes it: `hexes` and `stands` by side.

    `rest_of`: zones of which `side` takes every hex that no other place has.
    """

    id: str
    kind: PlaceKind
    names: Names
    short: Names
    hexes: dict[str, tuple[HexAt, ...]] = field(default_factory=dict)
    stands: dict[str, HexAt] = field(default_factory=dict)
    rest_of: tuple[str, ...] = ()
    side: str = ""
    edge: Literal["", "west", "south"] = ""


class BoardHead(Entry, frozen=True, kw_only=True):
    """What `board.toml` says beside its lists."""

    format: int
    sides: tuple[str, str]
    claims: dict[str, str]
    attribution: Prose
    grid: Grid
    terrain: tuple[BoardTerrain, ...]
    zone: tuple[Zone, ...]
    place: tuple[PlaceRow, ...]
    lettering: tuple[Lettering, ...]


OUTSIDE = "."


def _tangent(angle: float) -> float:
    return math.tan(math.pi / 4 + angle / 2)
