"""`changkufeng review`: the last page of a battle: verdict, course, luck, the computer's plan, the claims of 1938."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from game.cli.output import check_folder, note, print_json, progress, save, say, table
from game.cli.scenario import warm_rules
from game.cli.troubles import STOPPED, Trouble, file_trouble
from game.core.words import _

if TYPE_CHECKING:
    from game.match.battle import Match
    from game.whatif.battle.departures.worth import Left
    from game.whatif.battle.last_page.other_luck import OtherLuck
    from game.whatif.battle.last_page.review import Review

USUAL = 100  # games under other luck


def run(options: argparse.Namespace) -> int:
    """Tells of a battle that was played, as text, as JSON or as a page."""
    check_folder(options.html)
    path = found(options.journal)
    from game.files.theatre.journal import THEATRES

    if Path(path).is_file() and THEATRES.is_of(path):
        from game.cli.theatre import review as strategic

        return strategic.run(options, path)
    match = open_battle(path)
    side = _side(match, options.side)
    gone = _departures(match, side, options) if options.departures else None
    if gone is not None and not options.html:
        return _tell_departures(match, gone, options)
    from game.whatif.battle.last_page.review import review_of
    from game.whatif.battle.last_page.seat import eyes

    try:
        eyes(match, side)  # before the games are played
        other = _other_luck(match, options) if gone is None else None
        review = review_of(match, side, other, gone)
    except ValueError as e:
        raise Trouble(f"{options.journal}: {e}") from None
    if options.json:
        from game.whatif.battle.last_page.review import as_json

        print_json(as_json(review))
    elif options.text or not options.html:
        _print(review)
    if options.html:
        from game.whatif.battle.last_page.page import page_of

        save(options.html, page_of(review))
        note(_("wrote {html}").format(html=options.html))
    return STOPPED if other is not None and other.notice else 0


def _departures(match: Match, side: str, options: argparse.Namespace) -> Left:
    """Where the game left history; of one that is over with what that was worth.

    Raises:
        Trouble: it may not be looked into, or was played by other rules.
    """
    from game.whatif.battle.departures.telling import told
    from game.whatif.battle.departures.worth import COUNTS, left, weighed
    from game.whatif.battle.last_page.seat import eyes, players

    counts = COUNTS if options.games is None else (options.games,)
    try:
        own = players(match, eyes(match, side), is_asked=bool(side))
        departed = left(match, own)
        if match.over and counts[-1] and departed.count:
            with progress(_("departures, with the order and without"), quiet=options.json) as report:
                for departed in weighed(match, own, counts=counts, workers=options.workers, progress=report):
                    if not options.json and not departed.notice and departed.pairs < counts[-1]:
                        note(
                            _("after {pairs} pairs: {told}").format(pairs=departed.pairs, told=told(match, departed)[2])
                        )
    except ValueError as e:
        raise Trouble(f"{options.journal}: {e}") from None
    return departed


def _tell_departures(match: Match, found: Left, options: argparse.Namespace) -> int:
    from game.whatif.battle.departures.telling import facts, told

    if options.json:
        print_json(facts(match, found))
    else:
        for line in told(match, found):
            say(line)
    return STOPPED if found.notice else 0


def found(said: str) -> str:
    """The file of a journal, or of the saved game of that name."""
    from game.files import saves

    games = {game.name: game.path for game in saves.saved_games()} if not Path(said).exists() else {}
    return str(games.get(said, said))


def open_battle(path: str) -> Match:
    """The battle of a journal.

    Raises:
        Trouble: it cannot be read, or is no battle.
    """
    from game.files.battle.journal import BATTLES
    from game.files.errors import BadFile
    from game.files.theatre.journal import THEATRES

    try:
        if THEATRES.is_of(path):
            raise Trouble(
                _("{path} is a strategic game; only battles are reviewed, a strategic game is read by replay").format(
                    path=path
                )
            )
        BATTLES.read_good(path)  # a bad journal is answered before any rule compiles
        warm_rules()
        from game.match.battle import Match

        match = Match.load(Path(path), rescue=True)
    except OSError as e:
        raise file_trouble(e, _("cannot open {path}").format(path=path)) from None
    except BadFile as e:
        raise Trouble(str(e).splitlines()[0]) from None
    if match.notice:
        note(match.notice)
    return match


def _side(match: Match, said: str | None) -> str:
    """The side asked for, "" for none.

    Raises:
        Trouble: there is none of that name.
    """
    if said is None:
        return ""
    names = {**{s: s for s in match.scenario.sides}, **{n: s for s, n in match.scenario.side_names.items()}}
    from game.cli.picking import pick

    return pick(said, names, "side")


def _other_luck(match: Match, options: argparse.Namespace) -> OtherLuck | None:
    """The same orders under other luck, of a battle that is over and of these rules."""
    games = USUAL if options.games is None else options.games
    if not match.over or match.is_read_only or not games:
        return None
    from game.whatif.battle.last_page.other_luck import other_luck

    with progress(_("the same orders under other luck"), quiet=options.json) as report:
        found = other_luck(match, games, workers=options.workers, progress=report)
    if found is not None and found.notice:
        note(
            _("{notice}: {games:,} of {asked:,} games, a valid result of that many games").format(
                notice=found.notice, games=found.games, asked=found.asked
            )
        )
    return found


def _print(review: Review) -> None:
    from game.whatif.battle.last_page.telling import told

    for one in told(review):
        if isinstance(one, str):
            say(one)
        else:
            table(one.title, one.heads, one.rows, left=one.left)
