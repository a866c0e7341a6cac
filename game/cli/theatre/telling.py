"""What a seat knows, in plain lines for a terminal, a pipe or a screen reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from game.match.theatre import Sheet, TheatreView
    from game.match.theatre.due_cards import CardView
    from game.model.theatre.game import Theatre

FOG = "as seen"


def opening(theatre: Theatre, view: TheatreView) -> list[str]:
    """The head of a turn: where it stands, news, staff plan, cards."""
    from game.match.theatre import Sheet

    turn = view.turn
    lines = [
        f"T{turn.number}: {turn.name} (act {turn.act}, {turn.months:g} months). Seat: {view.seat}. Standing {view.standing}.",
        *(f"  news: {e.text}" for e in view.news),
    ]
    if view.incident is not None:
        asked = view.refusal(Sheet(answers={"incident": {"": "stand"}})) is None
        lines.append(f"  incident at {view.incident.place}: {view.incident.title}{'; stand or yield' if asked else ''}")
    lines += [
        f"  staff {k}: {x.divisions} from {x.source} to {x.target or 'away'}" for k, x in enumerate(view.staff, 1)
    ]
    for card in view.cards:
        lines += card_lines(card)
    return [*lines, f"  own moves: {view.allowance} divisions at most; policies: {policies(view)}"]


def card_lines(card: CardView) -> list[str]:
    """A card with its cases, odds and prices."""
    lines = [f"  card {card.id}, {card.title}: {card.question}"]
    for case in card.cases:
        options = "; ".join(
            f"{o.state} {o.p:.0%}" + (f", costs {o.price}" if o.price else "") + (" (refused)" if o.refusal else "")
            for o in case.options
        )
        lines.append(f"    {'if ' + case.key if case.key else 'options'}: {options}")
    return lines


def policies(view: TheatreView) -> str:
    """Policies that may be chosen, with prices."""
    names = [
        f"{p.id}{' SECTOR' if p.sector else ''}{f' ({p.price})' if p.price else ''}"
        for p in view.policies
        if not p.refusal
    ]
    return ", ".join(names) or "none"


def board(view: TheatreView) -> list[str]:
    """Places with divisions, own and as seen, and the ratios of the sectors."""
    lines = ["place  own  record  enemy as seen"]
    for p in view.places:
        if p.planned or p.by_record or p.enemy >= 0.5:
            more = "".join(
                (
                    f", {p.arriving} arriving" if p.arriving else "",
                    f", {p.worn} worn" if p.worn else "",
                    f", forts {p.forts}" if p.forts else "",
                    f", depots {p.depots}" if p.depots else "",
                    f", heat {p.heat}" if p.heat else "",
                    ", closed" if p.closed else "",
                )
            )
            enemy = f"{p.enemy:.1f} ({p.enemy_low:.0f} to {p.enemy_high:.0f})" if p.enemy >= 0.05 else "-"
            lines.append(f"{p.id:5} {p.planned:4d} {p.by_record:7d}  {enemy}{more}")
    ratios = ", ".join(f"{s.id} {s.ratio:+.2f}" for s in view.sectors)
    return [*lines, f"force ratios against the record, in doublings, + for the USSR: {ratios}"]


def tracks(view: TheatreView) -> list[str]:
    """The variables with their ledgers, and what else is counted."""
    lines = [
        f"{v.id:4} {v.value:5.1f}  record {v.record:g}, cards {v.network:+g}, play {v.play:+.1f}"
        for v in view.variables.values()
    ]
    drive = view.wuhan
    if drive.fallen:
        lines.append(f"Wuhan fell in T{drive.fallen}")
    elif drive.progress is not None:
        falls = f"falls between {drive.needs_low:g} and {drive.needs_high:g}"
        lines.append(f"Wuhan: {drive.progress:.1f}, {drive.pace:.1f} a month; {falls}")
    if view.oil is not None:
        lines.append(f"oil: {view.oil:.1f} months")
    return [*lines, f"aid to China: {view.aid}; talks held: {view.talks}"]


def score(view: TheatreView) -> list[str]:
    """The own score with its parts; the record's beside it."""
    found = view.score
    lines = [f"score {found.total:.1f} (the record {found.record:g})"]
    for act in found.acts:
        lines.append(f"  act {act.act}: {act.total:.1f}" + ("" if act.is_over else ", as it stands"))
        lines += [f"    {p.title}: {p.scored:.1f} of {p.points:g}{', open' if p.is_open else ''}" for p in act.parts]
    return lines


def sheet_lines(sheet: Sheet, spent: int) -> list[str]:
    """The sheet as it lies on the table."""
    lines = [f"  move {m.source} {m.target} {m.divisions}" for m in sheet.moves]
    if sheet.policy is not None:
        lines.append(f"  policy {sheet.policy.id} {sheet.policy.target}".rstrip())
    for card, given in sheet.answers.items():
        lines += [f"  answer {card} {f'{key} ' if key else ''}{option}" for key, option in given.items()]
    lines += [f"  strike {line}" for line in sheet.struck]
    if sheet.closed:
        lines.append(f"  close {' '.join(sheet.closed)}")
    return [*(lines or ["  an empty sheet: the staff plan, cards by their odds"]), f"  costs {spent} standing at most"]
