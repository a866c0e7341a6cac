"""The map picture: its geometry (`Layout`), what draws it (`drawing`), its store on disk (`cache`), its light."""

from game.client.map.picture.layout import Layout

__all__ = ["Layout"]
