"""Charts as PNG or SVG pictures (extra `report`): each outcome in history and in a what-if, drawn as the report draws it."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from game.core.words import _
from game.files.bounds import write_whole

HISTORY, VARIANT, BAND, INK = "#4C555C", "#AE3C17", "#D9C49A", "#2C2622"
INCHES = (6.4, 3.6)


def can_draw() -> bool:
    """Whether matplotlib is installed."""
    return find_spec("matplotlib") is not None


def draw(path: Path, data: dict[str, Any], *, title: str, unit: str, name: str) -> None:
    """Writes the curves of `charts.panel` as a picture; its kind by the ending. `name`: of the what-if.

    Raises:
        BadFile: it cannot be written.
        ModuleNotFoundError: matplotlib is not installed.
    """
    import io

    figure = import_module("matplotlib.figure").Figure(figsize=INCHES, layout="constrained")
    axes = figure.subplots()
    style = {"drawstyle": "steps-post"} if data["stepped"] else {}
    if data["low"] is not None and data["high"] is not None:
        axes.axvspan(data["low"], data["high"], color=BAND, label=_("the record's band"))
    if data["record"] is not None:
        axes.axvline(data["record"], color=INK, linewidth=2.4, label=_("the record"))
    axes.plot(data["x"], data["history"], color=HISTORY, label=_("as in history"), **style)
    if data["variant"] is not None:
        axes.plot(data["x"], data["variant"], color=VARIANT, linestyle="--", label=name, **style)
    axes.set(title=title, xlabel=unit, xlim=(data["from"], data["to"]), ylim=(0, None))
    axes.set_yticks([])
    axes.legend(frameon=False)
    drawn = io.BytesIO()
    with import_module("matplotlib").rc_context({"svg.hashsalt": "changkufeng", "svg.fonttype": "none"}):
        figure.savefig(drawn, format=path.suffix[1:], metadata={"Date": None} if path.suffix == ".svg" else None)
    write_whole(path, drawn.getvalue())
