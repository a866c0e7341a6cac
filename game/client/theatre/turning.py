"""From seat to seat and from turn to turn: curtain, sealing, resolving beside the window, the report, the end."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from game.client.kit import palette
from game.client.pages.turning import Handing, has_sealed, with_claims
from game.client.theatre.from_match import act_scores, events_in, grade_words, news_by_date
from game.client.theatre.report import ReportDialog
from game.client.theatre.seal_dialog import SealDialog
from game.client.theatre.sides import colours
from game.core.words import _, enumerated, spoken
from game.files.errors import BadFile

if TYPE_CHECKING:
    from game.client.kit.palette import Colour
    from game.client.theatre.facts import EventFact, Facts
    from game.client.theatre.screen import TheatreScreen
    from game.client.theatre.sitting import Turned

COLOURS: dict[str, Colour] = {
    "news": palette.BRASS, "card": (186, 142, 200), "move": (98, 178, 206), "clash": palette.WARN, "policy": palette.GOOD,
    "score": (150, 140, 126), "war": palette.FIRE,
}  # fmt: skip


def colour_of(kind: str) -> Colour:
    """Dot of an event."""
    return COLOURS.get(kind, palette.DIM)


class Turning:
    """What happens between two order sheets."""

    def __init__(self, screen: TheatreScreen) -> None:
        self.screen = screen
        self.last: Turned | None = None
        self.last_name, self.last_act = "", 0
        self.handing: Handing[Turned] = Handing(screen, screen.table)
        self._past: dict[tuple[int, str], Facts] = {}

    @property
    def is_busy(self) -> bool:
        """A turn is being resolved."""
        return self.handing.is_busy

    @property
    def is_passed(self) -> bool:
        """The curtain is up."""
        return self.handing.is_passed

    # ------------------------------------------------------------ sitting down
    def begin(self) -> None:
        """The page opens: with two humans under a curtain; by file it may wait."""
        if has_sealed(self.screen.table):
            self._wait()
        elif len(self.screen.table.humans) > 1:
            self._curtain()
        elif self.screen.table.over and self.screen.table.humans:
            self.verdict()

    def _curtain(self) -> None:
        s = self.screen
        s.source, s.look_at = "", None
        seat = s.table.seat
        theatre = s.table.match.theatre
        own = colours(theatre, theatre.side_of(seat))
        name = spoken(theatre.seat(seat).name)
        self.handing.pass_on((own.deep, own.pale), name, _(s.table.match.turn.name), self.arrive)

    def arrive(self) -> None:
        """The seat that writes sits down: it reads the report of the last turn, then it writes."""
        s = self.screen
        s.source = ""
        s.panel_scroll.offset = s.log_scroll.offset = 0
        s.layout()
        if self.last is not None:
            self.report()
        elif s.table.over:
            self.verdict()

    # ------------------------------------------------------------ the turn
    def seal(self, *, is_sure: bool = False) -> None:
        """Hands on to the next human seat, or resolves; asks first where the sheet leaves to the odds what it could say."""
        s = self.screen
        s.renew()
        if s.table.over or s.refusal:
            if s.table.over:
                self.verdict()
            return
        if not is_sure and (doubts := s.table.doubts()):
            self._ask(doubts)
            return
        s.app.speaker.play("stamp")
        s.source = ""
        try:
            following = s.table.hand_on()
        except BadFile as e:
            s.app.tell(_("The orders are not sealed"), str(e).splitlines()[0])
            return
        if following:
            self._curtain()
        elif has_sealed(s.table):
            self._wait()
        else:
            self._play()

    def _ask(self, doubts: Sequence[str]) -> None:
        s, keys = self.screen, self.screen.app.keys

        def seal() -> None:
            s.show(None)
            self.seal(is_sure=True)

        s.show(
            SealDialog(
                s.brush, doubts, s.close_dialog, seal,
                key=keys.of("t_seal"), is_key=lambda event: keys.action(event, "theatre") == "t_seal",
            )
        )  # fmt: skip

    def _play(self) -> None:
        turn = self.screen.table.match.turn
        self.last_name, self.last_act = _(turn.name), turn.act
        self.handing.start(self.screen.table.resolve_now)

    def _wait(self) -> None:
        """By file: until the sheets of all are there."""
        s = self.screen
        self.handing.wait(enumerated((_(s.title), _(s.table.match.turn.name))), self._play)

    def tick(self) -> bool:
        """Looks whether the turn is resolved; True while that is awaited."""
        return self.handing.fetch(self._resolved, lambda: None)

    def _resolved(self, turned: Turned) -> None:
        s = self.screen
        self.last = turned
        s.table.begin_turn()
        s.look_at = None
        if len(s.table.humans) > 1:
            self._curtain()
        else:
            self.arrive()

    # ------------------------------------------------------------ what happened
    def log(self) -> list[tuple[str, EventFact | None]]:
        """Lines of the foot, each under the dates it belongs to: the news of the turn shown, then what happened in it.

        Of a turn that is still to be ordered nothing has happened: what did in the last one stands below it.
        """
        s = self.screen
        match, seat, theatre = s.table.match, s.table.seat, s.table.match.theatre
        shown = s.look_at or match.turn.number
        played = shown if s.look_at or match.over else shown - 1
        lines: list[tuple[str, EventFact | None]] = [(_(theatre.turn(shown).name), None)]
        lines += [(words, None) for words in self._news(shown)]
        happened = events_in(match, seat, played)
        if happened and played != shown:
            lines.append((_(theatre.turn(played).name), None))
        return lines + [(e.words, e) for e in happened]

    def _news(self, turn: int) -> tuple[str, ...]:
        """The news of a turn; looking back on a record or game in which nobody sits, by date."""
        table = self.screen.table
        if table.humans or turn not in {r.turn.number for r in table.match.records}:
            return self.screen.facts.news
        return news_by_date(table.match, turn)

    def facts_at(self, turn: int) -> Facts:
        """What the seat saw when a past turn began."""
        from game.client.theatre.from_match import facts_of

        table = self.screen.table
        key = (turn, table.seat)
        if key not in self._past:
            self._past[key] = facts_of(table.match.branch(turn), table.seat, table.board)
        return self._past[key]

    def report(self) -> None:
        """Opens the report of the last turn."""
        s = self.screen
        if self.last is None:
            return
        seat = s.table.seat
        events = self.last.events.get(seat, ())
        scores = act_scores(s.table.match, seat, self.last_act)
        title = _("Report: {turn}").format(turn=self.last_name)
        s.app.speaker.play("end_of_turn")
        s.show(
            ReportDialog(
                s.brush, title, s.facts.news, events, scores, self.last.save_error, why=self.why, close=self._close
            )
        )

    def _close(self) -> None:
        self.screen.show(None)
        if self.screen.table.over:
            self.verdict()

    def why(self, event: EventFact) -> None:
        """The factors behind an event, over what is shown; closing goes back to it."""
        from game.client.theatre.from_match import factors_of
        from game.client.theatre.why import WhyDialog

        s, before = self.screen, self.screen.modal
        lines = factors_of(s.table.match, event.event)
        if lines:
            s.show(WhyDialog(s.brush, event.words, lines, lambda: s.show(before)))

    def verdict(self) -> None:
        """The end of the game: every act's score of the seats that people held, and what made it."""
        from game.client.theatre.end_dialog import EndDialog
        from game.match.theatre.verdict import verdict_of

        s = self.screen
        match = s.table.match
        seats = s.table.humans or s.table.order
        told = [(spoken(match.theatre.seat(seat).name), verdict_of(match, seat)) for seat in seats]
        s.app.speaker.play("victory")
        claims = with_claims("", s.table).strip()
        s.show(EndDialog(s.brush, told, partial(grade_words, match), claims, s.close_dialog, s.open_graphs))
