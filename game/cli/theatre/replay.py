"""`changkufeng replay north-or-south`: the historical path or a saved game, turn by turn: window, lines or JSON, with sources."""

from __future__ import annotations

import argparse
import os
from typing import TYPE_CHECKING, Any

from game.cli.output import print_json, say
from game.cli.scenario import use_rules
from game.cli.theatre.asked import load, open_match
from game.cli.troubles import Trouble
from game.core.words import _, clauses, enumerated
from game.match.dates import any_date
from game.match.theatre.accounts import TurnAccount, accounts, sources

if TYPE_CHECKING:
    from game.match.theatre import TheatreMatch
    from game.model.theatre.game import Theatre


def run(options: argparse.Namespace) -> int:
    """Opens the historical path in the window, or prints the journal that was asked for, by default that path.

    Raises:
        Trouble: a journal without --text or --json, or a turn that is not there.
    """
    theatre = load(options.scenario)
    if not (options.text or options.json):
        return _window(options, theatre)
    use_rules(brief=True)
    path = options.journal or _shipped(options.scenario)
    match = open_match(theatre, path)
    turns = accounts(match)
    turns = _part(turns, options)
    if options.json:
        print_json(facts(match, turns))
        return 0
    say(
        _("{title}: {a} (seed {seed}, dial {dial})").format(
            title=_(theatre.title), a=_(match.title) or path, seed=match.seed, dial=match.dial
        )
    )
    series = match.history()
    for turn in turns:
        _tell(match, turn, {name: s.values[turn.turn - match.first] for name, s in series.items()})
    if options.at is None and turns[-1].turn == match.first + len(match.records) - 1:
        for seat in theatre.seat_ids:
            found = match.score(seat)
            say(
                _("{seat}: {join}; {total:.1f} in all").format(
                    seat=seat,
                    join=enumerated(_("act {n} {total:.1f}").format(n=a.act, total=a.total) for a in found.acts),
                    total=found.total,
                )
            )
    say()
    say(_("Sources"))
    for source in sources(theatre.deck, (c for turn in turns for c in turn.cited)):
        rest = [_(source.language), _(source.kind), _(source.used), _(source.reliability)]
        say(f"  {source.id}: {source.full}. " + clauses(rest))
    return 0


def _window(options: argparse.Namespace, theatre: Theatre) -> int:
    if options.journal is not None:
        raise Trouble(
            _("--journal: needed --text or --json; `changkufeng play --load FILE` opens a saved game in the window")
        )
    if options.begin is not None or options.end is not None:
        raise Trouble(_("--from, --to: the window has the whole record; needed --text or --json"))
    at = 0
    if options.at is not None:
        use_rules(brief=True)
        at = _at(accounts(open_match(theatre, _shipped(options.scenario))), options.at).turn
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    from game.client import launch

    return launch.theatre_record(at)


def _part(turns: tuple[TurnAccount, ...], options: argparse.Namespace) -> tuple[TurnAccount, ...]:
    """The turn asked for, those of a part, or all of them.

    Raises:
        Trouble: there is no such turn, or the part ends before it begins.
    """
    if options.at is not None:
        if options.begin is not None or options.end is not None:
            raise Trouble(_("--at: is one turn; needed it alone, or --from and --to"))
        return (_at(turns, options.at),)
    first = _at(turns, options.begin, "--from").turn if options.begin is not None else turns[0].turn
    last = _at(turns, options.end, "--to").turn if options.end is not None else turns[-1].turn
    if first > last:
        raise Trouble(_("--to: {end} lies before --from {begin}").format(end=options.end, begin=options.begin))
    return tuple(turn for turn in turns if first <= turn.turn <= last)


def _at(turns: tuple[TurnAccount, ...], when: str, option: str = "--at") -> TurnAccount:
    """The turn of a number, "9" or "T9", or in whose name the words stand, "May 1939"."""
    words = when.strip().lower()
    for turn in turns:
        if words in (str(turn.turn), f"t{turn.turn}") or words == turn.name.lower():
            return turn
    found = [turn for turn in turns if words and words in turn.name.lower()]
    if len(found) != 1:
        what = _("is in no turn") if not found else _("is in {n} turns").format(n=len(found))
        raise Trouble(
            _("{option}: {when} {what}; needed T1 to T{turn}, or a name such as {name}").format(
                option=option, when=when, what=what, turn=turns[-1].turn, name=turns[0].name
            )
        )
    return found[0]


def _tell(match: TheatreMatch, turn: TurnAccount, values: dict[str, float]) -> None:
    """A turn: news with their sources, answers, what followed, and who argued what."""
    from game.match.theatre.events import NEWS

    say(f"T{turn.turn} {_(turn.name)}")
    for news in turn.news:
        for dated in news.dated:
            say(f"  {any_date(dated.date)}: {dated.text} [{news.entry.source}, {news.entry.confidence}]")
    for event in turn.events:
        if event.kind in NEWS and event.kind != "TE_NEWS":
            say(f"  {event.text}")
    record = next(r for r in match.records if r.turn.number == turn.turn)
    for seat, sheet in record.sheets.items():
        for card, given in (sheet.answers if sheet else {}).items():
            say(
                _("  {seat} answers {card}: {join}").format(
                    seat=seat, card=card, join=enumerated((f"{key} {o}".strip() for key, o in given.items()))
                )
            )
    for event in turn.events:
        if event.kind not in NEWS:
            say(f"  {event.text}")
    for settled, _state in turn.settled:
        for argument in settled.arguments:
            mark = f"[{argument.source}, {argument.confidence}]"
            say(
                _("    {id}, for {option}, {who}: {says} {mark}").format(
                    id=settled.id, option=argument.option, who=_(argument.who), says=_(argument.says), mark=mark
                )
            )
    say("  " + enumerated(f"{name} {value:.0f}" for name, value in values.items()))


def facts(match: TheatreMatch, turns: tuple[TurnAccount, ...]) -> dict[str, Any]:
    """The course of a game for scripts: sheets, news and arguments with sources, variables after each turn, scores."""
    from msgspec import to_builtins

    series = match.history()
    shown = {turn.turn: turn for turn in turns}
    return {
        "scenario": match.theatre.id,
        "title": match.title,
        "seed": match.seed,
        "dial": match.dial,
        "states": match.states(),
        "turns": [
            {
                "turn": r.turn.number,
                "name": r.turn.name,
                "digest": r.digest,
                "sheets": {seat: to_builtins(sheet) for seat, sheet in r.sheets.items()},
                "variables": {name: s.values[k] for name, s in series.items()},
                "record": {name: s.record[k] for name, s in series.items()},
                "news": [
                    {
                        "text": n.text,
                        "dated": [d._asdict() for d in n.dated],
                        "source": n.entry.source,
                        "confidence": n.entry.confidence,
                    }
                    for n in shown[r.turn.number].news
                ],
                "settled": [
                    {"card": c.id, "title": c.title, "state": state, "source": c.source, "confidence": c.confidence}
                    | {"arguments": [to_builtins(a) for a in c.arguments]}
                    for c, state in shown[r.turn.number].settled
                ],
            }
            for k, r in enumerate(match.records)
            if r.turn.number in shown
        ],
        "sources": {
            s.id: to_builtins(s) for s in sources(match.theatre.deck, (c for turn in turns for c in turn.cited))
        },
        "scores": {seat: match.score(seat).total for seat in match.theatre.seat_ids},
    }


def _shipped(name: str) -> str:
    from game.files.theatre.theatres import theatre_folder

    path = theatre_folder(name) / "history.journal"
    if not path.is_file():
        raise Trouble(_("{name} has no historical path; needed --journal FILE").format(name=name))
    return str(path)
