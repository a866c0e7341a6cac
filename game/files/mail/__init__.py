"""Files of games by file: the packets that pass between the houses, the folder they lie in, the private file of one house."""
