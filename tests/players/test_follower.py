"""The follower: the record's orders while they fit, the staff's where they do not, by what his side knows in both worlds."""

import msgspec
import pytest

from game import Match, load_scenario
from game.core.hexes import distance
from game.model.battle.orders import Order
from game.players.battle.follower import NEAR_HEXES, FollowerCommander
from game.players.battle.historical import HistoricalCommander
from game.rules.battle import codes as C
from game.rules.battle import state as S


@pytest.fixture(scope="module")
def opening(night):
    """The first turn of the night."""
    return Match.new(night, seed=3)


def view(match, side, alter=None):
    """What a side knows in the position, or in it with something altered."""
    state = S.copy_state(match.state)
    if alter is not None:
        alter(state)
    return match.view_at(side, state, match.turn)


def follow(match, side, here=None, there=None):
    """The follower after one turn, and what he ordered; `here`, `there`: what is altered in his world and in the twin's."""
    seat = FollowerCommander(side, match.scenario, {match.turn.number: view(match, side, there)})
    return seat, seat.orders(view(match, side, here))


def column(match, unit, col, value):
    def alter(state):
        state.units[match.scenario.unit_index(unit), col] = value

    return alter


def test_where_nothing_is_other_he_gives_the_record_as_it_is(opening, night):
    for side in night.sides:
        seat, given = follow(opening, side)
        assert given == HistoricalCommander(side, night).orders(opening.view(side))
        assert (seat.released, seat.kept) == ({}, seat.turns)
        assert seat.turns


@pytest.mark.parametrize(("share", "fits"), [(0.66, True), (1.34, True), (0.64, False), (1.36, False)])
def test_strength_within_35_percent_of_the_twins_fits(opening, share, fits):
    men = int(opening.state.units[opening.scenario.unit_index("III/75"), S.MEN])
    seat, _ = follow(opening, "japan", here=column(opening, "III/75", S.MEN, round(men * share)))
    assert set(seat.released) == (set() if fits else {"III/75"})


def test_a_scored_place_with_another_owner_frees_those_within_eight_hexes(opening, night):
    place = night.place("hill-52").hex

    def won(state):
        state.hexes[opening._engine.hex_index(place), S.OWNER] = 0

    seat, _ = follow(opening, "japan", here=won)
    near = {u.id for u in opening.view("japan").own if u.hex and distance(u.hex, place) <= NEAR_HEXES}
    assert set(seat.released) == near
    assert "I/76" not in near
    assert "III/75" in near


@pytest.mark.parametrize(("here", "far"), [((15, 30), 8), ((14, 30), 9)])
def test_eight_hexes_from_the_place_are_near_and_nine_are_not(opening, night, here, far):
    """Columns away from Hill 52, in its own row."""
    index = opening._engine.hex_index
    assert distance(here, night.place("hill-52").hex) == far

    def there(state):
        state.units[night.unit_index("I/76"), S.HEX] = index(here)

    def won(state):
        there(state)
        state.hexes[index(night.place("hill-52").hex), S.OWNER] = 0

    seat, _ = follow(opening, "japan", here=won, there=there)
    assert ("I/76" in seat.released) == (far == 8)


@pytest.mark.parametrize(("share", "turned"), [(500, False), (501, True)])
def test_a_place_is_its_owners_who_holds_more_than_half(opening, night, share, turned):
    """A crest that both hold: the attacker's share stands in the row (rule 3.8)."""
    index, place = opening._engine.hex_index, night.place("hill-52").hex

    def split(state):
        state.rows[0, [S.USED, S.ATTACKER, S.TARGET, S.FROM]] = (
            1, night.unit_index("I/75"), index(place), index((22, 30)),
        )  # fmt: skip
        state.rows[0, [S.STAGE, S.SHARE_PM, S.EDGE]] = C.CONTESTED, share, 0
        state.hexes[index(place), S.OWNER] = 1

    assert view(opening, "japan", split).shares["hill-52"] == share
    seat, _ = follow(opening, "japan", here=split)
    assert ("III/75" in seat.released) == turned


def test_who_is_at_an_assault_already_goes_on_while_the_enemy_is_the_one_it_was_meant_for(opening, night):
    """I/76 has had its order in the turn before and is told nothing in this one."""
    index, garrison = opening._engine.hex_index, night.unit_index("III/118")
    silent = msgspec.structs.replace(night, history=())

    def assaulting(state):
        row = state.units[night.unit_index("I/76")]
        row[[S.TASK, S.GOAL]] = C.ASSAULT, index((24, 22))

    def more(state):
        assaulting(state)
        state.seen[garrison, S.SEEN_MEN] *= 3

    for altered, released in ((assaulting, set()), (more, {"I/76"})):
        twin = {opening.turn.number: view(opening, "japan", assaulting)}
        seat = FollowerCommander("japan", silent, twin)
        seat.orders(view(opening, "japan", altered))
        assert {*seat.released} == released


def test_a_counter_is_released_in_the_first_turn_in_which_the_staff_commands_it(opening, replayed, night):
    seat = FollowerCommander("japan", night, {})
    later = replayed.branch(1)
    for match in (opening, later):
        seat.orders(match.view("japan"))
    assert opening.turn.number < later.turn.number
    assert seat.released["I/75"] == opening.turn.number


@pytest.mark.parametrize(
    ("factor", "fits"), [(1, True), (2, True), (0.5, True), (2.02, False), (0.49, False), (0, False)]
)
def test_an_assault_is_for_the_enemy_it_was_meant_for(opening, night, factor, fits):
    def more(state):
        row = state.seen[night.unit_index("Tereshkin")]  # Japan's memory comes first
        row[S.SEEN_MEN] = round(row[S.SEEN_MEN] * factor)
        if not factor:
            row[[S.SEEN_AT, S.SEEN_HEX]] = -1

    seat, given = follow(opening, "japan", here=more)
    assert set(seat.released) == (set() if fits else {"I/75"})
    record = {o.unit for o in night.orders_of(opening.turn.number, "japan")}
    assert record - {"I/75"} <= {o.unit for o in given if isinstance(o, Order)}


def test_who_waits_for_what_the_twin_has_answered_is_freed(opening):
    waits = column(opening, "III/75", S.TASK, C.RESERVE)
    assert set(follow(opening, "japan", here=waits)[0].released) == {"III/75"}
    assert not follow(opening, "japan", here=waits, there=waits)[0].released
    assert not follow(opening, "japan", there=waits)[0].released
    worn = column(opening, "I/76", S.MEN, 1)

    def both(state):
        waits(state)
        worn(state)

    assert set(follow(opening, "japan", here=both, there=waits)[0].released) == {
        "I/76"
    }  # the other world still waits too


def test_a_turn_that_the_twin_never_had_is_the_staffs(opening, night):
    seat = FollowerCommander("japan", night, {})
    given = seat.orders(opening.view("japan"))
    assert seat.kept == 0
    assert set(seat.released) == {u.id for u in opening.view("japan").own if u.hex is not None}
    assert all(opening.refusal(o, side="japan") is None for o in given)


def test_who_has_not_arrived_is_commanded_by_nobody():
    scenario = load_scenario("first-counterattack")
    match = Match.new(scenario, seed=3)
    seat, own = FollowerCommander("japan", scenario, {}), match.view("japan").own
    seat.orders(match.view("japan"))
    assert {*seat.released} == {u.id for u in own if u.hex is not None} != {u.id for u in own}
    assert (seat.turns, seat.kept) == (len(seat.released), 0)


def test_an_order_to_a_formation_holds_for_those_whom_it_fits(replayed):
    match = replayed.branch(2)
    seat, given = follow(match, "japan", here=column(match, "I/75", S.MEN, 1))
    assert set(seat.released) == {"I/75"}
    ordered = {o.unit for o in given}
    assert "75" not in ordered
    assert {"III/75", "I/76"} <= ordered


def test_what_is_hidden_in_either_world_changes_no_order(opening, night):
    theirs = [night.unit_index(c.id) for c in night.counters if c.side == "soviet"]

    def hidden(state):
        state.units[theirs, S.WORKS_PM] = 7
        state.units[theirs, S.COH_PM] = 400
        state.units[theirs, S.MEN] //= 3

    weak = column(opening, "I/75", S.MEN, 50)

    def both(state):
        weak(state)
        hidden(state)

    usual = follow(opening, "japan", here=weak)
    assert usual[0].released
    for here, there in ((both, None), (weak, hidden), (both, hidden)):
        seat, given = follow(opening, "japan", here=here, there=there)
        assert (given, seat.released) == (usual[1], usual[0].released)
