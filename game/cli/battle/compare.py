"""`changkufeng compare`: history against what-ifs with the same luck, as a table, JSON or a report to read."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from game.cli import into, theatre
from game.cli.battle import games
from game.cli.output import check_folder, note, print_json, save, say, table
from game.cli.scenario import check_commanders, is_file, load, question
from game.cli.troubles import Trouble
from game.core.words import _, titled

if TYPE_CHECKING:
    from game.model.battle.scenario import Scenario
    from game.model.battle.whatif import WhatIf
    from game.whatif.battle.starting import Start


def run(options: argparse.Namespace) -> int:
    """Plays all variants and reports; 130 if it was stopped and the result is partial."""
    if theatre.is_theatre(options.scenario):
        return theatre.room("compare", options)
    theatre.refuse_seats(options)
    check_folder(options.out)
    from game.files.battle.crossing import crossings
    from game.whatif.battle import telling
    from game.whatif.battle.commanding import settings
    from game.whatif.battle.comparison import compare, facts, unchanged
    from game.whatif.battle.telling import tell

    scenario = load(options.scenario)
    games.commanders(scenario, options)
    names = list(dict.fromkeys(options.what_if))
    chosen = [question(scenario, name, options.scenario) for name in names]
    typed = {w.id: name for w, name in zip(chosen, names, strict=True) if is_file(name)}
    start = None
    if options.start is not None:
        scenario, start = begun(scenario, options)
    try:
        chosen = list(crossings(chosen, scenario)) if options.cross else chosen
        _check_seats(scenario, chosen)
        plan = settings(
            scenario,
            chosen,
            arm=options.commander or "follower",
            games=options.games,
            seats=games.named(scenario, options),
            start=start,
            without=_without(scenario, options.without),
            typed=typed,
        )
    except ValueError as e:
        raise Trouble(str(e)) from None
    runs = games.play(plan, options, _("games of all variants"))
    variants = compare(runs)
    into.write(options, runs, variants)
    if options.out:
        from game.whatif.battle.report import report

        save(options.out, report(runs, chosen))
    told = {w.id: tell(runs, variants, k, w) for k, w in enumerate(chosen, 1)}
    if options.json:
        print_json(facts(runs, variants, {n: telling.facts(t, series=options.series) for n, t in told.items()}))
    else:
        for k, what in enumerate(chosen, 1):
            say(told[what.id].answer)
            for line in told[what.id].warnings:
                say(_("Beware: {line}").format(line=line))
            _print(runs[k], what, variants[unchanged(runs, k)], variants[k])
            for line in telling.lines(told[what.id]):
                say(line)
        say(games.line_of(runs[0], runs))
        if options.out:
            note(_("wrote {out}").format(out=options.out))
    return games.exit_code(runs)


def begun(scenario: Scenario, options: argparse.Namespace) -> tuple[Scenario, Start]:
    """The scenario of a saved game and the turn of it in which the games begin.

    Raises:
        Trouble: the game cannot be read, or has not come to that turn.
    """
    from game.cli.battle.show import saved_game
    from game.whatif.battle.starting import start_of

    match = saved_game(scenario, options.start, quiet=options.json)
    try:
        return match.scenario, start_of(match, options.at or "")
    except ValueError as e:
        raise Trouble(f"--from {options.start}: {e}") from None


def _without(scenario: Scenario, names: Sequence[str]) -> list[str]:
    return [s.id for s in scenario.switches] if "all" in names else list(dict.fromkeys(names))


def _check_seats(scenario: Scenario, chosen: Sequence[WhatIf]) -> None:
    """Refuses a what-if that names a commander whom its side does not have."""
    for one in chosen:
        seats = [one.commanders.get(side, "history") for side in scenario.sides]
        check_commanders(scenario, *seats)


def _print(runs: Any, what: Any, history: Any, variant: Any) -> None:
    from game.whatif.battle.commanding import replay
    from game.whatif.battle.outcomes import is_share
    from game.whatif.battle.reading import by_chance
    from game.whatif.battle.who import arm_head, lines, mark_words, reviewed, unjudged
    from game.whatif.wording import amount, difference

    rows, clear = [], []
    outcomes = runs.setting.scenario.outcomes
    arms = list(variant.arms)[1:]
    marked = any(variant.mark(o.id) for o in outcomes)
    for outcome in outcomes:
        old, new, effect = history.outcomes[outcome.id], variant.outcomes[outcome.id], variant.effects[outcome.id]
        shares = is_share(outcome)
        unit = _("% of games") if shares else _(outcome.unit)
        known = amount(outcome.record, 1, shares=shares)
        figures = [amount(s.mean, s.happened, shares=shares) for s in (old, new)]
        others = [difference(variant.arms[arm][outcome.id], shares=shares)[0] for arm in arms]
        mark = [mark_words(variant.mark(outcome.id))] if marked else []
        rows.append([_(outcome.name), unit, known, *figures, *difference(effect, shares=shares), *others, *mark])
        clear.append(effect.is_clear)
    others_heads = [arm_head(arm, variant) for arm in arms]
    heads = [
        _("outcome"),
        _("unit"),
        _("record"),
        _("history"),
        what.id,
        _("difference"),
        _("95 % interval"),
        *others_heads,
    ]
    table(_(what.title), [*heads, *([_("who commands")] if marked else [])], rows, bold=clear, left=2)
    say(" ".join(lines(runs.setting, variant)))
    if command := replay(runs):
        say(_("That turn: {command}").format(command=command))
    if not arms and not variant.is_in_doubt:
        say(
            _("Who commands was not varied: --commander all plays the record's orders and the computer's beside these.")
        )
    if words := unjudged(what):
        say(words)
    if found := reviewed(what):
        say(titled(*found))
    say(by_chance(len(outcomes)))
