"""The score that is shown is where doing nothing leads: held against games without orders, on seeds of their own."""

import numpy as np
import pytest

from game.match.theatre import Sheet, TheatreMatch
from game.match.theatre.expected import GAMES, expected
from game.match.theatre.verdict import verdict_of
from tests.kept import theatre

THEATRE = theatre()
SEATS = THEATRE.seat_ids


@pytest.mark.parametrize("seat", SEATS)
def test_what_is_shown_as_a_game_begins_is_the_mean_of_games_without_orders(seat):
    """Act I, 60 games; both means have their error, of 64 worlds and of 60 games."""
    shown, scores = expected(TheatreMatch.new(THEATRE, seed=3).view(seat)), []
    for seed in range(7000, 7060):
        match = TheatreMatch.new(THEATRE, seed=seed, last=6)
        while not match.over:
            match.resolve_sheets({seat: Sheet()}, trace=False)
        scores.append(match.score(seat).total)
    error = np.std(scores, ddof=1) * (1 / len(scores) + 1 / GAMES) ** 0.5
    assert abs(shown.total - np.mean(scores)) < 3.0 * error


def test_the_parts_make_up_the_whole_and_the_same_view_the_same_score():
    view = TheatreMatch.new(THEATRE, seed=3).view("moscow")
    shown = expected(view)
    assert sum(p.scored for p in shown.parts) == pytest.approx(shown.total)
    assert shown == expected(view)


def test_an_act_of_which_all_is_decided_leads_where_it_ends():
    """The last turn of act II holds no card of the seat and no draw that scores: what is shown is what comes."""
    match = TheatreMatch.new(THEATRE, seed=3, first=7, last=14)
    while match.turn.number < 14:
        match.resolve_sheets(dict.fromkeys(SEATS, Sheet()), trace=False)
    shown = expected(match.view("field")).total
    match.resolve_sheets(dict.fromkeys(SEATS, Sheet()), trace=False)
    assert shown == pytest.approx(match.score("field").total, abs=0.5)


def test_the_verdict_of_a_silent_game_gains_nothing_on_the_mean():
    gains, wars = [], 0
    for seed in range(24):
        match = TheatreMatch.new(THEATRE, seed=seed, last=6)
        while not match.over:
            match.resolve_sheets({"tokyo": Sheet()}, trace=False)
        (act,) = verdict_of(match, "tokyo").acts
        wars += not act.parts
        assert act.total == (pytest.approx(sum(p.points for p in act.parts)) if act.parts else 20.0)
        gains.append(act.total - act.idle)
    assert wars < 5
    assert abs(np.mean(gains)) < 3.0 * np.std(gains, ddof=1) / len(gains) ** 0.5
