"""The last page in the window: who fared how and why, where it turned, what luck did, and the ways on from there."""

from __future__ import annotations

from collections.abc import Iterator

import pygame
import pytest

from game.client import doors
from game.client.app import App
from game.client.battle.last_page import worth
from game.client.battle.last_page.curve import Curve
from game.client.battle.last_page.leaf import Bar, Leaf, Piece, Total, Words
from game.client.battle.last_page.plan_picture import PlanPicture
from game.client.battle.last_page.screen import CLAIMS, COURSE, LEFT, LUCK, NAMES, PLAN, TURNS, VERDICT, LastPage
from game.client.battle.last_page.telling import turn_pieces
from game.client.battle.replay.screen import ReplayScreen
from game.client.battle.screen import BattleScreen
from game.client.battle.sitting import Sitting
from game.client.kit.paint import Brush
from game.client.kit.screen import Screen
from game.client.kit.theme import Theme
from game.client.kit.widgets import Button, Tabs
from game.client.library import scenario
from game.client.pages.laboratory import study
from game.client.pages.laboratory.position import PositionSubject
from game.client.pages.laboratory.screen import LaboratoryScreen
from game.files import saves
from game.match.battle import Match
from game.match.battle.verdict import verdict
from game.rules.battle.state import digest
from game.whatif.battle import same_luck
from game.whatif.battle.last_page import other_luck, review
from game.whatif.battle.last_page.other_luck import OtherLuck
from game.whatif.battle.last_page.review import Review, review_of, share_lines, turned_line, worth_lines
from game.whatif.battle.runs import Setting
from game.whatif.battle.runs import played as played_by
from game.whatif.battle.same_luck import SameLuck
from tests.client.drive import click, frame, key, move, press, wait_for
from tests.client.walking import walk

REAL, START = other_luck.other_luck, worth.Worth.start
SEATS = {"japan": "human", "soviet": "computer"}


@pytest.fixture(scope="module")
def night() -> Match:
    match = played_by(Setting(scenario=scenario("silent-assault"), commanders=("plain", "plain")), 1938, trace=True)
    match.seats = dict(SEATS)
    return match


@pytest.fixture(scope="module")
def played_out(night: Match) -> tuple[OtherLuck, SameLuck]:
    """What other luck and the same luck brought, played once for all tests."""
    found = other_luck.other_luck(night, 3, workers=1)
    assert found is not None
    return found, same_luck.same_luck(night, "japan", "plain")


@pytest.fixture(scope="module")
def looked_back(night: Match) -> Review:
    """The night looked back on, once for all tests."""
    return review_of(night)


@pytest.fixture(autouse=True)
def few_games(
    monkeypatch: pytest.MonkeyPatch, night: Match, played_out: tuple[OtherLuck, SameLuck], looked_back: Review
) -> None:
    """Three games under other luck."""
    monkeypatch.setattr(review, "review_of", lambda match: looked_back if match is night else review_of(match))
    monkeypatch.setattr(worth.Worth, "start", START)
    monkeypatch.setattr(worth, "GAMES", 3)
    monkeypatch.setattr(worth, "PROCESSES", 1)
    monkeypatch.setattr(other_luck, "other_luck", lambda *_given, **_how: played_out[0])
    monkeypatch.setattr(same_luck, "same_luck", lambda *_given: played_out[1])


@pytest.fixture
def page(app: App, night: Match) -> Iterator[LastPage]:
    """The page of the night, looked through."""
    app.push(BattleScreen(app, Sitting(night, dict(SEATS))))
    frame(app)
    found = app.screen
    assert isinstance(found, LastPage)
    wait_for(app, lambda: found.review is not None and found.grading.is_ready and not found.worth.is_running)
    yield found
    app.stack.clear()


def pieces(page: LastPage) -> list[Piece]:
    return [piece for leaf in page.ui.widgets if isinstance(leaf, Leaf) for piece in leaf.pieces]


def words(page: LastPage) -> list[str]:
    return [str(getattr(piece, "words", "")) for piece in pieces(page)]


def door(page: LastPage, label: str) -> Button:
    return next(w for w in page.ui.widgets if isinstance(w, Button) and w.label == label)


# ---------------------------------------------------------------- what it says
def test_it_says_in_words_who_fared_how_by_both_sides_own_aims(page: LastPage, night: Match):
    said = verdict(night)
    told = "\n".join(words(page))
    assert all(line in told for line in said[1:])
    totals = [p for p in pieces(page) if isinstance(p, Total)]
    assert [p.figure for p in totals] == [f"{round(night.score(s).total)} of 100" for s in night.scenario.sides]
    bars = [(p.name, p.figure) for p in pieces(page) if isinstance(p, Bar)]
    for side in night.scenario.sides:
        assert all((part.name, f"{part.points:.0f} / {part.most:g}") in bars for part in night.score(side).parts)
    assert "Place: better than" in told
    assert "The same luck: our staff in this seat" in told
    assert "Standing: " in told


def test_the_curve_is_the_score_after_every_turn_and_marks_where_it_turned(app: App, page: LastPage, night: Match):
    curve = next(w for w in page.ui.widgets if isinstance(w, Curve))
    frame(app)
    assert page.review is not None
    for k, record in enumerate(night.records):
        for side in night.scenario.sides:
            x, y = curve.point(side, k)
            assert curve.band(k).left <= x <= curve.band(k).right
            shown = 100 * (curve.band(k).bottom - y) / curve.band(k).h
            assert shown == pytest.approx(page.review.steps[k].scores[side].total, abs=0.01)
        assert page.review.steps[k].number == record.turn.number
    assert page.review.turned
    for turn in page.review.turned:
        assert turned_line(page.review, turn) in words(page)
        strip = curve.band(turn.step)
        assert app.surface.get_at((strip.x + 5, strip.y + 6))[:3] == (228, 216, 184), "a band of the paper's shade"


def test_a_turn_is_chosen_by_click_and_by_key_and_is_told_of(app: App, page: LastPage):
    assert page.review is not None
    key(app, "Home")
    assert page.chosen == 0
    key(app, "Right")
    assert page.chosen == 1
    assert words(page).count(page.review.steps[1].name) == 1
    curve = next(w for w in page.ui.widgets if isinstance(w, Curve))
    click(app, curve.band(2).center)
    assert page.chosen == 2
    assert any(" ".join(page.review.steps[2].headlines[s]) in words(page) for s in page.review.eyes)


def test_luck_tells_each_sides_share_and_what_the_score_was_worth(app: App, page: LastPage, night: Match, played_out):
    page._open(LUCK)
    found = review_of(night, "", played_out[0])
    assert found.luck is not None
    for side, line in zip(night.scenario.sides, share_lines(found), strict=True):
        rows = [r for r in found.luck.rows if r.side == side]
        draws = sum(r.draws for r in rows)
        assert f"of {draws:,} draws that served it {100 * sum(r.good for r in rows) / draws:.1f} % were good" in line
        assert line in words(page)
    assert all(line in words(page) for line in worth_lines(found))
    assert all(f"–  {stroke.line}" in words(page) for stroke in found.luck.strokes)


def test_the_games_show_their_progress_and_are_stopped_by_a_button(app: App, page: LastPage, monkeypatch):
    monkeypatch.setattr(other_luck, "other_luck", REAL)
    page._open(LUCK)
    press(app, "Play 12 games")
    assert page.worth.is_running
    assert any("of 12 games" in str(getattr(p, "name", "")) for p in pieces(page))
    press(app, "Stop the games")
    wait_for(app, lambda: not page.worth.is_running)
    assert page.worth.found is not None
    assert page.worth.found.games < 12
    door(page, "Play 12 games")


def test_stopped_before_the_first_game_it_says_so(app: App, page: LastPage):
    page.worth.found = None
    page.worth.stop()
    page.review = review_of(page.match)
    page._open(LUCK)
    assert "Stopped before the first game was over." in words(page)


def test_the_computers_plan_and_the_claims_of_1938_are_told(page: LastPage, night: Match):
    page._open(PLAN)
    assert page.review is not None
    assert list(page.review.plans) == ["soviet"]
    assert page.review.plans["soviet"] in words(page)
    page._open(CLAIMS)
    assert all(claim.text in words(page) for claim in night.scenario.scoring.claims)


# ---------------------------------------------------------------- where it leads
def test_watched_beside_the_record_it_is_the_same_battle_and_asked_from_any_turn(
    app: App, page: LastPage, night: Match, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(study, "subjects", list)  # the battles of the menu are not read for this
    press(app, "Beside the record")
    replay = app.screen
    assert isinstance(replay, ReplayScreen)
    wait_for(app, lambda: replay.rerun.is_done)
    assert replay.rerun.job.error is None
    assert replay.rerun.match.digest == night.digest
    assert [t.name for t in replay.rerun.turns] == [s.name for s in page.review.steps]  # type: ignore[union-attr]
    assert not replay.rerun.is_history
    replay.place.step_turn(1)
    key(app, "q")
    wait_for(app, lambda: isinstance(app.screen, LaboratoryScreen))
    assert isinstance(app.screen.subject, PositionSubject)
    assert app.screen.subject.begun.turn == night.records[1].turn.name
    key(app, "Esc", "End", "q")
    assert app.screen is replay, "the battle is over there"
    assert app.screen.modal is not None
    key(app, "Esc", "Esc")
    assert app.screen is page


@pytest.mark.parametrize(
    ("label", "seats"), [("Play again", SEATS), ("Other side", {"japan": "computer", "soviet": "human"})]
)
def test_the_battle_is_played_again_in_either_seat(app: App, page: LastPage, night: Match, label: str, seats):
    press(app, label)
    screen = app.screen
    assert isinstance(screen, BattleScreen)
    assert screen.sitting.seats == seats
    assert screen.sitting.match.records == ()
    assert screen.sitting.scenario.digest == night.scenario.digest
    assert [type(s) for s in app.stack] == [BattleScreen], "the old one is left"


def test_from_the_turn_chosen_it_is_a_branch_with_its_past(app: App, page: LastPage, night: Match):
    key(app, "Home", "Right")
    press(app, "From this turn")
    sitting = app.screen.sitting  # type: ignore[attr-defined]
    assert len(sitting.match.records) == 1
    assert sitting.match.digest == night.records[0].digest
    assert sitting.match.parent
    assert sitting.seats == SEATS
    assert sitting.match.game not in ("", night.game), "a game of its own, a branch of the tree"


def test_it_is_kept_as_one_page_and_says_where(app: App, page: LastPage):
    press(app, "Keep as one page")
    (path,) = saves.reports_folder().glob("review-*.html")
    assert str(path) in app.screen.modal.words  # type: ignore[union-attr]
    text = path.read_text(encoding="utf-8")
    assert "default-src 'none'" in text
    assert "3 games with the seeds after this one" in text, "what luck would have brought stands on it too"


def test_no_note_of_the_page_floats_over_its_dialog(app: App, page: LastPage):
    move(app, door(page, "Keep as one page").rect.center)
    assert page.ui.hot is not None
    press(app, "Keep as one page")
    assert app.screen.modal is not None
    assert page.ui.hot is None


def test_a_folder_that_cannot_be_written_is_one_line(app: App, page: LastPage, tmp_path, monkeypatch):
    taken = tmp_path / "a file"
    taken.write_text("in its place", encoding="utf-8")
    monkeypatch.setattr(saves, "reports_folder", lambda: taken / "reports")
    press(app, "Keep as one page")
    assert app.screen.modal.title == "The page was not kept"  # type: ignore[union-attr]
    assert "\n" not in app.screen.modal.words  # type: ignore[union-attr]


def test_the_map_leads_back_to_the_page(app: App, page: LastPage):
    key(app, "Esc")
    screen = app.screen
    assert isinstance(screen, BattleScreen)
    assert screen.phase == "over"
    key(app, "Esc")
    press(app, "The last page")
    assert isinstance(app.screen, LastPage)


def test_a_finished_game_opens_at_its_last_page(app: App, night: Match, tmp_path):
    path = tmp_path / "ended.journal"
    night.save(path)
    app.push(Screen(app))
    assert doors.open_game(app, path) == ""
    assert isinstance(app.screen, LastPage)


def test_two_at_one_table_have_no_other_side(app: App, night: Match):
    app.push(BattleScreen(app, Sitting(night, {"japan": "human", "soviet": "human"})))
    page = app.screen
    assert isinstance(page, LastPage), "all is open: no curtain before it"
    assert not door(page, "Other side").enabled
    assert "Two played" in door(page, "Other side").why_not


# ---------------------------------------------------------------- how it lies there
@pytest.mark.parametrize(
    ("size", "scale"), [((1280, 800), 1.0), ((1366, 768), 1.0), ((1920, 1080), 1.0), ((1280, 800), 2.0)]
)
def test_nothing_overlaps_and_every_door_is_there_at_every_size(app: App, page: LastPage, size, scale):
    app.surface = pygame.display.set_mode(size)
    app.theme = Theme(scale)
    app.brush = page.ui.brush = Brush(app.theme)
    for leaf in (VERDICT, COURSE, TURNS, LUCK, LEFT, PLAN, CLAIMS):
        page.leaf = leaf
        page.enter()
        frame(app)
        shown = [w for w in page.ui.widgets if w.visible]
        assert len([w for w in shown if isinstance(w, Button)]) >= 7
        for k, one in enumerate(shown):
            assert app.surface.get_rect().contains(one.rect), NAMES[leaf]
            assert one.rect.h >= app.theme.px(20)
            assert not any(one.rect.colliderect(other.rect) for other in shown[k + 1 :]), NAMES[leaf]
        for button in (w for w in shown if isinstance(w, Button)):
            assert app.brush.size(button.label, button.style)[0] <= button.rect.w - 6, button.label


def test_every_leaf_is_reached_by_keys(app: App, page: LastPage):
    for _ in range(4):
        key(app, "Tab")
        if isinstance(page.ui.focus, Tabs):
            break
    assert isinstance(page.ui.focus, Tabs)
    seen = []
    for _ in range(5):
        key(app, "Right")
        assert isinstance(page.ui.focus, Tabs), "the focus stays while leaves are turned"
        seen.append(page.leaf)
    assert sorted(seen) == [TURNS, LUCK, LEFT, PLAN, CLAIMS]


def figured(piece: Piece) -> bool:
    """A number can be read on it."""
    said = (getattr(piece, name, "") for name in ("words", "figure", "name"))
    return any(letter.isdigit() for text in said for letter in str(text))


@pytest.mark.parametrize("leaf", [VERDICT, TURNS, LUCK, PLAN, CLAIMS])
def test_every_figure_answers_who_rests_on_it(app: App, page: LastPage, leaf: int):
    app.theme = Theme(2.0)  # one leaf at a time
    app.brush = page.ui.brush = Brush(app.theme)
    page.leaf = leaf
    page.enter()
    sheet = next(w for w in page.ui.widgets if isinstance(w, Leaf))
    assert [piece for piece in sheet.pieces if figured(piece) and not piece.tip] == []
    frame(app)
    for box, piece in list(sheet._seen):
        at = box.clip(sheet.rect).center
        move(app, at)
        assert sheet.tip == piece.tip


def test_a_turn_of_the_curve_answers_with_its_scores(app: App, page: LastPage):
    frame(app)
    curve = next(w for w in page.ui.widgets if isinstance(w, Curve))
    move(app, curve.band(1).center)
    assert curve.tip == curve.line_of(1)
    assert all(f"{step.total:.0f}" in curve.tip for step in page.review.steps[1].scores.values())  # type: ignore[union-attr]


def test_a_game_of_older_rules_is_told_without_games(app: App, night: Match, tmp_path):
    path = tmp_path / "old.journal"
    night.save(path)
    lines = path.read_text(encoding="utf-8").split("\n")
    path.write_text("\n".join([lines[0].replace('"rules":"', '"rules":"0.1.'), *lines[1:]]), encoding="utf-8")
    app.push(BattleScreen(app, Sitting(Match.load(path), dict(SEATS))))
    page = app.screen
    assert isinstance(page, LastPage)
    wait_for(app, lambda: page.review is not None)
    page._open(LUCK)
    assert "This game is of older rules: its orders cannot be given again." in words(page)
    assert not door(page, "Play again").enabled
    assert not page.worth.is_running
    assert page.grading._job is None, "nor is its luck played again by other rules"


def test_of_one_side_alone_its_turns_are_told_by_it(night: Match):
    told = [p.words for p in turn_pieces(review_of(night, "japan"), 0) if isinstance(p, Words)]
    assert not any(line in told for line in review_of(night, "soviet").steps[0].headlines["soviet"])


def test_every_figure_answers_a_resting_pointer(app: App, page: LastPage, monkeypatch: pytest.MonkeyPatch):
    page._open(LEFT)  # head, both sides, curve; the other leaves are asked above, piece by piece
    assert walk(app, monkeypatch) == []


def test_the_plan_of_the_computer_is_drawn_phase_by_phase_on_the_map(app: App, page: LastPage):
    page._open(PLAN)
    frame(app)
    assert page.review is not None
    phases = page.review.maps["soviet"]
    drawn = [piece for piece in pieces(page) if isinstance(piece, PlanPicture)]
    assert [piece.plan for piece in drawn] == list(phases) != []
    assert "japan" not in page.review.maps, "a person's plan is his own"
    aim = next(aim for one in phases for aim in one.aims)
    picture = PlanPicture(page.match.scenario, phases[0]._replace(aims=(aim,), own=(), enemy=()))
    bare = PlanPicture(page.match.scenario, phases[0]._replace(aims=(), own=(), enemy=()))
    looks = []
    for piece in (picture, bare):
        sheet = pygame.Surface((460, piece.height(app.brush, 460)))
        piece.paint(app.brush, sheet, sheet.get_rect())
        looks.append(pygame.image.tobytes(sheet, "RGB"))
    assert looks[0] != looks[1], "the arrow is seen"


def test_the_laboratory_is_asked_from_the_turn_chosen_by_its_door_and_by_q(
    app: App, page: LastPage, night: Match, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(study, "subjects", list)  # the battles of the menu are not read for this
    names = [t.name for t in night.scenario.calendar.played()]
    for chosen, act in ((1, lambda: press(app, "Ask the laboratory")), (0, lambda: key(app, "q"))):
        page._choose(chosen)
        frame(app)
        act()
        wait_for(app, lambda: isinstance(app.screen, LaboratoryScreen))
        asked = app.screen.subject
        assert isinstance(asked, PositionSubject)
        assert asked.begun.turn == names[chosen]
        assert [digest(s) for s in asked.begun.states] == [r.digest for r in night.records[:chosen]]
        key(app, "Esc")
        assert app.screen is page
