"""The longer road's files: what ships is whole, every citation has its source, and every slip is told at its line."""

import shutil
from pathlib import Path

import pytest

from game.files.errors import BadFile
from game.files.strict import entries
from game.files.theatre.roads import load_road, road_problems

SHIPPED = Path(__file__).resolve().parents[2] / "scenarios" / "north-or-south"


@pytest.fixture(scope="module")
def road():
    return load_road("north-or-south")


def test_it_runs_from_the_treaty_to_the_truce_in_order_of_time(road):
    assert [e.date for e in road.events] == sorted(e.date for e in road.events)
    assert road.events[0].id == "border-1886"
    assert road.events[-1].date == "1938-08-11"
    assert {e.kind for e in road.events} == {"decision", "incident", "card"}
    assert {e.card for e in road.events if e.card} == {card.id for card in road.cards}


def test_every_statement_names_a_source_that_is_there_or_says_that_it_is_our_estimate(road):
    for entry in (e for one in (*road.events, *road.halves, *road.staff, *road.clauses, *road.readings, *road.places)
                  for e in entries(one)):  # fmt: skip
        cited = getattr(entry, "source", None)
        if cited:
            assert len(road.cited(cited)) + cited.split("+").count("estimate") == len(cited.split("+")), cited
            assert entry.confidence in ("A", "B", "C")
    assert all(e.source or e.card for e in road.events)
    assert {s.id for s in road.sources if not s.title} == set()


def test_nothing_is_well_attested_by_our_own_dossiers_alone(road):
    ours = {"strategy", "battle", "terrain", "common", "estimate"}
    for entry in (
        e for one in (*road.events, *road.halves, *road.clauses, *road.readings, *road.places) for e in entries(one)
    ):
        if getattr(entry, "confidence", "") == "A" and entry.source:
            assert set(entry.source.split("+")) - ours, entry


def test_forces_go_by_half_years_without_a_gap(road):
    assert [h.name for h in road.halves] == [f"{y}-{k}" for y in range(1931, 1939) for k in (1, 2)]
    for half in road.halves:
        for series in ("men", "divisions", "tanks", "aircraft"):
            assert set(half.of(series)) == {"soviet", "japan"}
        assert len(half.of("divisions")["japan"]) == 2  # both armies


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("events.toml", 'source = "common"', 'source = "comon"', "source 'comon' is unknown"),
        ("events.toml", 'card = "portsmouth"', 'card = "portsmuth"', "card 'portsmuth' is unknown"),
        ("events.toml", 'date = "1904-02-08"', 'date = "1904-02-30"', "needed a day such as 1938-07-31"),
        ("events.toml", 'id = "jiandao"', 'id = "korea"', "id 'korea' is already there"),
        ("events.toml", 'spot = "B"\n', "", "an incident has a place"),
        ("forces.toml", "low = 5.0, high = 6.0", "low = 7.0, high = 6.0", "low = 7, high = 6"),
        ("forces.toml", '{ side = "soviet"', '{ side = "sovjet"', "side 'sovjet' is unknown"),
        ("treaty.toml", 'when = "1938"', 'when = "1939"', "1939"),
        ("places.toml", "km = 1.5", "kmh = 1.5", "unknown key kmh"),
        ("sources.toml", "[[source]]", "[source", "no TOML"),
    ],
)
def test_a_slip_is_told_at_its_line(tmp_path, file, old, new, said):
    home = Path(shutil.copytree(SHIPPED, tmp_path / "game"))
    path = home / "road" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BadFile) as refused:
        load_road(home)
    assert said in str(refused.value)
    assert all(p.line > 0 and f"road/{file}" in p.file for p in refused.value.problems)
    assert road_problems(home) == list(refused.value.problems)
    shutil.rmtree(home / "road")
    assert road_problems(home) == []
