"""The dialog that says why: a hit opens two lists, that of those hit and that of the dead among them (rules 4.1, 2.8)."""

import pytest

from game.client.app import App
from game.client.battle.why import FactorList, WhyDialog
from game.client.kit.paint import Brush
from game.match.battle import Match
from game.match.battle.explain import Explanation, FactorLine, explain
from game.match.battle.news import row_words
from game.players.battle.staffs import commander
from tests.client.drive import frame, key, press


def test_a_hit_opens_its_dead_below_it(app: App, battle):
    screen = battle("japan")
    match: Match = screen.sitting.match
    seats = {side: commander("plain", side, match.scenario) for side in match.scenario.sides}
    while not any(e.killed for r in match.records for e in match.events(r)):
        match.resolve(**{side: seat.orders(match.view(side)) for side, seat in seats.items()})
    event = next(e for r in match.records for e in match.events(r) if e.killed)
    why = explain(match.scenario, event)
    assert why.killed is not None
    brush: Brush = screen.brush
    dialog = WhyDialog(brush, match.scenario, event.text, why, lambda: None)
    screen.show(dialog)
    frame(app)
    hit, dead = (w for w in dialog.ui.widgets if isinstance(w, FactorList))
    assert len(hit.rows) == len(why.lines)
    assert len(dead.rows) == len(why.killed.lines)
    assert hit.rect.bottom < dead.rect.top
    assert dialog.lines[dialog.at].rule == why.lines[0].rule
    assert (hit.chosen, dead.chosen) == (0, -1)
    key(app, "Tab", "Down")
    assert dialog.lines[dialog.at] == why.killed.lines[0]
    assert dead.chosen == 0
    assert not 0 <= hit.chosen < len(hit.rows)


def test_other_events_open_one_list(app: App, battle):
    screen = battle("japan")
    match: Match = screen.sitting.match
    seats = {side: commander("plain", side, match.scenario) for side in match.scenario.sides}
    while not any(e.kind == "EV_ROW_OPENS" for r in match.records for e in match.events(r)):
        match.resolve(**{side: seat.orders(match.view(side)) for side, seat in seats.items()})
    event = next(e for r in match.records for e in match.events(r) if e.kind == "EV_ROW_OPENS")
    dialog = WhyDialog(screen.brush, match.scenario, event.text, explain(match.scenario, event), lambda: None)
    screen.show(dialog)
    frame(app)
    assert len([w for w in dialog.ui.widgets if isinstance(w, FactorList)]) == 1


def line(low: float, high: float, log: float = 0.5) -> FactorLine:
    return FactorLine("F", "a factor", (low + high) / 2, low, high, log, "3.8", "", "", False)


@pytest.mark.parametrize(
    ("multiplies", "rows", "words"),
    [
        (True, [(12, 12), (0.5, 0.5), (0.4, 0.6)], ["12", "×0.50", "×0.40 – 0.60"]),
        (False, [(10.5, 10.5), (1.5, 1.5), (-2.25, -2.25), (0.5, 1.5)], ["10.50", "+1.50", "−2.25", "+0.50 – 1.50"]),
    ],
)
def test_each_row_has_the_sign_by_which_it_joins_those_above(multiplies, rows, words):
    why = Explanation(tuple(line(*row) for row in rows), 0.0, 0.0, 0.0, multiplies, True, False)
    assert [row_words(why, k) for k in range(len(rows))] == words


def test_it_is_laid_away_by_a_button(app: App, battle):
    screen = battle("japan")
    why = Explanation((line(2.0, 2.0), line(0.5, 0.5)), 1.0, 1.0, 1.0, True, True, False)
    screen.show(WhyDialog(screen.brush, screen.sitting.scenario, "why", why, lambda: screen.show(None)))
    frame(app)
    lists = [w for w in screen.modal.ui.widgets if isinstance(w, FactorList)]
    close = next(w for w in screen.modal.ui.widgets if getattr(w, "label", "") == "Close")
    assert all(w.rect.bottom <= close.rect.y for w in lists)
    press(app, "Close")
    assert screen.modal is None
