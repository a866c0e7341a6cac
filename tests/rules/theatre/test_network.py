"""The strategic game with nobody at the table: the network's own odds, the record's own series (rules 6.1, 16)."""

from collections import Counter

import numpy as np
import pytest

from game.match.theatre.engine import theatre_engine
from game.model.theatre.network import network
from game.rules.theatre import state as T
from game.whatif.theatre.outlook.exact import marginals, probability
from tests.rules.theatre.table import THEATRE, Table

DIALS = [d.id for d in THEATRE.deck.dials]
PLAIN = [c.id for c in THEATRE.deck.cards if not c.added]
GAMES = 20_000


def states_of_games(dial: str, games: int, seed: int = 0) -> np.ndarray:
    """States of all cards at the end of empty games, one row a game."""
    engine = theatre_engine(THEATRE, dial)
    first = engine.new_position(seed, 1)
    found = np.zeros((games, len(engine.index.nodes)), np.int32)
    with engine.lock:
        for k in range(games):
            position = T.copy_position(first)
            position.clock[T.SEED0] = seed + k
            engine.clear_desk()
            engine.play_on(position, len(THEATRE.turns))
            found[k] = position.cards[:, T.CARD_STATE]
    return found


@pytest.mark.slow
@pytest.mark.parametrize("dial", [d if d == "default" else pytest.param(d, marks=pytest.mark.long) for d in DIALS])
def test_twenty_thousand_empty_games_agree_with_the_exact_odds_at_every_dial(dial):
    index = theatre_engine(THEATRE, dial).index
    states = states_of_games(dial, GAMES, seed=1938)
    net = network(THEATRE.deck, strength=THEATRE.deck.dial(dial).strength)
    for card, odds in marginals(net).items():
        for state, p in odds.items():
            share = float((states[:, index.node[card]] == index.state(card, state)).mean())
            assert abs(share - p) <= 3.0 * (p * (1.0 - p) / GAMES) ** 0.5, (card, state, share, p)
    history = [net.node(c).states.index(net.history[c]) for c in PLAIN]
    line = (states[:, [index.node[c] for c in PLAIN]] == history).all(axis=1).mean()
    p = probability(net, net.history)
    assert p == pytest.approx(0.0098, abs=0.0001)
    assert abs(float(line) - p) <= 3.0 * (p * (1.0 - p) / GAMES) ** 0.5


def test_with_nobody_there_what_is_asked_later_is_read_off():
    index = theatre_engine(THEATRE, "default").index
    found = Counter()
    for row in states_of_games("default", 600):
        at = {n.id: n.states[row[k]] if row[k] >= 0 else "" for k, n in enumerate(index.nodes)}
        assert at["TM"] == at["TT"] == ""  # no terms
        assert at["X1"] in ("stop", "not_asked")
        assert at["X2"] in ("stop", "not_asked")
        assert at["T"] == at["T0"]
        assert at["NR"] == at["NR0"]
        assert at["V"] == ("not_asked" if at["Q"] == "settled" else "leave" if at["T"] == "sov_hill" else "stay")
        found[at["V"]] += 1
    assert set(found) == {"leave", "stay", "not_asked"}


def test_with_nobody_there_nothing_is_played_and_no_ratio_differs():
    table = Table(seed=5)
    while not table.over:
        assert all(table.ledger(v)[2] == 0.0 for v in THEATRE.variables)
        assert all(table.ratio(s) == 0.0 for s in (*THEATRE.sectors, "ALL"))
        table.play()
    assert not table.rest(T.WAR_AT)


def test_a_widened_fight_that_becomes_a_general_war_is_only_a_flag_with_nobody_there():
    engine = theatre_engine(THEATRE, "default")
    states = states_of_games("default", 3000)
    wars = (states[:, engine.index.node["GW2"]] == 1).mean()
    assert 0.015 < wars < 0.045
    assert (states[:, engine.index.node["PH"]] >= 0).all()


# ------------------------------------------------------------------------------------------------ the record
@pytest.mark.parametrize(
    ("turn", "month"),
    [
        (4, "1938-09"),
        (6, "1938-12"),
        (7, "1939-03"),
        (10, "1939-06"),
        (13, "1939-09"),
        (14, "1939-12"),
        (15, "1940-03"),
        (16, "1940-06"),
        (18, "1940-09"),
        (19, "1940-12"),
        (20, "1941-03"),
        (23, "1941-09"),
        (24, "1941-12"),
    ],
)
def test_the_record_reaches_the_series_at_the_ends_of_quarters(turn, month):
    wanted = next(q.values for q in THEATRE.quarters if q.month == month)
    if turn < 24:
        table = Table(turn=turn, seed=2)
        assert {v: table.ledger(v)[0] for v in wanted} == wanted
    assert THEATRE.record_at(month) == wanted


def test_the_quarter_that_ends_inside_a_turn_is_in_the_record_too():
    wanted = next(q.values for q in THEATRE.quarters if q.month == "1941-06")
    assert THEATRE.record_at("1941-06") == wanted


def test_historical_choices_change_nothing_beside_the_record():
    engine = theatre_engine(THEATRE, "default")
    index = engine.index
    plain = [index.node[c] for c in PLAIN]
    history = [index.nodes[k].states.index(index.nodes[k].historical) for k in plain]
    first = engine.new_position(0, 1)
    for seed in range(2000):
        position = T.copy_position(first)
        position.clock[T.SEED0] = seed
        engine.clear_desk()
        engine.play_on(position, len(THEATRE.turns))
        if [int(position.cards[k, T.CARD_STATE]) for k in plain] == history:
            break
    else:
        raise AssertionError("no seed gave history")
    assert not position.tracks[:, T.NETWORK].any()
    assert not position.tracks[:, T.PLAY].any()
    values = {v: float(position.tracks[index.variable[v], T.RECORD]) for v in THEATRE.variables}
    assert values == next(q.values for q in THEATRE.quarters if q.month == "1941-12")
    scores = {seat: np.mean(position.acts[:, T.ACT_SCORE + k]) for seat, k in index.seat.items()}
    assert {seat: round(float(s)) for seat, s in scores.items()} == {r.seat: round(r.score) for r in THEATRE.record}
