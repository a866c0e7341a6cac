"""What was found when the games behind what-ifs were looked into: it stands with them and still comes out."""

from statistics import fmean

from msgspec.structs import replace

from game.files.battle.scenarios import load_scenario
from game.files.battle.variants import apply
from game.model.battle.whatif import Review
from game.rules.battle.resolve import RULES_VERSION
from game.whatif.battle import who
from game.whatif.battle.commanding import ALL, ARMS
from game.whatif.battle.report import report
from game.whatif.battle.twins import FOLLOWER

# So many pairs that the mean of every claim lies four of its standard errors or more on its side, nearly all five and more:
# a true one fails in fewer than one run of 1,000. What is claimed under the follower alone bears that in three times as many.
PAIRS = {"silent-assault": 60, "first-counterattack": 30, "hold-the-crest": 24, "changkufeng": 14}


def reviewed(scenario):
    return [w for w in scenario.what_ifs if w.review is not None]


def arms_of(what_if):
    """Under whom a review's claims are made: the follower alone, or all."""
    return FOLLOWER if {arm for claim in what_if.review.claims for arm in claim.under} == {FOLLOWER} else ALL


def holds(claim, gaps):
    """Whether the mean of the paired differences is as the claim says."""
    found = fmean(gaps)
    return abs(found) <= claim.at_most if claim.change == "none" else (found > 0) == (claim.change == "more")


def test_at_least_ten_what_ifs_of_all_four_battles_are_reviewed_by_the_present_rules():
    found = [w for name in PAIRS for w in reviewed(load_scenario(name))]
    assert len(found) >= 10
    for what_if in found:
        assert what_if.review.pairs >= 60
        assert what_if.review.rules == RULES_VERSION
        assert what_if.review.claims
    assert all(reviewed(load_scenario(name)) for name in PAIRS)
    campaign = load_scenario("changkufeng")
    assert all(w.review for w in campaign.what_ifs if w.basis), "each of the sixteen questions"
    known = {o.id for o in campaign.outcomes}
    assert all(c.outcome in known for w in reviewed(campaign) for c in w.review.claims)
    assert {arms_of(w) for w in reviewed(campaign)} == {FOLLOWER, ALL}


def test_a_claim_is_of_the_mean_of_the_pairs(scenario):
    more, fewer, none = (
        next(c for w in reviewed(s) for c in w.review.claims if c.change == change)
        for s, change in ((scenario, "more"), (scenario, "fewer"), (load_scenario("first-counterattack"), "none"))
    )
    assert holds(more, [3.0, -1.0])
    assert not holds(more, [1.0, -3.0])
    assert holds(fewer, [1.0, -3.0])
    assert holds(none, [4.0, -6.0])
    assert not holds(none, [20.0, 0.0])
    assert set(more.under) <= set(ARMS)


def test_a_review_is_shown_and_is_no_part_of_the_question(made_up, scenario, check):
    what_if = scenario.what_if("empty-crest")
    other = replace(what_if, review=Review(found="Nothing <at all>.", pairs=60, rules="0.5"))
    assert apply(scenario, other).digest == apply(scenario, what_if).digest
    page = report([made_up(), made_up("empty-crest")], [other])
    check(page)
    assert "Reviewed in 60 pairs of games, rules 0.5" in page
    assert "Nothing &lt;at all&gt;." in page
    assert who.reviewed(replace(what_if, review=None)) is None
