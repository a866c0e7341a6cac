"""The fire plan: fire is drawn on a target's line, stretched, and judged by the same refusals; lifts are told."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from game.client.app import App
from game.client.battle.plan import PlanChart
from game.client.battle.screen import BattleScreen
from game.client.library import scenario as load_scenario
from game.match.battle import Match, fire_seen
from game.model.battle.orders import Order
from tests.client.drive import drag, frame, key, move

Battle = Callable[..., BattleScreen]


@pytest.fixture
def planned(app: App, battle: Battle) -> tuple[BattleScreen, PlanChart, str]:
    """The fire plan of the Soviet side, which has a battery with leave to fire."""
    screen = battle("soviet")
    gun = next(u for u in screen.sitting.own_ids() if screen.sitting.is_gun(u))
    target = screen.sitting.scenario.place("changkufeng").hex
    goals = [target, (target[0] - 1, target[1]), (target[0] - 2, target[1])]
    for goal in goals:
        order = Order(
            unit=gun,
            task="fire",
            target=goal,
            mission="preparation",
            rounds=4,
            until=screen.sitting.moment(screen.sitting.first_pulse + 6),
        )
        if not screen.sitting.refusal_text(order):
            screen.hand.select(gun)
            assert screen.hand.write(order)
            break
    screen.plan_shown = True
    screen.layout()
    frame(app)
    return screen, next(w for w in screen.ui.widgets if isinstance(w, PlanChart)), gun


def line_y(chart: PlanChart, unit: str) -> int:
    room, row, _step = chart._room(None)
    k = next(i for i, line in enumerate(chart.lines()) if line.unit == unit)
    return room.y + k * row + row // 2


def test_the_end_of_a_bar_is_dragged(app: App, planned: tuple[BattleScreen, PlanChart, str]):
    screen, chart, gun = planned
    room, _row, step = chart._room(None)
    line = next(i for i in chart.lines() if i.unit == gun)
    y, x = line_y(chart, gun), room.x + round(line.last * step)
    drag(app, (x - 2, y), (x + round(4 * step) - 2, y), button=1)
    order = screen.sitting.book.of(gun)
    assert order is not None
    assert screen.sitting.pulse(order.until) - screen.sitting.first_pulse >= line.last + 3


def test_keys_shift_the_mission_its_end_and_its_rounds(app: App, planned: tuple[BattleScreen, PlanChart, str]):
    screen, chart, gun = planned
    screen.ui.focus, screen.ui.ring_shown = chart, True
    before = screen.sitting.book.of(gun)
    assert before is not None
    key(app, "Right", "Shift Right")
    chart = next(w for w in screen.ui.widgets if isinstance(w, PlanChart))
    after = screen.sitting.book.of(gun)
    assert after is not None
    assert after.start != before.start
    assert screen.sitting.book.can_undo


def test_f4_opens_and_closes_the_plan(app: App, battle: Battle):
    screen = battle("japan")
    key(app, "F4")
    assert any(isinstance(w, PlanChart) for w in screen.ui.widgets)
    key(app, "F4")
    assert not any(isinstance(w, PlanChart) for w in screen.ui.widgets)


@pytest.fixture
def prepared(app: App, battle: Battle) -> tuple[BattleScreen, PlanChart, Order, Order]:
    """6 August: a battery prepares, for an hour and a half, an assault that is ordered for the first half hour."""
    screen = battle("soviet", Match.new(load_scenario("hold-the-crest"), seed=5))
    sitting = screen.sitting
    moment, first = sitting.moment, sitting.first_pulse
    gun = next(u for u in sitting.own_ids() if sitting.is_gun(u))
    for place in sitting.scenario.scored:
        target = sitting.scenario.place(place.place).hex
        fire = Order(unit=gun, task="fire", target=target, mission="preparation", rounds=4, until=moment(first + 6))
        foot = (
            Order(unit=u.id, task="assault", target=target, start=moment(first + 2)) for u in sitting.view.own if u.men
        )
        order = next((o for o in foot if not sitting.refusal_text(o) and sitting.view.approach(o.unit, o)), None)
        if order is not None and not sitting.refusal_text(fire):
            sitting.book.give_all((order, fire))
            key(app, "F4")
            return screen, next(w for w in screen.ui.widgets if isinstance(w, PlanChart)), order, fire
    raise AssertionError("nobody can assault")


def test_fire_is_told_against_the_arrival_at_the_wire_and_not_against_the_hour_of_the_order(
    prepared: tuple[BattleScreen, PlanChart, Order, Order],
):
    """By the hour of the order the guns would fire for an hour on own men; on the way it is at the wire later."""
    screen, chart, order, _fire = prepared
    near = screen.sitting.view.approach(order.unit, order)
    assert near is not None
    assert order.target is not None
    found = chart.lift(order.target)
    assert found == (6, near.lifts - screen.sitting.first_pulse, near.wire - screen.sitting.first_pulse)
    assert found.wire > 2
    words, _ink = chart.lift_words(found)
    lost, gap = 15 * (found.fire - found.lifts), 15 * (found.wire - found.fire)
    assert f"{lost if lost > 0 else gap} min" in words


def test_the_hour_of_an_assault_and_of_a_mission_is_dragged(
    app: App, prepared: tuple[BattleScreen, PlanChart, Order, Order]
):
    screen, chart, order, fire = prepared
    room, _row, step = chart._room(None)
    y = line_y(chart, order.unit)
    drag(app, (room.x + round(2.5 * step), y), (room.x + round(7.5 * step), y), button=1)
    assault = screen.sitting.book.of(order.unit)
    assert assault is not None
    assert screen.sitting.pulse(assault.start) == screen.sitting.first_pulse + 7
    chart = next(w for w in screen.ui.widgets if isinstance(w, PlanChart))
    line = next(i for i in chart.lines() if i.unit == fire.unit)
    x, y = room.x + round((line.first + line.last) * step / 2), line_y(chart, fire.unit)
    drag(app, (x, y), (x + round(3 * step), y), button=1)
    moved = screen.sitting.book.of(fire.unit)
    assert moved is not None
    first = screen.sitting.first_pulse
    assert screen.sitting.pulse(moved.start) - first == line.first + 3
    assert screen.sitting.pulse(moved.until) - first == line.last + 3


def test_fog_on_a_target_and_eyes_that_are_not_there_are_told_on_its_line(app: App, battle: Battle):
    screen = battle("soviet", Match.new(load_scenario("hold-the-crest"), seed=5))
    sitting = screen.sitting
    gun = next(u for u in sitting.own_ids() if sitting.is_gun(u))
    shut = sorted(fire_seen.shut(sitting.view))
    assert shut, "6 August begins in fog"
    until = sitting.moment(sitting.first_pulse + shut[-1] + 1)
    orders = (
        Order(unit=gun, task="fire", target=(c, r), mission="preparation", rounds=4, until=until)
        for r in range(20, 30)
        for c in range(12, 26)
    )
    order = next(o for o in orders if not sitting.refusal_text(o))
    sitting.book.give(order)
    key(app, "F4")
    chart = next(w for w in screen.ui.widgets if isinstance(w, PlanChart))
    assert order.target is not None
    ends = sitting.scenario.calendar.clock_of(sitting.first_pulse + shut[-1] + 1)
    assert f"to {ends}: observed guns are silent" in chart.hindered(order.target)


def test_esc_leaves_the_plan_at_once_whatever_has_the_focus(app: App, planned: tuple[BattleScreen, PlanChart, str]):
    screen, chart, gun = planned
    screen.hand.select(gun)
    screen.hand.task("fire")
    screen.ui.focus, screen.ui.ring_shown = chart, True
    key(app, "Esc")
    assert not screen.plan_shown
    assert screen.hand.waiting, "only the plan is left"


def test_no_key_acts_unseen_behind_the_plan(app: App, planned: tuple[BattleScreen, PlanChart, str]):
    screen, _chart, gun = planned
    screen.hand.select(next(u for u in screen.sitting.own_ids() if u != gun and screen.sitting.may_act(u)))
    before = (screen.sitting.book.orders, screen.hand.cursor, set(screen.overlays.on), screen.tree.is_open)
    key(app, "d", "h", "m", "k", "b", "x", "q", "Up", "Left", "Enter")
    assert (screen.sitting.book.orders, screen.hand.cursor, set(screen.overlays.on), screen.tree.is_open) == before
    assert not screen.hand.waiting
    assert not screen.hand.is_whole


def test_nothing_of_the_map_is_told_over_the_plan(app: App, planned: tuple[BattleScreen, PlanChart, str]):
    screen, chart, gun = planned
    screen.hand.select(gun)
    screen.hand.task("fire")
    told: list[str] = []
    screen.brush.tooltip = lambda surface, words, at, **how: told.append(words)  # type: ignore[method-assign]
    move(app, chart.rect.center)
    screen.hand.refused, screen.hand.refused_at = "no", (18, 26)
    frame(app)
    assert told == []


def test_a_whole_formation_takes_an_order_as_one_change(app: App, battle: Battle):
    screen = battle("japan")
    screen.take("I/75")
    key(app, "x", "h")
    held = {o.unit for o in screen.sitting.book.orders}
    assert held == set(screen.sitting.formation_of("I/75"))
    assert len(held) > 1
    key(app, "z")
    assert screen.sitting.book.orders == ()


def test_the_crest_share_goes_round_by_thirds(app: App, battle: Battle):
    screen = battle("soviet")
    unit = next(u for u in screen.sitting.own_ids() if screen.sitting.may_act(u))
    screen.take(unit)
    key(app, "c")
    first = screen.sitting.book.of(unit)
    assert first is not None
    assert first.crest == 2
    key(app, "c", "c", "c")
    assert screen.sitting.book.of(unit).crest == 3  # type: ignore[union-attr]


def test_the_order_of_battle_stays_open_and_centres(app: App, battle: Battle):
    from game.client.kit.widgets import Listing

    screen = battle("japan")
    key(app, "b")
    entries = screen.tree.entries()
    assert {u for u, _row in entries if u} == set(screen.sitting.own_ids())
    listing = next(w for w in screen.ui.widgets if isinstance(w, Listing) and len(w.rows) == len(entries))
    listing.choose(next(i for i, (u, _row) in enumerate(entries) if u == "I/76"))
    assert screen.hand.selected == "I/76"
    assert screen.tree.is_open


def test_the_card_names_its_sources(app: App, battle: Battle):
    from game.client.battle.card import CardDialog, sources

    screen = battle("japan")
    screen.take("I/75")
    key(app, "i")
    assert isinstance(screen.modal, CardDialog)
    scenario = screen.sitting.scenario
    for counter in scenario.counters:
        lines = sources(scenario, counter.source, counter.confidence, counter.note)
        assert lines[0]
        assert "Confidence" in lines[1]
    key(app, "Esc")
