"""What goes on, what is doubtful and what costs is seen before the orders are sealed; a turn is taken back as a branch."""

from __future__ import annotations

from collections.abc import Callable

from game.client.app import App
from game.client.battle import facts, marking
from game.client.battle.desk import DeskDialog
from game.client.battle.doubting import DoubtsDialog
from game.client.battle.going_back import BackDialog
from game.client.battle.ribbon import Ribbon
from game.client.battle.screen import BattleScreen
from game.client.kit.widgets import Button, Listing
from game.client.library import scenario
from game.core.hexes import distance
from game.match.battle import Match
from game.model.battle.orders import Order
from tests.client.drive import drag, frame, key, press, wait_for

Battle = Callable[..., BattleScreen]


def far_march(match: Match, unit: str = "II/75") -> Order:
    """A march that is not over with the turn."""
    view = match.view("japan")
    hours = view.reach_hours(unit)
    orders = (Order(unit=unit, task="move", target=h) for h in sorted(hours, key=lambda h: -hours[h]))
    return next(
        o for o in orders if view.refusal(o) is None and (m := view.march(o)) and m.there > match.turn.last_pulse + 2
    )


def under_way() -> tuple[Match, Order]:
    """The morning after a night in which a battalion was sent far."""
    match = Match.new(scenario("silent-assault"), seed=11)
    order = far_march(match)
    match.resolve(japan=[order])
    return match, order


def test_a_task_of_the_turn_before_is_in_list_timeline_and_on_the_map(app: App, battle: Battle):
    match, order = under_way()
    screen = battle("japan", match)
    view = match.view("japan")
    march = view.march_on(order.unit)
    assert march is not None
    rows = [row for w in screen.ui.widgets if isinstance(w, Listing) for row in w.rows]
    clock = match.scenario.calendar.clock_of(march.there)
    row = next(r for r in rows if r.mark == order.unit)
    assert row.text.startswith("goes on: Move ")
    assert row.right.endswith(f"–{clock}")
    bar = next(b for b in screen.bars() if b.unit == order.unit)
    assert bar.last == min(match.turn.pulses, march.there - match.turn.first_pulse)
    ghosts = [a for a in marking.marks_for(screen).arrows if a.look == "ghost"]
    assert march.way in [a.hexes for a in ghosts]
    screen.take(order.unit)
    key(app, "h")
    assert march.way not in [a.hexes for a in marking.marks_for(screen).arrows], "a new order takes its place"
    assert order.unit not in {s.order.unit for s in screen.sitting.standing}


def test_the_arrow_of_a_march_follows_the_road_that_will_be_marched(app: App, battle: Battle):
    """Step by step from hex to hex, and never through water."""
    match = Match.new(scenario("silent-assault"), seed=11)
    screen, order = battle("japan", match), far_march(match)
    screen.sitting.book.give(order)
    march = match.view("japan").march(order)
    assert march is not None
    arrow = next(a for a in marking.marks_for(screen).arrows if a.side == "japan")
    assert arrow.hexes == march.way
    assert all(distance(a, b) == 1 for a, b in zip(arrow.hexes, arrow.hexes[1:], strict=False))
    assert not any(match.scenario.terrain_at(h).water for h in arrow.hexes)


def test_the_hour_of_an_order_is_dragged_on_the_timeline(app: App, battle: Battle):
    match = Match.new(scenario("silent-assault"), seed=11)
    screen, order = battle("japan", match), far_march(match)
    screen.sitting.book.give(order)
    screen.layout()
    frame(app)
    ribbon = next(w for w in screen.ui.widgets if isinstance(w, Ribbon))
    room, row = ribbon._room(screen.ui)
    step = room.w / ribbon.pulses
    first = screen.sitting.ready_pulse(order.unit) - screen.sitting.first_pulse
    at = room.x + round((first + 1.5) * step), room.y + row // 2
    drag(app, at, (at[0] + round(6 * step), at[1]), button=1)
    moved = screen.sitting.book.of(order.unit)
    assert moved is not None
    assert screen.sitting.pulse(moved.start) - screen.sitting.first_pulse == first + 6
    assert screen.hand.selected == order.unit


def test_a_doubtful_sheet_is_asked_about_and_sealed_by_the_second_stroke(app: App, battle: Battle):
    screen = battle("japan")
    aim = screen.sitting.scenario.place("changkufeng").hex
    orders = (Order(unit=u, task="assault", target=aim) for u in screen.sitting.own_ids() if screen.sitting.hex_of(u))
    order = next(o for o in orders if not screen.sitting.refusal_text(o))
    screen.sitting.book.give(order)
    key(app, "Ctrl Enter")
    dialog = screen.modal
    assert isinstance(dialog, DoubtsDialog)
    assert ["6 of 15 points" in d.line for d in dialog.doubts if d.kind == "limit"] == [True]
    key(app, "Esc")
    assert screen.modal is None
    assert screen.sitting.book.orders == (order,)
    assert not screen.sitting.match.records
    key(app, "Ctrl Enter", "Ctrl Enter")
    wait_for(app, lambda: len(screen.sitting.match.records) == 1)


def test_the_price_of_an_assault_is_beside_the_pointer_before_it_is_ordered(app: App, battle: Battle):
    screen = battle("japan")
    aim = screen.sitting.scenario.place("changkufeng").hex
    unit = next(
        u
        for u in screen.sitting.own_ids()
        if screen.sitting.hex_of(u) and not screen.sitting.refusal_text(Order(unit=u, task="assault", target=aim))
    )
    screen.take(unit)
    screen.hand.task("assault")
    screen.hand.hover = aim
    words, forbids = screen.preview.lines()
    assert not forbids
    assert "6 of 15 points of the limits" in words
    key(app, "F3")
    assert isinstance(screen.modal, DeskDialog)
    assert any("6 of 15 points" in words for words, _style, _ink in screen.modal._act_words()), (
        "battles without politics too"
    )


def test_the_scale_shows_the_price_of_every_act_in_its_list(app: App, battle: Battle):
    screen = battle("japan", Match.new(scenario("changkufeng"), seed=1))
    key(app, "F3")
    assert isinstance(screen.modal, DeskDialog)
    for row, p in zip(screen.modal._acts(), screen.modal.permissions, strict=True):
        assert ("price" in row.under) == (not p.is_done and bool(p.price or p.price_alone)), p
        if "price" in row.under:
            assert str(p.price) in row.under or str(p.price_alone) in row.under


def test_a_dark_task_says_the_rule_that_keeps_it_dark(app: App, battle: Battle):
    screen = battle("soviet", Match.new(scenario("changkufeng"), seed=1))
    away = next(u.id for u in screen.sitting.view.own if u.hex is None)
    screen.take(away)
    frame(app)
    screen.layout()
    move = next(w for w in screen.ui.widgets if isinstance(w, Button) and w.label == "Move")
    assert not move.enabled
    assert move.why_not == f"{away} is not on the map (rule 7.10)"


def test_the_order_of_battle_keeps_men_guns_and_tanks_apart_and_shows_who_comes_when(app: App, battle: Battle):
    screen = battle("soviet", Match.new(scenario("changkufeng"), seed=1))
    rows = {unit: row for unit, row in screen.tree.entries() if unit}
    for own in screen.sitting.view.own:
        right = rows[own.id].right
        if own.hex is None:
            arrives = screen.sitting.scenario.counter(own.id).arrives
            assert not arrives or right.startswith(f"{int(arrives.split()[0])} {arrives.split()[1]} "), right
        else:
            assert right.endswith(
                "tanks" if own.tanks > 1 else "guns" if own.guns > 1 and not own.men else ("men", "man", "gun")
            )
    assert sum("Aug" in row.right for row in rows.values()) > 20, "the corps is still on its way"


def test_tanks_are_told_as_tanks_and_not_as_the_men_who_drive_them(app: App, battle: Battle):
    from game.match.battle.events import _text
    from game.match.battle.force_words import known_words
    from game.match.battle.knowledge import declared

    found = scenario("hold-the-crest")
    told = declared(found).events[next(k for k, e in declared(found).events.items() if e.code == "EV_SEEN")]
    words = _text(found, told, "I/75", "40TB/1", (18, 26), (50, 0, 0))
    assert "about 50 men" not in words.replace("crews of about 50 men", "")
    assert "tanks" in words
    match = Match.new(found, seed=3)
    for _turn in range(2):
        match.resolve()
        tanks = [c for c in match.view("japan").contacts if c.tanks]
        if tanks:
            break
    assert known_words(tanks) == f"{sum(c.tanks for c in tanks)} tanks" if tanks else True


def test_men_who_ran_are_not_said_to_have_done_their_task():
    from game.match.battle.events import _text
    from game.match.battle.knowledge import declared
    from game.model.battle.verbs import MOVE, WITHDRAW

    found = scenario("silent-assault")
    told = declared(found).events[next(k for k, e in declared(found).events.items() if e.code == "EV_DONE")]
    assert _text(found, told, "I/75", "I/75", (18, 26), (MOVE, 0, 0)).startswith("I/75 has done its task at ")
    assert _text(found, told, "I/75", "I/75", (18, 26), (WITHDRAW, 0, 0)).startswith("I/75 has gone back to ")


# ------------------------------------------------------------------ back
def test_a_turn_is_taken_back_as_a_branch_with_its_orders_on_the_sheet(app: App, battle: Battle):
    screen = battle("japan")
    key(app, "[")
    assert screen.modal is not None, "nothing was played yet, and that is said"
    key(app, "Esc")
    key(app, "n", "h", "Ctrl Enter")
    wait_for(app, lambda: screen.phase == "film")
    key(app, "Enter", "Esc")
    was, path = screen.sitting.match.digest, screen.sitting.path
    given = screen.sitting.match.records[0].orders["japan"]
    screen.take("")
    key(app, "[")
    assert isinstance(screen.modal, BackDialog)
    press(app, "Go back")
    assert (screen.phase, len(screen.sitting.match.records)) == ("orders", 0)
    assert screen.sitting.book.orders == given
    assert screen.sitting.match.parent.endswith("@0")
    assert screen.sitting.path != path
    assert "branch" in facts.top_facts(screen.sitting, None).turn_line
    assert Match.load(path).digest == was, "the game it came from is as it was"
    wait_for(app, lambda: screen.modal is not None)
    key(app, "Esc", "Ctrl Enter")
    wait_for(app, lambda: screen.phase == "film")
    assert screen.sitting.match.digest == was, "the same orders under the same luck"


def test_with_an_order_in_hand_the_key_moves_its_hour_and_two_people_take_nothing_back(app: App, battle: Battle):
    from game.client.battle.sitting import Sitting, seats_for

    match, _order = under_way()
    screen = battle("japan", match)
    screen.take("I/75")
    key(app, "[")
    assert screen.modal is None
    two = Sitting(match, seats_for("both", ("japan", "soviet")))
    assert two.why_not_back() == "two people play: no turn is taken back"
