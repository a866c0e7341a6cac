"""A game and its file: none is written over another, and of two programs on one game the second plays on in a branch."""

from __future__ import annotations

import base64
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from game.files import beside, saves
from game.files.battle.scenarios import load_scenario
from game.files.glance import glance
from game.match.battle import Match
from game.match.battle.order_book import Written
from game.model.battle.orders import Order
from game.players.battle.table import Table, seats_for, seats_of
from game.players.theatre.table import TheatreTable
from game.players.theatre.table import seats_of as theatre_seats_of

DIG = Order(unit="I/75", task="dig")
HOLDER = """
import sys
from pathlib import Path
from game.files.owner import hold
print(hold(Path(sys.argv[1])) is not None, flush=True)
sys.stdin.read()
"""


@pytest.fixture(autouse=True)
def user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of saved games of the test's own."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))


@pytest.fixture
def other(checkout: Path) -> Iterator[Any]:
    """`other(path)`: another program that plays the game of this file."""
    begun: list[subprocess.Popen[str]] = []

    def begin(path: Path) -> subprocess.Popen[str]:
        program = subprocess.Popen(
            [sys.executable, "-c", HOLDER, str(path)], cwd=checkout, text=True, stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )  # fmt: skip
        begun.append(program)
        assert program.stdout is not None
        assert program.stdout.readline() == "True\n"
        return program

    yield begin
    for program in begun:
        program.kill()
        program.communicate()


def new(side: str = "japan", seed: int = 5, path: Path | None = None) -> Table:
    """A new night."""
    scenario = load_scenario("silent-assault")
    return Table(Match.new(scenario, seed=seed), seats_for(side, scenario.sides), path=path)


def opened(path: Path) -> Table:
    """A saved night as it is opened."""
    scenario = load_scenario("silent-assault")
    table = Table(Match.load(path, scenario), seats_of(path, scenario), path=path)
    table.recall(path)
    return table


def played(table: Table, turns: int = 1) -> Table:
    """The table some turns later, saved after each."""
    for _turn in range(turns):
        table.play_turn()
        table.begin_turn()
        assert table.save() == ""
    return table


# ------------------------------------------------------------ a file of its own
def test_a_new_game_is_not_written_over_the_one_before_it():
    first = played(new(), 2)
    second = new("soviet", seed=7)
    second.book.give(Order(unit="40TB/1", task="hold"))
    assert second.path != first.path
    assert len(Match.load(first.path).records) == 2
    assert len(saves.games()) == 2


def test_an_order_is_on_the_disk_as_soon_as_it_is_written():
    table = new()
    table.book.give(DIG)
    assert opened(table.path).book.orders == (DIG,)
    table.book.undo()
    assert opened(table.path).book.orders == ()


def test_a_game_in_which_nothing_stands_leaves_no_file_when_it_is_left():
    table = new()
    table.book.give(DIG)
    table.book.undo()
    table.put_away()
    assert list(saves.folder().iterdir()) == []


def test_a_game_that_somebody_asked_to_save_stays_though_nothing_stands_in_it():
    table = new()
    assert table.save() == ""
    table.put_away()
    assert table.path.exists()


def test_who_sits_where_stands_in_the_header():
    table = new("soviet")
    table.save()
    assert glance(table.path).seats == {"japan": "computer", "soviet": "human"}
    assert not beside.seats_file(table.path).exists()
    assert opened(table.path).humans == ("soviet",)


def test_other_seats_are_written_into_the_header_of_a_game_that_goes_on():
    path = played(new()).path
    scenario = load_scenario("silent-assault")
    table = Table(Match.load(path, scenario), seats_for("both", scenario.sides), path=path)
    table.recall(path)
    played(table)
    assert opened(path).humans == ("japan", "soviet")
    assert len(opened(path).match.records) == 2


# ------------------------------------------------------------ ids
def test_the_id_of_a_game_is_not_of_its_luck_and_no_digest_knows_it():
    tables = [played(new(seed=5)) for _k in range(2)]
    ids = [glance(t.path).game for t in tables]
    assert len(set(ids)) == 2
    assert len({t.match.digest for t in tables}) == 1


def test_a_branch_has_an_id_of_its_own_and_a_game_that_goes_on_keeps_its_own():
    table = played(new())
    branch = table.match.branch(1)
    branch.save(saves.path_for("branch"))
    again = played(opened(table.path))
    assert glance(again.path).game == table.match.game
    assert glance(saves.path_for("branch")).game not in ("", table.match.game)


def test_a_journal_without_an_id_opens_and_goes_on(tmp_path):
    path = played(new(path=tmp_path / "old.journal")).path
    lines = path.read_bytes().split(b"\n")
    header = {k: v for k, v in msgspec.json.decode(lines[0]).items() if k not in ("game", "seats")}
    path.write_bytes(b"\n".join([msgspec.json.encode(header), *lines[1:]]))
    beside.seats_file(path).write_bytes(b'{"japan":"human","soviet":"computer"}')
    table = opened(path)
    table.book.give(DIG)
    assert opened(path).book.orders == (DIG,)
    assert len(opened(played(opened(path)).path).match.records) == 2


# ------------------------------------------------------------ what is sealed
def test_what_the_first_has_sealed_does_not_lie_on_the_disk_in_clear():
    table = new("both")
    table.book.give(DIG)
    table.hand_on()
    for path in saves.folder().iterdir():
        data = path.read_bytes()
        assert b"I/75" not in data
        assert b'dig"' not in data
    kept = msgspec.json.decode(beside.orders_file(table.path).read_bytes())["orders"]["japan"]
    assert b"I/75" not in base64.b64decode(kept)
    again = opened(table.path)
    assert again.side == "soviet"
    assert again.draft_of("japan").now == Written((DIG,))


def test_how_the_battle_of_a_turn_is_settled_is_kept_with_the_sheets(tmp_path):
    from game.files.theatre.theatres import load_theatre
    from game.match.theatre import TheatreMatch

    game = load_theatre("north-or-south")
    match = TheatreMatch.new(game, last=6)
    while match.turn.number < game.battle.turn:
        match.resolve()
    table = TheatreTable(match, dict.fromkeys(game.seat_ids, "human"), path=tmp_path / "game.journal")
    table.battle = "record"
    again = TheatreTable(TheatreMatch.load(table.path, game), theatre_seats_of(table.path, game), path=table.path)
    assert again.recall(table.path)
    assert again.battle == "record"


# ------------------------------------------------------------ two programs
def test_a_game_that_another_program_plays_goes_on_in_a_branch_and_that_is_said(other):
    path = played(new(path=saves.path_for("night"))).path
    held_here = opened(path)
    held_here.keeping.let_go()
    other(path)
    before = path.read_bytes()
    table = opened(path)
    assert table.news == ["night is being played in another program: you play on in a branch of it, night, branch"]
    table.book.give(DIG)
    played(table)
    assert path.read_bytes() == before
    branch = Match.load(saves.path_for("night, branch"))
    assert len(branch.records) == 2
    assert branch.parent == f"{branch.records[0].digest}@1"


def test_a_file_with_turns_that_the_game_has_not_is_left_and_nobody_else_is_blamed():
    """It was read before the second turn was played; no program holds it now."""
    path = played(new(path=saves.path_for("night"))).path
    opened(path).keeping.let_go()
    early = Table(Match.load(path), seats_of(path, load_scenario("silent-assault")), path=path)
    later = played(opened(path))
    later.keeping.let_go()
    before = path.read_bytes()
    early.book.give(DIG)
    assert early.news == ["night holds turns that this game does not: you play on in a branch of it, night, branch"]
    assert path.read_bytes() == before


def test_a_program_that_was_killed_holds_no_game_up(other):
    path = played(new(path=saves.path_for("night"))).path
    opened(path).keeping.let_go()
    program = other(path)
    program.kill()
    program.wait()
    assert path.with_suffix(".lock").exists()
    table = opened(path)
    assert (table.path, table.news) == (path, [])


def test_a_file_that_somebody_else_wrote_is_left_alone_and_the_game_goes_on_in_a_branch():
    table = played(new(path=saves.path_for("night")))
    strange = table.path.read_bytes().replace(b'"seed":5', b'"seed":6')
    table.path.write_bytes(strange + b"\n")
    played(table)
    assert saves.path_for("night").read_bytes() == strange + b"\n"
    assert table.news == ["night was changed by another program: you play on in a branch of it, night, branch"]
    assert len(Match.load(table.path).records) == 2


def test_a_game_that_was_played_on_after_it_was_read_goes_on_in_a_branch():
    path = played(new(path=saves.path_for("night"))).path
    late = Match.load(path)
    opened_first = played(opened(path))
    opened_first.keeping.let_go()
    table = Table(late, seats_for("japan", late.scenario.sides), path=path)
    table.recall(path)
    assert table.path == saves.path_for("night, branch")
    assert len(Match.load(path).records) == 2


def test_an_earlier_state_is_opened_as_a_branch_and_stays():
    played(opened(played(new(path=saves.path_for("night"))).path))
    (earlier,) = saves.earlier_games()
    before = earlier.path.read_bytes()
    table = played(opened(earlier.path))
    assert earlier.path.read_bytes() == before
    assert table.path == saves.path_for("night (1), branch")


# ------------------------------------------------------------ named copies
def test_a_copy_over_another_game_is_refused_until_it_is_meant_and_then_that_game_is_kept():
    played(new(path=saves.path_for("mine")), 2).keeping.let_go()
    table = played(new("soviet", seed=7))
    mine = saves.path_for("mine")
    assert "mine is another game: silent-assault, turns played: 2" in table.save(mine)
    assert len(Match.load(mine).records) == 2
    assert table.save(mine, over=True) == ""
    assert Match.load(mine).seed == 7
    assert len(Match.load(saves.path_for("mine 2")).records) == 2


def test_a_copy_over_an_earlier_copy_of_the_same_game_asks_nothing():
    table = played(new())
    mine = saves.path_for("mine")
    assert table.save(mine) == ""
    played(table)
    assert table.save(mine) == ""
    assert len(Match.load(mine).records) == 2


def test_a_copy_over_a_game_of_the_same_luck_is_refused_for_it_is_another():
    """Both begin with the same seed, and nothing has been played in either: no turn tells them apart, the id does."""
    mine = saves.path_for("mine")
    assert new(path=mine).save() == ""
    assert new().save(mine) == f"{mine}: mine is another game: silent-assault, turns played: 0"


def test_a_copy_over_a_later_state_of_the_same_game_is_refused():
    """The copy holds two turns, the game is opened again as it was after the first."""
    table, mine, early = played(new()), saves.path_for("mine"), saves.path_for("early")
    assert table.save(early) == ""
    assert played(table).save(mine) == ""
    assert "mine is another game: silent-assault, turns played: 2" in opened(early).save(mine)
    assert len(Match.load(mine).records) == 2


def test_a_copy_over_the_same_game_that_went_another_way_is_refused():
    """They part in the second turn of two."""
    table, mine, early = played(new()), saves.path_for("mine"), saves.path_for("early")
    assert table.save(early) == ""
    assert played(table).save(mine) == ""
    other_way = opened(early)
    other_way.book.give(DIG)
    played(other_way)
    ends = [t.match.records[-1].digest for t in (table, other_way)]
    assert ends[0] != ends[1]
    assert "mine is another game" in other_way.save(mine)
    assert Match.load(mine).digest == ends[0]


def test_a_copy_over_what_is_no_game_is_refused_until_it_is_meant_and_then_it_is_kept():
    mine = saves.path_for("mine")
    mine.parent.mkdir(parents=True, exist_ok=True)
    mine.write_bytes(b"a letter\n")
    table = played(new())
    assert table.save(mine) == f"{mine}: mine is a file that holds something else"
    assert mine.read_bytes() == b"a letter\n"
    assert table.save(mine, over=True) == ""
    assert saves.path_for("mine 2").read_bytes() == b"a letter\n"


def test_a_copy_over_a_game_that_another_program_plays_is_refused(other):
    path = played(new(path=saves.path_for("mine"))).path
    opened(path).keeping.let_go()
    other(path)
    assert "is being played in another program" in played(new()).save(path, over=True)
