"""Tables of games by file with boards and pages on them."""

from __future__ import annotations

from typing import Any

from game.client.battle.sitting import Sitting
from game.client.theatre.sitting import TheatreSitting
from game.core.words import _
from game.files.errors import BadFile
from game.players.mailing.table import BattleManner, ByMail, TheatreManner


class BeforeWindow(ByMail[Any, Any, Any]):
    """What a window asks of a table by file: a full disk is told, and at the end the others are told of it at once."""

    def begin_turn(self) -> None:
        """The next turn of writing begins."""
        try:
            super().begin_turn()
        except BadFile as e:
            self.news.append(_("Not saved: {why}").format(why=str(e).splitlines()[0]))
        if self.over:
            self.post.look()


class MailSitting(BeforeWindow, BattleManner, Sitting):
    """A battle by file."""


class MailTheatreSitting(BeforeWindow, TheatreManner, TheatreSitting):
    """A strategic game by file. How the battle is settled was agreed in the invitation."""

    @property
    def has_battle(self) -> bool:
        """Nobody chooses at this screen how the battle is settled."""
        return False
