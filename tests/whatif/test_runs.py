"""Many games: shared luck, any number of processes, stopping early."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from game.whatif.battle import runs as R
from game.whatif.battle.calibration import with_parameter
from game.whatif.battle.runs import Setting, play
from game.whatif.pool import Table

ROOT = Path(__file__).parents[2]


def test_a_run_has_every_outcome_of_every_game(played, scenario):
    assert set(played.outcomes) == {o.id for o in scenario.outcomes}
    assert all(len(values) == 6 for values in played.outcomes.values())
    assert len(set(played.digests)) == 6
    assert not played.is_partial


def test_game_k_has_the_seed_plus_k(played, scenario):
    later = play([Setting(scenario=scenario)], 3, seed=10, workers=1)[0]
    assert later.games == played.games[3:]


@pytest.mark.parametrize("hears", [False, True])
def test_who_asks_for_many_games_is_told_that_the_rules_compile_first(scenario, monkeypatch, capsys, hears):
    heard: list[tuple[int, int]] = []

    def warm_up(progress):
        if progress is not None:
            progress(3, 34)

    monkeypatch.setattr(R.kept_rules, "is_warm", lambda group="battle": False)
    monkeypatch.setattr(R.kept_rules, "warm_up", warm_up)
    progress = (lambda done, of: heard.append((done, of))) if hears else None
    assert len(play([Setting(scenario=scenario)], 1, workers=1, progress=progress)[0].games) == 1
    assert heard[:1] == ([(3, 34)] if hears else [])
    said = "" if hears else "changkufeng: the rules are compiled, once: half a minute or so\n"
    assert capsys.readouterr().err == said


@pytest.mark.slow
def test_results_do_not_depend_on_the_number_of_processes(played, scenario):
    found = play([Setting(scenario=scenario)], 6, seed=7, workers=2)[0]
    assert found.games == played.games


def test_what_is_not_changed_plays_the_same_games(played, scenario):
    same, other = play(
        [Setting(scenario=scenario), Setting(scenario=with_parameter(scenario, "KAPPA", 4.0))], 6, seed=7, workers=1
    )
    assert same.games == played.games
    assert other.digests != played.digests


def test_progress_counts_every_game_of_every_variant(scenario):
    said = []
    play([Setting(scenario=scenario)] * 2, 2, workers=1, progress=lambda done, total: said.append((done, total)))
    assert said == [(2, 4), (4, 4)]  # a game of all variants is one piece of work: they share their luck and their twin


def test_stopped_by_hand_it_keeps_whole_pairs_and_says_so(scenario, monkeypatch):
    true, count = R.play_one, iter(range(100))

    def stop_at_the_fourth(setting, seed, *twins):
        if next(count) == 3:
            raise KeyboardInterrupt
        return true(setting, seed, *twins)

    monkeypatch.setattr(R, "play_one", stop_at_the_fourth)
    old, new = play([Setting(scenario=scenario)] * 2, 5, seed=7, workers=1)
    assert len(old.games) == len(new.games) == 1
    assert old.is_partial
    assert old.notice == "stopped by hand"
    assert old.asked == 5


def test_a_partial_result_is_that_of_asking_for_so_many(played, scenario):
    table = Table(1, 6)
    for k in (0, 1, 3, 5):
        table.put(0, k, [played.games[k]])
    (found,) = table.close().parts
    assert found == played.games[:2]


STOPPED_AFTER_ONE = """
import os, signal
from contextlib import contextmanager
from game.cli import main, output

@contextmanager
def stopping(title, *, quiet=False):
    yield lambda done, whole: told.append(os.kill(os.getpid(), signal.SIGINT)) if done and not told else None

told, output.progress = [], stopping
signal.signal(signal.SIGINT, signal.default_int_handler)  # a suite in the background is born deaf to it
raise SystemExit(main.main("simulate silent-assault --games 100000 --workers 2 --json".split()))
"""


@pytest.mark.slow
def test_ctrl_c_ends_the_processes_and_leaves_a_result():
    process = subprocess.Popen(
        [sys.executable, "-c", STOPPED_AFTER_ONE],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    out, err = process.communicate(timeout=120)
    assert process.returncode == 130, err
    assert "Traceback" not in err
    assert '"partial": true' in out
