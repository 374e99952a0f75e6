"""What a page says of its article for machines: JSON-LD, OpenGraph, ``<meta>``, microdata."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from typing import Any

from lxml.html import HtmlElement, fromstring

from audio import regex
from audio.readers.article.dates import find_date
from audio.readers.article.language import choose_language
from audio.readers.article.pieces import fold
from audio.readers.text.decoding import UNTYPED
from audio.readers.web.known_words import LineForm, find_label

_MOST_JSON = 2_000_000
"""Characters of one script."""
_MOST_NODES = 20_000
_TYPES = regex.compile(r"(?:.*Article|.*Posting|.*Episode|Review|Report|Recipe|HowTo|Poem)$")
_META = {
    "title": ("og:title", "twitter:title", "headline", "title"),
    "description": ("og:description", "description", "twitter:description"),
    "author": ("author", "article:author_name", "article:author", "dc.creator", "twitter:creator"),
    "published": (
        "article:published_time", "datepublished", "date", "pubdate", "publish-date", "dc.date",
        "publish_date", "publication_date", "og:published_time", "created",
    ),
    "modified": ("article:modified_time", "og:updated_time", "datemodified", "lastmod"),
    "image": ("og:image", "og:image:url", "twitter:image", "image"),
    "site": ("og:site_name", "application-name"),
}  # fmt: skip
_NO_NAME = regex.compile(r"https?:|^@|\.(?:com|in|org)\b", regex.IGNORECASE)
_NO_NAMES = frozenset({LineForm.WHOLE, LineForm.OVER, LineForm.MORE, LineForm.SUGGESTS})
"""What a box about the writer says, too: `लेखक के बारे में`, `और पढ़ें`."""
_BY = regex.compile(
    r"^(?:(?:written|reported|posted|published|edited)\s++)?+by[\s:]++"
    r"|^(?:लेखक|लेखिका|आलेख|विधि|रेसिपी|शब्द|कवि|द्वारा|रिपोर्ट|प्रस्तुतकर्ता|प्रस्तुति)[\s:]++|\s++द्वारा$",
    regex.IGNORECASE,
)
_EDITED = regex.compile(
    r"[,|;\s]*+\b(?:edited|curated|translated) by\b.*+", regex.IGNORECASE | regex.DOTALL
)
"""Whose part was not to write it; not where nobody else is named."""
_TAG = regex.compile(r"<[A-Za-z/]")
_AUTHORS = (
    "//*[@itemprop='author']//*[@itemprop='name']",
    "//*[@itemprop='author' or @rel='author']",
    "//*[contains(@class, 'author') or contains(@class, 'byline')]//*[self::a or self::span]",
    "//*[contains(@class, 'author') or contains(@class, 'byline')]",
)
_WRITER = (
    "//*[contains(translate(concat(' ', @class), '-_', '  '), ' writer')"
    " or contains(concat(' ', @class, ' '), ' by ')]"
    "/descendant-or-self::*[self::a or self::b or self::strong or self::span]"
)
"""Where a name may stand that no data and no class call the author's: it must look like one."""
_NAME = regex.compile(r"(?:[\p{Devanagari}\p{Lu}][\p{L}\p{M}]*+\.?\s?){2,4}")
_LONGEST_NAME = 60
SITE_MARK = regex.compile(r"\s++(?:[|–—»:-]|::)\s++")
"""What parts a page's title: `शीर्षक | साइट`."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page declares of its article; a field is empty where it declares nothing."""

    title: str = ""
    description: str = ""
    author: str = ""
    published: datetime | None = None
    image: str = ""
    site: str = ""
    body: str = ""
    """The article's text as the page's data hold it: a check, seldom the best copy."""
    canonical: str = ""
    following: str = ""
    """The address of what the page calls its next page."""
    is_gated: bool = False
    """Whether the page says that not everybody may read all of it."""
    is_live: bool = False
    language: str = ""
    """As declared: `hi`, `mr-IN`."""


def read_metadata(root: HtmlElement) -> Metadata:
    """What ``root``, a page with its scripts, declares."""
    meta = _read_meta(root)
    data = next(_find_articles(root), {})
    headings = root.findtext(".//title") or ""
    title = (
        _read_text(data.get("headline")) or _read_text(data.get("name")) or meta.get("title", "")
    )
    published = _read_text(data.get("datePublished")) or meta.get("published", "")
    return Metadata(
        title=title or _drop_site(" ".join(headings.split())),
        description=_read_text(data.get("description")) or meta.get("description", ""),
        author=_read_authors(data)
        or _clean_name(meta.get("author", ""))
        or _find_marked_author(root),
        published=_parse_date(published)
        or _find_marked_date(root)
        or _parse_date(meta.get("modified", "")),
        image=_read_address(data.get("image")) or meta.get("image", ""),
        site=meta.get("site", ""),
        body=_drop_markup(str(data.get("articleBody") or "")),
        canonical=_find_link(root, "canonical"),
        following=_find_link(root, "next"),
        is_gated=str(data.get("isAccessibleForFree", "")).lower() == "false",
        is_live="LiveBlogPosting" in _read_kinds(data),
        language=choose_language(_find_languages(root, data)),
    )


def _find_languages(root: HtmlElement, data: dict[str, Any]) -> Iterator[str]:
    """All languages that the page names, the likeliest first."""
    yield from (
        str(root.get(name) or "")
        for name in ("lang", "{http://www.w3.org/XML/1998/namespace}lang", "xml:lang")
    )
    yield _read_text(data.get("inLanguage"))
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("http-equiv") or ""
        if name.lower() in {"og:locale", "content-language", "language"}:
            yield element.get("content", "")


def _read_meta(root: HtmlElement) -> dict[str, str]:
    """The first value that is given of each thing that ``<meta>`` names in many ways."""
    given: dict[str, str] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        content = " ".join(element.get("content", "").split())
        if name and content:
            given.setdefault(name.lower(), unescape(content))
    return {
        what: next((given[name] for name in names if name in given), "")
        for what, names in _META.items()
    }


def _find_articles(root: HtmlElement) -> Iterator[dict[str, Any]]:
    """The objects in the page's JSON-LD that are articles; those with a headline first."""
    found = [node for node in _find_nodes(root) if any(map(_TYPES.match, _read_kinds(node)))]
    yield from sorted(found, key=lambda node: not (node.get("headline") or node.get("articleBody")))


def _find_nodes(root: HtmlElement) -> Iterator[dict[str, Any]]:
    seen = 0
    for script in root.iter("script"):
        if "ld+json" not in script.get("type", "").lower():
            continue
        waiting = [_parse_json(script.text or "")]
        while waiting and seen < _MOST_NODES:
            seen += 1
            node = waiting.pop(0)
            if isinstance(node, list):
                waiting[:0] = node[:_MOST_NODES]
            elif isinstance(node, dict):
                yield node
                waiting.extend(
                    node[key] for key in ("@graph", "mainEntity", "itemListElement") if key in node
                )


def _parse_json(source: str) -> Any:
    if len(source) > _MOST_JSON:
        return None
    cleaned = source.strip().removeprefix("<!--").removesuffix("-->")
    cleaned = cleaned.replace("//<![CDATA[", "").replace("//]]>", "").strip().rstrip(";")
    try:
        return json.loads(cleaned, strict=False)
    except (ValueError, RecursionError):
        return None  # many pages' data are broken; the page itself is what counts


def _read_kinds(node: dict[str, Any]) -> list[str]:
    kind = node.get("@type", "")
    return [str(entry) for entry in kind] if isinstance(kind, list) else [str(kind)]


def _read_text(value: Any) -> str:
    if isinstance(value, list):
        value = next((entry for entry in value if isinstance(entry, str)), "")
    return " ".join(_drop_markup(value).split()) if isinstance(value, str) else ""


def _drop_markup(text: str) -> str:
    """``text`` without markup, entities and what is no letter, which sites leave in their data."""
    text = UNTYPED.sub("", text)  # a text that was cut off ends in the middle of an emoji
    text = unescape(unescape(text))  # `&amp;nbsp;` was written by two programs
    if not _TAG.search(text):
        return text.strip()
    paragraphs = regex.sub(r"</p>|<br\s*+/?>|</div>|</li>", "\n", text, flags=regex.IGNORECASE)
    return str(fromstring(f"<div>{paragraphs}</div>").text_content()).strip()


def _read_authors(data: dict[str, Any]) -> str:
    value = data.get("author") or data.get("creator") or []
    people = value if isinstance(value, list) else [value]
    names = [
        _clean_name(
            _read_text(person.get("name")) if isinstance(person, dict) else _read_text(person)
        )
        for person in people
    ]
    return ", ".join(dict.fromkeys(name for name in names if name))


def _clean_name(text: str) -> str:
    writer = _EDITED.split(text.strip())[0] or text.strip()
    name = _BY.sub("", writer).strip(" ,|-")
    labels = (find_label(line, has_link=False) for line in (text, name))
    is_label = any(label is not None and label.form in _NO_NAMES for label in labels)
    return "" if _NO_NAME.search(name) or len(name) > 100 or is_label else name


def _read_address(value: Any) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("url", "")
    return value.strip() if isinstance(value, str) else ""


def _parse_date(text: str) -> datetime | None:
    found = find_date(text)
    return found.when if found else None


def _find_marked_author(root: HtmlElement) -> str:
    """The name that microdata, a link or a class calls the author's."""
    for path in _AUTHORS:
        for element in root.xpath(path):
            name = _clean_name(" ".join("".join(element.itertext()).split()))
            if name and len(name) <= _LONGEST_NAME and not any(map(str.isdigit, name)):
                return name
    for element in root.xpath(_WRITER):
        name = _clean_name(" ".join("".join(element.itertext()).split()))
        if _NAME.fullmatch(name):
            return name
    return ""


def _find_marked_date(root: HtmlElement) -> datetime | None:
    """Microdata's date, else that of the first ``<time>``; the day of a change counts last."""
    paths = ("//*[@itemprop='datePublished']", "//abbr[contains(@class, 'published')]", "//time")
    for path in paths:
        for element in root.xpath(path):
            given = (element.get(name) for name in ("content", "datetime", "title"))
            written = next(filter(None, given), "") or element.text_content()
            found = find_date(str(written))
            if found and not found.is_update:
                return found.when
    return None


def _find_link(root: HtmlElement, relation: str) -> str:
    for element in root.iter("link", "a"):
        if relation in element.get("rel", "").lower().split():
            return element.get("href", "").strip()
    return ""


def _drop_site(title: str) -> str:
    """`शीर्षक | साइट` without what follows the last mark, when that is the shorter part."""
    parts = SITE_MARK.split(title)
    if len(parts) > 1 and len(fold(parts[-1])) < len(fold(title)) / 2:
        return title[: title.rfind(parts[-1])].rstrip(" |–—»:-")
    return title
