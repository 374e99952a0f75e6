"""What a source is, told by its first bytes: names and declared types may lie."""

from __future__ import annotations

import codecs

from audio import regex
from audio.errors import Place, SourceError
from audio.readers.formats import FEED, READERS

_KINDS = {suffix: kind for suffix, kind in READERS.items() if kind.name} | {".feed": FEED}
"""What is told by its bytes, under the suffix that it goes by."""
_DECLARED = {media: suffix for suffix, kind in _KINDS.items() for media in kind.media_types}
_OPEN_TYPES = ("text/", "application/")
_TAG = regex.compile(rb"<[A-Za-z!/]")
_ARCHIVE = b"PK\x03\x04"
_HEAD = 4096


def detect_kind(data: bytes) -> str:
    """The suffix that ``data`` should have; empty for text, or what is not known.

    An archive is told apart by the names in it.
    """
    if data.startswith(_ARCHIVE):
        return _detect_packed_kind(data)
    head = _read_head(data)
    starts = ((suffix, kind.starts) for suffix, kind in _KINDS.items() if kind.starts)
    return next((suffix for suffix, pattern in starts if pattern.match(head)), "")


def require_kind(data: bytes, suffix: str, origin: str) -> None:
    """Raise ``SourceError`` when ``data`` is plainly something else than its name or type says."""
    found = detect_kind(data)
    if found == suffix or suffix not in _KINDS:
        return
    if found:
        what = f"is {_KINDS[found].name}, not {_KINDS[suffix].name}"
        raise SourceError(what, where=Place(origin), hint=f"name it with {found}")
    if _KINDS[suffix].is_sure:
        raise SourceError(
            f"is not {_KINDS[suffix].name}{_describe_wrong_kind(data)}", where=Place(origin)
        )


def reconcile_kind(data: bytes, media_type: str, url: str) -> str:
    """The suffix of what was fetched from ``url``; never empty: what is no other kind is a page.

    Raises:
        SourceError: ``media_type`` is none that an article has, or one that ``data`` is not.
    """
    declared = _DECLARED.get(media_type, "")
    if media_type and not declared and not media_type.startswith(_OPEN_TYPES):
        what = f"is {media_type[:60]}, not an article"
        raise SourceError(what, where=Place(url), hint="name a page, a feed or a document")
    found = detect_kind(data)
    if declared and found != declared and (found in _KINDS or declared != ".html"):
        if found:
            what = f"is declared as {media_type}, but is {_KINDS[found].name}"
            raise SourceError(what, where=Place(url), hint="save it and import the file")
        require_kind(data, declared, url)
    is_text = media_type == "text/plain" and not _TAG.search(_read_head(data))
    return found or declared or (".txt" if is_text else ".html")


def _describe_wrong_kind(data: bytes) -> str:
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return ": it is one with a password, or of the old Office kind; save it anew"
    return ": it is empty" if not data else ""


def _read_head(data: bytes) -> bytes:
    """The start, in UTF-8 when it is UTF-16."""
    head = data[:_HEAD]
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head[: len(head) // 2 * 2].decode("utf-16", "replace").encode()
    return head


def _detect_packed_kind(data: bytes) -> str:
    """The suffix of an archive, by the media type that opens it or the files listed at its end."""
    head, tail = data[30:200], data[-(1 << 20) :]
    for media, suffix in _DECLARED.items():
        if head.startswith(b"mimetype" + media.encode()):
            return suffix
    files = ((suffix, kind.packed) for suffix, kind in _KINDS.items() if kind.packed)
    return next((suffix for suffix, file in files if head.startswith(file) or file in tail), "")
