"""The tables of a strategic game at one dial, and its opening position; everything the rules read comes from the files."""

import numpy as np

from game.core.arrays import of_arrays
from game.core.rule import Face, host
from game.model.theatre.game import Theatre
from game.model.theatre.network import Network
from game.rules.theatre import state as T
from game.rules.theatre.codes import PARAMETERS
from game.rules.theatre.index import Index, bits
from game.rules.theatre.rows import stacked
from game.rules.theatre.setup_cards import network_of, odds_of
from game.rules.theatre.setup_world import policies_of, victory_of, world_of


def build_book(theatre: Theatre, index: Index, net: Network, face: Face = host) -> T.Book:
    """The tables of a game, in the form of a host: the best of this process by default."""
    nodes, parents, rows = network_of(theatre, index, net)
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
        theatre.sides.index(theatre.support.side),
        index.variable[theatre.roles.escalation],
        index.variable[theatre.roles.pressure],
        bits(theatre.roles.fronts, index.place),
        index.variable[theatre.roles.control],
    )
    turns = np.zeros((last + 2, 3))
    for turn in theatre.turns:
        turns[turn.number] = turn.months, turn.act - 1, turn.number in drive.flood
    turns[last + 1] = turns[last]
    par = np.zeros((2 * len(theatre.places), last + 2), np.int32)
    for k, place in enumerate(theatre.place_ids):
        for side, name in enumerate(theatre.sides):
            par[2 * k + side, 1:-1] = [theatre.par(place, name, t.number) for t in theatre.turns]
    par[:, 0], par[:, -1] = par[:, 1], par[:, -2]
    tables = {
        **odds_of(theatre, index),
        **world_of(theatre, index),
        **policies_of(theatre, index),
        **victory_of(theatre, index),
    }
    floats = stacked(frame, T.AT_SHIFT, [tables[name] for name in T.FLOATS], T.FLOAT_COLS, float)
    ints = stacked(frame, T.AT_NEWS, [tables[name] for name in T.INTS], T.INT_COLS, np.int32)
    for at, column, of in (
        (T.AT_CHANGE, T.NC_NEWS, T.AT_NEWS),
        (T.AT_CASE, T.CA_PART, T.AT_PART),
        (T.AT_PLUS, T.PP_PART, T.AT_PART),
        (T.AT_PLUS, T.PP_MEASURE, T.AT_MEASURE),
    ):
        floats[frame[at] : frame[at + 1], column] += frame[of]
    ints[frame[T.AT_TIMES] : frame[T.AT_TIMES + 1], :2] += (frame[T.AT_PART], frame[T.AT_MEASURE])
    return face(
        of_arrays(
            T.Book,
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


def build_desk(theatre: Theatre, index: Index, face: Face = host) -> T.Desk:
    """Scratch for a game, in the form of a host."""
    cards, seats = len(index.nodes), len(theatre.seats)
    desk = of_arrays(
        T.Desk,
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
    return face(desk)


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
    return of_arrays(
        T.Position,
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
