"""Figures: decimals, thousands and percent signs as a language writes them, in sentences and alone."""

from __future__ import annotations

import gettext
from collections.abc import Iterator
from decimal import Decimal

import numpy as np
import pytest
from babel.numbers import format_decimal, format_percent

from game.core import words
from game.files.errors import printable


class Echo(gettext.NullTranslations):
    """A catalogue that says what it is asked."""


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    words.use_catalogue(gettext.NullTranslations(), "en")


@pytest.mark.parametrize("code", ["en", "ja", "ru", "zh"])
@pytest.mark.parametrize("value", [0.5, -1234.5, 1938.0, 20_000_000.25])
def test_a_figure_alone_is_written_as_the_unicode_tables_have_it(code: str, value: float):
    words.use_catalogue(Echo(), code)
    assert words.written(value, ",.2f") == format_decimal(value, "#,##0.00", locale=code)
    assert words.written(0.456, ".0%") == format_percent(0.456, locale=code)


@pytest.mark.parametrize(("code", "said"), [("en", "1.5 of 1,200, 45%"), ("ja", "1.5 of 1,200, 45%")])
def test_a_sentence_keeps_the_point_where_the_language_has_it(code: str, said: str):
    words.use_catalogue(Echo(), code)
    assert words._("{a:.1f} of {b:,}, {c:.0%}").format(a=1.5, b=1200, c=0.45) == said


@pytest.mark.parametrize("number", [1.5, Decimal("1.5"), np.float32(1.5), np.float64(1.5)])
def test_whatever_number_fills_a_russian_sentence_has_a_comma(number: object):
    words.use_catalogue(Echo(), "ru")
    assert words._("{a:.1f} of {b:,}, {c:.0%}").format(a=number, b=1200, c=0.45) == "1,5 of 1\u00a0200, 45\u00a0%"
    assert words._("{a}").format(a=number) == "1,5"
    assert words._("{a!s}|{a!r}").format(a=number).count("1.5") == 2  # as a program says it
    assert words.counted("{n:,} man", "{n:,} men", 12_500) == "12\u00a0500 men"


def test_rules_ids_and_what_stands_in_texts_keep_their_points():
    words.use_catalogue(Echo(), "ru")
    assert words._("{who} (rule {rule}) {yes}").format(who="40rd.118.1", rule="7.13", yes=True) == (
        "40rd.118.1 (rule 7.13) True"
    )


def test_a_terminal_shows_the_spaces_within_figures_of_its_language_and_no_others():
    assert printable("25\u2009000, 1\u00a0200") == "25?000, 1?200"
    words.use_catalogue(Echo(), "ru")
    assert printable("25\u2009000, 1\u00a0200\x1b[2J") == "25\u2009000, 1\u00a0200?[2J"
