"""Who commands in a comparison: the unchanged is exactly zero under everybody, and what hangs on the answer is said."""

import random

import pytest

from game.files.battle.scenarios import load_scenario
from game.files.battle.variants import HISTORY, changed_sides
from game.model.battle.whatif import DroppedOrder, UnitChange, WhatIf
from game.players.battle import follower
from game.whatif import statistics
from game.whatif.battle import commanding, reading, who
from game.whatif.battle.commanding import ARMS, EVERY, Command, command, depends, may_turn, replay, settings
from game.whatif.battle.comparison import Variant, compare, facts, unchanged
from game.whatif.battle.report import report
from game.whatif.battle.runs import in_world, play, side_by_side

NAMES = ("silent-assault", "first-counterattack", "hold-the-crest", "changkufeng")


def asked(**changes):
    return WhatIf(format=1, id="asked", title="Asked", question="", summary="", **changes)


@pytest.fixture(scope="module")
def tried(scenario):
    """A what-if of the night under all three commanders, twelve games."""
    chosen = [scenario.what_if("first-light")]
    return chosen, play(settings(scenario, chosen, arm="all"), 12, workers=1)


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", [pytest.param(n, marks=pytest.mark.long) if n in ("hold-the-crest", "changkufeng") else n for n in NAMES]
)
def test_the_unchanged_differs_by_exactly_nothing_under_all_three(name):
    scenario = load_scenario(name)
    runs = play(settings(scenario, [HISTORY], arm="all"), 2, seed=random.randrange(1 << 32), workers=1)
    for k, found in enumerate(runs):
        base = runs[found.setting.against]
        assert found.digests == base.digests, found.setting.arm
        if found.setting.against != k:
            assert command(found).parted is None
            assert command(found).kept in (None, 1.0)
    assert {r.setting.arm for r in runs} == set(ARMS)
    variants = compare(runs)
    for variant in variants:
        for effects in variant.arms.values():
            assert all(e.n == 0 or (e.differs == 0 and e.diff == 0.0) for e in effects.values())
        assert {variant.mark(o) for o in variant.effects} == {""}
    assert "No outcome differs by more than luck." in reading.findings(scenario.outcomes, variants[0], variants[1])
    assert replay(runs[1]) == ""


def test_the_zero_does_not_rest_on_looking_whether_all_is_the_same(scenario, monkeypatch):
    monkeypatch.setattr(follower, "_is_same", lambda view, twin: False)
    old, new = side_by_side(settings(scenario, [HISTORY]), 4)
    assert old.digest == new.digest
    assert new.course.kept == new.course.turns > 0


def test_the_side_that_is_changed_has_its_sheet_and_weather_is_nobodys(scenario):
    assert changed_sides(scenario, scenario.what_if("no-flares")) <= set(scenario.sides)
    assert changed_sides(scenario, asked(units=(UnitChange(id="I/75", men=9),))) == {"japan"}
    assert changed_sides(scenario, asked(drop=(DroppedOrder(turn="30 Jul Night", unit="40TB/1"),))) == {"soviet"}
    assert changed_sides(scenario, asked(shells={"soviet": 1})) == {"soviet"}
    assert changed_sides(scenario, asked(parameters={"KAPPA": 4.0})) == set()
    both = settings(scenario, [asked(parameters={"KAPPA": 4.0}), asked(shells={"soviet": 1})])
    assert [s.commanders for s in both] == [("history",) * 2, ("follower",) * 2, ("follower", "history")]
    assert [s.against for s in both] == [0, 0, 0]


def test_every_commander_is_measured_against_his_own_unchanged_world(scenario):
    chosen = [asked(units=(UnitChange(id="I/75", men=9),)), asked(shells={"soviet": 1})]
    found = settings(scenario, chosen, arm="plain")
    assert [s.commanders for s in found] == [
        ("history", "plain"),
        ("history", "plain"),
        ("plain", "history"),
        ("plain", "history"),
    ]
    assert [s.against for s in found] == [0, 0, 3, 3]
    assert [s.is_extra for s in found] == [False, False, False, True]
    named = settings(scenario, chosen, seats=("nearest", None))
    assert {s.commanders for s in named} == {("nearest", "history"), ("nearest", "follower")}


def test_the_report_and_the_figures_say_who_commands(tried, check):
    chosen, runs = tried
    history, variant = facts(runs, compare(runs))["variants"]
    assert "kept" not in history
    assert 0 < variant["kept"] <= 1
    assert variant["parted"] in {t.name for t in runs[0].setting.scenario.calendar.turns}
    for effect in variant["effects"].values():
        assert set(effect["commanders"]) == set(ARMS)
        assert effect["commanders"]["follower"]["diff"] == effect["diff"]
    page = report(runs, chosen)
    check(page)
    assert "of counter-turns" in page
    assert "<h2>Who commands</h2>" in page
    marks = [compare(runs)[1].mark(o) for o in variant["effects"]]
    for mark in ("turns", "depends"):
        assert page.count(f'class="depends">{who.mark_words(mark)}</td>') == marks.count(mark)
    assert marks == [e["mark"] for e in variant["effects"].values()]
    assert any(marks)


def test_an_effect_that_turns_with_the_commander_depends_on_him():
    luck = random.Random(5)
    base = [luck.gauss(0, 3) for _ in range(40)]
    up, down = ([b + size + luck.gauss(0, 1) for b in base] for size in (2.0, -2.0))
    assert depends([(base, up), (base, down)])
    assert not depends([(base, up), (base, [u + luck.gauss(0, 1) for u in up])])
    assert not depends([(base, up)])
    assert depends([(base, up), (base, [u + 0.1 for u in up])])  # so little, in every game alike: no luck
    assert not depends([(base, up), (base, [u + 0.1 for u in up])], least=0.2)  # but nothing that is worth a word
    assert not depends([(base[:9], up[:9]), (base[:9], down[:9])])


@pytest.mark.long
def test_without_tanks_no_effect_that_turns_is_named_without_saying_so():
    scenario = load_scenario("hold-the-crest")
    chosen = [scenario.what_if("no-tanks")]
    runs = play(settings(scenario, chosen, arm="all"), 12, workers=1)
    variant = compare(runs)[1]
    assert variant.depends
    assert {s.unit for s in variant.command.staffed} >= {"III/75"}
    for outcome, effect in variant.effects.items():
        other = variant.arms["frozen"][outcome]
        if effect.is_clear and other.is_clear and effect.diff * other.diff < 0:
            assert variant.mark(outcome) == "turns"
    alone = compare(runs[:2])[1]
    assert all(alone.mark(o) == "untried" for o, e in alone.effects.items() if e.is_clear)
    assert who.mark_words("untried") in report(runs[:2], chosen)


# ---------------------------------------------------------------- unasked, in a part of the pairs
def test_the_other_commanders_are_tried_unasked_where_a_part_of_the_pairs_tells_something(scenario):
    chosen = [scenario.what_if("first-light")]
    enough = EVERY * statistics.LEAST_PAIRS
    assert len(settings(scenario, chosen, games=enough - 1)) == 2
    found = settings(scenario, chosen, games=enough)
    assert [(s.arm, s.every) for s in found] == [
        ("follower", 1),  # history
        ("follower", 1),
        ("follower", EVERY),  # history, the computer for the side that nothing was changed for
        ("frozen", EVERY),
        ("plain", EVERY),
    ]
    assert settings(scenario, chosen, arm="frozen", games=enough)[1:] == settings(scenario, chosen, arm="frozen")[1:]


def test_who_is_named_for_both_sides_is_not_played_thrice(scenario):
    chosen = [scenario.what_if("first-light")]
    assert len(settings(scenario, chosen, arm="all", seats=("history", "plain"))) == 2


def test_the_part_of_the_pairs_is_the_same_pairs(scenario, monkeypatch):
    """Pairs 0, 3, 6 ... of all that would have been played, and the effects are of those."""
    monkeypatch.setattr(commanding, "EVERY", 3)
    chosen = [scenario.what_if("first-light")]
    part = play(settings(scenario, chosen, games=30), 30, seed=11, workers=1)
    whole = play(settings(scenario, chosen, arm="all"), 30, seed=11, workers=1)
    for few, all_ in zip(part, whole, strict=True):
        assert few.setting.arm == all_.setting.arm
        assert few.games == all_.games[:: few.setting.every]
    variant = compare(part)[1]
    assert variant.pairs == {"follower": 30, "frozen": 10, "plain": 10}
    for arm, place in (("frozen", 3), ("plain", 4)):
        old = whole[unchanged(whole, place)].outcomes["japan_losses"][::3]
        new = whole[place].outcomes["japan_losses"][::3]
        assert variant.arms[arm]["japan_losses"].diff == pytest.approx(sum(new) / 10 - sum(old) / 10)
    assert "in 10 of the 30 pairs" in " ".join(who.lines(part[1].setting, variant))
    assert who.arm_head("plain", variant) == "the computer, n = 10"


def test_the_others_are_a_small_part_of_what_is_played(scenario):
    """History, the changed world, and three of forty pairs' games more: 2.075 games a pair. The clock stands in tests/bench."""
    found = settings(scenario, [scenario.what_if("first-light")], games=1000)
    assert sorted(s.every for s in found) == [1, 1, 40, 40, 40]


# ---------------------------------------------------------------- what an effect must bear
def effect(mean, half):
    """A difference with its interval, of a hundred pairs that all differ."""
    return statistics.Difference(mean, mean - half, mean + half, 100, 100)


def variant_of(arms, *, kept=0.5, depends=(), may=()):
    command_ = Command(kept, "6 Aug Day", 1, ())
    found = {arm: {"losses": e} for arm, e in arms.items()}
    return Variant("asked", 100, {}, found["follower"], found, {}, frozenset(depends), frozenset(may), command_)


def test_an_effect_bears_the_strongest_mark_that_is_true_of_it():
    more, fewer, unclear = effect(40.0, 9.0), effect(-30.0, 9.0), effect(4.0, 9.0)
    assert variant_of({"follower": more, "frozen": fewer}, depends=["losses"]).mark("losses") == "turns"
    assert variant_of({"follower": more, "frozen": unclear}, depends=["losses"]).mark("losses") == "depends"
    assert variant_of({"follower": more, "frozen": unclear}, may=["losses"]).mark("losses") == "open"
    assert variant_of({"follower": more, "frozen": more}).mark("losses") == ""
    assert variant_of({"follower": more}).mark("losses") == "untried"
    assert variant_of({"follower": more}, kept=0.96).mark("losses") == ""
    assert variant_of({"follower": unclear}).mark("losses") == ""


def test_an_effect_is_open_until_no_other_commander_can_take_it_away():
    """Twelve pairs; the other's effect is 6 less on average, with a standard error of 4 x sqrt(12 / 11) / sqrt(12) = 1.21."""
    own = ([0.0] * 12, [10.0] * 12)
    other = ([0.0] * 12, [8.0, 0.0] * 6)
    assert may_turn(8.0, [own, other])  # 8 - 6 = 2 is less than two errors, 2.41
    assert not may_turn(10.0, [own, other])  # 4 is more
    assert not may_turn(-8.0, [([0.0] * 12, [-10.0] * 12), ([0.0] * 12, [-8.0, -40.0] * 6)])  # it only grows
    assert may_turn(100.0, [([0.0] * 9, [10.0] * 9), ([0.0] * 9, [10.0] * 9)])  # under ten pairs nothing is known
    assert may_turn(
        -0.05, [([0.0] * 12, [0.0] * 12), ([0.0] * 12, [0.0] * 12)]
    )  # one game in twenty: not among these twelve
    assert not may_turn(10.0, [own, own])
    assert not may_turn(10.0, [own])


# ---------------------------------------------------------------- the turn in which they part
def test_the_turn_in_which_the_worlds_part_can_be_seen_again(tried):
    """The command names the first seed, and the games it shows are those that were compared, equal up to that turn."""
    _, runs = tried
    found = command(runs[1])
    assert replay(runs[1]) == (
        f'changkufeng replay silent-assault --what-if first-light --seed {found.seed} --at "{found.parted}"'
    )
    plan = [r.setting for r in runs]
    number = runs[0].setting.scenario.calendar.turn(found.parted).number
    old, new = (in_world(plan, k, found.seed) for k in (0, 1))
    assert [m.digest for m in (old, new)] == [r.games[found.seed - r.seed].digest for r in runs[:2]]
    same = [a.turn.number for a, b in zip(old.records, new.records, strict=True) if a.digest == b.digest]
    parted = [a.turn.number for a, b in zip(old.records, new.records, strict=True) if a.digest != b.digest]
    assert parted[0] == number
    assert all(n < number for n in same)
    assert not [g for g in runs[1].games[: found.seed - runs[1].seed] if g.course.parted == number]
