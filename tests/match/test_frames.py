"""Tables of a game, and every lawful order of a counter: the same that the questions one by one answer."""

import builtins
import random

import numpy as np
import pytest

from game.match import frames
from game.match.battle import frames as battle_frames
from game.model.battle.orders import Order
from game.model.battle.verbs import VERBS


@pytest.fixture(autouse=True)
def no_pandas(monkeypatch):
    """As on a machine without pandas; the frame itself is looked at below where there is one."""
    monkeypatch.setattr(frames, "find_spec", lambda name: None)


def test_losses_of_all_turns_are_the_losses_of_the_game(replayed):
    rows = replayed.to_frame("losses")
    for k, side in enumerate(replayed.scenario.sides):
        of_side = [c.id for c in replayed.scenario.counters if c.side == side]
        lost = sum(r["lost"] for r in rows if r["unit"] in of_side)
        assert lost == replayed.view(side).men_lost, k
    assert all(r["lost"] >= r["killed"] for r in rows)


def test_units_are_those_that_stand_there(replayed):
    rows = {r["unit"]: r for r in replayed.to_frame("units")}
    assert set(rows) == {c.id for c in replayed.scenario.counters}
    for side in replayed.scenario.sides:
        for unit in replayed.view(side).own:
            here = (rows[unit.id]["column"], rows[unit.id]["row"])
            assert here == (unit.hex or (None, None))
            assert rows[unit.id]["men"] == unit.men


@pytest.mark.parametrize("what", battle_frames.TABLES)
def test_a_sides_tables_hold_what_it_knows_and_no_more(replayed, what):
    """What is hidden is drawn anew: the side's tables stay the same, row by row."""
    from game.match.battle.guess import Belief

    side = replayed.scenario.sides[0]
    rows = replayed.to_frame(what, side)
    assert rows
    if what == "units":
        state = Belief(replayed.view(side)).guess(77)
        other = replayed.view_at(side, state, replayed.turn)
        own = [r for r in rows if r["side"] == side]
        assert own == [r for r in other.to_frame("units") if r["side"] == side]
        assert all(r["cohesion_pm"] is None and r["task"] is None for r in rows if r["side"] != side)
    if what == "losses":
        assert {r["side"] for r in rows} == {side}
    if what == "events":
        known = sum(len(replayed.events(record, side)) for record in replayed.records)
        assert len(rows) == known < len(replayed.to_frame(what))


@pytest.mark.parametrize("what", battle_frames.TABLES)
def test_the_columns_are_those_that_are_declared(replayed, what):
    assert {tuple(row) for row in replayed.to_frame(what)} == {battle_frames.COLUMNS[what]}


def test_lawful_orders_are_those_that_no_rule_refuses(night, replayed):
    match, luck = replayed.branch(1), random.Random(5)
    for unit in luck.sample([c.id for c in night.counters], 6):
        listed = set(match.legal_orders(unit))
        assert all(match.refusal(o) is None for o in luck.sample(sorted(listed, key=str), min(20, len(listed))))
        for _ in range(40):
            verb = VERBS[luck.choice(list(VERBS))]
            here = (luck.randrange(night.ground.columns), luck.randrange(night.ground.rows))
            order = Order(
                unit=unit, task=verb.name, target=here, rounds=int(verb.fires), lots=int(verb.ferries),
                flights=int(verb.strikes),
            )  # fmt: skip
            if verb.aims != "nothing":
                assert (order in listed) == (match.refusal(order) is None), order


def test_lawful_orders_come_in_one_order_and_only_once(replayed):
    orders = replayed.branch(1).legal_orders("I/75")
    assert len(set(orders)) == len(orders) > 100
    assert orders == replayed.branch(1).legal_orders("I/75")


def test_a_table_is_a_frame_where_pandas_is_installed(monkeypatch):
    class Pandas:
        @staticmethod
        def DataFrame(rows, columns):
            return (rows, columns)

    monkeypatch.setattr(frames, "find_spec", lambda name: object())
    monkeypatch.setattr(frames, "import_module", lambda name: Pandas if name == "pandas" else builtins)
    assert frames.to_frame([{"a": np.int32(1)}]) == ([{"a": 1}], ["a"])
    assert frames.to_frame([], columns=("a",)) == ([], ["a"])
