"""What the game costs: `pytest tests/bench`. Figures to reach: DESIGN section 9, per core."""

import os
import subprocess
import sys
import time
import timeit
from pathlib import Path

import pytest

from game.core.compiled import FOLDER
from game.files import kept_rules
from game.files.battle.journal import load_journal
from game.files.battle.scenarios import load_scenario
from game.files.battle.variants import HISTORY
from game.match.battle import Match
from game.players.battle.staffs import commander
from game.whatif import statistics
from game.whatif.battle.commanding import EVERY, settings
from game.whatif.battle.comparison import compare
from game.whatif.battle.report import report
from game.whatif.battle.runs import Setting, play, play_one, played

pytestmark = pytest.mark.bench
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def scenario():
    return load_scenario("silent-assault")


@pytest.fixture(scope="module")
def finished(scenario):
    """A re-enactment."""
    return played(Setting(scenario=scenario), 1938)


def python(*words, **variables):
    environment = {**os.environ, **variables}
    subprocess.run([sys.executable, *words], cwd=ROOT, env=environment, check=True, capture_output=True)


def test_help(benchmark):
    """0.15 s with the interpreter."""
    benchmark.pedantic(python, ("-m", "game", "--help"), rounds=7)


def test_scenario_is_read(benchmark):
    """60 ms."""
    benchmark(load_scenario, "silent-assault")


def test_cold_compile(benchmark, tmp_path):
    """30 s on two cores."""
    code = "from game.files import kept_rules; kept_rules.choose_cache(); kept_rules.warm_up()"
    benchmark.pedantic(python, ("-c", code), {FOLDER: str(tmp_path)}, rounds=1)


def test_cached_start(benchmark):
    """0.5 s, imports included."""
    kept_rules.warm_up()
    code = "from game.files import kept_rules; kept_rules.choose_cache(); kept_rules.load()"
    benchmark.pedantic(python, ("-c", code), rounds=5)


@pytest.mark.parametrize("turn", [0, 1, 2])
def test_a_turn_of_the_record(benchmark, finished, turn):
    """The turn with its events named; the night, the morning, the day."""
    orders = finished.records[turn].orders
    benchmark(lambda: finished.branch(turn).resolve(**orders))


@pytest.mark.parametrize("who", ["history", "plain"])
def test_a_whole_game(benchmark, scenario, who):
    """Three turns of the campaign's sixty-seven: 20 campaigns a second leave 2 ms for them, 5 leave 9 ms."""
    setting = Setting(scenario=scenario, commanders=(who, who))
    seeds = iter(range(1_000_000))
    benchmark(lambda: play_one(setting, next(seeds)))


@pytest.mark.parametrize("who", ["history", "plain"])
def test_a_whole_campaign(benchmark, who):
    """50 ms are 20 games a second, 200 ms the floor of five; some 45 of its 67 turns are played before the truce."""
    setting = Setting(scenario=load_scenario("changkufeng"), commanders=(who, who))
    seeds = iter(range(1_000_000))
    play_one(setting, 0)
    benchmark.pedantic(lambda: play_one(setting, next(seeds)), rounds=12)


def test_no_computer_turn_is_long():
    """2 s at the most for a turn of the campaign, by whatever plan; a tenth of a second is usual."""
    scenario = load_scenario("changkufeng")
    match, longest = Match.new(scenario, seed=3), 0.0
    while not match.over:
        sheets = {}
        for side in scenario.sides:
            for name in ("plain", *(f"plan:{p.id}" for p in scenario.plans_of(side))):
                view = match.view(side)
                begun = timeit.default_timer()
                orders = commander(name, side, scenario).orders(view)
                longest = max(longest, timeit.default_timer() - begun)
                sheets.setdefault(side, orders)
        match.resolve(trace=False, **sheets)
    assert longest < 2.0, longest


def test_a_commander_thinks_no_longer_than_the_rules_take(scenario):
    """A game of two plain commanders against one of written orders: 2.1 times its time; it was 7 to 10 times."""
    games = {name: Setting(scenario=scenario, commanders=(name, name)) for name in ("plain", "history")}
    for setting in games.values():
        play_one(setting, 0)
    best = {
        name: min(timeit.repeat(lambda s=setting: play_one(s, 1), number=5, repeat=5))
        for name, setting in games.items()
    }
    assert best["plain"] / best["history"] < 3.0, best


def test_a_view(benchmark, finished):
    """What a side knows, made once a turn and side."""
    benchmark(lambda: finished.branch(1).view("japan").contacts)


def test_a_journal_is_written(benchmark, finished, tmp_path):
    """5 ms a turn."""
    benchmark.pedantic(finished.save, setup=lambda: ((tmp_path / os.urandom(6).hex(),), {}), rounds=20)


def test_a_journal_is_read_and_verified(benchmark, finished, tmp_path):
    """1 s for a campaign."""
    path = tmp_path / "game.journal"
    finished.save(path)
    assert len(load_journal(path).turns) == len(finished.records)
    benchmark(Match.load, path)


def test_the_paired_bootstrap_of_a_thousand_games(benchmark):
    old = [float(k % 97) for k in range(1000)]
    new = [float(k % 89) for k in range(1000)]
    benchmark(statistics.paired, old, new)


def test_the_report(benchmark, scenario):
    from game.whatif.battle.runs import Runs

    setting = Setting(scenario=scenario)
    games = tuple(play_one(setting, k) for k in range(40)) * 25
    runs = [Runs(setting=setting, seed=0, asked=1000, wall_s=1.0, games=games)] * 2
    assert compare(runs)[1].n == 1000
    benchmark(report, runs, [HISTORY])


def test_compare_costs_at_most_a_third_more_than_the_frozen_one():
    """Where it costs most, by the clock of the processor, in turns of one run."""
    scenario = load_scenario("hold-the-crest")
    chosen = [scenario.what_if("no-tanks")]
    plans = [settings(scenario, chosen, arm="frozen"), settings(scenario, chosen, games=1000)]
    spent = [0.0, 0.0]
    for plan in plans:
        play(plan, 1, workers=1)  # what is loaded and made once is no part of it
    for batch in range(4):
        for k, plan in enumerate(plans):
            begun = time.process_time()
            play(plan, EVERY, seed=EVERY * batch, workers=1)
            spent[k] += time.process_time() - begun
    assert spent[1] / spent[0] <= 1.3, spent
