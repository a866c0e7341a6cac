"""A scenario that is part of another: what it takes over, what it says itself, and what is told of its mistakes."""

from pathlib import Path

import pytest

from game.files.battle.layers import joined
from game.files.battle.scenarios import load_scenario, read_scenario
from game.model.base import Source
from tests.files.conftest import Copy

PART, WHOLE = "first-counterattack", "changkufeng"


@pytest.fixture
def part(tmp_path: Path) -> Copy:
    """A copy of all scenarios, of which a part may be spoiled."""
    copy = Copy(tmp_path / "scenarios")
    copy.folder = copy.folder.parent / PART
    return copy


def whole_of(part: Copy) -> Copy:
    """The same copy, the whole scenario at hand."""
    copy = object.__new__(Copy)
    copy.common, copy.folder = part.common, part.folder.parent / WHOLE
    return copy


def test_a_part_in_another_folder_is_the_same_scenario(part: Copy):
    assert load_scenario(part.folder).digest == load_scenario(PART).digest


def test_a_part_far_from_its_whole_takes_the_shipped_one(part: Copy, tmp_path: Path):
    moved = part.folder.rename(tmp_path / "mine")
    assert load_scenario(moved).digest == load_scenario(PART).digest


def test_a_change_of_the_whole_changes_its_parts_and_not_the_night(part: Copy):
    before, _ = read_scenario(part.folder)
    whole_of(part).spoil("weather.toml", r'^sky = "broken"', 'sky = "rain"')
    after, problems = read_scenario(part.folder)
    assert problems == []
    assert after.digest != before.digest
    night, _ = read_scenario(part.folder.parent / "silent-assault")
    assert night.digest == load_scenario("silent-assault").digest


def test_weather_of_its_own_takes_the_place_of_the_whole_s(part: Copy):
    (part.folder / "weather.toml").write_text(
        '[[weather]]\nstart = "1 Aug 04:00"\nsky = "rain"\nsource = "estimate"\nconfidence = "C"\n', encoding="utf-8"
    )
    scenario, problems = read_scenario(part.folder)
    assert problems == []
    assert [w.sky for w in scenario.weather] == ["rain"]


def test_an_entry_of_its_own_takes_the_place_of_the_common_one_and_the_others_stay(part: Copy):
    (part.folder / "guns.toml").write_text(
        '[[gun]]\nid = "field-76"\nname = "a shorter gun"\ncalibre_mm = 76\nlethal_area_m2 = 300\nrange_m = 6000\n'
        'rounds_per_pulse = 20\nweight_kg = 6\nsource = "estimate"\nconfidence = "C"\n',
        encoding="utf-8",
    )
    scenario, problems = read_scenario(part.folder)
    assert problems == []
    ranges = {g.id: g.range_m for g in scenario.guns}
    assert ranges["field-76"] == 6000
    assert [g.id for g in scenario.guns] == [g.id for g in load_scenario(PART).guns]


def test_joined_lists_keep_their_order_and_show_what_is_written_twice():
    def source(id: str, title: str) -> Source:
        return Source(id=id, title=title)

    far, near = (
        (source("A", "far"), source("B", "far")),
        (source("B", "near"), source("C", "near"), source("C", "again")),
    )
    assert [(s.id, s.title) for s in joined([far, near], "source")] == [
        ("A", "far"),
        ("B", "near"),
        ("C", "near"),
        ("C", "again"),
    ]


def test_a_mistake_in_the_whole_is_told_with_its_own_file(part: Copy):
    line = whole_of(part).spoil("record/orders.toml", r'^unit = "I/118"', 'unit = "I/811"')
    problems = whole_of(part).problems
    assert [(p.file, p.line) for p in problems] == [(f"{WHOLE}/record/orders.toml", line)]


# what to look for in the part's file, what to put, what is said
MISTAKES = [
    ("scenario.toml", r'^part_of = "changkufeng"', 'part_of = "changkufang"', "there is no scenario 'changkufang'"),
    ("scenario.toml", r'^part_of = "changkufeng"', 'part_of = "common"', "there is no scenario 'common'"),
    ("scenario.toml", r'^part_of = "changkufeng"', 'part_of = "../changkufeng"', "there is no scenario"),
    ("oob.toml", r'^unit = "I/75"', 'unit = "I/57"', "counter 'I/57' is unknown in the whole scenario"),
    ("oob.toml", r'^unit = "6/75"', 'unit = "I/75"', "counter 'I/75' begins twice"),
    ("oob.toml", r"^hex = \[18, 26\]", "hex = [10, 26]", "hex 10,26 is water"),
    ("oob.toml", r"^hex = \[18, 26\]", "hex = [99, 26]", "lies off the map"),
    ("oob.toml", r'^side = "japan"', 'side = "china"', "side 'china' has no army"),
    ("oob.toml", r"^men = \d+", "men = 5000", "has men = 5000; needed 0 to 2000"),
    ("oob.toml", r"^works_pm = \d+", "work_pm = 3", "unknown key work_pm; nearest is works_pm"),
]


@pytest.mark.parametrize(("name", "old", "new", "said"), MISTAKES, ids=[m[3][:40] for m in MISTAKES])
def test_a_mistake_in_a_part_is_told_with_its_line(part: Copy, name: str, old: str, new: str, said: str):
    line = part.spoil(name, old, new)
    told = [p for p in part.problems if p.file == f"{PART}/{name}" and said in p.message]
    assert told, [str(p) for p in part.problems]
    assert abs(told[0].line - line) < 12


def test_a_start_row_in_a_scenario_that_is_no_part_is_a_mistake(copy: Copy):
    copy.add("oob.toml", '\n[[start]]\nunit = "I/75"\nmen = 3\nsource = "estimate"\nconfidence = "C"\n')
    assert "is for a scenario that is part_of another" in copy.only_problem.message


def test_a_part_of_a_part_is_refused(part: Copy):
    part.spoil("scenario.toml", r'^part_of = "changkufeng"', 'part_of = "hold-the-crest"')
    assert any("there is no scenario 'hold-the-crest'" in p.message for p in part.problems)


# ------------------------------------------------------------ arrivals
ARRIVALS = [
    (r"^arrives_at = \[19, 32\]\n", "", "arrives and arrives_at: needed both or neither"),
    (r"^arrives_at = \[19, 32\]", "arrives_at = [19, 33]", "arrives_at 19,33 is water"),
    (r"^arrives_at = \[19, 32\]", "arrives_at = [19, 99]", "lies off the map"),
    (r"^arrives_at = \[19, 32\]", "arrives_at = [30, 10]", "lies in zone S; needed one of D M K"),
    (r'^arrives = "30 Jul 01:00"', 'arrives = "28 Jul 01:00"', "28 Jul 01:00 is not played"),
    (r'^arrives = "30 Jul 01:00"', 'arrives = "30 Jul 01:10"', "is no moment"),
    (r'^arrives = "30 Jul 01:00"', 'arrives = "1 Aug 01:00"', "needed a moment from arrives_early to arrives_late"),
    (r'^arrives = "30 Jul 01:00"\narrives_at = \[19, 32\]', "", "needed arrives beside them"),
    (r'^arrives = "30 Jul 01:00"', 'hex = [19, 32]\narrives = "30 Jul 01:00"', "needed one of them"),
]


@pytest.mark.parametrize(("old", "new", "said"), ARRIVALS, ids=[a[2][:40] for a in ARRIVALS])
def test_an_arrival_that_cannot_be_is_told(part: Copy, old: str, new: str, said: str):
    whole = whole_of(part)
    whole.spoil("oob.toml", old, new)
    assert any(said in p.message for p in whole.problems), [str(p) for p in whole.problems]


def test_a_what_if_shifts_arrivals_of_those_that_exist_only(part: Copy):
    part.spoil("what-if/regiment-late.toml", r'arrivals = \{ 76 = "late" \}', 'arrivals = { 67 = "late" }')
    assert "counter or formation '67' is unknown" in part.only_problem.message
    whole_of(part).spoil("what-if/one-heavy-battery.toml", r"14 Aug 20:00", "20 Aug 20:00")
    assert any("20 Aug 20:00 is not played" in p.message for p in whole_of(part).problems)
