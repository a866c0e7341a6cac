"""Journals: save, load, verify; damage loses at most a line, alteration is named."""

import json

import pytest

from game import Match, load_journal
from game.files.battle.variants import varied
from game.files.errors import BadFile
from tests.match.conftest import replay


@pytest.fixture
def saved(night, tmp_path):
    path = tmp_path / "night.journal"
    replay(night).save(path)
    return path


def test_a_saved_game_opens_with_the_same_digests(night, saved, replayed):
    opened = Match.load(saved)
    assert [r.digest for r in opened.records] == [r.digest for r in replayed.records]
    assert opened.notice == ""


def test_saving_turn_by_turn_gives_the_same_file_content(night, tmp_path, replayed):
    path = tmp_path / "by-turns.journal"
    for turns in range(4):
        if turns:
            match = Match.load(path)
            match.records = replayed.records[:turns]
        else:
            match = replayed.branch(0)
        match.save(path)
    assert [t.digest for t in load_journal(path).turns] == [r.digest for r in replayed.records]


@pytest.mark.parametrize("cut", [1, 7, 400])
def test_a_journal_cut_in_the_middle_of_a_line_opens_without_that_line(saved, cut, replayed):
    saved.write_bytes(saved.read_bytes()[:-cut])
    opened = Match.load(saved)
    if cut == 1:
        assert len(opened.records) == 3
    else:
        assert len(opened.records) == 2
        assert "torn" in opened.notice
    assert opened.digest == replayed.records[len(opened.records) - 1].digest


def test_one_altered_order_is_refused_with_turn_and_order_named(saved):
    lines = saved.read_text().splitlines()
    turn = json.loads(lines[1])
    turn["orders"]["japan"][0]["target"] = [18, 27]
    lines[1] = json.dumps(turn)
    saved.write_text("\n".join(lines) + "\n")
    with pytest.raises(BadFile, match=r"turn 6: order 1 of japan \(I/75 assault 18,27\) was altered"):
        Match.load(saved)


def test_an_order_altered_with_its_seal_is_refused_by_the_digest(saved):
    from game.files.journal import seal
    from game.model.battle.orders import Order

    lines = saved.read_text().splitlines()
    turn = json.loads(lines[1])
    order = Order(unit="I/75", task="dig")
    turn["orders"]["japan"][0] = {"unit": "I/75", "task": "dig"}
    turn["seals"]["japan"][0] = seal(6, "japan", order)
    lines[1] = json.dumps(turn)
    saved.write_text("\n".join(lines) + "\n")
    with pytest.raises(BadFile, match=r"turn 6 .* resolved again it ends in"):
        Match.load(saved)


def test_a_journal_of_another_rules_version_opens_read_only_and_branches(saved, replayed):
    lines = saved.read_text().splitlines()
    header = json.loads(lines[0])
    header["rules"] = "0.0"
    saved.write_text("\n".join([json.dumps(header), *lines[1:]]) + "\n")
    opened = Match.load(saved)
    assert opened.is_read_only
    assert opened.digest == replayed.digest
    with pytest.raises(ValueError, match=r"over|branch"):
        opened.resolve()
    branch = opened.branch(2)
    branch.resolve()
    assert branch.over


def test_the_shipped_re_enactment_is_what_these_rules_make_of_history(night):
    from game.files.heads import scenarios_folder

    match = Match.load(scenarios_folder() / "silent-assault" / "history.journal")
    assert match.over
    assert match.digest == replay(night, seed=match.seed).digest


@pytest.mark.parametrize("by_name", [True, False])
def test_a_saved_game_of_a_what_if_opens_under_it(night, tmp_path, by_name):
    path = tmp_path / "flares.journal"
    match = Match.new(night, variant="no-flares") if by_name else Match.new(varied(night, "no-flares"))
    match.resolve()
    match.save(path)
    for opened in (Match.load(path), Match.load(path, night), Match.load(path, varied(night, "no-flares"))):
        assert (opened.variant, opened.digest) == ("no-flares", match.digest)
        assert opened.scenario.digest == match.scenario.digest


def test_a_journal_of_an_unknown_what_if_is_refused(saved):
    lines = saved.read_text().splitlines()
    header = json.loads(lines[0]) | {"variant": "no-flare", "digest": "0123456789abcdef"}
    saved.write_text("\n".join([json.dumps(header), *lines[1:]]) + "\n")
    with pytest.raises(BadFile, match=r'has no what-if "no-flare".*nearest is no-flares'):
        Match.load(saved)
