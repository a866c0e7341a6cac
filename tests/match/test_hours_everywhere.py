"""A march that is shown is the march that is made; where it is legal it has hours, and nowhere else (rules 5.1, 5.2, 7.6, 7.13).

Games of seeds that nobody chose, both staffs for some turns. `tests/cli` and `tests/client` hold that every place shows these
hours.
"""

import pytest

from game.core.hexes import distance, neighbours
from game.files.battle.scenarios import load_scenario
from game.match.battle import Match
from game.match.battle.orders import MANNERS
from game.match.battle.views import View
from game.model.battle.orders import Order
from game.rules.battle import state as S
from game.rules.battle.movement import HEX_M
from tests.marches import SCENARIOS, Position, legal_marches, movers, near_enemies, some_turns_in

STRUCK = ("EV_FIRE", "EV_SHELLS", "EV_BOMBS", "EV_CLOSE", "EV_TANKS", "EV_GUNS_OUT")


@pytest.fixture(scope="module", params=SCENARIOS)
def position(request: pytest.FixtureRequest) -> Position:
    return some_turns_in(request.param)


def played(match: Match, side: str, order: Order) -> Match:
    """The game with this order alone, by the rules as they are."""
    branch = match.branch(len(match.records))
    branch.resolve(frames=True, **{side: (order,)})
    return branch


def is_unhindered(branch: Match, order: Order, sets_out: int) -> bool:
    """Nobody struck the counter, no enemy came in sight beside its way before it set out, nobody stood in that way."""
    record, unit, columns = branch.records[-1], branch.scenario.unit_index(order.unit), branch.scenario.ground.columns
    start = int(record.frames[0].units[unit, S.HEX])
    way, others = set(), set()
    for frame in record.frames:
        row = frame.units[unit]
        way |= {int(row[S.HEX]), *frame.paths[unit, row[S.PATH_AT] : row[S.PATH_LEN]].tolist()} - {start}
        others |= {int(h) for k, h in enumerate(frame.units[:, S.HEX]) if k != unit}
        if row[S.SUP_PM] or row[S.STEP_M] == HEX_M:  # it waits before a full hex (8.5)
            return False
    events = branch.events(record)
    early = {e.hex for e in events if e.kind == "EV_SEEN" and record.turn.first_pulse + e.pulse <= sets_out}
    beside = {n for h in way for n in neighbours(h % columns, h // columns)}
    return not (way & others or early & beside or any(e.kind in STRUCK and e.target == order.unit for e in events))


def supports_by_fire(view: View, order: Order) -> bool:
    """Vehicles that assault over a slope which they cannot climb go nowhere: they fire from where they stand."""
    unit = next(u for u in view.own if u.id == order.unit)
    mobility = view.scenario.unit_type(view.scenario.counter(order.unit)).mobility
    return order.task == "assault" and mobility != "foot" and distance(unit.hex, order.target) == 1


def pulses_on_the_way(branch: Match, unit: str, last: int) -> list[int]:
    """Pulses of the turn, up to the last, in which the counter went some way."""
    k = branch.scenario.unit_index(unit)
    return [pulse for pulse, frame in enumerate(branch.records[-1].frames[: last + 1]) if frame.units[k, S.MOVED]]


def test_a_march_ends_when_it_was_shown_to_end(position: Position):
    compared = 0
    for side in position.match.scenario.sides:
        view = position.match.view(side)
        for order in legal_marches(position, side, units=12, aims=3):
            march = view.march(order)
            if march is None and supports_by_fire(view, order):
                continue
            assert march is not None, order
            if order.task != "move" or march.there > view.turn.last_pulse:
                continue
            branch = played(position.match, side, order)
            if not is_unhindered(branch, order, march.sets_out):
                continue
            ends = [
                e for e in branch.view(side).events if e.actor == order.unit and e.kind in ("EV_DONE", "EV_CONTACT")
            ]
            if ends and ends[0].kind == "EV_DONE":  # it halts where the enemy's fire controls the ground (8.4)
                compared += 1
                assert ends[0].hex == order.target
                assert view.turn.first_pulse + ends[0].pulse + 1 == march.there, order
                walked = pulses_on_the_way(branch, order.unit, ends[0].pulse)
                assert view.turn.first_pulse + walked[0] == march.sets_out, order
                assert march.hours == len(walked) / 4, order
    assert compared > 3


def test_hours_are_those_on_the_way_and_not_those_on_the_start_line():
    """The night of the 30th, from 20:00: I/75 is to form up on (17, 28) and to go in at 02:15, which is pulse 25. Played, it is
    on its line after pulse 7 and waits for 17; from there it goes on to the crest."""
    night = load_scenario("silent-assault")
    match = Match.new(night, seed=4)
    order = next(o for o in night.orders_of(6, "japan") if o.unit == "I/75")
    march, first = match.view("japan").march(order), match.turn.first_pulse
    assert (order.start, order.start_line) == ("31 Jul 02:15", (17, 28))
    there = [night.unit_index("I/75"), S.HEX]
    frames = played(match, "japan", order).records[-1].frames
    line = next(k for k, frame in enumerate(frames) if frame.units[*there] == 28 * night.ground.columns + 17)
    begins = night.calendar.pulse_of(order.start) - first
    assert (line, begins) == (7, 25)
    assert march.sets_out == first + 2  # the order takes half an hour to reach it
    assert march.hours == (march.there - march.sets_out - (begins - line - 1)) / 4


@pytest.mark.parametrize(("hours", "walked"), [(0, 0.75), (20, 0.5), (30, None)])
def test_a_march_is_followed_for_a_day(hours: int, walked: float | None):
    """From 20:00; it waits for its hour first, and is shorter by day. A start thirty hours on is not followed."""
    match = Match.new(load_scenario("silent-assault"), seed=4)
    view = match.view("japan")
    moment = view.scenario.calendar.moment_of(match.turn.first_pulse + 4 * hours)
    march = view.march(Order(unit="III/75", task="move", target=(19, 28), start=moment))
    assert (march and march.hours) == walked
    if march is not None:
        assert march.sets_out == match.turn.first_pulse + max(2, 4 * hours)


def test_what_is_legal_has_hours_and_a_march_and_nothing_else_has(position: Position):
    known = 0
    for side in position.match.scenario.sides:
        view = position.match.view(side)
        hosted = view.engine.hosted(view.sealed)
        near, held = near_enemies(view), {c.hex for c in view.contacts}
        ground = view.scenario.ground
        goals = {
            *near,
            *((position.dice.randrange(ground.columns), position.dice.randrange(ground.rows)) for _ in range(20)),
        }
        for unit in movers(position, side, 4):
            here = next(u.hex for u in view.own if u.id == unit)
            index, reach = view.scenario.unit_index(unit), view.reach_hours(unit)
            for goal in sorted(goals - {here}):
                legal = view.refusal(Order(unit=unit, task="move", target=goal)) is None
                known += legal and goal in held
                assert (goal in reach) == legal, (unit, goal)
                assert (view.march_to(unit, goal) is not None) == legal, (unit, goal)
                cost = view.engine.path_cost(hosted, index, here, goal, MANNERS["open"])
                assert (cost >= 0) == (goal in reach), (unit, goal)
                if legal:
                    assert view.march_to(unit, goal) == view.march(Order(unit=unit, task="move", target=goal))
                    assert cost == pytest.approx(1000 * reach[goal])
    assert known, "hexes that a known enemy holds are legal to march on"
