"""The bank of results: answers without playing, none that is stale."""

import gzip

import msgspec
import pytest

from game.files.answers import ANSWERS, load_answers, save_answers
from game.files.errors import BadFile
from game.rules.battle import resolve
from game.whatif.battle import bank as B
from game.whatif.battle import runs as R
from game.whatif.battle.commanding import settings
from game.whatif.battle.runs import play

SEED = 41


@pytest.fixture(scope="module")
def made(tmp_path_factory, scenario):
    """A bank of two games of each what-if."""
    folder = tmp_path_factory.mktemp("bank")
    B.make(scenario, folder, 2, seed=SEED, workers=1)
    return folder


def test_its_answer_is_what_playing_gives(made, scenario):
    chosen = B.questions(scenario)[:2]
    played = play(settings(scenario, chosen), 2, seed=SEED, workers=1)
    found = B.Found(scenario, made).runs(chosen)
    assert [r.games for r in found] == [r.games for r in played]
    assert [(r.setting, r.seed, r.asked, r.source) for r in found] == [(r.setting, SEED, 2, "bank") for r in played]


def test_reading_it_plays_nothing(made, scenario, monkeypatch):
    monkeypatch.setattr(R, "play_one", None)
    found = B.Found(scenario, made)
    assert all(found.games_of(w) == 2 for w in B.questions(scenario))
    assert found.runs(B.questions(scenario))


def test_a_plan_with_more_beside_it_has_its_main_question_answered(made, scenario):
    chosen = B.questions(scenario)[:2]
    plan = settings(scenario, chosen, games=1000)
    assert len(plan) > 3
    assert [r.setting.name for r in B.Found(scenario, made).answer(plan)] == ["history", *(w.id for w in chosen)]
    assert not B.Found(scenario, made).answer(settings(scenario, chosen, arm="plain"))


def test_answers_by_other_rules_are_refused_and_say_so(made, scenario, monkeypatch):
    monkeypatch.setattr(resolve, "RULES_VERSION", "99")
    found = B.Found(scenario, made)
    assert "these are 99" in found.why
    assert not found.runs(B.questions(scenario)[:1])


def test_a_what_if_that_was_changed_has_no_answer_while_the_others_keep_theirs(made, scenario):
    one, other = B.questions(scenario)[:2]
    changed = msgspec.structs.replace(one, shells={"japan": 7})
    found = B.Found(scenario, made)
    assert found.games_of(changed) == 0
    assert found.games_of(other) == 2


def test_more_games_are_added_to_those_that_are_there(made, scenario, tmp_path, monkeypatch):
    (tmp_path / ANSWERS).write_bytes((made / ANSWERS).read_bytes())
    count, true = [], R.play_one
    monkeypatch.setattr(R, "play_one", lambda *a: count.append(a[1]) or true(*a))
    chosen = B.questions(scenario)
    found = B.make(scenario, tmp_path, 3, seed=SEED, workers=1)
    assert count == [SEED] * (len(chosen) + 1) + [SEED + 2] * (len(chosen) + 1)  # the first again to see that it holds
    assert found.games_of(chosen[0]) == 3


def test_an_answer_that_this_program_plays_otherwise_is_made_anew(made, scenario, tmp_path):
    old = load_answers(made)
    chosen = B.questions(scenario)
    wrong = next(p for p in old.parts.values() if p.name == chosen[0].id)
    games = bytes(wrong.data)
    digest = next(g for g in B.Found(scenario, made).runs(chosen[:1])[1].games).digest
    forged = msgspec.structs.replace(wrong, data=msgspec.Raw(games.replace(digest.encode(), b"0" * 16)))
    save_answers(tmp_path, old, [forged if p is wrong else p for p in old.parts.values()])
    found = B.make(scenario, tmp_path, 2, seed=SEED, workers=1)
    assert [r.games for r in found.runs(chosen)] == [r.games for r in B.Found(scenario, made).runs(chosen)]


def test_the_same_answers_are_the_same_bytes(made, tmp_path):
    old = load_answers(made)
    save_answers(tmp_path, old, reversed(old.parts.values()))
    assert (tmp_path / ANSWERS).read_bytes() == (made / ANSWERS).read_bytes()


@pytest.mark.parametrize(
    "data", [b"", b"no gzip", gzip.compress(b"{}\n", mtime=0), gzip.compress(b"[[[[\n", mtime=0), b"\x1f\x8b\x08\x00"]
)
def test_a_damaged_bank_is_refused_in_a_line(tmp_path, data):
    (tmp_path / ANSWERS).write_bytes(data)
    with pytest.raises(BadFile, match=r"is no bank of results: .+") as e:
        load_answers(tmp_path)
    assert "\n" not in str(e.value)
