"""`changkufeng scenarios`, `changkufeng what-ifs`, `changkufeng plans`: what there is."""

from __future__ import annotations

import argparse
from typing import Any

from msgspec.structs import asdict

from game.cli import theatre
from game.cli.output import print_json, say, table
from game.cli.scenario import load


def run(options: argparse.Namespace) -> int:
    """Prints the list that was asked for."""
    return {"scenarios": _scenarios, "what-ifs": _what_ifs, "plans": _plans}[options.command](options)


def _scenarios(options: argparse.Namespace) -> int:
    from game.files.battle.scenarios import find_scenarios

    found: list[tuple[Any, int]] = [(s, len(s.what_ifs)) for s in (load(str(entry)) for entry in find_scenarios())]
    for name in theatre.find_theatres():
        there = theatre.load(name)
        found.append((there, len(theatre.what_ifs(there, name))))
    if options.json:
        keys = ("id", "title", "subtitle", "digest")
        print_json([{**{key: getattr(s, key) for key in keys}, "what_ifs": n} for s, n in found])
    else:
        rows = [[s.id, s.title, s.subtitle, str(n)] for s, n in found]
        table("", ["scenario", "title", "", "what-ifs"], rows, left=3)
    return 0


def _what_ifs(options: argparse.Namespace) -> int:
    if theatre.is_theatre(options.scenario):
        return _theatre_what_ifs(options)
    found = load(options.scenario).what_ifs
    if options.json:
        keys = ("id", "title", "question", "summary", "sources_differ")
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
        _list("Where sources differ: the other reading", [w for w in found if w.sources_differ])
    else:
        say(f"{options.scenario} has no what-ifs")
    return 0


def _list(heading: str, found: list[Any]) -> None:
    if found:
        table(heading, ["what-if", "title", "question"], [[w.id, w.title, w.question] for w in found], left=3)


def _plans(options: argparse.Namespace) -> int:
    found = load(options.scenario).plans
    if options.json:
        print_json([asdict(plan) for plan in found])
        return 0
    for plan in found:
        say(f"{plan.side:7s} plan:{plan.id:17s} {plan.title}. {plan.text} [{plan.source}, {plan.confidence}]")
    if not found:
        say(f"{options.scenario} has no plans")
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
        table("", ["what-if", "title", "question"], [[w.id, w.title, w.question] for w in found], left=3)
    return 0
