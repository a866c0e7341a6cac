"""The writer's hand: whom a drag orders, how far *All* reaches, what Esc lays down."""

from __future__ import annotations

from collections.abc import Callable

from game.client.app import App
from game.client.battle.hand import START_LINE
from game.client.battle.screen import BattleScreen
from game.model.battle.orders import Order
from tests.client.drive import click, drag, frame, key
from tests.client.test_battle_screen import some_goal

Battle = Callable[..., BattleScreen]


def assaulting(screen: BattleScreen) -> str:
    """A counter in hand that has been ordered to assault and waits for its start line."""
    aim = screen.sitting.scenario.place("changkufeng").hex
    unit = next(
        u
        for u in screen.sitting.own_ids()
        if screen.sitting.hex_of(u) and not screen.sitting.refusal_text(Order(unit=u, task="assault", target=aim))
    )
    screen.take(unit)
    screen.hand.task("assault")
    assert screen.hand.point(aim)
    assert screen.hand.waiting == START_LINE
    return unit


def some_other(screen: BattleScreen, unit: str) -> str:
    """Another counter, alone on its hex, that can march somewhere."""
    here = screen.sitting.hex_of(unit)
    for other in screen.sitting.own_ids():
        where = screen.sitting.hex_of(other)
        if where not in (None, here) and screen.sitting.own_at(where) == [other]:
            if "move" in screen.sitting.legal_tasks(other):
                return other
    raise AssertionError("nobody else can march")


def test_a_drag_while_a_start_line_is_awaited_orders_the_counter_it_begins_on(app: App, battle: Battle):
    screen = battle("japan")
    unit = assaulting(screen)
    before = screen.sitting.book.of(unit)
    other = some_other(screen, unit)
    here, goal = screen.sitting.hex_of(other), some_goal(screen, other)
    assert here is not None
    screen.camera.centre(here, glide=False)
    frame(app)
    drag(app, screen.camera.to_screen(here), screen.camera.to_screen(goal))
    assert screen.sitting.book.of(unit) == before, "the assault stands as it was written"
    moved = screen.sitting.book.of(other)
    assert moved is not None
    assert moved.target == goal


def test_a_drag_that_begins_on_no_counter_of_ones_own_orders_nobody_and_says_so(app: App, battle: Battle):
    screen = battle("japan")
    key(app, "n")
    unit = screen.hand.selected
    here, goal = screen.sitting.hex_of(unit), some_goal(screen, unit)
    assert here is not None
    screen.camera.centre(here, glide=False)
    frame(app)
    empty = next(
        (c, r)
        for r in range(here[1] - 3, here[1] + 4)
        for c in range(here[0] - 3, here[0] + 4)
        if (c, r) != goal and not screen.sitting.own_at((c, r)) and not screen.sitting.enemy_known_at((c, r))
    )
    drag(app, screen.camera.to_screen(empty), screen.camera.to_screen(goal))
    assert screen.sitting.book.orders == ()
    assert "began on no counter" in screen.hand.refused
    click(app, screen.camera.to_screen(goal), button=3)
    assert [o.unit for o in screen.sitting.book.orders] == [unit], (
        "a click with the right button orders the one in hand"
    )


def test_all_ends_with_its_order(app: App, battle: Battle):
    screen = battle("japan")
    screen.take("I/75")
    key(app, "x", "h")
    assert len(screen.sitting.book.orders) > 1
    assert not screen.hand.is_whole
    key(app, "d")
    assert [o.unit for o in screen.sitting.book.orders if o.task == "dig"] == ["I/75"]


def test_all_reaches_to_the_start_line_of_its_assault_and_no_further(app: App, battle: Battle):
    screen = battle("japan")
    screen.take("I/75")
    screen.hand.is_whole = True
    unit = assaulting(screen)
    assert screen.hand.is_whole, "the start line is part of the order"
    given = [o.unit for o in screen.sitting.book.orders]
    line = some_goal(screen, unit)
    screen.hand.point(line)
    assert [o.unit for o in screen.sitting.book.orders if o.start_line == line] == given
    assert not screen.hand.is_whole
    again = battle("japan")
    again.hand.is_whole = True
    assaulting(again)
    key(app, "Esc")
    assert not again.hand.is_whole, "laid down before its start line, the order stands and is over"


def test_enter_takes_the_hex_that_is_shown_and_nobody_is_sent_where_he_stands(app: App, battle: Battle):
    """The pointer rests on the hill while a counter is taken by key: what is shown under the cursor is the counter's own hex."""
    screen = battle("japan")
    hill = screen.sitting.scenario.place("changkufeng").hex
    screen.hand.hover = hill
    key(app, "n")
    here = screen.sitting.hex_of(screen.hand.selected)
    assert screen.hand.cursor == screen.hand.hover == here
    key(app, "s", "Enter")
    assert screen.sitting.book.orders == ()
    assert "stands there already" in screen.hand.refused
    assert screen.hand.waiting == "silent", "another hex may be chosen at once"
    screen.hand.cursor = hill
    key(app, "Enter")
    assert [o.target for o in screen.sitting.book.orders] == [hill]
