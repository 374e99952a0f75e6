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
from itertools import takewhile

from audio import regex
from audio.errors import Place, SourceError
from audio.readers.article.account import LABELS, attach_account
from audio.readers.article.compose import compose
from audio.readers.article.front_matter import FrontMatter
from audio.readers.article.pieces import TITLE_LENGTH, Piece, is_heading_like, is_label_like
from audio.readers.article.unchecked_numbers import UNCHECKED, mark_numbers
from audio.readers.documents.scanned_pages import ScannedParagraph
from audio.readers.reading import Reading
from audio.readers.text.decoding import settle
from audio.records import Article, BlockKind, Omission

SECONDS = 3600
"""Of processor time: a page takes about ten."""
MEMORY = 2_000_000_000
"""Bytes of address space."""
DRAFT_HINT = "`audio-edition import --draft` recognises them, every number marked to be checked"
_TOO_LARGE = 4
_HEADLINE = 1.3
"""By how much the letters of a heading are larger than those of most of the text."""
_BROKEN = regex.compile(r"(?<=[\p{L}\p{M}])-\n(?=[\p{L}\p{M}])")


def read_scan(data: bytes, origin: str, reading: Reading, needs: Sequence[str]) -> Article:
    """The article on the pages of ``data``, a PDF or a picture, every number in it marked.

    ``needs`` are the packages without which its pages cannot be drawn.

    Raises:
        SourceError: what recognises them is not installed, they cannot be read in time, or hold no
            Hindi text.
    """
    found = list(_recognize(data, origin, needs))
    if not found:
        raise SourceError("shows no text that can be recognised", where=Place(origin))
    pieces = [
        piece._replace(text=mark_numbers(settle(piece.text, origin, has_lines=False)))
        for piece in _find_headings(found)
    ]
    count = sum(piece.text.count(UNCHECKED) for piece in pieces)
    note = f"recognised from pictures: a draft; {UNCHECKED} marks what is to be checked: {count}"
    article = compose(pieces, FrontMatter(is_draft=True), origin, doubts=[note])
    return attach_account(article, [piece.text for piece in pieces], _list_labels(pieces), reading)


def _list_labels(pieces: Sequence[Piece]) -> Iterator[Omission]:
    """What stands over the headline and is short: the paper's name. A note tells of it."""
    before = takewhile(lambda piece: piece.kind is BlockKind.PARAGRAPH, pieces)
    labels = [piece.text for piece in before if is_label_like(piece.text)]
    if any(piece.kind is BlockKind.HEADING for piece in pieces):
        yield from (Omission(text, LABELS) for text in labels)


def _find_headings(paragraphs: Sequence[ScannedParagraph]) -> Iterator[Piece]:
    """``paragraphs`` as pieces: what is set larger than most of the text is a heading.

    The largest of these is the headline, whatever stands over it.
    """
    usual = _find_usual_height(paragraphs)
    heads = [
        one.height
        if one.height >= _HEADLINE * usual and is_heading_like(one.text, TITLE_LENGTH)
        else 0
        for one in paragraphs
    ]
    largest = heads.index(max(heads))
    for at, (height, (_, text)) in enumerate(zip(heads, paragraphs, strict=True)):
        kind = BlockKind.HEADING if height else BlockKind.PARAGRAPH
        yield Piece(kind, text, (1 if at == largest else 2) if height else 0)


def _find_usual_height(paragraphs: Sequence[ScannedParagraph]) -> float:
    """The height of the lines in which most of the text is set."""
    left = sum(len(text) for _, text in paragraphs) / 2
    for height, text in sorted(paragraphs):
        left -= len(text)
        if left <= 0:
            return height
    return 0


def _recognize(data: bytes, origin: str, needs: Sequence[str]) -> Iterator[ScannedParagraph]:
    """The paragraphs on the pages, each on one line."""
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
        for height, text in json.loads(line):
            yield ScannedParagraph(height, " ".join(_BROKEN.sub("", text).split()))
