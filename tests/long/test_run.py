"""Run over many campaigns: how often it asks for a person, and that no scored place changes hands behind his back."""

import secrets
import statistics

import pytest

from game import load_scenario
from game.players.battle.stints import changes_of_hands, play_by_run

GAMES = 40  # a side, of seeds that nobody chose
MOST_STOPS = 30

pytestmark = [pytest.mark.long, pytest.mark.timeout(3600)]


def test_forty_campaigns_a_side_stop_thirty_times_in_the_median_and_pass_over_no_change_of_hands():
    campaign, counts, passed, seen = load_scenario("changkufeng"), list[int](), list[tuple[str, int, list[str]]](), 0
    for side in campaign.sides:
        for _game in range(GAMES):
            seed = secrets.randbelow(2**32)
            match, stops = play_by_run(campaign, side, seed)
            changes, behind = changes_of_hands(match, side, stops)
            counts.append(len(stops))
            seen += changes
            passed += [(side, seed, behind)] if behind else []
    print(
        f"{len(counts)} games: median {statistics.median(counts)} stops, {min(counts)} to {max(counts)}; {seen} changes"
    )
    assert passed == []
    assert seen > 10 * GAMES
    assert statistics.median(counts) <= MOST_STOPS
