"""Divisions, what a seat sees of them, and force ratios (rules 3.1 to 3.6, 4.5)."""

from game.core.exact import log
from game.core.rule import rule
from game.rules.theatre.codes import (
    D_FOG,
    P_FOG,
    P_FOG_SHARP,
    P_FORCE_LEAST,
    P_FORT,
    P_RATIO_LIMIT,
    P_WORN_SHARE,
)
from game.rules.theatre.ledger import luck
from game.rules.theatre.state import (
    ACT_FORTS,
    AT_FORT,
    AT_KEEP,
    AT_REACH,
    Book,
    Desk,
    DEVIATION,
    FALLEN,
    FR_SUPPORT,
    FR_SUPPORT_PM,
    FR_SUPPORT_SIDE,
    JAPAN,
    MARK_UNTIL,
    PL_NORTH,
    PL_SUPPORTED,
    Position,
    RE_AT,
    RE_RESERVE,
    RE_SHARE,
    RE_SIDE,
    SEATS,
    SHARP_IN,
    SOVIET,
    TU_ACT,
    TURN,
    WORN,
    WORN_TURNS,
)

LN2 = 0.6931471805599453
EVERYWHERE = -1  # as a place: the whole north


@rule
def par_now(s: Position, b: Book, place: int, side: int) -> int:
    """Divisions by the record this turn; while the drive goes on some places keep theirs (rule 3.2)."""
    turn: int = s.clock[TURN]
    for k in range(b.frame[AT_KEEP], b.frame[AT_KEEP + 1]):
        if b.ints[k, 0] == turn and b.ints[k, 1] == place and side == JAPAN and s.rest[FALLEN] == 0.0:
            return int(b.ints[k, 2])
    return int(b.par[2 * place + side, turn])


@rule
def divisions_at(s: Position, b: Book, place: int, side: int) -> int:
    """Divisions that a side has in a place: the record's and its own deviations, never fewer than none (rule 3.2)."""
    return max(0, par_now(s, b, place, side) + s.places[place, DEVIATION + side])


@rule
def worn_at(s: Position, place: int, side: int) -> int:
    """Worn divisions in a place (rule 10.2)."""
    worn = 0
    for k in range(WORN_TURNS):
        worn += s.places[place, WORN + WORN_TURNS * side + k]
    return worn


@rule
def sight_error(s: Position, b: Book, w: Desk, viewer: int, place: int) -> float:
    """How far a seat misjudges an enemy place this turn, as a share (rule 4.5)."""
    width = b.param[P_FOG_SHARP] if s.seats[viewer, SHARP_IN] == s.clock[TURN] else b.param[P_FOG]
    return width * (2.0 * luck(s, w, place, viewer, D_FOG) - 1.0)


@rule
def is_across(viewer: int, side: int) -> bool:
    """Whether a side's divisions are the other side's to a seat; to -1, the truth, nobody's are (rule 4.5)."""
    return viewer >= 0 and (viewer == 2) != (side == SOVIET)


@rule
def strength_at(s: Position, b: Book, w: Desk, place: int, side: int, viewer: int) -> float:
    """Strength of a side in a place, worn divisions counting half; an enemy's as the viewer sees it, -1 for the truth."""
    if is_across(viewer, side):
        return float(s.seen[viewer, place])
    n = divisions_at(s, b, place, side)
    return n - (1.0 - b.param[P_WORN_SHARE]) * min(n, worn_at(s, place, side))


@rule
def look_across(s: Position, b: Book, w: Desk) -> None:
    """What each seat sees of the other side's places this turn (rule 4.5)."""
    for viewer in range(SEATS):
        side = JAPAN if viewer == 2 else SOVIET
        for place in range(len(b.place)):
            truth = strength_at(s, b, w, place, side, -1)
            s.seen[viewer, place] = truth * (1.0 + sight_error(s, b, w, viewer, place))


@rule
def with_works(s: Position, b: Book, where: int, force: float) -> float:
    """Japan's force with the forts of the act and with support, where they count (rules 3.5, 3.6)."""
    act = int(b.turn[s.clock[TURN], TU_ACT])
    if b.ints[b.frame[AT_FORT] + act, 0] == where:
        force = force * (1.0 + b.param[P_FORT] * s.acts[act, ACT_FORTS])
    if where >= 0 and b.place[where, PL_SUPPORTED] > 0.0 and s.marks[b.frame[FR_SUPPORT], MARK_UNTIL] >= s.clock[TURN]:
        force = force * (b.frame[FR_SUPPORT_PM] / 1000.0)
    return force


@rule
def divisions_in_force(s: Position, b: Book, w: Desk, where: int, side: int, viewer: int) -> float:
    """Divisions of a side in a sector, with its share of reserves; everywhere: all sectors and reserves of the north (3.6)."""
    force = 0.0
    if where >= 0:
        force = strength_at(s, b, w, where, side, viewer)
        for k in range(b.frame[AT_REACH], b.frame[AT_REACH + 1]):
            if b.floats[k, RE_AT] == where and b.floats[k, RE_SIDE] == side:
                force += b.floats[k, RE_SHARE] * strength_at(s, b, w, int(b.floats[k, RE_RESERVE]), side, viewer)
    else:
        for place in range(len(b.place)):
            if b.place[place, PL_NORTH] > 0.0:
                force += strength_at(s, b, w, place, side, viewer)
    return max(b.param[P_FORCE_LEAST], force)


@rule
def force_at(s: Position, b: Book, w: Desk, where: int, side: int, viewer: int) -> float:
    """Force of a side: its divisions, Japan's with works and support where they count (3.5, 3.6)."""
    force = divisions_in_force(s, b, w, where, side, viewer)
    if side == b.frame[FR_SUPPORT_SIDE] and not is_across(viewer, side):  # the other side's works are not seen
        force = with_works(s, b, where, force)
    return force


@rule
def par_force(s: Position, b: Book, where: int, side: int) -> float:
    """The same by the record: no deviations, nothing worn, no forts, no support (rule 3.6)."""
    force = 0.0
    if where >= 0:
        force += par_now(s, b, where, side)
        for k in range(b.frame[AT_REACH], b.frame[AT_REACH + 1]):
            if b.floats[k, RE_AT] == where and b.floats[k, RE_SIDE] == side:
                force += b.floats[k, RE_SHARE] * par_now(s, b, int(b.floats[k, RE_RESERVE]), side)
    else:
        for place in range(len(b.place)):
            if b.place[place, PL_NORTH] > 0.0:
                force += par_now(s, b, place, side)
    return max(b.param[P_FORCE_LEAST], force)


@rule
def doublings(b: Book, ratio: float) -> float:
    """A ratio in doublings, cut to the limit (rule 3.6)."""
    limit = b.param[P_RATIO_LIMIT]
    return min(limit, max(-limit, log(ratio) / LN2))


@rule
def balance(s: Position, b: Book, w: Desk, where: int, viewer: int) -> float:
    """L: Soviet over Japanese force in a sector or everywhere, against the same ratio by the record, in doublings (3.6)."""
    soviet = force_at(s, b, w, where, SOVIET, viewer) / par_force(s, b, where, SOVIET)
    japan = force_at(s, b, w, where, JAPAN, viewer) / par_force(s, b, where, JAPAN)
    return doublings(b, soviet / japan)


@rule
def against_record(s: Position, b: Book, w: Desk, side: int, viewer: int) -> float:
    """Divisions of a side in the whole north against the record's; works hold ground and are no divisions (chapter 14)."""
    return divisions_in_force(s, b, w, EVERYWHERE, side, viewer) / par_force(s, b, EVERYWHERE, side)


@rule
def in_places(s: Position, b: Book, places: int, side: int, by_record: bool) -> int:
    """Divisions of a side in a set of places, present or by the record."""
    total = 0
    for place in range(len(b.place)):
        if (places >> place) & 1:
            total += par_now(s, b, place, side) if by_record else divisions_at(s, b, place, side)
    return total
