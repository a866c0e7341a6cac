"""A page of the record as lines to read: each side's account, what lies between them, and the entry behind each line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from game.core.words import N_, _, aside, enumerated, spoken, titled
from game.match.dates import moment_words, short_date

if TYPE_CHECKING:
    from game.model.battle.record import CrestHeld, Kind, LossBand, Told, TurnLoss
    from game.model.battle.record_page import Decided, Page, Sky
    from game.model.battle.scenario import Scenario

PARTS: tuple[tuple[Kind, str], ...] = (
    ("witness", N_("Witnesses")),
    ("stretch", N_("Of these days")),
    ("talk", N_("Talks and decisions")),
    ("air", N_("In the air")),
    ("guns", N_("Guns")),
    ("tanks", N_("Tanks")),
    ("arrival", N_("Arrivals")),
)
LIGHT = {
    "civil_dawn": N_("dawn"),
    "sunrise": N_("sunrise"),
    "sunset": N_("sunset"),
    "civil_dusk": N_("dusk"),
    "moonrise": N_("moonrise"),
    "moonset": N_("moonset"),
}
DECIDED = {
    "ask": N_("asks leave for"),
    "alone": N_("acts without leave:"),
    "terms": N_("seals terms"),
    "talk": N_("asks for a talk"),
    "urge": N_("urges its government to"),
    "after": N_("once the fire has stopped:"),
}
COUNTED = {"count": N_("count"), "claim": N_("claim"), "allocation": N_("our allocation, no count")}


class Line(NamedTuple):
    """A line of a page. `part`: under which head; `head`: hour and place; `mark`: confidence; `entry`: what it tells of."""

    part: str
    side: str
    head: str
    text: str
    mark: str
    entry: Any


def account(page: Page, side: str) -> tuple[Line, ...]:
    """What an army recorded of these hours; none where there is no account."""
    return tuple(_told("", t) for t in page.accounts(side))


def between(scenario: Scenario, page: Page) -> tuple[Line, ...]:
    """What stands between the accounts: the dispute first, then witnesses, talks, weather, hills and losses."""
    found = [Line(_("Disputed"), "", _(t.clock), _(t.disputed), t.confidence, t) for t in page.told if t.disputed]
    for kind, title in PARTS:
        found += [_told(_(title), t) for t in page.of(kind)]
        found += [_decided(scenario, d) for d in page.decided if kind == "talk"]
    found += [_hill(scenario, c) for c in page.crest]
    found += [_loss(page, loss) for loss in page.losses]
    found += [_lost(page, band) for band in page.lost]
    found += [_sky(w) for w in page.weather]
    return (*found, *_light(page))


def title(page: Page) -> str:
    """The name of a page as read: "3 Aug Night", "13 Jul"."""
    date, _space, phase = page.at.rpartition(" ")
    return short_date(page.at) if page.is_day else _("{date} {phase}").format(date=short_date(date), phase=_(phase))


def place_name(scenario: Scenario, place: str) -> str:
    """The name of a place of the record in the language in use."""
    return spoken(scenario.record.place(place).names)


def figures(loss: TurnLoss) -> str:
    """What a loss counts, in words."""
    parts = (
        (loss.killed, _("{n} killed or missing")),
        (loss.wounded, _("{n} wounded")),
        (loss.total, _("{n} in all")),
        (loss.tanks, _("{n} tanks")),
        (loss.aircraft, _("{n} aircraft")),
    )
    return enumerated(words.format(n=span(band)) for band, words in parts if band is not None)


def counted_by(page_sides: dict[str, str], loss: TurnLoss) -> str:
    """Who counts or claims a loss, and for which turns together."""
    kind = _(COUNTED[loss.kind])
    words = titled(_(page_sides[loss.by]), kind) if loss.by else kind
    return words + aside(_(loss.covers))


def span(band: tuple[int, int]) -> str:
    """A band of two numbers: one where they are the same."""
    return str(band[0]) if band[0] == band[1] else f"{band[0]}–{band[1]}"


def _told(part: str, told: Told) -> Line:
    head = enumerated(w for w in (_(told.where), _(told.clock)) if w)
    return Line(part, told.side, head, _(told.text), told.confidence, told)


def _decided(scenario: Scenario, decided: Decided) -> Line:
    d = decided.decision
    acts = {a.id: a.name for a in scenario.politics.acts} if scenario.politics else {}
    what = acts.get(d.act, d.act) or d.term or d.choice
    words = " ".join(w for w in (_(DECIDED.get(d.kind, d.kind)), _(what)) if w)
    return Line(
        _("Talks and decisions"), decided.side, "", titled(words, _(d.note)) if d.note else words, d.confidence, d
    )


def _hill(scenario: Scenario, crest: CrestHeld) -> Line:
    holders = enumerated(_(scenario.side_names[s]) for s in crest.holders) or _("nobody that is told")
    words = enumerated((holders, _(crest.text))) if crest.text else holders
    side = crest.holders[0] if len(crest.holders) == 1 else ""
    return Line(_("Who holds the hills"), side, place_name(scenario, crest.hill), words, crest.confidence, crest)


def _loss(page: Page, loss: TurnLoss) -> Line:
    words = f"{figures(loss)} – {counted_by(page.sides, loss)}"
    return Line(_("Losses of this turn"), loss.side, _(page.sides[loss.side]), words, loss.confidence, loss)


def _lost(page: Page, band: LossBand) -> Line:
    words = _("{n} by {t}, of them {k} killed or missing").format(
        n=span((band.low, band.high)), t=moment_words(page.lost_at), k=span((band.killed_low, band.killed_high))
    )
    return Line(_("Losses so far"), band.side, _(page.sides[band.side]), words, band.confidence, band)


def _sky(sky: Sky) -> Line:
    words = _("{w} (inferred from {t})").format(w=_(sky.text), t=_(sky.clock)) if sky.is_inferred else _(sky.text)
    return Line(_("Weather"), sky.side, "" if sky.is_inferred else _(sky.clock), words, sky.confidence, sky)


def _light(page: Page) -> tuple[Line, ...]:
    words = [f"{_(LIGHT[mark.what])} {mark.at.split()[-1]}" for mark in page.light]
    if page.moon_lit is not None:
        words.append(_("{n} % of the moon lit").format(n=round(100 * page.moon_lit)))
    if not page.light:
        return ()
    first = page.light[0]
    return (Line(_("Light"), "", "", enumerated(words), first.confidence, first),)
