"""Facts that were once told wrong, held against the order of battle, the sources and the clock."""

import re
import tomllib

import pytest

from game import load_scenario
from game.core import words
from game.files import language

BATTLES = ("changkufeng", "first-counterattack", "hold-the-crest", "silent-assault")
SOVIET_SOURCES = {"EN", "BO", "SH", "EZ", "VO", "DV", "MI", "LL", "WT", "O40"}


@pytest.fixture(scope="module", params=BATTLES)
def battle(request):
    return load_scenario(request.param)


def test_tanks_and_guns_of_the_briefing_are_those_of_the_order_of_battle():
    """Close on 290 tanks, some 150 guns: those on the map when the part begins; the 237 are the corps' own count."""
    part = load_scenario("hold-the-crest")
    there = [c for c in part.counters if c.side == "soviet" and c.hex is not None]
    assert 280 <= sum(c.tanks for c in there) <= 290
    assert 145 <= sum(c.guns + c.at for c in there) <= 155
    assert "close on 290 tanks" in part.briefing["japan"]
    assert (
        "Their corps counts 237 guns, a quarter of them light ones of 45 mm; some 150 are near"
        in part.briefing["japan"]
    )
    assert round(58 / 237, 2) == 0.24


def test_an_account_of_a_moment_names_no_hour_that_is_still_to_come(battle):
    """Accounts that print an hour of the Soviet clock, one ahead of ours, say so and are left out."""
    late = []
    for frame in battle.keyframes:
        at = frame.at.rpartition(" ")[2]
        for text in (frame.text, *(a.text for a in frame.accounts)):
            hours = [h for h in re.findall(r"\b[0-2][0-9]:[0-5][0-9]\b", text) if "clock" not in text]
            late += [(frame.at, h) for h in hours if h > at]
    assert late == []


def test_no_attack_is_told_before_it_is_made():
    frames = {k.at: k for k in load_scenario("changkufeng").keyframes}
    told = {at: " ".join((k.text, *(a.text for a in k.accounts))) for at, k in frames.items()}
    assert "Three attacks" not in told["2 Aug 20:00"]  # the third came about 21:00
    assert "35 tanks" not in told["3 Aug 20:00"]  # at 22:30
    assert "every half hour" not in told["5 Aug 20:00"]  # in the night that follows
    assert "96th claims" not in told["6 Aug 16:15"]  # at 17:00
    assert "grenades" not in told["8 Aug 20:00"]  # the sappers' night


def test_each_side_s_account_comes_from_a_source_that_can_speak_for_it(battle):
    """No Japanese account rests on Soviet papers alone: the report of the engineer chief stood under Japan's stripe."""
    for frame in battle.keyframes:
        for account in frame.accounts:
            ids = {p.partition("#")[0] for p in account.source.split("+")}
            assert account.side != "japan" or not ids <= SOVIET_SOURCES, (frame.at, account.text)
            assert account.side != "japan" or "EN" not in ids


def test_nine_hundred_and_sixty_are_the_dead_and_the_missing(battle):
    names = {o.id: o.name for o in battle.outcomes}
    assert names["soviet_killed"] == "Soviet dead and missing"
    assert names.get("soviet_killed_share", "Dead and missing among the Soviet losses") == (
        "Dead and missing among the Soviet losses"
    )


def test_weather_of_which_no_source_speaks_is_not_shown_as_weather(battle):
    assert {k.weather for k in battle.keyframes} & {"no source", "unknown", "-"} == set()


def test_kasahara_s_dissertation_is_of_2021_in_both_scales(checkout):
    sources = {s.id: s for s in load_scenario("changkufeng").sources}
    assert sources["KA"].year == "2021"
    table = tomllib.loads((checkout / "scenarios/north-or-south/sources.toml").read_text(encoding="utf-8"))
    assert next(s["title"] for s in table["source"] if s["id"] == "kasahara").endswith("(St Petersburg 2021)")


def test_the_wings_that_may_pass_the_line_are_infantry_in_every_language():
    aviation = {"ja": "航空", "ru": "авиаци", "zh": "航空"}
    try:
        for code, word in aviation.items():
            language.use_language(code)
            assert word not in words._("wings over the line to 1 km")
            assert words._("wings over the line to 1 km") != "wings over the line to 1 km"
    finally:
        language.use_language("en")


def test_a_statement_of_the_record_stands_alone():
    """Its card shows it without those before it: who is meant is said, not left to a pronoun."""
    campaign = load_scenario("changkufeng")
    told = [t.text for page in campaign.record.pages() for t in page.told]
    assert [text for text in told if text.split()[0] in ("He", "She", "They", "It", "His", "Their")] == []


def test_the_dead_of_both_sides_are_exchanged_and_the_reporter_is_named():
    """Papers and staffs of both sides know an exchange; what White saw is found under his name."""
    campaign = load_scenario("changkufeng")
    assert "The dead are exchanged." in [t.text for t in campaign.record.at("13 Aug Day").told]
    fire = next(t for t in campaign.record.at("9 Aug Day").told if "both heights of Changkufeng" in t.text)
    assert fire.persons == ("white",)
