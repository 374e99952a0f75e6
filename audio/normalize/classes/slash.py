"""The slash that no other class has claimed: प्रति, बटा, या, or nothing.

``382/किमी²`` प्रति, ``8/20`` बटा, ``हाँ/नहीं`` या; ``SC/ST`` and ``B/L`` are said without it.
"""

from __future__ import annotations

from audio import regex
from audio.normalize.classes.date import is_date_of_letter
from audio.normalize.classes.dateline import is_in_dateline
from audio.normalize.classes.division import (
    DIGIT_AFTER,
    DIGIT_BEFORE,
    LETTER_ALONE_AFTER,
    LETTER_ALONE_BEFORE,
    SECTION_BEFORE,
    is_division,
    is_equated,
)
from audio.normalize.classes.measure import read_per_unit
from audio.normalize.context import HINDI, WORD, Context
from audio.normalize.handler import Before, Finding, Handler, Start, Wording, speak_wording
from audio.normalize.letter_names import is_letter_name, may_be_letters
from audio.normalize.tables_reader import index_spellings, read_cues
from audio.records import Span

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
_ENDED_BEFORE = regex.compile(r"(?r)\d")
_WORD_ALONE_AFTER = regex.compile(r" \p{Devanagari}")
_CAPITALS_BEFORE = regex.compile(r"(?r)(?<![\p{L}\p{M}\d])\p{Lu}{1,5}")
_CAPITALS_AFTER = regex.compile(r"\p{Lu}{2,6}(?![\p{L}\p{M}])")
"""``SC/ST``, ``USD/INR``, ``WL/23``: said one after the other, no alternatives."""
_APERTURE = regex.compile(r"(?r)(?<![\p{L}\p{M}\p{N}])[fFƒ]")
"""The f of ``f/1.8``."""
_SEVERAL_CAPITALS_BEFORE = regex.compile(r"(?r)(?<![\p{L}\p{M}\d])\p{Lu}{2,5}")
_CODE_BEFORE = regex.compile(r"(?r)(?<![\p{L}\p{M}\d])\p{Lu}{2,6}[\- ]?\p{Lu}?\d{1,4}")
_CODE_AFTER = regex.compile(r"\p{Lu}(?:\p{Lu}|\p{Ll}\p{L}*\p{Lu})[\p{L}\d\-]*")
_ROWS = (
    (LETTER_ALONE_BEFORE, LETTER_ALONE_AFTER),
    (_SEVERAL_CAPITALS_BEFORE, _CAPITALS_AFTER),
)
_NEXT_BEFORE = regex.compile(rf"(?r)/ ?{HINDI}{{2,10}} ", regex.V1)
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
_CUT_AFTER = regex.compile(rf"{HINDI}{{1,12}}\.", regex.V1)
_CUT_BEFORE = regex.compile(rf"(?r)/{HINDI}{{1,12}}\.", regex.V1)
"""``12/स्था./2023``: an office in the number of a letter, or ``(वि./रा.)``."""
_PLOT_BEFORE = regex.compile(r"(?r)\d/\d{1,4}")
"""``112/2/मिन``: parts of a plot."""
_FILE_BEFORE = regex.compile(r"(?r)[\p{L}\p{M}\p{N}./()\-]{1,60}")
_FILE_AFTER = regex.compile(r"[\p{L}\p{M}\p{N}./()\-]{1,60}")
_FILE_SLASHES = 3
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
        or is_in_dateline(context, at)
    ):
        return ""
    if is_division(context, at):
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
    before = DIGIT_BEFORE.match(context.view, 0, at) or _LETTER_BEFORE.match(context.view, 0, at)
    after = DIGIT_AFTER.match(context.view, at + 1) or _LETTER_AFTER.match(context.view, at + 1)
    # 1 किलो / एकड़ / 150 लीटर
    again = context.find_word_before(at) in acres and _NEXT_BEFORE.match(context.view, 0, at)
    if again or not (before and after) or following == "या" or _is_in_number_of_file(context, at):
        return ""
    return "या"


def _is_only_an_end(context: Context, at: int) -> bool:
    """``83/ सूरतें``: a slash that only ends the number."""
    after = _WORD_ALONE_AFTER.match(context.view, at + 1)
    return bool(after and _ENDED_BEFORE.match(context.view, 0, at))


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
    number = DIGIT_AFTER.match(view, at + 1)
    if number:
        capitals = _CAPITALS_BEFORE.match(view, 0, at)
        several = capitals is not None and len(capitals[0]) > 1
        return several or any(
            before.match(view, 0, at) and (after is None or after.match(view, at + 1))
            for before, after in (
                (_APERTURE, None),
                (SECTION_BEFORE, _SECTION_AFTER),
                (_MEMORY_BEFORE, _MEMORY_AFTER),
            )
        )
    if _MODEL_BEFORE.match(view, 0, at) and _MODEL_AFTER.match(view, at + 1):
        return True
    if _CODE_BEFORE.match(view, 0, at) and _CODE_AFTER.match(view, at + 1):
        return True  # PSLV-C58/XPoSat
    if any(before.match(view, 0, at) and after.match(view, at + 1) for before, after in _ROWS):
        return not is_equated(context, at)
    words = context.find_word_before(at), context.find_word_after(at + 1)
    if all(map(is_letter_name, words)):
        return True  # (एस/बी)
    places = read_cues("side", "state")
    return all(map(may_be_letters, words)) or places.issuperset(words)


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
