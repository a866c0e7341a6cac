"""What the commands of a battle are to a lesson."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.cli.battle.terminal import country, names
from game.match.lesson import Act

if TYPE_CHECKING:
    from game.players.battle.table import Table

OPENS = {"report": "report", "orders": "plan", "log": "log", "supply": "supplies", "unit": "card"}


def heard(table: Table, command: str, words: list[str]) -> tuple[Act, ...]:
    """The acts of a command that was done; called after it, so that its words are known to mean something."""
    acts = [Act("opened", what=OPENS[command])] if command in OPENS else []
    if command in ("look", "map") and words:
        acts.append(Act("looked", hex=country.wanted(table, words)))
    elif command == "unit":
        named = " ".join(words)
        acts += [Act("took", names.own_counter(table, named))] if named in table.own_ids() else []
    elif command == "forecast":
        acts += [Act("forecast", hex=o.target) for o in table.book.orders if o.verb.assaults]
    elif command == "why":
        acts.append(Act("explained"))
    return tuple(acts)
