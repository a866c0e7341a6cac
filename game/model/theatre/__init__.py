"""What a strategic game is played with: board, forces, cards, policies."""
