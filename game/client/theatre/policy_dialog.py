"""The policies of a seat: price, effect in words and refusal of each; one may be chosen, with its sector where it needs one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from game.client.kit import palette
from game.client.kit.widgets import Button, Listing, Modal, Reading, Row, Scroll, Widget
from game.core.words import _

if TYPE_CHECKING:
    from game.client.kit.paint import Brush
    from game.client.theatre.facts import PolicyFact
    from game.match.theatre.draft import SheetDraft


class PolicyDialog(Modal):
    """Policies at the left, the one under the cursor in words at the right."""

    def __init__(
        self,
        brush: Brush,
        policies: tuple[PolicyFact, ...],
        draft: SheetDraft,
        sector_name: Callable[[str], str],
        close: Callable[[], None],
    ) -> None:
        super().__init__(brush, (brush.px(980), brush.px(600)), _("One policy for this turn"), close, paper=True)
        self.policies, self.draft, self.sector_name = policies, draft, sector_name
        self.at = next((k for k, p in enumerate(policies) if p.id == draft.policy), 0)
        self.sector = draft.sector
        self.scroll = Scroll()

    @property
    def fact(self) -> PolicyFact:
        """The policy under the cursor."""
        return self.policies[self.at]

    def lay_out(self, window: tuple[int, int]) -> None:
        """Places list, words, sectors and buttons."""
        px = self.ui.brush.px
        self._window = window
        room = self.place(window)
        rows = [
            Row(
                p.title,
                right=_("refused") if p.refusal else _("free") if not p.price else str(p.price),
                under=p.words,
                warn=bool(p.refusal),
            )
            for p in self.policies
        ]
        half = round(room.w * 0.48)
        names = Listing(
            (room.x, room.y, half, room.h - px(8)), rows, self._look, chosen=self.at, height=px(48), paper=True,
            scroll=self.scroll, enter=lambda _i: self._take(),
        )  # fmt: skip
        x, wide = room.x + half + px(24), room.w - half - px(24)
        fact = self.fact
        price = _("Free") if not fact.price else _("Costs {n} standing").format(n=fact.price)
        blocks: list[tuple[str, str, tuple[int, ...]]] = [
            (fact.title, "heading", palette.INK), (fact.words, "body", palette.PAPER_DIM), (price, "strong", palette.INK),
            (fact.effect, "body", palette.INK),
        ]  # fmt: skip
        if fact.refusal:
            blocks.append((fact.refusal, "body", palette.CLAIM_SOVIET))
        low = room.bottom - px(34)
        aims = (len(fact.sectors) + 1) // 2 * px(38)
        high = min(px(250), low - room.y - aims - px(16))
        widgets: list[Widget] = [names, Reading((x, room.y, wide, high), blocks)]
        y = room.y + high + px(12)
        for k, sector in enumerate(fact.sectors):
            box = (x + (k % 2) * (wide // 2), y + (k // 2) * px(38), wide // 2 - px(8), px(32))
            button = Button(box, self.sector_name(sector), partial(self._aim, sector), look="paper")
            button.is_on = sector == self.sector
            widgets.append(button)
        share = min(1.0, (wide - px(16)) / px(380))  # a narrow dialog: all three are narrower
        first, second, third = (round(px(n) * share) for n in (150, 120, 110))
        take = Button((x, low, first, px(40)), _("Choose"), self._take, look="brass", key="Enter")
        take.enabled = not fact.refusal and (not fact.sectors or self.sector in fact.sectors)
        take.why_not = fact.refusal or _("choose a sector first")
        none = Button((x + first + px(8), low, second, px(40)), _("No policy"), self._none, look="paper")
        done = Button((room.right - third, low, third, px(40)), _("Close"), self.close, look="paper", key="Esc")
        self.set([*widgets, take, none, done], focus=names)

    def _look(self, i: int) -> None:
        self.at = i
        self.lay_out(self._window)

    def _aim(self, sector: str) -> None:
        self.sector = sector
        self.lay_out(self._window)

    def _take(self) -> None:
        fact = self.fact
        if not fact.refusal and (not fact.sectors or self.sector in fact.sectors):
            self.draft.choose_policy(fact.id, self.sector if fact.sectors else "")
            self.close()

    def _none(self) -> None:
        self.draft.choose_policy("")
        self.close()
