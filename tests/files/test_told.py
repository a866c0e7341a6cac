"""What is told otherwise than the files first said: errata, marks no better than their sources, names by the record."""

import shutil

import pytest

from game import load_scenario
from game.files.errors import BadFile
from game.files.strict import entries
from game.files.theatre.decks import load_deck
from game.files.theatre.theatres import load_theatre, read_theatre

THEATRE = "north-or-south"


@pytest.fixture
def copied(checkout, tmp_path):
    """The strategic game in a folder of one's own."""
    shutil.copytree(checkout / "scenarios" / THEATRE, tmp_path / THEATRE)
    return tmp_path / THEATRE


def test_mended_texts_are_told_and_the_game_stays_the_same(copied):
    told = load_theatre(THEATRE)
    (copied / "errata.toml").unlink()
    plain, _problems = read_theatre(copied)
    assert plain is not None
    assert plain.digest == told.digest
    assert told.events[0].says.startswith("The hill that Soviet troops have held since 9 July")
    assert plain.events[0].says.startswith("Soviet troops stand on the hill")
    assert [e.changes for e in told.events] == [e.changes for e in plain.events]


def test_a_fight_is_called_by_its_place_and_a_day_is_the_day():
    titles = {i.id: i.title for i in load_theatre(THEATRE).incidents}
    assert titles["khanka"] == "Novo-Alekseevka"
    reading = next(r for r in load_deck(THEATRE).prologue if r.id == "manchukuo")
    assert "1 March 1932; on the 9th Puyi" in reading.text


def test_a_staff_talk_of_february_1941_is_not_that_of_april():
    says = next(e.says for e in load_theatre(THEATRE).events if e.month == "1941-02")
    assert (
        says == "Preparations in the south; Americans and British confer in Washington, British and Dutch at Singapore."
    )


def test_an_erratum_of_words_that_nobody_says_is_refused_with_its_line(copied):
    path = copied / "errata.toml"
    path.write_text(
        path.read_text(encoding="utf-8").replace('was = "Lake Khanka"', 'was = "Lake Hanka"'), encoding="utf-8"
    )
    with pytest.raises(BadFile, match=r"errata.toml:[0-9]+: was: no incident has that title; nearest is Lake Khanka"):
        load_theatre(copied)


def test_nothing_that_rests_on_our_digests_and_on_works_recalled_alone_is_well_attested():
    theatre = load_theatre(THEATRE)
    weak = {s.id for s in theatre.deck.sources if s.kind == "digest" or s.reliability.startswith("recalled")}
    assert {"strategy", "coox77", "hata"} <= weak
    marked = [e for e in (*entries(theatre), *entries(load_deck(THEATRE))) if getattr(e, "confidence", "") == "A"]
    assert len(marked) > 20
    assert [e for e in marked if e.source and set(e.source.replace(" ", "").split("+")) <= weak] == []


def test_the_record_of_the_battle_marks_nothing_well_attested_by_our_digests_alone():
    scenario = load_scenario("changkufeng")
    ours = {s.id for s in scenario.sources if s.kind == "digest"}
    record = (scenario.keyframes, scenario.record_turns, scenario.record_days, scenario.people, scenario.record_places)
    marked = [e for part in record for e in entries(part) if getattr(e, "confidence", "") == "A"]
    assert len(marked) > 100
    assert [e for e in marked if {p.partition("#")[0] for p in e.source.split("+")} <= ours] == []


@pytest.mark.parametrize("battle", ["changkufeng", "first-counterattack", "hold-the-crest", "silent-assault"])
def test_the_tumen_is_called_as_russians_called_it_in_1938_on_list_and_map(battle):
    scenario = load_scenario(battle)
    drawn = [f["properties"]["names"] for f in scenario.features["features"] if f["properties"].get("names")]
    assert scenario.place("tumen").names.ru == "Тумень-Ула"
    assert [n["ru"] for n in drawn if n["en"] == "Tumen"] == ["Тумень-Ула"]
    assert scenario.place("tumen").names.ja == "豆満江"  # what the record does not rename stays
    assert "Туманная" not in {n.get("ru") for n in drawn} | {p.names.ru for p in scenario.places}


@pytest.mark.parametrize(
    ("good", "bad", "said"),
    [
        ('month = "1938-07"\nsays', 'month = "1938-06"\nsays', "month '1938-06' is unknown; nearest is"),
        ('given = { E = ["refuse"] }', 'given = { E = ["refused"] }', "state 'refused' is unknown; nearest is refuse"),
        ('at = "NOM"', 'at = "NOMO"', "sector 'NOMO' is unknown; nearest is NOM"),
    ],
)
def test_a_clause_of_the_news_names_a_month_a_state_and_a_sector_that_there_are(copied, good, bad, said):
    path = copied / "look.toml"
    text = path.read_text(encoding="utf-8")
    assert good in text
    path.write_text(text.replace(good, bad, 1), encoding="utf-8")
    with pytest.raises(BadFile, match=rf"look.toml:[0-9]+: .*{said}"):
        load_theatre(copied)
