"""Floor 1: hexes, dice, exact arithmetic, and the decorator that turns a function into a rule. No files, no clock."""
