"""`changkufeng branch`: leaves the record, a game or a branch at a turn; what is played from there is a branch of the tree."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from game.cli.output import note, print_json, say
from game.cli.scenario import load, side_of, use_rules
from game.cli.tree import pick_branch
from game.cli.troubles import Trouble
from game.core.words import _

if TYPE_CHECKING:
    from game.match.battle import Match
    from game.model.battle.scenario import Scenario


def run(options: argparse.Namespace) -> int:
    """Makes the branch and says in which file it is played on."""
    from game.files.errors import BadFile

    use_rules(brief=True)
    try:
        made = _from_journal(options) if _is_game(options) else _from_scenario(options)
    except (BadFile, ValueError) as e:  # a file, or a name that no file takes
        raise Trouble(str(e).splitlines()[0]) from None
    facts = {"tree": str(made.tree), "branch": made.branch.id, "name": made.branch.name, "game": str(made.game)}
    if options.json:
        print_json(facts)
    else:
        say(_("{name}: a branch of {tree}").format(name=made.branch.name, tree=made.tree))
        say(
            _('play it on: changkufeng play {played} --load "{game}"').format(played=_played(made.game), game=made.game)
        )
    return 0


def _played(game: Path) -> str:
    from game.files.glance import glance

    seen = glance(game)
    return seen.played if seen is not None else ""


def _is_game(options: argparse.Namespace) -> bool:
    """A file was named, or a saved game, and no scenario."""
    from game.files import saves

    if options.of is not None:
        return False
    path = Path(options.what)
    options.journal = path if path.is_file() else None
    if options.journal is None:
        options.journal = next((g.path for g in saves.saved_games() if g.name == options.what), None)
    return options.journal is not None


# ---------------------------------------------------------------- a game
def _from_journal(options: argparse.Namespace) -> Any:
    from game.files import saves
    from game.files.theatre.journal import THEATRES
    from game.players.planting import plant, usual_name

    if options.re_enactment:
        raise Trouble(_("--re-enactment: is of a scenario; a game has its own past"))
    path: Path = options.journal
    if THEATRES.is_of(path):
        from game.match.theatre import TheatreMatch

        if options.side or options.against:
            raise Trouble(_("--side, --against: a branch of a strategic game keeps its seats"))
        whole: Any = TheatreMatch.load(path)
        names = [whole.theatre.turn(whole.first + k).name for k in range(len(whole.records))]
        seats = saves.read_seats(path)
    else:
        from game.match.battle import Match

        whole = Match.load(path)
        names = [r.turn.name for r in whole.records]
        seats = _seats(whole.scenario, options)
    if whole.notice:
        note(whole.notice)
    at = _index(names, options.at, str(path), whole.turn.name)
    try:
        match = whole.branch(whole.first + at)
    except ValueError as e:
        raise Trouble(f"{path}: {e}") from None
    name = options.name or usual_name(match.turn.name)
    return plant(match, name, seats, tree=_file(options), note=options.note)


# ---------------------------------------------------------------- a scenario
def _from_scenario(options: argparse.Namespace) -> Any:
    scenario = load(options.what)
    if options.of is not None:
        return _of_branch(scenario, options)
    from game.players.planting import plant, usual_name

    turn = _turn(scenario, options.at)
    match = _rerun(scenario, options, turn.number) if options.re_enactment else _record(scenario, options, turn)
    if match.over:
        raise Trouble(_("{id} is over at {name}").format(id=scenario.id, name=turn.name))
    name = options.name or usual_name(turn.name)
    return plant(match, name, _seats(scenario, options), tree=_file(options), note=options.note)


def _record(scenario: Scenario, options: argparse.Namespace, turn: Any) -> Match:
    """A game from the record's positions on."""
    from game.files.battle.record_moment import at_record
    from game.match.battle import Match

    try:
        return Match.new(at_record(scenario, turn), seed=options.seed)
    except ValueError as e:
        raise Trouble(f"--at: {e}") from None


def _rerun(scenario: Scenario, options: argparse.Namespace, before: int) -> Match:
    from game.files.battle.variants import HISTORY
    from game.whatif.battle.commanding import settings
    from game.whatif.battle.runs import in_world

    return in_world(settings(scenario, [HISTORY]), 1, options.seed, before=before, trace=True)


def _of_branch(scenario: Scenario, options: argparse.Namespace) -> Any:
    """A branch of a branch: nothing is resolved, the turns are in the tree."""
    from game.files.trees.grafting import begin, catch_up, file_of
    from game.files.trees.tree import tree_path
    from game.match.branches import course_of, told_of
    from game.players.planting import Planted, usual_name

    path = _file(options) or tree_path(scenario.id)
    tree = catch_up(path, scenario.id)
    branch = pick_branch(tree, options.of)
    names = [scenario.calendar.turn(n).name for n in tree.numbers(branch)]
    now = scenario.calendar.turn(told_of(course_of(scenario), tree, branch).now).name
    at = _index(names, options.at, branch.name, now)
    following = names[at] if at < len(names) else now
    made = begin(path, branch, at, options.name or usual_name(following), _seats(scenario, options), options.note)
    return Planted(path, made, file_of(path, made))


def _index(names: list[str], at: str | None, what: str, now: str) -> int:
    """How many turns are played before the one asked for; all without one.

    Raises:
        Trouble: the game has not come to it.
    """
    if at is None:
        return len(names)
    known = {name.casefold(): k for k, name in reversed(list(enumerate([*names, now])))}
    if at.casefold() not in known:
        had = (
            _("needed one from {a} to {b}").format(a=names[0], b=now or names[-1])
            if names
            else _("it has played no turn")
        )
        raise Trouble(_("--at: {what} has no turn {a!r}; {had}").format(what=what, a=at[:60], had=had))
    return known[at.casefold()]


def _turn(scenario: Scenario, at: str | None) -> Any:
    """The turn of a name or moment; the first without one."""
    from game.cli.battle.show import turn_at

    played = scenario.calendar.played()
    return played[0] if at is None else scenario.calendar.turn(turn_at(scenario, at))


def _seats(scenario: Scenario, options: argparse.Namespace) -> dict[str, str]:
    from game.players.battle.staffs import trouble
    from game.players.battle.table import seats_for

    side = side_of(scenario, options.side) or scenario.sides[0]
    if options.against and side != "both" and (line := trouble(options.against, scenario, scenario.other(side))):
        raise Trouble(line)
    return seats_for(side, scenario.sides, options.against or "computer")


def _file(options: argparse.Namespace) -> Path | None:
    return Path(options.tree) if options.tree else None
