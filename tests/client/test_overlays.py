"""Overlays say what the side's own view says: reach, control, sight, threat; and hide what it cannot know."""

from __future__ import annotations

from collections.abc import Callable

from game.client.app import App
from game.client.battle.screen import BattleScreen
from game.client.map.board import Marks
from game.match.battle import View, overlays
from tests.client.drive import key, wait_for

Battle = Callable[..., BattleScreen]


def marks(app: App, screen: BattleScreen) -> Marks:
    """What the overlays lay over the board once they are reckoned."""
    screen.overlays.mark(Marks())
    wait_for(app, lambda: not screen.overlays._jobs)
    found = Marks()
    screen.overlays.mark(found)
    return found


def test_reach_has_an_inner_part_that_may_still_assault(app: App, battle: Battle):
    screen = battle("japan")
    screen.take("I/75")
    key(app, "Space")
    (whole, march), (able, assault) = marks(app, screen).outlines
    assert not march
    assert assault
    assert able <= whole
    view = screen.sitting.view
    late = view.turn._replace(pulses=view.scenario.counter("I/75").delay + 6)  # an hour and a half is left of it
    short = overlays.reach(View(view.engine, view.sealed, "japan", late), "I/75")
    assert short.assault
    assert short.march, "there is time to get there, none to assault"
    assert all(short.hours[h] <= 1.5 for h in short.march | short.assault)
    assert screen.sitting.hex_of("I/75") in able


def test_an_assault_needs_an_hour_of_the_turn(app: App, battle: Battle):
    view = battle("japan").sitting.view
    found, last = overlays.reach(view, "I/75"), view.turn.first_pulse + view.turn.pulses
    there = {h: view.march_to("I/75", h) for h in sorted(found.assault)[::9] + sorted(found.march)[::9]}
    assert all(m is not None for m in there.values())
    for (
        here,
        march,
    ) in there.items():  # a march ends with a pulse: at most one after the hour that the outline reckons with
        if here in found.assault:
            assert march.there <= last - 4 + 1
        else:
            assert last - 4 <= march.there <= last + 1


def test_a_gun_group_reaches_only_by_marching(app: App, battle: Battle):
    screen = battle("japan")
    gun = next(u for u in screen.sitting.own_ids() if screen.sitting.is_gun(u) and screen.sitting.hex_of(u))
    found = overlays.reach(screen.sitting.view, gun)
    assert not found.assault


def test_the_line_of_sight_names_the_hex_that_hides(app: App, battle: Battle):
    screen = battle("japan")
    view = screen.sitting.view
    here = screen.sitting.hex_of("I/75")
    assert here is not None
    found = overlays.sight(view, here)
    assert found.hidden
    assert here in found.seen
    ground = screen.sitting.scenario.ground
    hidden, by = next((h, b) for h, b in found.hidden.items() if ground.height_m(b) > ground.height_m(here) + 5)
    assert by != hidden
    back = overlays.sight(view, hidden)
    assert here not in back.seen, "sight is mutual"


def test_zones_of_known_enemies_lie_beside_their_contacts(app: App, battle: Battle):
    screen = battle("japan")
    key(app, "k")
    foe, own = marks(app, screen).tints
    strong = [c.hex for c in screen.sitting.view.contacts if c.men >= 250]
    assert bool(foe.hexes) == bool(strong)
    assert own.hexes
    assert foe.pattern != own.pattern


def test_threats_are_those_of_contacts_only(app: App, battle: Battle):
    screen = battle("japan")
    known = {c.id for c in screen.sitting.view.contacts}
    for threat in overlays.threats(screen.sitting.view):
        assert set(threat.by) <= known
        assert threat.hexes


def test_the_panel_says_how_far_the_pointer_is(app: App, battle: Battle):
    screen = battle("japan")
    screen.take("I/75")
    key(app, "Space")
    marks(app, screen)
    screen.hand.hover = screen.sitting.hex_of("I/75")
    assert screen.overlays.pointer_lines() == ["0.0 h away, may assault"]


def test_a_stack_is_spread_and_a_counter_taken_from_it(app: App, battle: Battle):
    from tests.client.drive import click

    screen = battle("soviet")
    stacks = {p.hex for p in screen.shown.pieces if len(screen.sitting.own_at(p.hex)) > 1}
    if not stacks:  # this night has none at its start: lay one by hand
        from dataclasses import replace

        a, b, *_rest = [p for p in screen.shown.pieces if not p.is_contact]
        piled = replace(screen.shown, pieces=tuple(replace(p, hex=a.hex) if p is b else p for p in screen.shown.pieces))
        screen.sitting._positions["soviet"] = piled
        stacks = {a.hex}
    here = stacks.pop()
    screen.camera.centre(here, glide=False)
    screen.hand.cursor = here
    key(app, "q")
    assert screen.fan == here
    piece, box = screen.board.fan_boxes(screen.shown, here)[0]
    click(app, box.center)
    assert screen.fan is None
    assert screen.hand.selected == piece.unit


def test_the_pointer_tells_what_a_click_would_order(app: App, battle: Battle):
    screen = battle("japan")
    screen.take("I/75")
    screen.hand.task("assault")
    screen.hand.hover = (18, 26)
    wait_for(app, lambda: screen.overlays.reach_of("I/75") is not None)
    words, forbids = screen.preview.lines()
    assert not forbids
    assert words.splitlines()[0] == "Assault  Changkufeng"
    assert "of marching" in words
    screen.hand.hover = (30, 20)
    words, forbids = screen.preview.lines()
    assert forbids
    assert "rule" in words


def test_the_replay_explains_its_events(app: App):
    from game.client.battle.replay.screen import ReplayScreen
    from game.client.library import scenario

    screen = ReplayScreen(app, scenario("silent-assault"))
    app.push(screen)
    wait_for(app, lambda: screen.rerun.is_done)
    screen.place.turn, screen.place.pulse = 0, 30
    key(app, "e")
    assert screen.modal is not None
    assert screen.modal.listed
    key(app, "e")
    assert screen.modal is not None
    key(app, "Esc", "Esc")
    assert screen.modal is None
