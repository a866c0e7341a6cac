"""The private file of a house in a game by file, `NAME.mail` beside its journal: keys, nonces, what was sent and what came.

What is sealed stands here before its commitment stands in the exchange folder, so that no moment at which the program ends can
lose it. The file can be read by its owner alone, as far as the system knows owners.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from game.core.words import _
from game.files.bounds import read_bytes, write_whole
from game.files.errors import BadFile, one_line
from game.files.journal import AN_ID, refuse_hostile
from game.files.mail.packets import MOST_STEPS, Invite, Packet, check_invite, game_id
from game.files.mail.signing import HEX

FORMAT = 1
ENDING = ".mail"
LARGEST = 16 * 1024 * 1024
MOST_PACKETS = 20_000
LONGEST_PATH = 4096
LONGEST_TOLD = 1000
LATEST = 2.0**36  # seconds since 1970


class Own(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A seat held in this house: the secret half of its key, and its nonce of the opening."""

    seat: str
    secret: str
    nonce: str


class Sealed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an own seat has sealed for a turn: the position it was written for, nonce and orders."""

    seat: str
    step: Annotated[int, Meta(ge=1, le=MOST_STEPS)]
    position: str
    nonce: str
    written: str


class Private(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All that a house keeps of a game by file. `since`: when, by its own clock in seconds, it began to wait for what; `asked`:
    when it asked for a reveal, by "step seat"; `claimed`: turns that were taken as silent, in the same words; `told`: disputes;
    `turns`: played so far, -1 in the opening. Under an umpire `lines`: of the orders that a player writes, `answers`: what the
    umpire's program said to each seat's lines, by "step seat".
    """

    mail: int
    folder: str
    invite: Invite
    own: tuple[Own, ...]
    sealed: tuple[Sealed, ...] = ()
    sent: tuple[Packet, ...] = ()
    came: tuple[Packet, ...] = ()
    since: dict[str, float] = {}
    asked: dict[str, float] = {}
    claimed: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    turns: Annotated[int, Meta(ge=-1, le=MOST_STEPS)] = -1
    is_over: bool = False
    lines: tuple[str, ...] = ()
    answers: dict[str, str] = {}

    @property
    def game(self) -> str:
        """Id of the game."""
        return game_id(self.invite)


def private_file(journal: Path) -> Path:
    """The private file beside a journal."""
    return journal.with_suffix(ENDING)


def is_private(journal: Path) -> bool:
    """A private file lies beside the journal."""
    return private_file(journal).is_file()


def write_private(journal: Path, private: Private) -> None:
    """Writes the private file, whole or not at all.

    Raises:
        BadFile: the folder is missing or read-only, or the disk is full; the old file is untouched.
    """
    path = private_file(journal)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as e:
        raise BadFile.of(path, _("cannot be written: {a}").format(a=e.strerror or e)) from None
    write_whole(path, msgspec.json.encode(private), mode=0o600)


def read_private(journal: Path) -> Private:
    """What lies in the private file beside a journal.

    Raises:
        BadFile: there is none, or it is damaged.
    """
    path = private_file(journal)
    data = read_bytes(path, largest=LARGEST)
    try:
        found = msgspec.json.decode(data, type=Private)
        _check(found)
    except (ValueError, RecursionError) as e:
        raise BadFile.of(
            path, _("is no private file of a game by file: {found}").format(found=one_line(e, most=120))
        ) from None
    return found


def _check(found: Private) -> None:
    if found.mail != FORMAT:
        raise ValueError(_("format {mail}; this program reads {a}").format(mail=found.mail, a=FORMAT))
    check_invite(found.invite)
    if not 0 < len(found.folder) <= LONGEST_PATH or "\0" in found.folder:
        raise ValueError(_("folder: no path"))
    if len(found.sent) + len(found.came) > MOST_PACKETS:
        raise ValueError(_("more than {most:,} packets").format(most=MOST_PACKETS))
    if not found.own or len({o.seat for o in found.own}) < len(found.own):
        raise ValueError(_("own: needed seats, each once"))
    for own in found.own:
        is_umpire = found.invite.is_umpired and own.seat == found.invite.host
        if not (is_umpire or own.seat in found.invite.seats) or not AN_ID.fullmatch(own.seat):
            raise ValueError(_("own: no seat {found!r}").format(found=one_line(own.seat, most=40)))
        if not HEX.fullmatch(own.secret) or not HEX.fullmatch(own.nonce):
            raise ValueError(_("own: no key"))
    if any(p.game != found.game for p in (*found.sent, *found.came)):
        raise ValueError(_("a packet of another game"))
    if not all(0 <= when < LATEST for when in (*found.since.values(), *found.asked.values())):
        raise ValueError(_("since: no moment"))
    refuse_hostile([*found.told, *found.claimed, *found.lines], longest=LONGEST_TOLD, most=MOST_STEPS)
