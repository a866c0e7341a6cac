"""Houses that play by file: each with folders of its own, a program that may end at any moment, and a clock."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from game.files.mail.packets import decode
from game.files.mail.private import read_private
from game.model.battle.orders import Order
from game.players.mailing import games
from game.players.mailing.post import Post
from game.players.mailing.table import TheatreByMail
from game.whatif.theatre.chosen_battle import chosen_battle

DAY_S = 86400.0


class House:
    """One house: what is kept there, and the program that runs there now."""

    def __init__(self, folder: Path, exchange: Path) -> None:
        self.data, self.exchange = folder, exchange
        self.days = 20_000.0
        self.path: Path | None = None
        self.post: Post | None = None
        self.table: Any = None

    @contextmanager
    def at_home(self) -> Iterator[None]:
        """The user's folders are this house's."""
        before = os.environ.get("XDG_DATA_HOME")
        os.environ["XDG_DATA_HOME"] = str(self.data)
        try:
            yield
        finally:
            if before is None:
                del os.environ["XDG_DATA_HOME"]
            else:
                os.environ["XDG_DATA_HOME"] = before

    def clock(self) -> float:
        """Seconds since 1970 by the clock of the house."""
        return self.days * DAY_S

    def begin(self, plan: games.Plan) -> None:
        """Begins a game."""
        with self.at_home():
            self._entered(games.begin(plan, self.exchange, clock=self.clock))

    def join(self, *seats: str) -> None:
        """Joins the game that lies in the folder."""
        with self.at_home():
            self._entered(games.join(self.exchange, games.invitations(self.exchange)[0], seats, clock=self.clock))

    def _entered(self, post: Post) -> None:
        self.post, self.path = post, post.journal

    def end(self) -> None:
        """The program ends as if it had been killed."""
        for held in (self.post, self.table and self.table.keeping):
            if held:
                held.let_go()  # as the system does with the lock of a program that has ended
        self.post = self.table = None

    def start(self) -> None:
        """The program is started again and goes on with the game."""
        with self.at_home():
            if self.path is None:
                known = games.mail_games(clock=self.clock)
                self.path = known[0].path if known else None
            if self.path is not None:
                self.post = games.open_post(self.path, clock=self.clock)
                self.sit()

    def sit(self) -> None:
        """Sits down if the opening is done."""
        with self.at_home():
            assert self.post is not None
            self.table = self.table or games.sit_down(self.post, theatre=partial(TheatreByMail, fight=chosen_battle))

    def look(self) -> list[str]:
        """Looks, plays what can be played; the news."""
        with self.at_home():
            if self.table is None:
                assert self.post is not None
                news = list(self.post.look().news)
                self.sit()
                return news
            return list(self.table.advance()) + self.told()

    def told(self) -> list[str]:
        """Lines of the table."""
        news = list(self.table.news)
        self.table.news.clear()
        return news

    def order(self, *orders: Order) -> None:
        """Writes orders of a battle for the seat that writes."""
        with self.at_home():
            self.table.draft.give_all(orders)

    def seal(self) -> None:
        """Seals for all seats held here."""
        with self.at_home():
            while self.table.hand_on():
                pass

    def copy(self, where: Path) -> None:
        """All that the house keeps, as it is now."""
        shutil.copytree(self.data, where)

    @property
    def match(self) -> Any:
        """The game as it is known here."""
        return self.table.match

    @property
    def private(self) -> Any:
        """What lies in the private file."""
        assert self.path is not None
        return read_private(self.path)


def look_round(*houses: House, times: int = 3) -> list[str]:
    """Every house looks, some times in turn; all the news."""
    return [line for _ in range(times) for house in houses for line in house.look()]


def files(exchange: Path, words: str) -> list[Path]:
    """Packets of the folder whose file names end so."""
    return sorted(exchange.glob(f"*{words}*.ckf"))


def is_one_seal_each(exchange: Path) -> bool:
    """Nobody has sealed a turn twice."""
    seals = {p.name: p.key for p in map(_packet, exchange.glob("*.ckf")) if p and p.kind == "seal"}
    return len(set(seals.values())) == len(seals)


def _packet(path: Path) -> Any:
    try:
        return decode(path.read_bytes())
    except ValueError:
        return None
