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


@pytest.mark.parametrize(
    ("code", "clauses", "titled", "aside"),
    [
        ("en", "a; b", "a: b", " (b)"),
        ("ru", "a; b", "a: b", " (b)"),
        ("ja", "a。b", "a：b", "（b）"),
        ("zh", "a；b", "a：b", "（b）"),
    ],
)
def test_what_the_program_joins_has_the_marks_of_the_language(code: str, clauses: str, titled: str, aside: str):
    words.use_catalogue(gettext.NullTranslations(), code)
    assert words.clauses(["a", "", "b"]) == clauses
    assert words.titled("a", "b") == titled
    assert words.aside("b") == aside
    assert words.aside("") == ""


class Two(gettext.NullTranslations):
    """A catalogue with one word in two senses, and a name that the data have otherwise."""

    def gettext(self, message: str) -> str:
        return {"General": "Общие", "Gaho": "Гахо"}.get(message, message)

    def pgettext(self, context: str, message: str) -> str:
        return {("rank", "General"): "генерал", ("name", "Hunchun"): "Хуньчунь"}.get((context, message), message)


def test_a_word_of_several_senses_is_said_in_the_one_that_is_meant():
    words.use_catalogue(Two(), "ru")
    assert (words._("General"), words.meant("rank", "General")) == ("Общие", "генерал")
    assert words.meant("rank", "Gaho") == "Гахо"  # no sense of its own: the usual one
    assert words.meant("rank", "") == ""


def test_a_name_is_said_as_the_glossary_mends_it_else_as_the_data_have_it_else_as_the_catalogue():
    words.use_catalogue(Two(), "ru")
    assert words.spoken({"en": "Hunchun", "ru": "Хунчунь"}) == "Хуньчунь"
    assert words.spoken({"en": "Tumen", "ru": "Тумень-Ула"}) == "Тумень-Ула"
    assert words.spoken({"en": "Gaho"}) == "Гахо"
    assert words.spoken({"en": "Posyet"}) == "Posyet"


MARKS = (
    ("en", "A; b.", "“a”"),
    ("ru", "A; b.", "«a»"),
    ("ja", "A。b。", "「a」"),
    ("zh", "A；b。", "“a”"),
)


@pytest.mark.parametrize(("code", "sentence", "quoted"), MARKS, ids=[m[0] for m in MARKS])
def test_a_sentence_has_the_marks_of_its_language(code: str, sentence: str, quoted: str):
    words.use_catalogue(gettext.NullTranslations(), code)
    assert words.sentence(words.clauses(("a", "b"))) == sentence
    assert words.quoted("a") == quoted
