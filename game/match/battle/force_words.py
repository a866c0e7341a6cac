"""Forces in words that keep men, guns and tanks apart: what a counter counts, and what is known of the enemy."""

from collections.abc import Iterable

from game.core.words import _, counted
from game.match.battle.own_unit import OwnUnit
from game.match.battle.views import Contact, View
from game.match.dates import moment_words


def force_words(men: int, tanks: int = 0, *, about: bool = False) -> str:
    """Men and tanks in words: "612 men", "about 300 men and 10 tanks"."""
    told = counted("about {n} man", "about {n} men", men) if about else counted("{n} man", "{n} men", men)
    armour = counted("{n} tank", "{n} tanks", tanks)
    if men and tanks:
        return _("{men} and {tanks}").format(men=told, tanks=armour)
    return armour if tanks else told


def own_words(unit: OwnUnit) -> str:
    """What a counter fights with: its tanks, its guns if it is a gun group, else its men."""
    if unit.tanks:
        return counted("{n} tank", "{n} tanks", unit.tanks)
    if unit.guns and not unit.men:
        return counted("{n} gun", "{n} guns", unit.guns)
    return counted("{n} man", "{n} men", unit.men + unit.crew)


def known_words(contacts: Iterable[Contact]) -> str:
    """What is known of enemies together; of a tank company its tanks, not the men who drive them."""
    seen = tuple(contacts)
    return force_words(sum(c.men for c in seen if not c.tanks), sum(c.tanks for c in seen), about=True)


def strength_words(number: int, *, tanks: bool = False, guns: bool = False, about: bool = False) -> str:
    """The figure of a counter on the map, with what it counts; "" where observers could not count."""
    if number <= 0 and about:
        return ""
    if guns:
        return counted("{n} gun", "{n} guns", number)
    if tanks:
        return (
            counted("about {n} tank", "about {n} tanks", number) if about else counted("{n} tank", "{n} tanks", number)
        )
    return force_words(number, about=about)


def off_the_map(view: View, unit: OwnUnit) -> str:
    """When and where an own counter that is not on the map comes onto it; "" for one that is there."""
    if unit.hex is not None:
        return ""
    scenario, counter = view.scenario, view.scenario.counter(unit.id)
    if unit.men + unit.crew == 0:
        return _("lost")
    if not counter.arrives or counter.arrives_at is None:
        return _("not on the map")
    if scenario.calendar.pulse_of(counter.arrives) <= view.pulse:
        return _("waits to come on")
    return _("{hour} at {hex}").format(hour=moment_words(counter.arrives), hex=scenario.hex_name(counter.arrives_at))
