"""The window: it asks the match, shows what a side knows, and decides nothing."""
