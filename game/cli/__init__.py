"""The commands a user types: thin, over the floors below."""
