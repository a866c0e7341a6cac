"""Events of a turn with names: what happened, who may know it, and the factors of its odds."""

import re
from typing import Any, NamedTuple

import numpy as np

from game.core.words import _, spoken
from game.match.theatre.columns import ODDS_TOLD, odds_are_told
from game.match.theatre.engine import TheatreEngine
from game.match.theatre.news import told_news
from game.rules.theatre import codes as C
from game.rules.theatre import state as T

HIDDEN = -1.0  # odds that a seat cannot know
ODDS = re.compile(r" *[(（][^()（）]*\{p\}[^()（）]*[)）]")  # what a text says of them
HOW = {
    T.DRAWN: "drawn",
    T.ANSWERED: "answered",
    T.FOUGHT: "fought",
    T.READ_OFF: "read off",
    T.BY_RECORD: "record",
    T.OPEN: "",
}


NEWS = frozenset({"TE_NEWS", "TE_INCIDENT", "TE_ARRIVES", "TE_CLOSED"})  # kinds that come in as a turn begins


class RawTurn(NamedTuple):
    """Events and factors of a turn as the rules left them.

    `turn`: the number that was played; `news_of`: that of the turn whose news end it.
    """

    turn: int
    events: np.ndarray
    factors: np.ndarray
    news_of: int


class TheatreEvent(NamedTuple):
    """Something that happened in a turn.

    `turn`: number of the turn in whose dates it falls, that of news the turn that they open.
    `kind`: TE_ code; `seat`: whose it is, empty if nobody's; `what`: id of the card, policy, place, line or incident;
    `state`: a card's new state; `place`, `target`: places; `number`: divisions, points or a value; `p`: the odds it had, HIDDEN
    where they rest on what the seat cannot know; `seen_by`: seats that know of it, of which a seat that asks knows itself
    alone; `factors`: (kind, number, state, value) as the rules added them up.
    """

    turn: int
    kind: str
    seat: str
    what: str
    state: str
    place: str
    target: str
    number: float
    p: float
    text: str
    seen_by: frozenset[str]
    factors: tuple[tuple[int, int, int, float], ...]

    def __repr__(self) -> str:
        return f"TheatreEvent(turn {self.turn} {self.kind}: {self.text})"


def take_raw(engine: TheatreEngine, turn: int, *, is_opening: bool = False) -> RawTurn:
    """What the last call left on the desk. `is_opening`: the news of the turn itself, before it is played."""
    note = engine.desk.note
    return RawTurn(
        turn,
        np.asarray(engine.desk.events)[: int(note[T.N_EVENTS])].copy(),
        np.asarray(engine.desk.factors)[: int(note[T.N_FACTORS])].copy(),
        turn if is_opening else turn + 1,
    )


def name_events(
    engine: TheatreEngine, raw: RawTurn, position: T.Position, seat: str | None = None
) -> tuple[TheatreEvent, ...]:
    """The events of a turn; with `seat`, those which that seat knows of, without factors and odds that it does not.

    `position`: where the turn left the game, as whoever is told knows it; news that does not fit it is not told.
    """
    fits = [row for row in raw.events if _fits(engine, row, position)]
    if seat is None:
        return tuple(_name(engine, raw, row, position, told=True) for row in fits)
    bit, found = 1 << engine.index.seat[seat], []
    for row in fits:
        if int(row[T.EV_SEEN]) & bit:
            told = _odds_told(engine, row, seat)
            event = _name(engine, raw, row, position, told=told)
            p = event.p if told else HIDDEN
            found.append(event._replace(factors=(), p=p, seen_by=frozenset({seat})))
    return tuple(found)


def _odds_told(engine: TheatreEngine, row: np.ndarray, seat: str) -> bool:
    kind = C.EVENTS[int(row[T.EV_KIND])]
    return kind in ODDS_TOLD or (kind == "TE_CARD" and odds_are_told(engine, int(row[T.EV_WHAT]), seat))


def _fits(engine: TheatreEngine, row: np.ndarray, position: T.Position) -> bool:
    return C.EVENTS[int(row[T.EV_KIND])] != "TE_NEWS" or bool(_news(engine, row, position))


def _news(engine: TheatreEngine, row: np.ndarray, position: T.Position) -> str:
    return told_news(engine, position, engine.theatre.events[engine.in_files(T.AT_NEWS, int(row[T.EV_WHAT]))])


def _name(engine: TheatreEngine, raw: RawTurn, row: np.ndarray, position: T.Position, *, told: bool) -> TheatreEvent:
    theatre, index = engine.theatre, engine.index
    kind = C.EVENTS[int(row[T.EV_KIND])]
    seat, what = int(row[T.EV_SEAT]), int(row[T.EV_WHAT])
    a, b, c = (float(x) for x in row[[T.EV_A, T.EV_B, T.EV_C]])
    seen = int(row[T.EV_SEEN])
    words: dict[str, Any] = {
        "what": "",
        "state": "",
        "place": "",
        "target": "",
        "number": a,
        "title": "",
        "extra": b,
        "how": "",
    }
    places = theatre.place_ids
    if kind in ("TE_NEWS", "TE_STRUCK"):
        what = engine.in_files(T.AT_NEWS if kind == "TE_NEWS" else T.AT_LINE, what)
    if kind == "TE_CARD":
        node = index.nodes[what]
        card = theatre.cards.get(node.id) or _card_of(engine, node.id)
        words |= {
            "what": node.id,
            "state": node.states[int(a)],
            "title": _(card.title),
            "how": HOW[int(b)],
            "words": _(next(o.words for o in card.options if o.state == node.states[int(a)])),
        }
    elif kind == "TE_NEWS":
        words |= {"what": theatre.events[what].month, "title": _news(engine, row, position)}
    elif kind in ("TE_INCIDENT", "TE_ANSWERED"):
        place = int(a if kind == "TE_INCIDENT" else b)
        words |= {"what": theatre.incidents[what].id, "title": _(theatre.incidents[what].title), "place": places[place]}
        if kind == "TE_ANSWERED":
            words |= {"state": "yield" if a else "stand"}
    elif kind in ("TE_POLICY", "TE_GRANTED", "TE_REFUSED"):
        policy = theatre.policies[what]
        words |= {"what": policy.id, "title": _(policy.title)}
        if kind == "TE_POLICY" and a >= 0:
            words |= {"target": places[int(a)], "place": places[int(a)]}
    elif kind == "TE_STRUCK":
        line = theatre.lines[what]
        words |= {"what": line.id, "place": line.source, "target": line.target}
    elif kind in ("TE_MOVES", "TE_FEWER"):
        words |= {"place": places[what], "target": places[int(c)], "what": places[what]}
    elif kind in ("TE_ARRIVES", "TE_WORN", "TE_FRONT"):
        words |= {"place": places[what], "what": theatre.sides[int(b)] if kind == "TE_ARRIVES" else places[what]}
    elif kind == "TE_STAGE":
        stages = theatre.clash.stages
        words |= {"what": theatre.clash.card, "state": stages[min(what, len(stages) - 1)], "place": places[int(a)]}
    elif kind in ("TE_FALLS", "TE_FAILS"):
        words |= {"what": index.nodes[what].id, "place": theatre.drive.place}
    elif kind == "TE_SCORE":
        words |= {"what": str(what + 1)}
    elif kind == "TE_CLOSED":
        shut = [p for k, p in enumerate(places) if int(a) >> k & 1]
        words |= {"what": " ".join(shut)}
    who = index_seat(engine, seat)
    shown = {k: _place_name(engine, str(v)) if k in ("place", "target") else v for k, v in words.items()}
    template = _(next((e.text for e in theatre.event_texts if e.code == kind), "{title}"))
    if not told:
        template = ODDS.sub("", template)
    first, count = int(row[T.EV_FIRST]), int(row[T.EV_COUNT])
    return TheatreEvent(
        turn=raw.news_of if kind in NEWS else raw.turn,
        kind=kind,
        seat=who,
        what=words["what"],
        state=words["state"],
        place=words["place"],
        target=words["target"],
        number=words["number"],
        p=float(row[T.EV_P]),
        text=template.format(
            **{
                **shown,
                "seat": seat_name(engine, who),
                "words": words.get("words", ""),
                "p": f"{100 * float(row[T.EV_P]):.0f}",
            }
        ),
        seen_by=frozenset(s for s, k in index.seat.items() if seen >> k & 1),
        factors=tuple((int(f[0]), int(f[1]), int(f[2]), float(f[3])) for f in raw.factors[first : first + count]),
    )


def index_seat(engine: TheatreEngine, number: int) -> str:
    """Id of a seat by its number, empty for nobody."""
    return engine.theatre.seat_ids[number] if number >= 0 else ""


def seat_name(engine: TheatreEngine, seat: str) -> str:
    """A seat's name in the language in use."""
    return spoken(engine.theatre.seat(seat).name) if seat else ""


def _place_name(engine: TheatreEngine, place: str) -> str:
    return spoken(engine.theatre.place(place).name) if place in engine.theatre.place_ids else place


def _card_of(engine: TheatreEngine, drawn: str) -> Any:
    return engine.theatre.cards[next(card for card, new in engine.index.drawn.items() if new == drawn)]
