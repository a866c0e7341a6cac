"""A game by file under an umpire: his disk alone holds it; a player's holds what his seat was told and nothing else."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from game.cli.mail import umpiring
from game.cli.main import main
from game.files import language
from game.match.battle import Match

GAME = "The silent assault by file"
Type = Callable[..., str]


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No language is asked for, and the luck of every game is the same."""
    monkeypatch.setenv(language.ASKED, "en")
    monkeypatch.setattr(umpiring.secrets, "randbits", lambda _bits: 1938)
    yield
    language.use_language("en")


@pytest.fixture
def typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Type:
    """`typed(user, *words, lines="")`: what a command says."""

    def run(user: str, *words: str, lines: str = "", code: int = 0) -> str:
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME"):
            monkeypatch.setenv(name, str(tmp_path / user))
        monkeypatch.setattr(sys, "stdin", io.StringIO(lines))
        found = main(["mail", *words])
        out, err = capsys.readouterr()
        assert found == code, err
        return out + err

    return run


def begun(typed: Type, tmp_path: Path, world: str = ".") -> Path:
    """The umpire begins the night, both sides join it; the exchange folder."""
    drive = tmp_path / world / "drive"
    typed(f"{world}/u", "new", "silent-assault", "--umpire", "--folder", str(drive))
    for user, seat in (("a", "japan"), ("b", "soviet")):
        typed(f"{world}/{user}", "join", str(drive), "--seat", seat)
    assert "2 reports sent" in typed(f"{world}/u", GAME)
    return drive


def test_the_umpire_plays_what_the_seats_send_and_reports_to_each(typed, tmp_path):
    begun(typed, tmp_path)
    assert "You command Japan" in typed("a", GAME, lines="order I/75 dig\nlist\nsend\norder I/75 hold\n")
    assert "You command USSR" in typed("b", GAME, lines="order Tereshkin dig\nsend\n")
    typed("u", GAME)
    told = typed("a", GAME)
    assert "> order I/75 dig" in told
    assert "Written: I/75: dig" in told
    assert "Turn 2 of 3" in told
    assert "order Tereshkin" not in told
    found = Match.load(tmp_path / "u" / "changkufeng" / "games" / f"{GAME}.journal")
    assert found.records[0].orders["japan"][0].task == "dig"
    assert found.records[0].orders["soviet"][0].unit == "Tereshkin"


def test_players_hold_no_game_and_the_folder_no_readable_word(typed, tmp_path):
    drive = begun(typed, tmp_path)
    typed("a", GAME, lines="order I/75 dig\nsend\n")
    typed("b", GAME, lines="order Tereshkin dig\nsend\n")
    typed("u", GAME)
    assert not list(tmp_path.glob("[ab]/**/*.journal"))
    lying = b"".join(p.read_bytes() for p in drive.iterdir())
    for word in (b"I/75", b"Tereshkin", b"Score"):
        assert word not in lying
    for user in "ab":
        (private,) = tmp_path.glob(f"{user}/**/*.mail")
        assert b"Score" not in private.read_bytes()


def test_what_a_seat_is_told_does_not_hang_on_what_it_cannot_know(typed, tmp_path):
    said = []
    for world, order in (("1", "order Tereshkin dig"), ("2", "decide ask across-tumen")):
        drive = begun(typed, tmp_path, world)
        typed(f"{world}/a", GAME, lines="order I/75 dig\nsend\n")
        typed(f"{world}/b", GAME, lines=f"{order}\nsend\n")
        typed(f"{world}/u", GAME)
        told = typed(f"{world}/a", GAME).replace(str(drive), "DRIVE")
        said.append([line for line in told.splitlines() if not line.startswith("Key of")])
    assert said[0] == said[1]


def test_lines_that_play_or_save_are_no_commands_at_the_umpires_table(typed, tmp_path):
    begun(typed, tmp_path)
    typed("a", GAME, lines="resolve now\nsave x\nload\nquit now\nsend\n")
    typed("b", GAME, lines="send\n")
    typed("u", GAME)
    told = typed("a", GAME)
    assert told.count("Not done: no command") == 4
    games = list((tmp_path / "u" / "changkufeng" / "games").glob("*.journal"))
    assert [p.stem for p in games] == [GAME]
    assert len(Match.load(games[0]).records) == 1


def test_a_turn_is_played_once_though_the_umpires_program_ends_before_it_reports(typed, tmp_path, monkeypatch):
    begun(typed, tmp_path)
    typed("a", GAME, lines="order I/75 dig\nsend\n")
    typed("b", GAME, lines="send\n")
    with monkeypatch.context() as patch:
        patch.setattr(umpiring, "_stand", stops_after(1))
        typed("u", GAME, code=130)
    typed("u", GAME)
    (journal,) = (tmp_path / "u" / "changkufeng" / "games").glob("*.journal")
    assert len(Match.load(journal).records) == 1
    assert "> order I/75 dig" in typed("a", GAME)


def stops_after(times: int) -> Callable[..., None]:
    """In the place of `_stand`: the program ends at the call after so many."""
    stand, count = umpiring._stand, [0]

    def run(*args: object) -> None:
        count[0] += 1
        if count[0] > times:
            raise KeyboardInterrupt
        stand(*args)

    return run


def test_the_night_is_played_to_its_end(typed, tmp_path):
    begun(typed, tmp_path)
    for _turn in range(3):
        for user in "ab":
            typed(user, GAME, lines="send\n")
        typed("u", GAME)
    assert "over" in typed("u", GAME)
    assert "over" in typed("u", "status")
    assert "Final score" in typed("a", GAME) or "score" in typed("a", GAME)


@pytest.mark.long
def test_the_strategic_game_under_an_umpire(typed, tmp_path):
    name = "North or South"
    drive = str(tmp_path / "drive")
    words = ("new", "north-or-south", "--umpire", "--act", "1", "--field", "plain", "--folder", drive, "--name", name)
    typed("u", *words)
    for user, seat in (("a", "tokyo"), ("b", "moscow")):
        typed(user, "join", drive, "--seat", seat, "--name", name)
    typed("u", f"{name} by file")
    typed("a", f"{name} by file", lines="policy talk\nsend\n")
    typed("b", f"{name} by file", lines="send\n")
    typed("u", f"{name} by file")
    assert "T2" in typed("a", f"{name} by file")


@pytest.mark.parametrize("words", [("new", "silent-assault", "--umpire", "--seat", "japan"), ("status", "--umpire")])
def test_an_umpire_sits_nowhere(typed, words):
    assert "an umpire sits nowhere" in typed("u", *words, code=2)


def test_orders_that_the_umpire_cannot_open_are_silence(typed, tmp_path, monkeypatch):
    begun(typed, tmp_path)
    monkeypatch.setattr("game.players.mailing.umpired.boxed", lambda _key, _data: "AAAA")
    typed("a", GAME, lines="order I/75 dig\nsend\n")
    monkeypatch.undo()
    monkeypatch.setenv(language.ASKED, "en")
    typed("b", GAME, lines="send\n")
    typed("u", GAME)
    (journal,) = (tmp_path / "u" / "changkufeng" / "games").glob("*.journal")
    assert Match.load(journal).records[0].orders["japan"] == ()
    assert "Turn 2 of 3" in typed("a", GAME)
