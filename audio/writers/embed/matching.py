"""Matching of an edition's text with a page's: folded, so that typing and layout do not count."""

from __future__ import annotations

import unicodedata
import zlib
from urllib.parse import unquote, urlsplit

from audio import regex

_DROPPED = regex.compile(r"[^\p{L}\p{M}\p{N}]|\u093c")


def fold_text(text: str) -> str:
    """Letters, vowel signs and digits of ``text`` in lower case, decomposed, nuktas left out.

    ``क़ीमत: ₹5 लाख`` gives ``कीमत5लाख``. ``embed.js`` folds the page's text in the same way.
    """
    return _DROPPED.sub("", unicodedata.normalize("NFD", text).lower())


def digest_text(text: str) -> str:
    """CRC-32 (as in ZIP) of the folded ``text`` in UTF-8, eight hexadecimal digits."""
    return f"{zlib.crc32(fold_text(text).encode('utf-8', 'replace')):08x}"


def fold_address(address: str) -> str:
    """A page's address without what differs between links to it; empty for what is no address.

    ``https://www.example.org/khabar/?id=5#top`` gives ``example.org/khabar?id=5``. Whether Hindi in
    it is written as such or in percent signs does not count.
    """
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return ""
    query = f"?{parts.query}" if parts.query else ""
    host = _to_ascii(parts.netloc.lower()).removeprefix("www.")
    return f"{host}{unquote(parts.path.rstrip('/') + query)}"


def _to_ascii(host: str) -> str:
    """``host`` as browsers have it: ``पत्र.example`` in Punycode."""
    try:
        return host if host.isascii() else host.encode("idna").decode()
    except UnicodeError:
        return host


def find_bucket(folded: str) -> str:
    """Two hexadecimal digits for a folded address: which part of the index of addresses has it."""
    return f"{zlib.crc32(folded.encode()) & 0xFF:02x}"
