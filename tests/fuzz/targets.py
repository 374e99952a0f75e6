"""What is fuzzed: any bytes in; an article, a refusal in one line, or a bug."""

from __future__ import annotations

import io
import json
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import regex
from lxml import etree

from audio.errors import EditionError
from audio.importing.markdown_form import write_markdown
from audio.normalize import tokenize
from audio.readers import read_bytes
from audio.readers.article.formula_speech import SpokenFormula
from audio.readers.article.mathml import speak_mathml
from audio.readers.article.raised_text import read_raised
from audio.readers.documents.omml import speak_omml
from audio.readers.documents.pdf_layout import PageLine, join_lines
from audio.readers.feeds.articles import read_feed, read_item
from audio.readers.text.markdown import read as read_markdown
from audio.records import Article
from tests.readers.packages import PACKAGES, package

_UNSPEAKABLE = regex.compile(r"[\p{N}\p{Latin}%₹$€£°+=&×]")
_LETTER = regex.compile(r"[\p{L}\p{M}]")
_DEVANAGARI = regex.compile(r"\p{Devanagari}")
_MOST_TEXT = 2000
"""Characters that the normalizer is given: long enough for any rule, quick to run."""
TEXT = """---
title: नदी पर पुल
date: 2024-05-01
---

# नदी पर पुल

15 अगस्त 2023 को ₹5.2 लाख का **पुल** [बना](https://x.in)।[^1]

1. पहली बात
   - छोटी बात
2. दूसरी बात

| राज्य | वर्षा |
|---|---|
| बिहार | 20 मिमी |

> जल ही जीवन है।

[^1]: टिप्पणी।

• ==पहली== H~2~O {#a}
(क) $E=mc^2$ ^[टीप] [[पन्ना|नाम]] {{< x >}} :smile: ~कटा~ <sup>2</sup>

[12/08/25, 9:45 PM] राम: *कल* _आना_

एक [pause 2s] दो [voice x]तीन[/voice] <break time="1s"/> चार।
"""
FEED = (
    '<?xml version="1.0"?><rss xmlns:content="http://purl.org/rss/1.0/modules/content/">'
    "<channel><title>स</title><item><title>नदी</title><guid>1</guid><link>/a</link>"
    "<pubDate>Mon, 01 Jan 2024 07:00:00 +0530</pubDate>"
    "<content:encoded><![CDATA[<p>पानी &amp; खेत</p>"
    "<ul><li>एक</li></ul>]]></content:encoded></item></channel></rss>"
)
ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>स</title><entry><id>1</id><title>नदी</title>'
    '<updated>2024-05-01T10:00:00Z</updated><link href="/a"/><content type="html">&lt;p&gt;पानी'
    "</content></entry></feed>"
)
JSON_FEED = (
    '{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "title": "नदी", '
    '"content_html": "<p>पानी</p>", "authors": [{"name": "राम"}], "date_published": "2024-05-01"}]}'
)
PAGE = (
    '<!DOCTYPE html><html lang="hi"><head><title>नदी पर पुल</title><meta property="og:title" '
    'content="नदी पर पुल"><script type="application/ld+json">{"@type": "NewsArticle", "headline": '
    '"नदी पर पुल", "datePublished": "2024-05-01"}</script></head><body><article><h1>नदी पर पुल</h1>'
    "<p>15 अगस्त 2023, 07:30 IST</p><p>गाँव की नदी पर नया पुल बना और सब लोग उस पार जाने लगे।</p>"
    "<table><tr><th>राज्य</th></tr><tr><td>बिहार</td></tr></table><p>यह भी पढ़ें: और</p>"
    "</article></html>"
)

MATHML = (
    "<math><msup><mi>x</mi><mn>2</mn></msup><mo>=</mo><mfrac><mn>1</mn><msqrt><mn>2</mn></msqrt></mfrac>"
    "<munderover><mo>∑</mo><mi>i</mi><mi>n</mi></munderover><mfenced><mi>a</mi></mfenced></math>"
)
OMML = (
    '<m:oMath xmlns:m="urn:m"><m:f><m:num><m:r><m:t>(a+b)</m:t></m:r></m:num><m:den><m:d><m:e><m:r>'
    '<m:t>2</m:t></m:r></m:e></m:d></m:den></m:f><m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr>'
    "<m:sub/><m:e><m:rad><m:deg/><m:e><m:r><m:t>|x|</m:t></m:r></m:e></m:rad></m:e></m:nary></m:oMath>"
)
PDF = (
    b"%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R"
    b"/Resources<</Font<</F 5 0 R>>>>>>endobj\n"
    b"4 0 obj<</Length %d>>stream\n%b\nendstream endobj\n"
    b"5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>endobj\n"
    b"trailer<</Root 1 0 R>>\n"
)
"""A page that draws what is put into it."""
DRAWN = (
    b"q BT /F 12 Tf 1 0 0 1 72 700 Tm (The bridge) Tj 0 -14 Td [(over) -250 (10) 40 (9)] TJ 5 Ts "
    b"/Span<</ActualText(abc)>>BDC (x) Tj EMC 0 -30 TD 2 Tc 90 Tz T* <4142> Tj ET 0 1 -1 0 9 9 cm "
    b"/Artifact BMC BT /F 40 Tf (7) ' ET EMC Q"
)


class Target(NamedTuple):
    """Something that takes bytes."""

    run: Callable[[bytes], None]
    """Raises nothing, whatever it is given."""
    seeds: tuple[bytes, ...]
    """Sound input to start from."""


def _reader(suffix: str) -> Callable[[bytes], None]:
    def run(data: bytes) -> None:
        try:
            article = read_bytes(data, "fuzz", suffix)
        except EditionError as error:
            _check_line(error)
        else:
            _check(article)

    return run


def _part_of(kind: str) -> Callable[[bytes], None]:
    """Damages one part inside a sound package, where mere bytes would break the package itself.

    The first byte tells which part, the next two where, the fourth how much goes; the rest comes.
    """
    read = _reader(f".{kind}")
    parts = {name: text.encode() for name, text in PACKAGES[kind].items()}

    def run(data: bytes) -> None:
        if len(data) < 4:
            return
        name = sorted(parts)[data[0] % len(parts)]
        part = parts[name]
        at = int.from_bytes(data[1:3]) % (len(part) + 1)
        read(package(kind, **{name: part[:at] + data[4:] + part[at + data[3] :]}))

    return run


def _feed(data: bytes) -> None:
    try:
        feed = read_feed(data, "https://x.in/feed")
    except EditionError as error:
        _check_line(error)
        return
    for item in feed.items[:20]:
        assert item.guid
        assert len(item.digest) == 64
        try:
            _check(read_item(item, feed.title))
        except EditionError as error:
            _check_line(error)


def _normalizer(data: bytes) -> None:
    text = unicodedata.normalize("NFC", data.decode("utf-8", "replace")[:_MOST_TEXT])
    at = 0
    for token in tokenize(text):
        assert token.span.start == at < token.span.end
        at = token.span.end
        assert not token.words or not _UNSPEAKABLE.search(token.spoken), token
    assert at == len(text)


def _layout(data: bytes) -> None:
    """Lines of a PDF anywhere on its pages."""
    lines = [
        PageLine(row[0] % 3, row[1], row[1] + row[2], row[3] * 3, row[4] % 9 * 2, bool(row[5] & 1),
                 row[6:].decode("utf-8", "replace") or "क")
        for row in data.split(b"\n") if len(row) > 6
    ]  # fmt: skip
    for piece in join_lines(lines, 3, []):
        assert piece.text


def _pdf_glyphs(data: bytes) -> None:
    """What a page draws, in a sound PDF; its parser may fail, but not who reads what it gives."""
    from audio.readers.documents.pdf_glyphs import write_lines

    lines = io.StringIO()
    try:
        write_lines(io.BytesIO(PDF % (len(data), data)), lines)
    except Exception:  # noqa: BLE001 - it is a program of its own, whose failure is told
        return
    *drawn, last = lines.getvalue().splitlines()
    assert json.loads(last)["pages"] == 1
    for piece in join_lines([PageLine(*json.loads(line)) for line in drawn], 1, []):
        assert piece.text.strip()


def _formula(speak: Callable[[Any], SpokenFormula]) -> Callable[[bytes], None]:
    def run(data: bytes) -> None:
        try:
            root = etree.fromstring(data, etree.XMLParser(recover=True, resolve_entities=False))
        except etree.XMLSyntaxError:
            return
        if root is not None:
            said = speak(root)
            assert said.text or not said.unknown

    return run


def _raised(data: bytes) -> None:
    """Any text with any marks in it; a byte under 5 is a mark."""
    marks = dict(enumerate("\ufdd0\ufdd1\ufdd2\ufdd3\ufdd4"))
    read = read_raised(data.decode("utf-8", "replace").translate(marks))
    assert not set(read) & set(marks.values())


def _check(article: Article) -> None:
    """An article keeps its promises, and survives being written as Markdown."""
    assert unicodedata.is_normalized("NFC", article.text)
    end = 0
    for block in article.blocks:
        assert end <= block.span.start < block.span.end <= len(article.text)
        end = block.span.end
    letters = len(_LETTER.findall(article.text))
    if len(_DEVANAGARI.findall(article.text)) <= 0.5 * letters:
        return  # barely Hindi: what the reader left out may have tipped the scales
    again = read_markdown(write_markdown(article).encode(), "again")
    assert again.title == article.title


def _check_line(error: EditionError) -> None:
    assert "\n" not in str(error)
    assert len(str(error)) < 1000


TARGETS = {
    "docx": Target(_reader(".docx"), (package("docx"),)),
    "docx-parts": Target(_part_of("docx"), (b"\x05\x01\x00\x05<w:p/>",)),
    "epub": Target(_reader(".epub"), (package("epub"),)),
    "epub-parts": Target(_part_of("epub"), (b"\x03\x00\x40\x05<p>\xe0\xa4\x95</p>",)),
    "mathml": Target(_formula(speak_mathml), (MATHML.encode(),)),
    "omml": Target(_formula(speak_omml), (OMML.encode(),)),
    "raised": Target(_raised, (b"10\x00-9\x01 x\x00n\x01 \x001\x01/\x022\x03 CO\x022\x03",)),
    "feed": Target(_feed, (FEED.encode(), ATOM.encode(), JSON_FEED.encode())),
    "layout": Target(_layout, (b"\x00\x46\xc8\xe0\x06\x00text\n\x00\x46\xc8\xd8\x06\x00more",)),
    "markdown": Target(_reader(".md"), (TEXT.encode(), TEXT.encode("utf-16"))),
    "normalizer": Target(_normalizer, ("15/08/2023 को ₹5.2 लाख, 38°C, एच1एन1 iPhone 15".encode(),)),
    "odt": Target(_reader(".odt"), (package("odt"),)),
    "odt-parts": Target(_part_of("odt"), (b"\x00\x02\x00\x05<text:p>",)),
    "pdf": Target(_reader(".pdf"), tuple(
        path.read_bytes() for path in
        [Path(__file__).parents[1] / "readers" / "documents" / "lost_glyphs.pdf"])),
    "pdf-glyphs": Target(_pdf_glyphs, (DRAWN, b"BT /F 1e38 Tf 1e38 0 0 1 1e38 1e38 Tm (a) Tj ET")),
    "plaintext": Target(_reader(".txt"), (TEXT.encode(),)),
    "webpage": Target(_reader(".html"), (PAGE.encode(),)),
}  # fmt: skip
"""By name."""
