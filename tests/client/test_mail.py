"""A game by file at the window: the page it is begun and joined on, two windows over one folder, what one may do and see."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pygame
import pytest
from msgspec.structs import replace

from game.client import doors, launch, warm
from game.client.app import App
from game.client.battle.last_page.screen import LastPage
from game.client.battle.screen import BattleScreen
from game.client.kit import clipboard
from game.client.kit.paint import Brush
from game.client.kit.theme import Theme
from game.client.kit.widgets import Button, Listing
from game.client.mail import doors as mail
from game.client.mail import folders, watch
from game.client.mail.page import GOING, JOIN, NEW
from game.client.mail.waiting import MailWaiting
from game.client.pages.curtain import CurtainScreen
from game.client.pages.game_menu import GameMenu
from game.client.pages.waiting import WaitingScreen
from game.client.theatre.graphs import GraphScreen
from game.client.theatre.screen import TheatreScreen
from game.files.errors import BadFile
from game.files.language import use_language
from game.match.battle import Match
from game.model.battle.orders import Order
from game.players.mailing import games
from tests.client.drive import click, frame, key, open_app, press, wait_for, write
from tests.client.drive import seal as put_seal
from tests.players.mailing.houses import House as Elsewhere
from tests.players.mailing.houses import look_round

NIGHT = "silent-assault"


class House:
    """A window, and a data folder of its own, which is in force while the house acts."""

    def __init__(self, home: Path, patch: pytest.MonkeyPatch) -> None:
        self.home, self.patch = home, patch
        self.app = self.opened()

    def opened(self) -> App:
        """A window at the menu."""
        app = open_app()
        doors.menu(app)
        frame(app)
        return app

    @property
    def screen(self) -> Any:
        """The page on top."""
        return self.app.screen

    def __enter__(self) -> House:
        self.patch.setenv("XDG_DATA_HOME", str(self.home))
        return self

    def __exit__(self, *_what: object) -> None:
        if self.app.stack:
            frame(self.app)

    def close(self) -> None:
        """The window is closed."""
        with self:
            self.app.quit()

    def reopen(self) -> None:
        """The program is started again, and the game that is going on is taken up from the list."""
        with self:
            self.app = self.opened()
            click(self.app, at_entry(self.app, "Play by file"))
            assert self.screen.at == GOING
            press(self.app, "Go on")
            frame(self.app)


def at_entry(app: App, label: str) -> tuple[int, int]:
    """Where an entry of the menu stands."""
    rect = next(w.rect for w in app.screen.ui.widgets if getattr(w, "label", "") == label)
    return rect.x + 30, rect.centery


def tab(app: App, at: int) -> None:
    """Turns to a tab of the page by the pointer."""
    tabs = next(w for w in app.screen.ui.widgets if getattr(w, "labels", ("",))[0] == "Games going on")
    click(app, tabs.part(at).center)


def words_of(screen: MailWaiting) -> str:
    """All that the page that waits says."""
    return "\n".join(words for words, _style, _ink in screen.blocks())


def put_path(app: App, folder: Path) -> None:
    """Types the path of the exchange folder into the field of the page."""
    field = app.screen.parts[app.screen.at].field
    click(app, field.rect.center)
    field.value, field.caret = "", 0
    write(app, str(folder))


@pytest.fixture
def houses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[House, House]]:
    """Two windows at their menus, which look into the folder more often than a player's."""
    monkeypatch.setattr(watch, "EVERY_S", 0.25)
    warm.start("battle").wait()
    warm.start("theatre").wait()
    made = House(tmp_path / "a", monkeypatch), House(tmp_path / "b", monkeypatch)
    yield made
    for house in made:
        house.close()


def begin(house: House, folder: Path) -> None:
    """The night is begun for the first side."""
    with house:
        click(house.app, at_entry(house.app, "Play by file"))
        assert house.screen.at == NEW, "nothing is going on yet"
        house.screen.parts[NEW]._choose(0)
        put_path(house.app, folder)
        press(house.app, "Begin")
        assert isinstance(house.screen, MailWaiting)


def join(house: House, folder: Path) -> None:
    """Whoever is invited joins."""
    with house:
        click(house.app, at_entry(house.app, "Play by file"))
        tab(house.app, JOIN)
        put_path(house.app, folder)
        press(house.app, "Look")
        press(house.app, "Join")


def until(houses: tuple[House, House], done: Callable[[], bool]) -> None:
    """Both windows run, turn about, until something has come about."""
    for house in houses:
        if isinstance(house.screen, MailWaiting):
            house.screen.look()

    def both() -> bool:
        for house in houses:
            house.__enter__()
            house.app.frame(pygame.event.get())
        return done()

    wait_for(houses[0].app, both, seconds=60)


def seated(houses: tuple[House, House], folder: Path) -> None:
    """Both sit before the first turn."""
    begin(houses[0], folder)
    join(houses[1], folder)
    until(houses, lambda: all(isinstance(h.screen, BattleScreen) for h in houses))


def seal(house: House) -> None:
    """The orders are sealed by the key."""
    with house:
        put_seal(house.app)


def has_film(house: House) -> bool:
    """The film of a turn plays there."""
    return isinstance(house.screen, BattleScreen) and house.screen.film is not None


def read_on(house: House) -> None:
    """Film and report are laid away."""
    with house:
        for _k in range(6):
            if isinstance(house.screen, LastPage) or house.screen.film is not None or house.screen.modal is not None:
                key(house.app, "Esc")


@pytest.mark.long
def test_two_windows_play_the_night_to_its_end_through_one_folder(houses: tuple[House, House], tmp_path: Path):
    drive = tmp_path / "drive"
    seated(houses, drive)
    sittings = [h.screen.sitting for h in houses]
    assert [s.humans for s in sittings] == [("japan",), ("soviet",)]
    assert sittings[0].match.digest == sittings[1].match.digest
    for turn in (1, 2, 3):
        for k, house in enumerate(houses):
            unit = next(u for u in sittings[k].own_ids() if "dig" in sittings[k].legal_tasks(u))
            with house:
                sittings[k].book.give(Order(unit=unit, task="dig"))
        seal(houses[0])
        assert isinstance(houses[0].screen, MailWaiting)
        until(houses, lambda: houses[0].screen.watch.now is not None)
        assert f"Waiting for USSR to seal turn {turn}" in words_of(houses[0].screen)
        assert isinstance(houses[1].screen, BattleScreen), "what the one has sealed moves nothing at the other"
        seal(houses[1])
        until(houses, lambda: all(map(has_film, houses)))
        assert [len(s.match.records) for s in sittings] == [turn, turn]
        for house in houses:
            read_on(house)
            assert house.screen.phase == ("orders" if turn < 3 else "over")
    assert sittings[0].match.digest == sittings[1].match.digest
    assert [len(r.orders[s]) for r in sittings[0].match.records for s in ("japan", "soviet")] == [1] * 6
    with houses[0]:
        screen = houses[0].screen
        screen.open_menu()
        assert next(w for w in screen.modal.ui.widgets if w.label == "Save the game").enabled, (
            "after the end all is open"
        )
        assert [(g.is_over, g.turn) for g in games.mail_games()] == [(True, 3)]
        houses[0].app.home()
        assert Match.load(sittings[0].path).digest == sittings[1].match.digest


def test_while_one_waits_one_may_leave_and_close_the_window_and_goes_on_there(
    houses: tuple[House, House], tmp_path: Path
):
    seated(houses, tmp_path / "drive")
    digest = houses[0].screen.sitting.match.digest
    seal(houses[0])
    with houses[0]:
        press(houses[0].app, "To the menu")
        assert len(houses[0].app.stack) == 1
        click(houses[0].app, at_entry(houses[0].app, "Play by file"))
        key(houses[0].app, "Enter")
    assert isinstance(houses[0].screen, MailWaiting)
    houses[0].close()
    houses[0].reopen()
    assert isinstance(houses[0].screen, MailWaiting)
    seal(houses[1])
    until(houses, lambda: all(map(has_film, houses)))
    assert houses[0].screen.sitting.match.digest != digest
    assert len({h.screen.sitting.match.digest for h in houses}) == 1


def test_the_opening_shows_fingerprints_folder_and_files_to_send(houses: tuple[House, House], tmp_path: Path):
    drive = tmp_path / "drive"
    begin(houses[0], drive)
    until(houses, lambda: houses[0].screen.watch.now is not None)
    with houses[0]:
        key(houses[0].app, "Esc")
    houses[0].close()
    houses[0].reopen()
    until(houses, lambda: houses[0].screen.watch.now is not None)
    said = words_of(houses[0].screen)
    assert "Waiting for USSR to join" in said
    assert f"Exchange folder: {drive}" in said
    assert all(f"– {path.name}" in said for path in drive.iterdir())
    assert f"Japan: {next(iter(houses[0].screen.post.fingerprints.values()))}" in said
    with houses[0]:
        press(houses[0].app, "Copy the path")
    assert clipboard.pasted() == str(drive)
    with houses[1]:
        click(houses[1].app, at_entry(houses[1].app, "Play by file"))
        tab(houses[1].app, JOIN)
        put_path(houses[1].app, drive)
        key(houses[1].app, "Enter")
        invitation = houses[1].screen.parts[JOIN].invitation
        assert invitation.free == ("soviet",)
        assert invitation.fingerprints == houses[0].screen.post.fingerprints
        assert houses[1].screen.note == ""


def test_a_wrong_folder_is_one_line_and_nothing_is_begun(houses: tuple[House, House], tmp_path: Path):
    house, taken = houses[0], tmp_path / "file"
    taken.write_text("a file")
    with house:
        click(house.app, at_entry(house.app, "Play by file"))
        for path, words in ((Path("somewhere"), "is no whole path of a folder"), (taken, str(taken))):
            put_path(house.app, path)
            press(house.app, "Begin")
            assert words in house.screen.note
            assert "\n" not in house.screen.note
            assert games.mail_games() == []
        tab(house.app, JOIN)
        put_path(house.app, tmp_path / "nowhere")
        press(house.app, "Look")
        assert "nowhere" in house.screen.note
        (tmp_path / "empty").mkdir()
        put_path(house.app, tmp_path / "empty")
        press(house.app, "Look")
        assert house.screen.note == "There is no invitation in this folder yet."


def test_a_path_is_pasted_whole_however_long(houses: tuple[House, House], tmp_path: Path):
    house, long = houses[0], tmp_path / ("x" * 150)
    clipboard.copy(str(long))
    with house:
        doors.mail(house.app)
        tab(house.app, JOIN)
        field = house.screen.parts[JOIN].field
        click(house.app, field.rect.center)
        key(house.app, "Ctrl v")
        assert field.value == str(long)


def test_a_proposed_folder_is_new_and_lies_among_the_documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(tmp_path))
    first = folders.proposed("Silent assault")
    assert first.parent.parent == tmp_path
    first.mkdir(parents=True)
    assert folders.proposed("Silent assault").name == f"{first.name} 2"
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(tmp_path / "none"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert tmp_path / "data" in folders.proposed("Silent assault").parents


def test_every_turn_is_sealed_by_itself_and_nothing_is_copied(houses: tuple[House, House], tmp_path: Path):
    seated(houses, tmp_path / "drive")
    screen = houses[0].screen
    run = next(w for w in screen.ui.widgets if getattr(w, "label", "") == "Run")
    assert not run.enabled
    assert run.why_not == "In a game by file every turn is sealed by itself."
    with houses[0]:
        screen.open_menu()
        assert isinstance(screen.modal, GameMenu)
        saving = next(w for w in screen.modal.ui.widgets if w.label == "Save the game")
        assert not saving.enabled
        press(houses[0].app, "Play by file")
        assert isinstance(houses[0].screen, MailWaiting)
        wait_for(houses[0].app, lambda: houses[0].screen.watch.now is not None)
        assert "Your orders of turn 1 are not sealed yet" in words_of(houses[0].screen)
        key(houses[0].app, "Esc")
        assert houses[0].screen is screen


def test_a_held_key_seals_once(houses: tuple[House, House], tmp_path: Path):
    seated(houses, tmp_path / "drive")
    with houses[0]:
        app = houses[0].app
        down = pygame.Event(pygame.KEYDOWN, key=pygame.K_RETURN, mod=pygame.KMOD_LCTRL, unicode="")
        for _k in range(5):
            pygame.event.post(down)
            frame(app)
        assert isinstance(houses[0].screen, MailWaiting)
    assert len(list((tmp_path / "drive").glob("*t01 seal*"))) == 1


def test_the_list_is_sorted_and_goes_on_by_the_keyboard(houses: tuple[House, House], tmp_path: Path):
    house = houses[0]
    begin(house, tmp_path / "one")
    with house:
        key(house.app, "Esc")
        games.begin(games.Plan("first-counterattack", {"japan": "mail", "soviet": "human"}), tmp_path / "two").let_go()
        doors.mail(house.app)
        frame(house.app)
        part = house.screen.parts[GOING]
        assert [g.scenario for g in part.games] == ["first-counterattack", NIGHT]
        tabs = next(w for w in house.screen.ui.widgets if getattr(w, "labels", ("",))[0] == "Newest")
        click(house.app, tabs.part(1).center)
        assert [g.scenario for g in part.games] == sorted(g.scenario for g in part.games)
        assert all("Waiting for" in g.waiting for g in part.games)
        while type(house.screen.ui.focus).__name__ != "Listing":
            key(house.app, "Tab")
        key(house.app, "Home", "Enter")
        assert isinstance(house.screen, MailWaiting)
        assert house.screen.post.invite.scenario == part.games[0].scenario


def test_three_seats_of_the_strategic_game_one_of_them_elsewhere(houses: tuple[House, House], tmp_path: Path):
    drive = tmp_path / "drive"
    with houses[0]:
        click(houses[0].app, at_entry(houses[0].app, "Play by file"))
        part = houses[0].screen.parts[NEW]
        part._choose(len(part.choices) - 3)  # the first act
        for seat, kind in (("tokyo", 0), ("field", 2), ("moscow", 1)):
            part._sit(seat, kind)
        put_path(houses[0].app, drive)
        press(houses[0].app, "Begin")
    join(houses[1], drive)
    until(houses, lambda: all(isinstance(h.screen, TheatreScreen) for h in houses))
    tables = [h.screen.table for h in houses]
    assert [t.humans for t in tables] == [("tokyo",), ("moscow",)]
    for house in houses:
        seal(house)
        assert isinstance(house.screen, MailWaiting)
    until(houses, lambda: all(h.screen.modal is not None for h in houses))
    assert [len(t.match.records) for t in tables] == [1, 1]
    assert tables[0].match.digest == tables[1].match.digest
    with houses[0]:
        houses[0].screen.show(None)
        houses[0].screen.open_graphs()
        assert isinstance(houses[0].screen, GraphScreen)
        houses[0].screen.turn = 1
        houses[0].screen.layout()
        on = next(w for w in houses[0].screen.ui.widgets if getattr(w, "label", "") == "Play on from here")
        assert not on.enabled
        assert on.why_not == "A game by file has one course until it is over."
        key(houses[0].app, "Esc")
        houses[0].screen.look(1)
        assert houses[0].screen.facts.side == tables[0].match.theatre.side_of("tokyo")


@pytest.mark.long
def test_two_at_one_screen_and_one_elsewhere_pass_the_board_and_then_wait(houses: tuple[House, House], tmp_path: Path):
    drive = tmp_path / "drive"
    with houses[0]:
        plan = games.Plan("north-or-south", {"tokyo": "human", "field": "human", "moscow": "mail"}, first=1, last=6)
        mail.go_on(houses[0].app, games.begin(plan, drive))
    join(houses[1], drive)
    until(houses, lambda: isinstance(houses[0].screen, CurtainScreen) and isinstance(houses[1].screen, TheatreScreen))
    with houses[0]:
        key(houses[0].app, "Enter")
        put_seal(houses[0].app)
        assert isinstance(houses[0].screen, CurtainScreen), "the second here writes next"
        key(houses[0].app, "Enter")
        put_seal(houses[0].app)
        assert isinstance(houses[0].screen, MailWaiting)
    seal(houses[1])
    until(houses, lambda: isinstance(houses[0].screen, CurtainScreen) and houses[1].screen.modal is not None)


def test_a_reveal_that_does_not_come_is_claimed_by_its_button(houses: tuple[House, House], tmp_path: Path):
    seated(houses, tmp_path / "drive")
    seal(houses[1])
    houses[1].close()
    seal(houses[0])
    waiting = houses[0].screen
    clock = waiting.post.clock
    waiting.post.clock = lambda: clock() + 8 * 86_400
    with houses[0]:
        waiting.look()
        wait_for(houses[0].app, lambda: waiting.watch.now is not None and bool(waiting.watch.now.claimable))
        assert "Waiting for USSR to reveal turn 1" in words_of(waiting)
        press(houses[0].app, "Claim: USSR")
        assert waiting.said
        assert waiting.said in words_of(waiting)
        wait_for(houses[0].app, lambda: any((tmp_path / "drive").glob("*claim*")))
    houses[1].reopen()
    until(houses, lambda: all(map(has_film, houses)))
    assert len({h.screen.sitting.match.digest for h in houses}) == 1


def test_what_is_in_dispute_is_said(houses: tuple[House, House], tmp_path: Path):
    drive = tmp_path / "drive"
    begin(houses[0], drive)
    join(houses[1], drive)
    assert games.invitations(drive)[0].free == ()
    torn = next(drive.glob("*join*"))
    (drive / "torn.ckf").write_bytes(torn.read_bytes()[:100])
    until(houses, lambda: all(isinstance(h.screen, BattleScreen) for h in houses))
    with houses[0]:
        post = houses[0].screen.sitting.post
        post.tell("USSR has said two things of turn 1; the first one stands", is_dispute=True)
        waiting = MailWaiting(houses[0].app, post, "", None)
        houses[0].app.push(waiting)
        wait_for(houses[0].app, lambda: waiting.watch.now is not None)
        said = words_of(waiting)
        assert "Dispute: USSR has said two things of turn 1" in said
        assert "torn.ckf is ignored" in said


def test_no_other_door_of_the_window_opens_a_game_that_is_not_over(houses: tuple[House, House], tmp_path: Path):
    seated(houses, tmp_path / "drive")
    path = houses[0].screen.sitting.path
    seal(houses[0])
    seal(houses[1])
    until(houses, lambda: all(map(has_film, houses)))
    with houses[0]:
        copy = tmp_path / "copy.journal"
        copy.write_bytes(path.read_bytes())
        houses[0].app.home()
        assert "is a game by file that is not over" in doors.open_game(houses[0].app, copy)
        with pytest.raises(Exception, match="by file"):
            Match.load(copy)


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("language", ["en", "ja", "ru", "zh"])
def test_every_button_of_the_new_pages_lies_in_the_window(
    houses: tuple[House, House], tmp_path: Path, scale: float, language: str
):
    app = houses[0].app
    use_language(language)
    app.theme = Theme(scale)
    app.brush = Brush(app.theme)
    window = app.surface.get_rect()

    def all_within() -> None:
        app.screen.enter()
        frame(app)
        shown = [w for w in app.screen.ui.widgets if w.visible and (w.focusable or getattr(w, "text", ""))]
        assert [w for w in shown if not window.contains(w.rect)] == []
        buttons = [w.rect for w in shown if isinstance(w, Button)]
        assert not [(a, b) for k, a in enumerate(buttons) for b in buttons[:k] if a.colliderect(b)]

    with houses[0]:
        games.begin(games.Plan(NIGHT, {"japan": "human", "soviet": "mail"}), tmp_path / "drive").let_go()
        all_within()
        doors.mail(app, str(tmp_path / "drive"))
        part = app.screen.parts[NEW]
        for at in (GOING, NEW, JOIN):
            app.screen._turn(at)
            all_within()
        app.screen._turn(NEW)
        part._choose(len(part.choices) - 1)
        all_within()
        app.home()
        assert doors.open_game(app, games.mail_games()[0].path) == ""
        wait_for(app, lambda: app.screen.watch.now is not None)
        all_within()


@pytest.mark.long
def test_after_the_end_all_is_open_and_who_was_away_is_played_by_the_computer(
    houses: tuple[House, House], tmp_path: Path
):
    drive = tmp_path / "drive"
    ends = [Elsewhere(house.home, drive) for house in houses]
    ends[0].begin(games.Plan("north-or-south", {"tokyo": "human", "field": "empty", "moscow": "mail"}, first=1, last=6))
    ends[1].join()
    look_round(*ends)
    for _turn in range(6):
        for end in ends:
            end.seal()
        look_round(*ends)
    assert all(end.match.over for end in ends)
    with ends[0].at_home():
        ends[0].post.keep(replace(ends[0].post.private, claimed=("2 moscow",)))
    for end in ends:
        end.end()
    with houses[0]:
        app = houses[0].app
        assert doors.open_game(app, games.mail_games()[0].path) == ""
        assert isinstance(houses[0].screen, TheatreScreen)
        assert houses[0].screen.modal.words.endswith("\nTurn 2: the reveal of Moscow did not come, its seat was silent")
        key(app, "Esc")
        houses[0].screen.open_graphs()
        houses[0].screen.turn = 2
        houses[0].screen.layout()
        press(app, "Play on from here")
        table = houses[0].screen.table
        assert (table.seats["tokyo"], table.seats["moscow"]) == ("human", "plain")
        put_seal(app)
        wait_for(app, lambda: not houses[0].screen.turning.is_busy)
        assert len(table.match.records) == 2


def test_a_full_disk_between_two_turns_is_told_and_loses_nothing(
    houses: tuple[House, House], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    seated(houses, tmp_path / "drive")

    def full(path: Path, *_rest: object) -> None:
        raise BadFile.of(path, "cannot be written: No space left on device")

    before = houses[0].screen.sitting.book.now
    with monkeypatch.context() as patch:
        patch.setattr("game.players.mailing.post.write_private", full)
        seal(houses[0])
        assert isinstance(houses[0].screen, BattleScreen), "nothing is sealed"
        assert houses[0].screen.modal.title == "The orders are not sealed"
        assert "No space left on device" in houses[0].screen.modal.words
        assert not list((tmp_path / "drive").glob("*t01 seal*"))
    with houses[0]:
        key(houses[0].app, "Esc")
    assert houses[0].screen.sitting.book.now == before
    seal(houses[0])
    assert isinstance(houses[0].screen, MailWaiting)


def test_left_while_the_turn_is_resolved_the_game_can_be_opened_again(houses: tuple[House, House], tmp_path: Path):
    seated(houses, tmp_path / "drive")
    seal(houses[0])
    seal(houses[1])
    screen = houses[0].app.stack[-2]
    resolve = screen.sitting.resolve_now

    def slowly() -> Any:
        time.sleep(1.0)
        return resolve()

    screen.sitting.resolve_now = slowly
    until(houses, lambda: screen.turning.is_busy)
    with houses[0]:
        houses[0].app.home()
        assert doors.open_game(houses[0].app, games.mail_games()[0].path) == ""
        assert isinstance(houses[0].screen, BattleScreen)
        assert len(houses[0].screen.sitting.match.records) == 1


def test_who_does_not_wait_for_the_rules_holds_no_game(
    houses: tuple[House, House], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    seated(houses, tmp_path / "drive")
    compiling = SimpleNamespace(is_over=False, line="", share=0.0)
    with houses[0]:
        houses[0].app.home()
        path = games.mail_games()[0].path
        with monkeypatch.context() as patch:
            patch.setattr("game.client.mail.doors.start", lambda group: compiling)
            patch.setattr("game.client.warm.start", lambda group="battle": compiling)
            assert doors.open_game(houses[0].app, path) == ""
            assert isinstance(houses[0].screen, WaitingScreen)
            key(houses[0].app, "Esc")
        assert doors.open_game(houses[0].app, path) == ""
        assert isinstance(houses[0].screen, BattleScreen)


def test_the_command_line_opens_a_game_or_the_invitation_of_a_folder(
    houses: tuple[House, House], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    drive = tmp_path / "drive"
    with houses[0]:
        post = games.begin(games.Plan(NIGHT, {"japan": "human", "soviet": "mail"}), drive)
        post.let_go()
    for house, path in ((houses[0], post.journal), (houses[1], drive)):
        monkeypatch.setattr(launch, "_with_window", lambda enter, app=house.app: enter(app) or 0)
        with house:
            assert launch.mail(path) == 0
            frame(house.app)
    assert isinstance(houses[0].screen, MailWaiting)
    assert houses[1].screen.at == JOIN
    assert houses[1].screen.parts[JOIN].invitation.free == ("soviet",)


def test_a_list_with_a_damaged_private_file_says_so_and_opens_the_others(houses: tuple[House, House], tmp_path: Path):
    house = houses[0]
    with house:
        good, bad = (
            games.begin(games.Plan(NIGHT, {"japan": "human", "soviet": "mail"}), tmp_path / name) for name in "ab"
        )
        good.let_go()
        bad.let_go()
        bad.journal.with_suffix(".mail").write_bytes(b"{")
        doors.mail(house.app)
        frame(house.app)
        part = house.screen.parts[GOING]
        at = next(k for k, game in enumerate(part.games) if game.path == bad.journal)
        listing = next(w for w in house.screen.ui.widgets if isinstance(w, Listing))
        assert listing.rows[at].warn
        part.chosen = at
        press(house.app, "Go on")
        assert bad.journal.with_suffix(".mail").name in house.screen.note
        assert "\n" not in house.screen.note
        part.chosen = 1 - at
        press(house.app, "Go on")
        assert isinstance(house.screen, MailWaiting)


def test_a_folder_that_has_moved_is_named_anew_and_the_game_goes_on(houses: tuple[House, House], tmp_path: Path):
    drive, elsewhere = tmp_path / "drive", tmp_path / "elsewhere"
    seated(houses, drive)
    seal(houses[0])
    until(houses, lambda: houses[0].screen.watch.now is not None)
    drive.rename(elsewhere)
    with houses[0]:
        app = houses[0].app
        houses[0].screen.look()
        wait_for(app, lambda: str(drive) in houses[0].screen.watch.now.waiting.lines[0])
        press(app, "The folder has moved")
        dialog = houses[0].screen.modal
        dialog.field.value = str(tmp_path / "nowhere")
        press(app, "Use it")
        assert dialog.note == f"{tmp_path / 'nowhere'}: is no folder"
        dialog.field.value = str(elsewhere)
        key(app, "Enter")
    until(houses, lambda: isinstance(houses[0].screen, MailWaiting) and houses[0].screen.watch.now is not None)
    assert houses[0].screen.watch.now.waiting.lines == ("Waiting for USSR to seal turn 1",)
    assert f"Exchange folder: {elsewhere}" in words_of(houses[0].screen)


def test_a_game_under_an_umpire_is_shown_and_named_to_the_terminal(houses: tuple[House, House], tmp_path: Path):
    drive, line = tmp_path / "drive", "this game is led by an umpire and is played in the terminal"
    with houses[0]:
        seats = {"japan": "mail", "soviet": "mail"}
        games.begin(games.Plan(NIGHT, seats, is_umpired=True), drive).let_go()
        doors.mail(houses[0].app)
        frame(houses[0].app)
        press(houses[0].app, "Go on")
        assert houses[0].screen.note.startswith(line)
    with houses[1]:
        doors.mail(houses[1].app, str(drive))
        frame(houses[1].app)
        joining = next(w for w in houses[1].screen.ui.widgets if getattr(w, "label", "") == "Join")
        assert not joining.enabled
        assert joining.why_not.startswith(line)
        assert games.mail_games() == []
