"""A strategic game's position to be arranged and played turn by turn, for rulings."""

from typing import Any

import numpy as np

from game.match.theatre.engine import TheatreEngine, theatre_engine
from game.match.theatre.sealing import seal
from game.match.theatre.sheets import Sheet, lay
from game.rules.theatre import resolve as R
from game.rules.theatre import state as T
from tests.kept import theatre

SEATS = ("tokyo", "field", "moscow")
THEATRE = theatre()


class Table:
    """A game before a turn. Cards before it are as in history."""

    def __init__(self, turn: int = 1, seed: int = 1, dial: str = "default", last: int = 0) -> None:
        self.engine: TheatreEngine = theatre_engine(THEATRE, dial)
        self.position = self.engine.new_position(seed, turn, last)

    # ------------------------------------------------------------ arranging
    def bring(self, place: str, side: str, divisions: int) -> None:
        """So many divisions of a side more than the record has."""
        self.position.places[self.engine.index.place[place], T.DEVIATION + THEATRE.sides.index(side)] += divisions
        self.look()

    def play_moved(self, variable: str, points: float) -> None:
        """What play did to a variable."""
        self.position.tracks[self.engine.index.variable[variable], T.PLAY] = points

    def state(self, card: str, state: str) -> None:
        """A card decided, last turn."""
        node = self.engine.index.node[card]
        self.position.cards[node] = self.engine.index.state(card, state), T.DRAWN, self.turn - 1

    def mark(self, name: str, count: int = 1, until: int = 0) -> None:
        """A mark left so often, or granted until a turn."""
        self.position.marks[self.engine.index.mark[name]] = count, until

    def look(self) -> None:
        """What the seats see of each other, without error."""
        for viewer in range(T.SEATS):
            side = 0 if viewer == 2 else 1
            self.position.seen[viewer] = [
                self.engine.ask(self.position, R.ASK_STRENGTH, k, side, -1)
                for k in range(len(self.engine.theatre.places))
            ]

    # ------------------------------------------------------------ playing
    def play(self, tokyo: Sheet | None = None, field: Sheet | None = None, moscow: Sheet | None = None) -> None:
        """Plays a turn; None is an empty seat."""
        lay(self.engine, self.position, self.turn, dict(zip(SEATS, (tokyo, field, moscow), strict=True)))
        self.engine.play_turn(self.position, trace=True)

    def play_until(self, turn: int) -> None:
        """Plays empty turns until one is to be ordered."""
        while self.turn < turn and not self.over:
            self.play()

    # ------------------------------------------------------------ looking
    @property
    def turn(self) -> int:
        """Number of the turn to be played."""
        return int(self.position.clock[T.TURN])

    @property
    def over(self) -> bool:
        """The game has ended."""
        return bool(self.position.rest[T.OVER])

    def divisions(self, place: str, side: str) -> int:
        """Divisions of a side in a place."""
        return int(
            self.engine.ask(self.position, R.ASK_DIVISIONS, self.engine.index.place[place], THEATRE.sides.index(side))
        )

    def ratio(self, sector: str) -> float:
        """L of a sector, "ALL" for the north."""
        return self.engine.ask(self.position, R.ASK_BALANCE, self.engine.index.place.get(sector, -1), -1)

    def force(self, sector: str, side: str) -> float:
        """Force of a side in a sector."""
        return self.engine.ask(
            self.position, R.ASK_FORCE, self.engine.index.place.get(sector, -1), THEATRE.sides.index(side), -1
        )

    def odds(self, card: str, **given: str) -> dict[str, float]:
        """True odds of a card's states, where cards decided in the same turn are as given."""
        index = self.engine.index
        node = index.node[index.drawn.get(card, card)]
        cases = self.engine.cases(self.position, node)
        case = next(k for k, c in enumerate(cases) if all(c.get(n) == s for n, s in given.items()))
        return dict(zip(index.nodes[node].states, self.engine.odds(self.position, node, case, -1), strict=True))

    def standing(self, seat: str) -> int:
        """A seat's standing."""
        return int(self.position.seats[SEATS.index(seat), T.STANDING])

    def ledger(self, variable: str) -> tuple[float, float, float]:
        """H, N and P of a variable."""
        record, network, play = (float(x) for x in self.position.tracks[self.engine.index.variable[variable]])
        return record, network, play

    def card(self, name: str) -> str:
        """State of a card, empty while it is open."""
        return self.engine.state_of(self.position, name)

    def rest(self, what: int) -> float:
        """A column of what is neither place nor card (T.OIL ...)."""
        return float(self.position.rest[what])

    def sealed(self, seat: str) -> T.Position:
        """The position as a seat knows it."""
        return seal(self.engine, self.position, seat)

    def events(self, kind: int) -> list[list[float]]:
        """Events of a kind that the last turn left."""
        rows: Any = np.asarray(self.engine.desk.events)[: int(self.engine.desk.note[T.N_EVENTS])]
        return [[float(x) for x in row] for row in rows if row[T.EV_KIND] == kind]
