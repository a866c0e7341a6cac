"""The picture of a counter: band, symbol, strength, pips; drawn at four times the size and kept.

A picture is larger than its counter and has it in the middle, so that shadow, stack and flag have room: blit it centred on the
hex, with `BLEND_PREMULTIPLIED`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import pygame

from game.client.kit import palette, text
from game.client.kit.palette import Colour
from game.client.map.counters.look import CounterLook
from game.client.map.counters.symbols import symbol

FINE = 4
EDGES = 3  # edges of a stack that are drawn
SEEN_LAST, FAINTER = 230, 45  # of 255: how dense a counter is where it was last seen, and less for each step of age
SHADOW = (1.5, 3)  # pixels right and down, at a hex of 56
_DARK: Colour = (24, 20, 18)


@dataclass(frozen=True)
class _Plan:
    """Measures in pixels at the hex width they were drawn for: overview 24, operations 40, battle 56."""

    hex_px: int
    size: tuple[int, int]
    band: float
    label: float  # height of the band's text; 0 none
    has_unit: bool
    box: tuple[float, float, float, float]  # the symbol
    strength: float  # height of its figures; 0: a bar
    pip: float
    corner: float


_OVERVIEW = _Plan(24, (20, 19), 4, 0, False, (3, 6, 11, 7), 0, 2, 3)
_OPERATIONS = _Plan(40, (32, 31), 8, 9.5, False, (3, 9.5, 17, 11), 11.5, 4, 4)
_BATTLE = _Plan(56, (42, 40), 10, 11, True, (3, 11.5, 22, 14.5), 15, 5, 4.5)


def counter_size(hex_px: int) -> tuple[int, int]:
    """Width and height of the counter itself at a width of the hex."""
    plan = _plan(hex_px)
    return round(plan.size[0] * hex_px / plan.hex_px), round(plan.size[1] * hex_px / plan.hex_px)


@lru_cache(1200)
def counter_surface(look: CounterLook, px: int) -> pygame.Surface:
    """The picture of a counter on hexes `px` wide, premultiplied; the same surface each time."""
    return _Drawing(look, px).picture()


def _plan(hex_px: int) -> _Plan:
    return _OVERVIEW if hex_px < 30 else _OPERATIONS if hex_px < 48 else _BATTLE


class _Drawing:
    def __init__(self, look: CounterLook, px: int) -> None:
        self.look, self.plan = look, _plan(px)
        self.k = px / self.plan.hex_px * FINE  # pixels of this drawing to one of the plan
        w, h = counter_size(px)
        pad = round(px * 0.26)
        self.small = w + 2 * pad, h + 2 * pad
        self.big = pygame.Surface((self.small[0] * FINE, self.small[1] * FINE), pygame.SRCALPHA)
        self.body = pygame.Rect(pad * FINE, pad * FINE, w * FINE, h * FINE)
        self.radius = round(self.plan.corner * self.k) if look.side == 0 else 0
        self.face, self.shade, self.ink = look.paint

    def picture(self) -> pygame.Surface:
        known = self.look.known
        if known == "seen":
            self.shadow()
            self.edges()
        self.base()
        if known == "unknown":
            self.question()
        else:
            self.band()
            self.symbol()
            self.strength()
            self.pips()
            self.signs()
        self.outline()
        if known == "last":
            self.big.fill((255, 255, 255, SEEN_LAST - FAINTER * self.look.faint), special_flags=pygame.BLEND_RGBA_MULT)
            self.age()
        if self.look.is_broken and known != "unknown":
            self.flag()
        if self.look.stack > EDGES + 1:
            self.count()
        return pygame.transform.smoothscale(self.big.premul_alpha(), self.small)

    # ------------------------------------------------------------ body
    def at(self, x: float, y: float) -> tuple[float, float]:
        """A point of the plan, from the counter's corner, in this drawing."""
        return self.body.x + x * self.k, self.body.y + y * self.k

    def shadow(self) -> None:
        for grow, alpha in ((3.0, 22), (2.0, 34), (1.0, 48), (0.0, 60)):
            layer = pygame.Surface(self.big.get_size(), pygame.SRCALPHA)
            box = self.body.move(round(SHADOW[0] * self.k), round(SHADOW[1] * self.k * 0.7)).inflate(
                grow * self.k, grow * self.k
            )
            pygame.draw.rect(layer, (14, 10, 8, alpha), box, border_radius=self.radius + round(grow * self.k / 2))
            self.big.blit(layer, (0, 0))

    def edges(self) -> None:
        step = round(3 * self.k * min(1.0, self.plan.hex_px / 48))
        for n in range(min(self.look.stack - 1, EDGES), 0, -1):
            box = self.body.move(n * step, -n * step)
            pygame.draw.rect(self.big, self.shade, box, border_radius=self.radius)
            pygame.draw.rect(self.big, _DARK, box, round(self.k), border_radius=self.radius)

    def base(self) -> None:
        if self.look.known == "unknown":
            self.shadow()
            pygame.draw.rect(self.big, self.face, self.body, border_radius=self.radius)
            return
        pygame.draw.rect(self.big, self.face, self.body, border_radius=self.radius)
        low = self.body.copy()
        low.height = round(self.body.h * 0.36)
        low.bottom = self.body.bottom
        pygame.draw.rect(
            self.big, self.shade, low, border_bottom_left_radius=self.radius, border_bottom_right_radius=self.radius
        )

    def outline(self) -> None:
        thick, look = max(FINE, round(1.1 * self.k)), self.look
        if look.is_selected:
            for grow, colour in ((6.0, palette.SELECTED_IVORY), (3.0, palette.SELECTED_BLACK)):
                box = self.body.inflate(grow * self.k, grow * self.k)
                pygame.draw.rect(
                    self.big, colour, box, round(1.7 * self.k), border_radius=self.radius + round(grow * self.k / 2)
                )
        line = _DARK if look.side == 0 else _darker(self.shade)
        if look.known == "seen":
            pygame.draw.rect(self.big, line, self.body, thick, border_radius=self.radius)
            return
        # Dashes: the whole outline, with gaps of the counter's own face.
        ring = pygame.Surface(self.big.get_size(), pygame.SRCALPHA)
        pygame.draw.rect(
            ring, self.ink if look.side == 0 else line, self.body, round(1.5 * self.k), border_radius=self.radius
        )
        gap, long = round(3.2 * self.k), round(7.2 * self.k)
        for start in range(self.body.x + long - gap, self.body.right, long):
            ring.fill((0, 0, 0, 0), (start, self.body.y, gap, round(2 * self.k)))
            ring.fill((0, 0, 0, 0), (start, self.body.bottom - round(2 * self.k), gap, round(2 * self.k)))
        for start in range(self.body.y + long - gap, self.body.bottom, long):
            ring.fill((0, 0, 0, 0), (self.body.x, start, round(2 * self.k), gap))
            ring.fill((0, 0, 0, 0), (self.body.right - round(2 * self.k), start, round(2 * self.k), gap))
        self.big.blit(ring, (0, 0))

    # ------------------------------------------------------------ what stands on it
    def band(self) -> None:
        look, plan = self.look, self.plan
        box = pygame.Rect(self.body.x, self.body.y, self.body.w, round(plan.band * self.k))
        corners = dict(border_top_left_radius=self.radius, border_top_right_radius=self.radius)
        pygame.draw.rect(self.big, look.colour, box, **corners)
        if look.is_hatched:
            self.hatch(box)
        pygame.draw.line(self.big, _DARK, box.bottomleft, (box.right - 1, box.bottom), max(1, round(0.5 * self.k)))
        if not plan.label:
            return
        ink = _DARK if _brightness(look.colour) > 118 else palette.SOVIET_INK
        room = box.w - round(5 * self.k)
        if look.formation:
            used = self.words(
                look.formation, plan.label, ink, (box.x + round(2.6 * self.k), box.centery), "midleft", room
            )
            room -= used + round(2 * self.k)
        if look.unit and plan.has_unit:
            self.words(look.unit, plan.label, ink, (box.right - round(2.6 * self.k), box.centery), "midright", room)

    def hatch(self, box: pygame.Rect) -> None:
        shape = pygame.Surface(box.size, pygame.SRCALPHA)
        for x in range(-box.h, box.w, round(4 * self.k)):
            pygame.draw.line(shape, (*_DARK, 110), (x, box.h), (x + box.h, 0), round(0.9 * self.k))
        self.big.blit(shape, box)

    def words(self, words: str, px: float, ink: Colour, at: tuple[int, int], anchor: str, room: int) -> int:
        """Figures centred by their height on a point, narrowed to `room`; returns their width."""
        drawn = text.write(words, "figure", round(px * self.k), ink)
        drawn = drawn.subsurface(drawn.get_bounding_rect()) if drawn.get_bounding_rect().w else drawn
        if drawn.get_width() > room > 0:
            drawn = pygame.transform.smoothscale(drawn, (room, drawn.get_height()))
        self.big.blit(drawn, drawn.get_rect(**{anchor: at}))
        return drawn.get_width()

    def symbol(self) -> None:
        x, y, w, h = self.plan.box
        frame = max(2, round(1.0 * self.k))
        drawn = symbol(self.look.symbol, round(w * self.k), round(h * self.k), self.symbol_ink(), frame)
        self.big.blit(drawn, self.at(x, y))

    def symbol_ink(self) -> Colour:
        return (46, 50, 62) if self.look.side == 0 else self.ink

    def strength(self) -> None:
        plan, look = self.plan, self.look
        if plan.strength:
            x, y = self.at(plan.box[0], plan.size[1] - 2.6)
            room = round((plan.size[0] - plan.pip - 7) * self.k)
            self.words(look.strength, plan.strength, self.ink, (round(x), round(y)), "bottomleft", room)
        elif look.strength:
            x, y = self.at(plan.box[0], plan.size[1] - 4)
            whole = plan.box[2] * self.k
            pygame.draw.rect(self.big, self.ink, (x, y, whole, 2 * self.k), max(1, round(0.4 * self.k)))
            pygame.draw.rect(self.big, self.ink, (x, y, whole * min(1.0, max(0.0, look.share)), 2 * self.k))

    def pips(self) -> None:
        plan = self.plan
        radius, thick = plan.pip * self.k / 2, max(2, round(0.9 * self.k))
        x, low = plan.size[0] - plan.pip / 2 - 2.4, plan.size[1] - plan.pip / 2 - 3
        step = (low - plan.band - plan.pip / 2 - 1.6) / 2
        for n, filled in enumerate(self.look.pips):
            if plan.strength:
                pygame.draw.circle(self.big, self.ink, self.at(x, low - n * step), radius, 0 if filled else thick)
            else:  # three parts of a bar, on whole pixels; an empty one is only hinted at
                faint = tuple(round(f + (i - f) * 0.25) for f, i in zip(self.face, self.ink, strict=True))
                box = pygame.Rect(*self.at(16, 14 - 4 * n), 2 * self.k, 3 * self.k)
                pygame.draw.rect(self.big, self.ink if filled else faint, box)

    def signs(self) -> None:
        """A tick for a task, a hollow drum for want of supply, between symbol and pips."""
        plan = self.plan
        if not plan.strength:
            return
        x = (plan.box[0] + plan.box[2] + plan.size[0] - plan.pip - 2.4) / 2
        if self.look.has_task:
            y, r = plan.box[1] + plan.box[3] * 0.5, plan.pip * 0.62
            points = [self.at(x - r, y), self.at(x - r * 0.2, y + r * 0.8), self.at(x + r, y - r)]
            pygame.draw.lines(self.big, self.ink, False, points, round(1.5 * self.k))
        if self.look.is_out_of_supply:
            y, r = plan.size[1] - plan.pip * 1.5, plan.pip * 0.62
            box = pygame.Rect(*self.at(x - r, y - r), 2 * r * self.k, 2.3 * r * self.k)
            thick = max(2, round(0.9 * self.k))
            pygame.draw.rect(self.big, self.ink, box, thick, border_radius=round(r * 0.5 * self.k))
            pygame.draw.line(
                self.big, self.ink, (box.x, box.y + box.h * 0.34), (box.right - 1, box.y + box.h * 0.34), thick
            )

    def question(self) -> None:
        self.words("?", self.plan.size[1] * 0.85, self.ink, self.body.center, "center", self.body.w)

    # ------------------------------------------------------------ round it
    def flag(self) -> None:
        """A white flag planted on the upper edge."""
        s = self.plan.size[0] / 42
        foot, top = self.at(5 * s, 3 * s), self.at(5 * s, -10 * s)
        cloth = [top, self.at(15 * s, -9 * s), self.at(14 * s, -3.5 * s), self.at(5 * s, -3 * s)]
        pygame.draw.polygon(self.big, (252, 252, 248), cloth)
        pygame.draw.polygon(self.big, _DARK, cloth, max(2, round(0.9 * self.k * s)))
        pygame.draw.line(self.big, _DARK, foot, top, max(3, round(1.4 * self.k * s)))

    def age(self) -> None:
        """Hours since the enemy was seen, hung under the lower edge so that the strength stays readable."""
        if self.plan.label:
            self.tag(self.look.age, (self.body.centerx, self.body.bottom + round(5 * self.k)))

    def count(self) -> None:
        """How many lie on the hex."""
        if self.plan.label:
            self.tag(str(self.look.stack), (self.body.right, self.body.y))

    def tag(self, words: str, centre: tuple[int, int]) -> None:
        drawn = text.write(words, "figure", round(9.5 * self.k), palette.TEXT)
        drawn = drawn.subsurface(drawn.get_bounding_rect())
        box = drawn.get_rect(center=centre).inflate(4.5 * self.k, 4 * self.k)
        pygame.draw.rect(self.big, palette.DESK, box, border_radius=round(2 * self.k))
        self.big.blit(drawn, drawn.get_rect(center=centre))


def _darker(colour: Colour) -> Colour:
    r, g, b = (round(0.39 * c) for c in colour)
    return r, g, b


def _brightness(colour: Colour) -> float:
    return 0.299 * colour[0] + 0.587 * colour[1] + 0.114 * colour[2]
