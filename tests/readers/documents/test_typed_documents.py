"""Documents and books typed for legacy fonts: converted, or refused by the font's name."""

from __future__ import annotations

import pytest

from audio.errors import SourceError
from audio.readers import read_bytes
from audio.readers.documents import legacy_converters
from tests.readers.packages import DOCX, EPUB, ODT, package

TYPED = ("Hkkjr esa unh ij ", "u;k iqy", " cuk gSA")
"""Three runs of one paragraph, as typed for Kruti Dev."""
SHOWN = "भारत में नदी पर नया पुल बना है।"
SPLIT = ("f", "drkc ns", "'k esa gSA")
"""Runs that part a syllable."""


def word(runs: tuple[str, ...], font: str, where: str, **parts: str) -> bytes:
    """A Word document with a paragraph of those runs, their font named in one of its places."""
    fonts = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:cs="Mangal"/>'
    own = {"run": fonts, "character style": '<w:rStyle w:val="K"/>'}.get(where, "")
    look = '<w:pPr><w:pStyle w:val="K"/></w:pPr>' if where == "paragraph style" else ""
    text = "".join(
        f'<w:r><w:rPr>{own}</w:rPr><w:t xml:space="preserve">{run}</w:t></w:r>' for run in runs
    )
    style = f'<w:style w:styleId="L"><w:rPr>{fonts}</w:rPr></w:style>'
    style += '<w:style w:styleId="K"><w:basedOn w:val="L"/></w:style></w:styles>'
    if where == "defaults":
        style = f"<w:rPrDefault><w:rPr>{fonts}</w:rPr></w:rPrDefault></w:styles>"
    return package("docx", **parts | {
        "word/styles.xml": DOCX["word/styles.xml"].replace("</w:styles>", style),
        "word/document.xml": DOCX["word/document.xml"].replace(
            "</w:body>", f"<w:p>{look}{text}</w:p></w:body>"),
    })  # fmt: skip


def odt(runs: tuple[str, ...], font: str, where: str, **parts: str) -> bytes:
    face = f'<style:font-face style:name="F1" s:family="x" s:font-family="{font}"/>'
    properties = '<style:text-properties style:font-name="F1"/>'
    if where == "family":
        properties = f'<style:text-properties s:font-family="{font}"/>'
    style = f'<style:style style:name="K0">{properties}</style:style>'
    style += '<style:style style:name="K" style:parent-style-name="K0"/></office:automatic-styles>'
    spans = "".join(f'<text:span text:style-name="K">{run}</text:span>' for run in runs)
    if where == "paragraph":
        spans = f'<text:p text:style-name="K">{"".join(runs)}</text:p>'
    else:
        spans = f"<text:p>{spans}</text:p>"
    content = ODT["content.xml"].replace("</office:automatic-styles>", face + style)
    content = content.replace("<office:document-content ", '<office:document-content xmlns:s="s" ')
    return package(
        "odt",
        **parts | {"content.xml": content.replace("</office:text>", f"{spans}</office:text>")},
    )


PLACES = [(word, p) for p in ("run", "character style", "paragraph style", "defaults")]
PLACES += [(odt, p) for p in ("face", "family", "paragraph")]
IDS = [f"{make.__name__}-{place}" for make, place in PLACES]


def kind(make: object) -> str:
    return ".docx" if make is word else ".odt"


@pytest.mark.parametrize(("make", "where"), PLACES, ids=IDS)
@pytest.mark.parametrize("font", ["Kruti Dev 010", "DevLys 020", "KrutiDev055"])
def test_a_document_typed_for_kruti_dev_is_read_as_it_is_shown(make, where, font) -> None:
    article = read_bytes(make(TYPED, font, where), "a", kind(make))
    assert SHOWN in article.text


def test_a_font_for_all_of_a_document_leaves_devanagari_as_it_is() -> None:
    article = read_bytes(word(TYPED, "Kruti Dev 010", "defaults"), "a", ".docx")
    assert SHOWN in article.text
    assert "जल ही जीवन है।" in article.text


@pytest.mark.parametrize("make", [word, odt])
def test_runs_that_part_a_syllable_are_read_together(make) -> None:
    where = "run" if make is word else "face"
    article = read_bytes(make(SPLIT, "Kruti Dev 010", where), "a", kind(make))
    assert "किताब देश में है।" in article.text


@pytest.mark.parametrize(("make", "where"), PLACES, ids=IDS)
@pytest.mark.parametrize(
    "font", ["Krishna", "Shivaji01",
             "APS-DV-Prakash", "Agra", "Agra Thin"],
)  # fmt: skip
def test_a_document_typed_for_another_font_is_refused_by_its_name(make, where, font) -> None:
    with pytest.raises(SourceError) as caught:
        read_bytes(make(TYPED, font, where), "a", kind(make))
    assert f"is Hindi typed for the font {font}, which is not read" in str(caught.value)
    assert "\n" not in str(caught.value)


def book(page: str, css: str, title: str = "") -> bytes:
    item = '<item id="s" href="s.css" media-type="text/css"/></manifest>'
    opf = EPUB["OEBPS/p.opf"].replace("</manifest>", item)
    opf = opf.replace("<dc:title>गाँव की कहानियाँ</dc:title>", title) if title else opf
    return package("epub", **{
        "OEBPS/p.opf": opf,
        "OEBPS/s.css": css,
        "OEBPS/b b.xhtml": EPUB["OEBPS/b b.xhtml"].replace("</body>", f"{page}</body>"),
    })  # fmt: skip


@pytest.mark.parametrize(
    ("page", "css"),
    [
        ("<p class='k'>{}</p>", "/* x */ .a, p.k {{ color: red; font-family: '{}', serif }}"),
        ("<p class='a k'>{}</p>", ".k {{font: 12pt {}}}"),
        ("<h6>{}</h6>", "@media print {{ h6 {{ font-family: {} }} }}"),
        ("<div class='k'><p>{}</p></div>", "div.k{{font-family:{}}}"),
    ],
)
def test_a_book_is_read_in_the_fonts_of_its_style_sheets(page: str, css: str) -> None:
    data = book(page.format("".join(TYPED)), css.format("Kruti Dev 010"))
    assert SHOWN in read_bytes(data, "a", ".epub").text
    with pytest.raises(SourceError, match="typed for the font Krishna"):
        read_bytes(book(page.format("".join(TYPED)), css.format("Krishna")), "a", ".epub")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("xksnku", "गोदान"), ("Hkkjr dh [kkst", "भारत की खोज"), ("fnYyh 2020", "दिल्ली 2020")],
)
def test_a_books_title_is_in_the_font_of_its_prose(typed: str, shown: str) -> None:
    css = ".k {font-family: Kruti Dev 010}"
    title = f"<dc:title>{typed}</dc:title>"
    data = book(f"<p class='k'>{''.join(TYPED)}</p>", css, title)
    assert read_bytes(data, "a", ".epub").title == shown


@pytest.mark.parametrize(
    ("make", "part", "where"), [(word, "docProps/core.xml", "run"), (odt, "meta.xml", "face")]
)
def test_the_author_of_a_document_is_in_the_font_of_its_prose(make, part, where) -> None:
    about = {part: "<x><creator>jke 'kekZ</creator></x>"}
    article = read_bytes(make(TYPED, "Kruti Dev 010", where, **about), "a", kind(make))
    assert article.author == "राम शर्मा"


@pytest.mark.parametrize("title", ["Godan", "Lakshmi Krishnamurthy", "NDTV BBC"])
def test_a_title_in_english_or_latin_letters_stays(title: str) -> None:
    css = ".k {font-family: Kruti Dev 010}"
    data = book(f"<p class='k'>{''.join(TYPED)}</p>", css, f"<dc:title>{title}</dc:title>")
    assert read_bytes(data, "a", ".epub").title == title


def test_a_title_in_a_font_that_is_not_read_is_refused() -> None:
    title = "<dc:title>×ð´ âð Ùð ãñ</dc:title>"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(legacy_converters, "is_installed", lambda: False)
        with pytest.raises(SourceError, match="typed for the font Chanakya"):
            read_bytes(book(f"<p>{''.join(TYPED)}</p>", "p {font-family: Kruti Dev 010}", title),
                       "a", ".epub")  # fmt: skip


def test_english_and_hindi_in_a_book_stay_what_they_are() -> None:
    data = book("<p>WHO ने <b>Windows 11</b> कहा।</p>", ".k { font-family: Kruti Dev 010 }")
    assert "WHO ने Windows 11 कहा।" in read_bytes(data, "a", ".epub").text


def test_a_sheet_of_nothing_but_openings_is_read_in_linear_time() -> None:
    data = book("<p>पानी</p>", "/*{" * 160_000)
    assert "पानी" in read_bytes(data, "a", ".epub").text
