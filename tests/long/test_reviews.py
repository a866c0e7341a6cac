"""What the reviews of what-ifs claim, played again with pairs of seeds drawn now."""

import random
from statistics import fmean

import pytest

from game.files.battle.scenarios import load_scenario
from game.whatif.battle.commanding import ALL, settings
from game.whatif.battle.runs import play
from tests.whatif.test_reviews import PAIRS, holds, reviewed

pytestmark = [pytest.mark.long, pytest.mark.timeout(3600)]
TIMES = 3  # as many pairs as bear every claim


@pytest.mark.parametrize("name", PAIRS)
def test_what_a_review_claims_comes_out_again(name):
    scenario, seed = load_scenario(name), random.randrange(1 << 32)
    chosen = reviewed(scenario)
    runs = play(settings(scenario, chosen, arm=ALL), TIMES * PAIRS[name], seed=seed)
    games = {(r.setting.name, r.setting.arm): r for r in runs if r.setting.name != "history"}
    for what_if in chosen:
        for claim in what_if.review.claims:
            for arm in claim.under:
                new = games[what_if.id, arm]
                old = runs[new.setting.against]
                beside = zip(old.outcomes[claim.outcome], new.outcomes[claim.outcome], strict=True)
                gaps = [b - a for a, b in beside if a is not None and b is not None]
                assert holds(claim, gaps), (seed, what_if.id, claim, arm, fmean(gaps))
