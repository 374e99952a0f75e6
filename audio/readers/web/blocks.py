"""A page's tree to its blocks in reading order, each knowing where in the tree it stood."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml import etree
from lxml.html import HtmlElement

from audio import regex
from audio.readers.article.list_numbers import OpenList
from audio.readers.article.raised_text import LINKED, MARKS, read_raised
from audio.readers.article.table_rows import PieceRow
from audio.readers.documents.html_list import open_list
from audio.readers.documents.html_table import lay_out_cells, read_html_table
from audio.records import BlockKind

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
BLOCK_TAGS = {
    "address", "article", "blockquote", "body", "caption", "center", "dd", "details", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hgroup", "hr", "html", "li", "main", "ol", "p", "pre", "section", "summary",
    "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "amp-carousel", "amp-selector",
}  # fmt: skip
"""Elements whose text is no part of the line around them."""
_SPACE = regex.compile(r"\s++")
_PARAGRAPH_BREAK = regex.compile(r"[^\S\n]*+\n[^\S\n]*+\n\s*+")
_LINE_BREAK = regex.compile(r"[^\S\n]*+\n[^\S\n]*+")
_SENTENCE_END = regex.compile(r"(?r)[।॥.?!…][\"'”’)\]]{0,4}+$")
_LONG_LINE = 80
"""Code points; a line that long, with the end of a sentence, is a paragraph by itself."""
_PARAGRAPH = 60
"""Code points of a paragraph that stands in a list."""
_CELL = 150
"""Code points that the cells of a table have on average; longer ones are a layout's columns."""
_SILENT = str.maketrans("", "", " \t\n|·•/›»,:-–—()[]")
"""What stands between links and is none."""
_BOLD = frozenset({"b", "strong"})


@dataclass(slots=True)
class PageBlock:
    """One block of a page's text, and where in the tree it stands."""

    kind: BlockKind
    text: str
    """White space collapsed; a line break where the page has one."""
    element: HtmlElement
    """The block element that holds it."""
    order: int
    """Of the element in which its text begins, in the page."""
    level: int = 0
    linked: int = 0
    """Code points of it that are links'."""
    is_caption: bool = False
    is_bold: bool = False
    """Whether all of it is bold."""
    is_verse: bool = False
    """Whether it is a stanza: several lines that stood in blocks of their own."""
    row: PieceRow | None = None
    """As in ``Piece``."""

    @property
    def link_share(self) -> float:
        """How much of the block is links, 0 to 1."""
        return self.linked / max(1, len(self.text))

    @property
    def ends(self) -> bool:
        """Whether the block ends as a sentence does."""
        return bool(_SENTENCE_END.search(self.text))

    @property
    def mass(self) -> int:
        """The block's length as prose; 0 for labels, captions, and what is mostly links."""
        length = len(self.text)
        if self.is_caption or 2 * self.linked > length:
            return 0
        is_prose = length >= 60 or self.is_verse or (length > 20 and self.ends)
        return length if is_prose else 0


Convert = Callable[[str, HtmlElement], str]
"""The text of one node to what it reads as, given the element whose font shows it."""


def read_blocks(
    root: HtmlElement, convert: Convert = lambda text, _: text, *, is_raw: bool = False
) -> list[PageBlock]:
    """The blocks in ``root``; ``is_raw`` if nothing marks yet what is raised in it."""
    return list(_Walk(root, convert, is_raw).run())


@dataclass(slots=True)
class _Text:
    parts: list[str] = field(default_factory=list)
    linked: int = 0
    bold: int = 0
    length: int = 0
    order: int = 0


@dataclass(slots=True)
class _Walk:
    root: HtmlElement
    convert: Convert
    is_raw: bool
    open_blocks: list[HtmlElement] = field(default_factory=list)
    """Open block elements."""
    lists: list[OpenList] = field(default_factory=list)
    links: int = 0
    bolds: int = 0
    captions: int = 0
    quotes: int = 0
    order: int = 0
    text: _Text = field(default_factory=_Text)

    def run(self) -> Iterator[PageBlock]:
        walk = etree.iterwalk(self.root, events=("start", "end"))
        for event, element in walk:
            if not isinstance(element.tag, str):
                if event == "end":
                    self._add(element.tail, element.getparent())
                continue
            if event == "start":
                self.order += 1
                if element.tag == "table" and _is_data(element):
                    yield from self._flush()
                    yield from self._read_table(element)
                    walk.skip_subtree()
                    self.order += sum(1 for _ in element.iter(etree.Element)) - 1
                    continue
                yield from self._start(element)
            else:
                yield from self._end(element)
        yield from self._flush()

    def _start(self, element: HtmlElement) -> Iterator[PageBlock]:
        tag = element.tag
        if tag in BLOCK_TAGS:
            yield from self._flush()
            self.open_blocks.append(element)
            self._update_nesting(element, 1)
        elif tag == "br" or _is_break(element):
            is_gap = tag != "br" or "".join(self.text.parts[-2:]).rstrip(" ").endswith("\n")
            if is_gap or self.text.bold >= self.text.length:
                yield from self._flush()  # an empty line, or a heading made by hand
            self.text.parts.append("\n")
        elif tag == "a":
            self.links += 1
        elif tag in _BOLD:
            self.bolds += 1
        self._mark(element, 0)
        self._add(element.text, element)

    def _end(self, element: HtmlElement) -> Iterator[PageBlock]:
        tag = element.tag
        if tag in BLOCK_TAGS and self.open_blocks and self.open_blocks[-1] is element:
            yield from self._flush()
            self.open_blocks.pop()
            self._update_nesting(element, -1)
        elif tag == "a":
            self.links -= 1
        elif tag in _BOLD:
            self.bolds -= 1
        self._mark(element, 1)
        if element is not self.root:
            self._add(element.tail, element.getparent())

    def _mark(self, element: HtmlElement, end: int) -> None:
        """Add the marks of what is raised, and of links within the page, if there are none yet."""
        if element.tag in MARKS and self.is_raw:
            self.text.parts.append(MARKS[element.tag][end])
        elif element.tag == "a" and self.is_raw and not end and "#" in element.get("href", ""):
            self.text.parts.append(LINKED)

    def _update_nesting(self, element: HtmlElement, step: int) -> None:
        match element.tag:
            case "ul" | "ol" if step > 0:
                self.lists.append(open_list(element))
            case "ul" | "ol" if self.lists:
                self.lists.pop()
            case "li" if self.lists and step > 0:
                self.lists[-1].begin_item(element.get("value", ""))
            case "li" if self.lists:
                self.lists[-1].end_item()
            case "blockquote":
                self.quotes += step
            case "figcaption" | "figure":
                self.captions += step

    def _add(self, text: str | None, element: HtmlElement | None) -> None:
        if not text or element is None:
            return
        is_verse = bool(self.open_blocks) and self.open_blocks[-1].tag == "pre"
        text = self.convert(text, element)
        text = text if is_verse else _SPACE.sub(" ", text)
        self.text.parts.append(text)
        seen = len(text.translate(_SILENT))
        if seen and not self.text.length:
            self.text.order = self.order
        self.text.length += seen
        self.text.linked += seen if self.links else 0
        self.text.bold += seen if self.bolds else 0

    def _flush(self) -> Iterator[PageBlock]:
        """What was read since the last block began or ended, as one block or several."""
        read, self.text = self.text, _Text()
        if not read.length:
            return
        whole = read_raised("".join(read.parts)).strip()
        share = read.linked / read.length
        for text in _split_paragraphs(whole):
            block = self._make_block(" ".join(text.split(" ")).strip(), read.order)
            block.linked = round(share * len(block.text))
            block.is_bold = read.bold >= read.length
            yield block

    def _make_block(self, text: str, order: int) -> PageBlock:
        element = self.open_blocks[-1] if self.open_blocks else self.root
        block = PageBlock(BlockKind.PARAGRAPH, text, element, order)
        block.is_caption = bool(self.captions) and not self.quotes
        level = _HEADINGS.get(str(element.tag), 0)
        if level:
            block.kind, block.level = BlockKind.HEADING, level
            block.text = " ".join(text.split())
        elif self.lists and not self._is_paragraph_of_item(element, block):
            block.kind, block.level = BlockKind.ITEM, len(self.lists)
            block.text = self.lists[-1].add_number(text)
        elif self.quotes:
            block.kind = BlockKind.QUOTE
        return block

    def _is_paragraph_of_item(self, element: HtmlElement, block: PageBlock) -> bool:
        """Whether `<li><p>` holds a paragraph: a sentence in a list that numbers nothing."""
        at = self.lists[-1]
        is_numbered = at.number is not None and not at.is_begun
        return element.tag == "p" and block.mass >= _PARAGRAPH and block.ends and not is_numbered

    def _read_table(self, table: HtmlElement) -> Iterator[PageBlock]:
        caption = table.find("caption")
        if caption is not None:
            yield PageBlock(BlockKind.PARAGRAPH, self._read_all(caption), table, self.order)
        grid = lay_out_cells(table)
        linked = sum(len("".join(link.itertext())) for link in table.iter("a"))
        texts = {cell: self._read_all(cell) for row in grid for cell in row}
        share = linked / max(1, sum(len(texts[cell]) for row in grid for cell in row))
        for piece in read_html_table(grid, texts.__getitem__):
            block = PageBlock(piece.kind, piece.text, table, self.order, piece.level, row=piece.row)
            block.linked = round(share * len(piece.text))
            yield block

    def _read_all(self, element: HtmlElement) -> str:
        parts: list[str] = []
        for event, node in etree.iterwalk(element, events=("start", "end")):
            if event == "start":
                parts.append(" " if node.tag in {"br", "p", "div", "li"} else "")
                parts.append(
                    self.convert(node.text or "", node) if isinstance(node.tag, str) else ""
                )
            elif node is not element:
                parts.append(self.convert(node.tail or "", node))
        return " ".join(read_raised("".join(parts)).split())


def _split_paragraphs(text: str) -> Iterator[str]:
    """``text`` cut at empty lines, and where a long line ends as a sentence does."""
    for paragraph in _PARAGRAPH_BREAK.split(text):
        begun: list[str] = []
        for line in _LINE_BREAK.split(paragraph):
            begun.append(line)
            if len(line) >= _LONG_LINE and _SENTENCE_END.search(line):
                yield "\n".join(begun)
                begun = []
        if any(line.strip() for line in begun):
            yield "\n".join(begun)


def _is_break(element: HtmlElement) -> bool:
    """Whether ``element`` stands for an empty line, as `<span class="br"></span>` does."""
    return element.tag == "span" and not len(element) and "br" in element.get("class", "").split()


def _is_data(table: HtmlElement) -> bool:
    """Whether ``table`` holds data, and is not there to place text on the page."""
    if table.get("role") == "presentation" or table.find(".//table") is not None:
        return False
    rows = lay_out_cells(table)
    cells = [cell for row in rows for cell in row]
    if len(rows) < 2 or max(map(len, rows)) < 2:
        return False
    length = sum(len("".join(cell.itertext()).strip()) for cell in cells)
    return length < _CELL * len(cells) and not any(len(cell.findall(".//p")) > 2 for cell in cells)
