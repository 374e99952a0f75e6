"""The text on pictures of pages, the paragraphs of a page on a line of JSON: run as a program.

    python -m audio.readers.documents.scanned_pages SECONDS BYTES < FILE

FILE is a PDF, whose pages PDFium draws, or a picture that Pillow opens. Tesseract reads the pages,
with time and memory limited by the system, as in ``pdf_glyphs``.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from itertools import groupby
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from audio.readers.documents.process_limits import limit_process

if TYPE_CHECKING:
    from PIL import Image

_MOST_PAGES = 500
_RESOLUTION = 300
"""Dots per inch."""
_MOST_DOTS = 30_000_000
_LARGEST_PICTURE = 150_000_000
"""Dots of a picture that is opened at all."""
_PAGE_SECONDS = 180
_TESSERACT = [
    "tesseract", "stdin", "stdout", "-l", "hin", "--psm", "3",
    "-c", "tessedit_create_tsv=1", "-c", "tessedit_create_txt=0",
]  # fmt: skip
_COLUMNS = 12
"""Of tesseract's table: kind, page, block, paragraph, line, word, place, height, …, text."""
_WORD = "5"
_LARGER = 1.5
"""By how much the letters of a headline are larger than those of the text right under it."""


class ScannedParagraph(NamedTuple):
    """A paragraph on a page, its lines parted by ``\\n``."""

    height: float
    """Dots of a line of it."""
    text: str


class _Line(NamedTuple):
    place: tuple[str, ...]
    """Which block and which paragraph it is of."""
    height: int
    text: str


def recognize_pages(data: bytes) -> Iterator[list[ScannedParagraph]]:
    """The paragraphs of each page.

    Raises:
        MemoryError: there are too many pages, or one has too many dots.
    """
    pages = _draw_pages(data) if data.lstrip()[:5] == b"%PDF-" else _open_picture(data)
    for page in pages:
        picture = BytesIO()
        page.save(picture, "PNG")
        done = subprocess.run(
            _TESSERACT,
            input=picture.getvalue(),
            capture_output=True,
            timeout=_PAGE_SECONDS,
            check=True,
        )
        yield list(read_paragraphs(done.stdout.decode("utf-8", "replace")))


def read_paragraphs(table: str) -> Iterator[ScannedParagraph]:
    """The paragraphs of a page from tesseract's ``table`` of its words."""
    rows = [row for line in table.split("\n") if len(row := line.split("\t")) == _COLUMNS]
    words = [row for row in rows if row[0] == _WORD and row[11].strip()]
    lines = [
        _Line(place[:2], _measure(found := list(group)), " ".join(row[11].strip() for row in found))
        for place, group in groupby(words, lambda row: tuple(row[2:5]))
    ]
    begun: list[_Line] = []
    for line in lines:
        if begun and not _goes_on(begun[-1], line):
            yield _join(begun)
            begun = []
        begun.append(line)
    if begun:
        yield _join(begun)


def _measure(words: list[list[str]]) -> int:
    """The height of a line, from the top of its highest word to the foot of its lowest."""
    return max(int(row[7]) + int(row[9]) for row in words) - min(int(row[7]) for row in words)


def _goes_on(before: _Line, line: _Line) -> bool:
    smaller, larger = sorted((before.height, line.height))
    return before.place == line.place and larger < _LARGER * smaller


def _join(lines: list[_Line]) -> ScannedParagraph:
    return ScannedParagraph(
        median(line.height for line in lines), "\n".join(line.text for line in lines)
    )


def _draw_pages(data: bytes) -> Iterator[Image.Image]:
    """The pages of a PDF, in shades of grey."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    if len(document) > _MOST_PAGES:
        raise MemoryError
    for page in document:
        width, height = page.get_size()
        dots = _RESOLUTION / 72
        scale = min(dots, (_MOST_DOTS / max(width * height, 1)) ** 0.5)
        yield page.render(scale=scale, grayscale=True).to_pil()


def _open_picture(data: bytes) -> Iterator[Image.Image]:
    """A picture in shades of grey, upright as a camera says, on white where it is transparent."""
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = None  # what is too large is refused here, by name
    with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as opened:
        width, height = opened.size
        if width * height > _LARGEST_PICTURE:
            raise MemoryError
        opened.draft("L", opened.size)
        upright = ImageOps.exif_transpose(opened)
        if upright.has_transparency_data:
            paper = Image.new("RGBA", upright.size, "white")
            upright = Image.alpha_composite(paper, upright.convert("RGBA"))
        grey = upright.convert("L")
    scale = (_MOST_DOTS / (width * height)) ** 0.5
    if scale < 1:
        grey = grey.resize((max(1, int(grey.width * scale)), max(1, int(grey.height * scale))))
    yield grey


def _run() -> int:
    seconds, size = int(sys.argv[1]), int(sys.argv[2])
    limit_process(seconds, size)
    try:
        for paragraphs in recognize_pages(sys.stdin.buffer.read()):
            print(json.dumps(paragraphs), flush=True)
    except MemoryError:
        return 4
    return 0


if __name__ == "__main__":
    raise SystemExit(_run())
