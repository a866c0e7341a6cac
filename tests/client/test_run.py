"""After a Run: the film and the report cover every turn of it, and say why it stopped."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from game.client.app import App
from game.client.battle.report import ReportDialog
from game.client.battle.screen import BattleScreen
from game.client.kit.widgets import Listing
from game.client.library import scenario
from game.match.battle import Match
from game.match.battle.stops import IDS
from tests.client.drive import frame, key, press, wait_for


@pytest.fixture
def ran(app: App, battle: Callable[..., BattleScreen]) -> BattleScreen:
    """The campaign from 29 July, run by Japan with only a worn formation to stop for: several turns have passed."""
    screen = battle("japan", Match.new(scenario("changkufeng"), seed=1938))
    app.settings.muted = [kind for kind in IDS if kind != "formation"]
    app.settings.reduce_motion = True
    key(app, "F5")
    wait_for(app, lambda: screen.phase == "film")
    return screen


def test_the_film_of_a_run_begins_with_its_first_turn_and_leafs_through_all(app: App, ran: BattleScreen):
    turns = ran.turning.run
    first = ran.sitting.scenario.calendar.played()[0]
    assert len(turns) == ran.sitting.run_turns > 1
    assert ran.ribbon_turn == turns[0].turn == first
    assert ran.film is not None
    assert ran.film.last == first.pulses
    for played in turns[1:]:
        key(app, "PgDn")
        assert ran.ribbon_turn == played.turn
        assert ran.film.at == 0
    assert not ran.turning.go(1), "it ends with the last turn played"
    key(app, "PgUp")
    assert ran.ribbon_turn == turns[-2].turn


def test_a_film_that_runs_out_goes_on_with_the_next_turn_and_ends_with_the_report(app: App, ran: BattleScreen):
    for played in ran.turning.run:
        assert ran.film is not None
        assert ran.ribbon_turn == played.turn
        ran.film.at, ran.film.is_playing = ran.film.last - 1, True
        ran.film.speed = 4.0
        film = ran.film
        wait_for(app, lambda film=film: ran.film is not film)
    assert ran.phase == "orders"
    assert isinstance(ran.modal, ReportDialog)


def test_the_report_of_a_run_sums_its_turns_has_a_page_for_each_and_says_why_it_stopped(app: App, ran: BattleScreen):
    turns = ran.turning.run
    key(app, "Enter")
    dialog = ran.modal
    assert isinstance(dialog, ReportDialog)
    assert dialog.title == f"Report: {len(turns)} turns to {turns[-1].name}"
    assert dialog.stops == tuple(ran.sitting.stop_lines("japan")) != ()
    assert [e.turn for e in dialog.events] == sorted(e.turn for e in dialog.events)
    key(app, "Enter")
    listing = next(w for w in dialog.ui.widgets if isinstance(w, Listing))
    assert listing.rows[0].mark == "–", "the first place is unfolded"
    assert re.fullmatch(r"\d+ [A-Z][a-z]+ \d\d:\d\d", listing.rows[1].mark.strip()), (
        "hours of several days have their day"
    )
    whole, lost = len(dialog.events), int(dict(dialog.figures)["Own men lost"])
    seen = []
    for played in turns:
        press(app, "›")
        assert dialog.title == f"Report: {played.name}"
        assert {e.turn for e in dialog.events} <= {played.turn.number}
        seen.append((len(dialog.events), int(dict(dialog.figures)["Own men lost"])))
    assert (sum(n for n, _lost in seen), sum(n for _events, n in seen)) == (whole, lost)
    key(app, "Left")
    assert dialog.title == f"Report: {turns[-2].name}"
    key(app, "Esc")
    assert ran.log.events == ran.turning.events("japan"), "the log tells of the whole Run too"


def test_a_single_turn_has_one_page_and_no_turns_to_leaf(app: App, battle: Callable[..., BattleScreen]):
    screen = battle("japan")
    key(app, "Ctrl Enter")
    wait_for(app, lambda: screen.phase == "film")
    assert ">>|" not in [getattr(w, "label", "") for w in screen.ui.widgets]
    key(app, "PgDn")
    assert screen.phase == "film"
    key(app, "Enter")
    frame(app)
    assert isinstance(screen.modal, ReportDialog)
    assert len(screen.modal.pages) == 1
    assert "›" not in [getattr(w, "label", "") for w in screen.modal.ui.widgets]
