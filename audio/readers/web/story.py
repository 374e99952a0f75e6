"""Find the one story a page is about: its headline, the part that holds its text, its lead.

Three things tell where the text is, in this order: a class or a mark of microdata that says so;
where most of the prose after the headline stands; and, as a check of both, the text that the
page's own data give. What follows a second headline is the next story of an endless page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

import regex
from lxml import etree
from lxml.html import HtmlElement

from audio.readers.article.pieces import fold
from audio.readers.web.bare_text import adopt_bare_text
from audio.readers.web.blocks import PageBlock
from audio.readers.web.known_words import ElementRole, find_roles
from audio.readers.web.metadata import Metadata
from audio.readers.web.story_parts import Story
from audio.records import BlockKind

_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]++")
_DEVANAGARI = regex.compile(r"\p{Devanagari}")
_SHARE = 0.65
"""Of the prose, how much a child must hold for the search to go down to it."""
_TITLE_TAGS = ("h1", "h2", "h3", "h4")
_CONTAINERS = {
    "div", "section", "td", "article", "main", "amp-carousel", "center", "form", "body",
    "fieldset", "header", "table", "tbody", "tr",
}  # fmt: skip
_LONGEST_TITLE = 400
_HEADLINE = 5
"""Words of a heading that is a headline."""
_MOST_WORDS = 30
_HEADLINE_CLASS = regex.compile(r"(?:head(?:line|ing)?|title|(?<![a-z])hl)(?![a-z])")
_LEAST_TITLE = 8
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
        if len(key) >= _LEAST_TITLE and (_is_same(key, wanted) or key in page)
    ]
    if exact := [element for element, key in known if key == wanted]:
        return exact[0]
    if known:
        longest = max(len(key) for _, key in known)
        return next(element for element, key in known if len(key) == longest)
    firsts = [element for element, key in headings if element.tag == "h1" and key]
    if firsts:
        return firsts[0]
    if _DEVANAGARI.search(declared.title):
        like = _find_like_title(root, page)
        like = _find_only_heading(root) if like is None else like
        return _find_named_title(root) if like is None else like
    return next((element for element, key in headings if len(key) > 2 * _LEAST_TITLE), None)


def _find_like_title(root: HtmlElement, page: str) -> HtmlElement | None:
    """What is no heading but says the greater part of the page's title, as `<b>` may."""
    for element in root.iter("div", "p", "td", "b", "strong", "span", "font"):
        text = element.text or ""
        if 2 * len(text) > len(page) and len(text) < _LONGEST_TITLE:
            key = fold(text)
            if 2 * len(key) > len(page) and key in page:
                return element
    return None


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
    if len(wanted) < _LEAST_TITLE:
        return False
    shorter, longer = sorted((key, wanted), key=len)
    return longer.startswith(shorter) and len(shorter) > 0.5 * len(longer)


def find_story(
    root: HtmlElement, title: HtmlElement | None, blocks: list[PageBlock], declared: Metadata
) -> Story:
    """The story that ``title`` heads among ``blocks``, all of the page's."""
    places = {element: at for at, element in enumerate(root.iter(etree.Element), start=1)}
    start = places.get(title, 0) if title is not None else 0
    after = [block for block in blocks if block.order >= start and block.element is not title]
    after, others = _cut_next_story(after, title, fold(declared.body))
    if not any(block.mass for block in after):
        after, others = [block for block in blocks if block.element is not title], []
    own = _select_own_script(after, title)
    holders = _find_marked(root, own) or [_find_densest(root, own, title)]
    story = _split(after, holders, others)
    if declared.body and measure_coverage(declared.body, story.body) < 0.5:
        densest = [_find_densest(root, own, title)]
        other = _split(after, densest, others)
        if measure_coverage(declared.body, other.body) > measure_coverage(
            declared.body, story.body
        ):
            story, holders = other, densest
    return adopt_bare_text(story, holders, title, declared.body)


def _select_own_script(blocks: list[PageBlock], title: HtmlElement | None) -> list[PageBlock]:
    """``blocks`` without prose in another script, under a headline in Devanagari.

    What a page says in English about itself may be longer than the story.
    """
    if title is None or not _DEVANAGARI.search("".join(title.itertext())):
        return blocks
    own = [block for block in blocks if not block.mass or _DEVANAGARI.search(block.text)]
    return own if any(block.mass for block in own) else blocks


def _cut_next_story(
    blocks: list[PageBlock], title: HtmlElement | None, body: str
) -> tuple[list[PageBlock], list[PageBlock]]:
    """``blocks`` up to and from a second headline of the first rank with prose before it.

    ``body`` is the story's text as the page's data give it, folded.
    """
    read = 0
    homes: set[HtmlElement | None] = set()
    for at, block in enumerate(blocks):
        is_headline = block.kind is BlockKind.HEADING and block.level == 1 and read > 300
        if is_headline and not _is_subheading(block, homes, title, body):
            return blocks[:at], blocks[at:]
        read += block.mass
        if block.mass:
            homes |= {block.element, block.element.getparent()}
    return blocks, []


def _is_subheading(
    block: PageBlock, homes: set[HtmlElement | None], title: HtmlElement | None, body: str
) -> bool:
    """Whether a heading of the first rank stands in the story's own text.

    ``homes`` hold the paragraphs before it, ``body`` is the text in the page's data, folded.
    The next story of an endless page has a box of its own, or a headline of the same class.
    """
    key = fold(block.text)
    if len(key) >= _LEAST_TITLE and key in body:
        return True
    around = block.element.getparent()
    is_like_title = (
        title is not None
        and title.getparent() is around
        and (title.get("class", "") == block.element.get("class") != "")
    )
    return around in homes and not is_like_title


def _select_within(blocks: Iterable[PageBlock], holders: list[HtmlElement]) -> list[PageBlock]:
    chosen = set(holders)
    known: dict[HtmlElement, bool] = {}

    def is_inside(element: HtmlElement) -> bool:
        if element not in known:
            chain = [element, *element.iterancestors()]
            known[element] = any(entry in chosen for entry in chain)
        return known[element]

    return [block for block in blocks if is_inside(block.element)]


def _split(blocks: list[PageBlock], holders: list[HtmlElement], others: list[PageBlock]) -> Story:
    body = _select_within(blocks, holders)
    if not body:
        return Story([], blocks, others)
    first = next(at for at, block in enumerate(blocks) if block is body[0])
    own = set(map(id, body))
    outside = [block for block in blocks[first:] if id(block) not in own]
    return Story(blocks[:first], body, others, outside)


def _find_marked(root: HtmlElement, blocks: list[PageBlock]) -> list[HtmlElement]:
    """The outermost elements that are marked as the article's text and hold enough of it."""
    total = sum(block.mass for block in blocks)
    found: list[HtmlElement] = []
    inside: set[HtmlElement] = set()
    for element in root.iter(etree.Element):
        parent = element.getparent()
        if parent is not None and parent in inside:
            inside.add(element)
        elif element.tag not in {"html", "body", "p"} and ElementRole.BODY in find_roles(element):
            inside.add(element)
            found.append(element)
    masses = {
        element: sum(u.mass for u in _select_within(blocks, [element])) for element in found[:50]
    }
    holders = [element for element, mass in masses.items() if mass > 0]
    if sum(masses.values()) < min(250, 0.3 * total) or not holders:
        return []
    names = _read_names(max(holders, key=lambda element: masses[element]))
    return [element for element in holders if _read_names(element) == names]


def _read_names(element: HtmlElement) -> tuple[str, ...]:
    """By what parts of one text are alike: tag, first classes, microdata, cells of a row."""
    classes = element.get("class", "").split()[:2]
    cells = str(len(element)) if element.tag == "tr" else ""
    return (str(element.tag), *classes, element.get("itemprop", ""), cells)


def _find_densest(
    root: HtmlElement, blocks: list[PageBlock], title: HtmlElement | None
) -> HtmlElement:
    """Go down from ``root`` while one child holds most of the prose."""
    masses, counts = _measure_masses(root, blocks)
    holds_title = set() if title is None else set(title.iterancestors())
    at = root
    while True:
        children = [child for child in at if child.tag in _CONTAINERS and masses.get(child, 0) > 0]
        best = max(children, key=lambda child: masses[child], default=None)
        if best is None:
            return at
        share = masses[best] / max(1, masses.get(at, 0))
        names = _read_names(best)
        is_row = at.tag == "tr"  # whose cells are columns, and no parts of one text
        parts = [c for c in children if _read_names(c) == names and c is not best and not is_row]
        of_title = [child for child in children if child in holds_title]
        if of_title and counts.get(of_title[0], 0) >= 2 and masses[of_title[0]] > 0.3 * masses[at]:
            at = of_title[0]
        elif (share >= _SHARE and (best in holds_title or not parts)) or (
            share > 0.45
            and counts.get(best, 0) >= 3
            and not parts
            and len(children) > 1
            and _count_own(at, children, masses) < 0.2 * masses[at]
        ):
            at = best
        else:
            return at


def _count_own(at: HtmlElement, children: list[HtmlElement], masses: dict[HtmlElement, int]) -> int:
    return masses[at] - sum(masses[child] for child in children)


def _measure_masses(
    root: HtmlElement, blocks: list[PageBlock]
) -> tuple[dict[HtmlElement, int], dict[HtmlElement, int]]:
    """For each element, the prose in it and how many blocks of prose."""
    masses: dict[HtmlElement, int] = {}
    counts: dict[HtmlElement, int] = {}
    for block in blocks:
        masses[block.element] = masses.get(block.element, 0) + block.mass
        counts[block.element] = counts.get(block.element, 0) + bool(block.mass)
    for _, element in etree.iterwalk(root, events=("end",)):
        parent = element.getparent()
        if parent is not None and element is not root and masses.get(element):
            masses[parent] = masses.get(parent, 0) + masses[element]
            counts[parent] = counts.get(parent, 0) + counts[element]
    return masses, counts


def measure_coverage(body: str, blocks: list[PageBlock]) -> float:
    """How many of the words of ``body`` are in ``blocks``."""
    words = set(_WORD.findall(body))
    found = {word for block in blocks for word in _WORD.findall(block.text)}
    return len(words & found) / max(1, len(words))
