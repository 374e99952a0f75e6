"""OpenDocument text (.odt): as LibreOffice and others save it.

OpenDocument 1.3, part 3, chapters 4 to 9.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import regex

from audio.errors import Place, SourceError
from audio.readers.article.captions import (
    IMAGE_LABEL,
    describe_captions,
    is_of_picture,
    make_caption,
)
from audio.readers.article.compose import compose
from audio.readers.article.pieces import Piece
from audio.readers.article.silent_text import describe_silent
from audio.readers.article.tables import read_table
from audio.readers.documents.archive import Archive
from audio.readers.documents.font_runs import TypedText
from audio.readers.documents.hardened_xml import (
    find_children,
    find_first,
    get_attribute,
    get_name,
    parse_xml,
)
from audio.readers.documents.hypertext import DEEPEST_LIST, make_footnotes
from audio.readers.documents.properties import describe_picture, read_odt_properties
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
              for piece in document.read_pieces()]  # fmt: skip
    front = read_odt_properties(archive, origin)
    if document.title:
        front = replace(front, title=settle(document.title, origin, has_lines=False))
    return compose(pieces, front, origin, is_marked_up=True, doubts=document.notes)


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
    struck: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    """Texts that were left out because they are."""
    _styles: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Style → its parent, and the name it is shown by."""
    _bullets: set[tuple[str, int]] = field(default_factory=set)
    """List style and level, from 1, that has bullets; others have numbers."""
    _cited: list[str] = field(default_factory=list)
    _fonts: dict[str, str] = field(default_factory=dict)
    """Style → the font that it names itself."""
    _scripts: dict[str, str] = field(default_factory=dict)
    """Style → `super` or `sub`, where its letters stand above or below the line."""
    _silent: dict[str, str] = field(default_factory=dict)
    """Style → whether it strikes its letters through or hides them, or says that it does not."""
    _faces: dict[str, str] = field(default_factory=dict)
    """What the document calls a font → its family."""
    _usual: str = ""
    """The font of what has none."""

    def read_pieces(self) -> Iterator[Piece]:
        """The document's pieces, then its footnotes."""
        roots = [
            parse_xml(self.archive.read(name), self.origin, name)
            for name in _PARTS
            if name in self.archive or name == _PARTS[0]
        ]
        for root in roots:
            self._read_styles(root)
        body = find_first(roots[0], "text")
        if body is not None:
            yield from self._read_blocks(body, 0, "")
        yield from make_footnotes(self._cited)
        if self.captions:
            self.notes.append(describe_captions(self.captions))
        self.notes += describe_silent(self.struck, "struck out")
        self.notes += describe_silent(self.hidden, "hidden")

    def _read_styles(self, root: Any) -> None:
        for style in root.iter():
            name = get_attribute(style, "name")
            if get_name(style) == "style":
                parent = get_attribute(style, "parent-style-name")
                self._styles.setdefault(
                    name, (parent, get_attribute(style, "display-name") or name)
                )
                self._fonts.setdefault(name, _read_font(style))
                self._scripts.setdefault(name, _read_script(style))
                self._silent.setdefault(name, _read_silence(style))
            elif (
                get_name(style) == "default-style" and get_attribute(style, "family") == "paragraph"
            ):
                self._usual = self._usual or _read_font(style)
            elif get_name(style) == "font-face":
                self._faces[name] = get_attribute(style, "font-family")
            elif get_name(style) == "list-style":
                for level in find_children(style, "list-level-style-bullet"):
                    number = get_attribute(level, "level")
                    if _SMALL_NUMBER.fullmatch(number):
                        self._bullets.add((name, int(number)))

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
                self.hidden.append("".join(element.itertext()))
            elif name in {"section", "numbered-paragraph", "text-box"}:
                yield from self._read_blocks(element, depth, style)

    def _read_paragraph(self, element: Any) -> Iterator[Piece]:
        text = self._read_text(element).strip()
        shown = self._find_style_names(get_attribute(element, "style-name"))
        if "Caption" in shown and "Table" not in shown and is_of_picture(text):
            if self.reading.captions:
                yield make_caption(text)
            self.captions += not self.reading.captions
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
        text = " ".join(self._read_text(element).split())
        level = get_attribute(element, "outline-level")
        number = int(level) if _SMALL_NUMBER.fullmatch(level) else 1
        if text:
            yield Piece(BlockKind.HEADING, text, min(max(number, 1), 5) + bool(self.title))

    def _read_list(self, element: Any, depth: int, style: str) -> Iterator[Piece]:
        has_bullets = (style, depth) in self._bullets or not style
        count = 0
        for item in element:
            if get_name(item) not in {"list-item", "list-header"}:
                continue
            is_item = get_name(item) == "list-item"
            count += is_item
            label = f"{count}. " if is_item and not has_bullets else ""
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
            " ".join(self._read_text(p) for p in cell.iter() if get_name(p) in {"p", "h"})
            for cell in row
            if get_name(cell) in {"table-cell", "covered-table-cell"}
        ]

    def _find_style_names(self, style: str) -> set[str]:
        """The names of a style and of those it is derived from."""
        names: set[str] = set()
        for _ in range(_LONGEST_CHAIN):
            parent, shown = self._styles.get(style, ("", style))
            names |= {style, shown}
            if not parent:
                break
            style = parent
        return names

    def _read_text(self, element: Any) -> str:
        typed = TypedText(self.origin)
        self._gather(element, typed, self._usual)
        return typed.join()

    def _find_font(self, style: str) -> str:
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
        style = get_attribute(element, "style-name")
        if silent := self._find_silence(element, style):
            texts = self.struck if silent == "struck" else self.hidden
            texts.append("".join(element.itertext()))
            return
        font = self._find_font(style) or around
        typed.add(_collapse_spaces(element.text), font, self._scripts.get(style, ""))
        for child in element:
            name = get_name(child)
            if name == "s":
                count = get_attribute(child, "c")
                wide = int(count) if _SMALL_NUMBER.fullmatch(count) else 1
                typed.add(" " * min(wide, _LONGEST_GAP), font)
            elif name == "tab":
                typed.add(" ", font)
            elif name == "line-break":
                typed.add("\n", font)
            elif name == "note":
                self._add_footnote(child)
            elif name not in _SKIPPED and name != "frame":
                self._gather(child, typed, font)
            typed.add(_collapse_spaces(child.tail), font)

    def _find_silence(self, element: Any, style: str) -> str:
        """Whether ``element`` is struck or hidden, by its style or one that it is derived from."""
        if get_attribute(element, "is-hidden") == "true":
            return "hidden"
        hides = next(find_children(element, "hidden-paragraph"), None)
        if hides is not None and get_attribute(hides, "is-hidden") == "true":
            return "hidden"
        for _ in range(_LONGEST_CHAIN):
            if not style:
                break
            if silence := self._silent.get(style, ""):
                return silence.removeprefix("no")
            style = self._styles.get(style, ("", ""))[0]
        return ""

    def _add_footnote(self, note: Any) -> None:
        body = find_first(note, "note-body")
        paragraphs = body.iter() if body is not None else ()
        text = " ".join(self._read_text(p) for p in paragraphs if get_name(p) in {"p", "h"})
        if text.strip():
            self._cited.append(" ".join(text.split()))


def _holds_text(frame: Any) -> bool:
    return find_first(frame, "text-box") is not None


def _read_font(style: Any) -> str:
    properties = next(find_children(style, "text-properties"), None)
    if properties is None:
        return ""
    return get_attribute(properties, "font-name") or get_attribute(properties, "font-family")


def _is_hidden_section(element: Any) -> bool:
    display = get_attribute(element, "display")
    return display == "none" or (
        display == "condition" and get_attribute(element, "is-hidden") != "false"
    )


def _read_silence(style: Any) -> str:
    """`struck` or `hidden`, by part 3, 20.365 and 20.330; `no` where a style takes either back."""
    properties = next(find_children(style, "text-properties"), None)
    if properties is None:
        return ""
    display = get_attribute(properties, "display")
    line = get_attribute(properties, "text-line-through-style") or get_attribute(
        properties, "text-line-through-type"
    )
    if display == "none":
        return "hidden"
    if line not in {"", "none"}:
        return "struck"
    return "no" if line or display else ""


def _read_script(style: Any) -> str:
    """From `super 58%` (part 3, 20.389); a figure instead of the name lifts the line as well."""
    properties = next(find_children(style, "text-properties"), None)
    position = get_attribute(properties, "text-position") if properties is not None else ""
    word = position.partition(" ")[0]
    lift = word.removesuffix("%")
    if _SMALL_NUMBER.fullmatch(lift.removeprefix("-")) and int(lift):
        return "sub" if lift.startswith("-") else "super"
    return word


def _collapse_spaces(text: str | None) -> str:
    return (text or "").replace("\n", " ").replace("\r", " ")
