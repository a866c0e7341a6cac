"""Many games and several programs on one disk: none is lost, none is written over another, whoever is killed and when."""

from __future__ import annotations

import random
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from game.cli.main import main
from game.files import beside, saves
from game.files.glance import glance
from game.match.battle import Match
from tests.cli.test_text_games import SCALES, Scale, play, scale, user  # noqa: F401  the fixtures of a sitting
from tests.programs import INCIDENT, Kind, Program, killed_at_random

TURNS = 20
Play = Callable[..., list[str]]


def test_a_new_game_with_one_order_leaves_the_game_before_it_alone(scale: Scale, play: Play):  # noqa: F811
    play("seal\nseal\n", *scale.alone)
    play(f"{scale.writes}\nquit\n", *scale.alone, "--seed", "7")
    assert len(scale.load(scale.path).records) == 2
    assert [s.seen.turns for s in saves.games()] == [0, 2]


def test_saving_over_another_game_asks_and_the_same_line_again_keeps_it_under_another_name(scale: Scale, play: Play):  # noqa: F811
    play("seal\nseal\nsave mine\n", *scale.alone)
    mine = saves.path_for("mine")
    said = play("seal\nsave mine\n", *scale.alone, "--seed", "5")
    (asked,) = [line for line in said if line.startswith("Not done: mine is another game")]
    assert asked.endswith("the same line again saves over it and keeps that game under another name")
    assert len(scale.load(mine).records) == 2
    said = play("seal\nsave mine\nsave mine\n", *scale.alone, "--seed", "5")
    assert f"Saved: {mine}" in said
    assert scale.load(mine).seed == 5
    assert len(scale.load(saves.path_for("mine 2")).records) == 2


def test_saved_games_are_listed_newest_first_and_taken_up_by_their_number(scale: Scale, play: Play):  # noqa: F811
    play("seal\nseal\n", *scale.alone)
    said = play("seal\ncontinue\ncontinue 2\n", *scale.alone)
    newer, older = [line for line in said if line.startswith("Saved game ")]
    assert newer.startswith(f"Saved game autosave {scale.name} 2, ")
    assert newer.endswith(f"; {scale.name}, turns played: 1; load 1 goes on with it")
    assert older.endswith(f"; {scale.name}, turns played: 2; load 2 goes on with it")
    assert f"Opened: {scale.path}; 2 turns played" in said


def test_a_game_that_goes_on_says_in_which_file(scale: Scale, play: Play):  # noqa: F811
    play("seal\n", *scale.alone)
    assert f"Opened: {scale.path}; 1 turn played" in play("quit\n", "--load", str(scale.path))


def _without_seats(path: Path) -> None:
    head, rest = path.read_bytes().split(b"\n", 1)
    fields = {k: v for k, v in msgspec.json.decode(head).items() if k != "seats"}
    path.write_bytes(msgspec.json.encode(fields) + b"\n" + rest)


def test_where_no_seats_are_written_the_user_is_asked_and_nobody_is_seated_unasked(scale: Scale, play: Play, capsys):  # noqa: F811
    play("seal\n", *scale.alone)
    _without_seats(scale.path)
    second = "soviet" if scale is SCALES["battle"] else "moscow"
    said = play(f"{second}\nseal\n", "--load", str(scale.path))
    assert any(line.startswith("This game does not say who plays which side. You play: ") for line in said)
    assert {s for s, who in glance(scale.path).seats.items() if who == "human"} == {second}
    assert len(scale.load(scale.path).records) == 2
    _without_seats(scale.path)
    assert main(["play", scale.name, "--text", "--load", str(scale.path)]) == 2
    assert "does not say who plays which side; needed one of" in capsys.readouterr().err


if sys.platform != "win32":  # there a program cannot be asked to end, only ended

    @pytest.mark.slow
    @pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
    def test_a_hang_up_and_a_logout_end_a_game_as_the_end_of_its_input_does(scale: Scale, tmp_path: Path, number: int):
        kind = Kind("battle", False, ("japan",)) if scale is SCALES["battle"] else Kind("theatre", False, ("tokyo",))
        program = Program(kind.command(None), tmp_path)
        program.type("order Kanda dig" if kind.scale == "battle" else "policy talk", "ready")
        program.until("ready")
        said = program.kill(number)
        assert program.process.returncode == 128 + number
        assert any(line.startswith("Saved: ") for line in said)
        assert not list(saves.folder().glob("*.lock"))


@pytest.mark.slow
@pytest.mark.parametrize("scale", SCALES)
def test_programs_killed_at_random_moments_lose_nothing(scale: str, tmp_path: Path):  # noqa: F811
    humans = ("japan", "soviet") if scale == "battle" else ("tokyo", "moscow")
    assert killed_at_random(Kind(scale, False, humans), random.Random(1938), tmp_path, 3) > 3


@pytest.mark.slow
def test_two_programs_play_twenty_turns_each_of_one_scenario_and_of_one_game(tmp_path: Path):
    kind = Kind("battle", False, ("japan",))
    for load in (None, saves.autosave_path(INCIDENT)):
        programs = [Program(kind.command(load), tmp_path) for _k in range(2)]
        for program in programs:
            program.type("ready")
            program.until("ready")
        for _turn in range(TURNS):
            for program in programs:
                program.type("seal")
        for program in programs:
            program.type("quit")
        for program in programs:
            program.until("To go on: ")
            program.kill(signal.SIGTERM)
        if load is None:
            games = {path: Match.load(path) for path in saves.folder().glob("*.journal")}
            assert sorted(len(match.records) for match in games.values()) == [TURNS, TURNS]
            before = Match.load(saves.autosave_path(INCIDENT))
    whole, branch = (Match.load(saves.path_for(f"autosave {INCIDENT}{more}")) for more in ("", ", branch"))
    assert (len(whole.records), len(branch.records)) == (2 * TURNS, 2 * TURNS)
    assert branch.parent == f"{before.digest}@{TURNS}"
    news = [line for program in programs for line in program.said if "you play on in a branch of it" in line]
    assert len(news) == 1
    assert not beside.orders_file(saves.autosave_path(INCIDENT)).exists()
