"""The laboratory in the window: a question is asked, played beside the window, shown as distributions, saved."""

from __future__ import annotations

import json
import time
from pathlib import Path

import msgspec
import pytest

from game import load_scenario
from game.client.app import App
from game.client.battle.replay.screen import ReplayScreen
from game.client.kit.theme import Theme
from game.client.kit.widgets import Panel
from game.client.pages.laboratory import question, study
from game.client.pages.laboratory.position import PositionSubject
from game.client.pages.laboratory.results import Results
from game.client.pages.laboratory.screen import ANSWER, QUESTION, LaboratoryScreen
from game.client.pages.laboratory.study import Result, Study
from game.files.battle.variants import apply
from game.match.battle import Match
from game.rules.battle.state import digest
from game.whatif.battle import commanding
from game.whatif.battle.commanding import settings
from game.whatif.battle.runs import Game, Runs, Setting, play
from game.whatif.battle.starting import may_ask, start_of
from tests.client.drive import frame, key, press, wait_for, write

NIGHT = "silent-assault"


def made(games: int = 40) -> Result:
    """A result without a game played: figures that a formula gives, so that a picture of it never changes."""
    scenario = load_scenario(NIGHT)
    chosen = study.questions(scenario)[:2]
    runs = []
    for v, setting in enumerate([scenario, *(apply(scenario, w) for w in chosen)]):
        played = []
        for k in range(games):
            found = {}
            for j, o in enumerate(scenario.outcomes):
                wave = (7 * k + 3 * j) % 11 / 11.0 + ((k * k) % 7) / 14.0 + v * 0.3 * (j % 3)
                found[o.id] = float((k + v * j) % 4 > 0) if o.measure == "place_taken" else 100.0 * wave
            played.append(Game(f"{k:016x}", found))
        name = "history" if v == 0 else chosen[v - 1].id
        runs.append(
            Runs(setting=Setting(scenario=setting, name=name), seed=1938, asked=games, wall_s=2.0, games=tuple(played))
        )
    return Result(scenario, chosen, runs)


@pytest.fixture
def laboratory(app: App) -> LaboratoryScreen:
    """The page, on the night assault."""
    screen = LaboratoryScreen(app)
    app.push(screen)
    screen.choose_subject([s.title for s in screen.subjects].index(load_scenario(NIGHT).title))
    frame(app)
    return screen


def test_a_search_leaves_the_what_ifs_that_have_the_words(app: App, laboratory: LaboratoryScreen):
    every = len(laboratory.questions)
    app.screen.ui.focus = laboratory._search
    write(app, "preparation")
    frame(app)
    assert 0 < len(laboratory.questions) < every
    assert laboratory._search is app.screen.ui.focus
    write(app, " zzz")
    frame(app)
    assert laboratory.questions == ()


def test_what_differs_is_said_before_it_is_played():
    for scenario in map(load_scenario, ("silent-assault", "first-counterattack", "hold-the-crest", "changkufeng")):
        for what in study.questions(scenario):
            assert question.differences(scenario, what), what.id


def test_nothing_begins_without_a_what_if_or_with_a_seed_that_is_none(app: App, laboratory: LaboratoryScreen):
    assert laboratory.study.start(load_scenario(NIGHT), (), 10, 1) == "choose a what-if first"
    laboratory.choose(0)
    laboratory._seed.value = "12x"
    frame(app)
    press(app, "Start")
    assert laboratory.is_error
    assert "12x" in laboratory.note
    assert "\n" not in laboratory.note
    assert not laboratory.study.is_running


def test_at_most_six_are_asked_at_once(app: App, laboratory: LaboratoryScreen):
    for k in range(len(laboratory.questions)):
        laboratory.choose(k)
    assert len(laboratory.chosen) == min(study.MOST_CHOSEN, len(laboratory.questions))
    laboratory.choose(0)
    assert len(laboratory.chosen) == min(study.MOST_CHOSEN, len(laboratory.questions)) - 1


@pytest.mark.slow
def test_games_are_played_beside_the_window_and_shown(app: App, laboratory: LaboratoryScreen):
    laboratory.choose(0)
    laboratory.choose_games(0)
    press(app, "Start")
    assert laboratory.study.is_running
    wait_for(app, lambda: not laboratory.study.is_running)
    assert laboratory.note == ""
    result = laboratory.study.result
    assert result is not None
    assert [len(r.games) for r in result.runs] == [50, 50]
    key(app, "Esc")
    assert laboratory not in app.stack


@pytest.mark.slow
def test_stop_keeps_what_every_variant_has_finished(app: App):
    running = Study()
    scenario = load_scenario(NIGHT)
    assert running.start(scenario, study.questions(scenario)[:1], 4000, 7, workers=2) == ""
    assert running.start(scenario, study.questions(scenario)[:1], 10, 7) == "games are being played already"
    end = time.monotonic() + 120
    while running.done < 100 and time.monotonic() < end:
        time.sleep(0.05)
    running.stop()
    while (told := running.look()) is None and time.monotonic() < end:
        time.sleep(0.05)
    assert told == ""
    assert running.result is not None
    assert 0 < running.result.games < 4000
    assert running.result.runs[0].is_partial


def test_the_outcomes_that_move_most_come_first():
    result = made()
    ordered = result.outcomes(0, by_effect=True)
    assert set(ordered) == set(result.outcomes(0, by_effect=False))
    assert ordered != result.outcomes(0, by_effect=False)


def test_report_and_figures_are_saved_under_names_of_their_own(app: App, laboratory: LaboratoryScreen, tmp_path: Path):
    result = made()
    report, wrong = result.save("html", tmp_path)
    figures, wrong_too = result.save("json", tmp_path)
    assert (wrong, wrong_too) == ("", "")
    assert report is not None
    assert figures is not None
    assert report.read_text(encoding="utf-8").startswith("<!")
    assert [v["name"] for v in json.loads(figures.read_text())["variants"]] == [
        "history",
        *(w.id for w in result.chosen),
    ]
    (tmp_path / "file").write_text("")
    path, wrong = result.save("html", tmp_path / "file")
    assert path is None
    assert "could not be written" in wrong
    assert "\n" not in wrong


def enlarge(app: App) -> None:
    """Everything at 200 %; the settings stay."""
    app.theme = Theme(2.0)
    app.rescale(0)


def read(screen: LaboratoryScreen) -> str:
    """All words on the paper."""
    paper = next(w for w in screen.ui.widgets if isinstance(w, Results))
    return "\n".join(words for words, _style, _ink in (*paper.head, *paper.foot))


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_question_and_answer_have_room_at_both_scales_and_no_widget_covers_another(app: App, scale: float):
    screen = LaboratoryScreen(app)
    app.push(screen)
    if scale > 1:
        enlarge(app)
    answer = made()
    for result, leaf in ((None, QUESTION), (None, ANSWER), (answer, ANSWER), (answer, QUESTION)):
        screen.study.result = result
        screen.open(leaf)
        frame(app)
        shown = [w.rect for w in screen.ui.widgets if not isinstance(w, Panel)]
        for k, rect in enumerate(shown):
            assert app.surface.get_rect().contains(rect), rect
            assert rect.w > 0, rect
            assert rect.h >= app.theme.px(24), rect
            assert rect.collidelist(shown[k + 1 :]) < 0, (rect, shown[k + 1 + rect.collidelist(shown[k + 1 :])])
    screen.show_what_if(1)
    key(app, "Tab")
    frame(app)


def test_the_paper_says_the_answer_and_what_was_asked_whole(app: App, laboratory: LaboratoryScreen):
    result = made()
    longest = max((w for s in map(load_scenario, ("changkufeng",)) for w in s.what_ifs), key=lambda w: len(w.basis))
    result.chosen = (longest, result.chosen[1])
    enlarge(app)
    laboratory.study.result = result
    laboratory.open(ANSWER)
    frame(app)
    told = result.told(0)
    assert "pairs of games" in told.answer
    said = read(laboratory)
    for words in (told.answer, longest.question, longest.basis, *(e.text for e in longest.evidence), result.footer()):
        assert words in said
    paper = next(w for w in laboratory.ui.widgets if isinstance(w, Results))
    placed, full = paper.places(app.brush)
    assert full > paper.rect.h, "it rolls"
    blocks = {
        what[0]: high for _top, high, what in placed if isinstance(what, tuple) and what in (*paper.head, *paper.foot)
    }
    line = app.brush.line("body")
    assert blocks[longest.basis] >= line * (app.brush.size(longest.basis, "body")[0] // paper.width), "wrapped, not cut"
    paper.scroll.by(full)
    frame(app)
    assert paper.scroll.offset == full - paper.rect.h


def test_a_position_of_ones_own_game_is_asked_as_the_command_asks_it(monkeypatch: pytest.MonkeyPatch):
    match = Match.new(load_scenario(NIGHT), seed=5)
    subject = PositionSubject(match)
    asked: list[object] = []
    monkeypatch.setattr(study.Study, "begin", lambda _self, games, _play: asked.append(games) or "")
    monkeypatch.setattr(
        commanding, "settings", lambda *given, **how: asked.append((given, how)) or settings(*given, **how)
    )
    what = next(w for w in subject.questions() if w.id == "first-light")
    assert subject.start(Study(), (what,), 50, 7, "follower") == ""
    (scenario, chosen), how = asked[0]  # type: ignore[misc]
    assert (scenario, chosen) == (match.scenario, (what,))
    wanted = start_of(match)
    assert how["start"].turn == wanted.turn == match.turn.name
    assert digest(how["start"].opening) == digest(match.opening)
    assert subject.known((what,)) is None
    assert {w.id for w in subject.questions()} < {w.id for w in study.questions(match.scenario)}, "no other strengths"
    assert subject.about(what)[-1][1].startswith(f"The games begin at {match.turn.name} ")
    late = start_of(match)._replace(turn="31 Jul Day")
    behind = [w.id for w in subject.questions() if not may_ask(match.scenario, w, late)]
    assert "first-light" in behind, "its orders are those of 30 and 31 July"
    assert "clear-morning" not in behind
    with pytest.raises(ValueError, match="has not come to"):
        PositionSubject(match, match.scenario.calendar.played()[-1].name)


def test_the_turn_in_which_the_worlds_part_is_a_click_away(app: App, laboratory: LaboratoryScreen):
    scenario = load_scenario(NIGHT)
    chosen = [scenario.what_if("first-light"), scenario.what_if("history")]
    laboratory.study.result = Result(scenario, chosen, play(settings(scenario, chosen), 2, seed=31, workers=1))
    laboratory.layout()
    frame(app)
    assert laboratory.study.result.parting(1) is None
    assert laboratory.study.result.parting(0) == (31, scenario.calendar.played()[0].number)
    press(app, "See that turn")
    wait_for(app, lambda: isinstance(app.screen, ReplayScreen) and app.screen.rerun.is_done)
    assert (app.screen.rerun.seed, app.screen.rerun.title) == (31, "Assault at first light")
    key(app, "Esc")
    assert app.screen is laboratory
    laboratory.show_what_if(1)
    see = next(w for w in laboratory.ui.widgets if getattr(w, "label", "") == "See that turn")
    assert not see.enabled


@pytest.mark.parametrize("title", ["The silent assault", "North or South"])
def test_the_bank_answers_at_once_at_both_scales(app: App, title: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(study.Study, "begin", None)  # nothing is played
    screen = LaboratoryScreen(app)
    app.push(screen)
    screen.choose_subject([s.title for s in screen.subjects].index(title))
    frame(app)
    asked = screen.asked
    begun = time.process_time()
    screen.answer_at_once()
    result = screen.study.result
    assert result is not None
    lines = result.lines(0, by_effect=True)
    assert time.process_time() - begun < 1.0
    assert result.chosen == asked
    assert lines
    assert "from the bank of results" in result.footer()
    frame(app)
    for widget in screen.ui.widgets:
        assert app.surface.get_rect().contains(widget.rect), widget.rect
    for kind in ("html", "json"):
        assert getattr(result, kind)()
    press(app, "New question")
    assert screen.study.result is None


def test_what_the_bank_does_not_know_is_not_offered(app: App, laboratory: LaboratoryScreen):
    subject = laboratory.subject
    assert isinstance(subject, study.BattleSubject)
    there = subject.questions()[0]
    changed = msgspec.structs.replace(there, shells={"japan": 7})
    assert subject.banked(there) > 0
    assert subject.banked(changed) == 0
    assert subject.known([changed]) is None


@pytest.mark.long
@pytest.mark.slow
def test_the_strategic_game_is_played_in_the_same_page(app: App):
    screen = LaboratoryScreen(app)
    app.push(screen)
    screen.choose_subject([s.title for s in screen.subjects].index("North or South"))
    screen.choose(0)
    screen.choose_games(0)
    frame(app)
    press(app, "Start")
    wait_for(app, lambda: not screen.study.is_running)
    assert (screen.note, screen.study.result.games) == ("", 50)
