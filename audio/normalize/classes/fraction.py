"""Fractions: ``1/2`` आधा, ``3/4`` तीन चौथाई, ``2 1/2`` ढाई, ``½``, else बटा."""

from __future__ import annotations

from dataclasses import replace

from audio import regex
from audio.normalize.classes.ordinal import find_form
from audio.normalize.classes.year import is_span_of_years
from audio.normalize.conjunctions import AND
from audio.normalize.context import Context
from audio.normalize.handler import Before, Finding, Handler, Start
from audio.normalize.numbers.agreement import find_agreeing_form
from audio.normalize.numbers.fractions import say_fraction, say_parted
from audio.normalize.numbers.numeral import Numeral, read_numeral, verbalize
from audio.normalize.numbers.words import AdjectiveForm, say_cardinal, say_ordinal
from audio.normalize.tables_reader import read_cues
from audio.records import Span

_HALF = {AdjectiveForm.DIRECT: "आधा", AdjectiveForm.OBLIQUE: "आधे", AdjectiveForm.FEMININE: "आधी"}

_LABELS = ("law", "numbered", "id-before", "lettered-before")
"""Roles of words before the number of a thing."""
_SUFFIX = regex.compile(r"(?:(?:rd|th|nd|st)s?| ?(?P<hindi>व(?:ाँ|ां|ें|ीं|ा|े)))(?![\p{L}\p{M}\d])")
"""After ``2/3rd``, where it is silent, and ``3/5वां``; ``1/6वां भाग`` is the sixth."""
_NAMED = 4
"""The greatest denominator whose fractions have names."""
_JOINED_BEFORE = regex.compile(
    r"(?r)(?<![\p{L}\p{M}])(?:\p{Lu}|पार्ट|ब्लॉक|सेक्टर|वार्ड|[\p{L}\p{M}]{1,2})-"
)
_LISTED_BEFORE = regex.compile(rf"(?r) (?P<list>(?:\d{{1,3}}, ?){{0,3}}\d{{1,3}}(?:,| {AND}) )")
"""``1 व`` of ``प्लेटफॉर्म 1 व 2/3``."""
_LINK = regex.compile(r" ?- ?(?=\d{1,2}[/ ]\d|[½¾])")
_SPOON = regex.compile(r" (?:चाय|खाने|सूप) (?:का|के|वाला|वाले)(?= (?:चम्मच|चमच))")
"""``1/2 चाय का चम्मच``: half a spoon, of that size."""


def classify(context: Context, at: int) -> Finding[Numeral] | None:
    """A number with a numerator and a denominator."""
    numeral = read_numeral(context, at)
    if numeral is None or not numeral.ratio or is_span_of_years(*numeral.ratio):
        return None
    rooted = context.view[at - 1 : at] == "√"
    if not numeral.whole and (rooted or _is_label(context, at, numeral.span.end)):
        words = say_parted(*numeral.ratio)
        return Finding(replace(numeral, everyday=words), numeral.span, "number of a thing")
    if (suffix := _SUFFIX.match(context.view, numeral.span.end)) and not numeral.whole:
        numeral = replace(numeral, span=Span(at, suffix.end()))
        top, bottom = numeral.ratio or ("", "")
        if suffix["hindi"] and int(bottom) > _NAMED:
            ordinal = say_ordinal(bottom, find_form(suffix["hindi"]))
            ordinal = ordinal if top == "1" else f"{say_cardinal(top)} बटा {ordinal}"
            return Finding(replace(numeral, everyday=ordinal), numeral.span, "ordinal fraction")
    if found := _read_range(context, numeral):
        return found
    spoonful = _SPOON.match(context.view, numeral.span.end)
    form = find_agreeing_form(context, spoonful.end() if spoonful else numeral.span.end)
    return Finding(replace(numeral, half=_HALF[form]), numeral.span, "fraction")


def _read_range(context: Context, first: Numeral) -> Finding[Numeral] | None:
    """``1/4-1/2 चम्मच``: from one fraction to a greater one; ``5/7 - 1/3``: less a smaller one."""
    link = _LINK.match(context.view, first.span.end)
    second = link and read_numeral(context, link.end())
    if not (link and second and second.ratio and first.ratio) or second.value == first.value:
        return None
    spaced = link[0] == " - "
    if second.value < first.value and not spaced:
        return None
    between = "से" if second.value > first.value else "माइनस"
    low, high = (
        say_fraction(number.whole, *(number.ratio or ("", "")), half)
        for number, half in ((first, "आधे" if between == "से" else "आधा"), (second, "आधा"))
    )
    span = Span(first.span.start, second.span.end)
    return Finding(replace(first, everyday=f"{low} {between} {high}", span=span), span, "fractions")


def _is_label(context: Context, at: int, end: int) -> bool:
    """Whether numbers are names here: ``धारा 3/4``, ``मकान नं. 1/2``, ``3/4 पॉक्सो एक्ट``."""
    if _JOINED_BEFORE.match(context.view, 0, at):
        return True  # सी-1/2
    if context.find_word_after(end) in read_cues("parted"):
        return False  # एक भाग 2/3 भाग
    listed = _LISTED_BEFORE.match(context.view, 0, at)
    before = context.find_word_before(listed.start("list") if listed else at)
    if before in read_cues(*_LABELS) or context.view[at - 1 : at] == "/":
        return True
    return not read_cues("act").isdisjoint(context.find_words_after(end, 3))


FRACTION = Handler(
    "fraction",
    "fraction",
    Start.DIGIT | Start.SIGN,
    classify,
    verbalize,
    before=(Before("range", "2-1/2 कप मैदा", "ढाई कप मैदा"),),
)
