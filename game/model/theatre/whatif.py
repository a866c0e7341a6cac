"""What-ifs of the strategic game: a question put to history, the choices made or the orders given, what is said of it."""

from msgspec import field

from game.model.base import Cited, Entry, Prose


class MoveAt(Entry, frozen=True, kw_only=True):
    """Divisions that a seat moves of its own."""

    source: str
    target: str
    divisions: int


class SheetAt(Entry, frozen=True, kw_only=True):
    """Orders of a seat in a turn; what is not named stays as by the record.

    `answers`: state of a card, whatever the case; `strike`: lines of the staff plan, those that begin at a place or go to one are
    named by it ("YAN"); `all_lines`: every line of the seat.
    """

    turn: int
    seat: str
    moves: tuple[MoveAt, ...] = ()
    policy: str = ""
    target: str = ""
    answers: dict[str, str] = field(default_factory=dict)
    strike: tuple[str, ...] = ()
    all_lines: bool = False


class Nudge(Entry, frozen=True, kw_only=True):
    """Points that a variable is moved by at the beginning of a turn, as if by play."""

    turn: int
    variable: str
    points: float


class TheatreWhatIf(Cited, frozen=True, kw_only=True):
    """A question and what asks it.

    `near`: how near it was; `judged`: what historians say or would say; `fix`: cards that come out so, in the what-if alone;
    `held`: cards that come out so in both worlds, so that only the question differs; `sheets`: orders, against a world in which
    the same seats give blank ones; `frozen`: turn from which no counter moves, 0 for none. `confidence` is in the judgement.
    """

    format: int
    id: str
    title: Prose
    question: Prose
    near: Prose
    judged: Prose = ""
    fix: dict[str, str] = field(default_factory=dict)
    held: dict[str, str] = field(default_factory=dict)
    sheets: tuple[SheetAt, ...] = ()
    nudges: tuple[Nudge, ...] = ()
    frozen: int = 0
