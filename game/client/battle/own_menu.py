"""What a battle adds to the game's menu: the last page, the briefing, the way back to the turn before."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from game.client.battle.going_back import ask_back
from game.client.pages.game_menu import Act
from game.core.words import _

if TYPE_CHECKING:
    from game.client.battle.screen import BattleScreen


def menu_acts(screen: BattleScreen) -> Iterator[Act]:
    """Name, act and key of each that can be had now."""
    keys = screen.app.keys
    if screen.phase == "over":
        yield _("The last page"), screen.turning.last_page, ""
    yield _("Briefing"), screen.brief, keys.of("goals")
    if screen.phase in ("orders", "over") and not screen.sitting.why_not_back():
        yield _("Back to the turn before"), lambda: ask_back(screen), keys.of("earlier")
