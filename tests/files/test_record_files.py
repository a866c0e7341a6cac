"""The files of the record turn by turn are read strictly: whatever they name exists, bands run upwards, rows are sums."""

import pytest

from game.files.battle.scenarios import load_scenario
from tests.files.conftest import Copy

TURNS, DAYS, PEOPLE, ROWS = (f"record/{name}.toml" for name in ("turns", "days", "people", "rows"))
SLIPS = [
    (TURNS, r'^at = "3 Aug Night"', 'at = "3 Aug Nigth"', "turn '3 Aug Nigth' is unknown; nearest is 3 Aug Night"),
    (TURNS, r'^at = "3 Aug Night"', 'at = "3 Aug Day"', "at '3 Aug Day' is already there on line"),
    (TURNS, r'persons = \["kanda"\]', 'persons = ["kanada"]', "person 'kanada' is unknown; nearest is kanda"),
    (TURNS, r'places = \["tumen"\]', 'places = ["tuman"]', "place 'tuman' is unknown; nearest is tumen"),
    (TURNS, r'units = \["Senda"\]', 'units = ["Sendai"]', "counter or formation 'Sendai' is unknown; nearest is Senda"),
    (
        TURNS,
        r'gone = \["Makhalin"\]',
        'gone = ["Machalin"]',
        "counter or side 'Machalin' is unknown; nearest is Makhalin",
    ),
    (TURNS, r'hill = "chernaya"', 'hill = "tchernaya"', "place 'tchernaya' is unknown; nearest is chernaya"),
    (TURNS, r'holders = \["soviet"\]', 'holders = ["sovjet"]', "side 'sovjet' is unknown; nearest is soviet"),
    (TURNS, r'known_to = \["japan"\]', 'known_to = ["japn"]', "side 'japn' is unknown; nearest is japan"),
    (TURNS, r"killed = \[1, 3\]", "killed = [3, 1]", "has killed = [3, 1]; needed a band from 0 up"),
    (TURNS, r'kind = "witness"', 'kind = "rumour"', "'rumour'"),
    (TURNS, r"hex = \[18, 21\]", "hex = [98, 21]", "hex 98,21 lies off the map"),
    (TURNS, r'source = "KA\+MO"|source = "WT\+KT"', 'source = "WT+KTX"', "source 'KTX' is unknown"),
    (DAYS, r'^date = "1938-07-13"', 'date = "1938-07-32"', "date: '1938-07-32' is no date"),
    (DAYS, r'^date = "1938-07-13"', 'date = "1938-07-11"', "date '1938-07-11' is already there"),
    (PEOPLE, r'^side = "japan"', 'side = "nippon"', "side 'nippon' is unknown"),
    (PEOPLE, r'^id = "kabirov"', 'id = "shkadov"', "id 'shkadov' is already there"),
    (
        ROWS,
        r"^men = 75",
        "men = 76",
        "its counters have 75 men and 0 tanks at 29 Jul 08:00; needed 76 and 0 as the row, or differs",
    ),
    (ROWS, r"^men = 75", 'men = 75\ndiffers = "why"', "differs: men and tanks of the counters are those of the row"),
    (ROWS, r'^at = "29 Jul 08:00"', 'at = "29 Jul 08:15"', "keyframe '29 Jul 08:15' is unknown"),
]


@pytest.fixture
def campaign(copy: Copy) -> Copy:
    """The campaign, whose record it is."""
    copy.folder = copy.folder.parent / "changkufeng"
    return copy


@pytest.mark.parametrize(("name", "pattern", "new", "said"), SLIPS, ids=[f"{s[0]} {s[2][:30]}" for s in SLIPS])
def test_a_slip_in_the_record_is_told_with_file_and_line(campaign: Copy, name: str, pattern: str, new: str, said: str):
    line = campaign.spoil(name, pattern, new)
    problem = campaign.only_problem
    assert said in problem.message
    assert (problem.file, abs(problem.line - line) <= 1) == (f"changkufeng/{name}", True)


def test_a_scenario_without_a_record_of_turns_tells_that_nothing_is_known(campaign: Copy):
    for name in (TURNS, DAYS, PEOPLE, ROWS):
        (campaign.folder / name).unlink()
    assert campaign.problems == []
    record = load_scenario(campaign.folder).record
    assert (record.names[0], record.names[-1]) == ("29 Jul Day", "14 Aug Night")
    page = record.at("6 Aug Night")
    assert page.silence == "No source that was read tells of the front in these hours."
    assert {s.unit for s in page.positions} >= {"I/75", "I/118"}  # those of the keyframes


def test_the_night_shows_the_turns_of_the_campaign_s_record(copy: Copy):
    assert [t.at for t in load_scenario(copy.folder).record_turns] == ["30 Jul Night", "31 Jul Morning", "31 Jul Day"]
    copy.spoil("scenario.toml", r'^record_of = "changkufeng"', 'record_of = "changkufang"')
    assert copy.only_problem.message.startswith("record_of: there is no scenario 'changkufang'")


def test_what_is_told_is_no_part_of_the_game_s_digest(campaign: Copy):
    before = load_scenario(campaign.folder).digest
    campaign.spoil(TURNS, r'^headline = "[^"]*"', 'headline = "Otherwise told."')
    campaign.spoil(PEOPLE, "Тумень-Ула", "Туманган")
    after = load_scenario(campaign.folder)
    assert (after.digest, after.place("tumen").names.ru) == (before, "Туманган")
