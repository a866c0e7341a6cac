"""Games put away come back as they were, wherever they lie, and hardly a byte of them stays in memory."""

import errno
import io
import pickle
import tracemalloc

import msgspec
import pytest

from game.whatif.battle.runs import Game, Setting
from game.whatif.battle.shelved import Games, Outcomes, Pairs
from game.whatif.pool import play_all
from game.whatif.shelf import Shelf

PLACES = (4, 0, 2, 1, 7, 3)  # in which order games come in


class Words:
    """A game is a text, its figures its length and nothing."""

    width = 2

    def figures(self, game):
        return (float(len(game)), None)

    def pack(self, game):
        return game.encode()

    def unpack(self, data):
        return data.decode()


def word(k):
    return f"game {k} " * (k + 5)


@pytest.fixture(params=["few", "many", "no file", "full disk", "full later"])
def shelf(request, monkeypatch):
    """Games in memory, in a file, or where no file can be had."""

    class Full(io.BytesIO):
        room = 0 if request.param == "full disk" else 100

        def write(self, data):
            return super().write(data[: max(0, self.room - self.tell())])

    def none(**_how):
        raise FileNotFoundError(errno.ENOENT, "No usable temporary directory found")

    if request.param != "few" and request.param != "many":
        monkeypatch.setattr("tempfile.TemporaryFile", none if request.param == "no file" else lambda **_: Full())
    found = Shelf(Words(), **({} if request.param == "few" else {"few": 60}))
    found.update((k, word(k)) for k in PLACES)
    return found


def test_games_come_back_as_they_were_in_whatever_order_they_came(shelf):
    assert len(shelf) == len(PLACES)
    assert list(shelf) == sorted(PLACES)
    assert dict(shelf.items()) == {k: word(k) for k in PLACES}
    assert 5 not in shelf
    with pytest.raises(KeyError):
        shelf[5]
    row = shelf.beginning(5)
    assert row == tuple(map(word, range(5)))
    assert row[1::2] == (word(1), word(3))
    assert row != tuple(map(word, range(4)))
    assert shelf.figures(0, range(1, 4)) == [len(word(k)) for k in (1, 2, 3)]
    assert shelf.figures(1, range(2)) == [None, None]


def test_a_copy_elsewhere_holds_the_same_games(shelf):
    copy = pickle.loads(pickle.dumps(shelf))
    copy.update({5: word(5), 3: "another"})
    assert dict(copy.items()) == {k: word(k) for k in range(6)} | {7: word(7)}
    assert 5 not in shelf


class Again:
    """Every game is the same one, made anew."""

    parts = 1

    def __init__(self, beside):
        self._packed = msgspec.msgpack.encode(beside)

    def load(self):
        """Nothing."""

    def play(self, part, k):
        """Games of all settings."""
        return msgspec.msgpack.decode(self._packed, type=list[Game])


def kept_bytes(work, games, packing):
    tracemalloc.start()
    found = play_all(work, games, chunk=5, workers=1, packing=packing)
    kept, _peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(found.parts[0]) == games
    return kept


def test_a_game_of_many_leaves_a_few_hundred_bytes_in_memory(played, scenario, monkeypatch):
    """Sixteen for where it lies, eight for each outcome; lists that grow are a sixth longer than they need."""
    monkeypatch.setattr(Shelf.__init__, "__kwdefaults__", {"few": 0})
    settings = [Setting(scenario=scenario), Setting(scenario=scenario)]
    work, packing = Again([played.games[0], played.games[1]]), Pairs.of(settings)
    few, many = (kept_bytes(work, n, packing) for n in (20, 120))
    assert (many - few) / 100 <= 1.25 * (16 + 8 * packing.width) + 16


def test_the_games_of_a_setting_are_those_that_were_played(played, scenario):
    shelf, packing = Shelf(Pairs.of([Setting(scenario=scenario)] * 2)), Pairs.of([Setting(scenario=scenario)] * 2)
    pairs = list(zip(played.games[:3], played.games[3:], strict=True))
    shelf.update((k, list(pair)) for k, pair in enumerate(pairs))
    old, new = (Games(shelf.beginning(3), packing, k) for k in (0, 1))
    assert old == played.games[:3]
    assert new[1:] == played.games[4:]
    ids = [o.id for o in scenario.outcomes]
    assert Outcomes(ids, new) == {o: [g.outcomes[o] for g in played.games[3:]] for o in ids}
    with pytest.raises(KeyError):
        Outcomes(ids, new)["weather"]
