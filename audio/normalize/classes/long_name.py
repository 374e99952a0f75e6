"""Names of several words cut short: ``के.रि.पु.ब.``, ``न.पा. परिषद``, ``परीक्षा नियं. ने``."""

from __future__ import annotations

from audio.hindi.long_names import NamePart, find_long_name
from audio.normalize.classes.abbreviation import find_row, is_whole
from audio.normalize.context import Context
from audio.normalize.gate import Gate
from audio.normalize.handler import Before, Finding, Handler, Pieces, Start, Wording, speak_pieces
from audio.normalize.neighbours import holds
from audio.normalize.tables_reader import TableRow, read_cues
from audio.records import Span

_PAIR = 2


def classify(context: Context, at: int) -> Finding[Pieces] | None:
    """A name of the table with a word that is cut short at ``at``."""
    view = context.view
    parts = find_long_name(view, at)
    if not parts or view[at - 1 : at].isalpha() or not is_whole(view, parts[-1].end):
        return None
    span = Span(at, parts[-1].end)
    row = find_row(view, at)
    if row and (row[1] > span.end or (row[1] == span.end and _is_blessing(context, row[0], span))):
        return None
    if _are_initials(context, parts):
        initials = Wording(span.of(context.text).replace(".", " "), span)
        return Finding((initials,), span, "initials")
    words = tuple(Wording(part.word, Span(part.start, part.end)) for part in parts)
    return Finding(words, span, "name cut short")


def _is_blessing(context: Context, row: TableRow, span: Span) -> bool:
    """``नबी (स.अ.)``: what is written after a name, where the same cut is an office elsewhere."""
    return row.cells[2] == "prophet" and holds(context, "prophet", *span)


def _are_initials(context: Context, parts: tuple[NamePart, ...]) -> bool:
    """Whether a person is titled before and named after two parts: ``श्री रा. स. पाठक``."""
    start, end = parts[0].start, parts[-1].end
    titled = len(parts) == _PAIR and context.find_word_beside(start) in read_cues("title")
    return titled and not holds(context, "thing", start, end)


LONG_NAME = Handler(
    "long_name",
    "abbreviation",
    Start.HINDI,
    classify,
    speak_pieces,
    gate=Gate(signs="."),
    before=(
        Before("abbreviation", "मु.वि. अधिकारी", "मुख्य विकास अधिकारी"),
        Before("cut_word", "विशेष न्याया. ने", "विशेष न्यायाधीश ने"),
        Before("dotted_word", "रे.सु.ब. के जवान", "रेलवे सुरक्षा बल के जवान"),
    ),
)
