"""Games to measure with: made up for the report, played once for the rest."""

import random

import pytest

from game.files.scenarios import load_scenario
from game.whatif.outcomes import is_share
from game.whatif.runs import Game, Runs, Setting, play


@pytest.fixture(scope="session")
def scenario():
    """The scenario that everything is tried on."""
    return load_scenario("silent-assault")


@pytest.fixture(scope="session")
def made_up(scenario):
    """`made_up(name, games, shift)`: runs that nobody played, with figures round the record's."""

    def runs(name="history", games=60, shift=0.0, asked=None):
        found = []
        for k in range(games):
            luck = random.Random(k)
            values = {}
            for o in scenario.outcomes:
                middle = o.record if o.record is not None else 50.0
                if is_share(o):
                    values[o.id] = float(luck.random() < 0.7 - shift)
                elif o.measure == "hours_to_take" and luck.random() < 0.25:
                    values[o.id] = None
                else:
                    values[o.id] = round(middle * luck.lognormvariate(shift, 0.3), 2)
            found.append(Game(f"{k:016x}", values))
        setting = Setting(scenario=scenario, name=name)
        notice = "stopped by hand" if asked else ""
        return Runs(setting=setting, seed=1938, asked=asked or games, wall_s=1.0, games=tuple(found), notice=notice)

    return runs


@pytest.fixture(scope="session")
def played(scenario):
    """Six re-enactments, played in this process."""
    return play([Setting(scenario=scenario)], 6, seed=7, workers=1)[0]
