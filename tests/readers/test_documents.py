"""EPUB, Word and OpenDocument: what they say, in the order in which it is read."""

from __future__ import annotations

from datetime import datetime

import pytest

from audio.errors import SourceError
from audio.readers import read_bytes
from audio.records import Article
from tests.readers.packages import EPUB, package


def blocks(article: Article) -> list[str]:
    return [f"{b.kind}{b.level or ''} {b.span.of(article.text)}" for b in article.blocks]


WORD = [
    "title नदी पर पुल",
    "heading2 पहला भाग",
    "paragraph एक गाँव था।",
    "item1 1. कुआँ",
    "item2 छोटा",
    "item1 2. तालाब",
    "quote जल ही जीवन है।",
    "paragraph सादा अनुच्छेद है।",
    "item1 राज्य: बिहार; वर्षा: 20 मिमी।",
    "paragraph टिप्पणी 1: बिहार का एक गाँव।",
]


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_a_word_processors_document_is_read_with_its_structure(kind: str) -> None:
    article = read_bytes(package(kind), f"a.{kind}", f".{kind}")
    assert blocks(article) == WORD
    assert article.author == "राम शर्मा"
    assert article.published is not None
    assert article.published.replace(tzinfo=None) == datetime(2024, 3, 15, 10)


def test_a_book_is_read_in_the_order_of_its_spine_with_footnotes_aside() -> None:
    article = read_bytes(package("epub"), "a.epub", ".epub")
    assert blocks(article) == [
        "title गाँव की कहानियाँ",
        "heading2 पहला अध्याय",
        "paragraph एक गाँव था जहाँ पानी नहीं था।",
        "item1 1. कुआँ",
        "item1 2. तालाब",
        "item2 छोटा",
        "heading3 भीतर",
        "item1 राज्य: बिहार; वर्षा: 20 मिमी।",
        "paragraph टिप्पणी 1: बिहार का एक गाँव।",
        "heading2 दूसरा अध्याय",
        "paragraph दूसरे दिन वर्षा हुई।",
        "quote जल ही जीवन है।",
        "image चित्र: भीगा हुआ खेत",
    ]
    assert (article.author, article.guid) == ("राम शर्मा", "urn:uuid:1")


def test_the_titles_of_an_old_books_chapters_come_from_its_ncx() -> None:
    ncx = (
        '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap><navPoint><navLabel>'
        '<text>पहली रात</text></navLabel><content src="b%20b.xhtml"/></navPoint></navMap></ncx>'
    )
    item = '<item id="x" href="t.ncx" media-type="application/x-dtbncx+xml"/></manifest>'
    opf = EPUB["OEBPS/p.opf"].replace(' properties="nav"', "").replace("</manifest>", item)
    opf = opf.replace('<itemref idref="n"/>', "")
    data = package("epub", **{"OEBPS/p.opf": opf, "OEBPS/t.ncx": ncx})
    assert "heading2 पहली रात" in blocks(read_bytes(data, "a.epub", ".epub"))


@pytest.mark.parametrize("kind", ["epub", "docx", "odt"])
def test_a_document_without_a_name_is_known_by_its_bytes(kind: str) -> None:
    assert len(read_bytes(package(kind), "-", "").blocks) > 9


def test_a_letter_that_was_lost_is_refused_not_read() -> None:
    page = EPUB["OEBPS/b b.xhtml"].replace("वर्षा", "व\ufffdर्षा")
    with pytest.raises(SourceError, match=r"U\+FFFD"):
        read_bytes(package("epub", **{"OEBPS/b b.xhtml": page}), "a.epub", ".epub")
