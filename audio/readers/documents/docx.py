"""Word documents (.docx): headings and lists by style, tables row by row, footnotes at the end.

ECMA-376 / ISO/IEC 29500-1, WordprocessingML (chapter 17).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from audio import regex
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
from audio.readers.article.links import place_links
from audio.readers.article.pieces import Piece
from audio.readers.article.silent_text import describe_silent
from audio.readers.article.tables import read_table
from audio.readers.article.told_fields import take_fields
from audio.readers.documents.archive import Archive
from audio.readers.documents.docx_links import collect_word_links
from audio.readers.documents.docx_lists import DocxLists
from audio.readers.documents.docx_styles import DocxStyles, ParagraphStyle, find_script
from audio.readers.documents.font_runs import TypedText
from audio.readers.documents.hypertext import DEEPEST_LIST, make_footnotes
from audio.readers.documents.legacy_fonts import LegacyFont
from audio.readers.documents.omml import FORMULAS, speak_omml
from audio.readers.documents.properties import read_docx_properties
from audio.readers.documents.ruby_words import read_ruby
from audio.readers.reading import USUAL, Reading
from audio.readers.text.decoding import settle, settle_pieces
from audio.records import IMAGE_LABEL, Article, BlockKind, Omission

_DOCUMENT = "word/document.xml"
_SKIPPED = {
    "del", "moveFrom", "instrText", "delText", "Fallback", "pPr", "rPr", "commentReference",
    "annotationRef", "sdtPr", "object", "tblPr", "trPr", "tcPr", "sectPr", "footnoteRef",
    "endnoteRef",
}  # fmt: skip
"""What was deleted, instructions to Word, and twins of what stands beside them."""
_CONTENTS = "Table of Contents"


def read(data: bytes, origin: str, reading: Reading = USUAL) -> Article:
    """The article in ``data``, a Word document.

    Raises:
        SourceError: it is damaged, encrypted, no Word document, or not Hindi.
    """
    document = _Document(Archive(data, origin), origin, reading)
    pieces = settle_pieces(document.read_pieces(), origin)
    front = read_docx_properties(document.archive, origin, document.fonts)
    if document.title:
        front = replace(front, title=settle(document.title, origin, has_lines=False))
    pieces, front, fields = take_fields(pieces, front, is_stronger=True)
    article = compose(pieces, front, origin, is_marked_up=True, doubts=document.notes)
    article = place_links(article, collect_word_links(document.archive, document.root, origin))
    return attach_account(article, document.find_runs(), [*document.left_out, *fields], reading)


@dataclass(slots=True)
class _Document:
    archive: Archive
    origin: str
    reading: Reading
    captions: int = 0
    """How many were left out; known after ``pieces``."""
    title: str = ""
    """What stands in the style Title; known after ``pieces``."""
    notes: list[str] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    """Texts that were left out because they are."""
    left_out: list[Omission] = field(default_factory=list)
    fonts: Counter[LegacyFont] = field(default_factory=Counter)
    """Legacy font → runs in it."""
    formulas: list[str] = field(default_factory=list)
    """What is unknown of each formula that is not spoken."""
    root: Any = field(init=False)
    """The root element of its text."""
    _styles: DocxStyles = field(init=False)
    _numbering: DocxLists = field(init=False)
    _footnotes: dict[tuple[str, str], str] = field(init=False)
    """(kind, id) → text."""
    _cited: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._styles = DocxStyles(self._parse_part("word/styles.xml"))
        self._numbering = DocxLists(self._parse_part("word/numbering.xml"))
        self.root = self._parse(_DOCUMENT)
        self._footnotes = dict(self._read_notes("footnote")) | dict(self._read_notes("endnote"))

    def read_pieces(self) -> Iterator[Piece]:
        """The document's pieces, then its footnotes in the order they are cited in."""
        body = find_first(self.root, "body")
        if body is not None:
            yield from self._read_blocks(body)
        yield from make_footnotes(self._cited)
        if self.captions:
            self.notes.append(describe_captions(self.captions))
        self.notes += describe_silent(self.struck, "struck out")
        self.notes += describe_silent(self.hidden, "hidden")
        self.notes += describe_formulas(self.formulas)

    def find_runs(self) -> Iterator[str]:
        """All text of its paragraphs that is shown, whatever is made of it, cut at its formulas,
        which are then gone from it.
        """
        for paragraph in self.root.iter():
            if get_name(paragraph) != "p":
                continue
            typed = TypedText(self.origin)
            for formula in [one for one in paragraph.iter() if get_name(one) in FORMULAS]:
                del formula[:]
            for run in paragraph.iter():
                if get_name(run) in FORMULAS:
                    yield typed.join()
                    typed = TypedText(self.origin)
                if get_name(run) == "r" and not self._find_silence(run):
                    for text in find_children(run, "t"):
                        typed.add(text.text or "", self._styles.find_font(run))
            yield typed.join()

    def _read_blocks(self, parent: Any) -> Iterator[Piece]:
        for element in parent:
            name = get_name(element)
            if name == "p":
                yield from self._read_paragraph(element)
            elif name == "tbl":
                yield from self._read_table(element)
            elif name == "sdt" and _is_contents(element):
                self.notes.append("left out the table of contents")
                texts = [one for one in element.iter() if get_name(one) == "p"]
                self.left_out += [
                    Omission("".join(one.itertext()), "tables of contents") for one in texts
                ]
            elif name in {"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"}:
                yield from self._read_blocks(element)

    def _read_paragraph(self, paragraph: Any) -> Iterator[Piece]:
        look = self._styles.find_style(paragraph)
        text = self._read_text(paragraph).strip()
        if look.is_contents:
            self.left_out.append(Omission(text, "tables of contents"))
            return
        if look.is_caption and is_of_picture(text):
            if self.reading.captions:
                yield make_caption(text)
            else:
                self.captions += 1
                self.left_out.append(Omission(text, "captions of pictures"))
        elif text and look.is_title and not self.title:
            self.title = " ".join(text.split())
            yield Piece(BlockKind.HEADING, self.title, 1)
        elif text:
            yield self._make_piece(text, look, paragraph)
        for box in paragraph.iter():
            if get_name(box) == "txbxContent" and not _is_fallback(box):
                yield from self._read_blocks(box)
        yield from _read_images(paragraph)

    def _make_piece(self, text: str, look: ParagraphStyle, paragraph: Any) -> Piece:
        number = self._numbering.count_item(paragraph, look.numbering)
        if look.level:
            label = number.label if number is not None else ""
            line = f"{label}{' '.join(text.split())}"
            return Piece(BlockKind.HEADING, line, look.level + bool(self.title))
        if number is not None:
            depth = min(number.depth, DEEPEST_LIST)
            return Piece(BlockKind.ITEM, f"{number.label}{text}", depth)
        kind = BlockKind.QUOTE if look.is_quote else BlockKind.PARAGRAPH
        return Piece(kind, text)

    def _read_text(self, paragraph: Any) -> str:
        typed = TypedText(self.origin, self.fonts)
        self._gather(paragraph, typed, "")
        return typed.join()

    def _gather(self, element: Any, typed: TypedText, font: str) -> None:
        """Text below ``element``, in ``font``; the parser has bounded how deep that can be."""
        script = find_script(element) if get_name(element) == "r" else ""
        for child in element:
            name = get_name(child)
            if name in _SKIPPED or name == "txbxContent":
                continue
            silence = self._find_silence(child) if name == "r" else ""
            if silence:
                self._leave_out(child, silence)
                continue
            if name == "t":
                typed.add(child.text or "", font, script)
            elif name in {"tab", "ptab"}:
                typed.add(" ", font)
            elif name in {"br", "cr"}:
                breaks = get_attribute(child, "type") in {"", "textWrapping"}
                typed.add("\n" if breaks else " ", font)
            elif name == "noBreakHyphen":
                typed.add("-", font)
            elif name in FORMULAS:
                self._add_formula(child, typed)
            elif name in {"footnoteReference", "endnoteReference"}:
                self._add_footnote(name.removesuffix("Reference"), get_attribute(child, "id"))
            else:
                self._gather(child, typed, self._styles.find_font(child) if name == "r" else font)

    def _add_formula(self, element: Any, typed: TypedText) -> None:
        said = speak_omml(element)
        self.formulas += [said.unknown] if said.unknown else []
        typed.add(f" {said.text} ")

    def _find_silence(self, run: Any) -> str:
        """`struck` or `hidden`, if ``run`` is; else empty."""
        if any(self._styles.has_toggle(run, name) for name in ("strike", "dstrike")):
            return "struck"
        return "hidden" if self._styles.has_toggle(run, "vanish") else ""

    def _leave_out(self, run: Any, silence: str) -> None:
        text = "".join(one.text or "" for one in run.iter() if get_name(one) == "t")
        (self.struck if silence == "struck" else self.hidden).append(text)
        self.left_out.append(Omission(text, f"{silence} text"))

    def _add_footnote(self, kind: str, number: str) -> None:
        text = self._footnotes.get((kind, number), "")
        if text and text not in self._cited:
            self._cited.append(text)

    def _read_table(self, table: Any) -> Iterator[Piece]:
        rows = [
            [self._read_cell(cell) for cell in _find_below(row, "tc")]
            for row in _find_below(table, "tr")
        ]
        marked = find_first(table, "tblHeader") is not None
        yield from read_table(rows, has_headers=marked or None)

    def _read_cell(self, cell: Any) -> str:
        return " ".join(self._read_text(p) for p in cell.iter() if get_name(p) == "p")

    def _read_notes(self, kind: str) -> Iterator[tuple[tuple[str, str], str]]:
        root = self._parse_part(f"word/{kind}s.xml")
        for note in find_children(root, kind) if root is not None else ():
            if not get_attribute(note, "type"):  # a separator line has one
                text = " ".join(self._read_text(p) for p in note.iter() if get_name(p) == "p")
                yield (kind, get_attribute(note, "id")), " ".join(text.split())

    def _parse_part(self, name: str) -> Any | None:
        return self._parse(name) if name in self.archive else None

    def _parse(self, name: str) -> Any:
        root = parse_xml(self.archive.read(name), self.origin, name)
        read_ruby(root)
        return root


def _find_below(element: Any, name: str) -> Iterator[Any]:
    """The rows of a table or cells of a row, also those in content controls; none of theirs."""
    for child in element:
        if get_name(child) == name:
            yield child
        elif get_name(child) in {"sdt", "sdtContent", "ins", "customXml"}:
            yield from _find_below(child, name)


def _is_contents(sdt: Any) -> bool:
    gallery = find_first(sdt, "docPartGallery")
    return gallery is not None and get_attribute(gallery, "val") == _CONTENTS


def _is_fallback(box: Any) -> bool:
    return any(get_name(above) == "Fallback" for above in box.iterancestors())


def _read_images(paragraph: Any) -> Iterator[Piece]:
    """Pictures that an author described; Word's own guesses are in English and say nothing."""
    for shape in paragraph.iter():
        if get_name(shape) == "docPr":
            alt = " ".join(get_attribute(shape, "descr").split())
            if regex.search(r"\p{Devanagari}", alt):
                yield Piece(BlockKind.IMAGE, f"{IMAGE_LABEL}{alt}")
