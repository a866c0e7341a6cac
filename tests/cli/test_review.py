"""`changkufeng review`: the last page from the shell; one line for what may not be looked into."""

import json

import pytest

from game.files import saves
from game.files.battle.scenarios import load_scenario, scenario_folder
from game.match.battle import Match
from game.model.battle.orders import Order
from game.players.battle.historical import HistoricalCommander
from game.whatif.battle.runs import Setting, played


@pytest.fixture(scope="module")
def night(tmp_path_factory):
    """A night that a player of Japan has played to its end."""
    match = played(Setting(scenario=load_scenario("silent-assault"), commanders=("plain", "plain")), 3, trace=True)
    match.seats = {"japan": "human", "soviet": "computer"}
    path = tmp_path_factory.mktemp("review") / "night.journal"
    match.save(path)
    return path


@pytest.fixture
def begun(night, tmp_path):
    """The same night after its first turn; `begun(**seats)` is its file."""

    def write(**seats):
        match = Match.load(night).branch(1)
        match.seats = seats
        path = tmp_path / "begun.journal"
        match.save(path)
        return str(path)

    return write


def test_a_battle_is_told_in_lines(said, night):
    code, out, err = said("review", str(night), "--games", "2", "--workers", "1")
    assert (code, err) == (0, "")
    match = Match.load(night)
    for side, name in (("japan", "Japan"), ("soviet", "USSR")):
        assert f"{match.score(side).total:.0f} of 100 by its own aims" in out
        assert f"30 Jul Night, {name}: " in out
    for words in (
        "Score over time",
        "rounds for a crest",
        "Stroke of luck: ",
        "The computer for USSR: ",
        "Claimed in 1938 by",
    ):
        assert words in out
    assert "2 games with the seeds after this one's" in out


def test_scripts_read_the_same_facts(facts, night):
    found = facts("review", str(night), "--games", "0")
    match = Match.load(night)
    assert [t["name"] for t in found["turns"]] == [r.turn.name for r in match.records]
    assert found["turns"][-1]["scores"]["japan"] == pytest.approx(match.score("japan").total)
    assert found["other_luck"] is None


def test_the_page_is_written_and_nothing_printed_beside_it(said, night, tmp_path):
    out_file = tmp_path / "page.html"
    code, out, err = said("review", str(night), "--games", "0", "--html", str(out_file))
    assert (code, out) == (0, "")
    assert err == f"changkufeng: wrote {out_file}\n"
    assert "default-src 'none'" in out_file.read_text(encoding="utf-8")


def test_a_saved_game_is_found_by_its_name(said, night, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    saves.folder().mkdir(parents=True)
    Match.load(night).save(saves.path_for("our night"))
    code, out, _err = said("review", "our night", "--games", "0", "--json")
    assert code == 0
    assert json.loads(out)["over"] is True


def test_a_side_is_understood_by_its_name_and_narrows_what_is_seen(said, night):
    code, out, _err = said("review", str(night), "--games", "0", "--side", "ussr", "--json")
    assert code == 0
    assert json.loads(out)["seen_by"] == ["soviet"]


def test_a_game_that_goes_on_is_told_to_its_player_alone(said, begun):
    path = begun(japan="human", soviet="computer")
    code, out, _err = said("review", path)
    assert code == 0
    assert "goes on" in out
    assert "USSR" not in out.split("Claimed")[0]
    code, out, err = said("review", path, "--side", "soviet")
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert "its own seat, Japan" in err


@pytest.mark.parametrize("seats", [{"japan": "human", "soviet": "human"}, {"japan": "human", "soviet": "mail"}, {}])
@pytest.mark.parametrize("how", [["--json"], ["--text"], ["--side", "japan"]])
def test_no_other_game_that_goes_on_is_told_of(said, begun, seats, how):
    code, out, err = said("review", begun(**seats), *how)
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert "a game by file that is not over" in err if "mail" in seats.values() else "when it is over" in err


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("gone.journal", None, "there is no such file"),
        ("bad.journal", "{}\n", "is no journal"),
        ("empty.journal", "", "is empty"),
    ],
)
def test_what_is_no_journal_gets_one_line(said, tmp_path, name, content, why):
    path = tmp_path / name
    if content is not None:
        path.write_text(content, encoding="utf-8")
    code, out, err = said("review", str(path))
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert why in err


def test_a_strategic_game_is_sent_to_replay(said):
    code, _out, err = said("review", str(scenario_folder("silent-assault").parent / "north-or-south/history.journal"))
    assert code == 2
    assert "strategic game" in err


def test_an_unknown_side_gets_the_nearest(said, night):
    code, _out, err = said("review", str(night), "--side", "jappan", "--games", "0")
    assert code == 2
    assert 'no side "jappan"' in err


# ---------------------------------------------------------------- departures
def test_a_re_enactment_never_left_history(said, facts):
    path = str(scenario_folder("silent-assault") / "history.journal")
    code, out, err = said("review", path, "--departures")
    assert (code, err) == (0, "")
    assert out == "Every order is the record's: history was never left.\n"
    assert facts("review", path, "--departures")["first"] is None


def test_what_was_worth_most_is_told_with_its_interval(said, tmp_path):
    scenario = load_scenario("silent-assault")
    match = Match.new(scenario, seed=7)
    seats = {side: HistoricalCommander(side, scenario) for side in scenario.sides}
    while not match.over:
        sheets = {s: tuple(seats[s].orders(match.view(s))) for s in scenario.sides}
        if match.turn.name == "31 Jul Day":
            sheets["japan"] += (Order(unit="I/75", task="withdraw", target=(16, 29)),)
        match.resolve(**sheets)
    match.save(tmp_path / "a.journal")
    code, out, _err = said("review", str(tmp_path / "a.journal"), "--departures", "--games", "10", "--workers", "1")
    assert code == 0
    lines = out.splitlines()
    assert len(lines) == 4
    assert lines[0].startswith("History was left in 31 Jul Day, Japan: I/75 Retire 16,29")
    assert lines[2].startswith("-")
    assert lines[3].startswith("10 pairs of games")


def test_of_a_game_that_goes_on_only_where_its_player_left_history_is_told(said, begun, facts):
    path = begun(japan="human", soviet="computer")
    found = facts("review", path, "--departures")
    assert found["sides"] == ["japan"]
    assert found["worth_most"] == []
    assert found["first"] is None or found["first"]["side"] == "japan"
    code, _out, err = said("review", begun(japan="human", soviet="human"), "--departures")
    assert code == 2
    assert "when it is over" in err


# ---------------------------------------------------------------- handout
def test_a_handout_is_written_into_a_folder_that_is_made(said, tmp_path):
    code, out, err = said("handout", "silent-assault", "--out", str(tmp_path / "class"))
    assert (code, err) == (0, "")
    written = sorted(p.name for p in (tmp_path / "class").iterdir())
    assert len(written) == 9
    assert sorted(line.rpartition("/")[2] for line in out.splitlines()) == written


def test_without_a_browser_the_pages_are_there_all_the_same(said, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    code, _out, err = said("handout", "silent-assault", "--out", str(tmp_path / "class"), "--pdf")
    assert code == 0
    assert "no browser" in err
    assert (tmp_path / "class" / "rules.html").is_file()


def test_a_browser_that_fails_is_told_in_a_line(said, tmp_path, monkeypatch):
    broken = tmp_path / "chromium"
    broken.write_text("#!/bin/sh\nexit 3\n", encoding="utf-8")
    broken.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    code, out, err = said("handout", "silent-assault", "--out", str(tmp_path / "class"), "--pdf")
    assert code == 0
    assert err.count("\n") == 1
    assert "was not made (chromium: CalledProcessError)" in err
    assert ".pdf" not in out


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["north-or-south", "--out", "x"], "is the strategic game; this command needs a battle"),
        (["silent-asault", "--out", "x"], "silent-assault"),
        (["silent-assault", "--out", "no/such/place"], "there is no folder"),
        (["silent-assault"], "--out"),
    ],
)
def test_a_handout_that_cannot_be_gets_one_line(said, tmp_path, monkeypatch, words, why):
    monkeypatch.chdir(tmp_path)
    code, _out, err = said("handout", *words)
    assert code == 2
    assert err.count("\n") == 1
    assert why in err


@pytest.mark.parametrize(("code", "word"), [("ja", "得点の推移"), ("ru", "Ход счёта"), ("zh", "得分变化")])
def test_a_review_speaks_the_language_asked_for(said, night, code, word):
    _code, out, _err = said("review", str(night), "--games", "0", "--language", code)
    assert word in out
