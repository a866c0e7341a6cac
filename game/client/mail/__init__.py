"""Games by file in the window: the page they are begun on, the page that waits, the tables of both scales."""
