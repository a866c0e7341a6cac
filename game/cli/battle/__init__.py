"""Commands for a battle."""
