"""`changkufeng compare north-or-south --what-if NAME`: history against what-ifs of the strategic choice, with the same luck."""

from __future__ import annotations

import argparse
import time
from typing import TYPE_CHECKING, Any

from game.cli.output import check_folder, note, print_json, progress, save, say, stopped_after, table
from game.cli.theatre.asked import dial, load, warm, what_if
from game.cli.troubles import Trouble
from game.core.words import _, enumerated

if TYPE_CHECKING:
    from game.whatif.theatre.compare import Comparison


def run(options: argparse.Namespace) -> int:
    """Plays all what-ifs against history and prints what differs."""
    check_folder(options.out)
    theatre = load(options.scenario)
    chosen = [what_if(theatre, options.scenario, name) for name in dict.fromkeys(options.what_if)]
    at = dial(theatre, options)
    refuse_runs(options)
    begun = time.perf_counter()
    found = _answered(theatre, chosen, at, options) if options.bank else []
    if not found:
        found = _played(theatre, chosen, at, options)
    games = found[0].n if found and options.bank else options.games
    notice, found = found[-1].notice, [f for f in found if f.n]
    code = stopped_after(found[-1].n if found else 0, games, notice)
    took = time.perf_counter() - begun
    if options.out:
        from game.whatif.theatre.page import page

        save(options.out, page(theatre, found, at, options.seed))
    if options.json:
        from game.whatif.theatre.compare import facts

        print_json(facts(theatre.id, found, options.seed, took, at))
        return code
    for one in found:
        _print(theatre, one)
    say(
        _("{title}, dial {at}: {n} x {games:,} pairs of games, seed {seed}, {took:.1f} s").format(
            title=_(theatre.title), at=at, n=len(found), games=games, seed=options.seed, took=took
        )
    )
    if options.out:
        note(_("wrote {out}").format(out=options.out))
    return code


def refuse_runs(options: argparse.Namespace) -> None:
    """Refuses what only a battle's games have.

    Raises:
        Trouble: it was typed.
    """
    for name in ("into", "charts", "cluster", "until"):
        if getattr(options, name) is not None:
            raise Trouble(
                _("--{name}: {scenario} is the strategic game; its games are played at once, in seconds").format(
                    name=name, scenario=options.scenario
                )
            )


def _played(theatre: Any, chosen: list[Any], at: str, options: argparse.Namespace) -> list[Comparison]:
    """The what-ifs in their order; those after a stop were not asked any more."""
    warm(quiet=options.json)
    from game.match.theatre.engine import theatre_engine
    from game.whatif.theatre.compare import compare

    found: list[Comparison] = []
    with progress("games") as report:
        for what in chosen:
            engine, seed, workers = theatre_engine(theatre, at), options.seed, options.workers
            found.append(compare(engine, what, options.games, seed=seed, workers=workers, progress=report))
            if found[-1].notice:
                break
    return found


def _answered(theatre: Any, chosen: list[Any], at: str, options: argparse.Namespace) -> list[Comparison]:
    """What the shipped bank has; nothing, and a note that says why, where they must be played."""
    from game.files.theatre.theatres import theatre_folder
    from game.whatif.theatre.answers import DIAL, Found

    bank = Found(theatre, theatre_folder(options.scenario))
    found = [one for what in chosen if (one := bank.answer(what)) is not None]
    if at == DIAL and len(found) == len(chosen):
        note(
            _("from the bank of results, not played now: {n:,} pairs of games, seeds from {seed}").format(
                n=found[0].n, seed=bank.seed
            )
        )
        options.seed = bank.seed
        return found
    note(
        _("{a}: they are played").format(
            a=bank.why or _("the bank has no answer that holds for all of them at this dial")
        )
    )
    return []


def _print(theatre: Any, one: Comparison) -> None:
    from game.whatif.theatre.answer import answer
    from game.whatif.theatre.compare import is_told
    from game.whatif.wording import amount, difference

    say(answer(theatre, one))
    rows, bold = [], []
    titles = {c.id: _(c.title) for c in theatre.cards.values()}
    for c in one.columns:
        if not is_told(one, c):
            continue
        figures = [amount(f.mean, one.n, shares=c.is_share) for f in (c.history, c.here)]
        title = titles.get(c.name.partition("=")[0], "")
        rows.append([c.name, title, *figures, *difference(c.effect, shares=c.is_share)])
        bold.append(c.effect.is_clear)
    heads = [_("outcome"), "", _("history"), _("what-if"), _("difference"), _("95 % interval")]
    table(_(one.what_if.title), heads, rows, left=2, bold=bold)
    say(f"{_(one.what_if.question)} {_(one.what_if.near)} {_(one.what_if.judged)}".strip())
    held = enumerated(f"{c}={s}" for c, s in one.what_if.held.items())
    say(
        _("Shares in % of games; changes under 1 % are left out.{a}").format(
            a=" " + _("In both worlds: {held}.").format(held=held) if held else ""
        )
    )
    say("")
