"""The table at which a sealed game is played: seats, drafts with steps back, sealing, what is kept and what is taken up."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pytest

from game.files import beside
from game.files.battle.scenarios import load_scenario
from game.files.theatre.theatres import load_theatre
from game.match.battle import Match
from game.match.theatre import Sheet, TheatreMatch
from game.model.battle.orders import Order
from game.model.theatre.sheets import Move
from game.players.battle import table as battle
from game.players.table import HUMAN, SealedTable, SeatsMissing
from game.players.theatre import table as theatre


class Scale(NamedTuple):
    """One scale: how a table is laid, something that its first seat may write and what no seat may, and how seats are read."""

    lay: Callable[..., SealedTable[Any, Any, Any]]
    load: Callable[[Path], Any]
    written: Any
    forbidden: Any
    seats_of: Callable[[Path], dict[str, str]]
    order: tuple[str, ...]


def _battle(match: Any = None, seats: dict[str, str] | None = None, **options: Any) -> battle.Table:
    match = match or Match.new(load_scenario("silent-assault"), seed=5)
    return battle.Table(match, seats or battle.seats_for("both", match.scenario.sides), **options)


def _theatre(match: Any = None, seats: dict[str, str] | None = None, **options: Any) -> theatre.TheatreTable:
    match = match or TheatreMatch.new(load_theatre("north-or-south"), seed=5, last=6)
    return theatre.TheatreTable(match, seats or dict.fromkeys(match.theatre.seat_ids, HUMAN), **options)


BOOK = battle.Written
SCALES = {
    "battle": Scale(
        _battle, Match.load, BOOK((Order(unit="I/75", task="dig"),)), BOOK((Order(unit="Tereshkin", task="dig"),)),
        lambda path: battle.seats_of(path, load_scenario("silent-assault")), ("japan", "soviet"),
    ),
    "theatre": Scale(
        _theatre, TheatreMatch.load, Sheet(moves=(Move("HOM", "YAN", 1),)), Sheet(moves=(Move("USS", "YAN", 1),)),
        lambda path: theatre.seats_of(path, load_theatre("north-or-south")), ("tokyo", "field", "moscow"),
    ),
}  # fmt: skip


@pytest.fixture(params=SCALES)
def scale(request: pytest.FixtureRequest) -> Scale:
    """Both scales, one after the other."""
    return SCALES[request.param]


@pytest.fixture
def table(scale: Scale, tmp_path: Path) -> SealedTable[Any, Any, Any]:
    """A table with people in all seats."""
    return scale.lay(path=tmp_path / "game.journal")


def sealed(table: SealedTable[Any, Any, Any]) -> None:
    """Every seat hands in what it has written, and the turn is played."""
    while table.hand_on():
        pass
    table.play_turn()
    table.begin_turn()


def reopened(scale: Scale, table: SealedTable[Any, Any, Any]) -> SealedTable[Any, Any, Any]:
    """The game as it is taken up from its file."""
    again = scale.lay(scale.load(table.path), scale.seats_of(table.path), path=table.path)
    again.recall(table.path)
    return again


def test_seats_write_one_after_the_other_and_the_turn_waits_for_the_last(table, scale):
    order = [table.seat]
    while following := table.hand_on():
        order.append(following)
    assert tuple(order) == scale.order
    assert table.match.records == ()
    sealed(table)
    assert len(table.match.records) == 1
    assert table.seat == scale.order[0]


def test_a_step_is_taken_back_and_made_again(table, scale):
    blank = table.draft.now
    table.draft.change(scale.written)
    assert table.is_written
    assert table.draft.undo()
    assert table.draft.now == blank
    assert not table.is_written
    assert not table.draft.undo()
    assert table.draft.redo()
    assert table.draft.now == scale.written
    table.draft.change(blank)
    assert not table.draft.redo()


def test_what_one_seat_writes_is_not_in_the_draft_of_another(table, scale):
    table.draft.change(scale.written)
    table.hand_on()
    assert table.draft.now == table.draft.blank


def test_what_was_sealed_is_what_is_played_and_the_next_turn_begins_empty(table, scale):
    table.draft.change(scale.written)
    sealed(table)
    record = table.match.records[0]
    stood = record.orders["japan"] if scale is SCALES["battle"] else record.sheets["tokyo"]
    assert stood == (scale.written.orders if scale is SCALES["battle"] else scale.written)
    assert not table.is_written
    assert table.draft.now == table.draft.blank


def test_what_is_written_is_kept_beside_the_journal_and_taken_up(table, scale):
    table.draft.change(scale.written)
    assert table.save() == ""
    again = reopened(scale, table)
    assert (again.seat, again.draft.now) == (scale.order[0], scale.written)
    assert again.seats == table.seats


def test_what_the_first_has_sealed_is_kept_and_the_second_writes_on(table, scale):
    table.draft.change(scale.written)
    table.hand_on()
    assert table.save() == ""
    again = reopened(scale, table)
    assert again.seat == scale.order[1]
    assert again.draft.now == again.draft.blank
    sealed(again)
    sealed(table)
    assert again.match.digest == table.match.digest


def test_nothing_is_kept_once_the_turn_is_played(table, scale):
    table.draft.change(scale.written)
    table.save()
    assert beside.orders_file(table.path).exists()
    sealed(table)
    assert table.save() == ""
    assert not beside.orders_file(table.path).exists()
    assert reopened(scale, table).match.digest == table.match.digest


def test_a_table_saved_before_the_next_turn_has_begun_keeps_nothing_of_the_old(table, scale):
    """In the window a turn is saved by the thread that resolves it, while its drafts still lie on the table."""
    table.draft.change(scale.written)
    while table.hand_on():
        pass
    table.play_turn()
    assert table.save() == ""
    assert not beside.orders_file(table.path).exists()


def test_what_was_kept_for_another_position_is_none(table, scale):
    table.draft.change(scale.written)
    table.save()
    kept = beside.orders_file(table.path).read_bytes()
    sealed(table)
    table.save()
    beside.orders_file(table.path).write_bytes(kept)
    again = reopened(scale, table)
    assert again.draft.now == again.draft.blank


@pytest.mark.parametrize(
    "data", [b"", b"{", b"\xff\x00", b"[1]", b"[" * 9999, b'{"digest":"x","side":"y","orders":{}}']
)
def test_what_was_kept_and_is_damaged_is_none(table, scale, data):
    table.save()
    beside.orders_file(table.path).write_bytes(data)
    again = reopened(scale, table)
    assert again.draft.now == again.draft.blank


def test_what_was_kept_and_the_rules_forbid_is_left_out(table, scale):
    table.save()
    written = {scale.order[0]: scale.forbidden}
    data = {"digest": table.match.digest, "side": scale.order[0], "orders": written}
    beside.orders_file(table.path).write_bytes(msgspec.json.encode(data))
    again = reopened(scale, table)
    assert again.draft.now == again.draft.blank


def test_orders_that_were_kept_before_decisions_were_are_taken_up(tmp_path):
    table = _battle(path=tmp_path / "game.journal")
    table.save()
    orders = {"japan": [{"unit": "I/75", "task": "dig"}], "soviet": []}
    data = {"digest": table.match.digest, "side": "soviet", "orders": orders}
    beside.orders_file(table.path).write_bytes(msgspec.json.encode(data))
    again = reopened(SCALES["battle"], table)
    assert again.seat == "soviet"
    assert [o.unit for o in again.draft_of("japan").orders] == ["I/75"]


def test_seats_are_kept_as_they_were_and_as_they_were_written_before(scale, tmp_path):
    path = tmp_path / "game.journal"
    held = {seat: HUMAN if k else "plan:tanks-first" if scale is SCALES["battle"] else "plain:tsuji"
            for k, seat in enumerate(scale.order)}  # fmt: skip
    scale.lay(seats=held, path=path).save()
    assert scale.seats_of(path) == held
    lines = path.read_bytes().split(b"\n")
    header = msgspec.json.decode(lines[0])
    path.write_bytes(b"\n".join([msgspec.json.encode(header | {"seats": {}}), *lines[1:]]))
    old = {seat: tuple(who.split(":")) if ":" in who else (who, "") for seat, who in held.items()}
    if scale is SCALES["theatre"]:
        beside.seats_file(path).write_bytes(msgspec.json.encode(old))
        assert scale.seats_of(path) == held


@pytest.mark.parametrize("data", [b"", b"[]", b'{"japan":"king","soviet":"human"}', b'{"tokyo":"human"}'])
def test_where_seats_are_not_known_nobody_is_seated_and_the_user_is_asked(scale, tmp_path, data):
    path = tmp_path / "game.journal"
    beside.seats_file(path).write_bytes(data)
    with pytest.raises(SeatsMissing) as missing:
        scale.seats_of(path)
    *alone, together = missing.value.choices.values()
    assert [[seat for seat, who in seats.items() if who == HUMAN] for _name, seats in alone] == [
        [seat] for seat in scale.order
    ]
    assert set(together[1].values()) == {HUMAN}


def test_a_file_that_cannot_be_written_is_one_line_and_the_game_goes_on(table, scale, tmp_path):
    (tmp_path / "no folder").write_bytes(b"")
    line = table.save(tmp_path / "no folder" / "game.journal")
    assert line
    assert "\n" not in line
    sealed(table)
    assert len(table.match.records) == 1


def test_a_game_of_other_rules_stays_what_it_is(table, scale):
    sealed(table)
    table.save()
    lines = table.path.read_bytes().split(b"\n")
    header = msgspec.json.decode(lines[0]) | {"rules": "0.0"}
    table.path.write_bytes(b"\n".join([msgspec.json.encode(header), *lines[1:]]))
    again = reopened(scale, table)
    assert again.match.is_read_only
    old = table.path.read_bytes()
    again.draft.change(scale.written)
    assert again.save() == ""
    assert again.put_away() == ""
    assert table.path.read_bytes() == old
    assert again.save(table.path.with_name("other.journal")) == ""
    assert msgspec.json.decode(table.path.read_bytes().split(b"\n")[0])["rules"] == "0.0"
    assert scale.load(table.path.with_name("other.journal")).is_read_only
