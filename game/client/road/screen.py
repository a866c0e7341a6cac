"""The longer road as a screen: a list at the left, a map or a graph, the card of what is chosen, the years below."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pygame

from game.client import library
from game.client.kit import palette
from game.client.kit.keys import ROAD_KEYS
from game.client.kit.screen import Screen
from game.client.kit.strokes import line
from game.client.kit.widgets import Button, Listing, Panel, Reading, Row, Scroll, Tabs, Ui, Widget
from game.client.map.claims import nearest
from game.client.road import atlas, chart
from game.client.road.atlas import ASIA, HILLS, NEAR, Sheet
from game.client.road.strip import RoadStrip
from game.core.words import N_, _, spoken, titled, written
from game.match.dates import any_date
from game.match.theatre import road_words
from game.match.theatre.road_words import KINDS, WHEN, known, scripts
from game.model.theatre.road import SERIES

if TYPE_CHECKING:
    from game.client.app import App
    from game.client.kit.palette import Colour
    from game.client.kit.widgets.reading import Block
    from game.match.theatre.road_words import RoadCard
    from game.model.theatre.board import Board
    from game.model.theatre.road import Road

YEARS, FORCES, LINE, WHERE = range(4)
TABS = (N_("Years"), N_("Forces"), N_("The line of 1886"), N_("Where it lies"))
FILTERS = (
    (N_("All"), ("decision", "incident", "card")),
    (N_("Decisions"), ("decision", "card")),
    (N_("Incidents"), ("incident",)),
)
SHORT = {
    "men": N_("Men"),
    "divisions": N_("Divisions"),
    "tanks": N_("Tanks"),
    "aircraft": N_("Aircraft"),
}
REACH = 14  # pixels by which a click on a map may miss


def inks_of(board: Board) -> dict[str, Colour]:
    """The colour of each side's line on the board."""
    return {side: palette.rgb(colour) for side, colour in board.claims.items()}


def told(words: str) -> Block:
    """A line of a card: a source is smaller than what it backs."""
    is_source = words.startswith("[")
    return words, "small" if is_source else "body", palette.PAPER_DIM if is_source else palette.INK


class Picture(Panel):
    """A map or graph that can be clicked."""

    def __init__(self, screen: RoadScreen) -> None:
        super().__init__(screen.picture, screen.draw_picture, screen.key_of)
        self.screen = screen

    def tip_at(self, at: tuple[int, int]) -> str:
        """What is under a point."""
        return self.screen.said_at((at[0] - self.rect.x, at[1] - self.rect.y))

    def click(self, ui: Ui, at: tuple[int, int]) -> None:
        """Takes what lies under the pointer."""
        self.screen.point((at[0] - self.rect.x, at[1] - self.rect.y))


class RoadScreen(Screen):
    """Everything is chosen in the list, on the map or graph, or on the line of years; its card is read below."""

    fixed_keys = ROAD_KEYS

    def __init__(self, app: App, road: Road, board: Board, tab: int = YEARS) -> None:
        super().__init__(app)
        self.road, self.board, self.tab, self.filter, self.series = road, board, tab, 0, 0
        self.at = [0, len(road.halves) - 1, 0, 0]
        self.text, self.rolls = Scroll(), [Scroll() for _tab in TABS]
        self.picture = pygame.Rect(0, 0, 1, 1)
        self.spots: list[atlas.Spot] = []
        self._inset: list[atlas.Spot] = []
        self.lines: list[tuple[str, list[tuple[int, int]]]] = []

    # ------------------------------------------------------------ what is shown
    @property
    def entries(self) -> tuple[Any, ...]:
        """What the list has."""
        road, kinds = self.road, FILTERS[self.filter][1]
        return (
            tuple(e for e in road.events if e.kind in kinds),
            road.halves,
            (*road.clauses, *road.readings),
            road.places,
        )[self.tab]

    @property
    def chosen(self) -> int:
        """Number of what is chosen in the list."""
        return min(self.at[self.tab], len(self.entries) - 1)

    @property
    def card(self) -> RoadCard:
        """What is known of it."""
        entry = self.entries[self.chosen]
        if self.tab == FORCES:
            return road_words.figures(self.road, entry, SERIES[self.series])
        return known(self.road, entry)

    def choose(self, k: int) -> None:
        """Takes a line of the list."""
        self.at[self.tab] = k
        self.text.offset = 0
        self.rolls[self.tab].show(k * self._row_height, self._row_height)
        self.layout()

    # ------------------------------------------------------------ layout
    @property
    def _row_height(self) -> int:
        return self.app.theme.px(46)

    def layout(self) -> None:
        """Bar, list, picture, card, years."""
        px, (w, h) = self.app.theme.px, self.size
        margin, top = px(12), px(52)
        foot = px(64) if self.tab == YEARS else 0
        body = pygame.Rect(margin, top + margin, w - 2 * margin, h - top - 2 * margin - (foot + px(8) if foot else 0))
        wide = min(px(400), round(body.w * (0.32 if body.w > px(900) else 0.44)))
        left = pygame.Rect(body.x, body.y, wide, body.h)
        right = pygame.Rect(left.right + margin, body.y, body.w - wide - margin, body.h)
        self.picture = pygame.Rect(right.x, right.y, right.w, round(right.h * 0.56))
        self.paper = pygame.Rect(right.x, self.picture.bottom + px(8), right.w, right.h - self.picture.h - px(8))
        widgets: list[Widget] = []
        head = self._heads(left)
        if head is not None:
            widgets.append(head)
            left = pygame.Rect(left.x, left.y + px(40), left.w, left.h - px(40))
        listing = Listing(
            left, self._rows(), self.choose, chosen=self.chosen, height=self._row_height, scroll=self.rolls[self.tab]
        )
        widgets += [listing, Picture(self)]
        room = self.paper.inflate(-px(36), -px(24))
        widgets.append(Reading((room.x, room.y, room.w, room.h), self._blocks(), scroll=self.text))
        if foot:
            strip = pygame.Rect(margin, h - margin - foot, w - 2 * margin, foot)
            widgets.append(RoadStrip(strip, self.entries, self.chosen, self.choose, words=self._event))
        widgets += self._bar(w, top)
        self.ui.set(widgets, focus=listing)
        self.dirty = True

    def _heads(self, left: pygame.Rect) -> Tabs | None:
        """The choice over the list."""
        rect = (left.x, left.y, left.w, self.app.theme.px(34))
        if self.tab == YEARS:
            return Tabs(rect, [_(words) for words, _kinds in FILTERS], self.filter, self._sift)
        if self.tab == FORCES:
            return Tabs(rect, [_(SHORT[s]) for s in SERIES], self.series, self._count)
        return None

    def _bar(self, w: int, top: int) -> list[Widget]:
        px = self.app.theme.px
        y, high = px(8), top - px(16)
        back = Button((w - px(104), y, px(92), high), _("Back"), self.app.pop, key="Esc", style="small")
        thesis = Button(
            (w - px(104) - px(226), y, px(218), high),
            _("Which sentence stands?"),
            self.thesis,
            style="small",
            tip=_("The thesis sentence by sentence, with its evidence"),
        )
        head = px(330)
        if thesis.rect.x - head < px(280):  # a narrow page: the tabs say what it is
            head = px(20)
        wide = min(px(560), thesis.rect.x - head)
        tabs = Tabs((thesis.rect.x - wide - px(8), y, wide, high), [_(t) for t in TABS], self.tab, self.open_tab)
        self._bar_end = tabs.rect.x
        return [tabs, thesis, back]

    def _rows(self) -> list[Row]:
        """The lines of the list."""
        road = self.road
        if self.tab == YEARS:
            inks = {"decision": palette.BRASS, "incident": palette.WARN, "card": palette.TEXT}
            return [
                Row(road_words.title_of(road, e), under=f"{road_words.when(e)} · {_(KINDS[e.kind])}", dot=inks[e.kind])
                for e in self.entries
            ]
        if self.tab == FORCES:
            series = SERIES[self.series]
            return [Row(any_date(half.last), under=self._spans(half, series)) for half in self.entries]
        if self.tab == LINE:
            return [
                Row(_(e.title), under=any_date(e.date)) if hasattr(e, "title") else Row(_(e.who), under=_(WHEN[e.when]))
                for e in self.entries
            ]
        return [Row(spoken(p.names), right=f"{written(p.km, 'g')} km", under=scripts(p.names)) for p in self.entries]

    def _event(self, event: Any) -> str:
        return titled(road_words.when(event), road_words.title_of(self.road, event))

    def said_at(self, here: tuple[int, int]) -> str:
        """The tooltip of the picture: the half-year, line or mark under a point, else how the picture is read."""
        if self.tab == FORCES:
            room = chart.room_of(self.brush, pygame.Rect((0, 0), self.picture.size))
            half, series = self.entries[chart.half_at(room, self.road, here[0])], SERIES[self.series]
            how = _("A band reaches from the least to the most that sources give; dashes are what Tokyo reckoned then.")
            return f"{any_date(half.last)}: {self._spans(half, series)}\n{how}"
        if self.tab == LINE:
            return "\n".join((_("A click on a line opens how it was read."), _("Line of the maps of 1909 and 1911")))
        near = [s for s in self.spots if abs(s.at[0] - here[0]) <= REACH and abs(s.at[1] - here[1]) <= REACH]
        found = [self.entries[s.key] for s in near if s.key < len(self.entries)]
        if self.tab == YEARS:
            rows = [self._event(e) for e in found]
            note = _("Open rings: the place is an estimate. Coast and borders: Natural Earth, 1:50 million.")
        else:
            rows = [f"{spoken(p.names)} · {written(p.km, 'g')} km" for p in found]
            note = _("Coast and borders: Natural Earth, 1:50 million; rough at this scale.")
        return "\n".join(rows) or note

    def _spans(self, half: Any, series: str) -> str:
        bands = half.of(series)
        return " · ".join(f"{_(side.name)} {road_words.span(bands[side.id])}" for side in self.road.sides)

    def _blocks(self) -> list[Block]:
        card = self.card
        found: list[Block] = [(card.title, "heading", palette.INK), (card.under, "note", palette.PAPER_DIM)]
        for part in card.parts:
            found.append((part.head, "strong", palette.JAPAN_INK))
            found += [told(words) for words in part.lines]
        return found

    # ------------------------------------------------------------ acts
    def open_tab(self, tab: int) -> None:
        """Another part of the road."""
        self.tab = tab
        self.text.offset = 0
        self.layout()

    def _sift(self, i: int) -> None:
        self.filter = i
        self.at[YEARS] = 0
        self.rolls[YEARS].offset = 0
        self.layout()

    def _count(self, i: int) -> None:
        self.series = i
        self.layout()

    def thesis(self) -> None:
        """The thesis, sentence by sentence."""
        from game.client import doors

        doors.open_thesis(self.app)

    # ------------------------------------------------------------ picture
    def key_of(self) -> Hashable:
        """What the picture shows."""
        return (self.tab, self.filter, self.series, self.chosen, self.size, self.app.theme.scale)

    def draw_picture(self, surface: pygame.Surface, rect: pygame.Rect) -> None:
        """The map or graph of the part that is open."""
        b = self.brush
        self.spots, self.lines = [], []
        if self.tab == FORCES:
            chart.draw(b, surface, rect, self.road, SERIES[self.series], self.chosen, inks_of(self.board))
            return
        if self.tab == YEARS:
            sheet = Sheet(rect, self.road.frame(ASIA))
            atlas.draw_board(b, surface, sheet, self.board, names=True)
            self.spots = atlas.draw_incidents(b, surface, sheet, self.entries, self.chosen)
            self._note(
                surface, _("Open rings: the place is an estimate. Coast and borders: Natural Earth, 1:50 million.")
            )
        elif self.tab == LINE:
            self._hills(surface, rect, -1)
            self._legend(surface)
        else:
            wide = round(rect.w * 0.54)
            self._near(surface.subsurface((0, 0, wide, rect.h)))
            inset = pygame.Rect(wide + b.px(4), 0, rect.w - wide - b.px(4), rect.h)
            self._hills(surface.subsurface(inset), pygame.Rect((0, 0), inset.size), self.chosen)
            self.spots += [replace(s, at=(s.at[0] + inset.x, s.at[1])) for s in self._inset]

    def _near(self, surface: pygame.Surface) -> None:
        """The country round the hills, and the frame of the map beside it."""
        b, rect = self.brush, surface.get_rect()
        sheet = Sheet(rect, self.road.frame(NEAR))
        atlas.draw_board(b, surface, sheet, self.board, names=False)
        self.spots = atlas.draw_places(b, surface, sheet, self.road, self.chosen, self.road.frame(NEAR))
        inset = self.road.frame(HILLS)
        (left, top), (right, bottom) = sheet.px((inset.west, inset.north)), sheet.px((inset.east, inset.south))
        pygame.draw.rect(surface, palette.CLAIM_SOVIET, (left, top, right - left, bottom - top), b.px(2))
        self._note(surface, _("Coast and borders: Natural Earth, 1:50 million; rough at this scale."))

    def _hills(self, surface: pygame.Surface, rect: pygame.Rect, chosen: int) -> None:
        """The ground of the battle with the lines, and the places on it."""
        frame = self.road.frame(HILLS)
        sheet, features = Sheet(rect, frame), library.scenario(frame.battle).features["features"]
        self.lines = atlas.draw_hills(self.brush, surface, sheet, features)
        self._inset = atlas.draw_places(self.brush, surface, sheet, self.road, chosen, frame)

    def _legend(self, surface: pygame.Surface) -> None:
        """The three lines by name, and that a click opens a reading."""
        b = self.brush
        x, y = b.px(12), b.px(10)
        lines = (
            (_("Line claimed by the USSR"), palette.CLAIM_SOVIET),
            (_("Line claimed by Japan"), palette.CLAIM_JAPAN),
            (_("Line of the maps of 1909 and 1911"), palette.CLAIM_MAPS),
        )
        wide = max(b.size(words, "small")[0] for words, _ink in lines)
        surface.fill(palette.PAPER, (b.px(6), b.px(6), wide + b.px(46), b.px(20) * len(lines) + b.px(6)))
        for words, ink in lines:
            stroke = [(x, y + b.px(9)), (x + b.px(26), y + b.px(9))]
            line(surface, stroke, ink, b.px(4), dashed=ink != palette.CLAIM_SOVIET)
            b.text(surface, words, (x + b.px(34), y), "small", palette.INK)
            y += b.px(20)
        self._note(surface, _("A click on a line opens how it was read."))

    def _note(self, surface: pygame.Surface, words: str) -> None:
        b = self.brush
        wide = min(b.size(words, "key")[0], surface.get_width() - b.px(22))
        high = b.height(words, "key", wide)
        room = pygame.Rect(b.px(6), surface.get_height() - high - b.px(8), wide + b.px(10), high + b.px(4))
        surface.fill(palette.PAPER, room)
        b.paragraph(surface, words, room.inflate(-b.px(10), -b.px(4)), "key", palette.PAPER_DIM)

    def point(self, here: tuple[int, int]) -> None:
        """A click on the picture: the mark, line or half-year under it. `here`: from its corner."""
        if self.tab == FORCES:
            rect = pygame.Rect((0, 0), self.picture.size)
            self.choose(chart.half_at(chart.room_of(self.brush, rect), self.road, here[0]))
            return
        if self.tab == LINE:
            name = nearest(self.lines, here, REACH)
            found = [k for k, e in enumerate(self.entries) if name and getattr(e, "line", "") == name]
            if found:
                self.choose(found[0])
            return
        near = [s for s in self.spots if abs(s.at[0] - here[0]) <= REACH and abs(s.at[1] - here[1]) <= REACH]
        if near:
            ways = sorted(
                near, key=lambda s: (s.key <= self.chosen, s.key)
            )  # a second click takes the next that lies there
            self.choose((ways if any(s.key == self.chosen for s in near) else near)[0].key)

    # ------------------------------------------------------------ events
    def handle(self, event: pygame.Event) -> None:
        """1 to 4 open a part; Esc goes back."""
        if event.type == pygame.KEYDOWN and event.key == pygame.K_ESCAPE:
            self.app.pop()
        elif event.type == pygame.KEYDOWN and pygame.K_1 <= event.key <= pygame.K_4:
            self.open_tab(event.key - pygame.K_1)

    def draw(self, surface: pygame.Surface) -> None:
        """Desk, title, paper."""
        b, px = self.brush, self.app.theme.px
        surface.fill(palette.DESK)
        pygame.draw.rect(surface, palette.PANEL, (0, 0, self.size[0], px(52)))
        title, room = _("The longer road, 1860–1938"), self._bar_end - px(24)
        if room > px(100):  # else the tabs say what it is
            styles = ("heading", "strong")
            b.text(surface, title, (px(16), px(26)), styles, palette.TEXT, anchor="midleft", width=room)
        b.paper(surface, self.paper)
