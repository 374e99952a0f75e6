"""Plain text: what its blank lines, its line lengths and its punctuation say of its structure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from audio.readers.article.compose import compose
from audio.readers.article.directives import DirectedPieces, is_mark_alone
from audio.readers.article.pieces import Piece, ensure_title, fold, is_heading_like
from audio.readers.article.silent_text import describe_silent
from audio.readers.article.told_fields import take_fields
from audio.readers.reading import USUAL, Reading
from audio.readers.text.chat import name_chat, parse_message, settle_chat
from audio.readers.text.line_shapes import (
    LineShape,
    classify_lines,
    clean_line,
    find_marks,
    may_head,
)
from audio.readers.text.typed_account import attach_typed_account
from audio.readers.text.typed_directives import split_typed
from audio.readers.text.typed_lines import Run, RunKind, split_runs, unwrap
from audio.readers.text.typed_markup import RULE, UNDERLINE, unmark
from audio.records import Article, BlockKind, Omission

_FEW = 2
"""Short lines in a row, each by itself, that may be headings; more are a list."""


def read(data: bytes, origin: str, reading: Reading = USUAL) -> Article:
    """The article in ``data``, plain text with or without front matter.

    Raises:
        SourceError: it cannot be read as text, its front matter is wrong, or it is not Hindi.
    """
    front, body, finder = split_typed(data, origin)
    body, chat_notes, messages = settle_chat(body)
    typed = _Typed()
    typed.read_lines(body)
    pieces = list(_read_pieces(typed.stretches, front.title, is_chat=typed.is_chat))
    pieces, front, fields = take_fields(pieces, front, is_stronger=False)
    pieces, front, names = name_chat(body, pieces, front)
    pieces = ensure_title(pieces, front.title)
    directed = DirectedPieces(pieces, finder.directives)
    article = compose(directed, front, origin, doubts=[*chat_notes, *typed.describe()])
    left_out = [*fields, *messages, *names, *typed.list_omissions()]
    return attach_typed_account(article, body, pieces, left_out, reading)


class _Stretch(NamedTuple):
    """Lines between two blank ones, or what one line says by its own markup."""

    lines: list[str]
    marked: Piece | None = None
    """A heading, a quotation or a message."""


@dataclass(slots=True)
class _Typed:
    """The lines of a text, without their markup."""

    stretches: list[_Stretch] = field(default_factory=list)
    _open: list[str] = field(default_factory=list)
    _struck: list[str] = field(default_factory=list)
    is_chat: bool = False
    """Whether any line is a message."""

    def read_lines(self, body: str) -> None:
        """All lines of ``body``."""
        for raw in body.split("\n"):
            line = clean_line(raw)
            is_underline = UNDERLINE.fullmatch(line) and len(self._open) == 1
            if is_underline and is_heading_like(self._open[0]):
                self._add_marked(Piece(BlockKind.HEADING, self._open.pop(), 2))
            elif not line or RULE.fullmatch(line):
                self._close()
            elif is_mark_alone(line):
                self._add_marked(Piece(BlockKind.PARAGRAPH, line))
            elif self._open and raw[:1] in " \t" and self._is_continuation(raw, line):
                self._open[-1] += f" {line}"
            else:
                self._read_line(line)
        self._close()

    def describe(self) -> list[str]:
        """Notes on what is not read."""
        return describe_silent(self._struck, "struck out")

    def list_omissions(self) -> list[Omission]:
        """What is not read."""
        return [Omission(text, "struck text") for text in self._struck]

    def _read_line(self, line: str) -> None:
        message = parse_message(line)
        if message:
            self.is_chat = True
            line = message.text
        unmarked = unmark(line, self._struck)
        if message:
            self._add_marked(Piece(BlockKind.PARAGRAPH, unmarked.text))
        elif unmarked.level:
            self._add_marked(Piece(BlockKind.HEADING, unmarked.text, unmarked.level))
        elif unmarked.is_quoted:
            self._add_marked(Piece(BlockKind.QUOTE, unmarked.text))
        elif unmarked.is_bold and is_heading_like(unmarked.text) and may_head(unmarked.text):
            self._add_marked(Piece(BlockKind.HEADING, unmarked.text))
        else:
            self._open.append(unmarked.text)

    def _is_continuation(self, raw: str, line: str) -> bool:
        """Whether an indented line goes on with the item above it."""
        is_marked = find_marks([line])[0] is not None
        return not is_marked and find_marks([self._open[-1]])[0] is not None and raw[:2].isspace()

    def _add_marked(self, piece: Piece) -> None:
        self._close()
        if piece.text:
            self.stretches.append(_Stretch([], piece))

    def _close(self) -> None:
        if self._open:
            self.stretches.append(_Stretch(unwrap(self._open)))
            self._open = []


def _read_pieces(stretches: Sequence[_Stretch], title: str, *, is_chat: bool) -> Iterator[Piece]:
    entries = list(_split_entries(stretches, title))
    runs = [(is_short, list(group)) for is_short, group in groupby(entries, _is_short)]
    end = _find_signature(runs)
    for at, (is_short, run) in enumerate(runs):
        if not is_short:
            yield from _read_others(run)
        else:
            is_last = at + 1 == len(runs)
            most = 0 if is_chat or (at >= end and not is_last) else 1 if is_last else _FEW
            yield from _read_short(run, most)


def _split_entries(stretches: Sequence[_Stretch], title: str) -> Iterator[Run | Piece]:
    """The runs of lines, and what is marked up by itself; the title is a heading already."""
    lines = [line for stretch in stretches for line in stretch.lines]
    marks = find_marks(lines)
    shapes = classify_lines(lines, marks)
    titles = _find_titles(lines, shapes, title)
    if not title and stretches and stretches[0].marked:
        titles = set()
    at = 0
    for stretch in stretches:
        if stretch.marked:
            yield stretch.marked
        end = at + len(stretch.lines)
        for is_title, span in groupby(range(at, end), titles.__contains__):
            part = list(span)
            if is_title:
                yield from (Piece(BlockKind.HEADING, lines[i]) for i in part)
            else:
                cut = slice(part[0], part[-1] + 1)
                yield from split_runs(lines[cut], marks[cut], shapes[cut], least=2)
        at = end


def _find_signature(runs: Sequence[tuple[bool, list[Run | Piece]]]) -> int:
    """Where the last prose or list ends, if no more than an address or a few names follow it."""
    solid = [
        at
        for at, (is_short, run) in enumerate(runs)
        if not is_short and any(isinstance(e, Piece) or e.kind is not RunKind.VERSE for e in run)
    ]
    end = solid[-1] + 1 if solid else len(runs)
    verse = [entry for is_short, run in runs[end:] if not is_short for entry in run]
    return end if len(verse) <= 1 else len(runs)


def _find_titles(lines: Sequence[str], shapes: list[LineShape], title: str) -> set[int]:
    """Where the title stands, as named or as the first line; none of those is a field."""
    times = Counter(lines)
    found: set[int] = set()
    for at, line in enumerate(lines):
        is_title = fold(line) == fold(title) if title else at == 0
        if shapes[at] is LineShape.FIELD and (is_title or times[line] > 1):
            shapes[at] = LineShape.SHORT
        if is_title and shapes[at] is LineShape.SHORT:
            found.add(at)
    return found


def _is_short(entry: Run | Piece) -> bool:
    return isinstance(entry, Run) and entry.kind is RunKind.SHORT


def _read_others(entries: Sequence[Run | Piece]) -> Iterator[Piece]:
    for entry in entries:
        if isinstance(entry, Piece):
            yield entry
        elif entry.kind is RunKind.ITEMS:
            yield from entry.read_items()
        elif entry.kind is RunKind.VERSE:
            yield entry.read_verse()
        else:
            yield from (Piece(BlockKind.PARAGRAPH, line) for line in entry.lines)


def _read_short(entries: Sequence[Run | Piece], most: int) -> Iterator[Piece]:
    """Short lines in a row: headings, unless they are more than ``most``, or are no such thing."""
    lines = [line for entry in entries if isinstance(entry, Run) for line in entry.lines]
    for line in lines:
        is_heading = len(lines) <= most and may_head(line)
        yield Piece(BlockKind.HEADING if is_heading else BlockKind.PARAGRAPH, line)
