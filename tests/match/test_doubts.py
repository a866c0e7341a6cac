"""What is asked before orders are sealed: a doubt is told where what it fears then happens, and not otherwise."""

import pytest
from msgspec.structs import replace

from game import Match, load_scenario
from game.match.battle.doubts import doubts
from game.match.battle.limits import crossings, standing_price
from game.match.battle.prices import price_told
from game.model.battle.decisions import Decision
from game.model.battle.orders import Order
from game.rules.battle import state as S

CREST = (18, 26)  # Changkufeng; the side's men stand on it in the battle of 6 August


@pytest.fixture(scope="module")
def night() -> Match:
    return Match.new(load_scenario("silent-assault"), seed=7)


@pytest.fixture(scope="module")
def august() -> Match:
    return Match.new(load_scenario("hold-the-crest"), seed=7)


def kinds(match: Match, side: str, *orders: Order, decisions: tuple[Decision, ...] = ()) -> list[str]:
    view = match.view(side)
    assert [view.refusal(o) for o in orders] == [None] * len(orders)
    return [d.kind for d in doubts(view, orders, decisions)]


def test_an_empty_sheet_on_a_quiet_night_leaves_no_doubt(night: Match):
    assert kinds(night, "japan") == kinds(night, "soviet") == []


# ------------------------------------------------------------------ a held crest left empty
def garrison(match: Match, side: str) -> tuple[tuple[int, int], list[str]]:
    """A scored place that the side holds, and its men there."""
    view = match.view(side)
    for place, share in view.shares.items():
        here = view.scenario.place(place).hex
        men = [u.id for u in view.own if u.hex == here and u.men + u.crew > 0 and "move" in view.legal_tasks(u.id)]
        if share > 500 and men and len(men) == sum(u.hex == here for u in view.own):
            return here, men
    raise AssertionError("nothing is held")


def away(match: Match, side: str, unit: str, here: tuple[int, int]) -> Order:
    """A legal march off a hex to the nearest other."""
    view = match.view(side)
    hours = view.reach_hours(unit)
    goals = sorted((h for h in hours if h != here), key=lambda h: (hours[h], h))
    orders = (Order(unit=unit, task="move", target=h) for h in goals)
    return next(o for o in orders if view.refusal(o) is None)


def test_a_held_crest_from_which_all_are_ordered_is_told_and_one_with_a_man_left_is_not(night: Match):
    here, men = garrison(night, "soviet")
    orders = [away(night, "soviet", unit, here) for unit in men]
    assert "emptied" in kinds(night, "soviet", *orders)
    assert "emptied" not in kinds(night, "soviet", *orders[1:])
    after = night.branch(0)
    after.resolve(soviet=orders)
    left = [u for u in after.view("soviet").own if u.hex == here and u.id in men and not u.verb.rests]
    assert not [u for u in after.view("soviet").own if u.hex == here and u.id in men] or left, "they went, or are going"


# ------------------------------------------------------------------ limits and their price
def price_of(match: Match, side: str) -> int:
    return int(match.state.sides[match.scenario.sides.index(side), S.PRICE])


def first_assault(match: Match) -> Order:
    view = match.view("japan")
    able = [u.id for u in view.own if "assault" in view.legal_tasks(u.id)]
    aims = [match.scenario.place(p.place).hex for p in match.scenario.scored]
    orders = (Order(unit=u, task="assault", target=h) for u in able for h in aims)
    return next(o for o in orders if view.refusal(o) is None)


def test_without_politics_the_price_of_the_first_assault_is_told_and_is_what_it_then_costs(night: Match):
    """Rule 10.2: the night's table has 6 points for level 3; a second assault costs nothing more."""
    order, view = first_assault(night), night.view("japan")
    told = crossings(view, (order,))
    assert [(c.level, c.points, c.units) for c in told] == [(3, 6, (order.unit,))]
    assert "6 of 15 points" in price_told(view, order)
    assert standing_price(view) is not None
    played = night.branch(0)
    played.resolve(japan=[order])
    assert price_of(played, "japan") - price_of(night, "japan") == 6
    after = played.view("japan")
    assert standing_price(after) is None
    assert crossings(after, (replace(order, start=""),)) == ()


def test_a_march_costs_nothing(night: Match):
    view = night.view("japan")
    unit = next(u.id for u in view.own if "move" in view.legal_tasks(u.id))
    order = away(night, "japan", unit, next(u.hex for u in view.own if u.id == unit))
    assert crossings(view, (order,)) == ()
    assert price_told(view, order) == ""


def test_with_politics_what_is_told_of_an_order_is_what_its_limits_then_cost(august: Match):
    view = august.view("soviet")
    tank = next(
        o
        for u in view.own
        if u.tanks and "move" in view.legal_tasks(u.id)
        for h in sorted(view.reach_hours(u.id), key=lambda h: view.reach_hours(u.id)[h])[1:40]
        if view.refusal(o := Order(unit=u.id, task="move", target=h)) is None and crossings(view, (o,))
    )
    told = sum(c.points for c in crossings(view, (tank,)))
    assert told > 0
    played = august.branch(0)
    played.resolve(soviet=[tank])
    silent = august.branch(0)
    silent.resolve()
    assert price_of(played, "soviet") - price_of(silent, "soviet") == told


# ------------------------------------------------------------------ fire nobody observes
def test_shelling_of_ground_that_nobody_sees_is_told_and_of_ground_in_view_is_not(august: Match):
    view, first = august.view("soviet"), august.turn.first_pulse
    moment = view.scenario.calendar.moment_of
    guns = [u.id for u in view.own if "fire" in view.legal_tasks(u.id)]
    clear = [k for k, row in enumerate(view.light) if not row.night and row.light >= 0.35]
    begins = next(k for k in clear if k >= 8 and k + 1 in clear)
    start, until = moment(first + begins), moment(first + begins + 2)
    seen: dict[bool, Order] = {}
    for h in [(c, r) for r in range(18, 34) for c in range(10, 28)]:
        order = Order(unit=guns[0], task="fire", target=h, mission="preparation", rounds=4, start=start, until=until)
        if view.refusal(order) is None:
            seen.setdefault("unseen" in kinds(august, "soviet", order), order)
        if len(seen) == 2:
            break
    assert set(seen) == {True, False}
    state, engine = august.view("soviet").sealed, view.engine
    from game.rules.battle.artillery import is_observed

    for doubtful, order in seen.items():
        hosted = engine.hosted(state)
        here = engine.hex_index(order.target)
        assert is_observed(hosted, engine.tables, engine.work, 1, here) is not doubtful


# ------------------------------------------------------------------ a stack that will not fit
def test_more_men_than_a_hex_takes_are_told_and_then_do_not_all_get_in(night: Match):
    """Rule 8.5: 900 men of a side in a hex."""
    view = night.view("japan")
    men = {u.id: u.men + u.crew for u in view.own if u.hex and "move" in view.legal_tasks(u.id)}
    for goal in sorted({h for u in men for h in view.reach_hours(u) if view.reach_hours(u)[h] < 2.0}):
        orders = [Order(unit=u, task="move", target=goal) for u in men]
        able = [
            o for o in orders if view.refusal(o) is None and (m := view.march(o)) and m.there < night.turn.last_pulse
        ]
        if sum(men[o.unit] for o in able) > 900 and len(able) > 2:
            break
    assert "stack" in kinds(night, "japan", *able)
    few = able[:1]
    assert "stack" not in kinds(night, "japan", *few)
    played = night.branch(0)
    played.resolve(japan=able)
    there = [u for u in played.view("japan").own if u.hex == goal]
    assert len(there) < len(able)
    assert sum(u.men + u.crew for u in there) <= 900


# ------------------------------------------------------------------ cards unanswered
def test_a_day_of_talks_without_a_form_is_told_and_with_one_it_is_not():
    campaign = load_scenario("changkufeng")
    match = Match.new(campaign, seed=7)
    talks = match.view("japan").talk
    assert talks is not None
    day = campaign.calendar.turn(talks.days[0]).number - match.turn.number
    for _turn in range(day):
        match.resolve()
    assert match.view("japan").talks_today
    assert "unanswered" in kinds(match, "japan")
    assert "unanswered" not in kinds(match, "japan", decisions=(Decision(kind="terms"),))


# ------------------------------------------------------------------ fog
def test_neither_doubts_nor_hours_change_when_an_enemy_that_nobody_sees_moves(august: Match):
    from game.match.battle.fire_plan import plan_lines
    from game.match.battle.standing_tasks import standing_tasks
    from game.players.battle.plain import PlainCommander

    view = august.view("soviet")
    orders = tuple(o for o in PlainCommander("soviet", august.scenario).orders(view) if isinstance(o, Order))
    seen = {c.id for c in view.contacts}
    state = S.copy_state(august.state)
    hidden = [c.id for c in august.scenario.counters if c.side == "japan" and c.id not in seen]
    here = next(u.hex for u in view.own if u.hex)
    moved = 0
    for unit in hidden:
        k = august.scenario.unit_index(unit)
        if state.units[k, S.HEX] >= 0:
            state.units[k, S.HEX] = here[1] * august.scenario.ground.columns + here[0] - 3
            moved += 1
    assert moved
    other = august.view_at("soviet", state, august.turn)
    for asked in (lambda v: doubts(v, orders), lambda v: plan_lines(v, orders), standing_tasks):
        assert asked(view) == asked(other)
