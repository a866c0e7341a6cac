"""Choosing a battle: the scenarios, the briefing on paper, the side and who commands the other."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

import pygame

from game.client.battle.commanders import CommanderDialog, choice
from game.client.kit import palette
from game.client.kit.screen import Screen
from game.client.kit.widgets import Button, Label, Listing, Panel, Reading, Row, Scroll, Tabs, Widget
from game.client.map.sides import colours
from game.client.pages.backdrop import Backdrop
from game.core.words import _
from game.files.errors import BadFile
from game.match.dates import turn_words
from game.players.battle.table import COMPUTER

if TYPE_CHECKING:
    from game.client.app import App
    from game.model.battle.scenario import Scenario

USUAL_SEED = 1938
NARROW = 600  # pixels of the drawing under which a page leaves out its head line and writes smaller


class PickScreen(Screen):
    """List at the left, paper at the right, the choices under it."""

    def __init__(self, app: App, *, replay: bool = False) -> None:
        super().__init__(app)
        from game.client.library import scenario_ids

        self.replay = replay
        self.backdrop = Backdrop()
        self.ids = scenario_ids()
        self.at, self.seat, self.luck = 0, 0, 0
        self.staffs: dict[
            str, str
        ] = {}  # who commands a side that the computer has, the plain computer if none was chosen
        self.error = ""
        self.scroll = Scroll()
        self.paper = pygame.Rect(0, 0, 1, 1)

    @property
    def scenario(self) -> Scenario | None:
        """The chosen scenario; None and a line of error if its files are damaged."""
        from game.client.library import scenario

        if not self.ids:
            self.error = _("no scenarios found beside the program")
            return None
        try:
            self.error = ""
            return scenario(self.ids[self.at])
        except BadFile as e:
            self.error = str(e).splitlines()[0]
            return None

    def layout(self) -> None:
        """Places list, paper and buttons."""
        px = self.app.theme.px
        w, h = self.size
        margin = px(48) if w > px(1400) else px(24)
        listing = pygame.Rect(margin, px(120), min(px(380), w // 3), h - px(120) - margin)
        top = px(72) if w - listing.right >= px(NARROW) else margin  # a narrow page needs the room of its head line
        self.paper = pygame.Rect(
            listing.right + px(32),
            top,
            w - listing.right - px(32) - margin,
            h - top - margin - px(96 if self.replay else 168),
        )
        rows = [Row(self._title(i), under=self._subtitle(i)) for i in range(len(self.ids))]
        names = Listing(listing, rows, self._choose, chosen=self.at, height=px(66), enter=lambda i: self._begin())
        paper = Panel(self.paper, self._brief, lambda: (self.at, self.seat, self.app.theme.scale))
        paper.tip = self._span()
        widgets: list[Widget] = [names, paper]
        y = self.paper.bottom + px(20)
        low = y if self.replay else y + px(72)
        begin = px(160 if self._is_narrow else 220)
        start = Button(
            (self.paper.right - begin, low, begin, px(56)),
            _("Open the replay") if self.replay else _("Begin"),
            self._begin,
            look="seal",
            style="heading",
        )
        start.enabled = self.scenario is not None
        start.why_not = self.error
        if not self.replay:
            widgets += self._choices(y)
        widgets += [start, Button((margin, px(56), px(110), px(34)), _("Back"), self.app.pop, key="Esc")]
        if self.scenario is not None:
            widgets.append(self._reading())
        old = self.ui.widgets.index(self.ui.focus) if self.ui.focus in self.ui.widgets else 0
        self.ui.set(widgets, focus=widgets[min(old, len(widgets) - 1)])

    @property
    def _is_narrow(self) -> bool:
        """The page has no room for a head line over the paper, nor for all words on it."""
        return self.paper.w < self.app.theme.px(NARROW)

    @property
    def _head(self) -> str:
        """The style of the title on the paper."""
        return "heading" if self._is_narrow else "title"

    def _inner(self, paper: pygame.Rect) -> pygame.Rect:
        """The room for words on the paper."""
        px = self.app.theme.px
        return paper.inflate(-px(32), -px(20)) if self._is_narrow else paper.inflate(-px(64), -px(56))

    def _choices(self, y: int) -> list[Widget]:
        """Side, commander of the other side, luck."""
        px, x = self.app.theme.px, self.paper.x
        is_narrow = self._is_narrow
        wide = self.paper.w - px(180 if is_narrow else 240)
        half = (self.paper.w - px(16)) // 2
        tip = _("The side you command; the computer commands the other, or two players share this screen")
        side = Tabs(
            (x, y, half, px(36)),
            (*(self._name(k) for k in (0, 1)), _("Both, hot-seat")),
            self.seat,
            self._seat,
            tip=tip,
        )
        commander = self._commander(pygame.Rect(x + half + px(16), y, half, px(36)))
        tip = _("Same each time: seed 1938, so that orders alone decide. As it falls: another seed each game.")
        luck = Tabs(
            (x, y + px(80), min(px(420), wide), px(52 if is_narrow else 36)),
            (_("Same luck each time"), _("As it falls")),
            self.luck,
            self._luck,
            tip=tip,
            upright=is_narrow,
        )
        line = Label((x, y + px(40), self.paper.w, px(36)), self.commander_line, style="small", colour=palette.DIM)
        return [side, commander, line, luck]

    @property
    def other(self) -> str:
        """The side that the computer commands; "" if two players share the screen."""
        return "" if self.seat == 2 or self.scenario is None else self.scenario.sides[1 - self.seat]

    @property
    def staff(self) -> str:
        """Who commands the side across."""
        return self.staffs.get(self.other, COMPUTER)

    @property
    def commander_line(self) -> str:
        """What the commander across does, in a line."""
        found = self.scenario
        return choice(found, self.other, self.staff).line if found is not None and self.other else ""

    def _commander(self, rect: pygame.Rect) -> Button:
        """The door to the commanders of the side across, with the name of the chosen one."""
        found = self.scenario
        name = choice(found, self.other, self.staff).title if found is not None and self.other else "–"
        tip = _("Who commands the other side: the staff, the record's orders, a plan, or one drawn by the seed")
        button = Button(rect, _("Computer: {who}").format(who=name), self._choose_commander, tip=tip)
        button.enabled = found is not None and bool(self.other)
        button.why_not = self.error or _("two players: no computer commander")
        return button

    def _choose_commander(self) -> None:
        found = self.scenario
        if found is None or not self.other:
            return
        title = _("Commander: {side}").format(side=_(found.side_names.get(self.other, self.other)))
        self.show(CommanderDialog(self, found, self.other, self.staff, self._take, title=title))

    def _take(self, seat: str) -> None:
        self.staffs[self.other] = seat
        self.layout()

    def _luck(self, i: int) -> None:
        self.luck = i

    def _name(self, k: int) -> str:
        """A side by its number in the scenario."""
        found = self.scenario
        return "–" if found is None else _(found.side_names[found.sides[k]])

    def _title(self, i: int) -> str:
        from game.client.library import title_of

        return _(title_of(self.ids[i])[0])

    def _subtitle(self, i: int) -> str:
        from game.client.library import title_of

        return _(title_of(self.ids[i])[1])

    def _choose(self, i: int) -> None:
        self.at = i
        self.scroll.offset = 0
        self.layout()

    def _seat(self, i: int) -> None:
        self.seat = i
        self.layout()

    def _begin(self) -> None:
        from game.client import doors

        found = self.scenario
        if found is None:
            self.app.tell(_("This scenario cannot be opened"), self.error)
        elif self.replay:
            doors.record(self.app, found)
        else:
            seed = USUAL_SEED if self.luck == 0 else secrets.randbelow(1 << 31)
            side = "both" if self.seat == 2 else found.sides[self.seat]
            doors.battle(self.app, found, side, seed=seed, computer=self._seat_across)

    @property
    def _seat_across(self) -> str:
        found = self.scenario
        return choice(found, self.other, self.staff).seat if found is not None and self.other else COMPUTER

    def _brief(self, surface: pygame.Surface, rect: pygame.Rect) -> None:
        """The briefing on paper."""
        b = self.brush
        surface.fill(palette.PAPER)
        b.box(surface, rect, None, palette.PAPER_LINE)
        room = self._inner(rect)
        found = self.scenario
        if found is None:
            b.paragraph(surface, self.error, room, "body", palette.SOVIET)
            return
        y = b.text(surface, _(found.title), room.topleft, self._head, palette.INK, width=room.w).bottom
        if not self._is_narrow:
            y = b.text(surface, _(found.subtitle), (room.x, y + b.px(4)), "sub", palette.PAPER_DIM, width=room.w).bottom
        y += b.px(10)
        pygame.draw.line(surface, palette.PAPER_LINE, (room.x, y), (room.right, y))
        y += b.px(14)

    def _span(self) -> str:
        """When the battle is played, and in how many turns."""
        if self.scenario is None:
            return ""
        turns = self.scenario.calendar.played()
        words = _("{title}: {n} turns, {first} to {last}. A turn is played in pulses of 15 minutes (1.1).")
        return words.format(
            title=_(self.scenario.subtitle), n=len(turns), first=turn_words(turns[0]), last=turn_words(turns[-1])
        )

    def _reading(self) -> Reading:
        """The briefings of whoever sits here, under the title on the paper."""
        b, found = self.brush, self.scenario
        blocks: list[tuple[str, str, tuple[int, ...]]] = []
        sides = () if found is None else found.sides if self.replay or self.seat == 2 else (found.sides[self.seat],)
        if self._is_narrow and found is not None:
            blocks.append((_(found.subtitle), "small", palette.PAPER_DIM))
        for side in sides:
            assert found is not None
            blocks.append((_(found.look.side(side).commander), "strong", colours(found, side).deep))
            blocks.append((_(found.briefing.get(side, "")), "body", palette.INK))
        room = self._inner(self.paper)
        top = b.line(self._head) + (b.px(6) if self._is_narrow else b.line("sub") + b.px(18))
        return Reading((room.x, room.y + top, min(room.w, b.px(880)), room.h - top), blocks, scroll=self.scroll)

    def covered(self) -> None:
        """The picture behind is made again when the page is back."""
        self.backdrop.forget()

    def draw(self, surface: pygame.Surface) -> None:
        """The darkened map and the head line."""
        self.backdrop.draw(surface)
        self.brush.dim(surface, surface.get_rect(), 120)
        px = self.app.theme.px
        self.brush.dim(surface, pygame.Rect(self.paper.x - px(16), self.paper.bottom, *surface.get_size()), 150)
        head = _("Replay history") if self.replay else _("New battle")
        if not self._is_narrow:
            self.brush.text(surface, head, (self.paper.x, px(20)), "title", palette.TEXT)
        self.brush.shadow(surface, self.paper)

    def tick(self, dt_s: float) -> bool:
        """The picture behind may arrive."""
        return self.backdrop.tick()

    def handle(self, event: pygame.Event) -> None:
        """Escape goes back."""
        if event.type == pygame.KEYDOWN and event.key == pygame.K_ESCAPE:
            self.app.pop()
