"""The strategic game by the thousand: what choices are worth, what-ifs, the bank of percentiles."""
