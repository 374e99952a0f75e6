"""Numbers of vehicles: ``MP09 CX 4471``, ``यू.पी.-14-ई.के.-9090``, ``एच आर 73 ए 7992``."""

from __future__ import annotations

from functools import cache

from audio import regex
from audio.normalize.context import Context
from audio.normalize.english.latin_words import spell
from audio.normalize.gate import Gate
from audio.normalize.handler import Before, Finding, Handler, Pieces, Start, Wording, speak_pieces
from audio.normalize.letter_names import build_letter_pattern, say_letter_names
from audio.normalize.numbers.words import say_cardinal, say_digits
from audio.records import Span

_LATIN_PLATE = regex.compile(
    r"(?P<state>[A-Z]{2})[ \-/]?(?P<district>\d{1,2})[ \-/]?"
    r"(?P<series>[A-Z]{1,3}(?:[ \-][A-Z]{1,2})?)[ \-/]?(?P<number>\d{4})(?![\d\p{L}])"
)


_HINDI_SHAPE = regex.compile(
    r"[\p{Devanagari}\p{M}. ]{2,24}+[ \-/]{0,3}\d{1,2}[ \-/]{0,3}"
    r"[\p{Devanagari}\p{M}. ]{1,32}+[ \-/]{0,3}\d{4}(?![\d\p{L}])"
)
"""What any plate in Hindi looks like: to compile the letters' names takes as long as to read a
page, and few pages hold a plate."""


@cache
def _compile_hindi_plate() -> regex.Pattern[str]:
    letter, gap = build_letter_pattern(), r"[ \-/]{0,3}"
    return regex.compile(
        rf"(?P<state>{letter}[. ]?{letter}\.?){gap}(?P<district>\d{{1,2}}){gap}"
        rf"(?P<series>{letter}(?:[. ]?{letter}){{0,2}}\.?){gap}(?P<number>\d{{4}})(?![\d\p{{L}}])"
    )


def classify(context: Context, at: int) -> Finding[Pieces] | None:
    """An Indian vehicle's number: letters by name, the district a number, the rest digits."""
    hindi = not context.view[at].isascii()
    if hindi and not _HINDI_SHAPE.match(context.view, at):
        return None
    match = (_compile_hindi_plate() if hindi else _LATIN_PLATE).match(context.view, at)
    if match is None or context.view[at - 1 : at].isalnum():
        return None
    letters = say_letter_names if hindi else spell
    words = (
        ("state", letters(match["state"].replace(".", ""))),
        ("district", say_cardinal(match["district"])),
        ("series", letters(match["series"].replace(".", ""))),
        ("number", say_digits(match["number"])),
    )
    parts = tuple(Wording(said, Span(*match.span(name))) for name, said in words)
    return Finding(parts, Span(*match.span()), "vehicle")


PLATE = Handler(
    "plate",
    "vehicle",
    Start.LATIN | Start.HINDI,
    classify,
    speak_pieces,
    gate=Gate(("letter_names",), signs=".", letters=True),
    before=(
        Before("code", "MP09 CX 4471 की कार", "एम पी शून्य नौ सी एक्स चार चार सात एक की कार"),
        Before("dotted", "यू.पी.-14-ई.के.-9090 कार", "यू पी चौदह ई के नौ शून्य नौ शून्य कार"),
    ),
)
