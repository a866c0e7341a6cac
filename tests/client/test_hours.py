"""Pointer, panel, order list, ribbon and fire plan show the march that the rules make of an order (rules 5.2, 7.6)."""

from collections.abc import Callable

import pytest

from game.client.app import App
from game.client.battle import facts
from game.client.battle.hand import gesture_name
from game.client.battle.plan import PlanChart
from game.client.battle.screen import BattleScreen
from game.client.map.board import Marks
from tests.client.drive import frame, wait_for
from tests.marches import SCENARIOS, legal_marches, some_turns_in

Battle = Callable[..., BattleScreen]


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_the_window_shows_one_hour_for_a_march(app: App, battle: Battle, scenario: str):
    position = some_turns_in(scenario)
    side = position.dice.choice(position.match.scenario.sides)
    screen = battle(side, position.match)
    view, clock = position.match.view(side), position.match.scenario.calendar.clock_of
    screen.overlays.on.add("reach")
    shown = 0
    for order in legal_marches(position, side, units=4, aims=2):
        march = view.march(order)
        there, hours = clock(march.there), f"{march.hours:.1f} h"
        screen.take(order.unit)
        screen.hand.waiting, screen.hand.hover = gesture_name(order), order.target
        crossing = screen.hand.made(gesture_name(order), order.target).task != order.task
        words, forbids = screen.preview.lines()
        assert not forbids
        assert crossing or f"{hours} of marching, there by {there}" in words
        if order.task == "move":
            screen.overlays.mark(Marks())
            wait_for(app, lambda: not screen.overlays._jobs)
            assert screen.overlays.pointer_lines()[0].startswith(f"{hours} away, ")
        assert screen.hand.write(order)
        frame(app)
        begins = clock(screen.sitting.ready_pulse(order.unit))
        assert facts.order_row(screen.sitting, order).right == f"{begins}–{there}"
        turn = screen.sitting.match.turn
        bar = next(b for b in facts.ribbon_bars(screen.sitting, [order], turn, ""))
        assert bar.last == min(turn.pulses, max(bar.first + 1, march.there - turn.first_pulse))
        if order.task == "assault":
            chart = PlanChart(screen.map_rect, screen)
            line = next(i for i in chart.lines() if i.order == order)
            assert line.target == order.target
            near = view.approach(order.unit, order)
            wire = f"at the wire by {clock(near.wire)}, there by {there} if unhindered" if near is not None else ""
            assert chart.words_of(line) == (f"goes in {begins}, {wire}" if wire else f"goes in {begins}")
        shown += 1
    assert shown
