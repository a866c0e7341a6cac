"""`changkufeng show`: a position without a window: of the record, of a re-enactment, or of a saved game."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from game.cli.output import check_folder, note, print_json, say, table
from game.cli.scenario import load, warm_rules
from game.cli.troubles import Trouble, file_trouble, nearest

if TYPE_CHECKING:
    from game.model.record import Keyframe
    from game.model.scenario import Scenario


def run(options: argparse.Namespace) -> int:
    """Shows as text, as JSON or as a picture."""
    check_folder(options.out)
    scenario = load(options.scenario)
    pulse = _pulse(scenario, options.at)
    frame = _keyframe(scenario, pulse) if options.journal is None and options.side == "both" else None
    subject = frame if frame is not None else _match(scenario, options, pulse)
    if options.json:
        print_json(_facts(scenario, options, subject))
    elif options.text or not options.out:
        _print(scenario, options, subject)
    if options.out:
        _draw(scenario, subject, options)
    return 0


def _pulse(scenario: Scenario, at: str | None) -> int:
    """The moment asked for, as an absolute pulse; by default the first of the scenario."""
    calendar = scenario.calendar
    words = " ".join((at or calendar.start).split())
    words = next((t.name for t in calendar.turns if t.name.lower() == words.lower()), words)
    try:
        pulse = calendar.pulse_of(words)
    except ValueError as e:
        guess = nearest(words, [t.name for t in calendar.played()])
        raise Trouble(f"--at: {e}" + (f'; nearest: "{guess}"' if guess else "")) from None
    first, last = calendar.played()[0].first_pulse, calendar.played()[-1].last_pulse
    if not first <= pulse <= last:
        raise Trouble(
            f'--at "{words}": {scenario.id} runs from {calendar.moment_of(first)} to {calendar.moment_of(last)}'
        )
    return pulse


def _keyframe(scenario: Scenario, pulse: int) -> Keyframe | None:
    """The record's page of that moment, None where the record has none."""
    return next((k for k in scenario.keyframes if scenario.calendar.pulse_of(k.at) == pulse), None)


def _match(scenario: Scenario, options: argparse.Namespace, pulse: int) -> Any:
    """A game at the start of the turn: the saved one, else a re-enactment by the record's orders."""
    warm_rules(quiet=options.json)
    from game.match import Match

    turn = scenario.calendar.turn_at(pulse)
    if options.journal is not None:
        try:
            match = Match.load(options.journal)
        except OSError as e:
            raise file_trouble(e, f"cannot open {options.journal}") from None
        if match.scenario.id != scenario.id:
            raise Trouble(f"{options.journal} is a game of {match.scenario.id}; needed {scenario.id}")
        if options.at is None:
            return match
        played = [r.turn for r in match.records]
        if turn.number not in [getattr(t, "number", t) for t in played] and turn.number != match.turn.number:
            raise Trouble(f"{options.journal} has not come to {turn.name}; it stands at {match.turn.name}")
        return match if turn.number == match.turn.number else match.branch(turn.number)
    from game.whatif.runs import commander

    match = Match.new(scenario, seed=options.seed)
    seats = [commander("history", side, scenario) for side in scenario.sides]
    while not match.over and match.turn.number < turn.number:
        match.resolve(**{seat.side: seat.orders(match.view(seat.side)) for seat in seats}, trace=False)
    return match


def _draw(scenario: Scenario, subject: Any, options: argparse.Namespace) -> None:
    from game.client import snapshot

    path = Path(options.out)
    part = path.with_name(f".{path.name}.part.png")  # whole or not at all
    try:
        try:
            snapshot.save_png(
                scenario, subject, part, hex_px=options.hex, side=None if options.side == "both" else options.side
            )
            os.replace(part, path)
        finally:
            part.unlink(missing_ok=True)
    except OSError as e:
        raise file_trouble(e, f"cannot write {options.out}") from None
    note(f"wrote {options.out}")


def _facts(scenario: Scenario, options: argparse.Namespace, subject: Any) -> dict[str, Any]:
    rows, contacts = _rows(scenario, subject, options.side)
    return {
        "scenario": scenario.id,
        "at": _moment(scenario, subject),
        "from": _origin(subject),
        "side": options.side,
        "counters": [dict(zip(("unit", "side", "hex", "men", "tanks", "state"), r, strict=True)) for r in rows],
        "contacts": [dict(zip(("unit", "hex", "men", "hours_ago"), c, strict=True)) for c in contacts],
    }


def _print(scenario: Scenario, options: argparse.Namespace, subject: Any) -> None:
    rows, contacts = _rows(scenario, subject, options.side)
    say(f"{scenario.title}, {_moment(scenario, subject)}: {_origin(subject)}")
    for words in (getattr(subject, "title", ""), getattr(subject, "text", "") if hasattr(subject, "positions") else ""):
        if words:
            say(words)
    table(
        "",
        ["counter", "side", "hex", "men", "tanks", "state"],
        [
            [u, side, _hex(scenario, here), str(men), str(tanks or ""), state]
            for u, side, here, men, tanks, state in rows
        ],
        left=3,
    )
    if contacts:
        table(
            "Enemy known",
            ["counter", "hex", "men", "hours ago"],
            [[u or "?", _hex(scenario, here), str(men), f"{age:g}"] for u, here, men, age in contacts],
            left=2,
        )
    for account in getattr(subject, "accounts", ()):
        side = scenario.side_names.get(account.side, account.side)
        say(f"{side} ({account.source}, {account.confidence}): {account.text}")


def _rows(scenario: Scenario, subject: Any, side: str) -> tuple[list[list[Any]], list[list[Any]]]:
    if hasattr(subject, "positions"):
        return [
            [
                p.unit,
                scenario.counter(p.unit).side,
                p.hex,
                p.men,
                p.tanks,
                p.state + ("" if p.certain else " (estimate)"),
            ]
            for p in subject.positions
        ], []
    views = [subject.view(s) for s in (scenario.sides if side == "both" else (side,))]
    own = [
        [u.id, v.side, u.hex, u.men, getattr(u, "tanks", 0), getattr(u, "state", "")]
        for v in views
        for u in v.own
        if u.hex is not None
    ]
    contacts = [] if side == "both" else [[c.id, c.hex, c.men, c.age_pulses / 4] for c in views[0].contacts]
    return own, contacts


def _hex(scenario: Scenario, here: tuple[int, int]) -> str:
    number = f"{here[0]},{here[1]}"
    name = scenario.hex_name(here)
    return number if name == number else f"{number} {name}"


def _moment(scenario: Scenario, subject: Any) -> str:
    return str(subject.at) if hasattr(subject, "positions") else str(subject.turn.name)


def _origin(subject: Any) -> str:
    return "the record" if hasattr(subject, "positions") else "a game under our rules"
