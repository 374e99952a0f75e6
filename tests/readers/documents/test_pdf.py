"""PDF: the letters of a sound text layer, and a refusal by name of any other.

``documents/book.pdf`` was printed by Chromium, with running heads and page numbers;
``lost_glyphs.pdf`` by fpdf2, whose file does not say what some of its glyphs mean.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import regex

from audio.errors import SourceError
from audio.readers.documents.pdf import read
from audio.readers.documents.pdf_layout import join_lines
from audio.readers.documents.pdf_line import PageLine
from audio.records import BlockKind
from tests.readers.hostile import pdf_page

DOCUMENTS = Path(__file__).parent


def line(text: str, page: int = 0, base: float = 700, right: float = 500) -> PageLine:
    return PageLine(page, 70, right, base, 12, False, text)


def test_a_printed_book_comes_out_paragraph_by_paragraph() -> None:
    article = read((DOCUMENTS / "book.pdf").read_bytes(), "book.pdf")
    expected = (DOCUMENTS / "book.txt").read_text("utf-8").split("\n")[:-1]
    assert [block.span.of(article.text) for block in article.blocks] == expected
    kinds = Counter(block.kind for block in article.blocks)
    assert kinds[BlockKind.HEADING] == 3


def test_what_stands_on_every_page_is_left_out_and_told() -> None:
    article = read((DOCUMENTS / "book.pdf").read_bytes(), "book.pdf")
    assert any("it stands at the edge of every page" in note for note in article.notes)
    assert "पृष्ठ" not in article.text


def test_a_file_that_does_not_name_its_glyphs_is_refused() -> None:
    with pytest.raises(SourceError, match="does not say which letters 19 of its glyphs are"):
        read((DOCUMENTS / "lost_glyphs.pdf").read_bytes(), "a.pdf")


def pdf_in_font(name: str, *lines: bytes, raised: bytes = b"7") -> bytes:
    """A PDF of ``lines`` in a font of that name; ``^6`` of a line stands above it, so large."""
    drawn = b""
    for at, text in enumerate(lines):
        drawn += b"1 0 0 1 72 %d Tm " % (700 - 60 * at)
        for part in regex.split(rb"(\^\d+)", text):
            sizes = (raised, b"5") if part.startswith(b"^") else (b"12", b"0")
            drawn += b"/F %s Tf %s Ts (%s) Tj " % (*sizes, part.lstrip(b"^"))
    font = f"<</Type/Font/Subtype/Type1/BaseFont/{name}/Encoding/WinAnsiEncoding>>".encode()
    return pdf_page(b"BT " + drawn + b"ET", b"", b"<</Font<</F %s>>>>" % font)


@pytest.mark.parametrize("name", ["ABCDEF+KrutiDev010", "DevLys010", "F1"])
def test_a_legacy_font_is_converted_by_its_name_or_its_words(name: str) -> None:
    text = (b"unh ij iqy", b"Hkkjr ljdkj us vkt ubZ fnYyh esa ,d fu.kZ; fy;kA")
    article = read(pdf_in_font(name, *text), "a.pdf")
    assert article.text == "नदी पर पुल\n\nभारत सरकार ने आज नई दिल्ली में एक निर्णय लिया।"


def test_a_legacy_font_that_is_not_read_is_refused_by_its_name() -> None:
    with pytest.raises(SourceError, match="typed for the font Shivaji02, which is not read"):
        read(pdf_in_font("ABCDEF+Shivaji02", b"Baart"), "a.pdf")


@pytest.mark.parametrize("size", [b"7", b"10"])  # 10 is 5/6 of the line's, as browsers print it
def test_a_raised_figure_of_a_pdf_is_a_power_or_the_mark_of_a_note(size: bytes) -> None:
    text = (b"unh ij iqy", b"{ks=Qy 10^6 gS vkSj 1947^3 esa ;g cnyk] fd lHkh us dgkA")
    article = read(pdf_in_font("KrutiDev010", *text, raised=size), "a.pdf")
    assert "क्षेत्रफल 10⁶ है और 1947 में यह बदला" in article.text


def test_letters_in_the_order_in_which_they_are_drawn_are_refused() -> None:
    from audio.readers.documents import pdf

    drawn = [line("िकसान ने खेत मे िबज बोए और कृिष की।")]
    with pytest.raises(SourceError, match="letters in a wrong order: 3 vowel signs"):
        pdf._check_layer(pdf._TextLayer(drawn, 1, 0, 0, ""), "a.pdf")


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("यह विद्या-", "र्थियों की बात है।", "यह विद्यार्थियों की बात है।"),
        ("यह विद्या\u00ad", "र्थियों की बात है।", "यह विद्यार्थियों की बात है।"),
        ("पानी लाल-", "भूरा हो गया। लाल-भूरा पानी।", "पानी लाल-भूरा हो गया। लाल-भूरा पानी।"),
        ("पानी लाल", "हो गया।", "पानी लाल हो गया।"),
        ("यह चंद्रयान-", "3 का पथ है।", "यह चंद्रयान-3 का पथ है।"),
        ("यह पथ -", "3 का है।", "यह पथ - 3 का है।"),
    ],
)
def test_a_word_broken_at_the_end_of_a_line_is_whole_again(
    first: str, second: str, joined: str
) -> None:
    made = list(join_lines([line(first), line(second, base=680)], 1, []))
    assert [piece.text for piece in made] == [joined]


def test_a_paragraph_goes_on_over_the_page() -> None:
    lines = [line("किसान ने खेत में"), line("7", 0, 30, 80), line("बीज बोए।", 1), line("8", 1, 30, 80)]
    assert [piece.text for piece in join_lines(lines, 2, [])] == ["किसान ने खेत में बीज बोए।"]


@pytest.mark.parametrize("columns", [1, 2, 3])
def test_the_paragraphs_of_columns_stay_whole(columns: int) -> None:
    """Justified columns, each of two paragraphs of which the first ends short of the margin."""
    width = 450 / columns
    lines, expected = [], []
    for column in range(columns):
        left = 60 + column * width
        right = left + width - 15
        for at, paragraph in enumerate(("पहला", "दूसरा")):
            words = [f"{paragraph} {column} पंक्ति {number}" for number in "कखग"] + ["समाप्त।"]
            expected.append(" ".join(words))
            for row, text in enumerate(words):
                start = left + (12 if row == 0 else 0)
                end = right if row < 3 else left + 0.7 * (right - left)
                lines.append(PageLine(0, start, end, 700 - 14 * (4 * at + row), 10, False, text))
    assert [piece.text for piece in join_lines(lines, 1, [])] == expected


@pytest.mark.parametrize("name", ["KrutiDev010", "F1"])
def test_a_title_typed_for_an_old_font_is_converted(name: str) -> None:
    data = pdf_in_font(name, b"Hkkjr ljdkj us vkt ubZ fnYyh esa ,d fu.kZ; fy;kA")
    told = b"/Root 1 0 R/Info<</Title(unh ij iqy dk fu.kZ; fy;k)>>"
    assert read(data.replace(b"/Root 1 0 R", told), "a.pdf").title == "नदी पर पुल का निर्णय लिया"


def test_a_title_in_english_over_text_in_an_old_font_is_not_converted() -> None:
    data = pdf_in_font("KrutiDev010", b"unh ij iqy", b"Hkkjr ljdkj us vkt fu.kZ; fy;kA")
    told = b"/Root 1 0 R/Info<</Title(Report of the Committee)>>"
    assert read(data.replace(b"/Root 1 0 R", told), "a.pdf").title == "नदी पर पुल"
