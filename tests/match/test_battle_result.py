"""Rulings of chapter 11 of the theatre: a battle read upward in the cards' states."""

import pytest
from msgspec.structs import replace

from game import load_scenario
from game.files.theatre.decks import load_deck
from game.files.theatre.joins import load_join, read_join
from game.match.battle import Match
from game.match.battle.result import battle_result, read_battle
from game.match.theatre.bank import ENOUGH, BattleBank
from game.model.battle_result import Bank, BankedRun, Given

JOIN = load_join("north-or-south")
RECORD = JOIN.record


def states(**changes):
    return read_battle(replace(RECORD, **changes), JOIN).states


def test_the_record_reads_as_history():
    deck = load_deck("north-or-south")
    reading = read_battle(RECORD, JOIN)
    assert reading.states == {card: deck.card(card).historical for card in ("S", "R", "J", "T")}
    assert (reading.v, reading.t, reading.loc) == ("leave", "", 0.0)


@pytest.mark.parametrize(
    ("level", "answer"), [(0, "none"), (2, "none"), (3, "local"), (6, "local"), (7, "wide"), (10, "wide")]
)
def test_soviet_levels_are_the_answer(level, answer):
    assert states(peak=(4, level))["R"] == answer


@pytest.mark.parametrize(
    ("level", "what"), [(3, "restrain"), (6, "restrain"), (7, "air"), (8, "escalate"), (10, "escalate")]
)
def test_japanese_levels_are_the_reinforcement(level, what):
    assert states(peak=(level, 6))["J"] == what


def test_without_an_attack_there_is_no_fight():
    assert states(peak=(2, 3)) == {"S": "withdraw", "R": "local", "J": "restrain", "T": "no_fight"}


def test_an_attack_that_the_throne_consents_to_is_an_ordered_probe():
    assert read_battle(RECORD, JOIN, "consent").states["S"] == "ordered_probe"
    assert read_battle(replace(RECORD, authorised=True), JOIN).states["S"] == "own_attack"


@pytest.mark.parametrize(
    ("changes", "widened"),
    [
        ({"air_used_h": 49, "tumen_crossed": True}, True),
        ({"air_used_h": 48, "tumen_crossed": True}, False),
        ({"air_used_h": 96}, False),
        ({"divisions": (2, 2)}, True),
        ({"divisions": (1, 5)}, False),
        ({"second_sector": True}, True),
    ],
)
def test_what_widens_the_fight(changes, widened):
    assert (states(**changes)["T"] == "widened") == widened


def test_four_fifths_of_the_crest_make_it_theirs_whatever_tokyo_says():
    assert states(crest_pm=800, after="stay")["T"] == "sov_hill"
    assert states(crest_pm=799, after="stay")["T"] == "jp_hill"
    assert states(crest_pm=0, after="leave")["T"] == "sov_hill"


def test_a_shared_crest_waits_for_tokyo():
    reading = read_battle(replace(RECORD, after=""), JOIN)
    assert "T" not in reading.states
    assert (reading.t, reading.v) == ("shared crest", "")


def test_no_truce_adds_a_level_to_both_and_leaves_the_end_to_the_dice():
    reading = read_battle(replace(RECORD, truce=None, after="", peak=(6, 6)), JOIN)
    assert reading.states == {"S": "own_attack", "R": "wide", "J": "air"}
    assert reading.t == "no truce"


@pytest.mark.parametrize(
    ("lost", "loc"), [((1000, 3001), -4.0), ((1000, 3000), 0.0), ((1000, 1000), 0.0), ((1000, 999), 4.0)]
)
def test_losses_move_what_tokyo_thinks_of_soviet_readiness(lost, loc):
    assert read_battle(replace(RECORD, men_lost=lost), JOIN).loc == loc


# ------------------------------------------------------------------------------------------------ a match
def test_a_battle_that_goes_on_has_no_result():
    with pytest.raises(ValueError, match="not over: it stands at 29 Jul Day"):
        battle_result(Match.new(load_scenario("changkufeng")), JOIN)


def test_a_night_is_no_campaign():
    with pytest.raises(ValueError, match="silent-assault has no politics"):
        battle_result(Match.new(load_scenario("silent-assault")), JOIN)


def test_fifteen_days_in_which_nobody_orders_anything_are_no_fight():
    match = Match.new(load_scenario("changkufeng"))
    while not match.over:
        match.resolve(trace=False)
    result = battle_result(match, JOIN)
    assert (result.source, result.seed, result.authorised, result.air_used_h) == ("play", 1938, False, 0)
    assert result.worn == (0, 0)
    assert read_battle(result, JOIN).states["T"] == "no_fight"


# ------------------------------------------------------------------------------------------------ the bank
def bank(*runs):
    return BattleBank(
        Bank(
            format=1,
            battle="b",
            digest="d",
            rules="0",
            made="here",
            runs=tuple(BankedRun(given=Given(), commanders=("plain", "plain"), result=r) for r in runs),
        ),
        JOIN,
    )


def test_a_battle_is_drawn_among_those_of_the_same_answers_and_end():
    air = [replace(RECORD, peak=(7, 6), seed=k) for k in range(ENOUGH)]
    found = bank(*air, *(replace(RECORD, seed=100 + k) for k in range(50)))
    key = {"S": "own_attack", "R": "local", "J": "air", "T": "sov_hill"}
    assert {found.sample(key, k / 40).seed for k in range(40)} == set(range(ENOUGH))
    assert found.sample(key, 0.0).source == "sample"


def test_under_twenty_the_end_alone_has_to_be_the_same():
    found = bank(*(replace(RECORD, peak=(7, 6), seed=k) for k in range(ENOUGH - 1)), replace(RECORD, seed=99))
    key = {"S": "own_attack", "R": "local", "J": "air", "T": "sov_hill"}
    assert len(found.runs(key)) == ENOUGH
    assert found.sample(key, 1.0).seed == 99


def test_an_end_that_no_battle_had_gives_none():
    assert bank(RECORD).sample({"S": "own_attack", "R": "wide", "J": "air", "T": "widened"}, 0.5) is None


# ------------------------------------------------------------------------------------------------ the file
def test_a_slip_in_the_file_is_told_with_its_line(tmp_path):
    from game.files.theatre.decks import deck_folder

    text = (deck_folder("north-or-south") / "battle.toml").read_text(encoding="utf-8")
    (tmp_path / "battle.toml").write_text(text.replace("hill_pm", "hil_pm"), encoding="utf-8")
    join, problems = read_join(tmp_path)
    assert join is None
    assert (10, True) in [(p.line, "nearest is hill_pm" in p.message) for p in problems]


def test_levels_that_do_not_rise_are_refused(tmp_path):
    from game.files.theatre.decks import deck_folder

    text = (deck_folder("north-or-south") / "battle.toml").read_text(encoding="utf-8")
    (tmp_path / "battle.toml").write_text(text.replace("level = 3", "level = 9"), encoding="utf-8")
    assert [p.message for p in read_join(tmp_path)[1]] == ["answer: needed levels that rise from 0, found [0, 9, 7]"]
