"""Compose an ``Article`` from a reader's pieces and the front matter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from audio import regex
from audio.errors import Place, SourceError
from audio.readers.article.copied_labels import leave_out_labels
from audio.readers.article.directives import (
    DirectedPieces,
    Directive,
    settle_directives,
    take_directives,
)
from audio.readers.article.front_matter import FrontMatter
from audio.readers.article.language import describe_language, describe_unread, require_hindi
from audio.readers.article.pieces import Piece, fold, quote
from audio.readers.article.table_rows import PieceRow
from audio.readers.article.title import put_title_first
from audio.records import (
    Article,
    Block,
    BlockKind,
    BlockRow,
    Span,
    Table,
    VoicePassage,
    WrittenPause,
)
from audio.segment import is_speakable

_SPACES = regex.compile(r"[^\S\n]{2,}+|[^\S\n ]")
_LINE_ENDS = regex.compile(r" ?+\n[ \n]*+")
BETWEEN = "\n\n"
"""Between the blocks of a text."""


def compose(
    pieces: Iterable[Piece] | DirectedPieces,
    front: FrontMatter,
    origin: str,
    *,
    is_marked_up: bool = False,
    doubts: Iterable[str] = (),
) -> Article:
    """The article that ``pieces`` make: title first, labels left out, spans set.

    ``is_marked_up`` says that headings and lists are the author's marks, not guesses from the
    shape of a line; ``doubts`` are the reader's own notes.

    Raises:
        SourceError: nothing in it can be spoken, or it is not Hindi.
    """
    notes = [note for note in (describe_language(front.language), *front.notes, *doubts) if note]
    directives: Sequence[Directive] = ()
    if isinstance(pieces, DirectedPieces):
        pieces, directives = pieces
        pieces = settle_directives(pieces, directives, notes)
    kept = _select_speakable(pieces, notes)
    if not kept:
        raise SourceError(
            "has no text to narrate", where=Place(origin), hint="give it a title and some text"
        )
    _require_hindi(kept, front.title, origin)
    if unread := describe_unread(" ".join(piece.text for piece in kept)):
        notes.append(unread)
    title = front.title if is_speakable(front.title) else ""
    kept = put_title_first(leave_out_labels(kept, notes), title, notes, is_marked_up=is_marked_up)
    kept = _renumber_headings(_demote_empty_heading(kept, notes))
    if directives:  # once more: the first sentence may be the title, and the rest its paragraph
        kept = list(settle_directives(kept, directives, notes))
    return replace(
        _lay_out(kept, directives, _describe_article(front)), origin=origin, notes=tuple(notes)
    )


def _require_hindi(pieces: list[Piece], title: str, origin: str) -> None:
    """Raises ``SourceError`` if prose and title, which counts once, are of another language."""
    prose = [piece.text for piece in pieces if piece.kind is not BlockKind.CODE]
    named = "" if fold(title) in map(fold, prose[:1]) else title
    require_hindi("\n".join([named, *prose]), origin)


def _describe_article(front: FrontMatter) -> Article:
    """An article without text, of which all is known that ``front`` tells."""
    return Article(
        text="",
        blocks=(),
        origin="",
        language=front.language,
        author=front.author,
        published=front.date,
        updated=front.updated,
        description=front.description,
        source=front.source,
        voice=front.voice,
        lexicon=front.lexicon,
        image=front.image,
        guid=front.guid,
        slug=front.slug,
        is_draft=front.is_draft,
        tags=front.tags,
        season=front.season,
        episode=front.episode,
        episode_type=front.episode_type,
        explicit=front.explicit,
        is_blocked=front.is_blocked,
    )


def _select_speakable(pieces: Iterable[Piece], notes: list[str]) -> list[Piece]:
    kept: list[Piece] = []
    for piece in pieces:
        text = piece.text
        if " ".join(text.split()) != text:
            text = _LINE_ENDS.sub("\n", _SPACES.sub(" ", text)).strip()
        if is_speakable(text):
            kept.append(piece._replace(text=text))
        elif text:
            notes.append(f"left out {quote(text)}: nothing in it can be spoken")
    return kept


def _demote_empty_heading(pieces: list[Piece], notes: list[str]) -> list[Piece]:
    """A last line that only looks like a heading has nothing under it: it is a paragraph."""
    last = pieces[-1]
    if not last.is_shaped_heading:
        return pieces
    notes.append(f"{quote(last.text)} ends the text: read as a paragraph, not as a heading")
    return [*pieces[:-1], last._replace(kind=BlockKind.PARAGRAPH)]


def _renumber_headings(pieces: list[Piece]) -> list[Piece]:
    """Headings numbered from 2, whatever levels the author used for them."""
    levels = [max(p.level, 1) for p in pieces if p.kind is BlockKind.HEADING]
    shift = 2 - min(levels, default=2)
    return [
        piece._replace(level=max(piece.level, 1) + shift)
        if piece.kind is BlockKind.HEADING
        else piece
        for piece in pieces
    ]


def _lay_out(pieces: list[Piece], directives: Sequence[Directive], article: Article) -> Article:
    """``article`` with the text of ``pieces``, its blocks, and what is directed in it."""
    texts: list[str] = []
    blocks: list[Block] = []
    pauses: list[WrittenPause] = []
    passages: list[VoicePassage] = []
    tables = _TableCollector()
    at = 0
    for piece in pieces:
        text = piece.text
        if directives:
            text, paused, passed = take_directives(text, at, directives)
            pauses += paused
            passages += passed
        texts.append(text)
        span = Span(at, at + len(text))
        blocks.append(Block(piece.kind, span, piece.level, piece.link, piece.picture))
        tables.add(piece, text, at)
        at += len(text) + len(BETWEEN)
    return replace(
        article,
        text=BETWEEN.join(texts),
        blocks=tuple(blocks),
        is_title_borrowed=pieces[0].is_borrowed,
        pauses=tuple(pauses),
        passages=tuple(passages),
        tables=tables.list_tables(),
    )


class _TableCollector:
    """Gathers the tables of an article, from its pieces as they are laid out."""

    def __init__(self) -> None:
        self._tables: list[tuple[PieceRow, list[BlockRow]]] = []
        self._open: object = None
        """That whose row was the piece before."""

    def add(self, piece: Piece, text: str, at: int) -> None:
        """The next piece, with the ``text`` that stands at ``at``."""
        cells = piece.row.find_cells(text) if piece.row else ()
        if piece.row is None or not cells:
            self._open = None
            return
        if piece.row.table is not self._open:
            self._open = piece.row.table
            self._tables.append((piece.row, []))
        self._tables[-1][1].append(BlockRow(Span(0, len(text)), cells).move(at))

    def list_tables(self) -> tuple[Table, ...]:
        """All of them, in order."""
        return tuple(
            Table(row.columns, row.names, row.has_labels, tuple(rows)) for row, rows in self._tables
        )
