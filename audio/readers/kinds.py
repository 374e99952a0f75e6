"""What a source is, told by its first bytes: names and declared types may lie."""

from __future__ import annotations

import codecs

import regex

from audio.errors import Place, SourceError

NAMES = {
    ".docx": "a Word document",
    ".epub": "an EPUB book",
    ".feed": "a feed",
    ".html": "a web page",
    ".md": "Markdown",
    ".odt": "an OpenDocument text",
    ".pdf": "a PDF document",
}
"""What is told by its bytes, under the suffix that its reader goes by."""
_DECLARED = {
    "application/atom+xml": ".feed",
    "application/epub+zip": ".epub",
    "application/feed+json": ".feed",
    "application/msword": ".docx",
    "application/pdf": ".pdf",
    "application/rdf+xml": ".feed",
    "application/rss+xml": ".feed",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/xhtml+xml": ".html",
    "text/html": ".html",
    "text/markdown": ".md",
}
"""Media type → the suffix of what it declares. Others say too little, or are no text."""
_OPEN_TYPES = ("text/", "application/")
_TAG = regex.compile(rb"<[A-Za-z!/]")
_PACKED = (
    (b"mimetypeapplication/epub+zip", ".epub"),
    (b"mimetypeapplication/vnd.oasis.opendocument.text", ".odt"),
    (b"META-INF/container.xml", ".epub"),
    (b"word/document.xml", ".docx"),
)
"""File names and the mark that EPUB and OpenDocument put first, as an archive holds them."""
_FRONT_MATTER = regex.compile(rb"(?:\xef\xbb\xbf)?\s*+---[ \t]*+\r?\n")
_XML_START = regex.compile(
    rb"(?:\xef\xbb\xbf)?\s*+(?:<\?xml[^>]*+>\s*+)?(?:<!--(?:(?!-->).)*+-->\s*+)*+"
    rb"(?:<!DOCTYPE[^>\[]*+(?:\[[^\]]*+\]\s*+)?>\s*+)?(?:<!--(?:(?!-->).)*+-->\s*+)*+"
    rb"<(?:\w++:)?(?P<root>\w++)",
    regex.DOTALL | regex.IGNORECASE,
)
_ENTITIES = regex.compile(
    rb"[^<]*+(?:<\?xml[^>]*+>[^<]*+)?<!DOCTYPE\s++(?!html\b)[^>\[]*+\[[^<]*+<!ENTITY",
    regex.IGNORECASE,
)
"""XML, and no page: it is the reader of feeds that says what is wrong with it."""
_JSON_FEED = regex.compile(
    rb'\s*+\{(?:[^{}]|\{[^{}]*+\})*?"version"\s*+:\s*+"https?://jsonfeed\.org/'
)
_HEAD = 4096


def kind_of(data: bytes) -> str:
    """The suffix that ``data`` should have; empty for text, or what is not known.

    An archive is told apart by the names in it.
    """
    head = _head(data)
    if head.lstrip().startswith(b"%PDF-"):
        return ".pdf"
    if head.startswith(b"PK\x03\x04"):
        return _packed(data)
    if _FRONT_MATTER.match(head):
        return ".md"
    root = _XML_START.match(head)
    if root:
        return {b"html": ".html", b"rss": ".feed", b"feed": ".feed", b"rdf": ".feed"}.get(
            root["root"].lower(), ""
        )
    return ".feed" if _JSON_FEED.match(head) or _ENTITIES.match(head) else ""


def require_kind(data: bytes, suffix: str, origin: str) -> None:
    """Raise ``SourceError`` when ``data`` is plainly something else than its name or type says."""
    found = kind_of(data)
    if found == suffix or suffix not in NAMES:
        return
    if found:
        what = f"is {NAMES[found]}, not {NAMES[suffix]}"
        raise SourceError(what, where=Place(origin), hint=f"name it with {found}")
    if suffix in {".docx", ".epub", ".odt", ".pdf"}:
        raise SourceError(f"is not {NAMES[suffix]}{_instead(data)}", where=Place(origin))


def kind_as_declared(data: bytes, media_type: str, url: str) -> str:
    """The suffix of what was fetched from ``url``; never empty: what is no other kind is a page.

    Raises:
        SourceError: ``media_type`` is none that an article has, or one that ``data`` is not.
    """
    declared = _DECLARED.get(media_type, "")
    if media_type and not media_type.startswith(_OPEN_TYPES):
        what = f"is {media_type[:60]}, not an article"
        raise SourceError(what, where=Place(url), hint="name a page, a feed or a document")
    found = kind_of(data)
    if declared and found != declared and (found in NAMES or declared != ".html"):
        if found:
            what = f"is declared as {media_type}, but is {NAMES[found]}"
            raise SourceError(what, where=Place(url), hint="save it and import the file")
        require_kind(data, declared, url)
    is_text = media_type == "text/plain" and not _TAG.search(_head(data))
    return found or declared or (".txt" if is_text else ".html")


def _instead(data: bytes) -> str:
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return ": it is one with a password, or of the old Office kind; save it anew"
    return ": it is empty" if not data else ""


def _head(data: bytes) -> bytes:
    """The start, in UTF-8 when it is UTF-16."""
    head = data[:_HEAD]
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head[: len(head) // 2 * 2].decode("utf-16", "replace").encode()
    return head


def _packed(data: bytes) -> str:
    """Of an archive: its first entry's mark, or the files it lists at its end."""
    head, tail = data[30:200], data[-(1 << 20) :]
    for mark, suffix in _PACKED:
        if head.startswith(mark) or (b"/" in mark and mark in tail and b"mimetype" not in mark):
            return suffix
    return ""
