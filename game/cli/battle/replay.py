"""`changkufeng replay`: the record of a battle in the window, as text, JSON, picture or film, beside a game if asked."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from game.cli import theatre
from game.cli.battle import pictured, record_facts, record_text
from game.cli.battle.show import saved_game, turn_at
from game.cli.kinds import DEFAULT_SEED
from game.cli.output import print_json
from game.cli.scenario import load, question, side_of, warm_rules
from game.cli.troubles import Trouble
from game.core.words import _

if TYPE_CHECKING:
    from game.match.battle import Match
    from game.model.battle.record_page import Page
    from game.model.battle.scenario import Scenario

Board = dict[str, dict[str, Any]]  # by turn: {"lost": {side: men}, "held_pm": {place: {side: per mille}}}


def run(options: argparse.Namespace) -> int:
    """Opens the window, or prints the pages that were asked for."""
    _name_game(options)
    if theatre.is_theatre(options.scenario):
        return theatre.room("replay", options)
    theatre.refuse_seats(options)
    scenario = load(options.scenario)
    options.side = side_of(scenario, options.side)
    if options.film or options.out:
        return pictured.run(scenario, options, _pages(scenario, options), lambda: _match(scenario, options))
    if not (options.text or options.json):
        return _window(scenario, options)
    side = None if options.side in (None, "both") else options.side
    pages = _pages(scenario, options)
    board = _board(scenario, options, side)
    if side is not None:
        pages = [page.to(side) for page in pages]
    if options.json:
        print_json(record_facts.facts(scenario, pages, side=side, board=board))
    else:
        record_text.tell(scenario, pages, side=side, board=board, whole=options.at is None)
    return 0


def _name_game(options: argparse.Namespace) -> None:
    """A journal, or a saved game by its name, in the place of the scenario: what it is a game of, with it as the journal.

    Raises:
        Trouble: another journal was named beside it.
    """
    from game.files import saves
    from game.files.glance import glance

    path = Path(options.scenario)
    if not path.is_file():
        named = [g.path for g in saves.saved_games() if g.name == options.scenario]
        if not named:
            return
        path = named[0]
    if (seen := glance(path)) is None:
        raise Trouble(
            _("{path}: is no journal; needed a scenario, a .journal file or the name of a saved game").format(path=path)
        )
    if options.journal is not None:
        raise Trouble(_("--journal: {path} is a journal already; needed one of them").format(path=path))
    options.scenario, options.journal = seen.played, str(path)


def _window(scenario: Scenario, options: argparse.Namespace) -> int:
    """The record; the replay screen where a seed or a what-if asks for a re-enactment.

    Raises:
        Trouble: something was asked for that only the printed record has.
    """
    if options.journal is not None:
        raise Trouble(
            _("--journal: needed --text or --json; `changkufeng play --load FILE` opens a saved battle in the window")
        )
    if options.begin is not None or options.end is not None:
        raise Trouble(_("--from, --to: the window has the whole record; needed --text, --json or --film"))
    is_rerun = options.seed is not None or options.what_if
    if options.side is not None and is_rerun:
        raise Trouble(_("--side: the window beside a re-enactment shows both accounts; needed --text or --json"))
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    from game.client import launch

    if not is_rerun:
        opens = _pages(scenario, options)[0].at if options.at else ""
        return launch.record(options.scenario, opens, "" if options.side in (None, "both") else options.side)
    asked = question(scenario, options.what_if, options.scenario) if options.what_if else None
    at = turn_at(scenario, options.at) if options.at else None
    return launch.replay(options.scenario, _seed(options), what_if=asked, at=at)


def _seed(options: argparse.Namespace) -> int:
    return DEFAULT_SEED if options.seed is None else int(options.seed)


def _pages(scenario: Scenario, options: argparse.Namespace) -> list[Page]:
    """The page asked for, those of a part, or all of them; nothing is resolved for it.

    Raises:
        Trouble: there is no such page, or the part ends before it begins.
    """
    record = scenario.record
    is_part = options.begin is not None or options.end is not None
    is_page = options.film is not None and not options.film.lower().endswith(".gif")
    if options.at is not None and is_part and not is_page:
        raise Trouble(_("--at: is one turn; needed it alone, or --from and --to"))
    try:
        if options.at is not None and not is_page:
            return [record.at(options.at)]
        first = record.names.index(record.name_of(options.begin)) if options.begin is not None else 0
        last = record.names.index(record.last_of(options.end)) if options.end is not None else len(record.names) - 1
        if options.at is not None and not first <= record.names.index(record.name_of(options.at)) <= last:
            raise Trouble(_("--at: {at} lies outside the part").format(at=options.at))
    except ValueError as e:
        asked = next(
            w for w, given in (("--at", options.at), ("--from", options.begin), ("--to", options.end)) if given
        )
        raise Trouble(f"{asked}: {e}") from None
    if first > last:
        raise Trouble(_("--to: {end} lies before --from {begin}").format(end=options.end, begin=options.begin))
    return [record.page(name) for name in record.names[first : last + 1]]


def _board(scenario: Scenario, options: argparse.Namespace, side: str | None) -> Board | None:
    """The turns of a game that is told beside the record, None without one."""
    match = _match(scenario, options)
    return None if match is None else _turns(match, side)


def _match(scenario: Scenario, options: argparse.Namespace) -> Match | None:
    """A saved game, or a re-enactment where a seed or a what-if was given; else none, and no rule is compiled.

    Raises:
        Trouble: the journal is bad, or comes with options that belong to a re-enactment.
    """
    if options.journal is not None:
        for name in ("seed", "what_if"):
            if getattr(options, name) is not None:
                raise Trouble(
                    _("--{a}: a saved game has its own; needed --journal alone").format(a=name.replace("_", "-"))
                )
        found: Match = saved_game(scenario, options.journal, quiet=options.json)
        return found
    if options.seed is None and options.what_if is None:
        return None
    warm_rules(quiet=options.json)
    from game.files.battle.variants import HISTORY
    from game.whatif.battle.commanding import settings
    from game.whatif.battle.runs import in_world

    asked = question(scenario, options.what_if, options.scenario) if options.what_if else HISTORY
    return in_world(settings(scenario, [asked]), 1, _seed(options))


def _turns(match: Match, side: str | None) -> Board:
    """What the board had after each turn; to one side its own losses and shares alone."""
    from game.match.battle.score import men_lost, shares_now

    sides = match.scenario.sides
    shown = [s for s in sides if side in (None, s)]
    found: Board = {}
    for record in match.records:
        shares = {s: shares_now(match.scenario, record.state, match.tables, sides.index(s)) for s in shown}
        found[record.turn.name] = {
            "lost": {s: int(men_lost(record.state, match.tables, sides.index(s))) for s in shown},
            "held_pm": {p.place: {s: int(shares[s][p.place]) for s in shown} for p in match.scenario.scored},
        }
    return found
