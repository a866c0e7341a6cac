"""The record turn by turn: each page opens with what each army wrote or the words that nothing is known; all has a source."""

import subprocess
import sys
import time

import pytest

from game import load_scenario
from game.model.battle.record_start import at_the_start
from game.model.battle.scenario import Scenario

BATTLES = ("changkufeng", "first-counterattack", "hold-the-crest", "silent-assault")
NOTHING = {
    "japan": "Japan: no account of these hours was found.",
    "soviet": "USSR: no account of these hours was found.",
}


@pytest.fixture(scope="module")
def campaign() -> Scenario:
    return load_scenario("changkufeng")


@pytest.fixture(scope="module", params=BATTLES)
def battle(request) -> Scenario:
    return load_scenario(request.param)


# ---------------------------------------------------------------- every page
def test_every_turn_opens_with_what_each_army_recorded_or_the_words_that_nothing_is_known(battle: Scenario):
    for turn in battle.calendar.played():
        page = battle.record.at(turn.name)
        assert page.headline, turn.name
        for side in battle.sides:
            accounts = [t for t in page.told if t.kind == "account" and t.side == side]
            assert page.opening(side) == (tuple(t.text for t in accounts) or (NOTHING[side],)), (turn.name, side)


def test_a_turn_of_which_no_source_speaks_says_so_and_no_other_does(campaign: Scenario):
    turns = [campaign.record.page(t.name) for t in campaign.calendar.turns]
    silent = {p.at for p in turns if p.silence}
    assert silent >= {
        "5 Aug Evening",
        "7 Aug Evening",
        "8 Aug Morning",
        "8 Aug Evening",
        "9 Aug Evening",
        "12 Aug Morning",
    }
    assert not silent & {"2 Aug Day", "6 Aug Night", "8 Aug Day", "9 Aug Day"}
    assert silent == {t.at for t in campaign.record_turns if t.quiet}


def test_the_record_runs_by_day_from_6_july_and_to_31_august(campaign: Scenario):
    names = campaign.record.names
    assert (names[0], names[-1]) == ("6 Jul", "31 Aug")
    assert len(names) == 23 + 67 + 17  # 6 to 28 July, the turns, 15 to 31 August
    assert campaign.record.at("10 Jul").silence == "No source that was read tells of the front on this day."
    assert [t.where for t in campaign.record.at("22 Aug").of("talk")] == ["Tokyo"]


def test_every_statement_resolves_to_a_source_that_says_what_was_read_of_it(battle: Scenario):
    record = battle.record
    told = [
        e for page in record.pages() for e in (*page.told, *page.weather, *page.crest, *page.losses, *page.positions)
    ]
    assert len(told) > 60
    for entry in told:
        cited = [p.partition("#")[0] for p in entry.source.split("+")]
        found = {s.id: s for s in record.sources(entry.source)}
        assert set(cited) - set(found) <= {"estimate"}, entry
        assert entry.confidence in ("A", "B", "C")
        assert all(s.full and s.language and s.used and s.reliability for s in found.values()), cited


def test_persons_places_and_units_of_a_statement_are_known_by_name(campaign: Scenario):
    known = {c.id for c in campaign.counters} | {f.id for f in campaign.formations}
    for page in campaign.record.pages():
        for told in page.told:
            assert all(campaign.record.person(p).names.en and campaign.record.person(p).post for p in told.persons)
            assert all(campaign.record.place(p).names.en for p in told.places)
            assert set(told.units) <= known


# ---------------------------------------------------------------- asking for a page
@pytest.mark.parametrize(
    ("asked", "page"),
    [
        ("3 Aug Night", "3 Aug Night"),
        ("3 aug  night", "3 Aug Night"),
        ("3 Aug 22:30", "3 Aug Night"),
        ("4 Aug 03:45", "3 Aug Night"),
        ("4 Aug", "4 Aug Morning"),
        ("29 Jul", "29 Jul Day"),
        ("13 Jul", "13 Jul"),
        ("1938-08-22", "22 Aug"),
        ("20 Jul 16:00", "20 Jul"),
    ],
)
def test_a_turn_a_moment_or_a_date_opens_its_page(campaign: Scenario, asked, page):
    assert campaign.record.at(asked).at == page


@pytest.mark.parametrize("asked", ["yesterday", "5 Jul", "1 Sep", "1939-08-01", "31 Feb", ""])
def test_what_is_no_page_is_refused_with_what_is(campaign: Scenario, asked):
    with pytest.raises(ValueError, match=r"needed a turn such as .* from 6 Jul to 31 Aug"):
        campaign.record.at(asked)


def test_a_part_shows_the_turns_that_it_plays():
    record = load_scenario("hold-the-crest").record
    assert (record.names[0], record.names[-1]) == ("6 Aug Day", "11 Aug Day")
    with pytest.raises(ValueError, match="from 6 Aug Day to 11 Aug Day"):
        record.at("3 Aug Night")


# ---------------------------------------------------------------- where everybody stands
def test_places_are_carried_forward_and_grow_old_by_a_turn_a_turn(campaign: Scenario):
    """The squadron at Zarechye is placed on 29 July Day alone; four turns a day, 3 August Night is the 22nd after it."""
    ages = {name: _standing(campaign, name)["121C"].age_turns for name in ("29 Jul Day", "30 Jul Day", "3 Aug Night")}
    assert ages == {"29 Jul Day": 0, "30 Jul Day": 4, "3 Aug Night": 22}
    assert _standing(campaign, "3 Aug Night")["121C"].since == "29 Jul 08:00"


def test_a_turn_s_own_source_and_a_keyframe_make_a_place_young_again(campaign: Scenario):
    hill = campaign.place("changkufeng").hex
    assert _standing(campaign, "31 Jul Morning")["I/75"].hex == hill
    assert _standing(campaign, "31 Jul Morning")["I/75"].age_turns == 0
    assert _standing(campaign, "8 Aug Day")["2MB/R"].note.startswith("BT of the reconnaissance battalion")


def test_who_has_left_the_field_stands_nowhere(campaign: Scenario):
    assert "Makhalin" in {s.unit for s in campaign.record.standing(campaign.calendar.pulse_of("29 Jul 12:00"))}
    assert "Makhalin" not in _standing(campaign, "29 Jul Evening")
    last = _standing(campaign, "14 Aug Night").values()
    assert {s.side for s in last} == {"soviet"}


def test_nobody_stands_where_no_row_of_the_record_puts_him_and_a_place_on_the_way_is_marked(battle: Scenario):
    rows = [p for k in battle.keyframes for p in k.positions] + [p for t in battle.record_turns for p in t.positions]
    given = {(p.unit, p.hex): p.between for p in rows}
    for page in battle.record.pages():
        for s in page.positions:
            assert (s.unit, s.hex) in given, (page.at, s.unit)
            assert not (s.between and s.is_certain)


def test_on_the_night_of_the_assault_the_sixth_company_is_on_its_way_between_two_places():
    night = load_scenario("silent-assault")
    stood = {s.unit: s for s in night.record.standing(night.calendar.pulse_of("31 Jul 02:15"))}
    assert stood["6/75"].between
    assert not stood["III/75"].between  # it has not moved: the place of 20:00


def test_rows_of_the_reconstruction_are_the_sums_of_their_counters_or_say_why_not(campaign: Scenario):
    frames = {k.at: {p.unit: p for p in k.positions} for k in campaign.keyframes}
    assert len(campaign.record_rows) == 253
    for row in campaign.record_rows:
        there = [frames[row.at][u] for u in row.units if u in frames[row.at]]
        sums = sum(p.men for p in there), sum(p.tanks for p in there)
        assert (sums == (row.men, row.tanks)) is not bool(row.differs), row
    assert sum(bool(row.differs) for row in campaign.record_rows) == 10


def test_order_of_battle_and_record_are_one_at_the_first_pulse_or_say_why_not(battle: Scenario):
    rows = at_the_start(battle)
    assert {r.unit for r in rows} >= {c.id for c in battle.counters if c.hex is not None}
    for row in rows:
        assert row.why or (row.begins == row.recorded and row.drawn is None), row
        assert row.begins is None or row.recorded is None or row.begins == row.recorded or "by the record" in row.why


def test_the_eleven_of_the_picket_are_eleven_in_every_game(campaign: Scenario):
    picket = next(r for r in at_the_start(campaign) if r.unit == "Makhalin")
    assert (picket.begins, picket.recorded, picket.drawn, picket.why) == (((17, 21), 11), ((17, 21), 11), None, "")
    battalion = next(r for r in at_the_start(load_scenario("silent-assault")) if r.unit == "I/75")
    assert battalion.drawn == (318, 431)  # 375 less and more 15 %


# ---------------------------------------------------------------- losses, weather, light
def test_what_was_spread_over_the_turns_adds_up_to_the_archive_s_totals(campaign: Scenario):
    """The upper end of each band is half as much again as the share: 526 and 913 for Japan, 960 and 2,752 for the USSR."""
    for side, killed, wounded in (("japan", 526, 913), ("soviet", 960, 2752)):
        shares = [x for t in campaign.record_turns for x in t.losses if x.kind == "allocation" and x.side == side]
        assert sum(x.killed[1] for x in shares) / 1.5 == pytest.approx(killed, abs=15)
        assert sum(x.wounded[1] for x in shares) / 1.5 == pytest.approx(wounded, abs=15)


def test_claims_of_both_sides_stand_beside_the_count(campaign: Scenario):
    losses = campaign.record.at("31 Jul Morning").losses
    assert {(x.side, x.by, x.kind) for x in losses} >= {("japan", "soviet", "claim"), ("japan", "japan", "count")}
    assert next(x.total for x in losses if x.by == "soviet" and x.side == "japan") == (400, 400)


def test_weather_of_which_no_source_speaks_is_marked_as_inferred(campaign: Scenario):
    assert [w.is_inferred for w in campaign.record.at("6 Aug Morning").weather] == [False, False]
    assert all(w.is_inferred for w in campaign.record.at("13 Aug Day").weather)
    assert all(k.weather != "no source" for k in campaign.keyframes)


def test_sun_and_moon_of_a_turn_are_the_almanac_s(campaign: Scenario):
    page = campaign.record.at("30 Jul Night")
    assert {m.what: m.at for m in page.light} == {"civil_dusk": "30 Jul 20:13", "moonset": "30 Jul 21:09"}
    assert page.moon_lit == 0.16


def test_leave_that_was_asked_for_stands_in_its_turn(campaign: Scenario):
    decided = {(d.side, d.decision.kind, d.decision.act) for d in campaign.record.at("1 Aug Morning").decided}
    assert ("japan", "ask", "whole-division") in decided


# ---------------------------------------------------------------- as one side knew it
def test_a_side_s_page_has_its_own_account_and_nothing_that_it_could_not_know(battle: Scenario):
    for whole in battle.record.pages():
        for side in battle.sides:
            page = whole.to(side)
            assert page.headline == ""
            assert all(side == t.side or side in t.known_to for t in page.told)
            assert not any(t.kind == "account" and t.side != side and side not in t.known_to for t in page.told)
            assert not any(t.disputed or t.note for t in page.told)
            assert not any(e.note for e in (*page.crest, *page.losses, *page.lost, *page.positions))
            assert {p.side for p in page.positions} <= {side}
            assert {d.side for d in page.decided} <= {side}
            assert all(x.by == side or (x.side == side and x.by == "") for x in page.losses)
            assert page.keyframes == ()


def test_what_stalin_wired_is_no_news_to_japan(campaign: Scenario):
    page = campaign.record.at("1 Aug Day")
    assert any("Stalin" in t.text for t in page.to("soviet").told)
    assert not any("Stalin" in t.text for t in page.to("japan").told)


def test_how_low_the_cloud_hung_over_soviet_airfields_is_no_news_to_japan(campaign: Scenario):
    page = campaign.record.at("6 Aug Morning")
    assert [len(page.to(side).weather) for side in campaign.sides] == [1, 2]
    bombers = campaign.record.at("2 Aug Morning")
    assert any("22 SB" in t.text for t in bombers.to("soviet").told)
    assert not any("22 SB" in t.text for t in bombers.to("japan").told)


def test_both_know_what_was_said_between_them_in_moscow(campaign: Scenario):
    page = campaign.record.at("4 Aug Night")
    assert [[t.where for t in page.to(s).of("talk")] for s in campaign.sides] == [["Moscow"], ["Moscow"]]


# ---------------------------------------------------------------- read and stepped alone
def test_the_fortnight_opens_in_a_second_and_a_step_takes_a_tenth(campaign: Scenario):
    began = time.thread_time()
    record = load_scenario("changkufeng").record
    pages = record.pages()
    assert time.thread_time() - began < 1.0
    assert len(pages) == 107
    for name in record.names:
        began = time.thread_time()
        record.page(name)
        assert time.thread_time() - began < 0.1, name


def test_the_record_is_read_without_a_rule_being_compiled_or_resolved():
    words = "import sys, game; r = game.load_scenario('changkufeng').record; r.pages(); print(sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", words], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.replace("'", "").strip("[]\n").split(", "))
    assert not loaded & {"numba", "game.match.battle.match", "game.rules.battle.muster", "pygame"}


def test_a_statement_is_found_by_person_place_and_unit(campaign: Scenario):
    pages = [at for at, _told in campaign.record.about("vinevitin")]
    assert pages == ["15 Jul", "8 Aug Day"]
    assert "9 Aug Day" in [at for at, _told in campaign.record.about("hill-82")]
    assert campaign.record.about("nobody") == ()


def _standing(scenario: Scenario, name: str) -> dict:
    return {s.unit: s for s in scenario.record.at(name).positions}
