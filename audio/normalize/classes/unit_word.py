"""Unit signs without a number in digits before them: ``किमी``, ``प्रति km``, ``पाँच kg``."""

from __future__ import annotations

from audio import regex
from audio.normalize.classes.measure import DOTTED, is_of_liquid, read_per_unit
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
from audio.normalize.tables_reader import index_spellings, read_cues

_CAPITAL = regex.compile(r"[A-Z]")
_PAID_BEFORE = regex.compile(r"(?r)\d ?(?:रु|रू)\. ")
"""``30 रु. किग्रा``: what is paid for so much."""
_COUNT_BEFORE = regex.compile(r"(?r)(?:[①-⑳⑴-⒛❶-❿➀-➓]|(?<![\p{L}\p{M}])[IVX]{2,5}) |\d:\d{1,4} ?")
"""A count that is no plain number: ``② किमी``, ``II किमी``, the shares ``120:60:40 किग्रा``."""
_NUMBER_BEFORE = regex.compile(r"(?r)\p{Nd} ?")
_HINDI_PART = regex.compile(rf"{HINDI}+", regex.V1)
_UNDOTTED = regex.compile(rf"{HINDI}++(?= {HINDI})", regex.V1)


def _is_name(context: Context, at: int, end: int, *, counted: bool) -> bool:
    """Whether a unit's undotted sign is a name, as in ``किमी यो-जोंग``: no number, no length."""
    match = _UNDOTTED.match(context.view, at)
    if match is None or match.end() != end or _NUMBER_BEFORE.match(context.view, 0, at):
        return False
    word = _HINDI_PART.match(context.find_word_after(end))
    following = word[0] if word else ""
    if counted or following in read_cues("length-after"):
        return False
    return following == "ने" or following not in read_cues("postposition")


def classify(context: Context, at: int) -> Finding[Wording] | None:
    """A sign of ``units.tsv`` that stands for its word alone, or after a word that counts."""
    found = index_spellings("units").find(context.view, at)
    if found is None:
        return None
    row, end = found
    glued = DOTTED.fullmatch(context.view, at, end) and not context.view[at - 1 : at].isalnum()
    if context.is_joined(at, end) and not glued:
        return None
    before = "" if context.view[at - 2 : at] == "  " else context.find_word_beside(at)
    paid = _PAID_BEFORE.match(context.view, 0, at)
    count = paid or _COUNT_BEFORE.match(context.view, 0, at)
    counted = bool(count) or before in read_cues("unit-before")
    if _CAPITAL.fullmatch(context.view, at, end) or _is_name(context, at, end, counted=counted):
        return None  # पाँच V आकार के निशान
    if not (counted or "alone" in row.cells[3]) or (
        "liquid" in row.cells[3] and not is_of_liquid(context, at, end)
    ):
        return None
    per = read_per_unit(context, end)
    one = context.find_word_beside(at) in ("एक", "आधा", "चौथाई", "डेढ़")
    name = f"प्रति {row.cells[1]}" if paid else row.cells[1 if one else 2]
    words = f"{name} {per.words}" if per else name
    return find_wording(words, (at, per.span.end if per else end), f"unit {row.place}")


UNIT_WORD = Handler(
    "unit_word",
    "measure",
    Start.HINDI | Start.LATIN,
    classify,
    speak_wording,
    gate=Gate(tables=("units",), signs="."),
    before=(
        Before("initialism", "एक सौ एमबीपीएस", "एक सौ एम बी पी एस"),
        Before("dotted_word", "कि.मी. का पत्थर", "किलोमीटर का पत्थर"),
        Before("latin", "पाँच kg आटा", "पाँच किलोग्राम आटा"),
    ),
)
