"""Pictures of counters, badges of engagements, and marks on the map: arrows, ellipses of fire, outlines, rings."""

from game.client.map.counters.badge import engagement_badge
from game.client.map.counters.counter import counter_size, counter_surface
from game.client.map.counters.look import CounterLook

__all__ = ["CounterLook", "counter_size", "counter_surface", "engagement_badge"]
