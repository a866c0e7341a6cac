"""A thousand mutants of every kind of file that the program reads, other ones at each run."""

import secrets

import pytest

from tests.fuzz.doors import DOORS
from tests.fuzz.test_mutants import parsed_once, run

pytestmark = [pytest.mark.long, pytest.mark.timeout(1800)]
__all__ = ["parsed_once"]

MUTANTS = 1000


@pytest.mark.parametrize("name", DOORS)
def test_no_mutant_of_a_thousand_does_more_than_be_refused_or_work(name, tmp_path):
    seed = secrets.randbits(32)
    print(f"\n{name}: seed {seed}, {run(name, tmp_path, MUTANTS, seed)} of {MUTANTS} let in")
