"""Classifying and verbalizing, each alone."""

from __future__ import annotations

import pytest

from audio.normalize.classes import date, money, ordinal, ranges, roman, year
from audio.normalize.context import Context
from audio.normalize.handler import Wording
from audio.normalize.numbers import hours
from audio.normalize.numbers.amount import Amount, verbalize_amount
from audio.normalize.numbers.numeral import Numeral, read_numeral, verbalize
from audio.normalize.numbers.words import AdjectiveForm
from audio.records import Span


def words(spoken) -> str:
    return " ".join(word.text for word in spoken)


def test_money_is_classified_into_amount_scale_and_unit():
    found = money.classify(Context("कुल ₹5.2 लाख"), 4)
    assert found is not None
    assert found.span == Span(4, 12)
    assert (found.value.amount.first.whole, found.value.amount.first.fraction) == ("5", "2")
    assert found.value.amount.scale == Wording("लाख", Span(9, 12))
    assert found.value.unit == Wording("रुपये", Span(4, 5))


def test_money_is_verbalized_from_its_value_alone():
    amount = Amount(Numeral("7", Span(1, 2)), Wording("करोड़", Span(3, 8)), 8)
    value = money.Money(amount, Wording("यूरो", Span(0, 1)))
    assert words(money.verbalize(value)) == "सात करोड़ यूरो"


def test_a_date_is_classified_into_day_month_and_year():
    found = date.classify(Context("15/08/1947"), 0)
    assert found is not None
    assert found.value.day == ("15", Span(0, 2))
    assert found.value.month == Wording("अगस्त", Span(3, 5))
    assert found.value.year == ("1947", Span(6, 10))


def test_a_date_without_a_year_can_be_said():
    value = date.Date(Wording("मई", Span(0, 2)), ("05", Span(3, 5)))
    assert words(date.verbalize(value)) == "पाँच मई"


@pytest.mark.parametrize(("hour", "minute", "said"), [
    (1, 30, "डेढ़ बजे"), (2, 30, "ढाई बजे"), (12, 45, "पौने एक बजे"), (18, 30, "अठारह बजकर तीस मिनट"),
])  # fmt: skip
def test_a_time_is_verbalized_by_its_quarters(hour, minute, said):
    value = hours.Clocks(hours.Clock(hour, minute, None, Span(0, 5)))
    assert words(hours.verbalize(value)) == said


def test_an_ordinal_knows_its_form():
    found = ordinal.classify(Context("21वीं सदी"), 0)
    assert found is not None
    assert (found.value.number, found.value.form) == ("21", AdjectiveForm.FEMININE)


def test_a_range_and_a_score_differ_in_what_is_between():
    for text, between in (("20-25 साल", "से"), ("3-1 से जीते", "")):
        found = ranges.classify(Context(text), 0)
        assert found is not None
        assert [link.words for link in found.value.links] == [between]


@pytest.mark.parametrize(("numeral", "number"), [("XIV", 14), ("IX", 9), ("XLII", 42), ("C", 100)])
def test_roman_numerals_have_their_values(numeral, number):
    assert roman.parse_roman(numeral) == number


@pytest.mark.parametrize(("text", "is_year"), [
    ("1947 में", True), ("1947 लोग", False), ("सन् 1200 हाथी", True), ("लगभग 1500 में", False),
    ("1500 से अधिक", False), ("1,947 में", False), ("यह 900 में", False),
])  # fmt: skip
def test_years_are_told_from_counts(text, is_year):
    start = text.index(next(character for character in text if character.isdigit()))
    assert bool(year.classify(Context(text), start)) is is_year


def test_a_numeral_reads_both_scripts_and_groupings():
    for text in ("1,23,456.50", "१,२३,४५६.५०", "123,456.50"):
        numeral = read_numeral(Context(text), 0)
        assert numeral is not None
        assert (numeral.whole, numeral.fraction, numeral.grouped) == ("123456", "50", True)


def test_a_view_has_a_character_for_each_of_the_text():
    text = "“१५–२० किमी”\u00a0में ₨५％ डॉ०"
    assert len(Context(text).view) == len(text)


def test_a_range_with_one_scale_says_it_once():
    first, second = Numeral("8", Span(0, 1)), Numeral("10", Span(2, 4))
    value = Amount(first, Wording("लाख", Span(5, 8)), 8, second, Span(1, 2))
    assert words(verbalize_amount(value)) == "आठ से दस लाख"


def test_a_numeral_says_its_sign():
    assert words(verbalize(Numeral("4", Span(0, 2), sign="-"))) == "माइनस चार"
