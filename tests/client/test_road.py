"""The longer road on the screen: statements two clicks from their sources; maps, graph and years choose; the treaty card."""

from __future__ import annotations

from collections.abc import Callable

import pygame
import pytest

from game.client import doors
from game.client.app import App
from game.client.battle.replay.book import RecordScreen
from game.client.battle.replay.screen import ReplayScreen
from game.client.battle.screen import BattleScreen
from game.client.kit import text
from game.client.kit.widgets import Listing, Reading, Tabs
from game.client.kit.worker import Job
from game.client.library import scenario
from game.client.map.picture.layout import HEX_M, MARGIN_M
from game.client.pages.menu import MenuScreen
from game.client.road import chart
from game.client.road.doors import the_road
from game.client.road.screen import FORCES, LINE, WHERE, YEARS, RoadScreen
from game.client.road.strip import RoadStrip, share
from game.client.road.treaty import TreatyCard
from game.client.theatre import thesis_screen
from game.client.theatre.thesis_screen import ThesisScreen
from game.match.theatre.road_words import SCRIPTS
from game.model.theatre.road import SERIES
from tests.client.drive import click, frame, key, move, press
from tests.client.test_menu import entry


@pytest.fixture
def road(app: App) -> RoadScreen:
    """The page of the road."""
    doors.road(app)
    frame(app)
    assert isinstance(app.screen, RoadScreen)
    return app.screen


def widget(screen: RoadScreen, kind: type) -> object:
    return next(w for w in screen.ui.widgets if isinstance(w, kind))


def paper(screen: RoadScreen) -> str:
    """What the card says."""
    return "\n".join(words for words, _style, _ink in widget(screen, Reading).blocks)  # type: ignore[attr-defined]


def head(app: App, road: RoadScreen, k: int) -> None:
    """Clicks the k-th of the choices over the list."""
    tabs = widget(road, Tabs)
    assert isinstance(tabs, Tabs)
    click(app, (tabs.rect.x + (2 * k + 1) * tabs.rect.w // (2 * len(tabs.labels)), tabs.rect.centery))


def test_the_menu_opens_the_road_and_the_thesis(app: App, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(thesis_screen, "judged", lambda _deck: Job(list))  # the network has tests of its own
    app.push(MenuScreen(app))
    frame(app)
    click(app, entry(app, "The longer road"))
    assert isinstance(app.screen, RoadScreen)
    press(app, "Which sentence stands?")
    assert isinstance(app.screen, ThesisScreen)
    key(app, "Esc", "Esc")
    assert isinstance(app.screen, MenuScreen)
    click(app, entry(app, "Which sentence stands?"))
    assert isinstance(app.screen, ThesisScreen)


@pytest.mark.parametrize("tab", [YEARS, FORCES, LINE, WHERE])
def test_every_statement_has_its_sources_in_full_one_choice_away(app: App, road: RoadScreen, tab: int):
    road.open_tab(tab)
    for series in range(len(SERIES) if tab == FORCES else 1):
        road.series = series
        for k, found in enumerate(road.entries):
            road.choose(k)
            said = paper(road)
            told = [found, *(getattr(found, "readings", ()))]
            if getattr(found, "card", ""):
                told = [road.road.card(found.card), *road.road.card(found.card).readings]
            if tab == FORCES:
                told = [e for bands in found.of(SERIES[series]).values() for e in bands]
            for one in told:
                for part in one.source.split("+"):
                    source = next((s for s in road.road.sources if s.id == part), None)
                    assert ("our own estimate" if source is None else f"[{part}] {source.full}") in said, (k, part)
                assert f"Confidence {one.confidence}: " in said


def test_incidents_are_taken_on_the_map_and_on_the_line_of_years(app: App, road: RoadScreen):
    spots = [
        s
        for s in road.spots
        if sum(abs(s.at[0] - o.at[0]) < 30 and abs(s.at[1] - o.at[1]) < 30 for o in road.spots) == 1
    ]
    assert spots  # an incident that stands alone
    click(app, (road.picture.x + spots[0].at[0], road.picture.y + spots[0].at[1]))
    assert road.chosen == spots[0].key
    assert road.entries[road.chosen].kind == "incident"
    strip = widget(road, RoadStrip)
    assert isinstance(strip, RoadStrip)
    click(app, (strip.x_of("1929-08-06"), strip.rect.y + 8))
    assert road.entries[road.chosen].id == "odva"
    head(app, road, 2)
    assert {e.kind for e in road.entries} == {"incident"}


def test_several_incidents_of_one_place_are_taken_one_after_the_other(app: App, road: RoadScreen):
    here = next(s for s in road.spots if road.entries[s.key].id == "changkufeng")
    found = set()
    for _click in range(12):
        road.point(here.at)
        found.add(road.entries[road.chosen].id)
    assert {"changkufeng", "matsushima", "shachaofeng"} <= found


def test_years_go_on_along_the_line():
    dates = ["1860-11-14", "1904-02-08", "1929", "1931-09-18", "1933-07", "1938-08-11"]
    found = [share(d) for d in dates]
    assert found == sorted(found)
    assert found[0] == 0.0
    assert share("1932") - share("1931") > 3 * (share("1911") - share("1910"))


def test_a_half_year_is_taken_on_the_graph(app: App, road: RoadScreen):
    key(app, "2")
    assert road.tab == FORCES
    head(app, road, 2)
    room = chart.room_of(road.brush, pygame.Rect((0, 0), road.picture.size))
    x = chart.x_of(room, road.road, 5)
    click(app, (road.picture.x + x, road.picture.centery))
    assert road.entries[road.chosen].name == "1933-2"
    assert "767–1340" in paper(road)
    assert "[gorbunov]" in paper(road)


def test_a_line_on_the_map_of_the_hills_opens_its_reading(app: App, road: RoadScreen):
    key(app, "3")
    for word, reading in (("USSR", "soviet-1938"), ("Japan", "japan-1938"), ("1909", "map-1911")):
        points = next(points for name, points in road.lines if word in name)
        others = [p for name, line in road.lines if word not in name for p in line]
        free = max(points, key=lambda p: min(abs(p[0] - q[0]) + abs(p[1] - q[1]) for q in others))
        click(app, (road.picture.x + free[0], road.picture.y + free[1]))
        assert road.entries[road.chosen].id == reading


def test_the_places_round_the_tri_border_point_are_shown_with_names_that_the_fonts_have(app: App, road: RoadScreen):
    key(app, "4")
    ids = {road.entries[s.key].id for s in road.spots}
    assert {"fangchuan", "tri-border", "stone-t", "hunchun", "vladivostok"} <= ids
    for code in ("en", "ja", "ru", "zh"):
        text.use_script(code)
        for place in the_road().places:
            for name in (getattr(place.names, script) for script in SCRIPTS):
                assert all(text.covers(c, "ui") for c in name if not c.isspace()), (code, name)
    text.use_script("en")


def line_point(screen: RecordScreen | BattleScreen | ReplayScreen, camera: object, board: object) -> tuple[int, int]:
    """A point in view on the line claimed by the USSR, in a hex where nobody stands."""
    found = screen.scenario if hasattr(screen, "scenario") else screen.sitting.match.scenario
    grid = found.features["hexgrid"]
    (lon, lat), (mx, my) = grid["hex_0_0_centre_lon_lat"], grid["metres_per_degree"]
    borders = (f for f in found.features["features"] if f["properties"]["kind"] == "border")
    border = next(f for f in borders if "USSR" in f["properties"]["name"])
    k = camera.level / HEX_M  # type: ignore[attr-defined]
    for p in border["geometry"]["coordinates"]:
        x = round(((p[0] - lon) * mx + MARGIN_M) * k - camera.x) + camera.view.x  # type: ignore[attr-defined]
        y = round(((lat - p[1]) * my + MARGIN_M) * k - camera.y) + camera.view.y  # type: ignore[attr-defined]
        here = camera.hex_at((x, y))  # type: ignore[attr-defined]
        if here is not None and camera.view.inflate(-80, -80).collidepoint(x, y) and not board.at(here):  # type: ignore[attr-defined]
            return x, y
    raise AssertionError("no free point of the line is in view")


def test_a_click_on_the_line_opens_the_treaty_card_in_the_record(app: App):
    page = RecordScreen(app, scenario("silent-assault"))
    app.push(page)
    frame(app)
    click(app, line_point(page, page.camera, page.position))
    assert isinstance(page.modal, TreatyCard)
    assert page.modal.asked == "soviet-1938"
    said = [words for w in page.modal.ui.widgets if isinstance(w, Reading) for words, _s, _i in w.blocks]
    for reading in ("soviet-1938", "japan-1938"):
        told = next(r for r in the_road().readings if r.id == reading)
        assert told.text in said
        assert any(words.startswith(f"[{told.source.split('+')[0]}] ") for words in said)
    press(app, "Every clause and reading")
    assert isinstance(app.screen, RoadScreen)
    assert app.screen.tab == LINE
    key(app, "Esc")
    assert app.screen is page
    key(app, "l")
    assert isinstance(page.modal, TreatyCard)
    key(app, "Esc")
    assert page.modal is None


def test_a_click_on_the_line_opens_it_in_the_battle_while_nothing_is_in_hand(
    app: App, battle: Callable[..., BattleScreen]
):
    screen = battle("japan")
    screen.hand.selected = ""
    at = line_point(screen, screen.camera, screen.shown)
    click(app, at)
    assert isinstance(screen.modal, TreatyCard)
    key(app, "Esc", "Shift l")
    assert isinstance(screen.modal, TreatyCard)
    key(app, "Esc", "Shift r")
    assert isinstance(app.screen, RoadScreen)
    key(app, "Esc")
    screen.take(screen.sitting.match.view("japan").own[0].id)
    frame(app)
    click(app, line_point(screen, screen.camera, screen.shown))
    assert not isinstance(screen.modal, TreatyCard)  # with a counter in hand a click is an order


def test_a_click_on_the_line_opens_it_in_the_replay_and_a_drag_does_not(app: App, monkeypatch: pytest.MonkeyPatch):
    from game.client.battle.replay.rerun import Rerun

    monkeypatch.setattr(Rerun, "_play", lambda _self: None)
    page = ReplayScreen(app, scenario("silent-assault"))
    app.push(page)
    frame(app)
    at = line_point(page, page.left, page.place.position)
    move(app, at)
    pygame.event.post(pygame.Event(pygame.MOUSEBUTTONDOWN, pos=at, button=1))
    move(app, (at[0] + 30, at[1]), held=(1, 0, 0))
    pygame.event.post(pygame.Event(pygame.MOUSEBUTTONUP, pos=(at[0] + 30, at[1]), button=1))
    frame(app)
    assert page.modal is None
    click(app, line_point(page, page.left, page.place.position))
    assert isinstance(page.modal, TreatyCard)


def test_the_list_goes_by_keys(app: App, road: RoadScreen):
    listing = widget(road, Listing)
    assert road.ui.focus is listing
    key(app, "Down", "Down")
    assert road.chosen == 2
