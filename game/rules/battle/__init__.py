"""The battle: one file per rule, named as the rulebook names it."""
