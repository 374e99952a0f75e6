"""Blocks to paragraphs: ids, and every sentence at its place in the article's text."""

from __future__ import annotations

from collections.abc import Iterable

from audio.errors import InputError
from audio.records import Article, Block, BlockKind, Paragraph, Sentence, Span
from audio.segment.directions import NO_DIRECTIONS, Directions
from audio.segment.sentences import find_lines, find_sentences
from audio.segment.terms import Terms, compile_terms


def segment(article: Article, terms: Iterable[str] = ()) -> tuple[Paragraph, ...]:
    """One paragraph a block, in order: the title is ``p1``, the block after it ``p2`` …

    ``terms`` are what a lexicon has rows for: a mark in one, as in ``Rly.``, ends no sentence.
    The number is the block's place in the article, so a block in which nothing can be spoken
    (readers leave such blocks out, and say so) makes no paragraph and moves no other's id.
    """
    require_article(article)
    marked = compile_terms(terms)
    directed = Directions.from_article(article)
    paragraphs = (
        _make_paragraph(block, article.text, f"p{number}", marked, directed)
        for number, block in enumerate(article.blocks, start=1)
    )
    return tuple(paragraph for paragraph in paragraphs if paragraph)


def require_article(article: object) -> None:
    """Raise ``InputError`` for what a script took for an article: a path, or its text."""
    if not isinstance(article, Article):
        hint = "give an Article, as read and read_text make one"
        raise InputError(f"{article!r:.40} is no article", hint=hint)


def segment_lines(kind: BlockKind, text: str, paragraph_id: str) -> Paragraph | None:
    """An opening (``o1``) or closing (``c1``), with spans in its own text.

    None when nothing in ``text`` can be spoken, as in ``""``, which turns one off.
    """
    return _make_paragraph(Block(kind, Span(0, len(text))), text, paragraph_id)


def _make_paragraph(
    block: Block,
    text: str,
    paragraph_id: str,
    terms: Terms | None = None,
    directed: Directions = NO_DIRECTIONS,
) -> Paragraph | None:
    within = block.span.of(text)
    shift = block.span.start
    if block.kind is BlockKind.CODE:
        spans = find_lines(within)
    else:
        spans = find_sentences(within, terms, directed.list_cuts(block.span))
    sentences = [
        Sentence(
            f"{paragraph_id}s{number}",
            Span(shift + span.start, shift + span.end),
            span.of(within),
        )
        for number, span in enumerate(spans, start=1)
    ]
    if not sentences:
        return None
    directions = directed.direct(sentences, block.span)
    return Paragraph(paragraph_id, block.kind, block.level, directions, link=block.link)
