"""The replay: stepping both ways, jumping, the record beside the board, and playing on as a branch."""

from __future__ import annotations

import pytest

from game.client import doors
from game.client.app import App
from game.client.battle.replay.record import keyframe_at
from game.client.battle.replay.screen import ReplayScreen
from game.client.battle.screen import BattleScreen
from game.client.battle.sitting import open_game
from game.client.library import scenario
from game.whatif.battle.commanding import settings
from game.whatif.battle.runs import in_world
from tests.client.drive import frame, key, press, wait_for


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
