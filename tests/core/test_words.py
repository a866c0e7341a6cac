"""Words: lists, clauses, heads, sentences and quotations have the marks of the language in use."""

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


MARKS = (
    ("en", "A; b.", "a: b", "“a”"),
    ("ru", "A; b.", "a: b", "«a»"),
    ("ja", "A；b。", "a：b", "「a」"),
    ("zh", "A；b。", "a：b", "“a”"),
)


@pytest.mark.parametrize(("code", "sentence", "headed", "quoted"), MARKS, ids=[m[0] for m in MARKS])
def test_a_sentence_has_the_marks_of_its_language(code: str, sentence: str, headed: str, quoted: str):
    words.use_catalogue(gettext.NullTranslations(), code)
    assert words.sentence(words.clauses(("a", "b"))) == sentence
    assert words.under_head("a", "b") == headed
    assert words.quoted("a") == quoted
