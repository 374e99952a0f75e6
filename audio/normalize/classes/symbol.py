"""Signs that no other class has claimed: said by ``symbols.tsv``, else silent.

The last class of all. Letters of a script that nothing here can read are silent, with a rule that
says so.
"""

from __future__ import annotations

import unicodedata

from audio import regex
from audio.hindi.foreign_scripts import FOREIGN_RUN, write_in_devanagari
from audio.normalize.classes.formula import SUM_BEFORE
from audio.normalize.conjunctions import AND_OR
from audio.normalize.context import Context
from audio.normalize.handler import (
    Before,
    Finding,
    Handler,
    Start,
    Wording,
    find_wording,
    speak_wording,
)
from audio.normalize.numbers.fractions import say_fraction
from audio.normalize.numbers.words import say_cardinal, say_in_english
from audio.normalize.tables_reader import index_rows, read_cues
from audio.records import Span

NOT_UNDERSTOOD = "nothing understood"
"""The rule of a token that was copied or dropped because no class knew what it was."""
INVISIBLE = "invisible"
"""The rule of a control or format character: silent, and no end of a word."""

_SUBSCRIPT = regex.compile(r"[₀-₉]+")
_FOOTNOTE = regex.compile(r"\[\d{1,3}\](?:\[\d{1,3}\])*")
_DIGIT_AFTER = regex.compile(r" ?[\d.]*\d")
_DIGIT_BEFORE = regex.compile(r"(?r)\d ?")
_LETTER_AFTER = regex.compile(r" ?[\p{L}]")
_LETTER_BEFORE = regex.compile(r"(?r)[\p{L}\p{M}] ?")
_NAMED_VARIABLE_BEFORE = regex.compile(
    r"(?r)(?<!\p{Devanagari})(?:ए|बी|सी|वी|यू|एक्स|वाई|जेड|आर|एस|टी)"
)
"""What is raised in ``वी² - यू²``."""
_LATIN_BEFORE = regex.compile(
    r"(?r)(?<!\p{Lu}{2})[\p{Latin})]|(?<!\p{L})ML?T|(?<!\d{3}|[\d.,]{5})\d"
)
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
    return find_wording("", match.span(), "footnote mark")


FOOTNOTE = Handler(
    "footnote",
    "footnote",
    Start.SIGN,
    classify_footnote,
    speak_wording,
    before=(Before("symbol", "iPhone[1] आया", "आईफ़ोन आया"),),
)


def classify(context: Context, at: int) -> Finding[Wording] | None:
    """One sign by the first row of its own whose condition holds; none if it is punctuation."""
    return None if _is_punctuation(context, at) else _read_sign(context, at)


def _read_sign(context: Context, at: int) -> Finding[Wording]:
    sign = context.view[at]
    span = Span(at, at + 1)
    if (small := _SUBSCRIPT.match(context.view, at)) and len(small[0]) > 1:
        span = Span(*small.span())  # ₁₂: ट्वेल्व
        return find_wording(say_in_english(small[0]), span, "subscript")
    if stars := _STARS.match(context.view, at):
        return _read_stars(stars)
    row = index_rows("symbols").get(sign)
    if row:
        for words, condition in zip(row.cells[1].split("|"), row.cells[2].split("|"), strict=True):
            if _holds(context, condition, at):
                return find_wording(words, span, f"sign {row.place}")
        return find_wording("", span, f"silent {row.place}")
    number = unicodedata.numeric(sign, -1.0)
    if number >= 0 and number.is_integer():
        return find_wording(say_cardinal(str(int(number))), span, "number sign")
    return find_wording("", span, _name_silence(sign))


def _is_punctuation(context: Context, at: int) -> bool:
    """Whether a sign is left to be copied; a dot right after Latin letters is not."""
    if context.view[at] == "!":
        return not _holds(context, "factorial", at)
    return context.view[at] in _PUNCTUATION and not _AFTER_LATIN.match(context.view, 0, at)


def _read_stars(match: regex.Match[str]) -> Finding[Wording]:
    """``⭐⭐⭐½`` साढ़े तीन स्टार; ``★★★☆☆`` तीन स्टार."""
    full = str(sum(sign in "★⭐" for sign in match["full"]))
    said = say_fraction(full, "1", "2", "आधा") if match["half"] else say_cardinal(full)
    return find_wording(f"{said} स्टार", match.span(), "stars")


def _name_silence(sign: str) -> str:
    category = unicodedata.category(sign)
    if category[0] == "C" or category in ("Mn", "Me"):
        return INVISIBLE
    return "silent" if category[0] in "PZ" or category in ("So", "Sk") else NOT_UNDERSTOOD


def _holds(context: Context, condition: str, at: int) -> bool:
    """Whether what a condition asks for stands before and after the sign."""
    before, after = _CONDITIONS[condition]
    if before and not before.match(context.view, 0, at):
        return False
    if isinstance(after, str):
        return context.find_word_after(at + 1) in read_cues(after)
    return after is None or bool(after.match(context.view, at + 1))


_NAME_BEFORE = regex.compile(r"(?r)[\p{L}\p{M}]\+?")
_NAME_ENDS = regex.compile(r"(?![+\p{L}\p{M}\d])")
"""``डिज्नी+``, ``NAAC A++``: what a name or a grade ends in."""
_FACTORED_BEFORE = regex.compile(
    r"(?r)(?<![\p{L}\p{M}\d.,])(?:\d{1,3}|[nmrkNMRK])|(?r)\([nmrk][+\-][\w]\)"
)
_FACTORED_AFTER = regex.compile(
    r" ?[=×÷/*+−]| (?:का|की|के|को|में|से|बराबर|मान|अर्थात|यानी)(?![\p{L}\p{M}])|\)"
    r"|\Z(?<=\A(?:\d{1,3}|[nN])!)"
)
"""``5! = 120``, ``n! का मान``: no exclamation has a sum or a case after it."""
_OPERAND_BEFORE = regex.compile(r"(?r)[\p{L}\p{M}\d)] ")
_KEY_AFTER = regex.compile(
    r" (?:(?:का|के|वाला|वाली) )?(?:बटन|कुंजी|कुँजी|डायल|चि(?:ह्न|न्ह)(?:ित)?|निशान|साइन"
    r"|(?:की )?दबा(?:एँ|एं|ए|ओ|कर|ना|ने|इए))(?![\p{L}\p{M}])"
)
_SIGN_AFTER = regex.compile(rf"(?:,| {AND_OR}) ?[@#$%*&!^+/<>=](?=[\s,)]| ?$)")
_SIGN_BEFORE = regex.compile(rf"(?r)(?<!\S)[(]?[@#$%*&!^+/<>=](?:,| {AND_OR}) ?")
"""``@, # और *``: each sign by itself."""
_CONDITIONS: dict[str, tuple[regex.Pattern[str] | None, regex.Pattern[str] | str | None]] = {
    "any": (None, None),
    "in-firm": (regex.compile(r"(?r)\S ?"), "firm"),
    "between-latin": (regex.compile(r"(?r)\p{Latin}\.? ?"), regex.compile(r" ?\p{Latin}")),
    "inside": (regex.compile(r"(?r)\S {0,2}"), regex.compile(r" {0,2}\S")),
    "before-number": (None, _DIGIT_AFTER),
    "after-number": (_DIGIT_BEFORE, None),
    "between-numbers": (_DIGIT_BEFORE, _DIGIT_AFTER),
    "between-counts": (_COUNT_BEFORE, _COUNT_AFTER),
    "between-words": (_LETTER_BEFORE, _LETTER_AFTER),
    "after-latin": (_LATIN_BEFORE, None),
    "after-letter": (_NAMED_VARIABLE_BEFORE, None),
    "after-sum": (SUM_BEFORE, None),
    "over": (_MANY_BEFORE, _NO_ADDEND_AFTER),
    "ends-name": (_NAME_BEFORE, _NAME_ENDS),
    "dialled": (regex.compile(r"(?r)\*\d{2,4}\* ?\(?[\p{L}\p{M} ]{2,20}\)?"), None),
    "before-operand": (None, regex.compile(r" ?(?:[(\[{]|[\p{Latin}\p{Greek}](?![\p{L}\p{M}]))")),
    "named-operand": (
        None,
        regex.compile(r"(?:ए|बी|सी|डी|एस|पी|आर|एच|एक्स|वाई|एल|जी)(?= ?[(=+\-×/*])"),
    ),
    "opens-line": (regex.compile(r"(?r)\A\s*"), regex.compile(r" ?[\dπ√(]")),
    "tilde-before": (regex.compile(r"(?r)~ ?"), None),
    "tilde-after": (None, regex.compile(r" ?~")),
    "before-vertices": (None, regex.compile(r" ?\p{Lu}{3}(?![\p{L}\p{M}])")),
    "between-figures": (
        regex.compile(r"(?r)(?<!\p{L})\p{Lu}{3,4} ?"),
        regex.compile(r" ?[△∆Δ]? ?\p{Lu}{3,4}(?!\p{L})"),
    ),
    "between-equations": (regex.compile(r"(?r)[=~∥⊥≅][^।]{1,80}"), regex.compile(r"[^।]{1,80}=")),
    "key": (None, _KEY_AFTER),
    "before-price": (None, regex.compile(r" ?(?:[₹$€£¥]|रु\.?|Rs\.?) ?\d")),
    "of-stars": (regex.compile(r"(?r)(?<![\d.,])[1-7]"), "starred"),
    "before-sign": (None, _SIGN_AFTER),
    "after-sign": (_SIGN_BEFORE, regex.compile(r"(?=[\s,)]|$)")),
    "arrow": (None, regex.compile(r"=*>")),
    "rule": (regex.compile(r"(?r)=="), None),
    "rule-start": (None, regex.compile(r"==")),
    "factorial": (_FACTORED_BEFORE, _FACTORED_AFTER),
    "times-after": (_OPERAND_BEFORE, regex.compile(r" [^।=^]{1,40}[=^]")),
    "times-before": (
        regex.compile(r"(?r)[=^][^।=]{1,40}[\p{L}\p{M}\d)] "),
        regex.compile(r" [\p{L}\d(]"),
    ),
    "times-joined": (
        regex.compile(r"(?r)(?:(?<![\p{L}\p{M}\d*.])(?:\d{1,4}|\p{Latin})|[\d\p{Latin}]\))"),
        regex.compile(r"(?:\d{1,6}|\p{Latin})(?![\p{L}\p{M}\d*])|\((?:\d|\p{Latin}(?!\p{L}))"),
    ),
    "power": (_OPERAND_BEFORE, regex.compile(r" ?(?:\d|\p{Latin}(?![\p{L}\p{M}]))")),
}
"""The conditions of ``symbols.tsv``: what stands before, and after it a pattern or a role."""

SYMBOL = Handler("symbol", "symbol", Start.SIGN, classify, speak_wording)


def classify_foreign(context: Context, at: int) -> Finding[Wording] | None:
    """Letters of another script, as they sound; those that nothing here can read are silent."""
    match = FOREIGN_RUN.match(context.view, at)
    if match is None or (len(match[0]) == 1 and match[0] in index_rows("symbols")):
        return None
    span = Span(*match.span())
    if said := write_in_devanagari(match[0]):
        return find_wording(said, span, "another script, by its letters")
    return find_wording("", span, NOT_UNDERSTOOD)


FOREIGN = Handler(
    "foreign",
    "foreign",
    Start.SIGN,
    classify_foreign,
    speak_wording,
    before=(Before("symbol", "शहर Москва में", "शहर मोस्क्वा में"),),
)
