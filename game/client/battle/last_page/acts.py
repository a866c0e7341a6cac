"""The doors at the foot of the last page: where to go from here, and why not."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from game.core.words import _

if TYPE_CHECKING:
    from game.client.battle.last_page.screen import LastPage

Act = tuple[str, Callable[[], None], str, str, str]  # words, act, tip, why not, look


def acts_of(page: LastPage) -> list[Act]:
    """Every door of a page."""
    older = _("A game of older rules cannot be played again.") if page.match.is_read_only else ""
    looked = "" if page.review is not None else page.waiting
    two = _("Two played at this table: both sides were yours.") if len(page.sitting.humans) > 1 else ""
    step = page.review.steps[page.chosen].name if page.review is not None else ""
    games = [(*page.games, "", "paper")] if page.is_narrow and page.may_play else []
    return [
        *games,
        (
            _("Beside the record"),
            page.watch,
            _("Your battle turn by turn on one map, what happened in 1938 on the other."),
            older,
            "paper",
        ),
        (
            _("From this turn"),
            page.from_turn,
            _("A branch: play on from the beginning of the turn chosen on the curve, {turn}.").format(turn=step),
            older or looked,
            "paper",
        ),
        (
            _("Ask the laboratory"),
            page.ask,
            _(
                "What if, from the beginning of the turn chosen on the curve, {turn}: played on many times, with and without."
            ).format(turn=step),
            older or looked,
            "paper",
        ),
        (
            _("Other side"),
            page.other_side,
            _("The same battle with the seats changed, under new luck."),
            older or two,
            "paper",
        ),
        (_("Play again"), page.play_again, _("The same battle and the same seat, under new luck."), older, "brass"),
        (
            _("Keep as one page"),
            page.keep,
            _("One file for any browser, with the map of each turn: to be read, printed or handed in."),
            looked,
            "paper",
        ),
        (
            _("Back to the map"),
            page.back,
            _("The last position; the game's menu leads back to this page."),
            "",
            "paper",
        ),
        (_("To the menu"), page.app.home, "", "", "paper"),
    ]
