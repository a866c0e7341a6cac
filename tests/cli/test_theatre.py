"""The commands of the strategic game: shapes for scripts, plain lines for people, one line for slips."""

import io
import re
import sys

import pytest

NAME = "north-or-south"


@pytest.fixture
def typed(said, monkeypatch, tmp_path):
    """`typed(lines, words...)`: a game in the terminal with these lines typed."""

    def run(lines, *words):
        monkeypatch.setattr(sys, "stdin", io.StringIO("\n".join(lines) + "\n"))
        monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
        code, out, err = said("play", NAME, "--text", *words)
        assert (code, err) == (0, "")
        return out

    return run


def test_simulate(facts):
    found = facts("simulate", NAME, "--games", "20", "--seed", "5")
    assert (found["scenario"], found["games"], found["seed"]) == (NAME, 20, 5)
    assert len(set(found["digests"])) == 20
    assert set(found["outcomes"]["T"]) <= {"no_fight", "sov_hill", "jp_hill", "widened"}
    assert all(len(values) == 20 for values in found["outcomes"].values())
    assert facts("simulate", NAME, "--games", "20", "--seed", "5")["digests"] == found["digests"]


def test_simulate_with_seats_and_an_act_alone(facts):
    found = facts(
        "simulate", NAME, "--games", "2", "--workers", "1", "--act", "1", "--tokyo", "plain", "--field", "staff:tsuji"
    )
    assert found["seats"] == {"tokyo": "plain", "field": "staff:tsuji", "moscow": "empty"}
    assert "N" not in found["outcomes"]
    assert all(s is not None for s in found["outcomes"]["score_tokyo"])


def test_simulate_of_a_what_if_fixes_the_choice(facts, said):
    assert set(facts("simulate", NAME, "--games", "5", "--what-if", "kantokuen")["outcomes"]["N41"]) == {"attack"}
    assert "share" in said("simulate", NAME, "--games", "5")[1]


def test_compare(facts, said, tmp_path):
    found = facts("compare", NAME, "--what-if", "order-1488-vetoed", "--games", "60")
    (variant,) = found["variants"]
    assert (variant["name"], variant["n"]) == ("order-1488-vetoed", 60)
    assert variant["outcomes"]["K=soft"]["mean"] == 1.0
    assert set(variant["outcomes"]["N=clash"]) == {"mean", "lo", "hi", "q05", "q50", "q95"}
    assert variant["effects"]["N=clash"]["diff"] < 0.0
    out = tmp_path / "report.html"
    code, text, err = said("compare", NAME, "--what-if", "order-1488-vetoed", "--games", "60", "--out", str(out))
    assert code == 0
    assert "In both worlds" in text
    assert "Order 1488 vetoed" in out.read_text(encoding="utf-8")
    assert err.endswith(f"wrote {out}\n")


def test_show(facts, said):
    found = facts("show", NAME, "--at", "T3", "--seat", "moscow")
    assert (found["turn"], found["seat"]) == (3, "moscow")
    assert {c["id"] for c in found["cards"]} == {"R", "TM"}
    assert "force ratios" in said("show", NAME, "--seat", "field")[1]


def test_replay_tells_the_historical_path(facts, said):
    found = facts("replay", NAME)
    assert (found["states"]["T"], found["states"]["PH"]) == ("sov_hill", "south_war")
    assert [t["turn"] for t in found["turns"]] == list(range(1, 25))
    text = said("replay", NAME, "--text")[1]
    assert "tokyo answers W: on_time" in text
    by_turn = {page.partition("\n")[0]: page for page in re.split(r"^T\d+ ", text, flags=re.MULTILINE)}
    assert "Canton falls on the 21st" in by_turn["Sep-Oct 1938"]  # October, not before
    assert "Pearl Harbor" in by_turn["Sep-Dec 1941"]


def test_every_turn_of_the_replay_tells_its_news_and_who_argued_what_with_sources_in_full(facts, said):
    found = facts("replay", NAME)
    cited = {n["source"] for t in found["turns"] for n in t["news"]}
    for turn in found["turns"]:
        for card in turn["settled"]:
            cited |= {card["source"], *(a["source"] for a in card["arguments"])}
    assert cited - {"estimate"} == set(found["sources"])
    assert all(s["title"] for s in found["sources"].values())
    august = next(t for t in found["turns"] if t["turn"] == 4)
    assert "order to take Wuhan" in august["news"][0]["text"]
    assert august["news"][0]["dated"][0]["date"] == "1938-08-11"
    wuhan = next(c for c in august["settled"] if c["card"] == "W")
    assert wuhan["state"] == "on_time"
    assert {a["option"] for a in wuhan["arguments"]} >= {"on_time", "dropped"}
    text = said("replay", NAME, "--text", "--at", "T4")[1]
    pages, _, sources = text.partition("\nSources\n")
    marks = set(re.findall(r"\[([a-z0-9-]+), [ABC]\]", pages))
    assert marks - {"estimate"} == set(re.findall(r"^  ([a-z0-9-]+): ", sources, re.MULTILINE))
    assert "  22 August 1938: On the 22nd comes the order to take Wuhan. [strategy, C]" in pages
    assert [t["turn"] for t in facts("replay", NAME, "--at", "May 1939")["turns"]] == [9]


def test_lists_rules_and_checks(facts, said):
    assert NAME in [s["id"] for s in facts("scenarios")]
    assert len(facts("what-ifs", NAME)) >= 21
    assert facts("validate", NAME) == {"ok": True, "errors": []}
    assert said("rules", NAME)[1] == said("rules", "--scenario", NAME)[1] != said("rules")[1]


def test_an_act_is_played_in_the_terminal(typed, tmp_path):
    path = tmp_path / "act.journal"
    lines = [
        "policy talk",
        "seal",
        "answer E refuse",
        "seal",
        "answer J R=local air",
        "sheet",
        *["seal"] * 4,
        f"save {path}",
    ]
    out = typed(lines, "--seat", "tokyo", "--act", "1")
    assert "Written; the sheet costs 0 of 15 standing" in out
    assert "answer J R=local air" in out
    assert "Reinforce or not: answered in 3 of 9 cases; in the others the odds decide" in out
    assert "the game is over" in out
    assert "act 1 " in out


def test_a_game_is_saved_and_taken_up_again(typed, tmp_path, said):
    path = tmp_path / "half.journal"
    typed(["seal", "seal", f"save {path}", "quit"], "--seat", "field", "--moscow", "staff")
    assert "T3: 29 Jul-11 Aug 1938" in typed(["quit"], "--seat", "field", "--load", str(path))
    assert said("validate", str(path))[0] == 0
    assert said("replay", NAME, "--journal", str(path), "--text")[0] == 0


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("move HOM XYZ 2", "(rule 1.2)"),
        ("move HOM YAN", "needed: move SOURCE TARGET N"),
        ("polcy talk", "nearest is policy"),
        ("policy tlak", "nearest is talk"),
        ("answer E refuse", "(rule 4.2)"),
        ("strike 9", "(rule 3.2)"),
        ("card ZZ", 'no card "ZZ"'),
        ("save /nowhere/at/all/x.journal", "there is no folder /nowhere/at/all"),
        ("move HOM YAN 99999999999", "needed: move SOURCE"),
    ],
)
def test_a_slip_at_the_table_is_answered_in_a_line_and_changes_nothing(typed, line, answer):
    out = typed([line, "sheet", "quit"], "--seat", "tokyo")
    assert answer in out
    assert "an empty sheet" in out


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (("simulate", NAME, "--japan", "plain"), "it has seats"),
        (("simulate", "silent-assault", "--tokyo", "plain"), "has sides"),
        (("simulate", NAME, "--tokyo", "plian"), 'nearest: "plain"'),
        (("simulate", NAME, "--tokyo", "plain:tsuij"), 'nearest: "tsuji"'),
        (("simulate", NAME, "--act", "7"), "--act: needed 1 to 3"),
        (("simulate", NAME, "--dial", "thesys"), 'nearest: "thesis"'),
        (("simulate", NAME, "--what-if", "kantoku"), 'nearest: "kantokuen"'),
        (("show", NAME, "--at", "T99"), "no turn"),
        (("compare", NAME, "--what-if", "nothing"), "no what-if"),
        (("play", NAME, "--text", "--seat", "tokyo", "--tokyo", "plain"), "you sit"),
        (("play", NAME, "--text", "--load", "none.journal"), "cannot open"),
        (("replay", NAME, "--journal", "none.journal", "--text"), "no such file"),
        (("replay", NAME, "--journal", "none.journal"), "--journal: needed --text or --json"),
        (("replay", NAME, "--text", "--at", "T99"), "--at: T99 is in no turn; needed T1 to T24"),
        (("simulate", NAME, "--what-if", "frozen", "--tokyo", "plain"), "nobody sits"),
    ],
)
def test_slips_are_told_in_one_line(said, words, answer):
    code, out, err = said(*words)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert answer in err
