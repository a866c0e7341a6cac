"""A game beside its twin: the turn in which they part, who followed, and who may follow at all."""

from types import SimpleNamespace

import pytest

from game import Match
from game.players.battle.follower import FollowerCommander
from game.players.battle.historical import HistoricalCommander
from game.whatif.battle.twins import Course, Twin, course, seat


def played(**ends: str) -> SimpleNamespace:
    """A game whose turns ended so: turn_6="a"."""
    numbers = {int(name.removeprefix("turn_")): digest for name, digest in ends.items()}
    return SimpleNamespace(
        records=[SimpleNamespace(turn=SimpleNamespace(number=n), digest=d) for n, d in numbers.items()]
    )


@pytest.mark.parametrize(
    ("game", "parted"),
    [
        ({"turn_6": "a", "turn_7": "b", "turn_8": "c"}, None),
        ({"turn_6": "a", "turn_7": "x", "turn_8": "c"}, 7),  # they have met again: still that turn
        ({"turn_6": "a", "turn_7": "x", "turn_8": "y"}, 7),
        ({"turn_6": "x", "turn_7": "y"}, 6),
        ({"turn_6": "a", "turn_7": "b"}, None),  # it ended sooner, and up to there it was the same
        ({"turn_6": "a", "turn_7": "b", "turn_8": "c", "turn_9": "d"}, 9),  # a turn that the twin never played
    ],
)
def test_they_part_in_the_first_turn_that_ends_otherwise(game: dict[str, str], parted: int | None):
    twin = Twin(wants_views=False)
    twin.end(played(turn_6="a", turn_7="b", turn_8="c"))
    assert course(played(**game), {}, twin) == Course(parted, 0, 0, {})


def test_turns_of_all_followers_are_added_up_and_nobody_elses(scenario):
    twin = Twin(wants_views=False)
    seats = {side: FollowerCommander(side, scenario, {}) for side in scenario.sides}
    for k, follower in enumerate(seats.values()):
        follower.turns, follower.kept, follower.released = 10 + k, 7 - k, {f"unit {k}": 6 + k}
    assert course(played(), seats, twin) == Course(None, 21, 13, {"unit 0": 6, "unit 1": 7})
    seats["japan"] = HistoricalCommander("japan", scenario)
    assert course(played(), seats, twin) == Course(None, 11, 6, {"unit 1": 7})


def test_a_follower_needs_the_unchanged_game_and_follows_his_own_sides_view(scenario):
    with pytest.raises(ValueError, match="a follower of japan needs the unchanged game of the same luck"):
        seat("follower", "japan", scenario, 1, None)
    twin, match = Twin(wants_views=True), Match.new(scenario, seed=1)
    views = {side: match.view(side) for side in scenario.sides}
    twin.keep(match, views)
    for side in scenario.sides:
        found = seat("follower", side, scenario, 1, twin)
        assert isinstance(found, FollowerCommander)
        assert found.twin == {match.turn.number: views[side]}
    assert isinstance(seat("history", "japan", scenario, 1, None), HistoricalCommander)


def test_views_are_kept_only_for_those_who_follow(scenario):
    twin, match = Twin(wants_views=False), Match.new(scenario, seed=1)
    twin.keep(match, {side: match.view(side) for side in scenario.sides})
    assert twin.views == {}
