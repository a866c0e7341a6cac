"""Events with names: what happened, who may know it, and the numbers it left."""

import re
from typing import NamedTuple

import numpy as np

from game.core.words import N_, _, written
from game.match.battle.air import WAITS
from game.match.battle.killed import Killed, tellers, words
from game.match.battle.knowledge import HIDDEN, Factor, declared, known_rows, knows, side_of_actor
from game.match.dates import moment_words
from game.model.base import HexAt
from game.model.battle.scenario import Scenario
from game.model.battle.verbs import BY_CODE
from game.model.ruling import EventText
from game.rules.battle import codes as C
from game.rules.battle import work as W
from game.rules.battle.setup_politics import CHOICES

CHOICE_WORDS = {
    "leave": N_("leave the hill"),
    "stay": N_("stay on the hill"),
    "stay-back": N_("stay one kilometre back"),
    "follow": N_("follow up to the line"),
    "stand": N_("stand where they are"),
}
STOPS = {
    C.STOP_COHESION: N_("cohesion is gone"),
    C.STOP_LIMIT: N_("the limit of losses is reached"),
    C.STOP_TAKEN: N_("the target is taken"),
    C.STOP_NO_PATH: N_("there is no way"),
    C.STOP_ENEMY: N_("the enemy is there"),
    C.STOP_STACK: N_("the hex is full"),
    C.STOP_BANK: N_("there is no room on the bank"),
    C.STOP_ZOC: N_("the enemy's fire controls the ground"),
}
RETREATS = {
    C.SWEPT_OFF: N_("its hex is taken"),
    C.GIVES_WAY: N_("disrupted, it gives way"),
    C.TANKS_GIVE_UP: N_("tanks do not wait before guns"),
    C.IN_ROUT: N_("it is in rout"),
}
POLITICS = frozenset(
    {"EV_ASKED", "EV_ANSWER", "EV_ACT", "EV_PROPOSAL", "EV_TALK", "EV_TALK_ASKED", "EV_TRUCE", "EV_AFTER"}
)


class Event(NamedTuple):
    """Something that happened in a pulse.

    `kind`: EV_ constant; `actor`, `target`: counter ids or ""; `hex`: where; `numbers`: a, b, c of the event, HIDDEN where the
    side that asks cannot know them; `seen_by`: sides that learn of it, of which a side that asks knows itself alone;
    `factors`: the rows that decided it, as the side may know them; `whole`: they are all of them; `killed`: how many of those
    hit die, which the line of the hit tells.
    """

    turn: int
    pulse: int
    time: str
    kind: str
    actor: str
    target: str
    hex: HexAt | None
    numbers: tuple[int, int, int]
    text: str
    seen_by: frozenset[str]
    factors: tuple[Factor, ...]
    whole: bool
    number: int
    killed: Killed | None = None

    def __repr__(self) -> str:
        return f"Event({self.time} {self.kind}: {self.text})"


class RawEvents(NamedTuple):
    """The events of a turn as the rules left them: arrays copied out of the scratch, named only when somebody looks."""

    turn: int
    first_pulse: int
    events: np.ndarray
    factors: np.ndarray


def take_raw(work: W.Work, turn: int, first_pulse: int) -> RawEvents:
    """The events of the turn just resolved."""
    events, factors = int(work.note[W.N_EVENTS]), int(work.note[W.N_FACTORS])
    return RawEvents(
        turn, first_pulse, np.array(np.asarray(work.events)[:events]), np.array(np.asarray(work.factors)[:factors])
    )


def name_events(scenario: Scenario, raw: RawEvents, side: str | None = None) -> tuple[Event, ...]:
    """The events of a turn with names and text; with `side`, only what that side may know, as it knows it."""
    found: list[Event] = []
    if not len(raw.events):
        return ()
    mask, table = 3 if side is None else 1 + scenario.sides.index(side), declared(scenario).events
    shown = [
        k for k, r in enumerate(raw.events) if int(r[W.E_SEEN]) & mask and r[W.E_A] >= table[int(r[W.E_KIND])].least
    ]
    told = tellers(scenario, raw.events, raw.factors, shown)
    dead = {hit: k for k, hit in told.items()}
    for k in shown:
        if k not in told:
            # What else happened a side is not to count by gaps.
            event = _name(scenario, raw, k if side is None else len(found), [int(v) for v in raw.events[k]], side)
            found.append(_with_dead(scenario, raw, event, dead[k], side) if k in dead else event)
    return tuple(found)


def _with_dead(scenario: Scenario, raw: RawEvents, event: Event, k: int, side: str | None) -> Event:
    """The event of a hit that tells of its dead, row `k` of the turn."""
    of = _name(scenario, raw, k, [int(v) for v in raw.events[k]], side)
    killed = Killed(of.numbers[0], of.numbers[1], of.factors, of.whole)
    return event._replace(killed=killed, text=words(event.kind, event.text, event.numbers[0], killed))


def _name(scenario: Scenario, raw: RawEvents, number: int, row: list[int], side: str | None) -> Event:
    table, index = declared(scenario), row[W.E_HEX]
    told = table.events[row[W.E_KIND]]
    here = (index % scenario.ground.columns, index // scenario.ground.columns) if index >= 0 else None
    actor, target = _unit(scenario, row[W.E_ACTOR]), _unit(scenario, row[W.E_TARGET])
    acting = scenario.sides[row[W.E_B]] if told.side_in_b else side_of_actor(scenario, actor, target)
    given = zip((row[W.E_A], row[W.E_B], row[W.E_C]), told.numbers, strict=True)
    a, b, c = (n if knows(owner, side, acting) else HIDDEN for n, owner in given)
    first = row[W.E_FIRST]
    rows = [(int(code), float(value)) for code, value in raw.factors[first : first + row[W.E_COUNT]]]
    factors, whole = known_rows(table, row[W.E_KIND], rows, side, acting, row[W.E_A])
    actor = actor if knows(told.actor, side, acting) else ""
    return Event(
        raw.turn,
        row[W.E_PULSE],
        scenario.calendar.clock_of(raw.first_pulse + row[W.E_PULSE]),
        told.code,
        actor,
        target,
        here,
        (a, b, c),
        _text(scenario, told, actor, target, here, (a, b, c)),
        _sides(scenario, row[W.E_SEEN]) if side is None else frozenset({side}),
        factors,
        whole,
        number,
    )


def reason_of(event: Event) -> str:
    """Why a march or an attack ends, or aircraft do not fly; "" for other events."""
    return _reason(event.kind, event.numbers[0])


def _reason(kind: str, number: int) -> str:
    reasons = (
        STOPS if kind in ("EV_STOPPED", "EV_CONTACT") else WAITS if kind in ("EV_STRIKE_WAITS", "EV_STRIKE_OFF") else {}
    )
    return _(reasons[number]) if number in reasons else ""


def _unit(scenario: Scenario, index: int) -> str:
    """A counter's id; the wings come after the counters."""
    wing = index - len(scenario.counters)
    if 0 <= wing < len(scenario.flying):
        return scenario.flying[wing].id
    return scenario.counters[index].id if 0 <= index < len(scenario.counters) else ""


def _sides(scenario: Scenario, mask: int) -> frozenset[str]:
    return frozenset(s for k, s in enumerate(scenario.sides) if mask & (1 + k))


def _text(
    scenario: Scenario, told: EventText, actor: str, target: str, here: HexAt | None, numbers: tuple[int, int, int]
) -> str:
    template, kind = _(told.text), told.code
    a, b, c = (str(n) if n != HIDDEN else _("unknown") for n in numbers)
    a = _reason(kind, numbers[0]) or a
    if kind == "EV_TALK" and numbers[0] < 0:
        return _("The governments part without agreeing")
    elif kind in POLITICS:
        return template.format(**_desk_words(scenario, kind, numbers))
    elif kind == "EV_RETREAT" and numbers[2] != HIDDEN:
        c = _(RETREATS[numbers[2]])
    elif kind == "EV_SEEN" and _is_armour(scenario, target):
        template = _("{target} is seen at {hex}: tanks, with crews of about {a} men")
    elif kind == "EV_DONE" and BY_CODE[numbers[0]].retires:
        template = _("{actor} has gone back to {hex}")  # by order, or because it ran
    elif kind == "EV_HEX_TAKEN":
        a = _(scenario.side_names[scenario.sides[numbers[0]]])
    where = scenario.hex_name(here) if here else _("off the map")
    if numbers[1] == HIDDEN and kind == "EV_RETREAT":
        template = re.sub("[,、，][^,、，]*$", "", template)  # how many of the enemy strayed nobody can tell
    return template.format(
        actor=actor or _("the enemy"), target=target or _("the enemy"), hex=where, a=a, b=b, c=c
    ).strip()


def _is_armour(scenario: Scenario, unit: str) -> bool:
    return scenario.has_counter(unit) and scenario.unit_type(scenario.counter(unit)).tank


def _desk_words(scenario: Scenario, kind: str, numbers: tuple[int, int, int]) -> dict[str, str]:
    """The words of an event of chapters 10 and 11: acts, seats, terms and choices by their names."""
    politics, (a, b, c) = scenario.politics, numbers
    words = {"actor": "", "target": "", "hex": "", "a": str(a), "b": str(b), "c": str(c)}
    if politics is None:
        return words
    if kind in ("EV_ASKED", "EV_ANSWER", "EV_ACT"):
        act = politics.acts[a]
        words |= {"a": _(act.name), "actor": _(act.asked_of) or _("nobody")}
        if kind == "EV_ASKED":
            words["b"] = written(b / 1000, ".1%")
        elif kind == "EV_ANSWER":
            words |= {"b": _("yes") if b else _("no"), "c": written(c / 1000, ".1%")}
    elif kind == "EV_AFTER":
        choice = next((name for name, code in CHOICES.items() if code == a), "")
        words |= {"a": _(CHOICE_WORDS[choice]) if choice else "", "actor": _(scenario.side_names[scenario.sides[b]])}
    elif kind != "EV_TALK_ASKED":
        words["a"] = _(politics.terms[a].name) if a >= 0 else _("nothing")
        if kind == "EV_PROPOSAL":
            words["actor"] = _(scenario.side_names[scenario.sides[b]])
        elif kind == "EV_TALK":
            words["c"] = moment_words(scenario.calendar.moment_of(c)) if c >= 0 else _("never")
            words["b"] = _("with a commission") if b else _("without a commission")
    return words
