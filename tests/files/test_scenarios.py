"""Reading a scenario: every mistake at once, each with its line, its words and the nearest name."""

import shutil
from pathlib import Path

import msgspec
import pytest

from game.files.battle.scenarios import (
    find_scenarios,
    load_scenario,
    read_scenario,
    scenario_folder,
    validate,
)
from game.files.errors import BadFile
from game.files.heads import scenarios_folder


def test_every_shipped_scenario_is_without_a_problem():
    assert find_scenarios()
    for name in find_scenarios():
        assert validate(name) == {"ok": True, "errors": []}


def test_a_scenario_with_ten_different_mistakes_lists_ten(copy):
    """Spelling, type, range, source, formation, hex, water, moment, unknown unit, lacking field: one line each."""
    oob, orders = "silent-assault/oob.toml", "silent-assault/record/orders.toml"
    water = next(row.index(c) for row in copy.path("map.txt").read_text().split() for c in row if c == "L")
    water_row = next(k for k, row in enumerate(copy.path("map.txt").read_text().split()) if "L" in row)
    counter = (
        '\n[[counter]]\nid = "new-{k}"\nside = "japan"\nformation = "75"\ntype = "{type}"\nnames = {{ en = "New" }}\n'
        'source = "KA"\nconfidence = "C"\n{more}\n'
    )
    a_type = load_scenario("silent-assault").counter("I/75").type
    expected = []
    for k, (type_, more, offset, words) in enumerate(
        (
            (a_type, "mne = 20", 9, "unknown key mne; nearest is men"),
            (a_type, 'men = "many"', 9, "men: needed a whole number, found a text 'many'"),
            (a_type, "men = -20", 9, "has men = -20; needed 0 to 2000"),
            (a_type, "hex = [99, 3]", 9, "hex 99,3 lies off the map; needed 0,0 to 35,45"),
            (a_type, f"hex = [{water}, {water_row}]", 9, f"hex {water},{water_row} is water; needed dry ground"),
            ("no-such-type", "men = 1", 5, "type 'no-such-type' is unknown"),
        )
    ):
        line = copy.add("oob.toml", counter.format(k=k, type=type_, more=more))
        expected.append((oob, line + offset, f"counter 'new-{k}': {words}"))
    line = copy.spoil("weather.toml", r'^source = "KA"', 'source = "KAX"')
    expected.append(("silent-assault/weather.toml", line, "source 'KAX' is unknown; nearest is KA"))
    line = copy.spoil("record/orders.toml", r'^unit = "I/75"', 'unit = "I/57"')
    expected.append((orders, line, "order 'I/57': counter or formation 'I/57' is unknown; nearest is I/75"))
    line = copy.spoil("record/orders.toml", r'^start = "31 Jul 02:15"', 'start = "31 Jul 02:10"')
    expected.append((orders, line, "start: '31 Jul 02:10' is no moment"))
    line = copy.spoil("parameters.toml", r"^value = .*", "value = 1e9")
    expected.append(("common/parameters.toml", line, "has value = 1000000000; needed"))
    found = [(p.file, p.line, p.message) for p in copy.problems]
    assert len(found) == 10, found
    for file, number, words in expected:
        assert any(f == file and n == number and words in m for f, n, m in found), (file, number, words, found)


# file, what to look for, what to put, what is said of it
MISTAKES = [
    ("oob.toml", r'^confidence = "[ABC]"', 'confidence = "D"', "needed one of 'A', 'B', 'C', found a text 'D'"),
    ("oob.toml", r'^id = "I/75"', 'id = "6/75"', "is already there on line"),
    ("oob.toml", r'^task = ".*"', 'task = "holdd"', "nearest is hold"),
    ("oob.toml", r"^hex = \[(\d+), \d+\]", r"hex = [\1]", "hex: needed 2 values, found 1"),
    ("oob.toml", r"^hex = .*", r"hex = [1.5, 2]", "hex[0]: needed a whole number, found 1.5"),
    ("oob.toml", r"^men = .*", r"men = true", "men: needed a whole number, found a truth value true"),
    ("oob.toml", r"^men = .*", r"men = 99999999999999999999", "needed a number within 2,000,000,000 either way"),
    ("oob.toml", r"^men = .*", r"men = 901", "men stand in"),
    ("oob.toml", r"^hex = \[18, 26\]", r"hex = [18, -1]", "lies off the map"),
    ("oob.toml", r'^names = \{ en = "[^"]*"', r'names = { en = "A\\u0000B"', "en: holds control characters"),
    ("oob.toml", r"^names = \{ en", r"names = { eng", "unknown key eng; nearest is en"),
    ("oob.toml", r"^\[\[formation\]\]", r"[[formatoin]]", "unknown key formatoin; nearest is formation"),
    ("scenario.toml", r"^format = 1", "format = 2", "format: needed 1, found 2"),
    (
        "scenario.toml",
        r'^start = ".*"',
        'start = "30 Jul Nigth"',
        "turn '30 Jul Nigth' is unknown; nearest is 30 Jul Night",
    ),
    ("scenario.toml", r'^epoch = ".*"', 'epoch = "yesterday"', "epoch: needed a date"),
    ("scenario.toml", r'^campaign_last = ".*"', 'campaign_last = "1 Sep Dawn"', "has no end within 40 days"),
    (
        "scenario.toml",
        r"begins = 4, ends = 8",
        "begins = 4, ends = 9",
        "needed parts that follow one another and fill 24 hours",
    ),
    ("scenario.toml", r"begins = 4, ends = 8", "begins = 4, ends = 44", "needed hours from 0 to 24, found 4 to 44"),
    ("scenario.toml", r"^title = .*\n", "", "lacks title"),
    ("scenario.toml", r'^id = ".*"', 'id = "../../etc"', "id: needed letters, digits and hyphens"),
    ("weather.toml", r'^sky = ".*"', 'sky = "rian"', "nearest is rain"),
    ("weather.toml", r'^start = ".*"', 'start = "31 Jul 23:00"', "is not later than the entry before it"),
    ("almanac.toml", r'^sunrise = ".*"', 'sunrise = "5.07"', "sunrise: needed an hour \"04:36\", found '5.07'"),
    ("almanac.toml", r'^moonset = ".*"', 'moonset = "none"', 'moonset: needed an hour "04:36", or "" on a date'),
    ("almanac.toml", r"^lit = .*", "lit = 16", "has lit = 16; needed 0 to 1"),
    ("almanac.toml", r"^lit = .*", "lit = nan", "needed a number within"),
    ("almanac.toml", r'^sunrise = ".*"', 'sunrise = "20:00"', "needed dawn, sunrise, sunset, dusk in this order"),
    ("terrain.toml", r'^symbol = ".*"', 'symbol = "LL"', "symbol: needed one letter, found 'LL'"),
    ("terrain.toml", r"^\[road\]", "[rod]", "unknown key rod; nearest is road"),
    ("unit_types.toml", r'^gun = ".*"', 'gun = "catapult"', "gun 'catapult' is unknown"),
    ("armies.toml", r'^melee = "MELEE_J"', 'melee = "MELEE_K"', "parameter 'MELEE_K' is unknown; nearest is MELEE_"),
    ("armies.toml", r'^side = "soviet"', 'side = "japan"', "side 'soviet' has no army"),
    (
        "armies.toml",
        r"^allowed_zones = .*",
        'allowed_zones = ["X"]',
        "allowed_zones[0]: needed one of 'S', 'D', 'M', 'K', 'w'",
    ),
    ("parameters.toml", r'^name = "KAPPA"', 'name = "KAPA"', "lacks the parameter KAPPA; nearest is KAPA"),
    ("places.toml", r"^hex = .*", "hex = [0, 46]", "hex 0,46 lies off the map; needed 0,0 to 35,45"),
    ("ways.toml", r"^hexes = \[\[\d+, \d+\], ", "hexes = [[20, 20], ", "are no neighbours"),
    ("scoring.toml", r"weight = [0-9.]+", "weight = 0.9", "weights of the places: needed a sum of 1, found"),
    ("scoring.toml", r"hold = \d+", "hold = 99", "weights of the aims: needed a sum of 100, found"),
    ("outcomes.toml", r'^measure = ".*"', 'measure = "men_lots"', "nearest is men_lost"),
    ("targets.toml", r'^outcome = ".*"', 'outcome = "nothing"', "outcome 'nothing' is unknown"),
    ("rulebook.toml", r'^code = "F_[A-Z_]+"', 'code = "F_RANGEE"', "nearest is F_RANGE"),
    (
        "record/keyframes.toml",
        r'unit = "I/75", hex = \[\d+, \d+\]',
        'unit = "I/75", hex = [-1, 30]',
        "lies off the map",
    ),
    ("record/keyframes.toml", r'\{ unit = "6/75"', '{ unit = "I/75"', "unit 'I/75' is already there on line"),
    ("record/keyframes.toml", r'^at = ".*"', 'at = "noon"', "'noon' is no moment"),
    ("record/orders.toml", r'^task = "assault"', 'task = "asault"', "nearest is assault"),
    ("record/orders.toml", r'^side = "japan"', 'side = "soviet"', "is of japan, the order of soviet"),
    ("record/orders.toml", r'^turn = "30 Jul Night"', 'turn = "30 Jul Knight"', "nearest is 30 Jul Night"),
    ("record/orders.toml", r"^target = .*\n", "", "target: a task of 'assault' needs one"),
    ("record/orders.toml", r"^line_pm = .*", "line_pm = 1001", "has line_pm = 1001; needed 0 to 1000"),
    ("what-if/clear-morning.toml", r'^id = ".*"', 'id = "clear"', "id: needed the name of its file, found 'clear'"),
    ("what-if/clear-morning.toml", r"^format = 1", "format = 7", "format: needed 1, found 7"),
    (
        "what-if/clear-morning.toml",
        r"^(summary = .*)",
        r"\1\nparameters = { KAPA = 1.0 }",
        "parameter 'KAPA' is unknown; nearest is KAPPA",
    ),
    ("what-if/clear-morning.toml", r"^(summary = .*)", r"\1\nshells = { japan = -1 }", "has -1 shells for japan"),
    ("what-if/clear-morning.toml", r"^(summary = .*)", r"\1\nunits = [{ id = 'I/57', men = 3 }]", "nearest is I/75"),
    (
        "what-if/clear-morning.toml",
        r"^(summary = .*)",
        r"\1\ndrop = [{ turn = '30 Jul Noon', unit = 'I/75' }]",
        "turn '30 Jul Noon' is unknown",
    ),
    ("map.txt", r"^..", "?.", "terrain symbol '?' is unknown"),
    ("map.txt", r"^..", "", "needed 34 columns, found 36"),
    ("zones.txt", r"^.", "x", "zone 'x' is unknown; known: D K M S w"),
    ("zones.txt", r"\A.*\n", "", "needed 46 rows as map.txt has, found 45"),
    ("elevation.txt", r"^ *\d+", "high", "needed whole metres from -500 to 9000"),
    ("elevation.txt", r"^ *\d+", "99999", "needed whole metres from -500 to 9000"),
    ("terrain.geojson", r"\A\{", "{{", "is no GeoJSON"),
]


@pytest.mark.parametrize(("name", "old", "new", "said"), MISTAKES, ids=[f"{m[0]}-{k}" for k, m in enumerate(MISTAKES)])
def test_a_mistake_is_told_with_its_file(copy, name, old, new, said):
    line = copy.spoil(name, old, new)
    problems = copy.problems
    told = [p for p in problems if p.file.endswith(f"/{name}") and said in p.message]
    assert told, [str(p) for p in problems]
    assert all("\n" not in str(p) and len(str(p)) < 600 for p in problems)
    assert told[0].line == 0 or abs(told[0].line - line) < 60


def test_a_scenario_with_a_mistake_is_not_loaded(copy):
    copy.spoil("oob.toml", r"^men = \d+", "men = -1")
    copy.spoil("targets.toml", r'^outcome = ".*"', 'outcome = "nothing"')
    with pytest.raises(BadFile) as told:
        load_scenario(copy.folder)
    assert str(told.value).count("\n") == 1
    assert [p.file for p in told.value.problems] == ["silent-assault/oob.toml", "silent-assault/targets.toml"]


def test_the_line_is_that_of_the_key(copy):
    line = copy.spoil("oob.toml", r"^men = \d+", "men = -20")
    problem = copy.only_problem
    assert (problem.file, problem.line) == ("silent-assault/oob.toml", line)
    assert str(problem) == f"silent-assault/oob.toml:{line}: counter 'I/75': has men = -20; needed 0 to 2000"


def test_the_line_inside_a_list_of_inline_tables_is_that_of_the_entry(copy):
    line = copy.spoil("record/keyframes.toml", r'\{ unit = "6/75", hex', '{ unit = "6/57", hex')
    assert copy.only_problem.line == line


def test_one_mistake_in_a_counter_does_not_make_its_orders_wrong(copy):
    copy.spoil("oob.toml", r"^men = \d+", 'men = "375"')
    assert "found a text '375'" in copy.only_problem.message


def test_a_broken_file_does_not_hide_mistakes_in_others(copy):
    copy.spoil("scoring.toml", r"^places", "places =")
    copy.spoil("oob.toml", r"^men = \d+", "men = -1")
    copy.spoil("map.txt", r"^.", "?")
    assert [p.file for p in copy.problems] == [
        "silent-assault/oob.toml",
        "silent-assault/scoring.toml",
        "common/map.txt",
    ]


def test_broken_toml_names_the_line(copy):
    line = copy.spoil("oob.toml", r"^men = \d+", "men = = 3")
    problem = copy.only_problem
    assert problem.line == line
    assert problem.message.startswith("is no TOML")


def test_a_missing_file_is_named(copy):
    copy.path("guns.toml").unlink()
    assert any(p.file == "common/guns.toml" and p.message == "there is no such file" for p in copy.problems)


def test_a_file_that_nothing_reads_is_a_slip(copy):
    (copy.folder / "oobb.toml").write_text("", encoding="utf-8")
    assert str(copy.only_problem) == "silent-assault/oobb.toml: is read by nothing; nearest is oob.toml"


def test_a_scenarios_own_file_takes_the_place_of_the_common_one(copy):
    shutil.copy(copy.common / "guns.toml", copy.folder / "guns.toml")
    copy.spoil("guns.toml", r"^calibre_mm = .*", 'calibre_mm = "big"')
    assert copy.only_problem.file == "silent-assault/guns.toml"


def test_windows_line_ends_and_a_byte_order_mark_change_nothing(copy):
    plain, _ = read_scenario(copy.folder)
    for path in copy.folder.parent.rglob("*.t*"):
        if path.suffix in (".toml", ".txt"):
            path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    again, problems = read_scenario(copy.folder)
    assert problems == []
    assert again == plain


def test_comments_and_layout_do_not_change_the_digest(copy):
    before, _ = read_scenario(copy.folder)
    copy.add("oob.toml", "\n# a remark\n")
    copy.spoil("oob.toml", r"^men = (\d+)", r"men   =   \1   # about")
    copy.spoil("oob.toml", r"^(lmg = .*)", r"\1\nmortar_ = 0".replace("mortar_ = 0", "released_note = ''"))
    after, _ = read_scenario(copy.folder)
    assert before.digest == after.digest


def test_content_does_change_the_digest(copy):
    before, _ = read_scenario(copy.folder)
    copy.spoil("oob.toml", r"^men = \d+", "men = 374")
    after, _ = read_scenario(copy.folder)
    assert before.digest != after.digest
    assert len(after.digest) == 16
    assert msgspec.structs.replace(after, counters=before.counters, digest=before.digest) == before


def test_the_digest_is_the_same_in_another_folder(copy):
    assert load_scenario(copy.folder).digest == load_scenario("silent-assault").digest
    assert load_scenario(str(copy.folder)) == load_scenario("silent-assault")


@pytest.mark.parametrize(
    "name", ["silent-asault", "../../etc", "/etc/passwd", "x" * 5000, "a\0b", "", "x/" * 3000, "common"]
)
def test_an_unknown_scenario_is_one_line(name):
    with pytest.raises(BadFile, match=r"is unknown; at hand: .*silent-assault") as told:
        load_scenario(name)
    assert "\n" not in str(told.value)
    assert len(str(told.value)) < 300


def test_the_nearest_scenario_is_proposed():
    assert "nearest is silent-assault" in validate("silent-asault")["errors"][0]["message"]


def test_a_bare_name_never_means_a_folder_that_lies_about(copy, monkeypatch):
    monkeypatch.chdir(copy.folder.parent)
    shutil.move(copy.folder, copy.folder.parent / "mine")
    with pytest.raises(BadFile, match="mine: is unknown"):
        scenario_folder("mine")
    assert load_scenario("./mine").id == "silent-assault"
    assert load_scenario(Path("mine")).id == "silent-assault"


def test_validate_says_what_scripts_rely_on(copy):
    line = copy.spoil("oob.toml", r"^men = \d+", "men = -20")
    found = validate(copy.folder)
    assert found["ok"] is False
    assert found["errors"] == [
        {
            "file": "silent-assault/oob.toml",
            "line": line,
            "key": found["errors"][0]["key"],
            "message": "counter 'I/75': has men = -20; needed 0 to 2000",
        }
    ]
    assert found["errors"][0]["key"].endswith(".men")


def test_the_scenarios_lie_beside_the_game_or_inside_it():
    assert scenarios_folder().name in ("scenarios", "_scenarios")
    assert scenarios_folder().is_dir()


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("outcomes.toml", "Japanese losses", "Losses of Japan"),
        ("targets.toml", "tuned = true", "tuned = false"),
    ],
)
def test_what_is_told_and_decides_nothing_does_not_change_the_digest(copy, file, old, new):
    before = load_scenario(copy.folder)
    path = copy.folder / file
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    assert load_scenario(copy.folder).digest == before.digest


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("unit_types.toml", "has no [[type]]"),
        ("parameters.toml", "has no [[parameter]]"),
        ("rulebook.toml", "has no [[rule]]"),
        ("armies.toml", "has no [[army]]"),
    ],
)
def test_a_table_on_which_everything_rests_is_not_empty(copy, name, said):
    for folder in (copy.common, copy.folder):
        if (folder / name).exists():
            (folder / name).write_text("", encoding="utf-8")
    assert any(said in str(p) for p in copy.problems), [str(p) for p in copy.problems][:3]


def test_every_event_and_factor_of_the_rules_has_its_words(copy):
    copy.spoil("rulebook.toml", r'\[\[event\]\]\ncode = "EV_HEARD"\n(?:\w.*\n)+', "")
    assert any("lacks the event EV_HEARD" in str(p) for p in copy.problems)


def test_every_side_has_aims(copy):
    copy.spoil("scoring.toml", r'^  \{ side = "soviet", hold.*\n', "")
    assert "side 'soviet' has no aims" in str(copy.only_problem)


@pytest.mark.parametrize("key", ["melee", "resist"])
def test_what_the_rules_divide_by_is_not_nothing(copy, key):
    copy.spoil("armies.toml", rf"^{key} = .*$", f"{key} = 0")
    assert f"has {key} = 0; needed 0.01 to 100" in str(copy.only_problem)


def test_a_crossing_off_the_map_is_told(copy):
    copy.spoil(
        "places.toml",
        r'^id = "yangguanping-ferry"\n((?:.*\n)*?)hex = .*$',
        'id = "yangguanping-ferry"\n\\1hex = [90, 90]',
    )
    assert any("hex 90,90 lies off the map; needed 0,0 to 35,45" in str(p) for p in copy.problems)
