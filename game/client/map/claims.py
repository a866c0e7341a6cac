"""Which of the lines that were claimed lies under a point of a map."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from game.client.map.picture.layout import HEX_M, MARGIN_M
from game.client.map.picture.names import first_name

if TYPE_CHECKING:
    from game.client.map.camera import Camera

REACH = 7  # screen pixels by which a click may miss
Points = Sequence[tuple[float, float]]


def line_at(features: dict[str, Any], camera: Camera, at: tuple[int, int]) -> str:
    """English name of the line claimed that lies under a screen pixel of a battle map; "" for none."""
    grid = features.get("hexgrid")
    if grid is None or not camera.view.collidepoint(at):
        return ""
    (lon, lat), (mx, my) = grid["hex_0_0_centre_lon_lat"], grid["metres_per_degree"]
    k = camera.level / HEX_M
    lines = [
        (
            first_name(f, "en"),
            [(((p[0] - lon) * mx + MARGIN_M) * k, ((lat - p[1]) * my + MARGIN_M) * k) for p in points],
        )
        for f in features["features"]
        if f["properties"]["kind"] == "border" and (points := f["geometry"]["coordinates"])
    ]
    return nearest(lines, camera.to_map(at), REACH)


def nearest(lines: Sequence[tuple[str, Points]], at: tuple[float, float], reach: float) -> str:
    """Name of the line that is nearest to a point, at most `reach` away; "" for none."""
    found = [(min(_gap(at, a, b) for a, b in pairwise(points)), name) for name, points in lines if len(points) > 1]
    gap, name = min(found, default=(reach + 1.0, ""))
    return name if gap <= reach else ""


def _gap(at: tuple[float, float], a: tuple[float, float], b: tuple[float, float]) -> float:
    """Distance of a point from a stretch."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    t = max(0.0, min(1.0, ((at[0] - a[0]) * dx + (at[1] - a[1]) * dy) / length)) if length else 0.0
    return float(((at[0] - a[0] - t * dx) ** 2 + (at[1] - a[1] - t * dy) ** 2) ** 0.5)
