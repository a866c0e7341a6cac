"""Which saved games are offered to be gone on with: those that are over are not."""

from __future__ import annotations

import pytest

from game.files import saves
from game.files.battle.scenarios import load_scenario
from game.files.theatre.theatres import load_theatre
from game.match.battle import Match
from game.match.theatre import TheatreMatch
from game.players.going_on import going_on, is_over


@pytest.fixture(autouse=True)
def games(tmp_path, monkeypatch):
    """An empty folder of saved games."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    saves.folder().mkdir(parents=True)
    return saves.folder()


def battle(turns: int, seed: int = 1) -> Match:
    match = Match.new(load_scenario("silent-assault"), seed=seed)
    for _ in range(turns):
        match.resolve()
    return match


def test_a_battle_that_is_over_is_not_gone_on_with():
    begun, ended = battle(1), battle(3, seed=2)
    assert ended.over
    begun.save(saves.path_for("begun"))
    ended.save(saves.path_for("ended"))
    assert [s.name for s in going_on()] == ["begun"]
    assert {s.name for s in saves.games()} == {"begun", "ended"}, "it is loaded all the same"


def test_a_game_that_has_just_ended_is_known_to_have():
    match, path = battle(2), saves.path_for("night")
    match.save(path)
    assert not is_over(path)
    match.resolve()
    match.save(path)
    assert is_over(path)


def test_a_strategic_game_is_over_after_its_last_turn():
    match = TheatreMatch.new(load_theatre("north-or-south"), seed=1, first=1, last=6)
    for _ in range(5):
        match.resolve()
    path = saves.path_for("strategy")
    match.save(path)
    assert not is_over(path)
    match.resolve()
    match.save(path)
    assert match.over
    assert is_over(path)


def test_of_a_file_that_is_no_game_nothing_is_known(games):
    (games / "noise.journal").write_bytes(bytes(range(256)))
    assert not is_over(games / "noise.journal")
    assert not is_over(games / "gone.journal")
