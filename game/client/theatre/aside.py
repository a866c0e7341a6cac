"""What is read beside a strategic game: thesis, the road to it, and the accounts of a turn with sources in full."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.client import doors
from game.client.kit import palette
from game.client.kit.widgets import Button, Modal, Reading
from game.core.words import _, titled
from game.match.citing import source_lines
from game.match.dates import any_date
from game.match.theatre.accounts import accounts, sources

if TYPE_CHECKING:
    from game.client.kit.widgets.reading import Block
    from game.client.theatre.screen import TheatreScreen
    from game.match.theatre.accounts import TurnAccount
    from game.model.theatre.cards import Deck


def read_thesis(screen: TheatreScreen) -> None:
    """The sentences of the thesis."""
    doors.thesis(screen.app, screen.table.match.theatre.deck)


def read_road(screen: TheatreScreen) -> None:
    """What went before."""
    doors.road(screen.app)


def read_accounts(screen: TheatreScreen) -> None:
    """The accounts of the turn that is looked at: of the record at once, of a game when it is over."""
    table = screen.table
    if table.humans and not table.over:
        screen.app.tell(_("Accounts of the turn"), _("They tell what the others chose: open once the game is over."))
        return
    number = screen.look_at or table.match.turn.number
    found = [a for a in accounts(table.match) if a.turn == number]
    if found:
        screen.show(AccountsDialog(screen, found[0]))


class AccountsDialog(Modal):
    """Paper with the news of a turn, and who argued what where a card was settled."""

    def __init__(self, screen: TheatreScreen, account: TurnAccount) -> None:
        self.account, self.deck = account, screen.table.match.theatre.deck
        b = screen.brush
        title = _("Accounts of {turn}").format(turn=_(account.name))
        super().__init__(b, (b.px(900), b.px(700)), title, lambda: screen.show(None), paper=True)

    def lay_out(self, window: tuple[int, int]) -> None:
        """Reading and a way out."""
        px = self.ui.brush.px
        room = self.place(window)
        y = room.bottom - px(38)
        close = Button((room.right - px(130), y, px(130), px(38)), _("Close"), self.close, look="brass", key="Esc")
        body = Reading((room.x, room.y - px(6), room.w, y - room.y), blocks(self.account, self.deck))
        self.set([body, close], focus=close)


def blocks(account: TurnAccount, deck: Deck) -> list[Block]:
    """The turn as paragraphs: each statement, and under it what it rests on."""
    found: list[Block] = []
    for news in account.news:
        for dated in news.dated:
            found.append((titled(any_date(dated.date), dated.text), "body", palette.INK))
        found += _backed(deck, news.entry.source, news.entry.confidence)
    for card, state in account.settled:
        words = next((option.words for option in card.options if option.state == state), state)
        found.append((titled(_(card.title), _(words)), "strong", palette.JAPAN_INK))
        for argument in card.arguments:
            option = next((o.words for o in card.options if o.state == argument.option), argument.option)
            told = _("{who}, for “{option}”: {says}").format(
                who=_(argument.who), option=_(option), says=_(argument.says)
            )
            found.append((told, "body", palette.INK))
            found += _backed(deck, argument.source, argument.confidence)
        found.append((_("What the odds rest on"), "note", palette.INK))
        found += _backed(deck, card.source, card.confidence)
    return found or [(_("Nothing more is told."), "body", palette.INK)]


def _backed(deck: Deck, cited: str, confidence: str) -> list[Block]:
    lines = source_lines(sources(deck, cited.split("+")), cited, confidence)
    return [(words, "note", palette.PAPER_DIM) for words in lines]
