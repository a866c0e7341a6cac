"""Files that others made, at every door of the program: one line, the same at all of them, and nothing that steers a terminal."""

import io
import json
import sys

import pytest

from game import Match, load_scenario
from game.cli import output, troubles
from game.cli.main import main
from game.files.theatre.theatres import load_theatre
from game.match.theatre import TheatreMatch
from game.rules.battle import state as S
from game.rules.theatre import state as T
from tests.forging import forge, relabel

ESCAPES = "\x1b]0;PWNED\x07\x1b[2J\x1b[31mred\x9b5m\u202e\x7f"
BATTLE, THEATRE = "silent-assault", "north-or-south"


@pytest.fixture(scope="module")
def games():
    """Two turns of either scale, nobody ordering anything."""
    found = Match.new(load_scenario(BATTLE), seed=3), TheatreMatch.new(load_theatre(THEATRE), seed=3)
    for match in found:
        match.resolve()
        match.resolve()
    return dict(zip((BATTLE, THEATRE), found, strict=True))


@pytest.fixture(params=[BATTLE, THEATRE])
def saved(request, games, tmp_path):
    """Id, game and journal."""
    path = tmp_path / "game.journal"
    games[request.param]._saved = ("", 0)
    games[request.param].save(path)
    return request.param, games[request.param], path


def doors(name, path):
    """Every command that opens a journal."""
    found = [
        ("play", name, "--text", "--load", str(path)),
        ("validate", str(path)),
        ("show", name, "--journal", str(path)),
        ("show", name, "--journal", str(path), "--json"),
    ]
    return [*found, ("replay", name, "--text", "--journal", str(path))] if name == THEATRE else found


@pytest.fixture
def answers(said, monkeypatch):
    """Code and lines of every door; the text game's input is empty."""

    def ask(name, path):
        found = []
        for words in doors(name, path):
            monkeypatch.setattr(sys, "stdin", io.StringIO(""))
            code, out, err = said(*words)
            for text in (out, err):
                assert all(c.isprintable() or c in "\n\t" for c in text), (words, text)
            found.append((code, out, err))
        return found

    return ask


def refused_alike(found, path) -> str:
    """The one line of all doors, exit code 2."""
    lines = set()
    for code, out, err in found:
        assert code == 2
        assert (out + err).count("\n") == 1
        lines.add((out + err).strip().removeprefix("changkufeng: "))
    assert len(lines) == 1, lines
    line = lines.pop()
    assert str(path) in line
    return line


def test_a_forged_position_is_one_line_and_2_at_every_door(saved, answers):
    name, match, path = saved
    relabel(path, "0.3")
    column = {BATTLE: ("units", S.HEX), THEATRE: ("cards", T.CARD_STATE)}[name]
    forge(path, 2, match.state, lambda s: getattr(s, column[0]).__setitem__((0, column[1]), 2_000_000))
    assert f"its packed position is forged: {column[0]}[0, {column[1]}] is 2e+06" in refused_alike(
        answers(name, path), path
    )


def test_a_position_of_another_digest_is_one_line_and_2_at_every_door(saved, answers):
    name, match, path = saved
    relabel(path, "0.3")
    forge(path, 2, match.state, lambda s: s[0].__setitem__((0, 0), 1), named=False)
    assert "its packed position is" in refused_alike(answers(name, path), path)


@pytest.mark.parametrize("line", [0, 2])
def test_nothing_in_a_journal_steers_the_terminal(saved, answers, line):
    """Every text of the header and of a turn holds escapes, one after the other."""
    name, _, path = saved
    lines = path.read_bytes().split(b"\n")
    facts = json.loads(lines[line])
    words = [k for k, v in facts.items() if isinstance(v, str)]
    for change in (*({k: ESCAPES} for k in words), {ESCAPES: {ESCAPES: ESCAPES}}):
        spoilt = json.dumps(facts | change).encode()
        path.write_bytes(b"\n".join([*lines[:line], spoilt, *lines[line + 1 :]]))
        answers(name, path)


def test_a_journal_that_cannot_be_opened_is_named_without_what_its_name_holds(tmp_path, said, monkeypatch):
    for suffix in (".journal", ""):
        path = tmp_path / f"a{ESCAPES}{suffix}"
        path.write_bytes(b"{}\n")
        for words in (*doors(BATTLE, path), ("validate", str(path)), ("play", str(path)), ("plans", str(path))):
            monkeypatch.setattr(sys, "stdin", io.StringIO(""))
            code, out, err = said(*words)
            assert code == 2, words
            assert all(c.isprintable() or c == "\n" for c in out + err), words


@pytest.mark.parametrize(
    "speak",
    [
        output.say,
        output.note,
        output.paragraph,
        lambda text: output.paragraph(text, heading=True),
        lambda text: output.table(text, (text,), ((text,),)),
        lambda text: output.print_json({text: [text]}),
        lambda text: main(["play", text]),
        lambda text: main([text]),
        lambda text: main(["rules", text]),
        lambda text: main(["play", BATTLE, "--load", text]),
        lambda text: main(["simulate", BATTLE, "--games", text]),
    ],
)
@pytest.mark.parametrize("terminal", [True, False])
def test_every_way_to_print_says_no_sign_that_steers(speak, terminal, capsys, monkeypatch):
    monkeypatch.setattr(output, "is_terminal", lambda _stream: terminal)
    monkeypatch.setenv("TERM", "dumb")  # so that what is drawn brings no escapes of its own
    speak(f"one\ntwo\t{ESCAPES}")
    out, err = capsys.readouterr()
    assert "red" in out + err
    assert all(c.isprintable() or c in "\n\t" for c in out + err)


def test_json_says_what_is_in_a_file_and_steers_nothing(capsys):
    output.print_json([ESCAPES])
    assert json.loads(capsys.readouterr().out) == [ESCAPES]


def test_a_trouble_stays_one_line():
    assert str(troubles.Trouble("a\n b")) == "a b"


# ------------------------------------------------------------ older rules and damage


def play(said, monkeypatch, path, name, *lines):
    """A sitting in text mode that begins with a saved game."""
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n".join(lines) + "\n"))
    seat = ("--seat", "tokyo") if name == THEATRE else ("--side", "japan")
    return said("play", name, *seat, "--text", "--load", str(path))


def test_a_journal_of_older_rules_is_saved_as_it_is_and_opened_again(saved, said, monkeypatch, tmp_path):
    name, match, path = saved
    relabel(path, "0.0")
    before, copy = path.read_bytes(), tmp_path / "copy.journal"
    code, out, err = play(said, monkeypatch, path, name, f"save {copy}", "quit")
    assert code == 0, err
    assert f"of rules 0.0, this program plays {match.rules}: opened read-only" in err
    assert path.read_bytes() == before
    code, out, err = play(said, monkeypatch, copy, name, "resolve", "quit")
    assert code == 0, err
    assert "can only be read; branch plays on under the present ones" in out
    assert json.loads(copy.read_bytes().split(b"\n")[0])["rules"] == "0.0"
    assert said("validate", str(copy))[:2] == (0, f"of rules 0.0, this program plays {match.rules}: opened read-only\n")


def test_a_journal_of_older_rules_is_carried_on_as_a_branch(saved, said, monkeypatch):
    name, _, path = saved
    relabel(path, "0.0")
    before, branch = path.read_bytes(), path.with_name("game branch.journal")
    seal = "resolve" if name == BATTLE else "seal"
    code, out, err = play(said, monkeypatch, path, name, "branch", seal, "quit")
    assert code == 0, err
    assert f"This goes on as a branch under the present rules: {branch}" in out
    assert path.read_bytes() == before
    assert said("validate", str(branch))[:2] == (0, f"{branch}: no problem found\n")


def test_a_damaged_journal_gives_back_its_good_turns_and_says_so_in_a_line(saved, said, monkeypatch):
    name, _, path = saved
    lines = path.read_bytes().split(b"\n")
    path.write_bytes(b"\n".join([*lines[:2], lines[2][:100], lines[2], b""]))
    before = path.read_bytes()
    code, _, err = play(said, monkeypatch, path, name, "resolve", "quit")
    assert code == 0, err
    line = next(line for line in err.splitlines() if "damaged" in line).removeprefix("changkufeng: ")
    assert line.startswith("line 3 is damaged: ")
    assert line.endswith("the turn before it is good and opened as a branch, the file stays as it is")
    assert path.read_bytes() == before
    assert path.with_name("game branch.journal").exists()
    assert said("validate", str(path))[:2] == (2, line + "\n")
    assert said("validate", str(path), "--json")[0] == 2


def test_a_whole_journal_has_no_problem(saved, said):
    _, _, path = saved
    assert said("validate", str(path))[:2] == (0, f"{path}: no problem found\n")


def test_validate_finds_what_only_resolving_finds(saved, said):
    _, _, path = saved
    lines = path.read_bytes().split(b"\n")
    path.write_bytes(
        b"\n".join([lines[0], json.dumps(json.loads(lines[1]) | {"digest": "0" * 16}).encode(), *lines[2:]])
    )
    code, out, _ = said("validate", str(path))
    assert code == 2
    assert "resolved again it ends in" in out
