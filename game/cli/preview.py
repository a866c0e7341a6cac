"""`changkufeng preview`: the map with its counters, drawn anew while a scenario is edited."""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from typing import TYPE_CHECKING

from game.cli.output import check_folder, note, say
from game.cli.troubles import BAD_INPUT
from game.core.words import _, counted

if TYPE_CHECKING:
    from game.model.battle.scenario import Scenario

EVERY_S = 0.5  # between two looks at the files


def run(options: argparse.Namespace) -> int:
    """Draws the scenario, or says what is wrong with it; with --watch at every change, until Ctrl-C."""
    from game.cli.authoring import folder_of

    check_folder(options.out)
    name = options.scenario
    folder = folder_of(name)
    out = Path(options.out) if options.out else folder / "preview.now.png"
    seen, code = _marks(folder), _draw(name, out, options)
    looks = 0
    while options.watch and (options.looks is None or looks < options.looks):
        time.sleep(EVERY_S)
        looks += 1
        now = _marks(folder)
        if now != seen:
            seen, code = now, _draw(name, out, options)
    return code


def _draw(name: str, out: Path, options: argparse.Namespace) -> int:
    from game.files.battle.scenarios import load_scenario
    from game.files.errors import BadFile

    try:
        scenario = load_scenario(name)
    except BadFile as e:
        for problem in e.problems:
            say(str(problem))
        say(
            counted(
                "{n} problem: the picture is not drawn anew",
                "{n} problems: the picture is not drawn anew",
                len(e.problems),
            )
        )
        return BAD_INPUT
    _picture(scenario, out, options.hex)
    note(
        _("wrote {out}: {title}, {n} counters, digest {digest}").format(
            out=out, title=scenario.title, n=len(scenario.counters), digest=scenario.digest
        )
    )
    return 0


def _picture(scenario: Scenario, out: Path, width: int) -> None:
    """The position in which the scenario begins, both sides."""
    from game.cli.battle.show import draw
    from game.cli.scenario import use_rules

    use_rules(brief=True)
    from game.match.battle import Match

    draw(scenario, Match.new(scenario), out, hex_px=width)


def _marks(folder: Path) -> dict[str, tuple[int, int]]:
    """Size and time of every file that may be edited, those shared with others beside it too."""
    found = {}
    for place in (folder, folder.parent / "common"):
        for path in place.rglob("*"):
            if path.suffix in (".toml", ".txt", ".geojson"):
                try:
                    there = path.stat()
                except OSError:
                    continue  # an editor is writing it anew
                found[str(path)] = (there.st_size, there.st_mtime_ns)
    return found
