"""What every page is made of: text, colours, widgets, keys, sound, settings. It knows nothing of the game."""
