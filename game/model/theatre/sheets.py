"""A seat's sheet for a turn of the strategic game."""

from typing import Annotated

import msgspec
from msgspec import Meta

Answers = dict[str, dict[str, str]]


class Move(msgspec.Struct, frozen=True, omit_defaults=True, repr_omit_defaults=True, forbid_unknown_fields=True):
    """Divisions that go from one place to another."""

    source: str
    target: str
    divisions: Annotated[int, Meta(ge=0, le=1000)]


class Policy(msgspec.Struct, frozen=True, omit_defaults=True, repr_omit_defaults=True, forbid_unknown_fields=True):
    """A policy, with a sector where it needs one."""

    id: str
    target: str = ""


class Sheet(msgspec.Struct, frozen=True, omit_defaults=True, repr_omit_defaults=True, forbid_unknown_fields=True):
    """The sealed orders of a seat for one turn.

    `answers`: per card the option in each case, `{"J": {"R=local": "air"}}`; the key names states of cards that are decided
    in the same turn, several joined by spaces, "" for any; the most exact key counts, and where none fits the card is drawn
    from its odds. "incident": {"": "stand" or "yield"}. `struck`: ids of lines of the staff plan; `closed`: sectors closed to
    the field army from the next turn on (Tokyo).
    """

    moves: tuple[Move, ...] = ()
    policy: Policy | None = None
    answers: Answers = msgspec.field(default_factory=dict)
    struck: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()
