"""Games kept on disk: a run goes on where it ended, however that was, and no two questions are mixed."""

import errno

import pytest

from game.files.errors import BadFile
from game.players.battle.own import dismiss, enlist
from game.rules.battle import resolve
from game.whatif.battle import runs as R
from game.whatif.battle.keeping import open_kept
from game.whatif.battle.runs import Setting, play
from game.whatif.kept import FORMAT, Head, KeptGames
from game.whatif.pool import play_all
from tests.whatif.made_up_work import Formula

SQUARES = tuple(k * k for k in range(30))


def kept_at(path, key="a", rules="1", asked=None):
    return KeptGames(path, Head(format=FORMAT, key=key, rules=rules, asked=asked or {}), int)


def test_what_is_kept_is_not_played_again_and_more_may_be_asked_for(tmp_path):
    path = tmp_path / "games.jsonl"
    with kept_at(path) as kept:
        play_all(Formula(), 20, chunk=5, workers=1, kept=kept)
    with kept_at(path) as kept:
        assert kept.games(0) == dict(enumerate(SQUARES[:20]))
        found = play_all(Formula(fails=7), 30, chunk=5, workers=1, kept=kept)  # were game 7 played, it would raise
    assert found.parts == (SQUARES,)


def test_a_line_that_was_cut_short_is_dropped_and_its_games_are_played_again(tmp_path):
    path = tmp_path / "games.jsonl"
    with kept_at(path) as kept:
        play_all(Formula(parts=2), 9, chunk=3, workers=1, kept=kept)
    whole = path.read_bytes()
    for cut in (1, 7, len(whole.splitlines()[-1]), len(whole) - 5):
        path.write_bytes(whole[:-cut])
        with kept_at(path) as kept:
            found = play_all(Formula(parts=2), 12, chunk=3, workers=1, kept=kept)
        assert found.parts == (SQUARES[:12], tuple(1000 + s for s in SQUARES[:12]))
    path.write_bytes(whole.replace(b'"games":[4]', b'"games":["x"]'))
    with kept_at(path) as kept:
        assert 2 not in kept.games(0)
        assert 3 in kept.games(0)


def test_what_could_not_be_written_whole_is_taken_back(tmp_path, monkeypatch):
    path = tmp_path / "games.jsonl"
    with kept_at(path) as kept:
        kept.append(0, 0, [0, 1])
        before = path.read_bytes()

        def half_written(descriptor):
            raise OSError(errno.ENOSPC, "No space left on device")

        monkeypatch.setattr("os.fsync", half_written)
        with pytest.raises(OSError, match="No space left"):
            kept.append(0, 2, [4, 9])
        monkeypatch.undo()
        assert path.read_bytes() == before
        kept.append(0, 2, [4, 9])
    with kept_at(path) as kept:
        assert kept.games(0) == {0: 0, 1: 1, 2: 4, 3: 9}


def test_after_a_full_disk_it_goes_on_to_the_same_numbers(tmp_path, monkeypatch):
    path, true, tries = tmp_path / "games.jsonl", KeptGames.append, iter(range(99))

    def full(self, *found):
        if next(tries) == 4:
            raise OSError(errno.ENOSPC, "No space left on device")
        true(self, *found)

    monkeypatch.setattr(KeptGames, "append", full)
    with kept_at(path) as kept:
        found = play_all(Formula(), 30, chunk=5, workers=1, kept=kept)
    assert (found.notice, len(found.parts[0])) == ("the games cannot be kept: No space left on device", 5)
    with kept_at(path) as kept:
        assert len(kept.games(0)) == 4
        assert play_all(Formula(), 30, chunk=5, workers=1, kept=kept).parts == (SQUARES,)


def test_two_programs_do_not_write_one_file_and_other_questions_are_refused_in_words(tmp_path):
    path = tmp_path / "games.jsonl"
    with kept_at(path, asked={"seed": 1}) as kept:
        play_all(Formula(), 2, chunk=1, workers=1, kept=kept)
    with pytest.raises(BadFile, match="of another question: seed was 1, now 2"):
        kept_at(path, key="b", asked={"seed": 2})
    with pytest.raises(BadFile, match="was played by rules 1; needed 2"):
        kept_at(path, rules="2")
    path.write_text('{"some": "file"}\n')
    with pytest.raises(BadFile, match="holds no games that were kept"):
        kept_at(path)


def plan(scenario):
    return [Setting(scenario=scenario, against=0), Setting(scenario=scenario, name="same", against=0)]


def test_a_battles_games_are_kept_and_come_back_as_they_were(tmp_path, scenario, played, monkeypatch):
    path = tmp_path / "games.jsonl"
    with open_kept(path, plan(scenario), 7) as kept:
        play(plan(scenario), 2, seed=7, workers=1, kept=kept)
    count, true = [], R.play_one
    monkeypatch.setattr(R, "play_one", lambda *a: count.append(a) or true(*a))
    with open_kept(path, plan(scenario), 7) as kept:
        old, same = play(plan(scenario), 3, seed=7, workers=1, kept=kept)
    assert old.digests == played.digests[:3]
    assert old.outcomes == same.outcomes == {o: v[:3] for o, v in played.outcomes.items()}
    assert len(count) == 2 + 2  # the first pair, to see that it comes out the same, and the third


def test_a_program_that_plays_otherwise_does_not_go_on_with_them(tmp_path, scenario, monkeypatch):
    path = tmp_path / "games.jsonl"
    with open_kept(path, plan(scenario), 7) as kept:
        play(plan(scenario), 1, seed=7, workers=1, kept=kept)
    path.write_bytes(path.read_bytes().replace(b'[["', b'[["f', 1).replace(b'{"digest":"', b'{"digest":"f', 1))
    with pytest.raises(BadFile, match="this program plays otherwise"):
        open_kept(path, plan(scenario), 7)
    monkeypatch.setattr(resolve, "RULES_VERSION", "99")
    with pytest.raises(BadFile, match="was played by rules"):
        open_kept(path, plan(scenario), 7)


def test_games_of_a_commander_of_ones_own_are_not_kept(tmp_path, scenario):
    class Silent:
        def orders(self, view):
            return ()

    enlist("silent:Silent", Silent())
    try:
        with pytest.raises(ValueError, match="a commander of one's own may be changed"):
            open_kept(tmp_path / "x", [Setting(scenario=scenario, commanders=("silent:Silent", "plain"))], 7)
    finally:
        dismiss("silent:Silent")
