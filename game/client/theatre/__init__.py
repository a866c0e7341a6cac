"""The pages of the strategic game: map, order sheet, cards, tracks, graphs, the thesis, choosing a game."""
