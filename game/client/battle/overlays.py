"""The overlays of a battle: what is switched on, and what the side's own view says to it; reckoned beside the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from game.client.kit import palette
from game.client.kit.worker import Job
from game.client.map.counters.marks import reach_outline
from game.client.map.overlaying import Tint
from game.core.words import N_, _, enumerated, spoken
from game.match.battle import overlays as survey

if TYPE_CHECKING:
    from game.client.battle.screen import BattleScreen
    from game.client.map.board import Marks
    from game.client.map.position import Hex

KINDS = ("reach", "control", "sight", "threat", "supply", "orders", "grid", "legend")
TITLES = {
    "reach": N_("Reach"),
    "control": N_("Control"),
    "sight": N_("Sight"),
    "threat": N_("Threat"),
    "supply": N_("Supply"),
    "orders": N_("Orders"),
    "grid": N_("Numbers"),
    "legend": N_("Legend"),
}
TIPS = {
    "reach": N_("Where the counter in hand can be this turn: solid may still assault, dashed only march"),
    "control": N_("Ground that own lines control, and that known enemies control"),
    "sight": N_("What can be seen from the counter in hand, and what hides the hex under the pointer"),
    "threat": N_("What the weapons of known enemies reach"),
    "supply": N_("Where supply comes from, and the crossings"),
    "orders": N_("The arrows of the orders written"),
    "grid": N_("Numbers of the hexes"),
    "legend": N_("What the lines of the map and the signs on a counter mean"),
}
LEGEND = (
    ("road", N_("road")),
    ("track", N_("track")),
    ("railway", N_("railway")),
    ("contour", N_("contour, 10 m")),
    ("marsh", N_("marsh")),
    ("ferry", N_("ferry")),
    ("goal", N_("this hex counts")),
    ("band", N_("formation, by colour and number")),
    ("strength", N_("men, guns or tanks that are left")),
    ("pips", N_("fresh; hollow: suppressed, pinned, disrupted")),
    ("tick", N_("has an order")),
    ("flag", N_("broken: it runs")),
    ("drum", N_("short of supply")),
    ("age", N_("enemy as last seen, hours ago")),
)
CONTROL_OWN, CONTROL_FOE = (70, 130, 90), (196, 62, 30)
THREATS = {
    "rifles": ((196, 62, 30), "plain", 46),
    "tanks": ((120, 50, 140), "hatched", 60),
    "guns": ((92, 56, 122), "dotted", 44),
}
CROSSINGS = ("crossing", "ferry", "ford")


class Overlays:
    """Which overlays lie over the map of a battle screen."""

    def __init__(self, screen: BattleScreen) -> None:
        self.screen = screen
        self.on = {"orders"}
        self._found: dict[object, Any] = {}
        self._jobs: dict[object, Job[Any]] = {}

    def toggle(self, kind: str) -> None:
        """Switches an overlay on or off."""
        self.on ^= {kind}

    def tick(self) -> bool:
        """Fetches what has been reckoned; True if the map must be drawn again."""
        news = False
        for key in [k for k, job in self._jobs.items() if job.is_done]:
            job = self._jobs.pop(key)
            self._found[key] = job.result if job.error is None else None
            news = True
        return news

    def mark(self, marks: Marks) -> None:
        """Lays what is switched on, and reckoned, over the board."""
        s, view = self.screen, self.screen.sitting.view
        own = s.sitting.own(s.hand.selected)
        marks.numbered = "grid" in self.on
        if "control" in self.on:
            found = self._ask("control", lambda: survey.zones(view))
            if found:
                marks.tints += [
                    Tint(found[1], CONTROL_FOE, "hatched", 56),
                    Tint(found[0], CONTROL_OWN, "plain", 60),
                ]
        if "threat" in self.on:
            for threat in self._ask("threat", lambda: survey.threats(view)) or ():
                colour, pattern, strength = THREATS[threat.kind]
                marks.tints.append(Tint(threat.hexes, colour, pattern, strength))
        if "reach" in self.on and own is not None and own.hex is not None:
            found = self.reach_of(own.id)
            if found:
                marks.outlines += [(found.march | found.assault, False), (found.assault, True)]
        if "sight" in self.on:
            self._sight(marks, own.hex if own is not None else s.hand.cursor)
        if "supply" in self.on:
            marks.ferries = tuple(p.hex for p in s.sitting.scenario.places if p.kind in CROSSINGS)
            marks.tints.append(Tint(frozenset(self._rear()), palette.BRASS, "plain", 150))

    def _sight(self, marks: Marks, here: Hex | None) -> None:
        s, view = self.screen, self.screen.sitting.view
        if here is None:
            return
        found = self._ask(("sight", here), lambda: survey.sight(view, here))
        if not found:
            return
        marks.tints.append(Tint(frozenset(found.hidden), palette.DESK, "hatched", 110))
        to = s.hand.hover
        if to is not None and to != here and (to in found.seen or to in found.hidden):
            marks.sight_line = (here, to, found.hidden.get(to))

    def reach_of(self, unit: str) -> survey.Reach | None:
        """Where an own counter can be this turn; None until that is reckoned."""
        view, layout = self.screen.sitting.view, self.screen.camera.layout

        def reckon() -> survey.Reach:
            found = survey.reach(view, unit)
            reach_outline(found.march | found.assault, layout, assault=False)  # drawn here, kept for the window
            reach_outline(found.assault, layout, assault=True)
            return found

        own = self.screen.sitting.own(unit)
        found: survey.Reach | None = None if own is None or own.hex is None else self._ask(("reach", unit), reckon)
        return found

    def _rear(self) -> tuple[Hex, ...]:
        side = self.screen.sitting.side
        return next(a.rear_hexes for a in self.screen.sitting.scenario.armies if a.side == side)

    def pointer_lines(self) -> list[str]:
        """What the overlays say of the hex under the pointer."""
        s = self.screen
        lines: list[str] = []
        here = s.hand.hover or s.hand.cursor
        own = s.sitting.own(s.hand.selected)
        if here is None:
            return lines
        if "reach" in self.on and own is not None:
            found = self._found.get(self._key(("reach", own.id)))
            march = s.sitting.view.march_to(own.id, here) if found else None
            if found and march is not None:
                words = _("{h:.1f} h away, may assault") if here in found.assault else _("{h:.1f} h away, may march")
                words = words if here in found.assault | found.march else _("{h:.1f} h away, not this turn")
                lines.append(words.format(h=march.hours))
        start = own.hex if own is not None else s.hand.cursor
        if "sight" in self.on and start is not None:
            found = self._found.get(self._key(("sight", start)))
            if found and here in found.seen:
                lines.append(_("in sight"))
            elif found and here in found.hidden:
                lines.append(_("hidden by {hex}").format(hex=s.sitting.scenario.hex_name(found.hidden[here])))
        if "threat" in self.on:
            for threat in self._found.get(self._key("threat")) or ():
                if here in threat.hexes:
                    names = [spoken(s.sitting.scenario.counter(u).names) for u in threat.by[:3]]
                    lines.append(
                        _("within reach of {kind}: {names}").format(kind=_(threat.kind), names=enumerated(names))
                    )
        return lines

    # ------------------------------------------------------------ reckoning
    def _key(self, what: object) -> object:
        s = self.screen.sitting
        return (s.match.digest, s.side, what)

    def _ask(self, what: object, reckon: Callable[[], Any]) -> Any:
        """What is known; else it is asked for beside the window, and None for now."""
        key = self._key(what)
        if key in self._found:
            return self._found[key]
        if key not in self._jobs:
            if len(self._found) > 200:
                self._found.clear()
            self._jobs[key] = Job(reckon)
        return None


_WORDS = (N_("rifles"), N_("tanks"), N_("guns"))
