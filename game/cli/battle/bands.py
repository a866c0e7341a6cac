"""`changkufeng bands`: re-enacts the record many times and keeps what was lost and held by the end of each turn."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from game.cli.output import check_folder, note, print_json, progress, say, table
from game.cli.scenario import load, warm_rules
from game.cli.troubles import Trouble
from game.core.words import N_, _, spoken
from game.match.dates import named

if TYPE_CHECKING:
    from game.model.battle.bands import Band, Bands
    from game.model.battle.scenario import Scenario

WORDS = {"lost": N_("men lost, {s}"), "tanks": N_("tanks lost, {s}"), "held": N_("{p}: per mille held by {s}")}


def run(options: argparse.Namespace) -> int:
    """Plays the re-enactments, or takes those that are kept, and prints their bands; writes the file if one is named.

    Raises:
        Trouble: nothing is kept, or the games were stopped.
    """
    scenario = load(options.scenario)
    found = _kept(scenario) if options.table else _played(scenario, options)
    if options.json:
        from msgspec import to_builtins

        print_json(to_builtins(found))
    else:
        _print(scenario, found)
    return 0


def _kept(scenario: Scenario) -> Bands:
    from game.match.battle.bands import bands_for

    found = bands_for(scenario)
    if found is None:
        line = _("{id}: no bands of this content and these rules are kept").format(id=scenario.id)
        raise Trouble(
            _("{line}; make them with `changkufeng bands {id} --out FILE.toml`").format(line=line, id=scenario.id)
        )
    return found


def _played(scenario: Scenario, options: argparse.Namespace) -> Bands:
    check_folder(options.out)
    warm_rules(quiet=options.json)
    from game.files.battle.bands import write_bands
    from game.whatif.battle.banding import bands_of

    try:
        with progress(_("re-enactments"), quiet=options.json) as report:
            found = bands_of(scenario, options.games, seed=options.seed, workers=options.workers, progress=report)
    except ValueError as e:
        raise Trouble(str(e)) from None
    if options.out:
        write_bands(Path(options.out), found)
        note(_("wrote {out}").format(out=options.out))
    return found


def _print(scenario: Scenario, found: Bands) -> None:
    say(
        _("{games} re-enactments from seed {seed}, rules {rules}: 5 to 95 % of them, median in brackets").format(
            games=found.games, seed=found.seed, rules=found.rules
        )
    )
    heads = [_("turn"), _("fought on"), *(_head(scenario, band) for band in found.band)]
    rows = [
        [named(turn), str(found.fought[k]), *(_cell(band, k) for band in found.band)]
        for k, turn in enumerate(found.turns)
    ]
    table(_("By the end of each turn"), heads, rows, left=1)


def _head(scenario: Scenario, band: Band) -> str:
    place = spoken(scenario.place(band.place).names) if band.place else ""
    return _(WORDS[band.what]).format(s=_(scenario.side_names[band.side]), p=place)


def _cell(band: Band, k: int) -> str:
    low, _q25, middle, _q75, high = band.rows[k]
    return f"{low}-{high} ({middle})"
