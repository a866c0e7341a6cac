"""Rulings of chapter 9 on boats: lots, crossings, fire on them, and the record's own crossings."""

import math

import pytest
from msgspec.structs import replace

from game import Match
from game.core.dice import new_dice, poisson
from game.core.rule import plain
from game.model.battle.orders import Order
from game.rules.battle import codes as C
from game.rules.battle import ferries as F
from game.rules.battle import state as S
from game.rules.battle import work as W
from game.rules.battle.crossings import crossing_lots, river_lots
from tests.rules.battle.conftest import river_days, two_regiments
from tests.rules.battle.field import BOATS, EAST_BANK, FIRST, LAKE, RIVER, WEST_BANK, Field, K
from tests.rules.battle.field import river as a_river

KOREA, LEFT = (9, 28), (11, 28)  # the two landings of Matsuotsuho
NIGHT = "29 Jul Night"


def lots_at(river, crossing: str) -> int:
    """Lots that a crossing passes for Japan in the turn of the clock."""
    turn = river.scenario.calendar.turn_at(int(river.state.clock[S.NOW]))
    k = [c.id for c in river.scenario.crossings].index(crossing)
    return river.call(crossing_lots, 0, k, turn.first_pulse, turn.pulses)


def lots_in_all(river) -> int:
    """Lots that Japan's boats carry in the turn of the clock."""
    turn = river.scenario.calendar.turn_at(int(river.state.clock[S.NOW]))
    return river.call(river_lots, 0, turn.first_pulse, turn.pulses)


def ready(river, moment: str = NIGHT) -> None:
    """Boats on the Korean bank at an hour."""
    river.place("19E", (8, 22))
    river.clock(moment)


def test_a_counter_crosses_when_the_turn_ends_and_digs_in(river):
    ready(river)
    river.place("II/75", KOREA)
    river.ferry("II/75", "matsuotsuho")
    river.play(31)
    assert river.at("II/75") == KOREA
    river.clock(NIGHT)
    river.turn()
    assert river.at("II/75") == LEFT
    assert river.row("II/75")[S.TASK] == C.DIG
    assert [e[W.E_A] for e in river.events(C.EV_FERRIED)] == [5]  # 250 men


def test_a_lot_is_fifty_men_or_two_guns_with_their_crews(river):
    ready(river)
    wanted = {
        unit: river.engine.lots_wanted(river.state, unit) for unit in ("I/75", "6/75", "III/75", "RG/75", "AT/75")
    }
    assert wanted == {"I/75": 8, "6/75": 3, "III/75": 6, "RG/75": 4, "AT/75": 4}


def test_a_counter_walks_to_the_landing_of_its_bank_first(river):
    ready(river)
    river.place("II/75", (7, 29))
    river.ferry("II/75", "matsuotsuho")
    river.turn()
    assert river.at("II/75") == LEFT


def test_boats_carry_both_ways(river):
    ready(river)
    river.place("II/75", LEFT)
    river.ferry("II/75", "matsuotsuho")
    river.turn()
    assert river.at("II/75") == KOREA


def test_a_crossing_passes_ten_lots_and_the_boats_twenty_a_night(river):
    ready(river)
    assert [lots_at(river, c.id) for c in river.scenario.crossings] == [10, 10, 10, 10]
    assert lots_in_all(river) == 20
    river.clock("30 Jul Morning")
    assert lots_in_all(river) == 10
    river.clock("30 Jul Day")
    assert lots_in_all(river) == 20


def test_who_finds_no_room_waits_and_a_counter_may_be_astride_the_river(river):
    ready(river)
    river.place("I/75", KOREA)
    river.place("III/75", (9, 29), MEN=300)
    river.ferry("I/75", "matsuotsuho")
    river.ferry("III/75", "matsuotsuho")
    river.turn()
    assert (river.at("I/75"), river.at("III/75")) == (LEFT, (9, 29))
    assert river.row("III/75")[S.LOTS_OVER] == 2  # 8 of the ten lots went to the first
    river.turn()
    assert river.at("III/75") == LEFT


def test_another_task_calls_back_those_who_are_over(river):
    ready(river)
    river.place("I/75", KOREA, MEN=600)
    river.ferry("I/75", "matsuotsuho")
    river.turn()
    assert river.row("I/75")[S.LOTS_OVER] == 10
    river.move("I/75", (8, 29))
    river.turn()
    assert (river.row("I/75")[S.LOTS_OVER], river.row("I/75")[S.MEN]) == (0, 600)


def test_no_boats_no_crossing(river):
    river.clock(NIGHT)
    river.place("II/75", KOREA)
    river.ferry("II/75", "matsuotsuho")
    river.turn()
    assert river.at("II/75") == KOREA


def test_a_boat_squad_lost_takes_two_lots_off(river):
    ready(river)
    river.row("19E")[S.LOST] = 50
    assert lots_in_all(river) == 16


def test_an_enemy_on_a_landing_closes_the_crossing(river):
    ready(river)
    river.place("1/119", LEFT)
    assert (lots_at(river, "matsuotsuho"), lots_at(river, "kojo")) == (0, 10)


def test_observed_fire_leaves_a_quarter_by_day_and_all_by_night(river):
    ready(river, "30 Jul Day")
    river.under_fire("kojo", 0, seen=True)
    assert (lots_at(river, "kojo"), lots_at(river, "fangchuan")) == (2, 10)
    assert lots_in_all(river) == 16  # three quiet crossings and a quarter
    for crossing in ("yangguanping", "matsuotsuho", "fangchuan"):
        river.under_fire(crossing, 0, seen=True)
    assert lots_in_all(river) == 5
    river.clock("30 Jul Night")
    river.under_fire("kojo", 0, seen=True)
    assert lots_at(river, "kojo") == 10


def test_a_river_left_alone_is_quiet_again_after_eight_hours(river):
    ready(river, "30 Jul Day")
    river.under_fire("kojo", 0, seen=True)
    river.clock("31 Jul Day")
    assert lots_at(river, "kojo") == 10


def test_interdiction_lets_pass_what_the_shells_leave(river):
    ready(river)
    passed = []
    for rounds in (0, 20, 60, 180):
        river.under_fire("kojo", rounds)
        passed.append(lots_at(river, "kojo"))
    assert passed == [10, 7, 3, 0]  # 10 exp(-n/60)


def test_a_mission_on_a_crossing_keeps_boats_away_and_hits_men_in_them(river):
    ready(river)
    river.place("40AR/1", (30, 24), GUNS=12, CREW=200)
    river.state.sides[1, S.SHELLS] = 4000
    river.place("II/75", KOREA)
    river.ferry("II/75", "matsuotsuho")
    river.shell("40AR/1", river.crossing("matsuotsuho"), 4, 10)
    river.turn()
    fired = int(river.state.sides[1, S.SHELLS_FIRED])
    assert [(e[W.E_A], e[W.E_B]) for e in river.events(C.EV_CROSSING_HIT)] == [(fired, int(10 * math.exp(-fired / 60)))]
    assert river.row("II/75")[S.LOTS_OVER] in (0, 5)
    assert river.at("II/75") in (LEFT, KOREA)
    hit = sum(e[W.E_B] for e in river.events(C.EV_FERRIED))
    assert hit == river.row("II/75")[S.LOST]
    assert river.row("II/75")[S.MEN] + river.row("II/75")[S.LOST] == 250


def test_men_go_before_supply(river):
    ready(river)
    river.place("I/75", KOREA)
    river.ferry("I/75", "matsuotsuho")
    river.ferry("19E", "matsuotsuho", lots=6)
    river.turn()
    assert river.at("I/75") == LEFT
    assert river.state.sides[0, S.LOTS_TURN] == 2


def test_men_with_boats_repeat_their_supply_lots_each_turn(river):
    ready(river)
    river.ferry("19E", "kojo", lots=4)
    for _ in range(3):
        river.turn()
        assert river.state.sides[0, S.LOTS_TURN] == 4


# ------------------------------------------------------------------ orders
def game(**changes) -> Match:
    """A match with boats, counters where the changes put them."""
    return Match.new(river_days(**changes))


def test_a_refusal_says_what_is_booked_and_where_boats_are_free():
    match = game(**{"II/75": {"hex": KOREA}, "I/75": {"hex": KOREA}})
    booked = [Order(unit="I/75", task="ferry", target=(10, 28))]
    assert match.refusal(booked[0]) is None
    refusal = match.refusal(Order(unit="II/75", task="ferry", target=(10, 28)), booked)
    assert str(refusal) == (
        "II/75 cannot cross at Matsuotsuho crossing this turn: 8 lots booked of 10, needed 5; 10 lots free at Yangguanping "
        "landing; 10 lots free at Kojo ferry; 10 lots free at Fangchuan ferry (rule 9.3)"
    )
    assert match.refusal(Order(unit="II/75", task="ferry", target=(9, 22)), booked) is None


def test_boats_are_counted_over_all_crossings():
    match = game(
        **{"II/75": {"hex": KOREA}, "I/75": {"hex": KOREA}, "III/75": {"hex": (8, 23)}, "I/76": {"hex": (8, 23)}}
    )
    booked = [
        Order(unit="I/75", task="ferry", target=(10, 28)),
        Order(unit="III/75", task="ferry", target=(9, 22)),
        Order(unit="19E", task="ferry", target=(19, 33), lots=3),
    ]
    refusal = match.refusal(Order(unit="II/75", task="ferry", target=(15, 12)), booked)
    assert refusal is not None
    assert refusal.rule == "9.3"
    assert "17 lots booked of the boats' 20, needed 5" in refusal.text


def test_refusals_of_a_ferry_name_their_rule():
    match = game(**{"II/75": {"hex": KOREA}})
    night = Match.new(replace(river_days(), supply=False, digest="0" * 16))
    ferry = Order(unit="II/75", task="ferry", target=(10, 28))
    cases = [
        ("9.1", night, ferry, "no boats cross"),
        ("7.2", match, replace(ferry, target=None), "needs a crossing"),
        ("9.1", match, replace(ferry, target=(9, 28)), "Kojo ferry (9,22)"),
        ("9.3", match, Order(unit="19E", task="ferry", target=(10, 28)), "needed 1 to 10"),
        ("10.3", match, Order(unit="III/118", task="ferry", target=(10, 28)), "beyond the line"),
    ]
    for rule, of, order, words in cases:
        refusal = of.refusal(order)
        assert refusal is not None, words
        assert (refusal.rule, words in refusal.text) == (rule, True), refusal


def test_together_orders_may_not_ask_for_more_boats_than_there_are():
    match = game(**{"II/75": {"hex": KOREA}, "I/75": {"hex": KOREA}})
    ferry = [Order(unit=u, task="ferry", target=(10, 28)) for u in ("I/75", "II/75")]
    assert [match.refusal(o) for o in ferry] == [None, None]
    assert match.refusal(ferry[1], ferry[:1]) is not None


def test_a_view_shows_lots_booked_and_free_and_hides_the_other_sides_boats():
    match = game(**{"I/75": {"hex": KOREA}})
    order = Order(unit="I/75", task="ferry", target=(10, 28))
    shown = {c.id: c for c in match.view("japan").ferries([order])}
    assert (shown["matsuotsuho"].lots, shown["matsuotsuho"].booked, shown["matsuotsuho"].free) == (10, 8, 2)
    match.resolve(japan=[order])
    assert {c.id: c.carried for c in match.view("japan").ferries()}["matsuotsuho"] == 8
    assert not match.view("soviet").sealed.crossings[:, S.X_CARRIED].any()


# ------------------------------------------------------------------ the record
def crossings_of_the_record() -> list[tuple[str, list[Order]]]:
    """Turn by turn, who crossed where: by the accounts the regiments came by Kojo and Fangchuan in these nights and that day."""

    def by(crossing: tuple[int, int], *units: str) -> list[Order]:
        return [Order(unit=u, task="ferry", target=crossing) for u in units]

    kojo, matsuotsuho, fangchuan = (9, 22), (10, 28), (19, 33)
    return [
        ("29 Jul Night", [*by(matsuotsuho, "I/75"), *by(fangchuan, "III/75", "10/75"), *by(kojo, "6/75")]),
        ("30 Jul Morning", by(fangchuan, "RG/75", "AT/75")),
        ("30 Jul Day", [*by(kojo, "I/76"), Order(unit="19E", task="ferry", target=fangchuan, lots=3)]),
        ("30 Jul Evening", [Order(unit="19E", task="hold")]),
        ("30 Jul Night", [*by(matsuotsuho, "II/75"), Order(unit="19E", task="ferry", target=fangchuan, lots=3)]),
        ("31 Jul Morning", [Order(unit="19E", task="hold")]),
        ("31 Jul Day", []),
        ("31 Jul Evening", []),
        ("31 Jul Night", []),
        ("1 Aug Morning", []),
        ("1 Aug Day", []),
        ("1 Aug Evening", []),
        (
            "1 Aug Night",
            [
                *by(kojo, "II/76"),
                *by(fangchuan, "RG/76", "AT/76"),
                Order(unit="19E", task="ferry", target=matsuotsuho, lots=4),
            ],
        ),
        ("2 Aug Morning", [Order(unit="19E", task="hold")]),
        ("2 Aug Day", []),
        ("2 Aug Evening", []),
        ("2 Aug Night", [*by(kojo, "III/76"), Order(unit="19E", task="ferry", target=matsuotsuho, lots=4)]),
    ]


def test_the_crossings_of_the_75th_and_76th_in_the_record_fit_the_lots():
    match = Match.new(two_regiments())
    carried = {}
    for name, orders in crossings_of_the_record():
        assert match.turn.name == name
        for k, order in enumerate(orders):
            assert match.refusal(order, orders[:k]) is None, (name, order.unit)
        match.resolve(japan=orders)
        carried[name] = int(match.state.crossings[:, S.X_CARRIED].sum())
        over = [u for u in match.view("japan").own if u.id in {o.unit for o in orders} and u.id != "19E"]
        assert [u.id for u in over if match.scenario.ground.zone(u.hex) == "K"] == [], name
    first = sum(carried[t] for t in ("29 Jul Night", "30 Jul Morning", "30 Jul Day", "30 Jul Evening"))
    assert first == 39  # of 60
    assert carried["30 Jul Night"] == 8  # of 20
    assert carried["1 Aug Night"] + carried["2 Aug Night"] == 32  # of 40


# ------------------------------------------------------------------------------------------------ on a field of a few hexes
def crossing(**columns: int) -> tuple[Field, int]:
    """Boats of side 0 and a counter of three lots that ferries east from the western landing; the turn is over."""
    field = a_river()
    field.unit(0, 7, BOATS, TASK=C.FERRY, GOAL=RIVER)
    u = field.unit(0, WEST_BANK, MEN=150, TASK=C.FERRY, GOAL=RIVER, U_MEN0=150)
    field.change(u, **columns)
    field.s.clock[S.NOW] = FIRST + 16
    return field, u


def test_the_landing_comes_first_then_the_hexes_beside_it_in_their_order():
    field, u = crossing()
    field.param(STACK_MEN=900)
    assert field.call(F.shore_for, u, EAST_BANK) == EAST_BANK
    full = field.unit(0, EAST_BANK, MEN=751)
    assert field.call(F.shore_for, u, EAST_BANK) == EAST_BANK + 1
    field.change(full, MEN=750)
    assert field.call(F.shore_for, u, EAST_BANK) == EAST_BANK
    field.change(full, U_SIDE=1, MEN=10)
    foe = field.unit(1, EAST_BANK + 1)
    around = [int(n) for n in field.t.near[EAST_BANK]]
    assert field.call(F.shore_for, u, EAST_BANK) == next(n for n in around if n != EAST_BANK + 1 and n % 7 != 3)
    field.t.hex[around, S.H_TERRAIN] = LAKE
    field.survey()
    assert field.call(F.shore_for, u, EAST_BANK) == -1
    assert field.has(foe, "HEX") == (EAST_BANK + 1,)


def test_beside_the_landing_a_full_hex_is_passed_over():
    field, u = crossing()
    field.param(STACK_MEN=140)
    assert field.call(F.shore_for, u, EAST_BANK) == -1


def test_on_the_maps_edge_a_landing_has_fewer_hexes_beside_it():
    field, u = crossing()
    field.unit(1, 0)
    assert field.call(F.shore_for, u, 0) == 1


@pytest.mark.parametrize(("owner", "taken"), [(-1, False), (0, False), (1, True)])
def test_who_steps_ashore_holds_the_ground_and_digs(owner, taken):
    field, u = crossing(WORKS_PM=300, LOTS_OVER=2, MOVED=0, PATH_LEN=4, STEP_M=50)
    field.s.hexes[EAST_BANK, S.OWNER] = owner
    field.row(0, u, WEST_BANK - 1, 0)
    field.call(F.step_ashore, u, EAST_BANK)
    assert field.has(u, "HEX", "WORKS_PM", "MOVED", "LOTS_OVER", "TASK", "GOAL") == (
        EAST_BANK,
        0,
        1,
        0,
        C.DIG,
        EAST_BANK,
    )
    assert field.s.rows[0, S.USED] == 0
    assert field.s.hexes[EAST_BANK, S.OWNER] == 0
    assert field.events(C.EV_HEX_TAKEN) == ([(-1, -1, EAST_BANK, 0, 0, 0, 1)] if taken else [])


# 9.3: a twentieth of the men in a lot for 60 rounds: 3 lots x 50 men x 0.05 x 120 / 60 = 15
@pytest.mark.parametrize(("lots", "rounds", "mean"), [(3, 120, 15.0), (1, 60, 2.5), (3, 0, 0.0)])
def test_a_twentieth_of_the_men_in_a_lot_are_hit_for_sixty_rounds(lots, rounds, mean):
    for seed in range(6):
        field, u = crossing()
        field.s.clock[S.SEED0] = seed
        field.s.crossings[K, S.X_ROUNDS] = rounds
        hit = poisson(plain(new_dice(seed)), u, K, C.D_FERRY, mean)
        assert field.call(F.hit_in_boats, u, K, lots) == hit
        assert field.has(u, "MEN", "LOST", "LOST_SHELL", "HEX") == (150 - hit, hit, hit, WEST_BANK)


def test_a_counter_lost_whole_in_the_boats_leaves_the_map():
    field, u = crossing(MEN=1)
    field.s.crossings[K, S.X_ROUNDS] = 6000
    assert field.call(F.hit_in_boats, u, K, 1) == 1
    assert field.has(u, "HEX") == (-1,)
    field.change(u, HEX=WEST_BANK, CREW=10_000)
    field.call(F.hit_in_boats, u, K, 1)
    assert field.has(u, "HEX") == (WEST_BANK,)


@pytest.mark.parametrize(
    ("free", "left", "over", "lots", "ashore"),
    [(10, 20, 0, 3, True), (2, 20, 0, 2, False), (10, 1, 0, 1, False), (10, 20, 2, 1, True), (0, 20, 1, 0, False)],
)
def test_a_counter_is_over_with_its_last_lot(free, left, over, lots, ashore):
    field, u = crossing(LOTS_OVER=over)
    field.s.crossings[K, S.X_LEFT] = free
    assert field.call(F.carry, u, K, left) == lots
    assert field.has(u, "HEX", "LOTS_OVER") == ((EAST_BANK, 0) if ashore else (WEST_BANK, over + lots))
    assert field.events(C.EV_FERRIED) == ([(u, u, EAST_BANK, lots, 0, K, 1)] if ashore else [])
    assert field.events(C.EV_ASTRIDE) == ([] if ashore else [(u, u, RIVER, over + lots, 3, K, 1)])


def test_men_hit_on_the_way_over_are_told_with_it():
    field, u = crossing()
    field.s.crossings[K, [S.X_LEFT, S.X_ROUNDS]] = 10, 120
    field.call(F.carry, u, K, 20)
    lost = field.has(u, "LOST")[0]
    assert lost > 0
    assert field.events(C.EV_FERRIED) == [(u, u, EAST_BANK, 3, lost, K, 1)]
    parts = {C.F_LOTS: 3, C.F_LOT_MEN: 50, C.F_BOAT_HIT: pytest.approx(0.05 / 60), C.F_ON_CROSSING: 120}
    assert field.why(C.EV_FERRIED) == parts
    field, u = crossing(MEN=1)
    field.s.crossings[K, [S.X_LEFT, S.X_ROUNDS]] = 10, 60_000
    field.call(F.carry, u, K, 20)
    assert field.events(C.EV_FERRIED) == [(u, u, RIVER, 1, 1, K, 1)]
    assert field.events(C.EV_ASTRIDE) == field.events(C.EV_CONTACT) == []


def test_who_finds_no_room_ashore_waits_with_all_his_lots_over():
    field, u = crossing()
    field.param(STACK_MEN=140)
    field.s.crossings[K, S.X_LEFT] = 10
    assert field.call(F.carry, u, K, 20) == 3
    assert field.has(u, "HEX", "LOTS_OVER") == (WEST_BANK, 3)
    assert field.events(C.EV_CONTACT) == [(u, u, EAST_BANK, C.STOP_BANK, 0, 0, 1)]


@pytest.mark.parametrize(("rounds", "told"), [(0, 0), (1, 1)])
def test_a_single_round_is_told_and_a_quiet_river_is_not(rounds, told):
    field, _ = crossing()
    field.s.crossings[K, S.X_ROUNDS] = rounds
    field.call(F.open_crossings, 0, FIRST, 16)
    assert len(field.events(C.EV_CROSSING_HIT)) == told


@pytest.mark.parametrize(("seen_at", "seen"), [(FIRST, 1), (FIRST - 1, 0), (-1, 0)])
def test_a_side_learns_how_its_crossings_were_shelled(seen_at, seen):
    field, _ = crossing()
    field.light(L_NIGHT=1)
    field.s.crossings[K, [S.X_ROUNDS, S.X_SEEN_AT]] = 60, seen_at
    field.call(F.open_crossings, 0, FIRST, 16)
    assert [int(v) for v in field.s.crossings[:, S.X_LEFT]] == [0, 0, 3, 0, 0, 0, 0, 10]  # 10 exp(-1)
    assert field.events(C.EV_CROSSING_HIT) == [(-1, -1, RIVER, 60, 3, seen, 1)]


def test_men_go_before_supply_and_the_boats_share_their_lots():
    field, u = crossing()
    field.change(0, LOTS=9)
    field.run(F.ferries)  # half a night: ten lots, three for men, seven of nine for supply
    assert field.has(u, "HEX") == (EAST_BANK,)
    assert field.s.sides[0, S.LOTS_TURN] == 7
    assert field.s.crossings[K, S.X_CARRIED] == 10
    assert field.events(C.EV_LANDED) == [(-1, -1, RIVER, 7, 9, K, 1)]


def test_a_crossing_is_not_loaded_twice():
    field, u = crossing()
    field.t.frame[S.SUPPLY] = 1
    field.t.light[:16, S.L_PULSE] = 31  # a turn of 32 pulses: twenty lots in all, ten at one crossing
    second = field.unit(0, WEST_BANK, MEN=450, TASK=C.FERRY, GOAL=RIVER)
    field.param(STACK_MEN=900)
    field.run(F.ferries)
    assert field.has(u, "HEX", "LOTS_OVER") == (EAST_BANK, 0)
    assert field.has(second, "HEX", "LOTS_OVER") == (WEST_BANK, 7)
    assert field.s.crossings[K, S.X_CARRIED] == 10


@pytest.mark.parametrize(
    ("columns", "goes"),
    [
        ({}, True),
        ({"U_SIDE": 1}, False),
        ({"TASK": C.MOVE}, False),
        ({"ACTIVE": 0}, False),
        ({"GOAL": 0}, False),
        ({"HEX": 21}, False),
        ({"MEN": 0}, False),
    ],
)
def test_the_boats_take_those_of_the_side_who_wait_at_the_landing_with_that_task(columns, goes):
    field, u = crossing(**columns)
    field.call(F.boats_go, 0, FIRST, 16)
    assert (field.has(u, "HEX") == (EAST_BANK,)) is goes


def test_after_the_turn_all_is_counted_anew():
    field, u = crossing(MEN=2000)
    called_off = field.unit(0, 8, LOTS_OVER=4, TASK=C.MOVE)
    field.s.crossings[:, [S.X_CARRIED, S.X_ROUNDS, S.X_LEFT]] = 5, 1, 9
    field.s.sides[:, S.LOTS_TURN] = 8
    field.run(F.ferries)
    assert field.has(u, "LOTS_OVER", "ACTIVE") == (9, 0)  # 10 exp(-1 / 60) = 9.8; it tries again next turn
    assert field.has(called_off, "LOTS_OVER", "ACTIVE") == (0, 1)
    assert field.has(0, "ACTIVE") == (1,)  # the boats
    assert [int(v) for v in field.s.crossings[:, S.X_CARRIED]] == [0, 0, 9, 0, 0, 0, 0, 0]
    assert not field.s.crossings[:, [S.X_ROUNDS, S.X_LEFT]].any()
    assert not field.s.sides[:, S.LOTS_TURN].any()


@pytest.mark.parametrize(("play", "after", "crosses"), [(1, 16, True), (0, 16, False), (1, 15, False)])
def test_boats_cross_when_the_turn_has_ended(play, after, crosses):
    field, u = crossing()
    field.t.frame[S.SUPPLY] = play
    field.s.clock[S.NOW] = FIRST + after
    field.run(F.ferries)
    assert (field.has(u, "HEX") == (EAST_BANK,)) is crosses


def test_the_other_sides_boats_cross_too():
    field, u = crossing(U_SIDE=1)
    field.change(0, U_SIDE=1, LOTS=2)
    field.run(F.ferries)
    assert field.has(u, "HEX") == (EAST_BANK,)
    assert list(field.s.sides[:, S.LOTS_TURN]) == [0, 2]
