"""The files of a battle: scenario, what-ifs, grades, journal."""
