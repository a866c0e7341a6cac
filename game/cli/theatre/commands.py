"""The commands of a strategic game in the terminal: the view is told, a sheet is typed line by line and sealed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from game.cli.text_loop import FILES, HELP, RESOLVE, Command, Session, check_open, needed
from game.cli.theatre import telling
from game.cli.troubles import Trouble, nearest
from game.core.words import N_, _, aside, enumerated, titled, written
from game.match.theatre.draft import toggled, with_answer
from game.model.theatre.sheets import Move, Policy, Sheet

if TYPE_CHECKING:
    from game.match.theatre import TheatreView

WHOLE = re.compile(r"\d{1,3}", re.ASCII)


# ---------------------------------------------------------------- the sheet
def _move(session: Session, words: list[str]) -> list[str]:
    sheet: Sheet = session.table.draft.now
    if words == ["off"]:
        return _put(session, moves=())
    if len(words) != 3 or not WHOLE.fullmatch(words[2]):
        raise Trouble(_("needed: {usage}").format(usage="move SOURCE TARGET N"))
    return _put(session, moves=(*sheet.moves, Move(words[0].upper(), words[1].upper(), int(words[2]))))


def _policy(session: Session, words: list[str]) -> list[str]:
    if not words:
        said = session.table.view.policies
        return [titled(p.id, _(p.words)) + (aside(p.refusal.text) if p.refusal else "") for p in said]
    if words == ["off"]:
        return _put(session, policy=None)
    return _put(session, policy=Policy(words[0].lower(), words[1].upper() if len(words) > 1 else ""))


def _answer(session: Session, words: list[str]) -> list[str]:
    if len(words) < 2:
        raise Trouble(_("needed: {usage}").format(usage="answer CARD [CASE] OPTION"))
    sheet: Sheet = session.table.draft.now
    card, case, option = words[0].upper(), " ".join(words[1:-1]), words[-1].lower()
    if option == "off":
        return _put(session, answers={name: said for name, said in sheet.answers.items() if name != card})
    return _put(session, answers=with_answer(sheet, card, case, option))


def _incident(state: str) -> Any:
    def act(session: Session, words: list[str]) -> list[str]:
        return _put(session, answers=with_answer(session.table.draft.now, "incident", "", state))

    return act


def _strike(session: Session, words: list[str]) -> list[str]:
    lines, struck = [x.id for x in session.table.view.staff], session.table.draft.now.struck
    for word in needed(words, "strike N|ID ..."):
        is_number = WHOLE.fullmatch(word) and 1 <= int(word) <= len(lines)
        struck = toggled(struck, lines[int(word) - 1] if is_number else word)
    return _put(session, struck=struck)


def _close(session: Session, words: list[str]) -> list[str]:
    return _put(session, closed=tuple(sorted({w.upper() for w in words})))


def _clear(session: Session, words: list[str]) -> list[str]:
    session.table.draft.change(session.table.draft.blank)
    return _sheet(session, words)


def _sheet(session: Session, words: list[str]) -> list[str]:
    sheet = session.table.draft.now
    return telling.sheet_lines(sheet, session.table.view.spent(sheet))


def _undo(session: Session, words: list[str]) -> list[str]:
    if not session.table.draft.undo():
        raise Trouble(_("nothing was written that could be taken back"))
    return _sheet(session, words)


def _redo(session: Session, words: list[str]) -> list[str]:
    if not session.table.draft.redo():
        raise Trouble(_("nothing was taken back that could be done again"))
    return _sheet(session, words)


def _put(session: Session, **changes: Any) -> list[str]:
    """Changes the sheet if the rules allow the whole of it then; else all stays as it was."""
    check_open(session.table)
    view: TheatreView = session.table.view
    changed = replace(session.table.draft.now, **changes)
    refusal = view.refusal(changed)
    if refusal is not None:
        raise Trouble(str(refusal))
    session.table.draft.change(changed)
    cost = _("Written; the sheet costs {n} of {standing} standing")
    return [cost.format(n=view.spent(changed), standing=view.standing)]


# ---------------------------------------------------------------- looking
def _odds(session: Session, words: list[str]) -> list[str]:
    view: TheatreView = session.table.view
    at_hand = {c.id: telling.card_lines(c) for c in view.cards}
    wanted = [w.upper() for w in words] or list(at_hand)
    return [line for name in wanted for line in at_hand.get(name) or _odds_of(session, name)]


def _odds_of(session: Session, name: str) -> list[str]:
    odds = enumerated(f"{s} {written(p, '.0%')}" for s, p in session.table.view.odds(_known(session, name).id).items())
    line = _("{id}, {title}: {odds} (as it looks now; cards still open as in their first state)")
    return [line.format(id=name, title=_(_known(session, name).title), odds=odds)]


def _known(session: Session, name: str) -> Any:
    cards = session.table.match.theatre.cards
    if name not in cards:
        guess = nearest(name, cards)
        line = _('no card "{word}"; nearest is {guess}') if guess else _('no card "{word}"')
        raise Trouble(line.format(word=name[:40], guess=guess))
    return cards[name]


def _card(session: Session, words: list[str]) -> list[str]:
    card = _known(session, needed(words, "card CARD")[0].upper())
    return [
        f"{card.id} {_(card.title)}: {_(card.question)} ({_(card.when)}; {_(card.who)})",
        *(titled(o.state, _(o.words)) for o in card.options),
        *(
            _("for {option}, {who}: {says} [{source}, {confidence}]").format(
                option=a.option, who=_(a.who), says=_(a.says), source=a.source, confidence=a.confidence
            )
            for a in card.arguments
        ),
    ]


def _score(session: Session, words: list[str]) -> list[str]:
    table = session.table
    if table.over:
        return telling.verdict(table.match)
    return [telling.ahead(table.match, table.seat), *telling.score(table.view)]


def _board(session: Session, words: list[str]) -> list[str]:
    return telling.board(session.table.match.theatre, session.table.view)


def _view(session: Session, words: list[str]) -> list[str]:
    view = session.table.view
    return [*telling.opening(session.table.match.theatre, view), *_board(session, words), *telling.tracks(view)]


def _battle(session: Session, words: list[str]) -> list[str]:
    from game.whatif.theatre.chosen_battle import FOUGHT, RECORD, has_battle, result_of

    table, at = session.table, session.table.match.theatre.battle
    if table.is_by_file:
        raise Trouble(_("how the battle is settled was agreed in the invitation of this game by file"))
    if not has_battle(table.match):
        raise Trouble(_("a battle is fought in T{n}; this is T{now}").format(n=at.turn, now=table.match.turn.number))
    choice = " ".join(needed(words, "battle FILE|record|fought"))
    if choice not in (RECORD, FOUGHT):
        try:
            result_of(choice, table.match.theatre.join)
        except ValueError as e:
            raise Trouble(str(e)) from None
    table.battle = choice
    return [_("The battle of this turn: {choice}").format(choice=choice)]


def _report(session: Session, words: list[str]) -> list[str]:
    return list(session.manner.report(session.table))


COMMANDS: tuple[Command, ...] = (
    HELP,
    Command("view", "v", "view", N_("the turn, its news and cards, the board, the tracks"), _view),
    Command("board", "b", "board", N_("divisions by place, own and as seen"), _board),
    Command("tracks", "t", "tracks", N_("the variables with their ledgers"), lambda s, w: telling.tracks(s.table.view)),
    Command("score", "sc", "score", N_("the score and its parts; every seat's at the end"), _score),
    Command("odds", "o", "odds [CARD ...]", N_("odds of cards as you see them"), _odds),
    Command("card", "c", "card CARD", N_("what a card is, who argued what"), _card),
    Command("move", "m", "move SOURCE TARGET N", N_("divisions of your own; off takes all moves back"), _move),
    Command("policy", "p", "policy [ID [SECTOR]]", N_("lists policies, or chooses one; off takes it back"), _policy),
    Command(
        "answer",
        "a",
        "answer CARD [CASE] OPTION",
        N_("such as: answer J R=local air; off: drawn from its odds"),
        _answer,
    ),
    Command("strike", "st", "strike N|ID ...", N_("a line of the staff plan does not run; again: it runs"), _strike),
    Command("close", "cl", "close [SECTOR ...]", N_("sectors closed to the field army from the next turn on"), _close),
    Command("stand", "sd", "stand", N_("your soldiers stand in an incident"), _incident("stand")),
    Command("yield", "yi", "yield", N_("your soldiers yield in an incident"), _incident("yield")),
    Command("battle", "bt", "battle FILE|record|fought", N_("how the battle of this turn is settled"), _battle),
    Command("sheet", "s", "sheet", N_("what is on the sheet"), _sheet),
    Command("clear", "x", "clear", N_("a new sheet"), _clear),
    Command("undo", "z", "undo", N_("takes back the last change of the orders"), _undo),
    Command("redo", "y", "redo", N_("makes it again"), _redo),
    Command("report", "re", "report", N_("events of the last turn"), _report),
    RESOLVE,
    *FILES,
)
