"""Computer commanders of a battle. They are given a view and return orders; they know nothing else."""
