"""Journals: what was written is read, what was torn is dropped, what was altered is refused."""

import errno
import json
import os
import time
import zlib
from base64 import b64encode
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.files import bounds, journal
from game.files.battle.journal import Header, load_journal, turn_line
from game.files.errors import BadFile
from game.files.journal import append_turn, pack_state, seal, unpack_state, write_journal
from game.model.battle.orders import Order

HEADER = Header(
    journal=1, scenario="silent-assault", digest="0123456789abcdef", seed=1938, rules="0.1", title="Майская ночь 夜"
)
ASSAULT = Order(unit="I/75", task="assault", target=(18, 26), manner="silent", start="31 Jul 02:15", note="первый 第一")
HOLD = Order(unit="Tereshkin", task="hold", crest=2)


def turn(number, *orders, side="japan"):
    """A turn with these orders of one side."""
    return turn_line(
        number, {side: orders or (ASSAULT,), "soviet": (HOLD,)}, 12, f"{number:016x}", bytes(range(256)) * 8
    )


TURNS = (turn(6), turn(7), turn(8))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A journal of three turns."""
    write_journal(tmp_path / "game.journal", HEADER, TURNS)
    return tmp_path / "game.journal"


def edit(path, line, change):
    """Changes the JSON of one line, counted from 1, in place."""
    lines = path.read_bytes().split(b"\n")
    found = json.loads(lines[line - 1])
    change(found)
    lines[line - 1] = json.dumps(found).encode()
    path.write_bytes(b"\n".join(lines))


# ------------------------------------------------------------ written and read


def test_what_was_written_is_read(path):
    found = load_journal(path)
    assert (found.header, found.turns, found.notice) == (HEADER, TURNS, "")
    assert load_journal(str(path)) == found
    assert unpack_state(found.turns[0].state) == bytes(range(256)) * 8


def test_a_journal_grows_by_a_line_a_turn(path):
    before = path.read_bytes()
    append_turn(path, turn(9))
    assert path.read_bytes().startswith(before)
    assert path.read_bytes().count(b"\n") == 5
    assert [t.turn for t in load_journal(path).turns] == [6, 7, 8, 9]


def test_a_turn_is_on_the_disk_when_it_is_said_to_be(path, monkeypatch):
    flushed = []
    monkeypatch.setattr(journal.os, "fsync", flushed.append)
    append_turn(path, turn(9))
    assert len(flushed) == 1


def test_mail_that_changed_line_ends_changes_nothing(path):
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n") + b"\r\n\r\n")
    assert load_journal(path).turns == TURNS


orders = st.builds(
    Order,
    unit=st.sampled_from(["I/75", "75", "第一"]),
    task=st.sampled_from(["hold", "move", "assault", "fire"]),
    target=st.none() | st.tuples(st.integers(0, 35), st.integers(0, 45)),
    manner=st.sampled_from(["open", "silent", "prepared"]),
    start=st.sampled_from(["", "31 Jul 02:15"]),
    rounds=st.integers(0, 99),
    crest=st.integers(-1, 3),
    trigger=st.sampled_from(["", "hex_lost"]),
    note=st.text(st.sampled_from("ab\n日 '\"\\"), max_size=6),
)


@given(st.lists(st.lists(orders, max_size=4), max_size=3))
def test_any_orders_keep_their_seals_through_a_file(tmp_path_factory, given_orders):
    path = tmp_path_factory.mktemp("journal") / "a.journal"
    turns = tuple(turn_line(k, {"japan": tuple(o), "soviet": ()}, 0, "0" * 16, b"") for k, o in enumerate(given_orders))
    write_journal(path, HEADER, turns)
    assert load_journal(path).turns == turns


@given(orders, orders)
def test_a_seal_names_one_order(one, other):
    assert (seal(6, "japan", one) == seal(6, "japan", other)) == (one == other)
    assert seal(6, "japan", one) != seal(7, "japan", one)
    assert seal(6, "japan", one) != seal(6, "soviet", one)


def test_a_default_that_is_written_out_has_the_same_seal():
    """A word from a file is equal to the default and yet another object."""
    spelt = msgspec.structs.replace(ASSAULT, manner="".join(["op", "en"]), note="".join(["", ""]))
    plain = Order(unit="I/75", task="assault", target=(18, 26), start="31 Jul 02:15")
    assert spelt == plain
    assert seal(6, "japan", spelt) == seal(6, "japan", plain)


# ------------------------------------------------------------ torn


def test_a_last_line_torn_anywhere_is_dropped_with_a_notice_and_never_the_game(path):
    whole = path.read_bytes()
    start = whole[:-1].rindex(b"\n") + 1
    for cut in (*range(start + 1, start + 160), *range(start + 160, len(whole) - 2, 97), len(whole) - 2):
        path.write_bytes(whole[:cut])  # some cuts go through the middle of a letter
        found = load_journal(path)
        assert found.turns == TURNS[:2]
        assert found.notice == "line 4 is torn and was dropped; the game goes on after turn 2"


def test_a_last_line_without_its_end_of_line_is_whole(path):
    path.write_bytes(path.read_bytes()[:-1])
    assert load_journal(path).turns == TURNS
    append_turn(path, turn(9))
    assert [t.turn for t in load_journal(path).turns] == [6, 7, 8, 9]


@pytest.mark.parametrize(
    "tail", [b'{"turn":9,"ord', '{"turn":9,"note":"第'.encode()[:-1], b"\0" * 4096], ids=["cut", "letter", "NUL"]
)
def test_a_game_goes_on_after_a_torn_line(path, tail):
    path.write_bytes(path.read_bytes() + tail)
    assert "torn" in load_journal(path).notice
    append_turn(path, turn(9))
    found = load_journal(path)
    assert [t.turn for t in found.turns] == [6, 7, 8, 9]
    assert found.notice == ""


def test_a_line_damaged_in_the_middle_is_refused_with_its_number(path):
    lines = path.read_bytes().split(b"\n")
    lines[2] = lines[2][:50]
    path.write_bytes(b"\n".join(lines))
    with pytest.raises(BadFile, match=r"game\.journal:3: is damaged"):
        load_journal(path)


# ------------------------------------------------------------ altered


def test_an_altered_order_is_refused_by_turn_and_order(path):
    edit(path, 3, lambda t: t["orders"]["japan"][0].update(target=[18, 27]))
    with pytest.raises(BadFile) as told:
        load_journal(path)
    assert str(told.value) == (
        f"{path}:3: turn 7: order 1 of japan (I/75 assault 18,27) was altered: it does not match its seal"
    )


@pytest.mark.parametrize(
    "change",
    [
        lambda t: t["orders"]["japan"].append(dict(unit="6/75", task="hold")),
        lambda t: t["orders"]["japan"].pop(),
        lambda t: t["seals"]["japan"].pop(),
        lambda t: t["seals"].pop("soviet"),
        lambda t: t["orders"].pop("soviet"),
        lambda t: t["orders"].update(china=[dict(unit="x", task="hold")]),
    ],
    ids=["added", "taken", "seal", "side's seals", "side", "third side"],
)
def test_orders_added_or_taken_are_refused(path, change):
    edit(path, 3, change)
    with pytest.raises(BadFile, match=r":3: turn 7: \w+ has \d orders and \d seals"):
        load_journal(path)


def test_a_turn_taken_out_is_refused(path):
    lines = path.read_bytes().split(b"\n")
    path.write_bytes(b"\n".join(lines[:2] + lines[3:]))
    with pytest.raises(BadFile, match="turn 8 does not follow turn 6"):
        load_journal(path)


@pytest.mark.parametrize(
    "change",
    [
        lambda t: t.update(extra=1),
        lambda t: t.pop("digest"),
        lambda t: t.update(turn="seven"),
        lambda t: t.update(state="!"),
        lambda t: t["orders"]["japan"][0].update(task="fly"),
        lambda t: t["orders"]["japan"][0].update(target=[1, 2, 3]),
        lambda t: t["orders"]["japan"][0].update(unit="a\x1b[2J"),
    ],
)
def test_a_turn_of_another_form_is_refused_with_its_line(path, change):
    edit(path, 3, change)
    with pytest.raises(BadFile, match=r":3: is damaged: ") as told:
        load_journal(path)
    assert "\n" not in str(told.value)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda h: h.update(journal=2), "is a journal of format 2; this program reads 1"),
        (lambda h: h.pop("journal"), "its first line is no header"),
        (lambda h: h.update(seed="luck"), "is no journal"),
        (lambda h: h.update(scenario="../../home"), "needed the id of a scenario, found '../../home'"),
        (lambda h: h.update(scenario="/etc/passwd"), "needed the id of a scenario"),
        (lambda h: h.update(title="\x07"), "title holds control characters"),
        (lambda h: h.update(more=1), "is no journal"),
    ],
)
def test_a_header_of_another_form_is_refused(path, change, said):
    edit(path, 1, change)
    with pytest.raises(BadFile, match=":1: ") as told:
        load_journal(path)
    assert said in str(told.value)


# ------------------------------------------------------------ hostile


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n\n\n",
        b"\0" * 1000,
        b"\x89PNG\r\n\x1a\n",
        b"[" * 100000,
        b'{"journal":' * 50000,
        b'{"journal":1' + b" " * 100000,
        b"null",
        b"[1]",
        b'{"journal":1e999}',
        b'{"journal":' + b"9" * 5000 + b"}",
        '{"journal":1}'.encode("utf-16"),
        b'{"journal":1,"scenario":"\\ud800"}',
    ],
)
def test_what_is_no_journal_is_one_line(tmp_path, data):
    path = tmp_path / "a.journal"
    path.write_bytes(data)
    with pytest.raises(BadFile, match=r"a\.journal.*(is no journal|is empty)") as told:
        load_journal(path)
    assert "\n" not in str(told.value)
    assert len(str(told.value)) < 700


def attempt(path):
    """What is said of a journal, or the turns of it."""
    try:
        return "", load_journal(path).turns
    except BadFile as e:
        return str(e), ()


@given(st.binary(max_size=200), st.integers(0, 3000), st.integers(0, 40))
def test_no_damage_makes_the_reader_fail(tmp_path_factory, junk, at, gone):
    path = tmp_path_factory.mktemp("journal") / "a.journal"
    write_journal(path, HEADER, TURNS)
    whole = path.read_bytes()
    path.write_bytes(whole[:at] + junk + whole[at + gone :])
    said, turns = attempt(path)
    assert "\n" not in said
    assert all(t.orders in [x.orders for x in TURNS] for t in turns)  # the seals guard the orders


def test_two_gigabytes_are_refused_unread(path):
    with open(path, "r+b") as f:
        f.truncate(2 * 1024**3)
    with pytest.raises(BadFile, match="is too large: 2,147,483,648 bytes, at most 67,108,864 are read"):
        load_journal(path)


def test_a_state_that_unpacks_to_a_gigabyte_is_refused_soon(path):
    packer = zlib.compressobj(9)
    bomb = b"".join(packer.compress(b"\0" * 2**20) for _ in range(256)) + packer.flush()
    edit(path, 3, lambda t: t.update(state=b64encode(bomb).decode()))
    begun = time.thread_time()
    with pytest.raises(BadFile, match="the state unpacks to more than 1 MB"):
        load_journal(path)
    assert time.thread_time() - begun < 2.0


def test_more_turns_or_orders_than_any_game_has_are_refused(tmp_path):
    path = tmp_path / "a.journal"
    write_journal(path, HEADER, tuple(turn(k) for k in range(501)))
    with pytest.raises(BadFile, match="has 501 turns; at most 500 are read"):
        load_journal(path)
    write_journal(path, HEADER, (turn(6, *[ASSAULT] * 1001), turn(7)))
    with pytest.raises(BadFile, match="1,001 orders of one side; at most 1000 are read"):
        load_journal(path)


@pytest.mark.parametrize("text", ["", "!!!", "AAAA", pack_state(b"x" * 5000)[:-8], pack_state(b"x" * (2**20 + 1))])
def test_a_damaged_state_is_a_value_error(text):
    with pytest.raises(ValueError, match="the state"):
        unpack_state(text)


# ------------------------------------------------------------ disks


def test_a_full_disk_at_the_end_of_a_turn_is_said_and_leaves_the_game(path, monkeypatch):
    def full(_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(journal.os, "fsync", full)
    with pytest.raises(BadFile, match=r"game\.journal: cannot be written: No space left on device"):
        append_turn(path, turn(9))
    monkeypatch.undo()
    assert load_journal(path).turns[:3] == TURNS


def test_a_full_disk_on_a_rewrite_leaves_the_old_journal(path, monkeypatch):
    def full(_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(bounds.os, "fsync", full)
    with pytest.raises(BadFile, match="No space left"):
        write_journal(path, HEADER, TURNS[:1])
    monkeypatch.undo()
    assert load_journal(path).turns == TURNS
    assert [p.name for p in path.parent.iterdir()] == ["game.journal"]


def test_a_journal_that_is_gone_cannot_be_added_to(tmp_path):
    with pytest.raises(BadFile, match="cannot be written: No such file"):
        append_turn(tmp_path / "gone.journal", turn(9))


def test_a_campaign_is_read_soon(tmp_path):
    path = tmp_path / "a.journal"
    write_journal(path, HEADER, tuple(turn(k, *[ASSAULT] * 20) for k in range(67)))
    begun = time.thread_time()
    assert len(load_journal(path).turns) == 67
    assert time.thread_time() - begun < 1.0
