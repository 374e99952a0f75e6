"""Hypertext as books and feeds hold it: an element tree to pieces, in reading order.

Unlike a web page, it is the text and little else: what is left out here is what is never read
(scripts, forms, page numbers, marks of footnotes). Footnotes are set aside.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from audio import regex
from audio.readers.article.captions import make_caption
from audio.readers.article.hardened_xml import get_attribute, get_name
from audio.readers.article.links import LinkedText
from audio.readers.article.list_numbers import OpenList
from audio.readers.article.pieces import Piece
from audio.readers.article.raised_text import read_raised
from audio.readers.documents.html_list import open_list
from audio.readers.documents.html_table import lay_out_cells, read_html_table
from audio.readers.documents.hypertext_elements import (
    BLOCKS,
    CHAPTER_TAG,
    FOOTNOTES,
    GIVEN_LEVEL,
    HEADINGS,
    MARKS,
    MUTE,
    WORDED,
    find_runs,
    is_caption,
    is_hidden,
    read_all,
    read_plain,
    read_roles,
)
from audio.readers.documents.hypertext_formulas import read_formulas
from audio.readers.documents.hypertext_links import collect_links
from audio.readers.documents.inline_marks import mark_raised, take_out_struck
from audio.readers.documents.ruby_words import read_ruby
from audio.records import IMAGE_LABEL, BlockKind, Omission

DEEPEST_LIST = 8
_BACK_MARK = regex.compile(r"^[\[(]?[\p{Nd}*†‡]{1,4}[\])]?[.:]?\s++|\s*+[↩↑⤴]\ufe0e?\s*+$")


@dataclass(slots=True)
class HypertextPieces:
    """The pieces of a tree, its footnotes set aside."""

    body: list[Piece] = field(default_factory=list)
    footnotes: list[str] = field(default_factory=list)
    """The text of each, without its number."""
    captions: int = 0
    """How many captions of pictures were left out."""
    struck: list[str] = field(default_factory=list)
    """Texts left out because they are struck through."""
    hidden: list[str] = field(default_factory=list)
    """Texts left out because they are hidden."""
    runs: list[str] = field(default_factory=list)
    """All the prose of the tree, whatever was made of it."""
    left_out: list[Omission] = field(default_factory=list)
    """All texts left out, for the account of the source."""
    linked: list[LinkedText] = field(default_factory=list)
    """Its blocks that have links."""
    formulas: list[str] = field(default_factory=list)
    """What is unknown of each formula that is not spoken."""


def make_footnotes(texts: list[str]) -> Iterator[Piece]:
    """Footnotes as they are read: `टिप्पणी 1: …`."""
    for number, text in enumerate(texts, 1):
        yield Piece(BlockKind.PARAGRAPH, f"टिप्पणी {number}: {text}")


def read_hypertext(root: Any, *, captions: bool = False) -> HypertextPieces:
    """The pieces of the tree below ``root``, an lxml element of XHTML or HTML.

    ``captions`` of pictures are read where they stand, or else counted. The tree is changed:
    what is struck through is taken out of it.
    """
    read_ruby(root)
    formulas = read_formulas(root)
    struck = take_out_struck(root)
    mark_raised(root)
    runs = find_runs(root)
    found = _Walk(root, captions).read_pieces()
    found.runs = runs
    found.linked = collect_links(root, BLOCKS | HEADINGS.keys())
    found.struck += struck
    found.left_out += [Omission(text, "struck text") for text in struck]
    found.left_out += [Omission(text, "hidden text") for text in found.hidden]
    found.formulas += formulas
    return found


@dataclass(slots=True)
class _Walk:
    """One pass over the tree, with what is open around the text at hand."""

    root: Any
    captions: bool
    found: HypertextPieces = field(default_factory=HypertextPieces)
    text: list[str] = field(default_factory=list)
    kinds: list[Piece] = field(default_factory=list)
    """What the open headings and preformatted blocks make of the text in them."""
    lists: list[OpenList] = field(default_factory=list)
    quotes: int = 0

    def read_pieces(self) -> HypertextPieces:
        """Read the tree without recursion: it may be as deep as the parser lets it be."""
        walker = etree.iterwalk(self.root, events=("start", "end"))
        for event, element in walker:
            if event == "start":
                if self._take_whole(element):
                    walker.skip_subtree()
                else:
                    self._start(get_name(element), element)
                    self.text.append(self._replace_line_ends(element.text))
            else:
                if not self._is_set_aside(element):
                    self._end(get_name(element))
                self.text.append(self._replace_line_ends(element.tail))
        self._end_block()
        return self.found

    def _is_set_aside(self, element: Any) -> bool:
        name = get_name(element)
        return (
            not name
            or name in MUTE
            or name in {"table", "img", "image", "br"}
            or bool(read_roles(element) & (MARKS | FOOTNOTES))
            or is_hidden(element)
            or is_caption(element)
        )

    def _take_whole(self, element: Any) -> bool:
        """Whether ``element`` is done with by itself: left out, or read in a way of its own."""
        if not self._is_set_aside(element):
            return False
        name = get_name(element)
        if name in MUTE or not name:
            if name in WORDED:
                self.found.left_out.append(Omission(read_all(element), "navigation and forms"))
            return True
        if is_hidden(element):
            self.found.hidden.append(read_plain(element))
            return True
        roles = read_roles(element)
        if roles & FOOTNOTES:
            self._add_footnotes(element)
        elif name == "br":
            self.text.append("\n")
        elif name in {"img", "image"} and not roles & MARKS:
            self._add_image(" ".join(get_attribute(element, "alt").split()))
        elif name == "table" and not roles & MARKS:
            self._add_table(element)
        elif is_caption(element):
            self._add_caption(" ".join(read_plain(element).split()))
        return True

    def _start(self, name: str, element: Any) -> None:
        if name in BLOCKS or name in HEADINGS:
            self._end_block()
        if name in HEADINGS:
            self.kinds.append(Piece(BlockKind.HEADING, "", HEADINGS[name]))
        elif name == CHAPTER_TAG:
            level = GIVEN_LEVEL + int(get_attribute(element, "level") or 2)
            self.kinds.append(Piece(BlockKind.HEADING, "", level))
        elif name == "pre":
            self.kinds.append(Piece(BlockKind.CODE, ""))
        elif name in {"ul", "ol", "dl"}:
            self.lists.append(open_list(element))
        elif name in {"li", "dt", "dd"} and self.lists:
            self.lists[-1].begin_item(get_attribute(element, "value"))
        elif name == "blockquote":
            self.quotes += 1

    def _end(self, name: str) -> None:
        if name not in BLOCKS and name not in HEADINGS:
            return
        self._end_block()
        if (name in HEADINGS or name in {"pre", CHAPTER_TAG}) and self.kinds:
            self.kinds.pop()
        elif name in {"ul", "ol", "dl"}:
            self.lists.pop()
        elif name == "li" and self.lists:
            self.lists[-1].end_item()
        elif name == "blockquote":
            self.quotes -= 1

    def _end_block(self) -> None:
        """What was read since the last block's end is a piece."""
        text = read_raised("".join(self.text)).strip()
        self.text = []
        if text:
            self.found.body.append(self._make_piece(text))

    def _make_piece(self, text: str) -> Piece:
        if self.kinds:
            kind = self.kinds[-1]
            if kind.kind is BlockKind.HEADING:
                text = " ".join(text.split())
            return kind._replace(text=text)
        if not self.lists:
            return Piece(BlockKind.QUOTE if self.quotes else BlockKind.PARAGRAPH, text)
        said = self.lists[-1].add_number(text)
        return Piece(BlockKind.ITEM, said, min(len(self.lists), DEEPEST_LIST))

    def _replace_line_ends(self, text: str | None) -> str:
        """White space means nothing in hypertext, but in what is preformatted."""
        if not text:
            return ""
        if self.kinds and self.kinds[-1].kind is BlockKind.CODE:
            return text
        return text.replace("\r", " ").replace("\n", " ")

    def _add_image(self, alt: str) -> None:
        if "".join(self.text).strip():
            self.text.append(f" {alt} ")
        elif alt:
            self.found.body.append(Piece(BlockKind.IMAGE, f"{IMAGE_LABEL}{alt}"))

    def _add_caption(self, text: str) -> None:
        self._end_block()
        if self.captions and text:
            piece = make_caption(text)
            if not self.found.body or self.found.body[-1].key != piece.key:
                self.found.body.append(piece)
        else:
            self.found.captions += bool(text)
            self.found.left_out.append(Omission(text, "captions of pictures"))

    def _add_table(self, table: Any) -> None:
        self._end_block()
        for caption in table.iter():
            if get_name(caption) == "caption":
                self.text.append(read_plain(caption))
        self._end_block()
        self.found.body.extend(read_html_table(lay_out_cells(table), read_plain))

    def _add_footnotes(self, element: Any) -> None:
        """One footnote, or a list of them."""
        inner = [one for one in element.iterdescendants() if read_roles(one) & FOOTNOTES]
        if not inner and read_roles(element) & {"footnotes", "endnotes", "rearnotes"}:
            inner = [one for one in element.iterdescendants() if get_name(one) == "li"]
        for one in inner or [element]:
            if text := _BACK_MARK.sub("", read_plain(one)):
                self.found.footnotes.append(text)
