"""Scans: recognised as a draft alone, every number marked, and not narrated until it is checked."""

from __future__ import annotations

import io
import shutil
from importlib.util import find_spec
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from audio.errors import SourceError
from audio.readers import read_bytes
from audio.readers.article.unchecked import mark_numbers
from audio.readers.reading import Reading

FONT = Path(__file__).parents[3] / "audio/artwork/fonts/AnekDevanagari-SemiBold.woff"
is_installed = shutil.which("tesseract") and find_spec("pypdfium2")


def make_scan() -> bytes:
    """A PDF of one page that is a picture."""
    page = Image.new("L", (1000, 300), 255)
    font = ImageFont.truetype(str(FONT), 44)
    draw = ImageDraw.Draw(page)
    draw.text((40, 40), "गाँव की नदी पर नया पुल", 0, font)
    draw.text((40, 160), "इस पुल पर 15 लोग काम करते हैं।", 0, font)
    file = io.BytesIO()
    page.save(file, "PDF", resolution=150)
    return file.getvalue()


@pytest.mark.skipif(not is_installed, reason="tesseract or pypdfium2 is not installed")
def test_a_recognised_text_has_every_number_marked() -> None:
    article = read_bytes(make_scan(), "a.pdf", ".pdf", Reading(is_draft=True))
    assert "⟨?⟩ लोग काम करते हैं।" in article.text  # it is 45, for 15
    assert any("a draft; ⟨?⟩ marks what is to be checked: 1" in note for note in article.notes)


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("15 लोग", "15⟨?⟩ लोग"),
        ("१२.५ और 3/4", "१२.५⟨?⟩ और 3/4⟨?⟩"),
        ("15/08/1947 को 2.", "15/08/1947⟨?⟩ को 2⟨?⟩."),
    ],
)
def test_a_number_is_marked_once(text: str, marked: str) -> None:
    assert mark_numbers(text) == marked


def test_a_text_with_an_unchecked_number_is_not_narrated() -> None:
    text = "# नदी पर पुल\n\nयहाँ 15⟨?⟩ लोग रहते हैं।\n".encode()
    with pytest.raises(SourceError, match="holds numbers of a scan that nobody has checked: 1"):
        read_bytes(text, "a.md", ".md")
