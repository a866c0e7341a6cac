"""`changkufeng compare north-or-south --what-if NAME`: history against what-ifs of the strategic choice, with the same luck."""

from __future__ import annotations

import argparse
import time
from typing import TYPE_CHECKING, Any

from game.cli.output import check_folder, note, print_json, progress, save, say, stopped_after, table
from game.cli.theatre.asked import dial, load, warm, what_if

if TYPE_CHECKING:
    from game.whatif.theatre.compare import Comparison, Figures


def run(options: argparse.Namespace) -> int:
    """Plays all what-ifs against history and prints what differs."""
    check_folder(options.out)
    theatre = load(options.scenario)
    chosen = [what_if(theatre, options.scenario, name) for name in dict.fromkeys(options.what_if)]
    at = dial(theatre, options)
    warm(quiet=options.json)
    from game.match.theatre.engine import theatre_engine
    from game.whatif.theatre.compare import compare

    begun = time.perf_counter()
    with progress("games", quiet=options.json) as report:
        found = []
        for what in chosen:
            engine, seed, workers = theatre_engine(theatre, at), options.seed, options.workers
            found.append(compare(engine, what, options.games, seed=seed, workers=workers, progress=report))
            if found[-1].notice:
                break  # stopped: the what-ifs after it were not asked any more
    notice, found = found[-1].notice, [f for f in found if f.n]
    code = stopped_after(found[-1].n if found else 0, options.games, notice)
    took = time.perf_counter() - begun
    if options.out:
        from game.whatif.theatre.page import page

        save(options.out, page(theatre, found, at, options.seed))
    if options.json:
        print_json(facts(theatre.id, found, options.seed, took, at))
        return code
    for one in found:
        _print(theatre, one)
    say(
        f"{theatre.title}, dial {at}: {len(found)} x {options.games:,} pairs of games, seed {options.seed}, {took:.1f} s"
    )
    if options.out:
        note(f"wrote {options.out}")
    return code


def facts(name: str, found: list[Comparison], seed: int, took: float, at: str) -> dict[str, Any]:
    """The facts that scripts rely on; each what-if stands against its own history, since some choices are held in both."""
    from game.whatif.statistics import EFFECT

    variants = []
    for one in found:
        variants.append(
            {
                "name": one.what_if.id,
                "n": one.n,
                "outcomes": {c.name: _shape(c.here) for c in one.columns},
                "history": {c.name: _shape(c.history) for c in one.columns},
                "effects": {c.name: {k: getattr(c.effect, k) for k in EFFECT} for c in one.columns},
            }
        )
    return {"scenario": name, "dial": at, "seed": seed, "wall_s": round(took, 3), "variants": variants}


def _shape(figures: Figures) -> dict[str, float | None]:
    return dict(figures._asdict())


def _print(theatre: Any, one: Comparison) -> None:
    from game.whatif.theatre.compare import is_told
    from game.whatif.wording import amount, difference

    rows, bold = [], []
    titles = {c.id: c.title for c in theatre.cards.values()}
    for c in one.columns:
        if not is_told(one, c):
            continue
        figures = [amount(f.mean, one.n, shares=c.is_share) for f in (c.history, c.here)]
        title = titles.get(c.name.partition("=")[0], "")
        rows.append([c.name, title, *figures, *difference(c.effect, shares=c.is_share)])
        bold.append(c.effect.is_clear)
    heads = ["outcome", "", "history", "what-if", "difference", "95 % interval"]
    table(one.what_if.title, heads, rows, left=2, bold=bold)
    say(f"{one.what_if.question} {one.what_if.near} {one.what_if.judged}".strip())
    held = ", ".join(f"{c}={s}" for c, s in one.what_if.held.items())
    say(f"Shares in % of games; changes under 1 % are left out.{f' In both worlds: {held}.' if held else ''}")
    say("")
