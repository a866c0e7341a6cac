"""Writing orders in the window, by keys and by pointer."""

from __future__ import annotations

from collections.abc import Callable

import pygame

from game.client.app import App
from game.client.battle.screen import BattleScreen
from game.core.hexes import neighbour
from tests.client.drive import click, drag, frame, key, wait_for

Battle = Callable[..., BattleScreen]


def some_goal(screen: BattleScreen, unit: str) -> tuple[int, int]:
    """A hex next to a counter to which the match lets it march."""
    from game.model.battle.orders import Order

    here = screen.sitting.hex_of(unit)
    assert here is not None
    for d in range(6):
        goal = neighbour(here, d)
        if not screen.sitting.own_at(goal) and not screen.sitting.refusal_text(
            Order(unit=unit, task="move", target=goal)
        ):
            return goal
    raise AssertionError(f"{unit} can march nowhere")


def point_cursor(app: App, screen: BattleScreen, goal: tuple[int, int]) -> None:
    """Brings the hex cursor to a hex by arrow keys."""
    for _ in range(120):
        here = screen.hand.cursor
        assert here is not None
        if here == goal:
            return
        if here[1] != goal[1]:
            key(app, "Down" if here[1] < goal[1] else "Up")
        else:
            key(app, "Right" if here[0] < goal[0] else "Left")
    raise AssertionError("the cursor does not get there")


def test_three_tasks_by_keys(app: App, battle: Battle):
    screen = battle("japan")
    key(app, "n")
    first = screen.hand.selected
    assert first
    goal = some_goal(screen, first)
    key(app, "m")
    point_cursor(app, screen, goal)
    key(app, "Enter")
    key(app, "n")
    second = screen.hand.selected
    key(app, "h", "n")
    third = screen.hand.selected
    key(app, "d")
    assert len({first, second, third}) == 3
    written = {o.unit: (o.task, o.target) for o in screen.sitting.book.orders}
    assert written[first] == ("move", goal)
    assert written[second] == ("hold", None)
    assert written[third] == ("dig", None) or (third not in written and screen.hand.refused)


def test_orders_by_pointer(app: App, battle: Battle):
    screen = battle("japan")
    key(app, "n")
    unit = screen.hand.selected
    here, goal = screen.sitting.hex_of(unit), some_goal(screen, unit)
    screen.camera.centre(here, glide=False)
    screen.hand.select("")
    frame(app)
    click(app, screen.camera.to_screen(here))
    assert screen.hand.selected in screen.sitting.own_at(here)
    taken = screen.hand.selected
    drag(app, screen.camera.to_screen(here), screen.camera.to_screen(goal))
    assert [(o.unit, o.task, o.target) for o in screen.sitting.book.orders] == [(taken, "move", goal)]


def test_undo_and_redo(app: App, battle: Battle):
    screen = battle("japan")
    key(app, "n", "h")
    before = screen.sitting.book.orders
    assert len(before) == 1
    key(app, "z")
    assert screen.sitting.book.orders == ()
    key(app, "Shift z")
    assert screen.sitting.book.orders == before


def test_the_start_of_an_assault_moves_by_pulses(app: App, battle: Battle):
    screen = battle("japan")
    key(app, "n", "m")
    unit = screen.hand.selected
    point_cursor(app, screen, some_goal(screen, unit))
    key(app, "Enter", "]", "]", "[")
    order = screen.sitting.book.of(unit)
    assert order is not None
    assert screen.sitting.pulse(order.start) == screen.sitting.ready_pulse(unit) + 1


def test_a_refusal_stands_beside_the_pointer_and_nothing_is_written(app: App, battle: Battle):
    screen = battle("japan")
    key(app, "n")
    unit = screen.hand.selected
    ground = screen.sitting.scenario.ground
    water = {t.symbol for t in screen.sitting.scenario.terrain if t.water}
    lake = next((c, r) for r in range(ground.rows) for c in range(ground.columns) if ground.symbol((c, r)) in water)
    screen.camera.centre(lake, glide=False)
    frame(app)
    bare = pygame.surfarray.array3d(app.surface)
    key(app, "m")
    click(app, screen.camera.to_screen(lake))
    assert screen.hand.refused
    assert screen.sitting.book.of(unit) is None
    assert (pygame.surfarray.array3d(app.surface) != bare).any()


def test_focus_walks_by_tab_and_the_ring_is_seen(app: App, battle: Battle):
    screen = battle("japan")
    bare = pygame.surfarray.array3d(app.surface)
    key(app, "Tab")
    assert screen.ui.focus is not None
    assert screen.ui.ring_shown
    assert (pygame.surfarray.array3d(app.surface) != bare).any()


def test_zoom_keeps_the_point_under_the_pointer(app: App, battle: Battle):
    screen = battle("japan")
    at = screen.camera.view.center
    before = screen.camera.hex_at(at)
    pygame.event.post(pygame.Event(pygame.MOUSEMOTION, pos=at, rel=(0, 0), buttons=(0, 0, 0), touch=False))
    pygame.event.post(
        pygame.Event(pygame.MOUSEWHEEL, x=0, y=1, flipped=False, precise_x=0.0, precise_y=1.0, touch=False)
    )
    level = screen.camera.level
    frame(app)
    assert screen.camera.level > level
    assert screen.camera.hex_at(at) == before


def test_resize_and_scale_lay_the_page_out_again(app: App, battle: Battle):
    screen = battle("japan")
    app.rescale(1)
    frame(app)
    assert screen.camera.view.w > 400
    assert all(app.surface.get_rect().contains(w.rect.clip(app.surface.get_rect())) for w in screen.ui.widgets)
    app.rescale(-1)


def test_the_forecast_of_an_assault_comes_beside_the_window(app: App, battle: Battle):
    screen = battle("japan")
    contact = screen.sitting.view.contacts[0].hex
    for unit in screen.sitting.own_ids():
        screen.hand.select(unit)
        if "assault" in screen.sitting.legal_tasks(unit) and screen.hand.aim("assault", contact):
            break
    screen.relaid = True
    key(app, "o")
    wait_for(app, lambda: screen.forecasts.result is not None)
    found = screen.forecasts.result
    assert found is not None
    assert found.target == contact
    key(app, "e")
    assert screen.modal is not None
    key(app, "Esc", "Esc", "Esc")
    assert screen.hand.selected == ""
    assert screen.forecasts.result is None
