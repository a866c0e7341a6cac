"""What a figure means, in the words of the rulebook: the tooltips of bar, panel and card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.core.words import N_, _, written
from game.match.battle.sky import light_at

if TYPE_CHECKING:
    from game.client.battle.facts import Facts, Stat
    from game.client.battle.sitting import Sitting
    from game.client.map.position import Piece

STATS = {
    N_("Men"): N_("Men who can fight; the bar is their share of the first strength (2.2)"),
    N_("Tanks"): N_("Tanks that can drive and fire; the bar is their share of the first strength (2.2)"),
    N_("Guns"): N_("Guns and anti-tank guns that can fire; the bar is their share of the first strength (2.2)"),
    N_("Cohesion"): N_(
        "Of 1000: how far men hold together. Losses wear it; low, the counter is disrupted, lower still it breaks (2.6)"
    ),
    N_("Suppression"): N_("Of 1000: how far fire keeps heads down. It lowers fire and pace and passes with time (2.5)"),
    N_("Works"): N_("Of 1000: trenches, dug hour by hour; the more, the fewer men fire hits (2.9)"),
    N_("Machine guns"): N_("Light and heavy machine guns that are manned (2.2)"),
    N_("Order delay"): N_("So much later than it is sealed an order reaches the counter (7.6)"),
    N_("Supply"): N_("What is short; small arms that are low fire less (9.6)"),
    N_("Flights left today"): N_("Flights that the wing can still fly today (6.12)"),
    N_("In these orders"): N_(
        "Flights that the orders of this turn ask for; more than are left cannot be sealed (6.12)"
    ),
    N_("Booked before"): N_("Flights that orders of earlier turns have booked (6.12)"),
    N_("Flights flown"): N_("Flights flown since the beginning (6.12)"),
    N_("Aircraft lost"): N_("Aircraft that did not come back (6.12)"),
}


def stat(found: Stat) -> str:
    """What a figure of a counter means."""
    return next(
        (f"{found.name} {found.words}. {_(words)}" for name, words in STATS.items() if _(name) == found.name), ""
    )


def bar(sitting: Sitting, facts: Facts, pulse: int) -> dict[str, str]:
    """The tooltips of the top bar, by the name of the part."""
    return {
        "turn": turn(facts),
        "sky": sky(sitting, facts, pulse),
        "crest": crest(facts),
        "score": score(sitting),
        "side": _("The side whose orders are written here"),
    }


def turn(facts: Facts) -> str:
    """What the turn line means."""
    return _("{date}. {turn}. Orders of both sides are carried out together in pulses of 15 minutes (1.1).").format(
        date=facts.date, turn=facts.turn_line
    )


def sky(sitting: Sitting, facts: Facts, pulse: int) -> str:
    """What light and weather do."""
    light, _sky = light_at(sitting.scenario, pulse)
    words = {
        "day": _("Full light (1.2)."),
        "dusk": _("Half light: less is seen (1.2, 8.1)."),
        "night": _("Night: men are seen near by, or by their fire; the hour of the silent assault (7.4, 8.1)."),
    }[light]
    weather = {
        "fog": _("Fog: little light, and observed fire is suspended (1.2, 6.11)."),
        "rain": _("Rain: less light, and mud (1.2, 1.5)."),
    }.get(facts.sky, "")
    return f"{facts.sky_line}. {words} {weather}".strip()


def crest(facts: Facts) -> str:
    """What the hexagons mean, place by place."""
    shares = [f"{name} {_('unknown') if share is None else f'{round(100 * share)} %'}" for name, share in facts.places]
    return "\n".join([_("Scored places and the share of each that this side holds (12.1):"), *shares])


def score(sitting: Sitting) -> str:
    """The score with its parts."""
    found = sitting.view.score
    rows = [f"{_(p.name)} {written(p.points, '.1f')} / {p.most:.0f}" for p in found.parts]
    head = _("Score {n:.1f} of 100 if the battle ended now, as far as this side knows (12.2):").format(n=found.total)
    return "\n".join([head, *rows])


def pips(piece: Piece) -> str:
    """What the pips of a counter say."""
    if piece.is_broken:
        return _("Broken: it goes back and obeys no order (2.6)")
    return {
        3: _("Three pips: fresh"),
        2: _("Two pips: suppressed, pinned or disrupted (2.5, 2.6)"),
        1: _("One pip: two of suppressed, pinned, disrupted (2.5, 2.6)"),
    }.get(piece.state, _("No pip: suppressed, pinned and disrupted (2.5, 2.6)"))
