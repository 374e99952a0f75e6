"""Signs that no other class has claimed: said by ``symbols.tsv``, else silent.

The last class of all. Letters of a script that nothing here can read are silent, with a rule that
says so.
"""

from __future__ import annotations

import unicodedata

from audio import regex
from audio.hindi.foreign_scripts import FOREIGN_RUN, write_in_devanagari
from audio.normalize.classes.slash import FORMULA_BEFORE
from audio.normalize.context import Context
from audio.normalize.english.latin_words import spell
from audio.normalize.handler import Before, Finding, Handler, Start, Wording, speak_wording
from audio.normalize.numbers.fractions import say_fraction
from audio.normalize.numbers.words import say_cardinal
from audio.normalize.tables_reader import index_rows
from audio.records import Span

NOT_UNDERSTOOD = "nothing understood"
"""The rule of a token that was copied or dropped because no class knew what it was."""
INVISIBLE = "invisible"
"""The rule of a control or format character: silent, and no end of a word."""

_SUBSCRIPT = regex.compile(r"[₀-₉]+")
_POWER = regex.compile(r"(?P<minus>⁻)?(?P<digits>[⁰¹²³⁴-⁹]{1,6})(?![⁰¹²³⁴-⁹])")
_CARET = regex.compile(
    r"\^ ?(?:(?P<minus>-)?(?P<digits>\d{1,3})|(?P<letter>\p{Latin}))(?![\p{L}\p{M}\d])"
)
"""``x^2``, ``10^-3``, ``2^n``."""
_CARET_BEFORE = regex.compile(r"(?r)(?<![\p{L}\p{M}]{2})(?:\p{Latin}|[\d)])")
_MASS = regex.compile(r"(?P<digits>[¹²³⁴-⁹][⁰¹²³⁴-⁹]{0,2})(?=\p{Lu}\p{Ll}?(?![\p{L}\p{M}]))")
"""``²³⁵U``."""
_ASCII = str.maketrans("₀₁₂₃₄₅₆₇₈₉⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789" * 2)
_NAMED_POWERS = {"^2": "स्क्वायर", "^3": "क्यूब"}
_FOOTNOTE = regex.compile(r"\[\d{1,3}\](?:\[\d{1,3}\])*")
_DIGIT_AFTER = regex.compile(r" ?[\d.]*\d")
_DIGIT_BEFORE = regex.compile(r"(?r)\d ?")
_LETTER_AFTER = regex.compile(r" ?[\p{L}]")
_LETTER_BEFORE = regex.compile(r"(?r)[\p{L}\p{M}] ?")
_BASE = regex.compile(r"(?r)[\p{Latin})]|(?<![\d.,])\d{1,2}")
_SUM_BEFORE = regex.compile(r"(?r)\([^()]{1,30}[+\-][^()]{1,30}\)")
"""The brackets of ``(a+b)²``."""
_LATIN_BEFORE = regex.compile(r"(?r)(?<!\p{Lu}{2})[\p{Latin})]|(?<!\d{3}|[\d.,]{5})\d")
_MANY_BEFORE = regex.compile(
    r"(?r)(?<![\d.,:/\p{L}])(?:[2-9]\d|\d[\d,]{2,12})|(?r)\d ?(?:लाख|करोड़|हज़ार|हजार|अरब|[Cc]r|%)"
)
_NO_ADDEND_AFTER = regex.compile(r" ?(?:[\p{Devanagari}--\p{Nd}]|[.,;)।!?]|$)", regex.V1)
"""``350+ पद``, but not ``20+30``."""
_COUNT_BEFORE = regex.compile(r"(?r)(?<![\p{L}\p{M}\d.,₀-₉])[₹$]?\d[\d.,]{0,12}%? ?")
_COUNT_AFTER = regex.compile(r" ?[₹$]?\d[\d.,]{0,12}+(?!\p{Latin})")
_PUNCTUATION = frozenset(".'-([")
"""What is copied, if no other class wants it: ``लाख-10``."""
_STARS = regex.compile(r"(?P<full>(?:[★⭐]\ufe0f?){1,5})(?:(?P<half>½)|[☆✩]{1,4})")
"""The stars that a critic gives: a half or empty ones tell them from decoration."""
_AFTER_LATIN = regex.compile(r"(?r)\p{Latin}\p{M}*")


def classify_footnote(context: Context, at: int) -> Finding[Wording] | None:
    """``[1]`` after a word: silent."""
    match = _FOOTNOTE.match(context.view, at)
    if match is None or at == 0:
        return None
    return Finding(Wording("", Span(*match.span())), Span(*match.span()), "footnote mark")


FOOTNOTE = Handler(
    "footnote",
    "footnote",
    Start.SIGN,
    classify_footnote,
    speak_wording,
    before=(Before("symbol", "iPhone[1] आया", "आईफ़ोन आया"),),
)


def classify_power(context: Context, at: int) -> Finding[Wording] | None:
    """``10⁻³``, ``10¹²``, ``x⁻¹``: what one sign alone cannot say; ``2023¹²`` are footnotes.

    Before the sign of an element it is the mass of an isotope, ``²³⁵U``.
    """
    if (match := _MASS.match(context.view, at)) and not context.view[at - 1 : at].isalnum():
        words, span = say_cardinal(match["digits"].translate(_ASCII)), Span(*match.span())
        return Finding(Wording(words, span), span, "mass of an isotope")
    if match := _CARET.match(context.view, at):
        return _read_caret(context, match)
    match = _POWER.match(context.view, at)
    if match is None or not (match["minus"] or len(match["digits"]) > 1):
        return None
    if not _BASE.match(context.view, 0, at):
        return None
    minus = "माइनस " if match["minus"] else ""
    words = f"की घात {minus}{say_cardinal(match['digits'].translate(_ASCII))}"
    span = Span(*match.span())
    return Finding(Wording(words, span), span, "power")


def _read_caret(context: Context, match: regex.Match[str]) -> Finding[Wording] | None:
    """स्क्वायर and क्यूब after a letter or a bracket; else की घात and the exponent.

    A number's power, as in ``10^15``, is left to the sign, and ``15 m`` to its unit.
    """
    number = context.view[match.start() - 1 : match.start()].isdigit() and match["digits"]
    if (number and not match["minus"]) or not _CARET_BEFORE.match(context.view, 0, match.start()):
        return None
    span = Span(*match.span())
    if named := _NAMED_POWERS.get(match[0]):
        whole = "होल " if _SUM_BEFORE.match(context.view, 0, match.start()) else ""
        return Finding(Wording(whole + named, span), span, "power")
    exponent = spell(match["letter"]) if match["letter"] else say_cardinal(match["digits"])
    minus = "माइनस " if match["minus"] else ""
    return Finding(Wording(f"की घात {minus}{exponent}", span), span, "power")


POWER = Handler(
    "power",
    "symbol",
    Start.SIGN,
    classify_power,
    speak_wording,
    before=(Before("symbol", "10¹² तारे", "दस की घात बारह तारे"),),
)


_MINUS = regex.compile(r" - ?(?:\p{Latin}(?![\p{L}\p{M}])|\d)", regex.V1)
_MINUS_BEFORE = regex.compile(
    r"(?r)(?:(?<![\p{L}\p{M}'])\p{Latin}|[\d²³]|(?<![\p{L}\p{M}]{2})\)"
    r"|(?<=\d ?)(?:°|[\p{L}\p{M}]{1,8}+)) ?",
    regex.V1,
)
_OPERAND = r"(?:\d[\d.,]{0,12}+\p{Latin}?|\p{Latin})[²³]?(?![\p{L}\p{M}])"
_DIFFERENCE = regex.compile(rf"-{_OPERAND}(?: ?[+×*÷−-] ?{_OPERAND}){{0,4}} ?= ?[\d\p{{Latin}}?−-]")
"""The ``-7=5`` of ``12-7=5``, the ``-y = 3`` of ``x-y = 3``."""
_EQUATION = regex.compile(r"[^।?!]{0,30}?=")
_EQUATION_BEFORE = regex.compile(r"(?r)=[^।?!]{0,30}")
_OFFSET = regex.compile(
    r"(?P<sign>[+-]) ?(?P<hour>\d{1,2})(?::(?P<minute>00|15|30|45))?(?![\d:]|\.\d)"
)
_ZONE_BEFORE = regex.compile(r"(?r)(?:GMT|UTC|जीएमटी|यूटीसी) ?")
_QUARTERS = {"15": "सवा", "30": "साढ़े", "45": "पौने"}


_POWER_BEFORE = regex.compile(r"(?r)(?<![\p{L}\p{M}])\p{Latin}[²³] ?")
_POWER_AFTER = regex.compile(r" ?\p{Latin}[²³]")
"""``a² – b²`` is a difference without an equation."""
_DASH_BETWEEN = regex.compile(r"(?r)\p{Devanagari} -")

_FORMULA_AFTER = regex.compile(r" [\p{L}\p{M} ]{1,30} = [\p{L}\d]", regex.V1)
"""The rest of a formula: the ``व्यय = बचत`` of ``आय – व्यय = बचत``."""


def _is_between_words(context: Context, at: int) -> bool:
    """``लाभ = विक्रय मूल्य – क्रय मूल्य``: a dash in a formula of words."""
    view = context.view
    dash = _DASH_BETWEEN.match(view, 0, at + 1) and view[at + 1 : at + 2] == " "
    return bool(
        dash and (FORMULA_BEFORE.match(view, 0, at - 1) or _FORMULA_AFTER.match(view, at + 1))
    )


def classify_minus(context: Context, at: int) -> Finding[Wording] | None:
    """``x – y = 4``, ``8 − 3``: a dash between two quantities of an equation, or a true minus."""
    view = context.view
    if view[at] != "-" or not (_MINUS_BEFORE.match(view, 0, at) or _is_between_words(context, at)):
        return None
    spaced = view[at - 1] == " "
    words = _is_between_words(context, at)
    if not words and not (
        _DIFFERENCE.match(view, at) or _MINUS.match(view, at - 1 if spaced else at)
    ):
        return None
    true = context.text[at] == "−"
    powers = _POWER_BEFORE.match(view, 0, at) and _POWER_AFTER.match(view, at + 1)
    if not (true or powers or _EQUATION.match(view, at) or _EQUATION_BEFORE.match(view, 0, at)):
        return None
    span = Span(at, at + 1)
    return Finding(Wording("माइनस", span), span, "minus")


MINUS = Handler("minus", "symbol", Start.SIGN, classify_minus, speak_wording)


def classify_offset(context: Context, at: int) -> Finding[Wording] | None:
    """``GMT-05:00``, ``UTC+5:30``: hours from Greenwich, no time of day."""
    match = _OFFSET.match(context.view, at)
    if match is None or not _ZONE_BEFORE.match(context.view, 0, at):
        return None
    sign = "माइनस" if match["sign"] == "-" else "प्लस"
    hour, minute = int(match["hour"]), match["minute"] or "00"
    short = {(1, "30"): "डेढ़", (2, "30"): "ढाई"}.get((hour, minute))
    quarter = _QUARTERS.get(minute, "") if hour else ""
    said = say_cardinal(str(hour + (quarter == "पौने")))
    span = Span(*match.span())
    words = f"{sign} {short or f'{quarter} {said}'}"
    return Finding(Wording(" ".join(words.split()), span), span, "hours from Greenwich")


OFFSET = Handler(
    "offset",
    "offset",
    Start.SIGN,
    classify_offset,
    speak_wording,
    before=(Before("symbol", "GMT+5:30 पर", "जी एम टी प्लस साढ़े पाँच पर"),),
)


def classify(context: Context, at: int) -> Finding[Wording] | None:
    """One sign by the first row of its own whose condition holds; none if it is punctuation."""
    return None if _is_punctuation(context, at) else _read_sign(context, at)


def _read_sign(context: Context, at: int) -> Finding[Wording]:
    sign = context.view[at]
    span = Span(at, at + 1)
    if (small := _SUBSCRIPT.match(context.view, at)) and len(small[0]) > 1:
        return _read_subscript(small)
    if stars := _STARS.match(context.view, at):
        return _read_stars(stars)
    row = index_rows("symbols").get(sign)
    if row:
        for words, condition in zip(row.cells[1].split("|"), row.cells[2].split("|"), strict=True):
            if _holds(context, condition, at):
                return Finding(Wording(words, span), span, f"sign {row.place}")
        return Finding(Wording("", span), span, f"silent {row.place}")
    number = unicodedata.numeric(sign, -1.0)
    if number >= 0 and number.is_integer():
        return Finding(Wording(say_cardinal(str(int(number))), span), span, "number sign")
    return Finding(Wording("", span), span, _name_silence(sign))


def _is_punctuation(context: Context, at: int) -> bool:
    """Whether a sign is left to be copied; a dot right after Latin letters is not."""
    return context.view[at] in _PUNCTUATION and not _AFTER_LATIN.match(context.view, 0, at)


def _read_subscript(match: regex.Match[str]) -> Finding[Wording]:
    """``₁₂`` in a formula: ट्वेल्व."""
    digits = match[0].translate(_ASCII)
    row = index_rows("english_numbers").get(digits)
    span = Span(*match.span())
    return Finding(Wording(row.cells[1] if row else say_cardinal(digits), span), span, "subscript")


def _read_stars(match: regex.Match[str]) -> Finding[Wording]:
    """``⭐⭐⭐½`` साढ़े तीन स्टार; ``★★★☆☆`` तीन स्टार."""
    full = str(sum(sign in "★⭐" for sign in match["full"]))
    said = say_fraction(full, "1", "2", "आधा") if match["half"] else say_cardinal(full)
    span = Span(*match.span())
    return Finding(Wording(f"{said} स्टार", span), span, "stars")


def _name_silence(sign: str) -> str:
    category = unicodedata.category(sign)
    if category[0] == "C" or category in ("Mn", "Me"):
        return INVISIBLE
    return "silent" if category[0] in "PZ" or category in ("So", "Sk") else NOT_UNDERSTOOD


def _holds(context: Context, condition: str, at: int) -> bool:
    """Whether the patterns of a condition match before and after the sign."""
    before, after = _CONDITIONS[condition]
    view = context.view
    return (not before or bool(before.match(view, 0, at))) and (
        not after or bool(after.match(view, at + 1))
    )


_FIRM_AFTER = regex.compile(
    r" ?(?:संस|सन्स|संज़?|ब्रदर्स|ब्रोस|कंपनी|कम्पनी|कं\.|को\.|एसोसिएट्स|डॉटर्स|सर्विसेज|ट्रेडर्स|पार्टनर्स|मार्केटिंग"
    r"|इंजीनियरिंग|टेक्नोलॉजी|रिसर्च|डेवलपमेंट|डवलपमेंट|डिज़?ाइन|कंट्रोल|ऑर्डर|आर्डर|रिटेल|एंटरटेनमेंट|इंफ्रास्ट्रक्चर"
    r"|पेस्ट|ड्रॉप|डिलीवरी|रन|व्हाइट|वाइट|जेरी|चिप्स|बॉल|टूरिज़?म|ट्रैवल्स|हॉस्पिटल|रेस्टोरेंट|कैफ़?े)(?![\p{L}\p{M}])"
)
"""Words for a firm, or from English: ``सिंह & संस``, ``लॉ & ऑर्डर``."""
_CONDITIONS: dict[str, tuple[regex.Pattern[str] | None, regex.Pattern[str] | None]] = {
    "any": (None, None),
    "in-firm": (regex.compile(r"(?r)\S ?"), _FIRM_AFTER),
    "between-latin": (regex.compile(r"(?r)\p{Latin}\.? ?"), regex.compile(r" ?\p{Latin}")),
    "inside": (regex.compile(r"(?r)\S ?"), regex.compile(r" ?\S")),
    "before-number": (None, _DIGIT_AFTER),
    "after-number": (_DIGIT_BEFORE, None),
    "between-numbers": (_DIGIT_BEFORE, _DIGIT_AFTER),
    "between-counts": (_COUNT_BEFORE, _COUNT_AFTER),
    "between-words": (_LETTER_BEFORE, _LETTER_AFTER),
    "after-latin": (_LATIN_BEFORE, None),
    "after-sum": (_SUM_BEFORE, None),
    "over": (_MANY_BEFORE, _NO_ADDEND_AFTER),
}
"""The conditions of ``symbols.tsv``: what stands before and after."""

SYMBOL = Handler("symbol", "symbol", Start.SIGN, classify, speak_wording)


def classify_foreign(context: Context, at: int) -> Finding[Wording] | None:
    """Letters of another script, as they sound; those that nothing here can read are silent."""
    match = FOREIGN_RUN.match(context.view, at)
    if match is None or (len(match[0]) == 1 and match[0] in index_rows("symbols")):
        return None
    span = Span(*match.span())
    if said := write_in_devanagari(match[0]):
        return Finding(Wording(said, span), span, "another script, by its letters")
    return Finding(Wording("", span), span, NOT_UNDERSTOOD)


FOREIGN = Handler(
    "foreign",
    "foreign",
    Start.SIGN,
    classify_foreign,
    speak_wording,
    before=(Before("symbol", "शहर Москва में", "शहर मोस्क्वा में"),),
)
