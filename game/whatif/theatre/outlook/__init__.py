"""What might have followed: the network of cards evaluated exactly, sampled, shaken, and held against the thesis."""
