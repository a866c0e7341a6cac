"""`changkufeng compare`: history against what-ifs with the same luck, as a table, JSON or a report to read."""

from __future__ import annotations

import argparse
from typing import Any

from game.cli import theatre
from game.cli.battle import games
from game.cli.output import check_folder, note, print_json, save, say, table
from game.cli.scenario import load, what_if


def run(options: argparse.Namespace) -> int:
    """Plays all variants and reports; 130 if it was stopped and the result is partial."""
    if theatre.is_theatre(options.scenario):
        return theatre.room("compare", options)
    theatre.refuse_seats(options)
    check_folder(options.out)
    from game.whatif.battle.commanding import settings
    from game.whatif.battle.comparison import compare, facts, unchanged

    scenario = load(options.scenario)
    games.commanders(scenario, options)
    chosen = [what_if(scenario, name) for name in dict.fromkeys(options.what_if)]
    plan = settings(
        scenario,
        chosen,
        arm=options.commander or "follower",
        games=options.games,
        seats=games.named(scenario, options),
    )
    runs = games.play(plan, options, "games of all variants")
    variants = compare(runs)
    if options.out:
        from game.whatif.battle.report import report

        save(options.out, report(runs, chosen))
    if options.json:
        print_json(facts(runs, variants))
    else:
        for k, what in enumerate(chosen, 1):
            _print(runs[k], what, variants[unchanged(runs, k)], variants[k])
        say(games.line_of(runs[0], runs))
        if options.out:
            note(f"wrote {options.out}")
    return games.exit_code(runs)


def _print(runs: Any, what: Any, history: Any, variant: Any) -> None:
    from game.whatif.battle.commanding import replay
    from game.whatif.battle.outcomes import is_share
    from game.whatif.battle.reading import by_chance
    from game.whatif.battle.who import arm_head, lines, mark_words, reviewed
    from game.whatif.wording import amount, difference

    rows, clear = [], []
    outcomes = runs.setting.scenario.outcomes
    arms = list(variant.arms)[1:]
    marked = any(variant.mark(o.id) for o in outcomes)
    for outcome in outcomes:
        old, new, effect = history.outcomes[outcome.id], variant.outcomes[outcome.id], variant.effects[outcome.id]
        shares = is_share(outcome)
        unit = "% of games" if shares else outcome.unit
        known = amount(outcome.record, 1, shares=shares)
        figures = [amount(s.mean, s.happened, shares=shares) for s in (old, new)]
        others = [difference(variant.arms[arm][outcome.id], shares=shares)[0] for arm in arms]
        mark = [mark_words(variant.mark(outcome.id))] if marked else []
        rows.append([outcome.name, unit, known, *figures, *difference(effect, shares=shares), *others, *mark])
        clear.append(effect.is_clear)
    others_heads = [arm_head(arm, variant) for arm in arms]
    heads = ["outcome", "unit", "record", "history", what.id, "difference", "95 % interval", *others_heads]
    table(what.title, [*heads, *(["who commands"] if marked else [])], rows, bold=clear, left=2)
    say(" ".join(lines(runs.setting, variant)))
    if command := replay(runs):
        say(f"That turn: {command}")
    if not arms and not variant.is_in_doubt:
        say("Who commands was not varied: --commander all plays the record's orders and the computer's beside these.")
    if found := reviewed(what):
        say(f"{found[0]}: {found[1]}")
    say(by_chance(len(outcomes)))
