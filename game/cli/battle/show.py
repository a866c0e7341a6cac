"""`changkufeng show`: a position without a window: of the record, of a re-enactment, or of a saved game."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from game.cli import theatre
from game.cli.output import check_folder, note, print_json, progress, say, table
from game.cli.scenario import load, question, side_of, use_rules
from game.cli.troubles import Trouble, file_trouble, nearest
from game.core.words import N_, _, enumerated, written
from game.match.dates import named

if TYPE_CHECKING:
    from game.model.battle.record import Keyframe
    from game.model.battle.scenario import Scenario


COUNTER = (N_("counter"), N_("side"), N_("hex"), N_("state"), N_("men"), N_("guns"), N_("tanks"))
CONTACT = ("counter", "hex", "men", "hours_ago")


SEEN = (N_("counter"), N_("hex"), N_("men"), N_("hours ago"))


def run(options: argparse.Namespace) -> int:
    """Shows as text, as JSON or as a picture."""
    if theatre.is_theatre(options.scenario):
        return theatre.room("show", options)
    theatre.refuse_seats(options)
    check_folder(options.out)
    scenario = load(options.scenario)
    options.side = side_of(scenario, options.side)
    options.side = options.side or "both"
    pulse = _pulse(scenario, options.at)
    is_record = options.journal is None and options.what_if is None and options.side == "both"
    frame = _keyframe(scenario, pulse) if is_record else None
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
        raise Trouble(f"--at: {e}" + (_('; nearest: "{guess}"').format(guess=guess) if guess else "")) from None
    first, last = calendar.played()[0].first_pulse, calendar.played()[-1].last_pulse
    if not first <= pulse <= last:
        raise Trouble(
            _('--at "{words}": {id} runs from {a} to {b}').format(
                words=words, id=scenario.id, a=calendar.moment_of(first), b=calendar.moment_of(last)
            )
        )
    return pulse


def turn_at(scenario: Scenario, at: str) -> int:
    """The number of the turn of that name or moment."""
    return scenario.calendar.turn_at(_pulse(scenario, at)).number


def _keyframe(scenario: Scenario, pulse: int) -> Keyframe | None:
    """The record's page of that moment, None where the record has none."""
    return next((k for k in scenario.keyframes if scenario.calendar.pulse_of(k.at) == pulse), None)


def _match(scenario: Scenario, options: argparse.Namespace, pulse: int) -> Any:
    """A game at the start of the turn: the saved one, else a re-enactment by the record's orders."""
    turn = scenario.calendar.turn_at(pulse)
    use_rules(brief=True)
    if options.journal is None:
        from game.files.battle.variants import HISTORY
        from game.whatif.battle.commanding import settings
        from game.whatif.battle.runs import in_world

        asked = question(scenario, options.what_if, options.scenario) if options.what_if else HISTORY
        return in_world(settings(scenario, [asked]), 1, options.seed, before=turn.number)
    match = saved_game(scenario, options.journal, quiet=options.json)
    if match.notice:
        note(match.notice)
    if options.at is None:
        return match
    turns = [r.turn.number for r in match.records]
    if turn.number in turns:
        return match.branch(turns.index(turn.number))
    if turn.number == match.turn.number:
        return match
    raise Trouble(
        _("{journal} has not come to {name}; it stands at {a}").format(
            journal=options.journal, name=turn.name, a=match.turn.name
        )
    )


def saved_game(scenario: Scenario, path: str, *, quiet: bool = False, at_table: bool = False) -> Any:
    """The game of a journal, on the what-if that it was played with; a bar while it is verified.

    `at_table`: of a game by file that is not over, too.

    Raises:
        Trouble: it cannot be read, or is a game of another scenario.
    """
    from game.files.battle.journal import BATTLES

    try:
        journal = BATTLES.read_good(path)
    except OSError as e:
        raise file_trouble(e, _("cannot open {path}").format(path=path)) from None
    if journal.header.scenario != scenario.id:
        raise Trouble(
            _("{path} is a game of {scenario}; needed {id}").format(
                path=path, scenario=journal.header.scenario, id=scenario.id
            )
        )
    from game.match.battle import Match
    from game.match.sealed_game import nobody

    with progress(_("verifying the game, turn by turn"), quiet=quiet) as report:
        return Match.from_journal(journal, scenario, path, rescue=True, at_table=at_table, told=report or nobody)


def _draw(scenario: Scenario, subject: Any, options: argparse.Namespace) -> None:
    draw(scenario, subject, options.out, hex_px=options.hex, side=None if options.side == "both" else options.side)
    note(_("wrote {out}").format(out=options.out))


def draw(
    scenario: Scenario,
    subject: Any,
    out: str | Path,
    *,
    hex_px: int,
    side: str | None = None,
    title: str = "",
    words: str = "",
) -> None:
    """Writes the map with its counters, whole or not at all. `title`, `words`: what stands above it.

    Raises:
        Trouble: it cannot be written.
    """
    from game.client.map import snapshot

    path = Path(out)
    part = path.with_name(f".{path.name}.part.png")
    try:
        try:
            snapshot.save_png(scenario, subject, part, hex_px=hex_px, side=side, title=title, words=words)
            os.replace(part, path)
        finally:
            part.unlink(missing_ok=True)
    except OSError as e:
        raise file_trouble(e, _("cannot write {out}").format(out=out)) from None


def _facts(scenario: Scenario, options: argparse.Namespace, subject: Any) -> dict[str, Any]:
    rows, contacts = _rows(scenario, subject, options.side)
    return {
        "scenario": scenario.id,
        "at": _moment(subject),
        "from": _origin(subject),
        "side": options.side,
        "counters": [dict(zip(COUNTER, row, strict=True)) for row in rows],
        "contacts": [dict(zip(CONTACT, row, strict=True)) for row in contacts],
    }


def _print(scenario: Scenario, options: argparse.Namespace, subject: Any) -> None:
    rows, contacts = _rows(scenario, subject, options.side)
    say(f"{_(scenario.title)}, {_moment(subject)}: {_origin(subject)}")
    if _is_record(subject):
        say(_(subject.title))
        say(_(subject.text).strip())
    lines = [
        [u, _(scenario.side_names[side]), _hex(scenario, at), _(state), *(str(n or "") for n in numbers)]
        for u, side, at, state, *numbers in rows
    ]
    table("", COUNTER, lines, left=4)
    if contacts:
        lines = [[u or "?", _hex(scenario, at), str(men), written(age, "g")] for u, at, men, age in contacts]
        table(_("The enemy as last seen"), SEEN, lines, left=2)
    for account in getattr(subject, "accounts", ()):
        side = _(scenario.side_names.get(account.side, account.side))
        say(f"{side} ({account.source}, {account.confidence}): {_(account.text)}")


def _rows(scenario: Scenario, subject: Any, side: str) -> tuple[list[list[Any]], list[list[Any]]]:
    """Lines of counters, and of contacts for one side."""
    if _is_record(subject):
        certain = {True: "", False: _(" (estimate)")}
        found = [
            [p.unit, scenario.counter(p.unit).side, p.hex, (p.state + certain[p.certain]).strip(), p.men, 0, p.tanks]
            for p in subject.positions
        ]
        return found, []
    views = [subject.view(s) for s in (scenario.sides if side == "both" else (side,))]
    own = [
        [u.id, v.side, u.hex, _state(u), u.men + u.crew, u.guns, u.tanks]
        for v in views
        for u in v.own
        if u.hex is not None
    ]
    contacts = [] if side == "both" else [[c.id, c.hex, c.men, c.age_pulses / 4] for c in views[0].contacts]
    return own, contacts


def _state(unit: Any) -> str:
    return N_("broken") if unit.is_broken else N_("disrupted") if unit.is_disrupted else unit.task


def _is_record(subject: Any) -> bool:
    return hasattr(subject, "positions")


def _hex(scenario: Scenario, here: tuple[int, int]) -> str:
    number = f"{here[0]},{here[1]}"
    name = scenario.hex_name(here)
    return number if name == number else f"{number} {name}"


def _moment(subject: Any) -> str:
    if _is_record(subject):
        return named(str(subject.at))
    return enumerated((named(subject.turn.name), _("the end") if subject.over else _("before orders")))


def _origin(subject: Any) -> str:
    return _("the record") if _is_record(subject) else _("a game under our rules")
