"""Fog is sacred: what a side cannot see changes nothing that it is shown."""

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game import Match, load_scenario
from game.match.battle.forecast import forecast
from game.match.battle.match import TurnRecord
from game.model.battle.orders import Order
from game.players.battle.plain import PlainCommander
from game.players.battle.staffs import commander, names, thinks
from game.rules.battle import state as S
from tests.match.conftest import replay


def everything(view):
    """All that a view shows, as one value."""
    return (
        view.own,
        view.contacts,
        view.rows,
        view.missions,
        view.score,
        view.shares,
        view.shells,
        view.level,
        view.pulse,
        view.events,
        tuple(sorted(view.sees())),
        tuple(a.tobytes() for a in view.sealed),
    )


def with_moved(match: Match, unit: str, here: tuple[int, int], **columns: int) -> Match:
    """The same game with an enemy counter elsewhere, or otherwise made."""
    state = S.copy_state(match.state)
    row = state.units[match.scenario.unit_index(unit)]
    row[S.HEX] = here[1] * 36 + here[0]
    for name, value in columns.items():
        row[getattr(S, name)] = value
    last = match.records[-1] if match.records else None
    other = Match.new(match.scenario, seed=match.seed)
    if last is None:
        other._opening = state
    else:
        other.records = (*match.records[:-1], TurnRecord(last.turn, last.orders, last.raw, state, S.digest(state)))
    return other


@pytest.fixture(scope="module")
def evening(night):
    """After the first night: some counters seen, some not."""
    return replay(night, seed=11).branch(1)


@given(at=st.sampled_from([(30, 20), (28, 30), (33, 12), (26, 8)]), men=st.integers(1, 900))
def test_an_unseen_enemy_changes_nothing_in_the_view(evening, at, men):
    assert "40AR/1" not in {c.id for c in evening.view("japan").contacts}
    moved = with_moved(evening, "40AR/1", at, CREW=men, GUNS=9)
    assert everything(moved.view("japan")) == everything(evening.view("japan"))


@pytest.mark.parametrize("side", ["japan", "soviet"])
def test_an_unseen_enemy_changes_no_computer_order_and_no_refusal(night, evening, side):
    unseen = [
        c.id for c in night.counters if c.side != side and c.id not in {x.id for x in evening.view(side).contacts}
    ]
    hidden, to = unseen[-1], (2, 30) if side == "soviet" else (30, 22)
    moved = with_moved(evening, hidden, to, MEN=800)
    for name in names(night, side):  # with every plan
        first, second = (commander(name, side, night, 5).orders(m.view(side)) for m in (evening, moved))
        assert first == second, name
    unit = next(u.id for u in evening.view(side).own if u.hex and "move" in evening.legal_tasks(u.id))
    order = Order(unit=unit, task="move", target=to)
    assert moved.refusal(order) == evening.refusal(order)


@pytest.mark.parametrize("side", ["japan", "soviet"])
def test_unseen_enemies_who_change_places_change_no_order_of_any_plan(side):
    """Every hidden enemy of the great attack takes another one's place, men and all. The generals: contract/told.py."""
    scenario = load_scenario("hold-the-crest")
    match = Match.new(scenario, seed=6)
    for _ in range(2):
        seats = {s: commander("plain", s, scenario) for s in scenario.sides}
        match.resolve(trace=False, **{s: seat.orders(match.view(s)) for s, seat in seats.items()})
    seen = {c.id for c in match.view(side).contacts}
    unseen = [k for k, c in enumerate(scenario.counters) if c.side != side and c.id not in seen]
    hidden = [k for k in unseen if match.state.units[k, S.HEX] >= 0]
    assert len(hidden) > 3
    state = S.copy_state(match.state)
    state.units[hidden] = state.units[hidden[1:] + hidden[:1]]
    last = match.records[-1]
    other = Match.new(scenario, seed=6)
    other.records = (*match.records[:-1], TurnRecord(last.turn, last.orders, last.raw, state, S.digest(state)))
    assert other.digest != match.digest
    for name in (n for n in names(scenario, side) if not thinks(n)):
        first, second = (commander(name, side, scenario, 5).orders(m.view(side)) for m in (match, other))
        assert first == second, name


def test_a_forecast_is_blind_to_what_is_hidden(night):
    match = Match.new(night, seed=4)
    hidden = with_moved(match, "40AR/1", (20, 30), MEN=700, HMG=40)
    orders = night.orders_of(6, "japan")
    staff = PlainCommander("soviet", night).orders
    found = [forecast(m.view("japan"), orders, (18, 26), staff, games=12) for m in (match, hidden)]
    assert found[0] == found[1]
    assert found[0] is not None


def test_a_view_holds_no_luck_and_no_enemy_plan(night, evening):
    sealed = evening.view("japan").sealed
    assert sealed.clock[S.SEED0] == sealed.clock[S.SEED1] == 0
    whose = np.asarray(evening.tables.unit)[:, S.U_SIDE]
    assert (sealed.units[whose == 1][:, [S.LOST, S.KILLED, S.PATH_LEN, S.TRIGGER, S.READY, S.START]] == 0).all()
    assert not any(m[S.M_USED] and whose[m[S.M_GROUP]] == 1 for m in sealed.missions)


def test_a_side_never_reads_the_other_sides_losses(night, replayed):
    for record in replayed.records:
        for side in night.sides:
            for event in replayed.events(record, side):
                assert side in event.seen_by
                if event.kind in ("EV_FIRE", "EV_SHELLS"):
                    assert night.counter(event.target).side == side
                    assert event.actor == ""
                if event.kind == "EV_CONTEST":
                    attacks = night.counter(event.actor).side == side
                    assert event.numbers[2 if attacks else 1] == -1


def test_views_of_a_frame_are_sealed_too(night):
    match = replay(night, seed=11, frames=True)
    record = match.records[0]
    for frame in record.frames[::8]:
        view = match.view_at("soviet", frame, record.turn)
        known = {c.id for c in view.contacts}
        index = np.asarray(view.sealed.units)
        for k, counter in enumerate(night.counters):
            if counter.side == "japan" and counter.id not in known:
                assert index[k, S.HEX] == -1
    assert msgspec.json.encode(record.orders)
