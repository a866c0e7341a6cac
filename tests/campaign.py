"""The night's order of battle put into the whole campaign with its politics: a scenario on disk, made of the shipped one."""

import re
import shutil
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from game import load_scenario
from game.model.battle.scenario import Scenario

HERE = Path(__file__).resolve().parent.parent
OPENING = """levels = { japan = 2, soviet = 1 }
done = ["cross-tumen"]
leaves = ["guns-on-hills"]
alone = ["retake-hills"]
fought = 1000"""


@cache
def campaign(start: str = "30 Jul Night", last: str = "14 Aug Night", opening: str = "") -> Scenario:
    """A scenario from one turn to another in which chapters 10 and 11 are in play. `opening`: more lines of its [politics]."""
    base = Path(mkdtemp(prefix="changkufeng-campaign-")) / "scenarios"
    shutil.copytree(HERE / "scenarios", base)
    head = base / "silent-assault" / "scenario.toml"
    text = head.read_text(encoding="utf-8")
    for key, turn in (("first", start), ("start", start), ("last", last)):
        text = re.sub(rf'^{key} = ".*"', f'{key} = "{turn}"', text, flags=re.MULTILINE)
    politics = opening or OPENING
    head.write_text(text + f"\n[politics]\n{politics}\n", encoding="utf-8")
    for old in (base / "silent-assault").glob("what-if/*.toml"):
        old.unlink()
    found = load_scenario(base / "silent-assault")
    shutil.rmtree(base.parent)
    return found
