"""Blocks of HTML inside Markdown: headings, paragraphs, items and images; tags are dropped."""

from __future__ import annotations

from collections.abc import Mapping
from html.parser import HTMLParser

from audio.readers.article.links import LinkCollector, settle_address
from audio.readers.article.list_numbers import OpenList, read_whole_number
from audio.readers.article.pieces import Piece
from audio.readers.article.raised_text import LINKED, MARKS, read_raised
from audio.readers.article.silent_text import STRUCK_TAGS, UNREAD_TAGS
from audio.records import IMAGE_LABEL, BlockKind

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = {
    "address", "article", "aside", "blockquote", "dd", "details", "div", "dl", "dt",
    "figcaption", "figure", "footer", "header", "hr", "li", "main", "nav", "ol", "p", "pre",
    "section", "summary", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip


def read_html(html: str, struck: list[str], links: LinkCollector | None = None) -> list[Piece]:
    """The pieces of one block of HTML; comments, scripts and styles leave none.

    ``struck`` is told of text that is left out because it is struck out, ``links`` of links.
    """
    parser = _Blocks(struck, links or LinkCollector())
    parser.feed(html)
    parser.close()
    parser.end_block()
    return parser.pieces


class _Blocks(HTMLParser):
    def __init__(self, struck: list[str], links: LinkCollector) -> None:
        super().__init__(convert_charrefs=True)
        self._struck = struck
        self._links = links
        self._is_struck = 0
        self.pieces: list[Piece] = []
        self._text: list[str] = []
        self._mute = 0
        self._lists: list[OpenList] = []
        self._next = Piece(BlockKind.PARAGRAPH, "")

    def end_block(self) -> None:
        """What was read since the last block's end is a piece."""
        text = read_raised("".join(self._text)).strip()
        if text and self._next.kind is BlockKind.ITEM and self._lists:
            text = self._lists[-1].add_number(text)
        if text:
            self.pieces.append(self._next._replace(text=text))
        self._text = []
        self._links.end_block()
        self._next = Piece(BlockKind.PARAGRAPH, "")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._mute += tag in UNREAD_TAGS
        given = dict(attrs)
        if tag in _BLOCKS or tag in _HEADINGS:
            self._open_block(tag, given)
        elif tag == "br":
            self._text.append("\n")
        elif tag == "img":
            self._add_image(given.get("alt") or "")
        elif tag == "a":
            address = given.get("href") or ""
            self._links.open_link(settle_address(address))
            self._text += [LINKED] if address.startswith("#") else []
        elif tag in MARKS:
            self._text.append(MARKS[tag][0])
        self._is_struck += tag in STRUCK_TAGS

    def _open_block(self, tag: str, given: Mapping[str, str | None]) -> None:
        self.end_block()
        if tag in _HEADINGS:
            self._next = Piece(BlockKind.HEADING, "", _HEADINGS[tag])
        elif tag in {"ol", "ul"}:
            self._lists.append(_open_list(given) if tag == "ol" else OpenList())
        elif tag == "li":
            self._next = Piece(BlockKind.ITEM, "", 1)
            if self._lists:
                self._lists[-1].begin_item(given.get("value") or "")

    def handle_endtag(self, tag: str) -> None:
        self._mute -= tag in UNREAD_TAGS and self._mute > 0
        if tag in _BLOCKS or tag in _HEADINGS:
            self.end_block()
            self._update_lists(tag)
        elif tag == "a":
            self._links.close_link()
        elif tag in MARKS:
            self._text.append(MARKS[tag][1])
        self._is_struck -= tag in STRUCK_TAGS and self._is_struck > 0

    def handle_data(self, data: str) -> None:
        if self._is_struck and not self._mute:
            self._struck.append(data)
        elif not self._mute:
            self._text.append(data.replace("\n", " "))
            self._links.add(data)

    def _update_lists(self, ended: str) -> None:
        if ended in {"ol", "ul"} and self._lists:
            self._lists.pop()
        elif ended == "li" and self._lists:
            self._lists[-1].end_item()

    def _add_image(self, alt: str) -> None:
        if "".join(self._text).strip():
            self._text.append(alt)
        elif alt.strip():
            self.pieces.append(Piece(BlockKind.IMAGE, f"{IMAGE_LABEL}{alt}"))


def _open_list(attributes: Mapping[str, str | None]) -> OpenList:
    """An `<ol>`; one that counts down from it is not said where has no numbers."""
    start, is_down = attributes.get("start") or "", "reversed" in attributes
    if is_down and not start:
        return OpenList()
    kind = attributes.get("type") or ""
    form = kind if kind in {"a", "A", "i", "I"} else "1"
    return OpenList(read_whole_number(start, 1), form, -1 if is_down else 1)
