"""History and its variants side by side: what each outcome was in each, and the difference game by game."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Literal, NamedTuple

from game.model.battle.measures import Outcome
from game.whatif import statistics
from game.whatif.battle.commanding import FITS, Command, command, depends, may_turn, replay
from game.whatif.battle.outcomes import is_share
from game.whatif.battle.runs import Runs

Played = Mapping[str, list[float | None]]  # outcomes by id, game by game
Mark = Literal["turns", "depends", "open", "untried", ""]


class Summary(NamedTuple):
    """One outcome in one variant. For 0-or-1 outcomes the mean is the share, with Wilson's interval."""

    mean: float | None
    lo: float | None
    hi: float | None
    q05: float | None
    q10: float | None
    q50: float | None
    q90: float | None
    q95: float | None
    happened: int
    percentile: float | None  # of the record


class Variant(NamedTuple):
    """A variant's outcomes and effects, by outcome id; history's effects are exactly 0.

    `arms`: the effects under every commander who was tried, the variant's own among them; `pairs`: how many each was tried in;
    `depends`: outcomes whose effect hangs on who commands; `may_turn`: those of which the pairs do not tell that another one
    would leave it its sign; `command`: how the games ran beside the unchanged ones, None for those themselves.
    """

    name: str
    n: int
    outcomes: dict[str, Summary]
    effects: dict[str, statistics.Difference]
    arms: dict[str, dict[str, statistics.Difference]] = {}  # noqa: RUF012
    pairs: dict[str, int] = {}  # noqa: RUF012
    depends: frozenset[str] = frozenset()
    may_turn: frozenset[str] = frozenset()
    command: Command | None = None

    def mark(self, outcome: str) -> Mark:
        """What must be said of an effect: another commander `turns` it, it `depends` on him, he was tried too seldom to tell
        (`open`) or not at all (`untried`), or nothing: the effect stands, or the record's orders did so nearly always."""
        kept = self.command.kept if self.command is not None else None
        if any(_are_opposed(self.effects[outcome], found[outcome]) for found in self.arms.values()):
            return "turns"
        if outcome in self.depends:
            return "depends"
        is_told = self.effects[outcome].is_clear or (self.effects[outcome].lo is None and self.effects[outcome].differs)
        if not is_told or kept is None or kept >= FITS:
            return ""
        return "untried" if len(self.arms) < 2 else "open" if outcome in self.may_turn else ""

    @property
    def is_in_doubt(self) -> bool:
        """Of some effect that is told it is not known whether it depends on who commands."""
        return any(self.mark(o) in ("open", "untried") for o in self.effects)


def compare(runs: Sequence[Runs]) -> tuple[Variant, ...]:
    """The variants in the order of `runs`, each against its unchanged one, by default the first of them."""
    return tuple(_variant(runs, k) for k in range(len(runs)))


def _variant(runs: Sequence[Runs], k: int) -> Variant:
    found, outcomes = runs[k], runs[k].setting.scenario.outcomes
    arms = {found.setting.arm: found}
    if found.setting.against != k and not found.setting.is_extra:
        arms |= {r.setting.arm: r for j, r in enumerate(runs) if r.setting.is_extra and _is_arm(r, j, found)}
    pairs = {arm: _pairs(runs[r.setting.against or 0], r) for arm, r in arms.items()}
    effects = {
        arm: {o.id: statistics.paired(old[o.id], new[o.id], shares=is_share(o)) for o in outcomes}
        for arm, (old, new) in pairs.items()
    }
    most = max(r.setting.every for r in arms.values())
    steps = {arm: most // r.setting.every for arm, r in arms.items()}

    def tried(o: Outcome) -> list[tuple[statistics.Values, statistics.Values]]:
        return [(old[o.id][:: steps[arm]], new[o.id][:: steps[arm]]) for arm, (old, new) in pairs.items()]

    return Variant(
        found.setting.name,
        len(found.games),
        {o.id: summary(o, found.outcomes[o.id]) for o in outcomes},
        effects[found.setting.arm],
        effects,
        {arm: len(r.games) for arm, r in arms.items()},
        frozenset(o.id for o in outcomes if depends(tried(o), least=_least(o, pairs[found.setting.arm][0][o.id]))),
        frozenset(o.id for o in outcomes if may_turn(effects[found.setting.arm][o.id].diff or 0.0, tried(o))),
        command(found),
    )


def _least(outcome: Outcome, old: statistics.Values) -> float:
    """The gap between two effects that is worth a word: 5 points of a share, 3 % of what it was in history (design choice)."""
    centre = statistics.mean(old)
    return 0.05 if is_share(outcome) else 0.03 * abs(centre.value) if centre is not None else 0.0


def _pairs(old: Runs, new: Runs) -> tuple[Played, Played]:
    """The outcomes of the unchanged games and of those beside them, of the pairs that both have."""
    step = new.setting.every // old.setting.every
    return replace(old, games=old.games[::step]).outcomes, new.outcomes


def _is_arm(other: Runs, k: int, found: Runs) -> bool:
    """The same what-if under another commander."""
    setting = other.setting
    return setting.name == found.setting.name and setting.against != k and not setting.without


def _are_opposed(one: statistics.Difference, other: statistics.Difference) -> bool:
    return one.is_clear and other.is_clear and (one.diff or 0.0) * (other.diff or 0.0) < 0


def unchanged(runs: Sequence[Runs], k: int) -> int:
    """The place of the runs that those of place `k` are measured against."""
    return runs[k].setting.against or 0


def summary(outcome: Outcome, values: statistics.Values) -> Summary:
    """One outcome over the games of one variant."""
    centre = statistics.share(values) if is_share(outcome) else statistics.mean(values)
    mean, lo, hi = centre or (None, None, None)
    q05, q10, q50, q90, q95 = (statistics.quantile(values, q) for q in (0.05, 0.10, 0.50, 0.90, 0.95))
    happened = len(statistics.happened(values))
    return Summary(mean, lo, hi, q05, q10, q50, q90, q95, happened, statistics.percentile(values, outcome.record))


def size(outcome: Outcome, old: Summary, effect: statistics.Difference) -> float:
    """A difference as a share of history's own spread; one game in a hundred counts for outcomes that are 0 or 1."""
    spread = 0.2 if is_share(outcome) else (old.q90 or 0.0) - (old.q10 or 0.0)
    return abs(effect.diff or 0.0) / spread if spread else (float("inf") if effect.diff else 0.0)


SHAPE = ("mean", "lo", "hi", "q05", "q50", "q95")


def facts(
    runs: Sequence[Runs], variants: Sequence[Variant], told: Mapping[str, Mapping[str, object]] = MappingProxyType({})
) -> dict[str, object]:
    """A comparison as scripts read it: what `compare --json` prints and the laboratory saves.

    `told`: more of a variant, by its name, such as its answer.
    """
    found: dict[str, object] = {
        "scenario": runs[0].setting.scenario.id,
        "seed": runs[0].seed,
        "wall_s": round(runs[0].wall_s, 3),
        "variants": [
            {**_facts(r, v), **told.get(v.name, {})}
            for r, v in zip(runs, variants, strict=True)
            if not r.setting.is_extra
        ],
    }
    return {**found, "partial": True, "asked": runs[0].asked} if runs[0].is_partial else found


def _facts(runs: Runs, variant: Variant) -> dict[str, object]:
    found = {
        "name": variant.name,
        "n": variant.n,
        "outcomes": {o: {k: getattr(s, k) for k in SHAPE} for o, s in variant.outcomes.items()},
        "effects": {o: _effect(variant, o) for o in variant.effects},
    }
    if variant.command is None:
        return found
    command, seats = variant.command, dict(zip(runs.setting.scenario.sides, runs.setting.commanders, strict=True))
    return {
        **found,
        "commanders": seats,
        "kept": command.kept,
        "parted": command.parted,
        "parted_seed": command.seed,
        "replay": replay(runs),
        "staff": [s._asdict() for s in command.staffed],
    }


def _effect(variant: Variant, outcome: str) -> dict[str, object]:
    """An effect and the mark it must bear; with more commanders than one tried also that of each."""
    found = {k: getattr(variant.effects[outcome], k) for k in statistics.EFFECT} | {"mark": variant.mark(outcome)}
    if len(variant.arms) < 2:
        return found
    arms = {arm: {k: getattr(e[outcome], k) for k in statistics.EFFECT} for arm, e in variant.arms.items()}
    return {**found, "depends": outcome in variant.depends, "commanders": arms}
