"""Unit signs without a number in digits before them: ``किमी``, ``प्रति km``, ``पाँच kg``."""

from __future__ import annotations

from audio.normalize.classes.measure import is_of_liquid, read_per_unit
from audio.normalize.context import Context
from audio.normalize.gate import Gate
from audio.normalize.handler import Before, Finding, Handler, Start, Wording, speak_wording
from audio.normalize.tables_reader import index_spellings, read_cues
from audio.records import Span


def classify(context: Context, at: int) -> Finding[Wording] | None:
    """A sign of ``units.tsv`` that stands for its word alone, or after a word that counts."""
    found = index_spellings("units").find(context.view, at)
    if found is None or context.is_joined(at, found[1]):
        return None
    row, end = found
    counted = "alone" in row.cells[3] or context.find_word_beside(at) in read_cues("unit-before")
    if not counted or ("liquid" in row.cells[3] and not is_of_liquid(context, at, end)):
        return None
    per = read_per_unit(context, end)
    one = context.find_word_beside(at) in ("एक", "आधा", "चौथाई", "डेढ़")
    name = row.cells[1 if one else 2]
    words = f"{name} {per.words}" if per else name
    span = Span(at, per.span.end if per else end)
    return Finding(Wording(words, span), span, f"unit {row.place}")


UNIT_WORD = Handler(
    "unit_word",
    "measure",
    Start.HINDI | Start.LATIN,
    classify,
    speak_wording,
    gate=Gate(tables=("units",), signs="."),
    before=(
        Before("initialism", "एक सौ एमबीपीएस", "एक सौ एम बी पी एस"),
        Before("latin", "पाँच kg आटा", "पाँच किलोग्राम आटा"),
    ),
)
