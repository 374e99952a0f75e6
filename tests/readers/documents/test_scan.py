"""Scans: recognised as a draft alone, every number marked, and not narrated until it is checked."""

from __future__ import annotations

import io
import os
import shutil
from importlib.util import find_spec
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from audio.errors import SourceError
from audio.importing.markdown_form import write_markdown
from audio.readers import SUFFIXES, read_bytes
from audio.readers.article.unchecked_numbers import mark_numbers
from audio.readers.documents.scanned_pages import read_paragraphs
from audio.readers.reading import Reading

FONT = Path(__file__).parents[3] / "audio/artwork/fonts/AnekDevanagari-SemiBold.woff"
LINES = ((1, 90, 30, "दैनिक जनवाणी"), (2, 40, 96, "गाँव का पुल"), (3, 90, 40, "इस पुल पर १5 लोग हैं।"))
"""Of a page: block, place, height and words."""
is_installed = shutil.which("tesseract") and find_spec("pypdfium2")


def make_scan(kind: str = "PDF") -> bytes:
    """A PDF of one page that is a picture, or that picture."""
    page = Image.new("L", (1000, 300), 255)
    font = ImageFont.truetype(str(FONT), 44)
    draw = ImageDraw.Draw(page)
    draw.text((40, 40), "गाँव की नदी पर नया पुल", 0, font)
    draw.text((40, 160), "इस पुल पर 15 लोग काम करते हैं।", 0, font)
    file = io.BytesIO()
    page.save(file, kind, resolution=150)
    return file.getvalue()


def make_table(lines: tuple[tuple[int, int, int, str], ...]) -> str:
    """What tesseract tells of the words of a page."""
    rows = [["level", *"abcdefghij", "text"]]
    for line, (block, top, height, text) in enumerate(lines):
        for at, word in enumerate(text.split()):
            place = [1, block, 1, line, at, 9, top, 50, height, 90]
            rows.append(["5", *map(str, place), word])
    return "".join("\t".join(row) + "\n" for row in rows)


def make_picture(size: tuple[int, int]) -> bytes:
    file = io.BytesIO()
    Image.new("1", size).save(file, "PNG")
    return file.getvalue()


@pytest.mark.skipif(not is_installed, reason="tesseract or pypdfium2 is not installed")
@pytest.mark.parametrize(("kind", "suffix"), [("PDF", ".pdf"), ("PNG", ".png"), ("JPEG", ".jpg")])
def test_a_recognised_text_is_a_draft_with_every_number_marked(kind: str, suffix: str) -> None:
    article = read_bytes(make_scan(kind), f"a{suffix}", suffix, Reading(is_draft=True))
    assert article.is_draft
    assert article.account
    assert article.account.unexplained == ()
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


@pytest.fixture
def recognized(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A tesseract that reads the same text on every picture."""
    (tmp_path / "table").write_text(make_table(LINES))
    program = tmp_path / "tesseract"
    program.write_text(f"#!/bin/sh\ncat >/dev/null\ncat {tmp_path}/table\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")


@pytest.mark.usefixtures("recognized")
@pytest.mark.parametrize(("kind", "suffix"), [("PNG", ".png"), ("JPEG", ".jpeg")])
def test_a_picture_of_a_page_is_read_as_a_draft_alone(kind: str, suffix: str) -> None:
    data = make_scan(kind)
    with pytest.raises(SourceError, match=r"is a picture of a page, not its text; .*--draft"):
        read_bytes(data, f"a{suffix}", suffix)
    article = read_bytes(data, f"a{suffix}", suffix, Reading(is_draft=True))
    assert article.text == "गाँव का पुल\n\nइस पुल पर १5⟨?⟩ लोग हैं।"
    assert article.notes[-1] == "left out “दैनिक जनवाणी”: a short line before the title"
    assert "draft: true" in write_markdown(article)


@pytest.mark.usefixtures("recognized")
@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 90, "that could not be recognised"),
        (make_picture((12_500, 12_500)), "has more pages or larger ones than are recognised"),
        ("यह पाठ है।".encode(), "is not a PNG picture"),
    ],
)  # fmt: skip
def test_what_is_no_picture_or_a_huge_one_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(SourceError, match=f"a.png: .*{message}"):
        read_bytes(data, "a.png", ".png", Reading(is_draft=True))


def test_pictures_in_a_folder_of_articles_are_no_articles() -> None:
    assert {".png", ".jpg", ".jpeg"}.isdisjoint(SUFFIXES)


def test_lines_of_one_paragraph_are_parted_where_their_letters_grow_smaller() -> None:
    lines = ((1, 0, 80, "पुल बना"), (1, 90, 76, "और खुला"), (1, 200, 40, "लोग आए।"))
    assert [text for _, text in read_paragraphs(make_table(lines))] == ["पुल बना\nऔर खुला", "लोग आए।"]
