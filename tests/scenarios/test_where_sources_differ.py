"""Where the sources differ on the order of battle, the other reading is a named option: both sources are in it, it plays."""

import pytest

from game.files.battle.scenarios import load_scenario
from game.files.battle.variants import apply
from game.files.battle.whatifs import load_what_if
from game.files.errors import BadFile
from game.model.battle.scenario import Scenario
from game.whatif.battle.runs import Setting, played

OPTIONS = (
    "119th-in-the-south",
    "32nd-late",
    "73rd-early",
    "73rd-late",
    "74th-not-over",
    "75th-second-night",
    "76th-early",
    "76th-late",
    "attackers-of-29-july",
    "bt-81",
    "fuller-battalions",
    "handbook-battalions",
    "kwantung-batteries",
    "no-armoured-train",
    "one-bt-company",
    "one-heavy-battery",
    "one-tank-battalion",
    "sixteen-mountain-guns",
    "tanks-285",
    "tanks-354",
    "three-corps-regiments",
)


@pytest.fixture(scope="module")
def whole() -> Scenario:
    """The campaign, as it ships."""
    return load_scenario("changkufeng")


def tanks(scenario: Scenario) -> int:
    """Soviet tanks that come before the end."""
    last = scenario.calendar.pulse_of("14 Aug 20:00")
    return sum(c.tanks for c in scenario.counters if not c.arrives or scenario.calendar.pulse_of(c.arrives) < last)


def test_every_option_names_what_it_is_about_and_who_has_it_either_way(whole: Scenario):
    found = [w for w in whole.what_ifs if w.sources_differ]
    assert tuple(w.id for w in found) == OPTIONS
    for option in found:
        said = {e.for_it: e.source for e in option.evidence}
        assert set(said) == {True, False}, option.id
        assert {e.source for e in option.evidence if e.for_it} != {e.source for e in option.evidence if not e.for_it}, (
            option.id
        )


@pytest.mark.parametrize(
    ("option", "count"),
    [
        ("history", 308),
        ("tanks-285", 285),
        ("tanks-354", 354),
        ("one-tank-battalion", 248),
        ("one-bt-company", 266),
        ("bt-81", 295),
    ],
)
def test_tanks_are_as_many_as_the_option_says(whole: Scenario, option: str, count: int):
    assert tanks(apply(whole, whole.what_if(option))) == count


def test_guns_are_as_many_as_the_option_says(whole: Scenario):
    assert apply(whole, whole.what_if("three-corps-regiments")).counter("39CAR").guns == 90
    few = apply(whole, whole.what_if("sixteen-mountain-guns"))
    assert few.counter("I/25MA").guns + few.counter("II/25MA").guns == 16
    called = apply(whole, whole.what_if("kwantung-batteries"))
    assert [called.counter(u).leave for u in ("KF", "KH")] == ["", ""]
    assert all(whole.counter(u).leave for u in ("KF", "KH"))


def test_the_scenario_is_the_same_game_whatever_options_stand_beside_it(whole: Scenario, tmp_path):
    """A journal of history stays good when a reading is added; a game under the reading is another game."""
    import shutil

    from game.files.battle.scenarios import scenario_folder

    folder = tmp_path / "changkufeng"
    shutil.copytree(scenario_folder("changkufeng"), folder)
    (folder / "what-if" / "tanks-354.toml").unlink()
    assert load_scenario(folder).digest == whole.digest
    assert apply(whole, whole.what_if("tanks-354")).digest != whole.digest


def test_an_option_without_evidence_for_both_readings_is_refused(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(
        'format = 1\nid = "mine"\ntitle = "t"\nquestion = "Why?"\nsummary = "s"\nsources_differ = "tanks"\n'
        '[[units]]\nid = "2MB/1"\ntanks = 9\n',
        encoding="utf-8",
    )
    with pytest.raises(BadFile, match="needed evidence for both readings"):
        load_what_if(path, "changkufeng")


def test_a_count_that_cannot_be_is_refused_with_its_line(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(
        'format = 1\nid = "mine"\ntitle = "t"\nquestion = "Why?"\nsummary = "s"\n[[units]]\nid = "2MB/1"\ntanks = -9\n',
        encoding="utf-8",
    )
    with pytest.raises(BadFile, match=r"mine\.toml:8: .*tanks = -9; needed 0 to 2000"):
        load_what_if(path, "changkufeng")


@pytest.mark.long
@pytest.mark.slow
def test_every_option_plays_to_the_end_and_on_another_course_than_history(whole: Scenario):
    """Two courses may end alike: a regiment that came a night earlier is where it would have been anyhow a week later."""
    settings = [Setting(scenario=whole), *(Setting(scenario=apply(whole, whole.what_if(w)), name=w) for w in OPTIONS)]
    games = [played(setting, 1938) for setting in settings]
    assert all(game.over for game in games)
    assert len({tuple(r.digest for r in game.records) for game in games}) == len(settings)


def test_a_reading_of_the_29th_of_july_plays_from_the_first_turn(whole: Scenario):
    from game.match.battle.match import Match

    started = [Match.new(s, seed=1938) for s in (whole, apply(whole, whole.what_if("attackers-of-29-july")))]
    for match in started:
        turn = match.turn.number
        match.resolve(**{t.side: (*t.orders, *t.decisions) for t in match.scenario.history if t.turn == turn})
    assert started[0].digest != started[1].digest
