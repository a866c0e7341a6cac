"""What a battle leaves behind for the theatre (rule 11.1), how it is read there (11.2), what the theatre gives down (11.4)."""

from typing import Annotated, Literal

from msgspec import Meta

from game.model.base import Cited, Count, Entry, SharePm

Pair = tuple[int, int]  # (Japan, USSR)
Counts = tuple[Count, Count]
Few = Annotated[int, Meta(ge=0, le=100)]  # of divisions, of levels
SourceOfBattle = Literal["play", "sample", "record"]
After = Literal["", "leave", "stay", "stay-back"]


class TruceSigned(Entry, frozen=True, kw_only=True, omit_defaults=True):
    """A truce: turn of the talk at which it was signed ("10 Aug Night"), id of its terms, side that proposed them, or "both"."""

    turn: str
    terms: str
    proposer: str


class BattleResult(Entry, frozen=True, kw_only=True, omit_defaults=True):
    """A battle, over: all that the theatre knows of it (rule 11.1). Pairs are (Japan, USSR).

    `crest_pm`: Soviet share of the disputed crest at the cease-fire, per mille, before anybody left by choice; `men_lost`:
    killed, wounded and taken; `divisions`: put into the fight; `peak`: highest act done, 0 to 10; `air_used_h`: hours over which
    Japanese aircraft were used; `tumen_crossed`: a Soviet attack across the river; `second_sector`: fighting in another sector;
    `authorised`: whoever attacked had leave for it; `worn`: divisions left at half strength, beyond what the record lost;
    `after`: what Japan did with the hill, empty where it was not asked.
    """

    source: SourceOfBattle
    seed: int
    crest_pm: SharePm
    men_lost: Counts
    tanks_lost: Counts
    divisions: tuple[Few, Few]
    peak: tuple[Few, Few]
    air_used_h: Count = 0
    tumen_crossed: bool = False
    second_sector: bool = False
    truce: TruceSigned | None = None
    authorised: bool = False
    worn: tuple[Few, Few] = (0, 0)
    after: After = ""


class Step(Entry, frozen=True, kw_only=True):
    """A state of a card from a level of escalation on; of several the last that is reached counts."""

    state: str
    level: int


class Upward(Cited, frozen=True, kw_only=True):
    """How a battle is read (rule 11.2). Levels are of the escalation scales (combat rule 10.1).

    `attack`: Japanese level that is an attack on the hills; `answer`, `reinforce`: states of R and J; `hill_pm`: Soviet share of
    the crest from which the hill is theirs; `air_h`: hours of Japanese aircraft from which, with the Tumen crossed, the fight has
    widened; `wide_divisions`: divisions of each side that have widened it; `no_truce_levels`: levels that a battle without truce
    adds; `much`, `little`: losses of the other side over own that make Tokyo think less or more of Soviet readiness, by `loc`.
    """

    attack: int
    answer: tuple[Step, ...]
    reinforce: tuple[Step, ...]
    hill_pm: int
    air_h: int
    wide_divisions: int
    no_truce_levels: int
    much: float
    little: float
    loc: float


class Tally(Cited, frozen=True, kw_only=True):
    """How a finished battle is counted where its scenario has no word for it (rule 11.1).

    `divisions`: by side the formations of each division; one is in the fight once any counter of it is on the map. A level of
    `second_division` brings one more in; `aircraft`: Japanese level that is army aircraft; `tumen`: Soviet level that crosses
    the river; `elsewhere`: Soviet level that is fighting in another sector. `record_men`: losses of the record;
    `worn_men`: losses beyond them that wear a division.
    """

    divisions: dict[str, tuple[tuple[str, ...], ...]]
    second_division: int
    aircraft: int
    tumen: int
    elsewhere: int
    record_men: Pair
    worn_men: Pair


class Downward(Cited, frozen=True, kw_only=True):
    """What the theatre sets in the battle (rule 11.4).

    `throne`: highest Japanese act by the answer E; `support`: with support granted; `answer`: highest Soviet act by R. A Soviet
    division over par brings `reserve`, the formations still to come, `arrival_days` earlier, one under par as much later.
    `works_pm`: Japanese works by fort level; `order_share`: of the Soviet order delay where the mark `command_mark` was left;
    `air_act`: act whose petition has the theatre's odds.
    """

    throne: dict[str, int]
    support: int
    answer: dict[str, int]
    reserve: tuple[str, ...]
    arrival_days: int
    works_pm: tuple[int, ...]
    order_share: float
    command_mark: str
    air_act: str


class Given(Entry, frozen=True, kw_only=True, omit_defaults=True):
    """What a position of the theatre gives down to the battle (rule 11.4); the defaults are the record's.

    `throne`: the answer E; `answer`: R, as far as Moscow lets its front go; `support`: a petition was granted; `soviet_over`:
    Soviet divisions of the sector over par; `forts`: level of the sector; `petition`: odds of a petition for aircraft, None for
    the battle's own; `command`: the front's own command; `leaves`: acts for which leave is held from the first hour.
    """

    throne: str = "refuse"
    answer: str = "local"
    support: bool = False
    soviet_over: Annotated[int, Meta(ge=-100, le=100)] = 0
    forts: Few = 0
    petition: Annotated[float, Meta(ge=0, le=1)] | None = None
    command: bool = False
    leaves: tuple[str, ...] = ()


class Under(Entry, frozen=True, kw_only=True):
    """A battle of a strategic game: id of the theatre, and what its position gave down."""

    theatre: str
    given: Given


class BankedRun(Entry, frozen=True, kw_only=True):
    """A battle of the bank: what was given down, who commanded each side, and what came of it."""

    given: Given
    commanders: tuple[str, str]
    result: BattleResult


class Bank(Entry, frozen=True, kw_only=True):
    """Battles fought beforehand, from which the theatre takes one where nobody plays it (rule 11.3).

    `digest`, `rules`: content of the battle's scenario and version of the rules under which they were fought.
    """

    format: int
    battle: str
    digest: str
    rules: str
    made: str
    runs: tuple[BankedRun, ...]


class Join(Entry, frozen=True, kw_only=True):
    """The two layers joined: which scenario is the battle, how it is read, what is given down to it, and the record's result."""

    battle: str
    upward: Upward
    tally: Tally
    downward: Downward
    record: BattleResult
    note: str = ""


class Reading(Entry, frozen=True, kw_only=True):
    """A battle in states of the cards (rule 11.2).

    `states`: of S, R and J, and of T where it is settled. `t`: why T is open, "" where it is not: "no truce" (it is drawn from
    its row), "shared crest" (Tokyo has yet to say whether it stays). `v`: stay or leave as it became. `loc`: change of LOC by
    losses, for the ledger of the cards.
    """

    states: dict[str, str]
    t: Literal["", "no truce", "shared crest"] = ""
    v: Literal["leave", "stay", "not_asked", ""] = ""
    loc: float = 0.0
