"""The record's orders can be given under the rules, and the keyframes lie on ground where men can stand."""

from game import Match
from game.core.hexes import distance
from game.model.battle.scenario import Scenario

START_LINES = {"I/75": (17, 28), "6/75": (18, 29), "I/76": (17, 22)}


def test_no_order_of_the_record_is_refused(night: Scenario):
    match = Match.new(night, seed=1938)
    refused = []
    for turn in night.calendar.played():
        orders = {side: night.orders_of(turn.number, side) for side in night.sides}
        refused += [(turn.name, o.unit, str(r)) for os in orders.values() for o in os if (r := match.refusal(o))]
        if refused:
            break
        match.resolve(**orders)
    assert refused == []


def test_start_lines_lie_one_or_two_hexes_before_their_goal(night: Scenario):
    assaults = {
        o.unit: o for t in night.history for o in t.orders if o.task == "assault" and t.side == "japan" and o.start_line
    }
    assert {u: o.start_line for u, o in assaults.items()} == START_LINES
    assert all(o.target and o.start_line and 1 <= distance(o.start_line, o.target) <= 2 for o in assaults.values())


def test_changkufeng_is_assaulted_silently_at_a_quarter_past_two_and_no_gun_is_laid_on_it(night: Scenario):
    night_turn = night.calendar.turn("30 Jul Night").number
    japan = night.orders_of(night_turn, "japan")
    hill = {(18, 26), (18, 27)}
    assaults = [o for o in japan if o.task == "assault" and o.target in hill]
    assert {(o.manner, o.start) for o in assaults} == {("silent", "31 Jul 02:15")}
    assert [o.unit for o in japan if o.task == "fire" and o.target in hill] == []


def test_orders_keep_to_the_ground_that_a_side_may_enter(night: Scenario):
    for turn in night.history:
        allowed = next(a for a in night.armies if a.side == turn.side).allowed_zones
        for order in turn.orders:
            for here in (order.target, order.start_line, order.fallback):
                assert here is None or order.task == "fire" or night.ground.zone(here) in allowed, order


def test_every_order_of_the_record_names_a_source(night: Scenario):
    assert [
        o.unit for t in night.history for o in t.orders if not o.source or o.confidence not in ("A", "B", "C")
    ] == []


def test_keyframes_put_nobody_in_water_or_beyond_his_line_and_no_hex_holds_both(night: Scenario):
    water = {t.symbol for t in night.terrain if t.water}
    for frame in night.keyframes:
        held: dict[tuple[int, int], str] = {}
        for p in frame.positions:
            side = night.counter(p.unit).side
            assert night.ground.symbol(p.hex) not in water, (frame.at, p.unit)
            assert night.ground.zone(p.hex) in next(a for a in night.armies if a.side == side).allowed_zones, (
                frame.at,
                p.unit,
            )
            assert held.setdefault(p.hex, side) == side, (frame.at, p.unit)


def test_keyframes_follow_the_clock_and_name_every_counter(night: Scenario):
    pulses = [night.calendar.pulse_of(k.at) for k in night.keyframes]
    assert pulses == sorted(set(pulses))
    assert [k.at for k in night.keyframes] == [
        "30 Jul 20:00",
        "31 Jul 02:15",
        "31 Jul 05:15",
        "31 Jul 06:00",
        "31 Jul 08:00",
        "31 Jul 16:00",
    ]
    ids = {c.id for c in night.counters}
    assert all({p.unit for p in k.positions} == ids for k in night.keyframes)


def test_the_first_keyframe_is_the_order_of_battle(night: Scenario):
    first = {p.unit: (p.hex, p.men, p.tanks) for p in night.keyframes[0].positions}
    assert first == {c.id: (c.hex, c.men + c.crew, c.tanks) for c in night.counters}


def test_men_and_losses_of_the_record_move_one_way(night: Scenario):
    for unit in (c.id for c in night.counters):
        men = [next(p.men for p in k.positions if p.unit == unit) for k in night.keyframes]
        assert men == sorted(men, reverse=True), unit
    for side in night.sides:
        bands = [next(b for b in k.losses if b.side == side) for k in night.keyframes]
        assert all(b.low <= b.high and b.killed_low <= b.killed_high <= b.high for b in bands)
        assert [b.high for b in bands] == sorted(b.high for b in bands)


def test_a_certain_place_is_an_attested_one(night: Scenario):
    assert [
        (k.at, p.unit) for k in night.keyframes for p in k.positions if p.certain != (p.confidence in ("A", "B"))
    ] == []


def test_each_keyframe_hears_both_sides(night: Scenario):
    assert [k.at for k in night.keyframes if {a.side for a in k.accounts} != set(night.sides)] == []


def test_by_day_the_record_has_lost_what_the_digest_allots(night: Scenario):
    """Japan's counters on the hills are short by 105, 28 and 45 men: 178, as Coox has it."""
    at = {k.at: {p.unit: p.men for p in k.positions} for k in night.keyframes}
    before, after = at["30 Jul 20:00"], at["31 Jul 08:00"]
    assert {u: before[u] - after[u] for u in ("I/75", "6/75", "I/76")} == {"I/75": 105, "6/75": 28, "I/76": 45}
