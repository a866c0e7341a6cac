"""Files that mean harm, or met it: one clear line each, soon, and no traceback."""

import builtins
import errno
import os
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.files import bounds
from game.files.battle.reading import LARGEST_TOML
from game.files.bounds import check_depth, decode_text, read_bytes, write_whole
from game.files.errors import BadFile, nearest, one_line
from game.files.strict import Reader
from game.model.battle.forces import Counter
from game.model.ruling import Parameter

SOON_S = 5.0  # of the processor, in this thread alone; hangs and quadratic walks take minutes


def read(data: bytes) -> Reader:
    """A file of [[counter]] read strictly, timed."""
    begun = time.thread_time()
    reader = Reader("oob.toml")
    reader.load(data)
    reader.only(("counter",))
    reader.read_list(Counter, "counter")
    assert time.thread_time() - begun < SOON_S
    assert all("\n" not in str(p) and len(str(p)) < 700 for p in reader.problems)
    return reader


def test_two_gigabytes_are_refused_unread(copy):
    with open(copy.path("oob.toml"), "r+b") as f:
        f.truncate(2 * 1024**3)
    begun = time.thread_time()
    assert any(
        str(p) == f"silent-assault/oob.toml: is too large: {2 * 1024**3:,} bytes, at most {LARGEST_TOML:,} are read"
        for p in copy.problems
    )
    assert time.thread_time() - begun < SOON_S


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("NUL", b"[[counter]]\nid = 'a'\n\0\0\0", "oob.toml:3: is no text: it holds NUL bytes"),
        ("UTF-16", "[[counter]]".encode("utf-16"), "oob.toml:1: is UTF-16; needed UTF-8"),
        ("Latin-1", "# one\n# H\xfcgel".encode("latin-1"), "oob.toml:2: is not UTF-8 at byte 9"),
        ("Shift-JIS", "# 張鼓峰".encode("shift-jis"), "oob.toml:1: is not UTF-8"),
        ("junk", bytes(range(1, 256)) * 40, "oob.toml:"),
        ("PNG", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "oob.toml:"),
        ("deep list", b"a = " + b"[" * 50000, "oob.toml:1: nests deeper than 32 levels"),
        ("deep table", b"a = " + b"{a=" * 50000, "oob.toml:1: nests deeper than 32 levels"),
        ("deep key", b"a" + b".a" * 500000 + b" = 1", "oob.toml:1: nests deeper than 32 levels"),
        ("deep quoted key", b'"a"' + b' . "a"' * 500 + b" = 1", "oob.toml:1: nests deeper than 32 levels"),
        ("deep header", b"\n[a" + b".a" * 500000 + b"]", "oob.toml:2: nests deeper than 32 levels"),
        (
            "deep behind quotes",
            b"a = '''[''' \nb = \"\"\"'\"\"\"\nc = " + b"[" * 33,
            "oob.toml:3: nests deeper than 32 levels",
        ),
        ("digits", b"a = " + b"9" * 100000, "oob.toml:1: "),
        ("number", b"[[counter]]\nmen = 1" + b"0" * 4000, "found a whole number of very many digits"),
        ("infinity", b"[[counter]]\nmen = inf", "needed a whole number, found inf"),
        ("date", b"[[counter]]\nmen = 1938-07-31T02:15:00", "needed a whole number, found a datetime"),
        ("open quotes", b'a = """' + b"x" * 100000, "oob.toml:1: is no TOML"),
        ("same key", b"a = 1\na = 2", "is no TOML: Cannot overwrite a value"),
        ("same table", b"[a]\n[a]", "is no TOML: Cannot declare"),
        ("escape", b'a = "\\ud800"', "is no TOML"),
        ("long word", b"[[counter]]\n" + b"w" * 100000 + b" = 1", "unknown key w"),
        ("control", b'[[counter]]\nid = "\\u001b[2J"', "id: holds control characters"),
        (
            "long text",
            b'[[counter]]\nid = "' + b"x" * 30000 + b'"',
            "needed a text of at most 20,000 letters, found 30,000",
        ),
    ],
    ids=lambda x: x if isinstance(x, str) and len(x) < 20 else "",
)
def test_a_bad_file_is_told_in_a_line(name, data, said):
    problems = read(data).problems
    assert any(said in str(p) for p in problems), [str(p) for p in problems][:5]


def lines_of(count: int, template: str) -> bytes:
    return "".join(template.format(k=k) for k in range(count)).encode()


@pytest.mark.parametrize(
    "data",
    [
        lines_of(20000, "key{k} = 1\n"),
        lines_of(20000, "[[counter]]\n"),
        lines_of(20000, "[[counter{k}]]\na=1\n"),
        b"[[counter]]\nnames = {" + lines_of(20000, "a{k}=1,") + b"z=1}",
        b"[[counter]]\nhex = [" + b"1," * 100000 + b"]",
        b"[[counter]]\nhex = [" + b"[]," * 100000 + b"]",
        b"x = '" + b"a." * 250000 + b"'",
        b"a" * 500000,
        b'"""\\' * 125000,
        b"'''x" * 125000,
        b"a." * 250000,
        b"a " * 250000,
        b"#" * 500000 + b"\n!",
        b'"' * 500001,
        b"[" * 30 + b"]" * 500000,
    ],
    ids=[
        "keys",
        "tables",
        "lists",
        "inline",
        "numbers",
        "empty lists",
        "dots",
        "word",
        "quotes",
        "raw quotes",
        "dotted",
        "blanks",
        "comment",
        "quote marks",
        "closings",
    ],
)
def test_a_long_nonsense_is_refused_soon(data):
    problems = read(data).problems
    assert 1 <= len(problems) <= 101


def test_a_flood_of_mistakes_is_cut_and_says_so():
    problems = read(lines_of(500, "[[counter]]\nmne = 1\n")).problems
    assert len(problems) == 101
    assert problems[-1].message == "only the first 100 problems are listed"


@given(st.binary(max_size=300))
def test_no_bytes_make_the_reader_fail(data):
    read(data)


some_keys = st.sampled_from(["id", "hex", "men", "names", "en", "x"])
any_value = st.recursive(
    st.one_of(st.integers(), st.floats(), st.booleans(), st.text(max_size=5)),
    lambda x: st.one_of(st.lists(x, max_size=3), st.dictionaries(some_keys, x, max_size=4)),
    max_leaves=12,
)


@given(any_value)
def test_no_value_in_any_place_makes_the_reader_fail(value):
    for kind in (Counter, Parameter):
        reader = Reader("oob.toml")
        reader.table = {"counter": [value]}
        made = reader.read_list(kind, "counter")
        assert bool(made) != bool(reader.problems)


def test_brackets_in_quotes_and_comments_do_not_count():
    check_depth(
        "x", "a = '" + "[" * 99 + "' # " + "{" * 99 + '\nb = """' + "[\n" * 99 + '"""\nc = "\\"' + "[" * 99 + '"\n'
    )
    check_depth("x", "a = " + "[" * 32 + "]" * 32)
    with pytest.raises(BadFile):
        check_depth("x", "a = " + "[" * 33 + "]" * 33)


# ------------------------------------------------------------ what a disk may do


@pytest.mark.parametrize("kind", ["folder", "missing", "pipe", "dangling", "long"])
def test_what_is_no_file_is_said(tmp_path, kind):
    path = tmp_path / ("x" * 5000 if kind == "long" else kind)
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe" and hasattr(os, "mkfifo"):
        os.mkfifo(path)
    elif kind == "dangling":
        path.symlink_to(tmp_path / "nowhere")
    with pytest.raises(
        BadFile, match=r"there is no such file|needed a file, found a folder or device|cannot be read"
    ) as told:
        read_bytes(path, largest=100)
    assert "\n" not in str(told.value)


def test_a_file_that_may_not_be_read_is_said(tmp_path, monkeypatch):
    path = tmp_path / "locked.toml"
    path.write_text("a = 1")
    monkeypatch.setattr(bounds, "open", refuse(errno.EACCES), raising=False)
    with pytest.raises(BadFile, match=r"locked\.toml: cannot be read: Permission denied"):
        read_bytes(path, largest=100)


def test_a_folder_where_a_scenarios_file_should_be_is_said(copy):
    copy.path("weather.toml").unlink()
    (copy.folder / "weather.toml").mkdir()
    assert any(str(p) == "silent-assault/weather.toml: needed a file, found a folder or device" for p in copy.problems)


def refuse(number: int):
    def opened(path, mode="r", *args, **kwargs):
        raise OSError(number, os.strerror(number), str(path))

    return opened


class FullDisk:
    """A file on a disk that takes ten bytes more."""

    def __init__(self, path, mode="r"):
        self.file = builtins.open(path, mode)  # noqa: SIM115 (closed by __exit__)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.file.close()

    def __getattr__(self, name):
        return getattr(self.file, name)

    def write(self, data):
        self.file.write(data[:10])
        self.file.flush()
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize(
    "disk", [FullDisk, refuse(errno.EROFS), refuse(errno.EACCES)], ids=["full", "read-only", "forbidden"]
)
def test_a_disk_that_refuses_leaves_the_old_file_and_nothing_beside_it(tmp_path, monkeypatch, disk):
    path = tmp_path / "game.journal"
    path.write_bytes(b"old")
    monkeypatch.setattr(bounds, "open", disk, raising=False)
    with pytest.raises(BadFile, match=r"game\.journal: cannot be written: (No space left|Read-only|Permission denied)"):
        write_whole(path, b"new" * 1000)
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["game.journal"]


def test_a_kill_before_the_last_step_leaves_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "game.journal"
    path.write_bytes(b"old")
    monkeypatch.setattr(bounds.os, "replace", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["game.journal"]


def test_a_missing_folder_is_said(tmp_path):
    with pytest.raises(BadFile, match="cannot be written: No such file or directory"):
        write_whole(tmp_path / "nowhere" / "game.journal", b"new")


def test_a_written_file_may_be_read_by_those_who_may_read_others(tmp_path):
    write_whole(tmp_path / "a", b"x")
    (tmp_path / "b").write_bytes(b"x")
    assert (tmp_path / "a").stat().st_mode == (tmp_path / "b").stat().st_mode


# ------------------------------------------------------------ words


def test_text_is_read_with_and_without_a_byte_order_mark():
    assert decode_text("x", "張鼓峰".encode()) == decode_text("x", b"\xef\xbb\xbf" + "張鼓峰".encode()) == "張鼓峰"


@pytest.mark.parametrize(
    ("word", "found"), [("I/57", "I/75"), ("i/75", "I/75"), ("Mne", "men"), ("zzzz", ""), ("x" * 10**6, "")]
)
def test_the_nearest_word_is_proposed(word, found):
    known = ["I/25", "I/75", "I/76", "III/75", "men", "crew"]
    assert nearest(word, known) == nearest(word, reversed(known)) == (f"; nearest is {found}" if found else "")


@given(st.text())
def test_a_message_is_one_line_whatever_it_quotes(text):
    assert "\n" not in one_line(text)
    assert one_line(text).isprintable()
    assert len(one_line(text)) <= 403


def test_a_path_with_a_line_break_is_still_one_line():
    assert "\n" not in str(BadFile.of(Path("a\nb"), "is no journal"))
