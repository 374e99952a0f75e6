"""PDF with a text layer: its letters where they can be trusted, and else a refusal by name.

A PDF draws glyphs; which letters they mean is an afterthought, and for Hindi often a wrong one:
vowel signs where they are drawn and not where they are spoken, conjuncts without a letter. A
sentence with wrong letters is spoken wrongly, so such a file is refused.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from importlib.util import find_spec
from typing import Any, NamedTuple

from audio import regex
from audio.errors import Place, SourceError
from audio.readers.article.account import attach_account
from audio.readers.article.compose import compose
from audio.readers.article.front_matter import FrontMatter
from audio.readers.documents.legacy_fonts import convert, find_named_font, guess_font
from audio.readers.documents.legacy_titles import find_title_font
from audio.readers.documents.pdf_layout import join_lines
from audio.readers.documents.pdf_line import LOST, PageLine
from audio.readers.documents.scan import DRAFT_HINT, read_scan
from audio.readers.reading import USUAL, Reading
from audio.readers.text.decoding import settle, settle_pieces
from audio.records import Article, Omission

LARGEST = 100 * 10**6
"""Bytes of a file."""
SECONDS = 100
"""Of processor time: about a thousand pages."""
MEMORY = 800_000_000
"""Bytes of address space, the parser's own included."""
_WORDS = regex.compile(r"[\p{L}\p{M}]++")
_DEVANAGARI = regex.compile(r"\p{Devanagari}")
_SIGN = regex.compile(r"[\u093a-\u094f\u0955-\u0957\u0962\u0963]")
_MISPLACED = regex.compile(
    r"(?<![\p{L}\p{M}\u200c\u200d])[\u0900-\u0903\u093a-\u094f\u0955-\u0957\u0962\u0963]"
    r"|[\u093e-\u094c](?=[\u093e-\u094d])|\u094d(?=[\u093e-\u094c\u094d])"
)
"""A sign with no letter before it, or two vowels on one letter."""
_MOST_MISPLACED = 0.01
"""Of all signs: a file in the order of its glyphs has a tenth, a sound one next to none."""
_LETTERS_A_PAGE = 15
"""A scan may have a stamp on each page, a blank page none."""
_BULLET = regex.compile(rf"^{LOST}\s++|(?<=^|\s){LOST}$")
_SAMPLE = 100_000
"""Characters by which a font that is not named is told from its words."""
_ENGLISH = regex.compile(r"(?<![A-Za-z])(?:the|and|of|to|in|is|for|by|with|on)(?![A-Za-z])")
_OTHER_FORM = "get the text in another form: the web page, the Word file, or what it was made from"


class _TextLayer(NamedTuple):
    lines: list[PageLine]
    pages: int
    pictures: int
    turned: int
    title: str
    unread: Mapping[str, int] = {}
    """Legacy font that is not read → its letters."""
    converted: Mapping[str, int] = {}
    """Legacy font that is read → its letters."""


def read(data: bytes, origin: str, reading: Reading = USUAL) -> Article:
    """The article in ``data``, a PDF with a text layer.

    Raises:
        SourceError: it is damaged, encrypted, only pictures, its letters are not to be trusted,
            it is not Hindi, or the parser is not installed.
    """
    if find_spec("pdfminer") is None:
        raise SourceError(
            "PDF files need a parser that is not installed",
            where=Place(origin),
            hint="pip install 'audio-edition[documents]'",
        )
    if len(data) > LARGEST:
        raise SourceError(f"is larger than {LARGEST // 10**6} MB", where=Place(origin))
    layer = _convert_unnamed_fonts(_read_text_layer(data, origin))
    if reading.is_draft and _is_scan(layer):
        return read_scan(data, origin, reading, needs=("pypdfium2",))
    notes = _check_layer(layer, origin)
    left_out: list[Omission] = []
    lines = join_lines(layer.lines, layer.pages, notes, left_out)
    pieces = settle_pieces(lines, origin)
    title = _convert_title(layer, origin)
    is_title = bool(_DEVANAGARI.search(title)) and not _MISPLACED.search(title)
    front = FrontMatter(title=settle(title, origin, has_lines=False) if is_title else "")
    article = compose(pieces, front, origin, is_marked_up=True, doubts=notes)
    return attach_account(article, [line.text for line in layer.lines], left_out, reading)


def _is_scan(layer: _TextLayer) -> bool:
    """Whether its pages are pictures, with next to no letters."""
    letters = sum(len(word) for line in layer.lines for word in _WORDS.findall(line.text))
    return letters < _LETTERS_A_PAGE * layer.pages and layer.pictures > 0


def _read_text_layer(data: bytes, origin: str) -> _TextLayer:
    command = [
        sys.executable,
        "-m",
        "audio.readers.documents.pdf_glyphs",
        str(SECONDS),
        str(MEMORY),
    ]
    try:
        done = subprocess.run(
            command, input=data, capture_output=True, timeout=2 * SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise _make_error(f"could not be read within {2 * SECONDS} s", origin) from error
    if done.returncode == 3:
        raise _make_error("is encrypted", origin, "save it without a password")
    if done.returncode == 4:
        raise _make_error("needs more memory than a document does", origin, _OTHER_FORM)
    if done.returncode in {-9, -24}:  # SIGKILL, SIGXCPU
        raise _make_error(f"could not be read within {SECONDS} s", origin, _OTHER_FORM)
    if done.returncode:
        raise _make_error("is a damaged PDF", origin, "get it anew from where it came")
    *lines, last = done.stdout.decode().split("\n")[:-1]
    seen: dict[str, Any] = json.loads(last)
    return _TextLayer([PageLine(*json.loads(line)) for line in lines], **seen)


def _convert_unnamed_fonts(layer: _TextLayer) -> _TextLayer:
    """Lines in a legacy font that the file does not name are told by their commonest words."""
    font = guess_font("\n".join(line.text for line in layer.lines)[:_SAMPLE])
    if font is None:
        return layer
    if not font.is_read:
        return layer._replace(unread={font.name: _SAMPLE})
    lines = [
        line if _ENGLISH.search(line.text) else line._replace(text=convert(line.text, font, ""))
        for line in layer.lines
    ]
    return layer._replace(lines=lines, converted={font.name: _SAMPLE})


def _convert_title(layer: _TextLayer, origin: str) -> str:
    """The title in the file's data, out of the old font in which most of its text is.

    Raises:
        SourceError: it is typed for one that is not read.
    """
    name = max(layer.converted, key=layer.converted.__getitem__, default="")
    title = " ".join(layer.title.split())
    return convert(title, find_title_font(title, find_named_font(name)), origin)


def _check_layer(layer: _TextLayer, origin: str) -> list[str]:
    """Notes on what may be wrong; raises ``SourceError`` for what cannot be right."""
    unread = max(layer.unread, key=layer.unread.__getitem__, default="")
    if font := find_named_font(unread):
        raise font.make_refusal(origin)
    text = "\n".join(_BULLET.sub("", line.text) for line in layer.lines)
    letters = sum(map(len, _WORDS.findall(text)))
    if _is_scan(layer):
        raise _make_error("holds pictures of pages, not their text", origin, DRAFT_HINT)
    if not letters:
        raise _make_error("holds no text", origin, DRAFT_HINT)
    lost = text.count(LOST)
    if lost:
        what = f"does not say which letters {lost} of its glyphs are"
        raise _make_error(what, origin, _OTHER_FORM)
    misplaced = len(_MISPLACED.findall(text))
    if misplaced > _MOST_MISPLACED * len(_SIGN.findall(text)):
        what = f"has its letters in a wrong order: {misplaced} vowel signs stand where none can"
        raise _make_error(what, origin, _OTHER_FORM)
    notes = []
    if misplaced:
        notes.append(f"{misplaced} vowel signs stand where none can: check the text")
    if layer.turned:
        notes.append(f"left out {layer.turned} letters that stand askew, as in a watermark")
    return notes


def _make_error(what: str, origin: str, hint: str = "") -> SourceError:
    return SourceError(what, where=Place(origin), hint=hint)
