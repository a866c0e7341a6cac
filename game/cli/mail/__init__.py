"""Play by file at the command line: beginning, joining, looking, claiming, and the terminal at which it is played."""
