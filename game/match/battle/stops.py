"""What Run stops for: the reasons of one side, from what that side knows (rule 7.9)."""

from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from game.core.hexes import distance
from game.core.words import N_, _, clauses, enumerated, spoken
from game.match.battle.events import Event
from game.match.battle.own_unit import OwnUnit
from game.match.battle.views import View
from game.match.dates import turn_words
from game.model.base import HexAt
from game.rules.battle import codes as C
from game.rules.battle import state as S

RUN_MOST = 12  # turns that Run plays at most before it stops of itself
LOSS_SHARE = 0.15  # of a counter's people since the last stop (rule 7.9)
FORMATION_SHARE = 1 / 3  # of a formation's on the map (design choice: what a commander would be called for)
SHELLS_SHARE = 0.25  # of the shells that there were at the start (rule 7.9)
IDLE_PULSES = 8  # for which a row lies still beside an intact reserve (rule 7.9)
RESERVE_HEXES, RESERVE_COHESION_PM = 2, 700  # how near and how fresh such a reserve is (design choice)
LARGE = 300  # people of a counter whose break calls its commander: half a battalion (design choice)
FRONT_HEXES = (
    3  # 900 m, a battalion's front: what follows there on what was known when Run began is no news (design choice)
)
MOST_SAID = 3  # things that are named for one reason


class Interrupt(NamedTuple):
    """A kind of thing that Run stops for. `usual`: whether it does so until the user says otherwise."""

    id: str
    name: str
    about: str
    usual: bool


INTERRUPTS = (
    Interrupt(
        "contact",
        N_("Contact"),
        N_("the enemy is met, or Run began in a fight hand to hand: it then plays one turn"),
        True,
    ),
    Interrupt("attack", N_("Attack"), N_("an attack on what you hold is heard and goes on"), True),
    Interrupt("chief", N_("Chief place"), N_("the scored place that counts most is won or lost"), True),
    Interrupt("place", N_("Scored place"), N_("another scored place is won or lost"), True),
    Interrupt("ground", N_("Ground"), N_("any hex is won or lost"), False),
    Interrupt("broken", N_("Broken"), N_("a counter of half a battalion or more breaks or surrenders"), True),
    Interrupt("formation", N_("Formation worn"), N_("a formation has lost a third since the last stop"), True),
    Interrupt("losses", N_("Losses"), N_("a counter has lost 15 % since the last stop"), False),
    Interrupt("plan", N_("Attacks over"), N_("every attack that was ordered is done or stopped"), True),
    Interrupt("task", N_("Task"), N_("a task is done or stopped"), False),
    Interrupt("formation_in", N_("Reinforcement"), N_("a formation that was not on the map arrives"), True),
    Interrupt("arrival", N_("Arrival"), N_("a counter arrives or has crossed the river"), False),
    Interrupt("answer", N_("Answer"), N_("a petition is answered"), True),
    Interrupt("talk", N_("Talks"), N_("the governments talk in the next turn, have agreed, or fire stops"), True),
    Interrupt("decision", N_("Decision"), N_("stay or leave is for you to decide"), True),
    Interrupt("shells", N_("Shells"), N_("under a quarter of the shells is left"), True),
    Interrupt("sky", N_("Sky"), N_("the sky clears for a strike that waits"), True),
    Interrupt("battery", N_("Battery"), N_("an enemy battery has been located"), True),
    Interrupt("idle", N_("Idle attack"), N_("an attack lies still beside an intact reserve"), True),
)
IDS = tuple(i.id for i in INTERRUPTS)
USUALLY_MUTED = frozenset(i.id for i in INTERRUPTS if not i.usual)

MET = frozenset({C.STOP_ENEMY, C.STOP_ZOC})


class Reason(NamedTuple):
    """Why a side's Run stopped. `kind`: an id of `INTERRUPTS`; `said`: what it was, as the side may read it."""

    kind: str
    said: tuple[str, ...]

    @property
    def line(self) -> str:
        """The reason in one line."""
        name = _(next(i.name for i in INTERRUPTS if i.id == self.kind))
        more = len(self.said) - MOST_SAID
        words = clauses(self.said[:MOST_SAID]) + (_(" and {n} more").format(n=more) if more > 0 else "")
        return _("{name}: {words}").format(name=name, words=words)


class Watch:
    """A side that lets turns run, from the turn in which it pressed Run. It knows what its views know, and nothing else."""

    def __init__(self, view: View) -> None:
        self.side = view.side
        self._held = _held(view)
        self._shared = frozenset(place for place, share in view.shares.items() if share > 0)
        self._broken = {u.id for u in view.own if u.is_broken}
        self._met, self._breaking = _met(view), _breaking(view)
        self._is_agreed = view.talk is not None and bool(view.talk.agreed)
        self._formations = _by_formation(view)
        self._fights = _fights(view)
        self._pressed = _pressed(view)
        self._attacking = _attacking(view)
        self._people = {u.id: _people(u) for u in view.own}
        self._shells = view.shells
        self._waiting = {(s.wing, s.target) for s in view.strikes if s.waits_for}
        self._located = _located(view)
        self._idle = _idle(view)

    def reasons(self, view: View, events: Sequence[Event], muted: Collection[str] = ()) -> tuple[Reason, ...]:
        """Why the side would stop after a turn, in the order of `INTERRUPTS`; none if it would go on.

        `view`: of the side for the turn to come; `events`: of the turn just played, as the side knows them.
        """
        chief = _chief(view)
        found = {
            "contact": self._contact(view, events),
            "attack": self._attacked(view, events),
            "chief": self._changed(view, events, chief),
            "place": self._changed(view, events, frozenset(p.place for p in view.scenario.scored) - chief),
            "ground": _told(events, lambda e: e.kind == "EV_HEX_TAKEN"),
            "broken": self._broke(view, events),
            "formation": self._worn(view),
            "losses": self._losses(view, events),
            "plan": self._plan_over(view, events),
            "task": _told(events, self._is_task),
            "formation_in": self._reinforced(view),
            "arrival": _told(events, lambda e: e.kind in ("EV_ARRIVES", "EV_FERRIED") and e.actor in self._people),
            "answer": _told(events, lambda e: e.kind == "EV_ANSWER"),
            "talk": _talk(view, events, is_agreed=self._is_agreed),
            "decision": _decision(view),
            "shells": self._low(view),
            "sky": self._sky(view),
            "battery": [_("{unit} has been located").format(unit=u) for u in sorted(_located(view) - self._located)],
            "idle": [
                _("the attack on {hex}").format(hex=view.scenario.hex_name(h)) for h in sorted(_idle(view) - self._idle)
            ],
        }
        self._shells = view.shells
        self._waiting = {(s.wing, s.target) for s in view.strikes if s.waits_for}
        self._located |= _located(view)
        self._idle |= _idle(view)
        return tuple(Reason(i, tuple(found[i])) for i in IDS if found[i] and i not in muted)

    def _contact(self, view: View, events: Sequence[Event]) -> list[str]:
        """A fight in which Run began, which is enough; else marches that meet the enemy."""
        if self._fights:
            places = enumerated(view.scenario.hex_name(h) for h in sorted(self._fights))
            return [_("Run began in a fight hand to hand for {places}, so it plays one turn").format(places=places)]
        marches = [e for e in events if e.kind == "EV_CONTACT" and e.actor in self._people and e.numbers[0] in MET]
        return _told(marches, lambda e: not _is_near(e.hex, self._met))

    def _attacked(self, view: View, events: Sequence[Event]) -> list[str]:
        """Attacks that were heard and still press when the turn is over, where the side stands and none lay before it.

        Beside a hex that was attacked already an attack goes on, unless what it is for is scored.
        """
        pressed = {row.target for row in view.rows if row.side != self.side and row.presses}
        standing = {u.hex for u in view.own} | {view.scenario.place(p).hex for p in self._held | _held(view)}
        scored = {view.scenario.place(p.place).hex for p in view.scenario.scored}
        fresh = {
            h for h in (pressed & standing) - self._pressed if h in scored or not _is_near(h, self._pressed, within=1)
        }
        return _told(events, lambda e: e.kind == "EV_HEARD" and e.actor not in self._people and e.hex in fresh)

    def _broke(self, view: View, events: Sequence[Event]) -> list[str]:
        """Own counters of some size that surrendered, or broke and have not rallied: the first of a front."""
        broken = {u.id: u.hex for u in view.own if u.is_broken}
        fresh = {unit for unit, here in broken.items() if not _is_near(here, self._breaking)} - self._broken
        self._broken |= set(broken)
        large = {unit for unit, people in self._people.items() if people >= LARGE}
        gone = {"EV_SURRENDER": large, "EV_BROKEN": large & fresh}
        return _told(events, lambda e: e.actor in gone.get(e.kind, ()))

    def _is_task(self, event: Event) -> bool:
        if event.actor not in self._people:
            return False
        return event.kind in ("EV_DONE", "EV_STOPPED", "EV_THROWN_BACK", "EV_BROKEN", "EV_TRIGGERED")

    def _losses(self, view: View, events: Sequence[Event]) -> list[str]:
        gone = [e.text for e in events if e.kind == "EV_SURRENDER" and e.actor in self._people]
        for unit in view.own:
            before, now = self._people.get(unit.id, 0), _people(unit)
            if now > 0 and before - now > LOSS_SHARE * before:
                gone.append(_("{unit} is down from {a} to {b} men").format(unit=unit.id, a=before, b=now))
        return gone

    def _changed(self, view: View, events: Sequence[Event], places: frozenset[str]) -> list[str]:
        """Scored places that are won or lost since Run began, and those that changed hands and changed back.

        Who takes the last of what he had won before changes nothing.
        """
        now, scenario = _held(view), view.scenario

        def name(place: str) -> str:
            return spoken(scenario.place(place).names)

        won = [_("{place} is won").format(place=name(p)) for p in sorted((now - self._held) & places)]
        lost = [_("{place} is lost").format(place=name(p)) for p in sorted((self._held - now) & places)]
        own = scenario.sides.index(self.side)
        known = {scenario.place(p).hex: p for p in sorted(places - (now ^ self._held))}
        taken = [e for e in events if e.kind == "EV_HEX_TAKEN" and e.hex in known]
        news = {e.hex for e in taken if e.hex is not None and known[e.hex] not in self._shared}
        for here, place in known.items():
            takers = {e.numbers[0] == own for e in taken if e.hex == here}
            if takers == {True, False} or (takers and takers != {place in self._held}):
                news.add(here)
        return won + lost + _told(taken, lambda e: e.hex in news)

    def _reinforced(self, view: View) -> list[str]:
        fresh = [f for f in _by_formation(view) if f not in self._formations]
        return [_("{unit} comes onto the map").format(unit=f) for f in fresh]

    def _worn(self, view: View) -> list[str]:
        found, now = [], _by_formation(view)
        for formation, before in self._formations.items():
            left = now.get(formation, 0)
            if before - left > FORMATION_SHARE * before:
                found.append(_("{unit} is down from {a} to {b} men").format(unit=formation, a=before, b=left))
        return found

    def _plan_over(self, view: View, events: Sequence[Event]) -> list[str]:
        """The attacks that were under way, once none is any more."""
        self._attacking |= {e.actor for e in events if e.kind == "EV_ROW_OPENS" and e.actor in self._people}
        if not self._attacking or _attacking(view):
            return []
        over, self._attacking = sorted(self._attacking), frozenset()
        return [_("no attack is under way any more: {units}").format(units=enumerated(over))]

    def _low(self, view: View) -> list[str]:
        least = SHELLS_SHARE * next(a.shells for a in view.scenario.armies if a.side == self.side)
        if view.shells < least <= self._shells:
            return [_("{n} shells left").format(n=view.shells)]
        return []

    def _sky(self, view: View) -> list[str]:
        waits = {(s.wing, s.target) for s in view.strikes if s.waits_for}
        cleared = sorted(self._waiting - waits)
        name = view.scenario.hex_name
        return [_("{wing} no longer waits to strike {hex}").format(wing=w, hex=name(h)) for w, h in cleared]


def _told(events: Sequence[Event], is_one: Callable[[Event], bool]) -> list[str]:
    return list(dict.fromkeys(e.text for e in events if is_one(e)))


def _is_near(here: HexAt | None, places: Collection[HexAt], *, within: int = FRONT_HEXES) -> bool:
    return here is not None and any(distance(here, place) <= within for place in places)


def _met(view: View) -> frozenset[HexAt]:
    """Hexes of known enemies beside which own men stand: the front, as it is."""
    own = [u.hex for u in view.own if u.hex is not None]
    return frozenset(c.hex for c in view.contacts if _is_near(c.hex, own, within=1))


def _breaking(view: View) -> frozenset[HexAt]:
    """Where own counters of some size are broken."""
    return frozenset(u.hex for u in view.own if u.is_broken and u.hex is not None and _people(u) >= LARGE)


def _held(view: View) -> frozenset[str]:
    """Scored places of which the side believes to hold more than half."""
    return frozenset(place for place, share in view.shares.items() if share > 500)


def _fights(view: View) -> frozenset[HexAt]:
    """Hexes for which men fight hand to hand: both sides hold a part of the crest, and somebody presses on."""
    return frozenset(row.target for row in view.rows if row.stage == "contested" and row.presses)


def _pressed(view: View) -> frozenset[HexAt]:
    """Hexes that the enemy is known to lie before or to attack."""
    return frozenset(row.target for row in view.rows if row.side != view.side and row.stage != "approach")


def _chief(view: View) -> frozenset[str]:
    """The scored place that counts most, or those that count most alike."""
    most = max((p.weight for p in view.scenario.scored), default=0.0)
    return frozenset(p.place for p in view.scenario.scored if p.weight == most)


def _by_formation(view: View) -> dict[str, int]:
    found: dict[str, int] = {}
    for unit in view.own:
        if unit.hex is not None:
            found[unit.formation] = found.get(unit.formation, 0) + _people(unit)
    return found


def _attacking(view: View) -> frozenset[str]:
    """Counters that are to assault or press an attack."""
    pressing = {unit for row in view.rows if row.presses and row.side == view.side for unit in row.attackers}
    return frozenset(pressing | {u.id for u in view.own if u.verb.assaults and u.is_active})


def _people(unit: OwnUnit) -> int:
    return int(unit.men + unit.crew)


def _talk(view: View, events: Sequence[Event], *, is_agreed: bool) -> list[str]:
    """What the governments do; that fire stops is no news where it was agreed for the hour before Run began."""
    talk = view.talk
    news = ("EV_AFTER",) if is_agreed else ("EV_TRUCE", "EV_AFTER")
    agreed = [e for e in events if e.kind == "EV_TALK" and e.numbers[0] >= 0]
    held = [e.text for e in (*agreed, *(e for e in events if e.kind in news))]
    if talk is not None and talk.is_today and not talk.agreed:
        held.append(_("the governments talk in {turn}").format(turn=turn_words(view.turn)))
    return held


def _decision(view: View) -> list[str]:
    talk = view.talk
    return [_("stay or leave")] if talk is not None and len(talk.choices) > 1 else []


def _located(view: View) -> frozenset[str]:
    """Enemy gun groups that the side has located (rule 6.8)."""
    return frozenset(c.id for c in view.contacts if c.is_located)


def _idle(view: View) -> frozenset[HexAt]:
    """Hexes that the side attacks without a shot for two hours while a fresh reserve lies beside its men."""
    rows, found = view.sealed.rows, set()
    reserves = [u.hex for u in view.own if u.verb.waits and u.hex and u.cohesion_pm >= RESERVE_COHESION_PM]
    for row in rows[(rows[:, S.USED] != 0) & (rows[:, S.ROW_QUIET] >= IDLE_PULSES)]:
        start, target = (view.engine.hex_at(int(row[column])) for column in (S.FROM, S.TARGET))
        mine = view.scenario.sides[int(row[S.ROW_SIDE])] == view.side
        if mine and start and target and any(distance(start, h) <= RESERVE_HEXES for h in reserves):
            found.add(target)
    return frozenset(found)
