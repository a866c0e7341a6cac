"""Pages of the record in plain lines: both accounts, what is disputed, talks, weather, hills, losses, places, sources."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from game.cli.battle.record_facts import cited, model_facts
from game.cli.output import say, table
from game.core.words import N_, _, clauses, enumerated, spoken, titled, written
from game.match.battle.bands import bands_for
from game.match.battle.record_words import COUNTED, DECIDED, LIGHT, PARTS
from game.match.dates import named
from game.model.battle.bands import HIGH, LOW, MIDDLE
from game.model.battle.record_start import at_the_start

if TYPE_CHECKING:
    from game.model.battle.bands import Bands
    from game.model.battle.record import CrestHeld, LossBand, Told, TurnLoss
    from game.model.battle.record_page import Decided, Page
    from game.model.battle.scenario import Scenario

HEADS = (
    N_("counter"),
    N_("side"),
    N_("hex"),
    N_("state"),
    N_("men"),
    N_("tanks"),
    N_("since"),
    N_("turns old"),
    N_("mark"),
)


def tell(
    scenario: Scenario, pages: Sequence[Page], *, side: str | None, board: dict[str, Any] | None, whole: bool
) -> None:
    """Prints the pages, then what they cite. `whole`: all of them, and so without the counters of each."""
    seen = _(", as {side_names} knew it").format(side_names=_(scenario.side_names[side])) if side else ""
    say(
        _(
            "{title}: the record{seen}. Hours are Japan's; marks: A well attested, B one good source, C estimate."
        ).format(title=_(scenario.title), seen=seen)
    )
    if whole:
        _start(scenario, side)
        say(_("Counters turn by turn: with --at TURN."))
    cites: list[str] = []
    bands = bands_for(scenario)
    for page in pages:
        cites += _page(scenario, page, board, bands, whole=whole)
    say()
    say(_("Sources"))
    for s in cited(scenario, cites):
        rest = [_(s.language), _(s.kind), _("used: {used}").format(used=_(s.used)) if s.used else "", _(s.reliability)]
        say(f"  {s.id}: {s.full}. " + clauses(rest))


def _start(scenario: Scenario, side: str | None) -> None:
    """The first pulse: where order of battle and record are one, and why not where they are not."""
    rows = [r for r in at_the_start(scenario) if side in (None, r.side)]
    lines = [[r.unit, _where(r.begins), _where(r.recorded), _(r.why) or _("one and the same")] for r in rows]
    table(
        _("At the first pulse"), (_("counter"), _("order of battle"), _("record"), _("why they differ")), lines, left=4
    )


def _where(at: tuple[tuple[int, int], int] | None) -> str:
    return "-" if at is None else _("{at},{at2}: {at3} men").format(at=at[0][0], at2=at[0][1], at3=at[1])


def _page(
    scenario: Scenario, page: Page, board: dict[str, Any] | None, bands: Bands | None, *, whole: bool
) -> list[str]:
    """Prints a page; what it cites."""
    say()
    hours = "" if page.is_day else _(" ({begins} to {ends})").format(begins=page.begins, ends=page.ends)
    say(f"{named(page.at)}{hours}" + (titled("", _(page.headline)) if page.headline else ""))
    if page.silence:
        say(f"  {_(page.silence)}")
    for w in page.weather:
        words = (
            _("inferred, from {clock}: {text}").format(clock=_(w.clock), text=_(w.text))
            if w.is_inferred
            else f"{_clock(_(w.clock))}{_(w.text)}"
        )
        say(
            _("  Weather: {words} [{source}, {confidence}]").format(
                words=words, source=w.source, confidence=w.confidence
            )
        )
    _sky(page)
    for crest in page.crest:
        say(f"  {_hill(scenario, crest)}")
    for side in page.sides:
        if page.seen_by in ("", side) and (page.accounts(side) or not page.is_day):
            _accounts(page, side)
    for kind, title in PARTS:
        for told in page.of(kind):
            say("  " + titled(_(title), _statement(page, told)))
            _disputed(told)
    for d in page.decided:
        say(f"  {_(page.sides[d.side])} {_decision(scenario, d)}")
    for loss in page.losses:
        say(f"  {_loss(page, loss)}")
    for band in page.lost:
        say(f"  {_band(page, band)}")
    _model(page, bands)
    _game(page, (board or {}).get(page.at))
    if not whole and page.positions:
        _positions(page)
    return _cites(page, whole=whole)


def _cites(page: Page, *, whole: bool) -> list[str]:
    """What a page cites, in the order in which it is printed."""
    found = [w.source for w in page.weather] + [mark.source for mark in page.light] + [c.source for c in page.crest]
    found += [t.source for t in page.told] + [d.decision.source for d in page.decided]
    found += [x.source for x in page.losses] + [b.source for b in page.lost]
    return found if whole else found + [p.source for p in page.positions]


def _sky(page: Page) -> None:
    words = [f"{_(LIGHT[mark.what])} {mark.at.split()[-1]}" for mark in page.light]
    if page.moon_lit is not None:
        words.append(_("{moon_lit:.0%} of the moon lit").format(moon_lit=page.moon_lit))
    if words:
        marks = next((f" [{mark.source}, {mark.confidence}]" for mark in page.light), "")
        say(_("  Light: {join}{marks}").format(join=enumerated(words), marks=marks))


def _accounts(page: Page, side: str) -> None:
    told = page.accounts(side)
    if not told:
        say(f"  {page.opening(side)[0]}")
    for t in told:
        say("  " + titled(_(page.sides[side]), _statement(page, t)))
        _disputed(t)


def _statement(page: Page, told: Told) -> str:
    who = titled(_(page.sides[told.side]), "") if told.side and told.kind in ("air", "guns", "tanks", "arrival") else ""
    where = f"{told.where}, " if told.where else ""
    own = _(" ({own_clock} in the source)").format(own_clock=_(told.own_clock)) if told.own_clock else ""
    clock = titled(_(told.clock) + own, "") if told.clock else ""
    marks = enumerated(m for m in (told.source, told.confidence, _(told.ref)) if m)
    note = _(" Note: {note}.").format(note=_(told.note)) if told.note else ""
    head = where + clock if clock else titled(where.rstrip(", "), "") if where else ""
    return f"{who}{head}{_(told.text)} [{marks}]{note}"


def _disputed(told: Told) -> None:
    if told.disputed:
        say(_("    Disputed: {disputed}").format(disputed=_(told.disputed)))


def _clock(clock: str) -> str:
    return titled(clock, "") if clock else ""


def _hill(scenario: Scenario, crest: CrestHeld) -> str:
    holders = _(" and ").join(_(scenario.side_names[s]) for s in crest.holders) or _("nobody that is told")
    more = f", {_(crest.text)}" if crest.text else ""
    note = _(" Note: {note}.").format(note=_(crest.note)) if crest.note else ""
    name = spoken(scenario.record.place(crest.hill).names)
    return f"{name}: {holders}{more} [{crest.source}, {crest.confidence}]{note}"


def _decision(scenario: Scenario, decided: Decided) -> str:
    d = decided.decision
    acts = {a.id: _(a.name) for a in scenario.politics.acts} if scenario.politics else {}
    what = acts.get(d.act, d.act) or d.term or d.choice
    marks = enumerated(m for m in (d.source, d.confidence) if m)
    note = titled("", _(d.note)) if d.note else ""
    return f"{_(DECIDED.get(d.kind, d.kind))} {what}".rstrip() + f"{note} [{marks}]"


def _loss(page: Page, loss: TurnLoss) -> str:
    figures = enumerated(
        f"{_span(band)} {word}"
        for band, word in (
            (loss.killed, _("killed or missing")),
            (loss.wounded, _("wounded")),
            (loss.total, _("in all")),
            (loss.tanks, _("tanks")),
            (loss.aircraft, _("aircraft")),
        )
        if band is not None
    )
    by = (
        _("{kind} of {sides}").format(kind=_(COUNTED[loss.kind]), sides=_(page.sides[loss.by]))
        if loss.by
        else _(COUNTED[loss.kind])
    )
    covers = _(" for {covers}").format(covers=_(loss.covers)) if loss.covers else ""
    return _("Losses, {sides}: {figures} ({by}{covers}: {basis}) [{source}, {confidence}]").format(
        sides=_(page.sides[loss.side]),
        figures=figures,
        by=by,
        covers=covers,
        basis=_(loss.basis),
        source=loss.source,
        confidence=loss.confidence,
    )


def _span(band: tuple[int, int]) -> str:
    return str(band[0]) if band[0] == band[1] else _("{a} to {b}").format(a=band[0], b=band[1])


def _band(page: Page, band: LossBand) -> str:
    since = (
        _("from {since} to {lost_at}").format(since=named(band.since), lost_at=named(page.lost_at))
        if band.since
        else _("by {lost_at}").format(lost_at=named(page.lost_at))
    )
    killed = _span((band.killed_low, band.killed_high))
    return _("Lost {since}, {sides}: {a}, of them {killed} killed or missing [{source}, {confidence}]").format(
        since=since,
        sides=_(page.sides[band.side]),
        a=_span((band.low, band.high)),
        killed=killed,
        source=band.source,
        confidence=band.confidence,
    )


def _model(page: Page, bands: Bands | None) -> None:
    """What many re-enactments had by the end of the turn."""
    found = model_facts(bands, page.at, page.seen_by or None)
    if found is None:
        return
    lost = enumerated(f"{_(page.sides[s])} {_middle(row)}" for s, row in found["lost"].items())
    held = clauses(
        f"{place} "
        + enumerated(f"{_(page.sides[s])} {_middle([pm / 10 for pm in row])} %" for s, row in shares.items())
        for place, shares in found["held_pm"].items()
    )
    say(
        _("  {found} re-enactments, by the end of this turn (5 to 95 in 100): lost {lost}; held: {held}").format(
            found=found["games"], lost=lost, held=held
        )
    )


def _middle(row: Sequence[float]) -> str:
    """A band with its middle in brackets."""
    low, middle, high = (written(row[k], "g") for k in (LOW, MIDDLE, HIGH))
    return low if low == high else _("{low} to {high} ({middle})").format(low=low, high=high, middle=middle)


def _game(page: Page, board: dict[str, Any] | None) -> None:
    """What a game had after this turn, beside the record."""
    if board is None:
        return
    lost = enumerated(f"{_(page.sides[s])} {n}" for s, n in board["lost"].items())
    held = clauses(
        f"{place} " + enumerated(f"{_(page.sides[s])} {written(pm / 10, 'g')} %" for s, pm in shares.items())
        for place, shares in board["held_pm"].items()
    )
    say(_("  The game, after this turn: lost {lost}; held: {held}").format(lost=lost, held=held))


def _positions(page: Page) -> None:
    rows = [
        [
            p.unit,
            _(page.sides[p.side]),
            f"{p.hex[0]},{p.hex[1]}",
            p.state + (_(" (on the way)") if p.between else "" if p.is_certain else _(" (estimate)")),
            str(p.men or ""),
            str(p.tanks or ""),
            named(p.since),
            str(p.age_turns),
            p.confidence,
        ]
        for p in page.positions
    ]
    table(_("Where they stand by the end"), HEADS, rows, left=4)
