"""Take boxes of links out of a page's tree, whatever their classes are called.

A box holds headlines that are links, perhaps a label over them, and no sentence of its own:
`आपके शहर से`, `इस ख़बर से जुड़े वीडियो`, a row of web stories.
"""

from __future__ import annotations

from dataclasses import dataclass

import regex
from lxml import etree
from lxml.html import HtmlElement

from audio.readers.web.marks import Role, roles
from audio.readers.web.tree import remove

_TAGS = frozenset({"div", "section", "ul", "ol", "center", "fieldset", "td"})
_HEADLINE = 4
"""Words of a link that is a headline; names, places and topics have fewer."""
_SHARE = 0.6
"""Of a box's text, how much is links."""
_LABEL = 60
"""Code points of a text beside the links that may be a label or a date."""
_SENTENCE_END = regex.compile(r"[।॥.?!][\"'”’)]{0,2}+$")


@dataclass(slots=True)
class _Share:
    total: int = 0
    linked: int = 0
    headlines: int = 0
    prose: int = 0
    """Code points of sentences that are no link's."""
    is_labelled: bool = False
    """Whether a heading or an item stands in it."""

    def add(self, other: _Share) -> None:
        self.total += other.total
        self.linked += other.linked
        self.headlines += other.headlines
        self.prose += other.prose
        self.is_labelled |= other.is_labelled

    @property
    def is_box(self) -> bool:
        least = 1 if self.is_labelled else 2
        return (
            self.headlines >= least and self.prose == 0 and self.linked >= _SHARE * self.total > 0
        )


def clear_boxes(root: HtmlElement, kept: set[HtmlElement]) -> None:
    """Remove the boxes of links from ``root``, but none of ``kept``."""
    shares = _shares(root)
    most = 0.4 * shares[root].total
    for element in list(root.iter(*_TAGS)):
        share = shares.get(element)
        if share is None or not share.is_box or share.total > most or element in kept:
            continue
        if Role.BODY not in roles(element) and _is_within(element, root):
            remove(element)


def _is_within(element: HtmlElement, root: HtmlElement) -> bool:
    """Whether ``element`` is still in the tree: it goes with the box around it."""
    parent = element.getparent()
    return parent is not None and (parent is root or parent.getroottree().getroot() is root)


def _shares(root: HtmlElement) -> dict[HtmlElement, _Share]:
    shares: dict[HtmlElement, _Share] = {}
    links = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if not isinstance(element.tag, str):
            continue
        is_link = element.tag == "a" and not element.get("href", "").startswith("#")
        if event == "start":
            links += is_link
            share = shares.setdefault(element, _Share())
            _count(share, element.text, is_linked=links > 0)
            continue
        links -= is_link
        share = shares[element]
        if is_link:
            share.headlines += len("".join(element.itertext()).split()) >= _HEADLINE
        share.is_labelled |= element.tag in {"h2", "h3", "h4", "h5", "h6", "li"}
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
    elif len(text) > _LABEL or (len(text) > 20 and _SENTENCE_END.search(text)):
        share.prose += len(text)
