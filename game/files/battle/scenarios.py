"""Finding, reading and checking scenarios."""

import hashlib
import os
from pathlib import Path
from typing import Any

from game.core.words import _, enumerated
from game.files.battle.checks import check
from game.files.battle.layers import COMMON
from game.files.battle.layout import WHAT_IFS
from game.files.battle.reading import MOST_WHAT_IFS, Parts, Reading
from game.files.battle.told_names import told_features, told_places
from game.files.cache import cache_key, fetch, keep
from game.files.canonical import canonical
from game.files.errors import BadFile, Problem, nearest, one_line
from game.files.heads import BATTLE, on_shelves, own_folders, scenarios_folder
from game.files.mending import tell
from game.model.battle.decisions import Decision, DecisionAt
from game.model.battle.look import Look
from game.model.battle.orders import Order
from game.model.battle.politics import Politics
from game.model.battle.scenario import Scenario, TurnOrders
from game.model.battle.whatif import OrderChange

# What is told about a game and decides nothing in it: texts, sources, measures, questions. A journal stays good when they change,
# as it does when the look or the computer's plans do; a game played under a what-if has a digest of its own.
TOLD = frozenset(
    {
        "subtitle",
        "briefing",
        "attribution",
        "rulebook",
        "factors",
        "events",
        "sources",
        "keyframes",
        "record_turns",
        "record_days",
        "record_rows",
        "record_places",
        "people",
        "outcomes",
        "targets",
        "what_ifs",
    }
)
_HEAD = ("id", "format", "title", "subtitle", "briefing", "sides", "side_names", "calendar", "attribution", "supply")


def find_scenarios() -> tuple[str, ...]:
    """Ids of the scenarios at hand, one's own among them, sorted."""
    return tuple(sorted(on_shelves(BATTLE)))


def scenario_folder(name: str | Path) -> Path:
    """The folder of a scenario given by id or by path. A text is a path only if a slash shows it to be one.

    Raises:
        BadFile: there is none.
    """
    there = on_shelves(BATTLE)
    known = sorted(there)
    if isinstance(name, str) and name in there:
        return there[name]
    if isinstance(name, Path) or "/" in name or os.sep in name or name == ".":
        path = Path(name)
        try:
            if (path / "scenario.toml").is_file():
                return path if path.name else path.resolve()
        except (OSError, ValueError):
            pass  # no name that a disk knows: said below
    raise BadFile.of(
        _("scenario {found}").format(found=one_line(name, most=60)),
        _("is unknown; at hand: {listed}{near}").format(listed=enumerated(known), near=nearest(str(name), known)),
    )


def load_scenario(name: str | Path) -> Scenario:
    """A scenario by its id or folder, whole and checked.

    Raises:
        BadFile: with every problem of every file of it.
    """
    reading = _open(name)
    own = _add_own(reading, own_what_ifs(reading.folder.name))
    scenario, problems = _fetched(reading)
    if wrong := {p.file for p in problems} & set(own):
        for path in sorted(wrong):
            first = next(p for p in problems if p.file == path)
            tell(_("{found}: this what-if is left out").format(found=one_line(first)))
        reading = _open(name)
        _add_own(reading, tuple(Path(path) for path in own if path not in wrong))
        scenario, problems = _fetched(reading)
    if problems or scenario is None:
        raise BadFile(problems)
    return scenario


def _fetched(reading: Reading) -> tuple[Scenario | None, list[Problem]]:
    """What was read before, if it was just this; else what is read now."""
    key = "" if reading.problems else cache_key(reading.files)
    scenario = fetch(key, Scenario) if key else None
    if scenario is not None:
        return scenario, []
    scenario, problems = _read(reading)
    if scenario is not None:
        keep(key, scenario)
    return scenario, problems


def own_what_ifs(scenario: str) -> tuple[Path, ...]:
    """Files of one's own what-ifs for a scenario: `what-if/ID/*.toml` in each folder of one's own."""
    found: list[Path] = []
    for shelf in own_folders():
        found += sorted((shelf / WHAT_IFS / scenario).glob("*.toml"))
    return tuple(found[:MOST_WHAT_IFS])


def _add_own(reading: Reading, paths: tuple[Path, ...]) -> list[str]:
    """Puts what-ifs of one's own beside the scenario's; those that were, as they are called in problems."""
    shipped = {Path(name).stem for name in reading.files if name.startswith(f"{WHAT_IFS}/")}
    added = []
    for path in paths:
        if path.stem in shipped:
            tell(_("{path}: there is a what-if of that name already: this one is left out").format(path=path))
            continue
        try:
            reading.add_what_if(path)
        except BadFile as e:
            tell(_("{found}: this what-if is left out").format(found=one_line(e.problems[0])))
            continue
        shipped.add(path.stem)
        added.append(str(path))
    return added


def validate(name: str | Path) -> dict[str, Any]:
    """`{ok, errors: [{file, line, key, message}]}` for a scenario; reads the files themselves, never the cache."""
    try:
        _, problems = _read(_open(name))
    except BadFile as e:
        problems = list(e.problems)
    return {"ok": not problems, "errors": [p._asdict() for p in problems]}


def read_scenario(folder: Path) -> tuple[Scenario | None, list[Problem]]:
    """A scenario and everything wrong with it; None when anything is."""
    return _read(Reading(folder, scenarios_folder() / COMMON))


def plain_order(change: OrderChange) -> Order:
    """The order inside an order that names its turn and side."""
    return Order(**{f: getattr(change, f) for f in Order.__struct_fields__})


def _open(name: str | Path) -> Reading:
    return Reading(scenario_folder(name), scenarios_folder() / COMMON)


def _read(reading: Reading) -> tuple[Scenario | None, list[Problem]]:
    parts = reading.parts()
    check(reading, parts)
    problems = reading.all_problems()
    return None if problems else _assemble(parts), problems


def _assemble(parts: Parts) -> Scenario:
    """The scenario of parts without a problem, under the digest of its content."""
    given = parts._asdict()
    head, orders = given.pop("head"), given.pop("orders")
    unread = {name: given.pop(name) for name in ("plans", "options", "switches")}  # by no rule of the game
    looks = {look.side: look for look in given.pop("side_looks")}
    look = Look(map=given.pop("map_look"), sides=tuple(looks[side] for side in head.sides))
    del given["starts"], given["side_starts"]  # they are in counters and armies by now
    politics = {name: given.pop(name) for name in ("acts", "terms", "wills", "talks")}
    played = {turn.name for turn in head.calendar.played()}
    decisions = tuple(d for d in given.pop("decisions") if d.turn in played)
    if head.politics:
        given["politics"] = Politics(**politics, opening=head.politics)
    content = {
        **given,
        **{name: getattr(head, name) for name in _HEAD},
        "history": _history(head.calendar, orders, decisions if head.politics else ()),
    }
    counted = {name: value for name, value in content.items() if name not in TOLD}
    digest = hashlib.sha256(canonical(counted)).hexdigest()[:16]
    told, places = parts.record_places, told_places(parts.places, parts.record_places)
    content |= {"places": places, "features": told_features(parts.features, places, told)}
    return Scenario(**content, **unread, look=look, digest=digest)


def plain_decision(at: DecisionAt) -> Decision:
    """The decision inside a decision that names its turn and side."""
    return Decision(**{f: getattr(at, f) for f in Decision.__struct_fields__})


def _history(
    calendar: Any, orders: tuple[OrderChange, ...], decisions: tuple[DecisionAt, ...]
) -> tuple[TurnOrders, ...]:
    """History's orders and decisions by turn and side."""
    grouped: dict[tuple[int, str], tuple[list[Order], list[Decision]]] = {}
    for order in orders:
        grouped.setdefault((calendar.turn(order.turn).number, order.side), ([], []))[0].append(plain_order(order))
    for at in decisions:
        grouped.setdefault((calendar.turn(at.turn).number, at.side), ([], []))[1].append(plain_decision(at))
    return tuple(
        TurnOrders(turn=turn, side=side, orders=tuple(given), decisions=tuple(decided))
        for (turn, side), (given, decided) in sorted(grouped.items())
    )
