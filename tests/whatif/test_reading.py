"""What is told of a comparison: first what happened and holds whoever commands; where nothing does, that."""

import re

from game.model.battle.measures import Outcome
from game.whatif.battle import reading
from game.whatif.battle.commanding import Command
from game.whatif.battle.comparison import Summary, Variant
from game.whatif.statistics import Difference

NAMES = {"tanks": "Tanks lost", "losses": "Men lost", "hill": "Hill held by Japan", "score": "Japanese score"}
MEASURES = {"tanks": "tanks_out", "losses": "men_lost", "hill": "held_at_end", "score": "score"}
OUTCOMES = [
    Outcome(id=k, name=n, measure=MEASURES[k], unit=k, source="estimate", confidence="C") for k, n in NAMES.items()
]


def effect(mean, half):
    return Difference(mean, mean - half, mean + half, 100, 100)


def findings(**arms):
    """The sentences of a comparison with these effects by commander, each a mean and half the width of its interval."""
    told = {arm: {k: effect(*found.get(k, (0.0, 1.0))) for k in NAMES} for arm, found in arms.items()}
    same = {k: Summary(500.0, 490.0, 510.0, 490.0, 495.0, 500.0, 505.0, 510.0, 100, None) for k in NAMES}
    same["hill"] = Summary(0.6, 0.5, 0.7, None, None, None, None, None, 100, None)
    depends = frozenset(k for k in NAMES if len({arm.get(k) for arm in arms.values()}) > 1)
    variant = Variant(
        "asked", 100, same, told["follower"], told, {}, depends, frozenset(), Command(0.5, "6 Aug Day", 1, ())
    )
    history = Variant("history", 100, same, {k: effect(0.0, 0.0) for k in NAMES})
    return re.findall("<p>(.*?)</p>", reading.findings(OUTCOMES, history, variant))


def test_what_every_commander_shows_is_told_before_a_larger_effect_that_one_of_them_turns():
    lines = findings(
        follower={"losses": (400.0, 50.0), "tanks": (-52.0, 3.0), "score": (-9.0, 1.0)},
        frozen={"losses": (-126.0, 20.0), "tanks": (-52.0, 3.0), "score": (-9.0, 1.0)},
        plain={"losses": (2.0, 60.0), "tanks": (-50.0, 3.0), "score": (-9.0, 1.0)},
    )
    assert [next(n for n in NAMES.values() if line.startswith(n)) for line in lines[:3]] == [
        "Tanks lost",
        "Men lost",
        "Japanese score",
    ]
    assert lines[1].endswith(
        "400 losses more (350 to 450). It turns with who commands: 126 losses fewer (106 to 146) by the record’s orders alone "
        "and not to be told from luck with the computer’s orders in both worlds."
    )


def test_where_no_effect_is_every_commanders_that_is_the_first_sentence():
    lines = findings(
        follower={"losses": (400.0, 50.0)}, frozen={"losses": (20.0, 60.0)}, plain={"losses": (-30.0, 60.0)}
    )
    assert lines[0] == "No outcome differs by more than luck whoever commands: what follows hangs on that."
    assert lines[1].endswith(
        "It depends on who commands: not to be told from luck by the record’s orders alone or with the computer’s orders in both "
        "worlds."
    )


def test_nothing_found_is_told_with_what_may_be_there_all_the_same():
    lines = findings(follower={"losses": (-2.0, 17.0)})
    assert lines[0] == ("No outcome differs by more than luck. They may all the same: Men lost by 19 fewer to 15 more.")


def test_a_share_is_told_in_points_and_one_point_is_no_points():
    lines = findings(follower={"hill": (-0.214, 0.13), "score": (1.0, 0.6)})
    assert lines[0].startswith(
        "Hill held by Japan in 60 % of the games, against 60 % as in history: 21 points fewer (8 to 34)."
    )
    assert "1 point higher" in lines[1]
