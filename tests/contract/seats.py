"""The strategic game: everything that a seat is not told drawn anew by the declarations of columns, and all that it is told."""

import random
from collections.abc import Callable, Iterator
from typing import Any

import msgspec
import numpy as np

from game.cli.theatre import telling
from game.cli.theatre.show import facts
from game.client.theatre import from_match
from game.match.theatre import Sheet, TheatreMatch
from game.match.theatre.columns import ANY, ARRAYS, Column, known_marks, knows, odds_are_told
from game.match.theatre.engine import TheatreEngine
from game.match.theatre.events import RawTurn
from game.players.theatre.seats import LEVELS, computer_seat
from game.rules.theatre import state as T
from game.rules.theatre.codes import EVENTS

Luck = np.random.Generator


# ------------------------------------------------------------------------------------------------ hidden
def drawn_anew(engine: TheatreEngine, position: T.Position, seat: str, luck: Luck) -> T.Position:
    """The same position to a seat, with all else in it that it is not told."""
    other = T.copy_position(position)
    for name, columns in ARRAYS.items():
        array = getattr(other, name)
        for k, column in columns.items():
            if column.known in WAYS:
                WAYS[column.known](engine, position, array, k, seat, luck)
            elif not knows(engine, seat, column.known):
                _any(engine, array, k, column, seat, luck)
    return other


def _any(engine: TheatreEngine, array: np.ndarray, k: int, column: Column, seat: str, luck: Luck) -> None:
    rows = np.ones(len(array), bool)
    if column.known == "own row":
        rows[engine.index.seat[seat]] = False
    if array.ndim == 1:
        array[k] = luck.integers(20)
        return
    where = (rows, slice(None)) if k == ANY else (rows, k)
    array[where] = luck.integers(20, size=array[where].shape)


def _other_policies(
    engine: TheatreEngine, position: T.Position, array: np.ndarray, k: int, seat: str, luck: Luck
) -> None:
    for number, policy in enumerate(engine.theatre.policies):
        if seat not in policy.seats and not policy.public:
            array[number, k] = luck.integers(9)


def _other_marks(engine: TheatreEngine, position: T.Position, array: np.ndarray, k: int, seat: str, luck: Luck) -> None:
    known = known_marks(engine, seat)
    for mark, number in engine.index.mark.items():
        if mark not in known:
            array[number, k] = luck.integers(9)


def _other_way(engine: TheatreEngine, position: T.Position, array: np.ndarray, k: int, seat: str, luck: Luck) -> None:
    """Cards that are decided came about in another way."""
    decided = position.cards[:, T.CARD_STATE] >= 0
    array[decided, k] = luck.integers(T.DRAWN, T.READ_OFF + 1, size=int(decided.sum()))


def _other_state(engine: TheatreEngine, position: T.Position, array: np.ndarray, k: int, seat: str, luck: Luck) -> None:
    """A card that stays in the dark until a later one is answered is in another of the states for which that is asked."""
    for ask in engine.theatre.asked:
        asked, source = (engine.index.node[engine.index.drawn.get(name, name)] for name in (ask.card, ask.source))
        states = [engine.index.state(ask.source, w.of) for w in ask.weights]
        if position.cards[asked, T.CARD_STATE] < 0 and position.cards[source, T.CARD_STATE] in states:
            array[source, k] = luck.choice(states)


def _other_odds(engine: TheatreEngine, position: T.Position, array: np.ndarray, k: int, seat: str, luck: Luck) -> None:
    """Odds of a card that was asked, within half a point of the price of its answers."""
    for row in np.nonzero(array.max(axis=1) > 0.0)[0] if k == 0 else ():
        price, best = engine.theatre.value("PRICE"), array[row].argmax()
        open_ = (array[row] > 0.0) & (np.arange(array.shape[1]) != best)
        points = np.floor(price * np.log(array[row, best] / array[row, open_]) + 0.5)
        exact = np.maximum(points + luck.uniform(-0.49, 0.49, size=int(open_.sum())), 0.001)
        array[row, open_] = array[row, best] * np.exp(-exact / price)


def _other_aid(engine: TheatreEngine, position: T.Position, array: np.ndarray, k: int, seat: str, luck: Luck) -> None:
    if engine.theatre.side_of(seat) == 0:
        array[k] = luck.integers(9)


WAYS: dict[str, Callable[[TheatreEngine, T.Position, np.ndarray, int, str, Luck], None]] = {
    "own policies": _other_policies,
    "own marks": _other_marks,
    "drawn": _other_way,
    "shown": _other_state,
    "price": _other_odds,
    "felt": _other_aid,
}


def other_news(engine: TheatreEngine, raw: RawTurn, seat: str, luck: Luck) -> RawTurn:
    """The same news to a seat: other factors and odds where it does not know them, other seats told, other secret events."""
    events, bit = [], 1 << engine.index.seat[seat]
    for row in raw.events:
        made = row.copy()
        kind = EVENTS[int(row[T.EV_KIND])]
        if int(row[T.EV_SEEN]) & bit:
            made[T.EV_SEEN] = int(luck.integers(T.ALL_SEATS + 1)) | bit
            if kind not in ("TE_GRANTED", "TE_REFUSED") and not (
                kind == "TE_CARD" and odds_are_told(engine, int(row[T.EV_WHAT]), seat)
            ):
                made[T.EV_P] = luck.random()
        elif luck.random() < 0.5:
            continue
        events.append(made)
    factors = raw.factors.copy()
    factors[:, T.FA_VALUE] = luck.normal(size=len(factors))
    return RawTurn(raw.turn, np.array(events).reshape(-1, raw.events.shape[1]), factors, raw.news_of)


def with_everything_hidden_drawn_anew(match: TheatreMatch, seat: str, luck: Luck) -> TheatreMatch:
    """The same game to a seat."""
    engine, other = match.engine, match.branch(match.turn.number)
    other._opening = drawn_anew(engine, match.opening, seat, luck)
    other._opened = other_news(engine, match._opened, seat, luck)
    other.records = tuple(
        r._replace(
            sheets={s: sheet if s == seat else Sheet() for s, sheet in r.sheets.items()},
            position=drawn_anew(engine, r.position, seat, luck),
            raw=other_news(engine, r.raw, seat, luck),
            digest="",
        )
        for r in match.records
    )
    other._forget()
    return other


# ------------------------------------------------------------------------------------------------ told
def all_told(match: TheatreMatch, seat: str, seed: int, levels: tuple[str, ...] = LEVELS) -> Iterator[tuple[str, Any]]:
    """Name and value of each thing that a seat is told, and what every computer would order there."""
    view, theatre = match.view(seat), match.theatre
    yield "sealed", [a.tobytes() for a in view.sealed]
    yield "board", (view.places, view.sectors, view.variables, view.wuhan, view.oil, view.aid, view.hold, view.talks)
    yield "orders", (view.cards, view.moves, view.allowance, view.policies, view.staff, view.incident, view.standing)
    yield "news", (view.events, view.news, view.decided, [match.explain(e) for e in view.events])
    yield "past", [match.events(seat, record) for record in match.records]
    yield "score", (view.score, [from_match.act_scores(match, seat, a.number) for a in theatre.acts])
    yield "guess", [a.tobytes() for a in view.guess(seed)]
    for card in view.cards:
        yield f"odds of {card.id}", (view.odds(card.id), match.explain_odds(seat, card.id))
    sheets = [random_sheet(view, seed + k) for k in range(8)]
    yield "refusals", [(match.refusal(seat, s), view.spent(s)) for s in sheets]
    yield (
        "text",
        [telling.opening(theatre, view), telling.board(theatre, view), telling.tracks(view), telling.score(view)],
    )
    yield "export", msgspec.json.encode(facts(view))
    turns = [record.turn.number for record in match.records]
    yield "window", (from_match.tracks_of(match, view), [from_match.events_in(match, seat, turn) for turn in turns])
    for level in levels:
        for temperament in ("", *(t.id for t in theatre.temperaments)) if level in LEANING else ("",):
            player = computer_seat(level, seat, theatre, seed=seed, temperament=temperament)
            yield f"{level}:{temperament}", player.sheet(view) if player is not None else None


LEANING = ("staff", "plain", "general")


def random_sheet(view: Any, seed: int) -> Sheet:
    """A sheet that may be legal or not."""
    chance, places = random.Random(seed), [p.id for p in view.places]
    policies = [p.id for p in view.policies]
    data = {
        "moves": [
            {"source": chance.choice(places), "target": chance.choice(places), "divisions": chance.randrange(1, 9)}
        ],
        "policy": {"id": chance.choice(policies), "target": chance.choice(places)} if policies else None,
        "answers": {c.id: {"": chance.choice([o.state for o in c.cases[0].options])} for c in view.cards},
    }
    return msgspec.convert(data, Sheet)


def differences(
    match: TheatreMatch, other: TheatreMatch, seat: str, seed: int, levels: tuple[str, ...] = LEVELS
) -> tuple[int, list[str]]:
    """How many things a seat is told, and those that differ between two games."""
    count, found = 0, []
    told = (all_told(m, seat, seed, levels) for m in (match, other))
    for (name, a), (_name, b) in zip(*told, strict=True):
        count += 1
        if a != b:
            found.append(f"seed {match.seed}, turn {match.turn.number}, {seat}: {name}")
    return count, found
