"""Games that branch off one another, kept in one file."""
