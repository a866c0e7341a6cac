"""The accounts of a turn of the strategic game, each with its sources: of the record at once, of a game when it is over."""

from __future__ import annotations

from game.client.app import App
from game.client.kit.widgets import Notice, Reading
from game.client.theatre import doors
from game.client.theatre.aside import AccountsDialog
from game.client.theatre.sitting import TheatreSitting
from game.match.theatre import TheatreMatch
from game.match.theatre.accounts import accounts, sources
from game.players.table import EMPTY, HUMAN
from tests.client.drive import frame, key


def test_the_record_opens_at_a_turn_and_tells_who_argued_what_with_every_source_in_full(app: App):
    doors.open_record(app, 4)
    frame(app)
    screen = app.screen
    assert screen.look_at == 4  # type: ignore[attr-defined]
    key(app, "a")
    assert isinstance(screen.modal, AccountsDialog)
    said = [words for w in screen.modal.ui.widgets if isinstance(w, Reading) for words, _style, _ink in w.blocks]
    match = screen.table.match  # type: ignore[attr-defined]
    turn = next(a for a in accounts(match) if a.turn == 4)
    assert {card.id for card, _state in turn.settled} >= {"V", "W", "P"}
    for source in sources(match.theatre.deck, turn.cited):
        assert any(words.startswith(f"[{source.id}] {source.full}. ") for words in said), source.id
    for card, _state in turn.settled:
        for argument in card.arguments:
            assert any(argument.says in words and argument.who in words for words in said)
    assert any(words == "22 August 1938: On the 22nd comes the order to take Wuhan." for words in said)
    foot = [words for words, _event in screen.turning.log()]  # type: ignore[attr-defined]
    assert "13 August 1938: The Japanese leave the hill on the 13th." in foot
    key(app, "Esc")
    assert screen.modal is None


def test_a_game_that_goes_on_keeps_what_the_others_chose(app: App):
    theatre = doors.theatre()
    match = TheatreMatch.new(theatre, seed=1938)
    seats = dict.fromkeys(theatre.seat_ids, EMPTY) | {theatre.seat_ids[0]: HUMAN}
    screen = doors.show(app, TheatreSitting(match, seats, doors.board()))
    frame(app)
    key(app, "a")
    assert isinstance(screen.modal, Notice)
