"""What lies on the board of a battle beside the position: order arrows, targets, the film's fire, rings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.client.battle import air, facts
from game.client.battle.goals import goal_hexes
from game.client.battle.hand import gesture_name
from game.client.map.board import Arrow, Marks
from game.client.map.position import Hex
from game.core.hexes import distance
from game.core.words import N_, _
from game.model.battle.orders import Order
from game.model.battle.verbs import gestures

if TYPE_CHECKING:
    from game.client.battle.screen import BattleScreen

FLASHES_MOST, BURSTS_MOST, NOTES_MOST = 30, 24, 6
NOTED = {
    "hex_taken": N_("taken"),
    "thrown_back": N_("thrown back"),
    "broken": N_("broken"),
    "retreat": N_("falls back"),
    "heard": N_("heard"),
    "tanks": N_("tank hit"),
    "surrender": N_("surrenders"),
    "counter": N_("counter-attack"),
}


def look_of(order: Order) -> str:
    """How the arrow of an order is drawn: as the gesture that writes it is called."""
    return gesture_name(order)


def arrow_of(screen: BattleScreen, order: Order, *, ghost: bool = False, way: tuple[Hex, ...] = ()) -> Arrow | None:
    """The arrow of an order that goes somewhere, along `way`; without one along the march that it asks for."""
    here = screen.sitting.hex_of(order.unit)
    if here is None or order.target is None or not (order.verb.enters or order.verb.ferries) or here == order.target:
        return None
    straight = (here, order.start_line, order.target) if order.start_line is not None else (here, order.target)
    hexes = way or (() if ghost else screen.sitting.view.way(order))
    if len(hexes) < 2 and distance(here, order.target) > 1:
        hexes = straight  # it is not to be said how it will go
    elif hexes[-1:] != (order.target,):
        hexes = (*(hexes or (here,)), order.target)  # at its edge the fight begins
    flag = facts.start_of(screen.sitting, order) if order.start or order.verb.assaults else ""
    return Arrow(
        hexes,
        screen.sitting.side,
        "ghost" if ghost else look_of(order),
        "" if ghost else flag,
        order.unit == screen.hand.selected,
    )


def standing_arrows(screen: BattleScreen) -> list[Arrow]:
    """Ghosts of the marches and assaults that go on without a new order, along the road that will be marched."""
    found = [
        arrow_of(screen, s.order, ghost=True, way=s.march.way) for s in screen.sitting.standing if s.march is not None
    ]
    return [item for item in found if item is not None]


def marks_for(screen: BattleScreen) -> Marks:
    """Everything for the present phase."""
    marks = Marks(pinged=screen.pinged, goals=goal_hexes(screen.sitting))
    if screen.film is not None:
        _film(screen, marks)
        return marks
    hand, sitting = screen.hand, screen.sitting
    marks.hover = hand.hover
    marks.cursor = hand.cursor if hand.cursor != sitting.hex_of(hand.selected) else None
    marks.selected, marks.top_unit = sitting.hex_of(hand.selected), hand.selected
    if screen.phase != "orders":
        return marks
    marks.tasked = frozenset(o.unit for o in sitting.book.orders)
    marks.fan = screen.fan
    screen.overlays.mark(marks)
    if "orders" in screen.overlays.on:
        for order in sitting.book.orders:
            item = arrow_of(screen, order)
            if item is not None:
                marks.arrows.append(item)
            elif order.verb.stands_beside and order.target is not None:
                marks.targets.append((order.target, facts.fire_words(sitting, order)))
        marks.targets += air.booked_marks(sitting)
        marks.arrows += standing_arrows(screen)
    goal, task = screen.pointing.drag_goal, ""
    if goal is not None and hand.selected:
        task = hand.by_drag(goal)
    elif hand.waiting in gestures() and hand.hover is not None:
        goal, task = hand.hover, hand.waiting
    drawn = hand.made(task, goal) if goal is not None and task else None
    if drawn is not None:
        way = screen.preview.way(task, goal) if goal is not None else ()
        item = arrow_of(screen, drawn, ghost=not drawn.verb.assaults or drawn.manner == "silent", way=way)
        if item is not None:
            marks.arrows.append(item)
    return marks


def _film(screen: BattleScreen, marks: Marks) -> None:
    film = screen.film
    if film is None:
        return
    for event in film.happening():
        kind = event.kind.lower().removeprefix("ev_")
        here = facts.hex_of_event(screen.sitting, event)
        if here is None:
            continue
        if kind == "shells" and len(marks.bursts) < BURSTS_MOST:
            marks.bursts.append((here, film.pulse_share))
        elif kind in ("strike", "bombs"):
            if all(h != here for h, _age in marks.aircraft):
                marks.aircraft.append((here, film.pulse_share))
                marks.bursts.append((here, film.pulse_share))
        elif kind == "fire" and len(marks.flashes) < FLASHES_MOST:
            marks.flashes.append((here, film.pulse_share))
        elif kind in NOTED and len(marks.notes) < NOTES_MOST and all(h != here for h, _w in marks.notes):
            marks.notes.append((here, _(NOTED[kind])))


def waiting_line(screen: BattleScreen) -> str:
    """What the bar says while a turn is resolved."""
    return _("The turn is resolved: {turn}").format(turn=screen.turning.last_name)
