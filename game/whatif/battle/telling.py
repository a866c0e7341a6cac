"""A comparison told: of each what-if its answer, warnings and causes, as lines for a terminal and as facts for scripts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from game.core.words import _, clauses, enumerated
from game.whatif import statistics, wording
from game.whatif.battle.answer import answer, warnings
from game.whatif.battle.comparison import Variant, unchanged
from game.whatif.battle.naming import part_words
from game.whatif.battle.outcomes import is_share
from game.whatif.battle.runs import Runs
from game.whatif.battle.series import Split
from game.whatif.battle.why import Off, Why, carriers, off, together, why
from game.whatif.charts import figure

if TYPE_CHECKING:
    from game.model.battle.scenario import Scenario
    from game.model.battle.whatif import WhatIf

MOST_NAMED = 3


class Telling(NamedTuple):
    """What is told of a what-if. `switched`: its leading effect without single rules; `beyond`: of a crossed one, more than the
    sum of its parts."""

    answer: str
    warnings: tuple[str, ...]
    why: Why
    switched: tuple[Off, ...] = ()
    beyond: statistics.Difference | None = None


def tell(runs: Sequence[Runs], variants: Sequence[Variant], k: int, what_if: WhatIf) -> Telling:
    """What is told of the what-if in place `k` of the runs."""
    place = unchanged(runs, k)
    found = why(runs[place], runs[k], variants[place], variants[k])
    lead = found.lead
    return Telling(
        answer(variants[place], variants[k], found),
        tuple(warnings(what_if, runs[k].setting.scenario, variants[k], found)),
        found,
        tuple(off(runs, variants, k, lead)) if lead else (),
        together(runs, k, lead) if lead else None,
    )


def lines(told: Telling) -> list[str]:
    """Where the difference lies, a sentence each."""
    worlds, side, lead = told.why.beside, told.why.side, told.why.lead
    if lead is None:
        return []
    scenario = worlds.old.scenario
    parts = (
        (_("by turn"), worlds.by_turn("lost", side)),
        (_("by place"), worlds.by("place", side)),
        (_("by cause"), worlds.by("cause", side)),
        (_("by counter"), carriers(told.why)),
    )
    whole = worlds.whole("lost", side)
    found = [
        _("Losses of {side_names}: {size} men; {join}.").format(
            side_names=_(scenario.side_names[side]),
            size=_size(whole),
            join=clauses((_named(scenario, w, p) for w, p in parts if p)),
        )
    ]
    if told.beyond is not None:
        size, between = wording.difference(told.beyond, shares=is_share(lead))
        found.append(
            _("Beyond the sum of its parts, in {name}: {size} ({between}).").format(
                name=_(lead.name), size=size, between=between
            )
        )
    titles = {s.id: _(s.title) for s in scenario.switches}
    for one in told.switched:
        sizes = [wording.difference(d, shares=is_share(lead))[0] for d in (one.with_it, one.without)]
        change, between = wording.difference(one.change, shares=is_share(lead))
        found.append(
            _("If {titles}: {name} {sizes} instead of {sizes2}, a change of {change} ({between}).").format(
                titles=titles[one.rule],
                name=_(lead.name),
                sizes=sizes[1],
                sizes2=sizes[0],
                change=change,
                between=between,
            )
        )
    for game in told.why.apart:
        found.append(
            _("Seed {seed}: {old} as in history, {new} here. {replay}")
            .format(seed=game.seed, old=figure(game.old), new=figure(game.new), replay=game.replay)
            .strip()
        )
    return found


def facts(told: Telling, *, series: bool = False) -> dict[str, object]:
    """The same for scripts. `series`: with every measure of both worlds by turn."""
    worlds, side = told.why.beside, told.why.side
    found: dict[str, object] = {
        "answer": told.answer,
        "warnings": list(told.warnings),
        "why": {
            "outcome": told.why.lead.id if told.why.lead else None,
            "side": side,
            "losses": worlds.whole("lost", side)._asdict(),
            "by_turn": [s._asdict() for s in worlds.by_turn("lost", side) if s.diff],
            "by_place": [s._asdict() for s in worlds.by("place", side)],
            "by_cause": [s._asdict() for s in worlds.by("cause", side)],
            "by_counter": [s._asdict() for s in carriers(told.why)],
            "games": [a._asdict() for a in told.why.apart],
            "without": [
                {"rule": o.rule, **{k: _effect(getattr(o, k)) for k in ("with_it", "without", "change")}}
                for o in told.switched
            ],
            "beyond_sum": _effect(told.beyond) if told.beyond is not None else None,
        },
    }
    if series:
        found["series"] = {
            name: [
                {
                    "measure": c.kind,
                    "side": c.side,
                    "of": c.of,
                    "turns": [{"turn": t, **world.band(c, t)._asdict()} for t in world.turns],
                }
                for c in world.columns
            ]
            for name, world in (("history", worlds.old), ("what_if", worlds.new))
        }
    return found


def _effect(found: statistics.Difference) -> dict[str, object]:
    return {k: getattr(found, k) for k in statistics.EFFECT}


def _named(scenario: Scenario, words: str, parts: Sequence[Split]) -> str:
    most = sorted((p for p in parts if p.diff), key=lambda p: -abs(p.diff))[:MOST_NAMED]
    return f"{words} {enumerated(f'{part_words(scenario, p.name)} {_size(p)}' for p in most)}"


def _size(part: Split) -> str:
    return figure(round(part.diff, 1), sign=True)
