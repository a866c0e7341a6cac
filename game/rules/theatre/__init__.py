"""The strategic game: one file for each chapter of its rulebook."""
