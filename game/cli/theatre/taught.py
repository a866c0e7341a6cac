"""What the commands of a strategic game are to a lesson."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.match.lesson import Act

if TYPE_CHECKING:
    from game.players.theatre.table import TheatreTable

OPENS = {"report": "report", "tracks": "tracks", "view": "tracks"}


def heard(table: TheatreTable, command: str, words: list[str]) -> tuple[Act, ...]:
    """The acts of a command that was done."""
    if command == "card" and words:
        return (Act("read", what=words[0].upper()),)
    return (Act("opened", what=OPENS[command]),) if command in OPENS else ()
