"""The right panel: cards due, moves, policy, closed sectors, staff plan, and the seal."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pygame

from game.client.kit import palette
from game.client.kit.widgets import Button, Ui, Widget
from game.client.pages.carrying import carry_button, is_looked_at
from game.client.theatre.line import Line
from game.core.words import _, titled

INCIDENT = "incident"

if TYPE_CHECKING:
    from game.client.theatre.screen import TheatreScreen


class Head(Widget):
    """A section head."""

    def __init__(self, rect: pygame.Rect, words: str, right: str = "", *, tip: str = "") -> None:
        super().__init__(rect, tip=tip)
        self.words, self.right = words, right

    def draw(self, ui: Ui, surface: pygame.Surface) -> None:
        """Brass capitals and a rule."""
        ui.brush.heading(surface, self.words, self.rect, right=self.right)


class Note(Widget):
    """A dim line under a head."""

    def __init__(self, rect: pygame.Rect, words: str, *, warn: bool = False) -> None:
        super().__init__(rect)
        self.words, self.warn = words, warn

    def draw(self, ui: Ui, surface: pygame.Surface) -> None:
        """At most as many lines as fit."""
        lines = max(1, self.rect.h // ui.brush.line("small"))
        colour = palette.WARN if self.warn else palette.DIM
        ui.brush.paragraph(surface, self.words, self.rect, "small", colour, lines=lines)


def panel_widgets(screen: TheatreScreen, room: pygame.Rect) -> list[Widget]:
    """Everything on the panel, from the top down; what does not fit rolls with the wheel over it."""
    builder = _Builder(screen, room)
    builder.cards()
    builder.moves()
    builder.policy()
    builder.battle()
    builder.incident()
    builder.closing()
    builder.staff()
    return [*builder.within(), *builder.seal()]


class _Builder:
    """Places lines one under the other."""

    def __init__(self, screen: TheatreScreen, room: pygame.Rect) -> None:
        self.screen, self.room, self.px = screen, room, screen.brush.px
        self.facts, self.draft = screen.facts, screen.draft
        self.widgets: list[Widget] = []
        self.y = room.y
        self.is_looked_at = is_looked_at(screen.table) and not screen.is_history
        self.low = room.bottom - self.px(146 if self.is_looked_at else 104)

    def add(self, widget: Widget, gap: int = 5) -> None:
        self.widgets.append(widget)
        self.y = widget.rect.bottom + self.px(gap)

    def box(self, height: int) -> pygame.Rect:
        return pygame.Rect(self.room.x, self.y, self.room.w, self.px(height))

    def head(self, words: str, right: str = "", tip: str = "") -> None:
        self.y += self.px(6)
        self.add(Head(self.box(20), words, right, tip=tip), 3)

    def within(self) -> list[Widget]:
        """The lines rolled by the panel's scroll; those outside its window are hidden."""
        scroll = self.screen.panel_scroll
        scroll.fit(self.y - self.room.y, self.low - self.room.y)
        for w in self.widgets:
            w.rect.y -= scroll.offset
            w.visible = w.rect.y >= self.room.y - 2 and w.rect.bottom <= self.low + 2
        return self.widgets

    # ------------------------------------------------------------ sections
    def cards(self) -> None:
        done, of = self.draft.answered(self.facts.asked), len(self.facts.asked)
        tip = _("Cards that ask for this seat's answer: {done} of {of} are answered.").format(done=done, of=of)
        self.head(_("Cards of this turn"), f"{done}/{of}" if of else "", tip if of else "")
        if not self.facts.cases_at_hand:
            self.add(Note(self.box(20), _("No card asks for you this turn.")))
        for k, card in enumerate(self.facts.cards):
            said = sum(1 for c in card.cases if self.draft.answer(card.id, c.key))
            mark = "" if not card.is_mine else "done" if said == len(card.cases) else "open"
            right = f"{said}/{len(card.cases)}" if card.is_mine else _("drawn") if not card.card.seats else ""
            words = titled(_(card.card.title), _(card.card.question))
            self.add(Line(self.box(32), words, partial(self.screen.open_card, k), right=right, mark=mark, tip=words))

    def moves(self) -> None:
        facts, draft = self.facts, self.draft
        used = sum(m.divisions for m in draft.now.moves)
        tip = _("Divisions that moves of your own may carry in a turn: {used} of {most} are ordered.")
        self.head(
            _("Own moves"),
            _("{used} of {most} divisions").format(used=used, most=facts.divisions_a_turn),
            tip.format(used=used, most=facts.divisions_a_turn),
        )
        for m in draft.now.moves:
            words = f"{self.screen.place_name(m.source)} → {self.screen.place_name(m.target)}"
            step = partial(self.screen.writing.set_move, m.source, m.target)
            sides = (
                ("−", partial(step, m.divisions - 1)),
                ("+", partial(step, m.divisions + 1)),
                ("×", partial(step, 0)),
            )
            self.add(
                Line(self.box(32), words, partial(self.screen.go_to, m.target), right=str(m.divisions), sides=sides)
            )
        if len(draft.now.moves) < facts.most_moves:
            hint = self.screen.writing.move_hint()
            self.add(Note(self.box(38), hint))

    def policy(self) -> None:
        self.head(_("Policy"))
        fact = next((p for p in self.facts.policies if p.id == self.draft.policy), None)
        if fact is None:
            words, right = _("No policy: choose one"), ""
        else:
            sector = f" · {self.screen.place_name(self.draft.sector)}" if self.draft.sector else ""
            words, right = fact.title + sector, str(fact.price) if fact.price else _("free")
        mark = "done" if fact is not None else ""
        self.add(
            Line(
                self.box(32), words, self.screen.open_policies, right=right, mark=mark, tip=fact.effect if fact else ""
            )
        )

    def battle(self) -> None:
        screen = self.screen
        if screen.is_history or not screen.table.has_battle:
            return
        from game.client.theatre.battle_dialog import choice_words

        choice = screen.table.battle
        words = _("The battle: {how}").format(how=choice_words(choice))
        tip = _("Drawn from its odds, as in the record, fought out, or from a saved game of your own")
        self.head(_("The battle of August"))
        self.add(Line(self.box(32), words, screen.open_battle, mark="done" if choice else "", tip=tip))

    def incident(self) -> None:
        if self.facts.incident:
            self.head(_("Incident"))
            self.add(Note(self.box(36), self.facts.incident))
            if not self.facts.meets_incident:
                return
            half = (self.room.w - self.px(6)) // 2
            for k, (state, words) in enumerate((("stand", _("Stand")), ("yield", _("Yield")))):
                rect = pygame.Rect(self.room.x + k * (half + self.px(6)), self.y, half, self.px(28))
                button = Button(rect, words, partial(self.screen.writing.meet_incident, state), style="small")
                button.is_on = self.draft.answer(INCIDENT, "") == state
                button.tip = _("Standing raises escalation; yielding lowers it and costs standing.")
                self.widgets.append(button)
            self.y += self.px(34)

    def closing(self) -> None:
        facts = self.facts
        if not facts.can_close:
            return
        self.head(_("Closed to the field army"))
        wide, gap = (self.room.w - self.px(10)) // 3, self.px(5)
        for k, sector in enumerate(facts.can_close):
            row, col = divmod(k, 3)
            rect = pygame.Rect(self.room.x + col * (wide + gap), self.y + row * self.px(33), wide, self.px(28))
            name, brush = self.screen.place_name(sector), self.screen.brush
            if brush.size(name, "small")[0] > rect.w - 6:
                name = self.screen.place_name(sector, is_short=True)
            button = Button(rect, name, partial(self.screen.writing.close_sector, sector), style="small")
            button.is_on = sector in self.draft.now.closed
            button.tip = _("A closed sector costs the field army standing to enter, or is refused, by Tokyo's control.")
            self.widgets.append(button)
        self.y += self.px(33) * ((len(facts.can_close) + 2) // 3) + gap

    def staff(self) -> None:
        lines = self.facts.staff
        tip = _("Moves that the record makes by itself this turn: {n}").format(n=len(lines))
        self.head(_("Staff plan of the record"), str(len(lines)) if lines else "", tip if lines else "")
        if not lines:
            self.add(Note(self.box(20), _("The record moves nothing of yours this turn.")))
        for line in lines:
            struck = line.id in self.draft.now.struck
            tip = _("Runs by itself unless it is struck; press to strike or restore it.")
            action = partial(self.screen.writing.strike, line.id)
            self.add(
                Line(
                    self.box(28),
                    line.words,
                    action,
                    mark="struck" if struck else "",
                    right=str(line.divisions),
                    tip=tip,
                )
            )

    def seal(self) -> list[Widget]:
        """What the match refuses, and the seal, at the foot."""
        px, room, screen = self.px, self.room, self.screen
        refusal = screen.refusal
        made: list[Widget] = []
        if refusal:
            made.append(Note(pygame.Rect(room.x, self.low + px(6), room.w, px(36)), refusal, warn=True))
        elif screen.is_history:
            made.append(Note(pygame.Rect(room.x, self.low + px(6), room.w, px(36)), screen.history_words()))
        rect = pygame.Rect(room.x, room.bottom - px(54), room.w, px(54))
        if self.is_looked_at:
            box = pygame.Rect(room.x, rect.y - px(44), room.w, px(36))
            made.append(carry_button(box, screen.carry_on, screen.app.keys.of("t_carry_on")))
        label = _("Seal the orders") if screen.table.humans else _("Next turn")
        label = _("The game is over") if screen.table.over else label
        if screen.is_history:
            label = _("Back to the present") if screen.table.humans else _("Next turn")
        seal = Button(rect, label, screen.seal, look="seal", style="heading", key=screen.app.keys.of("t_seal"))
        seal.enabled, seal.why_not = not refusal and not screen.is_busy, refusal
        return [*made, seal]
