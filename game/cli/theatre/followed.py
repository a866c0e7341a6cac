"""`changkufeng outlook --battle JOURNAL`: a finished battle as the theatre reads it, and what may have followed."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from game.cli.output import print_json, say, table
from game.cli.theatre.deck import dials_of
from game.cli.troubles import Trouble
from game.core.words import _, enumerated, written

if TYPE_CHECKING:
    from game.model.battle_result import BattleResult, Reading
    from game.model.theatre.cards import Deck
    from game.whatif.theatre.outlook.followed import Followed


def after_battle(deck: Deck, options: argparse.Namespace) -> int:
    """Prints the result of the journal's battle, the states it sets, and the odds of the later cards.

    Raises:
        Trouble: the journal is no finished battle of this theatre, or the dial is unknown.
    """
    from game.whatif.theatre.outlook.followed import followed

    result, reading = _read(options)
    wanted = {dial.id for dial in dials_of(deck, options.dial)}
    found = [one for one in followed(deck, reading) if one.dial.id in wanted]
    if options.json:
        print_json(_facts(result, reading, found))
        return 0
    for line in lines_of(result, reading):
        say(line)
    _print(deck, found)
    return 0


def lines_of(result: BattleResult, reading: Reading) -> list[str]:
    """The battle in a few lines."""
    truce = (
        _("truce of {turn}: {terms}").format(turn=result.truce.turn, terms=result.truce.terms)
        if result.truce
        else _("no truce")
    )
    states = enumerated(f"{card}={state}" for card, state in reading.states.items())
    return [
        _("The battle: {truce}; Soviet share of the crest {a:.0f} %; then {a2}.").format(
            truce=truce, a=result.crest_pm / 10, a2=result.after or _("nothing decided")
        ),
        _("Men lost: Japan {men_lost:,}, USSR {men_lost2:,}. Highest acts: {peak} and {peak2}.").format(
            men_lost=result.men_lost[0], men_lost2=result.men_lost[1], peak=result.peak[0], peak2=result.peak[1]
        ),
        _("Read as: {states}").format(states=states)
        + (_("; T is open ({t})").format(t=reading.t) if reading.t else "")
        + _("; LOC {loc:+g} by losses.").format(loc=reading.loc),
    ]


def _read(options: argparse.Namespace) -> tuple[BattleResult, Reading]:
    from game.cli.main import first_of
    from game.files.errors import BadFile
    from game.files.theatre.joins import load_join
    from game.match.battle import Match
    from game.match.battle.result import battle_result, read_battle

    try:
        join = load_join(options.scenario)
        match = Match.load(options.battle)
    except BadFile as e:
        raise Trouble(first_of(e.problems)) from None
    if match.scenario.id != join.battle:
        raise Trouble(
            _("--battle {battle}: a game of {id}; needed one of {a}").format(
                battle=options.battle, id=match.scenario.id, a=join.battle
            )
        )
    try:
        result = battle_result(match, join)
    except ValueError as e:
        raise Trouble(f"--battle {options.battle}: {e}") from None
    return result, read_battle(result, join)


def _print(deck: Deck, found: list[Followed]) -> None:
    titles = {card.id: _(card.title) for card in deck.cards}
    first, rows, bold = found[0], [], []
    for card, odds in first.here.items():
        historical = deck.card(card).historical
        for k, state in enumerate(odds):
            cells = [
                f"{written(f.here[card][state], '.3f')} ({written(f.here[card][state] - f.history[card][state] + 0.0, '+.3f')})"
                for f in found
            ]
            mark = "*" if state == historical else ""
            rows.append([card if k == 0 else "", titles[card] if k == 0 else "", state + mark, *cells])
            bold.append(state == historical)
    table(
        _("What may have followed"), [_("card"), "", _("state"), *(f.dial.id for f in found)], rows, left=3, bold=bold
    )
    say(_("* history; in brackets the change against the record's battle"))


def _facts(result: BattleResult, reading: Reading, found: list[Followed]) -> dict[str, Any]:
    from msgspec import to_builtins

    return {
        "battle": to_builtins(result),
        "states": reading.states,
        "t": reading.t,
        "v": reading.v,
        "LOC": reading.loc,
        "dials": {f.dial.id: {"T": f.ends, "here": f.here, "history": f.history} for f in found},
    }
