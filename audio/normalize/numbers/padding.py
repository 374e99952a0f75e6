"""Noughts that only fill a column: ``02 अक्टूबर``, ``कक्षा 09``."""

from __future__ import annotations

from audio import regex
from audio.normalize.context import Context
from audio.normalize.tables_reader import read_cues

_PADDED = regex.compile(r"0[1-9](?!\d|\.\d|,\d{3}| \d| ?[/:]\d)")
_COLUMN_BEFORE = regex.compile(r"(?r)\d ?[ .,/:+]|[+#]")
"""A number or a sign with which a zero is part of a list, an address or a code."""
_LISTED_BEFORE = regex.compile(
    r"(?r)(?<![\d.,/:+])(?:0[1-9]|[12]\d|3[01])(?:, ?(?:0[1-9]|[12]\d|3[01])){0,30}, ?"
)
"""Days with noughts that fill their column too: ``08,09,15 जुलाई``."""
_BRACKET_BEFORE = regex.compile(r"(?r)[\p{L}\p{M}.]\) ")
_ANOTHER_AFTER = regex.compile(r" ?- ?\d{1,2} \p{L}|, ?(?:0[1-9]|[12]\d|3[01])(?![\d./:])")
"""The end of a range, or the next day of a list: ``02-04 लोग``, ``08,09``."""
_ITEM_AFTER = regex.compile(r"[.)] ?\p{Devanagari}")
_CODED = regex.compile(r"\p{Lu}+|\p{Latin}")


def is_padded(context: Context, match: regex.Match[str]) -> bool:
    """Whether the zero of two digits only fills a column: ``02 अक्टूबर``, ``कक्षा 09``.

    Not in a code or an address, nor without a word on either side.
    """
    start, end = match.span()
    if match[0] != match["whole"] or not _PADDED.fullmatch(context.view, start, end):
        return False
    listed = _LISTED_BEFORE.match(context.view, 0, start)
    column = _COLUMN_BEFORE.match(context.view, 0, start) and not listed
    if column or not _PADDED.match(context.view, start):
        return False
    before = context.find_words_before(start, 2)
    if not read_cues("coded", "phone", "helpline", "code").isdisjoint(before):
        return False
    if before and _CODED.fullmatch(before[0]):
        return False
    return bool(
        listed
        or before
        or context.find_word_after(end)
        or _ANOTHER_AFTER.match(context.view, end)
        or _BRACKET_BEFORE.match(context.view, 0, start)
        or (not context.view[:start].strip() and _ITEM_AFTER.match(context.view, end))
    )
