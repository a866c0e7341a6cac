"""Rulings on chapter 10: what a side may do, whom it asks, what it pays."""

from math import isclose

import pytest
from msgspec.structs import replace

from game import Match, load_scenario
from game.model.battle.decisions import Decision
from game.model.battle.orders import Order
from game.model.battle.scenario import Scenario
from game.rules.battle import state as S
from tests.campaign import campaign

BARE = 'levels = { japan = 2, soviet = 1 }\ndone = ["cross-tumen"]'
SUMMIT = (18, 26)


@pytest.fixture(scope="module")
def war() -> Scenario:
    """The campaign from 30 July with no leave but to stand where one stands."""
    return campaign(opening=BARE)


def granted(scenario: Scenario, **odds: float) -> Scenario:
    """The scenario with other odds for some acts, named with underscores."""
    politics = scenario.politics
    assert politics is not None
    acts = tuple(
        replace(a, odds=odds[a.id.replace("-", "_")], circumstances=()) if a.id.replace("-", "_") in odds else a
        for a in politics.acts
    )
    return replace(scenario, politics=replace(politics, acts=acts), digest=scenario.digest + repr(sorted(odds.items())))


def permission(match: Match, side: str, act: str):
    return next(p for p in match.view(side).permissions if p.act == act)


def ask(act: str) -> Decision:
    return Decision(kind="ask", act=act)


def test_disputed_hills_may_not_be_assaulted_without_leave_and_the_refusal_names_seat_odds_and_price(war):
    refusal = Match.new(war).refusal(Order(unit="I/75", task="assault", target=SUMMIT))
    assert refusal is not None
    assert refusal.rule == "10.3"
    assert (
        "needs leave of Seoul for retaking the disputed hills (level 3), odds 40% a petition, price 0" in refusal.text
    )
    assert "alone for 6 points" in refusal.text


def test_leave_that_is_granted_opens_the_ground_from_the_next_turn(war):
    match = Match.new(granted(war, retake_hills=1.0))
    match.resolve(japan=[ask("retake-hills")])
    assert permission(match, "japan", "retake-hills").status == "held"
    assert match.refusal(Order(unit="I/75", task="assault", target=SUMMIT)) is None


def test_an_act_done_alone_costs_its_price_once_when_it_is_done_and_not_before(war):
    match = Match.new(war, seed=1938)
    match.resolve(japan=[Decision(kind="alone", act="retake-hills")])
    assert int(match.state.sides[0, S.PRICE]) == 0
    assert permission(match, "japan", "retake-hills").costs == 6
    match.resolve(
        japan=[Order(unit="III/75", task="assault", target=SUMMIT), Order(unit="I/75", task="assault", target=SUMMIT)]
    )
    match.resolve()
    assert int(match.state.sides[0, S.PRICE]) == 6
    assert match.view("japan").level == 3
    assert int(match.state.forms[0, S.FORM_CONTROL]) == -6


def test_what_is_resolved_alone_counts_for_the_orders_on_the_same_sheet(war):
    match = Match.new(war)
    alone, assault = Decision(kind="alone", act="retake-hills"), Order(unit="I/75", task="assault", target=SUMMIT)
    assert match.refusal(assault).rule == "10.3"
    assert match.refusal(assault, [alone]) is None
    match.resolve(japan=[assault, alone])
    assert [o.task for o in match.records[0].orders["japan"]] == ["assault"]


def test_counters_of_higher_command_do_not_arrive_before_they_are_released(war):
    late = tuple(
        replace(c, hex=None, arrives="31 Jul 06:00", arrives_at=c.hex, leave="tanks-in-mass")
        if c.id == "III/118"
        else c
        for c in war.counters
    )
    match = Match.new(replace(granted(war, tanks_in_mass=1.0), counters=late, digest="late"))
    for _ in range(3):
        match.resolve()
    assert next(u.hex for u in match.view("soviet").own if u.id == "III/118") is None
    match.resolve(soviet=[ask("tanks-in-mass")])
    match.resolve()
    assert next(u.hex for u in match.view("soviet").own if u.id == "III/118") is not None


def test_an_act_done_by_leave_costs_what_the_table_says(war):
    match = Match.new(granted(war, retake_hills=1.0), seed=1938)
    match.resolve(japan=[ask("retake-hills")])
    match.resolve(japan=[Order(unit="I/75", task="assault", target=SUMMIT)])
    match.resolve()
    assert match.view("japan").level == 3
    assert int(match.state.sides[0, S.PRICE]) == 0


def test_leave_held_is_not_an_act_done(war):
    match = Match.new(granted(war, wings=1.0))
    match.resolve(soviet=[ask("wings")])
    assert permission(match, "soviet", "wings").status == "held"
    assert match.view("soviet").level == 1
    assert int(match.state.sides[1, S.PRICE]) == 0


def test_wings_open_one_kilometre_beyond_the_line_and_not_more(war):
    match = Match.new(granted(war, wings=1.0))
    near, far = Order(unit="III/118", task="move", target=(17, 27)), Order(unit="III/118", task="move", target=(12, 27))
    assert match.refusal(near).rule == match.refusal(far).rule == "10.3"
    match.resolve(soviet=[ask("wings")])
    assert match.refusal(near) is None
    assert "across the Tumen (level 7)" in match.refusal(far).text


def test_stepping_over_the_line_is_the_act_that_raises_the_level(war):
    match = Match.new(granted(war, wings=1.0))
    match.resolve(soviet=[ask("wings")])
    state = S.copy_state(match.state)
    row = state.units[war.unit_index("III/118")]
    row[S.HEX] = 27 * 36 + 17  # Manchukuo, one hex past the line
    records = match.records
    match.records = (records[0]._replace(state=state, digest=S.digest(state)),)
    events = match.resolve()
    assert match.view("soviet").level == 6
    assert int(match.state.sides[1, S.PRICE]) == 3
    assert [e.numbers for e in events if e.kind == "EV_ACT" and e.numbers[1] == 6] == [
        (war.politics.act_index("wings"), 6, 3)
    ]


@pytest.mark.parametrize("act", ["guns-over-river", "army-aircraft", "kwantung-relief", "pursuit"])
def test_acts_of_higher_command_are_refused_where_the_odds_are_nought(war, act):
    match = Match.new(granted(war, **{act.replace("-", "_"): 0.0}))
    match.resolve(japan=[ask(act)])
    while permission(match, "japan", act).status == "asked":
        match.resolve()
    assert permission(match, "japan", act).status == "refused"


def test_tokyo_takes_two_turns_to_answer_on_aircraft(war):
    match = Match.new(granted(war, army_aircraft=1.0))
    match.resolve(japan=[ask("army-aircraft")])
    now = permission(match, "japan", "army-aircraft")
    assert (now.status, now.answer) == ("asked", "31 Jul Day")
    assert "answer is there for 31 Jul Day" in match.refusal(ask("army-aircraft"), side="japan").text
    match.resolve()
    assert permission(match, "japan", "army-aircraft").status == "held"


def test_who_was_refused_asks_again_after_the_interval(war):
    match = Match.new(granted(war, retake_hills=0.0))
    match.resolve(japan=[ask("retake-hills")])
    refusal = match.refusal(ask("retake-hills"), side="japan")
    assert "may be asked again in 31 Jul Night" in refusal.text
    for _ in range(3):
        match.resolve()
    assert match.turn.name == "31 Jul Night"
    assert match.refusal(ask("retake-hills"), side="japan") is None


def test_an_attack_makes_seoul_likelier_to_let_the_division_come(war):
    match = Match.new(war)
    assert isclose(permission(match, "japan", "whole-division").odds, 0.25)
    state = S.copy_state(match.state)
    state.forms[0, S.FORM_ATTACKED] = int(state.clock[S.NOW])
    match._opening = state
    match._legality = {}
    assert isclose(permission(match, "japan", "whole-division").odds, 0.9)


def test_moscow_is_likelier_to_let_the_wings_over_from_5_august():
    before, after = Match.new(campaign("4 Aug Night", opening=BARE)), Match.new(campaign("5 Aug Morning", opening=BARE))
    assert isclose(permission(before, "soviet", "wings").odds, 0.3)
    assert isclose(permission(after, "soviet", "wings").odds, 0.9)


def test_other_orders_of_the_turn_do_not_move_an_answer(war):
    for seed in range(4):
        plain, busy = Match.new(war, seed=seed), Match.new(war, seed=seed)
        plain.resolve(soviet=[ask("wings")])
        busy.resolve(soviet=[ask("wings"), ask("bombers"), Order(unit="III/118", task="dig")])
        assert permission(plain, "soviet", "wings").status == permission(busy, "soviet", "wings").status


def test_guns_on_the_korean_bank_wait_for_leave_and_then_fire(war):
    match = Match.new(granted(war, whole_division=1.0))
    silent = next(c for c in war.counters if not c.released)
    order = Order(unit=silent.id, task="fire", target=SUMMIT, rounds=8)
    refusal = match.refusal(order)
    assert refusal.rule == "10.3"
    assert "whole division, guns from the Korean bank (level 4)" in refusal.text
    assert "fire" not in match.legal_tasks(silent.id)
    match.resolve(japan=[ask("whole-division")])
    assert "fire" in match.legal_tasks(silent.id)
    assert match.refusal(order) is None


def test_soviet_guns_keep_off_the_belt_until_level_6_but_for_defensive_fire():
    war = granted(campaign(), bombers=1.0, wings=1.0)
    match = Match.new(war)
    belt, defensive = (
        Order(unit="40AR/1", task="fire", target=(17, 27), rounds=8, mission=m) for m in ("preparation", "defensive")
    )
    assert "wings over the line to 1 km (level 6)" in match.refusal(belt).text
    assert match.refusal(defensive) is None
    match.resolve(soviet=[ask("bombers")])
    assert match.refusal(belt) is not None
    match.resolve(soviet=[ask("wings")])
    assert match.refusal(belt) is None


def test_a_counter_of_higher_command_obeys_when_its_act_is_held(war):
    held_back = tuple(replace(c, leave="tanks-in-mass") if c.tanks and c.side == "soviet" else c for c in war.counters)
    kept = replace(granted(war, tanks_in_mass=1.0), counters=held_back, digest="kept-back")
    match = Match.new(kept)
    tank = next(c.id for c in held_back if c.leave)
    assert "tanks in mass" in match.refusal(Order(unit=tank, task="hold")).text
    match.resolve(soviet=[ask("tanks-in-mass")])
    assert match.refusal(Order(unit=tank, task="hold")) is None


@pytest.mark.parametrize(
    ("side", "decision", "rule", "said"),
    [
        ("japan", ask("wings"), "10.1", "no act 'wings' on the scale of Japan"),
        ("japan", ask("own-bank"), "10.2", "needs no leave"),
        ("japan", ask("cross-tumen"), "10.2", "leave of 19th Division is held"),
        ("japan", ask("retake-hils"), "10.1", "nearest is retake-hills"),
        (
            "japan",
            Decision(kind="alone", act="army-aircraft"),
            "10.3",
            "cannot be done alone: it needs the leave of Tokyo",
        ),
        ("soviet", Decision(kind="alone", act="posts-on-crest"), "10.3", "nothing stands in the way"),
    ],
)
def test_decisions_that_cannot_be_made_say_why(war, side, decision, rule, said):
    refusal = Match.new(war).refusal(decision, side=side)
    assert refusal.rule == rule
    assert said in refusal.text


def test_a_scenario_without_politics_has_nothing_to_decide_and_plays_as_before(night):
    match = Match.new(night)
    assert match.view("japan").permissions == ()
    assert match.view("japan").talk is None
    assert match.refusal(ask("retake-hills"), side="japan").rule == "10.1"
    assert match.refusal(Order(unit="I/75", task="assault", target=SUMMIT)) is None
    assert len(match.state.leaves) == len(match.state.forms) == len(match.state.accord) == 0


@pytest.fixture(scope="module")
def night() -> Scenario:
    """The silent assault as shipped."""
    return load_scenario("silent-assault")


def test_aircraft_fly_where_the_scale_lets_them_and_their_bombs_are_an_act():
    war = granted(load_scenario("first-counterattack"), wings=1.0)
    politics = replace(war.politics, opening=replace(war.politics.opening, leaves=("whole-40th",)))
    match = Match.new(replace(war, politics=politics, digest="no leave to fly"))
    strike = Order(unit="SB", task="strike", target=SUMMIT, flights=1, start="1 Aug 13:00")
    assert "bombers and corps artillery (level 4)" in match.refusal(strike).text
    assert match.legal_tasks("SB") == ("hold",)
    match = Match.new(replace(war, digest="leave to fly"), seed=2)
    belt = Order(unit="SB", task="strike", target=(17, 27), flights=1)
    assert "wings over the line to 1 km (level 6)" in match.refusal(belt).text
    events = match.resolve(soviet=[strike])
    assert [e.kind for e in events if e.kind == "EV_STRIKE"] == ["EV_STRIKE"]
    assert permission(match, "soviet", "bombers").is_done
    assert match.view("soviet").level == 4
    assert match.legal_tasks("12-Sentai") == ("hold",)


def test_japanese_aircraft_fly_when_tokyo_lets_them():
    match = Match.new(granted(load_scenario("hold-the-crest"), army_aircraft=1.0))
    strike = Order(unit="12-Sentai", task="strike", target=(25, 20), flights=1)
    assert "army aircraft and tanks (level 7), odds" in match.refusal(strike).text
    while match.turn.name != "8 Aug Night":
        match.resolve(japan=[ask("army-aircraft")] if match.turn.name == "8 Aug Morning" else [])
    match.resolve()
    match.resolve()
    assert match.turn.name == "9 Aug Day"
    assert match.refusal(strike) is None
