"""Where a page has no room for two things side by side it shows one at a time, and both are reached by pointer and key."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from game.client.app import App
from game.client.battle.replay.book import RecordScreen
from game.client.kit import text
from game.client.kit.paint import Brush
from game.client.kit.theme import Theme
from game.client.kit.widgets import Button, Panel, Reading, Tabs
from game.client.library import scenario
from game.client.theatre import thesis_screen
from game.client.theatre.card_dialog import Answer, CardDialog
from game.client.theatre.thesis_screen import ThesisScreen
from game.client.theatre.top_bar import TopBar, oil_words, standing_words, wuhan_words
from game.client.theatre.tracks import Tracks, TracksDialog
from game.files import language
from tests.client.drive import click, frame, key, press
from tests.client.test_words_fit import theatre, thesis
from tests.english import LANGUAGES


@pytest.fixture
def narrow(app: App) -> Iterator[App]:
    """The program at 200 % in a window of 1280 by 800; English again afterwards."""
    app.theme = Theme(2.0)
    app.brush = Brush(app.theme)
    yield app
    text.use_script(language.use_language("en"))


def kinds(app: App) -> list[type]:
    """What stands on the page, or on the dialog over it."""
    ui = app.screen.modal.ui if app.screen.modal is not None else app.screen.ui
    return [type(w) for w in ui.widgets if w.visible]


def test_news_and_tracks_lie_under_tabs(narrow: App):
    screen = theatre(narrow)
    frame(narrow)
    tabs = next(w for w in screen.ui.widgets if isinstance(w, Tabs))
    assert Tracks in kinds(narrow)
    click(narrow, tabs.part(0).center)
    assert Tracks not in kinds(narrow)
    assert screen.log


@pytest.mark.parametrize("code", ["en", *LANGUAGES])
def test_standing_oil_and_wuhan_stand_in_the_bar(narrow: App, code: str):
    text.use_script(language.use_language(code))
    screen = theatre(narrow)
    frame(narrow)
    bar = next(w for w in screen.ui.widgets if isinstance(w, TopBar))
    told = [tip for _rect, tip in bar.spots]
    assert {words(screen.facts) for words in (standing_words, oil_words, wuhan_words)} <= set(told)


def test_a_card_shows_its_answers_or_its_arguments(narrow: App):
    theatre(narrow).open_card(0)
    frame(narrow)
    assert isinstance(narrow.screen.modal, CardDialog)
    assert Answer in kinds(narrow)
    assert Reading not in kinds(narrow)
    press(narrow, "Arguments")
    assert Answer not in kinds(narrow)
    assert Reading in kinds(narrow)
    press(narrow, "Answers")
    assert Answer in kinds(narrow)


def test_the_tracks_dialog_shows_variables_or_score(narrow: App):
    theatre(narrow).open_tracks()
    frame(narrow)
    dialog = narrow.screen.modal
    assert isinstance(dialog, TracksDialog)
    left, right = (w for w in dialog.ui.widgets if isinstance(w, Panel))
    assert (left.visible, right.visible) == (True, False)
    press(narrow, "Score")
    left, right = (w for w in dialog.ui.widgets if isinstance(w, Panel))
    assert (left.visible, right.visible) == (False, True)


def test_a_sentence_of_the_thesis_is_read_by_enter_and_left_by_escape(narrow: App, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(thesis_screen, "_jobs", {})
    theatre(narrow)
    thesis(narrow)
    frame(narrow)
    page = narrow.screen
    assert isinstance(page, ThesisScreen)
    key(narrow, "Down", "Enter")
    assert Reading in kinds(narrow)
    assert page.at == 1
    key(narrow, "Esc")
    assert narrow.screen is page
    assert Reading not in kinds(narrow)
    key(narrow, "Esc")
    assert narrow.screen is not page


def test_one_button_of_the_record_goes_through_the_paces(narrow: App):
    screen = RecordScreen(narrow, scenario("silent-assault"), "31 Jul Morning")
    narrow.push(screen)
    frame(narrow)

    def pace() -> Button:
        return next(w for w in screen.ui.widgets if isinstance(w, Button) and w.is_on)

    assert pace().label == "1×"
    click(narrow, pace().rect.center)
    assert (pace().label, screen.leafing.speed) == ("2×", 2.0)
    screen.follow("I/75")
    frame(narrow)
    press(narrow, "I/75")
    assert screen.leafing.followed == ""
