"""What waits for its turn beside a journal: encoded for its game, position and seat, and never the reason to lose a game."""

import base64
from pathlib import Path

import msgspec
import pytest

from game.files.beside import (
    MOST_BYTES,
    Kept,
    decoded,
    encoded,
    old_seats,
    orders_file,
    read_kept,
    seats_file,
    write_kept,
)

WRITTEN = b'{"orders":[{"unit":"I/75","task":"dig"}]}'


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    """A game without anything beside it."""
    return tmp_path / "night.journal"


def test_what_was_written_comes_back_for_its_game_position_and_seat_alone():
    raw = bytes(encoded("game", "position", "japan", WRITTEN))
    assert decoded("game", "position", "japan", raw) == WRITTEN
    for key in (("other", "position", "japan"), ("game", "other", "japan"), ("game", "position", "soviet")):
        assert decoded(*key, raw) != WRITTEN


def test_nothing_of_it_stands_there_in_clear_and_each_stroke_looks_new():
    """Who sees the file twice does not see whether anything was changed."""
    strokes = [base64.b64decode(msgspec.json.decode(encoded("g", "p", "japan", WRITTEN))) for _stroke in range(2)]
    assert strokes[0][:8] != strokes[1][:8]
    assert strokes[0][8:] != strokes[1][8:]
    assert all(b"I/75" not in data and b"dig" not in data for data in strokes)
    assert [len(data) for data in strokes] == [8 + len(WRITTEN)] * 2


def test_what_an_older_program_kept_in_clear_is_read_as_it_stands():
    assert decoded("game", "position", "japan", b"  " + WRITTEN) == b"  " + WRITTEN


@pytest.mark.parametrize("kept", [b'"not base 64!"', b'"AAA"', b'"AAA!A"', b'"open'])
def test_what_is_damaged_says_so(kept: bytes):
    with pytest.raises(ValueError):  # noqa: PT011
        decoded("game", "position", "japan", kept)


def test_it_is_written_whole_and_taken_away(journal: Path):
    kept = Kept("position", "soviet", {"japan": encoded("game", "position", "japan", WRITTEN)}, "record")
    write_kept(journal, kept)
    found = read_kept(journal)
    assert found is not None
    assert (found.digest, found.side, found.battle) == ("position", "soviet", "record")
    assert decoded("game", "position", "japan", bytes(found.orders["japan"])) == WRITTEN
    write_kept(journal, None)
    assert not orders_file(journal).exists()
    write_kept(journal, None)  # there is nothing to take away
    assert read_kept(journal) is None


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0" * 40,
        b"[1]",
        b'{"digest":"p","side":"japan"}',
        b'{"digest":"p","side":"s","orders":{},"more":1}',
        b"[" * 9000,
    ],
)
def test_a_damaged_file_is_as_none(journal: Path, data: bytes):
    orders_file(journal).write_bytes(data)
    assert read_kept(journal) is None
    seats_file(journal).write_bytes(data[:-1])
    assert old_seats(journal) == {}


@pytest.mark.parametrize(("more", "is_read"), [(0, True), (1, False)])
def test_a_file_beyond_a_million_bytes_is_not_read(journal: Path, more: int, is_read: bool):
    whole = b'{"digest":"p","side":"japan","orders":{}}'
    orders_file(journal).write_bytes(whole + b" " * (1_000_000 + more - len(whole)))
    assert MOST_BYTES == 1_000_000
    assert (read_kept(journal) is not None) == is_read


def test_seats_of_older_games_name_who_sits_there(journal: Path):
    seats_file(journal).write_bytes(b'{"japan":"human","soviet":["plan","hammer"],"moscow":["staff",""]}')
    assert old_seats(journal) == {"japan": "human", "soviet": "plan:hammer", "moscow": "staff"}
