"""A sentence of the book: in spans what is lit, its links as links, that of a row in cells.

A cell has the name of its column before its words, as it is heard: all that is lit is in sight.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from markupsafe import Markup

from audio.records import Sentence, Span, TextLink
from audio.writers.site.links import mark_up_linked
from audio.writers.site.tables import CellPart, ShownRow
from audio.writers.site.text import mark_up


class Part(NamedTuple):
    """A stretch of text that is lit while a stretch of the sound is heard."""

    id: str
    """Of its element."""
    text: str
    begin: int
    """Milliseconds on the edition's clock."""
    end: int
    """The same; always later than ``begin``."""


def mark_up_sentence(
    sentence: Sentence,
    parts: Sequence[Part],
    links: Sequence[TextLink],
    row: ShownRow | None,
    language: str,
) -> Markup:
    """XHTML of ``sentence``: ``parts`` are all of it, or it is lit as a whole."""
    words = _Words(sentence.text, language)
    if parts[0].id != sentence.id:
        words.place(parts)
    if row is None:
        inner = mark_up_linked(Span(0, len(sentence.text)), links, words.write)
        return Markup('<span id="{}">{}</span>').format(sentence.id, inner)

    def write_part(part: CellPart) -> Markup:
        name = mark_up_linked(part.name, links, words.write)
        named = Markup('<span class="name">{}</span>').format(name) if name else name
        return named + mark_up_linked(Span(part.words.start, part.mark.end), links, words.write)

    words.marks = [part.mark for part in row.part(sentence)]
    return Markup('<tr id="{}">{}</tr>').format(sentence.id, row.write(sentence, write_part))


@dataclass(slots=True)
class _Words:
    """Writes the text of a sentence, stretch by stretch, in spans that are lit."""

    text: str
    language: str
    marks: Sequence[Span] = ()
    """What is there to part cells, and not shown."""
    _places: list[tuple[Span, str]] = field(default_factory=list)
    _lit: set[str] = field(default_factory=set)
    """Ids that have their element: what is cut by the end of a link or cell has it once."""

    def place(self, parts: Sequence[Part]) -> None:
        """The ``parts`` are lit one after another."""
        at = 0
        for part in parts:
            self._places.append((Span(at, at + len(part.text)), part.id))
            at += len(part.text)

    def write(self, stretch: Span) -> Markup:
        """What stands in ``stretch``."""
        if not self._places:
            return self._show(stretch)
        pieces = (
            self._write_piece(part, name, Span(max(start, part.start), min(end, part.end)))
            for start, end in [stretch]
            for part, name in self._places
            if max(start, part.start) < min(end, part.end)
        )
        return Markup("".join(pieces))

    def _write_piece(self, part: Span, name: str, piece: Span) -> Markup:
        has_word = any(map(str.isalnum, piece.of(self.text))) or piece.end == part.end
        if name in self._lit or not has_word:
            return self._show(piece)
        self._lit.add(name)
        # Spelled out, for each of a hundred thousand words: a name holds nothing to escape.
        return Markup(f'<span id="{name}">{self._show(piece)}</span>')

    def _show(self, piece: Span) -> Markup:
        for mark in self.marks:
            if max(mark.start, piece.start) < min(mark.end, piece.end):
                cut = max(mark.start, piece.start)
                shown, hidden = self.text[piece.start : cut], self.text[cut : piece.end]
                unseen = Markup('<span hidden="hidden">{}</span>').format(self._mark_up(hidden))
                return self._mark_up(shown) + unseen
        return self._mark_up(piece.of(self.text))

    def _mark_up(self, text: str) -> Markup:
        return mark_up(text, self.language, in_xml=True)
