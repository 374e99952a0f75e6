"""Take a page's furniture out of its tree: shares, related links, comments, hidden parts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from audio.readers.web.declared_text import DeclaredText
from audio.readers.web.gates import stands_for_rest
from audio.readers.web.inline_words import is_in_sentence
from audio.readers.web.known_words import ElementRole, find_roles
from audio.readers.web.link_boxes import LINKS, clear_boxes
from audio.readers.web.machine_summaries import find_machine_summaries
from audio.readers.web.removals import Removals
from audio.readers.web.skipped_parts import clear_skipped
from audio.readers.web.tree import weigh

_KEPT = frozenset({"html", "body", "main", "article", "h1"})
"""Their classes name what the whole page has: `<body class="has-sidebar">`."""
_CARDS = ("div", "li", "article", "section", "a", "td")
_CARD = 400
"""Code points of a summary and a date."""
_CARD_DEPTH = 4
"""Elements between a card and the headline in it."""
_NAMED = "what its class names as furniture"
_MOST = 0.4
"""Of a page's text: what holds more is no furniture, whatever its class says."""
_FACTS = 60
"""Code points of prose in a box of facts."""


def clear_furniture(
    root: HtmlElement, title: HtmlElement | None, removals: Removals, declared: str = ""
) -> bool:
    """Remove what its class names as furniture; whether a mark of a paid article was among it.

    What stands word for word in ``declared``, the story's text as the page's data give it, stays.
    """
    weights = weigh(root)
    most = _MOST * weights.get(root, 0)
    holds_title = set() if title is None else {title, *title.iterancestors()}
    unwanted = {ElementRole.FURNITURE, ElementRole.GATED, ElementRole.WIDGET}
    if any(ElementRole.WIDGET in find_roles(element) for element in holds_title):
        unwanted.discard(ElementRole.WIDGET)  # a page builder's: all its blocks are called so
    own = DeclaredText(declared)
    clear_skipped(root, holds_title, weights, removals)
    furniture: list[HtmlElement] = []
    walker = etree.iterwalk(root, events=("start",))
    for _, element in walker:
        if not isinstance(element.tag, str) or element.tag in _KEPT or element in holds_title:
            continue
        found = find_roles(element)
        weight = weights.get(element, 0)
        if not found & unwanted or is_in_sentence(element) or _is_fact_box(element, weight):
            continue
        is_body = ElementRole.BODY in found and weight > 0.5 * most
        is_unwanted = not is_body and (weight <= most or _is_thread(element))
        if is_unwanted and not own.hold(element):
            furniture.append(element)
            walker.skip_subtree()
    is_gated = stands_for_rest(root, furniture, weights)
    for element in furniture:
        removals.remove(element, _NAMED)
    for box in find_machine_summaries(root, holds_title, weights):
        removals.remove(box, "summaries by machines")
    _clear_headers(root, title, removals)
    _clear_cards(root, holds_title, removals)
    clear_boxes(root, holds_title, removals)
    return is_gated


def _clear_cards(root: HtmlElement, holds_title: set[HtmlElement], removals: Removals) -> None:
    """Elements side by side that each hold a headline which is a link lead to other stories."""
    counts: Counter[HtmlElement] = Counter()
    for heading in root.iter("h2", "h3", "h4", "h5", "h6"):
        around = list(islice(heading.iterancestors(), _CARD_DEPTH))
        links = [*heading.iter("a"), *(element for element in around if element.tag == "a")]
        # A link to the heading itself, as the entries of live blogs have, leads nowhere else.
        if any(not link.get("href", "#").startswith("#") for link in links):
            counts.update(around)
    weights = weigh(root) if counts else {}
    cards = {
        element
        for element, count in counts.items()
        if count == 1 and element.tag in _CARDS and weights.get(element, 0) < _CARD
    } - holds_title
    beside = [card for card in cards if any(other in cards for other in _find_neighbours(card))]
    for card in beside:
        removals.remove(card, LINKS)


def _find_neighbours(element: HtmlElement) -> Iterator[HtmlElement]:
    for other in (element.getprevious(), element.getnext()):
        if other is not None and other.tag == element.tag:
            yield other


def _is_fact_box(element: HtmlElement, prose: int) -> bool:
    """Whether ``element`` is a box of facts that is written out; an encyclopedia's is a table."""
    is_called = "infobox" in element.get("class", "").lower()
    return (
        is_called
        and prose >= _FACTS
        and element.tag != "table"
        and element.find(".//table") is None
    )


def _is_thread(element: HtmlElement) -> bool:
    """Whether ``element`` is the readers' comments, which may well be longer than the article."""
    names = f"{element.get('class', '')} {element.get('id', '')}".lower()
    return "comments" in names or "disqus" in names or "commentlist" in names


def _clear_headers(root: HtmlElement, title: HtmlElement | None, removals: Removals) -> None:
    """A header or footer is the page's own, unless it is the one that holds the headline.

    Or a header with a paragraph and no link, within the element that holds the story.
    """
    story = None if title is None else next(title.iterancestors("article", "main"), None)
    parts = list(root.iter("header", "footer"))
    weights = weigh(root) if parts else {}
    most = _MOST * weights.get(root, 0)
    holds_title = set() if title is None else {title, *title.iterancestors()}
    for element in parts:
        if element in holds_title or weights.get(element, 0) > most:
            continue
        if not (story is not None and _opens_section(element, story, weights)):
            removals.remove(element, "headers and footers")


def _opens_section(
    header: HtmlElement, story: HtmlElement, weights: Mapping[HtmlElement, int]
) -> bool:
    """Whether ``header`` is that of a section of ``story``, and has prose of its own."""
    if header.tag != "header" or next(header.iter("a"), None) is not None:
        return False
    section = next(header.iterancestors("section", "article", "main", "aside"), None)
    if section is None or section.tag != "section" or story not in section.iterancestors():
        return False
    return any(weights.get(paragraph, 0) > 0 for paragraph in header.iter("p"))
