"""The record: what the sources say of the battle, by moment, by turn and by day. Shown, never resolved."""

from typing import Literal

from game.model.base import Cited, Confidence, Entry, HexAt, Names, Prose

Kind = Literal["account", "witness", "stretch", "talk", "air", "guns", "tanks", "arrival"]
Span = tuple[int, int]  # (lowest, highest)


class RecordPosition(Cited, frozen=True, kw_only=True):
    """Where a counter stood by the record. `men` is our estimate unless the source gives it; 0 where nothing is said.

    `between`: no source has it there; the place lies on the way from the one attested before to the next.
    """

    unit: str
    hex: HexAt
    men: int = 0
    tanks: int = 0
    state: str = ""
    certain: bool = False
    between: bool = False


class Account(Cited, frozen=True, kw_only=True):
    """What a side says of the moment, in our own words."""

    side: str
    text: Prose


class LossBand(Cited, frozen=True, kw_only=True):
    """Losses of a side since the scenario's start, as a band. `low` and `high` in men, killed and wounded.

    `since`: the start for which they are counted, where several scenarios share a keyframe; empty for the scenario's own.
    """

    side: str
    since: str = ""
    low: int
    high: int
    killed_low: int = 0
    killed_high: int = 0


class Keyframe(Entry, frozen=True, kw_only=True):
    """A moment of the record. `at`: "31 Jul 05:15". `weather` is empty where no source speaks of it."""

    at: str
    title: Prose
    text: Prose
    weather: Prose = ""
    crest: Prose = ""
    positions: tuple[RecordPosition, ...] = ()
    accounts: tuple[Account, ...] = ()
    losses: tuple[LossBand, ...] = ()


class Told(Cited, frozen=True, kw_only=True):
    """One statement of the sources, in our own words.

    `kind`: account (of a side), witness (of neither), stretch (of days that cover the turn without naming it), talk (in
    capitals and headquarters), air, guns, tanks, arrival. `side`: whose account, or whose act; empty for nobody's. `known_to`:
    sides that knew it then, beside `side`. `clock`: by our clock, `own_clock` as the source prints it where it keeps another.
    `disputed`: what the other side denies or counts otherwise. `ref`: page or number. `persons`, `places`, `units`: ids.
    """

    kind: Kind
    text: Prose
    side: str = ""
    known_to: tuple[str, ...] = ()
    where: Prose = ""
    clock: Prose = ""
    own_clock: Prose = ""
    disputed: Prose = ""
    ref: Prose = ""
    persons: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    units: tuple[str, ...] = ()


class WeatherTold(Cited, frozen=True, kw_only=True):
    """Weather as a source has it. `side`: whose airfields or roads it is told of, empty for the field itself."""

    text: Prose
    clock: Prose = ""
    side: str = ""


class CrestHeld(Cited, frozen=True, kw_only=True):
    """Who holds a hill during the turn: one side, both, or nobody that is told. `text` where that is not the whole of it."""

    hill: str
    holders: tuple[str, ...] = ()
    text: Prose = ""


class TurnLoss(Cited, frozen=True, kw_only=True):
    """Losses of `side` in a turn: a count, a claim, or our allocation of the totals over the turns, which is no count.

    `by`: the side that counts or claims, empty for ours. `covers`: the turns together, where not this one alone. Bands in men,
    vehicles and machines; unset where nothing is said.
    """

    side: str
    kind: Literal["count", "claim", "allocation"]
    by: str = ""
    basis: Prose
    covers: Prose = ""
    killed: Span | None = None
    wounded: Span | None = None
    total: Span | None = None
    tanks: Span | None = None
    aircraft: Span | None = None


class RecordTurn(Entry, frozen=True, kw_only=True):
    """What the sources have of one turn. `quiet`: no source that was read tells of the front in these hours.

    `gone`: counters, or sides with all of theirs, that have left the field by its end; their places are carried no further.
    """

    at: str
    headline: Prose
    quiet: bool = False
    weather: tuple[WeatherTold, ...] = ()
    crest: tuple[CrestHeld, ...] = ()
    told: tuple[Told, ...] = ()
    positions: tuple[RecordPosition, ...] = ()
    gone: tuple[str, ...] = ()
    losses: tuple[TurnLoss, ...] = ()


class RecordDay(Entry, frozen=True, kw_only=True):
    """What the sources have of one day before the fighting or after it. `date`: "1938-07-13"."""

    date: str
    told: tuple[Told, ...] = ()


class Person(Cited, frozen=True, kw_only=True):
    """Somebody whom the record names. `confidence` is for name and post, `fate_confidence` for what became of him.

    `recalled`: the work from which a part was recalled without reading it here.
    """

    id: str
    names: Names
    side: str = ""
    rank: Prose = ""
    post: Prose
    fate: Prose = ""
    fate_confidence: Confidence | None = None
    recalled: Prose = ""


class NamedPlace(Cited, frozen=True, kw_only=True):
    """A place that the record names: one that the map does not have, or names for one that it has, in the place of the map's.

    `variants`: other spellings in the sources.
    """

    id: str
    names: Names
    variants: tuple[str, ...] = ()
    off_map: bool = False


class SourceRow(Cited, frozen=True, kw_only=True):
    """A row of the reconstruction: a group at the moment of a keyframe, and the counters `units` that it is here.

    Men and tanks of the counters there are those of the row; `differs` says why they are not.
    """

    at: str
    id: str
    units: tuple[str, ...]
    men: int
    tanks: int = 0
    differs: Prose = ""
