"""The writer's hand: what is selected, the hex under the pointer or the cursor, and how gestures become orders.

It never judges an order: `match.refusal` does, and its text is kept to be shown beside the pointer.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import msgspec

from game.core.hexes import distance, neighbour
from game.core.words import _
from game.model.battle.orders import Order
from game.model.battle.verbs import VERBS, Gesture, Verb, gesture_of, gestures, needs_hex

if TYPE_CHECKING:
    from game.client.battle.sitting import Sitting

Hex = tuple[int, int]
FIRE_PULSES = 8
START_LINE = "start line"  # of an assault that is ordered
HOURS = ("hour", "until")  # a strike that is ordered waits for the hour of its first bomb, then for its latest


class Hand:
    """Selection, cursor and the task that waits for a hex."""

    def __init__(self, sitting: Sitting, heard: Callable[[str], object] | None = None) -> None:
        self.sitting, self._heard = sitting, heard
        self.selected = ""
        self.hover: Hex | None = None
        self.cursor: Hex | None = None
        self.waiting = ""  # task that waits for a hex, START_LINE, or one of HOURS
        self._mission: Order | None = None  # of several orders of a wing, the one that is being adjusted
        self.drag_from: Hex | None = None
        self.refused = ""
        self.refused_at: Hex | None = None
        self.is_whole = False  # orders go to every counter of the formation

    # ------------------------------------------------------------ selection
    def select(self, unit: str) -> None:
        """Takes a counter in hand; "" lays it down."""
        if unit != self.selected:
            self.lay_down()
            self._mission = None
        self.selected = unit
        self.refused = ""
        here = self.sitting.hex_of(unit)
        if here is not None:
            self.cursor = self.hover = here  # what Enter takes is what is shown

    def lay_down(self) -> None:
        """Waits no longer for a hex or an hour; an order to all whose start line is not given ends as it stands."""
        self.is_whole = self.is_whole and self.waiting != START_LINE
        self.waiting = ""

    def step_idle(self, way: int) -> bool:
        """Takes the next or previous counter without an order; after the last, the next with one."""
        units = [u for u in self.sitting.own_ids() if self.sitting.hex_of(u) is not None]
        idle = [u for u in units if self.sitting.book.of(u) is None and self.sitting.may_act(u)] or units
        if not idle:
            return False
        if self.selected in units:
            at = units.index(self.selected)
            ring = units[at + 1 :] + units[:at] if way > 0 else units[:at][::-1] + units[at + 1 :][::-1]
            nxt = next((u for u in ring if u in idle), None)
        else:
            nxt = idle[0] if way > 0 else idle[-1]
        if nxt is None:
            return False
        self.select(nxt)
        return True

    def pick(self, here: Hex) -> None:
        """A plain click: takes the top counter of the hex, the next of the stack on a further click, or none."""
        stack = self.sitting.own_at(here)
        if not stack:
            self.select("")
        elif self.selected in stack:
            self.select(stack[(stack.index(self.selected) - 1) % len(stack)])
        else:
            self.select(stack[-1])
        self.cursor = here

    # ------------------------------------------------------------ aircraft
    @property
    def is_wing(self) -> bool:
        """Aircraft are in hand."""
        return self.sitting.scenario.has_wing(self.selected)

    @property
    def order(self) -> Order | None:
        """The order of the selection; of several strikes of a wing the one that is being adjusted."""
        if (
            self._mission is not None
            and self._mission.unit == self.selected
            and self._mission in self.sitting.book.orders
        ):
            return self._mission
        return self.sitting.book.of(self.selected)

    def adjust(self, order: Order) -> None:
        """Takes a strike that is ordered to be adjusted."""
        self._mission = order

    def take_wing(self) -> str:
        """Takes the first wing of the side, or the next, for a strike; "" if the side has none."""
        wings = [w.id for w in self.sitting.view.wings]
        if not wings:
            self.refused, self.refused_at = _("nobody flies for this side in this battle"), None
            return ""
        at = wings.index(self.selected) + (self.waiting == strike_gesture()) if self.selected in wings else 0
        self.select(wings[at % len(wings)])
        self.waiting = strike_gesture()
        return self.selected

    def at_hour(self, pulse: int) -> bool:
        """A click on the ribbon, at a pulse of the turn: the hour that a strike waits for; False if none waits."""
        if self.waiting not in HOURS:
            return False
        moment = self.sitting.moment(self.sitting.first_pulse + pulse)
        if self.waiting == "hour":
            if self.change(start=moment, until=""):
                self.waiting = "until"
        elif self.change(until=moment):
            self.waiting = ""
        return True

    def shift_flights(self, way: int) -> bool:
        """More or fewer flights of a strike."""
        order = self.order
        if order is None or not order.verb.strikes:
            return False
        now = max(1, order.flights)
        return now + way >= 1 and self.change(flights=now + way)

    # ------------------------------------------------------------ orders
    def task(self, task: str) -> None:
        """A task key or button: written at once, or waiting for its hex."""
        if not self.selected:
            return
        self.refused = ""
        verb, gesture = gestures()[task]
        if takes_hex(verb, gesture):
            self.waiting = "" if self.waiting == task else task
        else:
            self.lay_down()
            self._end_whole(self.write(self._order(verb, gesture)))

    def point(self, here: Hex) -> bool:
        """A click or Enter on a hex: the target of the waiting task, the start line, or a selection."""
        if self.waiting == START_LINE and not self.sitting.own_at(here):
            order = self.sitting.book.of(self.selected)
            self.waiting = ""
            done = order is not None and self.write(msgspec.structs.replace(order, start_line=here), here)
            self.is_whole = False
            return done
        if self.waiting and self.waiting not in (START_LINE, *HOURS):
            return self.aim(self.waiting, here)
        self.lay_down()
        self.pick(here)
        return True

    def aim(self, task: str, here: Hex) -> bool:
        """Writes a task with this hex as its target; an assault then waits for its start line, a strike for its hour."""
        order = self.made(task, here)
        goes = order is not None and (order.verb.assaults or order.verb.marches)
        if goes and not self.is_whole and here == self.sitting.hex_of(self.selected):
            self.refused_at = here
            self.refused = _("{unit} stands there already: choose another hex").format(unit=self.selected)
            return self._told(False)
        done = order is not None and self.write(order, here)
        if done and order is not None:
            self.waiting = START_LINE if order.verb.assaults else "hour" if order.verb.strikes else ""
        self._end_whole(done and not self.waiting)
        return done

    def _end_whole(self, given: bool) -> None:
        """What goes to all is one order: with it, start line and all, the next goes to one counter again."""
        self.is_whole = self.is_whole and not given

    def made(self, task: str, here: Hex) -> Order | None:
        """The order a task and a hex make for the selection, not yet written."""
        if not self.selected:
            return None
        if self.sitting.crosses_at(here) and gestures()[task][0].marches:
            return Order(unit=self.selected, task=FERRY, target=here, lots=self.sitting.usual_lots(self.selected, here))
        return self._order(*gestures()[task], here)

    def _order(self, verb: Verb, gesture: Gesture, here: Hex | None = None) -> Order:
        """The order of a gesture, with what guns fire by custom: a shelling for two hours, an answer till it is called off."""
        unit, fields = self.selected, dict[str, Any](gesture.fields)
        if verb.fires:
            last = self.sitting.first_pulse + FIRE_PULSES if here else self.sitting.last_pulse + 1
            fields |= {"rounds": self.sitting.usual_rounds(unit), "until": self.sitting.moment(last)}
        return Order(unit=unit, task=verb.name, target=here, **fields)

    def by_drag(self, here: Hex) -> str:
        """Gesture of a right-drag to a hex: where an enemy is known guns fire and others assault; else a move."""
        if self.is_wing:
            return strike_gesture()
        known = self.sitting.enemy_known_at(here)
        wanted = "fires" if known and self.sitting.is_gun(self.selected) else "assaults" if known else "halts"
        return next(name for name, (verb, _gesture) in gestures().items() if getattr(verb, wanted))

    def drop_at(self, here: Hex) -> bool:
        """The right button is released on a hex: an order for the counter on which it went down; a click, for the one in hand."""
        start, self.drag_from = self.drag_from, None
        if not self.selected or start is None or here == self.sitting.hex_of(self.selected):
            return False
        if not self.is_wing and start not in (here, self.sitting.hex_of(self.selected)):
            self.refused, self.refused_at = _("this drag began on no counter of yours"), here
            return self._told(False)
        return self.aim(self.by_drag(here), here)

    def write(self, order: Order, at: Hex | None = None) -> bool:
        """Writes the order if `match.refusal` has nothing against it; else keeps its text."""
        if self.is_whole and not self.is_wing:
            return self._told(self._write_all(order, at))
        text = self.sitting.refusal_text(order)
        self.refused, self.refused_at = text, at or self.sitting.hex_of(order.unit)
        if text:
            return self._told(False)
        if order.verb.strikes:
            self.sitting.book.give_beside((order,))
            self._mission = order
        else:
            self.sitting.book.give(order)
        return self._told(True)

    def _told(self, done: bool) -> bool:
        if self._heard is not None:
            self._heard("pencil" if done else "refusal")
        return done

    def _write_all(self, order: Order, at: Hex | None) -> bool:
        """The order for every counter of the formation that can carry it out, as one change; says who cannot and why."""
        units = self.sitting.formation_of(order.unit)
        made = [
            msgspec.structs.replace(
                order, unit=u, rounds=self.sitting.usual_rounds(u) if order.verb.fires else order.rounds
            )
            for u in units
            if not order.verb.fires or self.sitting.is_gun(u)
        ]
        texts = {o.unit: self.sitting.refusal_text(o) for o in made}
        able = tuple(o for o in made if not texts[o.unit])
        first = next((t for t in texts.values() if t), "")
        self.refused, self.refused_at = "", at or self.sitting.hex_of(order.unit)
        if able and first:
            self.refused = _("{n} of {m} take it up; {why}").format(n=len(able), m=len(units), why=first)
        elif not able:
            self.refused = first or _("no counter of this formation can do that")
            return False
        self.sitting.book.give_all(able)
        return True

    def next_crest(self) -> bool:
        """A third fewer of the men on the crest line, then all again (rule 6.1); a counter without an order holds."""
        order = self.sitting.book.of(self.selected)
        own = self.sitting.own(self.selected)
        if own is None:
            return False
        if order is None or not order.verb.rests:
            order = Order(unit=self.selected, task="hold")
        now = order.crest if order.crest >= 0 else own.crest
        done = self.write(msgspec.structs.replace(order, crest=(now - 1) % 4))
        self._end_whole(done)
        return done

    def change(self, **fields: object) -> bool:
        """Changes fields of the selection's order."""
        order = self.order
        if order is None:
            return False
        new = msgspec.structs.replace(order, **fields)
        if not order.verb.strikes:
            done = self.write(new)
            self._end_whole(done)
            return done
        self.refused, self.refused_at = self.sitting.refusal_text(new), new.target
        if not self.refused:
            self.sitting.book.exchange(order, new)
            self._mission = new
        return self._told(not self.refused)

    def shift_start(self, pulses: int) -> bool:
        """Starts the order of the selection so many pulses later (or earlier)."""
        order = self.order
        if order is None or not order.verb.is_timed:
            return False
        first, last = self.sitting.first_pulse, self.sitting.last_pulse
        now = self.sitting.pulse(order.start) if order.start else self.sitting.ready_pulse(order.unit)
        then = max(first, min(last, now + pulses))
        if then == now:
            return False
        return self.change(start=self.sitting.moment(then))

    def shift_until(self, pulses: int) -> bool:
        """Ends a fire mission later or earlier."""
        order = self.sitting.book.of(self.selected)
        if order is None or not order.verb.fires:
            return False
        now = self.sitting.pulse(order.until) if order.until else self.sitting.first_pulse + FIRE_PULSES
        return self.change(
            until=self.sitting.moment(max(self.sitting.first_pulse + 1, min(self.sitting.last_pulse, now + pulses)))
        )

    def shift_rounds(self, way: int) -> bool:
        """More or fewer rounds a pulse: a quarter at a time."""
        order = self.sitting.book.of(self.selected)
        if order is None or not order.verb.fires:
            return False
        return self.change(rounds=max(1, round(order.rounds * (1.25 if way > 0 else 0.8)) + (1 if way > 0 else 0)))

    def strike_out(self) -> None:
        """Takes the selection's order out; of several strikes of a wing the one that is being adjusted."""
        order = self.order
        if order is not None and order.verb.strikes:
            self.sitting.book.strike((order,))
        else:
            self.sitting.book.drop(self.selected)
        self.lay_down()
        self.refused = ""

    # ------------------------------------------------------------ the cursor
    def move_cursor(self, dx: int, dy: int) -> Hex:
        """Moves the hex cursor by keys; up and down keep the column straight."""
        here = self.cursor or self.hover or (self.sitting.columns // 2, self.sitting.rows // 2)
        if dx:
            here = neighbour(here, 0 if dx > 0 else 3)
        if dy:
            odd = here[1] & 1
            here = neighbour(here, (2 if odd else 1) if dy < 0 else (4 if odd else 5))
        self.cursor = (max(0, min(self.sitting.columns - 1, here[0])), max(0, min(self.sitting.rows - 1, here[1])))
        return self.cursor

    @property
    def hint(self) -> str:
        """What the next click will do."""
        if self.waiting == START_LINE:
            return _("click a start line, or take another counter")
        if self.waiting == "hour":
            return _("click the hour of the first bomb on the ribbon, or take another counter")
        if self.waiting == "until":
            return _("click the hour on the ribbon at which the strike is called off at the latest")
        if self.waiting:
            return _("click the hex: {task}").format(task=_(gestures()[self.waiting][1].label))
        return ""

    def span(self) -> int:
        """Hexes from the selection to the pointer."""
        here = self.sitting.hex_of(self.selected)
        return distance(here, self.hover) if here is not None and self.hover is not None else 0


FERRY = next(v.name for v in VERBS.values() if v.ferries)


def takes_hex(verb: Verb, gesture: Gesture) -> bool:
    """A gesture waits for a click on a hex."""
    needed = needs_hex(verb.name, str(gesture.fields.get("mission", "")))
    return needed or verb.aims == "hex or own"


def strike_gesture() -> str:
    """The gesture of aircraft."""
    return next(name for name, (verb, _gesture) in gestures().items() if verb.strikes)


def gesture_name(order: Order) -> str:
    """Name of the gesture that writes an order; "" if none does."""
    found = gesture_of(order.task, manner=order.manner, mission=order.mission)
    return found.name if found else ""


def label_of(order: Order) -> str:
    """What an order is called on a button or a list."""
    found = gesture_of(order.task, manner=order.manner, mission=order.mission)
    return _(found.label) if found else _(order.task)
