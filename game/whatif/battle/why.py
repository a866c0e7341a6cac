"""Why two worlds differ: in which turn, at which place, by which cause and in which counter; under which rule; in which games."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from game.files.battle.crossing import JOIN
from game.whatif import statistics
from game.whatif.battle.comparison import Variant, size
from game.whatif.battle.outcomes import is_share
from game.whatif.battle.runs import Runs
from game.whatif.battle.series import Beside, Split, beside

if TYPE_CHECKING:
    from game.model.battle.measures import Outcome
    from game.model.battle.scenario import Scenario

SHOWN = 3  # games that differ most
HALF = 0.5  # share of an effect from which one counter or one turn carries it (design choice)
CARRIED = 0.6  # of a turn
RECKONED = ("score", "killed_share")


class Apart(NamedTuple):
    """A game that differs much: its seed, the leading outcome in both worlds, the command that shows it as a replay."""

    seed: int
    old: float
    new: float
    replay: str


class Off(NamedTuple):
    """An outcome's effect with a rule and without it, in the same pairs; `change`: without less with."""

    rule: str
    with_it: statistics.Difference
    without: statistics.Difference
    change: statistics.Difference


class Why(NamedTuple):
    """What made the difference. `lead`: the outcome that differs most beyond luck, None where none does; `side`: whose losses
    are split; `beside`: both worlds turn by turn; `apart`: the games that differ most in the lead."""

    lead: Outcome | None
    side: str
    beside: Beside
    apart: tuple[Apart, ...]


def ranked(outcomes: Sequence[Outcome], history: Variant, variant: Variant) -> list[Outcome]:
    """The outcomes that differ by more than luck: what happened before what we reckon of it, the firmest and largest first."""
    clear = [o for o in outcomes if variant.effects[o.id].is_clear]
    clear.sort(
        key=lambda o: (
            o.measure in RECKONED,
            firmness(o, variant),
            variant.effects[o.id].n < variant.n,  # what came to pass in some of the pairs only
            -size(o, history.outcomes[o.id], variant.effects[o.id]),
        )
    )
    return clear


def firmness(outcome: Outcome, variant: Variant) -> int:
    """0 for an effect that every commander tried shows, 2 for one that another turns, 1 for what lies between."""
    if variant.mark(outcome.id) == "turns":
        return 2
    arms = [found[outcome.id] for found in variant.arms.values()]
    return 0 if variant.mark(outcome.id) != "untried" and all(e.is_clear for e in arms) else 1


def why(old: Runs, new: Runs, history: Variant, variant: Variant) -> Why:
    """What made the difference between the unchanged games and those of a what-if."""
    scenario = old.setting.scenario
    step = new.setting.every // old.setting.every
    pairs = zip(old.games[::step], new.games, strict=False)
    worlds = beside(scenario, new.setting.scenario, pairs)
    found = ranked(scenario.outcomes, history, variant)
    lead = found[0] if found else None
    return Why(lead, _side(scenario, worlds, lead), worlds, _apart(old, new, lead) if lead else ())


def carriers(found: Why) -> list[Split]:
    """The counters in which the difference of losses lies, most first, down to a twentieth of the whole."""
    parts = [s for s in found.beside.by_counter(found.side) if s.diff]
    most = abs(found.beside.whole("lost", found.side).diff)
    return sorted((s for s in parts if abs(s.diff) >= most / 20), key=lambda s: -abs(s.diff))


def share_of(part: Split, whole: Split) -> float:
    """A part as a share of the whole, 0 where it goes the other way."""
    return max(0.0, part.diff / whole.diff) if whole.diff else 0.0


def off(runs: Sequence[Runs], variants: Sequence[Variant], k: int, outcome: Outcome) -> list[Off]:
    """The effect of what-if `k` with each rule that was switched off, and without it, the largest change first."""
    found = []
    for j, other in enumerate(runs):
        same = other.setting.name == runs[k].setting.name and other.setting.against != j
        if not other.setting.without or not same:
            continue
        step = other.setting.every
        old, new = runs[runs[k].setting.against or 0], runs[k]
        base = [
            old.outcomes[outcome.id][:: step // old.setting.every],
            new.outcomes[outcome.id][:: step // new.setting.every],
        ]
        bare = [runs[other.setting.against or 0].outcomes[outcome.id], other.outcomes[outcome.id]]
        with_it, without = (statistics.paired(a, b, shares=is_share(outcome)) for a, b in (base, bare))
        change = statistics.paired(_gaps(*base), _gaps(*bare), shares=False)
        found.append(Off(other.setting.without, with_it, without, change))
    return sorted(found, key=lambda o: -abs(o.change.diff or 0.0))


def together(runs: Sequence[Runs], k: int, outcome: Outcome) -> statistics.Difference | None:
    """What a crossed what-if brings beyond the sum of its parts; None where it is none, or not all parts were played."""
    parts = runs[k].setting.name.split(JOIN)
    by_name = {r.setting.name: r for r in runs if not r.setting.is_extra}
    against = runs[k].setting.against or 0
    if len(parts) < 2 or any(p not in by_name or (by_name[p].setting.against or 0) != against for p in parts):
        return None
    base = runs[against].outcomes[outcome.id]
    alone = [_gaps(base, by_name[p].outcomes[outcome.id]) for p in parts]
    summed = [None if any(v is None for v in row) else sum(v or 0.0 for v in row) for row in zip(*alone, strict=True)]
    return statistics.paired(summed, _gaps(base, runs[k].outcomes[outcome.id]), shares=False)


# ------------------------------------------------------------------ private
def _gaps(old: statistics.Values, new: statistics.Values) -> list[float | None]:
    return [None if a is None or b is None else b - a for a, b in zip(old, new, strict=True)]


def _side(scenario: Scenario, worlds: Beside, lead: Outcome | None) -> str:
    """Whose losses are split: the leading outcome's side where it counts losses, else the one whose losses differ most."""
    if lead is not None and lead.side and lead.measure in ("men_lost", "men_killed", "tanks_out"):
        return lead.side
    return max(scenario.sides, key=lambda side: abs(worlds.whole("lost", side).diff))


def _apart(old: Runs, new: Runs, lead: Outcome) -> tuple[Apart, ...]:
    step, setting = new.setting.every // old.setting.every, new.setting
    pairs = zip(old.outcomes[lead.id][::step], new.outcomes[lead.id], strict=True)
    found = [(k, a, b) for k, (a, b) in enumerate(pairs) if a is not None and b is not None and a != b]
    found.sort(key=lambda row: (-abs(row[2] - row[1]), row[0]))
    return tuple(_game(old, new, new.seed + k * setting.every, k, a, b) for k, a, b in found[:SHOWN])


def _game(old: Runs, new: Runs, seed: int, k: int, a: float, b: float) -> Apart:
    setting, course = new.setting, new.games[k].course
    if setting.start is not None or course is None or course.parted is None:
        return Apart(seed, a, b, "")
    turn = setting.scenario.calendar.turn(course.parted).name
    words = f'changkufeng replay {setting.scenario.id} --what-if {setting.typed or setting.name} --seed {seed} --at "{turn}"'
    return Apart(seed, a, b, words)
