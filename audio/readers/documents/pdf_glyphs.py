"""The lines of a PDF's text layer, one JSON array each: run as a program, for PDFs are hostile.

    python -m audio.readers.documents.pdf_glyphs SECONDS BYTES < FILE.pdf

Time and memory are limited by the system, so that whatever a file does to the parser, it does
to this process alone. Letters come from ``ActualText`` where the file has it (ISO 32000-2,
14.9.4): it is how a shaped script is told from its glyphs, which stand in another order.
"""

from __future__ import annotations

import json
import logging
import sys
import unicodedata
from collections import Counter
from functools import cache
from io import BytesIO
from math import hypot
from typing import IO, Any, BinaryIO, NamedTuple

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdfdocument import PDFDocument, PDFPasswordIncorrect
from pdfminer.pdffont import PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import resolve1
from pdfminer.utils import decode_text

from audio.readers.documents.font_runs import TypedText
from audio.readers.documents.legacy_fonts import LegacyFont, find_named_font
from audio.readers.documents.pdf_line import LOST, PageLine
from audio.readers.documents.process_limits import limit_process

_MOST_PAGES = 3000
_MOST_GLYPHS = 6_000_000
_ARTIFACT = "Artifact"
_SMALLER = 0.9
"""Below this share of the line's size a glyph may be a raised one: browsers make them 5/6."""


class _Glyph(NamedTuple):
    left: float
    right: float
    base: float
    size: float
    is_bold: bool
    font: str
    """Its name, as the file has it."""
    text: str


class LineDevice(PDFTextDevice):
    """Takes the glyphs of a page in the order in which they are drawn, and makes lines of them."""

    def __init__(self, resources: PDFResourceManager) -> None:
        super().__init__(resources)
        self.lines: list[PageLine] = []
        self.pictures = 0
        self.turned = 0
        """Letters that do not stand upright: stamps and watermarks."""
        self.unread: Counter[str] = Counter()
        """Legacy font that is not read → its letters."""
        self.converted: Counter[str] = Counter()
        """Legacy font that is read → its letters."""
        self.page = 0
        self._marks: list[tuple[str, str | None]] = []
        """Open marked contents: the tag, and the text still to be given out, if any."""
        self._line: list[_Glyph] = []
        self._glyphs = 0

    def begin_tag(self, tag: Any, props: Any = None) -> None:
        """A marked content may say what its glyphs mean, or that they are furniture."""
        actual = resolve1(props.get("ActualText")) if isinstance(props, dict) else None
        text = decode_text(actual) if isinstance(actual, bytes) else None
        self._marks.append((getattr(tag, "name", ""), text))

    def end_tag(self) -> None:
        """The innermost marked content ends."""
        if self._marks:
            self._marks.pop()

    def render_image(self, name: str, stream: Any) -> None:
        """Count a picture."""
        self.pictures += 1

    def render_char(  # noqa: PLR0913, PLR0917 - as pdfminer calls it
        self,
        matrix: Any,
        font: Any,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: Any,
        graphicstate: Any,
    ) -> float:
        """Take one glyph; returns how far it moves the pen."""
        width = float(font.char_width(cid)) * fontsize * scaling
        self._glyphs += 1
        if self._glyphs > _MOST_GLYPHS:
            raise MemoryError
        if any(tag == _ARTIFACT for tag, _ in self._marks):
            return width
        a, b, c, d, x, y = matrix
        if abs(b) > 0.2 * abs(a):
            self.turned += 1
            return width
        size = abs(fontsize) * hypot(c, d)
        name = _get_font_name(font)
        left, right = sorted((x, x + width * a))
        text = self._decode_glyph(font, cid)
        if text.isalpha() and (legacy := _find_legacy_font(name)):
            (self.converted if legacy.is_read else self.unread)[legacy.name] += 1
            name = name if legacy.is_read else ""
        is_bold = "bold" in name.lower()
        self._add(_Glyph(left, right, y + rise * d, size, is_bold, name, text))
        return width

    def end_page(self, page: Any) -> None:
        """The page's last line is done."""
        self._flush()
        self._marks.clear()
        self.page += 1

    def _decode_glyph(self, font: Any, cid: int) -> str:
        for at, (tag, text) in enumerate(self._marks):
            if text is not None:
                self._marks[at] = (tag, "")
                return text
        try:
            text = str(font.to_unichr(cid))
        except PDFUnicodeNotDefined:
            return LOST
        # A map may send a glyph nowhere.
        return LOST if not text or text == "\0" else text

    def _add(self, glyph: _Glyph) -> None:
        if self._line and _is_elsewhere(self._line, glyph):
            self._flush()
        self._line.append(glyph)

    def _flush(self) -> None:
        glyphs, self._line = self._line, []
        if text := _join_glyphs(glyphs):
            sizes = sorted(glyph.size for glyph in glyphs)
            bold = sum(glyph.is_bold for glyph in glyphs)
            self.lines.append(
                PageLine(
                    self.page,
                    round(min(glyph.left for glyph in glyphs), 1),
                    round(max(glyph.right for glyph in glyphs), 1),
                    round(glyphs[0].base, 1),
                    round(sizes[len(sizes) // 2], 1),
                    2 * bold > len(glyphs),
                    text,
                )
            )


def _is_elsewhere(line: list[_Glyph], glyph: _Glyph) -> bool:
    """Whether ``glyph`` stands on another line than what was drawn before it."""
    size = max(line[0].size, glyph.size, 1.0)
    if abs(glyph.base - line[0].base) > 0.6 * size:
        return True
    return glyph.left < line[-1].left - 2 * size or glyph.left > line[-1].right + 8 * size


def _join_glyphs(glyphs: list[_Glyph]) -> str:
    """The text of glyphs as their fonts show it, with a space where the file leaves but a gap."""
    if not glyphs:
        return ""
    typed = TypedText("")
    main = max(glyphs, key=lambda glyph: glyph.size)
    end = glyphs[0].left
    for at, glyph in enumerate(glyphs):
        is_mark = unicodedata.category(glyph.text[0]).startswith("M") if glyph.text else True
        if at and glyph.left - end > 0.22 * main.size and not is_mark:
            typed.add(" ", glyph.font)
        typed.add(glyph.text, glyph.font, _find_script(glyph, main))
        end = max(end, glyph.right)
    return " ".join(typed.join().split())


def _find_script(glyph: _Glyph, main: _Glyph) -> str:
    """`super` or `sub` for a small glyph above or below the line of the ``main`` ones."""
    if glyph.size >= _SMALLER * main.size or not glyph.text.strip():
        return ""
    lift = (glyph.base - main.base) / main.size
    return "super" if lift > 0.15 else "sub" if lift < -0.05 else ""


def _get_font_name(font: Any) -> str:
    names = (str(getattr(font, key, "")) for key in ("basefont", "fontname"))
    return next((name for name in names if name not in {"", "unknown"}), "")


@cache
def _find_legacy_font(name: str) -> LegacyFont | None:
    return find_named_font(name)


def write_lines(file: BinaryIO, out: IO[str]) -> None:
    """Write the lines of ``file``; last, what else was seen."""
    document = PDFDocument(PDFParser(file))
    resources = PDFResourceManager()
    device = LineDevice(resources)
    interpreter = PDFPageInterpreter(resources, device)
    for number, page in enumerate(PDFPage.create_pages(document)):
        if number >= _MOST_PAGES:
            raise MemoryError
        interpreter.process_page(page)
        for line in device.lines:
            out.write(json.dumps(line) + "\n")
        device.lines.clear()
    title = ""
    for info in document.info:
        given = resolve1(info.get("Title"))
        title = decode_text(given) if isinstance(given, bytes) else title
    seen = {"pages": device.page, "pictures": device.pictures, "turned": device.turned,
            "unread": device.unread, "converted": device.converted}  # fmt: skip
    out.write(json.dumps({**seen, "title": title}) + "\n")


def _run() -> int:
    seconds, size = int(sys.argv[1]), int(sys.argv[2])
    limit_process(seconds, size)
    logging.disable()
    try:
        write_lines(BytesIO(sys.stdin.buffer.read()), sys.stdout)
    except PDFPasswordIncorrect:
        return 3
    except MemoryError:
        return 4
    return 0


if __name__ == "__main__":
    raise SystemExit(_run())
