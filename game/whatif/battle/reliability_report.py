"""What forecasts were worth as a page with its diagram, and as the table that README prints."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from game.core.words import N_, _, written
from game.whatif.battle.reliability import GAMES_A_PART, TRUTHS, Group
from game.whatif.page import page, plain

HEADS = (
    "",
    N_("forecasts"),
    N_("games"),
    N_("shown"),
    N_("happened"),
    N_("gap"),
    N_("95 % by game"),
    N_("error"),
    "Brier",
    N_("Brier of the base rate"),
)
TITLES = {
    "all": N_("All forecasts"),
    "deciles": N_("By what was shown"),
    "sides": N_("By scenario and side, the widest gap first"),
    "leaders": N_("By who ordered the assault"),
}
WIDTH, EDGE, DOT = (
    420,
    44,
    4.0,
)  # of the diagram and its margin, in its own units; radius of a dot of one forecast in a hundred


FEW = 10  # games of each scenario and side, under which a page warns of its single lines (design choice)


class Told(NamedTuple):
    """Where the forecasts come from: first seed, games of each scenario and side, version of the rules."""

    seed: int
    games: int
    rules: str

    def words(self) -> str:
        """One line for a reader who wants the same figures again."""
        last = self.seed + self.games - 1
        whence = (
            _("seed {seed}, one game of each scenario and side, rules {rules}")
            if self.games == 1
            else _("seeds {seed} to {last}, {games} games of each scenario and side, rules {rules}")
        ).format(seed=self.seed, last=last, games=self.games, rules=self.rules)
        how = _("each forecast from 2 x {games_a_part} games, judged by {truths} plays of the true position")
        return f"{whence}; {how.format(games_a_part=GAMES_A_PART, truths=TRUTHS)}"

    def caution(self) -> str:
        """What a reader must be told where the games are few; empty where they are not."""
        if self.games >= FEW:
            return ""
        return _(
            " Few games: a line of one or two of them, such as that of a single side, tells of those games and no more."
        )


def parts(groups: Mapping[str, Sequence[Group]]) -> dict[str, list[Group]]:
    """The groups by the title of their table, empty ones left out; sides with the widest gap first."""
    whole = [*groups["all"], *groups["shown 10 to 90 %"], *groups["shown 80 % and more"]]
    sides = sorted(groups["sides"], key=lambda g: -abs(g.gap))
    found = {"all": whole, "deciles": groups["deciles"], "sides": sides, "leaders": groups["leaders"]}
    return {_(TITLES[name]): [g for g in some if g.n] for name, some in found.items()}


def row(g: Group) -> list[str]:
    """A group as the cells of a table."""
    counts = [written(g.n, ","), written(g.games, ",")]
    shares = [f"{100 * v:.0f} %" for v in (g.shown, g.happened)]
    ends = "" if math.isnan(g.gap_low) else _("{a} to {b}").format(a=_points(g.gap_low), b=_points(g.gap_high))
    return [
        g.name,
        *counts,
        *shares,
        _points(g.gap),
        ends,
        written(100 * g.error, ".1f"),
        written(g.brier, ".3f"),
        written(g.base, ".3f"),
    ]


def _points(gap: float) -> str:
    return f"{100 * gap:+.0f}".replace("-", "\N{MINUS SIGN}")


def markdown(groups: Mapping[str, Sequence[Group]], told: Told) -> str:
    """The tables as README prints them: all, deciles, sides."""
    wanted = [some for title, some in parts(groups).items() if title != _(TITLES["leaders"])]
    lines = ["| " + " | ".join(map(_, HEADS)) + " |", "|---|" + "---:|" * (len(HEADS) - 1)]
    lines += ["| " + " | ".join(row(g)) + " |" for some in wanted for g in some]
    return "\n".join(
        [*lines, "", _("Made by `changkufeng calibrate --forecast`: {words}.").format(words=told.words()), ""]
    )


def report(groups: Mapping[str, Sequence[Group]], told: Told) -> str:
    """The whole page: diagram and tables."""
    tables = "".join(_table(title, some) for title, some in parts(groups).items())
    title = _("What forecasts were worth")
    question = _(
        "The share that a forecast of an assault showed, beside the share of plays of the true position in "
        "which own men "
        "stood in the target. On the line a forecast kept its word; above it the assault did better."
    )
    body = (
        f'<article class="sheet"><h1>{title}</h1><p class="question">{question}</p>'
        f'<hr class="double">{diagram(groups["deciles"])}{tables}<footer><span>{plain(told.words())}</span></footer></article>'
    )
    return page(title, body, [])


def diagram(deciles: Sequence[Group]) -> str:
    """An SVG: happened over shown by decile, the area of a dot by its number of forecasts, its 95 % interval by game."""
    span, some = WIDTH - 2 * EDGE, [g for g in deciles if g.n]
    whole = sum(g.n for g in some) or 1

    def at(share: float) -> float:
        return EDGE + span * share

    lines = [f'<line x1="{at(0)}" y1="{at(1)}" x2="{at(1)}" y2="{at(0)}" stroke="#2C2622" stroke-width="1.6"/>']
    for percent in (0, 25, 50, 75, 100):
        place = at(percent / 100)
        lines.append(f'<line x1="{place}" x2="{place}" y1="{at(0)}" y2="{at(1)}" stroke="#D3C39C"/>')
        lines.append(f'<line x1="{at(0)}" x2="{at(1)}" y1="{place}" y2="{place}" stroke="#D3C39C"/>')
        lines.append(f'<text class="tick" x="{place}" y="{WIDTH - 22}" text-anchor="middle">{percent} %</text>')
        lines.append(f'<text class="tick" x="{EDGE - 6}" y="{WIDTH - place + 4}" text-anchor="end">{percent} %</text>')
    for g in some:
        low, high = (min(1.0, max(0.0, g.shown - gap)) for gap in (g.gap_high, g.gap_low))
        x, y = at(g.shown), at(1 - g.happened)
        lines.append(
            f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{at(1 - low):.1f}" y2="{at(1 - high):.1f}" stroke="#4C555C"/>'
        )
        size = DOT * (100 * g.n / whole) ** 0.5
        lines.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size:.1f}" fill="#AE3C17" fill-opacity="0.75"/>')
    shown, happened, spoken = _("shown"), _("happened"), _("Happened over shown, by decile")
    names = f'<text x="{WIDTH / 2}" y="{WIDTH - 4}" text-anchor="middle">{shown}</text>'
    names += f'<text x="{EDGE}" y="{EDGE - 12}">{happened}</text>'
    return (
        f'<svg class="dots" style="max-width: 560px" viewBox="0 0 {WIDTH} {WIDTH}" role="img" '
        f'aria-label="{spoken}">{"".join(lines)}{names}</svg>'
    )


def _table(title: str, some: Sequence[Group]) -> str:
    heads = "".join(f'<th scope="col" class="n">{plain(_(head))}</th>' for head in HEADS[1:])
    lines = "".join(
        f"<tr><td>{plain(cells[0])}</td>" + "".join(f'<td class="n">{plain(c)}</td>' for c in cells[1:]) + "</tr>"
        for cells in map(row, some)
    )
    return (
        f'<section class="block"><h2>{plain(title)}</h2><div class="scroll"><table><thead><tr><th scope="col"></th>{heads}</tr>'
        f"</thead><tbody>{lines}</tbody></table></div></section>"
    )
