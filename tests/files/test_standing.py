"""Finished games are kept once each, in the player's data folder, and a damaged line hides no other."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from game.files.battle.standing import MOST, Finished, finished, keep
from game.files.errors import BadFile

GAME = Finished("0123456789abcdef", "silent-assault", "fedcba9876543210", "0.6", "japan", "plain", 61.25)


def another(k: int) -> Finished:
    return replace(GAME, digest=f"{k:016x}")


def test_a_game_is_kept_and_read_again(tmp_path: Path):
    file = tmp_path / "new folder" / "finished.jsonl"
    assert finished(file) == ()
    assert keep([GAME], file) == finished(file) == (GAME,)


def test_the_same_game_counts_once_and_each_side_of_it_for_itself(tmp_path: Path):
    file = tmp_path / "finished.jsonl"
    keep([GAME], file)
    assert keep([replace(GAME, score=99.0)], file) == (GAME,)
    other = replace(GAME, side="soviet")
    assert keep([other], file) == (GAME, other)


def test_a_damaged_line_hides_no_other(tmp_path: Path):
    file = tmp_path / "finished.jsonl"
    keep([GAME, another(1)], file)
    lines = file.read_text().splitlines()
    file.write_text("\n".join([lines[0], '{"digest": 7', '{"no": "game"}', lines[1]]) + "\n")
    assert finished(file) == (GAME, another(1))


def test_the_last_games_are_kept_and_the_file_stays_bounded(tmp_path: Path):
    file = tmp_path / "finished.jsonl"
    kept = keep([another(k) for k in range(MOST + 5)], file)
    assert (len(kept), kept[0], kept[-1]) == (MOST, another(5), another(MOST + 4))


def test_what_cannot_be_written_is_told_in_a_line(tmp_path: Path):
    (tmp_path / "file").write_text("")
    with pytest.raises(BadFile):
        keep([GAME], tmp_path / "file" / "finished.jsonl")
