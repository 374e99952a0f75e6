"""The Hindi converter of num2words."""

from __future__ import annotations

from decimal import Decimal

import pytest
from num2words import num2words

from audio.normalize.numbers.words import HINDI, Form, cardinal, one_by_one, ordinal, year


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "शून्य"),
        (25, "पच्चीस"),
        (100, "एक सौ"),
        (1947, "एक हज़ार नौ सौ सैंतालीस"),
        (123456789, "बारह करोड़ चौंतीस लाख छप्पन हज़ार सात सौ नवासी"),
        (10**19, "एक सौ शंख"),
        (-7, "माइनस सात"),
        (2.5, "दो दशमलव पाँच"),
        ("3.50", "तीन दशमलव पाँच शून्य"),
        (Decimal("-0.05"), "माइनस शून्य दशमलव शून्य पाँच"),
    ],
)
def test_num2words_speaks_hindi(number, words):
    assert num2words(number, lang="hi") == words


def test_every_number_below_a_hundred_has_a_word_of_its_own():
    words = {cardinal(str(number)) for number in range(100)}
    assert len(words) == 100
    assert not any(" " in word for word in words)


@pytest.mark.parametrize(
    ("number", "form", "words"),
    [
        (1, Form.DIRECT, "पहला"),
        (2, Form.FEMININE, "दूसरी"),
        (4, Form.OBLIQUE, "चौथे"),
        (6, Form.DIRECT, "छठा"),
        (21, Form.OBLIQUE, "इक्कीसवें"),
        (100, Form.DIRECT, "सौवाँ"),
        (125, Form.FEMININE, "एक सौ पच्चीसवीं"),
    ],
)
def test_ordinals_have_gender_and_case(number, form, words):
    assert ordinal(str(number), form) == words
    assert num2words(number, to="ordinal", lang="hi", form=form) == words


@pytest.mark.parametrize(
    ("digits", "words"),
    [
        ("1947", "उन्नीस सौ सैंतालीस"),
        ("1900", "उन्नीस सौ"),
        ("2024", "दो हज़ार चौबीस"),
        ("2101", "इक्कीस सौ एक"),
        ("1066", "एक हज़ार छियासठ"),
        ("05", "शून्य पाँच"),
    ],
)
def test_years_are_said_by_hundreds_where_hindi_does(digits, words):
    assert year(digits) == words


def test_numbers_beyond_the_names_are_refused_by_num2words():
    with pytest.raises(OverflowError):
        num2words(10**20, lang="hi")


def test_numbers_beyond_the_names_are_said_digit_by_digit():
    assert cardinal("1" * 20) == one_by_one("1" * 20)


def test_a_negative_ordinal_is_refused():
    with pytest.raises(TypeError):
        HINDI.to_ordinal(-1)
