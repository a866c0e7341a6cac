"""Counters and badges of a position: what a piece shows, turned into the pictures of the counters' rooms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pygame

from game.client.kit import palette
from game.client.kit.palette import Colour, rgb
from game.client.map.counters import CounterLook, counter_surface, engagement_badge, marks
from game.client.map.position import Clash, Piece
from game.client.map.sides import colours
from game.core.words import _

if TYPE_CHECKING:
    from game.model.battle.scenario import Scenario

MOST_KEPT = 3000
options = {"hatched": False}  # the user's: bands of formations hatched beside their colour

_kept: dict[object, pygame.Surface] = {}


def renew(*, hatched: bool | None = None) -> None:
    """Draws every picture again: another palette, or bands hatched or not."""
    if hatched is not None:
        options["hatched"] = hatched
    _kept.clear()
    marks.forget()


def picture(
    scenario: Scenario, piece: Piece, px: int, *, selected: bool = False, stack: int = 1, tasked: bool = False
) -> pygame.Surface:
    """The counter of a piece on hexes `px` wide, premultiplied; `stack` counters stand there, this one on top."""
    key = (scenario.digest, piece, px, selected, stack, tasked)
    found = _kept.get(key)
    if found is None:
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        found = _kept[key] = counter_surface(look(scenario, piece, selected=selected, stack=stack, tasked=tasked), px)
    return found


def look(
    scenario: Scenario, piece: Piece, *, selected: bool = False, stack: int = 1, tasked: bool = False
) -> CounterLook:
    """Everything the picture of a piece depends on."""
    known: Literal["seen", "last", "unknown"] = "seen"
    if piece.is_contact:
        known = "seen" if piece.age_h is None else "last"
        if not scenario.has_counter(piece.unit):
            known = "unknown"
    counter = scenario.counter(piece.unit) if scenario.has_counter(piece.unit) else None
    symbol, share = "unknown", 1.0
    if counter is not None:
        symbol = scenario.unit_type(counter).symbol
        share = piece.strength / max(
            1, counter.tanks or (counter.guns if not counter.men else counter.men + counter.crew)
        )
    paint = colours(scenario, piece.side)
    formation, unit = labels(piece.unit, piece.formation)
    return CounterLook(
        side=scenario.sides.index(piece.side),
        paint=(paint.face, paint.shade, paint.ink),
        symbol=symbol,
        strength=str(piece.strength) if piece.strength >= 0 else "",
        formation=formation,
        unit=unit,
        colour=formation_colour(scenario, piece.formation),
        share=max(0.0, min(1.0, share)),
        pips=(piece.state >= 1, piece.state >= 2, piece.state >= 3),
        is_broken=piece.is_broken,
        has_task=piece.has_task or tasked,
        is_out_of_supply=piece.lacks_supply,
        known=known,
        age=_("{n} h").format(n=max(1, round(piece.age_h))) if piece.age_h is not None else "",
        faint=piece.faint,
        stack=stack,
        is_selected=selected,
        is_hatched=options["hatched"] and _is_even(scenario, piece.formation),
    )


def labels(unit: str, formation: str) -> tuple[str, str]:
    """What stands left and right in the band: "75" and "I" of I/75; a detachment's name is cut short."""
    part, slash, whole = unit.partition("/")
    if slash:
        return whole[:4], part[:4]
    return formation[:3], unit.removeprefix(formation)[:3]


def formation_colour(scenario: Scenario, formation: str) -> Colour:
    """The colour of a formation's band."""
    try:
        return rgb(scenario.formation(formation).colour)
    except (KeyError, ValueError):
        return palette.PAPER_DIM


def _is_even(scenario: Scenario, formation: str) -> bool:
    """Every second formation of the order of battle is hatched: neighbours differ by more than colour."""
    return next((k % 2 == 1 for k, f in enumerate(scenario.formations) if f.id == formation), False)


def badge(clash: Clash, px: int) -> pygame.Surface:
    """The badge of an engagement, premultiplied."""
    return engagement_badge(clash.gap_m, clash.stage, clash.share_pm, px)
