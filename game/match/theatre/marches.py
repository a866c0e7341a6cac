"""Own moves of a seat: how many divisions, from where to where, and what forbids one (rules 4.2, 4.3, 12.1)."""

import math
from functools import cached_property

from game.core.words import enumerated
from game.files.errors import nearest
from game.match.refusals import Refusal, refuse
from game.match.theatre.seat import MOST_NAMES, SeatPosition
from game.match.theatre.sheets import Move
from game.rules.theatre import resolve as R


class Marches(SeatPosition):
    """The divisions that a seat may move this turn."""

    @cached_property
    def allowance(self) -> int:
        """Divisions that the seat moves this turn (rule 4.3)."""
        theatre = self.engine.theatre
        whole = math.floor(theatre.seat(self.seat).divisions_a_month * theatre.turn(self.turn).months + 0.5)
        return int(min(theatre.value("MOVES_MOST"), max(theatre.value("MOVES_LEAST"), whole)))

    def here(self, place: str) -> int:
        """Divisions of the seat's side in a place this turn, the staff plan carried out."""
        return int(self.engine.ask(self.sealed, R.ASK_DIVISIONS, self.engine.index.place[place], self.side))

    def is_late(self, source: str, target: str) -> bool:
        """Whether a move arrives a turn later (rule 4.3)."""
        place = self.engine.index.place
        return bool(self.engine.ask(self.sealed, R.ASK_LATE, place[source], place[target], self.side))

    def closed_price(self, target: str) -> int:
        """Standing that a move into a place costs because headquarters closed it (rule 12.1)."""
        return int(self.engine.ask(self.sealed, R.ASK_CLOSED, self.number, self.engine.index.place[target]))

    def targets(self, source: str) -> tuple[str, ...]:
        """Places to which the seat may move from one."""
        theatre = self.engine.theatre
        if self.seat not in theatre.place(source).seats:
            return ()
        only = theatre.place(source).leads_to
        return tuple(
            p.id
            for p in theatre.places
            if p.id != source and self.seat in p.seats and (not only or p.id in only) and self._open(p.id) is None
        )

    def _open(self, target: str) -> Refusal | None:
        limit = self.engine.theatre.value("CLOSED_AT")
        if self.closed_price(target) > 0:
            control = self.engine.index.variable[self.engine.theatre.roles.control]
            held = self.engine.ask(self.sealed, R.ASK_VALUE, control)
            if held >= limit:
                return refuse(
                    "12.1",
                    "{place} is closed to the field army, and control stands at {found:.0f}; needed below {needed:.0f}",
                    place=target,
                    found=held,
                    needed=limit,
                )
        return None

    def refusal(self, moves: tuple[Move, ...]) -> Refusal | None:
        """None, or the first rule that forbids the own moves of a sheet."""
        theatre = self.engine.theatre
        most = int(theatre.value("MOVES"))
        if len(moves) > most:
            return refuse(
                "4.2", "{found} own moves on the sheet; needed {needed} at most", found=len(moves), needed=most
            )
        change: dict[str, int] = {}
        for move in moves:
            found = self._move(move, change)
            if found:
                return found
            change[move.source] = change.get(move.source, 0) - move.divisions
            change[move.target] = change.get(move.target, 0) + move.divisions
        total = sum(m.divisions for m in moves)
        if total > self.allowance:
            return refuse(
                "4.3", "{found} divisions move; needed {needed} at most this turn", found=total, needed=self.allowance
            )
        return None

    def _move(self, move: Move, change: dict[str, int]) -> Refusal | None:
        theatre = self.engine.theatre
        for name in (move.source, move.target):
            if name not in self.engine.index.place:
                return refuse(
                    "1.2",
                    "there is no place {name!r}{nearest}",
                    name=name[:MOST_NAMES],
                    nearest=nearest(name, theatre.place_ids),
                )
            if self.seat not in theatre.place(name).seats:
                return refuse("4.3", "{seat} moves no divisions in {place}", seat=self.seat, place=name)
        if move.source == move.target:
            return refuse("4.3", "a move from {place} to itself", place=move.source)
        most = int(theatre.value("MOVE_MOST"))
        if not 1 <= move.divisions <= most:
            return refuse(
                "4.2", "{found} divisions in one move; needed 1 to {needed}", found=move.divisions, needed=most
            )
        only = theatre.place(move.source).leads_to
        if only and move.target not in only:
            return refuse("4.3", "from {place} divisions go to {only} only", place=move.source, only=enumerated(only))
        here = self.here(move.source) + change.get(move.source, 0)
        if here < move.divisions:
            return refuse(
                "4.3",
                "{place} has {found} divisions to move; needed {needed}",
                place=move.source,
                found=here,
                needed=move.divisions,
            )
        room, there = (
            theatre.place(move.target).most,
            self.here(move.target) + change.get(move.target, 0) + move.divisions,
        )
        if room and there > room:
            return refuse(
                "4.3",
                "{place} holds {needed} divisions; there would be {found}",
                place=move.target,
                needed=room,
                found=there,
            )
        return self._open(move.target)
