"""From the seal to the next turn: hand-over, resolving beside the window, the film, the report, the end of the battle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from game.client import warm
from game.client.battle import facts
from game.client.battle.doubting import DoubtsDialog, doubts_of
from game.client.battle.film import Film
from game.client.battle.grading import Grading
from game.client.battle.report import Page, ReportDialog
from game.client.battle.sitting import Turned
from game.client.battle.why import WhyDialog
from game.client.kit.memory import give_back
from game.client.map.sides import colours
from game.client.pages.carrying import is_looked_at
from game.client.pages.turning import Handing, has_sealed
from game.core.words import _, enumerated
from game.files.errors import BadFile
from game.match.battle.headline import folds, headline
from game.match.dates import moment_words

if TYPE_CHECKING:
    from game.client.battle.screen import BattleScreen
    from game.match.battle import Event
    from game.match.battle.headline import Fold
    from game.model.battle.calendar import Turn
    from game.model.battle.orders import Order


@dataclass
class Played:
    """A turn that was sealed: its name, its orders, what each side saw of it, and the men each had lost before it."""

    name: str
    turn: Turn
    orders: dict[str, tuple[Order, ...]]
    turned: Turned | None = None
    lost: dict[str, int] = field(default_factory=dict)


class Turning:
    """The course of a turn on a battle screen; of a Run, all its turns one after the other."""

    def __init__(self, screen: BattleScreen) -> None:
        self.screen = screen
        self.run: list[Played] = []  # the turns since the orders were sealed
        self.at = 0  # the one whose film is shown
        self.handing: Handing[Turned] = Handing(screen, screen.sitting)
        self.grading = Grading(screen.sitting)

    @property
    def last(self) -> Turned | None:
        """What was seen of the last turn played."""
        return self.run[-1].turned if self.run else None

    @property
    def last_name(self) -> str:
        """Name of the turn that is resolved, or was resolved last."""
        return self.run[-1].name if self.run else ""

    @property
    def shown(self) -> Played | None:
        """The turn whose film is shown."""
        return self.run[self.at] if self.at < len(self.run) else None

    def events(self, side: str) -> tuple[Event, ...]:
        """What a side knows to have happened since the orders were sealed, every turn of a Run."""
        return tuple(e for p in self.run if p.turned is not None for e in p.turned.events.get(side, ()))

    # ------------------------------------------------------------ sealing
    def seal(self, *, run: bool = False, is_sure: bool = False) -> None:
        """Seals the orders of the side; passes the board, or resolves. `run`: without further orders until a side would stop.

        Where something about them is doubtful it asks first, unless the commander `is_sure`.
        """
        s = self.screen
        if s.phase != "orders" or s.sitting.match.over:
            return
        if is_looked_at(s.sitting):
            s.app.speaker.play("refusal")
            return
        if not is_sure and (found := doubts_of(s)):
            s.show(DoubtsDialog(s, found, lambda: self.seal(run=run, is_sure=True)))
            return
        s.app.speaker.play("stamp")
        s.hand.select("")
        s.sitting.muted = s.app.settings.muted_stops
        try:
            following = s.sitting.seal(run=run)
        except BadFile as e:
            s.app.tell(_("The orders are not sealed"), str(e).splitlines()[0])
            return
        if following:
            self._curtain(following)
        elif has_sealed(s.sitting):
            self._wait()
        else:
            self._play()

    def _play(self) -> None:
        self.run, self.at = [], 0
        self._resolve()

    def _wait(self) -> None:
        """By file: until the orders of all are there."""
        s = self.screen
        s.phase = "passed"
        self.handing.wait(enumerated((_(s.sitting.scenario.title), s.turn_name)), self._play)

    @property
    def begins_covered(self) -> bool:
        """Nothing is shown when the page opens: somebody must sit down first, or the turn waits for others."""
        if self.screen.sitting.match.over:
            return False  # all is open
        return len(self.screen.sitting.humans) > 1 or has_sealed(self.screen.sitting)

    def begin(self) -> None:
        """The page opens covered."""
        if has_sealed(self.screen.sitting):
            self._wait()
        else:
            self._curtain(self.screen.sitting.side)

    def _resolve(self) -> None:
        s = self.screen
        s.phase = "resolving"
        orders = {side: s.sitting.draft_of(side).orders for side in s.sitting.humans}
        self.run.append(Played(s.turn_name, s.sitting.match.turn, orders))
        warm.start()  # whoever came here without the menu: the rules are compiled behind the game
        self.handing.start(s.sitting.resolve_now)

    def tick(self) -> bool:
        """Looks whether the turn is resolved; True while that is awaited."""
        return self.handing.fetch(self._resolved, self._failed)

    def _failed(self) -> None:
        self.run.pop()
        self.screen.phase = "orders"

    @property
    def is_busy(self) -> bool:
        """A turn is being resolved."""
        return self.handing.is_busy

    def _resolved(self, turned: Turned) -> None:
        s = self.screen
        self.run[-1].turned, self.run[-1].lost = turned, dict(s.sitting.lost_before)
        if s.sitting.match.over:
            self.grading.start()  # while film and report are looked at
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
        self.screen.phase = "passed"
        scenario = self.screen.sitting.scenario
        own = colours(scenario, side)
        name = _(scenario.side_names[side])
        self.handing.pass_on((own.deep, own.pale), name, self.screen.turn_name, self.arrive)

    def arrive(self) -> None:
        """The side that writes next sits down: it sees the film of every turn played, then the report, then it writes."""
        self.at = 0
        self.screen.sit_down()
        if not self._film():
            self.end_film(report=self.last is not None)

    def _film(self) -> bool:
        """Starts the film of the turn to be shown; False if there is nothing to show of it."""
        s = self.screen
        side, turned = s.sitting.side, self.shown.turned if self.shown is not None else None
        if turned is None or len(turned.films.get(side, ())) < 2:
            return False
        playing = s.film.is_playing if s.film is not None else not s.app.settings.reduce_motion
        s.film = Film(turned.films[side], turned.events[side], speed=s.app.settings.speed)
        s.film.is_playing = playing
        s.phase = "film"
        s.layout()
        return True

    def film_over(self) -> None:
        """The film of a turn has run out: the next turn's, or the report."""
        if not self.go(1):
            self.end_film()

    def go(self, way: int) -> bool:
        """The film of the turn before or after; False if there is none."""
        s = self.screen
        if s.film is None or not 0 <= self.at + way < len(self.run):
            return False
        s.app.settings.speed = s.film.speed
        self.at += way
        return self._film()

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
        """Opens the report: the turn, or all turns of a Run with a page for each."""
        s = self.screen
        if self.last is None:
            return

        def close() -> None:
            s.show(None)
            if s.sitting.match.over:
                self.verdict()

        stops = s.sitting.stop_lines(s.sitting.side)
        s.show(ReportDialog(s.brush, self._pages(), stops=stops, show=self._show, why=self.why, close=close))

    def _pages(self) -> list[Page]:
        """The whole first, then each turn of a Run by itself."""
        sitting = self.screen.sitting
        side = sitting.side
        counts = [p.lost.get(side, 0) for p in self.run] + [sum(u.lost for u in sitting.view.own)]
        figures = facts.turn_figures(sitting, self.events(side), counts[-1] - counts[0])
        if self.last is not None and self.last.save_error:
            figures = [*figures, (_("Not saved"), self.last.save_error)]
        match, last = sitting.match, len(sitting.match.records) - 1

        def said(turn: int, first: int) -> str:
            return " ".join(headline(match, turn, side, first=first))

        def places(events: Sequence[Event]) -> Sequence[Fold]:
            return folds(match.scenario, events)

        if len(self.run) == 1:
            title = _("Report: {turn}").format(turn=self.last_name)
            return [Page(title, figures, self.events(side), headline=said(last, last), places=places)]
        title = _("Report: {n} turns to {turn}").format(n=len(self.run), turn=self.last_name)
        first = {p.turn.number: p.turn.first_pulse for p in self.run}

        def when(event: Event) -> str:
            return moment_words(sitting.moment(first[event.turn] + event.pulse))

        begun = last + 1 - len(self.run)
        pages = [Page(title, figures, self.events(side), when, said(last, begun), places)]
        for k, played in enumerate(self.run):
            events = played.turned.events.get(side, ()) if played.turned is not None else ()
            short = facts.losses_and_hexes(events, counts[k + 1] - counts[k])
            title = _("Report: {turn}").format(turn=played.name)
            pages.append(Page(title, short, events, headline=said(begun + k, begun + k), places=places))
        return pages

    def _show(self, event: Event) -> None:
        s = self.screen
        s.show(None)
        s.go_to(event)

    def why(self, event: Event) -> None:
        """Opens every factor of an event over what is shown; closing goes back to it."""
        s = self.screen
        before = s.modal
        lines = s.sitting.match.explain(event)
        s.show(WhyDialog(s.brush, s.sitting.scenario, event.text, lines, lambda: s.show(before)))

    def verdict(self) -> None:
        """The end: both scores by their own aims, and why."""
        self.screen.app.speaker.play("victory")
        self.last_page()

    def last_page(self) -> None:
        """What became of the battle, over its map."""
        from game.client import doors

        s = self.screen
        s.show(None)
        doors.last_page(s.app, s.sitting, self.grading)
