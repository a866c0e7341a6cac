"""`changkufeng simulate north-or-south`: many games at a table, or of a what-if, and what came out."""

from __future__ import annotations

import argparse
import time
from collections import Counter
from typing import TYPE_CHECKING, Any

from game.cli.output import print_json, progress, say, stopped_after, table
from game.cli.theatre.asked import dial, first_turn, last_turn, load, seats, warm, what_if
from game.cli.theatre.compare import refuse_runs
from game.cli.troubles import Trouble
from game.core.words import _, written

if TYPE_CHECKING:
    from game.model.theatre.game import Theatre


def run(options: argparse.Namespace) -> int:
    """Plays and prints shares of the cards' states and the scores."""
    theatre = load(options.scenario)
    sits, chosen = seats(theatre, options, "empty"), dial(theatre, options)
    first, last = first_turn(theatre, options), last_turn(theatre, options)
    asked = what_if(theatre, options.scenario, options.what_if) if options.what_if not in (None, "history") else None
    if asked and any(level != "empty" for level in sits.values()):
        raise Trouble(_("--what-if: nobody sits at its table; needed no --tokyo, --field or --moscow beside it"))
    refuse_runs(options)
    warm(quiet=options.json)
    begun = time.perf_counter()
    with progress("games") as report:
        if all(level == "empty" for level in sits.values()):
            harvest: Any = _empty(theatre, asked, chosen, first, last, options, report)
        else:
            from game.whatif.theatre.seated import Table, play_table

            at = Table(options.scenario, sits, chosen, first, last)
            harvest = play_table(at, options.games, seed=options.seed, workers=options.workers, progress=report)
    took, found = time.perf_counter() - begun, harvest.parts[0]
    code = stopped_after(len(found), options.games, harvest.notice)
    name = options.what_if or "history"
    if options.json:
        print_json(facts(theatre, found, options, name, sits, took))
    else:
        _print(theatre, found, options, name, sits, took)
    return code


def _empty(
    theatre: Theatre, asked: Any, chosen: str, first: int, last: int, options: argparse.Namespace, report: Any
) -> Any:
    from game.match.theatre.engine import theatre_engine
    from game.whatif.theatre.running import Variant, play_many, variants_of

    variant = variants_of(theatre, asked)[1] if asked else Variant("history")
    engine = theatre_engine(theatre, chosen)
    return play_many(
        engine, [variant], options.games, seed=options.seed, first=first, last=last, workers=options.workers,
        progress=report,
    )  # fmt: skip


def facts(
    theatre: Theatre, found: Any, options: argparse.Namespace, name: str, sits: dict[str, str], took: float
) -> dict[str, Any]:
    """The facts that scripts rely on: each card's state in each game, scores, general wars."""
    cards = [c for c in found[0].states if any(g.states[c] for g in found)]
    outcomes: dict[str, list[Any]] = {card: [g.states[card] for g in found] for card in cards}
    for seat in theatre.seat_ids:
        outcomes[f"score_{seat}"] = [mean_score(g.scores[seat]) for g in found]
    outcomes["general_war"] = [int(g.general_war) for g in found]
    return {
        "scenario": theatre.id,
        "what_if": name,
        "seats": sits,
        "games": len(found),
        "seed": options.seed,
        "wall_s": round(took, 3),
        "games_per_s": round(len(found) / max(took, 1e-9), 3),
        "digests": [g.digest for g in found],
        "outcomes": outcomes,
    }


def mean_score(scores: tuple[float, ...]) -> float | None:
    """The mean of the acts that were scored, None without one."""
    played = [s for s in scores if s >= 0.0]
    return sum(played) / len(played) if played else None


def _print(
    theatre: Theatre, found: Any, options: argparse.Namespace, name: str, sits: dict[str, str], took: float
) -> None:
    from game.whatif.statistics import mean, wilson

    rows, bold = [], []
    for card in found[0].states:
        counts = Counter(g.states[card] for g in found)
        if card not in theatre.cards or not counts.keys() - {""}:
            continue
        known = theatre.cards[card]
        for k, state in enumerate(known.states):
            if counts[state] or state == known.historical:
                share = wilson(counts[state], len(found))
                assert share is not None
                head = [card, _(known.title)] if k == 0 else ["", ""]
                mark = "*" if state == known.historical else ""
                rows.append(
                    [
                        *head,
                        state + mark,
                        written(share.value, ".3f"),
                        _("{low:.3f} to {high:.3f}").format(low=share.low, high=share.high),
                    ]
                )
                bold.append(bool(mark))
    table(
        f"{name}: {', '.join(f'{s} {level}' for s, level in sits.items())}",
        [_("card"), "", _("state"), _("share"), _("95 % interval")],
        rows,
        left=3,
        bold=bold,
    )
    for seat in theatre.seat_ids:
        centre = mean([mean_score(g.scores[seat]) for g in found])
        record = next((r.score for r in theatre.record if r.seat == seat), 0.0)
        if centre is not None:
            say(
                _("{seat}: mean score {value:.1f} (the record {record:g})").format(
                    seat=seat, value=centre.value, record=record
                )
            )
    say(_("general war in {a:.3f} of the games").format(a=sum(g.general_war for g in found) / len(found)))
    seeds = _("seeds {seed} to {a}").format(seed=options.seed, a=options.seed + len(found) - 1)
    say(
        _("{n:,} games, {seeds}, {took:.1f} s, {a:.0f} games/s").format(
            n=len(found), seeds=seeds, took=took, a=len(found) / took
        )
    )
