"""The folder of saved games: names for every system, one bad entry hides nothing, links stay links, earlier states are kept."""

import os
from pathlib import Path

import pytest

from game.files import saves
from game.files.bounds import write_whole
from game.files.names import file_stem, shown_name

HEADER = b'{"journal":1,"scenario":"silent-assault","digest":"d","seed":1,"rules":"1","game":"%s"}\n'


@pytest.fixture(autouse=True)
def games(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of saved games, empty."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    saves.folder().mkdir(parents=True)
    return saves.folder()


def laid(name: str, game: bytes = b"1", *, age_s: int = 0) -> Path:
    """A journal of no turns, so many seconds old."""
    path = saves.path_for(name)
    path.write_bytes(HEADER % game)
    os.utime(path, (1_700_000_000 - age_s, 1_700_000_000 - age_s))
    return path


# Devices of Windows, with any ending: learn.microsoft.com, "Naming Files, Paths, and Namespaces".
@pytest.mark.parametrize("name", ["con", "NUL", "COM1", "com9", "Lpt1", "aux", "prn", "con.txt", "COM²"])
def test_no_game_is_kept_in_a_file_named_as_a_device(name):
    stem = file_stem(name)
    assert stem.split(".")[0].lower() != name.split(".")[0].lower()
    assert shown_name(stem) == name


def test_names_that_differ_are_files_that_differ():
    names = ["a/b", "a:b", "a-b", "a\\b", "a b", "a%2Fb", "a*b", "a|b", "a.b", "ab"]
    assert len({file_stem(n).lower() for n in names}) == len(names)
    assert [shown_name(file_stem(n)) for n in names] == names


@pytest.mark.parametrize("name", ["名" * 80, "н" * 200, "x" * 300, "é/" * 90, "%" * 100, "🎖" * 50])
def test_a_name_is_as_long_as_every_system_takes_it(name):
    stem = file_stem(name)
    assert len(stem.encode()) <= 120  # 255 bytes are usual, 143 where names are encrypted, endings and numbers follow
    assert stem != file_stem(name + "2")
    assert not stem.endswith((" ", ".", "%"))


@pytest.mark.parametrize("name", ["night.", ".night", "night ", "..", "a\x00b", "a\nb", "-"])
def test_a_name_ends_and_begins_as_every_system_takes_it(name):
    stem = file_stem(name)
    assert stem.isprintable()
    assert stem == stem.strip(" .")


def test_one_bad_entry_in_the_folder_hides_no_game(games):
    laid("night")
    (games / "gone.journal").symlink_to(games / "nowhere")
    (games / "loop.journal").symlink_to(games / "loop.journal")
    (games / "folder.journal").mkdir()
    (games / "noise.journal").write_bytes(bytes(range(256)))
    os.utime(games / "noise.journal", (2**33, 2**33))
    assert [s.name for s in saves.saved_games()] == ["noise", "night"]
    assert [s.name for s in saves.games()] == ["night"]


def test_games_are_listed_newest_first_each_once():
    laid("first", b"a", age_s=30)
    laid("second", b"b", age_s=20)
    laid("copy of first", b"a", age_s=10)
    assert [s.name for s in saves.games()] == ["copy of first", "second"]
    assert [s.name for s in saves.saved_games()] == ["copy of first", "second", "first"]


def test_a_link_stays_one_and_the_file_it_leads_to_is_written(games, tmp_path):
    there = tmp_path / "elsewhere.journal"
    there.write_bytes(b"old")
    there.chmod(0o640)
    mode = there.stat().st_mode
    (games / "night.journal").symlink_to(there)
    write_whole(games / "night.journal", b"new")
    assert (games / "night.journal").is_symlink()
    assert there.read_bytes() == b"new"
    assert there.stat().st_mode == mode


def test_three_earlier_states_of_a_file_are_kept_the_newest_first():
    path = laid("night")
    for k in range(5):
        path.write_bytes(b"state %d" % k)
        saves.keep_generation(path)
        saves.keep_generation(path)  # the same state once more is no other
    held = {s.name: s.path.read_bytes() for s in saves.earlier_games()}
    assert held == {"night (1)": b"state 4", "night (2)": b"state 3", "night (3)": b"state 2"}


def test_a_game_put_aside_keeps_all_that_lies_beside_it(games):
    path = laid("night")
    (games / "night.orders").write_bytes(b"orders")
    there = saves.put_aside(path)
    assert there.name == "night 2.journal"
    assert (games / "night 2.orders").read_bytes() == b"orders"
    assert not path.exists()
    assert not (games / "night.orders").exists()
