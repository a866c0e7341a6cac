"""Who writes a journal: one program at a time, within it the last who asked, and a small file holds nobody up."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from game.files import owner
from game.files.owner import hold

ASKED = """
import sys
from pathlib import Path
from game.files.owner import hold
print(hold(Path(sys.argv[1])) is not None)
"""


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    """A game that nobody holds."""
    return tmp_path / "night.journal"


def may_have(checkout: Path, journal: Path) -> bool:
    """Another program asks for it, and ends."""
    asked = [sys.executable, "-c", ASKED, str(journal)]
    return subprocess.run(asked, cwd=checkout, text=True, capture_output=True, check=True).stdout == "True\n"


def test_another_program_has_it_only_after_it_was_let_go(checkout: Path, journal: Path):
    held = hold(journal)
    assert held is not None
    assert not may_have(checkout, journal)
    held.let_go()
    assert may_have(checkout, journal)


def test_within_one_program_the_last_who_asked_has_it(checkout: Path, journal: Path):
    first, second = hold(journal), hold(journal)
    assert first is not None
    assert second is not None
    assert (first.is_mine, second.is_mine) == (False, True)
    first.let_go()  # it has nothing to give
    assert second.is_mine
    assert not may_have(checkout, journal)
    second.let_go()
    assert not second.is_mine
    second.let_go()
    assert may_have(checkout, journal)


def test_the_small_file_goes_with_the_hold(journal: Path):
    held = hold(journal)
    assert held is not None
    assert [p.name for p in journal.parent.iterdir()] == ["night.lock"]
    held.let_go()
    assert list(journal.parent.iterdir()) == []


def test_a_link_and_what_it_leads_to_are_one_game(journal: Path):
    journal.write_bytes(b"")
    link = journal.with_name("link.journal")
    link.symlink_to(journal)
    first, second = hold(journal), hold(link)
    assert first is not None
    assert second is not None
    assert (first.is_mine, second.is_mine) == (False, True)
    second.let_go()


if sys.platform != "win32":  # there an open file cannot be taken away

    def test_a_file_that_its_holder_took_away_while_one_waited_is_no_hold(
        journal: Path, monkeypatch: pytest.MonkeyPatch
    ):
        """The lock of a file without a name would keep nobody out: who comes next makes another."""
        lock, calls, file = owner._lock, [], journal.with_suffix(".lock")

        def taken_away_once(descriptor: int) -> None:
            lock(descriptor)
            calls.append(descriptor)
            if len(calls) == 1:
                file.unlink()

        monkeypatch.setattr(owner, "_lock", taken_away_once)
        held = hold(journal)
        assert held is not None
        assert len(calls) == 2
        assert os.path.samestat(file.stat(), os.fstat(held._descriptor))
        held.let_go()


@pytest.mark.parametrize(
    ("why", "given"), [(errno.EAGAIN, False), (errno.EACCES, False), (errno.ENOLCK, True), (errno.ENOSYS, True)]
)
def test_who_finds_it_locked_is_kept_out_and_where_there_are_no_locks_nobody_is(
    journal: Path, monkeypatch: pytest.MonkeyPatch, why: int, given: bool
):
    def refused(_descriptor: int) -> None:
        raise OSError(why, os.strerror(why))

    monkeypatch.setattr(owner, "_lock", refused)
    held = hold(journal)
    assert (held is not None) == given
    if held is not None:
        held.let_go()


def test_where_there_is_no_folder_the_hold_is_given_and_saving_says_so(tmp_path: Path):
    held = hold(tmp_path / "no" / "night.journal")
    assert held is not None
    assert held.is_mine
    held.let_go()
