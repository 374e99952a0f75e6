"""The text on pictures of a PDF's pages, one JSON string a page: run as a program.

    python -m audio.readers.documents.pdf_scan SECONDS BYTES < FILE.pdf

Pages are drawn by PDFium and recognised by Tesseract, with time and memory limited by the system,
as in ``pdf_glyphs``.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO

from audio.readers.documents.process_limits import limit_process

_MOST_PAGES = 500
_RESOLUTION = 300
"""Dots per inch."""
_MOST_DOTS = 30_000_000
_PAGE_SECONDS = 180
_TESSERACT = ["tesseract", "stdin", "stdout", "-l", "hin", "--psm", "3"]


def recognize_pages(data: bytes) -> Iterator[str]:
    """The text of each page, its paragraphs parted by empty lines."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    if len(document) > _MOST_PAGES:
        raise MemoryError
    for page in document:
        width, height = page.get_size()
        dots = _RESOLUTION / 72
        scale = min(dots, (_MOST_DOTS / max(width * height, 1)) ** 0.5)
        picture = BytesIO()
        page.render(scale=scale, grayscale=True).to_pil().save(picture, "PNG")
        done = subprocess.run(
            _TESSERACT,
            input=picture.getvalue(),
            capture_output=True,
            timeout=_PAGE_SECONDS,
            check=True,
        )
        yield done.stdout.decode("utf-8", "replace")


def _run() -> int:
    seconds, size = int(sys.argv[1]), int(sys.argv[2])
    limit_process(seconds, size)
    try:
        for text in recognize_pages(sys.stdin.buffer.read()):
            print(json.dumps(text), flush=True)
    except MemoryError:
        return 4
    return 0


if __name__ == "__main__":
    raise SystemExit(_run())
