"""The bytes of a page to text: what browsers do, but that what the bytes are beats what is said.

HTML's own order is mark, header, ``<meta>`` (WHATWG HTML, 13.2.3). Pages of Hindi sites that
declare ISO-8859-1 or nothing are UTF-8 nearly always, and Hindi in UTF-8 cannot be mistaken.
What cannot be read becomes U+FFFD; an article that holds one is refused later, for a stray byte
in some advertisement is nobody's loss.
"""

from __future__ import annotations

import codecs
import unicodedata

from audio import regex
from audio.errors import Place, SourceError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META = regex.compile(
    rb"""<meta[^>]{0,200}?charset\s*+=\s*+["']?([A-Za-z0-9_:.-]{2,40})""", regex.IGNORECASE
)
_XML = regex.compile(rb"""^\s*+<\?xml[^>]{0,100}?encoding\s*+=\s*+["']([A-Za-z0-9_:.-]{2,40})""")
_HINDI_UTF8 = regex.compile(rb"(?:\xe0[\xa4\xa5][\x80-\xbf]){3}")
_SAME = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254"}
"""What browsers read when a page declares the former (WHATWG Encoding, 4.2)."""
_REFUSED = {"utf-7", "idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined"}
_CONTROL = regex.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\p{Cs}\p{Noncharacter_Code_Point}]")
_SNIFFED = 1024
_KINDS = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a WebP picture or other media"),
    (b"ID3", "an MP3 file"),
    (b"\xd0\xcf\x11\xe0", "an old Microsoft Office document"),
)


def decode_page(data: bytes, charset: str, origin: str) -> str:
    """The text of a page; ``charset`` is what HTTP declared, empty when nothing was.

    Raises:
        SourceError: it is empty, or of another kind, or an encoding that nobody knows.
    """
    if not data.strip():
        raise SourceError("is empty", where=Place(origin), hint="check the address")
    for signature, kind in _KINDS:
        if data.startswith(signature):
            raise SourceError(f"is {kind}, not a web page", where=Place(origin))
    text = data.decode(_find_encoding(data, charset, origin), "replace")
    # Composed already here, for the tables of labels and dates are.
    return unicodedata.normalize("NFC", _CONTROL.sub("\ufffd", text.removeprefix("\ufeff")))


def _find_encoding(data: bytes, charset: str, origin: str) -> str:
    for bom, name in _BOMS:
        if data.startswith(bom):
            return name
    if _HINDI_UTF8.search(data):
        return "utf-8"
    if b"\0" in data[:_SNIFFED]:
        return _find_byte_order(data, origin)
    for declared in (charset, *_find_declared(data)):
        name = _look_up_encoding(declared)
        if name:
            return name
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _find_declared(data: bytes) -> list[str]:
    head = data[: 4 * _SNIFFED]
    found = (pattern.search(head) for pattern in (_META, _XML))
    return [match[1].decode("ascii") for match in found if match]


def _look_up_encoding(declared: str) -> str:
    """Python's name for an encoding; empty for none, or one that the bytes speak against."""
    try:
        name = codecs.lookup(declared).name if declared else ""
    except LookupError:
        return ""
    # Found among single bytes, so it is not UTF-16, whatever it says.
    return "" if name in _REFUSED or name.startswith("utf-16") else _SAME.get(name, name)


def _find_byte_order(data: bytes, origin: str) -> str:
    """The byte order in which ``data`` reads as a page's tags and Hindi."""
    even = data.count(b"<\0", 0, 8 * _SNIFFED) + data.count(b"\t<\0")
    odd = data.count(b"\0<", 0, 8 * _SNIFFED)
    if not even and not odd:
        raise SourceError("is binary, not a web page", where=Place(origin))
    if data.startswith(b"\0<"):
        return "utf-16-be"
    return "utf-16-le" if data.startswith(b"<\0") or even >= odd else "utf-16-be"
