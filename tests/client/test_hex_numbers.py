"""A hex has one spelling: on the map, in the panel, in the replay's table and in what is typed."""

from __future__ import annotations

from game.client.battle import facts
from game.client.battle.replay.record import differences
from game.client.battle.sitting import Sitting, seats_for
from game.client.library import scenario
from game.client.map import overlaying
from game.core.hexes import numbers
from game.match.battle import Match
from tests.house.sources import GAME


def test_panel_map_and_table_write_a_hex_as_orders_do():
    found = scenario("silent-assault")
    sitting = Sitting(Match.new(found, seed=1938), seats_for("japan", found.sides))
    here = next((c, r) for r in range(20, 30) for c in range(10, 20) if found.place_at((c, r)) is None)
    said = f"{here[0]},{here[1]}"
    assert found.hex_name(here) == numbers(here) == said
    assert all(said in line for line in facts.hex_lines(sitting, here)[:2])
    frame = found.record.keyframe(sitting.first_pulse)
    assert frame is not None
    table = differences(found, None, sitting.position, frame, None)
    where = {f"{p.hex[0]},{p.hex[1]}" for p in frame.positions if found.has_counter(p.unit)}
    assert where <= {line.record for line in table}


def test_no_room_spells_it_otherwise():
    said = [path.name for path in GAME.rglob("*.py") if ":02d}{" in path.read_text(encoding="utf-8")]
    assert said == []
    assert overlaying.numbers is numbers
