"""OpenDocument text (.odt): as LibreOffice and others save it.

OpenDocument 1.3, part 3, chapters 4 to 9.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import regex

from audio.errors import Place, SourceError
from audio.readers.article.captions import IMAGE_LABEL, caption_piece, captions_note, is_of_picture
from audio.readers.article.compose import compose
from audio.readers.article.pieces import Piece
from audio.readers.article.tables import table_pieces
from audio.readers.documents.archive import Archive
from audio.readers.documents.font_runs import TypedText
from audio.readers.documents.hardened_xml import attribute, children, first, local, parse_xml
from audio.readers.documents.hypertext import DEEPEST_LIST, footnote_pieces
from audio.readers.documents.properties import described, odt_properties
from audio.readers.reading import USUAL, Reading
from audio.readers.text.decoding import settle
from audio.records import Article, BlockKind

_SKIPPED = {
    "annotation", "annotation-end", "bookmark", "bookmark-end", "bookmark-start", "change",
    "change-end", "change-start", "forms", "ruby-text", "sequence-decls", "soft-page-break",
    "tracked-changes",
}  # fmt: skip
_INDEXES = {
    "table-of-content", "alphabetical-index", "illustration-index", "table-index", "user-index",
}  # fmt: skip
_LONGEST_CHAIN = 20
_LONGEST_GAP = 100
_PARTS = ("content.xml", "styles.xml")
_SMALL_NUMBER = regex.compile(r"[0-9]{1,8}")


def read(data: bytes, origin: str, reading: Reading = USUAL) -> Article:
    """The article in ``data``, an OpenDocument text.

    Raises:
        SourceError: it is damaged, encrypted, no OpenDocument text, or not Hindi.
    """
    archive = Archive(data, origin)
    _refuse_encrypted(archive, origin)
    document = _Document(archive, origin, reading)
    pieces = [piece._replace(text=settle(piece.text, origin, has_lines=False))
              for piece in document.pieces()]  # fmt: skip
    front = odt_properties(archive, origin)
    if document.title:
        front = replace(front, title=settle(document.title, origin, has_lines=False))
    return compose(pieces, front, origin, is_marked_up=True, doubts=document.notes)


def _refuse_encrypted(archive: Archive, origin: str) -> None:
    name = "META-INF/manifest.xml"
    if name in archive:
        manifest = parse_xml(archive.read(name), origin, name)
        if first(manifest, "encryption-data") is not None:
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
    _styles: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Style → its parent, and the name it is shown by."""
    _bullets: set[tuple[str, int]] = field(default_factory=set)
    """List style and level, from 1, that has bullets; others have numbers."""
    _cited: list[str] = field(default_factory=list)
    _fonts: dict[str, str] = field(default_factory=dict)
    """Style → the font that it names itself."""
    _scripts: dict[str, str] = field(default_factory=dict)
    """Style → `super` or `sub`, where its letters stand above or below the line."""
    _faces: dict[str, str] = field(default_factory=dict)
    """What the document calls a font → its family."""
    _usual: str = ""
    """The font of what has none."""

    def pieces(self) -> Iterator[Piece]:
        """The document's pieces, then its footnotes."""
        roots = [
            parse_xml(self.archive.read(name), self.origin, name)
            for name in _PARTS
            if name in self.archive or name == _PARTS[0]
        ]
        for root in roots:
            self._learn_styles(root)
        body = first(roots[0], "text")
        if body is not None:
            yield from self._blocks(body, 0, "")
        yield from footnote_pieces(self._cited)
        if self.captions:
            self.notes.append(captions_note(self.captions))

    def _learn_styles(self, root: Any) -> None:
        for style in root.iter():
            name = attribute(style, "name")
            if local(style) == "style":
                parent = attribute(style, "parent-style-name")
                self._styles.setdefault(name, (parent, attribute(style, "display-name") or name))
                self._fonts.setdefault(name, _font(style))
                self._scripts.setdefault(name, _script(style))
            elif local(style) == "default-style" and attribute(style, "family") == "paragraph":
                self._usual = self._usual or _font(style)
            elif local(style) == "font-face":
                self._faces[name] = attribute(style, "font-family")
            elif local(style) == "list-style":
                for level in children(style, "list-level-style-bullet"):
                    number = attribute(level, "level")
                    if _SMALL_NUMBER.fullmatch(number):
                        self._bullets.add((name, int(number)))

    def _blocks(self, parent: Any, depth: int, style: str) -> Iterator[Piece]:
        """``depth`` lists are open around ``parent``, the outermost of that ``style``."""
        for element in parent:
            name = local(element)
            if name == "p":
                yield from self._paragraph(element)
            elif name == "h":
                yield from self._heading(element)
            elif name == "list":
                yield from self._list(element, depth + 1, attribute(element, "style-name") or style)
            elif name == "table":
                yield from self._table(element)
            elif name in _INDEXES:
                self.notes.append("left out the table of contents")
            elif name in {"section", "numbered-paragraph", "text-box"}:
                yield from self._blocks(element, depth, style)

    def _paragraph(self, element: Any) -> Iterator[Piece]:
        text = self._text(element).strip()
        shown = self._named(attribute(element, "style-name"))
        if "Caption" in shown and "Table" not in shown and is_of_picture(text):
            if self.reading.captions:
                yield caption_piece(text)
            self.captions += not self.reading.captions
        elif text and "Title" in shown and not self.title:
            self.title = " ".join(text.split())
            yield Piece(BlockKind.HEADING, self.title, 1)
        elif text:
            is_quote = bool(shown & {"Quotations", "Quote"})
            yield Piece(BlockKind.QUOTE if is_quote else BlockKind.PARAGRAPH, text)
        for frame in element.iter():
            if local(frame) == "text-box":
                yield from self._blocks(frame, 0, "")
            elif local(frame) == "frame" and not _holds_text(frame) and (alt := described(frame)):
                yield Piece(BlockKind.IMAGE, f"{IMAGE_LABEL}{alt}")

    def _heading(self, element: Any) -> Iterator[Piece]:
        text = " ".join(self._text(element).split())
        level = attribute(element, "outline-level")
        number = int(level) if _SMALL_NUMBER.fullmatch(level) else 1
        if text:
            yield Piece(BlockKind.HEADING, text, min(max(number, 1), 5) + bool(self.title))

    def _list(self, element: Any, depth: int, style: str) -> Iterator[Piece]:
        has_bullets = (style, depth) in self._bullets or not style
        count = 0
        for item in element:
            if local(item) not in {"list-item", "list-header"}:
                continue
            is_item = local(item) == "list-item"
            count += is_item
            label = f"{count}. " if is_item and not has_bullets else ""
            for piece in self._blocks(item, depth, style):
                if piece.kind is BlockKind.PARAGRAPH:
                    yield Piece(BlockKind.ITEM, f"{label}{piece.text}", min(depth, DEEPEST_LIST))
                    label = ""
                else:
                    yield piece

    def _table(self, table: Any) -> Iterator[Piece]:
        rows = [self._row(row) for row in table.iter() if local(row) == "table-row"]
        headed = next(children(table, "table-header-rows"), None) is not None
        yield from table_pieces(rows, has_headers=headed or None)

    def _row(self, row: Any) -> list[str]:
        """Cells that are repeated to the edge of a sheet are empty, and counted once."""
        return [
            " ".join(self._text(p) for p in cell.iter() if local(p) in {"p", "h"})
            for cell in row
            if local(cell) in {"table-cell", "covered-table-cell"}
        ]

    def _named(self, style: str) -> set[str]:
        """The names of a style and of those it is derived from."""
        names: set[str] = set()
        for _ in range(_LONGEST_CHAIN):
            parent, shown = self._styles.get(style, ("", style))
            names |= {style, shown}
            if not parent:
                break
            style = parent
        return names

    def _text(self, element: Any) -> str:
        typed = TypedText(self.origin)
        self._gather(element, typed, self._usual)
        return typed.text()

    def _font_of(self, style: str) -> str:
        """The font of a style, or of the one it is derived from; empty when none is named."""
        for _ in range(_LONGEST_CHAIN):
            if not style:
                break
            if font := self._fonts.get(style, ""):
                return self._faces.get(font, font)
            style = self._styles.get(style, ("", ""))[0]
        return ""

    def _gather(self, element: Any, typed: TypedText, around: str) -> None:
        """Text below ``element``, which stands in the font ``around``.

        The parser has bounded how deep that can be.
        """
        style = attribute(element, "style-name")
        font = self._font_of(style) or around
        typed.add(_spaced(element.text), font, self._scripts.get(style, ""))
        for child in element:
            name = local(child)
            if name == "s":
                count = attribute(child, "c")
                wide = int(count) if _SMALL_NUMBER.fullmatch(count) else 1
                typed.add(" " * min(wide, _LONGEST_GAP), font)
            elif name == "tab":
                typed.add(" ", font)
            elif name == "line-break":
                typed.add("\n", font)
            elif name == "note":
                self._cite(child)
            elif name not in _SKIPPED and name != "frame":
                self._gather(child, typed, font)
            typed.add(_spaced(child.tail), font)

    def _cite(self, note: Any) -> None:
        body = first(note, "note-body")
        paragraphs = body.iter() if body is not None else ()
        text = " ".join(self._text(p) for p in paragraphs if local(p) in {"p", "h"})
        if text.strip():
            self._cited.append(" ".join(text.split()))


def _holds_text(frame: Any) -> bool:
    return first(frame, "text-box") is not None


def _font(style: Any) -> str:
    properties = next(children(style, "text-properties"), None)
    if properties is None:
        return ""
    return attribute(properties, "font-name") or attribute(properties, "font-family")


def _script(style: Any) -> str:
    """From `super 58%` (part 3, 20.389); a figure instead of the name lifts the line as well."""
    properties = next(children(style, "text-properties"), None)
    position = attribute(properties, "text-position") if properties is not None else ""
    word = position.partition(" ")[0]
    lift = word.removesuffix("%")
    if _SMALL_NUMBER.fullmatch(lift.removeprefix("-")) and int(lift):
        return "sub" if lift.startswith("-") else "super"
    return word


def _spaced(text: str | None) -> str:
    return (text or "").replace("\n", " ").replace("\r", " ")
