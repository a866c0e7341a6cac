"""Rulings on the set-up of chapters 10 and 11: the scale, what it opens, terms, wills and talks as arrays."""

import numpy as np
import pytest
from msgspec.structs import replace

from game import load_scenario
from game.model.battle.scenario import Scenario
from game.rules.battle import codes as C
from game.rules.battle import setup_politics as politics_of
from game.rules.battle import state as S
from tests.campaign import campaign

ZONE = {"S": C.ZONE_SOVIET, "D": C.ZONE_DISPUTED, "M": C.ZONE_MANCHUKUO, "K": C.ZONE_KOREA, "w": C.ZONE_RIVER}


@pytest.fixture(scope="module")
def war() -> Scenario:
    return campaign("10 Aug Night")


@pytest.fixture(scope="module")
def ground(war: Scenario) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Hexes, neighbours and zones of a strip of five hexes: S D M K and one cut off."""
    hexes = np.zeros((5, 7), "i4")
    hexes[:, S.H_ZONE] = [ZONE["S"], ZONE["D"], ZONE["M"], ZONE["K"], ZONE["K"]]
    near = np.full((5, 6), -1, "i4")
    for k in range(3):
        near[k, 0], near[k + 1, 3] = k + 1, k
    allowed = np.zeros((2, 5), "i4")
    allowed[0, ZONE["K"]] = 0
    allowed[0, ZONE["M"]] = 1
    allowed[1, [ZONE["S"], ZONE["D"]]] = 1
    return hexes, near, allowed


@pytest.fixture(scope="module")
def tables(war: Scenario, ground: tuple[np.ndarray, np.ndarray, np.ndarray]) -> dict[str, np.ndarray]:
    leave = {"III/118": "whole-40th", "I/75": "own-bank"}
    counters = tuple(replace(c, leave=leave.get(c.id, "")) for c in war.counters)
    return politics_of.politics_tables(replace(war, counters=counters), *ground)


def test_an_act_is_a_row_of_side_level_leave_odds_interval_delay_price_and_what_it_costs_alone(war, tables):
    for row, a in zip(tables["act"].tolist(), war.politics.acts, strict=True):
        of = dict(
            ACT_SIDE=war.sides.index(a.side),
            ACT_LEVEL=a.level,
            ACT_FREE=not a.asked_of,
            ACT_ODDS=a.odds,
            ACT_EVERY=a.every,
            ACT_DELAY=a.delay,
            ACT_PRICE=a.price,
            ACT_MAY_ALONE=a.may_alone,
            ACT_PRICE_ALONE=a.price_alone,
            ACT_CONTROL=a.control,
        )
        assert {name: row[getattr(S, name)] for name in of} == of


def test_every_zone_of_every_reach_of_an_act_is_a_line_of_the_table_of_openings(war, tables):
    kinds = dict(move=C.MOVE_TO, assault=C.ASSAULT_AT, fire=C.FIRE_AT, fire_from=C.FIRE_FROM, strike=C.STRIKE_AT)
    expected = []
    for k, act in enumerate(war.politics.acts):
        for name, code in kinds.items():
            expected += [(k, code, ZONE[z], r.nearest, r.farthest) for r in getattr(act, name) for z in r.zones]
        expected += [(k, C.TANKS_ON, z, 0, 99) for z in ZONE.values() if act.tanks]
    assert sorted(map(tuple, tables["reach"].tolist())) == sorted(expected)
    assert any(line[1] == C.TANKS_ON for line in expected)


def test_circumstances_hold_an_hour_or_a_number_of_men(war, ground):
    from game.model.battle.politics import Circumstance

    acts = list(war.politics.acts)
    more = Circumstance(when="losses", men=700, odds=0.35)
    acts[0] = replace(acts[0], circumstances=(more,))
    changed = replace(war, politics=replace(war.politics, acts=tuple(acts)))
    expected = []
    for k, act in enumerate(acts):
        for c in act.circumstances:
            value = {"attacked": 0, "from": c.at and war.calendar.pulse_of(c.at), "losses": 700}[c.when]
            code = {"attacked": C.WHEN_ATTACKED, "from": C.WHEN_FROM, "losses": C.WHEN_LOSSES}[c.when]
            expected.append([k, code, value, c.odds])
    assert politics_of.politics_tables(changed, *ground)["when"].tolist() == expected
    assert {row[1] for row in expected} == {0, 1, 2}


def test_a_counter_of_higher_command_names_the_act_that_releases_it(war, tables):
    needs = {u: int(tables["needs"][war.unit_index(u)]) for u in ("III/118", "I/75", "II/75")}
    assert needs == {
        "III/118": war.politics.act_index("whole-40th"),
        "I/75": war.politics.act_index("own-bank"),
        "II/75": -1,
    }


def test_depth_is_the_distance_from_ground_that_a_side_may_always_enter(tables):
    # S D M K: Japan may always enter M alone, the USSR S and D; the last hex is joined to nothing
    assert tables["depth"].tolist() == [[2, 1, 0, 1, 99], [0, 0, 1, 2, 99]]


def test_terms_say_who_goes_first_and_which_zones_each_side_leaves(war, tables):
    for row, term in zip(tables["term"].tolist(), war.politics.terms, strict=True):
        bits = [sum(2 ** ZONE[z] for z in term.clears.get(side, ())) for side in war.sides]
        assert row == [war.sides.index(term.first) if term.first else -1, *bits]


def test_a_zone_named_twice_is_left_once(war, ground):
    doubled = replace(war.politics.terms[0], clears={"japan": ("D", "D")})
    politics = replace(war.politics, terms=(doubled, *war.politics.terms[1:]))
    table = politics_of.politics_tables(replace(war, politics=politics), *ground)["term"]
    assert table[0].tolist() == [-1, 2 ** ZONE["D"], 0]


def test_a_will_stands_in_the_row_of_its_side_and_term(war, tables):
    assert tables["will"].shape == (10, 9)
    for w in war.politics.wills:
        row = war.sides.index(w.side) * 5 + [t.id for t in war.politics.terms].index(w.term)
        of = dict(
            WILL_BASE=w.base,
            WILL_SHARE=w.share,
            WILL_PAST_HALF=w.past_half,
            WILL_DAY=w.day,
            WILL_LOSSES=w.losses,
            WILL_MEN=w.losses_men,
            WILL_OVER=w.over,
            WILL_BEFORE=w.before,
            WILL_FIGHT=w.fight_men,
        )
        assert {name: tables["will"][row, getattr(S, name)] for name in of} == of


def test_talks_and_the_treaty_are_those_of_the_data(war, ground):
    talks = replace(war.politics.talks, umpire=("soviet", "soviet"), urge=1.25)
    opening = replace(war.politics.opening, fought=123)
    table = politics_of.politics_tables(
        replace(war, politics=replace(war.politics, talks=talks, opening=opening)), *ground
    )
    assert table["talk"].tolist() == [war.calendar.turn(day).number for day in talks.days]
    treaty = dict(
        TREATY_SHARE_OF=war.sides.index(talks.share_of),
        TREATY_SINCE=war.calendar.pulse_of(talks.since),
        TREATY_HOUR=48,  # 12:00 in pulses of the day
        TREATY_OVER=talks.over_level,
        TREATY_URGE=1.25,
        TREATY_UMPIRE=2,  # the second side's bit
        TREATY_STAYS=war.sides.index(talks.stays),
        TREATY_FOLLOWS=war.sides.index(talks.follows),
        TREATY_LEAVE=talks.leave_base,
        TREATY_LEAVE_SHARE=talks.leave_share,
        TREATY_LEAVE_CONTROL=talks.leave_control,
        TREATY_LAST_TURN=war.calendar.turn("14 Aug Night").number,
        TREATY_FOUGHT=123,
    )
    assert {name: table["treaty"][getattr(S, name)] for name in treaty} == treaty
    assert talks.stop_hour == 12


def test_without_politics_all_tables_are_empty():
    night = load_scenario("silent-assault")
    tables = politics_of.politics_tables(night, np.zeros((1, 7), "i4"), np.zeros((1, 6), "i4"), np.zeros((2, 5), "i4"))
    shapes = {name: table.shape for name, table in tables.items()}
    assert shapes == dict(
        act=(0, 10), reach=(0, 5), when=(0, 4), needs=(len(night.counters),), depth=(2, 0), term=(0, 3), will=(0, 9),
        talk=(0,), treaty=(13,),
    )  # fmt: skip
    assert (tables["needs"] == -1).all()
    assert not tables["treaty"].any()
    state = politics_of.politics_state(night)
    assert {name: a.shape for name, a in state.items()} == dict(
        leaves=(0, S.LEAVE_COLS), forms=(0, S.FORM_COLS), accord=(0, S.ACCORD_COLS)
    )


def test_a_scale_that_opens_nothing_and_moves_nobody_has_empty_tables(war, ground):
    acts = tuple(
        replace(a, move=(), assault=(), fire=(), fire_from=(), strike=(), tanks=False, circumstances=())
        for a in war.politics.acts
    )
    tables = politics_of.politics_tables(replace(war, politics=replace(war.politics, acts=acts)), *ground)
    assert (tables["reach"].shape, tables["when"].shape) == ((0, 5), (0, 4))


def test_at_the_start_acts_are_held_that_need_no_leave_are_done_granted_or_resolved_on(war):
    politics = war.politics
    opening = replace(politics.opening, done=("cross-tumen",), leaves=("bombers",), alone=("retake-hills", "own-bank"))
    state = politics_of.politics_state(replace(war, politics=replace(politics, opening=opening)))
    start = war.calendar.turn("10 Aug Night").number
    for row, act in zip(state["leaves"], politics.acts, strict=True):
        held = 2 if act.id in opening.alone else int(not act.asked_of or act.id in ("cross-tumen", "bombers"))
        of = dict(
            LEAVE_HELD=held,
            LEAVE_ASKED=-1,
            LEAVE_DUE=-1,
            LEAVE_ODDS_PM=0,
            LEAVE_ASKS=0,
            LEAVE_REFUSED=0,
            LEAVE_DONE=start if act.id == "cross-tumen" else -1,
        )
        assert {name: int(row[getattr(S, name)]) for name in of} == of


def test_at_the_start_nothing_is_said_and_nothing_signed(war):
    state = politics_of.politics_state(war)
    assert (state["forms"].shape, state["accord"].shape) == ((2, S.FORM_COLS), (1, S.ACCORD_COLS))
    minus = [S.FORM_PROPOSAL, S.FORM_ATTACKED, S.FORM_AFTER_PM]
    assert (state["forms"][:, minus] == -1).all()
    assert not np.delete(state["forms"], minus, axis=1).any()
    minus = [S.TALK_EXTRA, S.SIGNED_TURN, S.TRUCE_TERM, S.TRUCE_AT, S.TRUCE_BEGUN, S.LINE_TURN]
    assert (state["accord"][:, minus] == -1).all()
    assert not np.delete(state["accord"], minus, axis=1).any()


def test_levels_stand_where_the_opening_has_them(war):
    sides = np.zeros((2, S.SIDE_COLS), "i4")
    politics_of.politics_levels(war, sides)
    assert sides[:, S.LEVEL].tolist() == [2, 1]
    assert not np.delete(sides, S.LEVEL, axis=1).any()
    politics_of.politics_levels(replace(war, politics=None), sides)
    assert sides[:, S.LEVEL].tolist() == [2, 1]


def test_guns_fire_without_leave_from_the_start_from_a_moment_or_never(war):
    night = load_scenario("silent-assault")
    guns = next(c for c in night.counters if not c.released)
    at = "31 Jul 08:00"
    cases = (
        (replace(guns, released=True), 0),
        (replace(guns, released_from=at), night.calendar.pulse_of(at)),
        (replace(guns, released_from=""), politics_of.NEVER),
    )
    for counter, pulse in cases:
        assert politics_of.free_from(night, counter) == pulse
    late = replace(next(c for c in war.counters if not c.released), released_from="6 Aug 08:00")
    assert politics_of.free_from(war, late) == politics_of.NEVER, "where the scale is played, the scale gives it"
