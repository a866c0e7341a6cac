"""Journals of strategic games: a turn with the sheets of its seats, each under its seal."""

import msgspec

from game.core.words import _
from game.files.errors import one_line
from game.files.journal import AN_ID, Format, check_luck, pack_state, refuse_hostile, seal
from game.model.battle_result import BattleResult
from game.model.theatre.sheets import Sheet

MOST_ENTRIES = 200  # entries of any list of a sheet
LONGEST = 320  # letters of any word of a sheet


class TheatreHeader(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which game this is. `digest`: content of the game; `parent`: digest of the game it branched from, with the turn;
    `game`: its own id; `seats`: who sits where."""

    theatre_journal: int
    theatre: str
    digest: str
    seed: int
    rules: str
    dial: str
    first: int
    last: int
    title: str = ""
    parent: str = ""
    saved: str = ""
    game: str = ""
    seats: dict[str, str] = {}


class TheatreLine(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """One turn: sheets of the seats that were filled, a seal for each, the battle's result if one was given, events, digest and
    the packed position after it; `rules` that played it, where they are not the header's; `luck` that it was given, in games by
    file."""

    turn: int
    sheets: dict[str, Sheet]
    seals: dict[str, str]
    events: int
    digest: str
    state: str
    battle: BattleResult | None = None
    rules: str = ""
    luck: int | None = None


def theatre_line(
    turn: int,
    sheets: dict[str, Sheet],
    battle: BattleResult | None,
    events: int,
    digest: str,
    state: bytes,
    luck: int | None = None,
) -> TheatreLine:
    """A turn ready to be written, its sheets sealed."""
    seals = {seat: seal(turn, seat, sheet) for seat, sheet in sheets.items()}
    return TheatreLine(
        turn=turn,
        sheets=sheets,
        seals=seals,
        events=events,
        digest=digest,
        state=pack_state(state),
        battle=battle,
        luck=luck,
    )


def _check_header(header: TheatreHeader) -> None:
    for word in (header.theatre, header.dial):
        if not AN_ID.fullmatch(word):
            raise ValueError(_("needed an id, found {found!r}").format(found=one_line(word, most=60)))
    refuse_hostile(msgspec.to_builtins(header), longest=LONGEST, most=MOST_ENTRIES)
    if not 0 <= header.seed < 2**64:
        raise ValueError(_("seed: needed 0 to 2**64 - 1, found {seed}").format(seed=header.seed))


def _check_turn(turn: TheatreLine) -> None:
    refuse_hostile({"rules": turn.rules, "digest": turn.digest}, longest=LONGEST, most=MOST_ENTRIES)
    check_luck(turn.luck)
    refuse_hostile(msgspec.to_builtins(turn.sheets), longest=LONGEST, most=MOST_ENTRIES)


def _altered(turn: TheatreLine) -> str:
    for seat in sorted(turn.sheets.keys() | turn.seals.keys()):
        sheet = turn.sheets.get(seat)
        if sheet is None or turn.seals.get(seat) != seal(turn.turn, seat, sheet):
            return _("the sheet of {found} was altered: it does not match its seal").format(
                found=one_line(seat, most=20)
            )
    return ""


THEATRES = Format(
    "theatre_journal", "journal of a strategic game", TheatreHeader, TheatreLine, _check_header, _check_turn, _altered
)
