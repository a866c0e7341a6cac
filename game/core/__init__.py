"""Hexes, dice, exact arithmetic and the compiler of the rules. Knows nothing of war, files or the clock."""
