"""Find the one story a page is about: its headline, the part that holds its text, its lead.

Three things tell where the text is, in this order: a class or a mark of microdata that says so;
where most of the prose after the headline stands; and, as a check of both, the text that the
page's own data give. What follows a second headline is the next story of an endless page.
"""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree
from lxml.html import HtmlElement

from audio import regex
from audio.readers.article.pieces import fold
from audio.readers.web.bare_text import adopt_bare_text
from audio.readers.web.blocks import PageBlock
from audio.readers.web.headline import LEAST_TITLE
from audio.readers.web.known_words import ElementRole, find_roles
from audio.readers.web.metadata import Metadata
from audio.readers.web.story_parts import Story
from audio.records import BlockKind

_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]++")
_DEVANAGARI = regex.compile(r"\p{Devanagari}")
_SHARE = 0.65
"""Of the prose, how much a child must hold for the search to go down to it."""
_CONTAINERS = {
    "div", "section", "td", "article", "main", "amp-carousel", "center", "form", "body",
    "fieldset", "header", "table", "tbody", "tr",
}  # fmt: skip


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
    if len(key) >= LEAST_TITLE and key in body:
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
    """The features that parts of one text share: tag, first classes, microdata, cells of a row."""
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
    """The prose in each element, and how many blocks of prose."""
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
