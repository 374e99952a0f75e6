"""The formats that are read: a row of ``READERS`` says all that is known of one."""

from __future__ import annotations

from typing import NamedTuple

from audio import regex

_XML_ROOT = (
    rb"(?:\xef\xbb\xbf)?\s*+(?:<\?xml[^>]*+>\s*+)?(?:<!--(?:(?!-->).)*+-->\s*+)*+"
    rb"(?:<!DOCTYPE[^>\[]*+(?:\[[^\]]*+\]\s*+)?>\s*+)?(?:<!--(?:(?!-->).)*+-->\s*+)*+"
    rb"<(?:\w++:)?"
)
"""What stands in XML and HTML before the name of the root."""
_JSON_FEED = rb'(?-i:\s*+\{(?:[^{}]|\{[^{}]*+\})*?"version"\s*+:\s*+"https?://jsonfeed\.org/)'
_ENTITIES = rb"[^<]*+(?:<\?xml[^>]*+>[^<]*+)?<!DOCTYPE\s++(?!html\b)[^>\[]*+\[[^<]*+<!ENTITY"
"""XML, and no page: it is the reader of feeds that says what is wrong with it."""


def _compile(pattern: bytes) -> regex.Pattern[bytes]:
    return regex.compile(pattern, regex.DOTALL | regex.IGNORECASE)


class SourceFormat(NamedTuple):
    """A format of sources: who reads it, and what tells it from others."""

    reader: str
    """``module:function``, a ``Reader``; empty for a feed, which is no article."""
    name: str = ""
    """What messages call it: `a Word document`; empty for what its bytes do not tell."""
    media_types: tuple[str, ...] = ()
    """What servers declare it as; `text/plain` and the like say too little."""
    starts: regex.Pattern[bytes] | None = None
    """Matches its first bytes, in UTF-8 where the source is UTF-16."""
    packed: bytes = b""
    """Of an archive: a file that it holds. One may also open with its media type, as EPUB does."""
    is_sure: bool = False
    """Whether what does not begin or is not packed so is none; Markdown may begin anyhow."""
    is_listed: bool = True
    """Whether a file of it in a folder of articles is one; pictures there are covers."""


PLAIN_TEXT = SourceFormat("audio.readers.text.plaintext:read")
_MARKDOWN = "audio.readers.text.markdown:read"
_WEB_PAGE = "audio.readers.web.article:read"
_JPEG = SourceFormat(
    "audio.readers.documents.picture:read",
    "a JPEG picture",
    ("image/jpeg",),
    starts=regex.compile(rb"\xff\xd8\xff"),
    is_sure=True,
    is_listed=False,
)
READERS = {
    "": PLAIN_TEXT,
    ".docx": SourceFormat(
        "audio.readers.documents.docx:read",
        "a Word document",
        (
            "application/msword",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        packed=b"word/document.xml",
        is_sure=True,
    ),
    ".epub": SourceFormat(
        "audio.readers.documents.epub:read",
        "an EPUB book",
        ("application/epub+zip",),
        packed=b"META-INF/container.xml",
        is_sure=True,
    ),
    ".htm": SourceFormat(_WEB_PAGE),
    ".html": SourceFormat(
        _WEB_PAGE,
        "a web page",
        ("application/xhtml+xml", "text/html"),
        starts=_compile(_XML_ROOT + rb"html(?!\w)"),
    ),
    ".jpeg": _JPEG._replace(name="", starts=None),
    ".jpg": _JPEG,
    ".markdown": SourceFormat(_MARKDOWN),
    ".md": SourceFormat(
        _MARKDOWN,
        "Markdown",
        ("text/markdown",),
        starts=_compile(rb"(?:\xef\xbb\xbf)?\s*+---[ \t]*+\r?\n"),
    ),
    ".odt": SourceFormat(
        "audio.readers.documents.odt:read",
        "an OpenDocument text",
        ("application/vnd.oasis.opendocument.text",),
        is_sure=True,
    ),
    ".pdf": SourceFormat(
        "audio.readers.documents.pdf:read",
        "a PDF document",
        ("application/pdf",),
        starts=regex.compile(rb"\s*+%PDF-"),
        is_sure=True,
    ),
    ".png": _JPEG._replace(
        name="a PNG picture",
        media_types=("image/png",),
        starts=regex.compile(rb"\x89PNG\r\n\x1a\n"),
    ),
    ".text": PLAIN_TEXT,
    ".txt": PLAIN_TEXT,
    ".xhtml": SourceFormat(_WEB_PAGE),
}
"""Suffix, in small letters → its format. Text with another suffix is plain text."""

FEED = SourceFormat(
    "",
    "a feed",
    (
        "application/atom+xml",
        "application/feed+json",
        "application/rdf+xml",
        "application/rss+xml",
    ),
    starts=_compile(
        rb"%b(?:rss|feed|rdf)(?!\w)|%b|(?!%b\w)%b" % (_XML_ROOT, _JSON_FEED, _XML_ROOT, _ENTITIES)
    ),
)

SUFFIXES = tuple(suffix for suffix, row in sorted(READERS.items()) if suffix and row.is_listed)
"""The suffixes that tell a folder's articles from its other files."""
