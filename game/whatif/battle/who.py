"""Who commanded, in words and as three points: whose orders an answer rests on, and what hangs on that."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from game.core.words import _, enumerated, written
from game.match.dates import named
from game.whatif import wording
from game.whatif.battle.commanding import ARMS
from game.whatif.battle.outcomes import is_share
from game.whatif.battle.twins import FOLLOWER
from game.whatif.page import plain

if TYPE_CHECKING:
    from game.model.battle.measures import Outcome
    from game.model.battle.whatif import WhatIf
    from game.whatif.battle.comparison import Mark, Variant
    from game.whatif.battle.runs import Setting

MOST_NAMED = 4  # counters that a sentence names
POINTS = {
    FOLLOWER: 'fill="#AE3C17"',
    "frozen": 'fill="none" stroke="#AE3C17" stroke-width="2"',
    "plain": 'fill="#8A8F93"',
}


def lines(setting: Setting, variant: Variant) -> list[str]:
    """Who commanded the games of a variant, a sentence each; none for the unchanged ones."""
    if variant.command is None:
        return []
    parted = variant.command.parted
    words = _("The two worlds first part in the turn {turn}, for the first time in the game of seed {seed}.")
    first = words.format(turn=named(parted), seed=variant.command.seed) if parted else ""
    kept, *staffed = [*_followed(setting, variant), *_steady(setting)]
    return [kept, first or _("The two worlds never part."), *_tried(variant), *staffed]


def mark_words(mark: Mark) -> str:
    """What is printed beside an effect, nothing for an empty mark."""
    words = {
        "turns": _("turns with who commands"),
        "depends": _("depends on who commands"),
        "open": _("may depend on who commands (few tried)"),
        "untried": _("may depend on who commands: not tried"),
    }
    return words.get(mark, "")


def reviewed(what_if: WhatIf) -> tuple[str, str] | None:
    """The head and the text of a what-if's review; None where nobody has looked into its games."""
    if what_if.review is None:
        return None
    words = _("Reviewed in {n} pairs of games, rules {rules}")
    return words.format(n=what_if.review.pairs, rules=what_if.review.rules), _(what_if.review.found)


def unjudged(what_if: WhatIf) -> str:
    """Says so where nobody whose judgement was read speaks of the question; empty where somebody does, or nothing is cited."""
    if not what_if.evidence or what_if.sources_differ or any(e.by for e in what_if.evidence):
        return ""
    return _("No historian who was read for this game judges this question: what stands here is what the sources tell.")


def arm_words(arm: str) -> str:
    """A commander of the unchanged side in words."""
    words = {FOLLOWER: _("the record while it fits"), "frozen": _("the record’s orders"), "plain": _("the computer")}
    return words.get(arm, arm)


def arm_head(arm: str, variant: Variant) -> str:
    """The head of a commander's column, with the pairs in which he was tried if those are not all."""
    pairs = variant.pairs.get(arm, variant.n)
    return arm_words(arm) if pairs == variant.n else f"{arm_words(arm)}, n = {written(pairs, ',')}"


def _tried(variant: Variant) -> list[str]:
    """In how many pairs the others commanded, and how to have them in all where that leaves something open."""
    seldom = min(variant.pairs.values(), default=variant.n)
    found = []
    if seldom < variant.n:
        words = _("The record’s orders and the computer’s were tried beside these in {n} of the {all} pairs.")
        found.append(words.format(n=written(seldom, ","), all=written(variant.n, ",")))
    if variant.is_in_doubt:
        found.append(
            _(
                "What may depend on that is settled by all three in every pair: --commander all, “All” in "
                "the laboratory."
            )
        )
    return found


def _followed(setting: Setting, variant: Variant) -> list[str]:
    kept, staffed = (variant.command.kept, variant.command.staffed) if variant.command else (None, ())
    if kept is None:
        return []
    sides = _sides(setting, FOLLOWER)
    share = wording.percent(math.floor(1000 * kept) / 1000, wording.FINE)  # 100 means all
    found = [_("{sides} kept the record’s orders in {share} % of counter-turns.").format(sides=sides, share=share)]
    if not staffed:
        return found
    number = setting.scenario.calendar.turn
    first = min((s.turn for s in staffed), key=lambda turn: number(turn).number)
    units = [
        _("{unit} in {share} %").format(unit=s.unit, share=wording.percent(s.share, variant.n))
        for s in staffed[:MOST_NAMED]
    ]
    words = _("From {turn} on the staff commanded {units} of the games.").format(
        turn=named(first), units=enumerated(units)
    )
    more = len(staffed) - len(units)
    return [*found, words, *([_("It commanded {n} more counters in some.").format(n=more)] if more else [])]


def _steady(setting: Setting) -> list[str]:
    """Sides that the record or the computer commands, whatever happens."""
    words = {
        "history": _("{sides}: the record’s orders, whatever happens."),
        "plain": _("{sides}: the computer’s orders in both worlds."),
    }
    return [line.format(sides=_sides(setting, who)) for who, line in words.items() if who in setting.commanders]


def _sides(setting: Setting, commander: str) -> str:
    names = setting.scenario.side_names
    pairs = zip(setting.scenario.sides, setting.commanders, strict=True)
    return enumerated(_(names[side]) for side, who in pairs if who == commander)


# ---------------------------------------------------------------- three points
def points(outcomes: Sequence[Outcome], variant: Variant) -> str:
    """A table of every effect under each commander, as points on one line and in figures; HTML, empty if one was tried."""
    if len(variant.arms) < 2:
        return ""
    heads = "".join(
        f'<th scope="col" class="n">{_dot(arm)} {plain(arm_head(arm, variant))}</th>' for arm in _shown(variant)
    )
    rows = "".join(_row(o, variant) for o in outcomes)
    head, outcome = _("Who commands"), _("Outcome")
    caption = _(
        "The difference by who commands the side that nothing was changed for; the upright line is no difference."
    )
    return (
        f'<h2>{head}</h2><div class="scroll"><table><caption>{plain(caption)}</caption>'
        f'<thead><tr><th scope="col">{outcome}</th><th scope="col"></th>{heads}<th scope="col"></th></tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _shown(variant: Variant) -> list[str]:
    """The commanders who were tried, in their order."""
    return [arm for arm in ARMS if arm in variant.arms]


def _row(outcome: Outcome, variant: Variant) -> str:
    shares, arms = is_share(outcome), [variant.arms[arm][outcome.id] for arm in _shown(variant)]
    figures = "".join(f'<td class="n">{plain(wording.difference(e, shares=shares)[0])}</td>' for e in arms)
    mark = mark_words(variant.mark(outcome.id))
    drawn = _strip({arm: variant.arms[arm][outcome.id].diff for arm in _shown(variant)})
    return f'<tr><td>{plain(_(outcome.name))}</td><td>{drawn}</td>{figures}<td class="depends">{plain(mark)}</td></tr>'


def _strip(effects: dict[str, float | None]) -> str:
    known = {arm: v for arm, v in effects.items() if v is not None}
    most = max(map(abs, known.values()), default=0.0) or 1.0
    dots = "".join(_circle(arm, 80 + 70 * known[arm] / most) for arm in reversed(ARMS) if arm in known)
    return f'<svg width="160" height="18" aria-hidden="true"><path d="M80 0v18M6 9h148" stroke="#2C2622"/>{dots}</svg>'


def _dot(arm: str) -> str:
    return f'<svg width="14" height="14" aria-hidden="true">{_circle(arm, 7, 7)}</svg>'


def _circle(arm: str, x: float, y: float = 9) -> str:
    return f'<circle cx="{x:.1f}" cy="{y:g}" r="5" {POINTS[arm]}/>'
