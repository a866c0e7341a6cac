"""What a side makes of enemies whom it saw fail, and of those it has lost from sight (rules 2.6, 2.9, 8.3)."""

import msgspec
import numpy as np
import pytest

from game import Match, load_scenario
from game.match.battle.guess import Belief
from game.match.battle.memory import Failure, Memory, Worn
from game.match.battle.views import View
from game.rules.battle import codes as C
from game.rules.battle import state as S
from game.rules.battle.state import State

GUESSES = 400
FOE, OWN = "Tereshkin", "III/75"
ROCK, EARTH, SCORED = (18, 23), (22, 22), (23, 30)  # nothing is reported of works there
NEVER = Memory()


@pytest.fixture(scope="module")
def evening():
    return Match.new(load_scenario("silent-assault"), seed=4).view("japan")


def fell(pulse: int, *, broke: bool = False) -> Memory:
    return Memory((Failure(pulse, broke),))


def known(
    view: View, memory: Memory, *, of: str = FOE, now: int = 100, presses: tuple[str, str] | None = None, **seen: int
) -> Belief:
    """What Japan believes after 100 pulses, of the garrison of Changkufeng seen like this. `presses`: who attacks whom."""
    sealed = S.copy_state(view.sealed)
    sealed.clock[S.NOW] = now
    if presses is not None:
        engage(view, sealed, *map(view.scenario.unit_index, presses))
    row = sealed.seen[view.scenario.unit_index(FOE)]
    for name, value in {"SEEN_AT": 100, "SEEN_SINCE": 0, "SEEN_CAME": 0, "SEEN_NOW": 1, **seen}.items():
        row[getattr(S, name)] = value
    return Belief(View(view.engine, sealed, "japan", view.turn, memories=lambda: {of: memory}))


def engage(view: View, sealed: State, attacker: int, target: int) -> None:
    """A row that was heard, from the hex of one counter to that of another."""
    first = view.scenario.sides.index("japan") * len(sealed.units)
    at = [int(sealed.units[k, S.HEX]) for k in (attacker, target)]
    at = [here if here >= 0 else int(sealed.seen[first + k, S.SEEN_HEX]) for here, k in zip(at, (attacker, target))]
    row = sealed.rows[0]
    row[[S.USED, S.ATTACKER, S.FROM, S.TARGET, S.STAGE, S.PRESS]] = 1, attacker, *at, C.HEARD, 1
    row[S.ROW_SIDE] = view.scenario.sides.index(view.scenario.counters[attacker].side)


def drawn(belief: Belief, column: int, **how: bool) -> np.ndarray:
    k = belief.scenario.unit_index(FOE)
    return np.array([belief.guess(seed, **how).units[k, column] for seed in range(GUESSES)])


def test_who_fell_back_comes_to_himself_by_five_to_nine_a_pulse(evening):
    """Left with 350 to 700; in 20 pulses COH_QUIET 5, or 4 in 10 of them COH_REST 15, give 100 to 180 back."""
    now, later = (drawn(known(evening, fell(100 - pulses), SEEN_NOW=0), S.COH_PM) for pulses in (0, 20))
    assert 350 <= now.min() <= 370
    assert 680 <= now.max() <= 700
    assert later.mean() - now.mean() == pytest.approx(20 * 7, abs=5)
    assert set(drawn(known(evening, fell(0), SEEN_NOW=0, SEEN_AT=100), S.COH_PM) == 1000) == {True, False}


def test_who_broke_has_less_than_a_quarter_left_and_obeys_nobody(evening):
    belief = known(evening, fell(100, broke=True), SEEN_NOW=0)
    assert drawn(belief, S.COH_PM).max() <= 250
    assert set(drawn(belief, S.BROKEN)) == {1}
    assert set(drawn(belief, S.DISRUPTED)) == {1}


def test_who_never_failed_and_is_out_of_sight_is_whole(evening):
    assert set(drawn(known(evening, NEVER, SEEN_NOW=0), S.COH_PM)) == {1000}


def test_of_those_in_sight_one_in_five_was_worn_where_nobody_saw_it(evening):
    cohesion = drawn(known(evening, NEVER), S.COH_PM)
    assert (cohesion < 1000).mean() == pytest.approx(0.2, abs=0.08)
    assert cohesion.min() >= 500


def test_men_lost_in_sight_cost_cohesion_by_the_breakpoint_of_their_side(evening):
    """60 of 300 men: a fifth; of the Soviet breakpoint defending, 40 in 100, that is a half: 250 (rule 2.6)."""
    memory = Memory((), (Worn(84, 100, 300, 60),))
    assert np.median(drawn(known(evening, memory, SEEN_NOW=0), S.COH_PM)) == pytest.approx(750, abs=20)


def test_who_fell_back_is_disrupted_until_he_has_six_hundred(evening):
    belief = known(evening, fell(80), SEEN_NOW=0)
    failed = drawn(known(evening, fell(100), SEEN_NOW=0), S.COH_PM) < 500  # the same luck, in the pulse he fell back
    clear = drawn(belief, S.COH_PM) < 600
    assert ((drawn(belief, S.DISRUPTED) == 1) == (failed & clear)).all()


@pytest.mark.parametrize(
    ("who", "failed", "came", "left"),
    [
        (FOE, 96, 0, True),
        (FOE, 97, 0, True),  # in the very pulse in which he was first seen there
        (OWN, 0, 1, True),  # he was seen to come
        (OWN, 0, 0, False),  # found there he may have lain behind wire
        (FOE, 98, 0, False),  # he failed where he lies, and stayed
        ("2PO", 96, 0, False),  # somebody else fell back
    ],
)
def test_who_came_or_was_driven_to_where_he_lies_left_his_works_behind(
    evening, who: str, failed: int, came: int, left: bool
):
    """He is seen to lie on rock since 97: in three pulses he digs 3 x 8 at most (DIG_ROCK), with luck of e^0.3 a few more."""
    slope = evening.engine.hex_index(ROCK)
    works = drawn(known(evening, fell(failed), of=who, SEEN_HEX=slope, SEEN_SINCE=97, SEEN_CAME=came), S.WORKS_PM)
    assert works.max() < 100 if left else works.max() > 350


def test_who_came_has_dug_for_half_of_the_time_at_least(evening):
    """On earth since 16 pulses, 12 of them with the spade on the average: 900 (1 - e^(-12 x 60 / 900)) = 496 (rule 2.9); after
    8 of them, the least, it would be 372."""
    works = drawn(
        known(evening, NEVER, SEEN_HEX=evening.engine.hex_index(EARTH), SEEN_SINCE=84, SEEN_CAME=1), S.WORKS_PM
    )
    assert np.median(works) == pytest.approx(496, abs=40)


def test_who_has_just_come_to_a_scored_place_has_the_works_of_a_taken_one(evening):
    """250 (WORKS_TAKEN) with a log sd of 0.3, of which one draw in 40 is under 250 e^-0.6 = 137; on other rock nothing."""
    at = {place: evening.engine.hex_index(place) for place in (SCORED, ROCK)}
    scored, other = (
        drawn(known(evening, NEVER, SEEN_HEX=here, SEEN_SINCE=100, SEEN_CAME=1), S.WORKS_PM) for here in at.values()
    )
    assert np.median(scored) == pytest.approx(250, abs=20)
    assert (scored < 137).mean() < 0.06
    assert not other.any()


def test_men_are_drawn_about_the_estimate(evening):
    """100 men reported, log sd 0.25: half of the draws above 100, one in six above 100 e^0.25 = 128, one in six below 78."""
    belief = known(evening, NEVER, SEEN_MEN=100)
    men = drawn(belief, S.MEN) + drawn(belief, S.CREW)
    assert np.median(men) == pytest.approx(100, abs=5)
    assert (men > 128).mean() == pytest.approx(0.16, abs=0.06)
    assert (men < 78).mean() == pytest.approx(0.16, abs=0.06)


@pytest.mark.parametrize(
    ("presses", "least", "now"),
    [
        ((OWN, FOE), 900, 1),  # own men press on him
        ((FOE, OWN), 350, 1),  # he presses himself
        ((OWN, "2/119"), 1000, 0),  # his neighbour is attacked, not he
        (("2/119", OWN), 1000, 0),
    ],
)
def test_who_fights_may_be_shaken(evening, presses: tuple[str, str], least: int, now: int):
    cohesion = drawn(known(evening, NEVER, presses=presses, SEEN_NOW=now), S.COH_PM)
    assert least <= cohesion.min() <= least + 20
    assert cohesion.mean() == pytest.approx((least + 1000) / 2, abs=30)


def test_who_attacks_is_disrupted_under_five_hundred_and_what_his_suppression_adds(evening):
    """500 and half of COH_SUP 125: 562 (rule 2.6)."""
    belief = known(evening, NEVER, presses=(FOE, OWN))
    assert ((drawn(belief, S.COH_PM) < 562.5) == (drawn(belief, S.DISRUPTED) == 1)).all()


def test_who_attacks_came_to_attack_and_does_not_dig(evening):
    at = {"SEEN_HEX": evening.engine.hex_index(EARTH), "SEEN_SINCE": 84}
    assert not drawn(known(evening, NEVER, presses=(FOE, OWN), **at), S.WORKS_PM).any()
    assert drawn(known(evening, NEVER, **at), S.WORKS_PM).all()


def test_attackers_break_sooner_than_defenders(evening):
    """30 of 300 men, a tenth, in the last four hours: of the 12.5 in 100 of Soviet attackers that is 400 of cohesion, of the
    40 of defenders 125 (rule 3.4)."""
    memory = Memory((), (Worn(84, 100, 300, 30),))
    attacks, stays = (
        drawn(known(evening, memory, presses=who, SEEN_NOW=0), S.COH_PM) for who in ((FOE, OWN), ("2/119", OWN))
    )
    assert attacks.max() <= 1000 - 400 * np.exp(-4 * 0.35)
    assert np.percentile(attacks, 75) == pytest.approx(600, abs=60)
    assert np.median(stays) == pytest.approx(1000 - 125, abs=15)


@pytest.mark.parametrize(("ago", "share"), [(0, 0.8), (15, 0.8), (16, 0.55), (47, 0.55), (48, 0.0)])
def test_who_fell_back_is_mostly_still_falling_back(evening, ago: int, share: float):
    belief = known(evening, fell(100 - ago))
    flees = drawn(belief, S.TASK) == C.WITHDRAW
    assert flees.mean() == pytest.approx(share, abs=0.08)
    home = drawn(belief, S.GOAL)[flees]
    assert set(home) <= {belief.engine.way_back(evening.sealed, evening.scenario.unit_index(FOE))}


def test_who_fell_back_out_of_sight_or_presses_again_does_not_flee(evening):
    for belief in (known(evening, fell(99), SEEN_NOW=0), known(evening, fell(99), presses=(FOE, OWN))):
        assert not (drawn(belief, S.TASK) == C.WITHDRAW).any()


@pytest.mark.parametrize(("age", "gone"), [(0, 0.1), (64, 0.1), (65, 0.2), (128, 0.2), (129, 0.45), (500, 0.45)])
def test_who_is_out_of_sight_may_have_left(evening, age: int, gone: float):
    belief = known(evening, NEVER, now=500, SEEN_NOW=0, SEEN_AT=500 - age)
    assert (drawn(belief, S.HEX) < 0).mean() == pytest.approx(gone, abs=4 * (gone * (1 - gone) / GUESSES) ** 0.5)
    assert (drawn(belief, S.HEX, all_there=True) >= 0).all()


def test_who_is_in_sight_is_there(evening):
    assert (drawn(known(evening, NEVER), S.HEX) >= 0).all()


def test_a_guess_in_which_all_are_there_differs_in_nothing_but_who_has_left(evening):
    belief = known(evening, fell(90), now=500, SEEN_NOW=0, SEEN_AT=0)
    left = 0
    for seed in range(20):
        one, two = belief.guess(seed), belief.guess(seed, all_there=True)
        left += int((one.units[:, S.HEX] != two.units[:, S.HEX]).sum())
        two.units[:, S.HEX] = np.where(one.units[:, S.HEX] < 0, -1, two.units[:, S.HEX])
        assert S.digest(one) == S.digest(two)
    assert left > 20  # five enemies are known, each gone in 45 of 100


def test_no_guess_has_the_luck_of_the_game_or_of_another_guess(evening):
    for luck in (0, 1, 2**63):
        match = Match.new(evening.scenario, seed=luck)
        lucks = [tuple(Belief(match.view("japan")).guess(seed).clock[[S.SEED0, S.SEED1]].tolist()) for seed in range(9)]
        assert len({*lucks, tuple(match.state.clock[[S.SEED0, S.SEED1]].tolist())}) == 10


def test_of_an_enemys_first_strength_and_alertness_a_side_knows_what_it_believes(evening):
    """Tereshkin has 80 men and is believed to have 100; 40AR/1 has 80 and was never seen; III/75 is Japan's own."""
    counters = tuple(msgspec.structs.replace(c, alert=True) for c in evening.scenario.counters)
    awake = msgspec.structs.replace(evening.scenario, counters=counters, digest="awake")
    view = Match.new(awake, seed=4).view("japan")
    true, believed = np.asarray(view.engine.tables.unit), np.asarray(Belief(view).tables.unit)
    at = [awake.unit_index(unit) for unit in (FOE, "40AR/1", OWN)]
    assert true[at][:, [S.U_MEN0, S.U_ALERT]].tolist() == [[80, 1], [80, 1], [260, 1]]
    assert believed[at][:, [S.U_MEN0, S.U_ALERT]].tolist() == [[100, 0], [1, 0], [260, 1]]


# ---------------------------------------------------------------- enemies never seen, for his staff only
@pytest.fixture(scope="module")
def later():
    """Japan's view of 1 August, before reinforcements of either side are there."""
    return Match.new(load_scenario("first-counterattack"), seed=4).view("japan")


def placed(view: View, sealed: State) -> dict[str, tuple[int, int] | None]:
    """Where the printed order of battle has those never seen."""
    belief = Belief(View(view.engine, sealed, "japan", view.turn))
    state = belief.guess(1)
    ids = view.scenario.counters
    return {ids[k].id: view.engine.hex_at(int(state.units[k, S.HEX])) for k in belief.unseen(state, 1)}


def test_who_was_never_seen_stands_where_the_printed_order_of_battle_has_him_by_then(later):
    """II/119 comes to (35, 3) on 1 August at 09:00, III/119 at 15:00."""
    hour = later.scenario.calendar.pulse_of("1 Aug 09:00")
    for pulse, there in ((hour - 1, None), (hour, (35, 3))):
        sealed = S.copy_state(later.sealed)
        sealed.clock[S.NOW] = pulse
        found = placed(later, sealed)
        assert found.get("II/119") == there
        assert "III/119" not in found
        assert found["I/118"] == (28, 28)


def test_nobody_is_thought_to_stand_where_own_men_stand(later):
    sealed = S.copy_state(later.sealed)
    sealed.units[next(k for k, c in enumerate(later.scenario.counters) if c.side == "japan" and c.hex), S.HEX] = (
        later.engine.hex_index((28, 28))
    )
    assert "I/118" not in placed(later, sealed)
