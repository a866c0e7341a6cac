"""Small errors put into the rules on purpose, to see whether the rulings find them."""
