"""The cache makes a scenario open soon; whatever happens to it costs time and nothing else."""

import shutil
import time

import pytest

from game.files import cache
from game.files.battle.scenarios import load_scenario
from game.files.theatre.theatres import load_theatre, theatre_folder


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """A cache folder of the test's own."""
    monkeypatch.setattr(cache, "_path", lambda key: tmp_path / "cache" / f"{key}.scenario")
    return tmp_path / "cache"


def test_a_second_opening_gives_the_same_scenario(folder):
    first = load_scenario("silent-assault")
    assert len(list(folder.iterdir())) == 1
    second = load_scenario("silent-assault")
    assert second == first
    assert second.digest == first.digest
    assert second is not first


def test_a_warm_opening_takes_less_than_60_ms(folder):
    load_scenario("silent-assault")
    times = []
    for _ in range(5):
        begun = time.thread_time()
        load_scenario("silent-assault")
        times.append(time.thread_time() - begun)
    assert min(times) < 0.060


def test_a_strategic_game_is_kept_as_a_scenario_is_and_never_stale(folder, tmp_path):
    own = tmp_path / "north-or-south"
    shutil.copytree(theatre_folder("north-or-south"), own)
    first = load_theatre(own)
    begun = time.thread_time()
    second = load_theatre(own)
    assert time.thread_time() - begun < 0.1  # 0.3 s where every table is read
    assert (second, second.digest, repr(second)) == (first, first.digest, repr(first))
    head = own / "theatre.toml"
    head.write_text(head.read_text(encoding="utf-8").replace(f'title = "{first.title}"', 'title = "Another"'), "utf-8")
    assert load_theatre(own).title == "Another"
    assert len(list(folder.iterdir())) == 2


def test_an_entry_is_never_stale(copy, folder):
    load_scenario(copy.folder)
    copy.spoil("oob.toml", r"^men = \d+", "men = 374")
    assert load_scenario(copy.folder).counters[0].men == 374
    assert len(list(folder.iterdir())) == 2


def test_another_reader_reads_again(copy, folder, monkeypatch):
    load_scenario(copy.folder)
    monkeypatch.setattr(cache, "_reader", lambda: "another")
    load_scenario(copy.folder)
    assert len(list(folder.iterdir())) == 2


@pytest.mark.parametrize(
    "damage",
    [
        lambda b: b"",
        lambda b: b[:100],
        lambda b: b[:-1],
        lambda b: b"\0" * len(b),
        lambda b: b[:5000] + b"\xff" + b[5001:],
        lambda b: b + b"x",
        lambda b: b"[" * 100000,
    ],
    ids=["empty", "cut", "short", "NUL", "bit", "long", "deep"],
)
def test_a_broken_entry_is_read_past_and_mended(folder, damage):
    whole = load_scenario("silent-assault")
    (entry,) = folder.iterdir()
    good = entry.read_bytes()
    entry.write_bytes(damage(good))
    assert load_scenario("silent-assault") == whole
    assert entry.read_bytes() == good


def test_an_entry_of_another_form_with_a_right_sum_is_read_past(folder):
    whole = load_scenario("silent-assault")
    (entry,) = folder.iterdir()
    entry.write_bytes(cache.hashlib.sha256(b"\x80").digest() + b"\x80")
    assert load_scenario("silent-assault") == whole


@pytest.mark.parametrize("kind", ["file", "entry is a folder", "no home"])
def test_without_a_cache_the_game_still_opens(folder, monkeypatch, kind):
    if kind == "file":
        folder.write_text("in the way")
    elif kind == "no home":

        def homeless(key):
            raise RuntimeError("Could not determine home directory.")

        monkeypatch.setattr(cache, "_path", homeless)
    else:
        load_scenario("silent-assault")
        (entry,) = folder.iterdir()
        entry.unlink()
        entry.mkdir()
    assert load_scenario("silent-assault").id == "silent-assault"


def test_old_entries_are_cleared_away(copy, folder):
    folder.mkdir()
    for k in range(40):
        (folder / f"{k}.scenario").write_bytes(b"old")
    load_scenario(copy.folder)
    assert len(list(folder.iterdir())) == cache.KEEP


def test_a_scenario_with_a_mistake_is_not_kept(copy, folder):
    copy.spoil("oob.toml", r"^men = \d+", "men = -1")
    with pytest.raises(Exception, match="men = -1"):
        load_scenario(copy.folder)
    assert not folder.exists()
