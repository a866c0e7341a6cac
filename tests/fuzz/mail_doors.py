"""The files of games by file, each with its door: packets as they lie and signed anew, the private file, the text of a reveal."""

import json
import random
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from game.files.mail import packets as P
from game.files.mail.private import private_file, read_private
from game.match.battle import Match
from game.match.theatre import TheatreMatch
from game.model.battle.orders import Order
from game.model.theatre.sheets import Move, Policy
from game.players.mailing import games
from game.players.mailing.post import Post
from tests.fuzz import mutants
from tests.players.mailing.houses import House, look_round

BATTLE, THEATRE = "silent-assault", "north-or-south"
Made = tuple[tuple[Path, ...], Callable[[], Any], Any]


def houses(folder: Path, *, is_theatre: bool = False) -> tuple[House, House]:
    """Two houses before the first turn."""
    one, two = House(folder / "a", folder / "drive"), House(folder / "b", folder / "drive")
    if is_theatre:
        one.begin(games.Plan(THEATRE, {"tokyo": "human", "field": "empty", "moscow": "mail"}, last=6))
    else:
        one.begin(games.Plan(BATTLE, {"japan": "human", "soviet": "mail"}))
    two.join()
    look_round(one, two)
    return one, two


def packets(folder: Path, *, is_resigned: bool = False) -> Made:
    """All packets of a turn, read by a house that watches."""
    one, two = houses(folder)
    position = one.match.digest
    one.seal()
    two.seal()
    look_round(one, two)
    drive, path = folder / "drive", one.path
    assert path is not None
    secrets = {own.seat: own.secret for house in (one, two) for own in house.private.own}
    blank = msgspec.structs.replace(read_private(path), came=(), sent=())

    def use() -> Any:
        post = Post(path, blank, {}, watches=True)
        post.stand(1, position)
        post.look()
        lines = (*post.ignored, *post.disputes, *post.waiting.lines, post.trouble)
        assert all(line.isprintable() for line in lines), lines
        games.invitations(drive)
        return None if post.ignored or post.disputes else post

    spoil = partial(resigned, secrets) if is_resigned else mutants.mutant
    return tuple(sorted(drive.glob("*.ckf"))), use, spoil


def resigned(secrets: dict[str, str], data: bytes, luck: random.Random) -> bytes:
    """A packet with one leaf of its content changed, signed anew by whoever it says it is of."""
    value = json.loads(data)
    content = value["content"]
    key = luck.choice([key for key in content if key != "kind"] or ["kind"])
    content[key] = luck.choice((content[key], -1, 3, 2**63, None, [], {}, "ab" * 32, "0" * 16, *mutants.WORDS))
    try:
        packet = msgspec.convert(value, P.Packet)
        return P.encode(P.sign(packet, secrets[packet.seat]))
    except (ValueError, KeyError):
        return json.dumps(value).encode()


def private(folder: Path) -> Made:
    """The private file of a game at its second turn."""
    one, two = houses(folder)
    one.seal()
    two.seal()
    look_round(one, two)
    path = one.path
    assert path is not None
    one.end()

    def use() -> Any:
        found = read_private(path)
        post = Post(path, found, {}, watches=True)
        post.stand(found.turns + 1, "0" * 16)
        post.look()
        for line in (*post.ignored, *post.waiting.lines):
            assert line.isprintable(), line
        assert games.mail_games()
        return post

    def in_the_folder() -> Any:
        with one.at_home():
            return use()

    return (private_file(path),), in_the_folder, mutants.mutant


def reveal(folder: Path, *, is_theatre: bool = False) -> Made:
    """What a seat has revealed: it is played as far as the rules allow, and the journal of it is read again."""
    one, _two = houses(folder, is_theatre=is_theatre)
    table, file = one.table, folder / "reveal.json"
    seat = table.seat
    if is_theatre:
        sheet = msgspec.structs.replace(table.draft.now, moves=(Move("HOM", "YAN", 1),), policy=Policy("talk"))
    else:
        table.draft.give_all((Order(unit="I/75", task="dig"), Order(unit="6/75", task="hold", note="to \u00e9")))
        sheet = table.draft.now
    file.write_bytes(msgspec.json.encode(sheet))

    def use() -> Any:
        table.news.clear()
        given = table._revealed(seat, file.read_bytes().decode("utf-8", "replace"))
        copy = folder / "copy.journal"
        if is_theatre:
            match: Any = TheatreMatch.new(table.match.theatre, seed=1, last=6)
            match.resolve_sheets({seat: given})
            match.save(copy)
            assert TheatreMatch.load(copy, match.theatre).digest == match.digest
        else:
            match = Match.new(table.match.scenario, seed=table.match.seed)
            match.resolve(**{seat: given})
            match.save(copy)
            assert Match.load(copy, match.scenario).digest == match.digest
        copy.unlink()
        return None if table.news else match

    return (file,), use, mutants.mutant


MAKERS: dict[str, Callable[[Path], Made]] = {
    "packets": packets,
    "resigned_packets": partial(packets, is_resigned=True),
    "private": private,
    "battle_reveal": reveal,
    "theatre_reveal": partial(reveal, is_theatre=True),
}
