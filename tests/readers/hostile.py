"""Sources made to harm: each is refused in one line, quickly, in little memory."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

from tests.readers.packages import DOCX, EPUB, package

_XHTML = '<html xmlns="http://www.w3.org/1999/xhtml"><body>{}</body></html>'
_PAGE = "OEBPS/a.xhtml"
_LAUGHS = "<!DOCTYPE html [{}]>".format(
    '<!ENTITY a0 "हा">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
)


def packed(entries: list[tuple[zipfile.ZipInfo | str, bytes]]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return held.getvalue()


def bomb(kind: str, part: str, before: str, after: str, size: int = 100_000_000) -> bytes:
    """A document of which one part unpacks to ``size`` bytes; made without unpacking it."""
    files = {name: text.encode() for name, text in {"epub": EPUB, "docx": DOCX}[kind].items()}
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            if name != part:
                archive.writestr(name, content)
        with archive.open(part, "w", force_zip64=False) as file:
            file.write(before.encode())
            for _ in range(size // 1_000_000):
                file.write(b" " * 1_000_000)
            file.write(after.encode())
    return held.getvalue()


def lying_bomb() -> bytes:
    """A part that says it is small and unpacks to 50 MB."""
    data = bytearray(bomb("docx", "word/document.xml", "<a>", "</a>", 50_000_000))
    real = struct.pack("<I", 50_000_007)
    return bytes(data.replace(real, struct.pack("<I", 1000)))


def page(body: str) -> bytes:
    return package("epub", **{_PAGE: _XHTML.format(body)})


def encrypted() -> bytes:
    data = bytearray(package("docx"))
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 1)
    return bytes(data)


def link() -> bytes:
    entry = zipfile.ZipInfo("word/document.xml")
    entry.external_attr = 0o120777 << 16
    return packed([(entry, b"/etc/passwd")])


def tiny_files() -> bytes:
    """A million entries in its directory, all the same empty file."""
    local = b"PK\x03\x04" + struct.pack("<5H3L2H", 20, 0, 0, 0, 0, 0, 0, 0, 17, 0)
    local += b"word/document.xml"
    entries = b"".join(
        b"PK\x01\x02"
        + struct.pack("<6H3L5H2L", 20, 20, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0)
        + f"{number:08}".encode()
        for number in range(1_000_000)
    )
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0, 0, len(entries), len(local), 0)
    return local + entries + end


def twice() -> bytes:
    one = packed([("word/document.xml", b"<a/>"), ("word/documen2.xml", b"<b/>")])
    return one.replace(b"word/documen2.xml", b"word/document.xml")


def pdf(objects: list[bytes]) -> bytes:
    """A PDF of those objects, the first of which is the catalogue."""
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % at for at in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(body))
    return body + head + table + tail


def pdf_page(stream: bytes, filters: bytes = b"", resources: bytes = b"<<>>") -> bytes:
    content = b"<</Length %d%s>>stream\n%s\nendstream" % (len(stream), filters, stream)
    return pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources %s>>"
            % resources,
            content,
        ]
    )


def pdf_bomb() -> bytes:
    """A stream that unpacks to 2 GB; its blocks are the same one again and again."""
    packer = zlib.compressobj(9)
    first = packer.compress(b" " * 1_000_000) + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(b" " * 1_000_000) + packer.flush(zlib.Z_FULL_FLUSH)
    return pdf_page(first + block * 2000 + packer.flush(), b"/Filter/FlateDecode")


def scan() -> bytes:
    image = b"<</XObject<</I 5 0 R>>>>"
    made = pdf_page(b"q 600 0 0 800 0 0 cm /I Do Q", b"", image)
    picture = (
        b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray"
        b"/BitsPerComponent 8/Length 1>>stream\n\0\nendstream"
    )
    parts = [part.split(b"obj\n", 1)[1] for part in made.split(b"\nendobj\n")[:-1]]
    return pdf([*parts, picture])


def pdf_loop() -> bytes:
    """Pages that are their own parents and children."""
    return pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2/Parent 2 0 R>>",
        ]
    )


_FEED = "<rss><channel><title>स</title>{}</channel></rss>"
CASES: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "epub bomb": (
        "a.epub", lambda: bomb("epub", _PAGE, "<html>", "</html>"), "packed more than 250 times"),
    "docx bomb": (
        "a.docx", lambda: bomb("docx", "word/document.xml", "<a>", "</a>"), "a bomb"),
    "bomb that lies about its size": ("a.docx", lying_bomb, "is a damaged archive"),
    "file of 40 MB": (
        "a.epub", lambda: page("".join(map(str, range(5_000_000)))),
        "larger than 32 MB"),
    "archive of 101 MB": (
        "a.odt", lambda: package("odt") + bytes(101 * 10**6), "larger than 100 MB"),
    "billion laughs": (
        "a.epub", lambda: package("epub", **{_PAGE: _LAUGHS + _XHTML.format("&a9;")}),
        "declares entities of its own"),
    "external entity": (
        "a.docx",
        lambda: package("docx", **{"word/document.xml":
            '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'}),
        "declares entities of its own"),
    "external entity in UTF-16": (
        "a.docx",
        lambda: package("docx", **{"word/document.xml":
            '\ufeff<!DOCTYPE a [<!ENTITY x SYSTEM "/etc/passwd">]><a>&x;</a>'.encode("utf-16-le")}),
        "declares entities of its own"),
    "entity of an external DTD": (
        "a.epub",
        lambda: package("epub", **{_PAGE: '<!DOCTYPE html SYSTEM "/x.dtd">'
            + _XHTML.format("<p>&secret;</p>")}),
        "entities that are not declared"),
    "path outside": ("a.docx", lambda: packed([("../../x", b"x")]), "is not a Word document"),
    "path outside a book": (
        "a.epub", lambda: package("epub", **{"../../../tmp/x": "x"}), "a file outside itself"),
    "path from the root": (
        "a.odt", lambda: package("odt", **{"/etc/x": "x"}), "a file outside itself"),
    "deep nesting": (
        "a.epub", lambda: page("<div>" * 50_000 + "</div>" * 50_000), "250 deep"),
    "same file twice": ("a.docx", twice, "twice"),
    "encrypted": ("a.docx", encrypted, "is encrypted"),
    "link": ("a.docx", link, "holds a link"),
    "million files": ("a.docx", tiny_files, "holds more than 10000 files"),
    "NUL": ("a.epub", lambda: page("<p>पानी\0</p>"), "is not well-formed XML"),
    "surrogate": ("a.epub", lambda: page("<p>पानी&#xD800;</p>"), "is not well-formed XML"),
    "surrogate as bytes": (
        "a.epub",
        lambda: package("epub", **{_PAGE: _XHTML.format("<p>पानी").encode() + b"\xed\xa0\x80"}),
        "is not whole UTF-8"),
    "circular spine": (
        "a.epub",
        lambda: package("epub", **{"OEBPS/p.opf": EPUB["OEBPS/p.opf"].replace(
            '<itemref idref="n"/>', '<itemref idref="a"/>')}),
        "twice"),
    "spine that leads nowhere": (
        "a.epub",
        lambda: package("epub", **{"OEBPS/p.opf": EPUB["OEBPS/p.opf"].replace(
            '<itemref idref="n"/>', '<itemref idref="zz"/>')}),
        "nowhere in it"),
    "package outside": (
        "a.epub",
        lambda: package("epub", **{"META-INF/container.xml":
            '<container><rootfile full-path="../../etc/passwd"/></container>'}),
        "has no '../../etc/passwd' in it"),
    "PDF by another name": ("a.docx", lambda: b"%PDF-1.4\n", "is a PDF document, not a Word"),
    "Word by another name": ("a.epub", lambda: package("docx"), "is a Word document, not an EPUB"),
    "old Word": ("a.docx", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "password"),
    "empty": ("a.epub", lambda: b"", "it is empty"),
    "cut off": ("a.epub", lambda: package("epub")[:-30], "is a damaged archive"),
    "PDF bomb": ("a.pdf", pdf_bomb, "more memory than a document does"),
    "PDF of pictures": ("a.pdf", scan, "pictures of pages, not their text"),
    "PDF without text": ("a.pdf", lambda: pdf_page(b""), "holds no text"),
    "PDF in a circle": ("a.pdf", pdf_loop, "holds no text"),
    "broken PDF": ("a.pdf", lambda: b"%PDF-1.4\n" + b"<<" * 50_000, "is a damaged PDF"),
    "text of 10 MB": ("a.txt", lambda: b"word " * 2_000_001, "larger than 10 MB of text"),
    "Markdown of brackets": (
        "a.md", lambda: b"[" * 100_001, "more than 100,000 opening brackets"),
    "feed of 21 MB": ("a.rss", lambda: b"<rss>" + b" " * (21 * 10**6), "larger than 20 MB"),
    "feed of a million items": (
        "a.rss", lambda: _FEED.format("<item/>" * 1_000_000).encode(), "more than 5000"),
    "feed with entities": (
        "a.rss", ("<!DOCTYPE r [<!ENTITY a 'b'>]>" + _FEED.format("&a;")).encode,
        "declares entities"),
    "deep JSON feed": ("a.json", lambda: b'{"items":' + b"[" * 200_000, "is no well-formed JSON"),
}  # fmt: skip
"""Name → file name, bytes, and words of the line that refuses it."""
