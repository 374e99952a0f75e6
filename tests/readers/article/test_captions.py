"""Captions of pictures: left out with a note, or read where their picture stands."""

from __future__ import annotations

import pytest

from audio.importing.markdown_form import write_markdown
from audio.readers import Reading, read_bytes
from audio.records import Article, BlockKind
from tests.readers.packages import DOCX, EPUB, ODT, package

LONG = "गाँव की नदी पर नया पुल बना और सब लोग उस पार जाने लगे, जहाँ बाज़ार और स्कूल हैं।"
CAPTION = "पुल से जाते हुए किसान"
PAGE = (
    f"<html lang=hi><body><article><h1>नदी पर नया पुल</h1><p>{LONG} {LONG}</p><figure>"
    f"<img src=a.jpg><figcaption>{CAPTION}</figcaption></figure><p>{LONG} अंत में।</p></article>"
)
FIGURE = f'<figure><img src="x.jpg"/><figcaption>{CAPTION}</figcaption></figure></body>'
WORD_STYLE = '<w:style w:styleId="C"><w:name w:val="caption"/></w:style></w:styles>'
WORD_CAPTION = '<w:p><w:pPr><w:pStyle w:val="C"/></w:pPr><w:r><w:t>{}</w:t></w:r></w:p></w:body>'
ODT_STYLE = '<style:style style:name="Illustration" style:parent-style-name="Caption"/>'


def document(kind: str, caption: str = CAPTION) -> bytes:
    if kind == "html":
        return PAGE.encode()
    if kind == "epub":
        page = EPUB["OEBPS/b b.xhtml"].replace("</body>", FIGURE)
        return package("epub", **{"OEBPS/b b.xhtml": page})
    if kind == "docx":
        return package("docx", **{
            "word/styles.xml": DOCX["word/styles.xml"].replace("</w:styles>", WORD_STYLE),
            "word/document.xml": DOCX["word/document.xml"].replace(
                "</w:body>", WORD_CAPTION.format(caption)),
        })  # fmt: skip
    content = ODT["content.xml"].replace(
        "</office:text>", f'<text:p text:style-name="Illustration">{caption}</text:p></office:text>'
    )
    styles = ODT["styles.xml"].replace("</office:document-styles>", ODT_STYLE)
    return package(
        "odt", **{"content.xml": content, "styles.xml": f"{styles}</office:document-styles>"}
    )


def pictures(article: Article) -> list[str]:
    return [b.span.of(article.text) for b in article.blocks if b.kind is BlockKind.IMAGE]


KINDS = ["html", "epub", "docx", "odt"]


@pytest.mark.parametrize("kind", KINDS)
def test_captions_are_left_out_with_a_note(kind: str) -> None:
    article = read_bytes(document(kind), f"a.{kind}", f".{kind}")
    assert CAPTION not in article.text
    assert "left out 1 caption of pictures" in article.notes


@pytest.mark.parametrize("kind", KINDS)
def test_captions_that_are_asked_for_are_read_in_place(kind: str) -> None:
    article = read_bytes(document(kind), f"a.{kind}", f".{kind}", Reading(captions=True))
    assert pictures(article)[-1] == f"चित्र: {CAPTION}"
    assert not any("captions" in note for note in article.notes)
    if kind == "html":
        assert article.text.index(CAPTION) < article.text.index("अंत में")


@pytest.mark.parametrize("kind", KINDS)
def test_captions_survive_being_written_as_markdown(kind: str) -> None:
    article = read_bytes(document(kind), f"a.{kind}", f".{kind}", Reading(captions=True))
    again = read_bytes(write_markdown(article).encode(), "a.md", ".md")
    assert pictures(again) == pictures(article)


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_what_is_said_of_a_table_is_read_with_it(kind: str) -> None:
    article = read_bytes(document(kind, "तालिका 1: वर्षा"), f"a.{kind}", f".{kind}")
    assert "तालिका 1: वर्षा" in article.text


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_a_picture_is_not_numbered_twice(kind: str) -> None:
    data = document(kind, f"चित्र 3: {CAPTION}")
    article = read_bytes(data, f"a.{kind}", f".{kind}", Reading(captions=True))
    assert pictures(article)[-1] == f"चित्र: {CAPTION}"


def test_a_caption_of_a_table_in_a_book_stays() -> None:
    figure = (
        "<figure><figcaption>वर्षा के आँकड़े</figcaption><table><tr><th>राज्य</th></tr><tr><td>बिहार"
        "</td></tr></table></figure></body>"
    )
    page = EPUB["OEBPS/b b.xhtml"].replace("</body>", figure)
    article = read_bytes(package("epub", **{"OEBPS/b b.xhtml": page}), "a.epub", ".epub")
    assert "वर्षा के आँकड़े" in article.text
