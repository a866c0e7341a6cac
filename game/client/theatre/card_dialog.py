"""A card, large: question, who decides, answers with odds, price and arguments, evidence for and against, history's choice."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import pygame

from game.client.kit import palette
from game.client.kit.keys import shown
from game.client.kit.widgets import Button, Modal, Reading, Scroll, Ui, Widget
from game.client.theatre.names import Sources, changes_line, percent
from game.core.words import _, clauses, enumerated, titled, written

if TYPE_CHECKING:
    from game.client.kit.paint import Brush
    from game.client.theatre.facts import CardFact, CaseFact, OptionFact
    from game.match.theatre.draft import SheetDraft
    from game.model.theatre.cards import Card, Deck

Block = tuple[str, str, tuple[int, ...]]
WIDE = 900  # pixels of the drawing that answers and arguments need to stand side by side
LOW = 66  # and an answer for its words, what it moves and its odds


class Answer(Widget):
    """An answer to choose: a ring, the words, a bar of its odds, its price, or why it is refused."""

    focusable = True

    def __init__(
        self,
        rect: pygame.Rect,
        option: OptionFact,
        *,
        is_on: bool,
        is_mine: bool,
        was: bool,
        effect: str,
        action: Callable[[], None],
    ) -> None:
        super().__init__(rect)
        self.option, self.is_on, self.is_mine, self.was, self.effect, self.action = (
            option,
            is_on,
            is_mine,
            was,
            effect,
            action,
        )
        self.enabled = is_mine and not option.refusal
        self.why_not = option.refusal

    def draw(self, ui: Ui, surface: pygame.Surface) -> None:
        """The box on paper."""
        b, px, box = ui.brush, ui.brush.px, self.rect
        fill: tuple[int, ...] = palette.PAPER_SHADE if not self.is_on else (252, 244, 222)
        line = palette.CLAIM_SOVIET if self.is_on else palette.PAPER_LINE
        if ui.hot is self and self.enabled:
            fill = b.lighter(fill)
        b.box(surface, box, fill, line, radius=4, width=2 if self.is_on else 1)
        ink = palette.INK if not self.option.refusal else b.mix(palette.INK, palette.PAPER_SHADE, 0.5)
        ring = (box.x + px(18), box.y + px(18))
        if self.is_mine:
            pygame.draw.circle(surface, ink, ring, px(7), 2)
            if self.is_on:
                pygame.draw.circle(surface, palette.CLAIM_SOVIET, ring, px(4))
        x = box.x + (px(34) if self.is_mine else px(14))
        right = box.right - px(12)
        if self.was:
            flag = b.size(_("history"), "key")[0] // 2 + px(5)
            b.flag(
                surface,
                _("history"),
                (right - flag, box.y + px(15)),
                palette.PAPER_DIM,
                palette.PAPER,
                style="key",
                line=None,
            )
            right -= 2 * flag + px(8)
        low = box.bottom - px(20)
        top = box.y + px(8 if box.h >= LOW * ui.brush.theme.scale else 2)
        lines = max(1, min(2, (low - top) // b.line("strong")))
        y = b.paragraph(surface, _(self.option.words), pygame.Rect(x, top, right - x, 0), "strong", ink, lines=lines)
        if self.effect and y + b.line("small") <= low + px(4):
            y = b.paragraph(
                surface, self.effect, pygame.Rect(x, y, box.right - px(12) - x, 0), "small", palette.PAPER_DIM, lines=1
            )
        price = self.option.refusal or (
            ""
            if not self.is_mine
            else _("no cost")
            if self.option.price == 0
            else _("{n} standing").format(n=self.option.price)
        )
        tone = palette.CLAIM_SOVIET if self.option.refusal or self.option.price else palette.PAPER_DIM
        edge = (
            b.text(
                surface, price, (box.right - px(12), low + px(8)), "small", tone, anchor="midright", width=box.w // 2
            ).x
            if price
            else box.right - px(12)
        )
        b.text(surface, percent(self.option.odds), (x, low + px(8)), "time", ink, anchor="midleft")
        bar = pygame.Rect(x + px(52), low + px(4), max(px(20), min(px(220), edge - x - px(64))), px(8))
        pygame.draw.rect(surface, palette.PAPER_LINE, bar, 1)
        pygame.draw.rect(surface, palette.CLAIM_JAPAN, (bar.x, bar.y, max(1, round(bar.w * self.option.odds)), bar.h))

    def tip_at(self, at: tuple[int, int]) -> str:
        """Why it is refused; else its words and what it moves, for which a low box has no room."""
        return super().tip_at(at) or "\n".join(filter(None, (_(self.option.words), self.effect)))

    def click(self, ui: Ui, at: tuple[int, int]) -> None:
        """Chooses it."""
        self.action()

    def key(self, ui: Ui, event: pygame.Event) -> bool:
        """Enter and Space choose it."""
        if event.type == pygame.KEYDOWN and event.key in (pygame.K_RETURN, pygame.K_KP_ENTER, pygame.K_SPACE):
            self.action()
            return True
        return False


class CardDialog(Modal):
    """Paper over the map: answers left, arguments and evidence right. Number keys choose, Left and Right turn cases."""

    def __init__(
        self,
        brush: Brush,
        deck: Deck,
        cards: tuple[CardFact, ...],
        at: int,
        draft: SheetDraft | None,
        close: Callable[[], None],
        *,
        why: Callable[[str, int], None] | None = None,
    ) -> None:
        super().__init__(brush, (brush.px(1180), brush.px(760)), "", close, paper=True)
        self.deck, self.cards, self.at, self.draft = deck, cards, at, draft
        self.case, self.why = 0, why
        self.is_narrow, self.is_read = False, False  # one at a time: the answers, or the arguments
        self.scroll = Scroll()
        self.sources = Sources(deck)

    @property
    def fact(self) -> CardFact:
        """The card that is shown."""
        return self.cards[self.at]

    @property
    def shown_case(self) -> CaseFact:
        """The case that is shown."""
        return self.fact.cases[min(self.case, len(self.fact.cases) - 1)]

    def lay_out(self, window: tuple[int, int]) -> None:
        """Places answers, text and buttons."""
        px = self.ui.brush.px
        self._window = window
        self.title = _(self.fact.card.title)
        room = self.place(window)
        self.is_narrow = room.w < px(WIDE)
        half = room.w if self.is_narrow else round(room.w * 0.5)
        bottom = room.bottom - px(30)
        self._question = pygame.Rect(room.x, room.y + px(34 if self.is_narrow else 26), half, 0)
        text = Reading(
            (room.x + half + px(28), room.y, room.w - half - px(28), room.h - px(24)),
            self._blocks(),
            scroll=self.scroll,
        )
        widgets: list[Widget] = []
        if self.is_narrow:
            text.rect.update(room.x, self._question.y, room.w, 0)
        if not (self.is_narrow and self.is_read):
            widgets = self._answers(bottom)
        done = Button(
            (room.right - px(150), bottom - px(4), px(150), px(38)), _("Close"), self.close, look="brass", key="Esc"
        )
        doors: list[Widget] = [done]
        if self.why is not None:
            doors.append(
                Button(
                    (room.right - px(330), bottom - px(4), px(170), px(38)),
                    _("Why these odds"),
                    self._why,
                    look="paper",
                    key=shown("E"),
                )
            )
        if len(self.cards) > 1:
            doors += [
                Button(
                    (room.x, bottom - px(4), px(46), px(38)),
                    "<",
                    partial(self._turn_card, -1),
                    look="paper",
                    tip=_("The card before"),
                ),
                Button(
                    (room.x + px(54), bottom - px(4), px(46), px(38)),
                    ">",
                    partial(self._turn_card, 1),
                    look="paper",
                    tip=_("The next card"),
                ),
            ]
        if self.is_narrow:
            words = _("Answers") if self.is_read else _("Arguments")
            doors.append(
                Button((room.x + px(108), bottom - px(4), px(140), px(38)), words, self._turn_leaf, look="paper")
            )
        text.rect.h = bottom - px(14) - text.rect.y
        answers = [w for w in widgets if isinstance(w, Answer) and w.enabled]
        read = [text] if self.is_read or not self.is_narrow else []
        self.set([*widgets, *read, *doors], focus=answers[0] if answers and self.draft is not None else done)

    def _answers(self, bottom: int) -> list[Widget]:
        """Under the question the cases, where there are several, and the answers of the one that is shown."""
        b, px, card, cases = self.ui.brush, self.ui.brush.px, self.fact.card, self.fact.cases
        x, half = self._question.x, self._question.w
        y = self._question.y + b.height(_(card.question), self._head, half) + px(6)
        widgets: list[Widget] = []
        self._given = pygame.Rect(x, y, half, 0)
        if len(cases) > 1:
            self.case = min(self.case, len(cases) - 1)
            y += b.height(self._case_words, "small", half, lines=2) + px(4)
            row = self._question.y - px(40) if self.is_narrow else y
            left = x + half - px(302) if self.is_narrow else x
            step, words = partial(self._step_case, 1), f"{self.case + 1}/{len(cases)}"
            widgets += [
                Button((left, row, px(34), px(32)), "<", partial(self._step_case, -1), look="paper"),
                Button((left + px(40), row, px(60), px(32)), words, step, look="paper", style="small"),
                Button((left + px(106), row, px(34), px(32)), ">", step, look="paper"),
                self._alike_button(pygame.Rect(x + half - px(150), row, px(150), px(32))),
            ]
            y += px(4 if self.is_narrow else 40)
        options = self.shown_case.options
        step_px = min(px(98), (bottom - y - px(16)) // max(1, len(options)))
        for k, option in enumerate(options):
            box = pygame.Rect(x, y + k * step_px, half, step_px - px(8 if step_px > px(LOW) else 4))
            widgets.append(Answer(
                box, option, is_on=self._is_on(option), is_mine=self.fact.is_mine and self.draft is not None,
                was=option.state == card.historical, effect=self._effect(card, option.state),
                action=partial(self._say, option.state),
            ))  # fmt: skip
        return widgets

    @property
    def _head(self) -> str:
        """The style of the question."""
        return "strong" if self.is_narrow else "heading"

    @property
    def _case_words(self) -> str:
        """When the case that is shown comes about."""
        return f"{_('If it comes to this:')} {self.shown_case.words}"

    def _turn_leaf(self) -> None:
        self.is_read = not self.is_read
        self.lay_out(self._window)

    # ------------------------------------------------------------ acts
    def _is_on(self, option: OptionFact) -> bool:
        return self.draft is not None and self.draft.answer(self.fact.id, self.shown_case.key) == option.state

    def _say(self, state: str) -> None:
        if self.draft is not None and self.fact.is_mine:
            self.draft.say(self.fact.id, self.shown_case.key, state)
            unsaid = [k for k, c in enumerate(self.fact.cases) if not self.draft.answer(self.fact.id, c.key)]
            if self.draft.answer(self.fact.id, self.shown_case.key) and unsaid:
                self.case = unsaid[0]
            self.lay_out(self._window)

    def _step_case(self, way: int) -> None:
        self.case = (self.case + way) % len(self.fact.cases)
        self.lay_out(self._window)

    def _alike_button(self, rect: pygame.Rect) -> Button:
        """The answer of this case in every case that allows it."""
        made = Button(
            rect,
            _("In every case"),
            self._alike,
            look="paper",
            style="small",
            tip=_("Gives this answer in every case that allows it"),
        )
        draft = self.draft
        made.enabled = draft is not None and bool(draft.answer(self.fact.id, self.shown_case.key))
        made.why_not = _("answer this case first")
        return made

    def _alike(self) -> None:
        draft, card = self.draft, self.fact.id
        assert draft is not None
        state = draft.answer(card, self.shown_case.key)
        for case in self.fact.cases:
            if any(o.state == state and not o.refusal for o in case.options) and draft.answer(card, case.key) != state:
                draft.say(card, case.key, state)
        self.lay_out(self._window)

    def _why(self) -> None:
        if self.why is not None:
            self.why(self.fact.id, self.case if self.fact.is_mine else 0)

    def _turn_card(self, way: int) -> None:
        self.at = (self.at + way) % len(self.cards)
        self.case, self.scroll.offset = 0, 0
        self.lay_out(self._window)

    def handle(self, event: pygame.Event) -> bool:
        """Numbers choose an answer, Left and Right turn the cases, Page keys the cards."""
        if event.type == pygame.KEYDOWN:
            number = event.key - pygame.K_1
            options = self.shown_case.options
            if 0 <= number < len(options):
                if not options[number].refusal:
                    self._say(options[number].state)
                return True
            steps = {pygame.K_LEFT: -1, pygame.K_RIGHT: 1}
            if event.key in steps and len(self.fact.cases) > 1:
                self._step_case(steps[event.key])
                return True
            if event.key == pygame.K_e:
                self._why()
                return True
            if event.key in (pygame.K_n, pygame.K_p) and len(self.cards) > 1:
                self._turn_card(1 if event.key == pygame.K_n else -1)
                return True
        return super().handle(event)

    # ------------------------------------------------------------ words
    @staticmethod
    def _effect(card: Card, state: str) -> str:
        parts = [
            (_("if answered: {changes}") if e.ledger == "seat" else _("off the record: {changes}")).format(
                changes=changes_line(e.changes)
            )
            for e in card.effects if e.state == state
        ]  # fmt: skip
        return clauses(parts)

    def _blocks(self) -> list[Block]:
        card, cite = self.fact.card, self.sources.cited
        head, ink = ("strong", palette.CLAIM_SOVIET), ("body", palette.INK)
        words = {o.state: _(o.words) for o in card.options}
        blocks: list[Block] = []
        if card.arguments:
            blocks.append((_("Who argued what"), *head))
            for a in card.arguments:
                said = titled(enumerated((_(a.who), words.get(a.option, a.option))), _(a.says))
                blocks.append((cite(said, a.source, a.confidence), *ink))
        for link in (x for x in self.deck.links if x.effect == card.id):
            cause = next((_(c.title) for c in self.deck.cards if c.id == link.cause), link.cause)
            weight = "" if link.weight is None else _("weight {weight}").format(weight=written(link.weight, ".1f"))
            blocks.append(
                (_("What {cause} has to do with it").format(cause=cause) + (f" · {weight}" if weight else ""), *head)
            )
            blocks.append((_(link.mechanism), *ink))
            blocks += [(f"+ {line}", *ink) for line in self.sources.lines(link.supports)]
            blocks += [(f"− {line}", *ink) for line in self.sources.lines(link.limits)]
        blocks += [(_("What happened"), *head), (_(card.outcome), *ink)]
        source = _("Odds: {source}, confidence {mark}").format(
            source=self.sources.short(card.source), mark=card.confidence
        )
        blocks.append((f"{source}. {_(card.note)}".strip(), "note", palette.PAPER_DIM))
        return blocks

    def draw(self, surface: pygame.Surface) -> None:
        """Paper, then the heads over its widgets."""
        super().draw(surface)
        b, px, card = self.ui.brush, self.ui.brush.px, self.fact.card
        room = self._question
        seats = enumerated(self.fact.seats) or _("drawn")
        line = f"{_(card.when)} · {_(card.who)} · {seats}"
        b.text(
            surface, line, (room.x, room.y - px(34 if self.is_narrow else 26)), "small", palette.CLAIM_SOVIET,
            width=room.w - px(310) if self.is_narrow and len(self.fact.cases) > 1 else room.w,
        )  # fmt: skip
        if self.is_narrow and self.is_read:
            return
        b.paragraph(surface, _(card.question), room, self._head, palette.INK)
        if len(self.fact.cases) > 1:
            b.paragraph(surface, self._case_words, self._given, "small", palette.PAPER_DIM, lines=2)
