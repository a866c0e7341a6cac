"""Plans: the same commander with other parameters does what the plan's words say, and says no word about what it cannot know."""

import msgspec
import pytest

from game import Match, load_scenario
from game.model.battle.plans import Plan, habit
from game.players.battle.plain import PlainCommander
from game.players.battle.staffs import commander, names, thinks, trouble

SCENARIOS = ("silent-assault", "first-counterattack", "hold-the-crest", "changkufeng")


@pytest.fixture(scope="module")
def crest():
    """The great attack: guns, tanks and aircraft on one side, a held crest on the other."""
    return load_scenario("hold-the-crest")


def first_orders(scenario, side, plan):
    """What the computer orders in the first turn by a plan."""
    return PlainCommander(side, scenario, plan=plan).orders(Match.new(scenario, seed=1).view(side))


def with_(side: str, **changes) -> Plan:
    """The plain commander's habit but for some of it."""
    return msgspec.structs.replace(habit(side), **changes)


@pytest.mark.parametrize("name", SCENARIOS)
def test_each_side_has_plans_in_every_battle_and_the_plain_commander_none(name):
    scenario = load_scenario(name)
    for side in scenario.sides:
        plans = scenario.plans_of(side)
        assert len(plans) == len({p.id for p in plans}) >= 4
        assert all(p.title and p.text and p.source for p in plans)
    assert "plain" not in {p.id for side in scenario.sides for p in scenario.plans_of(side)}


def test_no_battle_offers_a_plan_that_cannot_begin_in_it():
    """The corps is there on 6 August; who only holds needs a place to hold, and Japan has none before 31 July."""
    offered = {
        name: {p.key for s in ("japan", "soviet") for p in load_scenario(name).plans_of(s)} for name in SCENARIOS
    }
    assert {n for n in SCENARIOS if "soviet corps" in offered[n]} == {"hold-the-crest", "changkufeng"}
    assert {n for n in SCENARIOS if "japan stand-fast" in offered[n]} == {"first-counterattack", "hold-the-crest"}
    assert all(len(plans) >= 8 for plans in offered.values())
    night = load_scenario("silent-assault")
    assert trouble("plan:corps", night, "soviet").startswith("no commander 'plan:corps' for soviet in silent-assault")


def test_the_plain_commander_has_the_habit_of_the_scenario_where_it_has_one(crest):
    night, days = load_scenario("silent-assault"), load_scenario("first-counterattack")
    assert [PlainCommander("japan", s).plan.limit_pm for s in (load_scenario("changkufeng"), days)] == [150, 0]
    assert PlainCommander("japan", crest).plan.pursues == 4
    assert PlainCommander("japan", night).plan.text.startswith("Goes in silently at once")
    assert PlainCommander("soviet", crest).plan == PlainCommander("soviet", night).plan != habit("soviet")
    assert [PlainCommander("soviet", s).plan.spends for s in (crest, days)] == [1.0, 0.1]


def test_an_assault_goes_in_at_one_hour_or_each_counter_as_it_arrives(crest):
    one, each = (assaults(first_orders(crest, "soviet", with_("soviet", least=0.2, together=t))) for t in (True, False))
    assert all(o.start for o in one)
    assert not any(o.start for o in each)


@pytest.mark.parametrize("side", ["japan", "soviet"])
def test_every_commander_gives_legal_orders_and_the_same_ones_for_the_same_view(crest, side):
    """But for those who think long: they are held to the same in test_general.py, thinking briefly."""
    match = Match.new(crest, seed=3)
    for name in (n for n in names(crest, side) if not thinks(n)):
        once, again = (commander(name, side, crest, 3).orders(match.view(side)) for _ in range(2))
        assert once == again
        view, given = match.view(side), []
        for order in once:
            assert view.refusal(order, given) is None, (name, order)
            given.append(order)


def test_who_holds_back_assaults_nothing_and_asks_for_nothing(crest):
    for side in crest.sides:
        found = first_orders(crest, side, with_(side, attacks=False, counter_attacks=False, cheap=0, dear=0))
        assert not [o for o in found if getattr(o, "task", "") in ("assault", "reserve")]
        assert not [d for d in found if getattr(d, "kind", "") == "alone"]


def test_a_plan_waits_for_its_turn_and_its_hour(crest):
    assert assaults(first_orders(crest, "soviet", with_("soviet", least=0.2)))
    assert not assaults(first_orders(crest, "soviet", with_("soviet", least=0.2, begins="9 Aug Day")))
    assert not assaults(first_orders(crest, "soviet", with_("soviet", least=0.2, by="night")))


def test_the_place_that_a_plan_names_is_gone_for_first(crest):
    found = assaults(first_orders(crest, "soviet", with_("soviet", least=0.2, aims=("hill-52",))))
    assert found[0].target == crest.place("hill-52").hex


def test_more_men_for_each_defender_means_fewer_assaults_or_none(crest):
    eager, careful = (
        assaults(first_orders(crest, "soviet", with_("soviet", least=n, ratio=8.0, most=2))) for n in (0.2, 8.0)
    )
    assert len(eager) > len(careful)


def test_tanks_go_first_or_stay_behind_as_the_plan_says(crest):
    tanks = {c.id for c in crest.counters if crest.unit_type(c).tank}
    pulse = crest.calendar.pulse_of
    first = [o for o in assaults(first_orders(crest, "soviet", with_("soviet", tanks="first", most=8))) if o.start]
    ahead = {o.target: pulse(o.start) for o in first if o.unit in tanks}
    behind = {o.target: pulse(o.start) for o in first if o.unit not in tanks}
    both = ahead.keys() & behind.keys()
    assert both
    assert all(ahead[h] < behind[h] for h in both)
    support = first_orders(crest, "soviet", with_("soviet", tanks="support", most=8))
    assert not [o for o in assaults(support) if o.unit in tanks]


def test_garrisons_lie_on_the_crest_with_the_thirds_of_the_plan(crest):
    for thirds in (1, 3):
        found = first_orders(crest, "japan", with_("japan", crest=thirds))
        held = [o for o in found if getattr(o, "task", "") in ("dig", "hold")]
        assert held
        assert {o.crest for o in held} == {thirds}


def test_preparation_fires_the_rounds_of_the_plan_and_none_means_none(crest):
    """On 7 August: in the fog of the day before guns are silent."""
    match, fires = Match.new(crest, seed=1), {}
    while match.turn.name != "7 Aug Day":
        match.resolve(trace=False)
    for n in (0, 2, 8):
        found = PlainCommander("soviet", crest, plan=with_("soviet", preparation=n, least=0.2)).orders(
            match.view("soviet")
        )
        fires[n] = sum(o.rounds for o in found if getattr(o, "mission", "") == "preparation")
    assert fires[0] == 0
    assert fires[8] == 4 * fires[2] > 0


def test_a_commander_that_a_side_does_not_have_is_refused_with_the_nearest(crest):
    assert trouble("plan:forward", crest, "japan") == ""
    assert "plan:forward" in trouble("plan:foward", crest, "japan")
    assert "no commander 'plan:forward' for soviet" in trouble("plan:forward", crest, "soviet")
    with pytest.raises(ValueError, match="no commander"):
        commander("plan:nobody", "japan", crest)


def test_plans_are_no_part_of_a_games_digest(crest):
    bare = msgspec.structs.replace(crest, plans=())
    assert Match.new(bare, seed=1).scenario.digest == crest.digest


def assaults(orders):
    """The assaults among orders and decisions."""
    return [o for o in orders if getattr(o, "task", "") == "assault"]
