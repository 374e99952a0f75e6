"""OpenDocument text (.odt): as LibreOffice and others save it.

OpenDocument 1.3, part 3, chapters 4 to 9.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from lxml import etree

from audio import regex
from audio.errors import Place, SourceError
from audio.readers.article.account import attach_account
from audio.readers.article.captions import (
    describe_captions,
    is_of_picture,
    make_caption,
)
from audio.readers.article.compose import compose
from audio.readers.article.formula_speech import describe_formulas
from audio.readers.article.hardened_xml import (
    find_children,
    find_first,
    get_attribute,
    get_name,
    parse_xml,
)
from audio.readers.article.links import LinkedText, place_links
from audio.readers.article.list_numbers import read_whole_number
from audio.readers.article.pieces import Piece
from audio.readers.article.silent_text import describe_silent
from audio.readers.article.tables import read_table
from audio.readers.article.told_fields import take_fields
from audio.readers.documents.archive import Archive
from audio.readers.documents.hypertext import DEEPEST_LIST, make_footnotes
from audio.readers.documents.hypertext_links import collect_links
from audio.readers.documents.odt_lists import OdtLists
from audio.readers.documents.odt_styles import OdtStyles
from audio.readers.documents.odt_text import OdtText
from audio.readers.documents.properties import describe_picture, read_odt_properties
from audio.readers.documents.ruby_words import read_ruby
from audio.readers.reading import USUAL, Reading
from audio.readers.text.decoding import settle, settle_pieces
from audio.records import IMAGE_LABEL, Article, BlockKind, Omission

_INDEXES = {
    "table-of-content", "alphabetical-index", "illustration-index", "table-index", "user-index",
}  # fmt: skip
_ASIDE = {"annotation": "comments", "tracked-changes": "deleted text"}
_DEVANAGARI = regex.compile(r"\p{Devanagari}")
_PARTS = ("content.xml", "styles.xml")


def read(data: bytes, origin: str, reading: Reading = USUAL) -> Article:
    """The article in ``data``, an OpenDocument text.

    Raises:
        SourceError: it is damaged, encrypted, no OpenDocument text, or not Hindi.
    """
    archive = Archive(data, origin)
    _refuse_encrypted(archive, origin)
    document = _Document(archive, origin, reading)
    pieces = settle_pieces(document.read_pieces(), origin)
    front = read_odt_properties(archive, origin, document.text.fonts)
    if document.title:
        front = replace(front, title=settle(document.title, origin, has_lines=False))
    pieces, front, fields = take_fields(pieces, front, is_stronger=True)
    article = compose(pieces, front, origin, is_marked_up=True, doubts=document.notes)
    article = place_links(article, document.collect_links())
    runs = list(document.find_runs())  # which tells what is left out, too
    left_out = [*document.text.left_out, *fields]
    return attach_account(article, runs, left_out, reading)


def _refuse_encrypted(archive: Archive, origin: str) -> None:
    name = "META-INF/manifest.xml"
    if name in archive:
        manifest = parse_xml(archive.read(name), origin, name)
        if find_first(manifest, "encryption-data") is not None:
            raise SourceError(
                "is encrypted", where=Place(origin), hint="save it without a password"
            )


@dataclass(slots=True)
class _Document:
    archive: Archive
    origin: str
    reading: Reading
    captions: int = 0
    """How many were left out; known after ``pieces``."""
    title: str = ""
    notes: list[str] = field(default_factory=list)
    text: OdtText = field(init=False)
    _styles: OdtStyles = field(init=False)
    _lists: OdtLists = field(init=False)
    _body: Any = field(init=False)

    def __post_init__(self) -> None:
        roots = [
            parse_xml(self.archive.read(name), self.origin, name)
            for name in _PARTS
            if name in self.archive or name == _PARTS[0]
        ]
        self._styles, self._lists = OdtStyles(roots), OdtLists(roots)
        read_ruby(roots[0])
        self._body = find_first(roots[0], "text")
        self.text = OdtText(self.archive, self.origin, self._styles)

    def read_pieces(self) -> Iterator[Piece]:
        """The document's pieces, then its footnotes."""
        if self._body is not None:
            yield from self._read_blocks(self._body, 0, "")
        yield from make_footnotes(self.text.cited)
        if self.captions:
            self.notes.append(describe_captions(self.captions))
        self.notes += describe_silent(self.text.struck, "struck out")
        self.notes += describe_silent(self.text.hidden, "hidden")
        self.notes += describe_formulas(self.text.formulas)

    def find_runs(self) -> Iterator[str]:
        """All text of its paragraphs, whatever is made of it; what was deleted or said of it is
        left out.
        """
        for element in self._body.iter() if self._body is not None else ():
            if get_name(element) in _INDEXES | {"annotation", "tracked-changes"}:
                reason = _ASIDE.get(get_name(element), "tables of contents")
                held = [one for one in element.iter() if get_name(one) in {"p", "h"}]
                self.text.left_out += [Omission("".join(one.itertext()), reason) for one in held]
            if get_name(element) in {"p", "h"}:
                text = _read_shown(element)
                yield text if _DEVANAGARI.search(text) else self.text.read_text(element)

    def collect_links(self) -> list[LinkedText]:
        """The paragraphs in which there are links."""
        return collect_links(self._body, {"p", "h"}) if self._body is not None else []

    def _read_blocks(self, parent: Any, depth: int, style: str) -> Iterator[Piece]:
        """``depth`` lists are open around ``parent``, the outermost of that ``style``."""
        for element in parent:
            name = get_name(element)
            if name == "p":
                yield from self._read_paragraph(element)
            elif name == "h":
                yield from self._read_heading(element)
            elif name == "list":
                yield from self._read_list(
                    element, depth + 1, get_attribute(element, "style-name") or style
                )
            elif name == "table":
                yield from self._read_table(element)
            elif name in _INDEXES:
                self.notes.append("left out the table of contents")
            elif name == "section" and _is_hidden_section(element):
                self.text.hidden.append("".join(element.itertext()))
                self.text.left_out += [
                    Omission("".join(one.itertext()), "hidden text") for one in element.iter()
                ]
            elif name in {"section", "numbered-paragraph", "text-box"}:
                yield from self._read_blocks(element, depth, style)

    def _read_paragraph(self, element: Any) -> Iterator[Piece]:
        text = self.text.read_text(element).strip()
        shown = self._styles.find_names(get_attribute(element, "style-name"))
        if "Caption" in shown and "Table" not in shown and is_of_picture(text):
            if self.reading.captions:
                yield make_caption(text)
            else:
                self.captions += 1
                self.text.left_out.append(Omission(text, "captions of pictures"))
        elif text and "Title" in shown and not self.title:
            self.title = " ".join(text.split())
            yield Piece(BlockKind.HEADING, self.title, 1)
        elif text:
            is_quote = bool(shown & {"Quotations", "Quote"})
            yield Piece(BlockKind.QUOTE if is_quote else BlockKind.PARAGRAPH, text)
        for frame in element.iter():
            if get_name(frame) == "text-box":
                yield from self._read_blocks(frame, 0, "")
            elif (
                get_name(frame) == "frame"
                and not _holds_text(frame)
                and (alt := describe_picture(frame))
            ):
                yield Piece(BlockKind.IMAGE, f"{IMAGE_LABEL}{alt}")

    def _read_heading(self, element: Any) -> Iterator[Piece]:
        text = " ".join(self.text.read_text(element).split())
        number = read_whole_number(get_attribute(element, "outline-level"), 1)
        is_listed = get_attribute(element, "is-list-header") != "true"
        if text:
            label = self._lists.count_heading(number) if is_listed else ""
            level = min(max(number, 1), 5) + bool(self.title)
            yield Piece(BlockKind.HEADING, f"{label}{text}", level)

    def _read_list(self, element: Any, depth: int, style: str) -> Iterator[Piece]:
        if get_attribute(element, "continue-numbering") != "true" and not get_attribute(
            element, "continue-list"
        ):
            self._lists.restart(style, depth)
        for item in element:
            if get_name(item) not in {"list-item", "list-header"}:
                continue
            label = ""
            if get_name(item) == "list-item" and not _holds_only_lists(item):
                start = get_attribute(item, "start-value")
                label = self._lists.count_item(style, depth, start)
            for piece in self._read_blocks(item, depth, style):
                if piece.kind is BlockKind.PARAGRAPH:
                    yield Piece(BlockKind.ITEM, f"{label}{piece.text}", min(depth, DEEPEST_LIST))
                    label = ""
                else:
                    yield piece

    def _read_table(self, table: Any) -> Iterator[Piece]:
        rows = [self._read_row(row) for row in table.iter() if get_name(row) == "table-row"]
        headed = next(find_children(table, "table-header-rows"), None) is not None
        yield from read_table(rows, has_headers=headed or None)

    def _read_row(self, row: Any) -> list[str]:
        """Cells that are repeated to the edge of a sheet are empty, and counted once."""
        return [
            " ".join(self.text.read_text(p) for p in cell.iter() if get_name(p) in {"p", "h"})
            for cell in row
            if get_name(cell) in {"table-cell", "covered-table-cell"}
        ]


def _read_shown(paragraph: Any) -> str:
    """The text of a paragraph, without that of paragraphs in it."""
    parts: list[str] = []
    walker = etree.iterwalk(paragraph, events=("start", "end"))
    for event, element in walker:
        name = get_name(element)
        if event == "end":
            parts.append((element.tail or "") if element is not paragraph else "")
        elif name in {"note", "annotation", "frame"}:
            walker.skip_subtree()
            parts.append("\n" if name == "frame" else "")  # a formula is said in its place
        else:
            parts.append(" " if name in {"s", "tab", "line-break"} else element.text or "")
    return "".join(parts)


def _holds_only_lists(item: Any) -> bool:
    """Whether an item serves but to hold a deeper list, and has no number of its own."""
    return len(item) > 0 and all(get_name(one) == "list" for one in item)


def _holds_text(frame: Any) -> bool:
    return find_first(frame, "text-box") is not None


def _is_hidden_section(element: Any) -> bool:
    display = get_attribute(element, "display")
    return display == "none" or (
        display == "condition" and get_attribute(element, "is-hidden") != "false"
    )
