"""Orders, their list, `reach` and `look` tell the hours of the march that the rules make of an order (rules 5.2, 7.6)."""

import pytest

from game.cli.battle.terminal.session import battle_session
from game.cli.text_loop import Session
from game.players.battle.table import Table, seats_for
from tests.marches import SCENARIOS, Position, legal_marches, near_enemies, some_turns_in


@pytest.fixture(scope="module", params=SCENARIOS)
def position(request: pytest.FixtureRequest) -> Position:
    return some_turns_in(request.param)


def seated(position: Position, side: str) -> tuple[Session, list[str]]:
    """A session of a side, and what it has said."""
    table, said = Table(position.match, seats_for(side, position.match.scenario.sides)), list[str]()
    return battle_session(table, lambda _prompt: None, said.append), said


@pytest.mark.parametrize("side", ["japan", "soviet"])
def test_every_command_tells_the_same_hours(position: Position, side: str):
    session, said = seated(position, side)
    view, moment = position.match.view(side), position.match.scenario.calendar.moment_of
    for order in legal_marches(position, side, units=4, aims=2):
        march, (column, row) = view.march(order), order.target
        there = f"It is there by {moment(march.there)} after {march.hours:.1f} h of marching, if nobody hinders it"
        said.clear()
        session.answer(f"order {order.unit} {order.task} {column},{row}")
        assert said[-1] == there, said
        said.clear()
        session.answer("orders")
        listed = next(k for k, line in enumerate(said) if f": {order.unit}: " in line)
        assert said[listed + 1] == there
        if order.task == "move":
            said.clear()
            session.answer(f"reach {order.unit} {column},{row}")
            wait = (march.sets_out - view.turn.first_pulse) * 15
            assert f"needs {march.hours:.1f} hours" in said[0]
            assert f"and {wait} minutes before it starts" in said[0]
            assert said[1] == there


@pytest.mark.parametrize("side", ["japan", "soviet"])
def test_look_names_who_would_be_there_first(position: Position, side: str):
    session, said = seated(position, side)
    view, clock = position.match.view(side), position.match.scenario.calendar.clock_of
    for here in position.dice.sample(near_enemies(view), min(3, len(near_enemies(view)))):
        marches = {u.id: view.march_to(u.id, here) for u in view.own if u.hex not in (None, here)}
        soonest = sorted((m.there, unit, m.hours) for unit, m in marches.items() if m is not None)[:4]
        said.clear()
        session.answer(f"look {here[0]},{here[1]}")
        told = [line for line in said if line.startswith("Ordered here now, unhindered: ")]
        words = ", ".join(f"{unit} by {clock(there)} ({hours:.1f} h)" for there, unit, hours in soonest)
        assert told == ([f"Ordered here now, unhindered: {words}"] if soonest else [])
