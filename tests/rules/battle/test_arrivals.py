"""Counters that come onto the map: at their hour, at their hex or the nearest with room, once."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from game import load_scenario
from game.match.battle import Match
from game.match.battle.engine import engine_of
from game.model.battle.orders import Order
from game.rules.battle import arrivals as A
from game.rules.battle import codes as C
from game.rules.battle import state as S
from game.rules.battle import work as W
from tests.rules.battle.conftest import Battle
from tests.rules.battle.field import FIRST as HOURS
from tests.rules.battle.field import LAKE, Field

ENTRY, BESIDE = (24, 22), (24, 23)
HOUR = "30 Jul 21:00"
FIRST = "30 Jul 20:00"


@pytest.fixture
def arriving() -> Callable[..., Battle]:
    """`arriving("III/118", at, hex)`: an empty night into which that counter comes."""

    def made(unit: str, moment: str = HOUR, here: tuple[int, int] = ENTRY) -> Battle:
        night = load_scenario("silent-assault")
        counters = tuple(
            replace(c, hex=None, arrives=moment, arrives_at=here) if c.id == unit else c for c in night.counters
        )
        return Battle(engine_of(replace(night, counters=counters, digest=f"{unit} {moment} {here}")))

    return made


def test_a_counter_appears_at_its_entry_hex_at_its_hour_and_not_before(arriving):
    battle = arriving("III/118")
    battle.clock(FIRST)
    battle.play(4)
    assert battle.at("III/118") is None
    battle.play(1)
    assert battle.at("III/118") == ENTRY


def test_its_own_side_is_told_and_the_enemy_is_not(arriving):
    battle = arriving("III/118")
    battle.clock(HOUR)
    battle.play(1)
    (told,) = battle.events(C.EV_ARRIVES)
    unit = battle.scenario.unit_index("III/118")
    assert (told[W.E_ACTOR], told[W.E_SEEN]) == (unit, 1 + battle.scenario.sides.index("soviet"))
    assert told[W.E_HEX] == battle.engine.hex_index(ENTRY)


def test_in_a_full_hex_it_takes_the_nearest_with_room(arriving):
    battle = arriving("III/118")
    battle.place("1/119", ENTRY, MEN=800)
    battle.clock(HOUR)
    battle.play(1)
    here = battle.at("III/118")
    assert here is not None
    assert here != ENTRY
    assert battle.scenario.ground.symbol(here) not in {t.symbol for t in battle.scenario.terrain if t.water}
    assert abs(here[0] - ENTRY[0]) <= 1
    assert abs(here[1] - ENTRY[1]) <= 1


def test_it_never_appears_among_the_enemy_seen_or_not(arriving):
    battle = arriving("III/118")
    battle.place("10/75", ENTRY)
    battle.clock(HOUR)
    battle.play(1)
    assert battle.at("III/118") not in (None, ENTRY)


def test_with_no_room_anywhere_it_waits_and_comes_when_there_is(arriving):
    battle = arriving("III/118")
    battle.row("III/118")[S.MEN] = 901  # more than may stand in any hex
    battle.clock(HOUR)
    battle.play(2)
    assert battle.at("III/118") is None
    battle.row("III/118")[S.MEN] = 300
    battle.play(1)
    assert battle.at("III/118") == ENTRY


def test_a_counter_that_was_lost_does_not_come_again(arriving):
    battle = arriving("III/118")
    battle.clock(HOUR)
    battle.play(1)
    battle.row("III/118")[[S.HEX, S.MEN, S.CREW]] = (-1, 0, 0)
    battle.play(2)
    assert battle.at("III/118") is None


def test_one_without_an_hour_stays_off_the_map(arriving):
    battle = arriving("III/118")
    battle.clock(HOUR)
    battle.play(2)
    assert [c.id for c in battle.scenario.counters if battle.at(c.id)] == ["III/118"]


def test_the_ground_on_which_it_appears_is_its_side_s(arriving):
    battle = arriving("III/118")
    index = battle.engine.hex_index(ENTRY)
    battle.state.hexes[index, S.OWNER] = 0
    battle.clock(HOUR)
    battle.play(1)
    assert battle.state.hexes[index, S.OWNER] == 1


def test_nobody_can_order_it_before_it_is_there(arriving):
    match = Match.new(arriving("III/118").scenario, seed=1)
    refusal = match.refusal(Order(unit="III/118", task="move", target=BESIDE))
    assert refusal is not None
    assert refusal.rule == "7.10"
    assert match.legal_tasks("III/118") == ()
    match.resolve()
    assert match.refusal(Order(unit="III/118", task="move", target=BESIDE)) is None


def test_its_men_are_drawn_within_the_band_as_everybody_s(arriving):
    scenario = arriving("III/118").scenario
    men = {int(Match.new(scenario, seed=seed).state.units[scenario.unit_index("III/118"), S.MEN]) for seed in range(6)}
    assert len(men) > 1


# ------------------------------------------------------------------------------------------------ on a field of a few hexes
def waiting(side: int = 0, **columns: int) -> tuple[Field, int]:
    """A counter of 100 men that comes to the middle of the field in the first pulse."""
    field = Field()
    field.param(STACK_MEN=300)
    u = field.unit(side, -1, U_ARRIVES=HOURS, U_ARRIVE_HEX=24)
    field.change(u, **columns)
    return field, u


@pytest.mark.parametrize(
    ("columns", "due"),
    [
        ({}, True),
        ({"HEX": 3}, False),
        ({"HEX": 0}, False),
        ({"U_ARRIVES": -1}, False),
        ({"U_ARRIVES": HOURS + 1}, False),
        ({"U_ARRIVES": 0}, True),
        ({"MEN": 0}, False),
        ({"MEN": 0, "CREW": 1}, True),
        ({"MEN": 1}, True),
    ],
)
def test_a_counter_is_due_off_the_map_from_its_hour_on_while_it_has_men(columns, due):
    field, u = waiting(**columns)
    assert field.call(A.is_due, u) is due


def test_the_nearest_hex_with_room_is_the_cheapest_to_reach_and_of_equals_the_lowest():
    field, u = waiting()
    assert field.call(A.room_for, u) == 24
    for here in (24, 17):
        field.unit(0, here, MEN=201)
    assert field.call(A.room_for, u) == 18  # 17 and 18 lie to the north of 24, 17 is full
    field.t.edge[24, 0] = 1
    field.survey()
    assert field.call(A.room_for, u) == 25  # 100 by road, 150 over the ground
    field.unit(1, 25, MEN=1)
    assert field.call(A.room_for, u) == 18


def test_an_enemy_on_the_entry_hex_is_gone_round_and_nothing_is_entered_that_cannot_be():
    field, u = waiting()
    field.unit(1, 24, MEN=1)
    assert field.call(A.room_for, u) == 17
    field.t.hex[field.t.near[24], S.H_TERRAIN] = LAKE
    field.survey()
    assert field.call(A.room_for, u) == -1


@pytest.mark.parametrize(("owner", "told"), [(-1, None), (1, None), (0, 2)])
def test_the_ground_is_theirs_and_the_side_is_told(owner, told):
    field, u = waiting(side=1)
    late = field.unit(1, -1, U_ARRIVES=HOURS + 1, U_ARRIVE_HEX=24)
    field.s.hexes[24, S.OWNER] = owner
    field.run(A.arrivals)
    assert (field.has(u, "HEX"), field.has(late, "HEX")) == ((24,), (-1,))
    assert field.s.hexes[24, S.OWNER] == 1
    assert field.events(C.EV_ARRIVES) == [(u, u, 24, 0, 0, 0, 2)]
    assert field.why(C.EV_ARRIVES) == {C.F_HOURS: 0, C.F_HOURS_NEEDED: 0}
    assert field.events(C.EV_HEX_TAKEN) == ([(-1, -1, 24, 1, 0, 0, told)] if told else [])
