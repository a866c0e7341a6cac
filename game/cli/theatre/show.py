"""`changkufeng show north-or-south`: a position of the record or of a saved game, as a seat knows it, as text or JSON."""

from __future__ import annotations

import argparse
import re
from typing import TYPE_CHECKING, Any

from game.cli.output import print_json, say
from game.cli.scenario import use_rules
from game.cli.theatre import telling
from game.cli.theatre.asked import dial, load, open_match
from game.cli.troubles import Trouble, unknown
from game.core.words import _

if TYPE_CHECKING:
    from game.match.theatre import TheatreMatch, TheatreView
    from game.model.theatre.game import Theatre


def run(options: argparse.Namespace) -> int:
    """Prints what the seat knows at the beginning of the turn asked for."""
    theatre = load(options.scenario)
    seat = options.seat or theatre.seat_ids[0]
    turn = turn_of(theatre, options.at)
    use_rules(brief=True)
    match = _match(theatre, options, turn)
    view = match.view(seat)
    if options.json:
        print_json(facts(view))
        return 0
    for line in (
        *telling.opening(theatre, view),
        *telling.board(theatre, view),
        *telling.tracks(view),
        *telling.score(view),
    ):
        say(line)
    return 0


def turn_of(theatre: Theatre, at: str | None) -> int | None:
    """The number of a turn from "T9", "9" or its name.

    Raises:
        Trouble: there is none.
    """
    if at is None:
        return None
    words = " ".join(at.split())
    number = re.fullmatch(r"[Tt]?(\d{1,2})", words)
    if number and 1 <= int(number[1]) <= len(theatre.turns):
        return int(number[1])
    for turn in theatre.turns:
        if turn.name.lower() == words.lower():
            return turn.number
    raise unknown("turn", words, [t.name for t in theatre.turns], where=theatre.id)


def _match(theatre: Theatre, options: argparse.Namespace, turn: int | None) -> TheatreMatch:
    from game.match.theatre import TheatreMatch

    if options.journal is not None:
        match = open_match(theatre, options.journal)
        try:
            return match if turn is None else match.branch(turn)
        except ValueError as e:
            raise Trouble(f"--at: {e}") from None
    match = TheatreMatch.new(theatre, seed=options.seed, dial=dial(theatre, options))
    while turn is not None and match.turn.number < turn and not match.over:
        match.resolve(trace=False)
    if turn is not None and match.turn.number != turn:
        raise Trouble(
            _("--at: with seed {seed} a general war ended the game before T{turn}").format(seed=options.seed, turn=turn)
        )
    return match


def facts(view: TheatreView) -> dict[str, Any]:
    """What the seat knows, for scripts."""
    return {
        "turn": view.turn.number,
        "name": view.turn.name,
        "seat": view.seat,
        "standing": view.standing,
        "places": [p._asdict() for p in view.places],
        "sectors": [s._asdict() for s in view.sectors],
        "variables": {name: v._asdict() for name, v in view.variables.items()},
        "cards": [
            {
                "id": c.id,
                "title": c.title,
                "cases": [
                    {
                        "case": case.key,
                        "options": [
                            {
                                "state": o.state,
                                "p": o.p,
                                "price": o.price,
                                "refused": str(o.refusal.text) if o.refusal else "",
                            }
                            for o in case.options
                        ],
                    }
                    for case in c.cases
                ],
            }
            for c in view.cards
        ],
        "decided": view.decided,
        "moves": [
            {"source": m.source, "divisions": m.divisions, "targets": [t for t, _ in m.targets]} for m in view.moves
        ],
        "policies": [
            {"id": p.id, "price": p.price, "refused": str(p.refusal.text) if p.refusal else ""} for p in view.policies
        ],
        "staff": [{"id": x.id, "source": x.source, "target": x.target, "divisions": x.divisions} for x in view.staff],
        "score": view.score.total,
    }
