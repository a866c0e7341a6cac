"""`replay` of a battle as text and JSON: the record with its sources, whole, one page of it, or as one side knew it."""

import re
from pathlib import Path

import pytest

from game import load_scenario
from game.files.battle.bands import load_bands, read_bands

NAME = "changkufeng"


@pytest.fixture(scope="module")
def campaign():
    return load_scenario(NAME)


def test_the_whole_record_is_printed_a_page_a_turn_with_both_accounts(said, campaign):
    code, out, err = said("replay", NAME, "--text")
    assert (code, err) == (0, "")
    for turn in campaign.calendar.played():
        page = out.split(f"\n{turn.name} (")[1].split("\n\n")[0]
        told = campaign.record.at(turn.name)
        assert told.headline in page
        for side in campaign.sides:
            for line in told.opening(side):
                assert line in page, (turn.name, side)
        assert ("No source that was read" in page) == told.is_silent


def test_every_source_that_is_cited_stands_at_the_end_in_full(said, campaign):
    out = said("replay", NAME, "--text")[1]
    pages, _, sources = out.partition("\nSources\n")
    cited = {
        p.partition("#")[0] for ids in re.findall(r"\[([^\]\n]+), [ABC](?:,[^\]]*)?\]", pages) for p in ids.split("+")
    }
    listed = dict(re.findall(r"^  ([A-Za-z0-9]+): (.+)$", sources, re.MULTILINE))
    assert {"KA", "VO", "FR", "PP"} <= cited
    assert cited - {"estimate"} == set(listed)
    assert listed["KA"].startswith("Kasahara Kota, Soviet-Japanese border conflict at Lake Khasan in Japanese archives")
    assert "(2021). Russian; dissertation; used: openings of pages" in listed["KA"]


def test_one_page_shows_where_everybody_stands_and_how_old_that_is(said):
    out = said("replay", NAME, "--text", "--at", "3 Aug Night")[1]
    squadron = next(line for line in out.splitlines() if line.startswith("121C"))
    assert squadron.split() == [
        "121C",
        "USSR",
        "33,14",
        "reserve",
        "(estimate)",
        "100",
        "29",
        "Jul",
        "08:00",
        "22",
        "C",
    ]
    assert "29 Jul Evening" not in out


@pytest.mark.parametrize(
    ("asked", "page"), [("13 Jul", "13 Jul"), ("1938-08-22", "22 Aug"), ("6 Aug 15:00", "6 Aug Day")]
)
def test_a_day_or_a_moment_is_a_page_too(facts, asked, page):
    assert [p["at"] for p in facts("replay", NAME, "--at", asked)["pages"]] == [page]


def test_json_has_every_statement_with_its_source_in_full(facts):
    found = facts("replay", NAME)
    assert len(found["pages"]) == 107
    told = [t for p in found["pages"] for t in p["told"]]
    assert len(told) > 250
    for entry in told:
        ids = {p.partition("#")[0] for p in entry["source"].split("+")} - {"estimate"}
        assert all(found["sources"][i]["title"] and found["sources"][i]["language"] for i in ids)
        assert all(found["persons"][p]["names"]["en"] for p in entry["persons"])
        assert all(found["places"][p]["en"] for p in entry["places"])
    row = next(r for r in found["start"] if r["unit"] == "Makhalin")
    assert (row["order_of_battle"], row["record"], row["drawn"], row["why"]) == (
        {"hex": [17, 21], "men": 11},
        {"hex": [17, 21], "men": 11},
        None,
        "",
    )


@pytest.mark.parametrize(("side", "other"), [("japan", "soviet"), ("soviet", "japan")])
def test_a_side_is_told_its_own_account_and_what_it_knew(facts, said, side, other):
    found = facts("replay", NAME, "--side", side)
    assert found["side"] == side
    for page in found["pages"]:
        assert page["headline"] == ""
        assert list(page["opening"]) == [side]
        assert {p["side"] for p in page["positions"]} <= {side}
        assert all(t["side"] == side or side in t["known_to"] for t in page["told"])
        assert all(t["disputed"] == t["note"] == "" for t in page["told"])
        assert {b["side"] for b in page["lost"]} <= {side}
    assert all("fate" not in p for p in found["persons"].values())
    assert {r["side"] for r in found["start"]} <= {side}
    whole, own = (facts("replay", NAME, *more, "--at", "4 Aug Day") for more in ((), ("--side", side)))
    hidden = [t["text"] for t in whole["pages"][0]["told"] if t["side"] == other and side not in t["known_to"]]
    told = [t["text"] for t in own["pages"][0]["told"]]
    assert not set(hidden) & set(told)
    text = said("replay", NAME, "--text", "--side", side)[1]
    assert not any(line in text for line in hidden)


def test_a_game_is_told_beside_the_record_if_one_is_asked_for(facts, tmp_path):
    """Nobody was lost before the first turn of the night; after it both have lost men, the same by the same seed."""
    asked = ("replay", "silent-assault", "--at", "31 Jul Day")
    assert "board" not in facts(*asked)["pages"][0]
    one, again, other = (facts(*asked, "--seed", seed)["pages"][0]["board"] for seed in ("7", "7", "8"))
    assert one == again != other
    assert one["lost"]["japan"] > 0 < one["lost"]["soviet"]
    assert set(one["held_pm"]) == {p.place for p in load_scenario("silent-assault").scored}


def test_a_saved_game_is_told_beside_the_record(said, facts, tmp_path):
    from game.match.battle import Match

    night = load_scenario("silent-assault")
    match = Match.new(night, seed=3)
    match.resolve()
    path = tmp_path / "game.journal"
    match.save(path)
    pages = {p["at"]: p for p in facts("replay", "silent-assault", "--journal", str(path))["pages"]}
    assert set(pages["30 Jul Night"]["board"]["lost"]) == {"japan", "soviet"}
    assert pages["31 Jul Day"]["board"] is None  # not yet played
    text = said("replay", "silent-assault", "--journal", str(path), "--text", "--side", "japan")[1]
    line = next(line for line in text.splitlines() if "The game, after this turn" in line)
    assert "Japan" in line
    assert "USSR" not in line


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (("--text", "--at", "5 Sep"), "--at: '5 Sep' lies outside the record; needed a turn such as \"29 Jul Day\""),
        (("--text", "--side", "japn"), 'no side "japn"; nearest: "japan"'),
        (
            ("--side", "japan", "--seed", "3"),
            "--side: the window beside a re-enactment shows both accounts; needed --text",
        ),
        (("--journal", "a.journal"), "--journal: needed --text or --json"),
        (("--text", "--journal", "nowhere.journal"), "nowhere.journal: there is no such file"),
        (
            ("--text", "--journal", "a.journal", "--seed", "4"),
            "--seed: a saved game has its own; needed --journal alone",
        ),
    ],
)
def test_what_cannot_be_printed_is_said_in_one_line(said, words, answer):
    code, out, err = said("replay", NAME, *words)
    assert (code, out) == (2, "")
    assert answer in err
    assert err.count("\n") == 1


def test_the_film_is_written_as_one_page_and_opens_where_it_is_told(said, campaign, tmp_path):
    film = tmp_path / "film.html"
    code, out, err = said("replay", NAME, "--film", str(film), "--at", "6 Aug Day")
    assert (code, out) == (0, "")
    assert err == f"changkufeng: wrote {film}\n"
    page = film.read_text(encoding="utf-8")
    assert page.count('<section class="turn"') == len(campaign.record.names)
    assert f'data-first="{campaign.record.names.index("6 Aug Day")}"' in page


def test_a_part_of_the_record_is_printed_or_made_a_page(said, facts, tmp_path):
    """A date within the fortnight is all its turns."""
    part = ("--from", "6 Aug", "--to", "1938-08-07")
    asked = [p["at"] for p in facts("replay", NAME, *part)["pages"]]
    assert asked == [t.name for t in load_scenario(NAME).calendar.played() if t.date in ("6 Aug", "7 Aug")]
    assert len(asked) > 6
    film = tmp_path / "part.html"
    assert said("replay", NAME, *part, "--film", str(film))[0] == 0
    assert film.read_text(encoding="utf-8").count('<section class="turn"') == len(asked)


@pytest.fixture
def filmed(monkeypatch):
    """What is handed to the one who draws: the shots, the side, and how many he draws before he is stopped."""
    from game.client.map import moving

    seen = {}

    def save_gif(scenario, shots, path, *, hex_px, side, told):
        seen.update(shots=shots, side=side)
        done = min(seen.get("stops", 99), len(shots))
        if done:
            Path(path).write_bytes(b"GIF89a")
        return done

    monkeypatch.setattr(moving, "save_gif", save_gif)
    return seen


def test_a_film_has_the_turns_of_its_part_and_a_side_sees_its_own_counters(said, campaign, filmed, tmp_path):
    film = tmp_path / "film.gif"
    code, out, err = said("replay", NAME, "--film", str(film), "--from", "13 Jul", "--to", "30 Jul", "--side", "soviet")
    assert (code, out, err) == (0, "", f"changkufeng: wrote {film}\n")
    assert film.read_bytes() == b"GIF89a"
    assert filmed["side"] == "soviet"
    assert [s.title for s in filmed["shots"]] == [
        t.name for t in campaign.calendar.played() if t.date in ("29 Jul", "30 Jul")
    ]
    assert {p.side for s in filmed["shots"] for p in s.position.pieces} == {"soviet"}
    assert not any(
        s.words for s in filmed["shots"] if campaign.record.at(s.title).headline and "No source" not in s.words
    )


@pytest.mark.parametrize(
    ("stops", "said_so", "left"), [(2, "stopped: 2 of 67 turns are in the film", True), (0, "nothing was", False)]
)
def test_a_film_that_is_stopped_keeps_what_is_drawn(said, filmed, tmp_path, stops, said_so, left):
    filmed["stops"] = stops
    film = tmp_path / "film.gif"
    code, out, err = said("replay", NAME, "--film", str(film))
    assert (code, out) == (130, "")
    assert said_so in err
    assert [p.name for p in tmp_path.iterdir()] == (["film.gif"] if left else [])


def test_a_picture_is_of_the_turn_as_the_side_saw_it(said, monkeypatch, tmp_path):
    from game.cli.battle import show

    drawn = []
    monkeypatch.setattr(show, "draw", lambda scenario, shown, out, **more: drawn.append((shown, more)))
    for side in ("japan", None):
        asked = ("--side", side) if side else ()
        assert said("replay", NAME, "--at", "3 Aug Night", "--out", str(tmp_path / "a.png"), *asked)[0] == 0
    (own, one), (whole, both) = drawn
    assert {p.side for p in own.pieces} == {"japan"}
    assert {p.side for p in whole.pieces} == {"japan", "soviet"}
    assert set(own.pieces) <= set(whole.pieces)
    assert (one["side"], both["side"]) == ("japan", None)
    assert "3 Aug Night" in one["title"]
    assert both["words"] != "" == one["words"]


def test_a_journal_stands_in_the_scenarios_place_and_its_film_shows_a_side_no_more_than_it_knew(said, filmed, tmp_path):
    from game.match.battle import Match

    match = Match.new(load_scenario("silent-assault"), seed=3)
    match.resolve()
    match.save(tmp_path / "game.journal")
    asked = (str(tmp_path / "game.journal"), "--film", str(tmp_path / "game.gif"))
    assert said("replay", *asked, "--side", "japan")[0] == 0
    (own,) = filmed["shots"]
    assert said("replay", *asked)[0] == 0
    (whole,) = filmed["shots"]
    view = match.view_at("japan", match.records[0].state, match.records[0].turn)
    assert {p.unit for p in own.position.pieces if p.side == "soviet"} == {c.id for c in view.contacts}
    assert len(whole.position.pieces) > len(own.position.pieces)
    assert ("USSR" in own.words, "USSR" in whole.words) == (False, True)
    code, _out, err = said("replay", *asked[:1], "--out", str(tmp_path / "a.png"), "--at", "31 Jul Day")
    assert (code, "the game has not come to 31 Jul Day" in err) == (2, True)


def test_a_page_tells_what_many_re_enactments_had_by_its_end(said, facts):
    bands = load_bands("silent-assault")
    found = facts("replay", "silent-assault", "--at", "31 Jul Morning")["pages"][0]["model"]
    assert (found["games"], found["seed"], found["per_cent"]) == (bands.games, bands.seed, [5, 25, 50, 75, 95])
    rows = bands.at("31 Jul Morning")
    assert found["lost"] == {side: list(rows["lost", side, ""]) for side in ("japan", "soviet")}
    assert found["held_pm"]["changkufeng"] == {"japan": list(rows["held", "japan", "changkufeng"])}
    low, _q25, middle, _q75, high = rows["lost", "soviet", ""]
    out = said("replay", "silent-assault", "--at", "31 Jul Morning", "--text")[1]
    assert f"USSR {low} to {high} ({middle})" in out
    own = facts("replay", "silent-assault", "--at", "31 Jul Morning", "--side", "soviet")["pages"][0]["model"]
    assert set(own["lost"]) == {"soviet"}
    assert facts("replay", NAME, "--at", "13 Jul")["pages"][0]["model"] is None


def test_bands_are_played_printed_and_written(said, facts, tmp_path):
    path = tmp_path / "bands.toml"
    made = facts("bands", "silent-assault", "--games", "3", "--seed", "77", "--workers", "1")
    code, out, err = said(
        "bands", "silent-assault", "--games", "3", "--seed", "77", "--workers", "1", "--out", str(path)
    )
    assert code == 0
    assert f"wrote {path}" in err
    kept = read_bands(path)
    assert (kept.seed, kept.games, list(kept.check)) == (77, 3, made["check"])
    assert "31 Jul Morning" in out
    shown = facts("bands", "silent-assault", "--table")
    assert shown["content"] == load_bands("silent-assault").content
    code, _out, err = said("bands", "silent-assault", "--games", "1", "--out", str(tmp_path / "none" / "bands.toml"))
    assert code == 2
    assert err.count("\n") == 1
