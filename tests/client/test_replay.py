"""The replay: stepping both ways, jumping, the record beside the board, and playing on as a branch."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pygame
import pytest

from game.client import doors
from game.client.app import App
from game.client.battle.replay import by_turn
from game.client.battle.replay.book import RecordScreen
from game.client.battle.replay.column import Column
from game.client.battle.replay.known_card import KnownCard
from game.client.battle.replay.record import keyframe_at
from game.client.battle.replay.rerun import Rerun
from game.client.battle.replay.screen import ReplayScreen
from game.client.battle.replay.timeline import Timeline
from game.client.battle.screen import BattleScreen
from game.client.battle.sitting import open_game
from game.client.kit.theme import Theme
from game.client.kit.widgets import Button, Tabs
from game.client.library import scenario
from game.files.battle.bands import load_bands
from game.match.battle.bands import bands_for
from game.whatif.battle.commanding import settings
from game.whatif.battle.runs import in_world
from tests.client.drive import click, frame, key, press, wait_for
from tests.client.walking import walk


@pytest.fixture
def replay(app: App) -> ReplayScreen:
    """The replay of the night, wholly resolved."""
    screen = ReplayScreen(app, scenario("silent-assault"))
    app.push(screen)
    wait_for(app, lambda: screen.rerun.is_done)
    assert screen.rerun.job.error is None
    frame(app)
    return screen


def test_a_replay_steps_both_ways_over_pulses_and_turns(app: App, replay: ReplayScreen):
    place = replay.place
    key(app, "Right", "Right", "Left")
    assert (place.turn, place.pulse) == (0, 1)
    key(app, "Shift Right")
    assert (place.turn, place.pulse) == (1, 0)
    key(app, "Left")
    assert place.turn == 0
    assert place.pulse == place.pulses - 1
    key(app, "Right", "Right")
    assert (place.turn, place.pulse) == (1, 1)
    key(app, "Home")
    assert (place.turn, place.pulse) == (0, 0)
    key(app, "End")
    assert place.is_at_end


def test_going_back_shows_the_same_board(app: App, replay: ReplayScreen):
    key(app, "Right", "Right")
    here = replay.place.position
    key(app, "Shift Right", "Home", "Right", "Right")
    assert replay.place.position == here


def test_a_jump_goes_to_the_pulse(app: App, replay: ReplayScreen):
    turn = replay.rerun.turns[1]
    replay.place.jump(turn.first_pulse + 3)
    assert replay.place.absolute == turn.first_pulse + 3


def test_the_record_follows_the_clock(app: App, replay: ReplayScreen):
    found = replay.scenario
    for frame_ in found.keyframes:
        assert keyframe_at(found, found.calendar.pulse_of(frame_.at)) == frame_
    key(app, "End")
    assert any(line.mark != "unknown" for line in replay.table)


def test_the_records_board_is_carried_forward_pulse_by_pulse_and_needs_no_keyframe_there(
    app: App, replay: ReplayScreen
):
    key(app, "Shift Right", "Right", "Right")
    standing = {s.unit: s for s in replay.scenario.record.standing(replay.place.absolute)}
    pieces = {p.unit: p for p in replay.record.pieces}  # type: ignore[union-attr]
    assert pieces.keys() == standing.keys()
    assert all(pieces[u].hex == s.hex and pieces[u].is_contact == (s.age_turns > 0) for u, s in standing.items())
    aged = [p for p in pieces.values() if p.is_contact]
    assert aged
    assert all(p.age_h is not None for p in aged)


def test_both_sides_words_of_the_turn_stand_beside_the_boards_and_open_the_record_there(app: App, replay: ReplayScreen):
    for _turn in replay.rerun.turns:
        frame(app)
        column = next(w for w in replay.ui.widgets if isinstance(w, Column))
        page = replay.scenario.record.page(replay.scenario.calendar.turn_at(replay.place.absolute).name)
        told = [t.text for side in page.sides for t in page.accounts(side)]
        assert [line.text for line in column.lines][: len(told)] == told
        assert [x.text for x in column.lines if x.part == "Disputed"] == [t.disputed for t in page.told if t.disputed]
        key(app, "Shift Right")
    key(app, "Home")
    column = next(w for w in replay.ui.widgets if isinstance(w, Column))
    click(app, column._boxes[0].center)
    assert isinstance(app.screen, RecordScreen)
    assert app.screen.page.at == replay.scenario.calendar.played()[0].name
    assert isinstance(app.screen.modal, KnownCard)
    key(app, "Esc", "Esc")
    assert app.screen is replay


def test_each_turn_shows_this_run_the_band_of_the_re_enactments_and_the_record(app: App, replay: ReplayScreen):
    bands = load_bands("silent-assault")
    assert bands is not None
    key(app, "Shift Right", "Shift Right")
    before = replay.rerun.turns[1]
    assert replay.table[0].name.endswith(before.name)
    shown = {line.name: line for line in replay.table}
    low, _q25, middle, _q75, high = bands.at("31 Jul Morning")["lost", "soviet", ""]
    own, line = before.figures["lost", "soviet", ""], shown["Losses, USSR"]
    assert line.board == str(own)
    assert line.remark == f"{low}–{high} ({middle})" + ("" if low <= own <= high else ", outside")
    page = replay.scenario.record.page("31 Jul Morning")
    recorded = next(band for band in page.lost if band.side == "soviet")
    assert line.record == f"{recorded.low}–{recorded.high}"
    held = next(crest for crest in page.crest if crest.hill == "bezymyannaya")
    assert held.holders == ("japan",)
    assert shown["Bezymyannaya: held by Japan"].record == "Japan"
    frame(app)


def test_a_count_of_another_hour_is_no_measure_of_the_turn(app: App, replay: ReplayScreen):
    turn, page = replay.rerun.turns[0], replay.scenario.record.page("30 Jul Night")
    at_its_end = by_turn.rows(replay.scenario, turn, page._replace(lost_at=page.ends), replay.bands)
    earlier = by_turn.rows(replay.scenario, turn, page._replace(lost_at="31 Jul 02:15"), replay.bands)
    assert {line.mark for line in at_its_end[1:3]} <= {"good", "off"}
    assert [line.mark for line in earlier[1:3]] == ["unknown", "unknown"]
    assert earlier[1].name == "Losses, Japan; record by 31 Jul 02:15"


def test_a_run_outside_the_band_is_said_and_a_world_of_its_own_has_none(replay: ReplayScreen):
    turn = replay.rerun.turns[1]
    page = replay.scenario.record.page("31 Jul Morning")
    far = replace(turn, figures={("lost", "japan", ""): 999})
    assert by_turn.rows(replay.scenario, far, page, replay.bands)[1].remark.endswith(", outside")
    assert by_turn.rows(replay.scenario, far, page, None)[1].remark == "–"
    assert bands_for(replay.scenario, "another version") is None


def test_the_timeline_of_a_campaign_has_dates_though_its_turns_are_narrow(app: App, monkeypatch):
    monkeypatch.setattr(Rerun, "_play", lambda _self: None)
    screen = ReplayScreen(app, scenario("changkufeng"))
    app.push(screen)
    frame(app)
    line = next(w for w in screen.ui.widgets if isinstance(w, Timeline))
    dates = line.dates(screen.ui)
    assert dates[0][1] == "29 Jul"
    assert len(dates) >= 10
    assert all(x + screen.brush.size(w, "key")[0] < y for (x, w), (y, _v) in pairwise(dates))


def test_any_turn_can_be_played_on_as_a_branch(app: App, replay: ReplayScreen):
    key(app, "Shift Right", "Right", "Ctrl b")
    assert replay.modal is not None
    press(app, "USSR")
    assert isinstance(app.screen, BattleScreen)
    assert app.screen.sitting.match.turn.number == replay.rerun.turns[1].number
    assert app.screen.sitting.humans == ("soviet",)
    assert len(replay.rerun.match.records) == len(replay.rerun.turns)


def test_the_world_of_a_what_if_opens_at_its_turn_and_is_played_on_and_taken_up_again(app: App, tmp_path):
    """As the command and the laboratory open it; the branch is a game of the what-if, and its journal says so."""
    night = scenario("silent-assault")
    turn = night.calendar.played()[1].number
    doors.replay(app, night, seed=5, what_if=night.what_if("alerted-garrison"), at=turn)
    wait_for(app, lambda: isinstance(app.screen, ReplayScreen) and app.screen.rerun.is_done)
    replay = app.screen
    assert replay.rerun.job.error is None
    assert replay.rerun.turns[replay.place.turn].number == turn
    plan = settings(night, [night.what_if("alerted-garrison")])
    assert replay.rerun.match.digest == in_world(plan, 1, 5).digest
    match = replay.rerun.branch(replay.place.turn)
    path = tmp_path / "branch.journal"
    match.save(path)
    seats = {"japan": "human", "soviet": "computer"}
    assert open_game(path, seats).match.digest == match.digest
    assert open_game(path, seats).scenario.counter("Tereshkin").men == 160


def test_every_figure_of_the_replay_answers_a_resting_pointer(
    app: App, replay: ReplayScreen, monkeypatch: pytest.MonkeyPatch
):
    key(app, "Right", "Right")
    assert walk(app, monkeypatch) == []


def test_at_double_size_no_button_lies_over_another_and_one_goes_through_the_speeds(app: App):
    app.theme = Theme(2.0)
    app.brush = type(app.brush)(app.theme)
    screen = ReplayScreen(app, scenario("silent-assault"))
    app.push(screen)
    frame(app)
    buttons = [w.rect for w in screen.ui.widgets if isinstance(w, Button | Tabs)]
    assert [(a, b) for i, a in enumerate(buttons) for b in buttons[:i] if a.colliderect(b)] == []
    assert all(pygame.Rect((0, 0), app.size).contains(r) for r in buttons)
    for speed in ("1×", "2×", "4×", "½×"):
        press(app, speed)
    assert screen.place.speed == 1.0
