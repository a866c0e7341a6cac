"""What is heard on a battle screen: the pulses of the film as they pass, and the weather over the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.client.kit.sound import MOST, sounds_of

if TYPE_CHECKING:
    from game.client.battle.film import Film
    from game.client.battle.screen import BattleScreen
    from game.client.map.position import Hex


class Hearing:
    """The ear in the middle of the map view. It hears what the side knows to have happened, and nothing else."""

    def __init__(self, screen: BattleScreen) -> None:
        self.screen = screen
        self._film: Film | None = None
        self._at = 0

    @property
    def middle(self) -> Hex:
        """The hex in the middle of the view; of the map where the view shows its edge there."""
        camera, sitting = self.screen.camera, self.screen.sitting
        return camera.hex_at(camera.view.center) or (sitting.columns // 2, sitting.rows // 2)

    @property
    def weather(self) -> tuple[float, bool]:
        """Rain 0-1, and whether it is night, over the map as shown; neither while the board is passed."""
        if self.screen.phase == "passed":
            return 0.0, False
        shown = self.screen.shown
        return float(shown.sky == "rain"), shown.light == "night" and shown.sky != "rain"

    def follow(self, film: Film) -> None:
        """Plays the pulse the film has come to; one stepped or jumped back to is not heard again. Fast films say less."""
        if film is not self._film:
            self._film, self._at = film, 0
        before, self._at = self._at, film.at
        if film.at != before + 1:
            return
        most = max(1, round(MOST / max(1.0, film.speed)))
        for heard in sounds_of(film.happening(), self.middle, most):
            self.screen.app.speaker.play(*heard)
