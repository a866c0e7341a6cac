"""The world as tables of the rules: news, places and the staff plan; policies; what scores."""

from typing import Any

import numpy as np

from game.model.theatre.forces import SIDES
from game.model.theatre.game import Theatre
from game.rules.theatre import state as T
from game.rules.theatre.index import Index, bits, numbers
from game.rules.theatre.rows import array

MEASURES = ("standing", "variable", "play", "divisions", "force", "oil", "aid", "dismissals")


def world_of(theatre: Theatre, index: Index) -> dict[str, np.ndarray]:
    """News, places, the staff plan, forts and incidents: tables by the names in `state.INTS` and `state.FLOATS`."""
    news, changes = [], []
    for k, e in enumerate(theatre.events):
        rests = next(iter(e.rests_on.items()), None)
        news.append((e.turn, *((index.node[rests[0]], index.state(*rests)) if rests else (-1, -1))))
        changes += [(k, index.variable[v], amount, int(v in e.rests)) for v, amount in e.changes.items()]
    sector = {p.id: (2 if p.quiet else 1) if p.kind == "sector" else 0 for p in theatre.places}
    places = [
        (
            sector[p.id],
            bits(p.seats, index.seat),
            p.north,
            p.most,
            p.late,
            p.needs_depot,
            p.supported,
            p.first_of_equals,
            bits(p.leads_to, index.place),
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
        "news": array(news, 3, np.int32),
        "change": array(changes, 4, float),
        "place": array(places, 12, float),
        "keep": array([(k.turn, index.place[k.place], k.divisions) for k in theatre.drive.keeps], 3, np.int32),
        "reach": array(
            [(index.place[r.at], index.place[r.reserve], SIDES.index(r.side), r.share) for r in theatre.reaches],
            4,
            float,
        ),
        "line": array(lines, 7, np.int32),
        "fort": array([(index.place.get(a.fort, -1),) for a in theatre.acts], 1, np.int32),
        "incident": array([(index.place[i.place],) for i in theatre.incidents], 1, np.int32),
    }


def policies_of(theatre: Theatre, index: Index) -> dict[str, np.ndarray]:
    """Policies, the turns in which they may be chosen, and what each changes."""
    rows, windows, points, ships, others = [], [], [], [], []
    last = len(theatre.turns)
    for k, p in enumerate(theatre.policies):
        g = p.grant
        grant = (index.mark[g.mark], g.turns, index.variable[g.variable], g.middle, g.spread) if g else (-1, 0, 0, 0, 1)
        rows.append(
            (
                bits(p.seats, index.seat),
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
        "policy": array(rows, T.POLICY_COLS, float),
        "window": array(windows, 4, np.int32),
        "point": array(points, 3, float),
        "ship": array(ships, 4, np.int32),
        "other": array(others, 3, np.int32),
    }


def victory_of(theatre: Theatre, index: Index) -> dict[str, np.ndarray]:
    """Measures, parts of the score and their cases."""
    number = numbers(m.id for m in theatre.measures)
    measures: list[tuple[Any, ...]] = [
        (
            MEASURES.index(m.of),
            index.variable.get(m.variable, 0),
            SIDES.index(m.side) if m.side else 0,
            bits(m.places, index.place),
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
        plus += [(k, number[x.measure], x.times) for x in part.plus]
        times += [(k, number[name]) for name in part.times]
    return {
        "measure": array(measures, 7, float),
        "part": array(parts, 3, float),
        "case": array(cases, 7, float),
        "plus": array(plus, 3, float),
        "times": array(times, 2, np.int32),
    }
