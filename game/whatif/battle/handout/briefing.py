"""A side's briefing on paper: what is asked of it, with what, under which limits, what it knows of the enemy, sun and moon."""

from __future__ import annotations

from game.core.words import N_, _, spoken, written
from game.match.dates import moment_words, short_date
from game.model.battle.forces import Counter
from game.model.battle.scenario import Scenario
from game.whatif.battle.handout.parts import block, hex_words, listed, paragraphs, table
from game.whatif.page import plain

# The parts of a score in words, by the field of the aims (rules 12.1 to 12.3).
AIMS = (
    ("hold", N_("places held so far")),
    ("line", N_("places held now")),
    ("losses", N_("own losses")),
    ("limits", N_("limits kept")),
    ("standing", N_("standing")),
)


def briefing(scenario: Scenario, side: str) -> str:
    """The sheet of one side, as HTML."""
    return "".join(
        [
            paragraphs(_(scenario.briefing[side])),
            block(_("What counts"), aims(scenario, side)),
            block(_("Your forces"), forces(scenario, side)),
            block(_("What your staff believes of the enemy"), believed(scenario, side)),
            block(_("What needs leave"), limits(scenario, side)) if scenario.politics else "",
            block(_("Sun and moon"), sky(scenario)),
        ]
    )


def aims(scenario: Scenario, side: str) -> str:
    """Points of each part of the score, and the share of each place."""
    own = next(a for a in scenario.scoring.aims if a.side == side)
    parts = [(_(words), written(getattr(own, field), "g")) for field, words in AIMS if getattr(own, field)]
    places = [(spoken(scenario.place(p.place).names), written(p.weight, ".0%")) for p in scenario.scored]
    note = _("The part for own losses is halved by every {n:,.0f} men lost.").format(n=own.half_loss)
    return (
        table((_("Part of the score"), _("Points of 100")), parts, figures=1)
        + table((_("Place"), _("Share of what places count")), places, figures=1)
        + f"<p>{plain(note)}</p>"
    )


def forces(scenario: Scenario, side: str) -> str:
    """Own counters: where they stand or when they come, and how strong they are."""
    rows = [
        (c.id, spoken(c.names), _where(scenario, c), *(written(n, ",") if n else "" for n in strengths(c)))
        for c in scenario.counters
        if c.side == side and (c.hex or c.arrives)
    ]
    heads = (_("Counter"), _("Name"), _("Hex"), _("Men"), _("Machine guns"), _("Guns"), _("Tanks"))
    return table(heads, rows, figures=3)


def strengths(counter: Counter) -> tuple[int, int, int, int]:
    """Men with crews, machine guns, guns of all kinds, tanks."""
    return (
        counter.men + counter.crew,
        counter.lmg + counter.hmg,
        counter.guns + counter.at + counter.mortar,
        counter.tanks,
    )


def believed(scenario: Scenario, side: str) -> str:
    """What the side's staff holds of the enemy at the start, and no more."""
    rows = [
        (i.unit, hex_words(scenario, i.hex), written(i.tanks or i.men, ","), _("tanks") if i.tanks else _("men"))
        for i in scenario.intelligence
        if i.side == side
    ]
    return table((_("Counter"), _("Hex"), _("About"), ""), rows, figures=2) if rows else listed([_("Nothing certain.")])


def limits(scenario: Scenario, side: str) -> str:
    """The side's scale of acts: who gives leave, the usual odds, the price."""
    assert scenario.politics is not None
    rows = [
        (a.level, _(a.name), _(a.asked_of) or _("nobody"), written(a.odds, ".0%") if a.asked_of else "", a.price or "")
        for a in scenario.politics.acts_of(side)
    ]
    return table((_("Level"), _("Act"), _("Asked of"), _("Odds"), _("Price")), rows, figures=3)


def sky(scenario: Scenario) -> str:
    """Dawn, dusk and moon of each day that is played."""
    days = list(dict.fromkeys(turn.date for turn in scenario.calendar.played()))
    rows = [
        (
            short_date(d.date),
            d.civil_dawn,
            d.sunrise,
            d.sunset,
            d.civil_dusk,
            d.moonrise,
            d.moonset,
            written(d.lit, ".0%"),
        )
        for d in scenario.almanac
        if d.date in days
    ]
    heads = (_("Day"), _("Dawn"), _("Sunrise"), _("Sunset"), _("Dusk"), _("Moonrise"), _("Moonset"), _("Moon lit"))
    return table(heads, rows, figures=1)


def _where(scenario: Scenario, counter: Counter) -> str:
    if counter.arrives:
        words = _("arrives {moment}, {hex}")
        return words.format(moment=moment_words(counter.arrives), hex=hex_words(scenario, counter.arrives_at))
    return hex_words(scenario, counter.hex)
