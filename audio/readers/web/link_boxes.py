"""Take boxes of links out of a page's tree, whatever their classes are called.

A box holds headlines that are links, perhaps a label over them, and no sentence of its own:
`आपके शहर से`, `इस ख़बर से जुड़े वीडियो`, a row of web stories.
"""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement

from audio import regex
from audio.readers.web.known_words import ElementRole, find_roles
from audio.readers.web.removals import Removals

LINKS = "links to other stories"
_TAGS = frozenset({"div", "section", "article", "ul", "ol", "center", "fieldset", "td"})
_PLAIN = frozenset({"div", "section", "center", "fieldset"})
_CARDS = frozenset({"div", "article", "section"})
_HEADLINE = 4
"""Words of a link that is a headline; names, places and topics have fewer."""
_SHARE = 0.6
"""Of a box's text, how much is links."""
_LABEL = 60
"""Code points of a text beside the links that may be a label or a date."""
_SMALL = 300
"""Code points of a box that offers one thing: a video, a film to rent, an oil to buy."""
_CARD = 400
"""Code points of a headline with a summary."""
_SENTENCE_END = regex.compile(r"[।॥.][\"'”’)]{0,2}+$")
"""Of a statement; an offer asks and exclaims."""
_YEAR = regex.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|(?<!\p{N})२०[०-९]{2}")


@dataclass(slots=True)
class _Share:
    total: int = 0
    linked: int = 0
    links: int = 0
    headlines: int = 0
    prose: int = 0
    """Code points of sentences that are no link's."""
    parts: int = 0
    """Elements that stand in it."""
    is_dated: bool = False

    def add(self, other: _Share) -> None:
        self.total += other.total
        self.linked += other.linked
        self.links += other.links
        self.headlines += other.headlines
        self.prose += other.prose
        self.parts += 1
        self.is_dated |= other.is_dated

    @property
    def is_box(self) -> bool:
        """Whether the element is headlines that are links, with hardly more."""
        is_linked = self.linked >= _SHARE * self.total > 0 and self.prose == 0
        return is_linked and (self.headlines > 1 or (self.headlines > 0 and not self.is_dated))

    @property
    def is_offer(self) -> bool:
        """Whether the element is labels and a link, without a sentence."""
        is_small = 0 < self.total <= _SMALL and self.prose == 0
        return is_small and self.links > 0 and self.parts > 1 and not self.is_dated


def clear_boxes(root: HtmlElement, kept: set[HtmlElement], removals: Removals) -> None:
    """Remove the boxes of links from ``root``, but none of ``kept``."""
    shares = _measure_shares(root)
    most = 0.4 * shares[root].total
    for element in list(root.iter(*_TAGS)):
        share = shares.get(element)
        if share is None or share.total > most or element in kept or not _is_within(element, root):
            continue
        is_box = share.is_box or (share.is_offer and element.tag in _PLAIN)
        if (is_box or _is_card(element, shares)) and ElementRole.BODY not in find_roles(element):
            removals.remove(element, LINKS)


def _is_card(element: HtmlElement, shares: dict[HtmlElement, _Share]) -> bool:
    """Whether a headline that is a link opens ``element``, and opens its neighbour as well."""
    beside = (element.getprevious(), element.getnext())
    if element.tag == "article":
        return _opens_card(element, shares)  # of another story, be it the only one
    return _opens_card(element, shares) and any(
        _opens_card(other, shares)
        for other in beside
        if other is not None and other.get("class") == element.get("class")
    )


def _opens_card(element: HtmlElement, shares: dict[HtmlElement, _Share]) -> bool:
    share = shares.get(element)
    if element.tag not in _CARDS or share is None or share.total > _CARD or share.headlines != 1:
        return False
    for link in element.iter("a"):
        if shares[link].headlines:
            parent = link.getparent()
            around = share if parent is None else shares[parent]
            is_alone = around is share or around.linked == around.total
            return is_alone and not (link.tail or "").strip() and share.linked < share.total
    return False


def _is_within(element: HtmlElement, root: HtmlElement) -> bool:
    """Whether ``element`` is still in the tree: it goes with the box around it."""
    parent = element.getparent()
    return parent is not None and (parent is root or parent.getroottree().getroot() is root)


def _measure_shares(root: HtmlElement) -> dict[HtmlElement, _Share]:
    shares: dict[HtmlElement, _Share] = {}
    links = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if not isinstance(element.tag, str):
            continue
        is_link = element.tag == "a" and not element.get("href", "").startswith("#")
        if event == "start":
            links += is_link
            _count(shares.setdefault(element, _Share()), element.text, is_linked=links > 0)
            continue
        links -= is_link
        share = shares[element]
        if is_link:
            share.links += "href" in element.attrib
            text = "".join(element.itertext())
            is_headline = len(text.split()) >= _HEADLINE
            share.headlines += is_headline
            share.is_dated |= not is_headline and _YEAR.search(text) is not None
        parent = element.getparent()
        if parent is not None and element is not root:
            above = shares.setdefault(parent, _Share())
            above.add(share)
            _count(above, element.tail, is_linked=links > 0)
    return shares


def _count(share: _Share, text: str | None, *, is_linked: bool) -> None:
    text = (text or "").strip()
    share.total += len(text)
    if is_linked:
        share.linked += len(text)
        return
    share.is_dated |= _YEAR.search(text) is not None
    if len(text) > _LABEL or (len(text) > 20 and _SENTENCE_END.search(text)):
        share.prose += len(text)
