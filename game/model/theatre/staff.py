"""The staff plan: which divisions move from one of the record's rows to the next, and whose plan that is (rule 3.2)."""

import msgspec

from game.model.theatre.game import StaffLine, Theatre


def staff_plan(theatre: Theatre) -> tuple[StaffLine, ...]:
    """The lines of every turn. Losers and gainers are paired in the order of the places; the same seat's ends come first.

    What no place gives up are new divisions: they appear where the side's new divisions do, and go on from there.
    """
    lines: list[StaffLine] = []
    for turn in theatre.turns[1:]:
        for side in theatre.sides:
            changes = {
                p.id: theatre.par(p.id, side, turn.number) - theatre.par(p.id, side, turn.number - 1)
                for p in theatre.places
            }
            lines += _paired(theatre, turn.number, side, changes)
    whole: dict[tuple[str, str], StaffLine] = {}
    for line in lines:
        known = whole.get((line.id, line.side))
        whole[line.id, line.side] = (
            msgspec.structs.replace(known, divisions=known.divisions + line.divisions) if known else line
        )
    return tuple(whole.values())


def _paired(theatre: Theatre, turn: int, side: str, changes: dict[str, int]) -> list[StaffLine]:
    found: list[StaffLine] = []
    losers = [name for name, n in changes.items() if n < 0]
    gainers = [name for name, n in changes.items() if n > 0]
    # First pairs that one seat commands at both ends, then any, then the world outside.
    for same in (True, False):
        for source in losers:
            for target in gainers:
                n = min(-changes[source], changes[target])
                if n > 0 and (not same or _commander(theatre, side, source, target, both=True)):
                    found.append(_line(theatre, turn, side, source, target, n))
                    changes[source] += n
                    changes[target] -= n
    found += [_line(theatre, turn, side, _appear(theatre, side, name), name, n) for name, n in changes.items() if n > 0]
    found += [_line(theatre, turn, side, name, "", -n) for name, n in changes.items() if n < 0]
    return found


def _appear(theatre: Theatre, side: str, target: str) -> str:
    """Where new divisions for a place appear: the reserve behind it, else the side's first; empty if it is the place itself."""
    sides = {s.id: s.side for s in theatre.seats}
    known = [p.id for p in theatre.places if p.new_divisions and any(sides[s] == side for s in p.seats)]
    behind = [r.reserve for r in theatre.reaches if r.at == target and r.side == side and r.reserve in known]
    found = (behind or known or [""])[0]
    return "" if target in known else found


def _line(theatre: Theatre, turn: int, side: str, source: str, target: str, divisions: int) -> StaffLine:
    seat = _commander(theatre, side, source, target, both=False)
    return StaffLine(
        id=f"T{turn}:{source or 'new'}-{target or 'away'}",
        turn=turn,
        seat=seat,
        side=side,
        source=source,
        target=target,
        divisions=divisions,
    )


def _commander(theatre: Theatre, side: str, source: str, target: str, *, both: bool) -> str:
    """The seat that moves divisions at the ends, empty if none; the first seat of the side stands in for nobody."""
    mine = [s.id for s in theatre.seats if s.side == side]
    ends = [theatre.place(name).seats for name in (source, target) if name]
    for seat in mine:
        if all(seat in seats for seats in ends):
            return seat
    return "" if both else next((s for seats in ends for s in seats if s in mine), mine[0])
