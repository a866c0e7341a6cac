"""The battle beside the strategic game: what a position gives down to it, and what is told where nobody played it (11)."""

import math
from collections.abc import Mapping
from functools import cache

import numpy as np

from game.core.dice import new_dice, uniforms
from game.core.words import _
from game.files.theatre.banks import bank_at_hand
from game.match.theatre.bank import BattleBank
from game.match.theatre.engine import TheatreEngine
from game.match.theatre.match import TheatreMatch
from game.match.theatre.sheets import Sheet, chosen
from game.model.battle_result import BattleResult, Given, Join
from game.model.theatre.game import Theatre
from game.model.theatre.policies import Grant
from game.rules.theatre import resolve as R
from game.rules.theatre import state as T

TOLD = 11  # the purpose of the draw that picks a battle from the bank
LOCAL = "local"


def given_of(match: TheatreMatch, sheets: Mapping[str, Sheet | None]) -> Given:
    """What the position, and Moscow's sealed answer, give down to the battle of this turn (rule 11.4).

    Raises:
        ValueError: the game has no battle, or none in this turn.
    """
    engine, position, at = match.engine, match.position, match.theatre.battle
    join = _join(match.theatre)
    if match.turn.number != at.turn:
        raise ValueError(
            _("a battle is fought in turn {turn}; this is turn {number}").format(turn=at.turn, number=match.turn.number)
        )
    place, foe = engine.index.place[at.place], 1  # the other side than that of headquarters
    here, par = (int(engine.ask(position, what, place, foe)) for what in (R.ASK_DIVISIONS, R.ASK_PAR))
    until = int(position.marks[engine.index.mark[match.theatre.support.mark], T.MARK_UNTIL])
    return Given(
        throne=engine.state_of(position, at.throne) or "refuse",
        answer=_answer(match.theatre, sheets),
        support=until >= match.turn.number,
        soviet_over=here - par,
        forts=int(position.acts[match.turn.act - 1, T.ACT_FORTS]),
        petition=_petition(engine, position),
        command=_has_mark(engine, position, join.downward.command_mark),
    )


def told_battle(match: TheatreMatch) -> BattleResult | None:
    """The battle of a game: the one that was played for it, else one of the bank with the same answers and end (rule 11.3).

    None before it, where there was no fight, and where no battle of the bank ended so. What is told moves no odds.
    """
    at = match.theatre.battle
    record = next((r for r in match.records if r.turn.number == at.turn), None)
    if record is None or match.theatre.join is None:
        return None
    if record.battle is not None:
        return record.battle
    states = {
        short: match.engine.state_of(record.position, card)
        for short, card in (("S", at.attack), ("R", at.answer), ("J", at.reinforce))
    }
    drawn = match.engine.index.drawn.get(at.ends, at.ends)
    states["T"] = match.engine.state_of(record.position, drawn)
    luck = float(uniforms(new_dice(match.seed, turn=at.turn), np.zeros(1, np.int64), 0, TOLD)[0])
    return _bank(match.theatre.id).sample(states, luck)


def _join(theatre: Theatre) -> Join:
    if theatre.join is None:
        raise ValueError(_("{id} has no battle joined to it").format(id=theatre.id))
    return theatre.join


@cache
def _bank(name: str) -> BattleBank:
    from game.files.theatre.joins import load_join

    return BattleBank(bank_at_hand(name), load_join(name))


def _answer(theatre: Theatre, sheets: Mapping[str, Sheet | None]) -> str:
    """How far Moscow lets its front go: what its sheet answers an attack with; the hill alone where it is silent."""
    at = theatre.battle
    for seat in theatre.cards[at.answer].seats:
        sheet = sheets.get(seat)
        if sheet is not None and at.answer in sheet.answers:
            given = sheet.answers[at.answer]
            found = {
                chosen(given, {at.attack: state}) for state in theatre.cards[at.attack].states if state != "withdraw"
            }
            if found - {""}:
                return max(found - {""}, key=theatre.cards[at.answer].states.index)
    return LOCAL


def _petition(engine: TheatreEngine, position: T.Position) -> float:
    """Odds of a petition, as chapter 7 has them."""
    grant: Grant = next(
        p.grant for p in engine.theatre.policies if p.grant and p.grant.mark == engine.theatre.support.mark
    )
    value = engine.ask(position, R.ASK_VALUE, engine.index.variable[grant.variable])
    return round(1.0 / (1.0 + math.exp((value - grant.middle) / grant.spread)), 3)


def _has_mark(engine: TheatreEngine, position: T.Position, mark: str) -> bool:
    return mark in engine.index.mark and int(position.marks[engine.index.mark[mark], T.MARK_COUNT]) > 0
