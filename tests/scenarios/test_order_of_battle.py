"""The order of battle of 30 July, 20:00, holds what the reconstruction says and adds up as its head says."""

import pytest

from game.model.battle.scenario import Scenario

# Rows of the reconstruction for 30 July Night: counter, hex, men, guns, tanks.
JAPAN = """
I/75 16,30 375 2 0; 6/75 17,31 115 0 0; 10/75 16,28 115 0 0; III/75 18,31 260 2 0; II/75 9,28 250 2 0; RG/75 19,31 90 4 0
AT/75 20,31 70 4 0; I/76 13,21 375 2 0; Noguchi 15,29 108 0 0; Kanda 13,26 70 0 0; I/25MA 7,25 450 12 0; II/25MA 8,27 450 12 0
15FHA 4,33 400 4 0; 19E 8,22 250 0 0; 19D 7,23 60 0 0
"""
SOVIET = """
Tereshkin 18,26 80 0 0; 1/119 18,27 110 0 0; 2/119 17,21 95 0 0; 59R 18,20 57 0 0; III/118 24,22 550 2 0; 40TB/1 23,16 60 0 10
40AR/1 24,16 80 4 0
"""  # III/118: the reconstruction has four pieces, of which the two 45 mm are counted


def rows(text: str) -> dict[str, tuple[str, int, int, int]]:
    """The table above by counter."""
    found = {}
    for row in text.replace("\n", ";").split(";"):
        if row.strip():
            unit, here, men, guns, tanks = row.split()
            found[unit] = (here, int(men), int(guns), int(tanks))
    return found


@pytest.mark.parametrize(("side", "table"), [("japan", JAPAN), ("soviet", SOVIET)])
def test_counters_stand_where_the_reconstruction_has_them_with_its_strengths(night: Scenario, side: str, table: str):
    found = {
        c.id: (f"{c.hex[0]},{c.hex[1]}" if c.hex else "", c.men + c.crew, c.guns + c.at, c.tanks)
        for c in night.counters
        if c.side == side
    }
    assert found == rows(table)


def test_the_garrisons_are_190_and_150_men_and_another_600_stand_across_the_lake(night: Scenario):
    men = {c.id: c.men for c in night.counters}
    assert men["Tereshkin"] + men["1/119"] == 190
    assert 145 <= men["2/119"] + men["59R"] <= 155
    assert 500 <= men["III/118"] <= 600


def test_machine_guns_of_the_assault_add_up_to_the_combat_study(night: Scenario):
    assault = [night.counter(u) for u in ("I/75", "6/75", "10/75", "III/75")]
    assert (sum(c.lmg for c in assault), sum(c.hmg for c in assault)) == (27, 8)
    hill = [night.counter(u) for u in ("Tereshkin", "1/119")]
    assert 6 <= sum(c.lmg for c in hill) <= 10
    assert 4 <= sum(c.hmg for c in hill) <= 6
    second = [night.counter(u) for u in ("2/119", "59R")]
    assert (sum(c.lmg for c in second), sum(c.hmg for c in second)) == (6, 3)


def test_companies_add_up_to_their_counter(night: Scenario):
    wrong = [c.id for c in night.counters if c.companies and sum(x.men for x in c.companies) != c.men + c.crew]
    assert wrong == []


def test_only_the_soviet_hills_are_dug_in(night: Scenario):
    assert {c.id: c.works_pm for c in night.counters if c.works_pm} == {
        "Tereshkin": 350,
        "1/119": 350,
        "2/119": 350,
        "59R": 350,
    }


def test_mountain_guns_on_the_korean_bank_have_no_leave_and_say_so(night: Scenario):
    shut = {c.id: c.released_note for c in night.counters if not c.released}
    assert set(shut) == {"I/25MA", "II/25MA"}
    assert all("Seoul" in note for note in shut.values())


def test_every_counter_has_a_history_and_a_source(night: Scenario):
    assert [c.id for c in night.counters if not c.history or not c.source] == []


def test_figures_of_men_are_never_sold_as_better_than_their_place(night: Scenario):
    """Places may be A or B; no counter's strength is: the head of the file says so, and `estimate` stands in the source."""
    assert [c.id for c in night.counters if c.confidence == "A"] == []


def test_staff_estimates_name_enemy_counters_only(night: Scenario):
    assert [i.unit for i in night.intelligence if night.counter(i.unit).side == i.side] == []
