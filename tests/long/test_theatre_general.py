"""What the general of the strategic game gains on plain, on seeds drawn now: pairs of whole games with the same luck (rule 15).

`pytest tests/long/test_theatre_general.py -s` prints what was found. Of 20 pairs a seat on fixed seeds: see README.
"""

import secrets

import pytest

from game.files.theatre.theatres import load_theatre
from game.whatif.theatre.measures import duel

PAIRS = 16
GAIN = 3.0  # points that two of the three seats gain at least
SEATS = load_theatre("north-or-south").seat_ids

pytestmark = [pytest.mark.long, pytest.mark.timeout(3600)]


def test_the_general_gains_on_plain_in_two_of_three_seats_and_loses_in_none():
    seed = 100_000 + secrets.randbits(30)
    found = {seat: duel("north-or-south", seat, "general", "plain", "plain", PAIRS, seed) for seat in SEATS}
    for seat, d in found.items():
        print(f"\n{seat}, seeds {seed} on: {d.gap.diff:+.1f} ({d.gap.lo:+.1f} to {d.gap.hi:+.1f}), {d.slowest_s:.2f} s")
    gaps = sorted(d.gap.diff for d in found.values())
    assert gaps[1] >= GAIN
    assert all(d.gap.hi > 0.0 for d in found.values())
    assert max(d.slowest_s for d in found.values()) < 5.0
