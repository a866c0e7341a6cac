"""A game in progress: turns are added, the past stays, luck is an argument."""

import random

import numpy as np
import pytest

from game import Match
from game.files.battle.variants import apply
from game.match.battle.legality import Refused
from game.model.battle.orders import Order
from game.rules.battle import state as S
from tests.match.conftest import replay


def test_the_same_seed_and_orders_give_the_same_digests(night, replayed):
    again = replay(night)
    assert [r.digest for r in again.records] == [r.digest for r in replayed.records]


def test_another_seed_gives_another_game(night, replayed):
    assert replay(night, seed=1939).digest != replayed.digest


def test_the_trace_changes_no_digest(night, replayed):
    assert replay(night, trace=False).digest == replayed.digest


def test_frames_change_no_digest_and_the_last_is_the_position(night, replayed):
    filmed = replay(night, frames=True)
    assert filmed.digest == replayed.digest
    assert S.digest(filmed.records[-1].frames[-1]) == filmed.digest
    assert [len(r.frames) for r in filmed.records] == [32, 16, 32]


@pytest.mark.parametrize("luck", range(3))
def test_permuted_orders_of_a_turn_give_the_same_digest(night, luck):
    orders = {side: list(night.orders_of(6, side)) for side in night.sides}
    straight, shuffled = Match.new(night, seed=5), Match.new(night, seed=5)
    straight.resolve(**orders)
    for given in orders.values():
        random.Random(luck).shuffle(given)
    shuffled.resolve(**orders)
    assert straight.digest == shuffled.digest


def test_resolving_leaves_the_earlier_position_as_it_was(night):
    match = Match.new(night, seed=3)
    before, digest = match.state, match.digest
    match.resolve(japan=night.orders_of(6, "japan"))
    assert S.digest(before) == digest != match.digest


def test_a_branch_repeats_history_with_the_same_orders_and_leaves_it_with_others(night, replayed):
    same, other = replayed.branch(1), replayed.branch(1)
    same.resolve(
        **{side: night.orders_of(7, side) for side in night.sides if side == "soviet"},
        japan=[o for o in night.orders_of(7, "japan") if same.refusal(o) is None],
    )
    other.resolve()
    assert same.digest == replayed.records[1].digest
    assert other.digest != replayed.records[1].digest
    assert len(replayed.records) == 3


def test_the_last_order_for_a_counter_stands(night):
    first = Order(unit="I/75", task="move", target=(17, 28))
    last = Order(unit="I/75", task="dig")
    twice, once = Match.new(night), Match.new(night)
    twice.resolve(japan=[first, last])
    once.resolve(japan=[last])
    assert twice.digest == once.digest


def test_silence_continues_the_task(night):
    match = Match.new(night)
    match.resolve(japan=[Order(unit="III/75", task="move", target=(17, 28), start="31 Jul 03:30", manner="silent")])
    assert next(u for u in match.view("japan").own if u.id == "III/75").hex != (17, 28)
    match.resolve()
    assert next(u for u in match.view("japan").own if u.id == "III/75").hex == (17, 28)


def test_an_order_to_a_regiment_reaches_each_of_its_counters(night):
    match = Match.new(night)
    match.resolve(japan=[Order(unit="75", task="dig")])
    assert {u.task for u in match.view("japan").own if u.formation == "75"} == {"dig"}


def test_an_illegal_order_resolves_nothing(night):
    match = Match.new(night)
    with pytest.raises(Refused, match=r"rule 5\.3"):
        match.resolve(japan=[Order(unit="I/75", task="move", target=(20, 24))])
    assert not match.records


def test_men_are_conserved_through_the_night(night, replayed):
    before, after = replayed.opening.units, replayed.state.units
    men = [int(u[S.MEN] + u[S.CREW]) for u in before]
    left = [int(u[S.MEN] + u[S.CREW] + u[S.LOST] + (u[S.CAPTURED] if u[S.MEN] + u[S.CREW] > 0 else 0)) for u in after]
    assert sum(men) == sum(left)


def test_no_count_is_ever_negative_and_nobody_stands_in_water(night):
    match = replay(night, seed=77, frames=True)
    water = {t.symbol for t in night.terrain if t.water}
    for record in match.records:
        for frame in record.frames:
            counted = frame.units[:, [S.MEN, S.CREW, S.GUNS, S.AT, S.TANKS, S.BOGGED, S.LOST, S.KILLED, S.WORKS_PM]]
            assert (counted >= 0).all()
            assert (frame.units[:, [S.SUP_PM, S.COH_PM]] <= 1000).all()
            assert ((frame.rows[:, S.SHARE_PM] >= 0) & (frame.rows[:, S.SHARE_PM] <= 1000)).all()
            for unit in frame.units:
                if unit[S.HEX] >= 0:
                    assert night.ground.terrain[unit[S.HEX] // 36][unit[S.HEX] % 36] not in water


def test_both_sides_never_share_a_hex(night):
    match = replay(night, seed=78, frames=True)
    whose = np.asarray(match.tables.unit)[:, S.U_SIDE]
    for frame in (f for r in match.records for f in r.frames):
        hexes = [set(frame.units[(whose == side) & (frame.units[:, S.HEX] >= 0), S.HEX].tolist()) for side in (0, 1)]
        assert not hexes[0] & hexes[1]


def test_scores_run_from_0_to_100_and_are_the_sum_of_their_parts(night, replayed):
    for side in night.sides:
        score = replayed.score(side)
        assert 0 <= score.total <= 100
        assert score.total == pytest.approx(sum(p.points for p in score.parts))
        assert all(0 <= p.points <= p.most + 1e-9 for p in score.parts)


def test_a_game_of_a_what_if_is_played_on_what_it_changes(night):
    changed = apply(night, night.what_if("alerted-garrison"))
    match = Match.new(night, variant="alerted-garrison")
    assert match.variant == "alerted-garrison"
    assert match.scenario.digest == changed.digest != night.digest
    assert match.digest == Match.new(changed).digest != Match.new(night).digest


def test_a_game_of_an_unknown_what_if_is_refused_with_those_that_are_known(night):
    with pytest.raises(
        ValueError, match=r'no what-if "both-battalion"; needed one of .*both-battalions, .*nearest is both'
    ):
        Match.new(night, variant="both-battalion")
