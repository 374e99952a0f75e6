"""Ordinals: ``21वें``, ``3री``, ``5 वीं``, ``1st``."""

from __future__ import annotations

from dataclasses import dataclass

from audio import regex
from audio.normalize.conjunctions import AND_OR
from audio.normalize.context import Context
from audio.normalize.handler import (
    Before,
    Finding,
    Handler,
    Start,
    Wording,
    speak_wording,
    speak_words,
)
from audio.normalize.numbers.agreement import find_agreeing_form
from audio.normalize.numbers.words import AdjectiveForm, say_cardinal, say_ordinal
from audio.normalize.tables_reader import index_rows, read_cues
from audio.records import Span, SpokenWord

_NUMBER = r"(?P<number>\d{1,3}(?:,\d{2,3}){0,5},\d{3}|\d{1,18})"
_HINDI = regex.compile(
    _NUMBER + r"(?:-? ?(?P<suffix>व(?:ाँ|ां|ॉं|ा|ीं|ी|ें))|-?(?P<close>वे)"
    r"| (?P<close>वे)(?= (?:मह[ीि]न|माह|दिन|साल|वर्ष|सप्ताह|हफ़?्त|मिनट|ओवर|नंबर|स्थान|पायदान"
    r"|दिवस|राष्ट्रपति|प्रधान))"
    r"|-?(?P<odd>ला|ली|ले|स?रा|स?री|स?रे|था|थी|थे|ठा|ठी|ठे)"
    r"| (?P<odd>स?रा|स?री|स?रे|ठा|ठी|ठे)| (?P<odd>ल[ीाे])(?= से \d| (?:कक्षा|क्लास|तारीख|बार|मंज़?िल"
    r"|क़?िस्त|बरसी|वर्षगांठ|रैंक|पारी|श्रेणी|पुण्यतिथि|तिमाही|पाली)))(?![\p{L}\p{M}])"
)
_FIRST = regex.compile(r"(?P<first>\d{1,4}) ?[-~] ?(?=\d)")
_ENGLISH = regex.compile(
    _NUMBER + r"(?:(?:st|nd|rd|th|ST|ND|RD|TH)| (?:(?<=(?<!1)1 )st|(?<=(?<!1)2 )nd|(?<=(?<!1)3 )rd"
    r"|(?<=[04-9] |1[123] )th))(?![\p{L}\p{M}])"
)
_MORE = regex.compile(
    rf"(?:(?:,| {AND_OR}|,? &) ?\d{{1,4}}(?:st|nd|rd|th|ST|ND|RD|TH)(?![\p{{L}}\p{{M}}]))"
    r"{1,9}"
)
"""Further ordinals in a row, of which the noun behind the last tells: ``1st, 2nd और 3rd टेस्ट``."""
_ODD = {"ल": "1", "र": "23", "स": "23", "थ": "4", "ठ": "6"}
"""Which numbers take these endings."""


@dataclass(frozen=True, slots=True)
class Ordinal:
    """A rank, with the ending to say."""

    number: str
    """ASCII digits."""
    form: AdjectiveForm
    span: Span
    english: str = ""
    """The English ordinal in Devanagari (फ़र्स्ट), where the noun after it is English."""


def classify(context: Context, at: int) -> Finding[Ordinal] | None:
    """Digits with a Hindi or an English ordinal ending."""
    return _read_hindi(context, at) or _read_english(context, at)


def _read_hindi(context: Context, at: int) -> Finding[Ordinal] | None:
    match = _HINDI.match(context.view, at)
    if match is None:
        return None
    number = match["number"].replace(",", "")
    suffix = match["suffix"] or match["close"] or match["odd"]
    if match["odd"] and number not in _ODD[suffix[0]]:
        return None
    if suffix == "वी" and read_cues("electric") & _list_words_around(context, match):
        return None  # a V for volts
    span = Span(*match.span())
    return Finding(Ordinal(number, find_form(suffix), span), span, f"ordinal ending {suffix}")


def _list_words_around(context: Context, match: regex.Match[str]) -> set[str]:
    after = context.find_words_after(match.end(), 2)
    return {*after, *context.find_words_before(match.start(), 2)}


def find_form(suffix: str) -> AdjectiveForm:
    """The gender, number and case of a Hindi ordinal ending: ``वीं``."""
    if "ी" in suffix:
        return AdjectiveForm.FEMININE
    return AdjectiveForm.OBLIQUE if "े" in suffix else AdjectiveForm.DIRECT


def _read_english(context: Context, at: int) -> Finding[Ordinal] | None:
    match = _ENGLISH.match(context.view, at)
    if match is None:
        return None
    span = Span(*match.span())
    number = match["number"].replace(",", "")
    more = _MORE.match(context.view, span.end)
    end = more.end() if more else span.end
    noun = context.find_word_after(end)
    row = index_rows("english_numbers").get(number)
    if noun in read_cues("month"):
        return None
    english = not noun or noun.isascii() or noun in read_cues("english-ordinal")
    if row and row.cells[2] and english:
        return Finding(
            Ordinal(number, AdjectiveForm.DIRECT, span, row.cells[2]), span, f"ordinal {row.place}"
        )
    form = find_agreeing_form(context, end)
    if 5 <= int(number) <= 12 and noun in read_cues("postposition"):
        form = AdjectiveForm.FEMININE  # a school class: 10th में
    return Finding(Ordinal(number, form, span), span, f"English ordinal, {form} before {noun}")


def verbalize(value: Ordinal) -> list[SpokenWord]:
    """इक्कीसवें; फ़र्स्ट."""
    return speak_words(value.english or say_ordinal(value.number, value.form), value.span)


@dataclass(frozen=True, slots=True)
class Ranks:
    """``9-12वीं``: a number, a hyphen and an ordinal.

    Of centuries both are ranks: ``6-7वीं शताब्दी``.
    """

    first: Wording
    link: Wording
    last: Ordinal


def classify_ranks(context: Context, at: int) -> Finding[Ranks] | None:
    """Two rising numbers of which only the second has the ending."""
    match = _FIRST.match(context.view, at)
    last = match and _read_hindi(context, match.end())
    if not (match and last) or int(match["first"]) >= int(last.value.number):
        return None
    number = str(int(match["first"]))
    following = int(last.value.number) == int(number) + 1
    ranked = context.find_word_after(last.span.end) in read_cues("century")
    words = say_ordinal(number, last.value.form) if ranked else say_cardinal(number)
    first = Wording(words, Span(*match.span("first")))
    link = Wording("" if following else "से", Span(match.end("first"), match.end()))
    return Finding(Ranks(first, link, last.value), Span(at, last.span.end), f"to {last.rule}")


def verbalize_ranks(value: Ranks) -> list[SpokenWord]:
    """नौ से बारहवीं."""
    return speak_wording(value.first) + speak_wording(value.link) + verbalize(value.last)


RANKS = Handler(
    "ranks",
    "ordinal",
    Start.DIGIT,
    classify_ranks,
    verbalize_ranks,
    before=(Before("range", "6-8वीं के छात्र", "छह से आठवीं के छात्र"),),
)
ORDINAL = Handler(
    "ordinal",
    "ordinal",
    Start.DIGIT,
    classify,
    verbalize,
    before=(Before("code", "1st प्राइज़", "पहला प्राइज़"),),
)
