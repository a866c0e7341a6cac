"""Who commands in a comparison: the unchanged is exactly zero under everybody, and what hangs on the answer is said."""

import random

import pytest

from game.files.battle.scenarios import load_scenario
from game.files.battle.variants import HISTORY, changed_sides
from game.model.battle.whatif import DroppedOrder, UnitChange, WhatIf
from game.players.battle import follower
from game.whatif.battle import who
from game.whatif.battle.commanding import ARMS, command, depends, settings
from game.whatif.battle.comparison import compare, facts
from game.whatif.battle.report import report
from game.whatif.battle.runs import play, side_by_side

NAMES = ("silent-assault", "first-counterattack", "hold-the-crest", "changkufeng")


def asked(**changes):
    return WhatIf(format=1, id="asked", title="Asked", question="", summary="", **changes)


@pytest.fixture(scope="module")
def tried(scenario):
    """A what-if of the night under all three commanders, twelve games."""
    chosen = [scenario.what_if("first-light")]
    return chosen, play(settings(scenario, chosen, arm="all"), 12, workers=1)


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
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
    assert all(e.differs == 0 for v in compare(runs) for e in v.effects.values())


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
    assert page.count("depends on who commands</td>") == len(compare(runs)[1].depends)


def test_an_effect_that_turns_with_the_commander_depends_on_him():
    luck = random.Random(5)
    base = [luck.gauss(0, 3) for _ in range(40)]
    up, down = ([b + size + luck.gauss(0, 1) for b in base] for size in (2.0, -2.0))
    assert depends([(base, up), (base, down)])
    assert not depends([(base, up), (base, [u + luck.gauss(0, 1) for u in up])])
    assert not depends([(base, up)])
    assert not depends([(base[:9], up[:9]), (base[:9], down[:9])])


@pytest.mark.slow
def test_without_tanks_no_effect_that_turns_is_named_without_saying_so():
    scenario = load_scenario("hold-the-crest")
    chosen = [scenario.what_if("no-tanks")]
    runs = play(settings(scenario, chosen, arm="all"), 24, workers=1)
    variant = compare(runs)[1]
    assert variant.depends
    assert {s.unit for s in variant.command.staffed} >= {"III/75"}
    for outcome, effect in variant.effects.items():
        other = variant.arms["frozen"][outcome]
        if effect.is_clear and other.is_clear and effect.diff * other.diff < 0:
            assert variant.mark(outcome) == "depends"
    alone = compare(runs[:2])[1]
    assert all(alone.mark(o) == "untried" for o, e in alone.effects.items() if e.is_clear)
    assert who.mark_words("untried") in report(runs[:2], chosen)
