"""Turns, pulses and moments (rule 1.1)."""

import locale

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.files.battle.scenarios import load_scenario
from game.model.battle.calendar import Calendar, Phase

PHASES = tuple(
    Phase(name=n, begins=b, ends=e)
    for n, b, e in (("Morning", 4, 8), ("Day", 8, 16), ("Evening", 16, 20), ("Night", 20, 4))
)
CALENDAR = Calendar(
    epoch="1938-07-29",
    campaign_first="29 Jul Day",
    campaign_last="14 Aug Night",
    first="30 Jul Evening",
    start="30 Jul Night",
    last="31 Jul Day",
    phases=PHASES,
)


def test_the_campaign_has_67_turns():
    assert len(CALENDAR.turns) == 67
    assert (CALENDAR.turns[0].name, CALENDAR.turns[-1].name) == ("29 Jul Day", "14 Aug Night")


def test_the_assault_is_in_turn_6_and_dawn_in_turn_7():
    assert [CALENDAR.turn(k).name for k in (0, 1, 2, 3, 6, 7, 8)] == [
        "29 Jul Day",
        "29 Jul Evening",
        "29 Jul Night",
        "30 Jul Morning",
        "30 Jul Night",
        "31 Jul Morning",
        "31 Jul Day",
    ]


def test_turns_last_16_and_32_pulses():
    assert [t.pulses for t in CALENDAR.turns[:4]] == [32, 16, 32, 16]


def test_a_night_bears_the_date_on_which_it_begins():
    night = CALENDAR.turn("30 Jul Night")
    assert CALENDAR.moment_of(night.first_pulse) == "30 Jul 20:00"
    assert CALENDAR.moment_of(night.last_pulse) == "31 Jul 04:00"
    assert CALENDAR.turn_at(CALENDAR.pulse_of("31 Jul 02:15")) == night


def test_turns_follow_without_a_gap():
    assert all(a.last_pulse == b.first_pulse for a, b in zip(CALENDAR.turns, CALENDAR.turns[1:], strict=False))


def test_a_pulse_is_a_quarter_of_an_hour_since_the_epoch():
    assert CALENDAR.pulse_of("29 Jul 00:00") == 0
    assert CALENDAR.pulse_of("31 Jul 02:15") == 2 * 96 + 9
    assert CALENDAR.pulse_of("31 Jul Morning") == 2 * 96 + 16


@given(st.integers(0, 17 * 96 - 1))
def test_moment_and_pulse_are_one(pulse):
    assert CALENDAR.pulse_of(CALENDAR.moment_of(pulse)) == pulse
    assert CALENDAR.moment_of(pulse).endswith(CALENDAR.clock_of(pulse))


@given(st.integers(32, 67 * 24))
def test_every_pulse_lies_in_the_turn_that_is_named(pulse):
    turn = CALENDAR.turn_at(pulse)
    assert turn.first_pulse <= pulse < turn.last_pulse or pulse >= CALENDAR.turns[-1].last_pulse


@pytest.mark.parametrize(
    "moment",
    [
        "",
        "yesterday",
        "31 Jul",
        "31 Jul 02:10",
        "31 Jul 25:00",
        "32 Jul 02:15",
        "0 Jul 02:15",
        "31 Jun 02:15",
        "31 Jul Dawn",
        "31 Jul 02:15 ",
        "٣ Jul 02:15",
        "9" * 5000 + " Jul 02:15",
    ],
)
def test_what_is_no_moment_is_refused_with_an_example(moment):
    with pytest.raises(ValueError, match=r'needed "31 Jul 02:15" in quarter hours'):
        CALENDAR.pulse_of(moment)


def test_an_unknown_turn_is_refused_with_the_campaigns_ends():
    with pytest.raises(KeyError, match="from 29 Jul Day to 14 Aug Night"):
        CALENDAR.turn("28 Jul Day")


def test_a_campaign_without_an_end_is_refused():
    endless = msgspec.structs.replace(CALENDAR, campaign_last="14 Aug Dawn")
    with pytest.raises(ValueError, match="no end within 40 days"):
        _ = endless.turns


def test_names_of_months_do_not_follow_the_computers_language(monkeypatch):
    monkeypatch.setattr(locale, "getlocale", lambda *_: ("ja_JP", "UTF-8"))
    assert CALENDAR.moment_of(0) == "29 Jul 00:00"
    assert CALENDAR.moment_of(3 * 96) == "1 Aug 00:00"


def test_the_silent_assault_plays_three_turns():
    assert [t.name for t in load_scenario("silent-assault").calendar.played()] == [
        "30 Jul Night",
        "31 Jul Morning",
        "31 Jul Day",
    ]
