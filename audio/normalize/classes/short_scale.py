"""Counts shortened as on social media: ``10K फॉलोअर्स``, ``1.2M views``."""

from __future__ import annotations

from dataclasses import dataclass

from audio import regex
from audio.normalize.conjunctions import BETWEEN
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
from audio.normalize.numbers.numeral import Numeral, read_numeral, verbalize
from audio.normalize.numbers.words import say_cardinal
from audio.normalize.tables_reader import read_cues
from audio.records import Span, SpokenWord

_LETTER = regex.compile(r"(?:(?P<letter>[KkMB])| ?(?P<letter>L))(?P<plus>\+)?(?![\p{L}\p{M}\d])")
_FOR_EACH = regex.compile(r"/[\p{L}\p{M}]{3,10}(?![\p{L}\p{M}])")
"""``5k/माह``: what it is for."""
_KARAT = regex.compile(r" (?P<letter>[Kk])(?![\p{L}\p{M}\d])")
"""After a space it is of gold alone: ``गोल्ड (24 k)``."""
_WORDS = {"K": "हज़ार", "k": "हज़ार", "M": "मिलियन", "B": "बिलियन", "L": "लाख"}
_USUAL_KARATS = frozenset(("18", "22", "24"))
_KARATS = frozenset(("9", "10", "14", "18", "20", "22", "23", "24"))
_KARATS_BEFORE = regex.compile(
    r"(?r)(?<!\d)(?:2[0-4]|1[048]|9)[Kk] ?[₹:\-]? ?\d[\d,]{3,8}(?: ?[रR][\p{L}\p{M}.]{1,5})?,? "
)
"""``24K 75,230, 22K 68,910``: another fineness with its price."""
_NEAR = 2
_LETTERED_BEFORE = regex.compile(r"(?r)\d[A-Z]" + BETWEEN)
"""``67A व 67B में``: sections of a law."""


@dataclass(frozen=True, slots=True)
class ShortCount:
    """A number of thousands, millions or billions."""

    number: Numeral
    scale: Wording


def classify(context: Context, at: int) -> Finding[ShortCount] | None:
    """A number with K, M or B joined, before what is counted so, or with decimals."""
    number = read_numeral(context, at, ratios=False)
    if number is None:
        return None
    joined = _LETTER.match(context.view, number.span.end)
    match = joined or _KARAT.match(context.view, number.span.end)
    if match is None:
        return None
    if _is_of_gold(context, number, match):
        words = "कैरेट"
    elif joined and _is_count(context, number, match):
        words = _WORDS[match["letter"]]
    else:
        return None
    scale = Wording(words, Span(*match.span("letter")))
    return Finding(ShortCount(number, scale), Span(at, scale.span.end), "shortened count")


def _is_count(context: Context, number: Numeral, match: regex.Match[str]) -> bool:
    """``10K फॉलोअर्स``, ``1.2M``, ``50k रुपये``; not ``4K वीडियो``, ``8k टीवी``, ``10k दौड़``."""
    if _LETTERED_BEFORE.match(context.view, 0, number.span.start):
        return False
    if match["letter"] in "Kk" and _FOR_EACH.match(context.view, match.end()):
        return True
    following = context.find_words_after(match.end(), 1 if match["letter"] == "L" else _NEAR)
    if read_cues("audience").intersection(following):
        return True
    if match["letter"] == "L":
        return False
    if match["letter"] == "k":  # in small letters no name of a screen, but of a race
        return len(number.whole) > 1 and not read_cues("race").intersection(following)
    return bool(number.fraction) and match["letter"] != "K"


def _is_of_gold(context: Context, number: Numeral, match: regex.Match[str]) -> bool:
    """``22K सोना``, ``18k गोल्ड``: karats."""
    if number.whole not in _KARATS or number.fraction or match["letter"] not in "Kk":
        return False
    reach = 3 if number.whole in _USUAL_KARATS else 1
    near = context.find_words_before(number.span.start, reach)
    near += context.find_words_after(match.end(), 2)
    listed = _KARATS_BEFORE.match(context.view, 0, number.span.start)
    return bool(listed or read_cues("gold").intersection(near))


def verbalize_count(count: ShortCount) -> list[SpokenWord]:
    """दस हज़ार; पाँच लाख; एक दशमलव दो मिलियन."""
    number, scale = count.number, count.scale
    if len(number.whole) > 2 and scale.words == "हज़ार" and not number.fraction:
        return speak_words(
            say_cardinal(f"{number.whole}000"), Span(number.span.start, scale.span.end)
        )
    return verbalize(number) + speak_wording(scale)


SHORT_SCALE = Handler(
    "short_scale",
    "measure",
    Start.DIGIT,
    classify,
    verbalize_count,
    before=(
        Before("code", "20K फॉलोअर्स", "बीस हज़ार फॉलोअर्स"),
        Before("decimal", "1.5M बार देखा", "एक दशमलव पाँच मिलियन बार देखा"),
    ),
)
