"""From the seal to the next turn: hand-over, resolving beside the window, the film, the report, the end of the battle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.client import warm
from game.client.battle import facts
from game.client.battle.curtain import CurtainScreen
from game.client.battle.film import Film
from game.client.battle.report import ReportSheet
from game.client.battle.top_bar import SIDE_NAMES
from game.client.battle.why import WhySheet
from game.client.memory import give_back
from game.client.sitting import Turned
from game.client.worker import Job
from game.core.words import _

if TYPE_CHECKING:
    from game.client.battle.screen import BattleScreen
    from game.match import Event
    from game.model.calendar import Turn
    from game.model.orders import Order


class Turning:
    """The course of a turn on a battle screen."""

    def __init__(self, screen: BattleScreen) -> None:
        self.screen = screen
        self.last: Turned | None = None
        self.last_name = ""
        self.last_turn: Turn | None = None
        self.last_orders: dict[str, tuple[Order, ...]] = {}
        self._job: Job[Turned] | None = None

    # ------------------------------------------------------------ sealing
    def seal(self, *, run: bool = False) -> None:
        """Seals the orders of the side; passes the board, or resolves. `run`: without further orders until a side would stop."""
        s = self.screen
        if s.phase != "orders" or s.sitting.match.over:
            return
        s.app.speaker.play("stamp")
        s.hand.select("")
        s.sitting.muted = s.app.settings.muted_stops
        following = s.sitting.seal(run=run)
        if following:
            self._curtain(following)
        else:
            self._resolve()

    def _resolve(self) -> None:
        s = self.screen
        s.phase = "resolving"
        self.last_name, self.last_turn = s.turn_name, s.sitting.match.turn
        self.last_orders = {side: book.orders for side, book in s.sitting.books.items()}

        warm.start()  # the rules are loaded by one thread only; whoever came here without the menu waits for it too

        def work() -> Turned:
            warm.wait()
            return s.sitting.resolve_now()

        self._job = Job(work)
        s.layout()

    def tick(self) -> bool:
        """Looks whether the turn is resolved; True while that is awaited."""
        if self._job is None:
            return False
        if self._job.is_done:
            job, self._job = self._job, None
            if job.error is not None:
                self.screen.phase = "orders"
                self.screen.app.tell(
                    _("The turn was not resolved; your orders are kept"), str(job.error).splitlines()[0]
                )
                self.screen.layout()
            else:
                self._resolved(job.result)
        return True

    @property
    def is_busy(self) -> bool:
        """A turn is being resolved."""
        return self._job is not None

    def _resolved(self, turned: Turned) -> None:
        s = self.screen
        self.last = turned
        goes_on = s.sitting.goes_on()
        s.sitting.begin_turn()
        s.remember_score()
        if goes_on:
            self._resolve()
            return
        if len(s.sitting.humans) > 1:
            self._curtain(s.sitting.side)
        else:
            self.arrive()

    # ------------------------------------------------------------ sitting down
    def _curtain(self, side: str) -> None:
        s = self.screen
        s.phase = "passed"
        s.app.push(CurtainScreen(s.app, side, _(SIDE_NAMES[side]), s.turn_name, self.arrive))

    def arrive(self) -> None:
        """The side that writes next sits down: it sees the film of the last turn, then its report, then it writes."""
        s = self.screen
        side = s.sitting.side
        s.sit_down()
        if self.last is not None and len(self.last.films.get(side, ())) > 1:
            s.film = Film(self.last.films[side], self.last.events[side], speed=s.app.settings.speed)
            if s.app.settings.reduce_motion:
                s.film.is_playing = False
            s.phase = "film"
            s.layout()
        else:
            self.end_film(report=self.last is not None)

    def end_film(self, *, report: bool = True) -> None:
        """Film over or skipped: the report, then the orders."""
        s = self.screen
        if s.film is not None:
            s.app.settings.speed = s.film.speed
        s.film = None
        give_back()
        s.phase = "over" if s.sitting.match.over else "orders"
        s.layout()
        if report and self.last is not None:
            s.app.speaker.play("end_of_turn")
            self.report()
        elif s.sitting.match.over:
            self.verdict()

    def report(self) -> None:
        """Opens the report of the last turn."""
        s = self.screen
        if self.last is None:
            return
        events = self.last.events.get(s.sitting.side, ())
        figures = facts.turn_figures(s.sitting, events)
        if self.last.save_error:
            figures = [*figures, (_("Not saved"), self.last.save_error)]

        def close() -> None:
            s.show(None)
            if s.sitting.match.over:
                self.verdict()

        sheet = ReportSheet(
            s.brush,
            _("Report: {turn}").format(turn=self.last_name),
            figures,
            events,
            stops=s.sitting.stop_lines(s.sitting.side),
            show=self._show,
            why=self.why,
            close=close,
        )
        s.show(sheet)

    def _show(self, event: Event) -> None:
        s = self.screen
        s.show(None)
        s.go_to(event)

    def why(self, event: Event) -> None:
        """Opens every factor of an event over what is shown; closing goes back to it."""
        s = self.screen
        before = s.modal
        lines = s.sitting.match.explain(event)
        s.show(WhySheet(s.brush, s.sitting.scenario, event.text, lines, lambda: s.show(before)))

    def verdict(self) -> None:
        """The end: both scores by their own aims."""
        s = self.screen
        s.app.speaker.play("victory")
        s.app.tell(_("The battle is over"), facts.verdict(s.sitting))
