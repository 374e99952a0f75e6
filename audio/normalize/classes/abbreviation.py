"""Abbreviations of a closed list, each only before the kind of word it belongs to."""

from __future__ import annotations

from audio import regex
from audio.hindi.long_names import find_long_name
from audio.normalize.context import HINDI, Context
from audio.normalize.gate import Gate
from audio.normalize.handler import (
    Before,
    Finding,
    Handler,
    Start,
    Wording,
    find_wording,
    speak_wording,
)
from audio.normalize.neighbours import NUMBER_AFTER, holds
from audio.normalize.tables_reader import TableRow, index_spellings, read_cues

_GOES_ON = regex.compile(rf"{HINDI}{{1,3}}\.", regex.V1)
_LONG_CHAIN = regex.compile(rf"(?:{HINDI}{{1,3}}+\.){{2}}", regex.V1)
_CHAIN = regex.compile(
    rf"(?P<part>{HINDI}{{1,6}}+\.)(?: ?(?P<part>{HINDI}{{1,6}}+\.)){{1,7}}", regex.V1
)
"""Short parts with dots: ``रा.उ.मा. वि.``."""
_MOST_ROWS = 3
"""Of how many rows a chain may be made."""
_SYLLABLE = r"[\u0905-\u0914\u0915-\u0939\u093c][\u0901-\u0903\u093c\u093e-\u094c]{0,2}+"
_CONJUNCT = r"[\u0915-\u0939](?:\u094d[\u0915-\u0939])?+[\u0901-\u0903\u093c\u093e-\u094c]{0,2}+"
"""A syllable that may begin with two consonants: प्र, श्री."""
_SYLLABLES = regex.compile(rf"(?:{_SYLLABLE}\. ?)+(?<=\.)")
_SYLLABLE_BEFORE = regex.compile(
    rf"(?r)(?<!{HINDI})(?P<part>{_SYLLABLE.removesuffix('+')})\. ?", regex.V1
)
_SYLLABLE_AFTER = regex.compile(rf" ?(?P<part>{_SYLLABLE}|{_CONJUNCT})\. ?{HINDI}", regex.V1)
_SPACED_PAIR = regex.compile(rf"{HINDI}{{1,3}}\. {HINDI}{{1,3}}\.", regex.V1)
_BEFORE_INITIALS = frozenset(("डॉ.", "डा.", "प्रो.", "पं.", "इं.", "इंजी.", "एड.", "मो.", "कु."))
"""Titles that may be written onto initials: ``डा.आर.पी.शाही``."""


def classify(context: Context, at: int) -> Finding[Wording] | None:
    """The longest abbreviation at ``at`` whose condition holds (``neighbours.holds``)."""
    if context.view[at - 1 : at].isalpha() and context.is_joined(at, len(context.view)):
        return None
    found = find_row(context.view, at)
    if found is None:
        return None
    row, end = found
    if _is_initial(context, at, end) and not _is_certain(context, row, at, end):
        return _read_initial(context, at, end)
    if not is_whole(context.view, end) and (
        context.view.count(".", at, end) > 1
        or (context.view[at:end] not in _BEFORE_INITIALS and _LONG_CHAIN.match(context.view, end))
    ):
        return None
    for reading, condition in zip(row.cells[1].split("|"), row.cells[2].split("|"), strict=True):
        if holds(context, condition, at, end):
            return find_wording(reading, (at, end), f"abbreviation {row.place}")
    return None


def find_row(view: str, at: int) -> tuple[TableRow, int] | None:
    """The longest spelling of the table, with or without spaces between its parts."""
    table = index_spellings("abbreviations")
    found = table.find(view, at)
    chain = _CHAIN.match(view, at)
    for end in reversed(chain.ends("part")) if chain else ():
        if found and found[1] >= end:
            return found
        if (row := table.get(view[at:end].replace(" ", ""))) and " " in view[at:end]:
            return row, end
    return found


def is_whole(view: str, end: int) -> bool:
    """Whether no chain goes on at ``end`` but what rows have: ``उ.प्र.`` in ``उ.प्र.लो.से.आ.``.

    In ``अ.भा.वि.स.क.`` the first two parts are only the start of a longer one, in no row.
    """
    for _ in range(_MOST_ROWS):
        if not _GOES_ON.match(view, end):
            return True
        name, row = find_long_name(view, end), find_row(view, end)
        if name:
            end = name[-1].end
        elif row and view.count(".", end, row[1]) > 1:
            end = row[1]
        else:
            return False
    return False


def _is_certain(context: Context, row: TableRow, at: int, end: int) -> bool:
    """Whether the very word stands beside that a reading asks for: ``बी.ए. द्वि. वर्ष``."""
    listed = (
        cell for cell in row.cells[2].split("|") if regex.match(r"@|\p{Devanagari}|lettered$", cell)
    )
    return any(holds(context, condition, at, end) for condition in listed)


def _read_initial(context: Context, at: int, end: int) -> Finding[Wording] | None:
    """The syllable without its dot; a chain of several is left to the dotted syllables."""
    if _SPACED_PAIR.fullmatch(context.view, at, end):
        words = context.text[at:end].replace(".", "")
        return find_wording(words, (at, end), "initials")
    if context.view.count(".", at, end) > 1 or _DOTTED_WORD.match(context.view, at):
        return None
    return find_wording(context.text[at : end - 1], (at, end), "initial")


def _is_initial(context: Context, at: int, end: int) -> bool:
    """Whether it is one syllable in a chain of initials: ``रा. मा. शर्मा``, ``वि. स. खांडेकर``."""
    titles, written = read_cues("title"), context.view[at:end]
    titled = context.find_word_beside(at) in titles
    if titled and _SPACED_PAIR.fullmatch(context.view, at, end):
        return True  # श्री म. प्र. द्विवेदी
    if not _SYLLABLES.fullmatch(context.view, at, end):
        return False
    if written in read_cues("never-initial"):
        return False
    if written.count(".") > 1:
        following = context.find_word_after(end)
        known = read_cues("postposition", "assembly")
        return written == "वि. स." and bool(following) and following not in known
    before = _SYLLABLE_BEFORE.match(context.view, 0, at)
    if before and f"{before['part']}." not in titles and not NUMBER_AFTER.match(context.view, end):
        return True
    after = _SYLLABLE_AFTER.match(context.view, end)
    mere = titled or written in read_cues("may-be-initial")
    return mere and after is not None and f"{after['part']}." not in titles | {"नं.", "न."}


_DOTTED_WORD = regex.compile(
    rf"(?P<part>{HINDI}{{1,3}}+(?!{HINDI}))\.(?:(?P<part>{HINDI}{{1,3}}+(?!{HINDI}))\.){{1,6}}"
    rf"|(?P<part>{_SYLLABLE})\. ?(?P<part>{_SYLLABLE}|{_CONJUNCT})\.(?: ?(?P<part>{_SYLLABLE})\.)?"
    rf"(?= (?:{HINDI}{{4}}|\d|[A-Z]))",
    regex.V1,
)


def classify_dotted(context: Context, at: int) -> Finding[Wording] | None:
    """Short syllables with dots and no spaces, in no table, each a word: ``ग.म.`` is ग म.

    Of ``क.वि.प्रा.`` the first is one, and the others are left to their name.
    """
    match = _DOTTED_WORD.match(context.view, at)
    if match is None or "डॉ" in match.captures("part"):
        return None
    first, *rest = match.captures("part")
    end = match.starts("part")[1]
    if len(rest) > 1 and find_long_name(context.view, end):
        return find_wording(first, (at, end), "dotted syllables")
    return find_wording(" ".join((first, *rest)), match.span(), "dotted syllables")


DOTTED_WORD = Handler(
    "dotted_word", "abbreviation", Start.HINDI, classify_dotted, speak_wording, gate=Gate(signs=".")
)
ABBREVIATION = Handler(
    "abbreviation",
    "abbreviation",
    Start.HINDI | Start.LATIN,
    classify,
    speak_wording,
    gate=Gate(tables=("abbreviations",), signs="."),
    before=(
        Before("dotted", "ई.पू. 300 में", "ईसा पूर्व तीन सौ में"),
        Before("latin", "Dr. सिंह", "डॉक्टर सिंह"),
        Before("roman_hindi", "Galaxy Tab S9", "गैलेक्सी टैब एस नाइन"),
        Before("cut_word", "औचक निरी. किया", "औचक निरीक्षण किया"),
    ),
)
