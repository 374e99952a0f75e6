"""A scan: pictures of pages whose text is recognised, as a draft that an editor has to check.

Recognition reads 45 for 15. Every number is therefore marked, and a text that still holds such a
mark is not narrated.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec

import regex

from audio.errors import Place, SourceError
from audio.readers.article.pieces import Piece
from audio.readers.article.unchecked import mark_numbers
from audio.records import BlockKind

SECONDS = 3600
"""Of processor time: a page takes about ten."""
MEMORY = 2_000_000_000
"""Bytes of address space."""
_PARAGRAPH_END = regex.compile(r"\n\s*+\n")
_BROKEN = regex.compile(r"(?<=[\p{L}\p{M}])-\n(?=[\p{L}\p{M}])")


def read_scan(data: bytes, origin: str) -> Iterator[Piece]:
    """The paragraphs on the pages of the PDF ``data``, every number in them marked.

    Raises:
        SourceError: what recognises them is not installed, or they cannot be read in time.
    """
    if find_spec("pypdfium2") is None or shutil.which("tesseract") is None:
        raise SourceError(
            "holds pictures of pages; what recognises their text is not installed",
            where=Place(origin),
            hint="pip install 'audio-edition[ocr]', and on Debian: apt install tesseract-ocr-hin",
        )
    command = [sys.executable, "-m", "audio.readers.documents.pdf_scan", str(SECONDS), str(MEMORY)]
    done = subprocess.run(command, input=data, capture_output=True, check=False)
    if done.returncode:
        what = "holds pictures of pages that could not be recognised"
        raise SourceError(what, where=Place(origin), hint="see that tesseract has the language hin")
    for line in done.stdout.decode().split("\n")[:-1]:
        for paragraph in _PARAGRAPH_END.split(_BROKEN.sub("", json.loads(line))):
            if text := " ".join(paragraph.split()):
                yield Piece(BlockKind.PARAGRAPH, mark_numbers(text))
