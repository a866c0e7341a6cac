"""Pages that belong to no one game: menu, settings, help, saved games, the laboratory."""
