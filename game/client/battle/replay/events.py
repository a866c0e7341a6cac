"""The events of a turn of the re-enactment as a report; each can be shown on the board and explained."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from game.client.battle.report import Page, ReportDialog
from game.client.battle.why import WhyDialog
from game.core.words import _
from game.match.battle.headline import folds

if TYPE_CHECKING:
    from game.client.battle.replay.screen import ReplayScreen
    from game.match.battle import Event


def tell(screen: ReplayScreen) -> None:
    """The events of the turn shown, up to this pulse."""
    screen.place.is_playing = False
    if screen.place.turn >= len(screen.rerun.turns):
        return
    turn = screen.rerun.turns[screen.place.turn]
    events = [e for e in turn.events if e.pulse < max(1, screen.place.pulse)]

    def show(event: Event) -> None:
        screen.show(None)
        if event.hex is not None:
            screen.left.centre(event.hex)
            screen.hover = event.hex

    def why(event: Event) -> None:
        before = screen.modal
        lines = screen.rerun.match.explain(event)
        screen.show(WhyDialog(screen.brush, screen.scenario, event.text, lines, lambda: screen.show(before)))

    lost = turn.men_lost[min(screen.place.pulse, len(turn.men_lost) - 1)]
    names = screen.scenario.side_names
    figures = [(_("Losses, {s}").format(s=_(names[side])), str(n)) for side, n in lost.items()]
    title = _("Events of {turn}").format(turn=turn.name)
    page = Page(title, figures, events, places=partial(folds, screen.scenario))
    screen.show(ReportDialog(screen.brush, [page], show=show, why=why, close=lambda: screen.show(None)))
