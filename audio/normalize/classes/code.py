"""Letters and digits in one: ``COVID-19``, ``5G``, ``एच1एन1``, ``एफ-16``, ``304ए``; vehicles."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import regex

from audio.normalize.classes.initialism import letter_pattern
from audio.normalize.classes.interval import is_interval
from audio.normalize.classes.telephone import is_pin_after
from audio.normalize.context import HINDI, Context
from audio.normalize.english.latin_words import speak_latin, spell
from audio.normalize.handler import Found, Piece, Start, handler, spoken
from audio.normalize.numbers.words import cardinal, one_by_one, year
from audio.normalize.tables_reader import by_first, cues
from audio.records import Span, SpokenWord

_PART = regex.compile(
    rf"(?P<latin>\p{{Latin}}+)|(?P<hindi>{HINDI}+)|(?P<digits>\d+(?:\.\d+)?)|(?P<hyphen>-)",
    regex.V1,
)
# Possessive throughout: a run of letters or digits is taken whole or not at all, in linear time.
_DIGITS = r"\d{1,12}+(?!\d)(?:\.\d{1,4}+(?!\d))?"
_LATIN_RUN = r"\p{Latin}{1,24}+(?!\p{Latin})"
_HINDI_RUN = rf"{HINDI}{{1,40}}+(?!{HINDI})"
_SHAPE = regex.compile(
    rf"(?:{_LATIN_RUN}|{_HINDI_RUN}|{_DIGITS})"
    rf"(?:-?{_DIGITS}|-?{_LATIN_RUN}|(?<=\d)-?{_HINDI_RUN}){{1,8}}"
    rf"(?![%\p{{L}}\p{{M}}]|[:.,-]?\d|/\d++(?!G\b|जी)|[/@]\p{{L}})",
    regex.V1,
)
"""Every run is taken whole (possessively), so that no text makes the pattern backtrack."""


@dataclass(frozen=True, slots=True)
class Code:
    """The parts of a code, each already in words."""

    parts: tuple[Piece, ...]


def classify(context: Context, at: int) -> Found[Code] | None:
    """Letters and digits joined, or with hyphens between."""
    match = _SHAPE.match(context.view, at)
    if match is None or context.view[at - 1 : at].isalnum():
        return None
    parts = [
        part for part in _PART.finditer(context.view, at, match.end()) if part.lastgroup != "hyphen"
    ]
    if is_interval(context, parts[0].end()) or is_pin_after(context, parts[0].end()):
        return None
    kinds = {part.lastgroup for part in parts}
    if "digits" not in kinds or len(kinds) < 2 or not _hindi_fits(parts, context):
        return None
    law = context.before(at) in cues("law")
    pieces = tuple(
        Piece(_words(parts, index, law=law), Span(*part.span())) for index, part in enumerate(parts)
    )
    return Found(Code(pieces), Span(*match.span()), "letters and digits")


@cache
def _letters() -> regex.Pattern[str]:
    return regex.compile(f"(?:{letter_pattern()}){{1,8}}")


def _hindi_fits(parts: list[regex.Match[str]], context: Context) -> bool:
    """Devanagari joined to digits must be letter names; with a hyphen it may be any word."""
    for before, part in zip([None, *parts], parts, strict=False):
        if part.lastgroup != "hindi" or before is None:
            continue
        hyphen = before.end() < part.start()
        if not hyphen and not _letters().fullmatch(part[0]):
            return False
    first = parts[0]
    joined = len(parts) > 1 and parts[1].start() == first.end()
    if first.lastgroup == "hindi" and joined:
        return bool(_letters().fullmatch(first[0]))
    return not (first.lastgroup == "hindi" and context.view[first.end() + 1 :][:1] == "-")


def _words(parts: list[regex.Match[str]], index: int, *, law: bool) -> str:
    part = parts[index]
    if part.lastgroup == "latin":
        if len(part[0]) <= 2:
            return spell(part[0])
        return speak_latin(part[0]).spoken
    if part.lastgroup == "hindi":
        return _hindi_words(part[0])
    return _number_words(parts, index, law=law)


def _hindi_words(word: str) -> str:
    """Letter names apart, other words as they are."""
    if word in by_first("not_initialisms") or not _letters().fullmatch(word):
        return word
    names = by_first("letter_names")
    letters = regex.findall(letter_pattern(), word)
    return " ".join(names[letter].cells[1] for letter in letters)


def _number_words(parts: list[regex.Match[str]], index: int, *, law: bool) -> str:
    """English for a single digit between letters (5G, H1N1), else Hindi."""
    digits = parts[index][0]
    whole, _, fraction = digits.partition(".")
    if fraction:
        return f"{cardinal(whole)} दशमलव {one_by_one(fraction)}"
    if not law and len(digits) == 1 and _among_letters(parts, index):
        return by_first("english_numbers")[digits].cells[1]
    if len(digits) == 4 and digits[:2] in ("18", "19", "20"):
        return year(digits)
    return one_by_one(digits) if len(digits) > 3 else cardinal(digits)


def _among_letters(parts: list[regex.Match[str]], index: int) -> bool:
    """Whether letters are joined to the digit (ACE2, H1N1) or it leads them (5G, 5-जी)."""
    if index:
        return parts[index - 1].end() == parts[index].start()
    following = parts[1]
    return following.lastgroup == "latin" or bool(_letters().fullmatch(following[0]))


def verbalize(code: Code) -> list[SpokenWord]:
    """कोविड उन्नीस; फ़ाइव जी; एच वन एन वन."""
    return [word for part in code.parts for word in spoken(part)]


CODE = handler("code", Start.DIGIT | Start.LATIN | Start.HINDI, classify, verbalize)


# --- lineages ----------------------------------------------------------------------------

_NUMBERS = r"(?:\.(?P<number>\d{1,4})){1,4}(?![\d\p{L}]|\.\d)"
_LATIN_LINEAGE = regex.compile(r"(?P<letters>[A-Z]{1,4})" + _NUMBERS)


@cache
def _hindi_lineage() -> regex.Pattern[str]:
    return regex.compile(rf"(?P<letters>{letter_pattern()}{{1,4}})" + _NUMBERS)


def classify_lineage(context: Context, at: int) -> Found[Code] | None:
    """``XBB.1.5``, ``B.1.617.2``: as English letters and digits, dots said."""
    hindi = not context.view[at].isascii()
    match = (_hindi_lineage() if hindi else _LATIN_LINEAGE).match(context.view, at)
    if match is None or context.view[at - 1 : at].isalnum():
        return None
    english = by_first("english_numbers")
    letters = (_hindi_words if hindi else spell)(match["letters"])
    parts = [Piece(letters, Span(*match.span("letters")))]
    for number, (start, end) in zip(match.captures("number"), match.spans("number"), strict=True):
        digits = " ".join(english[digit].cells[1] for digit in number)
        parts += [Piece("डॉट", Span(start - 1, start)), Piece(digits, Span(start, end))]
    return Found(Code(tuple(parts)), Span(*match.span()), "lineage")


LINEAGE = handler("code", Start.LATIN | Start.HINDI, classify_lineage, verbalize)


# --- vehicles ----------------------------------------------------------------------------

_LATIN_PLATE = regex.compile(
    r"(?P<state>[A-Z]{2})[ \-]?(?P<district>\d{1,2})[ \-]?"
    r"(?P<series>[A-Z]{1,3}(?:[ \-][A-Z]{1,2})?)[ \-]?(?P<number>\d{4})(?![\d\p{L}])"
)


@cache
def _hindi_plate() -> regex.Pattern[str]:
    letter = letter_pattern()
    return regex.compile(
        rf"(?P<state>{letter}{{2}})[ \-]?(?P<district>\d{{1,2}})[ \-]?"
        rf"(?P<series>{letter}{{1,3}})[ \-]?(?P<number>\d{{4}})(?![\d\p{{L}}])"
    )


def classify_plate(context: Context, at: int) -> Found[Code] | None:
    """An Indian vehicle's number: letters by name, the district a number, the rest digits."""
    hindi = not context.view[at].isascii()
    match = (_hindi_plate() if hindi else _LATIN_PLATE).match(context.view, at)
    if match is None or context.view[at - 1 : at].isalnum():
        return None
    letters = _hindi_words if hindi else spell
    words = (
        ("state", letters(match["state"])),
        ("district", cardinal(match["district"])),
        ("series", letters(match["series"])),
        ("number", one_by_one(match["number"])),
    )
    parts = tuple(Piece(said, Span(*match.span(name))) for name, said in words)
    return Found(Code(parts), Span(*match.span()), "vehicle")


PLATE = handler("vehicle", Start.LATIN | Start.HINDI, classify_plate, verbalize)
