"""Who plays: chunks handed out, workers lost, executors of one's own; the same games whoever plays them."""

from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from multiprocessing import get_context

import pytest

from game.whatif.pool import EnoughGames, Table, play_all
from tests.whatif.made_up_work import Formula

SQUARES = tuple(k * k for k in range(30))


def test_a_killed_worker_loses_no_game(tmp_path):
    found = play_all(Formula(at=11, killed=str(tmp_path / "killed")), 30, chunk=3, workers=2)
    assert (tmp_path / "killed").exists()
    assert (found.parts, found.notice) == ((SQUARES,), "")


def test_workers_that_are_killed_over_the_same_games_end_the_run_with_what_is_done(tmp_path):
    found = play_all(Formula(at=11, killed=str(tmp_path / "killed"), always=True), 30, chunk=3, workers=1 + 1)
    assert found.notice == "a playing process was ended by the system, 3 times over the same games"
    assert found.parts[0] == SQUARES[: len(found.parts[0])]
    assert len(found.parts[0]) <= 11


@pytest.mark.parametrize("workers", [1, 2])
def test_what_goes_wrong_in_a_game_is_raised_and_not_tried_again(workers):
    with pytest.raises(ZeroDivisionError, match="no such game"):
        play_all(Formula(fails=4), 12, chunk=2, workers=workers)


def test_an_executor_of_ones_own_plays_the_same_games_and_is_left_open():
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as executor:
        found = play_all(Formula(parts=2), 30, chunk=4, executor=executor)
        assert found.parts == (SQUARES, tuple(1000 + s for s in SQUARES))
        assert executor.submit(abs, -1).result() == 1


def test_games_that_are_there_are_handed_out_to_nobody():
    table = Table(2, 10)
    table.put_back(0, {0: 0, 1: 1, 4: 16})
    table.put_back(1, dict.fromkeys(range(10), 0))
    assert table.missing() == 7
    assert [tuple(c) for c in table.chunks(4)] == [(0, 2, 4), (0, 5, 8), (0, 8, 10)]


@pytest.mark.parametrize("order", [range(40), reversed(range(40)), [*range(20, 40), *range(20)]])
def test_when_it_is_enough_does_not_hang_on_the_order_in_which_games_come_in(order):
    """Asked of 100 games, of 150: the first time it is so decides, though all 200 may be there."""
    asked = []

    def enough(parts):
        asked.append(len(parts[0]))
        return sum(parts[0]) >= sum(range(150))

    table = Table(1, 200, enough=enough)
    with suppress(EnoughGames):
        for chunk in order:
            table.put(0, 5 * chunk, range(5 * chunk, 5 * chunk + 5))
    found = table.close()
    assert (asked, len(found.parts[0]), found.is_enough) == ([100, 150], 150, True)


def test_looks_grow_rarer_with_the_games():
    asked = []
    table = Table(1, 2000, enough=lambda parts: bool(asked.append(len(parts[0]))))
    table.put(0, 0, range(2000))
    assert asked[:3] == [100, 150, 200]
    assert asked[-3:] == [1650, 1800, 1950]
    assert not table.close().is_enough
