"""The fire plan: fire is drawn on a target's line, stretched, and judged by the same refusals; lifts are told."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from game.client.app import App
from game.client.battle.plan import PlanChart
from game.client.battle.screen import BattleScreen
from game.model.battle.orders import Order
from tests.client.drive import drag, frame, key

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


def test_own_men_under_own_fire_are_told(app: App, planned: tuple[BattleScreen, PlanChart, str]):
    screen, chart, gun = planned
    fire = screen.sitting.book.of(gun)
    assert fire is not None
    assert fire.target is not None
    assert chart.lift(fire.target) is None
    foot = next(u for u in screen.sitting.own_ids() if "assault" in screen.sitting.legal_tasks(u))
    early = Order(
        unit=foot, task="assault", target=fire.target, start=screen.sitting.moment(screen.sitting.first_pulse + 2)
    )
    screen.sitting.book.give(early)
    assert chart.lift(fire.target) == (6, 2)


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
