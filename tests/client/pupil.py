"""An automatic pupil at the window: does by keys exactly what each step of a lesson waits for, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from game.client.app import App
from game.client.battle.screen import BattleScreen
from game.client.theatre.line import Line
from game.model.battle.verbs import gesture_of
from tests.client.drive import frame, key, seal, wait_for
from tests.client.test_battle_screen import point_cursor

if TYPE_CHECKING:
    from game.model.lesson import Awaited


class Pupil:
    """Somebody who sits before the window and reads no more than the step."""

    def __init__(self, app: App) -> None:
        assert app.guide is not None
        self.app, self.guide = app, app.guide

    @property
    def screen(self) -> Any:
        """The page of the lesson."""
        return self.guide.scene.screen

    def learn(self) -> list[str]:
        """All steps to the end; their names in the order they were done."""
        done = []
        while (step := self.guide.course.step) is not None:
            done.append(step.id)
            self.do_step()
        return done

    def do_step(self) -> None:
        """What the present step waits for; then the next has begun."""
        guide, at = self.guide, self.guide.course.at
        for waited in guide.course.missing():
            self.close()
            getattr(self, waited.act)(waited)
            frame(self.app)
        self.close()
        frame(self.app)
        if guide.course.is_done:
            key(self.app, "F10")
        assert guide.course.at == at + 1, guide.course.missing()

    def close(self) -> None:
        """Puts away dialogs, the fire plan and what is waited for."""
        frame(self.app)
        while self.screen.modal is not None:
            key(self.app, "Esc")
        if getattr(self.screen, "plan_shown", False):
            key(self.app, "F4")

    # ------------------------------------------------------------ acts of a battle
    def looked(self, waited: Awaited) -> None:
        if self.screen.hand.cursor is None:
            key(self.app, "Left")
        point_cursor(self.app, self.screen, self.pair(waited.hex))

    def took(self, waited: Awaited) -> None:
        for _press in range(100):
            if self.screen.hand.selected == waited.unit:
                return
            key(self.app, "n")
        raise AssertionError(f"{waited.unit} is never in hand")

    def ordered(self, waited: Awaited) -> None:
        screen: BattleScreen = self.screen
        self.took(waited)
        if screen.sitting.book.of(waited.unit) is None:
            gesture = gesture_of(waited.task, manner=waited.manner, mission=waited.mission)
            assert gesture is not None
            key(self.app, gesture.key.lower())
            if waited.hex is not None:
                point_cursor(self.app, screen, self.pair(waited.hex))
                key(self.app, "Enter")
        while waited.not_before and self.guide.course.missing():
            order = screen.sitting.book.of(waited.unit)
            assert order is not None
            start = screen.sitting.pulse(order.start) if order.start else screen.sitting.ready_pulse(waited.unit)
            if start >= screen.sitting.pulse(waited.not_before):
                break
            key(self.app, "]")

    def forecast(self, waited: Awaited) -> None:
        wait_for(self.app, lambda: self.screen.forecasts.result is not None)

    def turned(self, waited: Awaited) -> None:
        seal(self.app)
        if isinstance(self.screen, BattleScreen):
            wait_for(self.app, lambda: self.screen.phase == "film")
            key(self.app, "Enter")
        else:
            wait_for(self.app, lambda: not self.screen.is_busy and self.screen.modal is not None)

    def explained(self, waited: Awaited) -> None:
        key(self.app, "y", "Down", "e")

    # ------------------------------------------------------------ acts of either scale
    def opened(self, waited: Awaited) -> None:
        key(self.app, {"plan": "F4", "report": "y", "card": "i", "tracks": "t"}[waited.what])

    # ------------------------------------------------------------ acts of a strategic game
    def struck(self, waited: Awaited) -> None:
        for _press in range(60):
            focus = self.screen.ui.focus
            if isinstance(focus, Line) and focus.action is not None and "strike" in repr(focus.action):
                key(self.app, "Enter")
                return
            key(self.app, "Tab")
        raise AssertionError("Tab never reaches the staff plan")

    def chose(self, waited: Awaited) -> None:
        key(self.app, "p", "Down", "Enter")

    def read(self, waited: Awaited) -> None:
        key(self.app, "c")

    def answered(self, waited: Awaited) -> None:
        key(self.app, "c", "1")

    @staticmethod
    def pair(here: tuple[int, int] | None) -> tuple[int, int]:
        assert here is not None
        return here
