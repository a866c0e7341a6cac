"""Journals of battles: a turn with the orders and decisions of its sides, each under its seal."""

from pathlib import Path

import msgspec

from game.core.words import _
from game.files.errors import one_line
from game.files.journal import AN_ID, LARGEST_LINE, Format, Journal, check_luck, pack_state, refuse_hostile, seal
from game.model.battle.decisions import Decision
from game.model.battle.orders import Order
from game.model.battle.thoughts import Thought
from game.model.battle_result import Under

MOST_ORDERS = 1000
LONGEST = 60  # letters of a digest or a version


class Header(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which game this is. `digest`: the scenario's content; `parent`: digest of the game it branched from, with the turn;
    `under`: the strategic game that set its limits; `game`: its own id; `seats`: who sits where."""

    journal: int
    scenario: str
    digest: str
    seed: int
    rules: str
    variant: str = "history"
    title: str = ""
    parent: str = ""
    saved: str = ""
    game: str = ""
    seats: dict[str, str] = {}
    under: Under | msgspec.UnsetType = msgspec.UNSET


class TurnLine(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """One turn: orders and decisions by side, a seal for each, number of events, digest and packed state after it; `rules` that
    played it, where they are not the header's; `luck` that it was given, in games by file; `thoughts` of the computer's sides,
    which no seal and no digest holds."""

    turn: int
    orders: dict[str, tuple[Order, ...]]
    seals: dict[str, tuple[str, ...]]
    events: int
    digest: str
    state: str
    decisions: dict[str, tuple[Decision, ...]] = {}
    decision_seals: dict[str, tuple[str, ...]] = {}
    rules: str = ""
    luck: int | None = None
    thoughts: dict[str, Thought] = {}


def turn_line(
    turn: int,
    orders: dict[str, tuple[Order, ...]],
    events: int,
    digest: str,
    state: bytes,
    decisions: dict[str, tuple[Decision, ...]] | None = None,
    luck: int | None = None,
    thoughts: dict[str, Thought] | None = None,
) -> TurnLine:
    """A turn ready to be written, its orders and decisions sealed."""
    seals = {side: tuple(seal(turn, side, o) for o in given) for side, given in orders.items()}
    decided = decisions or {}
    decision_seals = {side: tuple(seal(turn, side, d) for d in given) for side, given in decided.items()}
    return TurnLine(
        turn=turn,
        orders=orders,
        seals=seals,
        events=events,
        digest=digest,
        state=pack_state(state),
        decisions=decided,
        decision_seals=decision_seals,
        luck=luck,
        thoughts=thoughts or {},
    )


def load_journal(path: str | Path) -> Journal[Header, TurnLine]:
    """A journal by its path; the name under which the package offers it.

    Raises:
        BadFile: it is no journal, of another format, damaged before its last line, or one of its orders was altered.
    """
    return BATTLES.read(path)


def _check_header(header: Header) -> None:
    _refuse(header)
    # A name, never a path: what a journal says is not followed anywhere.
    if not AN_ID.fullmatch(header.scenario):
        raise ValueError(
            _("needed the id of a scenario, found {found!r}").format(found=one_line(header.scenario, most=60))
        )
    if not 0 <= header.seed < 2**64:
        raise ValueError(_("seed: needed 0 to 2**64 - 1, found {found}").format(found=one_line(header.seed, most=40)))
    if isinstance(header.under, Under) and not AN_ID.fullmatch(header.under.theatre):
        raise ValueError(
            _("needed the id of a strategic game, found {found!r}").format(
                found=one_line(header.under.theatre, most=60)
            )
        )


def _check_turn(turn: TurnLine) -> None:
    refuse_hostile({"rules": turn.rules, "digest": turn.digest}, longest=LONGEST, most=MOST_ORDERS)
    check_luck(turn.luck)
    for sheet in (*turn.orders.values(), *turn.decisions.values()):
        if len(sheet) > MOST_ORDERS:
            raise ValueError(
                _("{n:,} orders of one side; at most {most} are read").format(n=len(sheet), most=MOST_ORDERS)
            )
        for one in sheet:
            _refuse(one)
    for thought in turn.thoughts.values():
        _refuse(thought)


def _refuse(entry: msgspec.Struct) -> None:
    refuse_hostile(msgspec.to_builtins(entry), longest=LARGEST_LINE, most=MOST_ORDERS, spaces="\n\t")


def _altered(turn: TurnLine) -> str:
    """The order or decision that does not match its seal."""
    for side in sorted(turn.orders.keys() | turn.seals.keys()):
        orders, seals = turn.orders.get(side, ()), turn.seals.get(side, ())
        shown = one_line(side, most=40)
        for k, (order, known) in enumerate(zip(orders, seals, strict=False), 1):
            if seal(turn.turn, side, order) != known:
                where = f" {order.target[0]},{order.target[1]}" if order.target else ""
                said = f"{one_line(order.unit, most=40)} {order.task}{where}"
                return _("order {k} of {shown} ({said}) was altered: it does not match its seal").format(
                    k=k, shown=shown, said=said
                )
        if len(seals) != len(orders):
            return _("{shown} has {n} orders and {a} seals").format(shown=shown, n=len(orders), a=len(seals))
    for side in sorted(turn.decisions.keys() | turn.decision_seals.keys()):
        decided = turn.decisions.get(side, ())
        if tuple(seal(turn.turn, side, d) for d in decided) != turn.decision_seals.get(side, ()):
            return _("a decision of {found} was altered: it does not match its seal").format(
                found=one_line(side, most=40)
            )
    return ""


BATTLES = Format("journal", "journal", Header, TurnLine, _check_header, _check_turn, _altered)
