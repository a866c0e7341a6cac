"""Words of the strategic pages: short names of variables and parts, and how sources and changes are cited."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from game.client.kit.palette import Colour, rgb
from game.core.words import N_, _, enumerated, titled, written

if TYPE_CHECKING:
    from game.model.theatre.cards import Deck, Said

VARIABLES: dict[str, tuple[str, Colour]] = {
    "LOC": (N_("Soviet firmness"), rgb("E26A3C")), "INT": (N_("Soviet intervention"), rgb("ECB234")),
    "NOR": (N_("Weight of the north"), rgb("BA8EC8")), "SOU": (N_("Weight of the south"), rgb("62B2CE")),
    "CTL": (N_("Control of the army"), rgb("6EA868")), "ESC": (N_("Border escalation"), rgb("D84A3A")),
    "SFE": (N_("Soviet Far East"), rgb("C86A5A")), "CHN": (N_("Commitment in China"), rgb("CE9020")),
    "OIL": (N_("Oil pressure"), rgb("9AA4AC")), "GER": (N_("German connection"), rgb("84B268")),
}  # fmt: skip
DIALS = {"thesis": N_("Thesis"), "default": N_("Default"), "sceptic": N_("Sceptic")}
VERDICTS = {
    "survives": N_("survives"), "in part": N_("in part"), "does not": N_("does not"), "not measured": N_("not measured"),
}  # fmt: skip
ACT_NUMERALS = {1: "I", 2: "II", 3: "III"}


def variable_name(name: str) -> str:
    """Short name of a variable; its id where the pages have none."""
    return _(VARIABLES[name][0]) if name in VARIABLES else name


def variable_colour(name: str) -> Colour:
    """Colour of its line."""
    return VARIABLES[name][1] if name in VARIABLES else (168, 162, 146)


def changes_line(changes: Mapping[str, float]) -> str:
    """Changes of variables as read: "Control of the army +6, Border escalation -3"."""
    return enumerated(f"{variable_name(name)} {written(value, '+g')}" for name, value in changes.items())


def percent(p: float) -> str:
    """A chance as read: "61 %", "under 1 %"."""
    return _("under 1 %") if 0 < p < 0.005 else f"{100 * p:.0f} %"


class Sources:
    """Titles of a deck's sources by id."""

    def __init__(self, deck: Deck) -> None:
        self._titles = {s.id: s.title for s in deck.sources}

    def short(self, source: str) -> str:
        """Author or first words of a source."""
        if source == "estimate":
            return _("own estimate")
        title = self._titles.get(source, source)
        head = title.split(" (")[0].split(",")
        return head[0] if len(head[0]) > 5 or len(head) == 1 else ",".join(head[:2])

    def cited(self, says: str, source: str, confidence: str) -> str:
        """A statement with where it comes from."""
        return f"{says} [{self.short(source)}, {confidence}]"

    def lines(self, said: Iterable[Said]) -> list[str]:
        """Statements, each with who said it and its source."""
        return [self.cited(titled(_(s.who), _(s.says)) if s.who else _(s.says), s.source, s.confidence) for s in said]
