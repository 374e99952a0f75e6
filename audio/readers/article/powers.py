"""Whether what is raised after a text is a power of it, as in 10⁶, or the mark of a note."""

from __future__ import annotations

from audio import regex

_OPERATORS = r"[=+−×÷<>≤≥±·]"
_OPERATOR_AFTER = regex.compile(rf"\s*+{_OPERATORS}")
_OPERATOR_BEFORE = regex.compile(rf"(?r){_OPERATORS}\s?$")
_NUMBER = regex.compile(
    r"(?r)(?<![\p{L}\p{M}\p{Nd}.,:/₹$€£-])-?(?P<number>\p{Nd}{1,15}(?:\.\p{Nd}{1,15})?)$"
)
_WORD = regex.compile(r"(?r)[A-Za-z]{1,20}$")
_HINDI_UNIT = regex.compile(
    r"(?r)(?<![\p{L}\p{M}])(?:(?:कि|से|सें|मि|डेसी|किलो|सेंटी|मिली)?\.?\s?मी(?:टर)?|फ़?[ीु]ट|इंच"
    r"|सेकंड|सेकेंड|गज)\.?$"
)
_UNITS = frozenset({
    "mm", "cm", "dm", "km", "nm", "ft", "in", "yd", "mi", "sec", "min", "hr", "ha", "kg", "mg",
    "Hz", "mol", "dB", "Pa", "sin", "cos", "tan", "cot", "cosec", "csc", "log", "ln",
})  # fmt: skip
_BRACKETED = regex.compile(r"(?r)[(\[](?P<inner>[^()\[\]]*+)[)\]]$")
_YEAR = regex.compile(r"(?:1[5-9]|20)\p{Nd}{2}")
_DEVANAGARI = regex.compile(r"[\u0904-\u0939]")
_HINDI_AFTER = regex.compile(r"\s*+(?P<word>[\u0904-\u0939][\p{L}\p{M}]*+)")
_GOES_ON = regex.compile(
    # What is said of a value, and what joins it to another.
    r"(?:है|हैं|था|थे|थी|हो|होगा|होत[ािीे]|का|के|की|को|से|में|पर|तक|और|या|व|तथा|एवं|यानी|यानि|अर्थात|मतलब|भी|ही|तो|"
    r"कि|जो|न|नहीं|एक|दस|सौ|बराबर|जोड़|घटा|गुणा|भाग|बन[ािीे]|आत[ािीे]|आएगा|मान|लिख[ाें]*|कह[ातेंै]*|"
    # What is measured or counted in powers.
    r"(?:कि|से|सें|मि|माइक्रो|नैनो|किलो|सेंटी|मिली|मेगा|गीगा)?(?:मी|मीटर|ग्रा|ग्राम|लीटर|वाट|हर्ट्ज़?|वोल्ट|बाइट|बिट|टन|जूल|"
    r"पास्कल)|किग्रा|न्यूटन|केल्विन|कूलॉम|ओम|एम्पियर|मोल|लुमेन|सेक[ंे]ड|सेकेंड|डिग्री|इंच|फ़?[ीु]ट|गज|एकड़|हेक्टेयर|वर्ग|घन|"
    r"प्रति|प्रकाश|गुना|गुनी|गुने|कण|कणों|अणु|अणुओं|परमाणु|परमाणुओं|इलेक्ट्रॉन|प्रोटॉन|न्यूट्रॉन|फोटॉन|आयन|कोशिका\p{M}*|कोशिकाएँ|"
    r"कोशिकाएं|कोशिकाओं|जीवाणु|विषाणु|बैक्टीरिया|वायरस|सीएफयू)"
)
"""A Hindi word after a raised figure that leaves it a power: `10⁶ है`, `10⁶ टन`; no `10² लोग`."""
_LEAST_YEAR = 1000
"""A number from which on, like a year, it carries the mark of a note."""
_MOST_COMMON = 12
"""Up to this number powers are common: 2⁸, 10⁶."""


def takes_power(before: str, after: str, raised: str) -> bool:
    """Whether the number, variable or unit that ends ``before`` is to the power of ``raised``.

    `10⁶`, `25²`, `x⁴`, `km²` are powers; in `1947³ में`, `10² लोग`, `NASA³` a note is marked.
    """
    last = before[-1:]
    is_square = raised in {"2", "3", "२", "३"} or not raised.isdecimal()
    is_reckoned = bool(_OPERATOR_AFTER.match(after))
    if not last:
        return False
    if last in ")]":
        found = _BRACKETED.search(before)
        inner = found["inner"] if found else ""
        return bool(inner) and not _DEVANAGARI.search(inner) and not _YEAR.fullmatch(inner)
    if last.isdecimal():
        counts = raised.isdecimal() and _counts_something(after)
        return _is_base(before, is_square=is_square, is_reckoned=is_reckoned, counts=counts)
    if _WORD.search(before):
        return _is_variable(before, is_square=is_square, is_reckoned=is_reckoned)
    if "\u0900" <= last <= "\u097f" or last == ".":
        return is_square and bool(_HINDI_UNIT.search(before))
    return "Α" <= last <= "ω" or last in "₀₁₂₃₄₅₆₇₈₉⁰¹²³⁴⁵⁶⁷⁸⁹"


def _counts_something(after: str) -> bool:
    """Whether the number before ``after`` counts what follows, as in `10 लोग`."""
    found = _HINDI_AFTER.match(after)
    return found is not None and not _GOES_ON.fullmatch(found["word"])


def _is_base(before: str, *, is_square: bool, is_reckoned: bool, counts: bool) -> bool:
    found = _NUMBER.search(before)
    if not found:
        return False
    value = float(found["number"])
    if is_reckoned or _OPERATOR_BEFORE.search(before[: found.start()]):
        return True
    if value >= _LEAST_YEAR or counts:
        return False
    return value <= _MOST_COMMON or is_square


def _is_variable(before: str, *, is_square: bool, is_reckoned: bool) -> bool:
    """Whether Latin letters stand for a quantity: `x`, `mc`, `km`, `AB` in `AB² + BC²`."""
    found = _WORD.search(before)
    word = found[0] if found else ""
    if word in _UNITS or is_reckoned:
        return len(word) < 6
    if _OPERATOR_BEFORE.search(before[: -len(word)]):
        return len(word) < 4
    if len(word) == 1:
        return is_square or word.islower()
    return len(word) == 2 and (word.islower() or not word.isupper()) and is_square
