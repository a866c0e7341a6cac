"""The last page of the strategic game: each seat's score, act by act and part by part, beside where doing nothing led."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import pygame

from game.client.kit import palette
from game.client.kit.keys import shown
from game.client.kit.widgets import Button, Modal, Reading
from game.client.theatre.names import ACT_NUMERALS
from game.core.words import _, aside, written

if TYPE_CHECKING:
    from game.client.kit.paint import Brush
    from game.match.theatre.verdict import ActEnd, PartEnd, Verdict

Block = tuple[str, str, tuple[int, ...]]
FLAT = 0.5  # points of a part under which it neither gained nor lost


class EndDialog(Modal):
    """Words to read at length, a head for each seat people held. `graded`: what is said of an act's score, by seat and act."""

    def __init__(
        self,
        brush: Brush,
        verdicts: Sequence[tuple[str, Verdict]],
        graded: Callable[[str, int, float], str],
        claims: str,
        close: Callable[[], None],
        graphs: Callable[[], None],
    ) -> None:
        super().__init__(brush, (brush.px(860), brush.px(660)), _("The game is over"), close, paper=True)
        self.verdicts, self.graded, self.claims, self.graphs = tuple(verdicts), graded, claims, graphs
        self.blocks = self._blocks()

    @property
    def words(self) -> str:
        """All that is told, a line each."""
        return "\n".join(words for words, _style, _ink in self.blocks)

    def lay_out(self, window: tuple[int, int]) -> None:
        """Places the words and the buttons."""
        px = self.ui.brush.px
        room = self.place(window)
        y = room.bottom - px(34)
        words = Reading((room.x, room.y, room.w, y - room.y - px(10)), self.blocks)
        graphs = Button((room.x, y, px(150), px(40)), _("Graphs"), self.graphs, look="paper", key=shown("G"))
        done = Button((room.right - px(130), y, px(130), px(40)), _("Close"), self.close, look="brass", key="Esc")
        self.set([words, graphs, done], focus=done)

    def handle(self, event: pygame.Event) -> bool:
        """G goes on to the graphs."""
        if event.type == pygame.KEYDOWN and event.key == pygame.K_g:
            self.graphs()
            return True
        return super().handle(event)

    def _blocks(self) -> list[Block]:
        found: list[Block] = []
        for name, verdict in self.verdicts:
            head = _("{seat}: {score} of 100; the record {record}")
            words = head.format(seat=name, score=f"{verdict.total:.0f}", record=f"{verdict.record:.0f}")
            found.append((words, "heading", palette.INK))
            for act in verdict.acts:
                found += self._act(verdict.seat, act)
        if self.claims:
            found.append((self.claims, "note", palette.PAPER_DIM))
        return found

    def _act(self, seat: str, act: ActEnd) -> list[Block]:
        numeral = ACT_NUMERALS.get(act.act, act.act)
        if not act.parts:
            words = _("Act {n}: {score}. A general war gives every seat this score.")
            return [(words.format(n=numeral, score=f"{act.total:.0f}"), "strong", palette.CLAIM_SOVIET)]
        words = _("Act {n}: {score}. To order nothing led to {idle} as it began: {gain} by play and luck.")
        gain = f"{round(act.total) - round(act.idle):+d}"
        head = words.format(n=numeral, score=f"{act.total:.0f}", idle=f"{act.idle:.0f}", gain=gain)
        lines: list[Block] = [(head, "strong", palette.CLAIM_SOVIET)]
        if grade := self.graded(seat, act.act, act.total):
            lines.append((grade, "small", palette.PAPER_DIM))
        return lines + [(_part(p), "body", palette.INK) for p in sorted(act.parts, key=lambda p: -abs(p.gain))]


def _part(part: PartEnd) -> str:
    """A part in a line: what it gave, what that is against doing nothing, and the cards that decided it."""
    line = _("{title}: {points} of {most}, {gain}").format(
        title=_(part.title),
        points=written(part.points, ".1f"),
        most=f"{part.most:.0f}",
        gain=_("as if nothing were ordered") if abs(part.gain) < FLAT else written(part.gain, "+.1f"),
    )
    return line + aside(part.because)
