"""Where a game left history, and what the orders that did so were worth."""
