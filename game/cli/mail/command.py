"""`changkufeng mail`: begins and joins games by file, lists them, takes packets, claims, and plays one."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from game.cli import theatre
from game.cli.by_file import claimed, key_lines
from game.cli.output import print_json, say
from game.cli.picking import pick
from game.cli.scenario import load, what_if
from game.cli.theatre.asked import refuse_options
from game.cli.troubles import Trouble, unknown
from game.core.words import N_, _, enumerated
from game.files import saves
from game.files.mail.private import ENDING, is_private, read_private

if TYPE_CHECKING:
    from game.players.mailing.games import MailGame
    from game.players.mailing.post import Post

NEW, JOIN, STATUS, TAKE, CLAIM, AGREE = "new", "join", "status", "take", "claim", "agree"
WORDS = (NEW, JOIN, STATUS, TAKE, CLAIM, AGREE)
USAGE = N_(
    "needed: new SCENARIO, join FOLDER, status, take GAME FILE, claim GAME, agree GAME, or the folder or name of a game"
)


def run(options: argparse.Namespace) -> int:
    """Does what was asked for; a game is played in the window, with --text in the terminal."""
    words: list[str] = options.words
    if not words or (words[0] in (JOIN, NEW) and len(words) != 2):
        raise Trouble(_(USAGE))
    if options.umpire and (words[0] != NEW or options.seat):
        raise Trouble(_("--umpire: needed with `new SCENARIO` and without --seat: an umpire sits nowhere"))
    act = {NEW: _new, JOIN: _join, STATUS: _status, TAKE: _take, CLAIM: _claim, AGREE: _agree}.get(words[0])
    try:
        return act(options, words[1:]) if act else _play(options, words)
    except ValueError as e:
        raise Trouble(str(e).splitlines()[0]) from None


# ---------------------------------------------------------------- begin and join
def _new(options: argparse.Namespace, words: Sequence[str]) -> int:
    from game.players.mailing import games

    plan = _theatre_plan(words[0], options) if theatre.is_theatre(words[0]) else _battle_plan(words[0], options)
    name = options.name or options.title or ""
    folder = (
        Path(options.folder)
        if options.folder
        else saves.folder().parent / "exchange" / saves.free_path(name or plan.scenario).stem
    )
    _begun(games.begin(plan, folder, name))
    return 0


def _battle_plan(name: str, options: argparse.Namespace) -> Any:
    from game.files.battle.variants import HISTORY
    from game.players.mailing import games

    options.scenario = name
    refuse_options(
        options,
        ("act", "dial", "battle", *_only(options, options.seats, options.sides)),
        _("a battle: it has sides, not seats"),
    )
    scenario = load(name)
    own = () if options.umpire else _own(options.seat, scenario.sides, scenario.sides[:1])
    if len(own) > 1:
        raise Trouble(_("--seat: {name} has two sides, and one of them must sit elsewhere").format(name=name))
    if options.what_if:
        what_if(scenario, options.what_if)
    seats = {side: "human" if side in own else "mail" for side in scenario.sides}
    return games.Plan(
        name,
        seats,
        variant=options.what_if or HISTORY.id,
        days=options.days,
        title=options.title or "",
        is_umpired=options.umpire,
    )


def _theatre_plan(name: str, options: argparse.Namespace) -> Any:
    from game.cli.theatre import asked
    from game.players.mailing import games

    options.scenario = name
    refuse_options(options, ("what_if",), _("the strategic game: its what-ifs are compared, not played"))
    there = asked.load(name)
    own = () if options.umpire else _own(options.seat, there.seat_ids, there.seat_ids[:1])
    said = asked.said_seats(there, options)
    for seat in own:
        if seat in said:
            raise Trouble(_("--{seat}: you sit there yourself (--seat {seat}); needed another seat").format(seat=seat))
    seats = {seat: "human" if seat in own else said.get(seat, "mail") for seat in there.seat_ids}
    return games.Plan(
        name,
        seats,
        days=options.days,
        title=options.title or "",
        battle=options.battle or "",
        dial=asked.dial(there, options),
        first=asked.first_turn(there, options),
        last=asked.last_turn(there, options),
        is_umpired=options.umpire,
    )


def _only(options: argparse.Namespace, seats: Sequence[str], sides: Sequence[str]) -> tuple[str, ...]:
    return tuple(seat for seat in seats if seat not in sides)


def _own(asked: Sequence[str] | None, known: Sequence[str], usual: Sequence[str]) -> tuple[str, ...]:
    for seat in asked or ():
        if seat not in known:
            raise unknown("seat", seat, known)
    return tuple(asked or usual)


def _join(options: argparse.Namespace, words: Sequence[str]) -> int:
    from game.players.mailing import games

    _begun(_joined(Path(words[0]), options, games))
    return 0


def _joined(folder: Path, options: argparse.Namespace, games: Any) -> Post:
    found = games.invitations(folder)
    if not found:
        raise Trouble(_("{folder} holds no invitation; has the folder arrived whole?").format(folder=folder))
    free = [one for one in found if one.free] or found
    if len(free) > 1:
        free = [pick(options.game or "", {one.game: one for one in free}, _("game (--game)"))]
    post: Post = games.join(folder, free[0], tuple(options.seat or ()), options.name or "")
    return post


def _begun(post: Post) -> None:
    """Says what was begun or joined, and how to go on."""
    say(_("Game {game}: {seats}").format(game=post.game, seats=enumerated(map(post.named, post.own)) or _("umpire")))
    for line in key_lines(post):
        say(line)
    say(_("Exchange folder: {folder}").format(folder=post.exchange.folder))
    for line in () if post.invite.is_umpired else post.waiting.lines:
        say(line)
    say(_('To go on: changkufeng mail "{name}"').format(name=post.journal.stem))
    post.let_go()


# ---------------------------------------------------------------- games that go on
def _status(options: argparse.Namespace, words: Sequence[str]) -> int:
    from game.players.mailing import games

    found = games.mail_games()
    if words:
        found = [_named(" ".join(words), found)]
    if options.json:
        print_json({"games": [_facts(one) for one in found]})
        return 0
    for one in found:
        turns = _("in the opening") if one.turn < 0 else _("turns played: {n}").format(n=one.turn)
        say(
            _("{name}: {title}, {turns}; {waiting}").format(
                name=one.name, title=one.title, turns=turns, waiting=one.trouble or one.waiting
            )
        )
        for line in one.disputes:
            say("  " + _("Dispute: {line}").format(line=line))
    if not found:
        say(_("No game by file goes on here"))
    return 0


def _facts(one: MailGame) -> dict[str, Any]:
    return {
        "name": one.name,
        "path": str(one.path),
        "title": one.title,
        "scenario": one.scenario,
        "seats": list(one.own),
        "turns": one.turn,
        "waiting": one.waiting,
        "moved": one.when.isoformat(timespec="seconds"),
        "over": one.is_over,
        "disputes": list(one.disputes),
        "trouble": one.trouble,
    }


def _take(options: argparse.Namespace, words: Sequence[str]) -> int:
    if len(words) < 2:
        raise Trouble(_("needed: take GAME FILE ..."))
    _taken(_path_of(words[0]), words[1:])
    return 0


def _taken(path: Path, names: Sequence[str]) -> None:
    from game.players.mailing import games

    post = games.open_post(path, watches=True)  # what is taken lies in the folder; who plays the game reads it there
    for line in post.take(map(Path, names)):
        say(line)


def _claim(options: argparse.Namespace, words: Sequence[str]) -> int:
    post = _post_at_table(words)
    say(claimed(post, words[1] if len(words) > 1 else ""))
    post.let_go()
    return 0


def _agree(options: argparse.Namespace, words: Sequence[str]) -> int:
    post = _post_at_table(words)
    say(post.agree())
    post.look()
    post.let_go()
    return 0


def _post_at_table(words: Sequence[str]) -> Post:
    """The post of a game that stands where its journal stands."""
    from game.cli.mail.playing import laid
    from game.players.mailing import games

    if not words:
        raise Trouble(_(USAGE))
    post = games.open_post(_path_of(words[0]))
    if laid(post) is None:
        raise ValueError(_("the game is still in its opening"))
    return post


def _play(options: argparse.Namespace, words: Sequence[str]) -> int:
    path = _path_of(" ".join(words))
    if options.folder:
        from game.players.mailing import games

        games.move(path, Path(options.folder))
    if options.take:
        _taken(path, options.take)
    if _is_umpired(path):
        from game.cli.mail.umpiring import play as play_under_an_umpire

        return play_under_an_umpire(path)
    if not options.text:
        os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
        from game.client import launch

        if mail := getattr(launch, "mail", None):
            return int(mail(path))
    from game.cli.mail.playing import play

    return play(path)


def _is_umpired(path: Path) -> bool:
    return read_private(path).invite.is_umpired


# ---------------------------------------------------------------- which game
def _path_of(name: str) -> Path:
    """The journal's path of a game: by the name of its file, its exchange folder, or its name.

    Raises:
        Trouble: there is none.
    """
    from game.players.mailing import games

    path = Path(name)
    if path.suffix in (saves.SUFFIX, ENDING) and is_private(path):
        return path.with_suffix(saves.SUFFIX)
    return _named(name, games.mail_games()).path


def _named(name: str, found: Sequence[MailGame]) -> MailGame:
    if not found:
        raise Trouble(
            _("No game by file goes on here; `changkufeng mail new SCENARIO` begins one, `mail join FOLDER` joins one")
        )
    if Path(name).is_dir():
        here = [one for one in found if one.folder == Path(name).resolve()]
        if not here:
            raise Trouble(
                _('no game of yours lies in {folder}; `changkufeng mail join "{folder}"` joins one').format(folder=name)
            )
        return here[0]
    return pick(name, {one.name: one for one in found}, _("game by file"))
