"""One spelling for each content."""

from hypothesis import given
from hypothesis import strategies as st

from game.files.canonical import canonical
from game.model.base import Names
from game.model.battle.forces import Company, Counter
from game.model.battle.orders import Order


def counter(**more):
    return Counter(
        id="a", side="japan", formation="75", type="rifles", names=Names(en="A"), source="KA", confidence="A", **more
    )


def test_a_default_counts_alike_written_or_not():
    assert canonical(counter(men=0, companies=(), note="".join([]))) == canonical(counter())
    assert canonical(counter(men=1)) != canonical(counter())


def test_keys_stand_in_order_and_whole_numbers_are_whole():
    assert canonical({"b": 1.0, "a": (True, None, 0.5)}) == b'{"a":[true,null,0.5],"b":1}'


def test_entries_inside_entries_count():
    assert canonical(counter(companies=(Company(name="1"),))) != canonical(counter(companies=(Company(name="2"),)))


@given(st.integers(0, 9), st.integers(0, 9))
def test_content_and_spelling_are_one(a, b):
    one, other = (Order(unit="I/75", task="move", target=(k, 0), rounds=k) for k in (a, b))
    assert (canonical(one) == canonical(other)) == (one == other)
