"""The headline of a page: the heading that says its title, or what stands for one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, takewhile

from lxml import etree
from lxml.html import HtmlElement

from audio import regex
from audio.readers.article.pieces import fold
from audio.readers.web.blocks import PageBlock
from audio.readers.web.metadata import SITE_MARK, Metadata

_DEVANAGARI = regex.compile(r"\p{Devanagari}")
_TITLE_TAGS = ("h1", "h2", "h3", "h4")
_LONGEST_TITLE = 400
_HEADLINE = 5
"""Words of a heading that is a headline."""
_MOST_WORDS = 30
_HEADLINE_CLASS = regex.compile(r"(?:head(?:line|ing)?|title|(?<![a-z])hl)(?![a-z])")
_SITE_HEAD = regex.compile(
    r"(?<![\w-])(?:site-|blog-)?(?:header|masthead|branding|logo|navbar|head(?![\w-]))"
)
"""How pages call what stands over all they hold; `entry-header` is over an article."""
_NEAR = 4
"""Elements around a heading that are looked at."""
_BOLD_TAGS = ("b", "strong", "big", "font", "center")
_CODE = frozenset({"script", "style", "title", "noscript"})
_LONG_TEXT = 60
"""Code points of a text with which the story has begun."""
_NAMES = 2
"""Parts of a page's title that name site and article; more name what is between them."""
_BOLD_TITLE = 120
"""Code points of a bold line that is a headline."""
_LONGER = 5
"""Words of a bold line that is longer than the site's name."""
LEAST_TITLE = 8
"""Letters of a headline by which it is found again."""


def find_title(root: HtmlElement, declared: Metadata) -> HtmlElement | None:
    """The element that is the page's headline; None when no heading is.

    It is the heading that says the declared title, or else the longest that the title holds,
    whatever its rank: on blogs the heading of the first rank is the blog's name, and a later one
    may quote the title: `“…” पर 2 विचार`.
    """
    page = fold(root.findtext(".//title") or "")
    wanted = fold(declared.title)
    headings = [(element, fold("".join(element.itertext()))) for element in _find_headings(root)]
    known = [
        (element, key)
        for element, key in headings
        if len(key) >= LEAST_TITLE and (_is_same(key, wanted) or key in page)
    ]
    if exact := [element for element, key in known if key == wanted]:
        return exact[0]
    if known:
        own = [entry for entry in known if not _names_site(entry[0])]
        heading = None if own else _find_story_heading(root)
        if heading is not None:
            return heading
        # A page's title may say the headline twice: in Hindi, and in English for machines.
        hindi = [entry for entry in own or known if _DEVANAGARI.search(entry[1])]
        return max(hindi or own or known, key=lambda entry: len(entry[1]))[0]
    firsts = [element for element, key in headings if element.tag == "h1" and key]
    if firsts:
        return firsts[0]
    if _DEVANAGARI.search(declared.title):
        like = _find_like_title(root, page)
        like = _find_title_part(root) if like is None else like
        like = _find_only_heading(root) if like is None else like
        return _find_named_title(root) if like is None else like
    long = [element for element, key in headings if len(key) > 2 * LEAST_TITLE]
    return next((one for one in long if _is_headline(one)), long[0] if long else None)


def _find_like_title(root: HtmlElement, page: str) -> HtmlElement | None:
    """What is no heading but says the greater part of the page's title, as `<b>` may."""
    for element in root.iter("div", "p", "td", "b", "strong", "span", "font"):
        text = element.text or ""
        if 2 * len(text) > len(page) and len(text) < _LONGEST_TITLE:
            key = fold(text)
            if 2 * len(key) > len(page) and key in page:
                return element
    return None


def _find_title_part(root: HtmlElement) -> HtmlElement | None:
    """The bold line over the text that is a part of the page's title: `पत्रिका - कहानी - घर`.

    The site's name and the department, which may be bold too, stand before it.
    """
    parts = SITE_MARK.split(" ".join((root.findtext(".//title") or "").split()))
    keys = {fold(part) for part in parts} - {""}
    if len(parts) <= _NAMES:
        return None
    found = None
    for element in root.iter(etree.Element):
        text = element.text or ""
        is_part = len(text) < _LONGEST_TITLE and fold(text) in keys
        if len(text) >= _LONG_TEXT and not is_part and element.tag not in _CODE:
            break
        if is_part and element.tag in _BOLD_TAGS and not _is_linked(element):
            found = element
    return found


def _find_story_heading(root: HtmlElement) -> HtmlElement | None:
    """The last heading over the first paragraph that is no link and not in the site's head."""
    found = None
    for element in root.iter(etree.Element):
        if element.tag == "p" and len("".join(islice(element.itertext(), _NEAR))) >= _LONG_TEXT:
            break
        if element.tag in _TITLE_TAGS and _is_headline(element):
            found = element
    return found


def _is_headline(element: HtmlElement) -> bool:
    """Whether a heading has the words of a story's headline, and names no site."""
    words = "".join(element.itertext()).split()
    is_own = len(words) >= _HEADLINE and _DEVANAGARI.search(" ".join(words)) is not None
    return is_own and not _is_linked(element) and not _names_site(element)


def _names_site(element: HtmlElement) -> bool:
    """Whether a heading stands in the head of the whole page, as the name of a blog does."""
    return any(
        around.tag != "article"
        and _SITE_HEAD.search(f" {around.get('class', '')} {around.get('id', '')}")
        for around in islice(element.iterancestors(), _NEAR)
    )


def _is_linked(element: HtmlElement) -> bool:
    return element.find(".//a") is not None or any(
        around.tag == "a" for around in islice(element.iterancestors(), _NEAR)
    )


def _find_named_title(root: HtmlElement) -> HtmlElement | None:
    """What is no heading, but the first whose class calls it the headline, as e-papers have it."""
    for element in root.iter("div", "p", "span", "td"):
        if _HEADLINE_CLASS.search(element.get("class", "").lower()):
            parts = (text[:_LONGEST_TITLE] for text in islice(element.itertext(), _MOST_WORDS))
            words = "".join(parts).split()
            if _HEADLINE <= len(words) <= _MOST_WORDS and _DEVANAGARI.search(" ".join(words)):
                return element
    return None


def _find_only_heading(root: HtmlElement) -> HtmlElement | None:
    """The one heading of the second rank, where the page's title says but whose page it is."""
    headings = list(islice(root.iter("h2"), 2))
    is_only = len(headings) == 1 and len("".join(headings[0].itertext()).split()) >= _HEADLINE
    return headings[0] if is_only else None


def _find_headings(root: HtmlElement) -> Iterator[HtmlElement]:
    for tag in _TITLE_TAGS:
        yield from root.iter(tag)
    yield from root.xpath("//*[@itemprop='headline' and not(self::meta)]")


def _is_same(key: str, wanted: str) -> bool:
    """Whether two headlines are one, be one of them cut short."""
    if len(wanted) < LEAST_TITLE:
        return False
    shorter, longer = sorted((key, wanted), key=len)
    return longer.startswith(shorter) and len(shorter) > 0.5 * len(longer)


def take_bold_title(kept: list[PageBlock], named: str, left_out: list[str]) -> str:
    """The bold line over a text whose page is but ``named``, as the site is, and has no headline.

    Of several it is the longest; a shorter one before it names a department.
    """
    opening = list(
        takewhile(lambda b: b.is_bold and not b.ends and len(b.text) <= _BOLD_TITLE, kept)
    )
    if not _DEVANAGARI.search(named):
        opening = opening[:1]
    best = max(opening, key=lambda block: len(block.text), default=None)
    if best is None or not _DEVANAGARI.search(best.text):
        return ""
    if _DEVANAGARI.search(named) and len(best.text.split()) <= max(_LONGER, len(named.split())):
        return ""
    at = next(index for index, block in enumerate(kept) if block is best)
    left_out += [block.text for block in kept[:at]]
    del kept[: at + 1]
    return best.text
