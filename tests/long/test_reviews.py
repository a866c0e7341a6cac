"""What the reviews of what-ifs claim, played again with pairs of seeds drawn now."""

import random
from statistics import fmean

import pytest

from game.files.battle.scenarios import load_scenario
from game.whatif.battle.commanding import ALL, settings
from game.whatif.battle.runs import play
from game.whatif.battle.twins import FOLLOWER
from tests.whatif.test_reviews import PAIRS, arms_of, holds, reviewed

pytestmark = [pytest.mark.long, pytest.mark.timeout(3600)]
TIMES = 3  # as many pairs as bear every claim


@pytest.mark.parametrize(("name", "arm"), [*((name, ALL) for name in PAIRS), ("changkufeng", FOLLOWER)])
def test_what_a_review_claims_comes_out_again(name, arm):
    """What is claimed of one commander alone is played under him alone."""
    scenario, seed = load_scenario(name), random.randrange(1 << 32)
    chosen = [w for w in reviewed(scenario) if arms_of(w) == arm]
    runs = play(settings(scenario, chosen, arm=arm), TIMES * PAIRS[name], seed=seed)
    games = {(r.setting.name, r.setting.arm): r for r in runs if r.setting.name != "history"}
    for what_if in chosen:
        for claim in what_if.review.claims:
            for under in claim.under:
                new = games[what_if.id, under]
                old = runs[new.setting.against]
                beside = zip(old.outcomes[claim.outcome], new.outcomes[claim.outcome], strict=True)
                gaps = [b - a for a, b in beside if a is not None and b is not None]
                assert holds(claim, gaps), (seed, what_if.id, claim, under, fmean(gaps))
