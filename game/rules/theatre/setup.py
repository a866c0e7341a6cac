"""The tables of a strategic game at one dial, and its opening position; everything the rules read comes from the files."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np

from game.core.rule import host
from game.model.theatre.network import Network, Node, combinations, in_order, network
from game.model.theatre.game import Theatre
from game.model.theatre.forces import SIDES
from game.rules.theatre import state as T
from game.rules.theatre.codes import PARAMETERS

MEASURES = ("standing", "variable", "play", "divisions", "force", "oil", "aid", "dismissals")


class Index(NamedTuple):
    """Numbers of names: cards in the order in which they are decided, places, variables, policies, marks, seats."""

    nodes: tuple[Node, ...]
    due: dict[str, int]
    node: dict[str, int]
    place: dict[str, int]
    variable: dict[str, int]
    mark: dict[str, int]
    seat: dict[str, int]
    drawn: dict[str, str]  # card -> the node that is drawn for it

    def state(self, card: str, state: str) -> int:
        """Number of a card's state."""
        return self.nodes[self.node[card]].states.index(state)


def index_of(theatre: Theatre, strength: float) -> tuple[Index, Network]:
    """The network of filled seats with the terms, in the order of turns, and the numbers of all names."""
    whole = network(theatre.deck, strength=strength, added=True)
    terms = [Node(c.id, c.parents, c.states, c.rows, c.contested, c.historical) for c in theatre.terms]
    nodes = in_order((*whole.nodes, *terms))
    turns = {c.id: c.turn for c in theatre.cards.values()}
    drawn = {a.card: a.drawn for a in theatre.deck.amendments if a.drawn}
    turns |= {new: turns[card] for card, new in drawn.items()}
    due: dict[str, int] = {}
    tilted: dict[str, list[str]] = {}  # what tilts a card comes before it, too
    for tilt in theatre.tilts:
        tilted.setdefault(drawn.get(tilt.card, tilt.card), []).extend(tilt.given)
    for node in nodes:
        due[node.id] = max([turns[node.id], *(due[p] for p in node.parents)])
    sorted_nodes = sorted(_after(nodes, tilted), key=lambda n: due[n.id])
    marks = dict.fromkeys([w.mark for p in theatre.policies for w in p.windows if w.mark])
    marks |= dict.fromkeys(p.grant.mark for p in theatre.policies if p.grant)
    index = Index(
        tuple(sorted_nodes),
        due,
        _numbers(n.id for n in sorted_nodes),
        _numbers(theatre.place_ids),
        _numbers(theatre.variables),
        _numbers(marks),
        _numbers(theatre.seat_ids),
        drawn,
    )
    return index, Network(index.nodes, strength)


def build_book(theatre: Theatre, index: Index, net: Network) -> T.Book:
    """The tables of a game, as the host wants them."""
    nodes, parents, rows = _network(theatre, index, net)
    last = len(theatre.turns)
    frame = np.zeros(T.FRAME_COLS, np.int64)
    drive, clash = theatre.drive, theatre.clash
    frame[: T.AT_SHIFT] = (
        last,
        len(theatre.acts),
        index.mark[theatre.support.mark],
        index.node[clash.card],
        index.state(clash.card, clash.fought),
        index.node[clash.result],
        index.node[drive.card],
        index.state(drive.card, drive.runs),
        index.state(drive.card, drive.fails),
        index.place[drive.place],
        index.node[drive.reads],
        drive.first,
        drive.last,
        drive.needs_leave_from,
        drive.falls_from,
        index.node[theatre.war.cards[0]],
        index.node[theatre.war.cards[1]],
        index.place[theatre.battle.place],
        index.node[theatre.oil.card],
        index.state(theatre.oil.card, theatre.oil.state),
        round(1000 * theatre.support.factor),
        SIDES.index(theatre.support.side),
        index.variable[theatre.roles.escalation],
        index.variable[theatre.roles.pressure],
        _bits(theatre.roles.fronts, index.place),
        index.variable[theatre.roles.control],
    )
    turns = np.zeros((last + 2, 3))
    for turn in theatre.turns:
        turns[turn.number] = turn.months, turn.act - 1, turn.number in drive.flood
    turns[last + 1] = turns[last]
    par = np.zeros((2 * len(theatre.places), last + 2), np.int32)
    for k, place in enumerate(theatre.place_ids):
        for side, name in enumerate(SIDES):
            par[2 * k + side, 1:-1] = [theatre.par(place, name, t.number) for t in theatre.turns]
    par[:, 0], par[:, -1] = par[:, 1], par[:, -2]
    tables = {
        **_odds(theatre, index),
        **_world(theatre, index),
        **_policies(theatre, index),
        **_victory(theatre, index),
    }
    floats = _stacked(frame, T.AT_SHIFT, [tables[name] for name in T.FLOATS], T.FLOAT_COLS, float)
    ints = _stacked(frame, T.AT_NEWS, [tables[name] for name in T.INTS], T.INT_COLS, np.int32)
    for at, column, of in (
        (T.AT_CHANGE, T.NC_NEWS, T.AT_NEWS),
        (T.AT_CASE, T.CA_PART, T.AT_PART),
        (T.AT_PLUS, T.PP_PART, T.AT_PART),
        (T.AT_PLUS, T.PP_MEASURE, T.AT_MEASURE),
    ):
        floats[frame[at] : frame[at + 1], column] += frame[of]
    ints[frame[T.AT_TIMES] : frame[T.AT_TIMES + 1], :2] += (frame[T.AT_PART], frame[T.AT_MEASURE])
    return host(
        T.Book(
            node=nodes,
            parent=parents,
            row=rows,
            place=tables["place"],
            par=par,
            turn=turns,
            policy=tables["policy"],
            floats=floats,
            ints=ints,
            param=np.array([theatre.value(name) for name in PARAMETERS]),
            frame=frame,
        )
    )


def build_desk(theatre: Theatre, index: Index) -> T.Desk:
    """Scratch for a game."""
    cards, seats = len(index.nodes), len(theatre.seats)
    desk = T.Desk(
        sheet=np.full((seats, T.SHEET_COLS), -1, np.int32),
        answer=np.full((seats * cards, T.MOST_CASES), -1, np.int32),
        price=np.zeros((seats * cards, T.MOST_CASES), np.int32),
        fought=np.full(cards, -1, np.int32),
        gained=np.zeros(len(theatre.variables)),
        worn=np.zeros(2, np.int32),
        odds=np.zeros(T.MOST_STATES),
        log=np.zeros(T.MOST_STATES),
        events=np.zeros((T.MAX_EVENTS, T.EVENT_COLS)),
        factors=np.zeros((T.MAX_FACTORS, 4)),
        note=np.zeros(8, np.int64),
        words=np.zeros(4, np.int64),
    )
    return host(desk)


def build_position(theatre: Theatre, index: Index, seed: int, first: int, last: int) -> T.Position:
    """The record's position before a turn: cards decided as they were, nothing played, oil by the record."""
    cards = np.full((len(index.nodes), T.CARD_COLS), -1, np.int32)
    cards[:, T.CARD_HOW] = T.OPEN
    for k, node in enumerate(index.nodes):
        if index.due[node.id] < first:
            cards[k] = node.states.index(node.historical), T.BY_RECORD, index.due[node.id]
    tracks = np.zeros((len(theatre.variables), T.TRACK_COLS))
    tracks[:, T.RECORD] = [v.start for v in theatre.deck.variables]
    for event in theatre.events:
        for name, change in event.changes.items() if event.turn < first else ():
            k = index.variable[name]
            tracks[k, T.RECORD] = min(100.0, max(0.0, tracks[k, T.RECORD] + change))
    marks = max(1, len(index.mark))
    acts = np.full((len(theatre.acts), T.ACT_COLS), -1.0)
    acts[:, [T.ACT_DISMISSED, T.ACT_FORTS]] = 0.0
    seats = np.zeros((len(theatre.seats), T.SEAT_COLS), np.int32)
    seats[:, T.STANDING], seats[:, T.LAST_POLICY] = int(theatre.value("STANDING")), -1
    rest = np.zeros(T.REST_COLS)
    rest[T.OIL] = record_oil(theatre, first)
    rest[[T.CLASH_AT, T.INCIDENT]] = -1.0
    if first > theatre.drive.last:
        rest[T.FALLEN] = theatre.drive.falls_from
    clock = np.array([seed & 0xFFFFFFFF, (seed >> 32) & 0xFFFFFFFF, first, 0, first, last], np.int64)
    return T.Position(
        places=np.zeros((len(theatre.places), T.PLACE_COLS), np.int32),
        tracks=tracks,
        cards=cards,
        seats=seats,
        policies=np.zeros((max(1, len(theatre.policies)), 2), np.int32),
        marks=np.zeros((marks, 2), np.int32),
        acts=acts,
        asked=np.zeros((len(index.nodes), T.MOST_STATES)),
        seen=np.zeros((len(theatre.seats), len(theatre.places))),
        rest=rest,
        clock=clock,
    )


def record_oil(theatre: Theatre, first: int) -> float:
    """Months of oil in stock before a turn by the record (rule 12.2)."""
    oil, pressure = theatre.value("OIL"), {v.id: v.start for v in theatre.deck.variables}
    card = theatre.cards[theatre.oil.card]
    full_from = card.turn if card.historical == theatre.oil.state else len(theatre.turns) + 1
    for turn in theatre.turns[: first - 1]:
        for event in theatre.events:
            if event.turn == turn.number:
                for name, change in event.changes.items():
                    pressure[name] = min(100.0, max(0.0, pressure[name] + change))
        drain = max(0.0, pressure[theatre.roles.pressure] - theatre.value("OIL_FREE")) / theatre.value("OIL_PER")
        drain *= 1.0 if turn.number >= full_from else theatre.value("OIL_SAVED")
        oil = max(0.0, oil + turn.months * (theatre.value("OIL_MADE") - drain))
    return oil


# ------------------------------------------------------------------------------------------------ private


def _numbers(names: Iterable[str]) -> dict[str, int]:
    return {name: k for k, name in enumerate(names)}


def _after(nodes: Sequence[Node], tilted: dict[str, list[str]]) -> list[Node]:
    """Nodes in order, with what tilts a node before it."""
    with_tilts = in_order(n._replace(parents=(*n.parents, *tilted.get(n.id, ()))) for n in nodes)
    known = {n.id: n for n in nodes}
    return [known[n.id] for n in with_tilts]


def _array(rows: Iterable[Sequence[float]], columns: int, kind: type) -> np.ndarray:
    """Rows as a table, with no rows as an empty one."""
    listed = [tuple(row) for row in rows]
    return np.array(listed, kind).reshape(len(listed), columns)


def _stacked(frame: np.ndarray, at: int, tables: Sequence[np.ndarray], columns: int, kind: type) -> np.ndarray:
    """Tables one below the other; where each begins, and where the last ends, goes into the frame."""
    ends = np.cumsum([0, *(len(t) for t in tables)])
    frame[at : at + len(ends)] = ends
    found: np.ndarray = np.zeros((int(ends[-1]), columns), kind)
    for table, first in zip(tables, ends, strict=False):
        found[first : first + len(table), : table.shape[1]] = table
    return found


def _bits(names: Iterable[str], numbers: dict[str, int]) -> int:
    return sum(1 << numbers[name] for name in names)


def _network(theatre: Theatre, index: Index, net: Network) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    nodes: list[list[int]] = []
    parents: list[int] = []
    rows: list[list[float]] = []
    kept = {a.card for a in theatre.asked}
    terms = {c.id for c in theatre.terms}
    owner_of = {new: card for card, new in index.drawn.items()}
    tables = net.tables
    for node in index.nodes:
        card = theatre.cards[owner_of.get(node.id, node.id)]
        owners = () if node.id in index.drawn else card.seats
        first = len(rows)
        for states in combinations((p, net.node(p).states) for p in node.parents):
            odds = net.odds(node, states, tables)
            rows.append([*odds, *[0.0] * (T.MOST_STATES - len(odds))])
        nodes.append(
            [
                index.due[node.id],
                len(node.states),
                node.states.index(node.historical),
                len(parents),
                len(node.parents),
                first,
                _bits(owners, index.seat),
                int(card.added),
                int(node.id in terms),
                int(node.id in kept),
            ]
        )
        parents += [index.node[p] for p in node.parents]
    return np.array(nodes, np.int32), np.array(parents, np.int32), np.array(rows)


def _odds(theatre: Theatre, index: Index) -> dict[str, np.ndarray]:
    def drawn(card: str) -> int:
        return index.node[index.drawn.get(card, card)]

    def where(card: str, state: str) -> tuple[int, int]:
        return drawn(card), index.state(card, state)

    shifts = [
        (*where(c.id, s.state), index.variable[s.variable], s.per_10 / 10.0)
        for c in theatre.cards.values()
        for s in c.shifts
    ]
    pulls = []
    for p in theatre.pulls:
        kind = (
            T.PULL_PLACES
            if p.places
            else T.PULL_STRENGTH
            if p.of
            else T.PULL_CLASH
            if p.where == "clash"
            else T.PULL_ALL
            if p.where == "all"
            else T.PULL_SECTOR
        )
        place = index.place.get(p.where, -1)
        node = index.node[p.card] if p.at_end else drawn(p.card)
        pulls.append(
            (
                node,
                index.state(p.card, p.state),
                kind,
                place,
                SIDES.index(p.of) if p.of else -1,
                p.per_doubling,
                index.mark.get(p.stronger_by, -1),
                p.stronger,
                _bits(p.places, index.place),
            )
        )
    tilts = []
    for t in theatre.tilts:
        given = [
            *((index.node[index.drawn.get(n, n)], index.state(n, s)) for n, s in t.given.items()),
            (-1, -1),
            (-1, -1),
        ]
        tilts.append(
            (
                *where(t.card, t.state),
                t.log_odds,
                index.mark.get(t.mark, -1),
                t.most,
                int(t.depots),
                *given[0],
                *given[1],
            )
        )
    later = {(x.card, x.state): x.turn for x in theatre.later}
    effects = []
    for c in theatre.cards.values():
        for e in c.effects:
            ledger = T.NETWORK if e.ledger == "card" else T.PLAY
            turn = later.get((c.id, e.state), 0) if e.ledger == "card" else 0
            effects += [
                (index.node[c.id], index.state(c.id, e.state), ledger, turn, index.variable[v], amount)
                for v, amount in e.changes.items()
            ]
    after = [
        (
            index.node[x.card],
            index.state(x.card, x.state),
            T.AFTER_WEAR,
            index.place.get(x.where, -1),
            x.japan,
            x.soviet,
        )
        for x in theatre.wears
    ]
    after += [(index.node[x.card], index.state(x.card, x.state), T.AFTER_OFFENCE, 0, 0, 0) for x in theatre.offences]
    after += [
        (index.node[x.card], index.state(x.card, x.state), T.AFTER_HEAT, index.place[x.sector], x.heat, 0)
        for x in theatre.heats
    ]
    after += [
        (
            index.node[x.card],
            index.state(x.card, x.state),
            T.AFTER_MARCH,
            index.place[x.source],
            index.place[x.target],
            x.divisions,
        )
        for x in theatre.marches
    ]
    ask = [
        (index.node[a.card], drawn(a.source), index.state(a.card, w.state), index.state(a.source, w.of), w.times)
        for a in theatre.asked
        for w in a.weights
    ]
    return {
        "shift": _array(shifts, 4, float),
        "pull": _array(pulls, 9, float),
        "tilt": _array(tilts, 10, float),
        "effect": _array(effects, 6, float),
        "after": _array(after, 6, np.int32),
        "ask": _array(ask, 5, float),
    }


def _world(theatre: Theatre, index: Index) -> dict[str, np.ndarray]:
    news, changes = [], []
    for k, e in enumerate(theatre.events):
        rests = next(iter(e.rests_on.items()), None)
        news.append((e.turn, *((index.node[rests[0]], index.state(*rests)) if rests else (-1, -1))))
        changes += [(k, index.variable[v], amount, int(v in e.rests)) for v, amount in e.changes.items()]
    sector = {p.id: (2 if p.quiet else 1) if p.kind == "sector" else 0 for p in theatre.places}
    places = [
        (
            sector[p.id],
            _bits(p.seats, index.seat),
            p.north,
            p.most,
            p.late,
            p.needs_depot,
            p.supported,
            p.first_of_equals,
            _bits(p.leads_to, index.place),
            p.hexes[0],
            p.hexes[1],
            p.oil_beyond_par,
        )
        for p in theatre.places
    ]
    lines, count = [], dict.fromkeys(range(len(theatre.turns) + 1), 0)
    for x in theatre.lines:
        lines.append(
            (
                x.turn,
                index.seat[x.seat],
                SIDES.index(x.side),
                index.place.get(x.source, -1),
                index.place.get(x.target, -1),
                x.divisions,
                count[x.turn],
            )
        )
        count[x.turn] += 1
    return {
        "news": _array(news, 3, np.int32),
        "change": _array(changes, 4, float),
        "place": _array(places, 12, float),
        "keep": _array([(k.turn, index.place[k.place], k.divisions) for k in theatre.drive.keeps], 3, np.int32),
        "reach": _array(
            [(index.place[r.at], index.place[r.reserve], SIDES.index(r.side), r.share) for r in theatre.reaches],
            4,
            float,
        ),
        "line": _array(lines, 7, np.int32),
        "fort": _array([(index.place.get(a.fort, -1),) for a in theatre.acts], 1, np.int32),
        "incident": _array([(index.place[i.place],) for i in theatre.incidents], 1, np.int32),
    }


def _policies(theatre: Theatre, index: Index) -> dict[str, np.ndarray]:
    rows, windows, points, ships, others = [], [], [], [], []
    last = len(theatre.turns)
    for k, p in enumerate(theatre.policies):
        g = p.grant
        grant = (index.mark[g.mark], g.turns, index.variable[g.variable], g.middle, g.spread) if g else (-1, 0, 0, 0, 1)
        rows.append(
            (
                _bits(p.seats, index.seat),
                p.price,
                p.sector,
                p.standing,
                p.standing_below,
                p.oil,
                p.needs_oil,
                p.hold,
                p.drive,
                p.fort,
                p.depot,
                p.aid,
                p.heat,
                p.most,
                p.once_an_act,
                p.not_twice_running,
                p.within_of_offence,
                p.offends,
                p.dismisses,
                p.halves_prices,
                p.sharpens,
                *grant,
                p.public,
            )
        )
        windows += [(k, w.first, w.last, index.mark.get(w.mark, -1)) for w in p.windows] or [(k, 1, last, -1)]
        points += [(k, index.variable[v], amount) for v, amount in p.changes.items()]
        ships += [(k, index.place[m.source], index.place[m.target], m.divisions) for m in p.moves]
        others += [(k, index.seat[s], n) for s, n in p.standing_of.items()]
    return {
        "policy": _array(rows, T.POLICY_COLS, float),
        "window": _array(windows, 4, np.int32),
        "point": _array(points, 3, float),
        "ship": _array(ships, 4, np.int32),
        "other": _array(others, 3, np.int32),
    }


def _victory(theatre: Theatre, index: Index) -> dict[str, np.ndarray]:
    numbers = _numbers(m.id for m in theatre.measures)
    measures: list[tuple[Any, ...]] = [
        (
            MEASURES.index(m.of),
            index.variable.get(m.variable, 0),
            SIDES.index(m.side) if m.side else 0,
            _bits(m.places, index.place),
            m.low,
            m.high,
            m.hold,
        )
        for m in theatre.measures
    ]
    parts, cases, plus, times = [], [], [], []
    for k, part in enumerate(theatre.parts):
        parts.append((part.act - 1, index.seat[part.seat], part.points))
        for c in part.cases:
            given = [*((index.node[n], index.state(n, s)) for n, s in c.given.items()), (-1, -1), (-1, -1)]
            cases.append((k, c.value, c.oil, *given[0], *given[1]))
        plus += [(k, numbers[x.measure], x.times) for x in part.plus]
        times += [(k, numbers[name]) for name in part.times]
    return {
        "measure": _array(measures, 7, float),
        "part": _array(parts, 3, float),
        "case": _array(cases, 7, float),
        "plus": _array(plus, 3, float),
        "times": _array(times, 2, np.int32),
    }
