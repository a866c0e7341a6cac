"""What a battle is played with: counters, ground, calendar, politics, the record."""
