"""Every button, heading, tab, column and seal has room for its words: in each language, at 100 and at 200 %, at 1280 by 800."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

import pygame
import pytest

from game.client import doors
from game.client.app import App
from game.client.battle.pick import PickScreen
from game.client.battle.replay.book import RecordScreen
from game.client.battle.screen import BattleScreen
from game.client.battle.sitting import Sitting, seats_for
from game.client.kit import text
from game.client.kit.paint import Brush
from game.client.kit.screen import Screen
from game.client.kit.settings import Settings
from game.client.kit.theme import Theme
from game.client.kit.worker import Job
from game.client.library import scenario
from game.client.pages.help import KEYS, RULES, HelpDialog
from game.client.pages.laboratory.screen import LaboratoryScreen
from game.client.pages.menu import MenuScreen
from game.client.pages.options import OptionsDialog
from game.client.road.screen import TABS
from game.client.theatre import doors as theatre_doors
from game.client.theatre import thesis_screen
from game.client.theatre.pick import TheatrePick
from game.client.theatre.screen import TheatreScreen
from game.client.theatre.sitting import TheatreSitting
from game.files import catalogue, language, saves
from game.match.battle import Match
from game.match.theatre import TheatreMatch
from game.players.table import EMPTY, HUMAN
from game.whatif.theatre.outlook.thesis import Judged, Strength
from tests.client.drive import frame, key
from tests.client.fitting import misfits
from tests.client.test_laboratory import made
from tests.english import LANGUAGES

SIZE, SCALES = (1280, 800), (1.0, 2.0)
Look = Callable[[App], object]


def menu(app: App) -> None:
    app.push(MenuScreen(app))


def settings(app: App) -> None:
    app.push(Screen(app))
    app.screen.show(OptionsDialog(app.screen))


def keys(app: App) -> None:
    app.push(Screen(app))
    app.screen.show(HelpDialog(app.screen, KEYS))


def rules(app: App) -> None:
    app.push(Screen(app))
    app.screen.show(HelpDialog(app.screen, RULES))


@cache
def begun() -> Match:
    return Match.new(scenario("silent-assault"), seed=1938)


def battle(app: App) -> BattleScreen:
    screen = BattleScreen(app, Sitting(begun(), seats_for("japan", ("japan", "soviet"))))
    app.push(screen)
    screen.take("I/75")
    return screen


def plan(app: App) -> None:
    """A gun has more shells planned than there are."""
    screen = BattleScreen(app, Sitting(begun(), seats_for("soviet", ("japan", "soviet"))))
    app.push(screen)
    screen.take(next(u for u in screen.sitting.own_ids() if screen.sitting.is_gun(u)))
    assert any(screen.hand.aim("fire", goal) for goal in ((17, 26), (16, 27), (16, 28)))
    key(app, "F4")


def record(app: App) -> None:
    screen = RecordScreen(app, scenario("silent-assault"), "31 Jul Morning")
    app.push(screen)
    screen.follow("I/75")


def road(app: App) -> None:
    doors.road(app)


def hills(app: App) -> None:
    doors.road(app, len(TABS) - 2)


@cache
def ordered() -> TheatreMatch:
    match = TheatreMatch.new(theatre_doors.theatre(), seed=1938, last=6)
    match.resolve()
    return match


def theatre(app: App) -> TheatreScreen:
    seats = {"tokyo": HUMAN, "field": EMPTY, "moscow": EMPTY}
    screen = TheatreScreen(app, TheatreSitting(ordered(), seats, theatre_doors.board()))
    app.push(screen)
    return screen


def card(app: App) -> None:
    theatre(app).open_card(0)


def tracks(app: App) -> None:
    theatre(app).open_tracks()


def policies(app: App) -> None:
    theatre(app).open_policies()


def graphs(app: App) -> None:
    theatre(app).open_graphs("LOC")


def thesis(app: App) -> None:
    deck = theatre_doors.theatre().deck
    verdicts = {d.id: "in part" for d in deck.dials}
    strength = {d.id: Strength(0.5, 0.25) for d in deck.dials}
    found = [Judged(s, verdicts, [strength for _m in s.measures]) for s in deck.sentences]
    job = Job(lambda: found)
    assert job.wait()
    thesis_screen._jobs[deck.id] = job
    doors.thesis(app, deck)


result = cache(lambda: made(8))


def laboratory(app: App) -> None:
    page = LaboratoryScreen(app)
    app.push(page)
    page.choose_subject([s.title for s in page.subjects].index(scenario("silent-assault").title))
    page.choose(0)
    page.choose(1)
    page.study.result = result()
    page.layout()


LOOKS: dict[str, Look] = {
    "menu": menu, "settings": settings, "keys": keys, "rulebook": rules, "new battle": lambda app: app.push(PickScreen(app)),
    "battle": battle, "fire plan": plan, "record": record, "longer road": road, "line of 1886": hills,
    "longer game": lambda app: app.push(TheatrePick(app)), "strategic game": theatre, "card": card, "tracks": tracks,
    "policies": policies, "graphs": graphs, "thesis": thesis,
    "laboratory": laboratory, "by file": lambda app: doors.mail(app),
}  # fmt: skip


@pytest.fixture(autouse=True)
def as_it_was(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No saved games on the menu; English afterwards, and the thesis not judged."""
    monkeypatch.setattr(saves, "games", list)
    monkeypatch.setattr(thesis_screen, "_jobs", {})
    yield
    text.use_script(language.use_language("en"))


@pytest.fixture(autouse=True, scope="module")
def read_once() -> Iterator[None]:
    """A catalogue is read once for all screens."""
    usual, catalogue.open_catalogue = catalogue.open_catalogue, cache(catalogue.open_catalogue)
    yield
    catalogue.open_catalogue = usual


def found(look: Look, code: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What has no room on a screen in a language."""
    pygame.display.init()
    pygame.font.init()
    app = App(pygame.display.set_mode(SIZE), settings=Settings(scale=1.0, language=code, reduce_motion=True))
    told = []
    for scale in SCALES:
        app.theme = Theme(scale)
        app.brush = Brush(app.theme)
        look(app)
        told += [f"{code} {scale:.0%}: {line}" for line in misfits(app, monkeypatch)]
        app.stack.clear()
    return told


@pytest.mark.parametrize("name", LOOKS)
def test_every_word_has_its_room(monkeypatch: pytest.MonkeyPatch, name: str):
    assert [line for code in LANGUAGES for line in found(LOOKS[name], code, monkeypatch)] == []


LONG = (  # of tabs, a chart, a button, a seal, a heading
    ("Same luck each time", "new battle"), ("Weight of the north", "strategic game"), ("Back", "record"),
    ("Seal the orders", "strategic game"), ("Under the pointer", "battle"),
)  # fmt: skip


@pytest.mark.parametrize(("message", "name"), LONG, ids=[m for m, _ in LONG])
def test_a_translation_three_times_as_long_is_found_by_name(monkeypatch: pytest.MonkeyPatch, message: str, name: str):
    speak = catalogue.open_catalogue("ru")
    long = " ".join([speak.gettext(message)] * 3)
    monkeypatch.setattr(speak, "gettext", lambda said, usual=speak.gettext: long if said == message else usual(said))
    assert any(long in line for line in found(LOOKS[name], "ru", monkeypatch))


@pytest.mark.parametrize("code", ["en", *LANGUAGES])
def test_the_choice_of_battles_says_the_second_line_of_each_whole(monkeypatch: pytest.MonkeyPatch, code: str):
    paragraph, lines = Brush.paragraph, dict[str, tuple[int, int]]()

    def wrote(self: Brush, surface: pygame.Surface, string: str, rect: pygame.Rect, *rest: str, **more: int) -> int:
        lines[string] = (self.height(string, "small", rect.w) // self.line("small"), more.get("lines", 999))
        return paragraph(self, surface, string, rect, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(Brush, "paragraph", wrote)
    app = App(pygame.display.set_mode(SIZE), settings=Settings(scale=1.0, language=code, reduce_motion=True))
    app.theme, app.brush = Theme(1.0), Brush(Theme(1.0))
    lines.clear()
    LOOKS["new battle"](app)
    frame(app)
    under = {words: lines.get(words) for words in (app.screen._subtitle(i) for i in range(len(app.screen.ids)))}
    assert all(drawn and drawn[0] <= drawn[1] for drawn in under.values()), under
    assert code != "en" or max(wanted for wanted, _most in under.values()) == 2  # one of them does not fit in a line
