"""What a seat knows, in plain lines for a terminal, a pipe or a screen reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.core.words import _, aside, clauses, enumerated, spoken, written

if TYPE_CHECKING:
    from game.match.theatre import Sheet, TheatreMatch, TheatreView
    from game.match.theatre.due_cards import CardView
    from game.model.theatre.game import Theatre


def opening(theatre: Theatre, view: TheatreView) -> list[str]:
    """The head of a turn: where it stands, news, staff plan, cards."""
    from game.match.theatre import Sheet

    turn = view.turn
    head = _("T{n}: {turn} (act {act}, {months:g} months). Seat: {seat}. Standing {standing}.").format(
        n=turn.number, turn=_(turn.name), act=turn.act, months=turn.months, seat=seat_name(theatre, view.seat),
        standing=view.standing,
    )  # fmt: skip
    lines = [head, *(_("news: {text}").format(text=e.text) for e in view.news)]
    if view.incident is not None:
        asked = view.refusal(Sheet(answers={"incident": {"": "stand"}})) is None
        line = _("incident at {place}: {title}; stand or yield") if asked else _("incident at {place}: {title}")
        lines.append(line.format(place=view.incident.place, title=_(view.incident.title)))
    for k, x in enumerate(view.staff, 1):
        line = _("staff {k}: {n} divisions from {source} to {target}")
        lines.append(line.format(k=k, n=x.divisions, source=x.source, target=x.target or _("away")))
    for card in view.cards:
        lines += card_lines(card)
    moves = _("own moves: {n} divisions at most; policies: {policies}")
    return [*lines, moves.format(n=view.allowance, policies=policies(view))]


def seat_name(theatre: Theatre, seat: str) -> str:
    """A seat as read."""
    return spoken(theatre.seat(seat).name)


def card_lines(card: CardView) -> list[str]:
    """A card with its cases, odds and prices."""
    lines = [_("card {id}, {title}: {question}").format(id=card.id, title=_(card.title), question=_(card.question))]
    for case in card.cases:
        options = clauses(
            f"{o.state} {written(o.p, '.0%')}"
            + (_(", costs {n}").format(n=o.price) if o.price else "")
            + (_(" (refused)") if o.refusal else "")
            for o in case.options
        )
        line = _("if {case}: {options}") if case.key else _("options: {options}")
        lines.append(line.format(case=case.key, options=options))
    return lines


def policies(view: TheatreView) -> str:
    """Policies that may be chosen, with prices."""
    names = [
        f"{p.id}{' SECTOR' if p.sector else ''}{aside(p.price) if p.price else ''}"
        for p in view.policies
        if not p.refusal
    ]
    return enumerated(names) or _("none")


def board(theatre: Theatre, view: TheatreView) -> list[str]:
    """Places with divisions, own and as seen, and the ratios of the sectors."""
    lines = [_("place  own  record  enemy as seen")]
    for p in view.places:
        if p.planned or p.by_record or p.enemy >= 0.5:
            counts = (
                (p.arriving, _(", {n} arriving")), (p.worn, _(", {n} worn")), (p.forts, _(", forts {n}")),
                (p.depots, _(", depots {n}")), (p.heat, _(", heat {n}")), (p.closed, _(", closed")),
            )  # fmt: skip
            more = "".join(words.format(n=n) for n, words in counts if n)
            seen = _("{n:.1f} ({low:.0f} to {high:.0f})").format(n=p.enemy, low=p.enemy_low, high=p.enemy_high)
            enemy = seen if p.enemy >= 0.05 else "-"
            lines.append(f"{p.id:5} {p.planned:4d} {p.by_record:7d}  {enemy}{more}")
    ratios = enumerated(f"{s.id} {written(s.ratio, '+.2f')}" for s in view.sectors)
    head = _("force ratios against the record, in doublings, + for {other}: {ratios}")
    return [*lines, head.format(other=_(theatre.look.names[1]), ratios=ratios)]


def tracks(view: TheatreView) -> list[str]:
    """The variables with their ledgers, and what else is counted."""
    line = _("{id} {value:.1f}, record {record:g}, cards {cards:+g}, play {play:+.1f}")
    lines = [
        line.format(id=v.id, value=v.value, record=v.record, cards=v.network, play=v.play)
        for v in view.variables.values()
    ]
    drive = view.wuhan
    if drive.fallen:
        lines.append(_("Wuhan fell in T{n}").format(n=drive.fallen))
    elif drive.progress is not None:
        told = _("Wuhan: {n:.1f}, {pace:.1f} a month; falls between {low:g} and {high:g}")
        lines.append(told.format(n=drive.progress, pace=drive.pace, low=drive.needs_low, high=drive.needs_high))
    if view.oil is not None:
        lines.append(_("oil: {n:.1f} months").format(n=view.oil))
    return [*lines, _("aid to China: {aid}; talks held: {talks}").format(aid=view.aid, talks=view.talks)]


def score(view: TheatreView) -> list[str]:
    """The own score with its parts; the record's beside it."""
    found = view.score
    lines = [_("score {n:.1f} (the record {record:g})").format(n=found.total, record=found.record)]
    for act in found.acts:
        line = _("act {n}: {score:.1f}") if act.is_over else _("act {n}: {score:.1f}, as it stands")
        lines.append(line.format(n=act.act, score=act.total))
        for part in act.parts:
            line = _("{title}: {n:.1f} of {most:g}, open") if part.is_open else _("{title}: {n:.1f} of {most:g}")
            lines.append(line.format(title=_(part.title), n=part.scored, most=part.points))
    return lines


def ahead(match: TheatreMatch, seat: str) -> str:
    """Where the present act leads if nothing more is ordered."""
    line = _("if you order nothing more, act {n} leads to {score:.1f}")
    return line.format(n=match.turn.act, score=match.expected(seat).total)


def verdict(match: TheatreMatch) -> list[str]:
    """The end: every act's score of every seat, beside where it would have led to order nothing, and what made the difference."""
    from game.match.theatre.verdict import verdict_of

    lines = []
    for seat in match.theatre.seat_ids:
        found = verdict_of(match, seat)
        acts = enumerated(_("act {n}: {score:.1f}").format(n=a.act, score=a.total) for a in found.acts)
        line = _("{seat}: {acts} (the record {record:g})")
        lines.append(line.format(seat=seat_name(match.theatre, seat), acts=acts, record=found.record))
        for act in found.acts:
            parts = sorted(act.parts, key=lambda p: -abs(p.gain))
            gains = enumerated(f"{_(p.title)} {written(p.gain, '+.1f')}" for p in parts)
            line = _("act {n}, to order nothing led to {idle:.1f}; by play and luck: {gains}")
            lines += [line.format(n=act.act, idle=act.idle, gains=gains)] if parts else []
    return [*lines, _("the game is over")]


def sheet_lines(sheet: Sheet, spent: int) -> list[str]:
    """The sheet as it would be typed."""
    lines = [f"move {m.source} {m.target} {m.divisions}" for m in sheet.moves]
    if sheet.policy is not None:
        lines.append(f"policy {sheet.policy.id} {sheet.policy.target}".rstrip())
    for card, given in sheet.answers.items():
        lines += [f"answer {card} {f'{key} ' if key else ''}{option}" for key, option in given.items()]
    lines += [f"strike {line}" for line in sheet.struck]
    if sheet.closed:
        lines.append(f"close {' '.join(sheet.closed)}")
    nothing = _("an empty sheet: the staff plan, cards by their odds")
    return [*(lines or [nothing]), _("costs {n} standing at most").format(n=spent)]


def battle(match: TheatreMatch) -> list[str]:
    """What the hill cost, once its turn is over; moves nothing."""
    from game.match.theatre.joined import told_battle

    if not match.records or match.records[-1].turn.number != match.theatre.battle.turn:
        return []
    told = told_battle(match)
    if told is None:
        return []
    where = {
        "play": _("as it was played"), "sample": _("as in battle {n} of the bank").format(n=told.seed),
        "record": _("as in the record"),
    }  # fmt: skip
    one, other = (_(name) for name in match.theatre.look.names)
    truce = _("truce of {turn}, {terms}")
    line = _(
        "the battle, {where}: {one} lost {a:,} men, {other} {b:,}; {truce}; {other}'s share of the crest {share:.0f} %"
    ).format(
        where=where[told.source], one=one, other=other, a=told.men_lost[0], b=told.men_lost[1], share=told.crest_pm / 10,
        truce=truce.format(turn=told.truce.turn, terms=told.truce.terms) if told.truce else _("no truce"),
    )  # fmt: skip
    return [line]
