"""The extras `report`, `cluster` and `sensitivity`: pip install -e '.[test,report,cluster,sensitivity]'."""

import os

import numpy as np
import pyarrow.parquet
import pytest
from distributed import LocalCluster

from game.cli.main import main
from game.files.battle.scenarios import load_scenario
from game.whatif.battle.commanding import settings
from game.whatif.battle.comparison import compare
from game.whatif.battle.morris import morris
from game.whatif.battle.results import games_table, write_results
from game.whatif.battle.runs import play
from game.whatif.cluster import cluster
from tests.programs import KILL

pytestmark = pytest.mark.long
GAMES = 60


@pytest.fixture(scope="module")
def scenario():
    return load_scenario("silent-assault")


@pytest.fixture(scope="module")
def plan(scenario):
    return settings(scenario, [scenario.what_if("preparation-fire")], games=GAMES)


@pytest.fixture(scope="module")
def here(plan):
    """The games as one process plays them."""
    return play(plan, GAMES, workers=1)


def test_a_local_cluster_of_two_workers_plays_the_same_games_though_one_is_killed(plan, here):
    with (
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as local,
        cluster(local.scheduler_address) as (executor, width),
    ):
        assert width == 2
        there = play(plan, GAMES, executor=executor, workers=width)
        assert [r.games for r in there] == [r.games for r in here]
        victims = [next(iter(local.workers.values())).pid]

        def kill_one(_done, _games):
            if victims:
                os.kill(victims.pop(), KILL)

        again = play(plan, GAMES, executor=executor, workers=width, progress=kill_one)
        assert not victims
        assert [r.games for r in again] == [r.games for r in here]
        assert again[0].notice == ""


def test_the_command_line_plays_on_a_cluster(tmp_path, capsys):
    with LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=None) as local:
        line = f"simulate silent-assault --games 12 --json --cluster {local.scheduler_address}"
        assert main(line.split()) == 0
    there = capsys.readouterr().out
    assert main(["simulate", "silent-assault", "--games", "12", "--json", "--workers", "1"]) == 0
    here = capsys.readouterr().out
    assert there.split('"digests"')[1] == here.split('"digests"')[1]


def test_an_address_where_nobody_answers_is_refused_in_a_line(capsys):
    assert main(["simulate", "silent-assault", "--games", "2", "--cluster", "tcp://127.0.0.1:1"]) == 2
    err = capsys.readouterr().err
    assert "no cluster answers at tcp://127.0.0.1:1" in err


def test_parquet_holds_what_the_csv_holds_with_units_and_meanings(tmp_path, here):
    write_results(tmp_path, here, compare(here))
    found = pyarrow.parquet.read_table(tmp_path / "games.parquet")
    table = games_table(here)
    assert found.column_names == [c.name for c in table.columns]
    assert list(zip(*(found[c.name].to_pylist() for c in table.columns), strict=True)) == [tuple(r) for r in table.rows]
    field = found.schema.field("japan_losses")
    assert field.metadata[b"unit"] == b"men"
    assert field.metadata[b"meaning"].startswith(b"Japanese losses")


@pytest.mark.parametrize(("kind", "begins"), [("png", b"\x89PNG"), ("svg", b"<?xml")])
def test_charts_are_drawn_as_pictures(tmp_path, kind, begins):
    place = tmp_path / "run"
    line = f"compare silent-assault --what-if preparation-fire --games 12 --workers 1 --into {place} --charts {kind}"
    assert main(line.split()) == 0
    drawn = sorted((place / "charts").iterdir())
    assert any(p.name == f"preparation-fire-japan_losses.{kind}" for p in drawn)
    assert all(p.read_bytes().startswith(begins) for p in drawn)
    if kind == "svg":
        assert "Japanese losses" in (place / "charts/preparation-fire-japan_losses.svg").read_text(encoding="utf-8")


def test_morris_finds_that_deadlier_fire_costs_more_men_and_the_same_places_give_the_same(scenario):
    found = morris(scenario, 2, 6, workers=1)
    kappa = next(m for m in found.of("japan_losses") if m.parameter == "KAPPA")
    assert kappa.mean > 0
    assert kappa.size == pytest.approx(abs(kappa.mean))
    assert found.of("japan_losses")[0].size == max(m.size for m in found.of("japan_losses"))
    again = morris(scenario, 2, 6, workers=1)
    assert np.allclose([m[2:5] for m in found.moved], [m[2:5] for m in again.moved])
