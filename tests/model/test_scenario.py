"""What a scenario answers about itself."""

import msgspec
import pytest

from game.files.battle.scenarios import load_scenario
from game.model.base import Names
from game.model.battle.scenario import Scenario


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return load_scenario("silent-assault")


def test_a_scenario_cannot_be_changed(scenario):
    with pytest.raises(AttributeError):
        scenario.title = "another"
    with pytest.raises(AttributeError):
        scenario.counters[0].men = 1


def test_a_counter_is_found_by_its_id_and_its_number(scenario):
    for k, counter in enumerate(scenario.counters):
        assert scenario.unit_index(counter.id) == k
        assert scenario.counter(counter.id) is counter
        assert counter in scenario.counters_of(counter.formation)
        assert scenario.formation(counter.formation).side == counter.side
        assert scenario.unit_type(counter).id == counter.type


def test_a_changed_copy_looks_up_its_own_counters(scenario):
    _ = scenario.unit_index(scenario.counters[0].id)
    fewer = msgspec.structs.replace(scenario, counters=scenario.counters[1:])
    assert fewer.unit_index(scenario.counters[1].id) == 0
    assert not fewer.has_counter(scenario.counters[0].id)


@pytest.mark.parametrize("ask", ["counter", "formation", "place", "what_if", "parameter", "unit_index"])
def test_an_unknown_name_is_a_key_error(scenario, ask):
    with pytest.raises(KeyError):
        getattr(scenario, ask)("no such thing")


def test_a_name_falls_back_to_english():
    names = Names(en="Hill 52", ru="Высота 52")
    assert [names.get(x) for x in ("ru", "ja", "en", "klingon")] == ["Высота 52", "Hill 52", "Hill 52", "Hill 52"]


def test_a_hex_is_called_by_its_hill_or_by_its_numbers(scenario):
    for place in scenario.places:
        found = scenario.place_at(place.hex)
        assert found is not None
        assert found.hex == place.hex
        assert found.kind == "hill" or place.kind != "hill"
    assert scenario.hex_name((0, 0)) == "0,0" or scenario.place_at((0, 0)) is not None


def test_each_side_looks_across_at_the_other(scenario):
    assert [scenario.other(side) for side in scenario.sides] == list(reversed(scenario.sides))


def test_history_gives_its_orders_by_turn_and_side(scenario):
    given = [
        o for t in scenario.calendar.played() for side in scenario.sides for o in scenario.orders_of(t.number, side)
    ]
    assert len(given) == sum(len(t.orders) for t in scenario.history)


def test_the_ground_answers_for_every_hex(scenario):
    ground = scenario.ground
    symbols = {t.symbol for t in scenario.terrain}
    for row in range(ground.rows):
        for column in range(ground.columns):
            assert ground.holds((column, row))
            assert ground.symbol((column, row)) in symbols
            assert ground.zone((column, row)) in "SDMKw"
            assert -10 <= ground.height_m((column, row)) <= 400
    assert not any(ground.holds(h) for h in ((-1, 0), (0, -1), (ground.columns, 0), (0, ground.rows)))


def test_every_unit_place_and_parameter_names_its_source_and_confidence(scenario):
    for entry in (
        *scenario.counters,
        *scenario.formations,
        *scenario.places,
        *scenario.parameters,
        *scenario.outcomes,
        *scenario.targets,
        *scenario.unit_types,
        *scenario.guns,
        *scenario.terrain,
        *scenario.ways,
    ):
        assert entry.source
        assert entry.confidence in "ABC"
