"""`changkufeng scenarios`, `changkufeng what-ifs`, `changkufeng plans`: what there is."""

from __future__ import annotations

import argparse

from game.cli.output import print_json, say, table
from game.cli.scenario import load


def run(options: argparse.Namespace) -> int:
    """Prints the list that was asked for."""
    return {"scenarios": _scenarios, "what-ifs": _what_ifs, "plans": _plans}[options.command](options)


def _scenarios(options: argparse.Namespace) -> int:
    from game.files.scenarios import find_scenarios

    found = [load(str(getattr(entry, "id", entry))) for entry in find_scenarios()]
    if options.json:
        keys = ("id", "title", "subtitle", "digest")
        print_json([{**{key: getattr(s, key) for key in keys}, "what_ifs": len(s.what_ifs)} for s in found])
    else:
        rows = [[s.id, s.title, s.subtitle, str(len(s.what_ifs))] for s in found]
        table("", ["scenario", "title", "", "what-ifs"], rows, left=3)
    return 0


def _what_ifs(options: argparse.Namespace) -> int:
    found = load(options.scenario).what_ifs
    if options.json:
        print_json([{"id": w.id, "title": w.title, "question": w.question, "summary": w.summary} for w in found])
    elif found:
        table("", ["what-if", "title", "question"], [[w.id, w.title, w.question] for w in found], left=3)
    else:
        say(f"{options.scenario} has no what-ifs")
    return 0


def _plans(options: argparse.Namespace) -> int:
    found = load(options.scenario).plans
    if options.json:
        from msgspec.structs import asdict

        print_json([asdict(plan) for plan in found])
        return 0
    for plan in found:
        say(f"{plan.side:7s} plan:{plan.id:17s} {plan.title}. {plan.text} [{plan.source}, {plan.confidence}]")
    if not found:
        say(f"{options.scenario} has no plans")
    return 0
