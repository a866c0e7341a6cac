"""Rules that check every index of every table as they run give the digests of those that do not: none is ever out of bounds.

They compile for a minute before they play: `pytest tests/long/test_bounds.py`.
"""

import pytest

from tests import hosts

pytestmark = [pytest.mark.digest, pytest.mark.long, pytest.mark.timeout(1800)]


@pytest.mark.parametrize("program", [hosts.BATTLE, hosts.THEATRE], ids=["battle", "theatre"])
def test_rules_with_every_index_checked_give_the_same_digests(run_python, program):
    assert run_python(program, NUMBA_BOUNDSCHECK="1", timeout=900.0) == run_python(program)
