"""The files of a strategic game: board, deck, tables, grades, journal."""
