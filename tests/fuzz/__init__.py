"""Mutants of every file that the program reads, through the doors of its commands."""
