"""The battle screen: the map with its counters, the orders being written, the film of a turn and its report."""
