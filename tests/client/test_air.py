"""Aircraft by the pointer: the wing, the hex, the hours; what a rule forbids is said with its number."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from game.client.app import App
from game.client.battle.doubting import DoubtsDialog
from game.client.battle.ribbon import Ribbon
from game.client.battle.screen import BattleScreen
from game.client.library import scenario
from game.client.map.position import Hex
from game.match.battle import Match
from tests.client.drive import click, frame, key, move, press, wait_for

FOE = (17, 26)  # a Japanese company on the hill's slope, reported to the Soviet side


@pytest.fixture
def crest(battle: Callable[..., BattleScreen]) -> BattleScreen:
    """6 August by day, the Soviet side: bombers and assault aircraft have leave."""
    screen = battle("soviet", Match.new(scenario("hold-the-crest"), seed=1938))
    screen.camera.centre(FOE, glide=False)
    return screen


def on_the_map(screen: BattleScreen, here: Hex) -> tuple[int, int]:
    """Where a hex lies on the screen, in view and beside the things on the map."""
    screen.camera.centre(here, glide=False)
    return screen.camera.to_screen(here)


def at_hour(screen: BattleScreen, clock: str) -> tuple[int, int]:
    """A point of the ribbon at an hour of the turn, just inside its pulse."""
    ribbon = next(w for w in screen.ui.widgets if isinstance(w, Ribbon))
    room, _row = ribbon._room(screen.ui)
    pulse = screen.sitting.pulse(f"6 Aug {clock}") - screen.sitting.first_pulse
    return room.x + round((pulse + 0.5) * room.w / ribbon.pulses), room.y + 4


def test_wing_hex_and_hours_are_clicked_and_the_strike_stands_on_sheet_map_and_ribbon(app: App, crest: BattleScreen):
    press(app, "Aircraft")
    assert crest.hand.selected == "SB"
    assert crest.hand.hint == "click the hex: Air strike"
    click(app, on_the_map(crest, FOE))
    (order,) = crest.sitting.book.orders
    assert (order.unit, order.task, order.target, order.flights) == ("SB", "strike", FOE, 1)
    click(app, at_hour(crest, "10:00"))
    click(app, at_hour(crest, "12:30"))
    (order,) = crest.sitting.book.orders
    assert (order.start, order.until) == ("6 Aug 10:00", "6 Aug 12:30")
    assert crest.hand.hint == ""
    (bar,) = crest.bars()
    assert (bar.label, bar.first, bar.last) == ("SB", 8, 18)
    assert crest.sitting.match.refusal(order) is None


def test_a_wing_has_several_strikes_and_each_is_adjusted_by_itself(app: App, crest: BattleScreen):
    press(app, "Aircraft")
    click(app, on_the_map(crest, FOE))
    key(app, "F7")
    click(app, on_the_map(crest, (22, 29)))
    assert [o.target for o in crest.sitting.book.orders] == [FOE, (22, 29)]
    crest.hand.shift_flights(1)
    assert [o.flights for o in crest.sitting.book.orders] == [1, 2]
    crest.hand.adjust(crest.sitting.book.orders[0])
    crest.relaid = True
    frame(app)
    press(app, "Strike")
    assert [o.target for o in crest.sitting.book.orders] == [(22, 29)]
    key(app, "z")
    assert len(crest.sitting.book.orders) == 2


def test_the_key_takes_the_next_wing(app: App, crest: BattleScreen):
    key(app, "F7")
    assert crest.hand.selected == "SB"
    key(app, "F7")
    assert crest.hand.selected == "I-15"
    press(app, "SB  15")
    assert (crest.hand.selected, crest.hand.waiting) == ("SB", "air")


def test_bombs_on_own_men_are_refused_with_the_rule_before_and_after_the_click(app: App, crest: BattleScreen):
    own = next(u for u in crest.sitting.view.own if u.hex is not None)
    assert own.hex is not None
    press(app, "Aircraft")
    at = on_the_map(crest, own.hex)
    move(app, at)
    words, forbids = crest.preview.lines()
    assert forbids
    assert "3.13" in words
    click(app, at)
    assert "3.13" in crest.hand.refused
    assert crest.sitting.book.orders == ()


def test_more_flights_than_the_day_has_and_hours_before_the_first_bomb_are_refused_with_the_rule(
    app: App, crest: BattleScreen
):
    key(app, "F7", "F7")
    click(app, on_the_map(crest, FOE))
    for _flight in range(6):
        crest.hand.shift_flights(1)
    assert "7.16" in crest.hand.refused
    assert crest.sitting.book.orders[0].flights == 5, "as many as the day has"
    click(app, at_hour(crest, "10:00"))
    click(app, at_hour(crest, "09:00"))
    assert "6.12" in crest.hand.refused
    assert crest.sitting.book.orders[0].until == ""


def test_a_task_of_the_ground_is_refused_to_a_wing(app: App, crest: BattleScreen):
    key(app, "F7", "m")
    click(app, on_the_map(crest, FOE))
    assert "7.2" in crest.hand.refused


def test_where_nobody_flies_there_is_no_door_and_the_key_says_so(app: App, battle: Callable[..., BattleScreen]):
    screen = battle("japan")
    assert "Aircraft" not in [getattr(w, "label", "") for w in screen.ui.widgets]
    key(app, "F7")
    assert screen.hand.refused == "nobody flies for this side in this battle"


def test_the_strike_flies_or_its_waiting_is_told_and_marked(app: App, crest: BattleScreen):
    press(app, "Aircraft")
    click(app, on_the_map(crest, FOE))
    key(app, "Ctrl Enter")
    assert isinstance(crest.modal, DoubtsDialog), "what this does for the first time has a price"
    key(app, "Ctrl Enter")
    wait_for(app, lambda: crest.phase == "film")
    kinds = {e.kind.lower().removeprefix("ev_") for e in crest.film.events}
    assert kinds & {"bombs", "strike_waits", "strike_off"}, kinds
