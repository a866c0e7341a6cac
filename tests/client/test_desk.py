"""The desk: leave is asked for with odds and price shown, forms of a talk are sealed with the orders, refusals are told there."""

from __future__ import annotations

from game.client.app import App
from game.client.battle.desk import TALKS, DeskDialog
from game.client.battle.screen import BattleScreen
from game.client.battle.sitting import Sitting, seats_for
from game.client.library import scenario
from game.match.battle import Match
from tests.client.drive import frame, key, press

SIDES = ("japan", "soviet")


def campaign(app: App, side: str) -> tuple[BattleScreen, DeskDialog]:
    screen = BattleScreen(app, Sitting(Match.new(scenario("changkufeng"), seed=1938), seats_for(side, SIDES)))
    app.push(screen)
    frame(app)
    key(app, "F3")
    assert isinstance(screen.modal, DeskDialog)
    return screen, screen.modal


def test_leave_is_asked_for_and_taken_back(app: App):
    screen, desk = campaign(app, "japan")
    desk._choose(next(i for i, p in enumerate(desk.permissions) if p.status == "open"))
    frame(app)
    press(app, "Ask for leave")
    assert [d.kind for d in screen.sitting.book.decisions] == ["ask"]
    assert any(kind == "ask" for kind in (d.kind for d in screen.sitting.gather()["japan"] if hasattr(d, "kind")))
    press(app, "Take it back")
    assert screen.sitting.book.decisions == ()


def test_a_decision_that_the_rules_forbid_is_told_on_the_desk(app: App):
    screen, desk = campaign(app, "soviet")
    from game.model.battle.decisions import Decision

    desk._decide(Decision(kind="terms"))
    assert desk.is_error
    assert "rule" in desk.note
    assert screen.sitting.book.decisions == ()


def test_talks_show_the_will_of_the_own_government_only(app: App):
    _screen, desk = campaign(app, "japan")
    desk._turn(TALKS)
    frame(app)
    assert desk.talk is not None
    assert all(0 <= t.own_yes <= 1 for t in desk.talk.terms)
    assert len(desk._terms()) == len(desk.talk.terms)


def test_a_battle_without_politics_says_so(app: App, battle):
    screen = battle("japan")
    key(app, "F3")
    assert isinstance(screen.modal, DeskDialog)
    assert "no politics" in screen.modal._act_words()[0][0]
