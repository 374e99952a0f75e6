"""What a handler sees of a sentence: the text, a plainer view of it, and the words around.

The view has one character for each of the text's, so a position means the same in both: every
decimal digit is ASCII, the zero of ``डॉ०`` and ``उ0प्र0`` a dot, every dash a hyphen, every space
a space, every curly quote straight.
"""

from __future__ import annotations

import unicodedata
from typing import Any, NamedTuple

from audio import regex
from audio.normalize.lexicon import EMPTY_LEXICON, Lexicon
from audio.normalize.raised import raise_powers

HINDI = r"[\p{Devanagari}\p{M}\u200c\u200d--[।॥॰\p{Nd}]]"
"""A character of a Devanagari word, as a set for ``regex`` in V1 mode."""
WORD = r"[\p{L}\p{M}\u200c\u200d--[।॥॰\p{Nd}]]"

_PLAIN = {
    **dict.fromkeys("‐‑‒–−﹘﹣－", "-"),
    **dict.fromkeys("‘’ʼ′", "'"),
    **dict.fromkeys("“”″", '"'),
    "॰": ".",
    "％": "%",
    "٪": "%",
    "＄": "$",
    "￥": "¥",
    "￡": "£",
    "✕": "×",
    "⁄": "/",
    "∕": "/",
    "µ": "μ",
    "º": "°",
    "˚": "°",
    "～": "~",
    "∼": "~",
    "₨": "₹",
}


_DIGIT = regex.compile(r"\d")


class _View(dict[int, str]):
    """A translation table that works itself out, character by character."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        plain = _PLAIN.get(character)
        if plain is None and (digit := unicodedata.decimal(character, None)) is not None:
            plain = str(digit)
        if plain is None and unicodedata.category(character) == "Zs":
            plain = " "
        if plain is None and _DIGIT.match(character):
            plain = "\ufffd"  # a digit that this Python's Unicode is too old to know
        self[code] = plain or character
        return self[code]


_VIEW = _View()
_ABBREVIATING_ZERO = regex.compile(
    rf"०(?<={HINDI}०)(?![\p{{Nd}}\p{{L}}\p{{M}}%])"
    rf"|०(?<=(?<!{HINDI})(?:ई०?पू|ई|(?:वि०?)?सं|पृ|श्लो|अनु|चौ|नं|खं)०)(?=[1-9१-९])"
    rf"|[0०](?<=(?<!{HINDI}){HINDI}{{1,6}}[0०])(?!\.?\p{{Nd}}|[\p{{Latin}}%])"
    rf"(?!(?<=(?:ने|से|को|का|की|के)[0०])-\p{{Nd}})"
    rf"|[oO○◦](?<=(?<!{HINDI}){HINDI}{{1,6}}[oO○◦])(?![\p{{Latin}}\p{{Nd}}])",
    regex.V1,
)
"""The zero that stands for a dot in ``डॉ०`` and ``ई०``, and in ``उ0प्र0`` after short parts; or
what looks like one, in ``डाo`` and ``उ○प्र○``."""
_ZERO_OF_DEGREES = regex.compile(
    r"(?<=(?<![0-9])[0-9]{1,2})०(?=[0-9]{2}(?![0-9०-९]))"
    r"|(?<=[0-9] ?)०(?= ?[0-9]{1,2} ?['′’]| ?(?:उत्तर|दक्षिण|पूर्व|पश्चिम|अक्षांश|देशान्तर|देशांतर))"
)
"""The zero that is typed for the sign of degrees: ``23० 30′ अक्षांश``."""
_VISARGA_COLON = regex.compile(r"(?<=\d)ः(?=\d)")
"""The visarga that is typed for the colon of ``11ः00 बजे``."""
_CONVERTED_COLON = regex.compile(r"(?<=\d)रू(?=\d\d ?बजे)")
"""What converters of old fonts make of the colon of ``11रू00 बजे``."""
_DASHED_MINUTES = regex.compile(r"(?<=\d)-(?=(?:00|15|30|45) ?(?:बजे|से [^।]{0,12}बजे))")
"""The dash that is typed for the colon of ``2-30 बजे``."""
_DASHED_PAISE = regex.compile(
    r"-(?=00 ?(?:रु|रू))(?<=\d-)|(?<=(?:रु|रू)[\p{L}\p{M}]{0,4}\.? ?[\d,]{1,10})-(?=00(?!\d))"
)
"""The dash that is typed for the point of ``500-00 रुपये``."""
_GLUED_ITEM = regex.compile(
    r"\A[\s\"'(\[*•\-]{0,4}\d{1,2}(?P<dot>\.)(?:(?=(?:1[5-9]\d\d|20[0-3]\d) ?"
    r"(?:का|के|की|को|में|मे|से|तक|ई|ईसवी|ईस्वी)(?![\p{L}\p{M}]))"
    r"|(?=(?:[12]?\d|3[01]) (?:जनवरी|फरवरी|फ़रवरी|मार्च|अप्रैल|मई|जून|जुलाई|अगस्त"
    r"|सितंबर|सितम्बर|अक्टूबर|अक्तूबर|नवंबर|नवम्बर|दिसंबर|दिसम्बर)))"
)
"""The number of an item that is glued to a year or a day: ``4.1857 का``, ``2.15 अगस्त``."""
_DASHED_NUMBERS = regex.compile(
    r"(?<=(?<!\d)(?:1\d{3}|20\d\d) ?)—(?= ?\d{2,4}(?!\d))|(?<=(?<!\d)\d{1,3})—(?=\d{1,3}(?!\d))"
)
"""The long dash of ``1914—1918``."""
_DOUBTED_YEAR = regex.compile(r"(?<=[(\-]\d{3,4})\?(?=-)", regex.V1)
"""``(1532?-1623)``: nobody knows for certain."""
_LATEX = regex.compile(
    r"(?<![\p{Latin}\d])\$"
    r"(?P<formula>[A-Za-z][A-Za-z\d+=^(){}_ \-]{0,30}|\d[\d.]{0,8})"
    r"\$(?![\p{Latin}\d])"
)
"""The signs around a formula: ``$a+b$``."""
_PARALLEL = regex.compile(r"(?<=(?<!\p{L})\p{Lu}{2} ?)\|\|(?= ?\p{Lu}{2}(?!\p{L}))")
"""``PQ || EF``: lines side by side."""
_RATIO = regex.compile(
    r":(?<=\) ?:)(?= ?\()"
    r"|:(?<=(?<![\p{L}\p{M}\d:])\d{1,4} ?:)(?= ?[a-z] ?=)"
    r"|:(?<=(?<![\p{L}\p{M}])[a-z] ?:)(?= ?\d{1,4} ?=)"
    r"|:(?<=\p{Devanagari} ?:)(?= ?\p{Devanagari}{2,12} ?= ?\d{1,4} ?: ?\d)"
)
"""``(x+2):(y+2) = 3:4``, ``20:x = 5:3``, ``राम : श्याम = 3 : 4``."""
_PROPORTION = regex.compile(r"(?<=\d ?)::(?= ?[\dx])")
"""``2:3 :: 4:6``."""
_OWN = regex.compile(HINDI, regex.V1)
_WORDS = regex.compile(rf"{WORD}++", regex.V1)
_BEFORE = regex.compile(rf"(?r)(?P<word>{WORD}{{1,40}}\.?)[ \-\"'(:,]{{0,4}}", regex.V1)
_CLOSE_BEFORE = regex.compile(rf"(?r)(?P<word>{WORD}{{1,40}}\.?)[ \-]{{0,2}}", regex.V1)
_AFTER = regex.compile(rf"[¹²³⁴-⁹]{{0,2}}+[ \-\"'(]{{0,3}}(?P<word>{WORD}{{1,40}})", regex.V1)


def _mend_signs(view: str) -> str:
    """What print or a copy has made of a dash, a doubted year, a formula and a power."""
    if "—" in view:
        view = _DASHED_NUMBERS.sub("-", view)
    if "?-" in view:
        view = _DOUBTED_YEAR.sub(" ", view)
    if "||" in view:
        view = _PARALLEL.sub("∥■", view)
    if "$" in view:
        view = _LATEX.sub(r"■\g<formula>■", view)
    if "=" in view and ":" in view:
        view = _RATIO.sub("∶", view)
    if "::" in view:
        view = _PROPORTION.sub("∷■", view)
    return raise_powers(view) if "=" in view or "x" in view else view


class Style(NamedTuple):
    """What may be said in two ways, by the show's choice."""

    glosses: bool = False
    """What stands in brackets after its Hindi twin is said again: ``नाटो (NATO)``."""
    exact_numbers: bool = False
    """``1.5 करोड़`` is एक दशमलव पाँच करोड़ and not डेढ़ करोड़, ``100 मी.`` एक सौ मीटर and not सौ."""


EVERYDAY = Style()


class Context:
    """One sentence as the handlers look at it."""

    __slots__ = ("lexicon", "numerals", "style", "text", "view")

    def __init__(
        self, text: str, lexicon: Lexicon = EMPTY_LEXICON, style: Style = EVERYDAY
    ) -> None:
        self.text = text
        self.style = style
        self.view = text.translate(_VIEW)
        if "०" in text:
            text = _ZERO_OF_DEGREES.sub("°", text)
            self.view = text.translate(_VIEW)
        if any(zero in text for zero in "०0oO○◦"):
            self.view = _ABBREVIATING_ZERO.sub(".", text).translate(_VIEW)
        if "ः" in text:
            self.view = _VISARGA_COLON.sub(":", self.view)
        if "रू" in text:
            self.view = _CONVERTED_COLON.sub(": ", self.view)
        if "बजे" in text:
            self.view = _DASHED_MINUTES.sub(":", self.view)
        if "-00" in self.view:
            self.view = _DASHED_PAISE.sub(".", self.view)
        self.view = _mend_signs(self.view)
        if "." in self.view[:7] and (item := _GLUED_ITEM.match(self.view)):
            dot = item.start("dot")
            self.view = f"{self.view[:dot]} {self.view[dot + 1 :]}"
        self.lexicon = lexicon
        self.numerals: dict[tuple[int, bool], Any] = {}
        """The numbers last read, by place: most handlers ask for the same one."""

    def is_joined(self, at: int, end: int) -> bool:
        """Whether a letter or digit is joined to the stretch; for Devanagari, one of its own."""
        beside = self.view[at - 1 : at] + self.view[end : end + 1]
        if _OWN.match(self.view, at):
            return _OWN.search(beside) is not None
        return any(character.isalnum() for character in beside)

    def find_word_before(self, at: int, count: int = 1) -> str:
        """The word that ends before ``at``, or the ``count``-th; empty if there is none near."""
        word = ""
        for _ in range(count):
            match = _BEFORE.match(self.view, 0, at)
            if match is None:
                return ""
            word, at = match["word"], match.start()
        return str(word)

    def find_word_beside(self, at: int) -> str:
        """The word before ``at`` with no more than a space or a hyphen between."""
        match = _CLOSE_BEFORE.match(self.view, 0, at)
        return str(match["word"]) if match else ""

    def find_word_after(self, end: int, count: int = 1) -> str:
        """The word that starts after ``end``, or the ``count``-th; empty if there is none near."""
        word = ""
        for _ in range(count):
            match = _AFTER.match(self.view, end)
            if match is None:
                return ""
            word, end = match["word"], match.end()
        return str(word)

    def find_words_within(self, reach: int, at: int, end: int) -> list[str]:
        """All words of the stretch and up to ``reach`` characters before and after it."""
        return _WORDS.findall(self.view, max(0, at - reach), end + reach)

    def find_words_before(self, at: int, count: int) -> list[str]:
        """Up to ``count`` words before ``at`` in the same clause, the nearest first."""
        words: list[str] = []
        while len(words) < count and (match := _BEFORE.match(self.view, 0, at)):
            words.append(match["word"])
            at = match.start()
        return words

    def find_words_after(self, end: int, count: int) -> list[str]:
        """Up to ``count`` words after ``end`` in the same clause, the nearest first."""
        words: list[str] = []
        while len(words) < count and (match := _AFTER.match(self.view, end)):
            words.append(match["word"])
            end = match.end()
        return words
