"""Off the battlefield numbers answer a resting pointer too: menu, choice, record, road, strategic game, thesis, laboratory."""

from collections.abc import Callable

import pytest

from game.client import doors
from game.client.app import App
from game.client.battle.pick import PickScreen
from game.client.battle.replay.book import RecordScreen
from game.client.kit.worker import Job
from game.client.library import scenario
from game.client.pages.laboratory.screen import LaboratoryScreen
from game.client.pages.menu import MenuScreen
from game.client.road.screen import TABS, RoadScreen
from game.client.theatre import doors as theatre_doors
from game.client.theatre import thesis_screen
from game.client.theatre.facts import ActScores, ScoreFact
from game.client.theatre.graphs import GraphScreen
from game.client.theatre.pick import TheatrePick
from game.client.theatre.report import ReportDialog
from game.client.theatre.screen import TheatreScreen
from game.client.theatre.sitting import TheatreSitting
from game.client.theatre.thesis_screen import ThesisScreen
from game.match.theatre import TheatreMatch
from game.players.table import EMPTY, HUMAN
from game.whatif.theatre.outlook.thesis import Judged, Strength
from tests.client.drive import frame, key
from tests.client.test_laboratory import made
from tests.client.walking import walk

PLAIN: dict[str, Callable[[App], object]] = {
    "menu": lambda app: app.push(MenuScreen(app)),
    "choice": lambda app: app.push(PickScreen(app)),
    "longer game": lambda app: app.push(TheatrePick(app)),
    "record": lambda app: app.push(RecordScreen(app, scenario("changkufeng"), "31 Jul Morning")),
}


@pytest.mark.parametrize("page", PLAIN)
def test_every_figure_of_a_page_has_a_tooltip(app: App, monkeypatch: pytest.MonkeyPatch, page: str):
    PLAIN[page](app)
    assert walk(app, monkeypatch, is_prose=True) == []


def test_every_figure_of_the_longer_road_has_one(app: App, monkeypatch: pytest.MonkeyPatch):
    doors.road(app)
    assert isinstance(app.screen, RoadScreen)
    for tab in range(len(TABS)):
        app.screen.open_tab(tab)
        assert walk(app, monkeypatch) == [], TABS[tab]


def test_every_figure_of_the_strategic_game_has_one(app: App, monkeypatch: pytest.MonkeyPatch):
    match = TheatreMatch.new(theatre_doors.theatre(), seed=1938, last=6)
    seats = {"tokyo": HUMAN, "field": EMPTY, "moscow": EMPTY}
    screen = TheatreScreen(app, TheatreSitting(match, seats, theatre_doors.board()))
    app.push(screen)
    assert walk(app, monkeypatch) == []
    key(app, "t")
    assert walk(app, monkeypatch) == []
    scores = ActScores(1, 61.0, (ScoreFact("South China", 32.1, 35.0, "held"), ScoreFact("Standing", 15.0, 15.0)))
    screen.show(ReportDialog(app.brush, "", (), (), scores, "", why=lambda _e: None, close=lambda: None))
    assert walk(app, monkeypatch) == []
    screen.show(None)
    app.push(GraphScreen(app, screen))
    assert walk(app, monkeypatch) == []


def test_every_figure_of_the_thesis_has_one(app: App, monkeypatch: pytest.MonkeyPatch):
    deck = theatre_doors.theatre().deck
    verdicts = {d.id: "in part" for d in deck.dials}
    found = [
        Judged(s, verdicts, [{d.id: Strength(0.5, 0.25) for d in deck.dials} for _m in s.measures])
        for s in deck.sentences
    ]
    job = Job(lambda: found)
    assert job.wait()
    monkeypatch.setattr(thesis_screen, "judged", lambda _deck: job)
    app.push(ThesisScreen(app, deck))
    frame(app)
    assert walk(app, monkeypatch) == []


def test_every_figure_of_the_laboratory_has_one(app: App, monkeypatch: pytest.MonkeyPatch):
    page = LaboratoryScreen(app)
    app.push(page)
    page.choose_subject([s.title for s in page.subjects].index(scenario("silent-assault").title))
    page.choose(0)
    assert walk(app, monkeypatch, is_prose=True) == []
    page.study.result = made(8)
    page.layout()
    assert walk(app, monkeypatch) == []
