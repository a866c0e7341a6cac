"""A scenario of another place: other map, other sides, other title. Weapons, ground and rules are the shipped ones."""

import re
import shutil
from pathlib import Path

from game.files.battle.scenarios import scenarios_folder

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
