"""A battle's result laid on the desk: the cards that it sets, what it adds to the ledger, the divisions it wore (chapter 11)."""

from game.core.words import _
from game.match.battle.result import read_battle
from game.match.theatre.engine import TheatreEngine
from game.model.battle_result import BattleResult, Reading
from game.rules.theatre import state as T

LEFT_OPEN = -2  # drawn between the states by which a later card is asked


def reading_of(engine: TheatreEngine, position: T.Position, result: BattleResult) -> Reading:
    """A battle in states of the cards, as the position stands.

    Raises:
        ValueError: the game has no battle joined to it.
    """
    if engine.theatre.join is None:
        raise ValueError(_("{id} has no battle joined to it").format(id=engine.theatre.id))
    return read_battle(result, engine.theatre.join, engine.state_of(position, engine.theatre.battle.throne) or "refuse")


def lay_battle(engine: TheatreEngine, position: T.Position, result: BattleResult) -> None:
    """Lays a battle's result on the desk (rules 11.2, 11.3)."""
    at, index, desk = engine.theatre.battle, engine.index, engine.desk
    reading = reading_of(engine, position, result)
    for card, state in reading.states.items():
        if card != at.ends:
            desk.fought[index.node[card]] = index.state(card, state)
    ends, crest = index.node[index.drawn.get(at.ends, at.ends)], index.node[at.crest]
    if reading.t == "shared crest":
        desk.fought[ends] = LEFT_OPEN
        desk.fought[crest] = index.state(at.crest, at.crest_shared)
    elif not reading.t:
        desk.fought[ends] = index.state(at.ends, reading.states[at.ends])
        desk.fought[crest] = index.state(at.crest, at.crest_settled)
    desk.gained[index.variable[at.readiness]] = reading.loc
    desk.worn[0], desk.worn[1] = result.worn
    desk.note[T.N_FOUGHT] = 1
