"""A scenario of another place: other map, other sides, other title. Weapons, ground and rules are the shipped ones."""

import json
import re
import shutil
from collections.abc import Collection
from pathlib import Path

from game.files.heads import scenarios_folder

SHARED = ("guns", "parameters", "rulebook", "sources", "terrain", "unit_types")  # what is bound to no place


def build(base: Path) -> Path:
    """Writes the scenario under `base`, with a common folder of its own beside it; the scenario's folder."""
    shipped, common = scenarios_folder() / "common", base / "common"
    common.mkdir(parents=True)
    for name in SHARED:
        shutil.copy(shipped / f"{name}.toml", common)
    folder = Path(shutil.copytree(Path(__file__).parent / "ford", base / "ford"))
    day = re.search(r"\[\[day\]\]\n(?:\w.*\n)+", (shipped / "almanac.toml").read_text(encoding="utf-8"))
    assert day is not None
    days = [re.sub(r'date = ".*"', f'date = "{date}"', day[0]) for date in ("12 May", "13 May")]
    (folder / "almanac.toml").write_text("\n".join(days), encoding="utf-8")
    return folder


def open_ground(folder: Path, columns: int, rows: int, counters: Collection[str]) -> Path:
    """The scenario of a folder on another map, flat and open, with these of its counters; what lay beyond is moved in."""

    def grid(letter: str) -> list[str]:
        return [letter * columns] * rows

    zones = ["".join("MDS"[3 * k // columns] for k in range(columns))] * rows
    heights = [[40] * columns] * rows
    lines = {"map": grid("."), "zones": zones, "elevation": [" ".join(map(str, row)) for row in heights]}
    for name, text in lines.items():
        (folder / f"{name}.txt").write_text("\n".join(text) + "\n", encoding="utf-8")
    drawn = json.loads((folder / "terrain.geojson").read_text(encoding="utf-8"))
    grids = {"terrain": grid("."), "base_terrain": grid("."), "elevation_m": heights, "zone": zones}
    drawn["hexgrid"].update(columns=columns, rows=rows, **grids)
    (folder / "terrain.geojson").write_text(json.dumps(drawn), encoding="utf-8")
    for name in ("oob", "places", "armies"):
        text = (folder / f"{name}.toml").read_text(encoding="utf-8")
        text = re.sub(
            r"\[(\d+), (\d+)\]", lambda m: f"[{min(int(m[1]), columns - 1)}, {min(int(m[2]), rows - 1)}]", text
        )
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    parts = re.split(r"(?=\[\[counter\]\])", (folder / "oob.toml").read_text(encoding="utf-8"))
    kept = [p for p in parts if not p.startswith("[[counter]]") or any(f'id = "{name}"' in p for name in counters)]
    (folder / "oob.toml").write_text("".join(kept), encoding="utf-8")
    return folder
