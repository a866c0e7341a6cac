"""The report's part on the course and the causes: two worlds turn by turn beside the record, and what made the difference."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from game.core.words import _, aside, spoken
from game.match.dates import named, short_date
from game.whatif import wording
from game.whatif.battle.naming import part_words
from game.whatif.battle.outcomes import is_share
from game.whatif.battle.series import Band, Split, World
from game.whatif.battle.why import Off, Why, carriers
from game.whatif.charts import figure, interval
from game.whatif.page import plain

if TYPE_CHECKING:
    from game.model.battle.scenario import Scenario
    from game.whatif.statistics import Difference

WIDTH, HEIGHT, LEFT, BOTTOM, TOP = (
    420,
    210,
    48,
    30,
    8,
)  # of a drawing, in its own units: its letters stay readable at 400 px
GREY, RUST, SAND = "#4C555C", "#AE3C17", "#D9C49A"
HALF_PX = 60  # of a bar, to either side of nothing
MOST_ROWS = 6  # of a table
Recorded = Sequence[tuple[int, float, float]]  # number of a turn among those played, low, high


def course(found: Why, name: str) -> str:
    """Losses of both sides and the ground by turn, history against the what-if, with the record's bands; HTML."""
    old, new = found.beside.old, found.beside.new
    scenario = old.scenario
    if not found.beside.n:
        return ""
    drawn = []
    for side in scenario.sides:
        losses = _("Losses of {side} so far").format(side=_(scenario.side_names[side]))
        title = f"{plain(losses)} <small>{_('men')}</small>"
        drawn.append(_panel(title, old, new, ("lost", side, ""), recorded(scenario, side)))
    first = scenario.sides[0]
    for place in scenario.scored:
        named = spoken(scenario.place(place.place).names)
        held = _("{place} held by {side}").format(place=named, side=_(scenario.side_names[first]))
        title = f"{plain(held)} <small>{_('per mille')}</small>"
        drawn.append(_panel(title, old, new, ("share", first, place.place), ()))
    drawn.append(_nights(found, name))
    head, how = _("Turn by turn"), _("mean, and the middle 80 of 100 games")
    return f'<h2>{head} <small>{how}</small></h2><section class="panels">{"".join(drawn)}</section>'


def recorded(scenario: Scenario, side: str) -> Recorded:
    """The record's losses of a side so far, where a page of it gives them."""
    turns = scenario.calendar.played()
    found = []
    for frame in scenario.keyframes:
        pulse = scenario.calendar.pulse_of(frame.at)
        at = next((k for k, t in enumerate(turns) if t.first_pulse < pulse <= t.last_pulse), None)
        found += [(at, float(b.low), float(b.high)) for b in frame.losses if b.side == side and at is not None]
    return found


def causes(found: Why, switched: Sequence[Off], together: Difference | None, name: str) -> str:
    """In which turns, places, causes and counters the difference lies, under which rules, in which games; HTML."""
    scenario, worlds, side = found.beside.old.scenario, found.beside, found.side
    of = _(scenario.side_names[side])
    adds = _("What the what-if adds to the losses of {side}: {size} men. Its parts, each with its 95 % interval:")
    whole = worlds.whole("lost", side)
    turns = sorted((s for s in worlds.by_turn("lost", side) if s.diff), key=lambda s: -abs(s.diff))[:MOST_ROWS]
    number = {t.name: t.number for t in scenario.calendar.turns}
    turns.sort(key=lambda s: number[s.name])
    parts = [
        f"<p>{adds.format(side=plain(of), size=_size(whole))}</p>",
        _table(scenario, _("By turn, the largest"), turns),
        _table(scenario, _("By place"), worlds.by("place", side)),
        _table(scenario, _("By cause"), worlds.by("cause", side)),
        _table(scenario, _("By counter, the largest"), carriers(found)[:MOST_ROWS]),
        _together(found, together),
        _switched(found, switched),
        _apart(found, name),
    ]
    return "".join(parts)


# ------------------------------------------------------------------ private
def _size(part: Split) -> str:
    ends = "" if part.low is None or part.high is None else aside(interval(part.low, part.high, sign=True))
    return f"{figure(round(part.diff, 1), sign=True)}{plain(ends)}"


def _table(scenario: Scenario, caption: str, parts: Sequence[Split]) -> str:
    shown = [p for p in parts if p.diff]
    if not shown:
        return ""
    most = max(abs(p.diff) for p in shown)
    rows = "".join(
        f'<tr><td>{plain(part_words(scenario, p.name))}</td><td>{_bar(p.diff / most)}</td><td class="n">{_size(p)}</td></tr>'
        for p in shown
    )
    return f'<div class="scroll"><table><caption>{plain(caption)}</caption><tbody>{rows}</tbody></table></div>'


def _bar(share: float) -> str:
    x, width = HALF_PX + min(0.0, share) * HALF_PX, abs(share) * HALF_PX
    return (
        f'<svg width="{2 * HALF_PX}" height="12" aria-hidden="true"><path d="M{HALF_PX} 0v12" stroke="#2C2622"/>'
        f'<rect x="{x:.1f}" y="2" width="{width:.1f}" height="8" fill="{RUST if share >= 0 else GREY}"/></svg>'
    )


def _together(found: Why, beyond: Difference | None) -> str:
    if beyond is None or found.lead is None:
        return ""
    size, beside = wording.difference(beyond, shares=is_share(found.lead))
    words = _("Beyond the sum of its parts, in {name}: {size} ({between}).")
    told, head = words.format(name=_(found.lead.name), size=size, between=beside), _("At once")
    return f"<h3>{head}</h3><p>{plain(told)}</p>"


def _switched(found: Why, switched: Sequence[Off]) -> str:
    if not switched or found.lead is None:
        return ""
    titles = {s.id: _(s.title) + aside(s.rule) for s in found.beside.old.scenario.switches}
    shares = is_share(found.lead)
    rows = ""
    for one in switched:
        sizes = [wording.difference(d, shares=shares)[0] for d in (one.with_it, one.without)]
        change, beside = wording.difference(one.change, shares=shares)
        rows += (
            f'<tr><td>{plain(titles[one.rule])}</td><td class="n">{plain(sizes[0])}</td><td class="n">{plain(sizes[1])}</td>'
            f'<td class="n">{plain(change)} <span class="range">{plain(beside)}</span></td></tr>'
        )
    heads = "".join(
        f'<th scope="col"{c}>{h}</th>'
        for h, c in ((_("Rule off"), ""), *((h, ' class="n"') for h in (_("With it"), _("Without"), _("Change"))))
    )
    caption = _("The difference in {name} with each rule and without it, in the same pairs").format(
        name=_(found.lead.name)
    )
    return (
        f'<div class="scroll"><table><caption>{plain(caption)}</caption><thead><tr>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _apart(found: Why, name: str) -> str:
    if not found.apart or found.lead is None:
        return ""
    words = _("Seed {seed}: {old} as in history, {new} {name}")
    lines = "".join(
        f"<li>{plain(words.format(seed=a.seed, old=figure(a.old), new=figure(a.new), name=name))}"
        + (f"; <code>{plain(a.replay)}</code>" if a.replay else "")
        + "</li>"
        for a in found.apart
    )
    head, told = (
        _("The games that differ most"),
        _("In {name}; each opens as a replay:").format(name=_(found.lead.name)),
    )
    return f"<h3>{head}</h3><p>{plain(told)}</p><ul>{lines}</ul>"


def _nights(found: Why, name: str) -> str:
    """The ground at each nightfall and at the end, as a table."""
    old, new = found.beside.old, found.beside.new
    scenario, first = old.scenario, old.scenario.sides[0]
    place = scenario.scored[0].place
    nights = [t.name for t in scenario.calendar.played() if t.phase == scenario.calendar.phases[-1].name]
    rows = ""
    for turn in dict.fromkeys((*nights, old.turns[-1])):
        bands = [
            old.line("share", first, place)[old.turns.index(turn)],
            new.line("share", first, place)[old.turns.index(turn)],
        ]
        cells = "".join(f'<td class="n">{_band(b)}</td>' for b in bands)
        rows += f"<tr><td>{plain(named(turn))}</td>{cells}</tr>"
    held = _("{place} held by {side_names}").format(
        place=part_words(scenario, place), side_names=_(scenario.side_names[first])
    )
    caption = _("{held} at the end of each night and of the game, per mille").format(held=held)
    night, as_was = _("Night"), _("as in history")
    heads = f'<th scope="col">{night}</th><th scope="col" class="n">{as_was}</th><th scope="col" class="n">{plain(name)}</th>'
    return (
        f'<div class="scroll"><table><caption>{plain(caption)}</caption><thead><tr>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _band(band: Band) -> str:
    return f'{figure(round(band.mean))} <span class="range">{interval(band.low, band.high)}</span>'


def _panel(title: str, old: World, new: World, column: tuple[str, str, str], record: Recorded) -> str:
    lines = [world.line(*column) for world in (old, new)]
    ends = [b.high for line in lines for b in line] + [high for _, _, high in record]
    most = max([1.0, *ends])
    drawn = _axes(old, most)
    for line, colour, dash in zip(lines, (GREY, RUST), ("", ' stroke-dasharray="5 3"'), strict=True):
        up = [f"{_x(k, len(line)):.1f} {_y(b.high, most):.1f}" for k, b in enumerate(line)]
        down = [f"{_x(k, len(line)):.1f} {_y(b.low, most):.1f}" for k, b in reversed(list(enumerate(line)))]
        mean = [f"{_x(k, len(line)):.1f} {_y(b.mean, most):.1f}" for k, b in enumerate(line)]
        drawn += f'<path d="M{"L".join(up + down)}z" fill="{colour}" fill-opacity="0.16"/>'
        drawn += f'<path d="M{"L".join(mean)}" fill="none" stroke="{colour}" stroke-width="2"{dash}/>'
    for at, low, high in record:
        x = _x(at, len(lines[0]))
        y = _y(high, most)
        tall = max(2.0, _y(low, most) - y)
        drawn += f'<rect x="{x - 3:.1f}" y="{y:.1f}" width="6" height="{tall:.1f}" fill="{SAND}" stroke="#2C2622"/>'
    last = [line[-1] for line in lines]
    spoken_words = _("At the end {mean} as in history, {mean2} in the what-if.").format(
        mean=figure(round(last[0].mean)), mean2=figure(round(last[1].mean))
    )
    return (
        f'<figure class="panel"><header><h2>{title}</h2></header>'
        f'<svg class="course" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{plain(spoken_words)}">{drawn}</svg></figure>'
    )


def _axes(world: World, most: float) -> str:
    found = ""
    for k in range(3):
        y = _y(most * k / 2, most)
        found += (
            f'<path d="M{LEFT} {y:.1f}H{WIDTH}" stroke="#D3C39C"/>'
            f'<text x="{LEFT - 5}" y="{y + 5:.1f}" text-anchor="end">{figure(round(most * k / 2))}</text>'
        )
    days = [(k, t) for k, t in enumerate(world.scenario.calendar.played()) if k == 0 or t.date != _date(world, k - 1)]
    step = -(-len(days) // 5)
    for k, turn in days[::step]:
        x = _x(k, len(world.turns))
        found += f'<text x="{x:.1f}" y="{HEIGHT - 8}" text-anchor="start">{plain(short_date(turn.date))}</text>'
    return found


def _date(world: World, k: int) -> str:
    return world.scenario.calendar.played()[k].date


def _x(k: int, turns: int) -> float:
    return LEFT + (WIDTH - LEFT - 8) * k / max(1, turns - 1)


def _y(value: float, most: float) -> float:
    return TOP + (HEIGHT - TOP - BOTTOM) * (1 - value / most)
