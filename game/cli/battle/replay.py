"""`changkufeng replay`: the record of a battle in the window, as text, JSON or a page for a browser, beside a game if asked."""

from __future__ import annotations

import argparse
import os
from typing import TYPE_CHECKING, Any

from game.cli import theatre
from game.cli.battle import record_facts, record_text
from game.cli.battle.show import saved_game, turn_at
from game.cli.kinds import DEFAULT_SEED
from game.cli.output import check_folder, note, print_json, save
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
    if theatre.is_theatre(options.scenario):
        return theatre.room("replay", options)
    theatre.refuse_seats(options)
    scenario = load(options.scenario)
    options.side = side_of(scenario, options.side)
    if options.film is not None:
        return _film(scenario, options)
    if not (options.text or options.json):
        return _window(scenario, options)
    side = None if options.side in (None, "both") else options.side
    pages = _pages(scenario, options.at)
    board = _board(scenario, options, side)
    if side is not None:
        pages = [page.to(side) for page in pages]
    if options.json:
        print_json(record_facts.facts(scenario, pages, side=side, board=board))
    else:
        record_text.tell(scenario, pages, side=side, board=board, whole=options.at is None)
    return 0


def _film(scenario: Scenario, options: argparse.Namespace) -> int:
    """Writes the record as a page for a browser.

    Raises:
        Trouble: no page of HTML, a folder that is missing, or options that belong to a re-enactment.
    """
    if not options.film.lower().endswith(".html"):
        raise Trouble(_("--film {film}: needed a file that ends in .html").format(film=options.film))
    for name in ("journal", "seed", "what_if"):
        if getattr(options, name) is not None:
            raise Trouble(
                _("--{a}: the film is of the record alone; needed --text or --json").format(a=name.replace("_", "-"))
            )
    check_folder(options.film)
    from game.whatif.battle.record_film import film_of

    opens = _pages(scenario, options.at)[0].at if options.at else ""
    side = None if options.side in (None, "both") else options.side
    pages = [page.to(side) if side else page for page in scenario.record.pages()]
    save(options.film, film_of(scenario, pages, opens=opens))
    if options.json:
        print_json({"scenario": scenario.id, "film": options.film, "pages": len(pages)})
    else:
        note(_("wrote {film}").format(film=options.film))
    return 0


def _window(scenario: Scenario, options: argparse.Namespace) -> int:
    """The record; the replay screen where a seed or a what-if asks for a re-enactment.

    Raises:
        Trouble: something was asked for that only the printed record has.
    """
    if options.journal is not None:
        raise Trouble(
            _("--journal: needed --text or --json; `changkufeng play --load FILE` opens a saved battle in the window")
        )
    is_rerun = options.seed is not None or options.what_if
    if options.side is not None and is_rerun:
        raise Trouble(_("--side: the window beside a re-enactment shows both accounts; needed --text or --json"))
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    from game.client import launch

    if not is_rerun:
        opens = _pages(scenario, options.at)[0].at if options.at else ""
        return launch.record(options.scenario, opens, "" if options.side in (None, "both") else options.side)
    asked = question(scenario, options.what_if, options.scenario) if options.what_if else None
    at = turn_at(scenario, options.at) if options.at else None
    return launch.replay(options.scenario, _seed(options), what_if=asked, at=at)


def _seed(options: argparse.Namespace) -> int:
    return DEFAULT_SEED if options.seed is None else int(options.seed)


def _pages(scenario: Scenario, at: str | None) -> list[Page]:
    """The page asked for, or all of them; nothing is resolved for it.

    Raises:
        Trouble: there is no such page.
    """
    if at is None:
        return list(scenario.record.pages())
    try:
        return [scenario.record.at(at)]
    except ValueError as e:
        raise Trouble(f"--at: {e}") from None


def _board(scenario: Scenario, options: argparse.Namespace, side: str | None) -> Board | None:
    """The turns of a saved game, or of a re-enactment where a seed or a what-if was given; else none, and no rule is compiled.

    Raises:
        Trouble: the journal is bad, or comes with options that belong to a re-enactment.
    """
    if options.journal is not None:
        for name in ("seed", "what_if"):
            if getattr(options, name) is not None:
                raise Trouble(
                    _("--{a}: a saved game has its own; needed --journal alone").format(a=name.replace("_", "-"))
                )
        return _turns(saved_game(scenario, options.journal, quiet=options.json), side)
    if options.seed is None and options.what_if is None:
        return None
    warm_rules(quiet=options.json)
    from game.files.battle.variants import HISTORY
    from game.whatif.battle.commanding import settings
    from game.whatif.battle.runs import in_world

    asked = question(scenario, options.what_if, options.scenario) if options.what_if else HISTORY
    return _turns(in_world(settings(scenario, [asked]), 1, _seed(options)), side)


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
