"""`changkufeng scenarios`, `changkufeng what-ifs`, `changkufeng plans`: what there is."""

from __future__ import annotations

import argparse
from typing import Any

from msgspec.structs import asdict

from game.cli import theatre
from game.cli.output import note, print_json, say, table
from game.cli.scenario import load
from game.cli.troubles import Trouble
from game.core.words import _


def run(options: argparse.Namespace) -> int:
    """Prints the list that was asked for."""
    return {"scenarios": _scenarios, "what-ifs": _what_ifs, "plans": _plans}[options.command](options)


def _scenarios(options: argparse.Namespace) -> int:
    from game.files.battle.scenarios import find_scenarios

    found: list[tuple[Any, int]] = []
    named: dict[int, str] = {}
    for name in find_scenarios():
        try:
            found.append(((s := load(name)), len(s.what_ifs)))
            named[id(s)] = name
        except Trouble as e:
            note(_("{name} is left out: {e}").format(name=name, e=e))  # one that is being written hides no other
    for name in theatre.find_theatres():
        there = theatre.load(name)
        found.append((there, len(theatre.what_ifs(there, name))))
    if options.json:
        keys = ("id", "title", "subtitle", "digest")
        facts = [
            ({key: getattr(s, key) for key in keys} | {"id": named.get(id(s), s.id), "what_ifs": n}) for s, n in found
        ]
        print_json(facts)
    else:
        rows = [[named.get(id(s), s.id), _(s.title), _(s.subtitle), str(n)] for s, n in found]
        table("", [_("scenario"), _("title"), "", _("what-ifs")], rows, left=3)
    return 0


def _what_ifs(options: argparse.Namespace) -> int:
    if theatre.is_theatre(options.scenario):
        return _theatre_what_ifs(options)
    found = load(options.scenario).what_ifs
    if options.json:
        keys = ("id", "title", "question", "summary", "basis", "sources_differ")
        print_json(
            [
                {
                    **{key: getattr(w, key) for key in keys},
                    "evidence": [asdict(e) for e in w.evidence],
                    "review": w.review.found if w.review is not None else "",
                }
                for w in found
            ]
        )
    elif found:
        _list("", [w for w in found if not w.sources_differ])
        _list(_("Where sources differ: the other reading"), [w for w in found if w.sources_differ])
    else:
        say(_("{scenario} has no what-ifs").format(scenario=options.scenario))
    return 0


def _list(heading: str, found: list[Any]) -> None:
    if found:
        table(
            heading,
            [_("what-if"), _("title"), _("question")],
            [[w.id, _(w.title), _(w.question)] for w in found],
            left=3,
        )


def _plans(options: argparse.Namespace) -> int:
    found = load(options.scenario).plans
    if options.json:
        print_json([asdict(plan) for plan in found])
        return 0
    for plan in found:
        say(f"{plan.side:7s} plan:{plan.id:17s} {_(plan.title)}. {_(plan.text)} [{plan.source}, {plan.confidence}]")
    if not found:
        say(_("{scenario} has no plans").format(scenario=options.scenario))
    return 0


def _theatre_what_ifs(options: argparse.Namespace) -> int:
    found = theatre.what_ifs(theatre.load(options.scenario), options.scenario)
    if options.json:
        facts = (
            {"id": w.id, "title": w.title, "question": w.question, "summary": f"{w.near} {w.judged}".strip()}
            for w in found
        )
        print_json(list(facts))
    else:
        table("", [_("what-if"), _("title"), _("question")], [[w.id, _(w.title), _(w.question)] for w in found], left=3)
    return 0
