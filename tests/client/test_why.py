"""The dialog that says why: a hit opens two lists, that of those hit and that of the dead among them (rules 4.1, 2.8)."""

from game.client.app import App
from game.client.battle.why import FactorList, WhyDialog
from game.client.kit.paint import Brush
from game.match.battle import Match
from game.match.battle.explain import explain
from game.players.battle.staffs import commander
from tests.client.drive import frame, key


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
