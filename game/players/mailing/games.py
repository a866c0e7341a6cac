"""Games by file: to begin one, to join one, to list those that go on, to sit down to one."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from game.core.words import _, enumerated
from game.files import saves
from game.files.battle.scenarios import load_scenario
from game.files.battle.variants import HISTORY, varied
from game.files.errors import BadFile
from game.files.mail import packets as P
from game.files.mail.exchange import Exchange
from game.files.mail.private import (
    FORMAT,
    Own,
    Private,
    is_private,
    private_file,
    read_private,
    write_private,
)
from game.files.mail.signing import commitment, fingerprint, new_secret, public_key
from game.files.theatre.theatres import is_theatre, load_theatre
from game.match.battle import Match
from game.match.sealed_game import AWAY
from game.match.theatre import TheatreMatch
from game.players.mailing.at_hand import Played, at_hand, unlike
from game.players.mailing.listing import MailGame, mail_games
from game.players.mailing.post import Post
from game.players.mailing.table import BattleByMail, TheatreByMail
from game.players.table import HUMAN

__all__ = [
    "Invitation",
    "MailGame",
    "Plan",
    "begin",
    "invitations",
    "is_mail",
    "join",
    "mail_games",
    "match_of",
    "move",
    "open_post",
    "sit_down",
]

UMPIRE = "umpire"  # who leads a game and sits nowhere
Lay = Callable[[Post, Any, Mapping[str, str], Path], Any]
Clock = Callable[[], float]


@dataclass(frozen=True)
class Plan:
    """A game to be begun. `seats`: who holds each: "human" here, "mail" elsewhere, a computer by its name, or "empty".

    `days`: how long a reveal is awaited before it may be claimed; `battle`: how that of a strategic game is settled, "" drawn,
    "record" or "fought"; `dial`, `first`, `last`: of a strategic game. `is_umpired`: the game lies here alone, and
    nobody sits here.
    """

    scenario: str
    seats: Mapping[str, str]
    variant: str = HISTORY.id
    days: int = 7
    title: str = ""
    battle: str = ""
    dial: str = "default"
    first: int = 1
    last: int = 0
    is_umpired: bool = False


@dataclass(frozen=True)
class Invitation:
    """An invitation in an exchange folder. `free`: seats that nobody has joined; `trouble`: why it cannot be joined here."""

    invite: P.Invite
    game: str
    free: tuple[str, ...]
    names: dict[str, str]
    fingerprints: dict[str, str]
    trouble: str

    @property
    def title(self) -> str:
        """Its title, or what is played."""
        return self.invite.title or self.invite.scenario

    @property
    def scenario(self) -> str:
        """What is played."""
        return self.invite.scenario

    @property
    def variant(self) -> str:
        """Its what-if, "history" for none."""
        return self.invite.variant

    @property
    def seats(self) -> dict[str, str]:
        """Who holds each seat."""
        return self.invite.seats

    @property
    def days(self) -> int:
        """How long a reveal is awaited."""
        return self.invite.days


# ---------------------------------------------------------------- begin and join
def begin(plan: Plan, folder: Path, name: str = "", *, clock: Clock = time.time) -> Post:
    """Begins a game: the private file first, then the invitation in the exchange folder.

    Raises:
        BadFile: the scenario is damaged, or a file cannot be written.
        ValueError: no game can have such seats, or there is no such what-if.
    """
    name_here = Path(plan.scenario).name if Path(plan.scenario).is_dir() else plan.scenario
    played = at_hand(name_here, plan.variant)
    own = tuple(seat for seat, who in plan.seats.items() if who == HUMAN)
    if plan.is_umpired != (not own) or AWAY not in plan.seats.values():
        raise ValueError(_("a game by file needs a seat here and one elsewhere"))
    host = own[0] if own else UMPIRE
    secrets = {seat: new_secret() for seat in own or (host,)}
    invite = P.Invite(
        scenario=name_here,
        digest=played.digest,
        rules=played.rules,
        seats={seat: AWAY if who == HUMAN else who for seat, who in plan.seats.items()},
        host=host,
        key=public_key(secrets[host]),
        is_umpired=plan.is_umpired,
        salt=new_secret(),
        is_theatre=is_theatre(name_here),
        variant=plan.variant,
        days=plan.days,
        title=plan.title,
        battle=plan.battle,  # type: ignore[arg-type]
        dial=plan.dial,
        first=plan.first,
        last=plan.last,
    )
    P.check_invite(invite)
    if wrong := unlike(invite):
        raise ValueError(wrong)
    packet = P.Packet(ckf=P.FORMAT, game=P.game_id(invite), seat=host, step=0, content=invite)
    sent = (P.sign(packet, secrets[host]),)
    return _entered(invite, secrets, sent, folder, name or plan.title or played.title, played, clock)


def invitations(folder: Path) -> list[Invitation]:
    """The invitations that lie in an exchange folder.

    Raises:
        BadFile: the folder cannot be read.
    """
    exchange, found = Exchange(folder), list[Invitation]()
    exchange.look()
    packets = exchange.packets.values()
    for packet in sorted(packets, key=lambda p: p.game):
        invite = packet.content
        if not isinstance(invite, P.Invite) or not P.is_by(packet, invite.key):
            continue
        if packet.game in {one.game for one in found}:
            continue
        keys = {invite.host: invite.key}
        for other in packets:
            if other.game == packet.game and isinstance(other.content, P.Join) and P.is_by(other, other.content.key):
                keys.setdefault(other.seat, other.content.key)
        names, trouble = dict(zip(invite.seats, invite.seats, strict=True)), ""
        try:
            names, trouble = at_hand(invite.scenario, invite.variant).names, unlike(invite)
        except (BadFile, ValueError) as e:
            trouble = str(e).splitlines()[0]
        free = tuple(seat for seat, who in invite.seats.items() if who == AWAY and seat not in keys)
        prints = {seat: fingerprint(key) for seat, key in keys.items() if seat in invite.seats}
        found.append(Invitation(invite, packet.game, free, names, prints, trouble))
    return found


def join(
    folder: Path, invitation: Invitation, seats: tuple[str, ...] = (), name: str = "", *, clock: Clock = time.time
) -> Post:
    """Joins a game. `seats`: those taken here, by default the first that is free.

    Raises:
        BadFile: a file cannot be written.
        ValueError: the game is of other content or rules, or the seat is not free.
    """
    seats = seats or invitation.free[:1]
    if invitation.trouble:
        raise ValueError(invitation.trouble)
    if not seats:
        raise ValueError(_("every seat of this game is taken"))
    for seat in seats:
        if seat not in invitation.free:
            free = enumerated(invitation.free) or _("none")
            raise ValueError(_("seat {seat} is not free; free: {free}").format(seat=seat, free=free))
    played = at_hand(invitation.scenario, invitation.variant)
    secrets = {seat: new_secret() for seat in seats}
    return _entered(
        invitation.invite, secrets, (), folder, name or invitation.invite.title or played.title, played, clock
    )


def _entered(
    invite: P.Invite,
    secrets: dict[str, str],
    sent: tuple[P.Packet, ...],
    folder: Path,
    name: str,
    played: Played,
    clock: Clock,
) -> Post:
    """A new end of a game: its private file is written, its first packets are sent."""
    journal, game = _free_path(_("{title} by file").format(title=name)), P.game_id(invite)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        folder = folder.resolve()
    except OSError as e:
        raise BadFile.of(folder, _("cannot be made: {a}").format(a=e.strerror or e)) from None
    own = tuple(Own(seat, secret, new_secret()) for seat, secret in secrets.items())
    for one in own:
        if one.seat not in invite.seats:
            continue  # an umpire joins no seat
        made = commitment(game=game, seat=one.seat, step=0, position="", nonce=one.nonce, written="")
        packet = P.Packet(
            ckf=P.FORMAT, game=game, seat=one.seat, step=0, content=P.Join(key=public_key(one.secret), commitment=made)
        )
        sent = (*sent, P.sign(packet, one.secret))
    private = Private(mail=FORMAT, folder=str(folder), invite=invite, own=own, sent=sent, since={"join 0": clock()})
    write_private(journal, private)
    post = Post(journal, private, played.names, clock=clock)
    post.hold()
    post.look()
    if post.trouble:
        private_file(journal).unlink(missing_ok=True)  # nobody has heard of it
        post.let_go()
        raise BadFile.of(folder, post.trouble.removeprefix(f"{folder}: "))
    return post


# ---------------------------------------------------------------- those that go on
def is_mail(path: Path) -> bool:
    """The journal of this path is a game by file, with its private file beside it."""
    return is_private(path)


def open_post(path: Path, *, clock: Clock = time.time, watches: bool = False) -> Post:
    """This house's end of a game by file. `watches`: only to be looked at, beside a program that plays it.

    Raises:
        BadFile: the private file is missing or damaged, what is played is not at hand, or another program plays it.
        ValueError: there is no such what-if.
    """
    private = read_private(path)
    played = at_hand(private.invite.scenario, private.invite.variant)
    post = Post(path, private, played.names, clock=clock, watches=watches)
    if not watches:
        post.hold()
    return post


def move(path: Path, folder: Path) -> None:
    """The exchange folder of a game is another one from now on.

    Raises:
        BadFile: there is no such folder, the private file cannot be read or written, or another program plays the game.
    """
    if not folder.is_dir():
        raise BadFile.of(folder, _("is no folder"))
    post = open_post(path)
    try:
        post.keep(replace(post.private, folder=str(folder.resolve())))
    finally:
        post.let_go()


def sit_down(post: Post, *, battle: Lay = BattleByMail, theatre: Lay = TheatreByMail) -> Any | None:
    """The table of a game by file; None while its opening is not done. `battle`, `theatre`: what tables are laid, given the
    post, the match, the seats and `path`.

    Raises:
        BadFile: the journal is damaged, or of other content.
        ValueError: as `open_post`.
    """
    if post.invite.is_umpired:
        raise ValueError(
            _("this game is led by an umpire and is played in the terminal: changkufeng mail with its name")
        )
    news = post.look().news
    if not post.is_open:
        return None
    match = match_of(post, post.seed)
    if match.is_apart:
        raise BadFile.of(post.journal, _("is damaged: take an earlier state of it, `load` and the menu list them"))
    seats = {seat: HUMAN if seat in post.own else who for seat, who in post.invite.seats.items()}
    match.seats = dict(seats)
    lay: Any = theatre if post.invite.is_theatre else battle
    table = lay(post, match, seats, path=post.journal)
    table.recall(post.journal)
    table.news.extend(news)
    if wrong := table.save():
        table.news.append(_("Not saved: {why}").format(why=wrong))
    return table


def match_of(post: Post, seed: int) -> Any:
    """The match of the game's journal; where there is none yet, a new one of this luck.

    Raises:
        BadFile: the journal is damaged, or of other content.
    """
    invite, path = post.invite, post.journal
    if wrong := unlike(invite):
        raise BadFile.of(path, wrong)
    if invite.is_theatre:
        theatre = load_theatre(invite.scenario)
        if path.exists():
            return TheatreMatch.load(path, theatre, rescue=True, at_table=True)
        return TheatreMatch.new(theatre, seed=seed, dial=invite.dial, first=invite.first, last=invite.last)
    scenario = varied(load_scenario(invite.scenario), invite.variant)
    if path.exists():
        return Match.load(path, scenario, rescue=True, at_table=True)
    return Match.new(scenario, seed=seed)


def _free_path(name: str) -> Path:
    def is_free(path: Path) -> bool:
        return not path.exists() and not private_file(path).exists() and not path.is_symlink()

    return next(path for path in saves.numbered(saves.path_for(name)) if is_free(path))
