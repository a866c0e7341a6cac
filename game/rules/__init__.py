"""How a turn resolves. Rules see numbers and properties, never files, the clock or the names of units and places."""
