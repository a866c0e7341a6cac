"""How the battle of August is settled: drawn, the record's, fought out by computers, or a game of one's own."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from game.client.kit import palette
from game.client.kit.widgets import Button, Listing, Modal, Reading, Row, Scroll, Widget
from game.client.kit.worker import Job
from game.core.words import _
from game.files import saves
from game.files.names import shown_name
from game.whatif.theatre.chosen_battle import DRAWN, FOUGHT, RECORD, journals_of, new_battle, result_of

if TYPE_CHECKING:
    from game.client.theatre.screen import TheatreScreen
    from game.client.theatre.sitting import TheatreSitting
    from game.model.battle_result import BattleResult


def choice_words(choice: str) -> str:
    """A way to settle the battle, in a word or two; for a game of one's own its name."""
    known = {DRAWN: _("drawn"), RECORD: _("as in the record"), FOUGHT: _("fought out by computers")}
    return known.get(choice) or Path(choice).stem


def write_battle(table: TheatreSitting) -> Path:
    """Writes the battle as the strategic game gives it down, as a saved game for the side of the seat that writes.

    Raises:
        BadFile: the battle's scenario is damaged.
        ValueError: this turn has no battle, or the game cannot be written.
    """
    from game.players.battle.table import COMPUTER, Table
    from game.players.table import HUMAN

    match = new_battle(table.match, table.gather())
    sides = match.scenario.sides
    humans = {sides[table.match.theatre.side_of(seat)] for seat in table.humans}
    seats = {side: HUMAN if side in humans else COMPUTER for side in sides}
    name = f"{match.scenario.title}, {table.match.theatre.title} {match.scenario.digest[:4]}"
    written = Table(match, seats, path=saves.path_for(name))
    line = written.save()
    written.keeping.let_go()
    if line:
        raise ValueError(line)
    return written.path


class BattleDialog(Modal):
    """Ways to settle it in a list, saved games of the battle below; what is under the cursor at the foot."""

    def __init__(self, screen: TheatreScreen) -> None:
        px = screen.brush.px
        super().__init__(screen.brush, (px(820), px(600)), _("The battle of August"), screen.close_dialog, paper=True)
        self.screen, self.table = screen, screen.table
        join = self.table.match.theatre.join
        assert join is not None
        self.join = join
        games = {s.path: s for s in saves.saved_games()}
        self.games = [games[path] for path in journals_of(list(games), join)]
        self.choices = [DRAWN, RECORD, FOUGHT, *(str(g.path) for g in self.games)]
        self.at = self.choices.index(self.table.battle) if self.table.battle in self.choices else 0
        self.line, self.is_warning = "", False
        self.scroll = Scroll()
        self._reading: Job[BattleResult] | None = None
        self._writing: Job[Path] | None = None
        self._window = (0, 0)

    def lay_out(self, window: tuple[int, int]) -> None:
        """Places the list, its line and the buttons."""
        px = self.ui.brush.px
        self._window = window
        room = self.place(window)
        rows = [
            Row(_("Drawn"), under=_("From the odds of the cards, as any other turn")),
            Row(_("As in the record"), under=_("What both armies recorded; who stays on the hill is still a card")),
            Row(
                _("Fought out by computers"),
                under=_("The whole battle, within the limits that this game sets; takes a while"),
            ),
            *(Row(g.name, right=g.day, under=_("A saved game of the battle, once it is over")) for g in self.games),
        ]
        low = room.bottom - px(34)
        names = Listing(
            (room.x, room.y, room.w, low - room.y - px(78)), rows, self._look, chosen=self.at, height=px(48), paper=True,
            scroll=self.scroll, enter=lambda _i: self._take(),
        )  # fmt: skip
        words = self.line or _(
            "Played by hand: it is written as a saved game; come back by Load a game when it is over."
        )
        colour = palette.CLAIM_SOVIET if self.is_warning else palette.PAPER_DIM
        told = Reading((room.x, low - px(70), room.w, px(62)), [(words, "body", colour)])
        take = Button((room.x, low, px(150), px(40)), _("Choose"), self._take, look="brass", key="Enter")
        write = Button((room.x + px(158), low, px(220), px(40)), _("Play it by hand"), self._write, look="paper")
        waits = self.table.seat != self.table.humans[-1]
        take.enabled = not self.is_busy
        write.enabled, write.why_not = not self.is_busy and not waits, _("The last seat to write does this")
        done = Button((room.right - px(110), low, px(110), px(40)), _("Close"), self.close, look="paper", key="Esc")
        widgets: list[Widget] = [names, told, take, write, done]
        self.set(widgets, focus=names)

    @property
    def is_busy(self) -> bool:
        """A journal is being read or written."""
        return self._reading is not None or self._writing is not None

    def _look(self, i: int) -> None:
        self.at = i

    def _say(self, line: str, *, warns: bool = False) -> None:
        self.line, self.is_warning = line, warns
        self.lay_out(self._window)

    def _take(self) -> None:
        if self.is_busy:
            return
        choice = self.choices[self.at]
        if choice in (DRAWN, RECORD, FOUGHT):
            self._chosen(choice)
            return
        self._reading = Job(partial(result_of, choice, self.join))
        self._say(_("The saved game is read …"))

    def _chosen(self, choice: str) -> None:
        self.table.battle = choice
        self.close()

    def _write(self) -> None:
        if self.is_busy:
            return
        self._writing = Job(partial(write_battle, self.table))
        self._say(_("The battle is laid out …"))

    def tick(self) -> bool:
        """Looks whether a journal has been read or written."""
        if self._reading is not None and self._reading.is_done:
            job, self._reading = self._reading, None
            if job.error is None:
                self._chosen(self.choices[self.at])
            else:
                self._say(_one_line(job.error), warns=True)
            return True
        if self._writing is not None and self._writing.is_done:
            written, self._writing = self._writing, None
            if written.error is None:
                words = _("Written: {name}. Play it from the menu; this turn waits, its sheet is written anew.")
                self._say(words.format(name=shown_name(written.result.stem)))
            else:
                self._say(_one_line(written.error), warns=True)
            return True
        return False


def _one_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]
