"""Every moment of every record can be begun: it is played on by both commanders, and is the same game when it is loaded."""

import pytest

from game.files.battle.record_moment import at_record, moments
from game.files.battle.scenarios import load_scenario
from game.match.battle import Match
from game.players.battle.historical import HistoricalCommander
from game.players.battle.plain import PlainCommander

pytestmark = [pytest.mark.long, pytest.mark.timeout(3600)]


@pytest.mark.parametrize("name", ["silent-assault", "first-counterattack", "hold-the-crest", "changkufeng"])
def test_every_moment_of_a_record_is_played_on(name, tmp_path):
    scenario = load_scenario(name)
    for turn in moments(scenario):
        begun = at_record(scenario, turn)
        match = Match.new(begun, seed=turn.number)
        assert match.turn.name == turn.name
        for kind in (HistoricalCommander, PlainCommander):
            seats = {side: kind(side, begun) for side in begun.sides}
            if not match.over:
                match.resolve(**{side: seats[side].orders(match.view(side)) for side in begun.sides})
        path = tmp_path / f"{turn.number}.journal"
        match.save(path)
        again = Match.load(path)
        assert (again.digest, again.notice) == (match.digest, "")
