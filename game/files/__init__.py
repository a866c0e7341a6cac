"""Reading, checking and writing: scenarios, what-ifs, journals. Strict, bounded, and never by a path named inside a file."""
