"""Rulings of 7.2: what a task does is what the table of verbs says of its verb."""

import numpy as np
import pytest

from game.model.battle.verbs import BY_CODE
from game.rules.battle import codes as C
from game.rules.battle import state as S
from game.rules.battle import verbs
from tests.rules.battle.position import WEST


@pytest.mark.parametrize("code", sorted(BY_CODE))
def test_a_task_does_what_its_row_says_and_nothing_else(position, code):
    position.place("I/75", WEST, TASK=code)
    does = {column: bool(position.call(verbs.does, 0, k)) for k, column in enumerate(verbs.COLUMNS)}
    assert does == {column: bool(getattr(BY_CODE[code], column)) for column in verbs.COLUMNS}
    assert bool(position.call(verbs.does, 0, verbs.ENDS)) == (BY_CODE[code].laid_down == "always")
    assert bool(position.call(verbs.does, 0, verbs.ENDS_BEYOND)) == (BY_CODE[code].laid_down == "over the line")
    assert bool(position.call(verbs.does, 0, verbs.UNLAWFUL)) == (BY_CODE[code].truce == "never")


@pytest.mark.parametrize(
    ("what", "tasks"),
    [
        (verbs.ASSAULTS, {C.ASSAULT}),
        (verbs.DIGS, {C.DIG}),
        (verbs.WAITS, {C.RESERVE}),
        (verbs.FERRIES, {C.FERRY}),
        (verbs.RETIRES, {C.WITHDRAW}),
        (verbs.FIRES, {C.FIRE}),
        (verbs.ENDS, {C.ASSAULT, C.RESERVE}),  # 11.4: a truce makes them Hold
        (verbs.ENDS_BEYOND, {C.MOVE}),
    ],
)
def test_of_the_tasks_of_the_rulebook_these_do_it(position, what, tasks):
    table = verbs.verb_table()
    assert set(np.flatnonzero(table[: C.FERRY + 1, what]).tolist()) == tasks
    assert table.shape == (1 + max(BY_CODE), len(verbs.COLUMNS) + 3)


def test_a_counter_s_own_task_is_asked(position):
    position.place("I/75", WEST, TASK=C.DIG)
    position.row("II/75")[S.TASK] = C.ASSAULT
    of = [bool(position.call(verbs.does, position.unit(u), verbs.ASSAULTS)) for u in ("I/75", "II/75")]
    assert of == [False, True]
