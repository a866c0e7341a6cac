"""News: events in three groups, and the factors behind one in figures."""

import math

from game.core.words import N_, _, written
from game.match.battle.explain import Explanation

GROUPS = ("combat", "movement", "sight")
GROUP_NAMES = {"combat": N_("combat"), "movement": N_("movement"), "sight": N_("sight")}
COMBAT = frozenset({
    "fire", "shells", "row_opens", "contest", "counter", "thrown_back", "hex_taken", "retreat", "disrupted", "broken",
    "rallied", "tanks", "surrender", "guns_silent", "strike", "bombs", "strike_waits", "strike_off", "close", "guns_out",
    "killed",
})  # fmt: skip
SIGHT = frozenset({"seen", "heard", "contact"})


def bare(kind: str) -> str:
    """The kind of an event without its mark: "EV_HEX_TAKEN" is "hex_taken"."""
    return kind.lower().removeprefix("ev_")


def group_of(kind: str) -> str:
    """The group an event belongs to: one of `GROUPS`."""
    kind = bare(kind)
    return "combat" if kind in COMBAT else "sight" if kind in SIGHT else "movement"


def figure(value: float, *, times: bool) -> str:
    """A factor as read: x0.58, or a plain number."""
    if not times:
        words = written(value, ",.0f") if abs(value) >= 100 or value == int(value) else written(value, ".2f")
        return words.replace("-", "−")
    return f"×{written(value, '.2f')}" if 0.01 <= abs(value) < 100 else f"×{written(value, '.3g')}"


def row_words(why: Explanation, k: int) -> str:
    """Row k of an explanation as read, with the sign by which it joins those above; what is known as a band by both its ends."""
    line = why.lines[k]
    times = "×" if why.multiplies and k > 0 else ""
    if not math.isfinite(line.high - line.low):
        end = line.low if math.isfinite(line.low) else line.high
        return f"{times}{'≥' if line.high > end else '≤'} {figure(end, times=False)}"
    if line.low != line.high:
        sign = times or ("+" if k > 0 and line.low >= 0 else "")
        return f"{sign}{figure(line.low, times=False)} – {figure(line.high, times=False)}"
    if why.multiplies or k == 0:
        return figure(line.value, times=k > 0)
    return f"+{figure(line.value, times=False)}" if line.value > 0 else figure(line.value, times=False)


def result_words(why: Explanation) -> str:
    """What the factors come to, before chance and with it; what the other side alone knows is said to be missing."""
    if not why.whole:
        return _("The rest only the enemy knows")
    if why.multiplies and why.least < why.most:
        return _("Product {n:.2g} to {m:.2g} expected").format(n=why.least, m=why.most)
    if why.multiplies:
        return _("Product {n:.2f} expected").format(n=why.expected)
    if why.least < why.most:
        return _("Score {n:+.2f} to {m:+.2f} before the draw").format(n=why.least, m=why.most)
    if any(line.is_luck for line in why.lines):
        return _("Score {n:+.2f}, with the draw {m:+.2f}").format(n=why.expected, m=why.with_luck)
    return _("Over the limit by {n:+.2f}").format(n=why.expected)


def no_rows_words(why: Explanation) -> str:
    """What is said where there are no rows to show."""
    if why.said:
        return _("No sum decided this: {why}.").format(why=why.said)
    if why.follows:
        return _("No numbers decided this: it follows from the orders.")
    return _("What decided this only the enemy knows.")
