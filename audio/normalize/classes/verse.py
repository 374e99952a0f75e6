"""Chapter and verse: ``यूहन्ना 3:16``, ``गीता 2.47``, ``॥४-७॥``, by the book or the bars."""

from __future__ import annotations

from audio import regex
from audio.normalize.context import HINDI, Context
from audio.normalize.handler import Before, Finding, Handler, Pieces, Start, Wording, speak_pieces
from audio.normalize.numbers.amount import read_scale
from audio.normalize.numbers.words import say_cardinal
from audio.normalize.tables_reader import index_spellings, read_cues
from audio.records import Span

_PURANA = regex.compile(
    r"(?P<number>\d{1,2})(?P<sign>,)(?P<number>\d{1,3})(?P<sign>\.)(?P<number>\d{1,3})(?!\d)"
)
"""Part, chapter and verse between bars: ``॥ 2,30.1 ॥``."""
_VERSE = regex.compile(
    r"(?P<number>\d{1,3})(?:(?P<sign>[:./])(?P<number>\d{1,3})){1,2}"
    r"(?:(?P<sign>[-,])(?P<number>\d{1,3}))?(?![\d%]|[-:.,/]\d)"
)
_HYPHENED = regex.compile(r"(?P<number>\d{1,3})(?P<sign>-)(?P<number>\d{1,3})(?![\d%]|[-:.,/]\d)")
_HYPHENED_LOOSELY = regex.compile(r"(?P<number>\d{1,3}) ?(?P<sign>-) ?(?P<number>\d{1,3})(?!\d)")
"""Between bars: ``॥ 60- 546 ॥``."""
_CUT_BEFORE = regex.compile(
    rf"(?r)(?<!{HINDI}|\.)(?P<cut>{HINDI}{{1,8}}\.(?: ?{HINDI}{{1,8}}\.){{0,3}})[ :,/-]{{0,2}}",
    regex.V1,
)
_SUTRA = regex.compile(
    r"(?<=\( ?)(?:(?P<number>[1-9]\d?)(?P<sign>\.)){2}(?P<number>[1-9]\d{0,2})(?= ?\))"
)
"""Three numbers alone in brackets: ``(6.1.77)`` of a rule of grammar."""
_BARS_BEFORE = regex.compile(r"(?r)(?:॥|\|\||। ?।) ?")
_BARS_AFTER = regex.compile(r" ?(?:॥|\|\||। ?।)")
_BOOK_ENDS = ("पनिषद", "संहिता", "पुराण", "स्मृति", "कांड", "काण्ड")
_SURA_BEFORE = regex.compile(r"(?r)(?<![\p{L}\p{M}])अ[लनतरशसज]-[\p{L}\p{M}]{3,12} ")
"""The name of a sura with its article: ``अल-बक़रा 2:286``."""
_EARLIER = regex.compile(
    r"(?r)(?P<verse>\d{1,3}[:.]\d{1,3}(?:-\d{1,3})?)(?:[,;] ?| (?:से|और|तथा|एवं|व|या) )"
)
"""The verse before another of the same book: ``गीता 2.47 और 3.5``."""
_MOST_BEFORE = 4
_REACH = 2
"""How many words before the numbers may name the book: ``गीता के 2.47 में``."""
_REACH_OF_SURA = 4
"""The same for a sura, whose name stands between: ``सूरह अल-बकरा 2:183``."""


def classify(context: Context, at: int) -> Finding[Pieces] | None:
    """Two or three numbers after the name of a book, and nothing that they count after."""
    inside = context.view[at - 1 : at] in (":", ".", "-", "/")
    if inside and not (_is_after_cut_book(context, at) or _is_joined_to_book(context, at)):
        return None
    match = _match_verse(context, at)
    if match is None or _is_counted(context, match.end()):
        return None
    hyphened = match.re.pattern in (_HYPHENED.pattern, _HYPHENED_LOOSELY.pattern)
    hyphened = hyphened and not _is_span(context, match)
    pieces = [
        Wording(say_cardinal(digits), Span(*span))
        for digits, span in zip(match.captures("number"), match.spans("number"), strict=True)
    ]
    pieces += [
        Wording("से" if sign == "-" and not hyphened else "", Span(*span))
        for sign, span in zip(match.captures("sign"), match.spans("sign"), strict=True)
    ]
    pieces.sort(key=lambda piece: piece.span)
    return Finding(tuple(pieces), Span(*match.span()), "chapter and verse")


def _is_span(context: Context, match: regex.Match[str]) -> bool:
    """``॥ १—३ ॥``: from one verse to another, by the length of the dash."""
    first, second = map(int, match.captures("number"))
    return first < second and context.text[match.start("sign")] in "–—"


def _match_verse(context: Context, at: int) -> regex.Match[str] | None:
    """Numbers between the bars that end a verse, or after the name of a book."""
    if match := _SUTRA.match(context.view, at):
        return match
    match = _VERSE.match(context.view, at) or _HYPHENED.match(context.view, at)
    if _BARS_BEFORE.match(context.view, 0, at):
        barred = _PURANA.match(context.view, at) or match
        barred = barred or _HYPHENED_LOOSELY.match(context.view, at)
        if barred and _BARS_AFTER.match(context.view, barred.end()):
            return barred
    if match is None:
        return None
    if match.re.pattern == _HYPHENED.pattern:
        books = read_cues("scripture") - read_cues("counted-verse")
        return match if context.find_word_before(at) in books else None
    colon = match.captures("sign")[0] == ":"
    for _ in range(_MOST_BEFORE):
        if _is_named(context, at, colon=colon):
            return match
        earlier = _EARLIER.match(context.view, 0, at)
        if earlier is None:
            break
        at = earlier.start()
    return None


def _is_named(context: Context, at: int, *, colon: bool) -> bool:
    """Whether the name of a book stands before, whole or cut short."""
    if _is_after_cut_book(context, at):
        return True
    books = read_cues("scripture")
    near = context.find_words_before(at, _REACH_OF_SURA)
    words = [word.rstrip("\u094d") for word in near[:_REACH]]
    sanskrit = any(word.endswith(_BOOK_ENDS) and word not in _BOOK_ENDS for word in words)
    canto = near[:1] and near[0] in _BOOK_ENDS and read_cues("canto").intersection(near[1:2])
    part = near[:1] and near[0].rstrip("ः") in read_cues("book-part")
    if colon and (
        _SURA_BEFORE.match(context.view, 0, at) or read_cues("gospel").intersection(near[:1])
    ):
        return True
    return bool(
        canto
        or sanskrit
        or (part and any(word in books or word.endswith(_BOOK_ENDS) for word in near))
        or books.intersection(near[:_REACH])
        or read_cues("sura").intersection(near)
    )


def _is_after_cut_book(context: Context, at: int) -> bool:
    """Whether a book's name cut short stands before: ``वा.रा. 1.2.15``, ``बा.का. 2.14``."""
    cut = _CUT_BEFORE.match(context.view, 0, at)
    row = index_spellings("abbreviations").get(cut["cut"].replace(" ", "")) if cut else None
    if row is None:
        return False
    last = row.cells[1].split()[-1]
    return last in read_cues("scripture") or last.endswith(_BOOK_ENDS)


def _is_joined_to_book(context: Context, at: int) -> bool:
    """``(गीता-2/47)``."""
    book = context.view[at - 1] == "-" and context.find_word_beside(at)
    return bool(book) and book in read_cues("scripture")


def _is_counted(context: Context, end: int) -> bool:
    """Whether a scale, a unit or a noun follows: ``गीता 2.5 लाख``, ``आयत 3:30 बजे``."""
    if read_scale(context, end) or index_spellings("units").find(context.view, end + 1):
        return True
    following = context.find_word_after(end)
    return following in read_cues("counted", "currency-word", "time-after", "per")


VERSE = Handler(
    "verse",
    "verse",
    Start.DIGIT,
    classify,
    speak_pieces,
    before=(
        Before("date", "अथर्ववेद 12/1/12 में", "अथर्ववेद बारह एक बारह में"),
        Before("fraction", "गीता 6/5 में", "गीता छह पाँच में"),
        Before("clock", "यूहन्ना 3:16 में", "यूहन्ना तीन सोलह में"),
        Before("ratio", "सूरह 2:255 पढ़ें", "सूरह दो दो सौ पचपन पढ़ें"),
        Before("range", "गीता 4.7-8 में", "गीता चार सात से आठ में"),
        Before("version", "ऋग्वेद 10.129.1 में", "ऋग्वेद दस एक सौ उनतीस एक में"),
        Before("decimal", "गीता 2.47 में", "गीता दो सैंतालीस में"),
    ),
)
