"""Three figures for every turn: this run, the band of many re-enactments, the record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.client.battle.replay.record import EARLY, GOOD, UNKNOWN, Difference, number
from game.core.words import _, spoken
from game.match.battle.record_words import span
from game.match.dates import moment_words
from game.model.battle.bands import HIGH, LEVELS, LOW, MIDDLE

if TYPE_CHECKING:
    from game.client.battle.replay.rerun import ReplayTurn
    from game.model.battle.bands import Bands, Name, Row
    from game.model.battle.record_page import Page
    from game.model.battle.scenario import Scenario

WHOLE_PM = 1000


def rows(scenario: Scenario, turn: ReplayTurn, page: Page, bands: Bands | None) -> list[Difference]:
    """A head, then a line for each figure by the end of a turn that was played. `page`: the record's of that turn."""
    model = bands.at(page.at) if bands is not None else {}
    title = _("By the end of {turn}").format(turn=turn.name)
    said = _("no re-enactments are kept")
    if model and bands is not None:
        share = LEVELS[HIGH] - LEVELS[LOW]
        said = _("{n} of {all} re-enactments").format(n=bands.games * share // 100, all=bands.games)
    head = Difference(title, said, _("this run"), _("record"), "", "")
    return [head, *(_row(scenario, name, own, model.get(name), page) for name, own in turn.figures.items())]


def _row(scenario: Scenario, name: Name, own: int, model: Row | None, page: Page) -> Difference:
    what, side, place = name
    of = _(scenario.side_names[side])
    if what == "held":
        words = _("{place}: held by {side}").format(place=spoken(scenario.place(place).names), side=of)
        recorded, mark, grade = _hill(scenario, place, own, page)
        return Difference(words, _model(own, model, "share"), number(own / WHOLE_PM, "share"), recorded, grade, mark)
    if what == "tanks":
        words = _("Tanks out of action, {s}").format(s=of)
        return Difference(words, _model(own, model, "tanks"), str(own), "–", "", UNKNOWN)
    found = next((band for band in page.lost if band.side == side), None)
    recorded = span((found.low, found.high)) if found else "–"
    mark = UNKNOWN if found is None else GOOD if found.low <= own <= found.high else EARLY
    words = _("Losses, {s}").format(s=of)
    if found is not None and page.lost_at != page.ends:  # counted at another hour: it says nothing of this one
        mark, words = UNKNOWN, _("Losses, {s}; record by {t}").format(s=of, t=moment_words(page.lost_at))
    return Difference(
        words, _model(own, model, "men"), number(own, "men"), recorded, found.confidence if found else "", mark
    )


def _model(own: int, model: Row | None, unit: str) -> str:
    """The band of the re-enactments with its middle; said where this run lies outside it."""
    if model is None:
        return "–"
    part = 1 / WHOLE_PM if unit == "share" else 1
    low, middle, high = (number(model[k] * part, unit) for k in (LOW, MIDDLE, HIGH))
    words = low if low == high else f"{low}–{high} ({middle})"
    return words if model[LOW] <= own <= model[HIGH] else _("{band}, outside").format(band=words)


def _hill(scenario: Scenario, place: str, own: int, page: Page) -> tuple[str, str, str]:
    """Who the record says held a hill in the turn, whether this run agrees, how sure the record is."""
    found = next((crest for crest in page.crest if crest.hill == place), None)
    if found is None or not found.holders:
        return "–", UNKNOWN, ""
    whole = found.holders[0] == scenario.sides[0]
    agrees = 0 < own < WHOLE_PM if len(found.holders) > 1 else own == (WHOLE_PM if whole else 0)
    names = "+".join(_(scenario.side_names[side]) for side in found.holders)
    return names, GOOD if agrees else EARLY, found.confidence
