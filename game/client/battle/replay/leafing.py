"""Where the record lies open: stepping, jumping and playing its pages, and the counter that is followed through them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from game.match.battle.record_known import told_of

if TYPE_CHECKING:
    from game.model.base import HexAt
    from game.model.battle.record_page import Page
    from game.model.battle.scenario import Scenario

PAGE_S = 3.0  # how long a page lies open while it is played at the usual speed
LARGEST_FIGHT = 400  # men lost in a turn, both sides' highest figures, at which a bar of the timeline is full


class Leafing:
    """A place in the record. `at`: number of the page; pages are made when they are opened, nothing is resolved."""

    def __init__(self, scenario: Scenario, when: str = "") -> None:
        self.scenario, self.record = scenario, scenario.record
        self.names = self.record.names
        self.at = self.names.index(self.record.name_of(when)) if when else self.first_turn
        self.is_playing, self.speed, self.followed = False, 1.0, ""
        self.is_formation = False
        self.eyes = ""  # the side as which the record is seen, "" the whole
        self._gone = 0.0
        self._page = lru_cache(3 * len(self.names))(self._made)

    @property
    def first_turn(self) -> int:
        """Number of the page of the first turn that is played."""
        return self.names.index(self.scenario.calendar.played()[0].name)

    @property
    def page(self) -> Page:
        """The page that lies open, as it is seen."""
        return self._page(self.names[self.at], self.eyes)

    @property
    def whole(self) -> Page:
        """The page that lies open, to whoever reads both sides."""
        return self._page(self.names[self.at], "")

    def page_at(self, k: int) -> Page:
        """A page by its number, as it is seen."""
        return self._page(self.names[k], self.eyes)

    def silent(self, k: int) -> bool:
        """No source tells of the front on a page."""
        return self._page(self.names[k], "").is_silent

    def _made(self, name: str, eyes: str) -> Page:
        page = self.record.page(name)
        return page.to(eyes) if eyes else page

    def look_as(self, side: str) -> None:
        """Sees the record as a side, or whole; a counter of the other side is followed no longer."""
        self.eyes = side
        if side and self.followed and self.scenario.counter(self.followed).side != side:
            self.follow("")

    @property
    def turn(self) -> int | None:
        """Number of the turn that lies open, None on a day outside the turns."""
        played = {t.name: t.number for t in self.scenario.calendar.played()}
        return played.get(self.names[self.at])

    # ------------------------------------------------------------ moving
    def go(self, k: int) -> None:
        """To a page by its number, held to the record."""
        self.at, self._gone = max(0, min(len(self.names) - 1, k)), 0.0

    def step(self, way: int) -> None:
        """A page on or back."""
        self.go(self.at + way)

    def open(self, name: str) -> None:
        """To a page by its name."""
        self.go(self.names.index(name))

    def step_day(self, way: int) -> None:
        """To the first page of the next day, of this one, or of the one before."""
        dates = [self.date(k) for k in range(len(self.names))]
        firsts = [k for k in range(len(dates)) if k == 0 or dates[k] != dates[k - 1]]
        found = [k for k in firsts if (k > self.at if way > 0 else k < self.at)]
        self.go((found[0] if way > 0 else found[-1]) if found else (len(self.names) - 1 if way > 0 else 0))

    def date(self, k: int) -> str:
        """The date of a page: "3 Aug"."""
        return " ".join(self.names[k].split()[:2])

    def toggle(self) -> None:
        """Plays or pauses; at the end from the beginning of the fighting."""
        if not self.is_playing and self.at == len(self.names) - 1:
            self.go(self.first_turn)
        self.is_playing = not self.is_playing

    def tick(self, dt_s: float) -> bool:
        """Plays on; True if a page was turned."""
        if not self.is_playing:
            return False
        self._gone += dt_s
        if self._gone < PAGE_S / self.speed:
            return False
        self.step(1)
        self.is_playing = self.at < len(self.names) - 1
        return True

    # ------------------------------------------------------------ following
    def follow(self, unit: str, *, whole: bool = False) -> None:
        """Follows a counter, its formation with `whole`, or nobody."""
        self.followed, self.is_formation = unit, whole and bool(unit)

    @property
    def units(self) -> frozenset[str]:
        """The counters that are followed."""
        if not self.is_formation:
            return frozenset({self.followed} - {""})
        formation = self.scenario.counter(self.followed).formation
        return frozenset(c.id for c in self.scenario.counters if c.formation == formation)

    @property
    def speaking(self) -> tuple[int, ...]:
        """Pages that speak of what is followed, or on which a source places it."""
        if not self.followed:
            return ()
        number = {name: k for k, name in enumerate(self.names)}
        told = {number[at] for unit in self.units for at, _told in told_of(self.scenario, unit, self.eyes)}
        seen = {k for k in range(len(self.names)) if self._placed(k)}
        return tuple(sorted(told | seen))

    def _placed(self, k: int) -> bool:
        return any(p.unit in self.units and p.age_turns == 0 for p in self.page_at(k).positions)

    def step_followed(self, way: int) -> None:
        """To the next page that speaks of the counter followed."""
        found = [k for k in self.speaking if (k > self.at if way > 0 else k < self.at)]
        if found:
            self.go(found[0] if way > 0 else found[-1])

    @property
    def track(self) -> tuple[HexAt, ...]:
        """The hexes in which the record has the counter followed up to this page, each where it changed; none of a formation."""
        found: list[HexAt] = []
        for k in range(self.at + 1 if self.followed and not self.is_formation else 0):
            here = next((p.hex for p in self.page_at(k).positions if p.unit == self.followed), None)
            if here is not None and found[-1:] != [here]:
                found.append(here)
        return tuple(found)

    # ------------------------------------------------------------ marks of the timeline
    def fought(self, k: int) -> dict[str, float]:
        """How hard a turn was by the losses that stand for it alone, 0 to 1 by side; the highest figure counts."""
        found: dict[str, float] = {}
        for loss in self.page_at(k).losses:
            if loss.covers:
                continue
            parts = (loss.killed, loss.wounded)
            men = loss.total[1] if loss.total else sum(band[1] for band in parts if band)
            found[loss.side] = max(found.get(loss.side, 0.0), min(1.0, men / LARGEST_FIGHT))
        return found
