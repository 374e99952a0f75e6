"""Hashtags and handles: ``#मेरादेश``, ``@PMOIndia``, ``#T20WorldCup``."""

from __future__ import annotations

from functools import cache

from audio import regex
from audio.normalize.classes.electronic import PIECE, find_english_number
from audio.normalize.context import HINDI, Context
from audio.normalize.english.glued_words import (
    say_beside_name,
    say_glued_words,
    say_letters_among_words,
    say_name_first,
)
from audio.normalize.english.latin_words import speak_latin, spell
from audio.normalize.english.reading import LatinReading
from audio.normalize.english.roman_hindi import is_roman_hindi, say_roman_hindi
from audio.normalize.english.words import is_speakable
from audio.normalize.handler import Before, Finding, Handler, Pieces, Start, Wording, speak_pieces
from audio.normalize.numbers.words import say_cardinal, say_digits, say_year
from audio.normalize.tables_reader import index_rows, index_spellings
from audio.records import Span

_TAG = regex.compile(
    rf"[#@](?=[\p{{L}}_]|\d+[\p{{L}}_])(?:[\p{{Latin}}\d_]|{HINDI}){{1,100}}(?:\.\d(?![\d.]))?"
    r"(?:(?<=@[\w.]{1,40})\.[a-z_][\p{Latin}\d_]*+){0,3}",
    regex.V1,
)
_TAG_BEFORE = regex.compile(rf"(?r)(?:\A|[\s(#])#(?:[\p{{Latin}}\d_]|{HINDI}){{2,60}}", regex.V1)
"""A tag onto which another is written: ``#हिंदी#दिवस``."""
_CALLED_BEFORE = regex.compile(r"(?r)(?:हैशटैग|हैश टैग|[Hh]ash ?tag):? ?")
_NEVER_BEFORE_GIVE = frozenset(("to", "just", "must", "lets", "let", "never", "always", "may"))
_WORD_BEFORE = regex.compile(r"(?r)(?P<word>[a-z]{2,12}|[A-Z][a-z]{1,11})_?")
_MARKS = {"#": "हैशटैग", "@": "ऐट"}
_NAMES = {"#": "hashtag", "@": "handle"}
_SIGNS = {**_MARKS, ".": "दशमलव", "2": "टू", "4": "फ़ॉर"}
"""The digits stand for English words between others: ``BJP4India``."""
_SHORTEST_GIVEN = 5
_YEAR = regex.compile(r"1[1-9]\d\d")
_GUESSES = (
    "letter-to-sound", "Indian name", "romanized Hindi", "Roman Hindi by its letters", "parted",
)  # fmt: skip


@cache
def _compile_tag_part() -> regex.Pattern[str]:
    """As in addresses, but teams apart (``INDvsPAK``), ``T20`` a word and ``4`` one in others."""
    teams = r"(?P<latin>\p{Lu}{2,4}(?=(?:[vV]s|v)\p{Lu}{2})|(?:[vV]s|(?<=\p{Lu}{2})v)(?=\p{Lu}))"
    code = r"(?P<code>(?:T|G|g|t)20(?!\d))"
    joint = r"(?P<joint>(?<=\p{Latin}{3})[24](?=\p{Lu}(?:\p{Ll}|\p{Lu})))"
    office = r"(?P<latin>(?!No)\p{Lu}o\p{Lu}{1,5}(?![\p{Ll}]))"  # MoHFW, MoD
    return regex.compile(f"{code}|{joint}|{teams}|{office}|{PIECE.pattern}", regex.V1)


def classify_tag(context: Context, at: int) -> Finding[Pieces] | None:
    """``#मेरादेश`` and ``@PMOIndia``."""
    match = _TAG.match(context.view, at)
    if match is None or (
        context.view[at - 1 : at].isalnum() and not _TAG_BEFORE.match(context.view, 0, at)
    ):
        return None
    abbreviation = index_spellings("abbreviations").find(context.view, at + 1)
    if abbreviation and abbreviation[1] > match.end():
        return None
    mark = "" if _CALLED_BEFORE.match(context.view, 0, at) else _MARKS[match[0][0]]
    whole = speak_latin(match[0][1:]) if match[0][1:].isascii() else None
    if whole and regex.fullmatch(r"english\.tsv:\d+", whole.rule):
        name = Wording(whole.spoken, Span(at + 1, match.end()))
        parts = (Wording(mark, Span(at, at + 1)), name)
        return Finding(parts, Span(*match.span()), _NAMES[match[0][0]])
    pieces = tuple(_compile_tag_part().finditer(context.view, at, match.end()))
    hindi = is_roman_hindi(" ".join(piece[0] for piece in pieces if piece["latin"]))
    read = [
        LatinReading("दो", "give") if _is_give(piece) else _read_piece(piece, hindi=hindi)
        for piece in pieces
    ]
    said = (
        Wording(mark, Span(at, at + 1)),
        *(
            Wording(reading.spoken, Span(*piece.span()))
            for reading, piece in zip(read[1:], pieces[1:], strict=True)
        ),
    )
    guessed = any(reading.rule in _GUESSES for reading in read)
    rule = f"{_NAMES[match[0][0]]}{' with a word by its letters' if guessed else ''}"
    return Finding(said, Span(*match.span()), rule)


def _is_give(piece: regex.Match[str]) -> bool:
    """Whether a tag ends in a demand, ``#modi_rojgar_do``, and is not English: ``#what_to_do``."""
    if piece[0].lower() != "do" or piece.end() != piece.endpos:
        return False
    before = _WORD_BEFORE.match(piece.string, 0, piece.start())
    word = before["word"].lower() if before else "to"
    return word not in _NEVER_BEFORE_GIVE and word not in index_rows("english_stopwords")


def _read_piece(piece: regex.Match[str], *, hindi: bool) -> LatinReading:
    """Words as words, numbers as numbers; underscores silent.

    With ``hindi`` they are Hindi in Latin letters: ``MannKiBaat``.
    """
    match piece.lastgroup:
        case "latin":
            if hindi and not piece[0].isupper():
                return say_roman_hindi(piece[0].lower())
            return _read_word(piece[0])
        case "digits":
            return LatinReading(find_english_number(piece) or _say_number(piece[0]), "number")
        case "code":
            row = index_spellings("fixed").get(piece[0].upper())
            return LatinReading(row.cells[1], row.place) if row else LatinReading("", "")
        case "hindi":
            return LatinReading(piece[0], "word")
    in_name = piece[0] == "." and not piece.string[piece.end() : piece.end() + 1].isdigit()
    return LatinReading("डॉट" if in_name else _SIGNS.get(piece[0], ""), "sign")  # @virat.kohli


def _say_number(digits: str) -> str:
    """A count or a year, ``#Vijay1999``; digits if it is long, as in names that machines gave."""
    if len(digits) >= _SHORTEST_GIVEN:
        return say_digits(digits)
    return say_year(digits) if _YEAR.fullmatch(digits) else say_cardinal(digits)


def _read_word(word: str) -> LatinReading:
    """One word of a tag, or several in small letters; ``vs`` between two teams."""
    if word in ("vs", "Vs", "VS", "v"):
        return LatinReading("बनाम", "teams")
    if (row := index_rows("address_words").get(word.lower())) and row.cells[1]:
        return LatinReading(row.cells[1], row.place)
    reading = speak_latin(word)
    shouted = word.isupper() and reading.rule in _GUESSES
    if (word.isupper() and not shouted) or (
        " + " not in reading.rule
        and reading.rule.startswith(("english.tsv:", "acronym", "cmudict", "spelled"))
    ):
        return reading
    return _read_unlisted(word.lower(), reading)


def _read_unlisted(small: str, reading: LatinReading) -> LatinReading:
    """A word in no table: several in one, a name with its title, Hindi, else as it was read."""
    if glued := say_glued_words(small):
        return LatinReading(glued, "words")
    if named := say_name_first(small):
        return LatinReading(named, "parted")
    if (title := _TITLE.match(small)) and (name := _read_word(small[title.end() :])).spoken:
        return LatinReading(f"{_TITLES[title[0]]} {name.spoken}", name.rule)
    if reading.rule in _GUESSES and (parted := _part(small)):
        return LatinReading(parted, "parted")
    if reading.rule in ("romanized Hindi", "Indian name"):
        hindi = say_roman_hindi(small)
        return hindi if hindi.rule not in _GUESSES else LatinReading(hindi.spoken, reading.rule)
    return reading


def _part(small: str) -> str:
    """A name beside another or among letters; letters alone if nobody could say them."""
    parted = say_beside_name(small) or say_letters_among_words(small)
    return parted or ("" if is_speakable(small) else spell(small))


_TITLES = {
    "dr": "डॉक्टर",
    "adv": "एडवोकेट",
    "prof": "प्रोफ़ेसर",
    "capt": "कैप्टन",
    "shri": "श्री",
    "smt": "श्रीमती",
    "swami": "स्वामी",
    "acharya": "आचार्य",
}
_TITLE = regex.compile(
    r"(?:dr(?=[b-df-hj-np-tv-z])|adv|prof|capt|shri|smt|swami|acharya)(?=[a-z]{5})"
)
"""What persons put before their names in handles: ``drharshvardhan``."""


TAG = Handler(
    "tag",
    "tag",
    Start.SIGN,
    classify_tag,
    speak_pieces,
    before=(Before("symbol", "#मेराशहर", "हैशटैग मेराशहर"),),
)
