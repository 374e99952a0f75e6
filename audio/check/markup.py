"""The HTML reader of the check: a page's links, ids, scripts and sentences, in one pass."""

from __future__ import annotations

import base64
import codecs
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

from audio.check.edition_data import is_sentence_id

_CHUNK = 1 << 20
"""Bytes that are parsed at once: large, as an unclosed comment is parsed anew with each chunk."""
_LINKS = {
    "a": ("href",),
    "link": ("href",),
    "img": ("src",),
    "audio": ("src", "data-cover"),
    "video": ("src",),
    "source": ("src",),
    "track": ("src",),
    "script": ("src",),
    "use": ("href",),
    "form": ("action",),
    "iframe": ("src",),
    "body": ("data-index", "data-cover"),
}
"""Attributes that name a file, by element."""
_VOID = frozenset(
    (
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
    )
)
_RAW = ("script", "style")
_STRUCTURED = "application/ld+json"
_POLICY = "content-security-policy"


@dataclass(slots=True)
class PageSentence:
    """A sentence on a page: its element's attributes, and its text."""

    attributes: Mapping[str, str]
    text: str = ""


@dataclass(slots=True)
class HtmlPage:
    """What the reader found in a page."""

    language: str = ""
    title: str = ""
    heading: str = ""
    """Text of the first ``h1``."""
    policies: list[str] = field(default_factory=list)
    links: dict[str, None] = field(default_factory=dict)
    """Every address in the page, each once, in order (the values mean nothing)."""
    sounds: list[str] = field(default_factory=list)
    ids: dict[str, int] = field(default_factory=dict)
    """How often each ``id`` occurs."""
    sentences: dict[str, PageSentence] = field(default_factory=dict)
    """By sentence id, in order."""
    inline: list[tuple[str, str]] = field(default_factory=list)
    """Element and CSP source, ``("script", "sha256-…")``, of every inline script and style."""
    handlers: list[str] = field(default_factory=list)
    """Element and attribute, ``a onclick``, of what would run a script."""
    guids: list[str] = field(default_factory=list)
    """Guids of the editions that the page shows or lists, in order."""
    cards: dict[str, str] = field(default_factory=dict)
    """By guid, the heading under which an edition is listed."""
    addresses: dict[str, str] = field(default_factory=dict)
    """Its own, as ``canonical`` and ``og:url`` tell it, that of its ``og:image``, and the
    one that it sends readers on to (``refresh``)."""
    structured: list[str] = field(default_factory=list)
    """JSON-LD in it."""
    disclosure: str = ""
    """What it says, in text, of the synthetic voice."""
    order: str = ""
    """``serial`` where it lists editions in the order of hearing."""
    broken: list[str] = field(default_factory=list)
    """What makes the page malformed, as clauses: ``ends in the middle of a character``."""
    closed: bool = False
    """Whether it has its ``</html>``."""


def read_page(path: Path) -> HtmlPage:
    """Read the page at ``path``. Raises ``OSError``."""
    reader = _Reader()
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        at = 0
        while data := file.read(_CHUNK):
            try:
                text = decoder.decode(data)
            except UnicodeDecodeError as error:
                if not any("UTF-8" in what for what in reader.page.broken):
                    reader.page.broken.append(f"is not UTF-8 near byte {at + error.start}")
                decoder.reset()
                text = data.decode("utf-8", "replace")
            at += len(data)
            if "\0" in text or "\ufffe" in text:
                reader.page.broken.append("has characters that HTML cannot hold")
            reader.feed(text)
    if decoder.getstate()[0]:
        reader.page.broken.append("ends in the middle of a character")
    reader.close()
    return reader.page


def parse_html(text: str) -> HtmlPage:
    """Parse a piece of HTML that stands in another document, such as a feed."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader.page


class _Reader(HTMLParser):
    """Collects a ``HtmlPage``; nesting is only counted, so that depth costs nothing."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = HtmlPage()
        self._sentence = ""
        self._depth = 0
        """How many elements are open inside the sentence."""
        self._text: list[str] = []
        """Text of the sentence, or of the script or style, so far."""
        self._raw = ""
        self._titles: list[str] = []
        """Open elements whose text is collected: title, h1, h3 of a card, p of a disclosure."""
        self._card = ""
        """Guid of the edition whose card is open; empty for none."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self._note(tag, attributes)
        if self._sentence and tag not in _VOID:
            self._depth += 1
        name = attributes.get("id", "")
        if not self._sentence and is_sentence_id(name):
            self._sentence, self._depth, self._text = name, 0, []
            self.page.sentences.setdefault(name, PageSentence(attributes))
        if tag in _RAW and "src" not in attributes and attributes.get("type") != "application/json":
            is_told = attributes.get("type") == _STRUCTURED
            self._raw, self._text = "told" if is_told else tag, []
        if tag == "article":
            self._card = attributes.get("data-guid", "")
        if tag == "h3" and self._card and self._card not in self.page.cards:
            self.page.cards[self._card] = ""
            self._titles.append(tag)
        if (tag == "title" and not self.page.title) or (tag == "h1" and not self.page.heading):
            self._titles.append(tag)
        if tag == "p" and attributes.get("class") == "disclosure":
            self._titles.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == "html":
            self.page.closed = True
        if self._raw == "told" and tag == "script":
            self.page.structured.append("".join(self._text))
            self._raw = ""
        if tag == self._raw:
            self.page.inline.append((tag, _hash_source("".join(self._text))))
            self._raw = ""
        if self._titles and tag == self._titles[-1]:
            self._titles.pop()
        if self._sentence and tag not in _VOID:
            if not self._depth:
                said = self.page.sentences[self._sentence]
                said.text = said.text or "".join(self._text)
                self._sentence = ""
            self._depth -= 1

    def handle_data(self, data: str) -> None:
        if self._raw or self._sentence:
            self._text.append(data)
        for tag in self._titles:
            if tag == "title":
                self.page.title += data
            elif tag == "h1":
                self.page.heading += data
            elif tag == "p":
                self.page.disclosure += data
            else:
                self.page.cards[self._card] += data

    def _note(self, tag: str, attributes: Mapping[str, str]) -> None:
        page = self.page
        if tag == "html":
            page.language = attributes.get("lang", "")
        if tag == "body":
            page.order = attributes.get("data-order", "")
        if tag in ("meta", "link"):
            self._note_head(tag, attributes)
        if name := attributes.get("id"):
            page.ids[name] = page.ids.get(name, 0) + 1
        if "data-guid" in attributes:
            page.guids.append(attributes["data-guid"])
        for attribute in _LINKS.get(tag, ()):
            if attributes.get(attribute):
                page.links[attributes[attribute]] = None
        if tag in ("audio", "source") and attributes.get("src"):
            page.sounds.append(attributes["src"])
        page.handlers += [f"{tag} {name}" for name in attributes if name.startswith("on")]

    def _note_head(self, tag: str, attributes: Mapping[str, str]) -> None:
        page = self.page
        if tag == "meta" and attributes.get("property") in ("og:image", "og:url"):
            page.links[attributes.get("content", "")] = None
            page.addresses[attributes["property"]] = attributes.get("content", "")
        if tag == "meta" and attributes.get("http-equiv", "").lower() == "refresh":
            page.addresses["refresh"] = attributes.get("content", "").partition("url=")[2]
        if tag == "link" and attributes.get("rel") == "canonical":
            page.addresses["canonical"] = attributes.get("href", "")
        if tag == "meta" and attributes.get("http-equiv", "").lower() == _POLICY:
            page.policies.append(attributes.get("content", ""))


def _hash_source(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8", "replace")).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"
