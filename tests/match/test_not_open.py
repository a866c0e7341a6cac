"""A dark button says why: the rule that keeps the counter from the task, whatever its target."""

from game import Match, load_scenario
from game.match.battle.not_open import why_not_open


def test_every_task_that_is_not_offered_has_its_reason_and_one_that_is_offered_has_none():
    match = Match.new(load_scenario("changkufeng"), seed=2)
    for side in match.scenario.sides:
        view = match.view(side)
        for unit in view.own:
            for verb in ("move", "assault", "fire", "dig"):
                told = why_not_open(view, unit.id, verb)
                if verb not in view.legal_tasks(unit.id):
                    assert "(rule " in told, (unit.id, verb)


def test_men_without_guns_are_told_so_and_not_whose_leave_guns_would_need():
    match = Match.new(load_scenario("changkufeng"), seed=2)
    view = match.view("soviet")
    on_the_map = next(u.id for u in view.own if u.hex and not u.guns and "fire" not in view.legal_tasks(u.id))
    assert "rule 7.14" in why_not_open(view, on_the_map, "fire")
    off = next(u.id for u in view.own if u.hex is None)
    assert why_not_open(view, off, "move") == f"{off} is not on the map (rule 7.10)"


def test_a_broken_counter_is_told_to_be_broken():
    match = Match.new(load_scenario("silent-assault"), seed=2)
    from game.rules.battle import state as S

    k = match.scenario.unit_index("I/75")
    state = S.copy_state(match.state)
    state.units[k, S.BROKEN], state.units[k, S.COH_PM] = 1, 250
    view = match.view_at("japan", state, match.turn)
    assert why_not_open(view, "I/75", "move") == "I/75 is broken: cohesion 250, obeys again at 400 (rule 7.10)"
