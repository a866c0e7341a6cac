"""The what-if laboratory: variants of a scenario, many games of them, and how they stand to the record."""
