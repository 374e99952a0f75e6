"""A line of a PDF's text layer, as ``pdf_glyphs`` finds it and ``pdf_layout`` takes it."""

from __future__ import annotations

from typing import NamedTuple

LOST = "\ufffd"
"""Stands for a glyph of which the file does not say what letter it is."""


class PageLine(NamedTuple):
    """One line of text as it stands on its page; lengths are in points."""

    page: int
    """From 0."""
    left: float
    right: float
    base: float
    """Of its baseline, from the foot of the page."""
    size: float
    """Of most of its letters."""
    is_bold: bool
    text: str
