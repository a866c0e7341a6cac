"""Where a strategic game left history: beside the historical path, word by word, and what a word was worth."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from game.cli.main import main
from game.files.theatre.theatres import theatre_folder
from game.match.theatre import Policy, Sheet, TheatreMatch
from game.whatif.theatre.departures import case_of, departures, eyes, left, weighed
from game.whatif.theatre.departures_told import facts, told
from tests.kept import theatre

THEATRE = theatre()
SEATS = THEATRE.seat_ids
PUT_OFF = {"": "delayed"}


@pytest.fixture(scope="module")
def record() -> TheatreMatch:
    """The historical path."""
    return TheatreMatch.load(theatre_folder(THEATRE.id) / "history.journal", THEATRE)


@pytest.fixture(scope="module")
def other(record: TheatreMatch) -> TheatreMatch:
    """The path but for two words: the drive on Wuhan is put off, and in May 1939 the field army patrols the Amur."""
    path = {r.turn.number: r.sheets for r in record.records}
    match = record.branch(4)
    while not match.over:
        number = match.turn.number
        sheets = {s: x if x is None or match.refusal(s, x) is None else None for s, x in path[number].items()}
        if number == 4:
            sheets["tokyo"] = replace(sheets["tokyo"], answers={**sheets["tokyo"].answers, "W": PUT_OFF})
        if number == 9:
            sheets["field"] = Sheet(policy=Policy("patrol", "AMU"))
        match.resolve_sheets(sheets)
    match.seats = {"tokyo": "human", "field": "human", "moscow": "plain"}
    return match


def test_the_record_departs_nowhere(record: TheatreMatch):
    assert list(departures(record, record, SEATS)) == []
    assert told(THEATRE, left(record, record, SEATS)) == ["Every order is the record's: history was never left."]


def test_every_word_that_is_not_the_records_is_named_in_its_turn(record: TheatreMatch, other: TheatreMatch):
    found = list(departures(other, record, SEATS))
    assert (found[0].turn, found[0].seat, found[0].card, found[0].given) == (4, "tokyo", "W", PUT_OFF)
    assert found[0].record == {"": "on_time"}
    (policy,) = [d for d in found if d.what == "policy"]
    assert (policy.turn, policy.seat, policy.given, policy.record) == (9, "field", Policy("patrol", "AMU"), None)
    assert {d.seat for d in departures(other, record, ["field"])} == {"field"}


def test_a_departure_is_tried_with_the_records_word_in_its_place_alone(record: TheatreMatch, other: TheatreMatch):
    first = next(departures(other, record, SEATS))
    case = case_of(other, first)
    assert case is not None
    with_it, without = case.arms
    assert without["tokyo"].answers == {**with_it["tokyo"].answers, "W": {"": "on_time"}}
    assert {s: x for s, x in with_it.items() if s != "tokyo"} == {s: x for s, x in without.items() if s != "tokyo"}
    assert case.last == 6, "to the end of its act"


def test_a_word_that_cannot_be_afforded_there_is_not_tried(record: TheatreMatch, other: TheatreMatch):
    first = next(departures(other, record, SEATS))
    assert case_of(other, first._replace(record={"": "dropped"})) is None  # costs 18 standing of 15


def test_putting_off_wuhan_costs_tokyo_its_first_act(record: TheatreMatch, other: TheatreMatch):
    (found,) = weighed(other, record, ["tokyo"], counts=(12,), workers=1)
    (best,) = found.valued
    assert (found.count, found.tried, found.pairs, best.departure.card) == (1, 1, 12, "W")
    assert best.worth.hi is not None
    assert best.worth.hi < -10
    again = next(weighed(other, record, ["tokyo"], counts=(12,), workers=1))
    assert again == found
    lines = told(THEATRE, found)
    assert lines[0].startswith("History was left in 12-31 Aug 1938, Tokyo: Wuhan: wait")
    assert lines[2].startswith("-")
    assert facts(THEATRE, found)["worth_most"][0]["record"] == {"": "on_time"}


def test_stopped_games_leave_what_was_found(record: TheatreMatch, other: TheatreMatch):
    def stop(done: int, _all: int) -> None:
        if done == 3:
            raise KeyboardInterrupt

    (found,) = weighed(other, record, ["tokyo"], counts=(12, 24), workers=1, progress=stop)
    assert found.notice == "stopped by hand"
    assert 0 < found.pairs < 12
    assert found.first is not None


def test_of_a_game_that_goes_on_its_one_player_is_told_his_own(record: TheatreMatch, other: TheatreMatch):
    running = record.branch(5)
    running.seats = {"tokyo": "human", "field": "plain", "moscow": "plain"}
    assert eyes(running) == ("tokyo",)
    for seats, asked in (({"tokyo": "human", "moscow": "human"}, ""), ({}, ""), (running.seats, "moscow")):
        running.seats = seats
        with pytest.raises(ValueError, match="until it is over only its one player's own orders are told"):
            eyes(running, asked)
    assert eyes(other) == ("tokyo", "field")
    assert eyes(other, "moscow") == ("moscow",)


def test_the_shell_tells_it(other: TheatreMatch, tmp_path, capsys):
    path = tmp_path / "a.journal"
    other.save(path)
    assert main(["review", str(path), "--departures", "--games", "0", "--side", "tokyo"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("History was left in 12-31 Aug 1938, Tokyo: Wuhan: wait")
    assert out.endswith("Departures in all: 1.\n")
    for words, said in (
        ([], "is a strategic game: needed --departures"),
        (["--departures", "--html", str(tmp_path / "a.html")], "--html: is of a battle's last page"),
    ):
        assert main(["review", str(path), *words]) == 2
        assert said in capsys.readouterr().err
