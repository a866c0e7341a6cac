"""The battle beside the strategic game: what is given down, what is told where nobody played it (rules 11.3, 11.4)."""

import pytest

from game.match.theatre import Move, Policy, Sheet, TheatreMatch
from game.match.theatre.joined import given_of, told_battle
from game.model.battle_result import Given
from tests.kept import theatre

THEATRE = theatre()


def at_the_battle(seed=3, *sheets):
    """A game before the turn of the battle, the first turns by these sheets."""
    match = TheatreMatch.new(THEATRE, seed=seed)
    for turn in range(THEATRE.battle.turn - 1):
        match.resolve(**(sheets[turn] if turn < len(sheets) else {}))
    return match


def test_the_records_position_gives_down_what_the_record_had():
    given = given_of(at_the_battle(), {})
    assert given == Given(throne=given.throne, petition=given.petition)
    assert given.answer == "local"
    assert 0.3 < given.petition < 0.5


def test_moscows_sealed_answer_lets_its_front_go_so_far():
    match = at_the_battle()
    assert given_of(match, {"moscow": Sheet(answers={"R": {"": "wide"}})}).answer == "wide"
    assert given_of(match, {"moscow": Sheet(answers={"R": {"S=own_attack": "none"}})}).answer == "none"


def test_forts_command_and_divisions_over_par_come_down():
    match = at_the_battle(
        3,
        {
            "field": Sheet(policy=Policy("fortify")),
            "moscow": Sheet(policy=Policy("command"), moves=(Move("KHB", "POS", 1),)),
        },
    )
    given = given_of(match, {})
    assert (given.forts, given.command, given.soviet_over) == (1, True, 1)


def test_there_is_one_battle_and_it_has_its_turn():
    with pytest.raises(ValueError, match="fought in turn 3; this is turn 1"):
        given_of(TheatreMatch.new(THEATRE), {})


def test_what_is_told_of_a_battle_nobody_played_moves_nothing_and_fits_the_cards():
    told = 0
    for seed in range(30):
        match = at_the_battle(seed)
        assert told_battle(match) is None
        match.resolve()
        before, result = match.digest, told_battle(match)
        assert match.digest == before
        assert told_battle(match) == result
        if match.states()["T0"] in ("sov_hill", "jp_hill"):
            assert result is not None
            assert result.source == "sample"
            told += 1
    assert told > 10


def test_a_battle_that_was_played_is_told_as_it_was():
    match = at_the_battle()
    match.resolve(battle=THEATRE.join.record)
    assert told_battle(match) == THEATRE.join.record
