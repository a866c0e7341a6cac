"""Whether forecasts keep their word: how they are counted, and that they do, in games of seeds drawn now."""

import secrets

import numpy as np
import pytest

from game import load_scenario
from game.cli.battle.reliability import drawn
from game.whatif.battle import reliability
from game.whatif.battle.reliability import Group, Job, Trial, calibration_error
from game.whatif.battle.reliability_report import HEADS, Told, diagram, markdown, parts, report, row

GAMES = {"silent-assault": 4, "first-counterattack": 1}  # of each side
SURE = 3.3  # standard errors: one run in a thousand fails by luck
ALLOWED = 0.08  # of a mean gap, beside luck


def trial(shown: float, happened: float, *, seed: int = 1, side: str = "japan", leader: str = "plain") -> Trial:
    job = Job("silent-assault", 0, leader, seed)
    return Trial(job, side, 1, (18, 26), shown, shown, shown, happened)


def test_the_error_is_the_gap_of_each_decile_by_its_number():
    """Three shown 15 % of which a third happened (gap 18.3), one shown 95 % that happened (5): (3 x 18.3 + 5) / 4 = 15."""
    shown, true = np.array([0.15, 0.15, 0.15, 0.95]), np.array([0.0, 0.0, 1.0, 1.0])
    assert calibration_error(shown, true) == pytest.approx((3 * (1 / 3 - 0.15) + 0.05) / 4)


def test_too_low_and_too_high_in_one_decile_are_no_error():
    assert calibration_error(np.array([0.5, 0.5]), np.array([0.0, 1.0])) == 0


@pytest.mark.parametrize(
    ("shown", "happened", "error"),
    [
        ((0.12, 0.18), (0.18, 0.12), 0.0),  # of one decile: too low and too high cancel
        ((0.18, 0.22), (0.22, 0.18), 0.04),  # of two: they do not
        ((0.15, 0.15, 0.15, 0.95), (0.25, 0.25, 0.25, 0.95), 0.075),  # three of four are off by a tenth
        ((1.0,), (0.0,), 1.0),  # the highest decile holds its end
        ((1.0, 0.9), (0.9, 1.0), 0.0),
    ],
)
def test_a_decile_counts_by_the_number_of_its_forecasts(
    shown: tuple[float, ...], happened: tuple[float, ...], error: float
):
    assert calibration_error(np.array(shown), np.array(happened)) == pytest.approx(error)


def test_the_edges_of_a_group_are_in_it():
    found = reliability.groups([trial(share, share) for share in (0.09, 0.1, 0.5, 0.79, 0.8, 0.9, 0.91, 1.0)])
    assert {name: found[name][0].n for name in ("all", "shown 10 to 90 %", "shown 80 % and more")} == {
        "all": 8,
        "shown 10 to 90 %": 5,
        "shown 80 % and more": 4,
    }
    assert [(g.name, g.n) for g in found["deciles"]][-1] == ("90 to 100 %", 3)


def test_games_are_drawn_anew_whole_and_weigh_by_their_forecasts():
    """Five games of nine forecasts, each .2 too high, five of one that is right: .18. Of ten drawn hardly ever fewer than two are
    of the first kind, and then it is still .2 x 18 / 26 = .138; a mean of means would go down to .04."""
    found = [trial(0.5, 0.3 if seed < 5 else 0.5, seed=seed) for seed in range(10) for _ in range(9 if seed < 5 else 1)]
    group = reliability.groups(found)["all"][0]
    assert group.gap == pytest.approx(0.18)
    assert 0.13 < group.gap_low < 0.18 < group.gap_high <= 0.2


def test_a_group_counts_forecasts_and_games_and_its_interval_is_by_game():
    """Five games are .2 too high twice, five right once: the mean gap is 2 / 15; of 3 of them only, no interval is given."""
    found = [trial(0.5, 0.3 + 0.2 * (k % 2), seed=k) for k in range(10) for _ in range(2 - k % 2)]
    group = reliability.groups(found)["all"][0]
    assert (group.n, group.games) == (15, 10)
    assert group.gap == pytest.approx(2 / 15)
    assert 0.02 < group.gap_low < 2 / 15 < group.gap_high < 0.2
    assert group.brier == pytest.approx(10 * 0.2**2 / 15)
    assert group.base == pytest.approx(np.var([0.3] * 10 + [0.5] * 5))
    few = reliability.groups(found[:4])["all"][0]
    assert few.games == 3
    assert np.isnan(few.gap_low)
    assert np.isnan(few.gap_high)
    assert row(few)[6] == ""


def test_the_table_names_the_side_with_the_widest_gap_first():
    found = [trial(0.5, 0.4), trial(0.5, 0.9, side="soviet"), trial(0.95, 0.9)]
    names = [g.name for g in parts(reliability.groups(found))["By scenario and side, the widest gap first"]]
    assert names == ["silent-assault, soviet", "silent-assault, japan"]


def test_page_and_table_show_the_groups_and_where_they_come_from():
    groups, told = reliability.groups([trial(0.14, 0.25), trial(0.93, 0.75, seed=2)]), Told(7, 2, "0.5")
    text = markdown(groups, told)
    assert "| 10 to 20 % | 1 | 1 | 14 % | 25 % | \N{MINUS SIGN}11 |" in text
    assert all(line.count("|") == len(HEADS) + 1 for line in text.splitlines() if line.startswith("|"))
    assert "seeds 7 to 8, 2 games of each scenario and side, rules 0.5" in text
    assert Told(7, 1, "0.5").words().startswith("seed 7, one game of each scenario and side, rules 0.5; each forecast")
    assert "tells of those games and no more" in told.caution()
    assert Told(7, 20, "0.5").caution() == ""
    page = report(groups, told)
    assert "<td>10 to 20 %</td>" in page
    assert page.count("<circle") == diagram(groups["deciles"]).count("<circle") == 2


@pytest.mark.parametrize(
    ("shown", "happened", "line"),
    [
        (0.0, 1.0, "o...................x"),
        (0.5, 0.52, "..........*.........."),
        (0.74, 0.6, "............x..o....."),
    ],
)
def test_shown_and_happened_are_drawn_on_a_line_of_five_per_cent_a_place(shown: float, happened: float, line: str):
    assert drawn(Group("", 1, 1, shown, happened, 0, 0, 0, 0, 0, 0)) == line


def test_every_leader_has_his_turn_on_both_sides():
    jobs = reliability.jobs([load_scenario("silent-assault")], 12, 5)
    assert [sum(job.side == side for job in jobs) for side in (0, 1)] == [12, 12]
    assert {"plain", "nearest"} <= {job.leader for job in jobs}
    assert any(job.leader.startswith("plan:") for job in jobs)


@pytest.mark.slow
def test_forecasts_keep_their_word_in_games_that_nobody_chose():
    seed = secrets.randbits(32)
    print(f"seed {seed}")
    scenarios = {name: load_scenario(name) for name in GAMES}
    jobs = [job for name, games in GAMES.items() for job in reliability.jobs([scenarios[name]], games, seed)]
    found = [t for job in jobs for t in reliability.trials(scenarios[job.scenario], job)]
    assert len(found) > 10
    for some in (found, [t for t in found if t.shown >= 0.8]):
        gaps: dict[Job, list[float]] = {}
        for t in some:
            gaps.setdefault(t.job, []).append(t.shown - t.happened)
        sums = np.array([sum(g) for g in gaps.values()])
        counts = np.array([len(g) for g in gaps.values()])
        gap = sums.sum() / counts.sum()
        error = np.sqrt(((sums - gap * counts) ** 2).sum()) / counts.sum()
        assert abs(gap) <= ALLOWED + SURE * error, (seed, gap, error)
