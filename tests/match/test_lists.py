"""The list is the product: what is shown is what was drawn from, and a row that is left out is left out of the result (rule 4.1).

Turns of a scenario under a seed that nobody chose, on the plain host; `lists.py` notes the means at the dice.
"""

import json
import math
import secrets
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from game.match.battle.explain import SAID

SCENARIOS = ("silent-assault", "first-counterattack", "hold-the-crest")
DRAWN = {  # events that show what a draw was made from, and those draws; True: told even when nothing came of it
    "EV_FIRE": (("D_FIRE",), True),
    "EV_SHELLS": (("D_SHELL",), True),
    "EV_BOMBS": (("D_BOMB",), True),
    "EV_STRIKE": (("D_PLANE",), True),
    "EV_RETREAT": (("D_STRAGGLE",), True),
    "EV_CLOSE": (("D_CLOSE", "D_CLOSE_FOE"), True),
    "EV_TANKS": (("D_TANK", "D_TANK_CLOSE"), False),
    "EV_GUNS_OUT": (("D_GUN_LOST", "D_GUNS"), False),
    "EV_BOGGED": (("D_BOG",), False),
}
LIMITS = ("F_COH_LIMIT", "F_COH_SUP")


@pytest.fixture(scope="module", params=SCENARIOS)
def played(request: pytest.FixtureRequest, run_python: Callable[..., str]) -> dict[str, Any]:
    """The first turns of a scenario: events, draws, forms, and which factors were left out without effect."""
    seed = secrets.randbelow(2**32)
    print(f"{request.param}, seed {seed}")
    code = f"from tests.match.lists import main; main({request.param!r}, {seed})"
    found: dict[str, Any] = json.loads(run_python(code, CHANGKUFENG_RULES="plain"))
    return found


def rows_of(played: dict[str, Any], kind: str) -> list[tuple[list[int], dict[str, float]]]:
    return [(numbers, dict(rows)) for k, numbers, rows in played["told"] if k == kind]


def rounded(values: Any) -> Counter[str]:
    return Counter(f"{v:.9g}" for v in values)


def test_the_rows_of_an_event_come_to_the_mean_that_was_drawn_from(played):
    assert len(played["draws"]) > 20
    for kind, (purposes, always) in DRAWN.items():
        means = rounded(mean for purpose, mean in played["draws"] if purpose in purposes)
        lists = [
            r.values() for _, r in rows_of(played, kind) if kind != "EV_CLOSE" or "F_PART" in r
        ]  # else swept off: no draw
        shown = rounded(math.prod(values) for values in lists)
        assert not shown - means, kind
        assert not always or shown == means, kind


def test_a_row_left_out_is_left_out_of_the_result(played):
    assert played["left_out"]
    assert played["alike"] == []


def test_a_sum_stands_on_the_side_on_which_the_event_fell(played):
    for kind, below in (
        ("EV_DISRUPTED", True),
        ("EV_BROKEN", True),
        ("EV_RALLIED", False),
        ("EV_HEARD", False),
        ("EV_ARRIVES", False),
    ):
        for _numbers, rows in rows_of(played, kind):
            assert (math.fsum(rows.values()) < 0) == below, (kind, rows)
    for numbers, rows in rows_of(played, "EV_DISRUPTED"):  # a: the cohesion that is left
        assert math.fsum(v for code, v in rows.items() if code not in LIMITS) == numbers[0]
    for numbers, rows in rows_of(played, "EV_ROW_OPENS"):  # a: metres at which it will be heard
        assert numbers[0] == int(math.prod(rows.values()) + 1e-6)
    for _numbers, rows in rows_of(played, "EV_SEEN"):
        assert 0 < math.prod(rows.values()) <= 1


def test_no_event_that_decides_something_is_without_its_rows(played):
    said = {"EV_STOPPED", "EV_HEX_TAKEN", "EV_STRIKE_WAITS", "EV_PROPOSAL", "EV_AFTER"}  # not all of them were reckoned
    assert said <= set(SAID), "why names what brought them about"
    assert {k for k, _, rows in played["told"] if not rows and played["forms"][k] != "orders"} <= said
    assert {k for k, _, rows in played["told"] if rows and played["forms"][k] == "orders"} == set()
