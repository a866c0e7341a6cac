"""`changkufeng mail`: begun, joined, listed, played by two programs through one folder; and every other way in is closed."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from game.cli.main import main
from game.files import language
from game.match.battle import Match
from tests.programs import KILL, Program

GAME = "The silent assault by file"
Type = Callable[..., tuple[int, str, str]]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Folders of two users, and the drive between them."""
    return tmp_path


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No language is asked for."""
    monkeypatch.setenv(language.ASKED, "en")
    yield
    language.use_language("en")


@pytest.fixture
def typed(data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Type:
    """`typed(user, *words, lines="")`: exit code, output and errors of a command."""

    def run(user: str, *words: str, lines: str = "") -> tuple[int, str, str]:
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME"):
            monkeypatch.setenv(name, str(data / user))
        monkeypatch.setattr(sys, "stdin", io.StringIO(lines))
        code = main(list(words))
        out, err = capsys.readouterr()
        return code, out, err

    return run


def begun(typed: Type, data: Path) -> None:
    """A begins the night, B joins it."""
    assert typed("a", "mail", "new", "silent-assault", "--seat", "japan", "--folder", str(data / "drive"))[0] == 0
    assert typed("b", "mail", "join", str(data / "drive"))[0] == 0


def journal(data: Path, user: str) -> Path:
    """The journal of a user's game."""
    return data / user / "changkufeng" / "games" / f"{GAME}.journal"


@pytest.mark.long
def test_two_programs_play_the_first_turns_through_one_folder(data):
    run = [sys.executable, "-m", "game", "mail"]
    for user, words in (
        ("a", ["new", "silent-assault", "--folder", str(data / "drive")]),
        ("b", ["join", str(data / "drive")]),
    ):
        program = Program([*run, *words], data / user)
        assert any("To go on: changkufeng mail" in line for line in program.until(""))
        program.kill(KILL)
    programs = [Program([*run, GAME, "--text"], data / user) for user in "ab"]
    for program, order in zip(programs, ("order I/75 dig", "order Tereshkin dig"), strict=True):
        program.type("wait", order)
        program.until("Written")
    for turn in (1, 2):
        for program in programs:
            program.type("resolve")
        for program in programs:
            program.until("Sealed and sent")
            program.type("wait")
        for program in programs:
            assert any(f"Turn {turn + 1} of 3" in line for line in program.until(f"Turn {turn + 1} of 3"))
    for program in programs:
        program.type("quit")
        program.until("To go on")
        program.kill(KILL)
    one, two = (Match.load(journal(data, user), at_table=True) for user in "ab")
    assert [r.digest for r in one.records] == [r.digest for r in two.records]
    assert len(one.records) == 2
    assert one.records[0].orders["soviet"][0].unit == "Tereshkin"


def test_a_game_is_listed_with_what_it_waits_for(typed, data):
    begun(typed, data)
    code, out, _err = typed("a", "mail", "status", "--json")
    assert code == 0
    (facts,) = json.loads(out)["games"]
    assert facts["seats"] == ["japan"]
    assert facts["turns"] == -1
    assert facts["disputes"] == []
    assert GAME in typed("a", "mail", "status")[1]


def test_a_game_goes_on_by_load_as_by_its_name(typed, data):
    begun(typed, data)
    typed("a", "mail", GAME, "--text", lines="look\nquit\n")
    typed("b", "mail", str(data / "drive"), "--text", lines="look\norder Tereshkin dig\nresolve\nquit\n")
    typed("a", "mail", GAME, "--text", lines="resolve\n")
    typed("b", "mail", GAME, "--text", lines="look\n")
    code, out, _err = typed("a", "play", "silent-assault", "--text", "--load", str(journal(data, "a")), lines="look\n")
    assert code == 0
    assert "Turn 2 of 3" in out


def test_after_sealing_nothing_more_is_written(typed, data):
    begun(typed, data)
    typed("b", "mail", GAME, "--text", lines="look\n")
    code, out, _err = typed("a", "mail", GAME, "--text", lines="look\nresolve\norder I/75 dig\nresolve\nrun\nwhere\n")
    assert code == 0
    assert out.count("Not done: your orders of this turn are sealed and sent") == 3


def test_packets_that_came_by_mail_are_taken(typed, data):
    begun(typed, data)
    (packet,) = (data / "drive").glob("*soviet t00 join*")
    (data / "mailed.ckf").write_bytes(packet.read_bytes())
    packet.unlink()
    code, out, _err = typed("a", "mail", "take", GAME, str(data / "mailed.ckf"))
    assert code == 0
    assert "mailed.ckf taken as" in out
    assert packet.exists()


def test_a_claim_before_its_time_says_when(typed, data):
    begun(typed, data)
    typed("b", "mail", GAME, "--text", lines="look\nresolve\n")
    typed("a", "mail", GAME, "--text", lines="look\nresolve\n")
    code, _out, err = typed("a", "mail", "claim", GAME)
    assert code == 2
    assert "can be claimed now" in err or "has time until" in err


# ---------------------------------------------------------------- bad input is one line
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("mail",), "needed: new SCENARIO"),
        (("mail", "new"), "needed: new SCENARIO"),
        (("mail", "new", "nowhere"), "is unknown"),
        (("mail", "new", "silent-assault", "--seat", "mars"), 'no seat "mars"'),
        (("mail", "new", "silent-assault", "--seat", "japan", "--seat", "soviet"), "one of them must sit elsewhere"),
        (("mail", "new", "silent-assault", "--what-if", "nothing"), "no what-if"),
        (("mail", "new", "silent-assault", "--act", "1"), "a battle"),
        (("mail", "new", "north-or-south", "--field", "plain", "--moscow", "plain"), "a seat here and one elsewhere"),
        (("mail", "new", "north-or-south", "--seat", "tokyo", "--tokyo", "plain"), "you sit there yourself"),
        (("mail", "join", "/nowhere"), "cannot be read"),
        (("mail", "some game"), "No game by file goes on here"),
        (("mail", "claim"), "needed"),
        (("mail", "take", "x"), "needed: take GAME FILE"),
    ],
    ids=lambda value: " ".join(value[1:4]) if isinstance(value, tuple) else "",
)
def test_bad_input_is_one_line(typed, words, said):
    code, out, err = typed("a", *words)
    assert code == 2
    assert out == ""
    assert said in err
    assert len(err.splitlines()) == 1


# ---------------------------------------------------------------- closed until the end
@pytest.mark.parametrize(
    "words",
    [
        ("show", "silent-assault", "--journal", "FILE"),
        ("show", "silent-assault", "--journal", "FILE", "--side", "soviet"),
        ("show", "silent-assault", "--journal", "FILE", "--side", "japan", "--json"),
        ("outlook", "--battle", "FILE"),
    ],
    ids=" ".join,
)
def test_no_other_command_opens_a_game_that_is_not_over(typed, data, words):
    begun(typed, data)
    typed("a", "mail", GAME, "--text", lines="look\n")
    code, out, err = typed("a", *(str(journal(data, "a")) if w == "FILE" else w for w in words))
    assert code == 2
    assert "a game by file that is not over" in err or "is a game of silent-assault" in err
    assert out == ""


@pytest.mark.parametrize(
    "words", [("replay", "north-or-south", "--text"), ("show", "north-or-south", "--seat", "moscow")], ids=" ".join
)
def test_no_other_command_opens_a_strategic_game_that_is_not_over(typed, data, words):
    drive = str(data / "drive")
    typed("a", "mail", "new", "north-or-south", "--act", "1", "--field", "empty", "--folder", drive, "--name", "x")
    typed("b", "mail", "join", drive, "--name", "x")
    assert "T1" in typed("a", "mail", "x by file", "--text", lines="look\n")[1]
    (path,) = (data / "a").rglob("*.journal")
    code, out, err = typed("a", *words, "--journal", str(path))
    assert (code, out) == (2, "")
    assert "a game by file that is not over" in err


def test_without_its_private_file_a_game_is_read_from_its_own_seat_alone(typed, data):
    begun(typed, data)
    typed("b", "mail", GAME, "--text", lines="look\nresolve\n")
    typed("a", "mail", GAME, "--text", lines="look\nresolve\n")
    journal(data, "a").with_suffix(".mail").unlink()
    lines = "order I/75 dig\nresolve\nbranch\nstate\n"
    load = ("--load", str(journal(data, "a")), "--side", "soviet")
    code, out, _err = typed("a", "play", "silent-assault", "--text", *load, lines=lines)
    assert code == 0
    assert "You command Japan" in out
    assert "You command USSR" not in out
    assert out.count("it can only be read") == 2
    assert "no branches while it is played" in out


def test_a_game_that_is_over_is_open_and_valid(typed, data):
    begun(typed, data)
    for user in "abab":
        typed(user, "mail", GAME, "--text", lines="look\nresolve\n" * 3)
    for user in "ababab":
        typed(user, "mail", GAME, "--text", lines="look\nresolve\n")
    path = str(journal(data, "a"))
    assert typed("a", "validate", path)[:2] == (0, f"{path}: no problem found\n")
    assert typed("a", "show", "silent-assault", "--journal", path, "--side", "soviet")[::2] == (0, "")
    assert "over" in typed("a", "mail", "status")[1]


def test_what_a_seat_reads_before_the_reveal_does_not_hang_on_what_the_other_ordered(typed, data, monkeypatch):
    """The nonces are the same; only the orders of the other house differ."""
    said, folders = [], []
    for k, order in enumerate(("order Tereshkin dig", "order Tereshkin hold\ndecide ask across-tumen")):
        secrets = iter(f"{n:064x}" for n in range(1000))
        for room in ("game.players.mailing.games.new_secret", "game.players.mailing.post.new_secret"):
            monkeypatch.setattr(room, lambda secrets=secrets: next(secrets))
        here = data / str(k)
        assert typed(f"{k}/a", "mail", "new", "silent-assault", "--folder", str(here / "drive"))[0] == 0
        assert typed(f"{k}/b", "mail", "join", str(here / "drive"))[0] == 0
        typed(f"{k}/a", "mail", GAME, "--text", lines="look\n")
        typed(f"{k}/b", "mail", GAME, "--text", lines=f"look\n{order}\nresolve\n")
        lines = "look\nstate\ncontacts\nreport\nscore\nlook\nkeys\nunits\n"
        said.append(typed(f"{k}/a", "mail", GAME, "--text", lines=lines)[1].replace(str(here), "HERE"))
        folders.append({p.name: p.read_bytes() for p in (here / "drive").iterdir()})
    assert said[0] == said[1]
    assert "USSR has sealed turn 1" in said[0]
    differ = {name for name in folders[0] if folders[0][name] != folders[1].get(name)}
    assert all("soviet t01 seal" in name for name in differ)
    assert differ
    assert not any(b"Tereshkin" in content for folder in folders for content in folder.values())


def test_a_folder_that_has_moved_is_found_again(typed, data):
    begun(typed, data)
    (data / "drive").rename(data / "elsewhere")
    code, out, _err = typed("a", "mail", GAME, "--text", lines="look\n")
    assert code == 0
    assert "cannot be read" in out
    assert typed("a", "mail", GAME, "--folder", str(data / "nowhere"), "--text")[0] == 2
    code, out, _err = typed("a", "mail", GAME, "--folder", str(data / "elsewhere"), "--text", lines="state\n")
    assert code == 0
    assert "Turn 1 of 3" in out


def test_the_doctor_names_a_private_file_that_is_damaged(typed, data):
    begun(typed, data)
    journal(data, "a").with_suffix(".mail").write_text("{")
    _code, out, _err = typed("a", "doctor", "--json")
    found = {one["what"]: one for one in json.loads(out)["checks"]}
    assert not found[f"game by file {GAME}.mail"]["ok"]
    assert found["games by file"]["state"] == "0 can be read"
