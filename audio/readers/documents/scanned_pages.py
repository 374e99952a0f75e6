"""The text on pictures of pages, one JSON string a page: run as a program.

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
from typing import TYPE_CHECKING

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
_TESSERACT = ["tesseract", "stdin", "stdout", "-l", "hin", "--psm", "3"]


def recognize_pages(data: bytes) -> Iterator[str]:
    """The text of each page, its paragraphs parted by empty lines.

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
        yield done.stdout.decode("utf-8", "replace")


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
        for text in recognize_pages(sys.stdin.buffer.read()):
            print(json.dumps(text), flush=True)
    except MemoryError:
        return 4
    return 0


if __name__ == "__main__":
    raise SystemExit(_run())
