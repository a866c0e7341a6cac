"""The tree of games in one file: what is written stays, whoever writes and whatever ends the writing."""

import random
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from game.files import saves
from game.files.battle.journal import BATTLES, Header, turn_line
from game.files.errors import BadFile
from game.files.journal import write_journal
from game.files.trees import grafting, tree
from game.model.battle.orders import Order

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _own_folder(tmp_path, monkeypatch):
    monkeypatch.setattr(saves, "folder", lambda: tmp_path / "games")
    (tmp_path / "games").mkdir()


def journal(path, goals, *, game="", seed=1, parent="", seats=None):
    """A journal of so many turns, each told apart by where one counter goes."""
    head = Header(
        journal=1, scenario="changkufeng", digest="d", seed=seed, rules="0.6", game=game or path.stem, parent=parent,
        seats=seats or {},
    )  # fmt: skip
    turns = [
        turn_line(k, {"japan": (Order(unit="I/75", task="move", target=goal),)}, 3, name_of(goals[: k + 1]), b"state")
        for k, goal in enumerate(goals)
    ]
    write_journal(path, head, turns)
    return path


def name_of(goals):
    """A digest of sixteen letters for a way."""
    return ("-".join(f"{a}{b}" for a, b in goals) + "." * 16)[-16:]


def names(path):
    """What stands in a tree: by its name the way of each branch."""
    found = tree.read_tree(path)
    return {b.name: found.digests(b) for b in found.standing}


# ---------------------------------------------------------------- what is in it
def test_branches_share_what_they_have_in_common(tmp_path):
    path = tmp_path / "t.tree"
    first = grafting.graft(path, journal(tmp_path / "games/a.journal", [(1, 1), (2, 2), (3, 3)]), "a")
    second = grafting.graft(path, journal(tmp_path / "games/b.journal", [(1, 1), (9, 9)]), "b", of=first.id, left=1)
    found = tree.read_tree(path)
    assert len(found.turns) == 4
    assert [b.name for b in found.children("")] == ["a"]
    assert [b.id for b in found.children(first.id)] == [second.id]
    assert found.numbers(second) == (0, 1)


def test_a_branch_comes_out_as_the_journal_that_went_in(tmp_path):
    path, there = tmp_path / "t.tree", journal(tmp_path / "games/a.journal", [(1, 1), (2, 2)], seats={"japan": "human"})
    branch = grafting.graft(path, there, "my line")
    lines = grafting.journal_of(tree.read_tree(path), branch)
    made = BATTLES.of_lines(Path("journal"), lines)
    was = BATTLES.read(there)
    assert made.turns == was.turns
    assert (made.header.game, made.header.seats, made.header.title) == ("a", {"japan": "human"}, "my line")
    assert made.header.digest == was.header.digest


def test_what_is_played_on_is_the_same_branch(tmp_path):
    path, file = tmp_path / "t.tree", tmp_path / "games/a.journal"
    grafting.graft(path, journal(file, [(1, 1)]), "a")
    journal(file, [(1, 1), (2, 2)])
    assert [len(d) for d in names(path).values()] == [1]
    found = grafting.catch_up(path, "changkufeng")
    assert [len(found.digests(b)) for b in found.standing] == [2]
    size = path.stat().st_size
    grafting.catch_up(path, "changkufeng")
    assert path.stat().st_size == size


def test_a_copy_that_went_another_way_becomes_a_branch_of_its_own(tmp_path):
    path, file = tmp_path / "t.tree", tmp_path / "games/a.journal"
    first = grafting.graft(path, journal(file, [(1, 1), (2, 2), (3, 3)]), "a")
    for _again in range(2):
        second = grafting.graft(path, journal(file, [(1, 1), (2, 2), (4, 4)]), "a")
    assert second.of == first.id
    assert second.left == 2
    assert names(path) == {"a": names(path)["a"], "a 2": (*names(path)["a"][:2], name_of([(1, 1), (2, 2), (4, 4)]))}


def test_a_game_that_left_a_branch_comes_into_the_tree_by_itself(tmp_path):
    path = tmp_path / "t.tree"
    first = grafting.graft(path, journal(tmp_path / "games/a.journal", [(1, 1), (2, 2)]), "a")
    journal(tmp_path / "games/b.journal", [(1, 1), (5, 5)], parent=f"{name_of([(1, 1)])}@1")
    journal(tmp_path / "games/c.journal", [(7, 7)])
    found = grafting.catch_up(path, "changkufeng")
    assert {b.name: (b.of, b.left) for b in found.standing} == {"a": ("", 0), "b": (first.id, 1)}


def test_a_game_by_file_is_never_taken_up_by_itself(tmp_path):
    path = tmp_path / "t.tree"
    grafting.graft(path, journal(tmp_path / "games/a.journal", [(1, 1), (2, 2)]), "a")
    seats = {"japan": "human", "soviet": "mail"}
    journal(tmp_path / "games/b.journal", [(1, 1), (5, 5)], parent=f"{name_of([(1, 1)])}@1", seats=seats)
    assert [b.name for b in grafting.catch_up(path, "changkufeng").standing] == ["a"]


def test_a_branch_of_the_past_of_a_branch_belongs_to_what_it_left(tmp_path):
    path = tmp_path / "t.tree"
    first = grafting.graft(path, journal(tmp_path / "games/a.journal", [(1, 1), (2, 2), (3, 3)]), "a")
    second = grafting.begin(path, first, 2, "b", {})
    third, fourth = grafting.begin(path, second, 1, "c", {}), grafting.begin(path, second, 2, "d", {})
    assert (second.of, third.of, fourth.of) == (first.id, first.id, second.id)
    with pytest.raises(BadFile, match="has 2 turns"):
        grafting.begin(path, second, 3, "e", {})


def test_nothing_is_written_over(tmp_path):
    """Whatever is done, the file begins with what it was."""
    path = tmp_path / "t.tree"
    a = grafting.graft(path, journal(tmp_path / "games/a.journal", [(1, 1), (2, 2)]), "a")
    sent = tmp_path / "sent.tree"
    sent.write_bytes(grafting.mailed(tree.read_tree(path), [a]))
    replace = msgspec.structs.replace
    acts = (
        lambda: grafting.begin(path, a, 1, "b", {}),
        lambda: tree.change(path, "changkufeng", lambda t: [replace(t.branches[a.id], name="other", note="x")]),
        lambda: tree.change(path, "changkufeng", lambda t: [replace(t.branches[a.id], is_pruned=True)]),
        lambda: grafting.take_in(path, tree.read_tree(sent)),
    )
    for act in acts:
        before = path.read_bytes()
        act()
        assert path.read_bytes().startswith(before)
        assert path.stat().st_size > len(before)
    assert {b.name for b in tree.read_tree(path).standing} == {"other", "b"}


def test_branches_of_a_pruned_one_stay(tmp_path):
    path = tmp_path / "t.tree"
    a = grafting.graft(path, journal(tmp_path / "games/a.journal", [(1, 1), (2, 2)]), "a")
    b = grafting.begin(path, a, 1, "b", {})
    grafting.begin(path, b, 1, "c", {})
    tree.change(path, "changkufeng", lambda t: [msgspec.structs.replace(t.branches[b.id], is_pruned=True)])
    found = tree.read_tree(path)
    assert [x.name for x in found.children(a.id)] == ["c"]
    assert len(found.digests(found.branches[b.id])) == 1


# ---------------------------------------------------------------- ends of every kind
def test_it_survives_a_kill_at_any_byte_of_a_save(tmp_path):
    path = tmp_path / "t.tree"
    grafting.graft(path, journal(tmp_path / "games/a.journal", [(1, 1), (2, 2)]), "a")
    grafting.graft(path, journal(tmp_path / "games/b.journal", [(1, 1), (9, 9)]), "b")
    before, two = path.read_bytes(), names(path)
    third = journal(tmp_path / "games/c.journal", [(1, 1), (2, 2), (7, 7)])
    grafting.graft(path, third, "c")
    after = path.read_bytes()
    three = names(path)
    assert after.startswith(before)
    seen = set()
    for end in range(len(before), len(after) + 1):
        path.write_bytes(after[:end])
        found = names(path)
        assert {k: v for k, v in found.items() if k != "c"} == two
        assert found in (two, three)
        seen.add("c" in found)
        if end % 97 == 0 or end > len(after) - 3:  # and the next program goes on with it
            grafting.graft(path, third, "c")
            assert names(path) == three
            assert tree.read_tree(path).notice == ""
    assert seen == {False, True}


PROGRAM = """
import sys
from pathlib import Path
from game.files.trees import grafting
path, mine = Path(sys.argv[1]), sorted(Path(sys.argv[2]).glob(sys.argv[3] + "*.journal"))
for journal in mine:
    print(grafting.graft(path, journal, journal.stem).name, flush=True)
"""


def program(path, folder, mine):
    command = [sys.executable, "-c", PROGRAM, str(path), str(folder), mine]
    return subprocess.Popen(command, cwd=ROOT, text=True, stdout=subprocess.PIPE)


def test_two_programs_on_one_tree_lose_nothing(tmp_path):
    path = tmp_path / "t.tree"
    for who in "ab":
        for k in range(12):
            journal(tmp_path / f"games/{who}{k:02}.journal", [(1, 1), (k, ord(who))])
    both = [program(path, tmp_path / "games", who) for who in "ab"]
    said = [p.communicate(timeout=60)[0].split() for p in both]
    assert [p.returncode for p in both] == [0, 0]
    assert set(names(path)) == {*said[0], *said[1]}
    assert len(names(path)) == 24
    assert tree.read_tree(path).notice == ""
    assert not path.with_suffix(".lock").exists()


def test_what_a_killed_program_had_told_is_there(tmp_path):
    path, luck = tmp_path / "t.tree", random.Random()
    for k in range(60):
        journal(tmp_path / f"games/a{k:02}.journal", [(1, 1), (k, k), (k, 3)])
    running = program(path, tmp_path / "games", "a")
    told = [running.stdout.readline().strip() for _ in range(luck.randint(1, 40))]
    running.kill()
    told += running.communicate()[0].split("\n")[:-1]
    found = names(path)
    assert {w for w in told if w} <= set(found)
    assert all(len(d) == 3 for d in found.values())
    grafting.graft(path, tmp_path / "games/a59.journal", "after")
    assert tree.read_tree(path).notice == ""


def test_of_a_damaged_file_the_rest_stands(tmp_path):
    path = tmp_path / "t.tree"
    grafting.graft(path, journal(tmp_path / "games/a.journal", [(1, 1), (2, 2)]), "a")
    grafting.graft(path, journal(tmp_path / "games/b.journal", [(1, 1), (9, 9)]), "b")
    lines = path.read_bytes().split(b"\n")
    at = next(k for k, line in enumerate(lines) if b'"turn":1' in line)  # the second turn of the first
    lines[at] = lines[at].replace(b"I/75", b"I/76")
    path.write_bytes(b"\n".join(lines))
    found = tree.read_tree(path)
    assert [b.name for b in found.standing] == ["b"]
    assert found.notice == "2 damaged lines were left out"  # the turn, and the branch that ends in it


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "no tree of games"),
        (b'{"tree":2,"scenario":"changkufeng"}\n', "format 2"),
        (b'{"tree":1,"scenario":"../x"}\n', "needed the id of a scenario"),
        (b'{"tree":1,"scenario":"silent-assault"}\n', "is a tree of silent-assault"),
        (b'{"journal":1}\n', "no tree of games"),
        (b"[" * 5000, "no tree of games"),
    ],
)
def test_what_is_no_tree_is_refused_in_a_line(tmp_path, content, why):
    path = tmp_path / "t.tree"
    path.write_bytes(content)
    with pytest.raises(BadFile, match=why):
        tree.read_tree(path, "changkufeng")
    there = journal(tmp_path / "games/a.journal", [(1, 1)])
    with pytest.raises(BadFile, match=why):
        grafting.graft(path, there, "a")
    assert path.read_bytes() == content


@pytest.mark.parametrize("name", ["a\x1b[31m", "n" * 200])
def test_hostile_names_are_left_out(tmp_path, name):
    path = tmp_path / "t.tree"
    a = grafting.graft(path, journal(tmp_path / "games/a.journal", [(1, 1)]), "a")
    evil = msgspec.structs.replace(a, name=name)
    with pytest.raises(ValueError, match="name"):
        tree.change(path, "changkufeng", lambda _t: [evil])
    with path.open("ab") as f:
        f.write(msgspec.json.encode(evil) + b"\n")
    assert [b.name for b in tree.read_tree(path).standing] == ["a"]


# ---------------------------------------------------------------- by mail
def elsewhere(monkeypatch, folder):
    """From here on the saved games are another house's."""
    (folder / "games").mkdir(parents=True)
    monkeypatch.setattr(saves, "folder", lambda: folder / "games")
    return folder / "t.tree"


def test_a_branch_of_a_branch_is_mailed_opened_elsewhere_and_branched_again(tmp_path, monkeypatch):
    here = tmp_path / "t.tree"
    a = grafting.graft(here, journal(tmp_path / "games/a.journal", [(1, 1), (2, 2), (3, 3)]), "a")
    b = grafting.graft(here, journal(tmp_path / "games/b.journal", [(1, 1), (2, 2), (8, 8)]), "b", of=a.id, left=2)
    sent = tmp_path / "sent.tree"
    sent.write_bytes(grafting.mailed(tree.read_tree(here), [b]))

    there = elsewhere(monkeypatch, tmp_path / "there")
    assert [x.id for x in grafting.take_in(there, tree.read_tree(sent))] == [b.id]
    assert grafting.take_in(there, tree.read_tree(sent)) == ()
    found = tree.read_tree(there)
    assert [x.name for x in found.children("")] == ["b"]  # what it left was not sent
    game = grafting.file_of(there, b)
    assert [t.digest for t in BATTLES.read(game).turns] == list(tree.read_tree(here).digests(b))
    again = grafting.begin(there, b, 2, "c", {})
    back = tmp_path / "back.tree"
    back.write_bytes(grafting.mailed(tree.read_tree(there), [b, again]))

    grafting.take_in(here, tree.read_tree(back))
    found = tree.read_tree(here)
    assert [x.name for x in found.children(a.id)] == ["b"]
    assert [x.name for x in found.children(b.id)] == ["c"]
    assert found.digests(found.branches[again.id]) == found.digests(a)[:2]


def test_both_houses_play_on_and_neither_loses_its_way(tmp_path, monkeypatch):
    here, file = tmp_path / "t.tree", tmp_path / "games/a.journal"
    a = grafting.graft(here, journal(file, [(1, 1)]), "a")
    sent = tmp_path / "sent.tree"
    sent.write_bytes(grafting.mailed(tree.read_tree(here), [a]))
    grafting.graft(here, journal(file, [(1, 1), (2, 2)]), "a")

    there = elsewhere(monkeypatch, tmp_path / "there")
    grafting.take_in(there, tree.read_tree(sent))
    grafting.graft(there, journal(tmp_path / "there/games/a.journal", [(1, 1), (3, 3)], game="a"), "a")
    sent.write_bytes(grafting.mailed(tree.read_tree(there), list(tree.read_tree(there).standing)))
    for _again in range(2):
        grafting.take_in(here, tree.read_tree(sent))
    assert names(here) == {"a": (name_of([(1, 1)]), name_of([(1, 1), (2, 2)])),
                           "a 2": (name_of([(1, 1)]), name_of([(1, 1), (3, 3)]))}  # fmt: skip


def test_orders_that_were_altered_on_the_way_are_refused(tmp_path):
    path = tmp_path / "t.tree"
    a = grafting.graft(path, journal(tmp_path / "games/a.journal", [(1, 1), (2, 2)]), "a")
    header, first, second = tree.read_tree(path).lines(a)
    made = tree.chain(header, [first, second.replace(b"[2,2]", b"[2,3]")])
    forged = tmp_path / "forged.tree"
    entries = [tree.Head(1, "changkufeng"), *made.entries, msgspec.structs.replace(a, id="x", tip=made.tip)]
    forged.write_bytes(b"".join(msgspec.json.encode(e) + b"\n" for e in entries))
    before = path.read_bytes()
    with pytest.raises(BadFile, match="altered"):
        grafting.take_in(path, tree.read_tree(forged))
    assert path.read_bytes() == before
