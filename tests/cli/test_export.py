"""Games as tables: what the journal holds, no more than a player may know, in forms that other tools read."""

import csv
import io
import json

import pytest

from game import Match, load_journal, load_scenario
from game.cli.main import main
from game.match.battle.frames import COLUMNS
from game.whatif.battle.exporting import table_of
from tests.conftest import CHECKOUT

HISTORY = CHECKOUT / "scenarios/silent-assault/history.journal"


@pytest.fixture
def say(capfdbinary):
    """`say(words...)`: exit code, what was printed, what was remarked."""

    def run(*words):
        code = main([str(w) for w in words])
        out, err = capfdbinary.readouterr()
        return code, out.decode(), err.decode()

    return run


def test_losses_sum_to_those_of_the_last_position(say):
    code, out, _ = say("export", HISTORY, "--losses")
    assert code == 0
    match = Match.load(HISTORY)
    for side in match.scenario.sides:
        rows = [r for r in csv.DictReader(io.StringIO(out)) if r["side"] == side]
        told = next(o for o in match.scenario.outcomes if (o.measure, o.side, o.at) == ("men_lost", side, ""))
        from game.whatif.battle.outcomes import measure

        assert sum(int(r["lost"]) for r in rows) == measure(match)[told.id]
        assert all(int(r["by_fire"]) + int(r["by_shells"]) + int(r["in_close_combat"]) <= int(r["lost"]) for r in rows)


def test_every_column_has_its_name_and_its_meaning():
    match = Match.load(HISTORY)
    for what in ("events", "losses"):
        table = table_of(match, what)
        assert tuple(c.name for c in table.columns) == COLUMNS[what]
        assert all(c.meaning for c in table.columns)


def test_orders_are_those_of_the_journal(say):
    code, out, _ = say("export", HISTORY, "--orders", "--format", "jsonl")
    found = [json.loads(line) for line in out.splitlines()]
    written = [o for turn in load_journal(HISTORY).turns for sheet in turn.orders.values() for o in sheet]
    assert code == 0
    assert [(r["unit"], r["task"]) for r in found if r["kind"] == "order"] == [(o.unit, o.task) for o in written]


def test_one_side_sees_its_own_losses_and_orders_and_the_events_that_it_knows():
    match = Match.load(HISTORY)
    for what in ("losses", "orders"):
        table = table_of(match, what, "soviet")
        column = [c.name for c in table.columns].index("side")
        assert {row[column] for row in table.rows} == {"soviet"}
    own, both = table_of(match, "events", "soviet"), table_of(match, "events")
    assert 0 < len(own.rows) < len(both.rows)


def test_a_game_that_goes_on_shows_nobody_the_other_side(tmp_path, say):
    game = Match.new(load_scenario("silent-assault"), seed=3)
    game.seats = {"japan": "human", "soviet": "plain"}
    path = tmp_path / "mine.journal"
    game.save(path)
    code, _, err = say("export", path, "--orders", "--side", "soviet")
    assert code == 2
    assert "goes on" in err
    assert say("export", path, "--orders")[0] == 0


def test_a_game_of_a_run_is_played_again_and_ends_as_it_did(say, tmp_path):
    place = tmp_path / "run"
    assert (
        say("compare", "silent-assault", "--what-if", "no-flares", "--games", 2, "--workers", 1, "--into", place)[0]
        == 0
    )
    code, out, _ = say("export", place, "--losses", "--seed", 1939, "--variant", "no-flares")
    assert code == 0
    lost = sum(int(r["lost"]) for r in csv.DictReader(io.StringIO(out)) if r["side"] == "japan")
    rows = list(csv.DictReader(io.StringIO((place / "games.csv").read_text(encoding="utf-8"))))
    (game,) = [r for r in rows if (r["variant"], r["seed"]) == ("no-flares", "1939")]
    assert lost == float(game["japan_losses"])
    for words, told in (
        (("--seed", 7), "the run has no game of seed 7"),
        (("--seed", 1938, "--variant", "flood"), "the run has no variant flood"),
        ((), "needed --seed N"),
    ):
        code, _, err = say("export", place, *words)
        assert code == 2
        assert told in err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--format", "parquet"), "needed --out FILE.parquet"),
        (("--format", "jsonl", "--out", "x.csv"), "a table as jsonl goes into FILE.jsonl"),
        (("--out", "x.xlsx"), "a table as csv goes into FILE.csv"),
        (("--seed", 3), "is one game: --seed and --variant choose a game of a run's folder"),
        (("--side", "blue"), "blue"),
    ],
)
def test_what_cannot_be_written_is_refused_in_a_line(say, words, told, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    code, _, err = say("export", HISTORY, *words)
    assert code == 2
    assert told in err
    assert err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []
