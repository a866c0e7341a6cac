"""Whole games through files alone, with one lost, one doubled, one forged: a night, ten turns of the campaign, Act I."""

from __future__ import annotations

import shutil
from pathlib import Path

import msgspec
import pytest

from game.files.mail import packets as P
from game.match.battle import Match
from game.match.theatre import TheatreMatch
from game.model.battle.orders import Order
from game.model.theatre.sheets import Policy
from game.players.mailing import games
from tests.players.mailing.houses import House, files, is_one_seal_each, look_round

ORDERS = {"silent-assault": {"japan": ("I/75", "dig"), "soviet": ("Tereshkin", "dig")}}
ORDERS["changkufeng"] = {"japan": ("Noguchi", "dig"), "soviet": ("59R", "dig")}


def mishap(drive: Path, turn: int, seat: str) -> None:
    """One packet is lost, one doubled, one forged: at the seals of three turns."""
    found = files(drive, f"{seat} t{turn:02} seal")
    if not found:
        return
    if turn == 1:
        found[0].unlink()
    elif turn == 2:
        shutil.copy(found[0], drive / "copy of a packet (2).ckf")
    elif turn == 3:
        packet = P.decode(found[0].read_bytes())
        content = P.Seal(position=packet.content.position, commitment="cd" * 32)
        forged = P.sign(msgspec.structs.replace(packet, content=content), "22" * 32)
        (drive / "forged.ckf").write_bytes(P.encode(forged))


def played(houses: list[House], turns: int, write) -> None:
    """Turns are written, sealed one house after the other with mishaps between, and looked for until they are played."""
    for turn in range(1, turns + 1):
        if houses[0].match.over:
            break
        for house in houses:
            write(house, turn)
            house.seal()
            mishap(houses[0].exchange, turn, house.post.own[0])
            if turn == 2:
                house.end()
                house.start()
        look_round(*houses, times=4)
        assert {len(h.match.records) for h in houses} == {turn}
        assert len({h.match.digest for h in houses}) == 1, f"turn {turn}"
    look_round(*houses)


@pytest.mark.parametrize(("scenario", "turns"), [("silent-assault", 99), ("changkufeng", 10)])
def test_a_battle_is_played_by_file(tmp_path, scenario, turns):
    drive = tmp_path / "drive"
    houses = [House(tmp_path / name, drive) for name in "ab"]
    houses[0].begin(games.Plan(scenario, {"japan": "human", "soviet": "mail"}))
    houses[1].join()
    look_round(*houses)

    def write(house: House, turn: int) -> None:
        unit, task = ORDERS[scenario][house.post.own[0]]
        order = Order(unit=unit, task=task)
        if turn == 1 and house.match.refusal(order) is None:
            house.order(order)

    played(houses, turns, write)
    assert [r.orders for r in houses[0].match.records] == [r.orders for r in houses[1].match.records]
    assert any(r.orders["japan"] for r in houses[0].match.records)
    assert is_one_seal_each(drive) or files(drive, "forged")
    for house in houses:
        assert not house.table.disputes
        again = Match.load(house.path, at_table=True)
        assert again.digest == houses[0].match.digest


@pytest.mark.long
def test_act_one_is_played_by_three_seats(tmp_path):
    drive = tmp_path / "drive"
    houses = [House(tmp_path / name, drive) for name in "abc"]
    seats = {"tokyo": "human", "field": "mail", "moscow": "mail"}
    houses[0].begin(games.Plan("north-or-south", seats, last=6, battle="record"))
    houses[1].join("moscow")
    houses[2].join("field")
    look_round(*houses, times=4)

    def write(house: House, turn: int) -> None:
        draft = house.table.draft
        wanted = msgspec.structs.replace(draft.now, policy=Policy(id="talk"))
        if house.match.refusal(house.table.seat, wanted) is None:
            draft.change(wanted)

    played(houses, 6, write)
    assert houses[0].match.over
    battles = [r.battle for r in houses[0].match.records]
    assert sum(b is not None for b in battles) == 1
    for house in houses:
        assert not house.table.disputes
        assert TheatreMatch.load(house.path).digest == houses[0].match.digest


@pytest.mark.long
def test_a_computer_at_a_seat_orders_the_same_in_every_house(tmp_path):
    drive = tmp_path / "drive"
    houses = [House(tmp_path / name, drive) for name in "ab"]
    houses[0].begin(games.Plan("north-or-south", {"tokyo": "human", "field": "plain", "moscow": "mail"}, last=6))
    houses[1].join()
    look_round(*houses)
    played(houses, 4, lambda _house, _turn: None)
    sheets = [[r.sheets["field"] for r in h.match.records] for h in houses]
    assert sheets[0] == sheets[1]
    assert houses[0].table.commanders == {}, "what it remembered of the turn is gone"
    assert any(sheet and (sheet.policy or sheet.moves or sheet.answers) for sheet in sheets[0])


def test_two_at_one_screen_and_one_away(tmp_path):
    drive = tmp_path / "drive"
    houses = [House(tmp_path / name, drive) for name in "ab"]
    houses[0].begin(games.Plan("north-or-south", {"tokyo": "human", "field": "human", "moscow": "mail"}, last=6))
    houses[1].join()
    look_round(*houses)
    one = houses[0]
    with one.at_home():
        assert one.table.hand_on() == "field"
        assert not one.table.is_sealed
        assert one.table.hand_on() == ""
        assert one.table.is_sealed
    houses[1].seal()
    look_round(*houses)
    assert one.match.digest == houses[1].match.digest
    assert len(one.match.records) == 1
