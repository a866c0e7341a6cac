"""The files of the strategic game: what ships is right, and every slip is told with its line, its entry and the nearest name."""

import datetime as dt
import re
import shutil
from pathlib import Path

import pytest
from msgspec.structs import replace

from game.files.errors import BadFile, Problem
from game.files.theatre.boards import load_board
from game.files.theatre.theatres import (
    board_problems,
    find_theatres,
    is_theatre,
    load_theatre,
    read_theatre,
    validate_theatre,
)
from game.rules.theatre.codes import PARAMETERS

SHIPPED = Path(__file__).resolve().parents[2] / "scenarios" / "north-or-south"


class Spoilt:
    """A copy of the shipped game that may be spoiled."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        for path in SHIPPED.glob("*.toml"):
            shutil.copy(path, folder)
        self.folder = folder

    def spoil(self, name: str, old: str, new: str) -> int:
        """Replaces the first place where a text stands; its line."""
        path = self.folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text, old
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return text.count("\n", 0, text.index(old)) + 1

    @property
    def only_problem(self) -> Problem:
        """The one thing wrong with it now."""
        theatre, problems = read_theatre(self.folder)
        assert theatre is None
        assert len(problems) == 1, [str(p) for p in problems]
        return problems[0]


@pytest.fixture
def spoilt(tmp_path: Path) -> Spoilt:
    return Spoilt(tmp_path / "north-or-south")


def test_the_shipped_game_is_whole():
    assert find_theatres() == ("north-or-south",)
    assert is_theatre("north-or-south")
    assert not is_theatre("changkufeng")
    assert validate_theatre("north-or-south") == {"ok": True, "errors": []}
    theatre = load_theatre(SHIPPED)
    assert theatre == load_theatre("north-or-south")
    assert [t.act for t in theatre.turns] == [1] * 6 + [2] * 8 + [3] * 10
    assert sum(t.months for t in theatre.turns) == pytest.approx(42, abs=0.2)
    assert {p.name for p in theatre.parameters} == set(PARAMETERS)


def test_totals_of_the_record_follow_the_force_levels():
    theatre = load_theatre("north-or-south")
    half_of = {1: "1938-2", 7: "1939-1", 12: "1939-2", 15: "1940-1", 19: "1940-2", 20: "1941-1"}
    levels = {level.half: level for level in theatre.levels}
    places = {p.id: p for p in theatre.places}
    for turn, half in half_of.items():
        soviet = sum(theatre.par(p, "soviet", turn) for p in theatre.place_ids if places[p].north)
        japan = sum(theatre.par(p, "japan", turn) for p in theatre.place_ids if places[p].north)
        low, high = levels[half].soviet_divisions
        assert low - 4 <= soviet <= high + 1, (turn, soviet)
        low, high = levels[half].north_divisions
        assert low - 1 <= japan <= high + 1, (turn, japan)


def test_the_staff_plan_leads_from_row_to_row():
    theatre = load_theatre("north-or-south")
    for side in ("japan", "soviet"):
        for turn in theatre.turns[1:]:
            change = dict.fromkeys(theatre.place_ids, 0)
            for line in theatre.lines:
                if (line.turn, line.side) == (turn.number, side):
                    for place, sign in ((line.source, -1), (line.target, 1)):
                        if place:
                            change[place] += sign * line.divisions
            for place in theatre.places:
                wanted = theatre.par(place.id, side, turn.number) - theatre.par(place.id, side, turn.number - 1)
                # New divisions appear where they do without a line of their own.
                assert change[place.id] == wanted or (place.new_divisions and change[place.id] < wanted), (
                    turn.number,
                    place.id,
                )


SLIPS = [
    ("theatre.toml", "needs_depot = true", "need_depot = true", "unknown key need_depot; nearest is needs_depot"),
    ("theatre.toml", 'fort = "POS"', 'fort = "POZ"', "place 'POZ' is unknown; nearest is POS"),
    ("theatre.toml", 'place = "YAN"\nreads', 'place = "YANG"\nreads', "place 'YANG' is unknown; nearest is YAN"),
    ("theatre.toml", 'escalation = "ESC"', 'escalation = "ESK"', "variable 'ESK' is unknown; nearest is ESC"),
    (
        "theatre.toml",
        "first = 7\nlast = 14",
        "first = 8\nlast = 14",
        "act 2 runs from turn 8 to 14; needed act 2 from turn 7",
    ),
    (
        "forces.toml",
        "rows = [[1, 4], [13, 3]",
        "rows = [[1, 4], [13, 3], [12, 5]",
        "rows start in turns [1, 13, 12, 14]; needed 1 first",
    ),
    ("forces.toml", 'reserve = "KOR"', 'reserve = "KOREA"', "place 'KOREA' is unknown"),
    (
        "events.toml",
        "changes = { ESC = 45",
        "changes = { ESC = 44",
        "ESC = 25 at the end of 1938-09; the events add up to 24",
    ),
    ("events.toml", 'month = "1938-10"\nturn = 5', 'month = "1938-10"\nturn = 6', "1938-10 is no month of turn 6"),
    ("policies.toml", "changes = { CTL = 6", "changes = { CLT = 6", "variable 'CLT' is unknown; nearest is CTL"),
    (
        "policies.toml",
        'seats = ["tokyo"]\nprice = 1',
        'seats = ["tokio"]\nprice = 1',
        "seat 'tokio' is unknown; nearest is tokyo",
    ),
    ("odds.toml", 'mark = "declared"', 'mark = "declare"', "mark 'declare' is unknown; nearest is declared"),
    (
        "odds.toml",
        'state = "sov_hill"\nwhere',
        'state = "sov_hil"\nwhere',
        "state of T 'sov_hil' is unknown; nearest is sov_hill",
    ),
    ("odds.toml", "p = [0.82, 0.18, 0.00]", "p = [0.82, 0.28, 0.00]", "needed 3 odds that add to 1"),
    ("victory.toml", "points = 35", "points = 34", "the parts of tokyo in act 1 add to 99; needed 100"),
    ("victory.toml", 'times = ["at_home"]', 'times = ["at_hom"]', "measure 'at_hom' is unknown; nearest is at_home"),
    ("parameters.toml", "value = 0.93", "value = 1.93", "DECAY = 1.93; needed 0.8 to 1"),
    ("parameters.toml", 'name = "FOG_SHARP"', 'name = "FOG_SHAPR"', "no rule reads 'FOG_SHAPR'; nearest is FOG_SHARP"),
    ("incidents.toml", 'place = "NOM"', 'place = "KWA"', "sector 'KWA' is unknown"),
    ("look.toml", 'seat = "field"', 'seat = "feld"', "seat 'feld' is unknown; nearest is field"),
    ("look.toml", 'face = "8E2A22"', 'face = "red"', 'face = "red": needed six hexadecimal digits'),
    ("look.toml", 'band = "CE9020"', 'bend = "CE9020"', "unknown key bend; nearest is band"),
    ("look.toml", 'date = "1939-08-23"', 'date = "1939-08-32"', 'date = "1939-08-32": needed a day or a month'),
    (
        "look.toml",
        'side = "soviet"\nname',
        'side = "japan"\nname',
        "needed one for each side, in their order: japan, soviet",
    ),
    ("victory.toml", 'side = "soviet"', 'side = "sowjet"', "side 'sowjet' is unknown; nearest is soviet"),
    ("temperaments.toml", 'state = "hard"', 'state = "hart"', "state of K 'hart' is unknown; nearest is hard"),
]


@pytest.mark.parametrize(("name", "old", "new", "said"), SLIPS)
def test_a_slip_is_told_where_it_stands(spoilt: Spoilt, name, old, new, said):
    spoilt.spoil(name, old, new)
    theatre, problems = read_theatre(spoilt.folder)
    assert theatre is None
    assert any(said in str(p) for p in problems), [str(p) for p in problems]
    assert all(p.file == f"north-or-south/{name}" for p in problems)
    found = next(p for p in problems if said in str(p))
    assert found.line > 0 or name == "parameters.toml"


def test_of_several_slips_each_is_told(spoilt: Spoilt):
    spoilt.spoil("policies.toml", "changes = { CTL = 6", "changes = { CLT = 6")
    spoilt.spoil("odds.toml", 'mark = "declared"', 'mark = "declare"')
    assert sorted(p.file for p in read_theatre(spoilt.folder)[1]) == [
        "north-or-south/odds.toml",
        "north-or-south/policies.toml",
    ]


def test_a_file_that_is_missing_or_no_toml_is_told(spoilt: Spoilt):
    (spoilt.folder / "victory.toml").write_text("[[part]\n", encoding="utf-8")
    assert "victory.toml" in spoilt.only_problem.file
    (spoilt.folder / "victory.toml").unlink()
    assert any("victory.toml" in p.file for p in read_theatre(spoilt.folder)[1])
    (spoilt.folder / "theatre.toml").unlink()
    with pytest.raises(BadFile, match="is unknown; at hand: north-or-south"):
        load_theatre(spoilt.folder)


def test_a_change_of_content_changes_the_digest_and_layout_does_not(spoilt: Spoilt):
    before = load_theatre(spoilt.folder).digest
    path = spoilt.folder / "policies.toml"
    path.write_text("# a remark\n\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert load_theatre(spoilt.folder).digest == before
    spoilt.spoil("policies.toml", "changes = { CTL = 6", "changes = { CTL = 7")
    assert load_theatre(spoilt.folder).digest != before


def test_the_look_is_no_part_of_the_game(spoilt: Spoilt):
    before = load_theatre(spoilt.folder)
    spoilt.spoil("look.toml", "first_view = [21, 16]", "first_view = [12, 9]")
    spoilt.spoil("look.toml", 'band = "3A60A8"', 'band = "2F7D4F"')
    after = load_theatre(spoilt.folder)
    assert (after.look.page.first_view, after.look.seat("field").band) == ((12, 9), "2F7D4F")
    assert after.digest == before.digest == load_theatre("north-or-south").digest
    spoilt.spoil("look.toml", "first_view = [12, 9]", "first_view = [99, 9]")
    said = board_problems(load_theatre(spoilt.folder), load_board("north-or-south"))
    assert [(p.file, p.key) for p in said] == [("north-or-south/look.toml", "page.first_view")]


def test_a_new_place_and_a_new_policy_touch_data_only(spoilt: Spoilt):
    with (spoilt.folder / "policies.toml").open("a", encoding="utf-8") as f:
        f.write(
            '[[policy]]\nid = "parade"\ntitle = "Parade"\nwords = "show the flag"\nseats = ["field"]\nchanges = { ESC = 1 }\n'
            'fort = 1\nsource = "design"\nconfidence = "C"\n'
        )
    with (spoilt.folder / "theatre.toml").open("a", encoding="utf-8") as f:
        f.write('[[place]]\nid = "TAI"\nname = { en = "Formosa" }\nkind = "reserve"\nseats = ["tokyo"]\n')
    from game.match.theatre import Move, Policy, Sheet, TheatreMatch

    match = TheatreMatch.new(load_theatre(spoilt.folder))
    match.resolve(tokyo=Sheet(moves=(Move("HOM", "TAI", 1),)), field=Sheet(policy=Policy("parade")), moscow=Sheet())
    assert next(p.divisions for p in match.view("tokyo").places if p.id == "TAI") == 1
    assert next(p.forts for p in match.view("field").places if p.id == "POS") == 1


def test_board_and_rules_have_the_same_places():
    theatre, board = load_theatre("north-or-south"), load_board("north-or-south")
    assert board_problems(theatre, board) == []
    fewer = replace(theatre, places=theatre.places[1:])
    assert [str(p.message) for p in board_problems(fewer, board)] == ["the board's place 'POS' is unknown to the rules"]
    wider = replace(theatre, places=(replace(theatre.places[0], hexes=(3, 1)), *theatre.places[1:]))
    assert [p.message for p in board_problems(wider, board)] == ["sector 'POS' has (3, 1) hexes; the board has (2, 1)"]


def date_of(words: str, year: str, *, last: bool) -> dt.date:
    """The day on which a part of a turn's name begins or ends: "29 Jul", "Sep", "mid-Jun"."""
    day, month = re.fullmatch(r"(mid-|\d+ )?([A-Z][a-z]{2})", words).groups()
    first = dt.datetime.strptime(f"1 {month} {year}", "%d %b %Y").date()
    if day == "mid-":  # the month's first half ends on the 15th, its second begins on the 16th
        return first.replace(day=15 if last else 16)
    if day:
        return first.replace(day=int(day))
    return (first + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1) if last else first


def test_the_name_of_every_turn_tells_its_dates_and_one_begins_as_the_other_ends():
    turns, day = load_theatre(SHIPPED).turns, dt.date(1938, 7, 1)
    for turn in turns:
        dates, year = turn.name.rsplit(" ", 1)
        parts = re.fullmatch(r"((?:mid-)?[^-]+)(?:-((?:mid-)?[^-]+))?", dates).groups()
        end = parts[1] or parts[0]
        begin = f"{parts[0]} {end.split()[-1]}" if parts[0].isdigit() else parts[0]  # "1-15 Jul"
        assert date_of(begin, year, last=False) == dt.date.fromisoformat(turn.first) == day, turn.name
        assert date_of(end, year, last=True) == dt.date.fromisoformat(turn.last), turn.name
        day = dt.date.fromisoformat(turn.last) + dt.timedelta(days=1)
    assert day == dt.date(1942, 1, 1)


def test_the_record_s_news_stand_in_the_turn_of_their_month():
    theatre = load_theatre(SHIPPED)
    for event in theatre.events:
        turn = theatre.turn(event.turn)
        assert turn.first[:7] <= event.month <= turn.last[:7], event.says
