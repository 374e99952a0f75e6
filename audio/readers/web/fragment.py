"""HTML without a page around it, as a feed gives an article's text."""

from __future__ import annotations

from typing import NamedTuple

from audio.readers.article.captions import describe_captions, make_caption
from audio.readers.article.formula_speech import describe_formulas
from audio.readers.article.links import LinkedText
from audio.readers.article.pieces import HEADING_LENGTH, Piece, is_heading_like
from audio.readers.documents.hypertext_formulas import read_formulas
from audio.readers.documents.ruby_words import read_ruby
from audio.readers.web.block_roles import is_standfirst
from audio.readers.web.blocks import PageBlock, read_blocks
from audio.readers.web.fonts import FontReader
from audio.readers.web.furniture import clear_furniture
from audio.readers.web.links import collect_page_links
from audio.readers.web.own_text import clean_body
from audio.readers.web.removals import Removals
from audio.readers.web.repeats import drop_repeats
from audio.readers.web.runs import find_runs
from audio.readers.web.superscripts import read_superscripts
from audio.readers.web.tree import parse_page, prune, strip_code
from audio.records import BlockKind, Omission


class Fragment(NamedTuple):
    """The pieces of the article, and notes on what was left out."""

    pieces: list[Piece]
    notes: list[str]
    runs: list[str]
    """All prose in the markup."""
    left_out: list[Omission]
    linked: list[LinkedText]


def read_fragment(markup: str, title: str, origin: str, *, captions: bool = False) -> Fragment:
    """The article in ``markup``, HTML or plain text, without its ``title`` and furniture.

    ``captions`` of pictures are read where they stand, or else left out with a note.

    Raises:
        SourceError: it is nested too deeply, or in a font that is not known.
    """
    root = parse_page(f"<html><body><article>{markup}</article></body></html>", origin)
    fonts = FontReader(root, origin)
    read_ruby(root)
    formulas = describe_formulas(read_formulas(root))
    strip_code(root)
    runs, _ = find_runs(read_blocks(root, fonts.convert, is_raw=True), None)
    removals = Removals(fonts.convert)
    prune(root, removals)
    footnotes = read_superscripts(root, removals)
    clear_furniture(root, None, removals)
    linked = collect_page_links(root, origin)
    cleaned = clean_body(read_blocks(root, fonts.convert), keep_captions=captions)
    kept = drop_repeats(cleaned.blocks, title, cleaned.left_out)
    notes = [*cleaned.describe_left_out(), *footnotes, *formulas]
    if cleaned.captions and not captions:
        notes.append(describe_captions(len(cleaned.captions)))
    left_out = [*removals.omissions, *cleaned.collect_omissions()]
    pieces = [make_piece(block, is_text=False) for block in kept]
    return Fragment(pieces, notes, runs, left_out, linked)


def make_piece(block: PageBlock, *, is_text: bool) -> Piece:
    """``block`` as a piece; ``is_text`` says that captions are the text, as in a gallery."""
    if block.is_caption and not is_text:
        return make_caption(block.text)
    if block.is_bold and block.kind is BlockKind.PARAGRAPH and is_heading_like(block.text):
        return Piece(BlockKind.HEADING, block.text, 3)
    is_long = len(block.text) > HEADING_LENGTH
    if block.kind is BlockKind.HEADING and block.ends and (is_long or is_standfirst(block)):
        return Piece(BlockKind.PARAGRAPH, block.text)  # whatever its tag
    return Piece(block.kind, block.text, block.level, row=block.row)
