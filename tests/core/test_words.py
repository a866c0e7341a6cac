"""Words: a list is joined as its language joins it."""

from __future__ import annotations

import gettext
from collections.abc import Iterator

import pytest

from game.core import words


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    words.use_catalogue(gettext.NullTranslations(), "en")


@pytest.mark.parametrize(("code", "said"), [("en", "a, b"), ("ru", "a, b"), ("ja", "a、b"), ("zh", "a、b")])
def test_a_list_is_joined_by_the_rule_of_the_language(code: str, said: str):
    words.use_catalogue(gettext.NullTranslations(), code)
    assert words.enumerated(["a", "b"]) == said
    assert words.enumerated(x for x in "a") == "a"
