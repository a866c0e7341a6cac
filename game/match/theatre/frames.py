"""The strategic game as tables: places, variables and events, as a seat knows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.match.frames import Row, known
from game.match.theatre.events import HIDDEN

if TYPE_CHECKING:
    from game.match.theatre.match import TheatreMatch

TABLES = ("places", "variables", "events")


def rows_of(match: TheatreMatch, what: str, seat: str | None) -> list[Row]:
    """The rows of a table; `seat`: as it knows them, None as nobody does before the end. Places are some seat's, by default the
    first's.

    Raises:
        ValueError: there is no such table or seat, or the game is played by file and goes on, and no seat is named.
    """
    known("table", what, TABLES)
    if seat is not None:
        known("seat", seat, match.theatre.seat_ids)
    elif match.is_closed:
        raise ValueError("a game by file that goes on shows each seat its own tables alone: name a seat")
    if what == "places":
        view = match.view(seat or match.theatre.seat_ids[0])
        return [{"turn": view.turn.number, "seat": view.seat, **place._asdict()} for place in view.places]
    if what == "variables":
        return [
            dict(zip(("variable", "turn", "record", "cards", "play", "value"), (s.id, *values), strict=True))
            for s in match.history().values()
            for values in zip(s.turns, s.record, s.network, s.play, s.values, strict=True)
        ]
    names = ("turn", "kind", "seat", "what", "state", "place", "target", "number", "p", "text")
    rows = [{n: getattr(e, n) for n in names} for r in match.records for e in match.events(seat, r)]
    for row in rows:
        row["kind"] = row["kind"].removeprefix("TE_").lower()
        row["p"] = None if row["p"] == HIDDEN else row["p"]
    return rows
