"""Computer seats of the strategic game: they read a seat's view and hand in a sheet."""
