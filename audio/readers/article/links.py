"""Links of a source, found again in the article that was made of it.

A text goes a long way from its markup to the article: labels are left out, lines joined, marks of
footnotes and directives taken away. Links do not travel with it: a reader says which words of its
source are linked (``LinkCollector``), and ``place_links`` looks for them in the article, by their
letters and those around them. So no link changes a text; one whose words are not found is not
shown, and one to an address that could do anything but open a page or a letter is none.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple
from unicodedata import normalize
from urllib.parse import urljoin, urlsplit

from markdown_it.common.normalize_url import normalizeLink

from audio import regex
from audio.readers.article.pieces import LIST_MARK
from audio.records import Article, Block, BlockKind, Span, TextLink

_LETTERS = regex.compile(r"[\p{L}\p{M}\p{N}]++")
_WHOLE = regex.compile(
    r"""https?://(?:[^\s\p{C}"'<>\\]|'){1,2000}+|mailto:[^\s\p{C}"'<>\\@]{1,200}+@[^\s\p{C}"'<>\\@]{1,800}+""",
    regex.IGNORECASE,
)
_BESIDE = regex.compile(r"\.\./[a-z0-9]++(?:-[a-z0-9]++)*+/")
_LINE_BREAKS = regex.compile(r"[\t\r\n]++")
_EDGE = "\n"
"""Stands in folded texts where a block or a cell of a table begins or ends."""
_AROUND = 16
"""Letters before and after a link by which its place is known."""
_NEAR = 80
"""Code points in which they are looked for."""
_LEAST_AROUND, _LEAST = 6, 10
"""Letters around a link, and with its own, that are enough where the rest around it differs."""
_MOST_SEARCHED = 400_000_000
"""Letters that are compared for one article, in a second or so; links after that are not shown."""


class LinkedText(NamedTuple):
    """A block of a source that has links, as it stands there."""

    text: str
    links: tuple[TextLink, ...]
    """Their spans are in ``text``."""


@dataclass(slots=True)
class LinkCollector:
    """Gathers the blocks of a source that have links, from its markup piece by piece."""

    blocks: list[LinkedText] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _size: int = 0
    _links: list[TextLink] = field(default_factory=list)
    _begin: int = 0
    _address: str = ""

    def add(self, text: str) -> None:
        """The next words of the block."""
        self._parts.append(text)
        self._size += len(text)

    def open_link(self, address: str) -> None:
        """The next words lead to ``address``; to nothing if it is empty."""
        self.close_link()
        self._begin, self._address = self._size, address

    def close_link(self) -> None:
        """The link that is open, if one is, ends."""
        if self._address and self._begin < self._size:
            self._links.append(TextLink(Span(self._begin, self._size), self._address))
        self._address = ""

    def end_block(self) -> None:
        """The block ends; a link that goes on into the next is a box, and no words of a text."""
        if self._links:
            self.blocks.append(LinkedText("".join(self._parts), tuple(self._links)))
        self._parts, self._size, self._links, self._address = [], 0, [], ""


def settle_address(written: str, base: str = "") -> str:
    """Where a link leads that is ``written`` so on a page at ``base``; empty for nowhere safe.

    ``https://…``, ``http://…`` or ``mailto:…``; without a base ``../slug/``, another edition of
    the same site, too.
    """
    address = _LINE_BREAKS.sub("", written.strip())
    if not address or address.startswith("#"):
        return ""
    if not base and _BESIDE.fullmatch(address):
        return address
    try:
        whole = urljoin(base, address).replace(" ", "%20")
        host = urlsplit(whole).netloc
    except ValueError:
        return ""
    is_safe = _WHOLE.fullmatch(whole) and "@" not in host and bool(host) == ("://" in whole[:8])
    return normalizeLink(whole) if is_safe else ""


def place_links(article: Article, blocks: Iterable[LinkedText]) -> Article:
    """``article`` with the links of ``blocks``, which are in the order of the source.

    The title has none, nor has a heading that is a link as a whole.
    """
    blocks = [block for block in blocks if block.links]
    if not blocks:
        return article
    finder = _Finder(article)
    found = sorted(link for block in blocks for link in finder.find(block))
    # Looked for there all the same, or their words would be found elsewhere.
    barred = [block.span for block in article.blocks if _is_barred(block, article)]
    allowed = (link for link in found if not _is_within(link.span, barred))
    return replace(article, links=tuple(_drop_overlapping(allowed)))


def _is_barred(block: Block, article: Article) -> bool:
    is_named = block.kind is BlockKind.TITLE and not article.is_title_borrowed
    return is_named or bool(block.link)


def _is_within(span: Span, spans: Sequence[Span]) -> bool:
    """Whether one of ``spans``, which are in order, holds ``span``."""
    number = bisect_right(spans, span.start, key=lambda each: each.start) - 1
    return number >= 0 and span.start < spans[number].end


def _drop_overlapping(links: Iterable[TextLink]) -> Iterator[TextLink]:
    end = 0
    for link in links:
        if link.span.start >= end:
            yield link
            end = link.span.end


class _Finder:
    """The letters of an article, and where each of them stands in its text."""

    def __init__(self, article: Article) -> None:
        self._text = article.text
        self._places = array("q")
        self._searched = 0
        self._reached = 0
        """Letters up to the end of the link that was found last."""
        parts: list[str] = []
        for start, end in _list_stretches(article):
            parts.append(_EDGE)
            self._places.append(-1)
            for run in _LETTERS.finditer(article.text, start, end):
                parts.append(run[0])
                self._places.extend(range(*run.span()))
        self._letters = "".join([*parts, _EDGE])

    def find(self, block: LinkedText) -> Iterator[TextLink]:
        """The links of ``block``, those that are in the article, with their spans there."""
        first = _skip_list_mark(block.text, Span(0, len(block.text)))
        for (start, end), address in block.links:
            begin = max(start, first)
            words = block.text[begin:end]
            letters = _fold(words)
            before = _fold(block.text[max(first, begin - _NEAR) : begin])
            before = _EDGE * (begin - first <= _NEAR) + before
            after = _fold(block.text[end : end + _NEAR])
            after += _EDGE * (len(block.text) - end <= _NEAR)
            at = self._search(before[-_AROUND:], letters, after[:_AROUND]) if letters else -1
            if at >= 0:
                self._reached = at + len(letters)
                span = Span(self._places[at], self._places[self._reached - 1] + 1)
                yield TextLink(self._widen(span, words), address)

    def _search(self, before: str, letters: str, after: str) -> int:
        """Where ``letters`` begin that stand between the two, or -1."""
        sides = [(before, after)]
        inner = before.strip(_EDGE), after.strip(_EDGE)  # a label may stand at an edge now
        for side in (inner, (before, ""), ("", after)):
            around = sum(len(part.strip(_EDGE)) for part in side)
            if around >= _LEAST_AROUND and around + len(letters) >= _LEAST:
                sides.append(side)
        for ahead, behind in sides:
            at = self._search_letters(f"{ahead}{letters}{behind}", self._reached - len(ahead))
            if at >= 0:
                return at + len(ahead)
        return -1

    def _search_letters(self, wanted: str, reached: int) -> int:
        """Where they begin, if possible not before ``reached``, or -1."""
        for start in (max(0, reached), 0):
            if self._searched > _MOST_SEARCHED:
                break
            at = self._letters.find(wanted, start)
            self._searched += (at if at >= 0 else len(self._letters)) - start
            if at >= 0:
                return at
        return -1

    def _widen(self, span: Span, words: str) -> Span:
        """``span`` with the marks that ``words`` begin and end with, where the article has them."""
        runs = list(_LETTERS.finditer(normalize("NFC", words)))
        head, tail = runs[0].string[: runs[0].start()], runs[0].string[runs[-1].end() :]
        head, tail = " ".join(head.split()), " ".join(tail.split())
        has_head = head and self._text.endswith(head, 0, span.start)
        has_tail = tail and self._text.startswith(tail, span.end)
        return Span(
            span.start - (len(head) if has_head else 0), span.end + (len(tail) if has_tail else 0)
        )


def _list_stretches(article: Article) -> Iterator[Span]:
    """The article's blocks without marks of lists; rows of tables cell by cell."""
    rows = {row.span: row for table in article.tables for row in table.rows}
    for block in article.blocks:
        at = _skip_list_mark(article.text, block.span)
        for _, cell in rows[block.span].cells if block.span in rows else ():
            yield Span(at, cell.start)
            yield cell
            at = cell.end
        yield Span(at, block.span.end)


def _skip_list_mark(text: str, span: Span) -> int:
    """Where the words of an item begin: its number may be the list's, or typed."""
    found = LIST_MARK.match(text, span.start, span.end)
    return found.end() if found else span.start


def _fold(text: str) -> str:
    return "".join(_LETTERS.findall(normalize("NFC", text)))
