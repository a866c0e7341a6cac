"""What one seat knows, looked up as it is asked for; it holds nothing that the seat cannot know."""

from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

import numpy as np

from game.match.refusals import Refusal
from game.match.theatre.due_cards import CardView
from game.match.theatre.engine import INCIDENT, TheatreEngine
from game.match.theatre.events import NEWS, TheatreEvent
from game.match.theatre.legality import TheatreLegality
from game.match.theatre.score import TheatreScore, score_of
from game.match.theatre.sealing import guess
from game.match.theatre.sheets import Sheet
from game.model.theatre.game import StaffLine, TheatreTurn
from game.rules.theatre import resolve as R
from game.rules.theatre import state as T

KNOWN_BY_RUMOUR = 1.0  # a box or pool is known as well as any place


class PlaceView(NamedTuple):
    """A place: own divisions now and with the staff plan of the turn, the other side's as seen and between which bounds.

    `arriving`: own divisions due next turn; `worn`: own worn ones; `heat`: patrols and incidents so far; `closed`: headquarters
    has closed it to the field army; `forts`, `depots`: own.
    """

    id: str
    kind: str
    divisions: int
    planned: int
    arriving: int
    worn: int
    enemy: float
    enemy_low: float
    enemy_high: float
    forts: int
    depots: int
    heat: int
    closed: bool
    by_record: int


class SectorView(NamedTuple):
    """A sector's force ratio as seen: the second side's over the first's by the record, in doublings; forces and par by side."""

    id: str
    ratio: float
    forces: tuple[float, float]
    pars: tuple[float, float]


class VariableView(NamedTuple):
    """A variable: the record, what the cards and what play added, and what they make together (rule 6.1)."""

    id: str
    record: float
    network: float
    play: float
    value: float


class MoveView(NamedTuple):
    """Moves open from a place: divisions that may go, and the targets with the turns they take."""

    source: str
    divisions: int
    targets: tuple[tuple[str, int], ...]


class PolicyView(NamedTuple):
    """A policy of the seat with its price, and why it may not be chosen (None if it may)."""

    id: str
    title: str
    words: str
    price: int
    sector: bool
    refusal: Refusal | None


class DriveView(NamedTuple):
    """The drive on the target: progress, its pace a month, between which bounds it succeeds, and the turn in which it did."""

    progress: float | None
    pace: float | None
    needs_low: float
    needs_high: float
    fallen: int


class IncidentView(NamedTuple):
    """An incident in the news, and where."""

    id: str
    title: str
    place: str


class TheatreView:
    """What a seat knows at the start of a turn. Its sealed position and everything made from it are looked up lazily."""

    def __init__(
        self,
        engine: TheatreEngine,
        sealed: T.Position,
        seat: str,
        events: tuple[TheatreEvent, ...],
        legality: TheatreLegality,
        ended: Mapping[int, T.Position] | None = None,
    ) -> None:
        self._ended = ended or {}
        self._engine, self._sealed, self.seat, self.events, self._legality = engine, sealed, seat, events, legality
        self._number = engine.index.seat[seat]
        self._side = engine.theatre.side_of(seat)

    def __repr__(self) -> str:
        return f"TheatreView({self._engine.theatre.id}, {self.seat}, turn {self.turn.number}: standing {self.standing})"

    # ------------------------------------------------------------ where it stands
    @property
    def turn(self) -> TheatreTurn:
        """The turn to be ordered."""
        return self._engine.theatre.turn(int(self._sealed.clock[T.TURN]))

    @property
    def standing(self) -> int:
        """Own standing (rule 4.4)."""
        return int(self._sealed.seats[self._number, T.STANDING])

    @property
    def dial(self) -> str:
        """Id of the dial in force."""
        return self._engine.dial.id

    @property
    def sealed(self) -> T.Position:
        """The position as the seat knows it. Not to be changed."""
        return self._sealed

    @property
    def engine(self) -> TheatreEngine:
        """The rules, to think ahead with."""
        return self._engine

    def guess(self, seed: int) -> T.Position:
        """A whole position that fits what the seat knows, with luck of its own, to play on from."""
        return guess(self._engine, self._sealed, self.seat, seed)

    # ------------------------------------------------------------ the board
    @cached_property
    def places(self) -> tuple[PlaceView, ...]:
        """All places, in their order."""
        return tuple(self._place(k) for k in range(len(self._engine.theatre.places)))

    def _place(self, k: int) -> PlaceView:
        e, s = self._engine, self._sealed
        place, turn = e.theatre.places[k], self.turn.number
        here = int(e.ask(s, R.ASK_DIVISIONS, k, self._side))
        before = int(np.asarray(e.book.par)[2 * k + self._side, max(1, turn - 1)]) if turn > s.clock[T.FIRST] else None
        now = here if before is None else max(0, before + int(s.places[k, T.DEVIATION + self._side]))
        sharp = s.seats[self._number, T.SHARP_IN] == turn
        error = e.theatre.value("FOG_SHARP" if sharp else "FOG")
        seen = float(s.seen[self._number, k])
        act = e.theatre.act(self.turn.act)
        return PlaceView(
            place.id,
            place.kind,
            now,
            here,
            int(s.places[k, T.COMING + self._side]),
            int(e.ask(s, R.ASK_WORN, k, self._side)),
            seen,
            seen / (1.0 + error),
            seen / (1.0 - error),
            int(s.acts[act.number - 1, T.ACT_FORTS])
            if self._side == 0 and act.fort in (place.id, "ALL") and place.north
            else 0,
            int(s.rest[T.DEPOTS_J + self._side]) if place.needs_depot else 0,
            int(s.places[k, T.HEAT]),
            bool(int(s.rest[T.CLOSED]) >> k & 1),
            int(e.ask(s, R.ASK_PAR, k, self._side)),
        )

    @cached_property
    def sectors(self) -> tuple[SectorView, ...]:
        """Force ratios as seen: every sector, then "ALL", the whole north (rule 3.6)."""
        return tuple(self._sector(name) for name in (*self._engine.theatre.sectors, "ALL"))

    def _sector(self, name: str) -> SectorView:
        e, s = self._engine, self._sealed
        k = e.index.place.get(name, -1)
        forces = e.ask(s, R.ASK_FORCE, k, 0, self._number), e.ask(s, R.ASK_FORCE, k, 1, self._number)
        pars = e.ask(s, R.ASK_PAR_FORCE, k, 0), e.ask(s, R.ASK_PAR_FORCE, k, 1)
        return SectorView(name, e.ask(s, R.ASK_BALANCE, k, self._number), forces, pars)

    # ------------------------------------------------------------ tracks
    @cached_property
    def variables(self) -> dict[str, VariableView]:
        """The variables by id (rule 6.1)."""
        found = {}
        for name, k in self._engine.index.variable.items():
            record, network, play = (float(x) for x in self._sealed.tracks[k])
            found[name] = VariableView(name, record, network, play, self._engine.ask(self._sealed, R.ASK_VALUE, k))
        return found

    @property
    def wuhan(self) -> DriveView:
        """The drive on Wuhan (chapter 9); its progress is Japan's to know."""
        e, s = self._engine, self._sealed
        needs, luck = e.theatre.value("DRIVE_NEEDS"), e.theatre.value("DRIVE_LUCK")
        mine = self._side == 0
        return DriveView(
            float(s.rest[T.DRIVEN]) if mine else None,
            e.ask(s, R.ASK_PACE, 0) if mine else None,
            needs - luck,
            needs + luck,
            int(s.rest[T.FALLEN]),
        )

    @property
    def oil(self) -> float | None:
        """Months of oil in stock, Japan's to know (rule 12.2)."""
        return float(self._sealed.rest[T.OIL]) if self._side == 0 else None

    @property
    def aid(self) -> int:
        """Aid to China as felt at the front (chapter 7)."""
        return int(self._sealed.rest[T.AID_FELT if self._side == 0 else T.AID])

    @property
    def hold(self) -> float | None:
        """Hold on China beyond its divisions, Japan's to know (chapter 7)."""
        return float(self._sealed.rest[T.HOLD]) if self._side == 0 else None

    @property
    def talks(self) -> int:
        """Talks held so far (rule 6.2)."""
        mark = self._engine.index.mark.get("talk")
        return int(self._sealed.marks[mark, T.MARK_COUNT]) if mark is not None else 0

    # ------------------------------------------------------------ orders
    @property
    def cards(self) -> tuple[CardView, ...]:
        """Cards that the seat answers this turn."""
        return self._legality.cards.due

    @cached_property
    def decided(self) -> dict[str, str]:
        """States of the cards that are decided and known."""
        e = self._engine
        inner = set(e.index.drawn.values())
        return {
            n.id: e.state_of(self._sealed, n.id)
            for n in e.index.nodes
            if n.id not in inner and e.state_of(self._sealed, n.id)
        }

    def odds(self, card: str, given: dict[str, str] | None = None) -> dict[str, float]:
        """Odds of a card's states as the seat sees them now, in the case given; with none the first.

        Open cards that are not in `given` count with their first state.
        """
        e = self._engine
        node = e.index.node[e.index.drawn.get(card, card)]
        wanted = given or {}
        cases = e.cases(self._sealed, node)
        case = max(range(len(cases)), key=lambda k: sum(cases[k].get(n) == s for n, s in wanted.items()))
        return dict(zip(e.index.nodes[node].states, e.odds(self._sealed, node, case, self._number), strict=True))

    @cached_property
    def moves(self) -> tuple[MoveView, ...]:
        """Own moves that are legal, each place with its targets."""
        marches, found = self._legality.marches, []
        for place in self._engine.theatre.places:
            if self.seat in place.seats and (here := marches.here(place.id)) > 0:
                targets = tuple((t, 1 if marches.is_late(place.id, t) else 0) for t in marches.targets(place.id))
                if targets:
                    found.append(MoveView(place.id, min(here, marches.allowance), targets))
        return tuple(found)

    @property
    def allowance(self) -> int:
        """Divisions that the seat moves this turn (rule 4.3)."""
        return self._legality.marches.allowance

    @cached_property
    def policies(self) -> tuple[PolicyView, ...]:
        """Policies of the seat."""
        legal = self._legality
        return tuple(
            PolicyView(p.id, p.title, p.words, p.price, p.sector, legal.policy_refusal(p)) for p in legal.policies
        )

    @property
    def staff(self) -> tuple[StaffLine, ...]:
        """Lines of the staff plan of this turn that the seat may strike out (rule 3.2)."""
        return self._legality.staff

    @property
    def incident(self) -> IncidentView | None:
        """The incident in the news, None without one (rule 13.2)."""
        k = int(self._sealed.rest[T.INCIDENT])
        if k < 0:
            return None
        found = self._engine.theatre.incidents[k]
        return IncidentView(found.id, found.title, found.place)

    @property
    def meets_incident(self) -> bool:
        """The incident is the seat's to answer: its soldiers met."""
        return self.incident is not None and self.refusal(Sheet(answers={INCIDENT: {"": "stand"}})) is None

    @property
    def news(self) -> tuple[TheatreEvent, ...]:
        """What came in with the turn: the record's events, arrivals, incidents."""
        return tuple(e for e in self.events if e.kind in NEWS)

    def refusal(self, sheet: Sheet) -> Refusal | None:
        """None, or the rule that forbids a sheet."""
        return self._legality.refusal(sheet)

    def spent(self, sheet: Sheet) -> int:
        """Standing that a sheet costs in its dearest case."""
        return self._legality.spent(sheet)

    @cached_property
    def score(self) -> TheatreScore:
        """Own score: acts played, and the present act as it stands, part by part."""
        return score_of(self._engine, self._sealed, self.seat, self._ended)
