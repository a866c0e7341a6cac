"""The game in a terminal: plain lines, each of which makes sense alone, for eyes, ears and pipes."""
