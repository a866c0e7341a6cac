"""Play by file: one end of a game whose seats sit in several houses, and the tables at which it is played."""
