"""The program ends before any of its writings: what was sealed stays sealed, nobody seals twice, and both houses agree."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import pytest

from game.files import beside, bounds, journal
from game.files.mail import exchange, private
from game.match import sealed_game
from game.match.battle import Match
from game.model.battle.orders import Order
from tests.players.mailing.conftest import NIGHT
from tests.players.mailing.houses import House, is_one_seal_each, look_round

DIG = Order(unit="I/75", task="dig")


class Killed(BaseException):
    """The program has ended."""


@contextmanager
def killed_before(number: int) -> Iterator[list[int]]:
    """The program ends before its writing of this number, counted from 1; the list holds how many there were."""
    count = [0]
    rooms = ((beside, "write_whole"), (journal, "write_whole"), (exchange, "write_whole"), (private, "write_whole"))
    rooms += ((sealed_game, "append_turn"),)
    before = [(room, name, getattr(room, name)) for room, name in rooms]

    def watched(write: Any) -> Any:
        def run(*args: Any, **options: Any) -> None:
            count[0] += 1
            if count[0] == number:
                raise Killed
            write(*args, **options)

        return run

    for room, name, write in before:
        setattr(room, name, watched(write))
    try:
        yield count
    finally:
        for room, name, write in before:
            setattr(room, name, write)


def course(one: House, two: House) -> Iterator[Any]:
    """The acts of house `one` in an opening and a turn, each of which may be cut short and is then done again."""
    yield lambda: one.begin(NIGHT) if one.path is None else None
    yield lambda: one.look()
    two.join() if two.path is None else None
    yield lambda: one.look()
    two.look()
    yield lambda: one.order(DIG)
    yield lambda: None if one.table.is_sealed else one.seal()
    two.seal()
    yield lambda: one.look()
    two.look()
    yield lambda: one.look()


def played(one: House, two: House, number: int) -> int:
    """The course with a kill before one writing; how many writings there were until then."""
    done = 0
    for act in course(one, two):
        with killed_before(number - done) as count:
            with suppress(Killed):
                act()
            done += count[0]
        if done >= number and count[0] == number - (done - count[0]):
            one.end()
            one.start()
            number = 10**6 + done
            act()
    return done


def writings(tmp_path: Any) -> int:
    """How many there are without a kill."""
    one, two = House(tmp_path / "a", tmp_path / "d"), House(tmp_path / "b", tmp_path / "d")
    return played(one, two, 10**6)


@pytest.mark.long
def test_a_kill_before_any_writing_loses_nothing(tmp_path):
    most = writings(tmp_path / "whole")
    assert most > 15
    for number in range(1, most + 1):
        folder = tmp_path / str(number)
        one, two = House(folder / "a", folder / "d"), House(folder / "b", folder / "d")
        played(one, two, number)
        look_round(two, one)
        assert is_one_seal_each(one.exchange), number
        assert len(one.match.records) == len(two.match.records) == 1, number
        assert one.match.digest == two.match.digest, number
        assert one.match.records[0].orders["japan"] in ((DIG,), ()), number
        assert not one.table.disputes, number
        assert Match.load(one.path, at_table=True).digest == two.match.digest


def test_what_is_sealed_is_in_the_private_file_before_the_folder_hears_of_it(seated, drive):
    one, _two = seated
    order: list[str] = []
    writes = exchange.write_whole, private.write_whole
    exchange.write_whole = lambda path, data, **kw: (order.append("folder"), bounds.write_whole(path, data, **kw))[1]
    private.write_whole = lambda path, data, **kw: (order.append("private"), bounds.write_whole(path, data, **kw))[1]
    try:
        one.seal()
    finally:
        exchange.write_whole, private.write_whole = writes
    assert order[:2] == ["private", "folder"]
