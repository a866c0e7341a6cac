"""Games to measure with: made up for the report, played once for the rest."""

import random
import re
from html.parser import HTMLParser

import pytest

from game.files.battle.scenarios import load_scenario
from game.whatif.battle.outcomes import is_share
from game.whatif.battle.runs import Game, Runs, Setting, play

VOID = {"meta", "br", "hr", "img", "input", "link", "line", "path", "rect", "circle"}


class Tags(HTMLParser):
    """Opens and closes; complains about what does not match."""

    def __init__(self, text):
        super().__init__()
        self.open, self.wrong, self.ids = [], [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.ids += [v for k, v in attrs if k == "id"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        if not self.open or self.open.pop() != tag:
            self.wrong.append((tag, self.getpos()))


@pytest.fixture(scope="session")
def check():
    """`check(text)`: a page that a browser reads as written and that asks for nothing."""
    return _check


def _check(text):
    tags = Tags(text)
    assert not tags.wrong
    assert not tags.open
    assert len(tags.ids) == len(set(tags.ids))
    assert not re.search(r"https?://|//cdn|@import", text)
    assert not re.search(r"""(?:src|href)\s*=\s*["'](?!#)""", text)
    assert all(address.startswith("data:") for address in re.findall(r"url\(([^)]*)\)", text))
    assert "default-src 'none'" in text


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
