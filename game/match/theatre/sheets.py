"""A seat's sheet for a turn, and how it is laid on the rules' desk."""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from game.match.theatre.engine import INCIDENT, TheatreEngine
from game.model.theatre.sheets import Answers, Move, Policy, Sheet
from game.rules.theatre import state as T

__all__ = ["Answers", "Move", "Policy", "Sheet", "chosen", "key_of", "lay", "plain", "states_of"]


def key_of(states: Mapping[str, str]) -> str:
    """How a case is written: "R=local S=own_attack"; empty where there is but one."""
    return " ".join(f"{card}={state}" for card, state in states.items())


def states_of(key: str) -> dict[str, str]:
    """The states that a key names.

    Raises:
        ValueError: a part of it is no "card=state".
    """
    found: dict[str, str] = {}
    for part in key.split():
        card, equals, state = part.partition("=")
        if not equals or not card or not state:
            raise ValueError(f"{part[:40]!r} is no case: needed card=state")
        found[card] = state
    return found


def chosen(answers: Mapping[str, str], case: Mapping[str, str]) -> str:
    """The option that a card's answers give in a case: of the keys that fit, the one that names most states; "" if none fits."""
    best, most = "", -1
    for key, option in answers.items():
        wanted = states_of(key)
        if len(wanted) > most and all(case.get(card) == state for card, state in wanted.items()):
            best, most = option, len(wanted)
    return best


def lay(engine: TheatreEngine, position: T.Position, turn: int, sheets: Mapping[str, Sheet | None]) -> None:
    """Lays sheets on the desk; None is an empty seat."""
    desk, index = engine.desk, engine.index
    engine.clear_desk()
    for seat, number in index.seat.items():
        sheet = sheets.get(seat)
        row = desk.sheet
        if sheet is None:
            row[number, T.H_FILLED] = 0
            continue
        row[number, T.H_FILLED] = 1
        if sheet.policy is not None:
            row[number, T.H_POLICY] = engine.policy_number(seat, sheet.policy.id)
            row[number, T.H_TARGET] = index.place.get(sheet.policy.target, -1)
        for k, move in enumerate(sheet.moves[:2]):
            row[number, T.H_SOURCE_A + 3 * k] = index.place[move.source]
            row[number, T.H_TARGET_A + 3 * k] = index.place[move.target]
            row[number, T.H_DIVISIONS_A + 3 * k] = move.divisions
        row[number, T.H_CLOSED] = sum(1 << index.place[name] for name in sheet.closed)
        if sheet.struck:
            row[number, T.H_STRUCK] = sum(1 << engine.line_number(seat, turn, line) for line in set(sheet.struck))
        if sheet.answers:
            row[number, T.H_YIELDS] = int(sheet.answers.get(INCIDENT, {}).get("", "") == "yield")
            for node, case, option in answers_laid(engine, position, sheet.answers):
                desk.answer[number * len(index.nodes) + node, case] = option


def answers_laid(engine: TheatreEngine, position: T.Position, answers: Answers) -> Iterator[tuple[int, int, int]]:
    """(card, case, option) as numbers, for every case that the answers reach."""
    for card, given in answers.items():
        if card == INCIDENT or card not in engine.index.node:
            continue
        node = engine.index.node[card]
        states = engine.index.nodes[node].states
        for k, case in enumerate(engine.cases(position, node)[: T.MOST_CASES]):
            option = chosen(given, case)
            if option in states:
                yield node, k, states.index(option)


def plain(sheet: Sheet | None) -> Any:
    """The sheet as builtins, for texts and files."""
    return msgspec.to_builtins(sheet)
