"""The battle as a position of the theatre gives it down: limits, petitions, arrivals, works, order delay (rule 11.4)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from msgspec.structs import replace

from game.files.battle.scenarios import load_scenario
from game.files.theatre.joins import load_join
from game.model.battle.calendar import Calendar
from game.model.battle.forces import Counter
from game.model.battle.politics import Act, Politics
from game.model.battle.scenario import Scenario
from game.model.battle_result import Downward, Given, Join, Under

PULSES_A_DAY = 96


def battle_of(scenario: Scenario, join: Join, given: Given) -> Scenario:
    """The scenario of the battle under what the theatre gives, under a digest of its own.

    With the record's `Given` the caps still hold: what neither throne nor Moscow would have let happen cannot be asked for.

    Raises:
        ValueError: the scenario has no politics, or an answer or act is unknown.
    """
    if scenario.politics is None:
        raise ValueError(f"{scenario.id} has no politics: the theatre gives nothing down to it")
    caps = _caps(scenario, join.downward, given)
    return replace(
        scenario,
        politics=_politics(scenario.politics, join.downward, given, caps),
        counters=tuple(_counters(scenario, join.downward, given)),
        digest=hashlib.sha256(f"{scenario.digest} {given!r}".encode()).hexdigest()[:16],
    )


def battle_under(under: Under) -> Scenario:
    """The battle of a strategic game, as it was given down.

    Raises:
        BadFile: there is no such strategic game with a battle, or a file is damaged.
        ValueError: as `battle_of`.
    """
    join = load_join(under.theatre)
    return battle_of(load_scenario(join.battle), join, under.given)


def _caps(scenario: Scenario, down: Downward, given: Given) -> dict[str, int]:
    """Highest act of each side that can be asked for."""
    for what, word, known in (("throne", given.throne, down.throne), ("answer", given.answer, down.answer)):
        if word not in known:
            raise ValueError(f"{what} {word!r} is unknown; needed one of {', '.join(known)}")
    japan, soviet = scenario.sides
    top = max(down.throne[given.throne], down.support) if given.support else down.throne[given.throne]
    return {japan: top, soviet: down.answer[given.answer]}


def _politics(politics: Politics, down: Downward, given: Given, caps: dict[str, int]) -> Politics:
    known = {a.id for a in politics.acts}
    for name in given.leaves:
        if name not in known:
            raise ValueError(f"act {name!r} is on no scale; needed one of {', '.join(sorted(known))}")
    acts = []
    for act in politics.acts:
        if act.id == down.air_act and given.petition is not None:
            act = replace(act, odds=given.petition, circumstances=())
        acts.append(act if act.level <= caps[act.side] or act.id in given.leaves else _barred(act))
    leaves = (*politics.opening.leaves, *(a for a in given.leaves if a not in politics.opening.leaves))
    return replace(politics, acts=tuple(acts), opening=replace(politics.opening, leaves=leaves))


def _barred(act: Act) -> Act:
    """The act without a way to it: it may be asked for in vain. Its ground stays closed."""
    return replace(act, odds=0.0, may_alone=False, circumstances=())


def _counters(scenario: Scenario, down: Downward, given: Given) -> Iterable[Counter]:
    japan, soviet = scenario.sides
    works = down.works_pm[min(given.forts, len(down.works_pm) - 1)]
    for counter in scenario.counters:
        changes: dict[str, object] = {}
        if counter.side == japan and works > counter.works_pm:
            changes["works_pm"] = works
        if counter.side == soviet and given.command:
            changes["delay"] = max(1, round(counter.delay * down.order_share))
        if given.soviet_over and counter.formation in down.reserve and counter.arrives:
            moved = _moved(scenario.calendar, counter.arrives, -down.arrival_days * given.soviet_over)
            changes |= {"arrives": moved, "arrives_early": "", "arrives_late": ""}
        yield replace(counter, **changes) if changes else counter


def _moved(calendar: Calendar, moment: str, days: int) -> str:
    """A moment some days later, within the turns that are played."""
    turns = calendar.played()
    pulse = calendar.pulse_of(moment) + days * PULSES_A_DAY
    return calendar.moment_of(min(max(pulse, turns[0].first_pulse), turns[-1].last_pulse - 1))
