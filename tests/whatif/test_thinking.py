"""What a general thought is told when the battle is over, and agrees with what stands in the journal and with what happened."""

import json

import pytest
from msgspec.structs import replace

from game.files.battle.scenarios import load_scenario
from game.match.battle import Match
from game.model.battle.thoughts import Believed, Phase, Thought, Weighed
from game.players.battle.plain import PlainCommander
from game.rules.battle import state as S
from game.whatif.battle.last_page.page import page_of
from game.whatif.battle.last_page.plan_maps import ASSAULT, caption, legend, plan_maps
from game.whatif.battle.last_page.review import as_json, review_of
from game.whatif.battle.last_page.telling import told
from game.whatif.battle.last_page.thinking import thinking_of

FOE = "Tereshkin"  # holds the summit as the night begins, with a hundred men


@pytest.fixture(scope="module")
def night() -> Match:
    """The staff's night; beside its turns the thoughts of a general who holds, then masses, and refuses what is better."""
    scenario = load_scenario("silent-assault")
    match = Match.new(scenario, seed=1938)
    hold, mass = Phase("hold", 6, men=100), Phase("here:changkufeng", 8, men=90, start="31 Jul 09:00")
    some = (
        Weighed("mass", 61.0, 3.0, 2.0, 8),
        Weighed("hold", 58.0, 0.0, 0.0, 8),
        Weighed("night", 70.0, 12.0, 9.0, 2),
    )
    last = (Weighed("here:changkufeng", 40.0, 7.5, 1.5, 8), Weighed("all-in", 38.0, 5.5, 1.0, 8), Weighed("hold", 32.5))
    thoughts = [
        Thought(
            turn=6, phase=hold, weighed=some, believed=(Believed(FOE, (18, 26), 120), Believed("nobody", (1, 1), 9))
        ),
        Thought(turn=7, phase=hold),
        Thought(turn=8, phase=mass, why="branch", weighed=last),
    ]
    seats = {side: PlainCommander(side, scenario) for side in scenario.sides}
    for thought in thoughts:
        match.thoughts = {"japan": thought}
        match.resolve(**{side: seat.orders(match.view(side)) for side, seat in seats.items()})
    match.seats = {"japan": "general", "soviet": "human"}
    return match


def test_the_plan_is_told_by_phases_with_what_each_promised(night):
    (found,) = thinking_of(night)
    assert found.side == "japan"
    first, second = found.phases
    assert (first.key, first.turn, first.turns, first.why, first.gain) == ("hold", "30 Jul Night", 2, "", 0.0)
    assert (second.title, second.turn, second.turns, second.why) == (
        "Mass here: Changkufeng",
        "31 Jul Day",
        1,
        "branch",
    )
    assert (second.gain, second.error, second.men, second.start) == (7.5, 1.5, 90, "31 Jul 09:00")
    assert sum(phase.turns for phase in found.phases) == len(night.records)


def test_belief_is_held_against_what_was_there(night):
    belief = thinking_of(night)[0].beliefs[0]
    unit = night.opening.units[night.scenario.unit_index(FOE)]
    side = [k for k, c in enumerate(night.scenario.counters) if c.side == "soviet"]
    assert (belief.known, belief.right, belief.off, belief.believed) == (2, 1, 0.0, 129)
    assert belief.men == unit[S.MEN] + unit[S.CREW]
    assert belief.there == sum(night.opening.units[k, S.HEX] >= 0 for k in side)


def test_a_counter_that_stood_elsewhere_is_so_many_hexes_off(night):
    record = night.records[0]
    thought = replace(record.thoughts["japan"], believed=(Believed(FOE, (18, 29), 120),))
    moved = Match(night._engine, night.seed, night.opening, (record._replace(thoughts={"japan": thought}),))
    belief = thinking_of(moved)[0].beliefs[0]
    assert (belief.right, belief.off) == (0, 3.0)


def test_rejected_are_the_best_that_were_weighed_as_long_as_what_was_followed(night):
    """By night was two worlds' luck and fell out; massing promised 3 more than holding, all in 2 less than the mass."""
    one, other = thinking_of(night)[0].rejected
    assert (one.title, one.instead, one.gain, one.error, one.worlds, one.mean) == ("Mass", "Hold", 3.0, 2.0, 8, 61.0)
    assert (other.title, other.gain) == ("All in", -2.0)


def test_the_worst_order_lost_most_men_of_all_assaults_that_did_not_take_their_hex(night):
    worst, lost = thinking_of(night)[0].worst, []
    states = [night.opening, *(record.state for record in night.records)]
    columns = night.scenario.ground.columns
    for k, record in enumerate(night.records):
        for order in record.orders["japan"]:
            unit = night.scenario.unit_index(order.unit)
            column, row = order.target or (-1, -1)
            if order.task == "assault" and states[k + 1].units[unit, S.HEX] != row * columns + column:
                lost.append(states[k + 1].units[unit, S.LOST] - states[k].units[unit, S.LOST])
    assert worst is not None
    assert worst.lost == max(lost) > 0


def test_the_review_tells_it_in_lines_as_facts_and_on_the_page_at_the_end_alone(night):
    review = review_of(night)
    lines = [line for line in told(review) if isinstance(line, str) and line.startswith("The general of Japan: ")]
    assert len(lines) == 2 + 2 + 2 + 1
    assert "30 Jul Night: Hold, because at the beginning. Attack nothing" in lines[0]
    assert "It lasted 2 turns." in lines[0]
    assert "because the phase before led to it" in lines[1]
    assert "Reckoned +7.5 points, standard error 1.5. First assault 31 Jul 09:00." in lines[1]
    facts = as_json(review)["thinking"]
    assert [len(facts[0][key]) for key in ("phases", "beliefs", "rejected")] == [2, 2, 2]
    assert "What the general of Japan thought" in page_of(review)
    going = night.branch(2)
    going.seats = {"japan": "general", "soviet": "human"}
    assert going.records[0].thoughts
    assert review_of(going).thinking == ()
    assert not any("The general" in line for line in told(review_of(going)) if isinstance(line, str))
    assert "thought" not in str(as_json(review_of(going))["thinking"])


def test_each_phase_has_a_map_of_its_orders_and_of_belief_against_truth(night):
    (phases,) = plan_maps(night).values()
    assert [(one.turn, one.title, one.turns, one.has_belief) for one in phases] == [
        ("30 Jul Night", "Hold", 2, True),
        ("31 Jul Day", "Mass here: Changkufeng", 1, False),
    ]
    first = phases[0]
    foe = next(one for one in first.enemy if one.unit == FOE)
    assert foe.hex == foe.believed == (18, 26)
    assert all(one.believed is None for one in first.enemy if one.unit != FOE)
    columns = night.scenario.ground.columns
    assaults = {u: (a.start, a.target) for a in first.aims if a.kind == ASSAULT for u in a.units}
    ordered = {}
    for record, before in zip(night.records[:2], (night.opening, night.records[0].state), strict=True):
        for order in record.orders["japan"]:
            if order.task == "assault":
                cell = int(before.units[night.scenario.unit_index(order.unit), S.HEX])
                ordered.setdefault(order.unit, ((cell % columns, cell // columns), order.target))
    assert assaults == {u: way for u, way in ordered.items() if way[0] != way[1]} != {}


def test_the_maps_are_on_the_page_and_among_the_facts_and_lifted_at_the_end_alone(night):
    review = review_of(night)
    page = page_of(review)
    assert page.count('<figure class="phase">') == 2
    assert all(page.count(f"<figcaption>{caption(one)}</figcaption>") == 1 for one in review.maps["japan"])
    assert "Crosses: where the enemy was believed" in page
    facts = as_json(review)["plan_maps"]
    assert [len(facts["japan"]), list(facts)] == [2, ["japan"]], "a person has no plan that is known"
    assert json.loads(json.dumps(facts))["japan"][0]["enemy"]
    going = night.branch(2)
    going.seats = {"japan": "general", "soviet": "human"}
    assert plan_maps(going) == review_of(going).maps == {}
    assert '<figure class="phase">' not in page_of(review_of(going))


def test_without_thoughts_a_phase_begins_where_most_assaults_go_for_other_ground(night):
    records = [record._replace(thoughts={}) for record in night.records]
    bare = Match(night._engine, night.seed, night.opening, tuple(records))
    bare.seats = {"japan": "human", "soviet": "computer"}
    (phases,) = plan_maps(bare).values()
    assert {one.side for one in phases} == {"soviet"}
    assert sum(one.turns for one in phases) == len(records)
    assert not any(one.has_belief for one in phases)
    for one in phases[1:]:
        assert one.title.startswith("Assault on ")
    assert "Rings: where the enemy stood" in legend(phases[0])
