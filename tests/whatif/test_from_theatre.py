"""What the theatre gives down to the battle, and what may have followed one (rules 11.3, 11.4)."""

import json

import pytest
from msgspec.structs import replace

from game import load_scenario
from game.cli.main import main
from game.files.errors import BadFile
from game.files.theatre.banks import BANK, load_bank, save_bank
from game.files.theatre.decks import load_deck
from game.files.theatre.joins import load_join
from game.match.battle import Match
from game.match.battle.from_theatre import battle_of
from game.match.battle.result import read_battle
from game.model.battle.decisions import Decision
from game.model.battle_result import Bank, BankedRun, Given, Reading
from game.whatif.theatre.bank import PLAN, _tasks
from game.whatif.theatre.outlook.followed import followed, largest_changes

JOIN, DECK = load_join("north-or-south"), load_deck("north-or-south")
BATTLE = load_scenario("changkufeng")


def given(**changes):
    return battle_of(BATTLE, JOIN, Given(**changes))


def odds(scenario, act):
    return scenario.politics.act(act).odds


def test_a_refusal_of_the_throne_bars_what_tokyo_would_decide():
    battle = given()
    assert odds(battle, "whole-division") == odds(BATTLE, "whole-division")
    assert [odds(battle, a) for a in ("pursuit", "guns-over-river", "army-aircraft")] == [0.0, 0.0, 0.0]
    assert not battle.politics.act("pursuit").may_alone
    assert odds(given(throne="consent"), "pursuit") == odds(BATTLE, "pursuit")
    assert odds(given(support=True), "army-aircraft") == odds(BATTLE, "army-aircraft")


@pytest.mark.parametrize(
    ("answer", "open_", "barred"), [("none", "guns-on-hills", "bombers"), ("local", "wings", "across-tumen")]
)
def test_moscows_answer_caps_its_front(answer, open_, barred):
    battle = given(answer=answer)
    assert odds(battle, open_) > 0.0
    assert odds(battle, barred) == 0.0


def test_ground_that_a_barred_act_opens_stays_closed():
    match = Match.new(given())
    refusal = match.refusal(Decision(kind="alone", act="pursuit"), side="japan")
    assert refusal is not None
    assert refusal.rule == "10.3"


def test_petitions_have_the_theatres_odds():
    assert odds(given(support=True, petition=0.27), "army-aircraft") == 0.27


def test_a_division_over_par_brings_the_reserve_two_days_sooner():
    assert BATTLE.counter("I/96").arrives == "4 Aug 05:00"
    assert given(soviet_over=1).counter("I/96").arrives == "2 Aug 05:00"
    assert given(soviet_over=-1).counter("I/96").arrives == "6 Aug 05:00"
    assert given(soviet_over=1).counter("I/118") == BATTLE.counter("I/118")


def test_forts_are_works_and_command_shortens_soviet_delays():
    assert given(forts=2).counter("I/75").works_pm >= 500
    soviet = [c for c in BATTLE.counters if c.side == "soviet"]
    assert all(given(command=True).counter(c.id).delay <= c.delay for c in soviet)
    assert given(command=True).counter("I/118").delay < BATTLE.counter("I/118").delay


def test_every_gift_has_a_digest_of_its_own():
    gifts = ({}, {"forts": 1}, {"command": True}, {"throne": "consent"}, {"leaves": ("army-aircraft",)})
    assert len({given(**g).digest for g in gifts} | {BATTLE.digest}) == len(gifts) + 1


@pytest.mark.parametrize(
    ("wrong", "said"), [({"throne": "sleeps"}, "throne 'sleeps'"), ({"leaves": ("flight",)}, "act 'flight'")]
)
def test_unknown_words_are_told(wrong, said):
    with pytest.raises(ValueError, match=said):
        given(**wrong)


# ------------------------------------------------------------------------------------------------ the bank
def test_the_plan_of_the_bank_names_games_of_a_hundred():
    assert sum(share.games for share in PLAN) == 100
    tasks = list(_tasks(200, 7))
    assert len(tasks) == 200
    assert tasks[0].seed == 7


def test_the_shipped_bank_is_of_this_theatre_and_reads_as_it_was_filed():
    bank = load_bank("north-or-south")
    assert bank.battle == JOIN.battle
    assert all(0 <= r.result.crest_pm <= 1000 and r.result.source == "play" for r in bank.runs)
    assert {read_battle(r.result, JOIN).states.get("T") for r in bank.runs} >= {"sov_hill", "jp_hill"}


def test_a_bank_is_read_as_it_was_written(tmp_path):
    run = BankedRun(given=Given(forts=1), commanders=("plain", "history"), result=JOIN.record)
    bank = Bank(
        format=1, battle="changkufeng", digest="d", rules="0.2", made="here", runs=(run, replace(run, given=Given()))
    )
    for name in ("cards.toml", BANK):
        (tmp_path / name).write_text("", encoding="utf-8")
    save_bank(tmp_path / BANK, bank)
    assert load_bank(tmp_path) == bank
    (tmp_path / BANK).write_text('{"format": 1, "runs": 3}', encoding="utf-8")
    with pytest.raises(BadFile, match="no bank of battles"):
        load_bank(tmp_path)


# ------------------------------------------------------------------------------------------------ what followed
def test_the_records_battle_changes_nothing_that_followed():
    for one in followed(DECK, read_battle(JOIN.record, JOIN)):
        assert one.here == one.history


def test_a_hill_kept_softens_order_1488_by_what_the_dial_lets():
    reading = Reading(states={"S": "own_attack", "R": "local", "J": "restrain", "T": "jp_hill"})
    found = {f.dial.id: f for f in followed(DECK, reading)}
    assert found["thesis"].here["K"]["hard"] == pytest.approx(0.65)
    assert found["default"].here["K"]["hard"] == pytest.approx(0.70)
    assert largest_changes(found["thesis"], 1)[0][0] == "K"


def test_an_open_end_is_mixed_by_its_row():
    answers = {"S": "own_attack", "R": "local", "J": "restrain"}
    mixed = followed(DECK, Reading(states=answers, t="no truce"))[0]
    ends = [followed(DECK, Reading(states={**answers, "T": end}))[0].here["W"]["on_time"] for end in mixed.ends]
    assert mixed.ends == pytest.approx({"no_fight": 0.0, "sov_hill": 0.74, "jp_hill": 0.23, "widened": 0.03})
    assert mixed.here["W"]["on_time"] == pytest.approx(
        sum(p * e for p, e in zip(mixed.ends.values(), ends, strict=True))
    )


def test_the_command_answers_for_a_journal(tmp_path, capsys):
    match = Match.new(BATTLE)
    while not match.over:
        match.resolve(trace=False)
    match.save(tmp_path / "quiet.journal")
    assert main(["outlook", "--battle", str(tmp_path / "quiet.journal"), "--json"]) == 0
    facts = json.loads(capsys.readouterr().out)
    assert facts["states"]["T"] == "no_fight"
    assert set(facts["dials"]) == {"thesis", "default", "sceptic"}
    assert main(["outlook", "--battle", str(tmp_path / "quiet.journal"), "--dial", "default"]) == 0
    assert "Read as: S=withdraw" in capsys.readouterr().out


def test_a_battle_still_running_is_told_in_one_line(tmp_path, capsys):
    match = Match.new(BATTLE)
    match.resolve(trace=False)
    match.save(tmp_path / "half.journal")
    assert main(["outlook", "--battle", str(tmp_path / "half.journal")]) == 2
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    assert "the battle is not over: it stands at 29 Jul Evening" in err
