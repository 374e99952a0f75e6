"""The slash that no other class has claimed: प्रति, बटा, या, or nothing.

``382/किमी²`` प्रति, ``8/20`` बटा, ``हाँ/नहीं`` या; ``SC/ST`` and ``B/L`` are said without it.
"""

from __future__ import annotations

from functools import cache

from audio import regex
from audio.hindi.common_words import read_common_words
from audio.normalize.classes.date import is_date_of_letter
from audio.normalize.classes.measure import read_per_unit
from audio.normalize.context import HINDI, WORD, Context
from audio.normalize.handler import Before, Finding, Handler, Start, Wording, speak_wording
from audio.normalize.letter_names import is_letter_name, may_be_letters
from audio.normalize.places import is_place
from audio.normalize.tables_reader import index_spellings, read_cues
from audio.records import Span

_DIGIT_AFTER = regex.compile(r" ?[\d.]*\d")
_DIGIT_BEFORE = regex.compile(r"(?r)\d ?")
_LETTER_AFTER = regex.compile(r" ?[\p{L}]")
_LETTER_BEFORE = regex.compile(r"(?r)[\p{L}\p{M}] ?")
_COUNT_BEFORE = regex.compile(
    rf"(?r)(?<![\d:/.])\d[\d,.]{{0,12}}(?: ?(?:लाख|करोड़|हज़ार|हजार))?(?: ?{WORD}{{1,40}})?",
    regex.V1,
)
"""A number, alone or with what it counts: ``382``, ``60 शब्द``, ``5 लाख टन``."""
_CURRENCY_BEFORE = regex.compile(r"(?r)(?<![\p{L}\p{M}])(?:₹|रु\.?|रू\.?|रुपये|रुपए|Rs\.?) ?")
"""What prices of a table are in: ``भाव (रु./क्विं.)``."""
_AREA_AFTER = regex.compile(r"(?:हे|हेक्ट|हैक्ट|हेक्टे|हैक्टे|है)\.(?! ?(?:कां|का\.|कॉ|कान))")
_FED_BEFORE = regex.compile(r"(?r)[\p{L}\p{M}]{2}")
"""``एनपीके/हे.``: so much of it for each hectare."""
_CURRENCY_AFTER = regex.compile(r"(?P<sign>[$€£¥])(?![\d ]*\d)")
_OPERATION = regex.compile(r"/ ?\d+ ?[+\-*=×÷] ?[\d\p{L}]")
"""राशि / 3 + 5."""
FORMULA_BEFORE = regex.compile(r"(?r) = [\p{L}\p{M} ()×÷*+/\-]{2,40}", regex.V1)
"""What is equal to the words after it, up to here: ``लाभ = विक्रय मूल्य``."""
_EQUALS_BEFORE = regex.compile(r"(?r)= ?[\p{L}\p{M}\d ()×÷+\-]{2,40}", regex.V1)
_EQUALS_AFTER = regex.compile(r"/ ?[\p{L}\p{M} ]{2,25}= ?[\p{L}\d]")
_TERM_OVER_BEFORE = regex.compile(r"(?r)= ?(?:[\dA-Za-z/]{1,9} ?[+\-] ?){0,3}\d{1,4}\p{Latin}")
"""``= 4P/25``."""
_ROOT_AFTER = regex.compile(r" ?(?:√|(?:sin|cos|tan|cot|sec|cosec)(?: ?[²³]?\p{Greek}| [A-Cx]\b))")
"""``1/√2``, ``1/sin θ``, ``sinθ/cosθ``, ``sin A/cos A``."""
_TERM_BEFORE = regex.compile(r"(?r)(?:\d|\p{Greek}|(?:sin|cos|tan|cot|sec|cosec)[²³]? ?[A-Cx]) ?")
_BRACKET_AFTER = regex.compile(r" ?\(-?\d{1,4}\)")
"""``1/(-10)``."""
_ENDED_BEFORE = regex.compile(r"(?r)\d")
_WORD_ALONE_AFTER = regex.compile(r" \p{Devanagari}")
_CAPITALS_BEFORE = regex.compile(r"(?r)(?<![\p{L}\p{M}\d])\p{Lu}{1,5}")
_CAPITALS_AFTER = regex.compile(r"\p{Lu}{2,6}(?![\p{L}\p{M}])")
"""``SC/ST``, ``USD/INR``, ``WL/23``: said one after the other, no alternatives."""
_APERTURE = regex.compile(r"(?r)(?<![\p{L}\p{M}\p{N}])[fFƒ]")
"""The f of ``f/1.8``."""
_SEVERAL_CAPITALS_BEFORE = regex.compile(r"(?r)(?<![\p{L}\p{M}\d])\p{Lu}{2,5}")
_POWER_BEFORE = regex.compile(r"(?r)[\p{Latin}\d)][²³] ?")
_CODE_BEFORE = regex.compile(r"(?r)(?<![\p{L}\p{M}\d])\p{Lu}{2,6}[\- ]?\p{Lu}?\d{1,4}")
_CODE_AFTER = regex.compile(r"\p{Lu}(?:\p{Lu}|\p{Ll}\p{L}*\p{Lu})[\p{L}\d\-]*")
_EQUAL_BEFORE = regex.compile(r"(?r)=[^=।]{3,50}\) ?")
_VARIABLE_LETTERS = tuple("πθαβλφ")
_SUM_BEFORE = regex.compile(r"(?r)\([^()]{1,24}[+×÷*][^()]{1,24}\) ?")
"""``(a+b)/2``, ``π/2``."""
_DIVISOR_AFTER = regex.compile(r" ?(?:\(|\d?[a-z]\d?(?![\p{L}\p{M}\d]))")
"""``(m1 * m2) / r``."""
_LETTER_ALONE_BEFORE = regex.compile(r"(?r)(?<![\p{L}\p{M}\d])\p{Latin}")
_LETTER_ALONE_AFTER = regex.compile(r"\p{Latin}(?![\p{L}\p{M}\d])")
"""``B/L``: two letters of one short form."""
_ROWS = (
    (_LETTER_ALONE_BEFORE, _LETTER_ALONE_AFTER),
    (_SEVERAL_CAPITALS_BEFORE, _CAPITALS_AFTER),
)
_VARIABLES = regex.compile(
    r"(?r)(?<![\p{L}\p{M}\d])"
    r"(?:a ?/ ?b|b ?/ ?a|b/c|c/d|m/n|p ?/ ?q|q/p|u/v|r ?/ ?n|x ?/ ?y|y/x|y/z)"
)
_PRODUCT_BEFORE = regex.compile(r"(?r)=[^=।]{1,40}[)₀-₉]")
"""What is divided in ``F = m₁m₂/r``."""
_EQUATION = regex.compile(r"/ ?\p{Latin} ?[=+]")
_EQUALED_BEFORE = regex.compile(r"(?r)\p{Latin} ?= ?\d{0,3}\p{Greek}?\p{Latin}")
"""The numerator of ``R = V/I``, ``R = ρL/A``."""
_INDEXED_BEFORE = regex.compile(r"(?r)\p{Latin}[₀-₉] ?")
_INDEXED_AFTER = regex.compile(r" ?\p{Latin}{1,12}[₀-₉]")
"""``V₁/V₂``."""
_NEXT_BEFORE = regex.compile(rf"(?r)/ ?{HINDI}{{2,10}} ", regex.V1)
_SECTION_BEFORE = regex.compile(r"(?r)\d{2}[ \-]?[A-F]")
_SECTION_AFTER = regex.compile(r"\d{2,4}[ \-]?[A-F](?![\p{L}\p{M}])")
"""``153 A/295 A``: two sections of a law."""
_MEMORY_BEFORE = regex.compile(r"(?r)\d ?(?:[GTM]B|जीबी|टीबी|एमबी)")
_MEMORY_AFTER = regex.compile(r"\d{1,4} ?(?:[GTM]B|जीबी|टीबी|एमबी)")
"""``6GB/128GB``: memory and store."""
_MODEL_BEFORE = regex.compile(r"(?r)(?<![\p{L}\p{M}\d])\p{Latin}\d{1,2}")
_MODEL_AFTER = regex.compile(r"\p{Latin}\d{1,2}(?![\p{L}\p{M}\d])")
"""``i5/R5``: two of a kind."""
_PER_BEFORE = regex.compile(rf"(?r)/{WORD}{{1,20}}", regex.V1)
_PAID_BEFORE = regex.compile(
    r"(?r)\d[\d,.]{0,12}(?: ?(?:लाख|करोड़|हज़ार|हजार))? ?(?:₹|/-|रु\.?|रू\.?|रुपये|रुपए|रूपये|रूपए) ?"
)
"""An amount, which is for each of what is named: ``40 हजार रु/लाभार्थी``."""
_PRICE_BEFORE = regex.compile(r"(?r)(?:[₹$€£]|\b(?:Rs\.?|USD|INR)) ?\d[\d,.]{0,12} ?")
"""The same before what is named in Latin letters: ``$80/barrel``."""
_PLACE_AFTER = regex.compile(rf"(?<=\d/) {HINDI}{{2,20}}+ \d", regex.V1)
"""``मंडल 1/ सूक्त 83/ मंत्र 6``: where in a book."""
_YEAR_BEFORE = regex.compile(r"(?r)(?<!\d)(?:19|20)\d\d ?")
_TEXT_AFTER = regex.compile(r" \p{L}| ?\d{1,2}:\d\d")
"""``5 जून 2022/ जिले में``: the slash that ends a dateline, or stands before the hour."""
_PLACES = rf"{HINDI}{{2,20}}(?: {HINDI}{{2,20}})?"
_PLACES_BEFORE = regex.compile(rf"(?r)(?:^|: ){_PLACES}(?:/{_PLACES})?", regex.V1)
_PLACES_AFTER = regex.compile(
    rf"(?!नहीं){_PLACES}(?:/{_PLACES})?(?: ?\({HINDI}{{2,20}}\))?(?: ?।| ?, ?\d{{1,2}} {HINDI})",
    regex.V1,
)
"""``बलिया/मऊ (यूपी)।``, ``बलिया/मऊ, 5 मई``: places in a dateline."""
_OPENED_BEFORE = regex.compile(rf"(?r)\A(?P<word>{HINDI}{{2,20}})", regex.V1)
_SENTENCE_AFTER = regex.compile(rf"(?: {HINDI}{{1,20}}){{5}}", regex.V1)
"""The text after the place that it opens with, before which alone the slash has no space."""
_AGENCY_BEFORE = regex.compile(
    r"(?r)(?:संवाददाता|समाचार|एजेंसी|एजेंसियां|ब्यूरो|प्रतिनिधि|वार्ता|न्यूज़?|डेस्क|नेटवर्क) ?"
)
"""``संवाददाता/ किशनगंज``, ``हिन्दुस्थान समाचार / राधा``: who reports, and where."""
_AGENCY_AFTER = regex.compile(
    rf" (?:{HINDI}{{2,14}} ){{0,2}}(?:संवाददाता|समाचार|ब्यूरो|न्यूज़?|डेस्क|नेटवर्क|जागरण|उजाला|भास्कर|पत्रिका"
    r"|टाइम्स|एक्सप्रेस|हिन्दुस्तान|हिंदुस्तान|हेराल्ड|दर्पण|केसरी|भारत|मीडिया|टीवी|वाणी|पोस्ट|लाइव)"
    rf"(?: ?(?:[,;:।|)]|\Z)|(?: ?- ?| ){HINDI}{{2,14}} ?(?:[,;:।|)]|\Z))",
    regex.V1,
)
_NAMED_BEFORE = regex.compile(rf"(?r)(?:\A|[।|(:] ?)(?:{HINDI}{{2,14}} ){{1,3}}", regex.V1)
"""``राम शर्मा / नगर समाचार``: a reporter and the paper."""
_SIDE_BEFORE = regex.compile(r"(?r)(?<![\p{L}\p{M}\d])\p{Lu}{2} ?")
_SIDE_AFTER = regex.compile(r" ?\p{Lu}{2}(?![\p{L}\p{M}\d])")
_OF_FIGURES = regex.compile(r"[△∆Δ∠]|त्रिभुज|समरूप")
"""What tells that ``AD/DB`` are two lengths."""
_CUT_AFTER = regex.compile(rf"{HINDI}{{1,12}}\.", regex.V1)
_CUT_BEFORE = regex.compile(rf"(?r)/{HINDI}{{1,12}}\.", regex.V1)
"""``12/स्था./2023``: an office in the number of a letter, or ``(वि./रा.)``."""
_PLOT_BEFORE = regex.compile(r"(?r)\d/\d{1,4}")
"""``112/2/मिन``: parts of a plot."""
_FILE_BEFORE = regex.compile(r"(?r)[\p{L}\p{M}\p{N}./()\-]{1,60}")
_FILE_AFTER = regex.compile(r"[\p{L}\p{M}\p{N}./()\-]{1,60}")
_FILE_SLASHES = 3
_LONG_AFTER = regex.compile(r"/ ?(?:\d{4,6}[\- ]?\d{6}|0\d{2,4}[\- ]\d{6,8})(?!\d)")
"""A telephone after another: ``9415012345/0532-2601234``, ``155261 / 011-24300606``."""
_PART_AFTER = regex.compile(rf"{WORD}{{1,12}}[\-/]\d", regex.V1)
_PART_BEFORE = regex.compile(rf"(?r)\d/{WORD}{{1,8}} ?", regex.V1)
_SPACED_PART_AFTER = regex.compile(rf" ?{WORD}{{1,12}}-\d", regex.V1)
"""``1850/छह-2019``: parts of the number of a file."""


def classify(context: Context, at: int) -> Finding[Wording] | None:
    """A slash with what is said for it, and the unit if one is measured by."""
    if context.view[at] != "/":
        return None
    per = _read_per(context, at) or Wording(_say_slash(context, at), Span(at, at + 1))
    return Finding(per, per.span, "slash")


def _read_per(context: Context, at: int) -> Wording | None:
    """``382/किमी²``, ``60 शब्द/मिनट``, ``83.25/$``, ``(रु./क्विं.)``; but ``मकान 5/A`` has no unit."""
    if not (
        _COUNT_BEFORE.match(context.view, 0, at)
        or _CURRENCY_BEFORE.match(context.view, 0, at)
        or context.view[at - 1 : at] == "Ω"
        or (_AREA_AFTER.match(context.view, at + 1) and _FED_BEFORE.match(context.view, 0, at))
    ):
        return None
    if sign := _CURRENCY_AFTER.match(context.view, at + 1):
        row, _ = index_spellings("money").find(context.view, at + 1) or (None, 0)
        return Wording(f"प्रति {row.cells[1]}", Span(at, sign.end())) if row else None
    per = read_per_unit(context, at)
    if per is None or (per.span.end == at + 2 and context.view[at + 1].isascii()):
        return None
    return per


def _say_slash(context: Context, at: int) -> str:
    """प्रति before a unit, बटा between numbers, या between words, else nothing."""
    dated = is_date_of_letter(context, at + 1)  # 452/5.6.2023
    if (
        dated
        or _is_only_an_end(context, at)
        or _is_in_a_row(context, at)
        or _is_in_dateline(context, at)
    ):
        return ""
    if _is_division(context, at):
        return "बटा"
    if any(after.match(context.view, at + 1) for after in (_CUT_AFTER, _PLACE_AFTER)) or (
        any(before.match(context.view, 0, at) for before in (_CUT_BEFORE, _PLOT_BEFORE))
    ):
        return ""
    following = context.find_word_after(at + 1)
    paid = _PAID_BEFORE.match(context.view, 0, at) or (
        following.islower() and _PRICE_BEFORE.match(context.view, 0, at)
    )
    each = following not in ("", "या") and following not in read_cues("currency-word")
    acres = read_cues("acre")
    fed = following in acres and context.find_word_before(at) not in acres  # 3 किलो यूरिया/एकड़
    if fed or (each and paid) or (following in read_cues("per") and _is_paid(context, at)):
        return "प्रति"
    before = _DIGIT_BEFORE.match(context.view, 0, at) or _LETTER_BEFORE.match(context.view, 0, at)
    after = _DIGIT_AFTER.match(context.view, at + 1) or _LETTER_AFTER.match(context.view, at + 1)
    # 1 किलो / एकड़ / 150 लीटर
    again = context.find_word_before(at) in acres and _NEXT_BEFORE.match(context.view, 0, at)
    if again or not (before and after) or following == "या" or _is_in_number_of_file(context, at):
        return ""
    return "या"


def _is_only_an_end(context: Context, at: int) -> bool:
    """``83/ सूरतें``: a slash that only ends the number."""
    after = _WORD_ALONE_AFTER.match(context.view, at + 1)
    return bool(after and _ENDED_BEFORE.match(context.view, 0, at))


def _is_in_dateline(context: Context, at: int) -> bool:
    """``बलिया/मऊ, 5 मई``; or after the place, the year or the reporter that a text begins with."""
    view = context.view
    if _PLACES_BEFORE.match(view, 0, at) and _PLACES_AFTER.match(view, at + 1):
        return True
    if (opened := _OPENED_BEFORE.match(view, 0, at)) and _SENTENCE_AFTER.match(view, at + 1):
        return opened["word"] not in _read_common_words()  # रिसाली/ नगर निगम का बजट …
    if view[at + 1 : at + 2] == " " and _AGENCY_AFTER.match(view, at + 1):
        return bool(_NAMED_BEFORE.match(view, 0, at))
    told = _YEAR_BEFORE.match(view, 0, at) or _AGENCY_BEFORE.match(view, 0, at)
    if told and _TEXT_AFTER.match(view, at + 1):
        return True
    return view.startswith(" ", at + 1) and is_place(context.find_word_before(at))


def _is_in_number_of_file(context: Context, at: int) -> bool:
    """``यूके/आरडी/2085/अमान्य/001``: several slashes, and a number, are no alternatives."""
    part = _PART_BEFORE.match(context.view, 0, at)  # 906/2023/सात / शा-2
    if part and _SPACED_PART_AFTER.match(context.view, at + 1):
        return True
    before = _FILE_BEFORE.match(context.view, 0, at)
    after = _FILE_AFTER.match(context.view, at)
    whole = (before[0] if before else "") + (after[0] if after else "")
    return whole.count("/") >= _FILE_SLASHES and any(map(str.isdigit, whole))


def _is_in_a_row(context: Context, at: int) -> bool:
    """Whether both sides are said one after the other: ``SC/ST``, ``B/L``, ``f/1.8``."""
    view = context.view
    number = _DIGIT_AFTER.match(view, at + 1)
    if number:
        capitals = _CAPITALS_BEFORE.match(view, 0, at)
        several = capitals is not None and len(capitals[0]) > 1
        return several or any(
            before.match(view, 0, at) and (after is None or after.match(view, at + 1))
            for before, after in (
                (_APERTURE, None),
                (_SECTION_BEFORE, _SECTION_AFTER),
                (_MEMORY_BEFORE, _MEMORY_AFTER),
            )
        )
    if _MODEL_BEFORE.match(view, 0, at) and _MODEL_AFTER.match(view, at + 1):
        return True
    if _CODE_BEFORE.match(view, 0, at) and _CODE_AFTER.match(view, at + 1):
        return True  # PSLV-C58/XPoSat
    if any(before.match(view, 0, at) and after.match(view, at + 1) for before, after in _ROWS):
        variables = _VARIABLES.match(view, 0, at + 2) or _EQUALED_BEFORE.match(view, 0, at)
        return not (_EQUATION.match(view, at) or variables or _is_of_sides(context, at))
    words = context.find_word_before(at), context.find_word_after(at + 1)
    if all(map(is_letter_name, words)):
        return True  # (एस/बी)
    places = read_cues("side", "state")
    return all(map(may_be_letters, words)) or places.issuperset(words)


@cache
def _read_common_words() -> frozenset[str]:
    return frozenset(read_common_words())


def _is_division(context: Context, at: int) -> bool:
    """Whether a number stands over another, or over a letter: ``8/20``, ``5/A``, ``A/12``."""
    view = context.view
    if _LONG_AFTER.match(view, at):
        return False
    number_after = _DIGIT_AFTER.match(view, at + 1)
    rooted = _TERM_BEFORE.match(view, 0, at) and _ROOT_AFTER.match(view, at + 1)
    sums = view[at + 1 : at + 2] in ("Σ", "∑")
    bracketed = _BRACKET_AFTER.match(view, at + 1) and _DIGIT_BEFORE.match(view, 0, at)
    over_sum = number_after and view[at - 1 : at] in _VARIABLE_LETTERS
    divided = _SUM_BEFORE.match(view, 0, at) or _EQUAL_BEFORE.match(view, 0, at)
    if (
        _is_of_quantities(context, at)
        or _is_of_sides(context, at)
        or (_INDEXED_BEFORE.match(view, 0, at) and _INDEXED_AFTER.match(view, at + 1))
        or (divided and (number_after or _DIVISOR_AFTER.match(view, at + 1)))
        or rooted
        or (bracketed and "=" in view)
        or sums
        or over_sum
        or _POWER_BEFORE.match(view, 0, at)
    ):
        return True  # V² / R
    worked_out = _OPERATION.match(view, at) or FORMULA_BEFORE.match(view, 0, at)
    if worked_out and (number_after or view[at - 1] == " "):
        return True
    if _DIGIT_BEFORE.match(view, 0, at):
        word = context.find_word_after(at + 1)
        single = len(word) == 1 or (is_letter_name(word) and view[at + 1 : at + 2] != " ")
        return bool(number_after or single or _PART_AFTER.match(view, at + 1))
    over_number = number_after and (
        _LETTER_ALONE_BEFORE.match(view, 0, at)
        or _SECTION_BEFORE.match(view, 0, at)
        or _TERM_OVER_BEFORE.match(view, 0, at)
    )
    spaced = view.startswith(" ", at + 1)
    known = _VARIABLES.match(view, 0, at + 2 + spaced) or _EQUALED_BEFORE.match(view, 0, at)
    if known and _LETTER_ALONE_AFTER.match(view, at + 1 + spaced):
        return True
    over_letter = _LETTER_ALONE_BEFORE.match(view, 0, at) and _EQUATION.match(view, at)
    over_letter = over_letter or (
        _PRODUCT_BEFORE.match(view, 0, at) and _LETTER_ALONE_AFTER.match(view, at + 1)
    )
    return bool(over_number or over_letter)


def _is_of_quantities(context: Context, at: int) -> bool:
    """``चाल = दूरी/समय``, ``परिधि/व्यास = π``: one quantity by another, in a formula of words."""
    if not (_EQUALS_BEFORE.match(context.view, 0, at) or _EQUALS_AFTER.match(context.view, at)):
        return False
    words = context.find_word_before(at), context.find_word_after(at + 1)
    return not read_cues("quantity").isdisjoint(words)


def _is_of_sides(context: Context, at: int) -> bool:
    """``AD/DB = AE/EC``: two lengths of a figure."""
    view = context.view
    first, second = _SIDE_BEFORE.match(view, 0, at), _SIDE_AFTER.match(view, at + 1)
    if not (first and second):
        return False
    beside = view[: first.start()].rstrip()[-1:] + view[second.end() :].lstrip()[:1]
    return "=" in beside or bool(_OF_FIGURES.search(view))


def _is_paid(context: Context, at: int) -> bool:
    """Whether money or a measure stands before: ``रुपये/दिन``, ``₹350/व्यक्ति/दिन``."""
    view = context.view
    if view[at - 1 : at] in ("₹", "$", "€", "£"):
        return True
    word = context.find_word_before(at)
    if word in read_cues("per-left", "currency-word"):
        return True
    return word in read_cues("per") and bool(_PER_BEFORE.match(view, 0, at))


SLASH = Handler(
    "slash",
    "symbol",
    Start.SIGN,
    classify,
    speak_wording,
    before=(Before("symbol", "हाँ/नहीं लिखें", "हाँ या नहीं लिखें"),),
)
