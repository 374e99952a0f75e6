"""A scan: pictures of pages whose text is recognised, as a draft that an editor has to check.

Recognition reads 45 for 15. Every number is therefore marked, and a text that still holds such a
mark is not narrated.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from importlib.util import find_spec

import regex

from audio.errors import Place, SourceError
from audio.readers.article.account import attach_account
from audio.readers.article.compose import compose
from audio.readers.article.front_matter import FrontMatter
from audio.readers.article.pieces import Piece
from audio.readers.article.unchecked import UNCHECKED, mark_numbers
from audio.readers.reading import Reading
from audio.readers.text.decoding import settle
from audio.records import Article, BlockKind

SECONDS = 3600
"""Of processor time: a page takes about ten."""
MEMORY = 2_000_000_000
"""Bytes of address space."""
DRAFT_HINT = "`audio-edition import --draft` recognises them, every number marked to be checked"
_TOO_LARGE = 4
_PARAGRAPH_END = regex.compile(r"\n[^\S\n]*+\n\s*+")
_BROKEN = regex.compile(r"(?<=[\p{L}\p{M}])-\n(?=[\p{L}\p{M}])")


def read_scan(data: bytes, origin: str, reading: Reading, needs: Sequence[str]) -> Article:
    """The article on the pages of ``data``, a PDF or a picture, every number in it marked.

    ``needs`` are the packages without which its pages cannot be drawn.

    Raises:
        SourceError: what recognises them is not installed, they cannot be read in time, or hold no
            Hindi text.
    """
    pieces = [
        Piece(BlockKind.PARAGRAPH, mark_numbers(settle(paragraph, origin, has_lines=False)))
        for paragraph in _recognize(data, origin, needs)
    ]
    if not pieces:
        raise SourceError("shows no text that can be recognised", where=Place(origin))
    count = sum(piece.text.count(UNCHECKED) for piece in pieces)
    note = f"recognised from pictures: a draft; {UNCHECKED} marks what is to be checked: {count}"
    article = compose(pieces, FrontMatter(is_draft=True), origin, doubts=[note])
    return attach_account(article, [piece.text for piece in pieces], [], reading)


def _recognize(data: bytes, origin: str, needs: Sequence[str]) -> Iterator[str]:
    """The paragraphs on the pages."""
    if shutil.which("tesseract") is None or not all(map(find_spec, needs)):
        raise SourceError(
            "holds pictures of pages; what recognises their text is not installed",
            where=Place(origin),
            hint="pip install 'audio-edition[ocr]', and on Debian: apt install tesseract-ocr-hin",
        )
    program = "audio.readers.documents.scanned_pages"
    command = [sys.executable, "-m", program, str(SECONDS), str(MEMORY)]
    done = subprocess.run(command, input=data, capture_output=True, check=False)
    if done.returncode == _TOO_LARGE:
        what = "has more pages or larger ones than are recognised"
        raise SourceError(what, where=Place(origin), hint="divide it, or make the picture smaller")
    if done.returncode:
        what = "holds pictures of pages that could not be recognised"
        raise SourceError(what, where=Place(origin), hint="see that tesseract has the language hin")
    for line in done.stdout.decode().split("\n")[:-1]:
        for paragraph in _PARAGRAPH_END.split(_BROKEN.sub("", json.loads(line))):
            if text := " ".join(paragraph.split()):
                yield text
