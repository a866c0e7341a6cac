"""The supplies of a side in words: shells, small arms, boats, who is short and since when (chapter 9)."""

from collections.abc import Iterator, Sequence

from game.core.words import _, spoken, written
from game.match.battle.views import View
from game.match.dates import moment_words
from game.model.battle.orders import Order
from game.rules.battle.parameters import AMMO_LOW, LOT_T, LOW_SHARE, SHELLS_LOW

Told = tuple[str, tuple[str, ...]]  # heading, lines


def supplies_told(view: View, beside: Sequence[Order] = ()) -> tuple[Told, ...]:
    """Headings with their lines, each a sentence by itself. `beside`: orders of the turn, which book boats too."""
    parts = [(_("Shells"), tuple(_shells(view)))]
    if view.scenario.supply:
        parts.append((_("Small arms"), tuple(_small_arms(view))))
        boats = tuple(_boats(view, beside))
        parts += [(_("Boats"), boats)] if boats else []
    return tuple(parts)


def _shells(view: View) -> Iterator[str]:
    found = view.supplies
    yield _("Shells: {n} left, {m} at the start, {f} fired (rule 9.5)").format(
        n=written(found.shells, ","), m=written(found.shells_first, ","), f=written(found.shells_fired, ",")
    )
    if view.scenario.supply:
        least = written(view.engine.parameters[SHELLS_LOW] * found.shells_first, ",.0f")
        low = _("Shells are low: under {n} no preparation is fired")
        yield (low if found.shells_low else _("Under {n} shells no preparation is fired")).format(n=least)


def _small_arms(view: View) -> Iterator[str]:
    found = view.supplies

    def moment(pulse: int) -> str:
        return moment_words(view.scenario.calendar.moment_of(pulse))

    yield _("Since {t}: {a:.1f} t came to the front, {b:.1f} t needed by the men in contact (rule 9.6)").format(
        t=moment(found.counted), a=found.came_t, b=found.needed_t
    )
    if found.is_low:
        yield _("Small arms are low by the count of {t}: direct fire at {x:.0%}").format(
            t=moment(found.counted), x=view.engine.parameters[AMMO_LOW]
        )
    else:
        yield _("The next count is at 04:00: under {x:.0%} of the need small arms are low").format(
            x=view.engine.parameters[LOW_SHARE]
        )
    for short in found.short:
        text = _("{unit}, {name}: cut off since {t}") if short.is_cut else _("{unit}, {name}: low by the count of {t}")
        yield text.format(unit=short.unit, name=spoken(view.scenario.counter(short.unit).names), t=moment(short.since))
    if not found.short:
        yield _("No counter is short")


def _boats(view: View, beside: Sequence[Order]) -> Iterator[str]:
    if not view.legality.boats.is_played:
        return
    lots = view.supplies.lots
    yield _("Supply that landed last turn: {n} lots, {t:g} t (rule 9.2)").format(
        n=lots, t=lots * view.engine.parameters[LOT_T]
    )
    for crossing in view.ferries(beside):
        text = _("{place}: {c} lots carried last turn; {free} free of {lots} now, {booked} booked")
        yield text.format(
            place=crossing.name, c=crossing.carried, free=crossing.free, lots=crossing.lots, booked=crossing.booked
        )
