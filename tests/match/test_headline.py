"""The headline of a turn: three sentences at most, of what the side may know; then its events by place."""

import re
from types import SimpleNamespace

import numpy as np
import pytest

from game.core.words import spoken
from game.files.battle.scenarios import load_scenario
from game.match.battle.headline import _ground, folded, headline
from game.match.battle.match import Match
from game.rules.battle import state as S
from game.rules.battle import work as W
from game.whatif.battle.runs import Setting, played

SIDES = ("japan", "soviet")


@pytest.fixture(scope="module")
def night() -> Match:
    """The first night, by two plain commanders."""
    return played(Setting(scenario=load_scenario("silent-assault"), commanders=("plain", "plain")), 1938, trace=True)


@pytest.fixture(scope="module")
def campaign() -> Match:
    return played(Setting(scenario=load_scenario("changkufeng"), commanders=("plain", "plain")), 7, trace=True)


@pytest.mark.parametrize("side", SIDES)
def test_every_turn_has_one_to_three_sentences(campaign: Match, side: str):
    for turn in range(len(campaign.records)):
        said = headline(campaign, turn, side)
        assert 1 <= len(said) <= 3
        assert all(line.endswith(".") and "{" not in line for line in said)


@pytest.mark.parametrize("side", SIDES)
def test_what_it_cost_is_what_the_side_lost(night: Match, side: str):
    mine = np.asarray(night.tables.unit)[:, S.U_SIDE] == SIDES.index(side)
    before = np.asarray(night.opening.units)[mine, S.LOST].sum()
    after = np.asarray(night.records[0].state.units)[mine, S.LOST].sum()
    cost = next(line for line in headline(night, 0, side) if line.startswith("It cost"))
    assert int(re.search(r"It cost (\d+) men", cost)[1]) == after - before


def test_a_place_that_one_side_wins_the_other_loses(night: Match):
    """Changkufeng changed hands in the night: both are told so, each in its own way."""
    japan, soviet = (headline(night, 0, side)[0] for side in SIDES)
    assert night.view_at("japan", night.records[0].state, night.turn).shares["changkufeng"] > 500
    assert re.match(r"Changkufeng\b.* won", japan)
    assert re.search(r"Changkufeng\b.* lost", soviet)


@pytest.mark.parametrize("side", SIDES)
def test_what_the_side_cannot_know_changes_no_word(night: Match, side: str):
    """Events it did not learn of are struck out, and the enemy's losses are made others: the headline and the folds stay."""
    foe, bit = 1 - SIDES.index(side), 1 + SIDES.index(side)
    theirs = np.asarray(night.tables.unit)[:, S.U_SIDE] == foe
    blind = night.branch(len(night.records))
    records = []
    for record in night.records:
        state = S.copy_state(record.state)
        state.units[theirs, S.LOST] += 500
        seen = record.raw.events[record.raw.events[:, W.E_SEEN] & bit > 0]
        records.append(record._replace(state=state, raw=record.raw._replace(events=seen)))
    blind.records = tuple(records)
    for turn in range(len(night.records)):
        assert headline(blind, turn, side) == headline(night, turn, side)
        assert [f.line for f in folded(blind, [turn], side)] == [f.line for f in folded(night, [turn], side)]


def test_a_turn_without_losses_is_called_quiet(campaign: Match):
    quiet = [k for k in range(len(campaign.records)) if headline(campaign, k, "japan")[0].startswith("A quiet turn")]
    assert quiet
    for k in quiet:
        before = campaign.records[k - 1].state if k else campaign.opening
        japan = np.asarray(campaign.tables.unit)[:, S.U_SIDE] == 0
        assert np.asarray(campaign.records[k].state.units)[japan, S.LOST].sum() == before.units[japan, S.LOST].sum()


@pytest.mark.parametrize("side", SIDES)
def test_the_folds_hold_every_event_once(night: Match, side: str):
    turns = range(len(night.records))
    folds = folded(night, turns, side)
    assert sum(len(f.events) for f in folds) == sum(len(night.events(r, side)) for r in night.records)
    assert all(f.chief in f.events for f in folds)
    assert [len(f.events) for f in folds] == sorted((len(f.events) for f in folds), reverse=True)  # where most happened


@pytest.mark.parametrize("side", SIDES)
def test_tanks_are_told_where_they_belong(campaign: Match, side: str):
    """Own ones by the strength reports, all that are gone; the enemy's only those that were seen to be shot."""
    mine = np.asarray(campaign.tables.unit)[:, S.U_SIDE] == SIDES.index(side)
    foes = {c.id for c in campaign.scenario.counters if c.side != side}
    told = 0
    for turn, record in enumerate(campaign.records):
        before = (campaign.records[turn - 1].state if turn else campaign.opening).units
        gone = int((record.state.units[mine, S.TANKS_LOST] - before[mine, S.TANKS_LOST]).sum())
        events = campaign.events(record, side)
        shot = sum(e.numbers[0] for e in events if e.kind == "EV_TANKS" and e.target in foes)
        for start, tanks in (("It cost", max(0, gone)), ("The enemy was seen to lose", shot)):
            lines = [line for line in headline(campaign, turn, side) if line.startswith(start)]
            said = re.search(r"(\d+) tanks?", lines[0]) if lines else None
            assert not lines or (int(said[1]) if said else 0) == tanks
            told += bool(said)
    assert told


def test_of_several_turns_the_headline_adds_up_what_each_cost(night):
    """The ground is what is held at the end and was not at the beginning; men are those of all the turns."""
    for side in night.scenario.sides:
        start, end = (sum(u.lost for u in view.own) for view in (night.branch(0).view(side), night.view(side)))
        last = len(night.records) - 1
        said = headline(night, last, side, first=0)
        assert 1 <= len(said) <= 3
        assert any(f"It cost {end - start:,} m" in line or f"It cost {end - start} m" in line for line in said)
        assert headline(night, last, side, first=last) == headline(night, last, side)


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (600, "{place} won."),
        (500, "{place} won in part."),
        (200, "No scored place changed hands; hexes taken: 1, lost: 0."),
    ],
)
def test_half_a_place_is_not_said_to_have_changed_nothing(night, share, words):
    """A crest of two hexes of which one is taken: neither won nor untouched."""
    scored = night.scenario.scored[0].place
    name = spoken(night.scenario.place(scored).names)
    before, after = (SimpleNamespace(scenario=night.scenario, side="japan", shares={scored: s}) for s in (0, share))
    taken = SimpleNamespace(kind="EV_HEX_TAKEN", numbers=(0, -1, -1))
    assert _ground(before, after, [taken]) == words.format(place=name)
