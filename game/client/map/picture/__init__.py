"""The map sheet: its geometry (`Layout`), its picture (`sheet.draw_sheet`), its store on disk (`cache.SheetStore`), its light."""

from game.client.map.picture.layout import Layout

__all__ = ["Layout"]
