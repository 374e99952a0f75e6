"""Whether a text is Hindi: its script tells, and what else it may be when it is not."""

from __future__ import annotations

from collections.abc import Iterable

from audio import regex
from audio.errors import Place, SourceError
from audio.hindi.foreign_scripts import FOREIGN_RUN, write_in_devanagari
from audio.normalize import is_roman_hindi

LEAST_SHARE = 0.3
"""Of the letters, how many must be Devanagari. A Hindi report on an English speech, quoted at
length, has about a half; an English one with some Hindi words in it stays under a tenth."""

OTHERS = {
    "awa": "Awadhi", "bgc": "Haryanvi", "bho": "Bhojpuri", "bra": "Braj", "brx": "Bodo",
    "doi": "Dogri", "gom": "Konkani", "hne": "Chhattisgarhi", "kok": "Konkani", "mag": "Magahi",
    "mai": "Maithili", "mr": "Marathi", "ne": "Nepali", "raj": "Rajasthani", "sa": "Sanskrit",
}  # fmt: skip
"""Languages that are written in Devanagari, too, and what they are called."""
_MOST_NAMED = 5
"""Words that a note lists."""
_NO_LETTER = regex.compile(r"[^\p{L}\p{M}]++")
_NO_DEVANAGARI = regex.compile(r"[^\p{Devanagari}]++")
_BEGINNING = "क".encode()[:2]
"""Of each letter up to U+093F in UTF-8: counted in a hundredth of the time that letters take."""
_UNFAMILIAR = regex.compile(r"[^\0-\u00b4\u00b6-\u024f\u0900-\u097f\u2000-\u206f\u20a0-\u20bf]")
"""What stands in most texts is left out here, and is no letter of other scripts."""
_LATIN = regex.compile(r"[A-Za-z]")
_SENTENCE = regex.compile(r"[^.?!।\n]++")
_MOJIBAKE = regex.compile(r"à[¤¥]")
_LEGACY_FONT_WORD = regex.compile(r"(?<!\S)(?:gS|gSa|esa|ds|dh|dks|vkSj|ls|dk|us|fd|ugha)(?!\S)")
"""है हैं में के की को और से का ने कि नहीं as typed for Kruti Dev, whose letters are Latin ones."""


def require_hindi(text: str, origin: str) -> None:
    """Raise ``SourceError`` unless enough of the letters of ``text``, if any, are Devanagari."""
    if text.encode("utf-8", "replace").count(_BEGINNING) >= LEAST_SHARE * len(text):
        return
    letters = _NO_LETTER.sub("", text)
    if not letters:
        return  # numbers, which are read in Hindi
    share = len(_NO_DEVANAGARI.sub("", letters)) / len(letters)
    if share < LEAST_SHARE:
        what = f"{_name_language(text, len(letters))}: {share:.0%} of its letters are Devanagari"
        raise SourceError(what, where=Place(origin), hint=_make_hint(text))


def choose_language(named: Iterable[str]) -> str:
    """Of the languages that a source names, the first written in Devanagari: `hi`, `mr`; or `hi`.

    What names English, as the page of many a Hindi site does, says nothing of the text.
    """
    for name in named:
        language = regex.split(r"[-_]", name.strip().casefold())[0]
        if language == "hi" or language in OTHERS:
            return language
    return "hi"


def describe_language(language: str) -> str:
    """What tells that a text in ``language`` is read as Hindi is; empty for one in Hindi."""
    name = OTHERS.get(language.partition("-")[0].casefold())
    return f"is declared as {name}: it is read by the rules of Hindi" if name else ""


def describe_unread(text: str) -> str:
    """What tells that words of ``text`` are left unsaid, as no voice for Hindi has their letters.

    >>> describe_unread("शहर 武汉 में")
    'leaves unsaid what is in letters that Hindi has no sounds for: 武汉; a lexicon row can say it'
    """
    if not _UNFAMILIAR.search(text):
        return ""
    runs = (found[0] for found in FOREIGN_RUN.finditer(text) if sum(map(str.isalpha, found[0])) > 1)
    unread = list(dict.fromkeys(run for run in runs if not write_in_devanagari(run)))
    if not unread:
        return ""
    named = ", ".join(unread[:_MOST_NAMED]) + (", …" if len(unread) > _MOST_NAMED else "")
    what = "leaves unsaid what is in letters that Hindi has no sounds for"
    return f"{what}: {named}; a lexicon row can say it"


def _is_mojibake(text: str) -> bool:
    return len(_MOJIBAKE.findall(text)) * 12 > len(text)


def _is_legacy_font(text: str) -> bool:
    return len(_LEGACY_FONT_WORD.findall(text)) * 20 > len(text.split())


def _is_mostly_roman_hindi(text: str) -> bool:
    sentences = [sentence for sentence in _SENTENCE.findall(text) if sentence.strip()]
    return 2 * sum(map(is_roman_hindi, sentences)) > len(sentences)


def _name_language(text: str, letters: int) -> str:
    if _is_mojibake(text):
        return "is garbled Hindi (UTF-8 once read as Windows-1252)"
    if _is_legacy_font(text):
        return "is Hindi typed for a legacy font such as Kruti Dev"
    if _is_mostly_roman_hindi(text):
        return "is Hindi in Latin letters"
    latin = len(_LATIN.findall(text)) / letters
    return "is English or another language in Latin letters" if latin > 0.5 else "is not Hindi"


def _make_hint(text: str) -> str:
    if _is_mojibake(text):
        return "get the article anew from where it came"
    if _is_legacy_font(text):
        return "convert it to Unicode first"
    if _is_mostly_roman_hindi(text):
        return "write it in Devanagari: only single sentences in Latin letters are converted"
    return f"only Hindi is narrated (at least {LEAST_SHARE:.0%} Devanagari): give the Hindi text"
