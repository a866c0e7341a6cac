"""What-ifs of a battle: variants, many games, and how they stand to the record."""
