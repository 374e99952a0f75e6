"""A stretch of HTML that is an article's text and what its site puts in and around it: a feed's."""

from __future__ import annotations

from typing import NamedTuple

from audio.readers.article.captions import caption_piece, captions_note
from audio.readers.article.pieces import HEADING_LENGTH, Piece, is_heading_like
from audio.readers.web.blocks import Unit, units
from audio.readers.web.fonts import FontReader
from audio.readers.web.furniture import clear
from audio.readers.web.own_text import clean_body, is_standfirst, summary
from audio.readers.web.repeats import without_repeats
from audio.readers.web.superscripts import read_superscripts
from audio.readers.web.tree import parse_page, prune
from audio.records import BlockKind


class Fragment(NamedTuple):
    """What it holds of the article."""

    pieces: list[Piece]
    notes: list[str]


def read_fragment(markup: str, title: str, origin: str, *, captions: bool = False) -> Fragment:
    """The article in ``markup``, HTML or plain text, without its ``title`` and furniture.

    ``captions`` of pictures are read where they stand, or else left out with a note.

    Raises:
        SourceError: it is nested too deeply, or in a font that is not known.
    """
    root = parse_page(f"<html><body><article>{markup}</article></body></html>", origin)
    fonts = FontReader(root, origin)
    prune(root)
    footnotes = read_superscripts(root)
    clear(root, None)
    cleaned = clean_body(units(root, fonts.convert), keep_captions=captions)
    kept = without_repeats(cleaned.units, title, cleaned.left_out)
    notes = [summary(cleaned.left_out)] if cleaned.left_out else []
    notes += footnotes
    if cleaned.captions and not captions:
        notes.append(captions_note(cleaned.captions))
    return Fragment([piece_of(unit, is_text=False) for unit in kept], notes)


def piece_of(unit: Unit, *, is_text: bool) -> Piece:
    """``unit`` as a piece; ``is_text`` says that captions are the text, as in a gallery."""
    if unit.is_caption and not is_text:
        return caption_piece(unit.text)
    if unit.is_bold and unit.kind is BlockKind.PARAGRAPH and is_heading_like(unit.text):
        return Piece(BlockKind.HEADING, unit.text, 3)
    is_long = len(unit.text) > HEADING_LENGTH
    if unit.kind is BlockKind.HEADING and unit.ends and (is_long or is_standfirst(unit)):
        return Piece(BlockKind.PARAGRAPH, unit.text)  # whatever its tag
    return Piece(unit.kind, unit.text, unit.level)
