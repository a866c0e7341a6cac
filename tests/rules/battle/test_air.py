"""Air strikes (rule 6.12): flights, weather, leave, bombs and their men."""

import msgspec
import pytest

from game import Match, load_scenario
from game.core.hexes import distance
from game.core.rule import entry, host
from game.match.battle import match as room
from game.match.battle.engine import engine_of
from game.model.base import Names
from game.model.battle.air import Flights, Wing
from game.model.battle.calendar import Weather
from game.model.battle.orders import Order
from game.model.battle.scenario import Scenario
from game.players.battle.plain import PlainCommander
from game.rules.battle import air, resolve
from game.rules.battle import codes as C
from game.rules.battle import parameters as P
from game.rules.battle import state as S
from game.rules.battle import work as W
from tests.rules.battle.conftest import Battle

TARGET, NEAR = (18, 26), (18, 27)
HERE = {"source": "estimate", "confidence": "C"}


def wing(side: str = "soviet", *, flights: int = 2, leave: str = "line", **more: object) -> Wing:
    """A wing that flies on 31 July alone."""
    zones = ("S", "D") if side == "soviet" else ("D", "M", "K", "w")
    days = (Flights(date="31 Jul", flights=flights, **HERE),)
    given = {
        "id": f"{side}-wing",
        "side": side,
        "names": Names(en="wing"),
        "aircraft": 12,
        "bombs": 106,
        "bomb_kg": 77.0,
        "cep_m": "CEP_AIR",
        "leave": leave,
        "zones": zones,
        "zones_beyond": ("M", "K"),
        "beyond_m": 600,
        "level": 4,
        "level_beyond": 6,
        "days": days,
        **HERE,
    }
    return Wing(**{**given, **more})


def day_of(sky: str, *wings: Wing) -> Scenario:
    """The night's scenario under a sky of its own, with aircraft."""
    night = load_scenario("silent-assault")
    weather = (Weather(start="30 Jul 16:00", sky=sky, **HERE),)
    return msgspec.structs.replace(night, wings=wings or (wing(),), weather=weather, digest=f"air {sky} {wings!r}")


def over(sky: str, *wings: Wing, seed: int = 1) -> Battle:
    """The empty map on 31 July at eight, III/75 in the open on the target."""
    battle = Battle(engine_of(day_of(sky, *wings)), seed)
    battle.place("III/75", TARGET, WORKS_PM=0, CREST=3)
    battle.clock("31 Jul 08:00")
    return battle


def send(battle: Battle, flights: int = 1, *, pulses: int = 16, number: int = 0) -> None:
    """A strike on the target from now on."""
    now, e = int(battle.state.clock[S.NOW]), battle.engine
    entry(resolve.add_strike)(host(battle.state), e.tables, number, e.hex_index(TARGET), now, now + pulses, flights)


def flown(battle: Battle) -> int:
    """Flights that the first wing has flown."""
    return int(battle.state.wings[0, S.V_TOTAL])


# ------------------------------------------------------------------ weather


def test_under_a_clear_sky_nine_strikes_in_ten_find_their_target_at_once():
    found = 0
    for seed in range(200):
        battle = over("clear", seed=seed)
        send(battle)
        battle.play(1)
        found += flown(battle)
    assert 165 <= found <= 195


@pytest.mark.parametrize(("sky", "low", "high"), [("broken", 75, 125), ("overcast", 8, 36)])
def test_cloud_lets_through_what_its_parameter_says(sky: str, low: int, high: int):
    found = 0
    for seed in range(200):
        battle = over(sky, seed=seed)
        send(battle)
        battle.play(8)
        found += flown(battle)
    assert low <= found <= high


@pytest.mark.parametrize(("sky", "reason"), [("fog", C.WAIT_FOG), ("rain", C.WAIT_RAIN)])
def test_nobody_flies_in_fog_or_rain(sky: str, reason: int):
    battle = over(sky)
    send(battle, pulses=32)
    battle.play(31)
    assert flown(battle) == 0
    assert [e[W.E_A] for e in battle.events(C.EV_STRIKE_WAITS)] == [reason]


def test_nobody_flies_in_the_dark_but_waits_for_the_light():
    battle = over("clear")
    battle.clock("31 Jul 02:00")
    send(battle, pulses=16)
    battle.play(8)
    assert [e[W.E_A] for e in battle.events(C.EV_STRIKE_WAITS)] == [C.WAIT_NIGHT]
    assert flown(battle) == 0


def test_a_strike_waits_until_the_fog_lifts():
    lifting = (Weather(start="30 Jul 16:00", sky="fog", **HERE), Weather(start="31 Jul 10:00", sky="clear", **HERE))
    scenario = msgspec.structs.replace(day_of("clear"), weather=lifting, digest="air lifting")
    for seed in range(20):
        battle = Battle(engine_of(scenario), seed)
        battle.clock("31 Jul 08:00")
        send(battle, pulses=32)
        battle.play(8)
        assert flown(battle) == 0
        battle.state.clock[S.TURN] += 1  # other luck for the same pulses
        battle.play(24)
        assert flown(battle) == 1


def test_cloud_is_drawn_once_in_eight_pulses_and_alike_for_all_who_wait():
    for seed in range(40):
        battle = over("broken", seed=seed)
        send(battle)
        send(battle)
        battle.play(1)
        assert flown(battle) in (0, 2)
        before = flown(battle)
        battle.play(7)
        assert flown(battle) == before


def test_a_strike_that_never_finds_a_gap_is_called_off_and_keeps_its_flights():
    battle = over("fog")
    send(battle, 2, pulses=6)
    battle.play(10)
    off = battle.events(C.EV_STRIKE_OFF)
    assert [(e[W.E_PULSE], e[W.E_A], e[W.E_B]) for e in off] == [(5, C.WAIT_FOG, 2)]
    assert battle.state.strikes[:, S.Y_USED].sum() == 0
    assert entry(air.flights_left)(host(battle.state), battle.engine.tables, 0) == 2


# ------------------------------------------------------------------ flights


def test_a_wing_flies_no_more_flights_than_its_day_has():
    battle = over("clear", wing(flights=2))
    for _ in range(3):
        send(battle, pulses=30)
    battle.play(24)
    assert flown(battle) == 2
    assert C.WAIT_FLIGHTS in [e[W.E_A] for e in battle.events(C.EV_STRIKE_WAITS)]


def test_flights_come_back_with_the_next_day():
    battle = over(
        "clear", wing(days=(Flights(date="30 Jul", flights=1, **HERE), Flights(date="31 Jul", flights=2, **HERE)))
    )
    left = entry(air.flights_left)
    battle.clock("30 Jul 18:00")
    battle.state.wings[0, [S.V_DAY, S.V_FLOWN]] = int(battle.state.clock[S.NOW]) // 96, 1
    assert left(host(battle.state), battle.engine.tables, 0) == 0
    battle.clock("31 Jul 08:00")
    assert left(host(battle.state), battle.engine.tables, 0) == 2


def test_one_aircraft_in_two_hundred_does_not_come_home():
    lost = 0
    for seed in range(150):
        battle = over("clear", wing(flights=10), seed=seed)
        send(battle, 10)
        battle.play(9)
        lost += int(battle.state.wings[0, S.V_LOST])
    assert 0.003 < lost / (150 * 120) < 0.007


# ------------------------------------------------------------------ bombs


def test_a_quarter_of_the_bombs_of_level_bombers_fall_in_the_hex():
    assert entry(air.bombs_in_hex)(250.0) == pytest.approx(0.24, abs=0.005)
    assert entry(air.bombs_in_hex)(150.0) > 0.5


def losses(works_pm: int, flights: int = 1, crest: int = 3) -> float:
    """Mean men lost to a strike."""
    total = 0
    for seed in range(60):
        battle = over("clear", wing(flights=flights), seed=seed)
        battle.place("III/75", TARGET, WORKS_PM=works_pm, CREST=crest)
        battle.row("III/75")[S.MEN] = 400
        battle.row("III/75")[S.CREW] = 0
        send(battle, flights)
        battle.play(9)
        total += 400 - int(battle.row("III/75")[S.MEN])
    return total / 60


def test_bombs_hurt_men_in_the_open_and_little_in_a_trench():
    assert losses(0) > 5 * losses(500) > 0


def test_the_reverse_slope_shelters_from_bombs():
    assert losses(500, 4, crest=0) < 0.6 * losses(500, 4)


def test_the_bombs_of_6_august_cost_the_belt_about_what_they_did():
    """191 of 1,592 bombs on the belt hit about 24 of 1,210 men: some 8 bombs to a man in trenches."""
    on_belt = 15 * 106 * 0.5 * 0.24
    men_hit_per_bomb = 1210 * 1500 * 0.042 / 600_000
    assert on_belt * men_hit_per_bomb == pytest.approx(24, abs=3)


def test_bombs_pin_those_they_do_not_hit():
    for seed in range(5):
        battle = over("clear", wing(flights=4), seed=seed)
        send(battle, 4)
        battle.play(1)
        if flown(battle):
            assert battle.row("III/75")[S.SUP_PM] > battle.engine.tables.param[P.PINNED]
            return
    pytest.fail("five clear mornings and no flight")


def test_a_strike_keeps_away_while_own_men_are_in_the_hex():
    battle = over("clear")
    battle.place("Tereshkin", TARGET)
    send(battle, pulses=8)
    battle.play(4)
    assert flown(battle) == 0
    assert [e[W.E_A] for e in battle.events(C.EV_STRIKE_WAITS)] == [C.WAIT_FRIENDS]


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


def test_leave_that_is_withdrawn_keeps_a_booked_strike_on_the_ground():
    battle = over("clear")
    send(battle, pulses=8)
    battle.state.wings[0, S.V_LEAVE] = C.LEAVE_NONE
    battle.play(4)
    assert [e[W.E_A] for e in battle.events(C.EV_STRIKE_WAITS)] == [C.WAIT_LEAVE]


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
            assert event.numbers[1:] == (-1, -1)
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
from tests.rules.battle.test_air import by_day, disputed, strike, wing
for sky in ("clear", "broken"):
    match = by_day(sky, wing(flights=3))
    match.resolve(soviet=[strike(disputed(match), flights=n) for n in (1, 2)] + [strike((18, 25), flights=1)])
    print(match.digest, match.state.wings.tolist())
"""


def test_interpreted_strikes_give_the_digests_of_compiled_ones(run_python):
    assert run_python(GAME, CHANGKUFENG_RULES="plain") == run_python(GAME)
