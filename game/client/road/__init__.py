"""The longer road: decisions, incidents, forces, the line of 1886 and where it lies, on one page."""
