"""The strategic game in the window: orders by mouse and keys, cards, hot-seat, report, graphs, branches, saved games."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pygame
import pytest

from game.client.app import App
from game.client.doors import open_game
from game.client.kit.widgets import Button, Notice
from game.client.pages.curtain import CurtainScreen
from game.client.theatre import doors
from game.client.theatre.battle_dialog import BattleDialog, write_battle
from game.client.theatre.card_dialog import Answer, CardDialog
from game.client.theatre.end_dialog import EndDialog
from game.client.theatre.graphs import GraphScreen
from game.client.theatre.pick import TheatrePick
from game.client.theatre.policy_dialog import PolicyDialog
from game.client.theatre.report import ReportDialog
from game.client.theatre.screen import TheatreScreen
from game.client.theatre.seal_dialog import SealDialog
from game.client.theatre.sitting import TheatreSitting
from game.client.theatre.thesis_screen import ThesisScreen
from game.client.theatre.top_bar import TopBar, score_words
from game.client.theatre.tracks import Tracks, TracksDialog
from game.client.theatre.why import WhyDialog
from game.core.words import _
from game.files import saves
from game.files.language import use_language
from game.match.battle import Match
from game.match.theatre import Sheet, TheatreMatch
from game.match.theatre.draft import SheetDraft
from game.match.theatre.joined import given_of
from game.players.battle.table import seats_of as sides_of
from game.players.table import EMPTY, HUMAN, SeatsMissing
from game.players.theatre.table import seats_of
from tests.client.drive import click, frame, key, move, press, wait_for

Opened = Callable[..., TheatreScreen]


@pytest.fixture
def theatre(app: App, tmp_path: Path) -> Opened:
    """`theatre("tokyo")`: act I on the screen with humans in these seats, the others empty."""

    def begin(*humans: str, seed: int = 1938, last: int = 6) -> TheatreScreen:
        match = TheatreMatch.new(doors.theatre(), seed=seed, last=last)
        sitters = {s: HUMAN if s in humans else EMPTY for s in ("tokyo", "field", "moscow")}
        screen = TheatreScreen(app, TheatreSitting(match, sitters, doors.board(), path=tmp_path / "game.journal"))
        screen.camera.glide_s = 0.0
        app.push(screen)
        frame(app)
        return screen

    return begin


def resolved(app: App, screen: TheatreScreen) -> None:
    """Seals and waits for the report, or for the curtain of another seat."""
    key(app, "Ctrl Enter")
    if isinstance(screen.modal, SealDialog):
        key(app, "Ctrl Enter")
    wait_for(app, lambda: not screen.is_busy)
    frame(app)


def point_at(app: App, screen: TheatreScreen, place: str) -> None:
    """Clicks the counter of a place."""
    screen.go_to(place)
    frame(app)
    click(app, screen.view.spot(place, 0 if screen.table.seat != "moscow" else 1))
    frame(app)


# ------------------------------------------------------------------------------------------------ the sheet
def test_two_clicks_on_the_map_are_a_move(app: App, theatre: Opened):
    screen = theatre("tokyo")
    point_at(app, screen, "HOM")
    assert screen.source == "HOM"
    assert {"YAN", "NCH", "KWA"} <= screen.marks.targets
    point_at(app, screen, "YAN")
    assert [(m.source, m.target, m.divisions) for m in screen.draft.now.moves] == [("HOM", "YAN", 1)]
    assert screen.refusal == ""


def test_what_the_match_refuses_is_said_and_cannot_be_sealed(app: App, theatre: Opened):
    screen = theatre("tokyo")
    for target in ("YAN", "NCH", "KWA"):
        point_at(app, screen, "HOM")
        point_at(app, screen, target)
    assert screen.said == "2 moves a turn; take one out first"
    screen.writing.set_move("HOM", "YAN", 2)
    assert "rule 4.3" in screen.refusal
    seal = next(w for w in screen.ui.widgets if isinstance(w, Button) and w.label == "Seal the orders")
    assert not seal.enabled
    resolved(app, screen)
    assert screen.table.match.turn.number == 1


def test_a_place_of_another_seat_is_not_moved(app: App, theatre: Opened):
    screen = theatre("tokyo")
    point_at(app, screen, "USS")
    assert screen.source == ""
    assert screen.said == "Ussuri: not yours to move"


def test_undo_takes_back_each_step_and_redo_takes_it_again(app: App, theatre: Opened):
    screen = theatre("tokyo")
    point_at(app, screen, "HOM")
    point_at(app, screen, "YAN")
    key(app, "z")
    assert screen.draft.now.moves == ()
    key(app, "Shift z")
    assert len(screen.draft.now.moves) == 1


def test_a_policy_is_chosen_from_the_list_and_its_price_stands_there(app: App, theatre: Opened):
    screen = theatre("tokyo")
    key(app, "p")
    assert isinstance(screen.modal, PolicyDialog)
    ids = [p.id for p in screen.modal.policies]
    key(app, *["Down"] * ids.index("restrain"), "Enter")
    assert screen.draft.policy == "restrain"
    sheet = screen.draft.now
    assert sheet.policy is not None
    assert screen.table.match.view("tokyo").spent(sheet) == 1


def test_a_refused_policy_says_why_and_is_not_taken(app: App, theatre: Opened):
    screen = theatre("tokyo")
    key(app, "p")
    modal = screen.modal
    assert isinstance(modal, PolicyDialog)
    key(app, *["Down"] * [p.id for p in modal.policies].index("dismiss"))
    assert "offence" in modal.fact.refusal
    key(app, "Enter")
    assert screen.draft.policy == ""


def test_a_patrol_needs_its_sector(app: App, theatre: Opened):
    screen = theatre("field")
    key(app, "p")
    modal = screen.modal
    assert isinstance(modal, PolicyDialog)
    key(app, *["Down"] * [p.id for p in modal.policies].index("patrol"), "Enter")
    assert screen.draft.policy == ""
    press(app, "Nomonhan")
    press(app, "Choose")
    assert (screen.draft.policy, screen.draft.sector) == ("patrol", "NOM")


def test_a_staff_line_is_struck_and_restored(app: App, theatre: Opened):
    screen = theatre("tokyo")
    resolved(app, screen)
    key(app, "Esc")
    line = screen.facts.staff[0].id
    screen.writing.strike(line)
    assert screen.draft.now.struck == (line,)
    screen.writing.strike(line)
    assert screen.draft.now.struck == ()


# ------------------------------------------------------------------------------------------------ cards
def to_turn(app: App, screen: TheatreScreen, number: int) -> None:
    while screen.table.match.turn.number < number:
        resolved(app, screen)
        key(app, "Esc")


def test_a_card_is_answered_by_its_number_in_every_case(app: App, theatre: Opened):
    screen = theatre("tokyo")
    to_turn(app, screen, 3)
    at = next(k for k, c in enumerate(screen.facts.cards) if c.id == "J")
    screen.open_card(at)
    frame(app)
    assert isinstance(screen.modal, CardDialog)
    key(app, "1")
    assert screen.draft.answered(screen.facts.asked) == 1
    screen.modal.case = 0
    screen.modal.lay_out(app.size)
    press(app, "In every case")
    cases = screen.facts.cards[at].cases
    assert {screen.draft.answer("J", c.key) for c in cases} == {"restrain"}
    key(app, "Esc")
    assert screen.modal is None
    assert screen.refusal == ""


def test_a_card_shows_odds_price_and_refusal_as_the_match_gives_them(app: App, theatre: Opened):
    screen = theatre("tokyo")
    to_turn(app, screen, 2)
    key(app, "c")
    modal = screen.modal
    assert isinstance(modal, CardDialog)
    shown = [w.option for w in modal.ui.widgets if isinstance(w, Answer)]
    told = next(c for c in screen.table.match.view("tokyo").cards if c.id == modal.fact.id).cases[0].options
    assert [(o.state, o.odds, o.price) for o in shown] == [(o.state, o.p, o.price) for o in told]


def test_the_odds_of_a_card_can_be_taken_apart(app: App, theatre: Opened):
    screen = theatre("tokyo")
    to_turn(app, screen, 2)
    key(app, "c", "e")
    assert isinstance(screen.modal, WhyDialog)
    assert screen.modal.lines
    key(app, "Esc")
    assert isinstance(screen.modal, CardDialog)


def test_an_answer_stands_in_the_journal(app: App, theatre: Opened):
    screen = theatre("tokyo")
    to_turn(app, screen, 2)
    key(app, "c", "2", "Esc")
    answers = screen.draft.now.answers
    resolved(app, screen)
    sheet = screen.table.match.records[-1].sheets["tokyo"]
    assert sheet is not None
    assert sheet.answers == answers != {}


# ------------------------------------------------------------------------------------------------ turns
def test_act_one_is_played_to_its_end_by_keys_alone(app: App, theatre: Opened):
    screen = theatre("tokyo")
    while not screen.table.over:
        for _card in screen.facts.cards:
            if _card.is_mine:
                screen.open_card(screen.facts.cards.index(_card))
                key(app, *["1"] * len(_card.cases), "Esc")
        assert screen.refusal == ""
        resolved(app, screen)
        assert isinstance(screen.modal, ReportDialog)
        last = screen.modal
        key(app, "Esc")
    assert last.scores is not None
    assert last.scores.total == pytest.approx(screen.table.match.score("tokyo").acts[0].total)
    assert isinstance(screen.modal, EndDialog)
    assert "Tokyo" in screen.modal.words


def test_silence_in_the_window_is_silence_in_the_match(app: App, theatre: Opened):
    screen = theatre("tokyo")
    other = TheatreMatch.new(doors.theatre(), seed=1938, last=6)
    for _turn in range(3):
        resolved(app, screen)
        key(app, "Esc")
        other.resolve(tokyo=Sheet())
    assert screen.table.match.digest == other.digest


def test_between_two_seats_lies_a_curtain_and_neither_sees_the_others_sheet(app: App, theatre: Opened):
    screen = theatre("tokyo", "moscow")
    assert isinstance(app.screen, CurtainScreen)
    assert screen.ui.widgets == []
    key(app, "Enter")
    assert screen.facts.seat == "tokyo"
    screen.writing.set_move("HOM", "YAN", 1)
    key(app, "Ctrl Enter")
    assert isinstance(app.screen, CurtainScreen)
    assert app.screen.name == "Moscow"
    key(app, "Enter")
    assert screen.facts.seat == "moscow"
    assert screen.draft.now.moves == ()
    assert screen.marks.moves == ()
    assert screen.facts.oil is None
    key(app, "Ctrl Enter")
    wait_for(app, lambda: isinstance(app.screen, CurtainScreen))
    assert app.screen.name == "Tokyo"
    assert screen.table.match.turn.number == 2


def test_a_turn_that_fails_keeps_the_orders(app: App, theatre: Opened, monkeypatch: pytest.MonkeyPatch):
    screen = theatre("tokyo")
    screen.writing.set_move("HOM", "YAN", 1)

    def fails() -> None:
        raise OSError("the disk is on fire")

    monkeypatch.setattr(screen.table, "resolve_now", fails)
    resolved(app, screen)
    assert isinstance(screen.modal, Notice)
    assert "the disk is on fire" in screen.modal.words
    assert len(screen.draft.now.moves) == 1


# ------------------------------------------------------------------------------------------------ asked, told, shown
def test_a_card_answered_in_part_is_asked_about_before_it_is_sealed(app: App, theatre: Opened):
    screen = theatre("tokyo")
    to_turn(app, screen, 3)
    screen.open_card(next(k for k, c in enumerate(screen.facts.cards) if c.id == "J"))
    key(app, "1", "Esc", "Ctrl Enter")
    assert isinstance(screen.modal, SealDialog)
    assert "answered in 1 of 9 cases" in screen.modal.doubts[0]
    key(app, "Esc")
    assert screen.modal is None
    assert screen.table.match.turn.number == 3
    assert screen.draft.answered(screen.facts.asked) == 1
    key(app, "Ctrl Enter", "Ctrl Enter")
    wait_for(app, lambda: not screen.is_busy)
    assert screen.table.match.turn.number == 4


def test_a_sheet_that_says_everything_is_sealed_at_once(app: App, theatre: Opened):
    screen = theatre("tokyo")
    to_turn(app, screen, 2)
    key(app, "c", "1", "Esc", "Ctrl Enter")
    assert not isinstance(screen.modal, SealDialog)
    wait_for(app, lambda: not screen.is_busy)
    assert screen.table.match.turn.number == 3


def test_the_score_in_the_bar_is_where_doing_nothing_leads(app: App, theatre: Opened):
    screen = theatre("tokyo")
    assert screen.facts.score == screen.table.match.expected("tokyo").total
    assert f"{screen.facts.score:.0f} of 100" in score_words(screen.facts)


def test_every_figure_of_bar_and_tracks_says_what_it_is(app: App, theatre: Opened):
    screen = theatre("tokyo")
    bar = next(w for w in screen.ui.widgets if isinstance(w, TopBar))
    tracks = next(w for w in screen.ui.widgets if isinstance(w, Tracks))
    f = screen.facts
    said = []
    for rect, words in bar.spots:
        move(app, rect.move(bar.rect.topleft).center)
        assert screen.ui.hot is bar
        assert bar.tip_at(screen.ui.pointer) == words
        said.append(words)
    for figure in (f.name, f"{f.score:.0f}", str(f.standing), f.wuhan, f.seat_name):
        assert any(figure in words for words in said), figure
    assert len(f.tracks) == 10
    for i, track in enumerate(f.tracks):
        move(app, tracks.cell(i).center)
        assert f"{track.value:.0f} of 100" in tracks.tip_at(screen.ui.pointer)


def test_the_sheet_shows_how_much_of_the_map_is_drawn(app: App, theatre: Opened, monkeypatch: pytest.MonkeyPatch):
    screen = theatre("tokyo")
    store = screen.pictures.store
    monkeypatch.setattr(store, "drawing", lambda px: 0.4)
    assert screen.pictures.tick(screen.camera.level)  # more is done: the page is drawn again
    assert screen.pictures.share == 0.4
    assert not screen.pictures.tick(screen.camera.level)
    frame(app)
    with_bar = pygame.image.tobytes(app.surface, "RGB")
    monkeypatch.setattr(store, "drawing", lambda px: None)
    assert screen.pictures.tick(screen.camera.level)
    frame(app)
    assert pygame.image.tobytes(app.surface, "RGB") != with_bar


def test_an_incident_is_asked_of_the_seats_whose_soldiers_met(app: App, theatre: Opened):
    """Tokyo reads of it and cannot answer (rule 13.2)."""
    screen = theatre("tokyo", seed=2)
    while not screen.facts.incident:
        to_turn(app, screen, screen.table.match.turn.number + 1)
    assert "Yield" not in [w.label for w in screen.ui.widgets if isinstance(w, Button)]


def test_the_end_says_what_each_part_gave_against_doing_nothing(app: App, theatre: Opened):
    screen = theatre("tokyo")
    to_turn(app, screen, 6)
    resolved(app, screen)
    key(app, "Esc")
    end = screen.modal
    assert isinstance(end, EndDialog)
    ((_name, verdict),) = end.verdicts
    (act,) = verdict.acts
    assert act.total == pytest.approx(screen.table.match.score("tokyo").total)
    assert sum(p.points for p in act.parts) == pytest.approx(act.total)
    assert sum(p.gain for p in act.parts) == pytest.approx(act.total - act.idle)
    assert all(_(p.title) in end.words for p in act.parts)
    assert "The throne" not in end.words  # no part rests on it
    assert "Wuhan: " in end.words


# ------------------------------------------------------------------------------------------------ the battle
@pytest.fixture
def games(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The folder of saved games."""
    monkeypatch.setattr(saves, "folder", lambda: tmp_path)
    return tmp_path


def at_the_battle(app: App, screen: TheatreScreen) -> BattleDialog:
    """The dialog on which the battle is settled."""
    to_turn(app, screen, 3)
    screen.open_battle()
    frame(app)
    assert isinstance(screen.modal, BattleDialog)
    return screen.modal


def test_only_the_third_turn_has_a_battle_to_choose(app: App, theatre: Opened, games: Path):
    screen = theatre("tokyo")
    screen.open_battle()
    assert screen.modal is None
    assert at_the_battle(app, screen).choices[0] == ""


def test_the_records_battle_is_taken_for_the_turn(app: App, theatre: Opened, games: Path):
    screen = theatre("tokyo")
    at_the_battle(app, screen)
    key(app, "Down", "Enter")
    assert screen.modal is None
    assert screen.table.battle == "record"
    resolved(app, screen)
    told, join = screen.table.match.records[-1].battle, screen.table.match.theatre.join
    assert told is not None
    assert join is not None
    assert (told.source, told.men_lost) == ("record", join.record.men_lost)
    assert screen.table.battle == ""


def test_a_battle_by_hand_is_a_saved_game_that_opens_with_its_limits(app: App, theatre: Opened, games: Path):
    screen = theatre("tokyo")
    dialog = at_the_battle(app, screen)
    press(app, "Play it by hand")
    wait_for(app, lambda: not dialog.is_busy)
    assert "Written: " in dialog.line
    again = BattleDialog(screen)
    (game,) = again.games
    battle = Match.load(game.path)
    assert battle.under is not None
    assert battle.under.given == given_of(screen.table.match, screen.table.gather())
    assert sides_of(game.path, battle.scenario) == {"japan": "human", "soviet": "computer"}


def test_a_battle_that_is_not_over_is_refused_in_a_line(app: App, theatre: Opened, games: Path):
    screen = theatre("tokyo")
    to_turn(app, screen, 3)
    write_battle(screen.table)
    dialog = at_the_battle(app, screen)
    key(app, "Down", "Down", "Down", "Enter")
    wait_for(app, lambda: not dialog.is_busy)
    assert "the battle is not over" in dialog.line
    assert screen.table.battle == ""


# ------------------------------------------------------------------------------------------------ looking
def test_the_tracks_add_up(app: App, theatre: Opened):
    screen = theatre("tokyo")
    to_turn(app, screen, 4)
    key(app, "t")
    assert isinstance(screen.modal, TracksDialog)
    for track in screen.facts.tracks:
        assert min(100.0, max(0.0, sum(track.parts))) == pytest.approx(track.value)


def test_the_parts_of_an_act_that_is_over_can_be_read_while_the_game_goes_on(app: App, theatre: Opened):
    screen = theatre("tokyo", last=0)
    to_turn(app, screen, 7)
    screen.open_tracks()
    frame(app)
    dialog = screen.modal
    assert isinstance(dialog, TracksDialog)
    assert (screen.facts.act, dialog.facts.scores[dialog.act].act) == (2, 2)
    press(app, "Act I")
    first = dialog.facts.scores[dialog.act]
    assert (first.act, first.is_over) == (1, True)
    assert len(first.parts) >= 4
    assert sum(p.points for p in first.parts) == pytest.approx(first.total)


def test_counters_say_their_place_in_the_players_language(app: App, theatre: Opened):
    screen = theatre("tokyo")
    assert {m.place: m.stand.name for m in screen.marks.shown}["NCH"] == "N China"
    assert not {m.stand.name for m in screen.marks.shown} & {p.id for p in screen.board.places}
    use_language("ru")
    try:
        screen.renew()
        assert {m.place: m.stand.name for m in screen.marks.shown}["NCH"] == "С. Китай"
        assert _(screen.table.match.theatre.deck.cards[0].title) == "Трон"
    finally:
        use_language("en")


def test_a_past_turn_is_looked_at_and_nothing_ordered_there(app: App, theatre: Opened):
    screen = theatre("tokyo")
    to_turn(app, screen, 4)
    key(app, "g")
    assert isinstance(app.screen, GraphScreen)
    key(app, "Left", "Left")
    press(app, "Look at this turn")
    assert screen.facts.turn == 2
    screen.writing.point("HOM")
    assert screen.source == ""
    press(app, "Back to the present")
    assert screen.facts.turn == 4


def test_what_happened_stands_under_the_dates_of_its_turn(app: App, theatre: Opened):
    screen = theatre("tokyo")
    assert [words for words, _event in screen.log] == ["1-15 Jul 1938"]
    to_turn(app, screen, 4)
    words = [w for w, _event in screen.log]
    assert words[0] == "12-31 Aug 1938"
    assert "fighting of August at the lake has ended in a truce" in words[1]
    assert words[2] == "29 Jul-11 Aug 1938"
    assert "The crest at the cease-fire" in " ".join(words[3:])
    screen.look(3)
    frame(app)
    past = [w for w, _event in screen.log]
    assert past[0] == "29 Jul-11 Aug 1938"
    assert "Soviet troops have held the hill since 9 July" in past[1]
    assert past[-len(words[3:]) :] == words[3:]


def test_a_branch_leaves_the_game_it_came_from(
    app: App, theatre: Opened, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.setattr(saves, "folder", lambda: tmp_path)
    screen = theatre("tokyo")
    to_turn(app, screen, 4)
    key(app, "g", "Left", "Left")
    press(app, "Play on from here")
    branch = app.screen
    assert isinstance(branch, TheatreScreen)
    assert branch is not screen
    assert branch.table.match.turn.number == 2
    assert branch.table.match.parent
    assert branch.table.path != screen.table.path


def test_the_thesis_is_one_key_away(app: App, theatre: Opened):
    theatre("tokyo")
    key(app, "h")
    page = app.screen
    assert isinstance(page, ThesisScreen)
    wait_for(app, lambda: bool(page.found))
    key(app, "Down")
    assert page.at == 1
    assert set(page.found[1].verdicts) == {"thesis", "default", "sceptic"}
    key(app, "Esc")
    assert isinstance(app.screen, TheatreScreen)


def test_the_pointer_reads_place_country_and_railway(app: App, theatre: Opened):
    screen = theatre("tokyo")
    screen.camera.centre((27, 8), glide=False)
    at = screen.camera.to_screen((27, 8))
    move(app, at)
    words = screen.tip_at(at)
    assert "Khabarovsk" in words
    assert "Trans-Siberian" in words


# ------------------------------------------------------------------------------------------------ doors
def test_a_game_of_three_kinds_of_seats_begins_from_the_menus_page(
    app: App, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.setattr(saves, "folder", lambda: tmp_path)
    page = TheatrePick(app)
    app.push(page)
    frame(app)
    page._choose(2)
    page._sit("tokyo", 1)
    page._sit("field", 0)
    page._sit("moscow", 4)
    press(app, "Begin")
    wait_for(app, lambda: isinstance(app.screen, TheatreScreen))
    screen = app.screen
    assert isinstance(screen, TheatreScreen)
    assert screen.table.seat == "field"
    assert (screen.table.match.first, screen.table.match.last) == (7, 14)
    resolved(app, screen)
    assert screen.table.match.turn.number == 8


def test_a_saved_game_goes_on_with_its_seats(app: App, theatre: Opened):
    screen = theatre("moscow")
    to_turn(app, screen, 3)
    path = screen.table.path
    assert path is not None
    app.home()
    assert open_game(app, path) == ""
    frame(app)
    opened = app.screen
    assert isinstance(opened, TheatreScreen)
    assert opened.table.seat == "moscow"
    assert opened.table.match.digest == screen.table.match.digest


def test_a_damaged_game_is_one_line(app: App, theatre: Opened):
    screen = theatre("tokyo")
    to_turn(app, screen, 2)
    path = screen.table.path
    assert path is not None
    path.write_bytes(path.read_bytes().replace(b'"turn":1', b'"turn":5'))
    line = open_game(app, path)
    assert line
    assert "\n" not in line


def test_the_record_is_looked_at_turn_by_turn(app: App, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    match = TheatreMatch.new(doors.theatre(), seed=1938, last=6)
    while not match.over:
        match.resolve()
    match.save(tmp_path / "history.journal")
    monkeypatch.setattr(doors, "record_path", lambda: tmp_path / "history.journal")
    app.push(TheatrePick(app))
    frame(app)
    press(app, "Replay the record")
    wait_for(app, lambda: isinstance(app.screen, TheatreScreen))
    screen = app.screen
    assert isinstance(screen, TheatreScreen)
    assert screen.facts.turn == 1
    press(app, "Next turn")
    assert screen.facts.turn == 2
    assert screen.table.match.digest == match.digest


def test_a_record_of_other_content_is_one_line(app: App, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    path = tmp_path / "history.journal"
    TheatreMatch.new(doors.theatre(), seed=1938).save(path)
    path.write_bytes(path.read_bytes().replace(doors.theatre().digest.encode(), b"0123456789abcdef"))
    monkeypatch.setattr(doors, "record_path", lambda: path)
    app.push(TheatrePick(app))
    frame(app)
    press(app, "Replay the record")
    wait_for(app, lambda: isinstance(app.screen.modal, Notice))
    assert "is a game of north-or-south" in app.screen.modal.words


@pytest.mark.parametrize("said", [b"", b"[]", b'{"tokyo":["king",""]}', b'{"tokyo":["human",""],"field":["human",""]}'])
def test_without_a_sound_list_of_seats_nobody_is_seated_unasked(tmp_path: Path, said: bytes):
    path = tmp_path / "game.journal"
    path.with_suffix(".seats").write_bytes(said)
    with pytest.raises(SeatsMissing):
        seats_of(path, doors.theatre())


def test_an_empty_draft_is_the_silent_sheet():
    assert SheetDraft().now == Sheet()
