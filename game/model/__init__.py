"""What a scenario says: typed and frozen, read once, changed never."""
