"""Air strikes as orders (rules 6.12, 7.16, 10.3): what may fly where, what each side sees of it."""

import pytest

from game import Match, load_scenario
from game.core.hexes import distance
from game.match.battle import of_journal as room
from game.model.battle.air import Flights, Wing
from game.model.battle.orders import Order
from game.players.battle.plain import PlainCommander
from tests.skies import HERE, day_of, wing

# ------------------------------------------------------------------ leave and orders


def by_day(sky: str, *wings: Wing) -> Match:
    """A game that has come to the day of 31 July."""
    match = Match.new(day_of(sky, *wings))
    while match.turn.name != "31 Jul Day":
        match.resolve(trace=False)
    return match


def strike(target: tuple[int, int] = (14, 26), unit: str = "soviet-wing", **more: object) -> Order:
    return Order(unit=unit, task="strike", target=target, **more)


def refused(match: Match, order: Order) -> str:
    refusal = match.refusal(order)
    return str(refusal) if refusal else ""


def disputed(match: Match) -> tuple[int, int]:
    """A disputed hex with nobody in it."""
    ground = match.scenario.ground
    taken = {u.hex for side in match.scenario.sides for u in match.view(side).own}
    return next(
        (c, r)
        for r in range(ground.rows)
        for c in range(ground.columns)
        if ground.zone((c, r)) == "D" and (c, r) not in taken
    )


def test_a_strike_on_disputed_ground_is_an_order_like_another():
    match = by_day("clear")
    order = strike(disputed(match), flights=2)
    assert match.refusal(order) is None
    assert match.legal_tasks("soviet-wing") == ("hold", "strike")
    events = match.resolve(soviet=[order])
    assert [e.kind for e in events if e.kind == "EV_STRIKE"]
    seen = next(e for e in events if e.kind == "EV_STRIKE")
    assert seen.actor == "soviet-wing"
    assert seen.numbers[0] == 2
    assert match.view("soviet").level >= 4
    own = match.view("soviet").wings[0]
    assert (own.left, own.flown) == (0, 2)


def test_without_leave_japan_s_aircraft_stay_on_the_ground():
    match = by_day("clear", wing("japan", leave="none", leave_note="Tokyo withholds army aircraft"))
    assert "Tokyo withholds army aircraft (rule 10.3)" in refused(match, strike(disputed(match), "japan-wing"))
    assert match.legal_tasks("japan-wing") == ("hold",)


def beyond(match: Match, far: int) -> tuple[int, int]:
    """A Manchurian hex `far` hexes beyond the line."""
    ground = match.scenario.ground
    every = [(c, r) for r in range(ground.rows) for c in range(ground.columns)]
    line = [h for h in every if ground.zone(h) in "SD"]
    return next(h for h in every if ground.zone(h) == "M" and min(distance(h, x) for x in line) == far)


def test_beyond_the_line_needs_leave_for_it_and_has_its_limit():
    match = by_day("clear")
    assert "beyond the line" in refused(match, strike(beyond(match, 1)))
    free = by_day("clear", wing(leave="beyond"))
    assert free.refusal(strike(beyond(free, 2))) is None
    assert "900 m beyond the line, at most 600 (rule 10.3)" in refused(free, strike(beyond(free, 3)))


def test_a_flight_beyond_the_line_is_a_higher_level():
    match = by_day("clear", wing(leave="beyond"))
    match.resolve(soviet=[strike(beyond(match, 1))])
    assert match.view("soviet").level == 6


def test_flights_that_are_not_there_are_refused():
    match = by_day("clear", wing(flights=2))
    assert "3 flights wanted, 2 left on 31 Jul (rule 7.16)" in refused(match, strike(disputed(match), flights=3))
    first = Match.new(match.scenario)
    assert "no flight left on 30 Jul (rule 7.16)" in refused(first, strike(disputed(first)))


def test_a_scenario_without_flights_refuses_them_all():
    match = Match.new(load_scenario("silent-assault"))
    assert "(rule 7.16)" in refused(match, strike(disputed(match), "SB"))
    assert match.legal_tasks("SB") == ("hold",)
    assert match.state.strikes.size == match.state.wings.size == 0


def test_a_strike_needs_daylight_time_and_nobody_of_its_own_below():
    days = (Flights(date="30 Jul", flights=2, **HERE), Flights(date="31 Jul", flights=2, **HERE))
    night = Match.new(day_of("clear", wing(days=days)))
    assert "flies by day only" in refused(night, strike(disputed(night)))
    match = by_day("clear")
    assert "cannot be over" in refused(match, strike(disputed(match), until="31 Jul 08:30"))
    below = next(
        u.hex for u in match.view("soviet").own if u.hex is not None and match.scenario.ground.zone(u.hex) == "S"
    )
    assert "(rule 3.13)" in refused(match, strike(below))
    assert "needs a target" in refused(match, Order(unit="soviet-wing", task="strike"))


def test_wings_do_nothing_but_fly_and_nobody_else_does():
    match = by_day("clear")
    assert "it can strike or hold" in refused(match, Order(unit="soviet-wing", task="dig"))
    assert "does not fly" in refused(match, strike(disputed(match), "III/118"))
    assert match.refusal(Order(unit="soviet-wing", task="hold")) is None


def test_a_strike_that_waits_lives_on_across_turns_until_the_wing_has_new_orders():
    match = Match.new(day_of("fog", wing(flights=4)))
    while match.turn.name != "31 Jul Morning":
        match.resolve(trace=False)
    match.resolve(soviet=[strike(disputed(match), until="31 Jul 12:00", flights=3)])
    waiting = match.view("soviet").strikes
    assert [(s.wing, s.flights, s.waits_for) for s in waiting] == [("soviet-wing", 3, "fog lies on the target")]
    assert match.view("soviet").wings[0].booked == 3
    silent, anew = match.branch(len(match.records)), match.branch(len(match.records))
    silent.resolve()
    assert [e.kind for e in silent.view("soviet").events if e.actor == "soviet-wing"] == ["EV_STRIKE_OFF"]
    anew.resolve(soviet=[Order(unit="soviet-wing", task="hold")])
    assert [e.kind for e in anew.view("soviet").events if e.actor == "soviet-wing"] == []


def test_the_other_side_sees_the_bombers_but_neither_plans_nor_losses():
    match = by_day("broken")
    before = match.view("japan")
    assert before.strikes == ()
    assert before.wings == ()
    match.resolve(soviet=[strike(disputed(match), flights=2)])
    for event in match.view("japan").events:
        assert event.kind not in ("EV_STRIKE_WAITS", "EV_STRIKE_OFF")
        if event.kind == "EV_STRIKE":
            assert (
                event.numbers[1] == -1
            )  # flights are counted, and what a flight carries is printed: losses are not told
    assert not match.view("japan").sealed.wings.any()


def test_the_plain_commander_sends_what_may_fly():
    match = by_day("clear", wing(flights=5), wing("japan", leave="none"))
    for side in match.scenario.sides:
        view = match.view(side)
        orders = PlainCommander(side, match.scenario).orders(view)
        sent = [o for o in orders if o.task == "strike"]
        assert all(view.refusal(o) is None for o in orders)
        allowed = side == "soviet" and any(match.scenario.ground.zone(c.hex) == "D" for c in view.contacts)
        assert sum(o.flights for o in sent) == (5 if allowed else 0)


def test_a_game_with_aircraft_is_saved_and_comes_back_the_same(tmp_path, monkeypatch: pytest.MonkeyPatch):
    match = by_day("clear")
    match.resolve(soviet=[strike(disputed(match), flights=2)])
    monkeypatch.setattr(room, "load_scenario", lambda _name: match.scenario)
    match.save(tmp_path / "air.journal")
    again = Match.load(tmp_path / "air.journal")
    assert again.digest == match.digest


GAME = """
from tests.match.test_strikes import by_day, disputed, strike, wing
for sky in ("clear", "broken"):
    match = by_day(sky, wing(flights=3))
    match.resolve(soviet=[strike(disputed(match), flights=n) for n in (1, 2)] + [strike((18, 25), flights=1)])
    print(match.digest, match.state.wings.tolist())
"""


@pytest.mark.long
@pytest.mark.digest
def test_interpreted_strikes_give_the_digests_of_compiled_ones(run_python):
    assert run_python(GAME, CHANGKUFENG_RULES="plain") == run_python(GAME)
