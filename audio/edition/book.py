"""A book: several articles as one, a chapter each, said as each of them is said by itself.

What holds for one article alone (voice, lexicon, pauses) goes with its text, so that its clips
are found under the keys that they have already.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple
from urllib.parse import urljoin

from audio.edition.announcement import announce
from audio.engines import ENGINES
from audio.records import (
    Article,
    Block,
    BlockKind,
    Span,
    Table,
    TextLink,
    VoicePassage,
    WrittenPause,
)
from audio.settings import OwnLexicon, Settings

_CHAPTER = 2
"""Level of the headings that articles begin with."""
_BYLINE = "{author}। {date}।"
_BETWEEN = "\n\n"


class BookPart(NamedTuple):
    """An article of a book."""

    article: Article
    settings: Settings
    """Of the article alone."""
    link: str
    """Address of its page; empty for none."""


class Book(NamedTuple):
    """All its articles as one, and how that is said."""

    article: Article
    settings: Settings


def bind_articles(cover: Article, parts: Sequence[BookPart], settings: Settings) -> Book:
    """``cover``, of which the text is not used but the title is, and after it the ``parts``.

    ``settings`` are those of the whole. The headings of an article open no chapter of their own.
    """
    binding = _Binding(settings)
    binding.append_text(cover.title, BlockKind.TITLE)
    for part in parts:
        binding.append(part)
    article = replace(
        cover,
        text=_BETWEEN.join(binding.texts),
        blocks=tuple(binding.blocks),
        pauses=tuple(binding.pauses),
        passages=tuple(binding.passages),
        links=tuple(binding.links),
        tables=tuple(binding.tables),
        chapter_level=_CHAPTER,
    )
    return Book(article, replace(settings, own_lexicons=tuple(binding.lexicons)))


@dataclass(slots=True)
class _Binding:
    """The text of a book, as it grows."""

    settings: Settings
    at: int = 0
    """Where in it the next block begins."""
    texts: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    pauses: list[WrittenPause] = field(default_factory=list)
    passages: list[VoicePassage] = field(default_factory=list)
    links: list[TextLink] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    lexicons: list[OwnLexicon] = field(default_factory=list)

    def append(self, part: BookPart) -> None:
        """The article's title as a heading, who wrote it and when, and its blocks."""
        article, begin = part.article, self.at
        tables = {table.rows[0].span: table for table in article.tables}
        for block in article.blocks:
            shift = self.at - block.span.start
            self.pauses += (
                WrittenPause(pause.at + shift, pause.seconds)
                for pause in article.pauses
                if block.span.start <= pause.at < block.span.end
            )
            self.passages += self._cast(block, part, shift)
            self.links += _carry_links(block, part, shift)
            if table := tables.get(block.span):
                self.tables.append(table.move(shift))
            kind, level, link = _change(block, part.link)
            self.append_text(block.span.of(article.text), kind, level, link)
            if block.kind is BlockKind.TITLE and (byline := announce(_BYLINE, article).before):
                self.append_text(byline, BlockKind.PARAGRAPH)
        own = tuple(path for path in part.settings.lexicon if path not in self.settings.lexicon)
        if own:
            self.lexicons.append(OwnLexicon(Span(begin, self.at), own))

    def append_text(self, text: str, kind: BlockKind, level: int = 0, link: str = "") -> None:
        """One block."""
        self.texts.append(text)
        self.blocks.append(Block(kind, Span(self.at, self.at + len(text)), level, link))
        self.at += len(text) + len(_BETWEEN)

    def _cast(self, block: Block, part: BookPart, shift: int) -> Iterator[VoicePassage]:
        """What of the block is said in another voice than the book would say it in."""
        kind, *_ = _change(block, part.link)
        usual = self.settings.find_voice(kind)
        for span, name in _list_stretches(block.span, part.article.passages):
            voice = part.settings.find_voice(block.kind)
            if name:
                is_whole = ":" in name or name in ENGINES
                voice = voice.rename(name if is_whole else f"{part.settings.voice.engine}:{name}")
            if voice != usual:
                yield VoicePassage(span.move(shift), str(voice), 0)


def _change(block: Block, link: str) -> tuple[BlockKind, int, str]:
    """Kind, level and link of a block of an article when it stands in a book."""
    if block.kind is BlockKind.TITLE:
        return BlockKind.HEADING, _CHAPTER, link
    if block.kind is BlockKind.HEADING:
        return block.kind, max(block.level, _CHAPTER) + 1, ""
    return block.kind, block.level, block.link


def _carry_links(block: Block, part: BookPart, shift: int) -> Iterator[TextLink]:
    """The links in a block, moved; those to other editions from the address of its page."""
    for span, address in part.article.links:
        if block.span.start <= span.start < block.span.end:
            yield TextLink(span.move(shift), urljoin(part.link, address))


def _list_stretches(span: Span, passages: Sequence[VoicePassage]) -> Iterator[tuple[Span, str]]:
    """The stretches of a block, each with the voice that the text names for it or empty."""
    at = span.start
    for passage in passages:
        if span.start <= passage.span.start < span.end:
            if at < passage.span.start:
                yield Span(at, passage.span.start), ""
            yield passage.span, passage.voice
            at = passage.span.end
    if at < span.end:
        yield Span(at, span.end), ""
