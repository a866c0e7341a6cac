"""Why two worlds differ, on games made by hand: bands, parts that add up, who carries an effect, rules off, crossed."""

import zlib

import numpy as np
import pytest
from msgspec.structs import replace

from game.model.battle.orders import Order
from game.model.battle.scenario import TurnOrders
from game.model.battle.whatif import DroppedOrder, WhatIf
from game.whatif.battle import detail, series, telling
from game.whatif.battle.answer import answer, warnings
from game.whatif.battle.comparison import compare
from game.whatif.battle.detail import Column
from game.whatif.battle.runs import Game, Runs, Setting
from game.whatif.battle.why import carriers, off, share_of, together, why

GAMES = 40


def a_game(scenario, outcomes, cells=(), units=()):
    """A game whose table is 0 but for (turn, column, value), each standing from that turn on."""
    columns = detail.columns(scenario)
    table = np.zeros((len(scenario.calendar.played()), len(columns)), "i4")
    for turn, column, value in cells:
        table[turn:, columns.index(column)] += value
    lost = np.zeros(len(scenario.counters), "<i2")
    for unit, men in units:
        lost[scenario.unit_index(unit)] = men
    return Game("d", outcomes, None, (), detail.packed(table), zlib.compress(lost.tobytes()))


def worlds(scenario, more, unit="1/119", turn=1, name="asked", **setting):
    """Games of history that lose 100 +- k men, and of a what-if that lose `more` of them in one turn by fire in one counter."""
    zeros = {o.id: 0.0 for o in scenario.outcomes}
    kinds = [(), ("cause", "fire"), ("place", "changkufeng")]
    runs = []
    for extra, label in ((0, "history"), (more, name)):
        games = []
        for k in range(GAMES):
            lost = 100 + k % 7
            cells = [(0, Column("lost", "soviet"), lost)] + [
                (
                    turn,
                    Column(kind[0] if kind else "lost", "soviet", kind[1] if kind else ""),
                    extra + (k % 3 if extra else 0),
                )
                for kind in kinds
            ]
            men = extra + (k % 3 if extra else 0)
            games.append(a_game(scenario, zeros | {"soviet_losses": float(lost + men)}, cells, [(unit, men)]))
        made = Setting(scenario=scenario, name=label, against=0, **setting)
        runs.append(Runs(setting=made, seed=1, asked=GAMES, wall_s=1.0, games=tuple(games)))
    return runs


def found_of(runs):
    variants = compare(runs)
    return variants, why(runs[0], runs[1], variants[0], variants[1])


# ---------------------------------------------------------------- series
def test_bands_are_quantiles_of_the_games_and_means_are_exact(scenario):
    luck = np.random.default_rng(5)
    values = luck.integers(0, 6000, 400)
    column = Column("lost", "japan")
    world = series.World(scenario)
    for value in values:
        world.add(world.whole(a_game(scenario, {}, [(1, column, int(value))])))
    world.close()
    turn = world.turns[-1]
    band = world.band(column, turn)
    assert band.mean == pytest.approx(values.mean())
    for said, share in zip(band[1:], (0.1, 0.5, 0.9), strict=True):
        assert said == pytest.approx(np.sort(values)[int(np.ceil(share * 400)) - 1], rel=0.02)
    assert world.band(column, world.turns[0]) == (0, 0, 0, 0)


def test_a_game_that_ended_early_stays_what_it_was(scenario):
    column = Column("lost", "japan")
    table = np.zeros((1, len(detail.columns(scenario))), "i4")
    table[0, detail.columns(scenario).index(column)] = 77
    world = series.World(scenario)
    world.add(world.whole(Game("d", {}, turns=detail.packed(table))))
    world.close()
    assert [b.median for b in world.line("lost", "japan")] == [77] * len(world.turns)


def test_what_is_kept_does_not_grow_with_the_games(scenario):
    few, many = series.World(scenario), series.World(scenario)
    game = a_game(scenario, {}, [(1, Column("lost", "japan"), 5)])
    for world, n in ((few, 2), (many, 60)):
        for _k in range(n):
            world.add(world.whole(game))
    sizes = [sum(v.nbytes for v in vars(w).values() if isinstance(v, np.ndarray)) for w in (few, many)]
    assert sizes[0] == sizes[1]


# ---------------------------------------------------------------- splits
def test_the_parts_of_a_difference_are_its_turns_causes_places_and_counters(scenario):
    _, found = found_of(worlds(scenario, 30))
    b = found.beside
    mean = 30 + np.mean([k % 3 for k in range(GAMES)])
    assert found.side == "soviet"
    assert b.whole("lost", "soviet").diff == pytest.approx(mean)
    assert [s.diff for s in b.by_turn("lost", "soviet")] == pytest.approx([0, mean, *[0] * (len(b.old.turns) - 2)])
    assert {s.name: s.diff for s in b.by("cause", "soviet")} == pytest.approx(
        {"fire": mean, "shells": 0, "close combat": 0, "other": 0}
    )
    assert {s.name: s.diff for s in b.by("place", "soviet")}["changkufeng"] == pytest.approx(mean)
    (carrier,) = carriers(found)
    assert (carrier.name, share_of(carrier, b.whole("lost", "soviet"))) == ("1/119", pytest.approx(1.0))
    assert carrier.low < mean < carrier.high


def test_identical_worlds_differ_by_exactly_nothing(scenario):
    variants, found = found_of(worlds(scenario, 0))
    assert found.lead is None
    assert found.apart == ()
    assert {s.diff for s in (*found.beside.by_turn("lost", "soviet"), *found.beside.by_counter("soviet"))} == {0.0}
    assert answer(variants[0], variants[1], found).startswith(
        "No outcome differs by more than luck in 40 pairs of games."
    )
    assert warnings(asked(), scenario, variants[1], found) == []


def test_the_games_that_differ_most_are_named_by_their_seeds(scenario):
    _, found = found_of(worlds(scenario, 30))
    assert [a.seed for a in found.apart] == [3, 6, 9]  # of equals the first: k = 2, 5, 8 have 32 men more
    assert {a.new - a.old for a in found.apart} == {32.0}


# ---------------------------------------------------------------- answer and warnings
def test_the_answer_says_what_how_sure_against_luck_and_against_the_record(scenario):
    variants, found = found_of(worlds(scenario, 30))
    said = answer(variants[0], variants[1], found)
    assert said.startswith("Soviet losses: 134 men on average, against 103 as in history: 31 men more")
    assert "more than luck in 40 pairs of games" in said
    assert "the record’s band" in said
    assert said.endswith("Few games: 40 pairs say little of what is seldom.")
    recorded = tuple(replace(o, record=500.0) if o.id == "soviet_losses" else o for o in scenario.outcomes)
    variants, found = found_of(worlds(replace(scenario, outcomes=recorded), 30))
    assert "the rules find the record itself surprising here (percentile 100)" in answer(
        variants[0], variants[1], found
    )


def test_an_effect_that_one_order_or_one_trigger_carries_is_warned_of(scenario):
    order = Order(unit="1/119", task="reserve", target=(18, 26), trigger="hex_lost")
    turn = scenario.calendar.played()[1]
    scripted = replace(scenario, history=(TurnOrders(turn=turn.number, side="soviet", orders=(order,)),))
    variants, found = found_of(worlds(scripted, 30))
    one, other = warnings(asked(), scripted, variants[1], found)
    assert one.startswith(
        "All of the difference in losses of USSR is 1/119’s alone. It has written orders, as long as they fit"
    )
    assert "waits for the loss of a hex: the effect may hang on that trigger" in one
    assert other.startswith(f"All of the difference in losses of USSR falls in one turn, {turn.name}.")
    own = asked(drop=(DroppedOrder(turn=turn.name, unit="2/119"),))
    assert "whatever happens" in warnings(own, scripted, variants[1], found)[0]
    unscripted = replace(scenario, history=())
    variants, found = found_of(worlds(unscripted, 30))
    assert "written orders" not in " ".join(warnings(asked(), unscripted, variants[1], found))


def asked(**changes):
    return WhatIf(format=1, id="asked", title="t", question="q?", summary="s", **changes)


# ---------------------------------------------------------------- rules off, crossed
def test_a_rule_that_makes_the_effect_takes_it_away_when_it_is_off(scenario):
    runs = worlds(scenario, 30)
    bare = worlds(scenario, 1, is_extra=True, without="wire")
    runs += [
        Runs(
            setting=Setting(scenario=scenario, name="history", against=2, is_extra=True, without="wire"),
            seed=1,
            asked=GAMES,
            wall_s=1.0,
            games=bare[0].games,
        ),
        Runs(
            setting=Setting(scenario=scenario, name="asked", against=2, is_extra=True, without="wire"),
            seed=1,
            asked=GAMES,
            wall_s=1.0,
            games=bare[1].games,
        ),
    ]
    variants = compare(runs)
    assert set(variants[1].arms) == {""}
    lead = next(o for o in scenario.outcomes if o.id == "soviet_losses")
    (found,) = off(runs, variants, 1, lead)
    assert (found.rule, found.change.diff) == ("wire", pytest.approx(-29))
    told = telling.tell(runs, variants, 1, asked())
    assert any(line.startswith("If wire does not slow an assault: Soviet losses") for line in telling.lines(told))
    assert telling.facts(told)["why"]["without"][0]["rule"] == "wire"


def test_what_a_crossed_question_brings_beyond_its_parts(scenario):
    base, one = worlds(scenario, 30, name="one")
    _, other = worlds(scenario, 10, name="other")
    _, both = worlds(scenario, 55, name="one+other")
    runs = [base, one, other, both]
    lead = next(o for o in scenario.outcomes if o.id == "soviet_losses")
    steps = np.mean([k % 3 for k in range(GAMES)])
    assert together(runs, 3, lead).diff == pytest.approx(15 - steps)
    assert together(runs, 1, lead) is None


def test_series_and_causes_are_facts_for_scripts(scenario):
    runs = worlds(scenario, 30)
    variants = compare(runs)
    facts = telling.facts(telling.tell(runs, variants, 1, asked()), series=True)
    assert facts["why"]["losses"]["diff"] == pytest.approx(30 + np.mean([k % 3 for k in range(GAMES)]))
    lost = next(s for s in facts["series"]["what_if"] if (s["measure"], s["side"]) == ("lost", "soviet"))
    assert [t["turn"] for t in lost["turns"]] == [t.name for t in scenario.calendar.played()]
    assert lost["turns"][-1]["low"] <= lost["turns"][-1]["median"] <= lost["turns"][-1]["high"]
