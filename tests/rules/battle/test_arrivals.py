"""Counters that come onto the map: at their hour, at their hex or the nearest with room, once."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from game import load_scenario
from game.match.battle import Match
from game.match.battle.engine import engine_of
from game.model.battle.orders import Order
from game.rules.battle import codes as C
from game.rules.battle import state as S
from game.rules.battle import work as W
from tests.rules.battle.conftest import Battle

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
