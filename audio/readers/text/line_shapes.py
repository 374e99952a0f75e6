"""What a typed line looks like by itself: an item, a field, an address, a sentence, a heading."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto
from itertools import groupby, pairwise

from audio import regex
from audio.hindi.dates import number_months
from audio.readers.article.pieces import LIST_MARK, ends_like_sentence, is_heading_like

_FIELD = regex.compile(r"[^\s:]++(?: [^\s:]++){0,3}+ ?:(?:[-–] ?| )\S|[\p{L}\p{M}]++:(?=\p{L})")
"""`नाम: राम`, `जन्म तिथि : 5 मई`, `पद :- सचिव`; not `सुबह 7:30 बजे`."""
_LONGEST_FIELD = 60
"""Code points of a field that ends in a danda."""
_LOOSE_MARK = regex.compile(
    r"(?P<number>\p{Nd}{1,2}) ?(?::-|[-–:])(?! ?\p{Nd}) ?"
    r"|(?P<letter>[\u0904-\u0939]|[a-zA-Z])[.:-] ?(?=\p{L})"
    r"|(?P<o>o )(?=\p{Devanagari})"
    r"|(?P<bullet>(?:[👉✅☑✔📌🔸🔹🔶🔷🔘➡▶🔴🟢⭐🌟💠⚫][\ufe0f🏻-🏿]*+ ?)++)"
    r"|(?P<emoji>\p{Extended_Pictographic})"
)
"""What opens an item only where the line before or after is opened likewise: `क. पहला`, `1- पहला`,
`👉 पहला`; not `ए. पी. जे. कलाम`."""
_TYPED_BULLET = regex.compile(r"\s*+[oO§üØvq·\uf0a7\uf0b7\uf0d8\uf0fc][\t\u2003]\s*+")
"""What Word's bullets become where they are pasted: letters of Wingdings, and a tabulator."""
_KEYCAP = regex.compile(r"^\s*+(\p{Nd})\ufe0f?+\u20e3[ .)]*+(?=\S)")
_EMOJI_END = regex.compile(r"[\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f\u200d]\s*+$")
_CONTACT = regex.compile(r"\S@\S|https?://|www\.|\p{Nd}{6}|\p{Nd}{3}[ -]\p{Nd}{3}")
"""A PIN code, a telephone number, an address on the network."""
_PLACE = regex.compile(
    r"(?<!\p{L})(?:मकान|गली|वार्ड|मोहल्ला|मुहल्ला|पोस्ट|डाकघर|तहसील|थाना|जनपद|ज़िला|जिला|कॉलोनी|कालोनी|नगर|"
    r"मार्ग|रोड|सेक्टर|भवन|ब्लॉक|चौक|विहार|प्रदेश)(?![\p{L}\p{M}])"
)
_DATE = regex.compile(r"(?<!\p{N})\p{Nd}{1,2}(?:वीं)? (?P<month>[\p{L}\p{M}]++),? \p{Nd}{2,4}$")
_DAY = regex.compile(r"\p{Nd}{1,2}([/.-])\p{Nd}{1,2}\1\p{Nd}{2,4}$")
_VERB = regex.compile(
    r"(?<![\p{L}\p{M}])(?:है|हैं|हूँ|हूं|था|थे|थी|थीं|चाहिए|चाहिये|करें|दें|लें|रखें|रहें|पढ़ें|देखें|भेजें|आएँ|आएं|"
    r"जाएँ|जाएं|लाएँ|लाएं|[\p{L}\p{M}]{2,}(?:ऊँगा|ऊंगा|ूँगा|ूंगा|ूँगी|ूंगी|ेगा|ेगी|ेंगे|ेंगी|एगा|एगी|एँगे|एंगे|एँगी|एंगी|ोगे|"
    r"ोगी|िए|िये|इए|इये))$"
)
"""What ends a sentence and hardly ever a heading."""
_PAST = regex.compile(
    r"(?<![\p{L}\p{M}])(?:गया|गई|गयी|गए|गये|दिया|दिए|लिया|लिए|किया|किए|हुआ|हुई|हुए|कहा|बताया|आया|आई|"
    r"आए|पाया|पाई|लगा|लगी|लगे)$"
)
_PAST_WORDS = 5
"""A line of so many words in the past tense is a sentence; a shorter one may head."""
_ASKS = regex.compile(
    r"(?<![\p{L}\p{M}])(?:क्या|कैसे|कैसा|कैसी|क्यों|कब|कौन|कहाँ|कहां|कितना|कितनी|कितने|किस|किसे|किसने)"
    r"(?![\p{L}\p{M}])"
)


class LineShape(Enum):
    """What a line looks like."""

    ITEM = auto()
    FIELD = auto()
    """A short `label: value`, with others like it."""
    SHORT = auto()
    LONG = auto()


def clean_line(line: str) -> str:
    """``line`` without white space around it, its pasted bullet as `•`, `1️⃣` as `1.`."""
    if "\t" in line or "\u2003" in line:
        line = _TYPED_BULLET.sub("• ", line, count=1)
    if "\u20e3" in line:
        line = _KEYCAP.sub(r"\1. ", line, count=1)
    return " ".join(line.split())


def find_marks(lines: Sequence[str]) -> list[int | None]:
    """Where the text of each line's item begins, 0 if it says its number; None for no item."""
    found: list[int | None] = [_find_mark(line) for line in lines]
    at = 0
    for kind, run in groupby(lines, _name_loose_mark):
        length = len(list(run))
        if kind and length > 1:
            for sequence in _split_sequences(lines, range(at, at + length), kind):
                for index in sequence if len(sequence) > 1 else ():
                    found[index] = _find_loose_text(lines[index])
        at += length
    return found


def is_item(line: str) -> bool:
    """Whether ``line`` opens an item, or would beside another like it."""
    return LIST_MARK.match(line) is not None or _LOOSE_MARK.match(line) is not None


def classify_lines(lines: Sequence[str], marks: Sequence[int | None]) -> list[LineShape]:
    """The shape of each line; one field by itself is ``SHORT``, or ``LONG`` when it has a stop."""
    shapes = [
        _classify_line(line) if mark is None else LineShape.ITEM
        for line, mark in zip(lines, marks, strict=True)
    ]
    at = 0
    for is_of_fields, run in groupby(map(_is_field, lines)):
        span = range(at, at + len(list(run)))
        at = span.stop
        if is_of_fields and len(span) > 1 and any(is_heading_like(lines[i]) for i in span):
            for index in span:
                if shapes[index] is not LineShape.ITEM:
                    shapes[index] = LineShape.FIELD
    return shapes


def may_head(line: str) -> bool:
    """Whether a short line could be a heading: no address, no date, no sentence without a stop."""
    if _EMOJI_END.search(line) or _CONTACT.search(line) or _is_date(line):
        return False
    if "," in line and (_PLACE.search(line) or line.count(",") > 1):
        return False
    is_quoted = ":" in line  # पुतिन: हम साथ हैं
    return is_quoted or bool(_ASKS.search(line)) or not _is_sentence(line)


def _find_mark(line: str) -> int | None:
    mark = LIST_MARK.match(line)
    return None if mark is None else 0 if mark["number"] else mark.end()


def _name_loose_mark(line: str) -> str:
    mark = _LOOSE_MARK.match(line)
    name = mark.lastgroup if mark else None
    return "emoji" if name == "bullet" else name or ""


def _find_loose_text(line: str) -> int:
    mark = _LOOSE_MARK.match(line)
    return mark.end() if mark and (mark["o"] or mark["bullet"]) else 0


def _split_sequences(lines: Sequence[str], span: range, kind: str) -> list[list[int]]:
    """``span`` cut where a number is not the next, or a letter is the same again."""
    sequences: list[list[int]] = [[span.start]]
    for before, index in pairwise(span):
        if _goes_on(lines[before], lines[index], kind):
            sequences[-1].append(index)
        else:
            sequences.append([index])
    return sequences


def _goes_on(before: str, line: str, kind: str) -> bool:
    first, second = _LOOSE_MARK.match(before), _LOOSE_MARK.match(line)
    if not first or not second or kind not in {"number", "letter"}:
        return True
    if kind == "number":
        return int(second["number"]) == int(first["number"]) + 1
    return 0 < ord(second["letter"]) - ord(first["letter"]) < 6  # क ख ग, अ इ, अ आ


def _is_field(line: str) -> bool:
    if not _FIELD.match(line):
        return False
    is_ended = line[-1:] in "।." and len(line) <= _LONGEST_FIELD
    return is_heading_like(line.rstrip("।.") if is_ended else line)


def _classify_line(line: str) -> LineShape:
    return LineShape.SHORT if is_heading_like(line) else LineShape.LONG


def _is_date(line: str) -> bool:
    if _DAY.search(line):
        return True
    found = _DATE.search(line)
    return found is not None and found["month"].casefold() in number_months()


def _is_sentence(line: str) -> bool:
    if ends_like_sentence(line) or _VERB.search(line):
        return True
    is_long = len(line.split()) >= _PAST_WORDS
    return is_long and (" ने " in line or _PAST.search(line) is not None)
