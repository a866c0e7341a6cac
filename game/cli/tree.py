"""`changkufeng tree`: the games that branch off history and off one another: listed, named, noted, pruned, mailed, taken in."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from game.cli import theatre
from game.cli.output import note, print_json, say, table
from game.cli.picking import pick
from game.cli.scenario import load
from game.cli.troubles import Trouble
from game.core.words import _, aside, meant, spoken
from game.match.dates import named

if TYPE_CHECKING:
    from game.files.trees.tree import Branch, Tree
    from game.match.branches import Course, Told
    from game.model.theatre.game import Theatre


def run(options: argparse.Namespace) -> int:
    """Does what was asked for."""
    from game.files.errors import BadFile
    from game.files.trees.tree import tree_path
    from game.match.branches import course_of

    course = course_of(
        theatre.load(options.scenario) if theatre.is_theatre(options.scenario) else load(options.scenario)
    )
    path = Path(options.tree) if options.tree else tree_path(course.id)
    try:
        return _ACTS[options.act](course, path, options)
    except BadFile as e:
        raise Trouble(str(e).splitlines()[0]) from None
    except ValueError as e:  # a name or a note that no file takes
        raise Trouble(str(e)) from None


def pick_branch(tree: Tree, word: str, *, pruned: bool = False) -> Branch:
    """The branch that a word names, by its name or id.

    Raises:
        Trouble: there is none, or several.
    """
    among = [b for b in tree.branches.values() if b.is_pruned == pruned]
    if not among:
        none = _("{path} has no branch; `changkufeng branch` makes one")
        none_pruned = _("{path} has no pruned branch; `changkufeng branch` makes one")
        raise Trouble((none_pruned if pruned else none).format(path=tree.path))
    return pick(word, {**{b.id: b for b in among}, **{b.name: b for b in among}}, _("branch"))


# ---------------------------------------------------------------- list
def _list(course: Course, path: Path, options: argparse.Namespace) -> int:
    from game.match.branches import facts, told

    tree = _fresh(course, path, options)
    found = told(course, tree)
    first, last = course.names[course.first], course.names[course.last]
    if options.json:
        print_json(
            {
                "scenario": course.id,
                "tree": str(path),
                "history": {"first": first, "last": last},
                "branches": [facts(course, tree, one) for one in found],
                "pruned": [{"id": b.id, "name": b.name} for b in tree.branches.values() if b.is_pruned],
            }
        )
        return 0
    say(
        _("{title}: history, {first} to {last}").format(
            title=_(course.subject.title), first=named(first), last=named(last)
        )
    )
    for one in found:
        space = "  " * (one.depth + 1)
        say(f"{space}- {_line(course, one)}")
        for number, words in sorted((int(n), w) for n, w in one.branch.marks.items()):
            say(f"{space}    * {course.names.get(number, number)}: {words}")
        if one.branch.note:
            say(f"{space}    {one.branch.note}")
    if not found:
        say(_("no branches yet: `changkufeng branch {id} --at TURN` makes one").format(id=course.id))
    return 0


def _line(course: Course, one: Told) -> str:
    return f"{one.branch.name} [{one.branch.id}] {one.line(course)}"


def _lines(course: Course, path: Path, options: argparse.Namespace) -> int:
    from game.cli.scenario import use_rules
    from game.model.battle.scenario import Scenario
    from game.whatif.battle.tree_lines import all_lines

    scenario = course.subject
    if not isinstance(scenario, Scenario):
        return _strategic_lines(course, scenario, path, options)
    use_rules(brief=True)
    lines = all_lines(scenario, _fresh(course, path, options))
    if options.json:
        print_json({"scenario": scenario.id, "lines": [line.facts() for line in lines]})
        return 0
    names = scenario.side_names
    for line in lines:
        heads = [_("turn")]
        for side in scenario.sides:
            heads += [_("{names}: ground %").format(names=_(names[side])), meant("men", "lost"), _("score")]
        rows = [[named(p.name), *(w for s in scenario.sides for w in p.words(s))] for p in line.points]
        table(f"{line.name}{aside(line.notice) if line.notice else ''}", heads, rows)
    return 0


def _strategic_lines(course: Course, game: Theatre, path: Path, options: argparse.Namespace) -> int:
    """Scores of the seats and variables, turn by turn."""
    from game.cli.scenario import use_rules
    from game.whatif.theatre.tree_lines import all_lines

    use_rules(brief=True)
    lines = all_lines(game, _fresh(course, path, options))
    if options.json:
        print_json({"scenario": game.id, "lines": [line.facts() for line in lines]})
        return 0
    names = [v.id for v in game.deck.variables]
    heads = [_("turn"), *(_("{names}: score").format(names=spoken(game.seat(s).name)) for s in game.seat_ids), *names]
    for line in lines:
        rows = [[p.name, *_cells(p.score, game.seat_ids), *_cells(p.variables, names)] for p in line.points]
        table(f"{line.name}{aside(line.notice) if line.notice else ''}", heads, rows)
    return 0


def _cells(values: Mapping[str, float], names: Sequence[str]) -> list[str]:
    return [f"{values[n]:.0f}" if n in values else "–" for n in names]


# ---------------------------------------------------------------- a branch
def _file(course: Course, path: Path, options: argparse.Namespace) -> int:
    from game.files.trees.grafting import file_of

    (word,) = _words(options, "file BRANCH", 1)
    tree = _fresh(course, path, options)
    game = file_of(path, pick_branch(tree, word))
    if options.json:
        print_json({"game": str(game)})
    else:
        say(str(game))
    return 0


def _changed(
    course: Course, path: Path, options: argparse.Namespace, word: str, *, pruned: bool = False, **changes: Any
) -> int:
    """A branch with some fields changed, as it stands when the file is written."""
    from msgspec.structs import replace

    from game.files.trees.tree import change
    from game.match.branches import facts, told_of

    found = pick_branch(_fresh(course, path, options), word, pruned=pruned)
    made: list[Branch] = []

    def act(tree: Tree) -> list[Branch]:
        now = tree.branches[found.id]
        made.append(replace(now, **{k: v(tree, now) if callable(v) else v for k, v in changes.items()}))
        return made

    tree = change(path, course.id, act)
    if options.json:
        print_json(facts(course, tree, told_of(course, tree, made[0])) | {"pruned": made[0].is_pruned})
    else:
        say(_line(course, told_of(course, tree, made[0])))
    return 0


def _rename(course: Course, path: Path, options: argparse.Namespace) -> int:
    from game.files.trees.tree import free_name

    word, name = _words(options, "rename BRANCH NAME", 2)
    fresh: Callable[[Tree, Branch], str] = lambda tree, now: free_name(tree, name, but=now.id)  # noqa: E731
    return _changed(course, path, options, word, name=fresh)


def _note(course: Course, path: Path, options: argparse.Namespace) -> int:
    word, text = _words(options, "note BRANCH TEXT", 2)
    return _changed(course, path, options, word, note=_short(text, 4000))


def _mark(course: Course, path: Path, options: argparse.Namespace) -> int:
    if len(options.words) not in (2, 3):
        raise Trouble(_("needed: mark BRANCH TURN [WORDS]; without words the mark is taken away"))
    word, at, *text = options.words
    number = str(pick(at, {name: n for n, name in course.names.items()}, "turn"))
    words = _short(text[0], 100) if text else ""

    def marks(_tree: Tree, now: Branch) -> dict[str, str]:
        kept = {n: w for n, w in now.marks.items() if n != number}
        return {**kept, number: words} if words else kept

    return _changed(course, path, options, word, marks=marks)


def _prune(course: Course, path: Path, options: argparse.Namespace) -> int:
    (word,) = _words(options, "prune BRANCH", 1)
    return _changed(course, path, options, word, is_pruned=True)


def _restore(course: Course, path: Path, options: argparse.Namespace) -> int:
    from game.files.trees.tree import free_name

    (word,) = _words(options, "restore BRANCH", 1)
    fresh: Callable[[Tree, Branch], str] = lambda tree, now: free_name(tree, now.name, but=now.id)  # noqa: E731
    return _changed(course, path, options, word, pruned=True, is_pruned=False, name=fresh)


# ---------------------------------------------------------------- mail
def _export(course: Course, path: Path, options: argparse.Namespace) -> int:
    from game.cli.output import check_folder
    from game.files.bounds import write_whole
    from game.files.trees.grafting import mailed

    if len(options.words) < 2:
        raise Trouble(_("needed: export BRANCH... FILE"))
    *words, out = options.words
    check_folder(out)
    tree = _fresh(course, path, options)
    branches = [pick_branch(tree, word) for word in words]
    target = Path(out)
    if target.exists():
        raise Trouble(_("{out} is there already; needed a new file: nothing is written over").format(out=out))
    write_whole(target, mailed(tree, branches))
    if options.json:
        print_json({"file": out, "branches": [b.id for b in branches]})
    else:
        note(_("wrote {out}").format(out=out))
    return 0


def _import(course: Course, path: Path, options: argparse.Namespace) -> int:
    from game.files.trees.grafting import take_in
    from game.files.trees.tree import read_tree
    from game.match.branches import told_of

    (file,) = _words(options, "import FILE", 1)
    sent = read_tree(Path(file))
    if sent.scenario != course.id:
        raise Trouble(
            _("{file} is a tree of {scenario}; needed one of {id}").format(
                file=file, scenario=sent.scenario, id=course.id
            )
        )
    if sent.notice:
        note(f"{file}: {sent.notice}")
    changed = take_in(path, sent)
    if options.json:
        print_json({"branches": [b.id for b in changed]})
    else:
        tree = read_tree(path)
        for branch in changed:
            say(_line(course, told_of(course, tree, branch)))
        if not changed:
            say(_("nothing new: every branch of it is here, as far and farther"))
    return 0


def _fresh(course: Course, path: Path, options: argparse.Namespace) -> Tree:
    """The tree, with what was played since."""
    from game.files.trees.grafting import catch_up

    tree = catch_up(path, course.id)
    if tree.notice:
        note(f"{path}: {tree.notice}")
    return tree


def _words(options: argparse.Namespace, needed: str, count: int) -> Sequence[str]:
    if len(options.words) != count:
        raise Trouble(_("needed: {needed}").format(needed=needed))
    return list(options.words)


def _short(text: str, most: int) -> str:
    if len(text) > most:
        raise Trouble(_("{n:,} letters; needed {most:,} at most").format(n=len(text), most=most))
    return text


_ACTS: dict[str, Callable[[Any, Path, argparse.Namespace], int]] = {
    "list": _list,
    "lines": _lines,
    "file": _file,
    "rename": _rename,
    "note": _note,
    "mark": _mark,
    "prune": _prune,
    "restore": _restore,
    "export": _export,
    "import": _import,
}
