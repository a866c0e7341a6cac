"""The commander's desk: leave with odds and price, talks of the governments, stay or leave. Orders like any, sealed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pygame

from game.client.kit import palette
from game.client.kit.widgets import Button, Listing, Modal, Panel, Row, Scroll, Tabs, Widget
from game.core.words import N_, _, enumerated, written
from game.match.battle.limits import standing_price
from game.model.battle.decisions import Decision

if TYPE_CHECKING:
    from game.client.battle.screen import BattleScreen
    from game.match.battle.politics import Permission, Talk, TermOdds

LEAVE, TALKS = range(2)
STATUS = {
    "free": N_("needs no leave"),
    "held": N_("leave is held"),
    "alone": N_("done without leave"),
    "asked": N_("asked"),
    "refused": N_("refused"),
    "open": N_("leave is needed"),
}
CHOICES: dict[str, str] = {
    "leave": N_("leave the hill"),
    "stay": N_("stay on the hill"),
    "stay-back": N_("stay one kilometre back"),
    "follow": N_("follow up to the line"),
    "stand": N_("stand where they are"),
}


def _price_of(p: Permission, pending: Decision | None) -> str:
    """Points that an act would cost, as its leave stands or is decided: by leave, or alone."""
    if pending is not None:
        return str(p.price_alone if pending.kind == "alone" else p.price)
    if p.may_alone and p.status in ("open", "refused"):
        return _("{n}, alone {m}").format(n=p.price, m=p.price_alone)
    return str(p.costs)


class DeskDialog(Modal):
    """Permissions and talks of the side that sits here; what is decided goes with the sealed orders."""

    def __init__(self, screen: BattleScreen, page: int = LEAVE) -> None:
        b = screen.brush
        super().__init__(b, (b.px(980), b.px(640)), _("Decisions"), lambda: screen.show(None), paper=True)
        self.screen, self.page, self.at = screen, page, 0
        self.scroll = Scroll()
        self._window = screen.size

    @property
    def permissions(self) -> tuple[Permission, ...]:
        """The side's own scale, lowest level first."""
        return self.screen.sitting.view.permissions

    @property
    def talk(self) -> Talk | None:
        """The talks as the side knows them."""
        return self.screen.sitting.view.talk

    def written(self, kind: str, act: str = "") -> Decision | None:
        """The decision of a kind that is among the orders."""
        sitting = self.screen.sitting
        return next((d for d in sitting.book.decisions if (d.kind, d.act) == (kind, act)), None)

    # ------------------------------------------------------------ layout
    def lay_out(self, window: tuple[int, int]) -> None:
        """Places tabs, list, text and the buttons of the line chosen."""
        px, self._window = self.ui.brush.px, window
        room = self.place(window)
        pages = Tabs((room.x, room.y - px(4), px(420), px(32)), (_("Leave"), _("Talks")), self.page, self._turn)
        close = Button(
            (room.right - px(120), room.bottom - px(30), px(120), px(38)), _("Close"), self.close, look="brass"
        )
        wide = round(room.w * 0.5)
        body = pygame.Rect(room.x, room.y + px(40), wide, room.h - px(90))
        rows = self._acts() if self.page == LEAVE else self._terms()
        self.at = max(0, min(self.at, len(rows) - 1))
        listing = Listing(body, rows, self._choose, chosen=self.at, height=px(46), paper=True, scroll=self.scroll)
        side = pygame.Rect(body.right + px(20), body.y, room.w - wide - px(20), body.h - px(60))
        text = Panel(side, self._paint, lambda: (self.page, self.at, self._key()))
        text.tip = _("What it is, who allows it, its odds and its price in points of the limits (10.2, 10.3)")
        doors = self._doors(pygame.Rect(side.x, body.bottom - px(50), side.w, px(40)))
        self.set([pages, listing, text, *doors, close], focus=listing if rows else pages)

    def _key(self) -> object:
        sitting = self.screen.sitting
        return (sitting.match.digest, sitting.book.decisions, self.note)

    def _turn(self, page: int) -> None:
        self.page, self.at, self.note = page, 0, ""
        self.lay_out(self._window)

    def _choose(self, i: int) -> None:
        self.at, self.note = i, ""
        self.lay_out(self._window)

    def _acts(self) -> list[Row]:
        out = []
        for p in self.permissions:
            pending = self.written("ask", p.act) or self.written("alone", p.act)
            words = _("in the orders") if pending is not None else _(STATUS[p.status])
            if p.is_done:
                words = _("{status}; done and paid for").format(status=words)
            elif p.price or p.price_alone:
                words = _("{status}; price {n}").format(status=words, n=_price_of(p, pending))
            right = written(p.odds, ".0%") if p.status in ("open", "refused") else ""
            out.append(Row(_(p.name), mark=str(p.level), under=words, right=right))
        return out

    def _terms(self) -> list[Row]:
        talk, form = self.talk, self.written("terms")
        if talk is None:
            return []
        out = []
        for t in talk.terms:
            marks = [_("proposed")] if form is not None and form.proposal == t.term else []
            marks += [_("accepted")] if form is not None and t.term in form.accept else []
            out.append(Row(_(t.name), under=enumerated(marks) or _("not on the form"), right=written(t.own_yes, ".0%")))
        return out

    # ------------------------------------------------------------ what is said of a line
    def _paint(self, surface: pygame.Surface, rect: pygame.Rect) -> None:
        b = self.ui.brush
        surface.fill(palette.PAPER)
        lines = self._act_words() if self.page == LEAVE else self._talk_words()
        y = 0
        for words, style, ink in lines:
            y = b.paragraph(surface, words, pygame.Rect(0, y, rect.w, rect.h), style, ink) + b.px(6)

    def _act_words(self) -> list[tuple[str, str, tuple[int, ...]]]:
        if not self.permissions:
            fixed = _("This battle has no politics: what may be done is fixed.")
            price = standing_price(self.screen.sitting.view)
            free = _("Nothing that may be done here has a price any more.")
            return [(fixed, "body", palette.PAPER_DIM), (free if price is None else price.line, "body", palette.INK)]
        p = self.permissions[self.at]
        lines: list[tuple[str, str, tuple[int, ...]]] = [(_(p.name), "heading", palette.INK)]
        lines.append((_(p.text), "body", palette.INK))
        if p.asked_of:
            words = _("Leave is asked of {who}; odds of a petition now {n:.0%}.").format(who=p.asked_of, n=p.odds)
            lines.append((words, "body", palette.INK))
        lines.append((_("Price in points of the limits: {n} with leave.").format(n=p.price), "body", palette.INK))
        if p.may_alone:
            lines.append((_("Without leave: {n} points.").format(n=p.price_alone), "body", palette.INK))
        if p.answer:
            lines.append((_("The answer is there for {t}.").format(t=p.answer), "strong", palette.JAPAN_INK))
        if p.again:
            lines.append((_("It may be asked for again in {t}.").format(t=p.again), "body", palette.INK))
        lines.append((_("Source: {s}").format(s=f"{p.source} [{p.confidence}]"), "note", palette.PAPER_DIM))
        return lines

    def _talk_words(self) -> list[tuple[str, str, tuple[int, ...]]]:
        talk = self.talk
        if talk is None:
            return [(_("This battle has no politics: what may be done is fixed."), "body", palette.PAPER_DIM)]
        lines: list[tuple[str, str, tuple[int, ...]]] = []
        if talk.agreed:
            lines.append((_("The truce is signed; fire stops {t}.").format(t=talk.stops), "heading", palette.INK))
        elif talk.is_today:
            lines.append((_("The governments talk in this turn."), "heading", palette.INK))
        elif talk.days:
            lines.append((_("Next talk: {t}").format(t=talk.days[0]), "heading", palette.INK))
        if talk.terms:
            term = talk.terms[self.at]
            lines.append((_(term.text), "body", palette.INK))
            words = _("Your own government would say yes with {n:.0%}, left to itself.").format(n=term.own_yes)
            lines.append((words, "body", palette.INK))
        for side, said in talk.said.items():
            names = {t.term: t.name for t in talk.terms}
            who = self.screen.sitting.scenario.side_names.get(side, side)
            lines.append(
                (_("Last proposal, {s}: {t}").format(s=_(who), t=_(names.get(said, said))), "small", palette.INK)
            )
        return lines

    # ------------------------------------------------------------ doors
    def _doors(self, rect: pygame.Rect) -> list[Widget]:
        px = self.ui.brush.px
        acts = self._act_doors() if self.page == LEAVE else self._talk_doors()
        wide = (rect.w - px(8) * max(0, len(acts) - 1)) // max(1, len(acts))
        out: list[Widget] = []
        for k, (words, act) in enumerate(acts):
            box = (rect.x + k * (wide + px(8)), rect.y, wide, rect.h)
            button = Button(box, words, act, look="paper", style="small")
            button.enabled = self.screen.phase == "orders"
            out.append(button)
        return out

    def _act_doors(self) -> list[tuple[str, Callable[[], None]]]:
        if not self.permissions:
            return []
        p = self.permissions[self.at]
        for kind in ("ask", "alone"):
            if self.written(kind, p.act) is not None:
                return [(_("Take it back"), lambda k=kind: self._back(k, p.act))]  # type: ignore[misc]
        doors: list[tuple[str, Callable[[], None]]] = []
        if p.status in ("open", "refused"):
            doors.append((_("Ask for leave"), lambda: self._decide(Decision(kind="ask", act=p.act))))
            if p.may_alone:
                doors.append((_("Do it without leave"), lambda: self._decide(Decision(kind="alone", act=p.act))))
        return doors

    def _talk_doors(self) -> list[tuple[str, Callable[[], None]]]:
        talk = self.talk
        if talk is None:
            return []
        if talk.choices:
            return [(_(CHOICES[c]), lambda c=c: self._decide(Decision(kind="after", choice=c))) for c in talk.choices]  # type: ignore[misc]
        doors: list[tuple[str, Callable[[], None]]] = []
        if talk.is_today and talk.terms:
            term = talk.terms[self.at]
            doors.append((_("Propose"), lambda: self._form(term, propose=True)))
            doors.append((_("Accept or not"), lambda: self._form(term, propose=False)))
        elif talk.may_ask and not talk.agreed:
            if self.written("talk") is not None:
                doors.append((_("Take it back"), lambda: self._back("talk")))
            else:
                doors.append((_("Ask for a talk"), lambda: self._decide(Decision(kind="talk"))))
        return doors

    def _form(self, term: TermOdds, *, propose: bool) -> None:
        """The sealed form with a term proposed, or accepted or not; who proposes accepts."""
        form = self.written("terms") or Decision(kind="terms")
        if propose:
            accept = tuple(sorted({*form.accept, term.term}))
            form = Decision(kind="terms", proposal=term.term, accept=accept)
        else:
            accept = tuple(sorted({*form.accept} ^ {term.term}))
            form = Decision(kind="terms", proposal=form.proposal if form.proposal in accept else "", accept=accept)
        self._decide(form)

    def _decide(self, decision: Decision) -> None:
        self.note = self.screen.sitting.decide(decision)
        self.is_error = bool(self.note)
        self.screen.relaid = True
        self.lay_out(self._window)

    def _back(self, kind: str, act: str = "") -> None:
        self.screen.sitting.book.take_back(kind, act)
        self.note = ""
        self.lay_out(self._window)
