"""From a strategic match to what the pages show: the only room of the window that reads the match's views field by field."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from game.client.theatre.facts import (
    ActScores,
    CardFact,
    CaseFact,
    EventFact,
    Facts,
    LineFact,
    MoveFact,
    OptionFact,
    PlaceFact,
    PolicyFact,
    ScoreFact,
    SectorFact,
    TrackFact,
)
from game.client.theatre.names import changes_line
from game.client.theatre.report import graded
from game.client.theatre.why import FactorLine
from game.core.words import N_, _, clauses, enumerated, full_stop, spoken, titled, written
from game.files.errors import BadFile
from game.match.dates import any_date
from game.match.theatre.accounts import accounts
from game.match.theatre.events import NEWS

if TYPE_CHECKING:
    from game.match.theatre import TheatreMatch, TheatreView
    from game.match.theatre.due_cards import CaseView
    from game.match.theatre.events import TheatreEvent
    from game.match.theatre.expected import Expected
    from game.match.theatre.explain import TheatreFactor
    from game.match.theatre.score import ActScore
    from game.match.theatre.views import PlaceView
    from game.model.theatre.board import Board
    from game.model.theatre.cards import Card
    from game.model.theatre.game import Theatre
    from game.model.theatre.policies import PolicyCard

MOST_A_MOVE = 2
KINDS = {
    "TE_NEWS": "news", "TE_INCIDENT": "clash", "TE_ARRIVES": "move", "TE_STAFF": "move", "TE_STRUCK": "move", "TE_MOVES": "move",
    "TE_FEWER": "move", "TE_POLICY": "policy", "TE_GRANTED": "policy", "TE_REFUSED": "policy", "TE_CARD": "card",
    "TE_FALLS": "card", "TE_FAILS": "card", "TE_WORN": "clash", "TE_WAR": "war", "TE_FRONT": "war", "TE_SCORE": "score",
    "TE_STAGE": "clash", "TE_ANSWERED": "clash",
}  # fmt: skip
GAINS = (
    ("oil", N_("oil {n} months")), ("hold", N_("hold on China {n}")), ("drive", N_("drive on Wuhan {n}")),
    ("fort", N_("fort {n}")), ("depot", N_("depot {n}")), ("aid", N_("aid to China {n}")),
    ("heat", N_("heat of the sector {n}")), ("standing", N_("standing {n}")),
)  # fmt: skip
INCIDENT = "incident"


def facts_of(match: TheatreMatch, seat: str, board: Board) -> Facts:
    """What a seat's page shows now."""
    view, theatre = match.view(seat), match.theatre
    turn = view.turn
    ends = [0.0]
    for t in theatre.turns:
        ends.append(ends[-1] + t.months)
    labels = [(0, theatre.turns[0].first[:4])]
    labels += [(t.number, str(int(t.last[:4]) + 1)) for t in theatre.turns if t.last.endswith("12-31")]
    drive, incident = view.wuhan, view.incident
    progress = drive.progress
    middle = (drive.needs_low + drive.needs_high) / 2
    wuhan = _("{n} of {low} to {high}").format(
        n="?" if progress is None else written(progress, ".1f"),
        low=f"{drive.needs_low:.0f}",
        high=f"{drive.needs_high:.0f}",
    )
    ahead, act = (
        None if match.over else match.expected(seat),
        next((a for a in view.score.acts if a.act == turn.act), None),
    )
    own = seat == theatre.seat_ids[0]
    names = {p.id: spoken(p.names) for p in board.places}
    return Facts(
        seat=seat, seat_name=spoken(theatre.seat(seat).name), side=theatre.side_of(seat),
        turn=turn.number, turns=match.last, name=_(turn.name), act=turn.act, act_title=_(theatre.act(turn.act).title),
        year=int(turn.first[:4]), standing=view.standing, standing_most=int(theatre.value("STANDING_MOST")),
        oil=view.oil, wuhan=wuhan, wuhan_share=1.0 if drive.fallen else None if progress is None else progress / middle,
        wuhan_fallen=bool(drive.fallen), dial=match.dial, places=_places(match, view), sectors=_sectors(view),
        tracks=tracks_of(match, view), cards=_cards(match, view), policies=_policies(view, theatre), moves=_moves(view),
        most_moves=int(theatre.value("MOVES")), divisions_a_turn=view.allowance,
        staff=tuple(
            LineFact(x.id, x.source, x.target, x.divisions, f"{names.get(x.source, x.source)} → {names.get(x.target, x.target)}")
            for x in view.staff
        ),
        news=tuple(e.text for e in view.news),
        score=ahead.total if ahead else act.total if act else view.score.total, score_total=view.score.total,
        score_now=act.total if act else view.score.total, score_record=view.score.record, score_games=ahead.games if ahead else 0,
        scores=tuple(_act_scores(a, ahead if a is act else None) for a in view.score.acts),
        can_close=theatre.sectors if own else (), closed=tuple(p.id for p in view.places if p.closed),
        incident=enumerated((_(incident.title), names.get(incident.place, incident.place))) if incident else "",
        meets_incident=view.meets_incident,
        ends=tuple(ends), labels=tuple(labels), act_ends=tuple(a.last for a in theatre.acts[:-1]),
    )  # fmt: skip


# ---------------------------------------------------------------- map
def _places(match: TheatreMatch, view: TheatreView) -> dict[str, PlaceFact]:
    theatre, own = match.theatre, match.theatre.side_of(view.seat)
    found = {}
    for p in view.places:
        low, high = _band(p)
        seats = ["", ""]
        for seat in theatre.seats:
            if seat.id in theatre.place(p.id).seats:
                seats[theatre.side_of(seat.id)] = seat.id
        mine, theirs = (p.divisions, p.divisions), (low, high)
        pair = (mine, theirs) if own == 0 else (theirs, mine)
        found[p.id] = PlaceFact(
            p.id, (pair[0][0], pair[1][0]), (pair[0][1], pair[1][1]), worn=(p.worn, 0) if own == 0 else (0, p.worn),
            forts=p.forts,
            depots=(p.depots, 0) if own == 0 else (0, p.depots), seat=(seats[0], seats[1]), coming=p.arriving, planned=p.planned,
        )  # fmt: skip
    return found


def _band(p: PlaceView) -> tuple[int, int]:
    """Whole numbers between which the other side's divisions lie."""
    if p.enemy <= 0:
        return 0, 0
    low, high = math.ceil(p.enemy_low - 1e-6), math.floor(p.enemy_high + 1e-6)
    return (low, high) if low <= high else (round(p.enemy), round(p.enemy))


def _sectors(view: TheatreView) -> tuple[SectorFact, ...]:
    heat = {p.id: p.heat for p in view.places}
    held = {
        s.id: f"{written(s.forces[0], '.1f')} : {written(s.forces[1], '.1f')}" if sum(s.pars) > 1.01 else ""
        for s in view.sectors
    }
    return tuple(
        SectorFact(s.id, s.ratio, held[s.id], heat.get(s.id, 0))
        for s in view.sectors if s.id in heat
    )  # fmt: skip


def tracks_of(match: TheatreMatch, view: TheatreView) -> tuple[TrackFact, ...]:
    """Every variable with its past and the record's line over all turns."""
    from game.match.theatre.history import record_after

    theatre, series = match.theatre, match.history()
    lines = [record_after(match.engine, turn) for turn in range(len(theatre.turns) + 1)]
    found = []
    for v in theatre.deck.variables:
        now, past = view.variables[v.id], series.get(v.id)
        shown = [(lines[k][v.id], 0.0, 0.0, lines[k][v.id]) for k in range(match.first)]
        if past is not None:
            shown += list(zip(past.record, past.network, past.play, past.values, strict=True))
        found.append(
            TrackFact(
                v.id,
                _(v.meaning),
                (now.record, now.network, now.play),
                now.value,
                tuple(shown),
                tuple(x[v.id] for x in lines),
            )
        )
    return tuple(found)


# ---------------------------------------------------------------- the sheet
def _cards(match: TheatreMatch, view: TheatreView) -> tuple[CardFact, ...]:
    theatre = match.theatre
    mine = [
        CardFact(theatre.cards[c.id], True, tuple(_case(theatre, x) for x in c.cases), _seats(theatre, c.id))
        for c in view.cards
    ]
    known = {c.id for c in mine}
    others = []
    for card in theatre.cards.values():
        due = card.turn == view.turn.number and card.id not in known and card.id not in view.decided and not card.pinned
        if due and not (card.added and card.seats):
            odds = view.odds(card.id)
            words = {o.state: _(o.words) for o in card.options}
            options = tuple(OptionFact(s, words.get(s, s), p, 0) for s, p in odds.items() if p > 0)
            others.append(CardFact(card, False, (CaseFact("", "", options),), _seats(theatre, card.id)))
    return (*mine, *others)


def _seats(theatre: Theatre, card: str) -> tuple[str, ...]:
    return tuple(spoken(theatre.seat(name).name) for name in theatre.cards[card].seats)


def _case(theatre: Theatre, case: CaseView) -> CaseFact:
    words = enumerated(
        titled(_(theatre.cards[name].title), _answer(theatre.cards[name], state)) for name, state in case.given.items()
    )
    return CaseFact(
        case.key, words,
        tuple(OptionFact(o.state, _(o.words), o.p, o.price, "" if o.refusal is None else str(o.refusal)) for o in case.options),
    )  # fmt: skip


def _answer(card: Card | None, state: str) -> str:
    """The words of an answer of a card by its name."""
    words = next((o.words for o in card.options if o.state == state), "") if card is not None else ""
    return _(words) or state.replace("_", " ")


def _policies(view: TheatreView, theatre: Theatre) -> tuple[PolicyFact, ...]:
    found = []
    for p in view.policies:
        card = theatre.policy(p.id, view.seat)
        refusal = "" if p.refusal is None else str(p.refusal)
        found.append(
            PolicyFact(
                p.id, _(p.title), _(p.words), p.price, effect_of(card), refusal, theatre.sectors if p.sector else ()
            )
        )
    return tuple(found)


def effect_of(policy: PolicyCard) -> str:
    """What a policy does, in words."""
    parts = [changes_line(policy.changes)] if policy.changes else []
    parts += [_(words).format(n=written(value, "+g")) for name, words in GAINS if (value := getattr(policy, name))]
    parts += [_("{n} divisions {a} → {b}").format(n=s.divisions, a=s.source, b=s.target) for s in policy.moves]
    parts += [_("standing of {seat} {n}").format(seat=seat, n=f"{n:+d}") for seat, n in policy.standing_of.items()]
    marks = sorted({w.mark for w in policy.windows if w.mark})
    if marks:
        parts.append(_("moves the odds of cards later on"))
    if policy.sharpens:
        parts.append(_("the other side's divisions are seen more exactly next turn"))
    if policy.halves_prices:
        parts.append(_("prices of cards halved until the end of the next even turn"))
    if policy.offends:
        parts.append(_("an offence: heads may roll"))
    if policy.grant is not None:
        parts.append(_("granted the more likely, the less control Tokyo has"))
    return clauses(parts) + full_stop() if parts else _("Nothing else.")


def _moves(view: TheatreView) -> tuple[MoveFact, ...]:
    return tuple(
        MoveFact(m.source, target, min(MOST_A_MOVE, m.divisions), bool(late))
        for m in view.moves
        for target, late in m.targets
    )


# ---------------------------------------------------------------- what happened
def news_by_date(match: TheatreMatch, turn: int) -> tuple[str, ...]:
    """The news of a turn that was played, whole: what the record has sentence by sentence with its date, then the rest."""
    account = next(a for a in accounts(match) if a.turn == turn)
    dated = [titled(any_date(d.date), d.text) for news in account.news for d in news.dated]
    return (*dated, *(e.text for e in account.events if e.kind in NEWS and e.kind != "TE_NEWS"))


def events_in(match: TheatreMatch, seat: str, turn: int) -> tuple[EventFact, ...]:
    """Events of a turn that was played, by its number, as a seat knows them, without its news; none of a turn that was not."""
    played = (r for r in match.records if r.turn.number == turn)
    return _told(e for r in played for e in match.events(seat, r) if e.turn == turn)


def _told(events: Iterable[TheatreEvent]) -> tuple[EventFact, ...]:
    return tuple(EventFact(e.text, KINDS.get(e.kind, ""), e, e.place) for e in events)


def factors_of(match: TheatreMatch, event: object) -> list[FactorLine]:
    """The factors behind an event, each with rule and source; none for what had no odds, or is not the seat's to know."""
    found = match.explain(event)  # type: ignore[arg-type]
    card = match.theatre.cards.get(found.card)
    lines = _factor_lines(found.factors, card)
    if lines and found.state:
        lines.append(
            FactorLine(
                _("it came to {state}").format(state=_answer(card, found.state)), written(found.p, ".2f"), None, "6.2"
            )
        )
    return lines


def odds_factors(match: TheatreMatch, seat: str, card: str, case: int) -> list[FactorLine]:
    """What makes the odds of a card as a seat sees them now, in one of its cases."""
    return _factor_lines(match.explain_odds(seat, card, case).factors, match.theatre.cards.get(card))


def _factor_lines(factors: Iterable[TheatreFactor], card: Card | None) -> list[FactorLine]:
    lines = []
    for f in factors:
        odds = f.kind == "TF_ROW"
        words = titled(_answer(card, f.state), f.text) if f.state else f.text
        figure = written(f.value, ".2f") if odds else written(f.value, "+.2f" if abs(f.value) >= 0.005 else ".2f")
        lines.append(FactorLine(words, figure, None if odds else f.value, f.rule, f.source))
    return lines


# ---------------------------------------------------------------- score
def act_scores(match: TheatreMatch, seat: str, act: int) -> ActScores | None:
    """A seat's score in an act, part by part, and where computer games stand to it once it is over; None before the act."""
    view = match.view(seat)
    known = match.score(seat) if match.over else view.score
    ended = next((a for a in known.acts if a.act == act), None)
    if ended is None:
        return None
    if not ended.is_over:
        return _act_scores(ended, match.expected(seat))
    found = _act_scores(ended)
    return replace(found, percentile=percentile_of(match, seat, act, found.total))


def _act_scores(score: ActScore, ahead: Expected | None = None) -> ActScores:
    """An act that is over as it ended; the present one as it leads to if nothing more is ordered, where that is known."""
    total, parts = (ahead.total, ahead.parts) if ahead else (score.total, score.parts)
    return ActScores(score.act, total, tuple(ScoreFact(_(p.title), p.scored, p.points) for p in parts), score.is_over)


def grade_words(match: TheatreMatch, seat: str, act: int, total: float) -> str:
    """What stands beside the score of an act that is over."""
    return graded(percentile_of(match, seat, act, total))


def percentile_of(match: TheatreMatch, seat: str, act: int, total: float) -> float | None:
    """Share of computer games, in per cent, that this score beats; None where no games are at hand."""
    from game.files.theatre.grades import grades_for

    try:
        return grades_for(match.theatre, match.played_by).percentile(seat, total, act)
    except (BadFile, KeyError):
        return None
