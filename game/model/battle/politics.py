"""The politics of the battle: acts with their leave and price, terms of a truce, what each government thinks of them."""

from typing import Literal

from msgspec import field

from game.model.base import Cited, Entry, Prose
from game.model.battle.ground import Zone


class Reach(Entry, frozen=True, kw_only=True):
    """Ground that an act opens: `zones`, from `nearest` to `farthest` hexes beyond the ground that the side's infantry may always
    enter (a hex is 300 m; 0 is that ground itself)."""

    zones: tuple[Zone, ...]
    nearest: int = 0
    farthest: int = 99


class Circumstance(Entry, frozen=True, kw_only=True):
    """What changes the odds of a petition: the side has been attacked, a moment has come, so many men are lost.

    Of several that hold the last counts. `odds`: in place of the usual ones.
    """

    when: Literal["attacked", "from", "losses"]
    at: str = ""
    men: int = 0
    odds: float


class Act(Cited, frozen=True, kw_only=True):
    """An act of a side's escalation scale (rules 10.1-10.3).

    `asked_of`: who gives leave, empty where none is needed. `odds` of one petition; `every` turns between petitions; the answer
    is there `delay` turns after the asking. `price`: points of the limits when it is done by leave; `may_alone`: a commander
    on the spot may do it without, at `price_alone` and `control` of Tokyo's hold on the army. `move`, `assault`, `fire` (at),
    `fire_from`, `strike`: ground that it opens; `tanks`: tanks may be used at all.
    """

    id: str
    side: str
    level: int
    name: Prose
    text: Prose
    asked_of: Prose = ""
    odds: float = 1.0
    every: int = 4
    delay: int = 1
    price: int = 0
    may_alone: bool = False
    price_alone: int = 0
    control: int = 0
    move: tuple[Reach, ...] = ()
    assault: tuple[Reach, ...] = ()
    fire: tuple[Reach, ...] = ()
    fire_from: tuple[Reach, ...] = ()
    strike: tuple[Reach, ...] = ()
    tanks: bool = False
    circumstances: tuple[Circumstance, ...] = ()


class Term(Cited, frozen=True, kw_only=True):
    """Terms of a truce (rule 11.1). `first`: side that withdraws before the other; `clears`: zones that a side leaves."""

    id: str
    name: Prose
    text: Prose
    first: str = ""
    clears: dict[str, tuple[Zone, ...]] = field(default_factory=dict)


class Will(Cited, frozen=True, kw_only=True):
    """What a government thinks of terms: the sum of the parts is the log-odds of its yes (rule 11.5).

    `share` counts for each whole of the disputed crest that the side named in `Talks.share_of` holds, `past_half` for what is
    over a half of it; `day` for each day since `Talks.since`; `losses` once `losses_men` own men are lost, less for fewer; `over`
    for each level of the enemy beyond `Talks.over_level`; `before` while nothing has been fought, less and less until both
    sides together have lost `fight_men`.
    """

    side: str
    term: str
    base: float
    share: float = 0.0
    past_half: float = 0.0
    day: float = 0.0
    losses: float = 0.0
    losses_men: int = 1
    over: float = 0.0
    before: float = 0.0
    fight_men: int = 1


class Talks(Cited, frozen=True, kw_only=True):
    """When governments talk, and what follows (rules 11.1-11.8).

    `days`: turns of talks; `requests`: talks that each government may ask for beside; `stop_hour`: hour at which fire
    stops, the first after the talk; `urge`: log-odds that a petition adds; `umpire`: governments that want one. `stays`
    decides first after the truce, by `leave_base`, `leave_share`, `leave_control`; `follows` decides then.
    """

    days: tuple[str, ...]
    since: str
    requests: int = 1
    stop_hour: int = 12
    share_of: str
    over_level: int = 6
    urge: float = 1.0
    umpire: tuple[str, ...] = ()
    stays: str
    follows: str
    leave_base: float
    leave_share: float
    leave_control: float


class Opening(Entry, frozen=True, kw_only=True):
    """That politics are in play, and where the scales stand at the start.

    `levels`: by side; `done`: acts already done; `leaves`: acts for which leave is held; `alone`: acts resolved on without;
    `fought`: men whom both sides together have lost in the days before.
    """

    levels: dict[str, int] = field(default_factory=dict)
    done: tuple[str, ...] = ()
    leaves: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()
    fought: int = 0


class Politics(Entry, frozen=True, kw_only=True):
    """Everything that chapters 10 and 11 need of a scenario."""

    acts: tuple[Act, ...]
    terms: tuple[Term, ...]
    wills: tuple[Will, ...]
    talks: Talks
    opening: Opening

    def act(self, act: str) -> Act:
        """An act by its id.

        Raises:
            KeyError: there is no such act.
        """
        return self.acts[self.act_index(act)]

    def act_index(self, act: str) -> int:
        """Number of an act in the arrays.

        Raises:
            KeyError: there is no such act.
        """
        for k, one in enumerate(self.acts):
            if one.id == act:
                return k
        raise KeyError(act)

    def acts_of(self, side: str) -> tuple[Act, ...]:
        """The scale of a side, from its lowest level."""
        return tuple(sorted((a for a in self.acts if a.side == side), key=lambda a: a.level))

    def term_index(self, term: str) -> int:
        """Number of terms in the arrays, -1 where there are none of that id."""
        return next((k for k, t in enumerate(self.terms) if t.id == term), -1)
