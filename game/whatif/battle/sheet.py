"""The map as a drawing that needs no window: ground, lines and names once, counters of a position on top. One SVG, printable."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from html import escape
from typing import Any, NamedTuple

from game.core.words import counted, enumerated, spoken
from game.model.base import HexAt
from game.model.battle.ground import Place, Terrain
from game.model.battle.scenario import Scenario

UNIT_M = 10.0  # metres to a unit of the drawing
HEX = 300.0 / UNIT_M  # width of a hex
ROW = HEX * math.sqrt(3) / 2
BAND_M = 20  # metres of height to a shade
SHADES = ("#F1EBD2", "#EFE2BC", "#E9D3A0", "#E0BF86", "#D4A971", "#C7935F")
WATER, MARSH, CREST = "#BCD9DE", "#CFDCC2", "#B98955"
CLAIMS = ("#A82C24", "#264280", "#6E645C")
MARGIN = 6  # hexes shown round the scored places
FAR = 99


class Piece(NamedTuple):
    """A counter on the sheet: its id, side and hex, its strength in words; `is_seen`: it is there now and not only remembered.

    `dense`: how densely it is filled where it is only remembered.
    """

    unit: str
    side: str
    hex: HexAt
    strength: str
    is_seen: bool = True
    dense: float = 0.55


class Window(NamedTuple):
    """The part of the map that is shown: its first and last column and row."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def box(self) -> str:
        """As an SVG's viewBox."""
        x, y = centre((self.left, self.top))
        right, bottom = (self.right + 1.5) * HEX, (self.bottom + 1) * ROW + HEX / 4
        x, y = self.left * HEX, y - HEX * 0.6
        return f"{x:.0f} {y:.0f} {right - x:.0f} {bottom - y:.0f}"

    def holds(self, here: HexAt) -> bool:
        """The hex is shown."""
        return self.left <= here[0] <= self.right and self.top <= here[1] <= self.bottom


def window_of(scenario: Scenario, margin: int = MARGIN) -> Window:
    """Round the scored places; `margin` FAR: the whole map."""
    hexes = [scenario.place(p.place).hex for p in scenario.scored]
    columns, rows = [c for c, _r in hexes], [r for _c, r in hexes]
    return Window(
        max(0, min(columns) - margin),
        max(0, min(rows) - margin),
        min(scenario.ground.columns - 1, max(columns) + margin),
        min(scenario.ground.rows - 1, max(rows) + margin),
    )


def centre(here: HexAt) -> tuple[float, float]:
    """The middle of a hex in units of the drawing; odd rows lie half a hex east."""
    column, row = here
    return (column + 0.5 * (row & 1) + 0.5) * HEX, row * ROW + HEX / 2


def ground(scenario: Scenario, identity: str = "ground", window: Window | None = None) -> str:
    """The ground as a symbol to be used in drawings: `<use href="#ground"/>`. Without a window the whole map."""
    shown = window or Window(0, 0, scenario.ground.columns - 1, scenario.ground.rows - 1)
    wide = Window(shown.left - 1, shown.top - 1, shown.right + 1, shown.bottom + 1)
    parts = [
        f'<g id="{identity}">',
        *_hexes(scenario, wide),
        *_ways(scenario),
        *_claims(scenario),
        *_places(scenario, wide),
    ]
    return "".join(parts) + "</g>"


def drawing(window: Window, name: str, inner: str, identity: str = "ground") -> str:
    """A drawing on the ground, with its name for who cannot see it."""
    return (
        f'<svg class="sheetmap" viewBox="{window.box}" role="img" aria-label="{escape(name)}">'
        f'<use href="#{identity}"/>{inner}</svg>'
    )


def scored_names(scenario: Scenario, window: Window) -> str:
    """The names of the places that count, to lie above all that is drawn."""
    places = [scenario.place(p.place) for p in scenario.scored]
    return "".join(_named(place, "place scored") for place in places if window.holds(place.hex))


def counters(scenario: Scenario, pieces: Sequence[Piece], window: Window) -> str:
    """Counters on their hexes; of several the strongest lies on top and says how many lie under it, its title names all."""
    stacks: dict[tuple[HexAt, str], list[Piece]] = {}
    for piece in pieces:
        if window.holds(piece.hex):
            stacks.setdefault((piece.hex, piece.side), []).append(piece)
    shared = {here for here, side in stacks if (here, scenario.other(side)) in stacks}
    return "".join(
        _stack(scenario, stack, scenario.sides.index(side) * 2 - 1 if here in shared else 0)
        for (here, side), stack in sorted(stacks.items())
    )


# ------------------------------------------------------------------------------------------------ private


def _stack(scenario: Scenario, stack: Sequence[Piece], way: int) -> str:
    """`way`: -1 left, 1 right of the middle, where both sides are in the hex."""
    look, top = scenario.look.side(stack[0].side), stack[0]
    x, y = centre(top.hex)
    x, y = x + way * 7, y + way * 4
    w, h = 25.0, 13.0
    named = enumerated(f"{p.unit} {p.strength}".strip() for p in stack)
    dense = max(p.dense for p in stack)
    dash = "" if any(p.is_seen for p in stack) else f' stroke-dasharray="2 1.6" fill-opacity="{dense}"'
    under = "".join(
        f'<rect x="{x - w / 2 + 2 * k:.1f}" y="{y - h / 2 - 2 * k:.1f}" width="{w}" height="{h}" fill="#{look.shade}" '
        f'stroke="#{look.dark}" stroke-width=".7"/>'
        for k in range(min(2, len(stack) - 1), 0, -1)
    )
    label = top.unit if len(stack) == 1 else f"{top.unit}+{len(stack) - 1}"
    squeeze = f' textLength="{w - 2}" lengthAdjust="spacingAndGlyphs"' if len(label) > 5 else ""
    return (
        f'<g><title>{escape(named)}</title>{under}<rect x="{x - w / 2:.1f}" y="{y - h / 2:.1f}" width="{w}" height="{h}" '
        f'rx="1" fill="#{look.face}" stroke="#{look.dark}"{dash}/><text class="unit" x="{x:.1f}" y="{y + 3:.1f}" '
        f'text-anchor="middle" fill="#{look.ink}"{squeeze}>{escape(label)}</text></g>'
    )


def _hexes(scenario: Scenario, window: Window) -> Iterable[str]:
    """One path for each colour, then the grid as one."""
    by: dict[str, list[str]] = {}
    outlines = []
    for row in range(max(0, window.top), min(scenario.ground.rows, window.bottom + 1)):
        for column in range(max(0, window.left), min(scenario.ground.columns, window.right + 1)):
            outline = _outline((column, row))
            by.setdefault(_colour(scenario, (column, row)), []).append(outline)
            outlines.append(outline)
    for colour, found in sorted(by.items()):
        yield f'<path fill="{colour}" stroke="{colour}" stroke-width=".6" d="{"".join(found)}"/>'
    yield f'<path fill="none" stroke="#8C7A55" stroke-opacity=".35" stroke-width=".5" d="{"".join(outlines)}"/>'


def _outline(here: HexAt) -> str:
    x, y = centre(here)
    r, half = HEX / math.sqrt(3), HEX / 2
    return f"M{x:.1f} {y - r:.1f}l{half:g} {r / 2:.2f}v{r:.2f}l-{half:g} {r / 2:.2f}l-{half:g}-{r / 2:.2f}v-{r:.2f}z"


def _colour(scenario: Scenario, here: HexAt) -> str:
    terrain: Terrain = scenario.terrain_at(here)
    if terrain.water:
        return WATER
    if terrain.bogs:
        return MARSH
    if terrain.crest:
        return CREST
    return SHADES[max(0, min(len(SHADES) - 1, scenario.ground.height_m(here) // BAND_M))]


def _ways(scenario: Scenario) -> Iterable[str]:
    for way in scenario.ways:
        points = " ".join(f"{x:.1f},{y:.1f}" for x, y in map(centre, way.hexes))
        dash = ' stroke-dasharray="5 2"' if way.kind == "track" else ""
        colour = "#3B3630" if way.kind == "railway" else "#8A6A42"
        yield f'<path fill="none" stroke="{colour}" stroke-width="1.6"{dash} d="M{points}"/>'


def _claims(scenario: Scenario) -> Iterable[str]:
    """The lines that were claimed, each in a colour and a dash of its own, where the map knows where it lies."""
    grid = scenario.features.get("hexgrid", {})
    if "hex_0_0_centre_lon_lat" not in grid:
        return
    found = [f for f in scenario.features["features"] if f["properties"].get("kind") == "border"]
    for k, feature in enumerate(found):
        points = " ".join(
            f"{x:.0f},{y:.0f}" for x, y in (_on_sheet(grid, p) for p in feature["geometry"]["coordinates"])
        )
        dash = ("9 3 2 3", "7 4", "2 4")[min(k, 2)]
        yield f'<path fill="none" stroke="{CLAIMS[min(k, 2)]}" stroke-width="2" stroke-dasharray="{dash}" d="M{points}"/>'


def _on_sheet(grid: dict[str, Any], point: Sequence[float]) -> tuple[float, float]:
    (lon, lat), (mx, my) = grid["hex_0_0_centre_lon_lat"], grid["metres_per_degree"]
    return (point[0] - lon) * mx / UNIT_M + HEX / 2, (lat - point[1]) * my / UNIT_M + HEX / 2


def _places(scenario: Scenario, window: Window) -> Iterable[str]:
    """Names; what counts is ringed, and named by `scored_names` above everything else."""
    scored = {p.place for p in scenario.scored}
    for place in scenario.places:
        if not window.holds(place.hex) or (place.id not in scored and place.kind not in ("hill", "settlement", "lake")):
            continue
        if place.id not in scored:
            yield _named(place, "place")
            continue
        x, y = centre(place.hex)
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{HEX * 0.62:.1f}" fill="none" stroke="#2C2622" stroke-width="1.8"/>'


def _named(place: Place, mark: str) -> str:
    x, y = centre(place.hex)
    return f'<text class="{mark}" x="{x:.1f}" y="{y + HEX * 0.85:.1f}" text-anchor="middle">{escape(spoken(place.names))}</text>'


def strength_words(men: int, guns: int, tanks: int) -> str:
    """How strong a counter is, as a title says it: its infantry, else its tanks or its guns."""
    if men:
        return counted("{n} man", "{n} men", men)
    return counted("{n} tank", "{n} tanks", tanks) if tanks else counted("{n} gun", "{n} guns", guns)
