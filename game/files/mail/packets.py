"""Packets of a game by file: one JSON object each, signed by a seat, known by what they say and not by their names.

`invite` says what is played and by what rules of the house, and its own name is the game's id, so that no second one can stand
for it. `join` gives a seat its key and the commitment to its first nonce. `seal` is the commitment to the orders of a turn,
`reveal` what was committed to. `claim` is about a reveal that does not come. `end` names the position in which a game ended.

Under an umpire a turn is `orders` for him and a `report` for each seat, both boxed so that nobody else reads them.
"""

from __future__ import annotations

import re
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from game.core.words import _
from game.files.canonical import canonical
from game.files.errors import one_line
from game.files.journal import AN_ID
from game.files.mail.signing import HEX, SIGNATURE, is_signed, name_of, signed

FORMAT = 1
ENDING = ".ckf"
LARGEST = 512 * 1024
MOST_STEPS = 500
MOST_DAYS = 365
MOST_SEATS = 8
LONGEST = 80  # letters of a name or a version
A_GAME = re.compile(r"[0-9a-f]{16}")
A_WORD = re.compile(r"[\w:.,+-]{1,80}")
INVITE, JOIN, SEAL, REVEAL, CLAIM, END = "invite", "join", "seal", "reveal", "claim", "end"
ORDERS, REPORT = "orders", "report"


class Invite(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind", tag=INVITE):
    """What is played: `scenario` with the `digest` of its content, `variant` its what-if, `rules` the version of the rules.

    `seats`: who holds each, in their order: "mail" a human, a computer by its name, "empty". `days`: how long a reveal is
    awaited before it may be claimed. `battle`: how that of a strategic game is settled; `dial`, `first`, `last`: of a strategic
    game; `host`: the seat that invites, or with `is_umpired` the umpire, `key`: its key; `salt`: new for each game.
    """

    scenario: str
    digest: str
    rules: str
    seats: dict[str, str]
    host: str
    key: str
    salt: str
    is_theatre: bool = False
    variant: str = "history"
    days: Annotated[int, Meta(ge=1, le=MOST_DAYS)] = 7
    title: str = ""
    battle: Literal["", "record", "fought"] = ""
    dial: str = "default"
    is_umpired: bool = False
    first: Annotated[int, Meta(ge=0, le=MOST_STEPS)] = 1
    last: Annotated[int, Meta(ge=0, le=MOST_STEPS)] = 0


class Join(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind", tag=JOIN):
    """A seat's public key, and the commitment to its nonce of the opening."""

    key: str
    commitment: str


class Seal(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind", tag=SEAL):
    """The commitment to the orders of a turn, and the digest of the position for which they were written."""

    position: str
    commitment: str


class Reveal(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind", tag=REVEAL):
    """What was committed to: the nonce and the orders, as the text over which the commitment was made."""

    nonce: str
    written: str


class Claim(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind", tag=CLAIM):
    """About the reveal of the seat `against`: it was asked for, its own seat agrees to be silent, or its turn was taken so."""

    against: str
    stage: Literal["asked", "agreed", "taken"]


class End(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind", tag=END):
    """The digest of the position in which the game ended."""

    position: str


class Orders(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind", tag=ORDERS):
    """The orders of a seat, for the umpire alone."""

    box: str


class Report(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind", tag=REPORT):
    """What the umpire tells a seat, for it alone."""

    to: str
    box: str


Content = Invite | Join | Seal | Reveal | Claim | End | Orders | Report


class Packet(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One packet: format, id of the game, the seat that says it, the turn counted from 1 (0: the opening), and what it says."""

    ckf: int
    game: str
    seat: str
    step: Annotated[int, Meta(ge=0, le=MOST_STEPS)]
    content: Content
    signature: str = ""

    @property
    def kind(self) -> str:
        """What it is: "invite", "join" and so on."""
        return str(self.content.__struct_config__.tag)

    @property
    def key(self) -> tuple[str, str, int, str]:
        """What there can be one packet of: kind, seat, step, and of claims whom against and at what stage."""
        content = self.content
        more = f"{content.stage} {content.against}" if isinstance(content, Claim) else ""
        more = content.to if isinstance(content, Report) else more
        return self.kind, self.seat, self.step, more

    @property
    def name(self) -> str:
        """Sixteen hex digits that name it whole: doubles have the same."""
        return name_of(canonical(self) + self.kind.encode())


def game_id(invite: Invite) -> str:
    """The id of the game that an invitation is for."""
    return name_of(b"changkufeng game 1 " + canonical(invite))


def sign(packet: Packet, secret: str) -> Packet:
    """The packet with its signature."""
    return msgspec.structs.replace(packet, signature=signed(secret, _bytes(packet)))


def is_by(packet: Packet, key: str) -> bool:
    """The packet was signed with the secret half of this key."""
    return is_signed(key, _bytes(packet), packet.signature)


def encode(packet: Packet) -> bytes:
    """The packet as it lies in a file."""
    return msgspec.json.encode(packet) + b"\n"


def decode(data: bytes) -> Packet:
    """The packet of a file's bytes, strictly read; its signature is looked at by whoever knows the key.

    Raises:
        ValueError: it is damaged, cut short, of another format, or says what no packet may.
    """
    number = msgspec.json.decode(data, type=_AnyPacket).ckf
    if number != FORMAT:
        raise ValueError(_("is of format {number}; this program reads {a}").format(number=number, a=FORMAT))
    packet = msgspec.json.decode(data, type=Packet)
    _check(packet)
    return packet


class _AnyPacket(msgspec.Struct, frozen=True):
    ckf: int


def _bytes(packet: Packet) -> bytes:
    unsigned = msgspec.structs.replace(packet, signature="")
    return f"changkufeng packet {packet.kind} ".encode() + canonical(unsigned)


def _check(packet: Packet) -> None:
    content, step = packet.content, packet.step
    _needed(A_GAME, "game", packet.game)
    _needed(AN_ID, "seat", packet.seat)
    _needed(SIGNATURE, "signature", packet.signature)
    if isinstance(content, Invite):
        check_invite(content)
        if packet.game != game_id(content):
            raise ValueError(_("the invitation is of another game than the packet"))
        if packet.seat != content.host:
            raise ValueError(_("the invitation is of another seat than its host"))
    elif isinstance(content, Join | Seal):
        _needed(HEX, "commitment", content.commitment)
        if isinstance(content, Join):
            _needed(HEX, "key", content.key)
    elif isinstance(content, Reveal):
        _needed(HEX, "nonce", content.nonce)
    elif isinstance(content, Claim):
        _needed(AN_ID, "against", content.against)
    elif isinstance(content, Report):
        _needed(AN_ID, "to", content.to)
    if isinstance(content, Seal | End):
        _needed(A_GAME, "position", content.position)
    is_opening = isinstance(content, Invite | Join) or (isinstance(content, Reveal) and not step)
    if is_opening != (step == 0):
        raise ValueError(_("a {kind} of step {step}").format(kind=packet.kind, step=step))


def check_invite(invite: Invite) -> None:
    """Refuses an invitation that no game can have.

    Raises:
        ValueError: a word of it is out of bounds.
    """
    for name in ("scenario", "variant", "dial", "host"):
        _needed(AN_ID, name, getattr(invite, name))
    _needed(HEX, "key", invite.key)
    _needed(HEX, "salt", invite.salt)
    _needed(A_WORD, "digest", invite.digest)
    _needed(A_WORD, "rules", invite.rules)
    if len(invite.title) > LONGEST or not (not invite.title or invite.title.isprintable()):
        raise ValueError(
            _("title: needed at most {longest} letters, none of them a control character").format(longest=LONGEST)
        )
    if invite.is_umpired == (invite.host in invite.seats):
        raise ValueError(_("host: an umpire sits nowhere, and who is none has a seat"))
    if not 1 <= len(invite.seats) <= MOST_SEATS:
        raise ValueError(_("seats: needed 1 to {most}, found {n}").format(most=MOST_SEATS, n=len(invite.seats)))
    for seat, who in invite.seats.items():
        _needed(AN_ID, "seat", seat)
        _needed(A_WORD, seat, who)


def _needed(pattern: re.Pattern[str], name: str, value: str) -> None:
    if not pattern.fullmatch(value):
        raise ValueError(_("{name}: found {found!r}").format(name=name, found=one_line(value, most=40)))
