"""A game in progress: the battle's, the strategic game's, and what both share."""
