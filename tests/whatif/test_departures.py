"""Where a game left history, found by hand and by the program, and what the orders that did so were worth."""

import pytest
from msgspec.structs import replace

from game.match.battle import Match
from game.model.battle.orders import Order
from game.players.battle.historical import HistoricalCommander
from game.players.battle.plain import PlainCommander
from game.rules.battle.state import digest
from game.whatif.battle.departures.orders import departures, first_departure, position
from game.whatif.battle.departures.telling import facts, told
from game.whatif.battle.departures.worth import Trials, case_of, left, luck_of, weighed
from game.whatif.statistics import paired


def game(scenario, change=lambda turn, side, sheet: sheet, *, seed=7, until=99):
    """The record's orders, changed by `change`, to the end or the end of so many turns."""
    match = Match.new(scenario, seed=seed)
    seats = {side: HistoricalCommander(side, scenario) for side in scenario.sides}
    while not match.over and len(match.records) < until:
        sheets = {s: tuple(seats[s].orders(match.view(s))) for s in scenario.sides}
        match.resolve(**{s: change(match.turn.name, s, sheet) for s, sheet in sheets.items()})
    return match


def held_back(turn, side, sheet):
    """On the morning of the 31st III/75 digs where the record sends it against the ridge at 04:45."""
    if (turn, side) != ("31 Jul Morning", "japan"):
        return sheet
    return (*(o for o in sheet if o.unit != "III/75"), Order(unit="III/75", task="dig"))


@pytest.fixture(scope="module")
def changed(scenario):
    return game(scenario, held_back)


def test_the_records_own_orders_leave_history_nowhere(scenario):
    for seed in (1, 2):
        match = game(scenario, seed=seed)
        assert list(departures(match)) == []
        assert told(match, left(match)) == ["Every order is the record's: history was never left."]


def test_the_first_departure_is_the_order_that_was_changed(changed):
    """record/orders: 31 Jul Morning, III/75 assaults 18,27 at 04:45."""
    found = first_departure(changed)
    assert (found.turn, found.side, found.units) == (1, "japan", ("III/75",))
    assert [(o.unit, o.task) for o in found.given] == [("III/75", "dig")]
    assert [(o.unit, o.task, o.target, o.start) for o in found.record] == [
        ("III/75", "assault", (18, 27), "31 Jul 04:45")
    ]
    assert (
        "31 Jul Morning, Japan: III/75 Dig; the record: III/75 Assault 18,27, 04:45" in told(changed, left(changed))[0]
    )


def test_of_the_other_side_there_is_none_before_it(changed):
    assert first_departure(changed, ["soviet"]) is None or first_departure(changed, ["soviet"]).turn > 1


def test_an_order_left_out_is_a_departure_too(scenario):
    match = game(scenario, lambda turn, side, sheet: () if (turn, side) == ("30 Jul Night", "soviet") else sheet)
    found = first_departure(match)
    assert (found.turn, found.side, found.given) == (0, "soviet", ())
    assert found.record
    assert "no order; the record" in told(match, left(match))[0]


def test_an_order_to_a_whole_regiment_is_one_plan(scenario):
    order = Order(unit="75", task="dig")
    match = game(
        scenario, lambda turn, side, sheet: (*sheet, order) if (turn, side) == ("30 Jul Night", "japan") else sheet
    )
    found = [d for d in departures(match) if d.turn == 0]
    assert len(found) == 1
    assert set(found[0].units) == {c.id for c in scenario.counters_of("75")} & {
        o.unit for o in match.records[0].orders["japan"]
    }


def test_notes_of_the_record_are_no_departure(scenario):
    bare = lambda turn, side, sheet: tuple(replace(o, source="", confidence="", note="") for o in sheet)  # noqa: E731
    assert list(departures(game(scenario, bare))) == []


# ---------------------------------------------------------------- worth
def test_an_identical_continuation_is_worth_exactly_nothing(scenario, changed):
    case = case_of(changed, first_departure(changed))
    same = case._replace(arms=(case.arms[0], case.arms[0]))
    work = Trials(scenario, (same, case), "any")
    pairs = [work.play(0, k) for k in range(6)]
    assert all(with_it == without for with_it, without in pairs)
    assert any(a != b for a, b in (work.play(1, k) for k in range(6)))


def test_a_departure_that_changes_nothing_is_not_tried(changed):
    found = first_departure(changed)
    assert case_of(changed, found._replace(record=found.given)) is None


def test_what_is_tried_is_the_turn_as_it_was_ordered(scenario, changed):
    """Under the game's own luck the arm with the order ends its turn in the game's own position."""
    case = case_of(changed, first_departure(changed))
    here = position(changed, 1)
    assert digest(case.state) == digest(changed.records[0].state)
    here.carry_on(*case.arms[0])
    assert here.digest == changed.records[1].digest
    other = position(changed, 1)
    other.carry_on(*case.arms[1])
    assert other.digest == game(scenario, until=2).digest  # and without it in that of the re-enactment


def test_worth_is_refined_along_one_sequence(changed):
    few, many = list(weighed(changed, ["japan"], counts=(12, 20), workers=1))
    again = list(weighed(changed, ["japan"], counts=(20,), workers=1))[-1]
    assert (few.pairs, many.pairs) == (12, 20)
    assert {v.departure: v.worth for v in many.valued} == {v.departure: v.worth for v in again.valued}
    assert few.first == many.first == first_departure(changed, ["japan"])
    assert len(many.valued) <= 5
    assert [abs(v.worth.diff) for v in many.valued] == sorted((abs(v.worth.diff) for v in many.valued), reverse=True)
    said = facts(changed, many)
    assert said["worth_most"][0]["n"] == 20
    for one in said["worth_most"]:
        assert one["lo"] is None or one["lo"] <= one["worth"] <= one["hi"]


def test_a_battalion_that_goes_with_the_first_wave_is_worth_its_points(scenario):
    """The record keeps III/75 back for the dawn; our staff sends it up with the others: the ridge is held some hours longer."""
    match = Match.new(scenario, seed=7)
    seats = {"japan": PlainCommander("japan", scenario), "soviet": HistoricalCommander("soviet", scenario)}
    while not match.over:
        match.resolve(**{s: seats[s].orders(match.view(s)) for s in scenario.sides})
    found = next(d for d in departures(match, ["japan"]) if "III/75" in d.units and d.turn == 0)
    assert {o.task for o in found.given} == {"assault"}
    work = Trials(scenario, (case_of(match, found),), "any")
    pairs = [work.play(0, k) for k in range(16)]
    worth = paired([b for _a, b in pairs], [a for a, _b in pairs], shares=False)
    assert worth.lo is not None
    assert worth.lo > 0


def test_luck_is_drawn_anew_for_each_pair():
    assert len({luck_of("a", k) for k in range(100)} | {luck_of("b", k) for k in range(100)}) == 200


def test_what_goes_on_is_not_weighed(scenario):
    match = game(scenario, held_back, until=2)
    assert left(match).first.units == ("III/75",)
    with pytest.raises(ValueError, match="when it is over"):
        next(weighed(match))


def test_stopped_games_say_so(changed):
    def stop(done, _of):
        if done > 3:
            raise KeyboardInterrupt

    found = list(weighed(changed, ["japan"], counts=(64,), workers=1, progress=stop))
    assert found[-1].notice == "stopped by hand"
    assert found[-1].first is not None
